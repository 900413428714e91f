//! What people do in their chats with the bot. Every verb returns the id of the update it causes.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Emulator, chats::Person, messages::without_reply, profile, state::State, text::Text};

/// Says who a user is.
pub struct PersonEditor<'a> {
    emulator: &'a Emulator,
    id: i64,
}

impl PersonEditor<'_> {
    fn set(self, change: impl FnOnce(&mut Person)) -> Self {
        self.emulator.core.change(|state| change(state.chats.person(self.id)));
        self
    }

    pub fn first_name(self, name: &str) -> Self {
        self.set(|person| name.clone_into(&mut person.first_name))
    }

    pub fn last_name(self, name: Option<&str>) -> Self {
        self.set(|person| person.last_name = name.map(str::to_owned))
    }

    pub fn username(self, name: Option<&str>) -> Self {
        self.set(|person| person.username = name.map(str::to_owned))
    }

    /// The language of the user's app.
    pub fn language(self, code: &str) -> Self {
        self.set(|person| person.language = Some(code.to_owned()))
    }

    pub fn no_language(self) -> Self {
        self.set(|person| person.language = None)
    }
}

impl Emulator {
    /// The user whose private chat this is.
    pub fn person(&self, chat: i64) -> PersonEditor<'_> {
        PersonEditor { emulator: self, id: chat }
    }

    /// All that a user is called: none of it may turn up where people are not to be known.
    pub fn names(&self, chat: i64) -> Vec<String> {
        self.core.change(|state| {
            let person = state.chats.person(chat).clone();
            [Some(person.first_name), person.last_name, person.username].into_iter().flatten().collect()
        })
    }

    /// The chat exists, as if its user had written long ago.
    pub fn knows(&self, chat: i64) {
        self.core.change(|state| _ = state.chats.open(chat));
    }

    pub fn says(&self, chat: i64, text: &str) -> i64 {
        self.tells(chat, None, typed(text))
    }

    /// It was written then, whatever the time is now.
    pub fn says_at(&self, chat: i64, text: &str, date: Timestamp) -> i64 {
        self.tells(chat, Some(date.as_second()), typed(text))
    }

    /// Somebody else's words, forwarded.
    pub fn forwards(&self, chat: i64, text: &str) -> i64 {
        self.core.change(|state| {
            let author = state.chats.person(chat + 1).user();
            let date = state.clock.seconds() - 3600;
            let mut fields = typed(text);
            fields["forward_origin"] = json!({ "type": "user", "date": date, "sender_user": author });
            let message = state.message_of(chat, chat, None, fields);
            state.arrives("message", message)
        })
    }

    pub fn replies(&self, chat: i64, to: i64, text: &str) -> i64 {
        self.core.change(|state| {
            let mut fields = typed(text);
            fields["reply_to_message"] = without_reply(state.shown(chat, to));
            let message = state.message_of(chat, chat, None, fields);
            state.arrives("message", message)
        })
    }

    pub fn edits(&self, chat: i64, message_id: i64, text: &str) -> i64 {
        self.changes(chat, message_id, |message| {
            let Text { text, entities } = Text::typed(text);
            message["text"] = json!(text);
            let fields = message.as_object_mut().expect("an object");
            fields.remove("entities");
            if !entities.is_empty() {
                fields.insert("entities".into(), json!(entities));
            }
        })
    }

    pub fn edits_caption(&self, chat: i64, message_id: i64, caption: &str) -> i64 {
        self.changes(chat, message_id, |message| message["caption"] = json!(caption))
    }

    /// Telegram says edited, and nothing a bot can see has changed.
    pub fn edits_nothing(&self, chat: i64, message_id: i64) -> i64 {
        self.changes(chat, message_id, |_| ())
    }

    pub(super) fn changes(&self, chat: i64, message_id: i64, change: impl FnOnce(&mut Value)) -> i64 {
        self.core.change(|state| {
            let mut message = state.shown(chat, message_id).clone();
            change(&mut message);
            message["edit_date"] = json!(state.clock.seconds());
            state.chats.open(chat).messages.insert(message_id, message.clone());
            state.arrives("edited_message", message)
        })
    }

    /// Presses the latest button with this data; if there is none, a forged client says it was pressed anyway.
    pub fn presses(&self, chat: i64, data: &str) -> i64 {
        self.core.change(|state| {
            let messages = &state.chats.open(chat).messages;
            let by_bot = || messages.values().rev().filter(|message| message["from"]["id"] == profile::BOT);
            let message =
                by_bot().find(|message| has_button(message, data)).or_else(|| by_bot().next()).cloned();
            state.pressed(chat, data, message)
        })
    }

    /// Presses a button of a message that is so old that Telegram does not show it to bots any more.
    pub fn presses_inaccessible(&self, chat: i64, data: &str) -> i64 {
        self.core.change(|state| {
            let message = json!({ "chat": state.chats.describe(chat), "message_id": 1, "date": 0 });
            state.pressed(chat, data, Some(message))
        })
    }

    /// From now on the bot is answered with 403.
    pub fn blocks(&self, chat: i64) -> i64 {
        self.blocked(chat, true)
    }

    pub fn unblocks(&self, chat: i64) -> i64 {
        self.blocked(chat, false)
    }

    fn blocked(&self, chat: i64, blocked: bool) -> i64 {
        let bot = profile::bot_user();
        let member = json!({ "status": "member", "user": bot });
        let kicked = json!({ "status": "kicked", "user": bot, "until_date": 0 });
        let (old, new) = if blocked { (member, kicked) } else { (kicked, member) };
        self.core.change(|state| {
            state.chats.open(chat).blocked = blocked;
            state.membership(chat, chat, old, new)
        })
    }

    /// Anything at all; it gets an id if it has none.
    pub fn raw_update(&self, update: Value) -> i64 {
        self.core.change(|state| {
            let now = state.clock.now();
            let id = state.queue.add(update, true, now);
            state.record.mark_raw(id);
            id
        })
    }

    /// So many update ids are never seen.
    pub fn skip_ids(&self, count: i64) {
        self.core.change(|state| state.queue.skip_ids(count));
    }

    /// After a silent week, Telegram goes on from any other id.
    pub fn restart_ids_at(&self, id: i64) {
        self.core.change(|state| state.queue.restart_ids_at(id));
    }

    pub(super) fn tells(&self, chat: i64, date: Option<i64>, fields: Value) -> i64 {
        self.core.change(|state| {
            let message = state.message_of(chat, chat, date, fields);
            state.arrives("message", message)
        })
    }
}

