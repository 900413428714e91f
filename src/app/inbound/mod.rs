//! What comes in: one inbox row, what it is, and that what follows from it is saved with it. What people do is in `person`
//! and `guide`, what the experts do in `staff` and `staff_edits`.
//!
//! Invariants: a row is done in the unit of work that saves what it caused; one that fails waits, and only its own
//! ordering key waits with it.

mod guide;
mod ingest;
mod look_up;
mod person;
mod plan;
pub mod rate_limit;
mod reminder;
mod staff;
mod staff_edits;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    slice,
    sync::Arc,
};

use domain::{
    channel::ChannelKind,
    conversation::Conversation,
    language::Language,
    reply::Reply,
    retry::{self, NextTry},
};

use self::{
    rate_limit::{Admission, Limits},
    staff::StaffMessage,
};
use crate::{
    app::{BATCH, Shared, desk::Desk, error::HandleError, learning::Learning, work::Work},
    channels::Inbound,
    store::{
        Store, StoreError,
        desk::conversations::{self, LoadedConversation},
        queue::inbox::{self, InboxRow},
    },
};

/// What takes rows out of the inbox.
pub struct Inbox {
    store: Arc<Store>,
    desk: Arc<Desk>,
    learning: Arc<Learning>,
    limits: Limits,
}

impl Inbox {
    pub fn new((store, desk, learning): Shared, limits: Limits) -> Self {
        Self { store, desk, learning, limits }
    }

    /// Handles the rows that are due; says how many were touched. What follows waits in the outbox.
    pub async fn handle_due(&self) -> Result<usize, StoreError> {
        let due = self.store.next_inbound(self.desk.now(), BATCH).await?;
        let touched = due.len();
        let mut rows = Vec::with_capacity(touched);
        for row in due {
            if !self.held_back(&row).await? {
                rows.push(row);
            }
        }
        // One commit for all that arrived together: getting it to the disk is most of what a message costs.
        if rows.len() > 1 {
            if self.handle_together(&rows).await.is_ok() {
                return Ok(touched);
            }
            // One of them failed, and nothing has happened: each is handled by itself, so that the trouble stays its
            // own. Read again, in case it was only the answer to our commit that was lost.
            rows = self.store.next_inbound(self.desk.now(), BATCH).await?;
        }
        for row in &rows {
            if let Err(error) = self.handle_together(slice::from_ref(row)).await {
                self.failed(row, &error).await?;
            }
        }
        Ok(touched)
    }

    /// Handles rows in one unit of work: all of them, or none.
    async fn handle_together(&self, rows: &[InboxRow]) -> Result<(), HandleError> {
        let mut work = Work::begin(&self.desk, &self.store).await?;
        for row in rows {
            handle(&mut work, row).await?;
        }
        self.learning.heed(work.commit().await?);
        for row in rows {
            if let (Some(channel), Some(address)) = (self.desk.channel(row.source), row.sender.as_deref()) {
                channel.handled(address);
            }
        }
        Ok(())
    }

    /// Does this row have to wait, because its sender has written much in a short time?
    async fn held_back(&self, row: &InboxRow) -> Result<bool, StoreError> {
        let Some(address) = row.sender.as_deref() else {
            return Ok(false);
        };
        let Admission::Wait { until, tell } = self.limits.message(&row.ordering_key) else {
            return Ok(false);
        };
        self.store.defer_inbound(row.id, until).await?;
        if tell {
            let mut work = Work::begin(&self.desk, &self.store).await?;
            if let Some(loaded) = conversations::at_address(&mut work.tx, row.source, address).await?
                && loaded.conversation.is_welcome()
            {
                let language = loaded.conversation.language;
                work.tell_person(loaded.id, language, &Reply::OneAtATime).await?;
            }
            self.learning.heed(work.commit().await?);
        }
        Ok(true)
    }

