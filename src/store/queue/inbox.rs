//! What came in: a row is committed before the platform hears that we have it, and handled once.

use domain::{calendar::plus, channel::ChannelKind};
use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};

use crate::{
    channels::types::InboundUpdate,
    store::{Ids, Store, StoreError, Tx, earliest, instant, parsed},
};

/// Asked after every step, and public so that a test can ask for its plan: it must not read what is done.
pub const NEXT: &str = "SELECT id, source, ordering_key, sender, bundle, payload, at, attempts FROM inbox
     WHERE state = 'waiting' AND not_before <= $1 AND NOT EXISTS (
         SELECT 1 FROM inbox earlier
         WHERE earlier.state = 'waiting' AND earlier.ordering_key = inbox.ordering_key AND earlier.id < inbox.id)
     ORDER BY id LIMIT $2";

/// A row that waits to be handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    pub id: i64,
    pub source: ChannelKind,
    pub ordering_key: String,
    /// The address of the person it comes from; `None` if it comes from the staff, or nobody knows.
    pub sender: Option<String>,
    /// Empty for a message of its own.
    pub bundle: String,
    pub payload: String,
    pub at: Timestamp,
    pub attempts: i64,
}

impl Store {
    /// Takes in updates in one transaction; those known already are left out. Says how many were new.
    ///
    /// # Errors
    /// If the database fails: then nothing was taken in, and the platform must not hear otherwise.
    pub async fn ingest(&self, updates: &[InboundUpdate], now: Timestamp) -> Result<u64, StoreError> {
        if updates.is_empty() {
            return Ok(0);
        }
        let mut tx = self.begin().await?;
        let new = ingest(&mut tx, updates, now).await?;
        tx.commit().await?;
        Ok(new)
    }

    /// The first waiting row of each ordering key that may be handled now, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_inbound(&self, now: Timestamp, limit: i64) -> Result<Vec<InboxRow>, StoreError> {
        self.is_ours()?;
        let rows = sqlx::query(NEXT).bind(now.as_millisecond()).bind(limit).fetch_all(self.pool()).await?;
        self.readable_of_queue(&rows, inbox_row, "UPDATE inbox SET state = 'dead' WHERE id = $1").await
    }

    /// The platform's id of what came in last from a channel, and when the desk received it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn last_inbound(&self, source: ChannelKind) -> Result<Option<(String, Timestamp)>, StoreError> {
        let row =
            sqlx::query("SELECT id, key, received_at FROM inbox WHERE source = $1 ORDER BY id DESC LIMIT 1")
                .bind(source.name())
                .fetch_optional(self.pool())
                .await?;
        row.map(|row| Ok((row.try_get("key")?, instant(&row, "inbox", "received_at")?))).transpose()
    }

    /// When what has waited longest to be handled came in.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn oldest_arrival(&self) -> Result<Option<Timestamp>, StoreError> {
        let question = "SELECT MIN(received_at) FROM inbox WHERE state = 'waiting'";
        earliest(&sqlx::query(question).fetch_one(self.pool()).await?)
    }

    /// A row has to wait until then, and its ordering key with it: nothing is wrong with it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn defer_inbound(&self, id: i64, until: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE inbox SET not_before = $2 WHERE id = $1")
            .bind(id)
            .bind(until.as_millisecond())
            .execute(self.pool())
            .await?;
        Ok(())
    }

    /// When the next row that waits for a time may be handled. Only the first row of an ordering key counts: those behind it
    /// wait for it, whatever their own time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_inbound_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(not_before) FROM inbox WHERE state = 'waiting' AND NOT EXISTS (
                 SELECT 1 FROM inbox earlier
                 WHERE earlier.state = 'waiting' AND earlier.ordering_key = inbox.ordering_key AND earlier.id < inbox.id)",
        )
        .fetch_one(self.pool())
        .await?;
        earliest(&row)
    }

    /// A row could not be handled: it waits until then, and its ordering key with it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn retry_inbound(&self, id: i64, until: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE inbox SET attempts = attempts + 1, not_before = $2 WHERE id = $1")
            .bind(id)
            .bind(until.as_millisecond())
            .execute(self.pool())
            .await?;
        Ok(())
    }
}

/// Takes in updates; those known already are left out. Says how many were new.
///
/// # Errors
/// If the database fails.
pub async fn ingest(tx: &mut Tx, updates: &[InboundUpdate], now: Timestamp) -> Result<u64, StoreError> {
    if updates.is_empty() {
        return Ok(0);
    }
    let mut new = 0;
    let mut ids = Ids::reserve(tx, updates.len()).await?;
    for update in updates {
        let done = sqlx::query(
            "INSERT INTO inbox
                 (id, source, key, ordering_key, payload, at, received_at, state, attempts, not_before, bundle, sender)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8, $9, $10) ON CONFLICT (source, key) DO NOTHING",
        )
        .bind(ids.take())
        .bind(update.source.name())
        .bind(&update.key)
        .bind(update.ordering_key())
        .bind(&update.payload)
        .bind(update.at.as_millisecond())
        .bind(now.as_millisecond())
        .bind(update.bundle.as_ref().map_or(0, |bundle| plus(now, bundle.wait).as_millisecond()))
        .bind(update.bundle.as_ref().map_or("", |bundle| bundle.name.as_str()))
        .bind(update.sender.address())
        .execute(&mut **tx)
        .await?;
        new += done.rows_affected();
    }
    Ok(new)
}

/// The other parts of what a row is a part of, in order.
///
/// # Errors
/// If the database fails.
pub async fn siblings(tx: &mut Tx, row: &InboxRow) -> Result<Vec<InboxRow>, StoreError> {
    if row.bundle.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "SELECT id, source, ordering_key, sender, bundle, payload, at, attempts FROM inbox
         WHERE state = 'waiting' AND ordering_key = $1 AND bundle = $2 AND id > $3 ORDER BY id",
    )
    .bind(&row.ordering_key)
    .bind(&row.bundle)
    .bind(row.id)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(inbox_row).collect()
}

fn inbox_row(row: &AnyRow) -> Result<InboxRow, StoreError> {
    Ok(InboxRow {
        id: row.try_get("id")?,
        source: parsed(row, "inbox", "source")?,
        ordering_key: row.try_get("ordering_key")?,
        sender: row.try_get("sender")?,
        bundle: row.try_get("bundle")?,
        payload: row.try_get("payload")?,
        at: instant(row, "inbox", "at")?,
        attempts: row.try_get("attempts")?,
    })
}

/// The row has been handled: its words and its sender are no longer needed here.
///
/// # Errors
/// If the database fails.
pub async fn done(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    let done = "UPDATE inbox SET state = 'done', ordering_key = '', sender = NULL, payload = '', bundle = '' WHERE id = $1";
    sqlx::query(done).bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// The row cannot be handled: it is kept aside, as it came, and its ordering key goes on.
///
/// # Errors
/// If the database fails.
pub async fn set_aside(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbox SET state = 'dead' WHERE id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}
