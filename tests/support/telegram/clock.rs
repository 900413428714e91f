//! The platform's time: the wall clock, moved by the test.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822::DateTimePrinter};

/// What the emulator takes for now.
#[derive(Default)]
pub(super) struct Clock {
    moved: SignedDuration,
    skew: SignedDuration,
}

impl Clock {
    pub fn now(&self) -> Timestamp {
        wall() + self.moved
    }

    /// The time as Bot API objects carry it.
    pub fn seconds(&self) -> i64 {
        self.now().as_second()
    }

    pub fn advance(&mut self, by: SignedDuration) {
        self.moved += by;
    }

    /// Only the `Date` header lies: it is what a bot can compare its own clock with.
    pub fn skew(&mut self, by: SignedDuration) {
        self.skew = by;
    }

    pub fn date_header(&self) -> String {
        DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&(self.now() + self.skew))
            .expect("a year of four digits")
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the platform has a clock of its own; the bot's is not ours to take"
)]
fn wall() -> Timestamp {
    Timestamp::now()
}
