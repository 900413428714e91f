//! Messages that refer to others, and messages of shapes that a test makes up.

use serde_json::{Value, json};

use super::{Emulator, messages::without_reply, people::typed, text::Text};

impl Emulator {
    /// A reply to a message of the same chat, with a part of it picked out.
    pub fn replies_quoting(&self, chat: i64, to: i64, quote: &str, text: &str) -> i64 {
        self.core.change(|state| {
            let mut fields = typed(text);
            fields["reply_to_message"] = without_reply(state.shown(chat, to));
            fields["quote"] = quotation(quote);
            let message = state.message_of(chat, chat, None, fields);
            state.arrives("message", message)
        })
    }

    /// A reply to what somebody wrote in another chat, of which the bot sees no more than what was picked out.
    pub fn replies_to_elsewhere(&self, chat: i64, quote: Option<&str>, text: &str) -> i64 {
        self.core.change(|state| {
            let author = state.chats.person(chat + 1).user();
            let date = state.clock.seconds() - 7200;
            let mut fields = typed(text);
            fields["external_reply"] =
                json!({ "origin": { "type": "user", "date": date, "sender_user": author } });
            if let Some(quote) = quote {
                fields["quote"] = quotation(quote);
            }
            let message = state.message_of(chat, chat, None, fields);
            state.arrives("message", message)
        })
    }

    /// Anything at all in a message of this person's; nobody promises that it can be read.
    pub fn sends_anything(&self, chat: i64, fields: Value) -> i64 {
        self.core.change(|state| {
            let message = state.message_of(chat, chat, None, fields);
            let id = state.arrives("message", message);
            state.record.mark_raw(id);
            id
        })
    }

    /// A message is anything at all from now on; nobody promises that it can be read.
    pub fn changes_to_anything(&self, chat: i64, message_id: i64, fields: Value) -> i64 {
        let Value::Object(fields) = fields else { panic!("messages are objects") };
        let id = self.changes(chat, message_id, |message| {
            message.as_object_mut().expect("an object").extend(fields);
        });
        self.core.change(|state| state.record.mark_raw(id));
        id
    }
}

fn quotation(quote: &str) -> Value {
    let Text { text, entities } = Text::typed(quote);
    let mut quotation = json!({ "text": text, "position": 0, "is_manual": true });
    if !entities.is_empty() {
        quotation["entities"] = json!(entities);
    }
    quotation
}
