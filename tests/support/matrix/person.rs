//! Somebody in rooms.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{Line, driver::Driver, people::text};
use crate::overheard;

/// Long, for machines that are busy with something else: who waits for what comes waits no longer than it takes.
const PATIENCE: Duration = Duration::from_mins(3);
const PAUSE: Duration = Duration::from_millis(50);

/// A person with a client, which knows what it has been sent as soon as the server says so.
#[derive(Clone)]
pub struct Person {
    /// `@name-1a2b:localhost`
    pub id: String,
    driver: Arc<Driver>,
}

/// Rooms.
impl Person {
    pub(super) fn new(id: String, driver: Arc<Driver>) -> Self {
        Self { id, driver }
    }

    /// A private room to which `invited` have been invited.
    pub async fn create_room(&self, name: &str, encrypted: bool, invited: &[&str]) -> String {
        let room = json!({ "name": name, "encrypted": encrypted, "invite": invited });
        text(&self.ask("create_room", room).await)
    }

    /// A conversation with one other.
    pub async fn create_direct(&self, other: &str, encrypted: bool) -> String {
        let room = json!({ "encrypted": encrypted, "invite": [other], "direct": true });
        text(&self.ask("create_room", room).await)
    }

    pub async fn join(&self, room: &str) {
        self.ask("join", json!({ "room": room })).await;
    }

    pub async fn leave(&self, room: &str) {
        self.ask("leave", json!({ "room": room })).await;
    }

    pub async fn invite(&self, room: &str, other: &str) {
        self.ask("invite", json!({ "room": room, "of": other })).await;
    }

    pub async fn kick(&self, room: &str, other: &str) {
        self.ask("kick", json!({ "room": room, "of": other })).await;
    }

    pub async fn set_power_level(&self, room: &str, other: &str, level: i64) {
        self.ask("set_power_level", json!({ "room": room, "of": other, "level": level })).await;
    }

    pub async fn enable_encryption(&self, room: &str) {
        self.ask("enable_encryption", json!({ "room": room })).await;
    }

    /// Replaces the room by a new one, of which this is the id; those in it have to be invited there.
    pub async fn upgrade(&self, room: &str) -> String {
        text(&self.ask("upgrade", json!({ "room": room })).await)
    }

    /// `join`, `invite`, `leave` or `ban` for each user id.
    pub async fn members(&self, room: &str) -> BTreeMap<String, String> {
        let members = self.ask("members", json!({ "room": room })).await;
        serde_json::from_value(members).expect("members")
    }

    /// The same person on a new device; this one is logged out.
    pub async fn on_another_device(&self) -> Self {
        let id = text(&self.ask("on_another_device", json!({})).await);
        Self::new(id, Arc::clone(&self.driver))
    }

    pub async fn logout(&self) {
        self.ask("logout", json!({})).await;
    }
}

/// What one writes. All give the event id; in an encrypted room everybody in it gets the key.
impl Person {
    pub async fn say(&self, room: &str, text: &str) -> String {
        self.sends("say", json!({ "room": room, "text": text })).await
    }

    pub async fn say_in_thread(&self, room: &str, root: &str, text: &str) -> String {
        self.sends("say", json!({ "room": room, "text": text, "thread": root })).await
    }

    /// An answer to an event, outside any thread.
    pub async fn say_in_reply(&self, room: &str, event: &str, text: &str) -> String {
        self.sends("say", json!({ "room": room, "text": text, "reply_to": event })).await
    }

    pub async fn say_mentioning(&self, room: &str, text: &str, others: &[&str]) -> String {
        self.sends("say", json!({ "room": room, "text": text, "mentions": others })).await
    }

    pub async fn say_formatted(&self, room: &str, text: &str, html: &str) -> String {
        self.sends("say", json!({ "room": room, "text": text, "formatted": html })).await
    }

    pub async fn notice(&self, room: &str, text: &str) -> String {
        self.sends("say", json!({ "room": room, "text": text, "msgtype": "m.notice" })).await
    }

    pub async fn emote(&self, room: &str, text: &str) -> String {
        self.sends("say", json!({ "room": room, "text": text, "msgtype": "m.emote" })).await
    }

    /// As Element sends what somebody types into a thread: of two slashes at the beginning, it takes one away.
    pub async fn types_in_thread(&self, room: &str, root: &str, text: &str) -> String {
        let sent = if text.starts_with("//") { &text[1..] } else { text };
        self.say_in_thread(room, root, sent).await
    }

    /// A change as Element sends it to a line that was a rich reply: what it answers is quoted again, in what is new and
    /// in what older clients show.
    pub async fn edit_quoting(&self, room: &str, root: &str, event: &str, quote: &str, text: &str) -> String {
        self.edit_in_thread(room, root, event, &format!("{quote}\n\n{text}")).await
    }

