//! What a person does, with all that the desk needs to know about it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{
    attachment::Files,
    channel::ChannelKind,
    commands::{GuideCommand, PersonCommand, person_line},
    conversation::{Conversation, LookUp},
    event::{Event, Found},
    ids::PlatformMessageId,
    language::{Language, Written},
    message::{Author, Button},
    quoted::Quoted,
    verdict::Verdict,
    words::Words,
};
use jiff::Timestamp;

use super::guide::ForGuide;
use crate::{
    app::{App, error::HandleError},
    channels::{Sent, types::Part},
    store::{
        StoreError, Tx,
        conversations::{self, Loaded},
        inbox::InboxRow,
        messages::{self, Kept},
    },
};

/// A message of a person's.
struct Letter {
    at: Timestamp,
    id: Option<String>,
    text: String,
    files: Files,
    parts: Vec<Part>,
    quoted: Option<Quoted>,
}

/// A message of a person's, or a part of one, as it is now.
struct Change {
    at: Timestamp,
    id: String,
    text: String,
    files: Files,
    file: Option<String>,
}

impl App {
    pub(crate) async fn person_did(
        &self,
        tx: &mut Tx,
        row: &InboxRow,
        address: &str,
        language: Option<Language>,
        sent: Sent,
    ) -> Result<(), HandleError> {
        let (now, at) = (self.clock.now(), row.at);
        let loaded = self.conversation_at(tx, row.source, address, language, now).await?;
        let event = match sent {
            Sent::Message { id, text, files, parts, quoted } => {
                let letter = Letter { at, id, text, files, parts, quoted };
                return self.person_wrote(tx, &loaded, letter).await;
            }
            Sent::Reworded { id, text, files, file } => {
                return self.reworded(tx, &loaded, Change { at, id, text, files, file }).await;
            }
            Sent::Button(data) => {
                let button = Box::pin(self.unless_guided(tx, &loaded, at, data.parse().ok())).await?;
                let Some(button) = button else {
                    return Ok(());
                };
                let found = self.look_up(&loaded.conversation, button, now)?;
                Event::Pressed { at, button, found, next_case: self.next_case(tx, now).await? }
            }
            Sent::Declined(why) => Event::SentDeclined(why),
            Sent::Left => Event::Left,
            Sent::CameBack => Event::CameBack,
        };
        self.apply(tx, &loaded, event, None, now).await
    }

    async fn person_wrote(&self, tx: &mut Tx, loaded: &Loaded, letter: Letter) -> Result<(), HandleError> {
        let now = self.clock.now();
        let Letter { at, id, text, files, parts, quoted } = letter;
        let Some(words) = Words::parse(&text).or_else(|| Words::parse(&files.signs())) else {
            let event = files.declined.map_or(Event::SentNothingReadable, Event::SentDeclined);
            return self.apply(tx, loaded, event, None, now).await;
        };
        let kept = loaded.conversation.is_welcome().then(|| Kept {
            case: None,
            author: Author::Person,
            body: words.as_str().to_owned(),
            at,
            origin: id.clone(),
        });
        // A command under a picture is words: the picture must not be lost over it.
        let command = person_line(&words).filter(|_| files == Files::default());
        let line = id.clone().filter(|_| self.has_ticks(loaded)).map(PlatformMessageId);
        let mut message = ForGuide { loaded, at, kept, now };
        let event = if let Some(command) = command {
            match command {
                PersonCommand::Guide(command) if loaded.conversation.is_welcome() => {
                    return Box::pin(self.guide_command(tx, message, command)).await;
                }
                command => Event::Commanded { at, command },
            }
        } else {
            let Decided { verdict, written } = self.decide(&words, loaded.conversation.language, now)?;
            let with_guide = files == Files::default() && loaded.conversation.is_welcome();
            if with_guide {
                match Box::pin(self.guide_words(tx, message, &words, &verdict)).await? {
                    Some(back) => message = back,
                    None => return Ok(()),
                }
            }
            let next_case = self.next_case(tx, now).await?;
            Event::Wrote { at, words, files, quoted, verdict, written, line, next_case }
        };
        self.apply(tx, loaded, event, message.kept, now).await?;
        if let Some(id) = id.filter(|_| !parts.is_empty())
            && let Some((kept, _)) = messages::of_person(tx, &loaded.id, &id).await?
        {
            messages::made_of(tx, kept.id, &parts).await?;
        }
        Ok(())
    }

    /// A button of the guide's, or of a reminder's, is theirs; what is left is the desk's, and so is an old one.
    async fn unless_guided(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        at: Timestamp,
        button: Option<Button>,
    ) -> Result<Option<Option<Button>>, HandleError> {
        if !loaded.conversation.is_welcome() {
            return Ok(Some(button));
        }
        let message = ForGuide { loaded, at, kept: None, now: self.clock.now() };
        let done = match button {
            Some(Button::Leave) => {
                self.guide_command(tx, message, GuideCommand::Leave).await?;
                true
            }
            Some(Button::Guide(turn, choice)) => self.guide_choice(tx, message, turn, choice).await?,
            Some(Button::Reminder(id, action)) => self.reminder_pressed(tx, message, id, action).await?,
            button => return Ok(Some(button)),
        };
        Ok((!done).then_some(None))
    }

