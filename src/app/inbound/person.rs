//! What a person does, with all that the desk needs to know about it.

use domain::{
    attachment::Files,
    commands::{GuideCommand, PersonCommand, person_line},
    event::Event,
    ids::PlatformMessageId,
    message::{Author, Button},
    quoted::Quoted,
    which_case,
    words::Words,
};
use jiff::Timestamp;

use super::{
    guide::{self, ForGuide, WordsFor},
    look_up::{look_up, read},
    reminder,
};
use crate::{
    app::{apply::apply, error::HandleError, work::Work},
    channels::{Channel, Sent, types::MessagePart},
    store::desk::{
        conversations::LoadedConversation,
        messages::{self, KeptMessage},
    },
    view::person::which_case_labels,
};

/// A message of a person's.
struct Letter {
    at: Timestamp,
    id: Option<String>,
    text: String,
    files: Files,
    parts: Vec<MessagePart>,
    quoted: Option<Quoted>,
}

/// A message of a person's, or a part of one, as it is now.
struct StateChange {
    at: Timestamp,
    id: String,
    text: String,
    files: Files,
    file: Option<String>,
}

/// Something that was pressed.
pub enum Press {
    Done,
    /// It is from before: what it was about is gone, or goes on elsewhere.
    Stale,
}

/// Whose button it is.
enum ButtonOf {
    /// The guide's, or a reminder's: all is done.
    Guide,
    /// The desk's; one without a meaning is an old one, and the desk says so.
    Desk(Option<Button>),
}

pub async fn did(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    at: Timestamp,
    sent: Sent,
) -> Result<(), HandleError> {
    let event = match sent {
        Sent::Message { id, text, files, parts, quoted } => {
            return wrote(work, loaded, Letter { at, id, text, files, parts, quoted }).await;
        }
        Sent::Reworded { id, text, files, file } => {
            return reworded(work, loaded, StateChange { at, id, text, files, file }).await;
        }
        Sent::Button(data) => {
            let button = match Box::pin(button_of(work, loaded, at, data.parse().ok())).await? {
                ButtonOf::Guide => return Ok(()),
                ButtonOf::Desk(button) => button,
            };
            return pressed(work, loaded, at, button, None).await;
        }
        Sent::Declined(why) => Event::SentDeclined(why),
        Sent::Left => Event::Left,
        Sent::CameBack => Event::CameBack,
    };
    apply(work, loaded, event, None).await
}

/// A button of the desk's was pressed, or meant by the words in `kept`.
async fn pressed(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    at: Timestamp,
    button: Option<Button>,
    kept: Option<KeptMessage>,
) -> Result<(), HandleError> {
    let found = look_up(work, &loaded.conversation, button)?;
    let event = Event::Pressed { at, button, found, next_case: work.next_case().await? };
    apply(work, loaded, event, kept).await
}

async fn wrote(work: &mut Work<'_>, loaded: &LoadedConversation, letter: Letter) -> Result<(), HandleError> {
    let Letter { at, id, text, files, parts, quoted } = letter;
    let Some(words) = Words::parse(&text).or_else(|| Words::parse(&files.signs())) else {
        let event = files.declined.map_or(Event::SentNothingReadable, Event::SentDeclined);
        return apply(work, loaded, event, None).await;
    };
    let welcome = loaded.conversation.is_welcome();
    let kept = welcome.then(|| KeptMessage {
        case: None,
        author: Author::Person,
        body: words.as_str().to_owned(),
        at,
        origin: id.clone(),
    });
    // A command under a picture is words: the picture must not be lost over it.
    let command = person_line(&words).filter(|_| files == Files::default());
    let mut message = ForGuide { loaded, at, kept };
    let event = match command {
        Some(PersonCommand::Guide(command)) if welcome => {
            return Box::pin(guide::commanded(work, message, command)).await;
        }
        Some(command) => Event::Commanded { at, command },
        None => {
            let reading = read(work, &loaded.conversation, &words)?;
            if welcome && files == Files::default() {
                match Box::pin(guide::heard(work, message, &words, &reading.verdict)).await? {
                    WordsFor::Guide => return Ok(()),
                    WordsFor::Desk(back) => message = back,
                }
            }
            let labels = which_case::asked(&loaded.conversation)
                .map(|asked| which_case_labels(loaded.conversation.language, asked));
            let typed = labels
                .and_then(|labels| which_case::typed(&loaded.conversation, &labels, (&words, &reading)));
            if let Some(button) = typed.filter(|_| welcome && files == Files::default()) {
                return pressed(work, loaded, at, Some(button), message.kept).await;
            }
            let line = id.clone().filter(|_| has_ticks(work, loaded)).map(PlatformMessageId);
            let next_case = work.next_case().await?;
            Event::Wrote { at, words, files, quoted, reading, line, next_case }
        }
    };
    apply(work, loaded, event, message.kept).await?;
    if let Some(id) = id.filter(|_| !parts.is_empty())
        && let Some((kept, _)) = messages::of_person(&mut work.tx, &loaded.id, &id).await?
    {
        messages::made_of(&mut work.tx, kept.id, &parts).await?;
    }
    Ok(())
}

