//! What of an answer of the server is ours: which events arrive, which wait for their key, which are nobody's.

use std::collections::BTreeMap;

use jiff::Timestamp;
use matrix_sdk::{
    Room, RoomState,
    deserialized_responses::TimelineEvent,
    room::MessagesOptions,
    ruma::{OwnedRoomId, UserId, api::client::sync::sync_events},
    sync::SyncResponse,
};
use serde_json::Value;

use super::{Link, Matrix, envelope::Envelope, listen, rooms::Kind};
use crate::store::{
    inbox::Arrival,
    sealed::{Haul, Sealed},
};

/// How many events are asked for at a time.
const PAGE: u32 = 100;

impl Matrix {
    /// What an answer brought, after what was committed with `since`.
    pub(super) async fn haul(
        &self,
        link: &Link,
        since: &str,
        response: &SyncResponse,
        now: Timestamp,
    ) -> matrix_sdk::Result<Haul> {
        let mut haul = Haul { until: Some(response.next_batch.clone()), ..Haul::default() };
        for (id, update) in &response.rooms.joined {
            let Some(room) = link.client.get_room(id) else { continue };
            let timeline = &update.timeline;
            // A room that is new to us, or one in which much was said: the answer has only the end of it.
            let new = timeline.events.iter().any(|event| own_entry(&json(event), &link.own));
            if timeline.limited || new {
                let events = all_since(&room, since).await?;
                self.add(link, &room, events, now, &mut haul).await;
            } else {
                self.add(link, &room, timeline.events.clone(), now, &mut haul).await;
            }
        }
        Ok(haul)
    }

    /// What was said between a mark and now, whatever the client's own store has made of it: an answer that was never
    /// committed is not given again, but the server still has what was in it.
    pub(super) async fn catch_up(
        &self,
        link: &Link,
        since: &str,
        until: &str,
        now: Timestamp,
    ) -> matrix_sdk::Result<Haul> {
        let mut request = sync_events::v3::Request::new();
        request.since = Some(since.to_owned());
        request.filter = Some(listen::filter());
        let changed: BTreeMap<OwnedRoomId, _> = link.client.send(request).await?.rooms.join;
        let mut haul = Haul { until: Some(until.to_owned()), ..Haul::default() };
        for id in changed.into_iter().filter(|(_, room)| !room.timeline.events.is_empty()).map(|(id, _)| id) {
            let room = link.client.get_room(&id).filter(|room| room.state() == RoomState::Joined);
            if let Some(room) = room {
                let events = all_since(&room, since).await?;
                self.add(link, &room, events, now, &mut haul).await;
            }
        }
        Ok(haul)
    }

    async fn add(
        &self,
        link: &Link,
        room: &Room,
        events: Vec<TimelineEvent>,
        now: Timestamp,
        haul: &mut Haul,
    ) {
        let kind = link.kind(room);
        let events: Vec<(Value, bool)> =
            events.iter().map(|event| (json(event), event.kind.is_utd())).collect();
        // What was said before the desk came is none of its business; to a person's room it has come with the
        // invitation, since they go on writing.
        let entry = events.iter().position(|(event, _)| match kind {
            Kind::Staff => own_entry(event, &link.own) && event["content"]["membership"] == "join",
            Kind::Direct | Kind::Other => own_entry(event, &link.own),
        });
        for (mut event, sealed) in events.into_iter().skip(entry.unwrap_or_default()) {
            if kind == Kind::Staff && own_entry(&event, &link.own) {
                haul.arrivals.extend(self.entered(link, &event).await);
            }
            if kind == Kind::Other || event["sender"] == link.own.as_str() && event["type"] != "m.room.member"
            {
                continue;
            }
            let Some((key, at)) = key_and_time(&event) else { continue };
            event["unsigned"].as_object_mut().map(|unsigned| unsigned.retain(|key, _| key == "prev_content"));
            let staff = kind == Kind::Staff;
            if sealed {
                let arrival = Envelope::event(room.room_id(), staff, event).arrival(key, at);
                haul.sealed.push(Sealed { arrival, since: now, told: false });
            } else if concerns_us(&event, &link.own) {
                haul.arrivals.push(self.arrival(link, room, staff, event, key, at).await);
            }
        }
    }

    /// An event as it waits in the inbox, with what it can press.
    pub(super) async fn arrival(
        &self,
        link: &Link,
        room: &Room,
        staff: bool,
        event: Value,
        key: String,
        at: Timestamp,
    ) -> Arrival {
        let offered = if staff { Vec::new() } else { self.offered.by(room, &link.own, &event).await };
        Envelope::Event { room: room.room_id().to_string(), staff, offered, event }.arrival(key, at)
    }

    /// The desk has come into its staff room.
    async fn entered(&self, link: &Link, event: &Value) -> Option<Arrival> {
        let (key, at) = key_and_time(event)?;
        let room = link.staff_room()?;
        let encrypted = room.latest_encryption_state().await.is_ok_and(|state| state.is_encrypted());
        Some(Envelope::InStaffRoom { encrypted }.arrival(format!("in:{key}"), at))
    }
}

/// Everything said in a room since a mark, in order, decrypted where its key is there.
async fn all_since(room: &Room, since: &str) -> matrix_sdk::Result<Vec<TimelineEvent>> {
    let mut events = Vec::new();
    let mut from = Some(since.to_owned());
    while let Some(token) = from {
        let mut options = MessagesOptions::forward();
        options.from = Some(token.clone());
        options.limit = PAGE.into();
        let page = room.messages(options).await?;
        let done = page.chunk.is_empty();
        events.extend(page.chunk);
        from = page.end.filter(|end| !done && *end != token);
    }
    Ok(events)
}

fn json(event: &TimelineEvent) -> Value {
    serde_json::from_str(event.kind.raw().json().get()).unwrap_or_default()
}

/// What the server calls the event, and when it was said there.
fn key_and_time(event: &Value) -> Option<(String, Timestamp)> {
    let at = Timestamp::from_millisecond(event["origin_server_ts"].as_i64()?).ok()?;
    Some((event["event_id"].as_str()?.to_owned(), at))
}

/// Was the desk invited, or did it join? A change of its name is neither.
fn own_entry(event: &Value, own: &UserId) -> bool {
    let before = &event["unsigned"]["prev_content"]["membership"];
    event["type"] == "m.room.member"
        && event["state_key"] == own.as_str()
        && match event["content"]["membership"].as_str() {
            Some("join") => before != "join",
            Some("invite") => true,
            _ => false,
        }
}

/// What people say and do; how a room is set up is nobody's message.
fn concerns_us(event: &Value, own: &UserId) -> bool {
    let kind = event["type"].as_str().unwrap_or_default();
    match kind {
        "m.room.member" => event["state_key"] != own.as_str(),
        // Taken back before it was read: nothing is left in it.
        "m.room.message" => event["content"].as_object().is_some_and(|content| !content.is_empty()),
        "m.sticker" | "m.reaction" | "m.room.redaction" | "m.call.invite" => true,
        _ => kind.ends_with("poll.start"),
    }
}
