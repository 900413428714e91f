//! What came in encrypted before its key: kept until the key comes, and how far a platform has been listened to.

use domain::channel::ChannelKind;
use jiff::Timestamp;
use sqlx::Row;

use super::{Store, StoreError, instant, json, to_json};
use crate::{
    channels::types::{SyncBatch, Undecryptable},
    store::{inbox, rooms},
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
                "INSERT INTO sealed (key, channel, lane, arrival, since) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (key) DO NOTHING",
            )
            .bind(&update.key)
            .bind(channel.name())
            .bind(&update.ordering_key)
            .bind(to_json(update))
            .bind(since.as_millisecond())
            .execute(&mut *tx)
            .await?;
        }
        for key in &batch.decrypted {
            sqlx::query("DELETE FROM sealed WHERE key = $1").bind(key).execute(&mut *tx).await?;
        }
        if let Some(room) = &batch.moved {
            rooms::enter(&mut tx, channel, room, now).await?;
        }
        if let Some(until) = &batch.until {
            sqlx::query(
                "INSERT INTO heard (channel, at, until) VALUES ($1, $2, $3)
                 ON CONFLICT (channel) DO UPDATE SET at = $2, until = $3",
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
        let row = sqlx::query("SELECT until FROM heard WHERE channel = $1")
            .bind(channel.name())
            .fetch_optional(self.pool())
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.flatten())
    }

    /// What waits for its key, oldest first.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn undecryptable(&self, channel: ChannelKind) -> Result<Vec<Undecryptable>, StoreError> {
        let rows =
            sqlx::query("SELECT key, arrival, since FROM sealed WHERE channel = $1 ORDER BY since, key")
                .bind(channel.name())
                .fetch_all(self.pool())
                .await?;
        rows.iter()
            .map(|row| {
                Ok(Undecryptable {
                    update: json(row, "sealed", "arrival")?,
                    since: instant(row, "sealed", "since")?,
                })
            })
            .collect()
    }
}
