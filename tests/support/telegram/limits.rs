//! How much a bot may send.

use std::{collections::HashMap, time::Instant};

/// How much a bot may send, as token buckets.
///
/// Telegram publishes no algorithm. Its FAQ says: not more than one message a second in a chat, short bursts are
/// tolerated; about 30 a second overall. A bucket that refills at the rate and holds a short burst says just that.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub overall_per_second: f64,
    pub per_chat_per_second: f64,
    /// How many messages a quiet chat takes at once.
    pub per_chat_burst: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { overall_per_second: 30.0, per_chat_per_second: 1.0, per_chat_burst: 3.0 }
    }
}

/// A bucket at some moment.
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    /// Refills; returns the seconds until a token is there.
    fn wait(&mut self, now: Instant, rate: f64, capacity: f64) -> f64 {
        let refilled = self.tokens + now.duration_since(self.at).as_secs_f64() * rate;
        *self = Self { tokens: refilled.min(capacity), at: now };
        ((1.0 - self.tokens) / rate).max(0.0)
    }
}

/// The buckets of a bot.
pub(super) struct Limiter {
    limits: Limits,
    overall: Bucket,
    chats: HashMap<i64, Bucket>,
}

impl Limiter {
    pub fn new(limits: Limits) -> Self {
        let overall = Bucket { tokens: limits.overall_per_second, at: Instant::now() };
        Self { limits, overall, chats: HashMap::new() }
    }

    /// Takes a token of both buckets, or says in how many seconds to try again.
    pub fn admit(&mut self, chat: i64) -> Result<(), u64> {
        let Limits { overall_per_second, per_chat_per_second, per_chat_burst } = self.limits;
        let now = Instant::now();
        let bucket = self.chats.entry(chat).or_insert(Bucket { tokens: per_chat_burst, at: now });
        let overall = self.overall.wait(now, overall_per_second, overall_per_second);
        let wait = bucket.wait(now, per_chat_per_second, per_chat_burst).max(overall);
        if wait > 0.0 {
            return Err(whole_seconds(wait));
        }
        bucket.tokens -= 1.0;
        self.overall.tokens -= 1.0;
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number, not negative")]
fn whole_seconds(seconds: f64) -> u64 {
    seconds.ceil() as u64
}
