//! The seam to the platforms, a few methods wide. A channel knows its platform; nobody else does.
//!
//! What arrives: the channel's own loop brings [`InboundUpdate`]s to the [`Intake`] and acknowledges them to the platform only
//! afterwards; [`Channel::read`] later says what such a payload means. What goes out: [`Channel::deliver`] and
//! [`Channel::edit`] take one message and say what became of it.

mod cause;
pub mod console;
pub mod fake;
pub mod markdown;
pub mod matrix;
mod pages;
mod place;
pub mod telegram;
pub mod types;

use async_trait::async_trait;
use domain::{
    attachment::{Attachment, Declined, Files},
    channel::ChannelKind,
    colleagues::{Call, Colleague},
    commands::ReactionCommand,
    delivery::{Delivery, Undeliverable},
    ids::{CaseNumber, Expert, PlatformMessageId},
    language::Language,
    message::Message,
    post::Place,
    quoted::Quoted,
    watch::Gap,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::channels::types::{
    InboundUpdate, IngestError, MessagePart, Sender, StaffRoom, SyncBatch, Undecryptable,
};

/// What a payload in the inbox turns out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Inbound {
    /// From a person, at this address. `language` is what the platform knows of theirs.
    Person { address: String, language: Option<Language>, sent: Sent },
    /// From a joined member of the configured staff room. `mentions` are the colleagues it names.
    Staff {
        expert: Expert,
        thread: Thread,
        line: PlatformMessageId,
        text: String,
        #[serde(default)]
        mentions: Vec<Expert>,
    },
    /// A line that such a member changed, or took back: also a reaction.
    /// `by` is the line that says so.
    StaffChanged { expert: Expert, line: PlatformMessageId, by: PlatformMessageId, text: Option<String> },
    /// A sign that such a member put beneath a line.
    StaffReacted { expert: Expert, to: PlatformMessageId, line: PlatformMessageId, sign: ReactionCommand },
    /// Something such a member sent that goes nowhere, and should not do so in silence.
    StaffUnheard { thread: Thread, line: Option<PlatformMessageId>, why: Unheard },
    /// A member has left the staff room, or was made to.
    ExpertLeft { expert: Expert },
    /// The desk is in its staff room for the first time.
    InStaffRoom { encrypted: bool },
    /// Something the platform tells that is nobody's message.
    Nothing,
}

/// Where in the staff room a line stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thread {
    /// Outside any thread.
    Outside,
    /// In the thread of this case.
    Case(CaseNumber),
    /// In the thread that this line began.
    Under(PlatformMessageId),
    /// An answer to this line, outside any thread.
    Answering(PlatformMessageId),
}

/// Why something an expert sent goes nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unheard {
    /// It is encrypted, and its key has not come.
    #[serde(alias = "sealed")]
    Undecryptable,
    /// A file: only words go to people.
    File,
}

/// What a person can send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sent {
    /// Words, files, or both. `id` is the platform's own, if the person can change the message later.
    Message {
        id: Option<String>,
        text: String,
        #[serde(default)]
        files: Files,
        /// Where a change can be about a part of it, or a file: what it is made of.
        #[serde(default)]
        parts: Vec<MessagePart>,
        /// What it refers to, where the platform keeps that apart.
        #[serde(default)]
        quoted: Option<Quoted>,
    },
    /// A message of this id has changed, or the platform says so: what it is now. `file` tells its file from others.
    Reworded {
        id: String,
        text: String,
        #[serde(default)]
        files: Files,
        #[serde(default)]
        file: Option<String>,
    },
    /// The data of a pressed button: anything at all.
    Button(String),
    /// Something the desk does not take, and no words.
    Declined(Declined),
    /// The person has blocked the desk, or left.
    Left,
    /// The person lets the desk write again.
    CameBack,
}

impl Sent {
    /// Words and nothing else, on a platform without edits.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::message(None, text, Files::default())
    }

    /// Words, files, or both.
    #[must_use]
    pub fn message(id: Option<String>, text: impl Into<String>, files: Files) -> Self {
        Self::Message { id, text: text.into(), files, parts: Vec::new(), quoted: None }
    }

    /// Other words than before.
    #[must_use]
    pub fn reworded(id: String, text: String) -> Self {
        Self::Reworded { id, text, files: Files::default(), file: None }
    }
}

impl Inbound {
    /// Who it comes from.
    #[must_use]
    pub fn sender(&self) -> Sender {
        match self {
            Self::Person { address, .. } => Sender::Person { address: address.clone() },
            _ => Sender::Staff,
        }
    }

    /// Takes a later part of the same message, such as the next picture of an album, into it. False if it is none.
    #[must_use]
    pub fn absorb(&mut self, part: &Self) -> bool {
        let Self::Person { sent: Sent::Message { text, files, parts, quoted, .. }, .. } = self else {
            return false;
        };
        let Self::Person {
            sent: Sent::Message { text: more, files: further, parts: rest, quoted: also, .. },
            ..
        } = part
        else {
            return false;
        };
        if !text.is_empty() && !more.is_empty() {
            text.push('\n');
        }
        text.push_str(more);
        files.join(further.clone());
        parts.extend(rest.iter().cloned());
        *quoted = quoted.take().or_else(|| also.clone());
        true
    }
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
    /// A person's file for the staff, sanitized.
    pub handed: Option<Handed>,
    /// The last message to somebody who is forgotten: the platform should forget them, too.
    pub farewell: bool,
}

