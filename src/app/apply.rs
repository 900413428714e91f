//! One step of the desk, saved: state, words, ledger and outbox rows, in the caller's unit of work.
//!
//! Invariant: `domain::step` decides; all that follows is written here, together with the state it leaves.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{
    Step,
    delivery::{Priority, Purpose},
    event::{Effect, Entry, Event, Relayed},
    ids::{CaseNumber, Expert, PlatformMessageId},
    message::Author,
    post::{Place, Post},
    reply::Reply,
    reply_edit::SentPage,
    words::Words,
};
use jiff::Timestamp;

use super::{
    error::HandleError,
    privacy,
    render::{self, EditedRows, Person},
    staff::phrasings,
    work::Work,
};
use crate::store::{
    Ids, StoreError,
    desk::{
        cases,
        conversations::LoadedConversation,
        ledger,
        messages::{self, KeptMessage},
        room_events,
    },
    leave::{reminders, subscriptions},
    queue::outbox::{self, OutboundMessage, Outgoing},
    use_case_number,
};

/// The rows a step becomes.
#[derive(Default)]
pub struct Rows {
    pub kept: Vec<KeptMessage>,
    entries: Vec<Entry>,
    pub outgoing: Vec<Outgoing>,
}

/// Lets the desk decide and writes down all that follows. `kept` are the words that came with the event.
pub async fn apply(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    event: Event,
    kept: Option<KeptMessage>,
) -> Result<(), HandleError> {
    let (desk, now) = (work.desk, work.now);
    let before = loaded.conversation.clone();
    let summaries = before.summaries();
    let woken = matches!(event, Event::TimeCame { .. });
    let mut step = catch_unwind(AssertUnwindSafe(|| domain::step(&desk.policy, before, event, now)))
        .map_err(|_| HandleError::Panicked)?;
    if woken && step.takes_breath(now) {
        tracing::error!(conversation = loaded.id, "the desk wants to be woken in the past");
    }
    let Step { mut conversation, effects, wake_at } = step;
    if let Some(since) = desk.kept_since(now) {
        conversation.forget_before(since.words);
    }
    let mut rows = Rows { kept: kept.into_iter().collect(), ..Rows::default() };
    for kept in rows.kept.iter_mut().filter(|kept| kept.author == Author::Person) {
        // Only now is it known which case they went to, if to any.
        kept.case = conversation.open_case().map(|case| case.number);
    }
    let person = Person::new(desk, &loaded.id, &conversation, now);
    let erase = effects.contains(&Effect::Erase);
    for effect in effects {
        follow(work, &mut rows, loaded, &person, effect).await?;
    }
    if erase {
        // Now, so that what this very step sends is not erased with the rest; and its words are not kept.
        privacy::erase(work, loaded, &mut rows).await?;
        return Ok(rows.write(work, &loaded.id).await?);
    }
    loaded.save(&mut work.tx, &conversation, wake_at, now).await?;
    for case in conversation.summaries().iter().filter(|case| !summaries.contains(case)) {
        cases::put(&mut work.tx, &loaded.id, case).await?;
    }
    Ok(rows.write(work, &loaded.id).await?)
}

/// An effect as rows.
async fn follow(
    work: &mut Work<'_>,
    rows: &mut Rows,
    loaded: &LoadedConversation,
    person: &Person<'_>,
    effect: Effect,
) -> Result<(), StoreError> {
    match effect {
        Effect::Say { reply, introduce, followed } => {
            rows.say(person, &reply, introduce, followed, work.now);
        }
        Effect::Tick { line } => {
            rows.outgoing.push(OutboundMessage::Tick { conversation: loaded.id.clone(), line }.into());
        }
        Effect::Relay { case, by, written, line, content } => {
            let by = work.desk.shown_name(&by).await;
            rows.relay(person, case, by.as_deref(), (written, line), content);
        }
        Effect::Edit { case, by, line, written, words } => {
            edit(work, rows, person, (case, &by), (written, line), words).await?;
        }
        Effect::Post { case, post: what } => post(work, rows, case, &what).await?,
        Effect::Fits { slug, question } => phrasings::propose(work, loaded, &slug, &question).await?,
        Effect::Follow { slug } => {
            reminders::resume(&mut work.tx, &loaded.id, &slug).await?;
            subscriptions::follow(&mut work.tx, &loaded.id, &slug).await?;
        }
        Effect::Record(entry) => {
            if let Entry::CaseOpened { case, .. } = entry {
                use_case_number(&mut work.tx, case).await?;
            }
            rows.entries.push(entry);
        }
        Effect::Export => {
            let message = person.view.export(privacy::export(work, loaded).await?);
            rows.outgoing.extend(person.rows(message, &Purpose::Automatic, Priority::Answer, None));
        }
        // Once all the others are rows.
        Effect::Erase => {}
    }
    Ok(())
}

