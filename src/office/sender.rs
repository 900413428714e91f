//! Sending: takes outbox rows to their channel and tells the desk what became of them.
//!
//! Accepted race: a crash between the platform's yes and our commit sends the row again; its id is the same, so a
//! platform with transaction ids shows it once.

use jiff::Timestamp;

use super::{BATCH, Office, handle::Trouble, retry_at};
use crate::{
    channels::{Channel, Delivery, Destination, Dispatch},
    desk::{
        calendar::plus,
        delivery::{Errand, Undeliverable},
        event::Event,
    },
    store::{
        StoreError, Tx, conversations,
        outbox::{self, OutboxRow, Parcel},
    },
};

impl Office {
    /// Sends the rows that are due; says how many were touched.
    pub(super) async fn send_parcels(&self) -> Result<usize, StoreError> {
        let rows = self.store.next_parcels(self.clock.now(), BATCH).await?;
        for row in &rows {
            let delivery = self.deliver(row).await?;
            if let Err(trouble) = self.settle_parcel(row, delivery).await {
                tracing::error!(row = row.id, %trouble, "an outbox row could not be settled");
                self.store.postpone_parcel(row.id, retry_at(self.clock.now(), row.attempts)).await?;
            }
        }
        Ok(rows.len())
    }

    async fn deliver(&self, row: &OutboxRow) -> Result<Delivery, StoreError> {
        let (channel, to, message): (&dyn Channel, _, _) = match &row.parcel {
            Parcel::Person { conversation, message, .. } => {
                let Some((kind, address)) = self.store.address_of(conversation).await? else {
                    return Ok(Delivery::GaveUp(Undeliverable::Unreachable));
                };
                let Some(channel) = self.channels.get(&kind) else {
                    // Not switched on in this process: it keeps until it is.
                    return Ok(Delivery::Later { after: None });
                };
                (channel.as_ref(), Destination::Person { address }, message)
            }
            Parcel::Staff { case, place, mention, message } => {
                let to = Destination::Staff { case: *case, place: *place, mention: mention.clone() };
                (self.staff_room.as_ref(), to, message)
            }
        };
        Ok(channel.deliver(&Dispatch { id: row.id, to, message: message.clone() }).await)
    }

    async fn settle_parcel(&self, row: &OutboxRow, delivery: Delivery) -> Result<(), Trouble> {
        let now = self.clock.now();
        let event = match (&delivery, &row.parcel) {
            (Delivery::Later { after }, _) => {
                let until = after.map_or_else(|| retry_at(now, row.attempts), |after| plus(now, after));
                return Ok(self.store.postpone_parcel(row.id, until).await?);
            }
            (Delivery::Delivered { .. }, Parcel::Person { errand, .. }) => {
                Some(Event::Delivered { errand: *errand, at: now })
            }
            (Delivery::GaveUp(why), Parcel::Person { errand, .. }) => {
                Some(Event::Undeliverable { errand: *errand, why: *why })
            }
            (_, Parcel::Staff { .. }) => None,
        };
        let mut tx = self.store.begin().await?;
        match &delivery {
            Delivery::Delivered { receipt } => {
                outbox::sent(&mut tx, row.id, Some(receipt), now).await?;
            }
            Delivery::GaveUp(why) => {
                tracing::warn!(row = row.id, ?why, "an outbox row will never be delivered");
                outbox::failed(&mut tx, row.id, now).await?;
            }
            Delivery::Later { .. } => {}
        }
        let farewell = self.tell_desk(&mut tx, row, event, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
        if farewell {
            self.store.scrub().await?;
        }
        Ok(())
    }

    /// Tells the desk what it wants to know; says whether this was the last word to a person who is forgotten now.
    async fn tell_desk(
        &self,
        tx: &mut Tx,
        row: &OutboxRow,
        event: Option<Event>,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let (Some(event), Parcel::Person { conversation, errand, .. }) = (event, &row.parcel) else {
            return Ok(false);
        };
        match errand {
            Errand::Automatic => Ok(false),
            Errand::Farewell => {
                conversations::forget(tx, conversation).await?;
                Ok(true)
            }
            Errand::HumanReply { .. } => {
                if let Some(loaded) = conversations::by_id(tx, conversation).await? {
                    self.apply(tx, &loaded, event, None, now).await?;
                }
                Ok(false)
            }
        }
    }
}
