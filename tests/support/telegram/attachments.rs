//! What people send besides words.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{Emulator, state::State};

impl Emulator {
    pub fn sends_photo(&self, chat: i64, bytes: Vec<u8>, caption: Option<&str>) -> i64 {
        self.sends(chat, |state| captioned(photo(state, bytes), caption))
    }

    /// Photos sent together come as updates of their own that share a `media_group_id`; the first has the caption.
    pub fn sends_album(&self, chat: i64, photos: Vec<Vec<u8>>, caption: Option<&str>) -> Vec<i64> {
        let group = format!("{}", 13_900_000_000_000_000 + self.core.state().clock.now().as_millisecond());
        let mut captions = std::iter::once(caption).chain(std::iter::repeat(None));
        let mut send = |bytes| {
            let caption = captions.next().flatten();
            self.sends(chat, |state| {
                let mut fields = captioned(photo(state, bytes), caption);
                fields["media_group_id"] = json!(group);
                fields
            })
        };
        photos.into_iter().map(&mut send).collect()
    }

    pub fn sends_document(
        &self,
        chat: i64,
        name: &str,
        mime: &str,
        bytes: Vec<u8>,
        caption: Option<&str>,
    ) -> i64 {
        self.sends(chat, |state| captioned(document(state, name, mime, bytes, None), caption))
    }

    /// A document that claims this size: over 20 MB, a bot cannot download it.
    pub fn sends_large_document(&self, chat: i64, name: &str, mime: &str, size: u64) -> i64 {
        self.sends(chat, |state| document(state, name, mime, Vec::new(), Some(size)))
    }

    pub fn sends_voice(&self, chat: i64, bytes: Vec<u8>) -> i64 {
        self.sends(chat, |state| {
            let file = state.files.keep("voice", "oga", bytes.into(), None);
            json!({ "voice": with(file, json!({ "duration": 7, "mime_type": "audio/ogg" })) })
        })
    }

    pub fn sends_video(&self, chat: i64, bytes: Vec<u8>, caption: Option<&str>) -> i64 {
        self.sends(chat, |state| {
            let file = state.files.keep("videos", "mp4", bytes.into(), None);
            let about = json!({ "width": 640, "height": 360, "duration": 12, "mime_type": "video/mp4" });
            captioned(json!({ "video": with(file, about) }), caption)
        })
    }

    pub fn sends_video_note(&self, chat: i64, bytes: Vec<u8>) -> i64 {
        self.sends(chat, |state| {
            let file = state.files.keep("video_notes", "mp4", bytes.into(), None);
            json!({ "video_note": with(file, json!({ "length": 240, "duration": 5 })) })
        })
    }

    pub fn sends_sticker(&self, chat: i64, emoji: &str) -> i64 {
        self.sends(chat, |state| {
            let file = state.files.keep("stickers", "webp", Bytes::from_static(b"RIFF"), None);
            let about = json!({
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": false,
                "is_video": false,
                "emoji": emoji,
                "set_name": "Saluti",
            });
            json!({ "sticker": with(file, about) })
        })
    }

    pub fn sends_location(&self, chat: i64, latitude: f64, longitude: f64) -> i64 {
        self.sends(chat, |_| json!({ "location": { "latitude": latitude, "longitude": longitude } }))
    }

    pub fn sends_contact(&self, chat: i64, phone: &str, first_name: &str) -> i64 {
        self.sends(
            chat,
            |_| json!({ "contact": { "phone_number": phone, "first_name": first_name, "user_id": chat } }),
        )
    }

    /// A picture takes the place of what a message showed, or is added to its words, which become its caption.
    pub fn shows_instead(&self, chat: i64, message_id: i64, bytes: Vec<u8>) -> i64 {
        let photo = self.core.change(|state| photo(state, bytes));
        self.changes(chat, message_id, |message| {
            let fields = message.as_object_mut().expect("an object");
            for other in ["photo", "document", "video", "entities"] {
                fields.remove(other);
            }
            if let Some(text) = fields.remove("text") {
                fields.insert("caption".into(), text);
            }
            fields.insert("photo".into(), photo["photo"].clone());
        })
    }

    /// Something that few bots have a use for.
    pub fn sends_dice(&self, chat: i64) -> i64 {
        self.sends(chat, |_| json!({ "dice": { "emoji": "🎲", "value": 4 } }))
    }

    fn sends(&self, chat: i64, fields: impl FnOnce(&mut State) -> Value) -> i64 {
        self.core.change(|state| {
            let fields = fields(state);
            let message = state.message_of(chat, chat, None, fields);
            state.arrives("message", message)
        })
    }

    /// What is in a file that anybody sent.
    pub fn file(&self, file_id: &str) -> Option<Bytes> {
        self.core.state().files.bytes(file_id)
    }
}

/// Telegram makes several sizes of a photo; the last is the largest.
fn photo(state: &mut State, bytes: Vec<u8>) -> Value {
    let bytes = Bytes::from(bytes);
    let small = state.files.keep("photos", "jpg", bytes.slice(..bytes.len().min(64)), None);
    let large = state.files.keep("photos", "jpg", bytes, None);
    let small = with(small, json!({ "width": 90, "height": 68 }));
    json!({ "photo": [small, with(large, json!({ "width": 1280, "height": 960 }))] })
}

fn document(state: &mut State, name: &str, mime: &str, bytes: Vec<u8>, claimed: Option<u64>) -> Value {
    let extension = name.rsplit_once('.').map_or("bin", |(_, extension)| extension);
    let file = state.files.keep("documents", extension, bytes.into(), claimed);
    json!({ "document": with(file, json!({ "file_name": name, "mime_type": mime })) })
}

fn captioned(mut fields: Value, caption: Option<&str>) -> Value {
    if let Some(caption) = caption {
        fields["caption"] = json!(caption);
    }
    fields
}

fn with(mut file: Value, about: Value) -> Value {
    let (Value::Object(file_fields), Value::Object(about)) = (&mut file, about) else {
        unreachable!("both are objects")
    };
    file_fields.extend(about);
    file
}
