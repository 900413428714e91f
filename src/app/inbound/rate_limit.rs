//! How much one person may write in a short time. What is too much waits; nothing is lost.
//!
//! In memory: after a restart everybody begins afresh. How many cases somebody opens is the desk's own rule, and durable.

use std::{
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::calendar::plus;
use governor::{Quota, RateLimiter, middleware::NoOpMiddleware, state::keyed::DashMapStateStore};
use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;

/// Within this time, a person is told once that their messages are read one after the other.
const WINDOW: Duration = Duration::from_mins(1);

type Keyed = RateLimiter<String, DashMapStateStore<String>, DeskClock, NoOpMiddleware<Duration>>;

/// The limits of everybody who writes, each known by their ordering key.
pub struct Limits {
    messages: Keyed,
    notices: Keyed,
    clock: DeskClock,
}

/// What to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    Fine,
    /// It waits until then; `tell` the person, who has not been told lately.
    Wait {
        until: Timestamp,
        tell: bool,
    },
}

impl Limits {
    pub fn new(messages_per_minute: NonZeroU32, clock: Arc<dyn Clock>) -> Self {
        let clock = DeskClock::new(clock);
        let once = Quota::with_period(WINDOW).expect("a minute is more than nothing");
        Self {
            messages: RateLimiter::dashmap_with_clock(Quota::per_minute(messages_per_minute), clock.clone()),
            notices: RateLimiter::dashmap_with_clock(once, clock.clone()),
            clock,
        }
    }

    /// One more message of whoever writes under this key.
    pub fn message(&self, ordering_key: &str) -> Admission {
        let ordering_key = ordering_key.to_owned();
        match self.messages.check_key(&ordering_key) {
            Ok(()) => Admission::Fine,
            Err(not_until) => {
                let now = governor::clock::Clock::now(&self.clock);
                let wait =
                    SignedDuration::try_from(not_until.wait_time_from(now)).unwrap_or(SignedDuration::MAX);
                // Rounded up: a row that is due a moment too early would only be sent away again.
                let until = plus(self.clock.clock.now(), wait + SignedDuration::from_millis(1));
                Admission::Wait { until, tell: self.notices.check_key(&ordering_key).is_ok() }
            }
        }
    }

    /// Forgets those who have not written for a while.
    pub fn tidy(&self) {
        for limiter in [&self.messages, &self.notices] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// The desk's clock, as governor wants it: it goes on from where it was when the real one is set back, or people would
/// wait until that is there again.
#[derive(Clone)]
pub struct DeskClock {
    clock: Arc<dyn Clock>,
    steady: Arc<Mutex<Steady>>,
}

#[derive(Default)]
struct Steady {
    /// The time since 1970 that was told last.
    last: Duration,
    /// By how much the real clock was set back, all in all.
    behind: Duration,
}

impl DeskClock {
    fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, steady: Arc::default() }
    }
}

impl governor::clock::Clock for DeskClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        let since_1970 = SignedDuration::from_millis(self.clock.now().as_millisecond());
        let real = Duration::try_from(since_1970).unwrap_or_default();
        let mut steady = self.steady.lock().unwrap_or_else(PoisonError::into_inner);
        let Steady { last, behind } = &mut *steady;
        *behind += last.saturating_sub(real + *behind);
        *last = real + *behind;
        *last
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
        let told = |ordering_key: &str| match limits.message(ordering_key) {
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

    #[test]
    fn a_clock_that_is_set_back_makes_nobody_wait_longer() {
        let clock = Arc::new(FakeClock::at(Timestamp::UNIX_EPOCH + SignedDuration::from_hours(72)));
        let limits = Limits::new(NonZeroU32::new(3).unwrap(), clock.clone());
        while limits.message("maria") == Admission::Fine {}
        clock.advance(SignedDuration::from_hours(-72));
        let Admission::Wait { until, .. } = limits.message("maria") else { panic!("she has written much") };
        assert!(until.duration_since(clock.now()) <= SignedDuration::from_secs(21), "{until}");
        clock.advance(SignedDuration::from_secs(21));
        assert_eq!(limits.message("maria"), Admission::Fine);
    }
}
