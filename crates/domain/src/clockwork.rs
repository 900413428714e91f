//! How the machine's clock has run: one that is set back or leaps ahead must neither let people wait nor forget early.

use jiff::{SignedDuration, Timestamp};

/// A clock that says less than before by more than this has been set back.
const SET_BACK: SignedDuration = SignedDuration::from_secs(30);
/// A clock that says more than when it was looked at last by more than this has leapt ahead, or the desk was off for long. A
/// desk that is off every night, or over a week end, must forget as others do.
const LEAP: SignedDuration = SignedDuration::from_hours(7 * 24);
/// For so long after a leap nothing is old: somebody may still set the clock right.
const DOUBT: SignedDuration = SignedDuration::from_hours(24);

/// What is known of the clock after a look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clockwork {
    pub set_back: bool,
    /// When it leapt ahead last, as it said then; the epoch, if it never has.
    pub leapt: Timestamp,
}

impl Default for Clockwork {
    fn default() -> Self {
        Self { set_back: false, leapt: Timestamp::UNIX_EPOCH }
    }
}

impl Clockwork {
    /// The clock says `now`; it said `before` when somebody looked last, and had leapt ahead then.
    #[must_use]
    pub fn look(before: Timestamp, leapt: Timestamp, now: Timestamp) -> Self {
        let ahead = now.duration_since(before);
        let set_back = ahead < -SET_BACK;
        let leapt = if set_back {
            Timestamp::UNIX_EPOCH
        } else if ahead > LEAP {
            now
        } else {
            leapt
        };
        Self { set_back, leapt }
    }

    /// Whether what the clock calls old may be new.
    #[must_use]
    pub fn is_in_doubt(self, now: Timestamp) -> bool {
        (SignedDuration::ZERO..DOUBT).contains(&now.duration_since(self.leapt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_leap_the_clock_is_in_doubt_for_a_day_or_until_it_is_set_right() {
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000 + hours);
        let even = Clockwork::look(at(0), Timestamp::UNIX_EPOCH, at(1));
        assert_eq!((even, even.is_in_doubt(at(1))), (Clockwork::default(), false));
        let ahead = Clockwork::look(at(1), even.leapt, at(10_000));
        assert_eq!(ahead, Clockwork { set_back: false, leapt: at(10_000) });
        let later = Clockwork::look(at(10_000), ahead.leapt, at(10_001));
        assert_eq!([10_001, 10_023, 10_024].map(|hour| later.is_in_doubt(at(hour))), [true, true, false]);
        // Off for a night, it has not leapt.
        let morning = Clockwork::look(at(10_024), later.leapt, at(10_036));
        assert!(!morning.is_in_doubt(at(10_036)));
        let right = Clockwork::look(at(10_001), later.leapt, at(3));
        assert_eq!((right, right.is_in_doubt(at(3))), (Clockwork { set_back: true, ..even }, false));
    }

    #[test]
    fn a_clock_may_go_back_by_seconds_and_stand_still_for_a_week() {
        let at = |seconds: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_800_000_000 + seconds);
        let week = 7 * 24 * 3600;
        for (ahead, set_back, leapt) in [
            (-31, true, false),
            (-30, false, false),
            (0, false, false),
            (31 * 3600, false, false),
            (week, false, false),
            (week + 1, false, true),
        ] {
            let seen = Clockwork::look(at(0), Timestamp::UNIX_EPOCH, at(ahead));
            assert_eq!((seen.set_back, seen.is_in_doubt(at(ahead))), (set_back, leapt), "{ahead} seconds");
        }
    }
}
