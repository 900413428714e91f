//! Matrix: the encrypted staff room, and people who write in a direct room of their own.
//!
//! In: `listen` follows the server, one answer at a time, and commits each with the mark to go on from; `sync` says what
//! of it is ours, `undecryptable` keeps what cannot be decrypted yet, `read` says what an event means, once it is handled. Out:
//! `deliver` sends, as `content`; `quick_replies` lets buttons be pressed by number or sign. Beside: `session` (log in, encrypt,
//! recover), `rooms` (where the desk is, and where it does not stay), `oblivion` (who is to be forgotten), `trouble` (what keeps it from its experts), `check`
//! (is all in order?). Logs say what `cause` makes of an error: the SDK's own words name people.
//!
//! Invariants: an event is ours once it is a committed row, never before; what the staff room says counts because the
//! server lets only members say it; a direct room with a third person in it is none; every event of ours has the id of
//! its outbox row as transaction id, so that the server shows it once.

mod cause;
pub mod check;
mod content;
mod deliver;
mod envelope;
mod listen;
mod media;
mod oblivion;
mod quick_replies;
mod quotes;
mod read;
mod rooms;
mod send;
mod session;
pub mod settings;
mod sync;
mod trouble;
mod undecryptable;

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    attachment::Attachment, channel::ChannelKind, colleagues::Colleague, ids::Expert, language::Language,
    message::Message,
};
use jiff::SignedDuration;
use matrix_sdk::{
    Client, Room, RoomMemberships,
    ruma::{OwnedRoomId, OwnedUserId},
};
use tokio::{sync::watch, time::Instant};

use self::{
    media::Media,
    oblivion::Oblivion,
    quick_replies::QuickReplies,
    send::{Signs, Turns},
    session::Refusal,
    settings::Settings,
    trouble::Condition,
};
use super::{Channel, Delivery, Dispatch, Edit, Inbound, NotFetched, Tick, Turn, Unreadable};

pub use self::trouble::MatrixTrouble;

/// How long what has to go out waits for a connection before it asks again.
const NOT_CONNECTED: SignedDuration = SignedDuration::from_secs(2);

/// The desk's account.
pub struct Matrix {
    settings: Settings,
    /// For the session, its keys and what the server has told.
    folder: PathBuf,
    /// In which the room is told what concerns it alone.
    language: Language,
    link: watch::Sender<LinkState>,
    quick_replies: QuickReplies,
    turns: Turns,
    signs: Signs,
    condition: Condition,
    oblivion: Oblivion,
    /// Where the staff are, as far as is known.
    place: Mutex<Option<OwnedRoomId>>,
    /// Until then the server wants to hear nothing from us.
    rate_limited_until: Mutex<Option<Instant>>,
}

/// Whether the desk is on Matrix.
#[derive(Clone)]
enum LinkState {
    Connecting,
    /// The server does not let us in: what it says, and what to do.
    Refused(Refusal),
    On(Link),
}

/// A session that works.
#[derive(Clone)]
struct Link {
    client: Client,
    media: Media,
    own: OwnedUserId,
    /// Where the staff are, joined or not: where the configuration says, or where they went from there.
    staff_room: Option<OwnedRoomId>,
    /// It is written down that they are there, and the desk has said hello.
    settled: bool,
    /// Where they were before.
    former: BTreeSet<OwnedRoomId>,
    /// What is to take the place of their room, as soon as an expert says so there.
    successors: BTreeSet<OwnedRoomId>,
    /// Those of them which the desk has tried to enter.
    tried: BTreeSet<OwnedRoomId>,
}

impl Link {
    fn staff_room(&self) -> Option<Room> {
        self.client.get_room(self.staff_room.as_ref()?)
    }
}

impl Matrix {
    /// An account that is not connected yet; it keeps what it has to in this folder.
    #[must_use]
    pub fn new(settings: Settings, folder: PathBuf, language: Language) -> Arc<Self> {
        Arc::new(Self {
            settings,
            oblivion: Oblivion::new(&folder),
            folder,
            language,
            link: watch::channel(LinkState::Connecting).0,
            quick_replies: QuickReplies::default(),
            turns: Turns::default(),
            signs: Signs::default(),
            condition: Condition::default(),
            place: Mutex::default(),
            rate_limited_until: Mutex::default(),
        })
    }

    /// Why the desk is not at work here, if somebody has to do something about it.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.what_is_wrong().map(|trouble| trouble.to_string())
    }

    /// The same, to be told apart.
    #[must_use]
    pub fn what_is_wrong(&self) -> Option<MatrixTrouble> {
        match &*self.link.borrow() {
            LinkState::Refused(refusal) => Some(MatrixTrouble::Refused(refusal.to_string())),
            LinkState::Connecting | LinkState::On(_) => self.condition.trouble(),
        }
    }

    /// The session works, and this is known of the rooms.
    fn is_on(&self, link: &Link) {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&link.staff_room);
        self.link.send_replace(LinkState::On(link.clone()));
    }

    fn link(&self) -> Option<Link> {
        match &*self.link.borrow() {
            LinkState::On(link) => Some(link.clone()),
            _ => None,
        }
    }

    /// How long the server wants to hear nothing from us.
    fn hushed(&self) -> Option<SignedDuration> {
        let until = (*self.rate_limited_until.lock().unwrap_or_else(PoisonError::into_inner))?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then(|| SignedDuration::try_from(left).unwrap_or(SignedDuration::MAX))
    }

    fn hush_for(&self, pause: Duration) {
        let mut rate_limited_until = self.rate_limited_until.lock().unwrap_or_else(PoisonError::into_inner);
        *rate_limited_until = (*rate_limited_until).max(Some(Instant::now() + pause));
    }
}

#[async_trait]
impl Channel for Matrix {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Matrix
    }

    fn read(&self, payload: &str) -> Result<Inbound, Unreadable> {
        read::read(payload)
    }

    fn trouble(&self) -> Option<String> {
        Self::trouble(self)
    }

    fn shows_changes(&self) -> bool {
        true
    }

    fn room(&self) -> Option<String> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(ToString::to_string)
    }

    async fn colleagues(&self) -> Vec<Colleague> {
        let Some(link) = self.link() else {
            return Vec::new();
        };
        let Some(room) = link.staff_room() else {
            return Vec::new();
        };
        let members = room.members_no_sync(RoomMemberships::JOIN).await.unwrap_or_default();
        members
            .iter()
            .filter(|member| member.user_id() != link.own)
            .map(|member| Colleague {
                expert: Expert(member.user_id().to_string()),
                name: member.name().to_owned(),
            })
            .collect()
    }

    fn pages(&self, message: Message) -> Vec<Message> {
        super::pages::pages(message, content::PAGE, content::CAPTION)
    }

    fn turn(&self, _address: Option<&str>) -> Turn {
        match (self.hushed(), self.link()) {
            (Some(wait), _) => Turn::Nobody { wait },
            (None, None) => Turn::Nobody { wait: NOT_CONNECTED },
            (None, Some(_)) => Turn::Now,
        }
    }

    async fn deliver(&self, dispatch: Dispatch) -> Delivery {
        self.send(dispatch).await
    }

    async fn edit(&self, edit: &Edit) -> Delivery {
        self.change(edit).await
    }

    fn has_ticks(&self) -> bool {
        true
    }

    async fn tick(&self, tick: &Tick) -> Delivery {
        self.put_sign(tick).await
    }

    async fn fetch(&self, attachment: &Attachment) -> Result<Vec<u8>, NotFetched> {
        self.get(&attachment.reference).await
    }
}
