//! What waits in the inbox: an event as the server gave it, and what was known of its room at that time.

use jiff::Timestamp;
use matrix_sdk::ruma::RoomId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{desk::channel::ChannelKind, store::inbox::Arrival};

/// The payload of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Envelope {
    Event {
        room: String,
        /// It was said in the staff room.
        staff: bool,
        /// The data of the buttons that a number or a sign in the event can press, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        offered: Vec<String>,
        event: Value,
    },
    /// An event whose key has not come for a while.
    Sealed { room: String, staff: bool, thread: Option<String> },
    /// The desk has come into its staff room.
    InStaffRoom { encrypted: bool },
}

impl Envelope {
    /// As something that arrives, under a key of its own.
    pub fn arrival(&self, key: impl Into<String>, at: Timestamp) -> Arrival {
        let lane = match self {
            Self::Event { room, staff: false, .. } | Self::Sealed { room, staff: false, .. } => lane_of(room),
            _ => "staff".to_owned(),
        };
        Arrival {
            source: ChannelKind::Matrix,
            key: key.into(),
            lane,
            payload: serde_json::to_string(self).expect("our own types serialise to JSON"),
            at,
            bundle: None,
        }
    }

    /// An event that came in a room.
    pub fn event(room: &RoomId, staff: bool, event: Value) -> Self {
        Self::Event { room: room.to_string(), staff, offered: Vec::new(), event }
    }
}

/// A person's lane is named after their channel and address.
fn lane_of(room: &str) -> String {
    format!("{}:{room}", ChannelKind::Matrix)
}
