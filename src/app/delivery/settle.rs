//! Writing down what became of rows, and what follows from it: for the conversation, for the room, for whoever is forgotten.
//!
//! Invariant: a row is settled in the unit of work in which the desk hears of it; what the desk cannot make anything of is
//! written down all the same, and humans are told.

use std::slice;

use domain::{
    delivery::{Consequence, Delivery, Undeliverable},
    event::Event,
    ids::{CaseNumber, PlatformMessageId},
    post::Place,
    retry::{self, Settlement},
    room_event::RoomEventKind,
};

use super::{Sender, attempt::Attempt};
use crate::{
    app::{apply::apply, error::HandleError, render::line_gone, schedule::reminders, work::Work},
    store::{
        StoreError,
        articles::renewals,
        desk::{
            cases, conversations,
            room_events::{self, RoomEvent},
        },
        personal,
        queue::outbox::{self, OutboundMessage, OutboxRow},
    },
};

/// How often the desk is told of a row while others keep saving its conversation.
const CONFLICTS: usize = 5;

/// What is known of a row that was tried.
enum Fate {
    /// It waits for another try.
    Open,
    /// It has arrived, or never will.
    Known(Result<(), Undeliverable>),
}

/// Writes down what became of the rows, in one unit of work if nothing is wrong with any of them. What cannot be written
/// down now stays in the list, and keeps nobody else's from being written down.
pub async fn settle(sender: &Sender, tried: &mut Vec<Attempt>) -> Result<(), StoreError> {
    if tried.len() > 1 && settle_together(sender, tried).await.is_ok() {
        tried.clear();
    }
    let mut failed = Ok(());
    for one in std::mem::take(tried) {
        if let Err(error) = settle_one(sender, &one).await {
            tried.push(one);
            failed = Err(error);
        }
    }
    failed
}

/// Writes down what became of a row, whatever the desk makes of it: its fate is known.
async fn settle_one(sender: &Sender, tried: &Attempt) -> Result<(), StoreError> {
    for _ in 0..CONFLICTS {
        match settle_together(sender, slice::from_ref(tried)).await {
            Err(HandleError::Store(StoreError::Conflict(_))) => {}
            Err(HandleError::Store(error @ StoreError::Sql(_))) => return Err(error),
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::error!(row = tried.row.id, trouble = %error, "the desk could not be told of an outbox row");
                break;
            }
        }
    }
    // The desk cannot make anything of it: humans should know.
    let mut work = Work::begin(&sender.desk, &sender.store).await?;
    settle_row(&mut work, tried).await?;
    work.tell_room(sender.desk.staff_view().dead_letter(tried.row.id)).await?;
    sender.learning.heed(work.commit().await?);
    Ok(())
}

async fn settle_together(sender: &Sender, tried: &[Attempt]) -> Result<(), HandleError> {
    let mut work = Work::begin(&sender.desk, &sender.store).await?;
    for tried in tried {
        if let Fate::Known(arrived) = settle_row(&mut work, tried).await? {
            tell_desk(&mut work, &tried.row, arrived).await?;
            tell_of_file(&mut work, tried).await?;
        }
    }
    let outcome = work.commit().await?;
    sender.learning.heed(outcome);
    if outcome.forgotten
        && let Err(error) = sender.store.scrub().await
    {
        tracing::error!(%error, "what was erased is gone from the tables, and not yet from the pages");
    }
    Ok(())
}

