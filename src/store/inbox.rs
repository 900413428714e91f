//! What came in: a row is committed before the platform hears that we have it, and handled once.

use jiff::Timestamp;
use sqlx::Row;

use super::{Ids, Store, StoreError, Tx, instant, parsed};
use crate::desk::conversation::ChannelKind;

/// Asked after every step, and public so that a test can ask for its plan: it must not read what is done.
pub const NEXT: &str = "SELECT id, source, payload, at, attempts FROM inbox
     WHERE state = 'waiting' AND not_before <= $1 AND NOT EXISTS (
         SELECT 1 FROM inbox earlier
         WHERE earlier.state = 'waiting' AND earlier.lane = inbox.lane AND earlier.id < inbox.id)
     ORDER BY id LIMIT $2";

/// Something a channel received, before anybody has looked into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub source: ChannelKind,
    /// The platform's own id of it: the same key again is the same thing again.
    pub key: String,
    /// What must stay in order: one sender.
    pub lane: String,
    /// As the channel received it; only the channel can read it.
    pub payload: String,
    /// The platform's time stamp.
    pub at: Timestamp,
}

/// A row that waits to be handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    pub id: i64,
    pub source: ChannelKind,
    pub payload: String,
    pub at: Timestamp,
    pub attempts: i64,
}

impl Store {
    /// Takes in arrivals in one transaction; those known already are left out. Says how many were new.
    ///
    /// # Errors
    /// If the database fails: then nothing was taken in, and the platform must not hear otherwise.
    pub async fn take_in(&self, arrivals: &[Arrival], now: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let mut new = 0;
        let mut ids = Ids::reserve(&mut tx, arrivals.len()).await?;
        for arrival in arrivals {
            let done = sqlx::query(
                "INSERT INTO inbox (id, source, key, lane, payload, at, received_at, state, attempts, not_before)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, 0) ON CONFLICT (source, key) DO NOTHING",
            )
            .bind(ids.take())
            .bind(arrival.source.name())
            .bind(&arrival.key)
            .bind(&arrival.lane)
            .bind(&arrival.payload)
            .bind(arrival.at.as_millisecond())
            .bind(now.as_millisecond())
            .execute(&mut *tx)
            .await?;
            new += done.rows_affected();
        }
        tx.commit().await?;
        Ok(new)
    }

    /// The first waiting row of each lane that may be handled now, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_arrivals(&self, now: Timestamp, limit: i64) -> Result<Vec<InboxRow>, StoreError> {
        let rows = sqlx::query(NEXT).bind(now.as_millisecond()).bind(limit).fetch_all(self.pool()).await?;
        rows.iter()
            .map(|row| {
                Ok(InboxRow {
                    id: row.try_get("id")?,
                    source: parsed(row, "inbox", "source")?,
                    payload: row.try_get("payload")?,
                    at: instant(row, "inbox", "at")?,
                    attempts: row.try_get("attempts")?,
                })
            })
            .collect()
    }

    /// A row could not be handled: it waits until then, and its lane with it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn postpone_arrival(&self, id: i64, until: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE inbox SET attempts = attempts + 1, not_before = $2 WHERE id = $1")
            .bind(id)
            .bind(until.as_millisecond())
            .execute(self.pool())
            .await?;
        Ok(())
    }
}

/// The row has been handled: its words and its sender are no longer needed here.
///
/// # Errors
/// If the database fails.
pub async fn done(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbox SET state = 'done', lane = '', payload = '' WHERE id = $1")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The row cannot be handled: it is kept aside, as it came, and its lane goes on.
///
/// # Errors
/// If the database fails.
pub async fn set_aside(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbox SET state = 'dead' WHERE id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}
