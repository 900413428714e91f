//! The loop: take an inbox row, load its conversation, ask knowledge, let the desk decide, save it all in one
//! transaction. Sending comes after, from the outbox; time comes from the conversations' `wake_at`.
//!
//! Invariants: nothing is decided here; nothing is sent that is not a committed row; a row that fails waits, and only
//! its own lane waits with it.

mod handle;
mod personal_data;
mod save;
mod sender;
mod waker;

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, watch};

use crate::{
    channels::Channel,
    clock::Clock,
    desk::{
        calendar::plus, commitment::Policy, conversation::ChannelKind, language::Language, replies::Speaker,
        room::RoomSpeaker,
    },
    knowledge::Knowledge,
    store::{Store, StoreError, inbox::Arrival},
};

/// How many rows are looked at together.
const BATCH: i64 = 32;
/// How often a row is tried before it is set aside.
const ATTEMPTS: i64 = 3;

/// What an office is made of.
pub struct Parts {
    pub store: Store,
    pub knowledge: Knowledge,
    pub policy: Policy,
    pub clock: Arc<dyn Clock>,
    /// The platforms people write on.
    pub channels: Vec<Arc<dyn Channel>>,
    /// The platform of the staff room.
    pub staff_room: Arc<dyn Channel>,
    /// How long words are kept.
    pub retention: SignedDuration,
}

/// The running desk.
pub struct Office {
    store: Store,
    knowledge: Knowledge,
    policy: Policy,
    clock: Arc<dyn Clock>,
    channels: HashMap<ChannelKind, Arc<dyn Channel>>,
    staff_room: Arc<dyn Channel>,
    retention: SignedDuration,
    arrived: Notify,
}

impl Office {
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts { store, knowledge, policy, clock, channels, staff_room, retention } = parts;
        let channels = channels.into_iter().map(|channel| (channel.kind(), channel)).collect();
        Self { store, knowledge, policy, clock, channels, staff_room, retention, arrived: Notify::new() }
    }

    /// Takes in what a channel received. Once this returns, the platform may hear that we have it.
    ///
    /// # Errors
    /// If nothing could be committed.
    pub async fn take_in(&self, arrivals: &[Arrival]) -> Result<(), StoreError> {
        self.store.take_in(arrivals, self.clock.now()).await?;
        self.arrived.notify_one();
        Ok(())
    }

    /// Does all there is to do now: handles, wakes, sends, until nothing more is due.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn settle(&self) -> Result<(), StoreError> {
        loop {
            let handled = self.handle_arrivals().await?;
            let woken = self.wake_conversations().await?;
            let sent = self.send_parcels().await?;
            if handled + woken + sent == 0 {
                return Ok(());
            }
        }
    }

    /// Works until told to stop; what is under way is finished first.
    ///
    /// # Errors
    /// If the database fails for good: the process should stop and be started again.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) -> Result<(), StoreError> {
        let mut tidy_at = self.clock.now();
        while !*stop.borrow() {
            self.settle().await?;
            let now = self.clock.now();
            if tidy_at <= now {
                self.forget_old_words().await?;
                tidy_at = plus(now, TIDY_EVERY);
            }
            let until = self.next_due().await?.map_or(LONGEST_REST, |due| due.duration_since(now));
            let rest = until.clamp(SHORTEST_REST, LONGEST_REST).unsigned_abs();
            tokio::select! {
                () = self.arrived.notified() => {}
                () = tokio::time::sleep(rest) => {}
                _ = stop.changed() => {}
            }
        }
        Ok(())
    }

    /// When there is something to do next, if nothing else happens.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let (wake, queues) = (self.store.next_wake().await?, self.store.next_postponed().await?);
        Ok([wake, queues].into_iter().flatten().min())
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Now, and the year it is at the desk.
    #[must_use]
    pub fn now_and_year(&self) -> (Timestamp, i16) {
        let now = self.clock.now();
        (now, self.policy.calendar.day(now).year())
    }

    /// Gives the store back, to be closed in order.
    #[must_use]
    pub fn into_store(self) -> Store {
        self.store
    }

    /// The language of the staff room, and of people whose language nobody knows.
    fn language(&self) -> Language {
        self.policy.languages.first()
    }

    fn speaker(&self, language: Language) -> Speaker<'_> {
        Speaker { language, calendar: &self.policy.calendar }
    }

    fn room_speaker(&self) -> RoomSpeaker<'_> {
        RoomSpeaker { language: self.language(), calendar: &self.policy.calendar }
    }
}

/// Even a desk with nothing to do looks at its clock now and then: the machine may have slept.
const LONGEST_REST: SignedDuration = SignedDuration::from_secs(60);
/// How often words that are too old are looked for.
const TIDY_EVERY: SignedDuration = SignedDuration::from_hours(1);
const SHORTEST_REST: SignedDuration = SignedDuration::from_millis(20);

/// When to try again after so many failures: 2 s, 4 s, ... 10 minutes.
fn retry_at(now: Timestamp, attempts: i64) -> Timestamp {
    let seconds = 1_i64 << attempts.clamp(0, 9).saturating_add(1);
    plus(now, SignedDuration::from_secs(seconds.min(600)))
}
