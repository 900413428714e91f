//! One unit of work: a transaction, the time it happens at, and what was found out in it.
//!
//! Invariant: what was found out counts once it is committed, and never before: only [`Work::commit`] says it.

use domain::{
    delivery::Purpose,
    ids::CaseNumber,
    language::Language,
    message::Message,
    post::{Mention, Place},
    reply::Reply,
};
use jiff::{Timestamp, civil::Date};

use super::desk::Desk;
use crate::store::{
    Ids, Store, StoreError, Tx, next_case,
    queue::outbox::{self, OutboundMessage},
};

/// What is done together, or not at all.
pub struct Work<'a> {
    pub desk: &'a Desk,
    pub tx: Tx,
    /// One time for all of it.
    pub now: Timestamp,
    outcome: Outcome,
}

/// What was found out in a unit of work that is committed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[must_use = "what is committed may want something done"]
pub struct Outcome {
    /// What can be answered has changed: it has to be learned.
    pub relearn: bool,
    /// Somebody is forgotten: what was theirs has to go from the disk, too.
    pub forgotten: bool,
}

impl<'a> Work<'a> {
    pub async fn begin(desk: &'a Desk, store: &Store) -> Result<Self, StoreError> {
        let tx = store.begin().await?;
        // Not before: who waits for a transaction would write down a time that is past.
        Ok(Self { desk, tx, now: desk.now(), outcome: Outcome::default() })
    }

    pub async fn commit(self) -> Result<Outcome, StoreError> {
        self.tx.commit().await?;
        Ok(self.outcome)
    }

    /// Articles, or what may be asked for them, have changed.
    pub fn articles_changed(&mut self) {
        self.outcome.relearn = true;
    }

    /// The last trace of somebody is gone from the tables.
    pub fn somebody_forgotten(&mut self) {
        self.outcome.forgotten = true;
    }

    /// The day at the desk.
    pub fn today(&self) -> Date {
        self.desk.calendar().day(self.now)
    }

    /// The number of the next case, should there be one.
    pub async fn next_case(&mut self) -> Result<CaseNumber, StoreError> {
        let year = self.today().year();
        next_case(&mut self.tx, year).await
    }

    /// Says something to a person beside what the desk decides.
    pub async fn tell_person(
        &mut self,
        conversation: String,
        language: Language,
        reply: &Reply,
    ) -> Result<(), StoreError> {
        let message = self.desk.person_view(language, self.now).message(reply, false, false);
        self.post(OutboundMessage::Person { conversation, purpose: Purpose::Automatic, message }).await
    }

    pub async fn tell_room(&mut self, message: Message) -> Result<(), StoreError> {
        self.tell_staff(None, message).await
    }

    /// Says something in the thread of a case, or to the whole room.
    pub async fn tell_staff(&mut self, case: Option<CaseNumber>, message: Message) -> Result<(), StoreError> {
        let place = if case.is_some() { Place::Thread } else { Place::Room };
        self.post(OutboundMessage::Staff { case, place, mention: Mention::Nobody, message }).await
    }

    /// One row for the outbox.
    pub async fn post(&mut self, payload: OutboundMessage) -> Result<(), StoreError> {
        let mut ids = Ids::reserve(&mut self.tx, 1).await?;
        outbox::post(&mut self.tx, &mut ids, &payload.into(), self.now).await
    }
}

/// Says something to the whole room, and nothing else.
pub async fn tell_room(desk: &Desk, store: &Store, message: Message) -> Result<(), StoreError> {
    let mut work = Work::begin(desk, store).await?;
    work.tell_room(message).await?;
    let Outcome { .. } = work.commit().await?;
    Ok(())
}
