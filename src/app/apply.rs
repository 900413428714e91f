//! One step of the desk, saved: state, words, ledger and outbox rows in the caller's transaction.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{
    Step,
    delivery::{Priority, Purpose},
    event::{Effect, Entry, Event, Relayed},
    ids::{CaseNumber, Expert, PlatformMessageId},
    message::{Author, Message},
    post::{Mention, Place, Post},
    reply_edit::{self, PageChange, SentPage},
    words::Words,
};
use jiff::Timestamp;

use super::{App, error::HandleError};
use crate::store::{
    Ids, StoreError, Tx, cases,
    conversations::Loaded,
    drafts, follows, ledger,
    messages::{self, Kept},
    outbox::{self, OutboundMessage, Outgoing},
    personal, phrasings, reminders, room_events, use_case_number,
};

/// The rows a step becomes.
#[derive(Default)]
struct Rows {
    kept: Vec<Kept>,
    entries: Vec<Entry>,
    outgoing: Vec<Outgoing>,
    erase: bool,
}

impl App {
    /// Lets the desk decide and writes down all that follows. `kept` are the words that came with the event.
    pub(crate) async fn apply(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        event: Event,
        kept: Option<Kept>,
        now: Timestamp,
    ) -> Result<(), HandleError> {
        let before = loaded.conversation.clone();
        let summaries = before.summaries();
        let woken = matches!(event, Event::TimeCame { .. });
        let mut step = catch_unwind(AssertUnwindSafe(|| domain::step(&self.policy, before, event, now)))
            .map_err(|_| HandleError::Panicked)?;
        if woken && step.takes_breath(now) {
            tracing::error!(conversation = loaded.id, "the desk wants to be woken in the past");
        }
        let Step { mut conversation, effects, wake_at } = step;
        if let Some(since) = self.kept_since(now) {
            conversation.forget_before(since.words);
        }
        let mut rows = Rows { kept: kept.into_iter().collect(), ..Rows::default() };
        for kept in rows.kept.iter_mut().filter(|kept| kept.author == Author::Person) {
            // Only now is it known which case they went to, if to any.
            kept.case = conversation.open_case().map(|case| case.number);
        }
        for effect in effects {
            self.add_rows(tx, &mut rows, loaded, &conversation, effect, now).await?;
        }
        if rows.erase {
            // Now, so that what this very step sends is not erased with the rest; and its words are not kept.
            let cases = cases::of_conversation(tx, &loaded.id).await?;
            for case in &cases {
                let lines = room_events::of_case(tx, *case).await?;
                rows.outgoing.extend(lines.into_iter().map(|line| line_gone(*case, line).into()));
            }
            let drafted = drafts::forget_person(tx, &cases).await?;
            if phrasings::forget(tx, &loaded.id).await? || drafted {
                self.articles_changed();
            }
            personal::erase_words(tx, &loaded.id).await?;
            rows.kept.clear();
        }
        loaded.save(tx, &conversation, wake_at, now).await?;
        for case in conversation.summaries().iter().filter(|case| !summaries.contains(case)) {
            cases::put(tx, &loaded.id, case).await?;
        }
        Ok(write(tx, &loaded.id, rows, now).await?)
    }

    /// An effect as rows.
    async fn add_rows(
        &self,
        tx: &mut Tx,
        rows: &mut Rows,
        loaded: &Loaded,
        conversation: &domain::conversation::Conversation,
        effect: Effect,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let person_view = self.person_view(conversation.language);
        let pages = |message: Message| match self.channels.get(&conversation.channel) {
            Some(channel) => channel.pages(message),
            None => vec![message],
        };
        let to_person = |rows: &mut Rows,
                         purpose: Purpose,
                         priority: Priority,
                         line: Option<PlatformMessageId>,
                         message: Message| {
            let mut pages = pages(message).into_iter().peekable();
            while let Some(message) = pages.next() {
                let purpose =
                    if pages.peek().is_some() { purpose.before_the_last() } else { purpose.clone() };
                let payload = OutboundMessage::Person { conversation: loaded.id.clone(), purpose, message };
                rows.outgoing.push(Outgoing::from(payload).that_matters(priority).carrying(line.clone()));
            }
        };
        match effect {
            Effect::Say { reply, introduce, followed } => {
                let (message, priority) =
                    (person_view.message(&reply, introduce, followed), reply.priority());
                let case = conversation.case().map(|case| case.number);
                if reply.is_kept() {
                    let body = message.plain();
                    rows.kept.push(Kept { case, author: Author::Desk, body, at: now, origin: None });
                }
                let purpose = reply.purpose();
                to_person(rows, purpose, priority, None, message);
            }
            Effect::Tick { line } => {
                rows.outgoing.push(OutboundMessage::Tick { conversation: loaded.id.clone(), line }.into());
            }
            Effect::Relay { case, by, written, line, content } => {
                let by = self.shown_name(&by).await;
                let message = match content {
                    Relayed::Words(words) => person_view.relayed(case, &words, by.as_deref()),
                    Relayed::Article(card) => {
                        let message = person_view.relayed_article(case, &card, by.as_deref());
                        let (case, body, origin) = (Some(case), message.plain(), Some(line.0.clone()));
                        rows.kept.push(Kept { case, author: Author::Article, body, at: written, origin });
                        message
                    }
                };
                let purpose = Purpose::HumanReply { case, written, line: line.clone() };
                to_person(rows, purpose, Priority::Human, Some(line), message);
            }
            Effect::Edit { case, by, line, written, words } => {
                let by = self.shown_name(&by).await;
                let message = words.map(|words: Words| person_view.relayed(case, &words, by.as_deref()));
                let pages = message.map_or_else(Vec::new, pages);
                let sent = outbox::carrying(tx, &loaded.id, &line).await?.into_iter();
                let sent: Vec<SentPage> = sent.map(|(row, waits)| SentPage { row, waits }).collect();
                if sent.is_empty() {
                    // It was never sent, or so long ago that nobody knows.
                    self.post(tx, rows, case, &Post::NotEdited).await?;
                    return Ok(());
                }
                let reply = Purpose::HumanReply { case, written, line: line.clone() };
                let conversation = || loaded.id.clone();
                for change in reply_edit::page_changes(&sent, pages.len(), &reply) {
                    match change {
                        PageChange::Amend { row, page } => {
                            let payload = page.map(|(page, purpose)| OutboundMessage::Person {
                                conversation: conversation(),
                                purpose,
                                message: pages[page].clone(),
                            });
                            outbox::change_waiting(tx, row, payload.as_ref()).await?;
                        }
                        PageChange::Edit { row, page, purpose } => {
                            let message =
                                page.map_or_else(|| person_view.withdrawn(), |page| pages[page].clone());
                            let (conversation, remove) = (conversation(), page.is_none());
                            let payload =
                                OutboundMessage::Edit { conversation, purpose, row, message, remove };
                            rows.outgoing.push(payload.into());
                        }
                        PageChange::Add { page, purpose } => {
                            let (conversation, message) = (conversation(), pages[page].clone());
                            let payload = OutboundMessage::Person { conversation, purpose, message };
                            rows.outgoing.push(Outgoing::from(payload).carrying(Some(line.clone())));
                        }
                    }
                }
            }
            Effect::Post { case, post } => self.post(tx, rows, case, &post).await?,
            Effect::Fits { slug, question } => {
                self.propose_phrasing(tx, loaded, &slug, &question, now).await?;
            }
            Effect::Follow { slug } => {
                reminders::resume(tx, &loaded.id, &slug).await?;
                follows::follow(tx, &loaded.id, &slug).await?;
            }
            Effect::Record(entry) => {
                if let Entry::CaseOpened { case, .. } = entry {
                    use_case_number(tx, case).await?;
                }
                rows.entries.push(entry);
            }
            Effect::Export => {
                let json = self.export(tx, loaded).await?;
                to_person(rows, Purpose::Automatic, Priority::Answer, None, person_view.export(json));
            }
            Effect::Erase => rows.erase = true,
        }
        Ok(())
    }

