//! How the promise has been kept, computed from the ledger alone.

use jiff::{SignedDuration, Timestamp};

use super::{
    event::{End, Entry},
    summary::CaseSummary,
};

/// How far back the figures go.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The figures of a stretch of time, and of now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Cases opened.
    pub opened: usize,
    /// Commitments met by a human reply.
    pub met: usize,
    /// Those of them met before they were due.
    pub in_time: usize,
    /// Half of them were met within so long.
    pub half_within: Option<SignedDuration>,
    /// People who said that an automatic answer was enough.
    pub settled: usize,
    /// Now: cases open, those in which somebody waits, those of them that are overdue.
    pub open: usize,
    pub waiting: usize,
    pub overdue: usize,
}

impl Figures {
    /// Counts what the ledger says, and how the open cases stand.
    #[must_use]
    pub fn of<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
        open: &[CaseSummary],
        now: Timestamp,
    ) -> Self {
        let due: Vec<Timestamp> = open.iter().filter_map(|case| case.due).collect();
        let mut figures = Self {
            open: open.len(),
            waiting: due.len(),
            overdue: due.iter().filter(|due| **due < now).count(),
            ..Self::default()
        };
        let mut times = Vec::new();
        for entry in entries {
            match entry {
                Entry::CaseOpened { .. } => figures.opened += 1,
                Entry::CommitmentEnded { since, due, end: End::Met { at } } => {
                    figures.met += 1;
                    figures.in_time += usize::from(at <= due);
                    times.push(at.duration_since(*since));
                }
                Entry::CommitmentEnded { end: End::Settled, .. } => figures.settled += 1,
                _ => {}
            }
        }
        times.sort_unstable();
        figures.half_within = times.get(times.len().saturating_sub(1) / 2).copied();
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{CaseNumber, QuestionNo},
        summary::CaseStatus,
    };

    #[test]
    fn the_median_and_the_promises_kept_come_from_the_ledger() {
        let hour = |h: i64| Timestamp::from_second(h * 3600).expect("a time");
        let met =
            |h: i64| Entry::CommitmentEnded { since: hour(0), due: hour(48), end: End::Met { at: hour(h) } };
        let settled = Entry::CommitmentEnded { since: hour(0), due: hour(48), end: End::Settled };
        let figures = Figures::of(&[met(2), met(50), met(5), met(7), settled], &[], hour(60));
        assert_eq!((figures.met, figures.in_time, figures.settled), (4, 3, 1));
        assert_eq!(figures.half_within, Some(SignedDuration::from_hours(5)));
        assert_eq!(Figures::of([], &[], hour(60)), Figures::default());
    }

    #[test]
    fn the_cases_of_now_are_those_that_are_open_that_wait_and_that_are_overdue() {
        let hour = |h: i64| Timestamp::from_second(h * 3600).expect("a time");
        let case = |place, due: Option<i64>| CaseSummary {
            number: CaseNumber { year: 2026, place },
            status: CaseStatus::Open,
            opened: hour(0),
            holder: None,
            urgent: false,
            due: due.map(hour),
        };
        let open =
            [case(1, None), case(2, Some(59)), case(3, Some(60)), case(4, Some(61)), case(5, Some(62))];
        let opened = |place| Entry::CaseOpened {
            case: CaseNumber { year: 2026, place },
            question: QuestionNo(1),
            urgent: false,
        };
        let figures = Figures::of(&[opened(4), opened(5), opened(6)], &open, hour(60));
        assert_eq!((figures.opened, figures.open, figures.waiting, figures.overdue), (3, 5, 4, 1));
    }

    #[test]
    fn half_of_the_replies_came_within_the_time_of_the_middle_one() {
        let hour = |h: i64| Timestamp::from_second(h * 3600).expect("a time");
        let half_within = |hours: &[i64]| {
            let met = |&h: &i64| Entry::CommitmentEnded {
                since: hour(0),
                due: hour(48),
                end: End::Met { at: hour(h) },
            };
            let ledger: Vec<Entry> = hours.iter().map(met).collect();
            Figures::of(&ledger, &[], hour(60)).half_within.map(|half| half.as_hours())
        };
        for (hours, half) in [
            (&[][..], None),
            (&[9], Some(9)),
            (&[9, 2], Some(2)),
            (&[9, 2, 4], Some(4)),
            (&[9, 2, 4, 7, 5, 6], Some(5)),
        ] {
            assert_eq!(half_within(hours), half, "{hours:?}");
        }
    }
}