    pub async fn sticker_in_thread(&self, room: &str, root: &str, name: &str) -> String {
        self.sends("sticker", json!({ "room": room, "text": name, "thread": root })).await
    }

    pub async fn edit(&self, room: &str, event: &str, text: &str) -> String {
        self.sends("edit", json!({ "room": room, "event": event, "text": text })).await
    }

    pub async fn edit_in_thread(&self, room: &str, root: &str, event: &str, text: &str) -> String {
        self.sends("edit", json!({ "room": room, "event": event, "text": text, "thread": root })).await
    }

    pub async fn redact(&self, room: &str, event: &str, reason: Option<&str>) -> String {
        self.sends("redact", json!({ "room": room, "event": event, "reason": reason })).await
    }

    pub async fn react(&self, room: &str, event: &str, key: &str) -> String {
        self.sends("react", json!({ "room": room, "event": event, "key": key })).await
    }

    /// As an image, a video or a sound where `mime` says so.
    pub async fn send_file(
        &self,
        room: &str,
        name: &str,
        mime: &str,
        data: &[u8],
        thread: Option<&str>,
    ) -> String {
        let file = json!({ "room": room, "name": name, "mime": mime, "data": hex(data), "thread": thread });
        self.sends("send_file", file).await
    }

    /// An encrypted file that is another than its event says, so that nobody can open it.
    pub async fn send_spoilt_file(&self, room: &str, name: &str, mime: &str, data: &[u8]) -> String {
        let file = json!({ "room": room, "name": name, "mime": mime, "data": hex(data), "spoilt": true });
        self.sends("send_file", file).await
    }

    /// For what may be refused: `what` is a method of `person.py`, `details` what it takes.
    /// A file whose event says that it has so many bytes.
    pub async fn send_file_claiming(&self, room: &str, mime: &str, data: &[u8], claimed: usize) -> String {
        let file =
            json!({ "room": room, "name": "file", "mime": mime, "data": hex(data), "claimed": claimed });
        self.sends("send_file", file).await
    }

    pub async fn try_ask(&self, what: &str, mut details: Value) -> Result<Value, String> {
        details["user"] = json!(self.id);
        self.driver.try_ask(what, details).await
    }

    async fn sends(&self, what: &str, details: Value) -> String {
        text(&self.ask(what, details).await)
    }

    async fn ask(&self, what: &str, mut details: Value) -> Value {
        overheard::words(details["text"].as_str().unwrap_or_default());
        details["user"] = json!(self.id);
        self.driver.ask(what, details).await
    }
}

/// What one reads.
impl Person {
    /// Everything seen in the room so far, in the order of the room.
    pub async fn lines(&self, room: &str) -> Vec<Line> {
        let lines = self.ask("lines", json!({ "room": room })).await;
        serde_json::from_value(lines).expect("lines")
    }

    /// The first line of which `is_it` is true, as soon as there is one. `what` says what the test is waiting for.
    pub async fn wait_for(&self, room: &str, what: &str, is_it: impl Fn(&Line) -> bool) -> Line {
        let start = Instant::now();
        loop {
            let lines = self.lines(room).await;
            if let Some(line) = lines.iter().find(|line| is_it(line)) {
                return line.clone();
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{} waited in vain for {what}. Seen:\n{}",
                self.id,
                shown(&lines)
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The content of a file that somebody has sent, decrypted.
    pub async fn fetch_file(&self, room: &str, event: &str) -> Vec<u8> {
        let data = text(&self.ask("fetch_file", json!({ "room": room, "event": event })).await);
        unhex(&data)
    }
}

/// Keys.
impl Person {
    /// While it is on nobody can read what this person writes in the room; afterwards all get the keys.
    pub async fn withhold_keys(&self, room: &str, on: bool) {
        self.ask("withhold_keys", json!({ "room": room, "on": on })).await;
    }

    /// The devices and cross-signing keys of another, as the server answers `/keys/query`.
    pub async fn keys_of(&self, user: &str) -> Value {
        self.ask("keys_query", json!({ "of": user })).await
    }
}

fn shown(lines: &[Line]) -> String {
    lines.iter().fold(String::new(), |mut all, line| {
        let _ = writeln!(all, "{line}");
        all
    })
}

fn hex(data: &[u8]) -> String {
    data.iter().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "{byte:02x}");
        all
    })
}

fn unhex(data: &str) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).expect("a digit");
    let byte = |pair: &[u8]| u8::try_from(digit(&pair[0]) * 16 + digit(&pair[1])).expect("a byte");
    data.as_bytes().chunks(2).map(byte).collect()
}