/// Whose button it is; what is the guide's, or a reminder's, is done.
async fn button_of(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    at: Timestamp,
    button: Option<Button>,
) -> Result<ButtonOf, HandleError> {
    if !loaded.conversation.is_welcome() {
        return Ok(ButtonOf::Desk(button));
    }
    let message = ForGuide { loaded, at, kept: None };
    let press = match button {
        Some(Button::Leave) => {
            guide::commanded(work, message, GuideCommand::Leave).await?;
            Press::Done
        }
        Some(Button::Guide(turn, choice)) => guide::chose(work, message, turn, choice).await?,
        Some(Button::Reminder(id, action)) => reminder::pressed(work, message, id, action).await?,
        button => return Ok(ButtonOf::Desk(button)),
    };
    Ok(match press {
        Press::Done => ButtonOf::Guide,
        Press::Stale => ButtonOf::Desk(None),
    })
}

/// A message has changed, if it really has: platforms report changes that nobody can see. What the desk did not keep then
/// has words now, and is a message like any other; a command is one.
async fn reworded(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    change: StateChange,
) -> Result<(), HandleError> {
    let StateChange { at, id, text, files, file } = change;
    let Some((before, last)) = messages::of_person(&mut work.tx, &loaded.id, &id).await? else {
        let parts = file.map(|file| MessagePart { id: id.clone(), text: text.clone(), file: Some(file) });
        let parts = parts.into_iter().collect();
        let letter = Letter { at, id: Some(id), text, files, parts, quoted: None };
        return wrote(work, loaded, letter).await;
    };
    let mut parts = messages::parts(&mut work.tx, before.id).await?;
    let known = parts.iter().any(|part| part.id == id && part.file == file);
    let now_part = MessagePart { id, text, file };
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
    let welcome = loaded.conversation.is_welcome();
    if welcome {
        messages::reword(&mut work.tx, before.id, Some(words.as_str())).await?;
        if parts.iter().any(|part| part.file.is_some()) {
            messages::made_of(&mut work.tx, before.id, &parts).await?;
        }
    }
    let event = match person_line(&words).filter(|_| files == Files::default()) {
        Some(PersonCommand::Guide(command)) if welcome => {
            let message = ForGuide { loaded, at, kept: None };
            return Box::pin(guide::commanded(work, message, command)).await;
        }
        Some(command) => Event::Commanded { at, command },
        None => {
            let reading = read(work, &loaded.conversation, &words)?;
            let next_case = work.next_case().await?;
            Event::Reworded { at, words, files, case: before.case, last, reading, next_case }
        }
    };
    apply(work, loaded, event, None).await
}

/// Can a sign be put beneath this person's messages?
fn has_ticks(work: &Work<'_>, loaded: &LoadedConversation) -> bool {
    work.desk.channel(loaded.conversation.channel).is_some_and(Channel::has_ticks)
}
