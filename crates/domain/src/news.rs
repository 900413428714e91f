//! News of what has changed: whom they would reach (counts, and never a person), and how long they are news.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    calendar::{Calendar, plus},
    reminder::DueTimes,
};

/// How long news are news.
const FRESH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// When news go out that somebody lets go now, and until when they are news.
#[must_use]
pub fn due(calendar: &Calendar, now: Timestamp) -> DueTimes {
    let at = calendar.staffed_or_later(now);
    DueTimes { at, useful_until: plus(at, FRESH) }
}

/// Whom news would reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    pub workers: usize,
    pub companies: usize,
    /// By the organisation through which they came; `None` is no organisation.
    pub organisations: BTreeMap<Option<String>, usize>,
}

impl Reach {
    /// One more.
    pub fn add(&mut self, company: bool, organisation: Option<String>) {
        *(if company { &mut self.companies } else { &mut self.workers }) += 1;
        *self.organisations.entry(organisation).or_default() += 1;
    }

    #[must_use]
    pub fn all(&self) -> usize {
        self.workers + self.companies
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::calendar::tests::{at, milan},
        *,
    };

    #[test]
    fn news_go_out_when_somebody_is_there_and_are_news_for_a_month() {
        let told = |now: &str| due(&milan(), at(now));
        let opening = DueTimes { at: at("2026-11-30 09:00"), useful_until: at("2026-12-30 09:00") };
        assert_eq!(told("2026-11-28 11:00"), opening, "not at the weekend");
        assert_eq!(told("2026-11-24 10:00").at, at("2026-11-24 10:00"));
    }

    #[test]
    fn whom_news_would_reach_is_counted() {
        let mut reach = Reach::default();
        reach.add(true, None);
        reach.add(false, Some("CGIL".into()));
        reach.add(false, Some("CGIL".into()));
        assert_eq!((reach.workers, reach.companies, reach.all()), (2, 1, 3));
        assert_eq!(reach.organisations.get(&Some("CGIL".into())), Some(&2));
    }
}
