//! What goes out: a row is committed with the decision that made it, and sent afterwards.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{Ids, Store, StoreError, Tx, earliest, json, to_json};
use crate::desk::{
    delivery::Errand,
    ids::{CaseNumber, LineId},
    message::Message,
    room::{Mention, Place},
};

/// Asked after every step, and public so that a test can ask for its plan: it must not read what is done.
pub const NEXT: &str = "SELECT id, lane, parcel, attempts, uncertain FROM outbox
     WHERE state = 'waiting' AND not_before <= $1 AND NOT EXISTS (
         SELECT 1 FROM outbox earlier
         WHERE earlier.state = 'waiting' AND earlier.lane = outbox.lane AND earlier.id < outbox.id)
     ORDER BY unhurried, id LIMIT $2";

/// A message and where it goes. A person is known by their conversation; nothing here leads from words to a handle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Parcel {
    Person {
        conversation: String,
        errand: Errand,
        message: Message,
    },
    Staff {
        case: Option<CaseNumber>,
        place: Place,
        mention: Mention,
        message: Message,
    },
    /// A sign beneath a message of the person's, which its platform knows by this id.
    Tick {
        conversation: String,
        line: LineId,
    },
    /// A change to what an earlier row, of this id, carried to a person: what it says from now on; with `remove`, only
    /// if it cannot be taken away.
    Amendment {
        conversation: String,
        errand: Errand,
        row: i64,
        message: Message,
        remove: bool,
    },
}

impl Parcel {
    /// The conversation it belongs to, if it goes to a person.
    #[must_use]
    pub fn conversation(&self) -> Option<&str> {
        match self {
            Self::Person { conversation, .. }
            | Self::Tick { conversation, .. }
            | Self::Amendment { conversation, .. } => Some(conversation),
            Self::Staff { .. } => None,
        }
    }

    /// What its delivery means to the conversation; nothing, if it goes to the staff.
    #[must_use]
    pub fn errand(&self) -> Option<&Errand> {
        match self {
            Self::Person { errand, .. } | Self::Amendment { errand, .. } => Some(errand),
            Self::Tick { .. } => Some(&Errand::Automatic),
            Self::Staff { .. } => None,
        }
    }

    /// What must stay in order.
    fn lane(&self) -> String {
        match self {
            Self::Person { conversation, .. }
            | Self::Tick { conversation, .. }
            | Self::Amendment { conversation, .. } => conversation.clone(),
            Self::Staff { case: Some(case), .. } => lane_of_case(*case),
            Self::Staff { case: None, .. } => "room".into(),
        }
    }
}

fn lane_of_case(case: CaseNumber) -> String {
    format!("case:{case}")
}

/// A row that waits to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxRow {
    pub id: i64,
    pub lane: String,
    pub parcel: Parcel,
    pub attempts: i64,
    /// The answer to an earlier attempt was lost: it may have arrived.
    pub uncertain: bool,
}

/// Writes a parcel into the outbox; `origin` is the staff room's line that it carries, if it carries one.
///
/// # Errors
/// If the database fails.
pub async fn post(
    tx: &mut Tx,
    ids: &mut Ids,
    parcel: &Parcel,
    origin: Option<&LineId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let unasked = matches!(parcel.errand(), Some(Errand::Unasked { .. }));
    if parcel.conversation().is_some() && !unasked {
        // Order is kept: what this person waits for takes along what lies before it.
        sqlx::query(
            "UPDATE outbox SET unhurried = 0 WHERE lane = $1 AND state = 'waiting' AND unhurried = 1",
        )
        .bind(parcel.lane())
        .execute(&mut **tx)
        .await?;
    }
    sqlx::query(
        "INSERT INTO outbox
             (id, lane, conversation_id, parcel, state, attempts, not_before, created_at, origin, unhurried)
         VALUES ($1, $2, $3, $4, 'waiting', 0, 0, $5, $6, $7)",
    )
    .bind(ids.take())
    .bind(parcel.lane())
    .bind(parcel.conversation())
    .bind(to_json(parcel))
    .bind(now.as_millisecond())
    .bind(origin.map(|line| line.0.as_str()))
    // Nobody waits for what they have not asked for now: it lets everybody else's go first.
    .bind(i64::from(unasked))
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
                Ok(parcel) => parcels.push(OutboxRow {
                    id,
                    lane: row.try_get("lane")?,
                    parcel,
                    attempts: row.try_get("attempts")?,
                    uncertain: row.try_get::<i64, _>("uncertain")? != 0,
                }),
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

    /// When, after now, the next row that waits for a time may be sent. Only the first row of a lane counts: those
    /// behind it wait for it, whatever their own time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_parcel_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(not_before) FROM outbox WHERE state = 'waiting' AND not_before > $1 AND NOT EXISTS (
                 SELECT 1 FROM outbox earlier
                 WHERE earlier.state = 'waiting' AND earlier.lane = outbox.lane AND earlier.id < outbox.id)",
        )
        .bind(now.as_millisecond())
        .fetch_one(self.pool())
        .await?;
        earliest(&row)
    }

    /// What became of the message that this row carried.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn fate(&self, id: i64) -> Result<Fate, StoreError> {
        let row = sqlx::query("SELECT id, state, receipt, uncertain FROM outbox WHERE id = $1")
            .bind(id)
            .fetch_optional(self.pool())
            .await?;
        let Some(row) = row else {
            return Ok(Fate::Unknown);
        };
        let (state, receipt): (String, Option<String>) = (row.try_get("state")?, row.try_get("receipt")?);
        let uncertain = row.try_get::<i64, _>("uncertain")? != 0;
        Ok(match receipt {
            Some(receipt) if state == "sent" => Fate::Arrived { receipt },
            _ if uncertain => Fate::Unknown,
            _ => Fate::NeverArrived,
        })
    }
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The platform calls it so.
    Arrived {
        receipt: String,
    },
    NeverArrived,
    Unknown,
}

