//! The seam to the platforms, three methods wide. A channel knows its platform; nobody else does.
//!
//! What arrives: the channel's own loop writes [`crate::store::inbox::Arrival`]s through the office and acknowledges them
//! to the platform only afterwards; [`Channel::read`] later says what such a payload means. What goes out:
//! [`Channel::deliver`] takes one parcel and says what became of it.

pub mod console;
pub mod fake;
pub mod markdown;

use async_trait::async_trait;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::desk::{
    conversation::ChannelKind,
    delivery::Undeliverable,
    ids::{CaseNumber, Expert},
    language::Language,
    message::Message,
    room::{Mention, Place},
};

/// What a payload in the inbox turns out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Inbound {
    /// From a person, at this address. `language` is what the platform knows of theirs.
    Person { address: String, language: Option<Language>, sent: Sent },
    /// From a joined member of the configured staff room, in a case's thread or outside any.
    Staff { expert: Expert, case: Option<CaseNumber>, text: String },
}

/// What a person can send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sent {
    Text(String),
    /// The data of a pressed button: anything at all.
    Button(String),
}

/// A payload the channel cannot read: it is kept aside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unreadable payload: {0}")]
pub struct Unreadable(pub String);

/// One message on its way. `id` is the same at every attempt: platforms that know transaction ids deliver it once.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispatch {
    pub id: i64,
    pub to: Destination,
    pub message: Message,
}

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    Person { address: String },
    Staff { case: Option<CaseNumber>, place: Place, mention: Mention },
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It has arrived; the platform calls it so.
    Delivered {
        receipt: String,
    },
    /// Not now: the platform wants us to wait so long, or gives no time.
    Later {
        after: Option<SignedDuration>,
    },
    GaveUp(Undeliverable),
}

/// A platform.
#[async_trait]
pub trait Channel: Send + Sync {
    fn kind(&self) -> ChannelKind;

    /// What a payload of this channel means.
    ///
    /// # Errors
    /// If it is none of ours: the row is kept aside and the staff are told.
    fn read(&self, payload: &str) -> Result<Inbound, Unreadable>;

    /// Sends one message, once.
    async fn deliver(&self, dispatch: &Dispatch) -> Delivery;
}

/// Payloads of the channels that have no format of their own: [`Inbound`] as JSON.
fn read_json(payload: &str) -> Result<Inbound, Unreadable> {
    // Only where it broke: the message itself could hold a person's words.
    serde_json::from_str(payload).map_err(|error| {
        Unreadable(format!(
            "{:?} error at line {}, column {}",
            error.classify(),
            error.line(),
            error.column()
        ))
    })
}
