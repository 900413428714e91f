//! Where in the staff's room a line goes, and who is called.
//!
//! Invariant: what is said in a case stands beneath its thread root; where the staff have moved, that is begun anew first.

use domain::{
    colleagues::{self, Call},
    delivery::Delivery,
    ids::{CaseNumber, PlatformMessageId},
    post::{Mention, Place},
    retry,
    room_event::RoomEventKind,
};

use crate::{
    app::{desk::Desk, render::post_pages},
    channels::{Destination, Dispatch},
    store::{
        Store, StoreError,
        desk::{
            conversations,
            room_events::{self, RoomEvent},
        },
    },
};

/// Where a line goes.
pub enum Aim {
    At(Destination),
    /// What becomes of one that goes nowhere.
    Nowhere(Delivery),
}

/// The thread root of a case in the room where the staff are.
enum Root {
    Known(PlatformMessageId),
    /// There is none, and nothing to make one of.
    None,
    /// It could not be sent.
    NotYet,
}

/// Where in this room a line goes.
pub async fn aim(
    desk: &Desk,
    store: &Store,
    case: Option<CaseNumber>,
    place: &Place,
    mention: &Mention,
    room: &str,
) -> Result<Aim, StoreError> {
    let mut to_room = room.to_owned();
    if let Place::Reaction { line, .. } | Place::Redact { line } = place
        && let Some(other) = store.room_of(line).await?.filter(|other| other != room)
    {
        // Nothing goes on where the staff were before; what has to go, goes there as well.
        if matches!(place, Place::Reaction { .. }) {
            return Ok(Aim::Nowhere(Delivery::Delivered { platform_message_id: String::new() }));
        }
        to_room = other;
    }
    let mut head = None;
    if let Some(case) = case {
        head = store.head(case, room).await?;
        let unknown = head.is_none() && place.is_in_thread() && !room.is_empty();
        if unknown && store.begins_elsewhere(case, room).await? {
            head = match begin_here(desk, store, case, room).await? {
                Root::Known(line) => Some(line),
                Root::None => None,
                Root::NotYet => {
                    return Ok(Aim::Nowhere(Delivery::Later { after: Some(retry::ROOT_FIRST) }));
                }
            };
        }
    }
    let room = Some(to_room).filter(|room| !room.is_empty());
    let call = call(desk, store, mention).await?;
    Ok(Aim::At(Destination::Staff { room, case, place: place.clone(), call, head }))
}

/// Who is called. Who is on duty, and who is there, is asked for only where it matters.
async fn call(desk: &Desk, store: &Store, mention: &Mention) -> Result<Call, StoreError> {
    let (mut on_duty, mut here) = (Vec::new(), Vec::new());
    if mention.calls_the_room() {
        on_duty = store.on_duty().await?;
    }
    if !on_duty.is_empty() {
        here = desk.staff_room.colleagues().await;
    }
    Ok(colleagues::called(mention, &on_duty, &here))
}

/// The staff have moved, and something is said in a case that began elsewhere: first it gets a root here. Its number makes
/// the dispatch: sent twice, it is shown once.
async fn begin_here(desk: &Desk, store: &Store, case: CaseNumber, room: &str) -> Result<Root, StoreError> {
    let mut tx = store.begin().await?;
    let loaded = conversations::of_case(&mut tx, case).await?;
    tx.commit().await?;
    let now = loaded.and_then(|loaded| loaded.conversation.head_now()).filter(|(number, _)| *number == case);
    let Some(message) = now.and_then(|(case, post)| post_pages(desk, case, &post).into_iter().next()) else {
        return Ok(Root::None);
    };
    let to = Destination::Staff {
        room: Some(room.to_owned()),
        case: Some(case),
        place: Place::ThreadRoot,
        call: Call::Nobody,
        head: None,
    };
    let id = -(i64::from(case.year) * 1_000_000 + i64::from(case.place));
    let dispatch = Dispatch { id, to, message, handed: None, farewell: false };
    let Delivery::Delivered { platform_message_id } = desk.staff_room.deliver(dispatch).await else {
        return Ok(Root::NotYet);
    };
    let line = PlatformMessageId(platform_message_id);
    let mut tx = store.begin().await?;
    let root = RoomEvent { case, kind: RoomEventKind::Root, by: None, room: room.to_owned() };
    room_events::remember(&mut tx, &line, &root).await?;
    tx.commit().await?;
    Ok(Root::Known(line))
}
