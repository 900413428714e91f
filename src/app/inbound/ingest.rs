//! Where the channels' own loops bring what they receive: rows that are committed before the platform hears.

use async_trait::async_trait;
use domain::{channel::ChannelKind, watch::Gap};
use jiff::Timestamp;

use crate::{
    app::{App, work::tell_room},
    channels::{
        Intake, LastHeard,
        types::{InboundUpdate, IngestError, StaffRoom, SyncBatch, Undecryptable},
    },
    store::StoreError,
};

#[async_trait]
impl Intake for App {
    async fn ingest(&self, updates: &[InboundUpdate]) -> Result<(), IngestError> {
        self.store.ingest(updates, self.desk.now()).await?;
        self.bells.arrived.notify_one();
        Ok(())
    }

    async fn ingest_sync(&self, channel: ChannelKind, batch: &SyncBatch) -> Result<(), IngestError> {
        self.store.ingest_sync(channel, batch, self.desk.now()).await?;
        self.bells.arrived.notify_one();
        Ok(())
    }

    async fn staff_rooms(&self, channel: ChannelKind) -> Result<Vec<StaffRoom>, IngestError> {
        Ok(self.store.staff_rooms(channel).await?)
    }

    async fn sync_token(&self, channel: ChannelKind) -> Result<Option<String>, IngestError> {
        Ok(self.store.sync_token(channel).await?)
    }

    async fn undecryptable(&self, channel: ChannelKind) -> Result<Vec<Undecryptable>, IngestError> {
        Ok(self.store.undecryptable(channel).await?)
    }

    async fn heard(&self, channel: ChannelKind) -> Result<(), IngestError> {
        Ok(self.store.heard(channel, self.desk.now()).await?)
    }

    async fn last_heard(&self, channel: ChannelKind) -> Result<LastHeard, IngestError> {
        let (at, update) = (self.store.last_heard(channel).await?, self.store.last_inbound(channel).await?);
        Ok(LastHeard { at, update })
    }

    async fn report_gap(&self, channel: ChannelKind, gap: Gap) -> Result<(), IngestError> {
        tell_room(&self.desk, &self.store, self.desk.staff_view().gap(channel, gap)).await?;
        self.bells.posted.notify_one();
        Ok(())
    }

    fn now(&self) -> Timestamp {
        self.desk.now()
    }
}

impl From<StoreError> for IngestError {
    fn from(error: StoreError) -> Self {
        Self::new(error)
    }
}
