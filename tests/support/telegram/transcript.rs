//! A chat as its user sees it now: edits made, deleted messages gone.

use jiff::Timestamp;
use serde_json::Value;

use super::{Emulator, profile, text::covered};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    Bot,
    /// The user with this id.
    Person(i64),
    /// A channel speaks for itself.
    Channel,
}

/// Styled text within a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// As the Bot API calls it: `bold`, `text_link`, ...
    pub kind: String,
    /// The text it covers.
    pub text: String,
    pub url: Option<String>,
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    pub label: String,
    pub data: Option<String>,
    pub url: Option<String>,
}

/// What comes with a message or is all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// As the Bot API calls it: `photo`, `document`, ...
    pub kind: String,
    pub name: Option<String>,
    /// Of the largest size, for photos; see [`Emulator::file`].
    pub file_id: Option<String>,
}

/// A message on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub message_id: i64,
    pub speaker: Speaker,
    pub date: Timestamp,
    /// The text, or the caption.
    pub text: String,
    pub entities: Vec<Entity>,
    pub buttons: Vec<Vec<Button>>,
    pub attachment: Option<Attachment>,
    pub reply_to: Option<i64>,
    pub edited: bool,
    /// It cannot be forwarded or saved.
    pub protected: bool,
}

impl Emulator {
    /// The messages of a chat, oldest first.
    pub fn transcript(&self, chat: i64) -> Vec<Shown> {
        let state = self.core.state();
        state.chats.get(chat).map(|chat| chat.messages.values().map(Shown::of).collect()).unwrap_or_default()
    }

    /// The messages of a chat as lines, with buttons as `[label]`.
    pub fn chat_log(&self, chat: i64) -> String {
        let lines: Vec<String> = self.transcript(chat).iter().flat_map(Shown::lines).collect();
        lines.join("\n")
    }
}

impl Shown {
    fn of(message: &Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let body = if message["text"].is_string() { &message["text"] } else { &message["caption"] };
        let body = text(body).unwrap_or_default();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let entities = [&message["entities"], &message["caption_entities"]].map(list).concat();
        let entity = |entity: &Value| Entity {
            kind: text(&entity["type"]).unwrap_or_default(),
            text: covered(&body, entity),
            url: text(&entity["url"]),
        };
        let button = |button: &Value| Button {
            label: text(&button["text"]).unwrap_or_default(),
            data: text(&button["callback_data"]),
            url: text(&button["url"]),
        };
        let rows = list(&message["reply_markup"]["inline_keyboard"]);
        Self {
            message_id: message["message_id"].as_i64().unwrap_or_default(),
            speaker: match message["from"]["id"].as_i64() {
                Some(profile::BOT) => Speaker::Bot,
                Some(id) => Speaker::Person(id),
                None => Speaker::Channel,
            },
            date: Timestamp::from_second(message["date"].as_i64().unwrap_or_default()).expect("a date"),
            entities: entities.iter().map(entity).collect(),
            buttons: rows.iter().map(|row| list(row).iter().map(button).collect()).collect(),
            attachment: Attachment::of(message),
            reply_to: message["reply_to_message"]["message_id"].as_i64(),
            edited: message["edit_date"].is_number(),
            protected: message["has_protected_content"] == true,
            text: body,
        }
    }

    /// The message as lines of a chat.
    pub fn lines(&self) -> Vec<String> {
        let speaker = match self.speaker {
            Speaker::Bot => "sportello",
            Speaker::Person(_) => "persona",
            Speaker::Channel => "canale",
        };
        let attachment = self.attachment.iter().map(|Attachment { kind, name, .. }| match name {
            Some(name) => format!("({kind} {name})"),
            None => format!("({kind})"),
        });
        let text = self.text.lines().map(str::to_owned);
        let row = |row: &Vec<Button>| {
            row.iter().map(|button| format!("[{}]", button.label)).collect::<Vec<_>>().join(" ")
        };
        let lines = attachment.chain(text).chain(self.buttons.iter().map(row));
        lines.map(|line| format!("{speaker}> {line}").trim_end().to_owned()).collect()
    }

    /// The button with this label.
    pub fn button(&self, label: &str) -> Option<&Button> {
        self.buttons.iter().flatten().find(|button| button.label == label)
    }
}

impl Attachment {
    fn of(message: &Value) -> Option<Self> {
        let kinds =
            ["photo", "document", "voice", "video", "video_note", "sticker", "location", "contact", "dice"];
        let kind = kinds.into_iter().find(|kind| message.get(kind).is_some())?;
        let body = &message[kind];
        let file = body.as_array().and_then(|sizes| sizes.last()).unwrap_or(body);
        let text = |name: &str| file[name].as_str().map(str::to_owned);
        Some(Self {
            kind: kind.to_owned(),
            name: text("file_name").or_else(|| text("emoji")),
            file_id: text("file_id"),
        })
    }
}
