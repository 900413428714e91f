//! The worker that sends: rows of different ordering keys are on their way together; an ordering key waits for its own first
//! row only.
//!
//! Invariant: each row is a task of its own: one that hangs or breaks keeps nobody else's waiting.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use domain::{
    delivery::{Delivery, Undeliverable},
    retry,
};
use jiff::Timestamp;
use tokio::{
    sync::Notify,
    task::{self, JoinSet},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use super::{
    Sender,
    attempt::{Attempt, attempt},
    settle::settle,
};
use crate::{
    app::{
        BATCH,
        runtime::{after_failure, rest_until},
    },
    channels::Turn,
    store::{
        StoreError,
        queue::outbox::{self, Carrier, OutboxRow},
    },
};

/// How many rows each carrier may have on their way at the same time: one that hangs keeps nobody else's waiting.
const MAX_IN_FLIGHT: usize = 32;
/// How many of them may be answers, marks and notices: there is always room for what comes first.
const MAX_ORDINARY: usize = 24;
/// How long what is on its way may still take once the desk has been told to stop.
const LAST_MOMENTS: Duration = Duration::from_secs(4);
/// How often a database that fails is tried once the desk has been told to stop.
const LAST_TRIES: u32 = 3;

/// Sends what has to go out until told to stop; `posted` says that there may be more.
pub async fn run(sender: &Arc<Sender>, posted: &Notify, stop: CancellationToken) {
    let mut in_flight = InFlight::default();
    let mut last_tries = LAST_TRIES;
    while let Err(error) = keep_sending(sender, &mut in_flight, posted, &stop).await {
        let rest = after_failure(&error);
        if stop.is_cancelled() {
            last_tries -= 1;
            if last_tries == 0 {
                return tracing::error!("stopped without writing down what became of the last messages");
            }
        }
        tokio::time::sleep(rest).await;
    }
}

/// As soon as a row is through, the next one goes, whatever the others do. What is on its way is waited for.
async fn keep_sending(
    sender: &Arc<Sender>,
    in_flight: &mut InFlight,
    posted: &Notify,
    stop: &CancellationToken,
) -> Result<(), StoreError> {
    let last_moment = async {
        stop.cancelled().await;
        tokio::time::sleep(LAST_MOMENTS).await;
    };
    let mut last_moment = std::pin::pin!(last_moment);
    loop {
        in_flight.repair(sender).await?;
        settle(sender, &mut in_flight.ended).await?;
        let stopping = stop.is_cancelled();
        if stopping && in_flight.is_empty() {
            return Ok(());
        }
        let (mut due, now) = (None, sender.desk.now());
        if !stopping && !in_flight.fill(sender, now).await? {
            due = sender.store.next_outgoing_due(now).await?;
        }
        let mut rest = rest_until(due, sender.desk.now());
        if let Some(turn) = in_flight.wake(Instant::now()) {
            rest = rest.min(turn);
        }
        tokio::select! {
            Some(first) = in_flight.tasks.join_next_with_id() => {
                // All that are through by now share a commit.
                let mut failed = Ok(());
                let mut ended = Some(first);
                while let Some(end) = ended {
                    failed = failed.and(in_flight.join(end));
                    ended = in_flight.tasks.try_join_next_with_id();
                }
                failed?;
            }
            () = posted.notified() => {}
            () = tokio::time::sleep(rest) => {}
            () = stop.cancelled(), if !stopping => {}
            () = &mut last_moment, if !in_flight.rows.is_empty() => in_flight.abandon(),
        }
    }
}

/// What is on its way, and what is through and not yet written down.
#[derive(Default)]
struct InFlight {
    tasks: JoinSet<Result<Attempt, StoreError>>,
    /// What each task is about.
    rows: HashMap<task::Id, OutboxRow>,
    ended: Vec<Attempt>,
    /// Rows whose task broke.
    broken: Vec<OutboxRow>,
    /// Ordering keys whose person has been sent much in a short time, and until when nothing more goes there.
    resting: HashMap<String, Instant>,
    /// Carriers that want nothing, and until when.
    rate_limited: HashMap<Carrier, Instant>,
}

impl InFlight {
    /// Sends off as many rows as there is room for, each carrier by itself; says whether there may be more.
    async fn fill(&mut self, sender: &Arc<Sender>, now: Timestamp) -> Result<bool, StoreError> {
        self.wake(Instant::now());
        let mut more = false;
        let platforms = sender.desk.channels.keys().map(|kind| Carrier::Platform(*kind));
        for carrier in std::iter::once(Carrier::StaffRoom).chain(platforms) {
            if !self.rate_limited.contains_key(&carrier) {
                more |= self.fill_carrier(sender, carrier, now).await?;
            }
        }
        Ok(more)
    }

    async fn fill_carrier(
        &mut self,
        sender: &Arc<Sender>,
        carrier: Carrier,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (mut carried, mut ordinary) = self.carried_by(carrier);
        let free = MAX_IN_FLIGHT.saturating_sub(carried);
        if free == 0 {
            return Ok(true);
        }
        // Rows on their way still wait in the table, each the first of its ordering key.
        let busy = self.busy();
        let limit = free + busy.len();
        let mut due = sender.store.next_for(carrier, now, i64::try_from(limit).unwrap_or(BATCH)).await?;
        let more = due.len() == limit;
        due.retain(|row| !busy.contains(row.ordering_key.as_str()));
        for row in due {
            if carried == MAX_IN_FLIGHT || !row.comes_first && ordinary >= MAX_ORDINARY {
                return Ok(true);
            }
            match sender.turn_of(&row) {
                Turn::Now => {}
                Turn::NotThisOne { wait } => {
                    self.resting.insert(row.ordering_key, Instant::now() + wait.unsigned_abs());
                    continue;
                }
                Turn::Nobody { wait } => {
                    self.rate_limited.insert(carrier, Instant::now() + wait.unsigned_abs());
                    return Ok(false);
                }
            }
            (carried, ordinary) = (carried + 1, ordinary + usize::from(!row.comes_first));
            self.spawn(sender, row);
        }
        Ok(more)
    }

    /// A task, and no future among others: one that nobody polls could be handed the one connection and keep it.
    fn spawn(&mut self, sender: &Arc<Sender>, row: OutboxRow) {
        let (sender, on_its_way) = (sender.clone(), row.clone());
        let task = self.tasks.spawn(async move { attempt(&sender, row).await });
        self.rows.insert(task.id(), on_its_way);
    }

    /// Rows whose task broke are not tried again at once, and not for ever.
    async fn repair(&mut self, sender: &Sender) -> Result<(), StoreError> {
        while let Some(row) = self.broken.last() {
            let again = retry::broken(row.attempts, sender.desk.now());
            if let Some(at) = again {
                let mut tx = sender.store.begin().await?;
                outbox::postpone(&mut tx, row.id, at, false).await?;
                tx.commit().await?;
            }
            let given_up = self.broken.pop().filter(|_| again.is_none());
            let refused = |row| Attempt::unsent(row, Delivery::GaveUp(Undeliverable::Refused));
            self.ended.extend(given_up.map(refused));
        }
        Ok(())
    }

    /// A row is through. One that broke, or could not be tried, still waits in the table.
    fn join(
        &mut self,
        end: Result<(task::Id, Result<Attempt, StoreError>), task::JoinError>,
    ) -> Result<(), StoreError> {
        match end {
            Ok((task, attempt)) => {
                // What was left behind is counted as uncertain already.
                if self.rows.remove(&task).is_some() {
                    self.ended.push(attempt?);
                }
            }
            Err(broken) if broken.is_cancelled() => {}
            Err(broken) => {
                tracing::error!(
                    panicked = broken.is_panic(),
                    "a row broke on its way; it is tried again later"
                );
                self.broken.extend(self.rows.remove(&broken.id()));
            }
        }
        Ok(())
    }

    /// The ordering keys whose first row is not done with, or whose turn it is not.
    fn busy(&self) -> HashSet<&str> {
        let through = self.ended.iter().map(|tried| tried.row.ordering_key.as_str());
        let resting = self.resting.keys().map(String::as_str);
        self.rows.values().map(|row| row.ordering_key.as_str()).chain(through).chain(resting).collect()
    }

    /// Waits no longer: whether these arrive nobody knows.
    fn abandon(&mut self) {
        self.tasks.abort_all();
        let left = self.rows.drain();
        self.ended.extend(left.map(|(_, row)| Attempt::unsent(row, Delivery::Uncertain)));
    }

    /// How many rows a carrier has, and how many of them are ordinary.
    fn carried_by(&self, carrier: Carrier) -> (usize, usize) {
        let rows = || self.rows.values().filter(|row| row.carrier == carrier);
        (rows().count(), rows().filter(|row| !row.comes_first).count())
    }

    /// Forgets whose time has come; says how long the next one still takes.
    fn wake(&mut self, now: Instant) -> Option<Duration> {
        self.resting.retain(|_, until| *until > now);
        self.rate_limited.retain(|_, until| *until > now);
        self.resting.values().chain(self.rate_limited.values()).min().map(|until| until.duration_since(now))
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.ended.is_empty()
    }
}
