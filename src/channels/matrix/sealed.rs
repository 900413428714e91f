//! What came before its key. It is tried again with every answer of the server, since keys come with them; after a while
//! somebody is told, and it is not waited for any more: whoever wrote it is asked to write it again.

use jiff::{SignedDuration, Timestamp};
use matrix_sdk::{
    Room, RoomState,
    deserialized_responses::TimelineEvent,
    ruma::{RoomId, events::room::encrypted::OriginalSyncRoomEncryptedEvent, serde::Raw},
};
use serde_json::Value;

use super::{Link, Matrix, envelope::Envelope, rooms::Kind};
use crate::channels::types::{Haul, Sealed};

/// How long a key is waited for before somebody is told. It comes within seconds, or somebody's client is away.
pub(super) const WAIT: SignedDuration = SignedDuration::from_mins(5);

impl Matrix {
    /// What can be read by now, and who has to be told that something cannot.
    pub(super) async fn unseal(&self, link: &Link, waiting: Vec<Sealed>, now: Timestamp) -> Haul {
        let mut haul = Haul::default();
        for Sealed { arrival, since } in waiting {
            let (key, at) = (arrival.key, arrival.at);
            let Ok(Envelope::Event { address, staff, event, .. }) = serde_json::from_str(&arrival.payload)
            else {
                haul.opened.push(key);
                continue;
            };
            let id = address.split(' ').next().and_then(|id| RoomId::parse(id).ok());
            let room = id.and_then(|id| link.client.get_room(&id));
            let Some(room) = room.filter(|room| room.state() == RoomState::Joined) else {
                // Nobody is left to be told.
                haul.opened.push(key);
                continue;
            };
            let opened = decrypt(&room, &event).await;
            if link.kind(&room) == Kind::Successor && (opened.is_some() || now.duration_since(since) > WAIT) {
                // Nothing goes on there yet: it can but say that the staff are there from now on.
                if let Some(event) = opened {
                    self.moves(link, &room, &event, &mut haul).await;
                }
                haul.opened.push(key);
            } else if let Some(event) = opened {
                haul.arrivals.push(self.arrival(link, &room, staff, event, key.clone(), at).await);
                haul.opened.push(key);
            } else if now.duration_since(since) > WAIT {
                let notice = Envelope::Sealed { address, staff, thread: thread_of(&event) };
                haul.arrivals.push(notice.arrival(format!("sealed:{key}"), at));
                haul.opened.push(key);
            }
        }
        haul
    }
}

async fn decrypt(room: &Room, event: &Value) -> Option<Value> {
    let raw = serde_json::value::to_raw_value(event).ok()?;
    let event: Raw<OriginalSyncRoomEncryptedEvent> = Raw::from_json(raw);
    let decrypted: TimelineEvent = room.decrypt_event(&event, None).await.ok()?;
    if decrypted.kind.is_utd() {
        return None;
    }
    serde_json::from_str(decrypted.kind.raw().json().get()).ok()
}

/// Where it belongs is not encrypted.
fn thread_of(event: &Value) -> Option<String> {
    let relation = &event["content"]["m.relates_to"];
    (relation["rel_type"] == "m.thread").then(|| relation["event_id"].as_str().map(str::to_owned))?
}