impl Rows {
    fn say(&mut self, person: &Person<'_>, reply: &Reply, introduce: bool, followed: bool, now: Timestamp) {
        let message = person.view.message(reply, introduce, followed);
        if reply.is_kept() {
            let case = person.conversation.case().map(|case| case.number);
            let body = message.plain();
            self.kept.push(KeptMessage { case, author: Author::Desk, body, at: now, origin: None });
        }
        self.outgoing.extend(person.rows(message, &reply.purpose(), reply.priority(), None));
    }

    /// A human's reply, written at this time as this line.
    fn relay(
        &mut self,
        person: &Person<'_>,
        case: CaseNumber,
        by: Option<&str>,
        (written, line): (Timestamp, PlatformMessageId),
        content: Relayed,
    ) {
        let message = match content {
            Relayed::Words(words) => person.view.relayed(case, &words, by),
            Relayed::Article(card) => {
                let message = person.view.relayed_article(case, &card, by);
                let (case, body, origin) = (Some(case), message.plain(), Some(line.0.clone()));
                self.kept.push(KeptMessage { case, author: Author::Article, body, at: written, origin });
                message
            }
        };
        let purpose = Purpose::HumanReply { case, written, line: line.clone() };
        self.outgoing.extend(person.rows(message, &purpose, Priority::Human, Some(&line)));
    }

    pub async fn write(self, work: &mut Work<'_>, conversation: &str) -> Result<(), StoreError> {
        let count = self.kept.len() + self.entries.len() + self.outgoing.len();
        if count == 0 {
            return Ok(());
        }
        let (tx, now) = (&mut work.tx, work.now);
        let mut ids = Ids::reserve(tx, count).await?;
        for kept in &self.kept {
            messages::keep(tx, &mut ids, conversation, kept).await?;
        }
        for entry in &self.entries {
            ledger::record(tx, &mut ids, conversation, entry, now).await?;
        }
        for outgoing in &self.outgoing {
            outbox::post(tx, &mut ids, outgoing, now).await?;
        }
        Ok(())
    }
}

/// A reply that was written at this time as this line says something else, or nothing any more.
async fn edit(
    work: &mut Work<'_>,
    rows: &mut Rows,
    person: &Person<'_>,
    (case, by): (CaseNumber, &Expert),
    (written, line): (Timestamp, PlatformMessageId),
    words: Option<Words>,
) -> Result<(), StoreError> {
    let by = work.desk.shown_name(by).await;
    let sent = outbox::carrying(&mut work.tx, person.id, &line).await?.into_iter();
    let sent: Vec<SentPage> = sent.map(|(row, waits)| SentPage { row, waits }).collect();
    if sent.is_empty() {
        // It was never sent, or so long ago that nobody knows.
        return post(work, rows, case, &Post::NotEdited).await;
    }
    let message = words.map(|words| person.view.relayed(case, &words, by.as_deref()));
    let reply = Purpose::HumanReply { case, written, line: line.clone() };
    let EditedRows { waiting, outgoing } = person.edited_rows(&sent, message, &reply, &line);
    for (row, payload) in waiting {
        outbox::change_waiting(&mut work.tx, row, payload.as_ref()).await?;
    }
    rows.outgoing.extend(outgoing);
    Ok(())
}

/// What the staff are told, in the way their room shows it.
async fn post(work: &mut Work<'_>, rows: &mut Rows, case: CaseNumber, post: &Post) -> Result<(), StoreError> {
    let place = post.place();
    if !place.is_there(work.desk.staff_room.shows_changes()) {
        return Ok(());
    }
    if place == Place::RootEdit {
        outbox::drop_waiting_heads(&mut work.tx, case).await?;
    }
    rows.outgoing.extend(render::post_rows(work.desk, case, post));
    Ok(())
}

/// A case that has no root where the staff are now gets one there.
pub async fn begin_anew(work: &mut Work<'_>, loaded: &LoadedConversation) -> Result<(), StoreError> {
    let Some((case, root)) = loaded.conversation.head_now() else {
        return Ok(());
    };
    let room = work.desk.staff_room.room().unwrap_or_default();
    if room_events::has_head(&mut work.tx, case, &room).await?
        || outbox::head_waits(&mut work.tx, case).await?
    {
        return Ok(());
    }
    let mut rows = Rows::default();
    post(work, &mut rows, case, &root).await?;
    rows.write(work, &loaded.id).await
}
