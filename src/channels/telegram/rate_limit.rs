//! How fast the desk sends: within what Telegram allows, so that it need not refuse. What Telegram refuses all the same
//! waits in the outbox for as long as Telegram says.

use std::{
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota,
    clock::{Clock, DefaultClock},
};
use jiff::SignedDuration;

use crate::channels::Turn;

/// Messages to one chat that may follow each other at once.
const BURST: NonZeroU32 = NonZeroU32::new(3).expect("not zero");
/// Over all, a message may catch up what a late timer has missed. Not more: the fewer are on their way together, the
/// fewer are said again after a crash.
const CATCH_UP: NonZeroU32 = NonZeroU32::new(2).expect("not zero");
/// Telegram does not say whom it means. Refusals of two chats within this time mean everybody.
const TOGETHER: Duration = Duration::from_secs(5);

/// How fast one bot may send.
pub struct RateLimiter {
    overall: DefaultDirectRateLimiter,
    chats: DefaultKeyedRateLimiter<i64>,
    refusals: Mutex<Refusals>,
}

#[derive(Default)]
struct Refusals {
    last: Option<(i64, Instant)>,
    /// Nobody is written to before.
    everybody: Option<Instant>,
}

impl RateLimiter {
    /// So many messages a second over all, and to one chat.
    pub fn new(overall: NonZeroU32, per_chat: NonZeroU32) -> Self {
        Self {
            overall: DefaultDirectRateLimiter::direct(Quota::per_second(overall).allow_burst(CATCH_UP)),
            chats: DefaultKeyedRateLimiter::keyed(Quota::per_second(per_chat).allow_burst(BURST)),
            refusals: Mutex::default(),
        }
    }

    /// May a message go to this chat now?
    pub fn turn(&self, chat: i64, now: Instant) -> Turn {
        if let Some(wait) = self.everybody_waits(now) {
            return Turn::Nobody { wait };
        }
        let clock = DefaultClock::default();
        let left = |not_until: NotUntil<_>| {
            SignedDuration::try_from(not_until.wait_time_from(clock.now())).unwrap_or(SignedDuration::ZERO)
        };
        // All together first: a turn that is lost there costs nobody in particular.
        match self.overall.check().map_err(left) {
            Err(wait) => Turn::Nobody { wait },
            Ok(()) => match self.chats.check_key(&chat).map_err(left) {
                Err(wait) => Turn::NotThisOne { wait },
                Ok(()) => Turn::Now,
            },
        }
    }

    /// Telegram wants a chat to wait, and maybe everybody.
    pub fn refused(&self, chat: i64, wait: SignedDuration, now: Instant) {
        let mut refusals = self.refusals();
        let others = refusals
            .last
            .replace((chat, now))
            .is_some_and(|(other, at)| other != chat && now.duration_since(at) <= TOGETHER);
        if others {
            let until = now + wait.unsigned_abs();
            refusals.everybody = refusals.everybody.max(Some(until));
        }
    }

    /// How long everybody has to wait, if they have to.
    pub fn everybody_waits(&self, now: Instant) -> Option<SignedDuration> {
        let until = self.refusals().everybody?;
        let wait = until.checked_duration_since(now).filter(|wait| !wait.is_zero())?;
        SignedDuration::try_from(wait).ok()
    }

    /// Forgets the chats that have been quiet.
    pub fn tidy(&self) {
        self.chats.retain_recent();
        self.chats.shrink_to_fit();
    }

    fn refusals(&self) -> std::sync::MutexGuard<'_, Refusals> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAIT: SignedDuration = SignedDuration::from_secs(7);

    #[test]
    fn one_slow_chat_waits_alone_and_two_make_everybody_wait() {
        let rate_limit = RateLimiter::new(NonZeroU32::new(30).unwrap(), NonZeroU32::MIN);
        let now = Instant::now();
        rate_limit.refused(1, WAIT, now);
        rate_limit.refused(1, WAIT, now);
        assert_eq!(rate_limit.everybody_waits(now), None, "it is that chat's own haste");
        rate_limit.refused(2, WAIT, now + Duration::from_secs(1));
        assert_eq!(rate_limit.everybody_waits(now + Duration::from_secs(1)), Some(WAIT));
        assert_eq!(rate_limit.everybody_waits(now + Duration::from_secs(8)), None);
        rate_limit.refused(3, WAIT, now + Duration::from_mins(1));
        assert_eq!(
            rate_limit.everybody_waits(now + Duration::from_mins(1)),
            None,
            "the last one was long ago"
        );
    }
}
