//! Sending: takes outbox rows to their channel and tells the desk what became of them. Rows of different lanes are on
//! their way together; a lane waits for its own first row only.
//!
//! Accepted race: a crash between the platform's yes and our commit sends the row again; its id is the same, so a
//! platform with transaction ids shows it once, and one without repeats the few that were on their way.

use std::{collections::HashMap, slice, sync::Arc};

use jiff::Timestamp;
use tokio::{
    sync::watch,
    task::{self, JoinSet},
};

use super::{BATCH, Office, handle::Trouble, retry_at};
use crate::{
    channels::{
        Amendment, Delivery, Destination, Dispatch, Handed, NotFetched,
        attachment::{NotNeutral, neutral},
    },
    desk::{
        attachment::Attachment,
        calendar::plus,
        delivery::{Errand, Undeliverable},
        event::Event,
        ids::CaseNumber,
    },
    store::{
        StoreError, Tx, conversations,
        outbox::{self, OutboxRow, Parcel},
    },
};

/// How many rows are on their way at the same time.
const UNDER_WAY: usize = 32;

/// A row that was tried, and what became of it.
type Tried = (OutboxRow, Delivery);

impl Office {
    /// Sends the rows that are due, one after the other; says how many were touched.
    pub(super) async fn send_parcels(&self) -> Result<usize, StoreError> {
        let rows = self.store.next_parcels(self.clock.now(), BATCH).await?;
        let mut tried = Vec::with_capacity(rows.len());
        for row in rows {
            tried.push(self.attempt(row).await?);
        }
        self.settle_tried(&tried).await?;
        Ok(tried.len())
    }

    /// Sends until told to stop: as soon as a row is through, the next one goes, whatever the others do. What is on its
    /// way is waited for.
    ///
    /// Each row is a task of its own: a future that nobody polls could be handed the one connection and keep it.
    pub(super) async fn keep_sending(
        self: &Arc<Self>,
        stop: &mut watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let mut tasks = JoinSet::new();
        let mut busy: HashMap<task::Id, i64> = HashMap::new();
        loop {
            let stopping = *stop.borrow();
            if stopping && busy.is_empty() {
                return Ok(());
            }
            if !stopping && busy.len() < UNDER_WAY {
                // Rows on their way still wait in the table, each the first of its lane.
                let limit = i64::try_from(UNDER_WAY + busy.len()).unwrap_or(BATCH);
                let mut due = self.store.next_parcels(self.clock.now(), limit).await?;
                due.retain(|row| !busy.values().any(|id| *id == row.id));
                due.truncate(UNDER_WAY - busy.len());
                for row in due {
                    let (office, id) = (self.clone(), row.id);
                    let task = tasks.spawn(async move { office.attempt(row).await });
                    busy.insert(task.id(), id);
                }
            }
            let rest = if busy.is_empty() { self.store.next_parcel_due().await? } else { None };
            tokio::select! {
                Some(first) = tasks.join_next_with_id() => {
                    // All that are through by now share a commit.
                    let mut tried = Vec::new();
                    let mut done = Some(first);
                    while let Some(ended) = done {
                        match ended {
                            Ok((task, attempt)) => {
                                busy.remove(&task);
                                tried.push(attempt?);
                            }
                            Err(broken) => {
                                tracing::error!(%broken, "a row broke on its way; it is tried again");
                                if let Some(row) = busy.remove(&broken.id()) {
                                    self.postpone(row, 0).await?;
                                }
                            }
                        }
                        done = tasks.try_join_next_with_id();
                    }
                    self.settle_tried(&tried).await?;
                }
                () = self.posted.notified() => {}
                () = tokio::time::sleep(self.rest_until(rest)) => {}
                _ = stop.changed() => {}
            }
        }
    }

    async fn attempt(&self, row: OutboxRow) -> Result<Tried, StoreError> {
        let delivery = self.deliver(&row).await?;
        Ok((row, delivery))
    }

    async fn deliver(&self, row: &OutboxRow) -> Result<Delivery, StoreError> {
        let (conversation, message) = match &row.parcel {
            Parcel::Staff { case, place, mention, message } => {
                let handed = match &message.attachment {
                    Some(attachment) => match self.hand_over(row.id, *case, attachment).await {
                        Ok(handed) => Some(handed),
                        Err(NotFetched::Later { after }) => return Ok(Delivery::Later { after }),
                        Err(NotFetched::Gone) => None,
                    },
                    None => None,
                };
                let mut message = message.clone();
                if message.attachment.is_some() && handed.is_none() {
                    message = self.room_speaker().not_handed_over(message);
                }
                let to = Destination::Staff { case: *case, place: *place, mention: mention.clone() };
                return Ok(self.staff_room.deliver(&Dispatch { id: row.id, to, message, handed }).await);
            }
            Parcel::Person { conversation, message, .. }
            | Parcel::Amendment { conversation, message, .. } => (conversation, message),
        };
        let Some((kind, address)) = self.store.address_of(conversation).await? else {
            return Ok(Delivery::GaveUp(Undeliverable::Unreachable));
        };
        let Some(channel) = self.channels.get(&kind) else {
            // Not switched on in this process: it keeps until it is.
            return Ok(Delivery::Later { after: None });
        };
        let message = message.clone();
        if let Parcel::Amendment { row: earlier, remove, .. } = &row.parcel {
            // A row of the same lane: it has been tried before this one. What never arrived needs no change.
            return Ok(match self.store.receipt(*earlier).await? {
                Some(receipt) => {
                    let remove = *remove;
                    channel.amend(&Amendment { id: row.id, address, receipt, message, remove }).await
                }
                None => Delivery::GaveUp(Undeliverable::Refused),
            });
        }
        let to = Destination::Person { address };
        Ok(channel.deliver(&Dispatch { id: row.id, to, message, handed: None }).await)
    }

