//! The words: the one place where they stay, until they are erased or too old.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row;

use super::{Ids, StoreError, Tx, instant};
use crate::desk::ids::CaseNumber;

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Author {
    Person,
    Desk,
    Expert,
    /// A note among the staff.
    Note,
}

impl Author {
    fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Desk => "desk",
            Self::Expert => "expert",
            Self::Note => "note",
        }
    }
}

/// A message to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub case: Option<CaseNumber>,
    pub author: Author,
    pub body: String,
    pub at: Timestamp,
}

/// A message as it is handed over in an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    pub at: Timestamp,
    pub author: String,
    pub case: Option<String>,
    pub body: String,
}

/// Keeps a message.
///
/// # Errors
/// If the database fails.
pub async fn keep(tx: &mut Tx, ids: &mut Ids, conversation: &str, kept: &Kept) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO messages (id, conversation_id, case_number, author, body, at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(ids.take())
    .bind(conversation)
    .bind(kept.case.map(|case| case.to_string()))
    .bind(kept.author.name())
    .bind(&kept.body)
    .bind(kept.at.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Every message of a conversation, in order.
///
/// # Errors
/// If the database fails.
pub async fn all(tx: &mut Tx, conversation: &str) -> Result<Vec<Exported>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, case_number, author, body, at FROM messages WHERE conversation_id = $1 ORDER BY id",
    )
    .bind(conversation)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Exported {
                at: instant(row, "messages", "at")?,
                author: row.try_get("author")?,
                case: row.try_get("case_number")?,
                body: row.try_get("body")?,
            })
        })
        .collect()
}

/// The person's own address, for their own export.
///
/// # Errors
/// If the database fails.
pub async fn address(tx: &mut Tx, conversation: &str) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT address FROM handles WHERE conversation_id = $1")
        .bind(conversation)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Forgets the messages written before a time, and the tracks of what came in and went out before it.
///
/// # Errors
/// If the database fails.
pub async fn forget_before(tx: &mut Tx, words: Timestamp, tracks: Timestamp) -> Result<(), StoreError> {
    for (forget, before) in [
        ("DELETE FROM messages WHERE at < $1", words),
        ("DELETE FROM inbox WHERE state <> 'waiting' AND received_at < $1", tracks),
        ("DELETE FROM outbox WHERE state <> 'waiting' AND created_at < $1", tracks),
    ] {
        sqlx::query(forget).bind(before.as_millisecond()).execute(&mut **tx).await?;
    }
    Ok(())
}
