//! Where the channels' own loops bring what they receive.

use async_trait::async_trait;
use domain::{channel::ChannelKind, watch::Gap};
use jiff::Timestamp;

use super::Office;
use crate::{
    channels::{
        Intake, LastHeard,
        types::{Arrival, Haul, IngestError, Sealed, StaffRoom},
    },
    store::StoreError,
};

#[async_trait]
impl Intake for Office {
    async fn take_in(&self, arrivals: &[Arrival]) -> Result<(), IngestError> {
        self.store.take_in(arrivals, self.clock.now()).await.map_err(IngestError::new)?;
        self.arrived.notify_one();
        Ok(())
    }

    async fn take_haul(&self, channel: ChannelKind, haul: &Haul) -> Result<(), IngestError> {
        self.store.take_haul(channel, haul, self.clock.now()).await.map_err(IngestError::new)?;
        self.arrived.notify_one();
        Ok(())
    }

    async fn staff_rooms(&self, channel: ChannelKind) -> Result<Vec<StaffRoom>, IngestError> {
        self.store.staff_rooms(channel).await.map_err(IngestError::new)
    }

    async fn taken_until(&self, channel: ChannelKind) -> Result<Option<String>, IngestError> {
        self.store.taken_until(channel).await.map_err(IngestError::new)
    }

    async fn sealed(&self, channel: ChannelKind) -> Result<Vec<Sealed>, IngestError> {
        self.store.sealed(channel).await.map_err(IngestError::new)
    }

    async fn heard(&self, channel: ChannelKind) -> Result<(), IngestError> {
        self.store.heard(channel, self.clock.now()).await.map_err(IngestError::new)
    }

    async fn last_heard(&self, channel: ChannelKind) -> Result<LastHeard, IngestError> {
        let last = async {
            let (at, arrival) =
                (self.store.last_heard(channel).await?, self.store.last_arrival(channel).await?);
            Ok(LastHeard { at, arrival })
        };
        last.await.map_err(|error: StoreError| IngestError::new(error))
    }

    async fn report_gap(&self, channel: ChannelKind, gap: Gap) -> Result<(), IngestError> {
        let told = async {
            let mut tx = self.store.begin().await?;
            self.tell_room(&mut tx, self.room_speaker().gap(channel, gap), self.clock.now()).await?;
            Ok(tx.commit().await?)
        };
        told.await.map_err(|error: StoreError| IngestError::new(error))?;
        self.posted.notify_one();
        Ok(())
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
