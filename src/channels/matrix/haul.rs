//! What of an answer of the server is ours: which events arrive, which wait for their key, which are nobody's.

use backon::{ExponentialBuilder, Retryable};
use jiff::Timestamp;
use matrix_sdk::{
    Room, RoomState,
    deserialized_responses::TimelineEvent,
    room::MessagesOptions,
    ruma::{
        OwnedRoomId, UserId,
        api::{client::sync::sync_events, error::ErrorKind},
    },
    sync::SyncResponse,
};
use serde_json::Value;

use super::{
    Link, Matrix,
    envelope::{self, Envelope},
    listen,
    rooms::Kind,
};
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
    ) -> Haul {
        let mut haul = Haul { until: Some(response.next_batch.clone()), ..Haul::default() };
        for (id, update) in &response.rooms.joined {
            let Some(room) = link.client.get_room(id) else { continue };
            let timeline = &update.timeline;
            // Where much was said, or the desk is new, the answer has only a part of it.
            let new = timeline.events.iter().any(|event| is_entry(&json(event), &link.own, "join"));
            let events = if timeline.limited || new {
                told_or(&room, since, &link.own, &timeline.events).await
            } else {
                timeline.events.clone()
            };
            self.add(link, &room, events, now, &mut haul).await;
        }
        haul
    }

    /// The rooms in which something was said since a mark, whatever the client's own store has made of it: an answer that
    /// was never committed is not given again, but the server still has what was in it.
    pub(super) async fn changed_since(
        &self,
        link: &Link,
        since: &str,
    ) -> matrix_sdk::HttpResult<Vec<OwnedRoomId>> {
        let mut request = sync_events::v3::Request::new();
        request.since = Some(since.to_owned());
        request.filter = Some(listen::filter());
        let rooms = link.client.send(request).await?.rooms.join.into_iter();
        Ok(rooms.filter(|(_, room)| !room.timeline.events.is_empty()).map(|(id, _)| id).collect())
    }

    /// What was said in these rooms since a mark.
    pub(super) async fn catch_up(
        &self,
        link: &Link,
        changed: Vec<OwnedRoomId>,
        since: &str,
        until: &str,
        now: Timestamp,
    ) -> matrix_sdk::Result<Haul> {
        let mut haul = Haul { until: Some(until.to_owned()), ..Haul::default() };
        for id in changed {
            let room = link.client.get_room(&id).filter(|room| room.state() == RoomState::Joined);
            if let Some(room) = room {
                let events = match all_since(&room, since, &link.own).await {
                    Err(error) if is_refused(&error) => Vec::new(),
                    events => events?,
                };
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
        // What was said before the desk came is none of its business. To a person's room it comes with the invitation:
        // they go on writing.
        let entry = match kind {
            Kind::Staff => "join",
            Kind::Direct | Kind::Other => "invite",
        };
        let joins = events.iter().any(|(event, _)| is_entry(event, &link.own, "join"));
        let entry = events.iter().rposition(|(event, _)| joins && is_entry(event, &link.own, entry));
        for (mut event, sealed) in events.into_iter().skip(entry.unwrap_or_default()) {
            if kind == Kind::Other || event["sender"] == link.own.as_str() && event["type"] != "m.room.member"
            {
                continue;
            }
            let Some((key, at)) = key_and_time(&event) else { continue };
            if let Some(unsigned) = event["unsigned"].as_object_mut() {
                unsigned.retain(|key, _| key == "prev_content");
            }
            let staff = kind == Kind::Staff;
            // What is taken back before its key has come is not waited for.
            let taken_back = event["content"]["redacts"].as_str().or(event["redacts"].as_str());
            haul.opened.extend(taken_back.map(str::to_owned));
            if sealed {
                let arrival = Envelope::event(room.room_id(), staff, event).arrival(key, at);
                haul.sealed.push(Sealed { arrival, since: now });
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
        Envelope::Event { address: envelope::address(room.room_id(), staff, &event), staff, offered, event }
            .arrival(key, at)
    }
}

/// Everything said in a room since a mark, in order, decrypted where its key is there. Where the desk has come in since,
/// from its invitation on: that may be older than the mark.
async fn all_since(room: &Room, since: &str, own: &UserId) -> matrix_sdk::Result<Vec<TimelineEvent>> {
    let mut events = pages(room, MessagesOptions::forward(), since, |_| false).await?;
    let has = |events: &[TimelineEvent], how| events.iter().any(|event| is_entry(&json(event), own, how));
    if has(&events, "join") && !has(&events, "invite") {
        let mut before = pages(room, MessagesOptions::backward(), since, |page| has(page, "invite")).await?;
        before.reverse();
        before.append(&mut events);
        events = before;
    }
    Ok(events)
}

/// As [`all_since`]; but one room of which the server tells no more must not keep us from all others. It is asked a few
/// times; then what we have of it is all there is.
async fn told_or(room: &Room, since: &str, own: &UserId, have: &[TimelineEvent]) -> Vec<TimelineEvent> {
    let pauses = ExponentialBuilder::new().with_max_times(4);
    let asked = (|| all_since(room, since, own)).retry(pauses).when(|error| !is_refused(error)).await;
    asked.unwrap_or_else(|error| {
        tracing::error!(%error, "the server does not tell all that was said in a room");
        have.to_vec()
    })
}

fn is_refused(error: &matrix_sdk::Error) -> bool {
    error.as_client_api_error().is_some_and(|error| error.status_code.is_client_error())
        && !matches!(error.client_api_error_kind(), Some(ErrorKind::LimitExceeded(_)))
}

/// Pages of a room's events from a mark on, until there are no more, or one is the last that is wanted.
async fn pages(
    room: &Room,
    way: MessagesOptions,
    mark: &str,
    is_last: impl Fn(&[TimelineEvent]) -> bool,
) -> matrix_sdk::Result<Vec<TimelineEvent>> {
    let mut events = Vec::new();
    let mut from = Some(mark.to_owned());
    while let Some(token) = from {
        let mut options = MessagesOptions::new(way.dir);
        options.from = Some(token.clone());
        options.limit = PAGE.into();
        let page = room.messages(options).await?;
        let done = page.chunk.is_empty() || is_last(&page.chunk);
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
fn is_entry(event: &Value, own: &UserId, how: &str) -> bool {
    event["type"] == "m.room.member"
        && event["state_key"] == own.as_str()
        && event["content"]["membership"] == how
        && event["unsigned"]["prev_content"]["membership"] != how
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