/// The rows that carry this line of the staff room to a person, in order, and whether each still waits.
///
/// # Errors
/// If the database fails.
pub async fn carrying(
    tx: &mut Tx,
    conversation: &str,
    line: &LineId,
) -> Result<Vec<(i64, bool)>, StoreError> {
    let rows =
        sqlx::query("SELECT id, state FROM outbox WHERE conversation_id = $1 AND origin = $2 ORDER BY id")
            .bind(conversation)
            .bind(&line.0)
            .fetch_all(&mut **tx)
            .await?;
    rows.iter()
        .map(|row| {
            let state: String = row.try_get("state")?;
            Ok((row.try_get("id")?, state == "waiting"))
        })
        .collect()
}

/// What a row carries is another message now, with another errand, or, without one, it is not sent any more: if it still
/// waits. One that is on its way is not stopped.
///
/// # Errors
/// If the database fails.
pub async fn change_waiting(tx: &mut Tx, id: i64, parcel: Option<&Parcel>) -> Result<(), StoreError> {
    match parcel {
        Some(parcel) => sqlx::query("UPDATE outbox SET parcel = $2 WHERE id = $1 AND state = 'waiting'")
            .bind(id)
            .bind(to_json(parcel)),
        None => {
            sqlx::query("UPDATE outbox SET state = 'failed', parcel = '' WHERE id = $1 AND state = 'waiting'")
                .bind(id)
        }
    }
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Is the first line of a case's thread on its way?
///
/// # Errors
/// If the database fails.
pub async fn a_head_waits(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT id FROM outbox WHERE state = 'waiting' AND parcel LIKE '%\"place\":\"head\"%' LIMIT 1",
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.is_some())
}

/// What the head of a case was going to say is not said any more: something newer is. One that is on its way arrives
/// before it.
///
/// # Errors
/// If the database fails.
pub async fn drop_waiting_heads(tx: &mut Tx, case: CaseNumber) -> Result<(), StoreError> {
    // Inside the words of a message, JSON would have a backslash before each quote.
    sqlx::query(
        "UPDATE outbox SET state = 'failed', parcel = ''
         WHERE state = 'waiting' AND lane = $1 AND parcel LIKE '%\"place\":\"head_again\"%'",
    )
    .bind(lane_of_case(case))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A row has to wait until then, and its lane with it: nothing is wrong with it.
///
/// # Errors
/// If the database fails.
pub async fn hold(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET not_before = $2 WHERE id = $1")
        .bind(id)
        .bind(until.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A row could not be sent: it waits until then, and its lane with it. `uncertain`: it may have arrived all the same.
///
/// # Errors
/// If the database fails.
pub async fn postpone(tx: &mut Tx, id: i64, until: Timestamp, uncertain: bool) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET attempts = attempts + 1, not_before = $2,
             uncertain = CASE WHEN $3 = 1 THEN 1 ELSE uncertain END WHERE id = $1",
    )
    .bind(id)
    .bind(until.as_millisecond())
    .bind(i64::from(uncertain))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The row has been sent: its words are no longer needed here.
///
/// # Errors
/// If the database fails.
pub async fn sent(tx: &mut Tx, id: i64, receipt: Option<&str>, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "sent", receipt, at).await
}

/// The row will not be sent any more.
///
/// # Errors
/// If the database fails.
pub async fn failed(tx: &mut Tx, id: i64, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "failed", None, at).await
}

/// The answer to the last attempt was lost as well: nobody knows whether it has arrived.
///
/// # Errors
/// If the database fails.
pub async fn uncertain(tx: &mut Tx, id: i64, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "uncertain", None, at).await
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
