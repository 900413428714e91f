//! An update on its way into the inbox: read just enough to know what it is, whose, and from when. What it says is read
//! later, when it is handled; what cannot be read at all is kept all the same.

use domain::channel::ChannelKind;
use jiff::{SignedDuration, Timestamp};

use super::json::{Json, Object};
use crate::channels::types::{Bundle, InboundUpdate, Sender};

/// How long the other pictures of an album are waited for: Telegram sends each by itself, within moments.
const ALBUM: SignedDuration = SignedDuration::from_millis(1_500);

/// Telegram keeps an update for a day; clocks may differ by as much again.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// An update that has come, and what its arrival asks for beside an answer.
pub struct Update {
    /// Telegram's number of it, if there is one.
    pub id: Option<i64>,
    pub inbound: InboundUpdate,
    pub housekeeping: Housekeeping,
}

/// What is polite at once, whatever the desk decides later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Housekeeping {
    /// The person is writing to us: show that somebody is at it.
    Typing {
        chat: i64,
    },
    /// A pressed button wants to be let go.
    LetGo {
        query: String,
    },
    /// We are in a place where people should not ask about their lives.
    Leave {
        chat: i64,
        language: Option<String>,
    },
    Nothing,
}

/// Where something happens. Private chats have the number of their person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatRef {
    pub id: i64,
    pub private: bool,
}

impl ChatRef {
    /// The chat that this is in.
    pub fn of(happened: &Object) -> Option<Self> {
        let chat = happened.within("chat");
        let id = chat.get("id").number()?;
        let private = chat.get("type").text().map_or(id > 0, |kind| kind == "private");
        Some(Self { id, private })
    }
}

/// Reads an update as it was written.
#[must_use]
pub fn update(raw: &str, now: Timestamp) -> Update {
    let value = Json::of(raw).object();
    let id = value.get("update_id").number();
    let (written, edited) = (value.within("message"), value.within("edited_message"));
    let (query, member) = (value.within("callback_query"), value.within("my_chat_member"));
    let message = [&written, &edited].into_iter().find(|message| !message.is_empty());
    let happened = message.unwrap_or(&member);
    let chat = ChatRef::of(happened);
    // Who pressed is who counts: a button can be anywhere.
    let presser = query.within("from").get("id").number();
    let sender = if query.is_empty() { chat.map(|chat| chat.id) } else { presser };
    let at = ["edit_date", "date"].into_iter().find_map(|at| happened.get(at).number());
    let housekeeping = match (query.get("id").text(), chat) {
        (Some(query), _) => Housekeeping::LetGo { query },
        (None, Some(ChatRef { id: chat, private: true })) if !written.is_empty() => {
            Housekeeping::Typing { chat }
        }
        (None, Some(ChatRef { id: chat, private: false })) if !gone(&member) => {
            let language = happened.within("from").get("language_code").text();
            Housekeeping::Leave { chat, language }
        }
        _ => Housekeeping::Nothing,
    };
    let album = written.get("media_group_id").text().map(|name| name.replace(char::is_control, ""));
    let inbound = InboundUpdate {
        source: ChannelKind::Telegram,
        key: id.map_or_else(|| format!("unreadable {}", uuid::Uuid::new_v4()), |id| id.to_string()),
        sender: sender.map_or(Sender::Unknown, |sender| Sender::Person { address: sender.to_string() }),
        // What is no text cannot be kept as one.
        payload: raw.replace('\0', "\u{FFFD}"),
        at: at.and_then(|at| told(at, now)).unwrap_or(now),
        bundle: album.map(|name| Bundle { name, wait: ALBUM }),
    };
    Update { id, inbound, housekeeping }
}

/// When something was written, as Telegram says, if that can be: it keeps nothing for longer than a day, and a promise that
/// is counted from another century is broken at once.
fn told(at: i64, now: Timestamp) -> Option<Timestamp> {
    Timestamp::from_second(at).ok().filter(|at| now.duration_since(*at) <= KEPT)
}

/// Does this say that we are out of the chat?
fn gone(member: &Object) -> bool {
    let status = member.within("new_chat_member").get("status").text();
    matches!(status.as_deref(), Some("left" | "kicked"))
}
