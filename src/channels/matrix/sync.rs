//! What of an answer of the server is ours: which events arrive, which wait for their key, which are nobody's.

use std::collections::BTreeSet;

use backon::{ExponentialBuilder, Retryable};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use matrix_sdk::{
    Room, RoomState,
    deserialized_responses::TimelineEvent,
    room::MessagesOptions,
    ruma::{
        OwnedRoomId, UserId,
        api::{
            client::{
                filter::{self, FilterDefinition, RoomEventFilter},
                sync::sync_events,
            },
            error::ErrorKind,
        },
    },
    sync::SyncResponse,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Link, Matrix,
    cause::cause,
    envelope::{self, Envelope},
    rooms::RoomKind,
};
use crate::channels::types::{InboundUpdate, SyncBatch, Undecryptable};

/// How many events are asked for at a time.
const PAGE: u32 = 100;
/// How many rooms are paged through at the same time, after a stop.
const AT_ONCE: usize = 8;

/// An event as the server, or its key, gave it; `undecryptable` if there was no key.
#[derive(Clone)]
struct ReceivedEvent {
    event: Value,
    undecryptable: bool,
}

impl From<&TimelineEvent> for ReceivedEvent {
    fn from(event: &TimelineEvent) -> Self {
        let json = event.kind.raw().json().get();
        Self { event: serde_json::from_str(json).unwrap_or_default(), undecryptable: event.kind.is_utd() }
    }
}

impl ReceivedEvent {
    /// Was the desk invited by this, or did it join? A change of its name is neither.
    fn is_entry(&self, own: &UserId, how: &str) -> bool {
        let event = &self.event;
        event["type"] == "m.room.member"
            && event["state_key"] == own.as_str()
            && event["content"]["membership"] == how
            && event["unsigned"]["prev_content"]["membership"] != how
    }
}

impl Matrix {
    /// What an answer brought, after what was committed with `since`.
    pub(super) async fn batch(
        &self,
        link: &Link,
        since: &str,
        response: &SyncResponse,
        now: Timestamp,
    ) -> SyncBatch {
        let mut batch = SyncBatch { until: Some(response.next_batch.clone()), ..SyncBatch::default() };
        for (id, update) in &response.rooms.joined {
            let Some(room) = link.client.get_room(id) else { continue };
            let mut said: Vec<ReceivedEvent> =
                update.timeline.events.iter().map(ReceivedEvent::from).collect();
            // Where much was said, or the desk is new, the answer has only a part of it.
            let new = said.iter().any(|said| said.is_entry(&link.own, "join"));
            if update.timeline.limited || new {
                said = or_notify(&room, since, &link.own, said).await;
            }
            self.add(link, &room, said, now, &mut batch).await;
        }
        batch
    }

    /// The rooms in which something was said since a mark, whatever the client's own store has made of it: an answer that
    /// was never committed is not given again, but the server still has what was in it.
    pub(super) async fn changed_since(
        &self,
        link: &Link,
        since: &str,
    ) -> matrix_sdk::HttpResult<BTreeSet<OwnedRoomId>> {
        let mut request = sync_events::v3::Request::new();
        request.since = Some(since.to_owned());
        request.filter = Some(asked_once());
        let rooms = link.client.send(request).await?.rooms.join.into_iter();
        Ok(rooms.filter(|(_, room)| !room.timeline.events.is_empty()).map(|(id, _)| id).collect())
    }

    /// What was said in these rooms since a mark.
    pub(super) async fn catch_up(
        &self,
        link: &Link,
        changed: BTreeSet<OwnedRoomId>,
        since: &str,
        until: &str,
        now: Timestamp,
    ) -> matrix_sdk::Result<SyncBatch> {
        let mut batch = SyncBatch { until: Some(until.to_owned()), ..SyncBatch::default() };
        let joined = changed.iter().filter_map(|id| link.client.get_room(id));
        let joined = joined.filter(|room| room.state() == RoomState::Joined);
        let told: Vec<_> = joined.map(|room| told_by(room, since, &link.own)).collect();
        let mut told = stream::iter(told).buffered(AT_ONCE);
        while let Some((room, said)) = told.try_next().await? {
            self.add(link, &room, said, now, &mut batch).await;
        }
        Ok(batch)
    }

    async fn add(
        &self,
        link: &Link,
        room: &Room,
        said: Vec<ReceivedEvent>,
        now: Timestamp,
        batch: &mut SyncBatch,
    ) {
        let mut kind = link.kind(room);
        if matches!(kind, RoomKind::Former | RoomKind::Other) {
            return;
        }
        // What was said before the desk came is none of its business. To a person's room it comes with the invitation:
        // they go on writing.
        let entry = match kind {
            RoomKind::Direct => "invite",
            _ => "join",
        };
        let joins = said.iter().any(|said| said.is_entry(&link.own, "join"));
        let entry = said.iter().rposition(|said| joins && said.is_entry(&link.own, entry));
        let opening = entry
            .filter(|_| kind == RoomKind::Direct)
            .and_then(|entry| opened(room, &said[entry..], &link.own));
        for ReceivedEvent { mut event, undecryptable } in said.into_iter().skip(entry.unwrap_or_default()) {
            if event["sender"] == link.own.as_str() && event["type"] != "m.room.member" {
                continue;
            }
            if kind == RoomKind::Successor && !undecryptable {
                if self.moves(link, room, &event, batch).await {
                    kind = RoomKind::Staff;
                }
                continue;
            }
            let Some((key, at)) = key_and_time(&event) else { continue };
            if let Some(unsigned) = event["unsigned"].as_object_mut() {
                unsigned.retain(|key, _| key == "prev_content");
            }
            let staff = matches!(kind, RoomKind::Staff | RoomKind::Successor);
            // What is taken back before its key has come is not waited for.
            let taken_back = event["content"]["redacts"].as_str().or(event["redacts"].as_str());
            batch.decrypted.extend(taken_back.map(str::to_owned));
            if undecryptable {
                let update = Envelope::event(room.room_id(), staff, event).update(key, at);
                batch.undecryptable.push(Undecryptable { update, since: now });
            } else if concerns_us(&event, &link.own) {
                batch.updates.push(self.update(link, room, staff, event, key, at).await);
            }
        }
        batch.updates.extend(opening);
    }