/// Writes down what became of a row.
async fn settle_row(work: &mut Work<'_>, tried: &Attempt) -> Result<Fate, StoreError> {
    let Attempt { row, delivery, room, .. } = tried;
    let now = work.now;
    let why = match retry::outbound(delivery, row.attempts, row.uncertain, now) {
        Settlement::Arrived => {
            let platform_message_id = delivery.platform_message_id();
            outbox::sent(&mut work.tx, row.id, platform_message_id, now).await?;
            if let OutboundMessage::Staff { case: Some(case), place, .. } = &row.payload {
                let line = PlatformMessageId(platform_message_id.unwrap_or_default().to_owned());
                line_arrived(work, *case, place, line, room).await?;
            }
            return Ok(Fate::Known(Ok(())));
        }
        Settlement::Defer(until) => {
            outbox::hold(&mut work.tx, row.id, until).await?;
            return Ok(Fate::Open);
        }
        Settlement::Retry { at, uncertain } => {
            if let (Delivery::Moved { address }, Some(conversation)) = (delivery, row.payload.conversation())
            {
                conversations::moved(&mut work.tx, conversation, address).await?;
            }
            outbox::postpone(&mut work.tx, row.id, at, uncertain).await?;
            return Ok(Fate::Open);
        }
        Settlement::Never(why) => why,
    };
    tracing::warn!(row = row.id, ?why, "an outbox row will not be sent any more");
    tell_of_loss(work, row, why).await?;
    if why == Undeliverable::Uncertain {
        outbox::uncertain(&mut work.tx, row.id, now).await?;
    } else {
        outbox::failed(&mut work.tx, row.id, now).await?;
    }
    Ok(Fate::Known(Err(why)))
}

/// The staff hear of what they would miss.
async fn tell_of_loss(work: &mut Work<'_>, row: &OutboxRow, why: Undeliverable) -> Result<(), StoreError> {
    let view = work.desk.staff_view();
    match &row.payload {
        OutboundMessage::Staff { case: Some(_), place, .. } if place.is_missed() => {
            work.tell_room(view.dead_letter(row.id)).await
        }
        OutboundMessage::Person { purpose, .. } if purpose.is_missed(why) => {
            let once = format!("unsaid {}", work.today());
            if renewals::tell_once(&mut work.tx, &once, work.now).await? {
                work.tell_room(view.not_said(row.id)).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A line stands in the room, or has been taken out of it: the desk remembers which ones there are.
async fn line_arrived(
    work: &mut Work<'_>,
    case: CaseNumber,
    place: &Place,
    line: PlatformMessageId,
    room: &str,
) -> Result<(), StoreError> {
    match place {
        Place::ThreadRoot | Place::RootEdit | Place::Thread if work.desk.staff_room.shows_changes() => {
            if cases::conversation_of(&mut work.tx, case).await?.is_none() {
                // Its person was forgotten while it was on its way.
                return work.post(line_gone(case, line)).await;
            }
            // Where a thread has no root yet, its first line is one.
            let has_root = room_events::has_head(&mut work.tx, case, room).await?;
            let kind = if has_root { RoomEventKind::Message } else { RoomEventKind::Root };
            let event = RoomEvent { case, kind, by: None, room: room.to_owned() };
            room_events::remember(&mut work.tx, &line, &event).await
        }
        Place::Redact { line } => room_events::forget(&mut work.tx, line).await,
        _ => Ok(()),
    }
}

/// Tells the desk what it wants to know. The last word to somebody who is forgotten takes the last trace of them along.
async fn tell_desk(
    work: &mut Work<'_>,
    row: &OutboxRow,
    arrived: Result<(), Undeliverable>,
) -> Result<(), HandleError> {
    let (Some(conversation), Some(purpose)) = (row.payload.conversation(), row.payload.purpose()) else {
        return Ok(());
    };
    if let Some(reminder) = purpose.reminds_again(arrived) {
        reminders::not_reminded(work, reminder).await?;
    }
    match purpose.consequence(arrived, work.now) {
        Consequence::Nothing => {}
        Consequence::Forget => {
            personal::forget(&mut work.tx, conversation).await?;
            work.somebody_forgotten();
        }
        Consequence::Happened(event) => {
            if let Some(loaded) = conversations::by_id(&mut work.tx, conversation).await? {
                apply(work, &loaded, *event, None).await?;
            }
        }
    }
    Ok(())
}

/// Whoever sent a file that nobody can open should know.
async fn tell_of_file(work: &mut Work<'_>, tried: &Attempt) -> Result<(), HandleError> {
    let (true, OutboundMessage::Staff { case: Some(case), .. }) = (tried.without_file, &tried.row.payload)
    else {
        return Ok(());
    };
    if let Some(loaded) = conversations::of_case(&mut work.tx, *case).await? {
        apply(work, &loaded, Event::FileNotHandedOver, None).await?;
    }
    Ok(())
}
