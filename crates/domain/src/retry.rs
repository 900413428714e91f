//! When something is tried again, and when it is given up: what came in, and what goes out.
//!
//! Invariant: to be put off counts as no attempt; only what fails comes nearer to being given up.

use jiff::{SignedDuration, Timestamp};

use super::{
    calendar::plus,
    delivery::{Delivery, Undeliverable},
};

/// How often a row is tried before it becomes a dead letter.
pub const ATTEMPTS: i64 = 3;
/// How long the root of a thread may take to become known.
const PATIENCE: SignedDuration = SignedDuration::from_mins(1);
/// When a line is looked at again whose thread is not known yet.
const ROOT_SOON: SignedDuration = SignedDuration::from_secs(1);
/// How long what broke has to wait.
const REPAIR: SignedDuration = SignedDuration::from_secs(5);
/// When a file is looked at again that is to follow the root of its thread.
pub const FILE_AFTER_ROOT: SignedDuration = SignedDuration::from_millis(250);
/// When a line is tried again whose thread has no root yet where the staff are.
pub const ROOT_FIRST: SignedDuration = SignedDuration::from_secs(5);
/// Who has no turn to open a file asks again after this, and is in nobody's way meanwhile.
pub const FILE_TURN: SignedDuration = SignedDuration::from_secs(1);
/// How often a file is asked for before its thread goes on without it: what the person writes next must not wait for it.
/// Times that the platform tells us to wait do not count.
const FILE_ATTEMPTS: i64 = 8;
/// How often a file is opened without the desk living to tell what came of it.
const FILE_OPENINGS: i64 = 3;

/// When to try again after so many failures: 2 s, 4 s, ... 10 minutes.
#[must_use]
pub fn retry_at(now: Timestamp, failures: i64) -> Timestamp {
    let seconds = 1_i64 << failures.clamp(0, 9).saturating_add(1);
    plus(now, SignedDuration::from_secs(seconds.min(600)))
}

/// Why something that came in could not be handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The root of its thread is being sent.
    RootOnItsWay,
    /// Nobody will ever read it.
    Unreadable,
    Other,
}

/// What happens to something that could not be handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextTry {
    /// It waits until then; nothing is wrong with it.
    Defer(Timestamp),
    /// It has failed once more.
    Retry(Timestamp),
    /// It is kept aside, and humans are told.
    DeadLetter,
}

/// What happens to something that came in at `received` and failed, after so many failures before.
#[must_use]
pub fn inbound(failure: Failure, failures: i64, received: Timestamp, now: Timestamp) -> NextTry {
    match failure {
        Failure::RootOnItsWay if now.duration_since(received) < PATIENCE => {
            NextTry::Defer(plus(now, ROOT_SOON))
        }
        Failure::RootOnItsWay | Failure::Other if failures + 1 < ATTEMPTS => {
            NextTry::Retry(retry_at(now, failures))
        }
        _ => NextTry::DeadLetter,
    }
}

/// What is written down of something that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settlement {
    Arrived,
    /// It waits until then; nothing is wrong with it.
    Defer(Timestamp),
    /// It is tried again; `uncertain`: it may have arrived all the same.
    Retry {
        at: Timestamp,
        uncertain: bool,
    },
    /// It is sent no more.
    Never(Undeliverable),
}

/// What follows from what a platform said of a message, after so many failures; `uncertain`: it was so once before.
#[must_use]
pub fn outbound(delivery: &Delivery, failures: i64, uncertain: bool, now: Timestamp) -> Settlement {
    match delivery {
        Delivery::Delivered { .. } => Settlement::Arrived,
        Delivery::Later { after: Some(after) } => Settlement::Defer(plus(now, *after)),
        Delivery::Later { after: None } => {
            Settlement::Retry { at: retry_at(now, failures), uncertain: false }
        }
        Delivery::Moved { .. } => Settlement::Retry { at: now, uncertain: false },
        // Once more, under the same id; twice would be said twice.
        Delivery::Uncertain if !uncertain => {
            Settlement::Retry { at: retry_at(now, failures), uncertain: true }
        }
        Delivery::Uncertain => Settlement::Never(Undeliverable::Uncertain),
        Delivery::GaveUp(why) => Settlement::Never(*why),
    }
}