    /// What the staff are told, in the way their room shows it.
    async fn post(
        &self,
        tx: &mut Tx,
        rows: &mut Rows,
        case: CaseNumber,
        post: &Post,
    ) -> Result<(), StoreError> {
        let (place, mention) = (post.place(), post.mention());
        if !place.is_there(self.staff_room.shows_changes()) {
            return Ok(());
        }
        if place == Place::RootEdit {
            outbox::drop_waiting_heads(tx, case).await?;
        }
        let pages = self.posted_pages(case, post);
        let places =
            std::iter::once((place, mention)).chain(std::iter::repeat((Place::Thread, Mention::Nobody)));
        for (message, (place, mention)) in pages.into_iter().zip(places) {
            let payload = OutboundMessage::Staff { case: Some(case), place, mention, message };
            rows.outgoing.push(Outgoing::from(payload).that_matters(post.priority()));
        }
        Ok(())
    }

    /// What the staff are told, in as many lines as it takes.
    pub(crate) fn posted_pages(&self, case: CaseNumber, post: &Post) -> Vec<Message> {
        let place = post.place();
        let mut message = self.staff_view().message(case, post);
        if self.staff_room.shows_changes() && matches!(place, Place::ThreadRoot | Place::RootEdit) {
            message.parts.push(self.staff_view().what_to_type());
        }
        // The head is one line, which takes the place of itself; what is too long for it follows in the thread.
        let mut pages = self.staff_room.pages(message);
        if place == Place::RootEdit {
            pages.truncate(1);
        }
        pages
    }

    /// A case that has no head where the staff are now gets one there.
    pub(crate) async fn begin_anew(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some((case, post)) = loaded.conversation.head_now() else {
            return Ok(());
        };
        let room = self.staff_room.room().unwrap_or_default();
        if room_events::has_head(tx, case, &room).await? || outbox::head_waits(tx, case).await? {
            return Ok(());
        }
        let mut rows = Rows::default();
        self.post(tx, &mut rows, case, &post).await?;
        write(tx, &loaded.id, rows, now).await
    }

    /// What people read of who answers them: by default, nothing.
    async fn shown_name(&self, expert: &Expert) -> Option<String> {
        if !self.policy.show_expert_names {
            return None;
        }
        let colleagues = self.staff_room.colleagues().await;
        let known = colleagues.into_iter().find(|colleague| colleague.expert == *expert);
        Some(known.map_or_else(|| expert.to_string(), |colleague| colleague.name))
    }
}

/// A line to be taken out of the room.
pub(crate) fn line_gone(case: CaseNumber, line: PlatformMessageId) -> OutboundMessage {
    let (place, mention) = (Place::Redact { line }, Mention::Nobody);
    OutboundMessage::Staff { case: Some(case), place, mention, message: Message::default() }
}

async fn write(tx: &mut Tx, conversation: &str, rows: Rows, now: Timestamp) -> Result<(), StoreError> {
    let count = rows.kept.len() + rows.entries.len() + rows.outgoing.len();
    if count == 0 {
        return Ok(());
    }
    let mut ids = Ids::reserve(tx, count).await?;
    for kept in &rows.kept {
        messages::keep(tx, &mut ids, conversation, kept).await?;
    }
    for entry in &rows.entries {
        ledger::record(tx, &mut ids, conversation, entry, now).await?;
    }
    for outgoing in &rows.outgoing {
        outbox::post(tx, &mut ids, outgoing, now).await?;
    }
    Ok(())
}