impl State {
    /// A message that a test speaks of.
    pub(super) fn shown(&mut self, chat: i64, message_id: i64) -> &Value {
        let messages = &self.chats.open(chat).messages;
        messages.get(&message_id).unwrap_or_else(|| panic!("chat {chat} has no message {message_id}"))
    }

    fn pressed(&mut self, chat: i64, data: &str, message: Option<Value>) -> i64 {
        let id = self.callbacks.new_id();
        let from = self.chats.person(chat).user();
        let instance = format!("{}", 4_182_736_450_112_233 + chat);
        let mut query = json!({ "id": id, "from": from, "chat_instance": instance, "data": data });
        if let Some(message) = message {
            query["message"] = message;
        }
        let update_id = self.arrives("callback_query", query);
        self.callbacks.wait(&id, update_id, self.clock.seconds());
        update_id
    }

    /// What the bot is in a chat has changed.
    pub(super) fn membership(&mut self, chat: i64, user: i64, old: Value, new: Value) -> i64 {
        let body = json!({
            "chat": self.chats.describe(chat),
            "from": self.chats.person(user).user(),
            "date": self.clock.seconds(),
            "old_chat_member": old,
            "new_chat_member": new,
        });
        self.arrives("my_chat_member", body)
    }
}

pub(super) fn typed(text: &str) -> Value {
    let Text { text, entities } = Text::typed(text);
    let mut fields = json!({ "text": text });
    if !entities.is_empty() {
        fields["entities"] = json!(entities);
    }
    fields
}

fn has_button(message: &Value, data: &str) -> bool {
    let rows = message["reply_markup"]["inline_keyboard"].as_array();
    rows.into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .any(|button| button["callback_data"] == data)
}
