//! What goes out: a row is committed with the decision that made it, and sent afterwards.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{Ids, Store, StoreError, Tx, json, to_json};
use crate::desk::{
    delivery::Errand,
    ids::CaseNumber,
    message::Message,
    room::{Mention, Place},
};

/// Asked after every step, and public so that a test can ask for its plan: it must not read what is done.
pub const NEXT: &str = "SELECT id, parcel, attempts FROM outbox
     WHERE state = 'waiting' AND not_before <= $1 AND NOT EXISTS (
         SELECT 1 FROM outbox earlier
         WHERE earlier.state = 'waiting' AND earlier.lane = outbox.lane AND earlier.id < outbox.id)
     ORDER BY id LIMIT $2";

/// A message and where it goes. A person is known by their conversation; nothing here leads from words to a handle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Parcel {
    Person { conversation: String, errand: Errand, message: Message },
    Staff { case: Option<CaseNumber>, place: Place, mention: Mention, message: Message },
}

impl Parcel {
    /// What must stay in order.
    fn lane(&self) -> String {
        match self {
            Self::Person { conversation, .. } => conversation.clone(),
            Self::Staff { case: Some(case), .. } => format!("case:{case}"),
            Self::Staff { case: None, .. } => "room".into(),
        }
    }
}

/// A row that waits to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxRow {
    pub id: i64,
    pub parcel: Parcel,
    pub attempts: i64,
}

/// Writes a parcel into the outbox.
///
/// # Errors
/// If the database fails.
pub async fn post(tx: &mut Tx, ids: &mut Ids, parcel: &Parcel, now: Timestamp) -> Result<(), StoreError> {
    let conversation = match parcel {
        Parcel::Person { conversation, .. } => Some(conversation.as_str()),
        Parcel::Staff { .. } => None,
    };
    sqlx::query(
        "INSERT INTO outbox (id, lane, conversation_id, parcel, state, attempts, not_before, created_at)
         VALUES ($1, $2, $3, $4, 'waiting', 0, 0, $5)",
    )
    .bind(ids.take())
    .bind(parcel.lane())
    .bind(conversation)
    .bind(to_json(parcel))
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// The first waiting row of each lane that may be sent now, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_parcels(&self, now: Timestamp, limit: i64) -> Result<Vec<OutboxRow>, StoreError> {
        let rows = sqlx::query(NEXT).bind(now.as_millisecond()).bind(limit).fetch_all(self.pool()).await?;
        let mut parcels = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: i64 = row.try_get("id")?;
            match json(row, "outbox", "parcel") {
                Ok(parcel) => parcels.push(OutboxRow { id, parcel, attempts: row.try_get("attempts")? }),
                // One impossible row must not hold up everybody else's.
                Err(error) => {
                    tracing::error!(%error, "an outbox row was set aside");
                    sqlx::query("UPDATE outbox SET state = 'failed' WHERE id = $1")
                        .bind(id)
                        .execute(self.pool())
                        .await?;
                }
            }
        }
        Ok(parcels)
    }

    /// A row could not be sent: it waits until then, and its lane with it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn postpone_parcel(&self, id: i64, until: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE outbox SET attempts = attempts + 1, not_before = $2 WHERE id = $1")
            .bind(id)
            .bind(until.as_millisecond())
            .execute(self.pool())
            .await?;
        Ok(())
    }

    /// When the next row of either queue that waits for a time may go on, if any waits. Only the first row of a lane
    /// counts: those behind it wait for it, whatever their own time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_postponed(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(not_before) FROM (
                 SELECT not_before FROM inbox WHERE state = 'waiting' AND NOT EXISTS (
                     SELECT 1 FROM inbox earlier
                     WHERE earlier.state = 'waiting' AND earlier.lane = inbox.lane AND earlier.id < inbox.id)
                 UNION ALL SELECT not_before FROM outbox WHERE state = 'waiting' AND NOT EXISTS (
                     SELECT 1 FROM outbox earlier
                     WHERE earlier.state = 'waiting' AND earlier.lane = outbox.lane AND earlier.id < outbox.id)) AS queues",
        )
        .fetch_one(self.pool())
        .await?;
        let ms: Option<i64> = row.try_get(0)?;
        Ok(ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
    }
}

/// The row has been sent: its words are no longer needed here.
///
/// # Errors
/// If the database fails.
pub async fn sent(tx: &mut Tx, id: i64, receipt: Option<&str>, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "sent", receipt, at).await
}

/// The row will never be sent.
///
/// # Errors
/// If the database fails.
pub async fn failed(tx: &mut Tx, id: i64, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "failed", None, at).await
}

async fn finish(
    tx: &mut Tx,
    id: i64,
    state: &str,
    receipt: Option<&str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET state = $2, receipt = $3, sent_at = $4, parcel = '' WHERE id = $1")
        .bind(id)
        .bind(state)
        .bind(receipt)
        .bind(at.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
