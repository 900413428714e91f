//! The updates that wait for the bot.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
    time::Instant,
};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// How long Telegram keeps an update.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What a bot gets only if it asks for it by name.
const ON_DEMAND: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// An update that waits.
pub(super) struct Pending {
    pub id: i64,
    pub update: Value,
    /// Updates of one chat go to a webhook one after the other.
    pub chat: Option<i64>,
    /// Made by hand, perhaps malformed on purpose.
    pub raw: bool,
    created: Timestamp,
}

/// The queue of one bot.
pub(super) struct Queue {
    next_id: i64,
    pending: BTreeMap<i64, Arc<Pending>>,
    /// What a webhook has not been given yet.
    fresh: VecDeque<i64>,
    handed_out: HashMap<i64, Instant>,
    confirmed_up_to: Option<i64>,
    /// Nothing is older than this: most of the time, nothing needs to be looked for.
    oldest: Option<Timestamp>,
    /// The setting of the last call that had one.
    allowed: Vec<String>,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            next_id: 718_204_001,
            pending: BTreeMap::new(),
            fresh: VecDeque::new(),
            handed_out: HashMap::new(),
            confirmed_up_to: None,
            oldest: None,
            allowed: Vec::new(),
        }
    }
}

impl Queue {
    /// Takes in an update; one the bot does not want is gone at once, though its id is used up.
    pub fn add(&mut self, mut update: Value, raw: bool, now: Timestamp) -> i64 {
        let id = update["update_id"].as_i64().unwrap_or(self.next_id);
        self.next_id = self.next_id.max(id + 1);
        update["update_id"] = json!(id);
        if raw || self.wants(&update) {
            let pending = Pending { id, chat: chat_of(&update), update, raw, created: now };
            self.pending.insert(id, Arc::new(pending));
            self.fresh.push_back(id);
            self.oldest.get_or_insert(now);
        }
        id
    }

    fn wants(&self, update: &Value) -> bool {
        let mut kinds = update.as_object().into_iter().flat_map(|fields| fields.keys());
        let Some(kind) = kinds.find(|name| *name != "update_id") else { return true };
        if self.allowed.is_empty() {
            !ON_DEMAND.contains(&kind.as_str())
        } else {
            self.allowed.contains(kind)
        }
    }

    pub fn skip_ids(&mut self, count: i64) {
        self.next_id += count;
    }

    pub fn restart_ids_at(&mut self, id: i64) {
        self.next_id = id;
    }

    /// Remembers what the bot wants; `None` leaves it as it was.
    pub fn allow(&mut self, allowed: Option<&Value>) {
        if let Some(names) = allowed.and_then(Value::as_array) {
            self.allowed = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
    }

    pub fn allowed(&self) -> &[String] {
        &self.allowed
    }

    /// Forgets what is confirmed by this offset; a negative one keeps only so many of the last.
    pub fn confirm(&mut self, offset: i64) {
        let first = if offset < 0 {
            let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            self.pending.keys().copied().nth(self.pending.len().saturating_sub(kept)).unwrap_or(self.next_id)
        } else {
            offset
        };
        if first == 0 {
            return;
        }
        let kept = self.pending.split_off(&first);
        if let Some((last, _)) = self.pending.last_key_value() {
            self.confirmed_up_to = Some(*last);
        }
        self.pending = kept;
    }

    /// The earliest updates, which stay until they are confirmed.
    pub fn hand_out(&mut self, limit: usize) -> Vec<Arc<Pending>> {
        let batch: Vec<_> = self.pending.values().take(limit).cloned().collect();
        for pending in &batch {
            self.handed_out.entry(pending.id).or_insert_with(Instant::now);
        }
        batch
    }

    /// All that waits.
    pub fn waiting(&self) -> impl Iterator<Item = &Value> {
        self.pending.values().map(|pending| &pending.update)
    }

    /// Forgets what is too old.
    pub fn expire(&mut self, now: Timestamp) {
        if self.oldest.is_some_and(|oldest| now.duration_since(oldest) >= KEPT) {
            self.pending.retain(|_, pending| now.duration_since(pending.created) < KEPT);
            self.oldest = self.pending.values().map(|pending| pending.created).min();
        }
    }

    pub fn clear(&mut self) {
        self.pending.clear();
        self.fresh.clear();
    }

    /// Everything pending is to be given to a new webhook.
    pub fn refresh(&mut self) {
        self.fresh = self.pending.keys().copied().collect();
    }

    /// What no webhook has been given yet.
    pub fn take_fresh(&mut self) -> Vec<Arc<Pending>> {
        let fresh = std::mem::take(&mut self.fresh);
        fresh.iter().filter_map(|id| self.pending.get(id).cloned()).collect()
    }

    pub fn is_pending(&self, id: i64) -> bool {
        self.pending.contains_key(&id)
    }

    /// A webhook was given this update for the first time now, if not before.
    pub fn posted(&mut self, id: i64) {
        self.handed_out.entry(id).or_insert_with(Instant::now);
    }

    /// A webhook has taken this update.
    pub fn delivered(&mut self, id: i64) {
        self.pending.remove(&id);
        self.confirmed_up_to = self.confirmed_up_to.max(Some(id));
    }

    pub fn handed_out_at(&self, id: i64) -> Option<Instant> {
        self.handed_out.get(&id).copied()
    }

    pub fn confirmed_up_to(&self) -> Option<i64> {
        self.confirmed_up_to
    }

    pub fn len(&self) -> usize {
        self.pending.len()
    }
}

/// The chat an update belongs to.
fn chat_of(update: &Value) -> Option<i64> {
    let (_, body) = update.as_object()?.iter().find(|(name, _)| *name != "update_id")?;
    let message = body.get("message").unwrap_or(body);
    message["chat"]["id"].as_i64()
}