/// A file that says nothing about whose it is: neither in its name nor in its metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    pub name: String,
    /// Media type, such as `image/jpeg`.
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// A change to a message that has reached a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub id: i64,
    pub address: String,
    /// What the platform calls the message.
    pub platform_message_id: String,
    /// What it says from now on.
    pub message: Message,
    /// Take it away, and only if that cannot be done, let it say this.
    pub remove: bool,
}

/// A sign beneath what a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    pub id: i64,
    pub address: String,
    /// What the platform calls the person's message.
    pub line: PlatformMessageId,
}

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    Person {
        address: String,
    },
    /// `head` is the line that begins the thread of the case in this room, if it is known; `room` is none where there is
    /// but one.
    Staff {
        room: Option<String>,
        case: Option<CaseNumber>,
        place: Place,
        call: Call,
        head: Option<PlatformMessageId>,
    },
}

/// Whether something may be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Now,
    /// This person has been sent much in a short time.
    NotThisOne {
        wait: SignedDuration,
    },
    /// The platform wants nothing at all for so long.
    Nobody {
        wait: SignedDuration,
    },
}

/// Why a file could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFetched {
    /// Not now: the platform wants us to wait so long, or gives no time.
    Later { after: Option<SignedDuration> },
    /// The platform does not have it any more, or does not give it to us.
    Gone,
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

    /// The desk has dealt with what came from this address, and may have nothing to say to it.
    fn handled(&self, address: &str) {
        let _ = address;
    }

    /// What is wrong with the platform, or with the desk's place on it, if somebody has to know; never with names or words
    /// of people.
    fn trouble(&self) -> Option<String> {
        None
    }

    /// As a staff room: can lines be changed and marked? If so, it is not told in words what a head or a mark shows.
    fn shows_changes(&self) -> bool {
        false
    }

    /// As a staff room that may move: the platform's id of the room it is now, if that is known.
    fn room(&self) -> Option<String> {
        None
    }

    /// As a staff room: who is in it.
    async fn colleagues(&self) -> Vec<Colleague> {
        Vec::new()
    }

    /// The message as so many as the platform needs for it; what belongs to its end (buttons, a file) is with the last.
    fn pages(&self, message: Message) -> Vec<Message> {
        vec![message]
    }

    /// May something be sent now, to the person at this address or to the staff? If so, the turn is taken: nothing waits
    /// for one while it is on its way.
    fn turn(&self, address: Option<&str>) -> Turn {
        let _ = address;
        Turn::Now
    }

    /// Sends one message, once.
    async fn deliver(&self, dispatch: Dispatch) -> Delivery;

    /// Changes a message that was sent, or takes it away. Where the platform cannot, the desk has to know.
    async fn edit(&self, edit: &Edit) -> Delivery {
        let _ = edit;
        Delivery::GaveUp(Undeliverable::Refused)
    }

    /// Can a sign be put beneath what a person wrote?
    fn has_ticks(&self) -> bool {
        false
    }

    /// Puts a sign beneath what a person wrote: it has been added.
    async fn tick(&self, tick: &Tick) -> Delivery {
        let _ = tick;
        Delivery::GaveUp(Undeliverable::Refused)
    }

    /// The bytes of a file that a person sent through this channel.
    ///
    /// # Errors
    /// If it cannot be had now, or ever.
    async fn fetch(&self, attachment: &Attachment) -> Result<Vec<u8>, NotFetched> {
        let _ = attachment;
        Err(NotFetched::Gone)
    }
}

/// Where a channel's own loop brings what it receives: the app.
#[async_trait]
pub trait Intake: Send + Sync {
    /// Takes in what arrived. Once this returns, the platform may hear that we have it.
    ///
    /// # Errors
    /// If nothing could be committed.
    async fn ingest(&self, updates: &[InboundUpdate]) -> Result<(), IngestError>;

    /// Takes in what one answer of the platform brought, and how far that is, all or nothing.
    ///
    /// # Errors
    /// If nothing could be committed.
    async fn ingest_sync(&self, channel: ChannelKind, batch: &SyncBatch) -> Result<(), IngestError>;

    /// The rooms in which the staff have been; the first is where they are.
    ///
    /// # Errors
    /// If the database fails.
    async fn staff_rooms(&self, channel: ChannelKind) -> Result<Vec<StaffRoom>, IngestError>;

    /// How far the desk has taken in what the platform has.
    ///
    /// # Errors
    /// If the database fails.
    async fn sync_token(&self, channel: ChannelKind) -> Result<Option<String>, IngestError>;

    /// What waits for its key, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    async fn undecryptable(&self, channel: ChannelKind) -> Result<Vec<Undecryptable>, IngestError>;

    /// The platform has answered, whether or not anything arrived.
    ///
    /// # Errors
    /// If the database fails.
    async fn heard(&self, channel: ChannelKind) -> Result<(), IngestError>;

    /// What the desk knows of the time before it was started.
    ///
    /// # Errors
    /// If the database fails.
    async fn last_heard(&self, channel: ChannelKind) -> Result<LastHeard, IngestError>;

    /// Messages may have been lost: the staff should know.
    ///
    /// # Errors
    /// If the database fails.
    async fn report_gap(&self, channel: ChannelKind, gap: Gap) -> Result<(), IngestError>;

    /// Now, by the app's clock.
    fn now(&self) -> Timestamp;
}

/// When a platform last answered, and what came in last: the platform's id of it, and when it was received.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LastHeard {
    pub at: Option<Timestamp>,
    pub update: Option<(String, Timestamp)>,
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