    /// Fetches a person's file and takes out of it what says whose it is.
    async fn hand_over(
        &self,
        row: i64,
        case: Option<CaseNumber>,
        attachment: &Attachment,
    ) -> Result<Handed, NotFetched> {
        let Some(channel) = self.channels.get(&attachment.channel) else {
            return Err(NotFetched::Later { after: None });
        };
        let bytes = channel.fetch(attachment).await?;
        let neutral = task::spawn_blocking(|| neutral(bytes)).await;
        match neutral.map_err(|_| NotNeutral::Damaged).and_then(|neutral| neutral) {
            Ok(neutral) => {
                let case = case.map_or_else(String::new, |case| format!("{case}-"));
                let name = format!("{case}{row}.{}", neutral.extension);
                Ok(Handed { name, media_type: neutral.media_type, bytes: neutral.bytes })
            }
            Err(why) => {
                tracing::warn!(row, %why, "a file could not be handed over");
                Err(NotFetched::Gone)
            }
        }
    }

    /// Writes down what became of the rows, in one transaction if nothing is wrong with any of them.
    async fn settle_tried(&self, tried: &[Tried]) -> Result<(), StoreError> {
        if tried.is_empty() || (tried.len() > 1 && self.settle_together(tried).await.is_ok()) {
            return Ok(());
        }
        for one in tried {
            if let Err(trouble) = self.settle_together(slice::from_ref(one)).await {
                let (row, _) = one;
                tracing::error!(row = row.id, %trouble, "an outbox row could not be settled");
                self.postpone(row.id, row.attempts).await?;
            }
        }
        Ok(())
    }

    async fn postpone(&self, row: i64, attempts: i64) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        outbox::postpone(&mut tx, row, retry_at(self.clock.now(), attempts), false).await?;
        Ok(tx.commit().await?)
    }

    async fn settle_together(&self, tried: &[Tried]) -> Result<(), Trouble> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let mut forgotten = false;
        for (row, delivery) in tried {
            forgotten |= self.settle_row(&mut tx, row, delivery, now).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        if forgotten {
            self.store.scrub().await?;
        }
        Ok(())
    }

    /// Says whether a person has been forgotten with it.
    async fn settle_row(
        &self,
        tx: &mut Tx,
        row: &OutboxRow,
        delivery: &Delivery,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let why = match delivery {
            Delivery::Delivered { receipt } => {
                outbox::sent(tx, row.id, Some(receipt), now).await?;
                return self.tell_desk(tx, row, Ok(()), now).await;
            }
            Delivery::Later { after } => {
                let until = after.map_or_else(|| retry_at(now, row.attempts), |after| plus(now, after));
                outbox::postpone(tx, row.id, until, false).await?;
                return Ok(false);
            }
            Delivery::Uncertain if !row.uncertain => {
                outbox::postpone(tx, row.id, retry_at(now, row.attempts), true).await?;
                return Ok(false);
            }
            Delivery::Moved { address } => {
                if let Some(conversation) = row.parcel.conversation() {
                    conversations::moved(tx, conversation, address).await?;
                }
                outbox::postpone(tx, row.id, now, false).await?;
                return Ok(false);
            }
            Delivery::Uncertain => Undeliverable::Uncertain,
            Delivery::GaveUp(why) => *why,
        };
        tracing::warn!(row = row.id, ?why, "an outbox row will not be sent any more");
        if why == Undeliverable::Uncertain {
            outbox::uncertain(tx, row.id, now).await?;
        } else {
            outbox::failed(tx, row.id, now).await?;
        }
        self.tell_desk(tx, row, Err(why), now).await
    }

    /// Tells the desk what it wants to know; says whether this was the last word to a person who is forgotten now.
    async fn tell_desk(
        &self,
        tx: &mut Tx,
        row: &OutboxRow,
        arrived: Result<(), Undeliverable>,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let (Some(conversation), Some(errand)) = (row.parcel.conversation(), row.parcel.errand()) else {
            return Ok(false);
        };
        let event = match (errand, arrived) {
            (Errand::Farewell, _) => {
                conversations::forget(tx, conversation).await?;
                return Ok(true);
            }
            (Errand::Automatic | Errand::ReplyPage { .. }, Ok(())) => return Ok(false),
            // That a person cannot be reached is news whatever it was that could not reach them.
            (Errand::Automatic, Err(why)) if why != Undeliverable::Unreachable => return Ok(false),
            (errand, Ok(())) => Event::Delivered { errand, at: now },
            (errand, Err(why)) => Event::Undeliverable { errand, why },
        };
        if let Some(loaded) = conversations::by_id(tx, conversation).await? {
            self.apply(tx, &loaded, event, None, now).await?;
        }
        Ok(false)
    }
}
