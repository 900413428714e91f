//! What somebody has seen in a room.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

/// One event of a room, decrypted, as one person has it at the moment.
#[derive(Debug, Clone, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Line {
    pub event_id: String,
    pub sender: String,
    /// `m.room.message`, `m.reaction`, `m.room.member`…
    #[serde(rename = "type")]
    pub kind: String,
    pub state_key: Option<String>,
    pub msgtype: Option<String>,
    /// As it was sent at first.
    pub body: Option<String>,
    pub formatted_body: Option<String>,
    /// The body after the latest edit; nothing once it has been redacted.
    pub now: Option<String>,
    pub now_formatted: Option<String>,
    /// The root of the thread. An edit is in the thread of what it edits.
    pub thread: Option<String>,
    /// What it was meant as a reply to, which a mere fallback for threads is not.
    pub reply_to: Option<String>,
    /// The event that this one edits, and what it is to be replaced by.
    pub replaces: Option<String>,
    pub new_body: Option<String>,
    pub new_formatted_body: Option<String>,
    pub reacts_to: Option<String>,
    /// The emoji of a reaction.
    pub key: Option<String>,
    pub redacts: Option<String>,
    /// A later event has removed this one.
    pub redacted: bool,
    pub mentions: Mentions,
    /// It was sent encrypted, whether we have the key or not.
    pub encrypted: bool,
    pub undecryptable: bool,
    pub has_file: bool,
    /// Milliseconds, by the server's clock.
    pub ts: i64,
    pub content: Value,
}

/// Whom a message is meant to notify.
#[derive(Debug, Clone, Deserialize)]
pub struct Mentions {
    pub user_ids: Vec<String>,
    pub room: bool,
}

impl Line {
    /// What one reads there now: empty for what is no message, has been redacted or could not be decrypted.
    pub fn text(&self) -> &str {
        self.now.as_deref().unwrap_or_default()
    }

    /// The same as HTML, where it was sent so.
    pub fn html(&self) -> &str {
        self.now_formatted.as_deref().unwrap_or_default()
    }

    pub fn is_from(&self, user: &str) -> bool {
        self.sender == user
    }

    pub fn in_thread(&self, root: &str) -> bool {
        self.thread.as_deref() == Some(root)
    }

    pub fn is_edit_of(&self, event: &str) -> bool {
        self.replaces.as_deref() == Some(event)
    }

    pub fn is_reaction(&self, event: &str, key: &str) -> bool {
        self.reacts_to.as_deref() == Some(event) && self.key.as_deref() == Some(key)
    }

    pub fn mentions(&self, user: &str) -> bool {
        self.mentions.user_ids.iter().any(|id| id == user)
    }

    /// `join`, `invite`, `leave`, where this line says so of `user`.
    pub fn membership_of(&self, user: &str) -> Option<&str> {
        let of_user = self.kind == "m.room.member" && self.state_key.as_deref() == Some(user);
        if of_user { self.content["membership"].as_str() } else { None }
    }
}

/// For the message of a test that has failed.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.redacted { " redacted" } else { "" };
        write!(
            f,
            "{} {}{state} {}: {:?} {}",
            self.event_id,
            self.kind,
            self.sender,
            self.text(),
            self.content
        )
    }
}
