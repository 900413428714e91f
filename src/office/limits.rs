//! How much one person may write in a short time. What is too much waits; nothing is lost.
//!
//! In memory: after a restart everybody begins afresh. How many cases somebody opens is the desk's own rule, and durable.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use governor::{Quota, RateLimiter, middleware::NoOpMiddleware, state::keyed::DashMapStateStore};
use jiff::{SignedDuration, Timestamp};

use crate::{clock::Clock, desk::calendar::plus};

/// Within this time, a person is told once that their messages are read one after the other.
const WINDOW: Duration = Duration::from_mins(1);

type Keyed = RateLimiter<String, DashMapStateStore<String>, DeskClock, NoOpMiddleware<Duration>>;

/// The limits of everybody who writes, each known by their lane.
pub(super) struct Limits {
    messages: Keyed,
    notices: Keyed,
    clock: DeskClock,
}

/// What to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    Fine,
    /// It waits until then; `tell` the person, who has not been told lately.
    Wait {
        until: Timestamp,
        tell: bool,
    },
}

impl Limits {
    pub(super) fn new(messages_per_minute: NonZeroU32, clock: Arc<dyn Clock>) -> Self {
        let clock = DeskClock(clock);
        let once = Quota::with_period(WINDOW).expect("a minute is more than nothing");
        Self {
            messages: RateLimiter::dashmap_with_clock(Quota::per_minute(messages_per_minute), clock.clone()),
            notices: RateLimiter::dashmap_with_clock(once, clock.clone()),
            clock,
        }
    }

    /// One more message of whoever writes in this lane.
    pub(super) fn message(&self, lane: &str) -> Admission {
        let lane = lane.to_owned();
        match self.messages.check_key(&lane) {
            Ok(()) => Admission::Fine,
            Err(not_until) => {
                let now = governor::clock::Clock::now(&self.clock);
                let wait =
                    SignedDuration::try_from(not_until.wait_time_from(now)).unwrap_or(SignedDuration::MAX);
                // Rounded up: a row that is due a moment too early would only be sent away again.
                let until = plus(self.clock.0.now(), wait + SignedDuration::from_millis(1));
                Admission::Wait { until, tell: self.notices.check_key(&lane).is_ok() }
            }
        }
    }

    /// Forgets those who have not written for a while.
    pub(super) fn tidy(&self) {
        for limiter in [&self.messages, &self.notices] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// The desk's clock, as governor wants it: the time since 1970.
#[derive(Clone)]
pub(super) struct DeskClock(Arc<dyn Clock>);

impl governor::clock::Clock for DeskClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        let since_1970 = SignedDuration::from_millis(self.0.now().as_millisecond());
        Duration::try_from(since_1970).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FakeClock;

    #[test]
    fn who_writes_fast_waits_and_is_told_once_a_minute() {
        let clock = Arc::new(FakeClock::at(Timestamp::UNIX_EPOCH));
        let limits = Limits::new(NonZeroU32::new(3).unwrap(), clock.clone());
        let told = |lane: &str| match limits.message(lane) {
            Admission::Fine => "fine".to_owned(),
            Admission::Wait { until, tell } => {
                let wait = until.duration_since(clock.now()).as_secs();
                format!("{wait} s{}", if tell { ", told" } else { "" })
            }
        };
        let burst: Vec<String> = (0..5).map(|_| told("maria")).collect();
        assert_eq!(burst, ["fine", "fine", "fine", "20 s, told", "20 s"]);
        assert_eq!(told("anna"), "fine", "everybody has their own limit");
        clock.advance(SignedDuration::from_secs(20));
        assert_eq!(told("maria"), "fine");
        clock.advance(SignedDuration::from_secs(45));
        let later: Vec<String> = (0..4).map(|_| told("maria")).collect();
        assert_eq!(later, ["fine", "fine", "15 s, told", "15 s"]);
    }
}
