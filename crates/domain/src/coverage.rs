//! Can the promise be kept at all? Where nobody is at work for longer than the term, whoever asks then cannot be answered in
//! time, however hard everybody works.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Weekday};

use super::{calendar::Calendar, office_hours::Stretch};

/// An hour of duty a week that would mend most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remedy {
    pub weekday: Weekday,
    pub stretch: Stretch,
    /// The share of hours that would still not be kept, 0 to 1.
    pub left: f64,
}

/// The first and last hour at which somebody could be asked to be there.
const HOURS: std::ops::Range<i8> = 8..20;

/// So little more that is not kept makes no difference between two hours, as a share.
const AS_GOOD: f64 = 0.03;

/// The share of all hours of the year from that moment on, 0 to 1, that are followed by a whole term without anybody at work.
#[must_use]
pub fn not_kept(calendar: &Calendar, from: Timestamp, term: SignedDuration) -> f64 {
    let to = calendar.wall(from).checked_add(1.year()).map_or(Timestamp::MAX, |end| end.timestamp());
    let mut lost = SignedDuration::ZERO;
    let mut nobody_since = from;
    // Also what begins after the year ends a time without anybody that begins within it.
    let horizon = to.saturating_add(term).unwrap_or(to);
    for (start, end) in calendar.staffed_between(from, horizon) {
        let last = start.min(to).saturating_sub(term).unwrap_or(from);
        lost += last.duration_since(nobody_since).max(SignedDuration::ZERO);
        nobody_since = end.max(from);
    }
    lost.as_secs_f64() / to.duration_since(from).as_secs_f64()
}

/// The hour a week of duty after which the smallest share is left; none, if every hour can be kept.
#[must_use]
pub fn remedy(calendar: &Calendar, from: Timestamp, term: SignedDuration) -> Option<Remedy> {
    let now = not_kept(calendar, from, term);
    (now > 0.0).then_some(())?;
    let days = Weekday::Monday.cycle_forward().take(7);
    let hours =
        days.flat_map(|weekday| HOURS.map(move |hour| (weekday, Stretch::known((hour, 0), (hour + 1, 0)))));
    let tried: Vec<Remedy> = hours
        .filter_map(|(weekday, stretch)| {
            let week = calendar.week.with(weekday, stretch)?;
            let left = not_kept(&Calendar { week, ..calendar.clone() }, from, term);
            Some(Remedy { weekday, stretch, left })
        })
        .collect();
    let least = tried.iter().map(|remedy| remedy.left).fold(now, f64::min);
    // Of those that mend about as much, the one that asks least of people: no Sunday, and in the middle of the morning.
    let asks =
        |remedy: &&Remedy| (remedy.weekday == Weekday::Sunday, (remedy.stretch.start().hour() - 10).abs());
    let good = tried.iter().filter(|remedy| remedy.left < now && remedy.left <= least + AS_GOOD);
    good.min_by_key(asks).copied()
}

#[cfg(test)]
mod tests {
    use super::{
        super::calendar::tests::{at, milan},
        *,
    };

    const TERM: SignedDuration = SignedDuration::from_hours(48);

    #[test]
    fn with_the_hours_of_today_one_hour_in_eight_cannot_be_kept_and_one_on_saturday_mends_most() {
        let calendar = Calendar { closures: Vec::new(), ..milan() };
        let from = at("2027-01-01 00:00");
        let share = not_kept(&calendar, from, TERM);
        assert!((0.12..0.15).contains(&share), "{share}");
        let remedy = remedy(&calendar, from, TERM).expect("there is one");
        assert_eq!((remedy.weekday, remedy.stretch.start().hour()), (Weekday::Saturday, 10));
        assert!(remedy.left < 0.03, "{}", remedy.left);
    }

    #[test]
    fn it_is_what_every_hour_of_the_year_says() {
        let calendar = milan();
        let from = at("2026-11-30 00:00");
        let hours = 365 * 24;
        let lost = (0..hours).filter(|n| {
            let asked = from + SignedDuration::from_hours(*n);
            calendar.staffed_or_later(asked) >= asked + TERM
        });
        let counted = f64::from(u32::try_from(lost.count()).unwrap()) / 8760.0;
        let share = not_kept(&calendar, from, TERM);
        assert!((share - counted).abs() < 0.01, "{share} {counted}");
    }

    #[test]
    fn a_desk_with_somebody_there_every_day_keeps_every_hour() {
        let mut calendar = Calendar { closures: Vec::new(), ..milan() };
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            let early = Stretch::known((6, 0), (7, 0));
            calendar.week = calendar.week.with(weekday, early).expect("nobody is there so early");
        }
        let share = not_kept(&calendar, at("2027-02-01 00:00"), SignedDuration::from_hours(24 * 6));
        assert!(share.abs() < 1e-9, "{share}");
        assert_eq!(remedy(&calendar, at("2027-02-01 00:00"), SignedDuration::from_hours(24 * 6)), None);
    }

    #[test]
    fn no_hour_of_duty_mends_what_a_closure_costs() {
        let mut calendar =
            Calendar { closures: vec!["2027-08-09..2027-08-15".to_owned().try_into().unwrap()], ..milan() };
        // Before it somebody is there until the evening, and after it from the morning on.
        let whole = Stretch::known((8, 0), (20, 0));
        calendar.week = calendar.week.with(Weekday::Sunday, whole).expect("nobody is there yet");
        for (from, to) in [((8, 0), (9, 0)), ((13, 0), (14, 0)), ((17, 30), (20, 0))] {
            let more = Stretch::known(from, to);
            calendar.week = calendar.week.with(Weekday::Monday, more).expect("nobody is there yet");
        }
        let from = at("2027-02-01 00:00");
        let share = not_kept(&calendar, from, SignedDuration::from_hours(24 * 6));
        assert!(share > 0.0, "{share}");
        assert_eq!(remedy(&calendar, from, SignedDuration::from_hours(24 * 6)), None);
    }
}
