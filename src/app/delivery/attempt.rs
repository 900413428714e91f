//! One try of one row: to whom it goes, and what the platform says.

use domain::{
    delivery::{Delivery, Purpose, Undeliverable},
    ids::{CaseNumber, PlatformMessageId},
    message::Message,
    retry,
};

use super::{
    Sender,
    file::HandOver,
    place::{Aim, aim},
};
use crate::{
    channels::{Channel, Destination, Dispatch, Edit, Tick},
    store::{
        StoreError,
        queue::outbox::{Carrier, DeliveryStatus, OutboundMessage, OutboxRow},
    },
};

/// A row that was tried, and what became of it.
pub struct Attempt {
    pub row: OutboxRow,
    pub delivery: Delivery,
    /// The room of the staff's in which it was tried.
    pub room: String,
    /// The file that should have gone with it could not be handed over.
    pub without_file: bool,
}

impl Attempt {
    /// It was not sent, or nobody knows.
    pub fn unsent(row: OutboxRow, delivery: Delivery) -> Self {
        Self { row, delivery, room: String::new(), without_file: false }
    }
}

/// What became of a line for the staff.
struct Tried {
    delivery: Delivery,
    without_file: bool,
}

impl From<Delivery> for Tried {
    fn from(delivery: Delivery) -> Self {
        Self { delivery, without_file: false }
    }
}

pub async fn attempt(sender: &Sender, row: OutboxRow) -> Result<Attempt, StoreError> {
    let room = sender.desk.staff_room.room().unwrap_or_default();
    let Tried { delivery, without_file } = match &row.payload {
        OutboundMessage::Staff { case, place, mention, message } => {
            match aim(&sender.desk, &sender.store, *case, place, mention, &room).await? {
                Aim::At(to) => to_staff(sender, &row, *case, to, message.clone()).await?,
                Aim::Nowhere(delivery) => delivery.into(),
            }
        }
        OutboundMessage::Person { message, purpose, .. } => {
            to_person(sender, &row, message, purpose).await?.into()
        }
        OutboundMessage::Tick { line, .. } => tick(sender, &row, line).await.into(),
        OutboundMessage::Edit { row: earlier, message, remove, .. } => {
            edit(sender, &row, *earlier, message, *remove).await?.into()
        }
    };
    Ok(Attempt { row, delivery, room, without_file })
}

/// How the person is reached that a row goes to, or what it means that they cannot be.
fn reach<'a>(sender: &'a Sender, row: &OutboxRow) -> Result<(&'a dyn Channel, String), Delivery> {
    let (Carrier::Platform(kind), Some(address)) = (row.carrier, &row.address) else {
        return Err(Delivery::GaveUp(Undeliverable::Unreachable));
    };
    match sender.desk.channel(kind) {
        Some(channel) => Ok((channel, address.clone())),
        // Not switched on in this process: it keeps until it is.
        None => Err(Delivery::Later { after: None }),
    }
}

async fn to_person(
    sender: &Sender,
    row: &OutboxRow,
    message: &Message,
    purpose: &Purpose,
) -> Result<Delivery, StoreError> {
    if let Purpose::Proactive { reminder } = purpose
        && !sender.store.is_of_use(*reminder, sender.desk.now()).await?
    {
        return Ok(Delivery::GaveUp(Undeliverable::Refused));
    }
    let (channel, address) = match reach(sender, row) {
        Ok(reached) => reached,
        Err(delivery) => return Ok(delivery),
    };
    let (to, message) = (Destination::Person { address }, message.clone());
    let farewell = *purpose == Purpose::Farewell;
    Ok(channel.deliver(Dispatch { id: row.id, to, message, handed: None, farewell }).await)
}

async fn tick(sender: &Sender, row: &OutboxRow, line: &PlatformMessageId) -> Delivery {
    match reach(sender, row) {
        Ok((channel, address)) => channel.tick(&Tick { id: row.id, address, line: line.clone() }).await,
        Err(delivery) => delivery,
    }
}

/// Changes what an earlier row of the same ordering key brought: that one has been tried before.
async fn edit(
    sender: &Sender,
    row: &OutboxRow,
    earlier: i64,
    message: &Message,
    remove: bool,
) -> Result<Delivery, StoreError> {
    let (channel, address) = match reach(sender, row) {
        Ok(reached) => reached,
        Err(delivery) => return Ok(delivery),
    };
    Ok(match sender.store.delivery_status(earlier).await? {
        DeliveryStatus::Arrived { platform_message_id } => {
            let message = message.clone();
            channel.edit(&Edit { id: row.id, address, platform_message_id, message, remove }).await
        }
        // What never arrived need not be taken away, and cannot be changed.
        DeliveryStatus::NeverArrived if remove => Delivery::Delivered { platform_message_id: String::new() },
        DeliveryStatus::NeverArrived | DeliveryStatus::Unknown => Delivery::GaveUp(Undeliverable::Refused),
    })
}

/// Says, too, whether a file that should have gone with it did not.
async fn to_staff(
    sender: &Sender,
    row: &OutboxRow,
    case: Option<CaseNumber>,
    to: Destination,
    mut message: Message,
) -> Result<Tried, StoreError> {
    let room = &sender.desk.staff_room;
    let dispatch =
        |message, handed| Dispatch { id: row.id, to: to.clone(), message, handed, farewell: false };
    let Some(attachment) = message.attachment.take() else {
        return Ok(room.deliver(dispatch(message, None)).await.into());
    };
    if let Some(case) = case
        && sender.store.head_waits(case).await?
    {
        return Ok(Delivery::Later { after: Some(retry::FILE_AFTER_ROOT) }.into());
    }
    Ok(match sender.files.hand_over(&sender.desk, &sender.store, row, case, &attachment).await? {
        // The turn is over when the file is out of our hands.
        HandOver::Ready(handed, _turn) => room.deliver(dispatch(message, Some(handed))).await.into(),
        HandOver::NotNow { after } => Delivery::Later { after }.into(),
        HandOver::Never => {
            let message = sender.desk.staff_view().not_handed_over(message);
            Tried { delivery: room.deliver(dispatch(message, None)).await, without_file: true }
        }
    })
}
