//! The ledger: append-only, without a word of anybody's. There is an insert here, and there is nothing else that writes.

use domain::event::Entry;
use jiff::Timestamp;
use sqlx::Row;

use crate::store::{Ids, Store, StoreError, Tx, instant, json, to_json};

/// A ledger row.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    pub at: Timestamp,
    pub conversation: String,
    pub entry: Entry,
}

/// Writes a row.
///
/// # Errors
/// If the database fails.
pub async fn record(
    tx: &mut Tx,
    ids: &mut Ids,
    conversation: &str,
    entry: &Entry,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO ledger (id, at, conversation_id, entry) VALUES ($1, $2, $3, $4)")
        .bind(ids.take())
        .bind(at.as_millisecond())
        .bind(conversation)
        .bind(to_json(entry))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What happened since a time, in the order it was written.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn since(tx: &mut Tx, since: Timestamp) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query("SELECT id, entry FROM ledger WHERE at >= $1 ORDER BY id")
        .bind(since.as_millisecond())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(|row| json(row, "ledger", "entry")).collect()
}

impl Store {
    /// Every row, in the order it was written.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn ledger(&self) -> Result<Vec<LedgerRow>, StoreError> {
        let rows = sqlx::query("SELECT id, at, conversation_id, entry FROM ledger ORDER BY id")
            .fetch_all(self.pool())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(LedgerRow {
                    at: instant(row, "ledger", "at")?,
                    conversation: row.try_get("conversation_id")?,
                    entry: json(row, "ledger", "entry")?,
                })
            })
            .collect()
    }
}
