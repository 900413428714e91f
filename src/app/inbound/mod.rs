//! One inbox row: what it is, and that what follows from it is saved with it. What people do is in `person`, what the
//! staff do in `staff`.

mod guide;
mod ingest;
mod person;
pub(crate) mod rate_limit;
mod staff;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    slice,
};

use domain::{
    delivery::Purpose,
    ids::CaseNumber,
    language::Language,
    message::Message,
    post::{Mention, Place},
    reply::Reply,
    retry::{self, NextTry},
};
use jiff::Timestamp;

use self::{rate_limit::Admission, staff::Written};
use crate::{
    app::{App, BATCH, error::HandleError},
    channels::Inbound,
    store::{
        Ids, StoreError, Tx, conversations,
        inbox::{self, InboxRow},
        next_case,
        outbox::{self, OutboundMessage},
    },
};

impl App {
    /// Handles the rows that are due; says how many were touched. What follows waits in the outbox.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handle_inbound(&self) -> Result<usize, StoreError> {
        let due = self.store.next_inbound(self.clock.now(), BATCH).await?;
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
            rows = self.store.next_inbound(self.clock.now(), BATCH).await?;
        }
        for row in &rows {
            if let Err(trouble) = self.handle_together(slice::from_ref(row)).await {
                self.troubled(row, &trouble).await?;
            }
        }
        Ok(touched)
    }

    /// Handles rows in one transaction: all of them, or none.
    async fn handle_together(&self, rows: &[InboxRow]) -> Result<(), HandleError> {
        let mut tx = self.store.begin().await?;
        for row in rows {
            self.handle(&mut tx, row).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        self.learn_what_changed();
        for row in rows {
            if let (Some(channel), Some(address)) = (self.channels.get(&row.source), row.sender()) {
                channel.handled(address);
            }
        }
        Ok(())
    }

    async fn handle(&self, tx: &mut Tx, row: &InboxRow) -> Result<(), HandleError> {
        let mut inbound = self.read(row)?;
        inbox::done(tx, row.id).await?;
        for sibling in inbox::siblings(tx, row).await? {
            // What is no part of it, or cannot be read, is left until its own turn comes.
            if self.read(&sibling).is_ok_and(|part| inbound.absorb(&part)) {
                inbox::done(tx, sibling.id).await?;
            }
        }
        match inbound {
            Inbound::Person { address, language, sent } => {
                self.person_did(tx, row, &address, language, sent).await
            }
            Inbound::Staff { expert, thread, line, text, mentions } => {
                self.staff_wrote(tx, row.at, Written { expert, thread, line, text, mentions }).await
            }
            Inbound::StaffChanged { expert, line, by, text } => {
                self.staff_changed(tx, expert, line, by, text).await
            }
            Inbound::StaffReacted { expert, to, line, sign } => {
                self.staff_reacted(tx, row.at, expert, to, line, sign).await
            }
            Inbound::StaffUnheard { thread, line, why } => self.staff_unheard(tx, &thread, line, why).await,
            Inbound::ExpertLeft { expert } => self.expert_left(tx, &expert).await,
            Inbound::InStaffRoom { encrypted } => self.in_staff_room(tx, encrypted).await,
            Inbound::Nothing => Ok(()),
        }
    }

    fn read(&self, row: &InboxRow) -> Result<Inbound, HandleError> {
        let channel = self.channels.get(&row.source).unwrap_or(&self.staff_room);
        // A platform's parser is not ours, and what it meets comes from anybody.
        let read = catch_unwind(AssertUnwindSafe(|| channel.read(&row.payload)));
        Ok(read.map_err(|_| HandleError::Panicked)??)
    }

    /// Does this row have to wait, because its sender has written much in a short time?
    async fn held_back(&self, row: &InboxRow) -> Result<bool, StoreError> {
        let Some(address) = row.sender() else {
            return Ok(false);
        };
        let Admission::Wait { until, tell } = self.limits.message(&row.ordering_key) else {
            return Ok(false);
        };
        self.store.defer_inbound(row.id, until).await?;
        if tell {
            let mut tx = self.store.begin().await?;
            if let Some(loaded) = conversations::at_address(&mut tx, row.source, address).await?
                && loaded.conversation.is_welcome()
            {
                let language = loaded.conversation.language;
                self.tell_person(&mut tx, loaded.id, language, &Reply::OneAtATime).await?;
            }
            tx.commit().await?;
        }
        Ok(true)
    }

    /// A row that fails is tried again later; one that fails for good is kept aside, the staff are told, and the
    /// sender gets a reply.
    async fn troubled(&self, row: &InboxRow, trouble: &HandleError) -> Result<(), StoreError> {
        let now = self.clock.now();
        tracing::warn!(row = row.id, attempt = row.attempts + 1, %trouble, "an inbox row could not be handled");
        match retry::inbound(trouble.into(), row.attempts, row.at, now) {
            NextTry::Defer(until) => return self.store.defer_inbound(row.id, until).await,
            NextTry::Retry(at) => return self.store.retry_inbound(row.id, at).await,
            NextTry::DeadLetter => {}
        }
        let mut tx = self.store.begin().await?;
        inbox::set_aside(&mut tx, row.id).await?;
        self.tell_room(&mut tx, self.staff_view().dead_letter(row.id), now).await?;
        if let Some(address) = row.sender() {
            // The conversation itself may be what is broken: its language is not asked for.
            let language = self.language();
            let conversation = match conversations::id_at_address(&mut tx, row.source, address).await? {
                Some(conversation) => conversation,
                None => self.conversation_at(&mut tx, row.source, address, None, now).await?.id,
            };
            self.tell_person(&mut tx, conversation, language, &Reply::OutOfOrder).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Says something to a person beside what the desk decides.
    async fn tell_person(
        &self,
        tx: &mut Tx,
        conversation: String,
        language: Language,
        reply: &Reply,
    ) -> Result<(), StoreError> {
        let message = self.person_view(language).message(reply, false, false);
        let payload = OutboundMessage::Person { conversation, purpose: Purpose::Automatic, message };
        let mut ids = Ids::reserve(tx, 1).await?;
        outbox::post(tx, &mut ids, &payload.into(), self.clock.now()).await
    }

    pub(crate) async fn next_case(&self, tx: &mut Tx, now: Timestamp) -> Result<CaseNumber, StoreError> {
        next_case(tx, self.policy.calendar.day(now).year()).await
    }

    pub(crate) async fn tell_room(
        &self,
        tx: &mut Tx,
        message: Message,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.tell_staff(tx, None, message, now).await
    }

    pub(crate) async fn tell_staff(
        &self,
        tx: &mut Tx,
        case: Option<CaseNumber>,
        message: Message,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let place = if case.is_some() { Place::Thread } else { Place::Room };
        let payload = OutboundMessage::Staff { case, place, mention: Mention::Nobody, message };
        let mut ids = Ids::reserve(tx, 1).await?;
        outbox::post(tx, &mut ids, &payload.into(), now).await
    }
}
