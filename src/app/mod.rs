//! The desk at work: it takes what comes in, asks the knowledge base, lets `domain` decide, and saves what follows in one
//! unit of work. Sending comes after, from the outbox; time comes from the conversations' `wake_at`.
//!
//! Here the parts are put together, each with the state that is its own: `inbound` takes rows from the inbox, `apply` and
//! `render` save a step, `delivery` sends, `schedule` is what the time brings, `staff` what experts do beside the cases,
//! `learning` what the desk knows. What they share is the `desk` and the `work` in hand.
//!
//! Invariants: nothing is sent that is not a committed row; a row that fails waits, and only its own ordering key waits
//! with it.

mod apply;
mod delivery;
mod desk;
mod error;
mod inbound;
mod learning;
mod library;
mod privacy;
mod render;
mod runtime;
mod schedule;
mod staff;
mod work;

use std::{num::NonZeroU32, sync::Arc};

use domain::{
    commitment::Policy,
    watch::{Component, ComponentChange, Trouble},
};
use jiff::{SignedDuration, Timestamp};
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;

use self::{
    delivery::{Sender, file::Files},
    desk::Desk,
    inbound::{Inbox, rate_limit::Limits},
    learning::{Known, Learning},
    runtime::Bells,
    schedule::{reminders::Reminders, retention::Retention, watch},
    staff::renewals::ExpiryWatch,
};
use crate::{
    channels::Channel,
    clock::Clock,
    store::{Store, StoreError},
};

pub use self::library::Library;

/// How many rows are looked at together.
const BATCH: i64 = 32;

/// What a part needs that does units of work: where they are kept, whom it asks, and who has to hear of their outcome.
type Shared = (Arc<Store>, Arc<Desk>, Arc<Learning>);

/// What an app is made of.
pub struct Parts {
    pub store: Store,
    pub knowledge: Knowledge,
    pub policy: Policy,
    pub clock: Arc<dyn Clock>,
    /// The platforms people write on.
    pub channels: Vec<Arc<dyn Channel>>,
    /// The platform of the staff room.
    pub staff_room: Arc<dyn Channel>,
    /// What opens people's files.
    pub sandbox: Sandbox,
    /// Where the articles are, and copies of those that come from cases.
    pub library: Library,
    /// How long words are kept.
    pub retention: SignedDuration,
    /// How many messages of one person are handled in a minute; more of them wait.
    pub messages_per_minute: NonZeroU32,
}

/// The running desk.
pub struct App {
    store: Arc<Store>,
    desk: Arc<Desk>,
    learning: Arc<Learning>,
    inbox: Inbox,
    reminders: Reminders,
    expiries: ExpiryWatch,
    retention: Retention,
    sender: Arc<Sender>,
    bells: Bells,
}

impl App {
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts {
            store,
            knowledge,
            policy,
            clock,
            channels,
            staff_room,
            sandbox,
            library,
            retention,
            messages_per_minute,
        } = parts;
        let (store, known) = (Arc::new(store), Arc::new(Known::new(knowledge)));
        let limits = Limits::new(messages_per_minute, clock.clone());
        let desk = Arc::new(Desk::new(policy, clock, channels, staff_room, known.clone(), retention));
        let learning = Arc::new(Learning::new(store.clone(), known, library));
        let shared = || (store.clone(), desk.clone(), learning.clone());
        Self {
            inbox: Inbox::new(shared(), limits),
            reminders: Reminders::new(shared()),
            expiries: ExpiryWatch::default(),
            retention: Retention::new(shared()),
            sender: Arc::new(Sender::new(shared(), Files::new(sandbox))),
            bells: Bells::default(),
            store,
            desk,
            learning,
        }
    }

    /// Handles the messages that are due; says how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handle_inbound(&self) -> Result<usize, StoreError> {
        self.inbox.handle_due().await
    }

    /// All that is wrong now.
    pub async fn troubles(&self) -> Vec<Trouble> {
        watch::troubles(&self.desk, &self.store, &self.bells).await
    }

    /// Tells the staff of a change, if that can be done: not where it is their own room that was, or is, away.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tell_of(&self, change: &ComponentChange) -> Result<(), StoreError> {
        work::tell_room(&self.desk, &self.store, self.desk.staff_view().changed(change)).await?;
        self.bells.posted.notify_one();
        Ok(())
    }

    /// Does the staff room hear of what happens to this part?
    #[must_use]
    pub fn staff_hear_of(&self, part: Component) -> bool {
        part.is_told_in(self.desk.staff_room.kind())
    }

    /// What the desk knows, as of now.
    #[must_use]
    pub fn knowledge(&self) -> Arc<Knowledge> {
        self.desk.knowledge()
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Now, and the year it is at the desk.
    #[must_use]
    pub fn now_and_year(&self) -> (Timestamp, i16) {
        let now = self.desk.now();
        (now, self.desk.calendar().day(now).year())
    }

    /// Closes the database in order, unless somebody is still at work with it.
    pub async fn close(self) {
        let Self { store, learning, inbox, reminders, retention, sender, .. } = self;
        drop((learning, inbox, reminders, retention, sender));
        if let Some(store) = Arc::into_inner(store) {
            store.close().await;
        }
    }
}
