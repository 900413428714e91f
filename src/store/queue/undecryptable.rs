//! What came in encrypted before its key: kept until the key comes, and how far a platform has been listened to.

use domain::channel::ChannelKind;
use jiff::Timestamp;
use sqlx::Row;

use crate::{
    channels::types::{InboundUpdate, Sender, SyncBatch, Undecryptable},
    store::{Store, StoreError, desk::rooms, instant, json, queue::inbox, to_json},
};

impl Store {
    /// Takes in a batch in one transaction; what is known already is left out.
    ///
    /// # Errors
    /// If the database fails: then nothing was taken in, and the platform must not hear otherwise.
    pub async fn ingest_sync(
        &self,
        channel: ChannelKind,
        batch: &SyncBatch,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        inbox::ingest(&mut tx, &batch.updates, now).await?;
        for Undecryptable { update, since } in &batch.undecryptable {
            sqlx::query(
                "INSERT INTO undecryptable_events (key, channel, sender, inbound_update, since) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (key) DO NOTHING",
            )
            .bind(&update.key)
            .bind(channel.name())
            .bind(update.sender.address())
            .bind(to_json(update))
            .bind(since.as_millisecond())
            .execute(&mut *tx)
            .await?;
        }
        for key in &batch.decrypted {
            sqlx::query("DELETE FROM undecryptable_events WHERE key = $1")
                .bind(key)
                .execute(&mut *tx)
                .await?;
        }
        if let Some(room) = &batch.moved {
            rooms::enter(&mut tx, channel, room, now).await?;
        }
        if let Some(until) = &batch.until {
            sqlx::query(
                "INSERT INTO channel_cursors (channel, at, sync_token) VALUES ($1, $2, $3)
                 ON CONFLICT (channel) DO UPDATE SET at = $2, sync_token = $3",
            )
            .bind(channel.name())
            .bind(now.as_millisecond())
            .bind(until)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// How far a platform has been listened to.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sync_token(&self, channel: ChannelKind) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT sync_token FROM channel_cursors WHERE channel = $1")
            .bind(channel.name())
            .fetch_optional(self.pool())
            .await?
            .flatten())
    }

    /// What waits for its key, oldest first.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn undecryptable(&self, channel: ChannelKind) -> Result<Vec<Undecryptable>, StoreError> {
        let rows =
            sqlx::query("SELECT key, sender, inbound_update, since FROM undecryptable_events WHERE channel = $1 ORDER BY since, key")
                .bind(channel.name())
                .fetch_all(self.pool())
                .await?;
        rows.iter()
            .map(|row| {
                let address: Option<String> = row.try_get("sender")?;
                Ok(Undecryptable {
                    update: InboundUpdate {
                        sender: address.map_or(Sender::Staff, |address| Sender::Person { address }),
                        ..json(row, "undecryptable_events", "inbound_update")?
                    },
                    since: instant(row, "undecryptable_events", "since")?,
                })
            })
            .collect()
    }
}
