//! What came before its key. It is tried again with every answer of the server, since keys come with them; after a while
//! somebody is told, and it is not waited for any more: whoever wrote it is asked to write it again.

use jiff::{SignedDuration, Timestamp};
use matrix_sdk::{
    Room, RoomState,
    deserialized_responses::TimelineEvent,
    ruma::{RoomId, events::room::encrypted::OriginalSyncRoomEncryptedEvent, serde::Raw},
};
use serde_json::Value;

use super::{Link, Matrix, envelope::Envelope, rooms::RoomKind};
use crate::channels::types::{SyncBatch, Undecryptable};

/// How long a key is waited for before somebody is told. It comes within seconds, or somebody's client is away.
pub(super) const WAIT: SignedDuration = SignedDuration::from_mins(5);

impl Matrix {
    /// What can be read by now, and who has to be told that something cannot.
    pub(super) async fn unseal(&self, link: &Link, waiting: Vec<Undecryptable>, now: Timestamp) -> SyncBatch {
        let mut batch = SyncBatch::default();
        for Undecryptable { update, since } in waiting {
            let (key, at) = (update.key, update.at);
            let Ok(Envelope::Event { address, staff, event, .. }) = serde_json::from_str(&update.payload)
            else {
                batch.decrypted.push(key);
                continue;
            };
            let id = address.split(' ').next().and_then(|id| RoomId::parse(id).ok());
            let room = id.and_then(|id| link.client.get_room(&id));
            let Some(room) = room.filter(|room| room.state() == RoomState::Joined) else {
                // Nobody is left to be told.
                batch.decrypted.push(key);
                continue;
            };
            let decrypted = decrypt(&room, &event).await;
            if link.kind(&room) == RoomKind::Successor
                && (decrypted.is_some() || now.duration_since(since) > WAIT)
            {
                // Nothing goes on there yet: it can but say that the staff are there from now on.
                if let Some(event) = decrypted {
                    self.moves(link, &room, &event, &mut batch).await;
                }
                batch.decrypted.push(key);
            } else if let Some(event) = decrypted {
                batch.updates.push(self.update(link, &room, staff, event, key.clone(), at).await);
                batch.decrypted.push(key);
            } else if now.duration_since(since) > WAIT {
                let notice = Envelope::Undecryptable { address, staff, thread: thread_of(&event) };
                batch.updates.push(notice.update(format!("sealed:{key}"), at));
                batch.decrypted.push(key);
            }
        }
        batch
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
