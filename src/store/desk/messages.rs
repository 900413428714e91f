//! The words: the one place where they stay, until they are erased or too old.

use domain::{
    ids::{CaseNumber, NotACaseNumber, PlatformMessageId},
    message::Author,
};
use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, any::AnyRow};

use crate::{
    channels::types::MessagePart,
    store::{Ids, Store, StoreError, Tx, impossible, instant, json, parsed, to_json},
};

/// A message to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMessage {
    pub case: Option<CaseNumber>,
    pub author: Author,
    pub body: String,
    pub at: Timestamp,
    /// The platform's own id of it, where a change may follow.
    pub origin: Option<String>,
}

/// A kept message, found by the platform's own id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    pub id: i64,
    pub conversation: String,
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
pub async fn keep(
    tx: &mut Tx,
    ids: &mut Ids,
    conversation: &str,
    kept: &KeptMessage,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO messages (id, conversation_id, case_number, author, body, at, platform_message_id, parts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '[]')",
    )
    .bind(ids.take())
    .bind(conversation)
    .bind(kept.case.map(|case| case.to_string()))
    .bind(<&str>::from(kept.author))
    .bind(&kept.body)
    .bind(kept.at.as_millisecond())
    .bind(&kept.origin)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a person sent under this id of the platform's, or with a part under it, and whether they have sent nothing since.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_person(
    tx: &mut Tx,
    conversation: &str,
    origin: &str,
) -> Result<Option<(Earlier, bool)>, StoreError> {
    let row = sqlx::query(
        "SELECT id, conversation_id, case_number, author, body, at, CAST(CASE WHEN EXISTS (
             SELECT 1 FROM messages later WHERE later.conversation_id = $1 AND later.author = 'person'
             AND later.id > messages.id) THEN 0 ELSE 1 END AS BIGINT) AS last
         FROM messages WHERE conversation_id = $1 AND author = 'person' AND (platform_message_id = $2
             OR id IN (SELECT message_id FROM message_parts WHERE platform_message_id = $2))
         ORDER BY id DESC LIMIT 1",
    )
    .bind(conversation)
    .bind(origin)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| Ok((earlier(&row)?, row.try_get::<i64, _>("last")? != 0))).transpose()
}

/// What an expert wrote as this line of the staff room.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_staff(tx: &mut Tx, line: &PlatformMessageId) -> Result<Option<Earlier>, StoreError> {
    let row = sqlx::query(
        "SELECT id, conversation_id, case_number, author, body, at FROM messages
         WHERE platform_message_id = $1 AND author IN ('expert', 'note') ORDER BY id DESC LIMIT 1",
    )
    .bind(&line.0)
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(earlier).transpose()
}

/// What was written in a case, and when, in order.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_case(tx: &mut Tx, case: CaseNumber) -> Result<Vec<(Author, Timestamp, String)>, StoreError> {
    let rows = sqlx::query("SELECT id, author, at, body FROM messages WHERE case_number = $1 ORDER BY id")
        .bind(case.to_string())
        .fetch_all(&mut **tx)
        .await?;
    let said = |row: &AnyRow| {
        Ok((parsed(row, "messages", "author")?, instant(row, "messages", "at")?, row.try_get("body")?))
    };
    rows.iter().map(said).collect()
}

fn earlier(row: &AnyRow) -> Result<Earlier, StoreError> {
    let case: Option<String> = row.try_get("case_number")?;
    Ok(Earlier {
        id: row.try_get("id")?,
        conversation: row.try_get("conversation_id")?,
        case: case
            .map(|case| case.parse())
            .transpose()
            .map_err(|why: NotACaseNumber| impossible("messages", "case_number", row, why))?,
        author: parsed(row, "messages", "author")?,
        body: row.try_get("body")?,
        at: instant(row, "messages", "at")?,
    })
}

