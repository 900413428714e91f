//! What a test can see of what the bot did.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::time::timeout;

use super::{AcceptedSend, Call, CallbackAnswer, Emulator, profile};

impl Emulator {
    /// Waits until this is so, looking at every change. False if it never was within the time.
    #[must_use]
    pub async fn wait_for(&self, mut met: impl FnMut(&Self) -> bool, patience: Duration) -> bool {
        let mut changes = self.core.changes();
        let waiting = async {
            loop {
                changes.mark_unchanged();
                if met(self) {
                    return true;
                }
                if changes.changed().await.is_err() {
                    return false;
                }
            }
        };
        timeout(patience, waiting).await.unwrap_or(false)
    }

    /// All calls so far, refused ones too; a `getUpdates` that still waits is not one yet.
    pub fn calls(&self) -> Vec<Call> {
        self.core.state().journal.calls.clone()
    }

    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        let state = self.core.state();
        state.journal.calls.iter().filter(|call| call.method == method).cloned().collect()
    }

    /// How often this method was called; cheap.
    pub fn count(&self, method: &str) -> usize {
        self.core.state().journal.count(method)
    }

    /// How many `getUpdates` have begun to wait or were answered.
    pub fn polls_begun(&self) -> u64 {
        self.core.state().poll
    }

    /// The messages Telegram took, in order.
    pub fn accepted_sends(&self) -> Vec<AcceptedSend> {
        self.core.state().journal.sends.clone()
    }

    /// How many messages Telegram took; cheap.
    pub fn accepted_count(&self) -> usize {
        self.core.state().journal.sends.len()
    }

    /// How many calls were answered with 429.
    pub fn too_many_requests(&self) -> usize {
        self.core.state().journal.too_many
    }

    /// When the bot was first given an update.
    pub fn handed_out(&self, update_id: i64) -> Option<Instant> {
        self.core.state().queue.handed_out_at(update_id)
    }

    /// The last update that was confirmed, by an offset or a webhook's answer.
    pub fn confirmed_up_to(&self) -> Option<i64> {
        self.core.state().queue.confirmed_up_to()
    }

    /// How many updates wait to be confirmed.
    pub fn pending(&self) -> usize {
        self.core.change_quietly(|state| {
            let now = state.clock.now();
            state.queue.expire(now);
            state.queue.len()
        })
    }

    /// The commands that users with this language see, in the given scope (`default`, `all_private_chats`, ...).
    pub fn commands(&self, scope: &str, language: &str) -> Option<Vec<(String, String)>> {
        let state = self.core.state();
        let mut all = state.profile.commands.iter();
        let wanted = |key: &(String, String)| {
            key.1 == language
                && serde_json::from_str::<Value>(&key.0).is_ok_and(|value| value["type"] == scope)
        };
        all.find(|(key, _)| wanted(key)).map(|(_, commands)| commands.clone())
    }

    /// What an empty chat says of the bot, by language; the empty language is everybody's.
    pub fn descriptions(&self) -> BTreeMap<String, String> {
        self.core.state().profile.descriptions.clone()
    }

    /// What the bot's page says of it, by language.
    pub fn short_descriptions(&self) -> BTreeMap<String, String> {
        self.core.state().profile.short_descriptions.clone()
    }

    /// What the bot answered to pressed buttons, in order.
    pub fn callback_answers(&self) -> Vec<CallbackAnswer> {
        self.core.state().callbacks.answered.clone()
    }

    /// What `getWebhookInfo` would answer.
    pub fn webhook_info(&self) -> Value {
        self.core.change_quietly(super::state::State::webhook_info)
    }

    /// The exchanges kept for the check, one of each shape.
    pub fn exchanges(&self) -> Vec<Value> {
        self.core.state().record.exchanges.clone()
    }

    /// The updates that wait, as they would be handed out.
    pub fn waiting_updates(&self) -> Vec<Value> {
        let state = self.core.state();
        state.queue.waiting().cloned().collect()
    }

    /// The id of the last message on the screen that the bot wrote.
    pub fn last_of_bot(&self, chat: i64) -> Option<i64> {
        self.last(chat, |message| message["from"]["id"] == profile::BOT)
    }

    /// The id of the last message on the screen that the bot did not write.
    pub fn last_of_person(&self, chat: i64) -> Option<i64> {
        self.last(chat, |message| message["from"]["id"] != profile::BOT)
    }

    fn last(&self, chat: i64, is_wanted: impl Fn(&Value) -> bool) -> Option<i64> {
        let state = self.core.state();
        state
            .chats
            .get(chat)?
            .messages
            .iter()
            .rev()
            .find(|(_, message)| is_wanted(message))
            .map(|(id, _)| *id)
    }
}