    /// A message has changed, if it really has: platforms report changes that nobody can see. What the desk did not keep
    /// then has words now, and is a message like any other; a command is one.
    async fn reworded(&self, tx: &mut Tx, loaded: &Loaded, change: Change) -> Result<(), HandleError> {
        let now = self.clock.now();
        let Change { at, id, text, files, file } = change;
        let Some((before, last)) = messages::of_person(tx, &loaded.id, &id).await? else {
            let parts = file.map(|file| Part { id: id.clone(), text: text.clone(), file: Some(file) });
            let parts = parts.into_iter().collect();
            let letter = Letter { at, id: Some(id), text, files, parts, quoted: None };
            return self.person_wrote(tx, loaded, letter).await;
        };
        let mut parts = messages::parts(tx, before.id).await?;
        let known = parts.iter().any(|part| part.id == id && part.file == file);
        let now_part = Part { id, text, file };
        // The same file under another name is no other file.
        let files = if known || now_part.file.is_none() { Files::default() } else { files };
        if parts.is_empty() {
            parts.push(now_part);
        } else if let Some(part) = parts.iter_mut().find(|part| part.id == now_part.id) {
            *part = now_part;
        }
        let said: Vec<&str> =
            parts.iter().map(|part| part.text.as_str()).filter(|text| !text.is_empty()).collect();
        let Some(words) = Words::parse(&said.join("\n")).or_else(|| Words::parse(&files.signs())) else {
            return Ok(());
        };
        if before.body == words.as_str() && files == Files::default() {
            return Ok(());
        }
        if loaded.conversation.is_welcome() {
            messages::reword(tx, before.id, Some(words.as_str())).await?;
            if parts.iter().any(|part| part.file.is_some()) {
                messages::made_of(tx, before.id, &parts).await?;
            }
        }
        let event = if let Some(command) = person_line(&words).filter(|_| files == Files::default()) {
            match command {
                PersonCommand::Guide(command) if loaded.conversation.is_welcome() => {
                    let message = ForGuide { loaded, at, kept: None, now };
                    return Box::pin(self.guide_command(tx, message, command)).await;
                }
                command => Event::Commanded { at, command },
            }
        } else {
            let Decided { verdict, written } = self.decide(&words, loaded.conversation.language, now)?;
            let next_case = self.next_case(tx, now).await?;
            Event::Reworded { at, words, files, case: before.case, last, verdict, written, next_case }
        };
        self.apply(tx, loaded, event, None, now).await
    }

    pub(crate) async fn conversation_at(
        &self,
        tx: &mut Tx,
        channel: ChannelKind,
        address: &str,
        language: Option<Language>,
        now: Timestamp,
    ) -> Result<Loaded, StoreError> {
        if let Some(loaded) = conversations::at_address(tx, channel, address).await? {
            return Ok(loaded);
        }
        let offered = |language: &Language| self.policy.languages.as_slice().contains(language);
        let language = language.filter(offered).unwrap_or(self.language());
        let conversation = Conversation::new(channel, language);
        conversations::meet(tx, conversation, address, now).await
    }

    /// What the desk needs to know about a button before it can act on it.
    fn look_up(
        &self,
        conversation: &Conversation,
        button: Option<Button>,
        now: Timestamp,
    ) -> Result<Found, HandleError> {
        let Some(button) = button else {
            return Ok(Found::Nothing);
        };
        Ok(match conversation.look_up(button) {
            LookUp::Nothing => Found::Nothing,
            LookUp::Article(slug) => {
                self.knowledge().card(&slug, conversation.language.code()).map_or(Found::Nothing, Found::Card)
            }
            LookUp::Question(words) => {
                Found::Verdict(self.decide(&words, conversation.language, now)?.verdict)
            }
            LookUp::Topic(area) => {
                let choices = self.knowledge().of_area(&area, self.policy.calendar.day(now));
                if choices.is_empty() { Found::Nothing } else { Found::Verdict(Verdict::Choices { choices }) }
            }
        })
    }

    pub(crate) fn decide(
        &self,
        words: &Words,
        language: Language,
        now: Timestamp,
    ) -> Result<Decided, HandleError> {
        let today = self.policy.calendar.day(now);
        catch_unwind(AssertUnwindSafe(|| {
            let decision = self.knowledge().decide(words.as_str(), language.code(), today);
            Decided { verdict: decision.verdict, written: decision.written }
        }))
        .map_err(|_| HandleError::Panicked)
    }

    /// Can a sign be put beneath this person's messages?
    fn has_ticks(&self, loaded: &Loaded) -> bool {
        self.channels.get(&loaded.conversation.channel).is_some_and(|channel| channel.has_ticks())
    }
}

/// What the knowledge base makes of a message.
pub(crate) struct Decided {
    pub verdict: Verdict,
    /// In which language it is written, where that is beyond doubt.
    pub written: Option<Written>,
}
