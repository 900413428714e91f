//! An update on its way into the inbox: read just enough to know what it is, whose, and from when. What it says is read
//! later, when it is handled; what cannot be read at all is kept all the same.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::{
    desk::channel::ChannelKind,
    store::inbox::{Arrival, Bundle},
};

/// How long the other pictures of an album are waited for: Telegram sends each by itself, within moments.
const ALBUM: SignedDuration = SignedDuration::from_millis(1_500);

/// An update that has come, and what its arrival asks for beside an answer.
pub struct Update {
    /// Telegram's number of it, if there is one.
    pub id: Option<i64>,
    pub arrival: Arrival,
    pub courtesy: Courtesy,
}

/// What is polite at once, whatever the desk decides later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Courtesy {
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

/// Reads an update as it was written.
#[must_use]
pub fn update(raw: &str, now: Timestamp) -> Update {
    let value: Value = serde_json::from_str(raw).unwrap_or_default();
    let id = value["update_id"].as_i64();
    let message = ["message", "edited_message"].iter().map(|kind| &value[*kind]).find(|m| m.is_object());
    let (query, member) = (&value["callback_query"], &value["my_chat_member"]);
    let chat = message.map_or(&member["chat"], |message| &message["chat"]);
    let private = chat["type"] == "private";
    // Who pressed is who counts: a button can be anywhere.
    let sender = if query.is_object() { query["from"]["id"].as_i64() } else { chat["id"].as_i64() };
    let at = message.or(Some(member)).and_then(|m| m["edit_date"].as_i64().or_else(|| m["date"].as_i64()));
    let courtesy = match (sender, message, query["id"].as_str()) {
        (_, _, Some(query)) => Courtesy::LetGo { query: query.to_owned() },
        (Some(chat), Some(_), _) if private && value["message"].is_object() => Courtesy::Typing { chat },
        (Some(chat), ..) if !private && !gone(member) => {
            let from = message.map_or(&member["from"], |message| &message["from"]);
            Courtesy::Leave { chat, language: from["language_code"].as_str().map(str::to_owned) }
        }
        _ => Courtesy::Nothing,
    };
    let album = value["message"]["media_group_id"].as_str();
    let arrival = Arrival {
        source: ChannelKind::Telegram,
        key: id.map_or_else(|| format!("unreadable {}", uuid::Uuid::new_v4()), |id| id.to_string()),
        lane: sender.map_or_else(|| "telegram:".to_owned(), |sender| format!("telegram:{sender}")),
        payload: raw.to_owned(),
        at: at.and_then(|at| Timestamp::from_second(at).ok()).unwrap_or(now),
        bundle: album.map(|name| Bundle { name: name.to_owned(), wait: ALBUM }),
    };
    Update { id, arrival, courtesy }
}

/// Does this say that we are out of the chat?
fn gone(member: &Value) -> bool {
    matches!(member["new_chat_member"]["status"].as_str(), Some("left" | "kicked"))
}
