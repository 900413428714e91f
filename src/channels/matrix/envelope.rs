//! What waits in the inbox: an event as the server gave it, and what was known of its room at that time.

use domain::channel::ChannelKind;
use jiff::Timestamp;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::channels::types::{InboundUpdate, Sender};

/// The payload of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Envelope {
    Event {
        /// Of the person; of the staff room, its id.
        address: String,
        /// It was said in the staff room.
        staff: bool,
        /// The data of the buttons that a number or a sign in the event can press, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        quick_replies: Vec<String>,
        event: Value,
    },
    /// An event whose key has not come for a while.
    Undecryptable { address: String, staff: bool, thread: Option<String> },
    /// Somebody has opened a room with the desk, and not said anything yet.
    Opened { address: String },
    /// The desk can speak in its staff room.
    InStaffRoom { encrypted: bool },
}

impl Envelope {
    /// As something that arrives, under a key of its own.
    pub fn update(&self, key: impl Into<String>, at: Timestamp) -> InboundUpdate {
        let sender = match self {
            Self::Event { address, staff: false, .. }
            | Self::Undecryptable { address, staff: false, .. }
            | Self::Opened { address } => Sender::Person { address: address.clone() },
            _ => Sender::Staff,
        };
        InboundUpdate {
            source: ChannelKind::Matrix,
            key: key.into(),
            sender,
            payload: serde_json::to_string(self).expect("our own types serialise to JSON"),
            at,
            bundle: None,
        }
    }

    /// An event that came in a room.
    pub fn event(room: &RoomId, staff: bool, event: Value) -> Self {
        Self::Event { address: address(room, staff, &event), staff, quick_replies: Vec::new(), event }
    }
}

/// A person's address is their room and themselves: a room that another takes over is not the same person's.
pub fn address(room: &RoomId, staff: bool, event: &Value) -> String {
    let moved = (event["type"] == "m.room.member").then_some(&event["state_key"]);
    match moved.unwrap_or(&event["sender"]).as_str() {
        Some(user) if !staff => format!("{room} {user}"),
        _ => room.to_string(),
    }
}

/// The room and the person of an address.
pub fn room_and_user(address: &str) -> Option<(OwnedRoomId, OwnedUserId)> {
    let (room, user) = address.split_once(' ')?;
    Some((RoomId::parse(room).ok()?, UserId::parse(user).ok()?))
}
