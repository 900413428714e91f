//! What may have been lost while nobody listened. Telegram keeps updates for 24 hours and numbers them one by one; after
//! a week without any, it begins at a random number.

use jiff::{SignedDuration, Timestamp};

use crate::{
    channels::LastHeard,
    desk::{board::Gap, calendar::plus},
};

/// How long Telegram keeps updates.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After so long without an update, the numbers begin anew.
const NUMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The time for which Telegram has kept nothing, if the desk was away for longer than it keeps things.
#[must_use]
pub fn silence(last: &LastHeard, now: Timestamp) -> Option<Gap> {
    let since = last.at?;
    let until = now.checked_sub(KEPT).unwrap_or(now);
    (since < until).then_some(Gap { since, until, missing: None })
}

/// The updates between the last one before the desk was started and the first one after, if some are missing.
#[must_use]
pub fn missing(last: &LastHeard, first: i64, now: Timestamp) -> Option<Gap> {
    let (key, since) = last.arrival.as_ref()?;
    let missing = first - key.parse::<i64>().ok()? - 1;
    let numbered = now < plus(*since, NUMBERED);
    (missing > 0 && numbered).then_some(Gap { since: *since, until: now, missing: Some(missing) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    fn last(heard: i64, key: &str, received: i64) -> LastHeard {
        LastHeard { at: Some(at(heard)), arrival: Some((key.to_owned(), at(received))) }
    }

    #[test]
    fn a_short_absence_loses_nothing_and_a_long_one_may() {
        assert_eq!(silence(&last(0, "1", 0), at(24)), None);
        let gap = Gap { since: at(0), until: at(26), missing: None };
        assert_eq!(silence(&last(0, "1", 0), at(50)), Some(gap));
        assert_eq!(silence(&LastHeard::default(), at(50)), None, "nobody has listened before");
    }

    #[test]
    fn missing_numbers_are_missing_messages_unless_the_numbers_began_anew() {
        assert_eq!(missing(&last(0, "100", 0), 101, at(3)), None);
        let gap = Gap { since: at(0), until: at(3), missing: Some(4) };
        assert_eq!(missing(&last(0, "100", 0), 105, at(3)), Some(gap));
        assert_eq!(missing(&last(0, "100", 0), 7, at(3)), None, "an older one, delivered again");
        assert_eq!(
            missing(&last(0, "100", 0), 900_000, at(8 * 24)),
            None,
            "a random number after a quiet week"
        );
        assert_eq!(missing(&last(0, "unreadable", 0), 7, at(3)), None);
    }
}
