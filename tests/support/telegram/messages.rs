//! What a bot does with messages: send, edit, delete.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Failure},
    markup,
    params::Params,
    profile,
    state::State,
    text::Text,
};

const LONGEST_TEXT: usize = 4096;
const LONGEST_CAPTION: usize = 1024;
/// How old a message may be that a bot deletes.
const DELETABLE: SignedDuration = SignedDuration::from_hours(48);

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the \
                            same as a current content and reply markup of the message";

/// What a bot can be seen to do.
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

impl State {
    pub(super) fn send_message(&mut self, params: &Params) -> Answer {
        let chat = self.chats.addressed(params)?.id;
        let text = checked_text(params)?;
        let mut fields = json!({ "text": text.text });
        if !text.entities.is_empty() {
            fields["entities"] = json!(text.entities);
        }
        if let Some(preview) = params.nested("link_preview_options") {
            fields["link_preview_options"] = preview;
        }
        self.post_of_bot(chat, params, fields)
    }

    pub(super) fn send_document(&mut self, params: &Params) -> Answer {
        let chat = self.chats.addressed(params)?.id;
        let caption = Text::of(params, "caption", "caption_entities")?;
        if caption.length() > LONGEST_CAPTION {
            return Err(Failure::bad("message caption is too long"));
        }
        let file =
            params.file("document").ok_or_else(|| Failure::bad("there is no document in the request"))?;
        if file.bytes.is_empty() {
            return Err(Failure::bad("file must be non-empty"));
        }
        let extension = file.name.rsplit_once('.').map_or("bin", |(_, extension)| extension);
        let mut document = self.files.keep("documents", extension, file.bytes.clone(), None);
        document["file_name"] = json!(file.name);
        document["mime_type"] = json!(file.mime);
        let mut fields = json!({ "document": document });
        if !caption.text.is_empty() {
            fields["caption"] = json!(caption.text);
        }
        if !caption.entities.is_empty() {
            fields["caption_entities"] = json!(caption.entities);
        }
        self.post_of_bot(chat, params, fields)
    }

    fn post_of_bot(&mut self, chat: i64, params: &Params, mut fields: Value) -> Answer {
        if let Some(keyboard) = markup::inline_keyboard(params)? {
            fields["reply_markup"] = keyboard;
        }
        if let Some(reply) = params.nested("reply_parameters") {
            let replied = reply["message_id"].as_i64().and_then(|id| self.chats.open(chat).messages.get(&id));
            match replied {
                Some(message) => fields["reply_to_message"] = without_reply(message),
                None if reply["allow_sending_without_reply"] == true => {}
                None => return Err(Failure::bad("message to be replied not found")),
            }
        }
        if params.flag("protect_content") {
            fields["has_protected_content"] = json!(true);
        }
        fields["from"] = profile::bot_user();
        Ok(self.chats.post(chat, self.clock.seconds(), fields))
    }

    pub(super) fn edit_message_text(&mut self, params: &Params) -> Answer {
        let text = checked_text(params)?;
        let keyboard = markup::inline_keyboard(params)?;
        self.edit(params, |message| {
            set(message, "text", Some(json!(text.text)));
            set(message, "entities", (!text.entities.is_empty()).then(|| json!(text.entities)));
            set(message, "reply_markup", keyboard);
            if let Some(preview) = params.nested("link_preview_options") {
                message["link_preview_options"] = preview;
            }
        })
    }

    pub(super) fn edit_message_reply_markup(&mut self, params: &Params) -> Answer {
        let keyboard = markup::inline_keyboard(params)?;
        self.edit(params, |message| set(message, "reply_markup", keyboard))
    }

    fn edit(&mut self, params: &Params, change: impl FnOnce(&mut Value)) -> Answer {
        let now = self.clock.seconds();
        let id = params.message_id()?;
        let chat = self.chats.addressed(params)?;
        let message = chat.messages.get_mut(&id).ok_or_else(|| Failure::bad("message to edit not found"))?;
        if message["from"]["id"] != profile::BOT {
            return Err(Failure::bad("message can't be edited"));
        }
        let mut edited = message.clone();
        change(&mut edited);
        if edited == *message {
            return Err(Failure::bad(NOT_MODIFIED));
        }
        edited["edit_date"] = json!(now);
        message.clone_from(&edited);
        Ok(edited)
    }

    pub(super) fn delete_message(&mut self, params: &Params) -> Answer {
        let now = self.clock.seconds();
        let id = params.message_id()?;
        let chat = self.chats.addressed(params)?;
        let message = chat.messages.get(&id).ok_or_else(|| Failure::bad("message to delete not found"))?;
        let age = now - message["date"].as_i64().unwrap_or_default();
        if age > DELETABLE.as_secs() {
            return Err(Failure::bad("message can't be deleted for everyone"));
        }
        chat.messages.remove(&id);
        Ok(json!(true))
    }

    pub(super) fn send_chat_action(&mut self, params: &Params) -> Answer {
        self.chats.addressed(params)?;
        if !ACTIONS.contains(&params.text("action").as_str()) {
            return Err(Failure::bad("wrong parameter action in request"));
        }
        Ok(json!(true))
    }
}

fn checked_text(params: &Params) -> Result<Text, Failure> {
    let text = Text::of(params, "text", "entities")?;
    if text.text.is_empty() {
        return Err(Failure::bad("message text is empty"));
    }
    if text.length() > LONGEST_TEXT {
        return Err(Failure::bad("message is too long"));
    }
    Ok(text)
}

/// Messages quoted in messages quote no further.
pub(super) fn without_reply(message: &Value) -> Value {
    let mut quoted = message.clone();
    set(&mut quoted, "reply_to_message", None);
    quoted
}

fn set(message: &mut Value, field: &str, value: Option<Value>) {
    let fields = message.as_object_mut().expect("messages are objects");
    match value {
        Some(value) => fields.insert(field.to_owned(), value),
        None => fields.remove(field),
    };
}
