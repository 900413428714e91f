//! Where the channels' own loops bring what they receive.

use async_trait::async_trait;
use domain::{channel::ChannelKind, watch::Gap};
use jiff::Timestamp;

use super::Office;
use crate::{
    channels::{Intake, LastHeard},
    store::{
        StoreError,
        inbox::Arrival,
        rooms::StaffRoom,
        sealed::{Haul, Sealed},
    },
};

#[async_trait]
impl Intake for Office {
    async fn take_in(&self, arrivals: &[Arrival]) -> Result<(), StoreError> {
        self.store.take_in(arrivals, self.clock.now()).await?;
        self.arrived.notify_one();
        Ok(())
    }

    async fn take_haul(&self, channel: ChannelKind, haul: &Haul) -> Result<(), StoreError> {
        self.store.take_haul(channel, haul, self.clock.now()).await?;
        self.arrived.notify_one();
        Ok(())
    }

    async fn staff_rooms(&self, channel: ChannelKind) -> Result<Vec<StaffRoom>, StoreError> {
        self.store.staff_rooms(channel).await
    }

    async fn taken_until(&self, channel: ChannelKind) -> Result<Option<String>, StoreError> {
        self.store.taken_until(channel).await
    }

    async fn sealed(&self, channel: ChannelKind) -> Result<Vec<Sealed>, StoreError> {
        self.store.sealed(channel).await
    }

    async fn heard(&self, channel: ChannelKind) -> Result<(), StoreError> {
        self.store.heard(channel, self.clock.now()).await
    }

    async fn last_heard(&self, channel: ChannelKind) -> Result<LastHeard, StoreError> {
        Ok(LastHeard {
            at: self.store.last_heard(channel).await?,
            arrival: self.store.last_arrival(channel).await?,
        })
    }

    async fn report_gap(&self, channel: ChannelKind, gap: Gap) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        self.tell_room(&mut tx, self.room_speaker().gap(channel, gap), self.clock.now()).await?;
        tx.commit().await?;
        self.posted.notify_one();
        Ok(())
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
