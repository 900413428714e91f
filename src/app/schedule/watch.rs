//! Looking after the desk itself: what is wrong with any part of it, how its clock has run, and which rows nobody can read.

use std::time::Duration;

use domain::watch::{self, Component, Trouble};
use jiff::{SignedDuration, Timestamp};

use crate::{
    app::{
        desk::Desk,
        runtime::Bells,
        work::{Outcome, Work},
    },
    store::{Store, StoreError, articles::renewals, queue::outbox::Carrier},
};

/// How long the database may take to keep something.
const ANSWER: Duration = Duration::from_secs(5);

/// All that is wrong now.
pub async fn troubles(desk: &Desk, store: &Store, bells: &Bells) -> Vec<Trouble> {
    let now = desk.now();
    let mut troubles = desk.channel_troubles();
    let database = tokio::time::timeout(ANSWER, async {
        look_at_clock(desk, store, bells, now).await?;
        longest_wait(desk, store, now).await
    });
    match database.await.unwrap_or(Err(StoreError::NoAnswer)) {
        Ok(None) => {}
        Ok(Some(waited)) => {
            let why = format!("something has waited for {} minutes", waited.as_secs() / 60);
            troubles.push(Trouble { part: Component::Queue, why });
        }
        Err(error) => troubles.push(Trouble { part: Component::Database, why: error.to_string() }),
    }
    if desk.knowledge().articles().next().is_none() {
        let why = "there are no articles: see `knowledge_dir` in [desk]".to_owned();
        troubles.push(Trouble { part: Component::Articles, why });
    }
    troubles
}

/// Finds out whether the database keeps what it is given, and how the clock has run.
pub async fn look_at_clock(
    desk: &Desk,
    store: &Store,
    bells: &Bells,
    now: Timestamp,
) -> Result<(), StoreError> {
    let clockwork = store.is_well(now).await?;
    desk.clock_has_run(clockwork);
    if clockwork.set_back {
        tracing::warn!("the clock was set back: what waits for a time is looked at again now");
        store.clock_was_set_back(now).await?;
        bells.arrived.notify_one();
        bells.posted.notify_one();
    } else if clockwork.leapt == now {
        tracing::warn!("the clock leapt ahead, or the desk was off for long: nothing is forgotten for a day");
    }
    Ok(())
}

/// How long the oldest thing in the queues has waited, if it is too long.
async fn longest_wait(
    desk: &Desk,
    store: &Store,
    now: Timestamp,
) -> Result<Option<SignedDuration>, StoreError> {
    let platforms = desk.channels.keys().map(|kind| Carrier::Platform(*kind));
    let mut oldest = store.oldest_arrival().await?;
    for carrier in platforms.chain([Carrier::StaffRoom]) {
        oldest = oldest.into_iter().chain(store.oldest_waiting(carrier).await?).min();
    }
    Ok(oldest.and_then(|oldest| watch::waits_too_long(oldest, now)))
}

/// Tells the staff, once each, of rows that nobody can read; says of how many.
pub async fn tell_of_broken_rows(desk: &Desk, store: &Store) -> Result<usize, StoreError> {
    let broken = store.take_broken();
    if broken.is_empty() {
        return Ok(0);
    }
    let mut told = 0;
    let mut work = Work::begin(desk, store).await?;
    for row in &broken {
        if renewals::tell_once(&mut work.tx, &format!("broken {row}"), work.now).await? {
            told += 1;
            work.tell_room(desk.staff_view().broken_row(row)).await?;
        }
    }
    let Outcome { .. } = work.commit().await?;
    Ok(told)
}