/// When something is tried again that broke its task, after so many failures: a bug, ours or a library's, that a moment may
/// pass by.
#[must_use]
pub fn broken(failures: i64, now: Timestamp) -> Option<Timestamp> {
    (failures + 1 < ATTEMPTS).then(|| plus(now, REPAIR))
}

/// Is a file opened that was opened so often before, each time without a word of what came of it?
#[must_use]
pub fn opens_file(openings: i64) -> bool {
    openings < FILE_OPENINGS
}

/// Is a file asked for once more, after so many failures?
#[must_use]
pub fn asks_again_for_file(failures: i64) -> bool {
    failures < FILE_ATTEMPTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn who_fails_waits_twice_as_long_each_time_and_never_longer_than_ten_minutes() {
        let waits =
            [0, 1, 2, 7, 8, 9, 100, i64::MAX].map(|failures| retry_at(second(0), failures).as_second());
        assert_eq!(waits, [2, 4, 8, 256, 512, 600, 600, 600]);
    }

    #[test]
    fn what_came_in_is_put_off_retried_or_given_up() {
        use Failure::{Other, RootOnItsWay, Unreadable};
        for (failure, failures, waited, expected) in [
            (RootOnItsWay, 0, 0, NextTry::Defer(second(1))),
            (RootOnItsWay, 9, 59, NextTry::Defer(second(60))),
            (RootOnItsWay, 0, 60, NextTry::Retry(second(62))),
            (RootOnItsWay, 2, 60, NextTry::DeadLetter),
            (Unreadable, 0, 0, NextTry::DeadLetter),
            (Other, 0, 0, NextTry::Retry(second(2))),
            (Other, 1, 0, NextTry::Retry(second(4))),
            (Other, 2, 0, NextTry::DeadLetter),
        ] {
            let next = inbound(failure, failures, second(0), second(waited));
            assert_eq!(next, expected, "{failure:?} after {failures} failures and {waited} s");
        }
    }

    #[test]
    fn what_was_sent_has_arrived_waits_or_never_will() {
        let now = second(100);
        let after = Some(SignedDuration::from_secs(30));
        for (delivery, failures, uncertain, expected) in [
            (Delivery::Delivered { platform_message_id: "7".into() }, 2, true, Settlement::Arrived),
            (Delivery::Later { after }, 5, false, Settlement::Defer(second(130))),
            (
                Delivery::Later { after: None },
                1,
                false,
                Settlement::Retry { at: second(104), uncertain: false },
            ),
            (
                Delivery::Moved { address: "8".into() },
                1,
                false,
                Settlement::Retry { at: now, uncertain: false },
            ),
            (Delivery::Uncertain, 0, false, Settlement::Retry { at: second(102), uncertain: true }),
            (Delivery::Uncertain, 1, true, Settlement::Never(Undeliverable::Uncertain)),
            (Delivery::GaveUp(Undeliverable::Refused), 0, true, Settlement::Never(Undeliverable::Refused)),
        ] {
            assert_eq!(outbound(&delivery, failures, uncertain, now), expected, "{delivery:?}");
        }
    }

    #[test]
    fn what_breaks_three_times_is_given_up() {
        assert_eq!(
            [0, 1, 2].map(|failures| broken(failures, second(0))),
            [Some(second(5)), Some(second(5)), None]
        );
    }

    #[test]
    fn a_file_is_asked_for_and_opened_so_often_and_no_more() {
        assert_eq!([0, 7, 8].map(asks_again_for_file), [true, true, false]);
        assert_eq!([0, 2, 3].map(opens_file), [true, true, false]);
    }
}
