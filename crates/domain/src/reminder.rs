//! When somebody is reminded: in office hours, while it is of use.

use jiff::{SignedDuration, Timestamp};
use leave::{months::days, reminders::Occasion};

use super::calendar::{Calendar, plus};

/// "Remind me later."
const SNOOZE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long after a reminder did not come it is tried again.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);

/// When a reminder goes out, and until when that is of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub at: Timestamp,
    pub useful_until: Timestamp,
}

/// When to remind of an occasion, so many days before it; none if it would be of no use any more.
#[must_use]
pub fn due(calendar: &Calendar, occasion: Occasion, lead: i32, now: Timestamp) -> Option<Due> {
    let useful_until = calendar.end_of(occasion.until);
    let ideal = calendar.opening_by(days(occasion.day, -lead));
    let at = if ideal < now { calendar.staffed_or_later(now) } else { ideal };
    (at < useful_until).then_some(Due { at, useful_until })
}

/// When somebody is reminded who wants to be reminded later; none if that would be of no use.
#[must_use]
pub fn snoozed(calendar: &Calendar, useful_until: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let again = calendar.staffed_or_later(plus(now, SNOOZE));
    (again < useful_until).then_some(again)
}

/// When a reminder is tried again that did not come.
#[must_use]
pub fn tried_again(calendar: &Calendar, now: Timestamp) -> Timestamp {
    calendar.staffed_or_later(plus(now, AGAIN))
}

/// Does it come on a later day than it was due? Then it says so.
#[must_use]
pub fn is_late(calendar: &Calendar, due_at: Timestamp, now: Timestamp) -> bool {
    calendar.day(due_at) < calendar.day(now)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{
        super::calendar::tests::{at, milan},
        *,
    };

    #[test]
    fn a_reminder_goes_out_in_office_hours_and_only_while_it_is_of_use() {
        let calendar = milan();
        let occasion = Occasion { day: date(2026, 12, 10), until: date(2026, 12, 12) };
        let told = |now: &str, lead: i32| {
            let due = due(&calendar, occasion, lead, at(now))?;
            Some(due.at.to_zoned(calendar.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string())
        };
        let expected = |wall: &str| Some(wall.to_owned());
        assert_eq!(
            told("2026-11-24 10:00", 7),
            expected("2026-12-03 09:00"),
            "a week before, at the opening"
        );
        assert_eq!(told("2026-12-10 10:00", 7), expected("2026-12-10 10:00"), "at once if that is past");
        assert_eq!(told("2026-12-11 23:00", 7), None, "the next opening is after its use");
        assert_eq!(told("2026-12-13 10:00", 7), None);
    }

    #[test]
    fn who_wants_it_later_gets_it_later_if_that_is_of_use() {
        let (calendar, now) = (milan(), at("2026-11-24 10:00"));
        assert_eq!(snoozed(&calendar, at("2026-12-24 10:00"), now), Some(at("2026-11-27 10:00")));
        assert_eq!(snoozed(&calendar, at("2026-11-27 10:00"), now), None);
        assert_eq!(
            tried_again(&calendar, at("2026-11-27 20:00")),
            at("2026-11-30 09:00"),
            "not at the weekend"
        );
        assert!(is_late(&calendar, at("2026-11-23 18:00"), at("2026-11-24 09:00")));
        assert!(!is_late(&calendar, at("2026-11-24 09:00"), at("2026-11-24 17:00")));
    }
}
