//! All that the emulator knows, and the methods that answer at once.

use serde_json::{Value, json};

use crate::overheard;

use super::{
    answer::{Answer, Failure},
    callbacks::Callbacks,
    chats::Chats,
    clock::Clock,
    faults::Faults,
    files::Files,
    journal::Journal,
    limits::Limiter,
    params::Params,
    profile::{self, Profile},
    queue::Queue,
    record::Record,
    webhook::Webhook,
};

/// Every method the emulator has, as the documentation spells it.
pub const METHODS: [&str; 18] = [
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendMessage",
    "sendDocument",
    "editMessageText",
    "editMessageReplyMarkup",
    "deleteMessage",
    "setMessageReaction",
    "answerCallbackQuery",
    "sendChatAction",
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
    "getFile",
    "leaveChat",
];

/// What counts against the limits.
const COUNTED: [&str; 4] = ["sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup"];

#[derive(Default)]
pub(super) struct State {
    pub clock: Clock,
    pub chats: Chats,
    pub queue: Queue,
    pub files: Files,
    pub callbacks: Callbacks,
    pub profile: Profile,
    pub webhook: Webhook,
    pub faults: Faults,
    pub limiter: Option<Limiter>,
    pub journal: Journal,
    pub record: Record,
    /// Which `getUpdates` is the current one.
    pub poll: u64,
}

impl State {
    /// Does what a method does; `getUpdates` waits, and is elsewhere.
    pub fn perform(&mut self, method: &str, params: &Params) -> Answer {
        if COUNTED.contains(&method)
            && let (Some(limiter), Some(chat)) = (&mut self.limiter, params.chat())
        {
            limiter.admit(chat).map_err(Failure::retry_after)?;
        }
        match method {
            "getMe" => Ok(profile::me()),
            "setWebhook" => self.set_webhook(params),
            "deleteWebhook" => Ok(self.delete_webhook(params)),
            "getWebhookInfo" => Ok(self.webhook_info()),
            "sendMessage" => self.send_message(params),
            "sendDocument" => self.send_document(params),
            "editMessageText" => self.edit_message_text(params),
            "editMessageReplyMarkup" => self.edit_message_reply_markup(params),
            "deleteMessage" => self.delete_message(params),
            "setMessageReaction" => self.react(params),
            "answerCallbackQuery" => self.callbacks.answer(params, self.clock.seconds()),
            "sendChatAction" => self.send_chat_action(params),
            "setMyCommands" => self.profile.set_commands(params),
            "setMyDescription" => self.profile.set_description(params),
            "setMyShortDescription" => self.profile.set_short_description(params),
            "getFile" => self.files.link(&params.text("file_id"), self.clock.now()),
            "leaveChat" => self.leave_chat(params),
            _ => Err(Failure::new(404, "Not Found")),
        }
    }

    /// One of the signs that Telegram lets bots put beneath a message that is there.
    fn react(&mut self, params: &Params) -> Answer {
        const SIGNS: [&str; 6] = ["👍", "👌", "✍", "🙏", "❤", "👀"];
        let signs = params.nested("reaction").unwrap_or_default();
        let known = |sign: &Value| {
            sign["type"] == "emoji" && sign["emoji"].as_str().is_some_and(|emoji| SIGNS.contains(&emoji))
        };
        if !signs.as_array().is_some_and(|signs| signs.len() <= 1 && signs.iter().all(known)) {
            return Err(Failure::bad("REACTION_INVALID"));
        }
        let message = params.message_id()?;
        let chat = self.chats.addressed(params)?;
        if !chat.messages.contains_key(&message) {
            return Err(Failure::bad("message to react not found"));
        }
        Ok(json!(true))
    }

    fn leave_chat(&mut self, params: &Params) -> Answer {
        let chat = self.chats.addressed(params)?;
        if chat.id > 0 {
            return Err(Failure::bad("chat member status can't be changed in private chats"));
        }
        chat.left = true;
        Ok(json!(true))
    }

    /// A new message of a user is on the screen.
    pub fn message_of(&mut self, chat: i64, user: i64, date: Option<i64>, mut fields: Value) -> Value {
        fields["from"] = self.chats.person(user).user();
        let date = date.unwrap_or_else(|| self.clock.seconds());
        self.chats.post(chat, date, fields)
    }

    /// An update comes into being.
    pub fn arrives(&mut self, kind: &str, body: Value) -> i64 {
        for said in ["text", "caption"].iter().filter_map(|part| body[part].as_str()) {
            overheard::words(said);
        }
        for name in
            ["first_name", "last_name", "username"].iter().filter_map(|part| body["from"][part].as_str())
        {
            overheard::name(name);
        }
        let now = self.clock.now();
        self.queue.add(json!({ kind: body }), false, now)
    }
}
