//! What came before its key. It is tried again whenever keys may have come; after a while somebody is told, and it is
//! still tried.

use jiff::{SignedDuration, Timestamp};
use matrix_sdk::{
    deserialized_responses::TimelineEvent,
    ruma::{RoomId, events::room::encrypted::OriginalSyncRoomEncryptedEvent, serde::Raw},
};
use serde_json::Value;

use super::{Link, Matrix, envelope::Envelope};
use crate::store::sealed::{Haul, Sealed};

/// How long a key is waited for before somebody is told. It comes within seconds, or somebody's client is away.
pub(super) const WAIT: SignedDuration = SignedDuration::from_mins(5);
/// After this nobody waits for it any more.
const GIVE_UP: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Matrix {
    /// What can be read by now, and who has to be told that something cannot.
    pub(super) async fn unseal(&self, link: &Link, waiting: Vec<Sealed>, now: Timestamp) -> Haul {
        let mut haul = Haul::default();
        for sealed in waiting {
            let Sealed { arrival, since, told } = &sealed;
            let (key, at) = (arrival.key.clone(), arrival.at);
            let Ok(Envelope::Event { room, staff, event, .. }) = serde_json::from_str(&arrival.payload)
            else {
                haul.opened.push(key);
                continue;
            };
            if let Some(event) = self.decrypt(link, &room, &event).await {
                if let Some(room) = RoomId::parse(&room).ok().and_then(|id| link.client.get_room(&id)) {
                    haul.arrivals.push(self.arrival(link, &room, staff, event, key.clone(), at).await);
                }
                haul.opened.push(key);
            } else if now.duration_since(*since) > GIVE_UP {
                haul.opened.push(key);
            } else if !told && now.duration_since(*since) > WAIT {
                let thread = thread_of(&event);
                let notice = Envelope::Sealed { room, staff, thread };
                haul.arrivals.push(notice.arrival(format!("sealed:{key}"), at));
                haul.sealed.push(Sealed { told: true, ..sealed });
            }
        }
        haul
    }

    async fn decrypt(&self, link: &Link, room: &str, event: &Value) -> Option<Value> {
        let room = link.client.get_room(&RoomId::parse(room).ok()?)?;
        let raw = serde_json::value::to_raw_value(event).ok()?;
        let event: Raw<OriginalSyncRoomEncryptedEvent> = Raw::from_json(raw);
        let decrypted: TimelineEvent = room.decrypt_event(&event, None).await.ok()?;
        if decrypted.kind.is_utd() {
            return None;
        }
        serde_json::from_str(decrypted.kind.raw().json().get()).ok()
    }
}

/// Where it belongs is not encrypted.
fn thread_of(event: &Value) -> Option<String> {
    let relation = &event["content"]["m.relates_to"];
    (relation["rel_type"] == "m.thread").then(|| relation["event_id"].as_str().map(str::to_owned))?
}
