//! Conversations, the people behind them, and where they are reached.

use domain::{
    channel::ChannelKind,
    conversation::{Conversation, SCHEMA},
    ids::CaseNumber,
};
use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};

use super::cases;
use crate::store::{Store, StoreError, Tx, earliest, impossible, json, to_json};

/// Asked after every step, and public so that a test can ask for its plan: it must not read the whole table.
pub const DUE: &str =
    "SELECT id FROM conversations WHERE wake_at <= $1 ORDER BY wake_at, created_at LIMIT $2";
/// As [`DUE`].
pub const NEXT_WAKE: &str = "SELECT MIN(wake_at) FROM conversations WHERE wake_at IS NOT NULL";

/// A conversation as it was read: saving it checks that nobody saved it in between.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedConversation {
    pub id: String,
    pub conversation: Conversation,
    version: i64,
}

/// The conversation with whoever is at this address, if the desk has met them.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn at_address(
    tx: &mut Tx,
    channel: ChannelKind,
    address: &str,
) -> Result<Option<LoadedConversation>, StoreError> {
    let row = sqlx::query(
        "SELECT id, state, schema, version FROM conversations WHERE id =
             (SELECT conversation_id FROM handles WHERE channel = $1 AND address = $2 AND leaving = 0)",
    )
    .bind(channel.name())
    .bind(address)
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(loaded).transpose()
}

/// The id of the conversation with whoever is at this address, whatever state it is in.
///
/// # Errors
/// If the database fails.
pub async fn id_at_address(
    tx: &mut Tx,
    channel: ChannelKind,
    address: &str,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT conversation_id FROM handles WHERE channel = $1 AND address = $2 AND leaving = 0",
    )
    .bind(channel.name())
    .bind(address)
    .fetch_optional(&mut **tx)
    .await?)
}

/// The conversation of this id.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn by_id(tx: &mut Tx, id: &str) -> Result<Option<LoadedConversation>, StoreError> {
    let row = sqlx::query("SELECT id, state, schema, version FROM conversations WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(loaded).transpose()
}

/// The conversation of this case; `None` if there is no such case.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_case(tx: &mut Tx, case: CaseNumber) -> Result<Option<LoadedConversation>, StoreError> {
    match cases::conversation_of(tx, case).await? {
        Some(id) => by_id(tx, &id).await,
        None => Ok(None),
    }
}

fn loaded(row: &AnyRow) -> Result<LoadedConversation, StoreError> {
    let schema: i64 = row.try_get("schema")?;
    if schema > SCHEMA {
        return Err(impossible("conversations", "schema", row, "a later version has written it"));
    }
    Ok(LoadedConversation {
        id: row.try_get("id")?,
        conversation: json(row, "conversations", "state")?,
        version: row.try_get("version")?,
    })
}

/// Somebody the desk has not met: a person, a conversation, a handle.
///
/// # Errors
/// If the database fails.
pub async fn meet(
    tx: &mut Tx,
    conversation: Conversation,
    address: &str,
    now: Timestamp,
) -> Result<LoadedConversation, StoreError> {
    let id = begin(tx, &conversation, now).await?;
    sqlx::query("INSERT INTO handles (conversation_id, channel, address, leaving) VALUES ($1, $2, $3, 0)")
        .bind(&id)
        .bind(conversation.channel.name())
        .bind(address)
        .execute(&mut **tx)
        .await?;
    Ok(LoadedConversation { id, conversation, version: 0 })
}

/// A conversation of a new person, whom nothing reaches yet; its id.
pub(in crate::store) async fn begin(
    tx: &mut Tx,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<String, StoreError> {
    let (person, id) = (uuid::Uuid::new_v4().to_string(), uuid::Uuid::new_v4().to_string());
    sqlx::query("INSERT INTO people (id, created_at) VALUES ($1, $2)")
        .bind(&person)
        .bind(now.as_millisecond())
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "INSERT INTO conversations (id, person_id, channel, state, schema, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, 0, $6, $6)",
    )
    .bind(&id)
    .bind(&person)
    .bind(conversation.channel.name())
    .bind(to_json(conversation))
    .bind(SCHEMA)
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

impl LoadedConversation {
    /// Saves what has become of the conversation.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if somebody else saved it since it was read.
    pub async fn save(
        &self,
        tx: &mut Tx,
        conversation: &Conversation,
        wake_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE conversations SET state = $3, schema = $4, version = version + 1, wake_at = $5, updated_at = $6
             WHERE id = $1 AND version = $2",
        )
        .bind(&self.id)
        .bind(self.version)
        .bind(to_json(conversation))
        .bind(SCHEMA)
        .bind(wake_at.map(Timestamp::as_millisecond))
        .bind(now.as_millisecond())
        .execute(&mut **tx)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict(self.id.clone()));
        }
        Ok(())
    }
}

impl LoadedConversation {
    /// Saves that old words were forgotten: for the desk, nothing has happened.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_words(&self, tx: &mut Tx, conversation: &Conversation) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE conversations SET state = $3, schema = $4, version = version + 1 WHERE id = $1 AND version = $2",
        )
        .bind(&self.id)
        .bind(self.version)
        .bind(to_json(conversation))
        .bind(SCHEMA)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

impl Store {
    /// The conversations the desk wanted to look at by now, the longest due first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn due_conversations(&self, now: Timestamp, limit: i64) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(DUE).bind(now.as_millisecond()).bind(limit).fetch_all(self.pool()).await?)
    }

    /// When the desk wants to look at a conversation next.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_wake(&self) -> Result<Option<Timestamp>, StoreError> {
        earliest(&sqlx::query(NEXT_WAKE).fetch_one(self.pool()).await?)
    }

    /// The conversations in which nothing has happened since a time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn quiet_since(&self, limit: Timestamp, count: i64) -> Result<Vec<String>, StoreError> {
        let quiet = "SELECT id FROM conversations WHERE updated_at < $1 ORDER BY updated_at LIMIT $2";
        Ok(sqlx::query_scalar(quiet).bind(limit.as_millisecond()).bind(count).fetch_all(self.pool()).await?)
    }

    /// The desk's wish to look at a conversation cannot be met now: it is put off.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn rest(&self, id: &str, until: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE conversations SET wake_at = $2 WHERE id = $1")
            .bind(id)
            .bind(until.as_millisecond())
            .execute(self.pool())
            .await?;
        Ok(())
    }
}

/// The platform has given the person another address.
///
/// # Errors
/// If the database fails.
pub async fn moved(tx: &mut Tx, id: &str, address: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE handles SET address = $2 WHERE conversation_id = $1")
        .bind(id)
        .bind(address)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Nobody need look at a conversation again for its age.
///
/// # Errors
/// If the database fails.
pub async fn looked_at(tx: &mut Tx, id: &str, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE conversations SET updated_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
