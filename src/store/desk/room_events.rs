//! The lines of the staff room that belong to a case, by the platform's own ids: what begins its thread, what has to go
//! when its person is forgotten, whose a changed line is, and which reactions are commands.

use domain::{
    commands::ReactionCommand,
    ids::{CaseNumber, Expert, PlatformMessageId},
    room_event::RoomEventKind,
};
use sqlx::Row;

use crate::store::{Store, StoreError, Tx, impossible};

/// Asks for the line that begins the thread of a case in a room.
const HEAD: &str =
    "SELECT platform_message_id FROM room_events WHERE case_number = $1 AND kind = 'root' AND room = $2";

fn name(kind: RoomEventKind) -> &'static str {
    match kind {
        RoomEventKind::Root => "root",
        RoomEventKind::Message => "message",
        RoomEventKind::Reaction(ReactionCommand::Take) => "take",
        RoomEventKind::Reaction(ReactionCommand::Close) => "close",
    }
}

/// A line of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomEvent {
    pub case: CaseNumber,
    pub kind: RoomEventKind,
    /// None if the desk wrote it.
    pub by: Option<Expert>,
    /// The platform's id of the room it stands in; empty where there is but one.
    pub room: String,
}

/// Remembers a line.
///
/// # Errors
/// If the database fails.
pub async fn remember(tx: &mut Tx, id: &PlatformMessageId, line: &RoomEvent) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO room_events (platform_message_id, case_number, kind, author, room) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (platform_message_id) DO NOTHING",
    )
    .bind(&id.0)
    .bind(line.case.to_string())
    .bind(name(line.kind))
    .bind(line.by.as_ref().map(|by| by.0.as_str()))
    .bind(&line.room)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a line is; `None` if it belongs to no case.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn find(tx: &mut Tx, id: &PlatformMessageId) -> Result<Option<RoomEvent>, StoreError> {
    let row = sqlx::query("SELECT platform_message_id, case_number, kind, author, room FROM room_events WHERE platform_message_id = $1")
        .bind(&id.0)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let kind: String = row.try_get("kind")?;
    let by: Option<String> = row.try_get("author")?;
    Ok(Some(RoomEvent {
        case: crate::store::parsed(&row, "room_events", "case_number")?,
        kind: match kind.as_str() {
            "root" => RoomEventKind::Root,
            "message" => RoomEventKind::Message,
            "take" => RoomEventKind::Reaction(ReactionCommand::Take),
            "close" => RoomEventKind::Reaction(ReactionCommand::Close),
            // One that might be a reaction must not be taken for words of an expert's.
            unknown => return Err(impossible("room_events", "kind", &row, unknown)),
        },
        by: by.map(Expert),
        room: row.try_get("room")?,
    }))
}

impl Store {
    /// The line that begins the thread of a case in this room.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn head(&self, case: CaseNumber, room: &str) -> Result<Option<PlatformMessageId>, StoreError> {
        let head = sqlx::query_scalar(HEAD).bind(case.to_string()).bind(room).fetch_optional(self.pool());
        Ok(head.await?.map(PlatformMessageId))
    }

    /// Does the thread of a case begin in another room than this one?
    ///
    /// # Errors
    /// If the database fails.
    pub async fn begins_elsewhere(&self, case: CaseNumber, room: &str) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT platform_message_id FROM room_events WHERE case_number = $1 AND kind = 'root' AND room <> $2 LIMIT 1",
        )
        .bind(case.to_string())
        .bind(room)
        .fetch_optional(self.pool())
        .await?;
        Ok(row.is_some())
    }

    /// The room in which a line stands, if it is known.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn room_of(&self, line: &PlatformMessageId) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT room FROM room_events WHERE platform_message_id = $1")
            .bind(&line.0)
            .fetch_optional(self.pool())
            .await?)
    }
}

/// Is it known where the thread of a case begins in this room?
///
/// # Errors
/// If the database fails.
pub async fn has_head(tx: &mut Tx, case: CaseNumber, room: &str) -> Result<bool, StoreError> {
    let row = sqlx::query(HEAD).bind(case.to_string()).bind(room).fetch_optional(&mut **tx).await?;
    Ok(row.is_some())
}

/// Every line of a case, to be taken out of the room, but for reactions.
///
/// # Errors
/// If the database fails.
pub async fn of_case(tx: &mut Tx, case: CaseNumber) -> Result<Vec<PlatformMessageId>, StoreError> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT platform_message_id FROM room_events WHERE case_number = $1 AND kind IN ('root', 'message')
         ORDER BY kind, platform_message_id",
    )
    .bind(case.to_string())
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(PlatformMessageId).collect())
}

/// A line is gone from the room, or a reaction has been taken back.
///
/// # Errors
/// If the database fails.
pub async fn forget(tx: &mut Tx, id: &PlatformMessageId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM room_events WHERE platform_message_id = $1")
        .bind(&id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