    /// A row that fails is tried again later; one that fails for good is kept aside, the staff are told, and the sender
    /// gets a reply.
    async fn failed(&self, row: &InboxRow, error: &HandleError) -> Result<(), StoreError> {
        let now = self.desk.now();
        tracing::warn!(row = row.id, attempt = row.attempts + 1, trouble = %error, "an inbox row could not be handled");
        match retry::inbound(error.into(), row.attempts, row.at, now) {
            NextTry::Defer(until) => return self.store.defer_inbound(row.id, until).await,
            NextTry::Retry(at) => return self.store.retry_inbound(row.id, at).await,
            NextTry::DeadLetter => {}
        }
        let mut work = Work::begin(&self.desk, &self.store).await?;
        inbox::set_aside(&mut work.tx, row.id).await?;
        work.tell_room(self.desk.staff_view().dead_letter(row.id)).await?;
        if let Some(address) = row.sender.as_deref() {
            // The conversation itself may be what is broken: its language is not asked for.
            let known = conversations::id_at_address(&mut work.tx, row.source, address).await?;
            let conversation = match known {
                Some(conversation) => conversation,
                None => conversation_at(&mut work, row.source, address, None).await?.id,
            };
            work.tell_person(conversation, self.desk.language(), &Reply::OutOfOrder).await?;
        }
        self.learning.heed(work.commit().await?);
        Ok(())
    }

    /// Forgets who has not written for a while.
    pub fn tidy(&self) {
        self.limits.tidy();
    }
}

async fn handle(work: &mut Work<'_>, row: &InboxRow) -> Result<(), HandleError> {
    let mut inbound = read(work.desk, row)?;
    inbox::done(&mut work.tx, row.id).await?;
    for sibling in inbox::siblings(&mut work.tx, row).await? {
        // What is no part of it, or cannot be read, is left until its own turn comes.
        if read(work.desk, &sibling).is_ok_and(|part| inbound.absorb(&part)) {
            inbox::done(&mut work.tx, sibling.id).await?;
        }
    }
    match inbound {
        Inbound::Person { address, language, sent } => {
            let loaded = conversation_at(work, row.source, &address, language).await?;
            person::did(work, &loaded, row.at, sent).await
        }
        Inbound::Staff { expert, thread, line, text, mentions } => {
            staff::wrote(work, row.at, StaffMessage { expert, thread, line, text, mentions }).await
        }
        Inbound::StaffChanged { expert, line, by, text } => {
            staff_edits::changed(work, expert, line, by, text).await
        }
        Inbound::StaffReacted { expert, to, line, sign } => {
            staff_edits::reacted(work, row.at, expert, to, line, sign).await
        }
        Inbound::StaffUnheard { thread, line, why } => staff::unheard(work, &thread, line, why).await,
        Inbound::ExpertLeft { expert } => staff::left(work, &expert).await,
        Inbound::InStaffRoom { encrypted } => staff::in_new_room(work, encrypted).await,
        Inbound::Nothing => Ok(()),
    }
}

fn read(desk: &Desk, row: &InboxRow) -> Result<Inbound, HandleError> {
    let channel = desk.channel(row.source).unwrap_or(desk.staff_room.as_ref());
    // A platform's parser is not ours, and what it meets comes from anybody.
    let read = catch_unwind(AssertUnwindSafe(|| channel.read(&row.payload)));
    Ok(read.map_err(|_| HandleError::Panicked)??)
}

/// The conversation with whoever writes from this address; they may be new.
async fn conversation_at(
    work: &mut Work<'_>,
    channel: ChannelKind,
    address: &str,
    language: Option<Language>,
) -> Result<LoadedConversation, StoreError> {
    if let Some(loaded) = conversations::at_address(&mut work.tx, channel, address).await? {
        return Ok(loaded);
    }
    let offered = |language: &Language| work.desk.policy.languages.as_slice().contains(language);
    let language = language.filter(offered).unwrap_or(work.desk.language());
    let conversation = Conversation::new(channel, language);
    conversations::meet(&mut work.tx, conversation, address, work.now).await
}
