//! The hour a person is told: one that can be kept, and why not sooner. The measure stays the term of the commitment.

use jiff::{SignedDuration, Timestamp};

use super::calendar::Calendar;

/// When a human will have answered, as the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    pub until: Timestamp,
    /// When the desk opens again, where that is why it takes so long.
    pub reopens: Option<Timestamp>,
}

impl Promise {
    /// Told now of an hour; `due` is when the term ends, if it is the term that is told.
    #[must_use]
    pub fn told(calendar: &Calendar, until: Timestamp, due: Option<Timestamp>, now: Timestamp) -> Self {
        let closed = !calendar.staffed(now);
        let later_than_due = due.is_none_or(|due| until > due);
        Self { until, reopens: (closed && later_than_due).then(|| calendar.staffed_or_later(now)) }
    }
}

/// The hour by which a message of that time can be answered: the end of the term, but not before somebody has been at work
/// for a while.
#[must_use]
pub fn honest(calendar: &Calendar, at: Timestamp, due: Timestamp, at_work: SignedDuration) -> Timestamp {
    due.max(calendar.plus_staffed(at, at_work))
}

#[cfg(test)]
mod tests {
    use super::{
        super::calendar::tests::{at, milan},
        *,
    };

    #[test]
    fn an_hour_is_told_at_which_somebody_will_have_been_there() {
        let calendar = milan();
        for (asked, told) in [
            // A working day: the term can be kept.
            ("2026-11-24 10:05", "2026-11-26 10:05"),
            // Friday after work: 48 hours end on Sunday, and nobody comes before Monday at nine.
            ("2026-11-27 14:05", "2026-11-30 11:00"),
            ("2026-11-28 03:00", "2026-11-30 11:00"),
            // Two hours before the end of the term somebody is there, but not for two hours.
            ("2026-11-28 10:00", "2026-11-30 11:00"),
            ("2026-11-28 11:30", "2026-11-30 11:30"),
            // The bridge of Saint Ambrose and the Immaculate: nobody from Friday to Wednesday.
            ("2026-12-04 13:30", "2026-12-09 11:00"),
        ] {
            let asked_at = at(asked);
            let due = asked_at + SignedDuration::from_hours(48);
            let honest = honest(&calendar, asked_at, due, SignedDuration::from_hours(2));
            assert_eq!(calendar.wall(honest).strftime("%F %H:%M").to_string(), told, "{asked}");
        }
    }

    #[test]
    fn the_reason_is_told_where_there_is_one() {
        let calendar = milan();
        let saturday = at("2026-11-28 10:00");
        let (monday, opening) = (at("2026-11-30 11:00"), at("2026-11-30 09:00"));
        let due = saturday + SignedDuration::from_hours(48);
        assert_eq!(Promise::told(&calendar, monday, Some(due), saturday).reopens, Some(opening));
        assert_eq!(Promise::told(&calendar, due, Some(due), saturday).reopens, None, "it is the term itself");
        assert_eq!(
            Promise::told(&calendar, monday, None, at("2026-11-30 09:30")).reopens,
            None,
            "it is open"
        );
    }
}
