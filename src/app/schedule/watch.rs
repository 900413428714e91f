//! Looking after the desk itself: what is wrong with any part of it, and telling the staff.

use std::{
    sync::{MutexGuard, PoisonError},
    time::Duration,
};

use domain::{
    clockwork::Clockwork,
    retention::{self, KeptSince},
    watch::{self, Change, Part, Trouble},
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    app::App,
    store::{StoreError, outbox::Carrier},
};

/// How long the database may take to keep something.
const ANSWER: Duration = Duration::from_secs(5);

impl App {
    /// All that is wrong now.
    pub async fn troubles(&self) -> Vec<Trouble> {
        let now = self.clock.now();
        let mut troubles = self.channel_troubles();
        let database = tokio::time::timeout(ANSWER, self.look_at_database(now)).await;
        match database.unwrap_or(Err(StoreError::NoAnswer)) {
            Ok(None) => {}
            Ok(Some(waited)) => {
                let why = format!("something has waited for {} minutes", waited.as_secs() / 60);
                troubles.push(Trouble { part: Part::Queue, why });
            }
            Err(error) => troubles.push(Trouble { part: Part::Database, why: error.to_string() }),
        }
        if self.knowledge().articles().next().is_none() {
            let why = "there are no articles: see `knowledge_dir` in [desk]".to_owned();
            troubles.push(Trouble { part: Part::Articles, why });
        }
        troubles
    }

    /// Whether the experts can be told anything.
    pub(crate) fn experts_are_away(&self) -> bool {
        self.staff_room.trouble().is_some()
    }

    /// Tells the staff of a change, if that can be done: not where it is their own room that was, or is, away.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tell_of(&self, change: &Change) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        self.tell_room(&mut tx, self.staff_view().changed(change), now).await?;
        tx.commit().await?;
        self.posted.notify_one();
        Ok(())
    }

    /// Does the staff room hear of what happens to this part?
    #[must_use]
    pub fn staff_hear_of(&self, part: Part) -> bool {
        part.is_told_in(self.staff_room.kind())
    }

    fn channel_troubles(&self) -> Vec<Trouble> {
        let others = self.channels.values().filter(|channel| channel.kind() != self.staff_room.kind());
        let all = others.chain(std::iter::once(&self.staff_room));
        let troubles = all.filter_map(|channel| {
            Some(Trouble { part: Part::Channel(channel.kind()), why: channel.trouble()? })
        });
        troubles.collect()
    }

    /// Finds out whether the database keeps what it is given, and how the clock has run.
    pub(crate) async fn look_at_clock(&self, now: Timestamp) -> Result<(), StoreError> {
        let clockwork = self.store.is_well(now).await?;
        *self.clockwork() = clockwork;
        if clockwork.set_back {
            tracing::warn!("the clock was set back: what waits for a time is looked at again now");
            self.store.clock_was_set_back(now).await?;
            self.arrived.notify_one();
            self.posted.notify_one();
        } else if clockwork.leapt == now {
            tracing::warn!(
                "the clock leapt ahead, or the desk was off for long: nothing is forgotten for a day"
            );
        }
        Ok(())
    }

    /// Since when things are kept; none while the clock is in doubt.
    pub(crate) fn kept_since(&self, now: Timestamp) -> Option<KeptSince> {
        retention::kept_since(*self.clockwork(), self.retention, now)
    }

    fn clockwork(&self) -> MutexGuard<'_, Clockwork> {
        self.clockwork.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the oldest thing has waited, if it is too long.
    async fn look_at_database(&self, now: Timestamp) -> Result<Option<SignedDuration>, StoreError> {
        self.look_at_clock(now).await?;
        let platforms = self.channels.keys().map(|kind| Carrier::Platform(*kind));
        let mut oldest = self.store.oldest_arrival().await?;
        for carrier in platforms.chain([Carrier::StaffRoom]) {
            oldest = oldest.into_iter().chain(self.store.oldest_parcel(carrier).await?).min();
        }
        Ok(oldest.and_then(|oldest| watch::waits_too_long(oldest, now)))
    }
}
