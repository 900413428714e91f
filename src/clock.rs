//! The one place where time is read.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// Now, in whole milliseconds: as precise as we store it.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one reading of the clock")]
    fn now(&self) -> Timestamp {
        whole_ms(Timestamp::now())
    }
}

/// A clock that stands still until it is moved: for tests and rehearsals.
pub struct FakeClock(Mutex<Timestamp>);

impl FakeClock {
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        Self(Mutex::new(whole_ms(start)))
    }

    /// Moves the time forward.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = whole_ms(now.saturating_add(by).unwrap_or(Timestamp::MAX));
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn whole_ms(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}