/// A kept message says something else now; without words, it is gone.
///
/// # Errors
/// If the database fails.
pub async fn reword(tx: &mut Tx, id: i64, body: Option<&str>) -> Result<(), StoreError> {
    match body {
        Some(body) => sqlx::query("UPDATE messages SET body = $2 WHERE id = $1").bind(id).bind(body),
        None => sqlx::query("DELETE FROM messages WHERE id = $1").bind(id),
    }
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Remembers what a kept message is made of.
///
/// # Errors
/// If the database fails.
pub async fn made_of(tx: &mut Tx, id: i64, parts: &[MessagePart]) -> Result<(), StoreError> {
    sqlx::query("UPDATE messages SET parts = $2 WHERE id = $1")
        .bind(id)
        .bind(to_json(&parts))
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM message_parts WHERE message_id = $1").bind(id).execute(&mut **tx).await?;
    found_by(tx, id, parts).await
}

/// Each part's own id leads to its message.
async fn found_by(tx: &mut Tx, id: i64, parts: &[MessagePart]) -> Result<(), StoreError> {
    for part in parts {
        sqlx::query(
            "INSERT INTO message_parts (message_id, platform_message_id) VALUES ($1, $2)
             ON CONFLICT (message_id, platform_message_id) DO NOTHING",
        )
        .bind(id)
        .bind(&part.id)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Messages of an earlier version say what they are made of, and are not found by it yet: JSON is not read alike by the
    /// two databases, so that no migration could do it.
    ///
    /// # Errors
    /// If the database fails.
    pub(in crate::store) async fn find_by_parts(&self) -> Result<(), StoreError> {
        let sql = "SELECT id, parts FROM messages WHERE parts <> '[]'
             AND NOT EXISTS (SELECT 1 FROM message_parts WHERE message_id = messages.id)";
        let rows = sqlx::query(sql).fetch_all(self.pool()).await?;
        let unfound = self.readable(&rows, |row| {
            Ok((row.try_get("id")?, json::<Vec<MessagePart>>(row, "messages", "parts")?))
        })?;
        if unfound.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        for (id, parts) in unfound {
            found_by(&mut tx, id, &parts).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// What a message is made of: nothing, if it is one piece, and no file.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn parts(tx: &mut Tx, id: i64) -> Result<Vec<MessagePart>, StoreError> {
    let row =
        sqlx::query("SELECT id, parts FROM messages WHERE id = $1").bind(id).fetch_one(&mut **tx).await?;
    json(&row, "messages", "parts")
}

/// An expert's message is for the staff alone from now on, and says this.
///
/// # Errors
/// If the database fails.
pub async fn becomes_note(tx: &mut Tx, id: i64, body: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE messages SET author = 'note', body = $2 WHERE id = $1")
        .bind(id)
        .bind(body)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every message of a conversation, in order, for whoever it is with: notes are the staff's.
///
/// # Errors
/// If the database fails.
pub async fn all(tx: &mut Tx, conversation: &str) -> Result<Vec<Exported>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, case_number, author, body, at FROM messages
         WHERE conversation_id = $1 AND author <> 'note' ORDER BY id",
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
    Ok(sqlx::query_scalar("SELECT address FROM handles WHERE conversation_id = $1")
        .bind(conversation)
        .fetch_optional(&mut **tx)
        .await?)
}

/// Forgets the messages written before a time, and the tracks of what came in and went out before it.
///
/// # Errors
/// If the database fails.
pub async fn forget_before(tx: &mut Tx, words: Timestamp, tracks: Timestamp) -> Result<(), StoreError> {
    for (forget, before) in [
        ("DELETE FROM messages WHERE at < $1", words),
        // Who has to be told that it cannot be read has been told long ago.
        ("DELETE FROM undecryptable_events WHERE since < $1", tracks),
        ("DELETE FROM inbox WHERE state <> 'waiting' AND received_at < $1", tracks),
        ("DELETE FROM outbox WHERE state <> 'waiting' AND created_at < $1", tracks),
    ] {
        sqlx::query(forget).bind(before.as_millisecond()).execute(&mut **tx).await?;
    }
    Ok(())
}
