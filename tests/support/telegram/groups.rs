//! What happens in groups and channels, where the bot has no business.

use serde_json::json;

use super::{Emulator, chats::Kind, people::typed, profile};

/// Who adds bots to groups.
const STRANGER: i64 = 5_550_001;

impl Emulator {
    /// Somebody makes the bot a member of a group. Ids below -1000000000000 are supergroups.
    pub fn added_to_group(&self, group: i64) -> i64 {
        let bot = profile::bot_user();
        self.core.change(|state| {
            state.chats.open(group).left = false;
            let (old, new) =
                (json!({ "status": "left", "user": bot }), json!({ "status": "member", "user": bot }));
            state.membership(group, STRANGER, old, new)
        })
    }

    pub fn says_in_group(&self, group: i64, user: i64, text: &str) -> i64 {
        self.core.change(|state| {
            let message = state.message_of(group, user, None, typed(text));
            state.arrives("message", message)
        })
    }

    /// A channel has the bot among its administrators, and posts something.
    pub fn channel_post(&self, channel: i64, text: &str) -> i64 {
        self.core.change(|state| {
            state.chats.open_as(channel, Kind::Channel);
            let mut fields = typed(text);
            fields["sender_chat"] = state.chats.describe(channel);
            let date = state.clock.seconds();
            let message = state.chats.post(channel, date, fields);
            state.arrives("channel_post", message)
        })
    }

    /// The group becomes a supergroup: calls for the old one are refused, and say where it went.
    pub fn migrates(&self, group: i64, to: i64) -> i64 {
        self.core.change(|state| {
            let fields = json!({ "migrate_to_chat_id": to });
            let message = state.message_of(group, STRANGER, None, fields);
            state.chats.open(group).migrated_to = Some(to);
            state.chats.open_as(to, Kind::Supergroup);
            state.arrives("message", message)
        })
    }

    /// Is the bot no longer there?
    pub fn left(&self, chat: i64) -> bool {
        self.core.state().chats.get(chat).is_some_and(|chat| chat.left)
    }
}
