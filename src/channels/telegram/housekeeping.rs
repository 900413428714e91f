//! What is polite at once, and lost without harm if it fails: buttons let go, a sign that somebody is at it, a word in a
//! group before leaving it. What must not be lost is in the outbox.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::language::Language;
use teloxide::{
    payloads::{AnswerCallbackQuery, LeaveChat, SendChatAction, SendMessage},
    types::{CallbackQueryId, ChatAction, ChatId},
};

use super::{Telegram, api::ApiFailure, update::Housekeeping};
use crate::view::person;

/// Whoever has no answer after this long sees that somebody is at it.
const SOON: Duration = Duration::from_secs(1);
/// How long Telegram shows it.
const SHOWN: Duration = Duration::from_secs(5);
/// After this long, it would promise too much.
const LATE: Duration = Duration::from_secs(30);
/// How many are shown it in a second: messages go first.
const AT_ONCE: usize = 5;

/// Who waits for an answer, and the groups that have been told.
#[derive(Default)]
pub struct Housekeeper {
    waiting: Mutex<HashMap<i64, Waiting>>,
    told: Mutex<HashSet<i64>>,
}

#[derive(Clone, Copy)]
struct Waiting {
    since: Instant,
    shown: Option<Instant>,
}

impl Housekeeper {
    /// The chat has been answered.
    pub fn answered(&self, chat: i64) {
        lock(&self.waiting).remove(&chat);
    }

    /// The chats that should see by now that somebody is at it.
    fn to_be_shown(&self, now: Instant) -> Vec<i64> {
        let mut waiting = lock(&self.waiting);
        waiting.retain(|_, waiting| now.duration_since(waiting.since) < LATE);
        let due = |waiting: &Waiting| {
            now.duration_since(waiting.since) >= SOON
                && waiting.shown.is_none_or(|shown| now.duration_since(shown) >= SHOWN)
        };
        let mut chats = Vec::new();
        for (&chat, waiting) in waiting.iter_mut().filter(|(_, waiting)| due(waiting)).take(AT_ONCE) {
            waiting.shown = Some(now);
            chats.push(chat);
        }
        chats
    }
}

impl Telegram {
    /// Does what is polite, without making anybody wait for it.
    pub(super) fn keep_house(self: &Arc<Self>, housekeeping: Housekeeping) {
        match housekeeping {
            Housekeeping::Nothing => {}
            Housekeeping::Typing { chat } => {
                let begin = Waiting { since: Instant::now(), shown: None };
                lock(&self.housekeeper.waiting).entry(chat).or_insert(begin);
            }
            Housekeeping::LetGo { query } => {
                let telegram = self.clone();
                self.housekeeping_tasks.spawn(async move {
                    let answer = AnswerCallbackQuery::new(CallbackQueryId(query));
                    ignored(telegram.api.call::<_, bool>(&answer).await, "a button was not let go");
                });
            }
            Housekeeping::Leave { chat, language } => {
                let telegram = self.clone();
                self.housekeeping_tasks.spawn(async move { telegram.leave(chat, language).await });
            }
        }
    }

    /// Says once that the desk answers in private, and leaves.
    async fn leave(&self, chat: i64, language: Option<String>) {
        if lock(&self.housekeeper.told).insert(chat) {
            let known = language.and_then(|tag| tag.parse::<Language>().ok());
            let text = person::only_private(known.unwrap_or(self.languages.first()));
            let sent = self.api.call::<_, serde_json::Value>(&SendMessage::new(ChatId(chat), text)).await;
            ignored(sent, "a group was not told");
        }
        ignored(self.api.call::<_, bool>(&LeaveChat::new(ChatId(chat))).await, "a group was not left");
    }

    /// Shows who has waited for a while by now that somebody is at it.
    pub async fn show_typing(&self, now: Instant) {
        for chat in self.housekeeper.to_be_shown(now) {
            let typing = SendChatAction::new(ChatId(chat), ChatAction::Typing);
            ignored(self.api.call::<_, bool>(&typing).await, "nobody sees that we are at it");
        }
    }
}

fn ignored<R>(done: Result<R, ApiFailure>, what: &str) {
    if let Err(failure) = done {
        tracing::debug!(%failure, "{what}");
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_sees_it_every_few_seconds_until_answered() {
        let (housekeeper, start) = (Housekeeper::default(), Instant::now());
        lock(&housekeeper.waiting).insert(1, Waiting { since: start, shown: None });
        let after = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(housekeeper.to_be_shown(start), [] as [i64; 0], "most answers come at once");
        assert_eq!(housekeeper.to_be_shown(after(1)), [1]);
        assert_eq!(housekeeper.to_be_shown(after(3)), [] as [i64; 0], "Telegram still shows it");
        assert_eq!(housekeeper.to_be_shown(after(6)), [1]);
        housekeeper.answered(1);
        assert_eq!(housekeeper.to_be_shown(after(12)), [] as [i64; 0]);
    }
}
