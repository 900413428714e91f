//! What may have been lost while nobody listened. Telegram keeps updates for 24 hours and numbers them one by one; after
//! a week without any, it begins at a random number.

use domain::{calendar::plus, watch::Gap};
use jiff::{SignedDuration, Timestamp};

/// How long Telegram keeps updates.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After so long without an update, the numbers begin anew.
const NUMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The time for which Telegram has kept nothing, if it last answered longer ago than it keeps things.
#[must_use]
pub fn silence(answered: Option<Timestamp>, now: Timestamp) -> Option<Gap> {
    let since = answered?;
    let until = now.checked_sub(KEPT).unwrap_or(now);
    (since < until).then_some(Gap { since, until, missing: None })
}

/// The first of these numbers that is new after this key, where Telegram delivers again what it has not heard of.
#[must_use]
pub fn first_new(last: &str, numbers: &[i64]) -> Option<i64> {
    let last: i64 = last.parse().ok()?;
    numbers.iter().copied().filter(|number| *number > last).min()
}

/// The updates that are missing between the last one known, received then, and the first new one.
#[must_use]
pub fn missing(last: &str, since: Timestamp, first: i64, now: Timestamp) -> Option<Gap> {
    let missing = first - last.parse::<i64>().ok()? - 1;
    let numbered = now < plus(since, NUMBERED);
    (missing > 0 && numbered).then_some(Gap { since, until: now, missing: Some(missing) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    #[test]
    fn a_short_absence_loses_nothing_and_a_long_one_may() {
        assert_eq!(silence(Some(at(0)), at(24)), None);
        let sequence_gap = Gap { since: at(0), until: at(26), missing: None };
        assert_eq!(silence(Some(at(0)), at(50)), Some(sequence_gap));
        assert_eq!(silence(None, at(50)), None, "nobody has listened before");
    }

    #[test]
    fn missing_numbers_are_missing_messages_unless_the_numbers_began_anew() {
        assert_eq!(missing("100", at(0), 101, at(3)), None);
        let sequence_gap = Gap { since: at(0), until: at(3), missing: Some(4) };
        assert_eq!(missing("100", at(0), 105, at(3)), Some(sequence_gap));
        assert_eq!(missing("100", at(0), 900_000, at(8 * 24)), None, "a random number after a quiet week");
    }

    #[test]
    fn what_is_delivered_again_says_nothing_and_what_is_new_does() {
        assert_eq!(first_new("100", &[98, 99, 100]), None);
        assert_eq!(first_new("100", &[99, 100, 104, 105]), Some(104));
        assert_eq!(first_new("100", &[7]), None);
        assert_eq!(first_new("unreadable", &[7]), None);
    }
}
