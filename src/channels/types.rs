//! What goes between a platform's loop and the desk, before anybody has looked into it.

use std::error::Error;

use domain::channel::ChannelKind;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Something a channel received, before anybody has looked into it. What waits for its key is stored so; its sender beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundUpdate {
    pub source: ChannelKind,
    /// The platform's own id of it: the same key again is the same thing again.
    pub key: String,
    /// What comes from one sender stays in order.
    #[serde(skip)]
    pub sender: Sender,
    /// As the channel received it; only the channel can read it.
    pub payload: String,
    /// The platform's time stamp.
    pub at: Timestamp,
    /// Set for a part of something bigger, such as an album.
    pub bundle: Option<Bundle>,
}

/// Who something comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sender {
    Person {
        address: String,
    },
    Staff,
    #[default]
    Unknown,
}

impl Sender {
    /// The person's address, if it is one.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Person { address } => Some(address),
            Self::Staff | Self::Unknown => None,
        }
    }
}

impl InboundUpdate {
    /// What stays in order with it.
    #[must_use]
    pub fn ordering_key(&self) -> String {
        match &self.sender {
            Sender::Person { address } => format!("{}:{address}", self.source),
            Sender::Staff => "staff".to_owned(),
            Sender::Unknown => format!("{}:", self.source),
        }
    }
}

/// What the parts of one message have in common, and how long the others are waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    pub name: String,
    pub wait: SignedDuration,
}

/// What one answer of a platform brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncBatch {
    pub updates: Vec<InboundUpdate>,
    /// What waits for its key from now on.
    pub undecryptable: Vec<Undecryptable>,
    /// The keys of what waits no more.
    pub decrypted: Vec<String>,
    /// How far this is: the platform's own mark, to go on from.
    pub until: Option<String>,
    /// The staff are in this room from now on.
    pub moved: Option<StaffRoom>,
}

/// Something encrypted that cannot be read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecryptable {
    /// What it will be as an update: its payload is still encrypted.
    pub update: InboundUpdate,
    /// Since when it waits.
    pub since: Timestamp,
}

/// What a message is made of, where the platform may say later that a part of it, or a file, is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePart {
    /// The platform's own id of it.
    pub id: String,
    pub text: String,
    /// What tells its file from others.
    pub file: Option<String>,
}

/// A room of the staff's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRoom {
    /// The platform's id of it.
    pub room: String,
    /// What the configuration called the staff room when they came here.
    pub name: String,
}

/// Nothing was committed: the platform must not hear that we have it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct IngestError(Box<dyn Error + Send + Sync>);

impl IngestError {
    pub fn new(cause: impl Error + Send + Sync + 'static) -> Self {
        Self(Box::new(cause))
    }
}