    /// An event as it waits in the inbox, with what it can press.
    pub(super) async fn update(
        &self,
        link: &Link,
        room: &Room,
        staff: bool,
        event: Value,
        key: String,
        at: Timestamp,
    ) -> InboundUpdate {
        let quick_replies =
            if staff { Vec::new() } else { self.quick_replies.by(room, &link.own, &event).await };
        Envelope::Event {
            address: envelope::address(room.room_id(), staff, &event),
            staff,
            quick_replies,
            event,
        }
        .update(key, at)
    }
}

/// Asks for no more than the last event of each room. No two of these are alike: a question that Synapse has been asked
/// in the last two minutes it answers as it did then, whatever has been said since.
fn asked_once() -> sync_events::v3::Filter {
    let mut filter = FilterDefinition::default();
    filter.presence = filter::Filter::ignore_all();
    filter.account_data = filter::Filter::ignore_all();
    let room = &mut filter.room;
    room.account_data = RoomEventFilter::ignore_all();
    room.ephemeral = RoomEventFilter::ignore_all();
    room.state = RoomEventFilter::ignore_all();
    room.timeline.limit = Some(1_u32.into());
    room.timeline.not_types = vec![format!("org.sportello.{}", Uuid::new_v4().simple())];
    sync_events::v3::Filter::FilterDefinition(filter)
}

/// Everything said in a room since a mark, in order, decrypted where its key is there. Where the desk has come in since,
/// from its invitation on: that may be older than the mark.
async fn all_since(room: &Room, since: &str, own: &UserId) -> matrix_sdk::Result<Vec<ReceivedEvent>> {
    let mut said = pages(room, MessagesOptions::forward(), since, |_| false).await?;
    let has = |said: &[ReceivedEvent], how| said.iter().any(|said| said.is_entry(own, how));
    if has(&said, "join") && !has(&said, "invite") {
        let mut before = pages(room, MessagesOptions::backward(), since, |page| has(page, "invite")).await?;
        before.reverse();
        before.append(&mut said);
        said = before;
    }
    Ok(said)
}

/// As [`all_since`]; a room that the server does not let us look into tells nothing.
async fn told_by(room: Room, since: &str, own: &UserId) -> matrix_sdk::Result<(Room, Vec<ReceivedEvent>)> {
    match all_since(&room, since, own).await {
        Err(error) if is_refused(&error) => Ok((room, Vec::new())),
        said => Ok((room, said?)),
    }
}

/// As [`all_since`]; but one room of which the server tells no more must not keep us from all others. It is asked a few
/// times; then what we have of it is all there is.
async fn or_notify(room: &Room, since: &str, own: &UserId, have: Vec<ReceivedEvent>) -> Vec<ReceivedEvent> {
    let pauses = ExponentialBuilder::new().with_max_times(4);
    let asked = (|| all_since(room, since, own)).retry(pauses).when(|error| !is_refused(error)).await;
    asked.unwrap_or_else(|error| {
        tracing::error!(cause = cause(&error), "the server does not tell all that was said in a room");
        have
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
    is_last: impl Fn(&[ReceivedEvent]) -> bool,
) -> matrix_sdk::Result<Vec<ReceivedEvent>> {
    let mut said = Vec::new();
    let mut from = Some(mark.to_owned());
    while let Some(token) = from {
        let mut options = MessagesOptions::new(way.dir);
        options.from = Some(token.clone());
        options.limit = PAGE.into();
        let page = room.messages(options).await?;
        let mut chunk: Vec<ReceivedEvent> = page.chunk.iter().map(ReceivedEvent::from).collect();
        let done = chunk.is_empty() || is_last(&chunk);
        said.append(&mut chunk);
        from = page.end.filter(|end| !done && *end != token);
    }
    Ok(said)
}

/// Somebody has called the desk into a room of their own, and has not said anything yet. `said` begins with that.
fn opened(room: &Room, said: &[ReceivedEvent], own: &UserId) -> Option<InboundUpdate> {
    let is_silent = |said: &ReceivedEvent| {
        !said.undecryptable && (said.event["type"] == "m.room.member" || !concerns_us(&said.event, own))
    };
    let join = said.iter().rfind(|said| said.is_entry(own, "join"))?;
    let (key, at) = key_and_time(&join.event)?;
    let address =
        envelope::address(room.room_id(), false, &json!({ "sender": said.first()?.event["sender"] }));
    let decrypted = Envelope::Opened { address };
    said.iter().all(is_silent).then(|| decrypted.update(format!("opened:{key}"), at))
}

/// What the server calls the event, and when it was said there.
fn key_and_time(event: &Value) -> Option<(String, Timestamp)> {
    let at = Timestamp::from_millisecond(event["origin_server_ts"].as_i64()?).ok()?;
    Some((event["event_id"].as_str()?.to_owned(), at))
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
