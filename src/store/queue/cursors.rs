//! When each platform last answered; how far it was listened to then is committed with what came (`undecryptable`).

use domain::channel::ChannelKind;
use jiff::Timestamp;

use crate::store::{Store, StoreError, instant};

impl Store {
    /// The platform has just answered.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn heard(&self, channel: ChannelKind, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO channel_cursors (channel, at) VALUES ($1, $2) ON CONFLICT (channel) DO UPDATE SET at = $2",
        )
        .bind(channel.name())
        .bind(now.as_millisecond())
        .execute(self.pool())
        .await?;
        Ok(())
    }

    /// When the platform last answered, if it ever has.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn last_heard(&self, channel: ChannelKind) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("SELECT channel, at FROM channel_cursors WHERE channel = $1")
            .bind(channel.name())
            .fetch_optional(self.pool())
            .await?;
        row.map(|row| instant(&row, "channel_cursors", "at")).transpose()
    }
}
