//! Buttons where a platform has none: a message says which ones it offers, and a number or a sign presses one.
//!
//! A typed number presses only what the desk said last: "2" can be the answer to an expert's question.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use matrix_sdk::{
    Room,
    room::MessagesOptions,
    ruma::{EventId, OwnedRoomId, RoomId, UserId},
};
use serde_json::Value;

use super::content::{NUMBERS, OFFERED};

/// How many rooms are remembered; what is not, the server is asked for.
const ROOMS: usize = 10_000;
/// How far back the desk's last message is looked for.
const BACK: u32 = 30;

/// What the desk said last in each room: the event, and the data of its buttons.
#[derive(Default)]
pub(super) struct QuickReplies(Mutex<HashMap<OwnedRoomId, (String, Vec<String>)>>);

impl QuickReplies {
    /// The desk has said this.
    pub fn said(&self, room: &RoomId, event: &str, quick_replies: Vec<String>) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= ROOMS {
            last.clear();
        }
        last.insert(room.to_owned(), (event.to_owned(), quick_replies));
    }

    /// What a person's event can press: a number what was said last, a sign what its message offers.
    pub async fn by(&self, room: &Room, own: &UserId, event: &Value) -> Vec<String> {
        let content = &event["content"];
        let relation = &content["m.relates_to"];
        match event["type"].as_str() {
            Some("m.reaction") => match relation["event_id"].as_str() {
                Some(event) => self.of_event(room, own, event).await,
                None => Vec::new(),
            },
            Some("m.room.message") if number(content["body"].as_str().unwrap_or_default()).is_some() => {
                self.last_in(room, own).await
            }
            _ => Vec::new(),
        }
    }

    async fn of_event(&self, room: &Room, own: &UserId, event: &str) -> Vec<String> {
        if let Some((_, quick_replies)) = self.remembered(room.room_id()).filter(|(last, _)| last == event) {
            return quick_replies;
        }
        let Ok(id) = EventId::parse(event) else {
            return Vec::new();
        };
        match room.event(&id, None).await {
            Ok(event) => offered_by(event.kind.raw().json().get(), own).unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }

    async fn last_in(&self, room: &Room, own: &UserId) -> Vec<String> {
        if let Some((_, quick_replies)) = self.remembered(room.room_id()) {
            return quick_replies;
        }
        let mut options = MessagesOptions::backward();
        options.limit = BACK.into();
        let Ok(before) = room.messages(options).await else {
            return Vec::new();
        };
        let mut said = before.chunk.iter().map(|event| event.kind.raw().json().get());
        said.find_map(|event| offered_by(event, own)).unwrap_or_default()
    }

    fn remembered(&self, room: &RoomId) -> Option<(String, Vec<String>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(room).cloned()
    }
}

/// What a message of ours offers; `None` if it is none of ours.
fn offered_by(event: &str, own: &UserId) -> Option<Vec<String>> {
    let event: Value = serde_json::from_str(event).ok()?;
    if event["sender"] != own.as_str() || event["type"] != "m.room.message" {
        return None;
    }
    Some(serde_json::from_value(event["content"][OFFERED].clone()).unwrap_or_default())
}

/// The button that a typed number or a sign means, from 0.
pub fn number(text: &str) -> Option<usize> {
    // Clients differ in whether a sign has its variation selector.
    let bare = |text: &str| text.trim().replace('\u{fe0f}', "");
    let text = bare(text);
    let sign = NUMBERS.iter().position(|sign| bare(sign) == text);
    let typed = || (1..=NUMBERS.len()).find(|n| text == n.to_string());
    sign.or_else(|| typed().map(|n| n - 1))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_and_signs_press_and_other_words_do_not() {
        for (text, button) in [
            ("1", Some(0)),
            (" 2 ", Some(1)),
            ("3️⃣", Some(2)),
            ("3\u{20e3}", Some(2)),
            ("9", Some(8)),
            ("10", Some(9)),
            ("🔟", Some(9)),
        ] {
            assert_eq!(number(text), button, "{text}");
        }
        for text in ["", "0", "11", "due", "2 figli", "👍", "+1", "02"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
