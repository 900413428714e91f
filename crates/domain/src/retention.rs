//! How long what the desk keeps is kept, and how often it is looked for what is too old.
//!
//! Invariant: while the clock is in doubt, nothing is too old.

use jiff::{SignedDuration, Timestamp};

use super::{calendar::minus, clockwork::Clockwork};

/// How long the tracks of what came in and went out are kept, for telling repeats: Telegram repeats within a day.
const TRACKS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a calendar can be taken up again that nobody has asked to keep.
const GUIDES: SignedDuration = SignedDuration::from_hours(24);
/// How often it is looked for what is too old.
const EVERY: SignedDuration = SignedDuration::from_hours(1);

/// What is from before these times is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptSince {
    /// Everybody's words, and what follows from them.
    pub words: Timestamp,
    /// Rows that are done, without words.
    pub tracks: Timestamp,
    /// Guided conversations that nobody goes on with.
    pub guides: Timestamp,
}

/// Since when things are kept, if words are for so long; none while nobody knows what is old.
#[must_use]
pub fn kept_since(clockwork: Clockwork, words: SignedDuration, now: Timestamp) -> Option<KeptSince> {
    (!clockwork.is_in_doubt(now)).then(|| KeptSince {
        words: minus(now, words),
        tracks: minus(now, TRACKS),
        guides: minus(now, GUIDES),
    })
}

/// Is it looked for what is too old, if that was done last at this time? A clock that was set back does not put it off.
#[must_use]
pub fn is_time_to_tidy(last: Option<Timestamp>, now: Timestamp) -> bool {
    last.is_none_or(|last| !(SignedDuration::ZERO..EVERY).contains(&now.duration_since(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000 + hours)
    }

    #[test]
    fn words_tracks_and_guides_are_kept_for_their_time_unless_the_clock_is_in_doubt() {
        let year = SignedDuration::from_hours(365 * 24);
        let kept = KeptSince { words: at(-365 * 24), tracks: at(-30 * 24), guides: at(-24) };
        assert_eq!(kept_since(Clockwork::default(), year, at(0)), Some(kept));
        let leapt = Clockwork { set_back: false, leapt: at(-1) };
        assert_eq!(kept_since(leapt, year, at(0)), None);
    }

    #[test]
    fn it_is_tidied_once_an_hour_whatever_the_clock_does() {
        let last = Some(at(0));
        assert_eq!([at(-1), at(0), at(1)].map(|now| is_time_to_tidy(last, now)), [true, false, true]);
        assert!(is_time_to_tidy(None, at(0)));
    }
}
