//! Where the staff are, and where they were before.

use domain::channel::ChannelKind;
use jiff::Timestamp;
use sqlx::Row;

use crate::{
    channels::types::StaffRoom,
    store::{Store, StoreError, Tx},
};

/// From now on the staff are here.
///
/// # Errors
/// If the database fails.
pub async fn enter(
    tx: &mut Tx,
    channel: ChannelKind,
    StaffRoom { room, name }: &StaffRoom,
    now: Timestamp,
) -> Result<(), StoreError> {
    let before = sqlx::query("SELECT room FROM rooms WHERE channel = $1 LIMIT 1")
        .bind(channel.name())
        .fetch_optional(&mut **tx)
        .await?;
    if before.is_none() {
        // Lines from before rooms were written down stand in the only one there was.
        sqlx::query("UPDATE room_events SET room = $1 WHERE room = ''").bind(room).execute(&mut **tx).await?;
    }
    sqlx::query(
        "INSERT INTO rooms (channel, room, name, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (channel, room) DO UPDATE SET name = $3, since = $4",
    )
    .bind(channel.name())
    .bind(room)
    .bind(name)
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// All rooms in which the staff have been; the first is where they are.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn staff_rooms(&self, channel: ChannelKind) -> Result<Vec<StaffRoom>, StoreError> {
        let rows = sqlx::query("SELECT room, name FROM rooms WHERE channel = $1 ORDER BY since DESC, room")
            .bind(channel.name())
            .fetch_all(self.pool())
            .await?;
        rows.iter()
            .map(|row| Ok(StaffRoom { room: row.try_get("room")?, name: row.try_get("name")? }))
            .collect()
    }
}
