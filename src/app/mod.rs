//! The loop: take an inbox row, load its conversation, ask knowledge, let the desk decide, save it all in one
//! transaction. Sending comes after, from the outbox; time comes from the conversations' `wake_at`.
//!
//! Invariants: nothing is decided here; nothing is sent that is not a committed row; a row that fails waits, and only
//! its own ordering key waits with it.

mod apply;
mod delivery;
mod error;
mod inbound;
mod privacy;
mod schedule;
mod staff;

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{channel::ChannelKind, clockwork::Clockwork, commitment::Policy, language::Language, retention};
use jiff::{SignedDuration, Timestamp, civil::Date};
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

use self::{delivery::InFlight, inbound::rate_limit::Limits};
use crate::{
    channels::Channel,
    clock::Clock,
    store::{Store, StoreError},
    view::{person::PersonView, staff_case::StaffView},
};

pub use self::staff::articles::Library;

/// How many rows are looked at together.
const BATCH: i64 = 32;
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
    store: Store,
    /// Replaced as a whole when an article changes.
    knowledge: RwLock<Arc<Knowledge>>,
    library: Library,
    policy: Policy,
    clock: Arc<dyn Clock>,
    channels: HashMap<ChannelKind, Arc<dyn Channel>>,
    staff_room: Arc<dyn Channel>,
    sandbox: Sandbox,
    retention: SignedDuration,
    limits: Limits,
    /// Who may have a person's file in memory.
    files: Semaphore,
    /// Something has come in.
    arrived: Notify,
    /// Something may have to go out.
    posted: Notify,
    /// Articles have changed, in a transaction that is under way.
    changing: AtomicBool,
    /// Articles have changed that the desk does not know yet.
    unlearnt: AtomicBool,
    /// Experts had added something when it learnt last.
    added: AtomicBool,
    /// The day on which it was last looked which articles expire.
    articles_looked_at: Mutex<Option<Date>>,
    /// When what is too old was forgotten last.
    tidied: Mutex<Option<Timestamp>>,
    /// Plans may have been computed by earlier rules.
    plans_unchecked: AtomicBool,
    clockwork: Mutex<Clockwork>,
    learn: Notify,
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
        Self {
            store,
            knowledge: RwLock::new(Arc::new(knowledge)),
            library,
            policy,
            limits: Limits::new(messages_per_minute, clock.clone()),
            clock,
            channels: channels.into_iter().map(|channel| (channel.kind(), channel)).collect(),
            staff_room,
            sandbox,
            retention,
            files: Semaphore::new(delivery::file::AT_ONCE),
            arrived: Notify::new(),
            posted: Notify::new(),
            // What was approved before the desk was started is not in the folder of articles.
            unlearnt: AtomicBool::new(true),
            changing: AtomicBool::new(false),
            added: AtomicBool::new(false),
            articles_looked_at: Mutex::default(),
            tidied: Mutex::default(),
            plans_unchecked: AtomicBool::new(true),
            clockwork: Mutex::default(),
            learn: Notify::new(),
        }
    }

    /// Does all there is to do now: handles, wakes, sends, until nothing more is due.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn settle(&self) -> Result<(), StoreError> {
        loop {
            self.learn().await?;
            self.tidy_if_due().await?;
            let handled = self.handle_inbound().await?;
            let woken = self.wake_conversations().await? + Box::pin(self.send_reminders()).await?;
            let sent = self.send_due().await?;
            let told = self.tell_of_broken_rows().await?;
            if handled + woken + sent + told == 0 {
                return Ok(());
            }
        }
    }

    /// Works until told to stop; what is under way is finished first. A database that fails now may work again: the
    /// desk rests and goes on.
    pub async fn run(self: &Arc<Self>, stop: CancellationToken) {
        tokio::join!(
            Box::pin(self.keep_working(stop.clone())),
            self.keep_delivering(stop.clone()),
            self.keep_learning(stop)
        );
    }

    /// Learns what experts approve, while the desk goes on.
    async fn keep_learning(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let changed = match self.learn().await {
                Ok(changed) => changed,
                Err(error) => {
                    self.unlearnt.store(true, Ordering::Release);
                    stop.run_until_cancelled(tokio::time::sleep(after_trouble(&error))).await;
                    continue;
                }
            };
            let learned = async {
                if let Some(collection) = changed {
                    self.learn_from(collection).await;
                }
                std::future::pending::<()>().await;
            };
            tokio::select! {
                () = learned => {}
                () = self.learn.notified() => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Handles what arrives and wakes conversations.
    async fn keep_working(&self, stop: CancellationToken) {
        // Before anything is forgotten. What fails here fails there.
        let _ = self.look_at_clock(self.clock.now()).await;
        while !stop.is_cancelled() {
            let rest = match self.work(&stop).await {
                Ok(rest) => rest,
                Err(error) => after_trouble(&error),
            };
            tokio::select! {
                () = self.arrived.notified() => {}
                () = tokio::time::sleep(rest) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Does what there is to do with what has come; says how long there is nothing more.
    async fn work(&self, stop: &CancellationToken) -> Result<Duration, StoreError> {
        while !stop.is_cancelled() {
            let handled = self.handle_inbound().await?;
            // Reminders last: nobody waits for them.
            if handled + self.wake_conversations().await? + Box::pin(self.send_reminders()).await? == 0 {
                break;
            }
            self.posted.notify_one();
        }
        self.tidy_if_due().await?;
        if self.tell_of_broken_rows().await? > 0 {
            self.posted.notify_one();
        }
        let due = [
            self.store.next_wake().await?,
            self.store.next_inbound_due().await?,
            self.next_reminder().await?,
        ];
        Ok(self.rest_until(due.into_iter().flatten().min()))
    }

    /// Forgets what is too old, now and then.
    async fn tidy_if_due(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let tidied = *self.tidied.lock().unwrap_or_else(PoisonError::into_inner);
        if !retention::is_time_to_tidy(tidied, now) {
            return Ok(());
        }
        self.forget_old_words().await?;
        self.limits.tidy();
        *self.tidied.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        Ok(())
    }

    /// Sends what has to go out.
    async fn keep_delivering(self: &Arc<Self>, stop: CancellationToken) {
        let mut in_flight = InFlight::default();
        let mut last_tries = LAST_TRIES;
        while let Err(error) = self.keep_sending(&mut in_flight, &stop).await {
            let rest = after_trouble(&error);
            if stop.is_cancelled() {
                last_tries -= 1;
                if last_tries == 0 {
                    return tracing::error!("stopped without writing down what became of the last messages");
                }
            }
            tokio::time::sleep(rest).await;
        }
    }

    /// How long to rest until something is due.
    fn rest_until(&self, due: Option<Timestamp>) -> Duration {
        let until = due.map_or(LONGEST_REST, |due| due.duration_since(self.clock.now()));
        until.clamp(SHORTEST_REST, LONGEST_REST).unsigned_abs()
    }

    /// When there is something to do next, if nothing else happens.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let store = &self.store;
        let due = [
            store.next_wake().await?,
            store.next_inbound_due().await?,
            self.next_reminder().await?,
            store.next_outgoing_due(self.clock.now()).await?,
        ];
        Ok(due.into_iter().flatten().min())
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

    fn person_view(&self, language: Language) -> PersonView<'_> {
        PersonView {
            language,
            calendar: &self.policy.calendar,
            experts_away: self.experts_are_away(),
            now: self.clock.now(),
        }
    }

    fn staff_view(&self) -> StaffView<'_> {
        StaffView { language: self.language(), calendar: &self.policy.calendar }
    }
}

/// Even a desk with nothing to do looks at its clock now and then: the machine may have slept.
const LONGEST_REST: SignedDuration = SignedDuration::from_secs(60);
/// How often a database that fails is tried once the desk has been told to stop.
const LAST_TRIES: u32 = 3;
const SHORTEST_REST: SignedDuration = SignedDuration::from_millis(20);

/// How long to rest after a failure of the database.
fn after_trouble(error: &StoreError) -> Duration {
    tracing::error!(%error, "the database failed; the desk goes on in a moment");
    Duration::from_secs(2)
}
