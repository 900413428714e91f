//! The loops: what is done again and again, for a test until nothing is due, for a desk at work until it is told to stop.
//!
//! Invariant: both do the same [`App::round`]; only sending differs: a test sends one row after the other, a desk at work
//! many at a time.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::{
    App,
    delivery::worker,
    schedule::{wakeups, watch},
};
use crate::store::StoreError;

/// Even a desk with nothing to do looks at its clock now and then: the machine may have slept.
const LONGEST_REST: SignedDuration = SignedDuration::from_secs(60);
const SHORTEST_REST: SignedDuration = SignedDuration::from_millis(20);

/// What wakes the loops before their time.
#[derive(Default)]
pub struct Bells {
    /// Something has come in.
    pub arrived: Notify,
    /// Something may have to go out.
    pub posted: Notify,
}

impl App {
    /// Does all there is to do now: handles, wakes, sends, until nothing more is due.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn settle(&self) -> Result<(), StoreError> {
        loop {
            self.learning.take_in().await?;
            let done = self.round().await? + self.sender.send_due().await?;
            if done == 0 {
                return Ok(());
            }
        }
    }

    /// Works until told to stop; what is under way is finished first. A database that fails now may work again: the
    /// desk rests and goes on.
    pub async fn run(&self, stop: CancellationToken) {
        tokio::join!(
            Box::pin(self.keep_working(stop.clone())),
            worker::run(&self.sender, &self.bells.posted, stop.clone()),
            self.learning.run(stop)
        );
    }

    /// When there is something to do next, if nothing else happens.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let round = self.next_round().await?;
        let outgoing = self.store.next_outgoing_due(self.desk.now()).await?;
        Ok(round.into_iter().chain(outgoing).min())
    }

    /// Does what there is to do with what has come, and with the time; says how much that was. Nobody waits for reminders,
    /// and what is too old goes when there is nothing else to do.
    async fn round(&self) -> Result<usize, StoreError> {
        let handled = self.inbox.handle_due().await?;
        let woken = wakeups::wake_due(&self.desk, &self.store, &self.learning).await?;
        self.reminders.give_up().await?;
        self.expiries.warn(&self.desk, &self.store).await?;
        let reminded = Box::pin(self.reminders.send_due()).await?;
        let done = handled + woken + reminded;
        if done > 0 {
            return Ok(done);
        }
        if self.retention.tidy_if_due().await? {
            self.inbox.tidy();
        }
        watch::tell_of_broken_rows(&self.desk, &self.store).await
    }

    async fn next_round(&self) -> Result<Option<Timestamp>, StoreError> {
        let store = &self.store;
        let due =
            [store.next_wake().await?, store.next_inbound_due().await?, self.reminders.next_due().await?];
        Ok(due.into_iter().flatten().min())
    }

    /// Handles what arrives and does what the time brings.
    async fn keep_working(&self, stop: CancellationToken) {
        // Before anything is forgotten. What fails here fails there.
        let _ = watch::look_at_clock(&self.desk, &self.store, &self.bells, self.desk.now()).await;
        while !stop.is_cancelled() {
            let rest = match self.work(&stop).await {
                Ok(rest) => rest,
                Err(error) => after_failure(&error),
            };
            tokio::select! {
                () = self.bells.arrived.notified() => {}
                () = tokio::time::sleep(rest) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Does what there is to do; says how long there is nothing more.
    async fn work(&self, stop: &CancellationToken) -> Result<Duration, StoreError> {
        while !stop.is_cancelled() && self.round().await? > 0 {
            self.bells.posted.notify_one();
        }
        Ok(rest_until(self.next_round().await?, self.desk.now()))
    }
}

/// How long to rest until something is due.
pub fn rest_until(due: Option<Timestamp>, now: Timestamp) -> Duration {
    let until = due.map_or(LONGEST_REST, |due| due.duration_since(now));
    until.clamp(SHORTEST_REST, LONGEST_REST).unsigned_abs()
}

/// How long to rest after a failure of the database.
pub fn after_failure(error: &StoreError) -> Duration {
    tracing::error!(%error, "the database failed; the desk goes on in a moment");
    Duration::from_secs(2)
}
