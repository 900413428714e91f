//! When the desk is staffed, and how instants become wall-clock time.
//!
//! Instants are absolute; only here do they meet a time zone, so daylight saving is jiff's business alone.
//! A stretch of staffed time includes its first instant and not its last.

use jiff::{
    SignedDuration, Timestamp, ToSpan, Zoned,
    civil::{Date, Time, date},
    tz::TimeZone,
};

use super::office_hours::{Closure, MonthDay, StaffedWeek, Stretch};

/// The staffed hours of the desk and the hours at which people may be disturbed.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    pub zone: TimeZone,
    pub week: StaffedWeek,
    /// The patron saint's day: 7 December in Milan.
    pub patron: MonthDay,
    pub closures: Vec<Closure>,
    /// When the desk may write to a person unasked.
    pub people_hours: Stretch,
    /// An alert moved into a stretch comes this long before its end, so that somebody can still act on it.
    pub lead: SignedDuration,
}

/// How far the search for a staffed stretch goes: beyond it, the desk counts as never staffed.
const HORIZON_DAYS: usize = 400;

impl Calendar {
    /// The instant as the clock on the wall shows it.
    #[must_use]
    pub fn wall(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// The day it is at that instant.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.wall(at).date()
    }

    /// Is somebody at the desk?
    #[must_use]
    pub fn staffed(&self, at: Timestamp) -> bool {
        let wall = self.wall(at);
        self.stretches(wall.date()).iter().any(|stretch| stretch.contains(wall.time()))
    }

    /// The moment itself if staffed, else an earlier one that is: near the end of the last staffed stretch before.
    #[must_use]
    pub fn staffed_or_earlier(&self, at: Timestamp) -> Timestamp {
        if self.staffed(at) {
            return at;
        }
        for day in back_from(self.day(at)) {
            for stretch in self.stretches(day).iter().rev() {
                let (from, to) = (self.instant(day, stretch.start()), self.instant(day, stretch.end()));
                if to <= at {
                    return from.max(minus(to, self.lead));
                }
            }
        }
        at
    }

    /// The end of the first staffed day that begins after the instant: a time by which the desk can honestly promise.
    #[must_use]
    pub fn end_of_next_staffed_day(&self, after: Timestamp) -> Timestamp {
        for day in on_from(self.day(after)) {
            let stretches = self.stretches(day);
            if let (Some(first), Some(last)) = (stretches.first(), stretches.last())
                && self.instant(day, first.start()) > after
            {
                return self.instant(day, last.end());
            }
        }
        // Nobody is ever there: a day later is as good a guess as any.
        plus(after, SignedDuration::from_hours(24))
    }

    /// The moment itself if people may be disturbed then, else the end of the people's hours before it.
    #[must_use]
    pub fn latest_staffed_before(&self, at: Timestamp) -> Timestamp {
        let wall = self.wall(at);
        let (from, to) = (self.people_hours.start(), self.people_hours.end());
        if from <= wall.time() && wall.time() <= to {
            return at;
        }
        let day = if wall.time() > to { Ok(wall.date()) } else { wall.date().yesterday() };
        day.map_or(at, |day| self.instant(day, to).min(at))
    }

    /// The moment itself if staffed, else the next at which somebody comes to work.
    #[must_use]
    pub fn staffed_or_later(&self, at: Timestamp) -> Timestamp {
        if self.staffed(at) {
            return at;
        }
        let mut starts = on_from(self.day(at)).flat_map(|day| {
            self.stretches(day).iter().map(move |stretch| self.instant(day, stretch.start()))
        });
        starts.find(|start| *start >= at).unwrap_or(at)
    }

    /// The stretches in which somebody is at work, from the one that ends after `from` to the first that begins after `to`.
    pub fn staffed_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let stretches = on_from(self.day(from)).flat_map(move |day| {
            let stretches = self.stretches(day).iter();
            stretches
                .map(move |stretch| (self.instant(day, stretch.start()), self.instant(day, stretch.end())))
        });
        let mut after = false;
        stretches
            .filter(move |(_, end)| *end > from)
            .take_while(move |(start, _)| !std::mem::replace(&mut after, *start > to))
    }

    /// When somebody will have been at work for so long, from that moment on.
    #[must_use]
    pub fn plus_staffed(&self, from: Timestamp, mut work: SignedDuration) -> Timestamp {
        for (start, end) in self.staffed_between(from, Timestamp::MAX) {
            let start = start.max(from);
            let length = end.duration_since(start);
            if work <= length {
                return plus(start, work);
            }
            work -= length;
        }
        // Nobody is ever there.
        plus(from, work)
    }

    /// When somebody comes to work on that day, or on the last day before it on which somebody does.
    #[must_use]
    pub fn opening_by(&self, day: Date) -> Timestamp {
        let opening = |day| self.stretches(day).first().map(|first| self.instant(day, first.start()));
        back_from(day).find_map(opening).unwrap_or_else(|| self.end_of(day))
    }

    /// The first instant after that day.
    #[must_use]
    pub fn end_of(&self, day: Date) -> Timestamp {
        day.tomorrow().map_or(Timestamp::MAX, |next| self.instant(next, Time::midnight()))
    }

    fn stretches(&self, day: Date) -> &[Stretch] {
        if self.closed(day) {
            return &[];
        }
        self.week.on(day.weekday())
    }

    fn closed(&self, day: Date) -> bool {
        is_national_holiday(day)
            || self.patron.is(day)
            || self.closures.iter().any(|closure| closure.contains(day))
    }

    /// A wall-clock time as an instant; in the gap of spring the clock has moved on, in the fold of autumn it is the first.
    fn instant(&self, day: Date, time: Time) -> Timestamp {
        self.zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible().unwrap_or(Timestamp::MAX)
    }
}

/// That day and those that follow.
fn on_from(day: Date) -> impl Iterator<Item = Date> {
    day.series(1.day()).take(HORIZON_DAYS)
}

/// That day and those before it.
fn back_from(day: Date) -> impl Iterator<Item = Date> {
    day.series(-1.day()).take(HORIZON_DAYS)
}

/// `at + by`, staying within what an instant can be.
#[must_use]
pub fn plus(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// `at - by`, staying within what an instant can be.
#[must_use]
pub fn minus(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_sub(by).unwrap_or(Timestamp::MIN)
}

/// Italian national holidays (L. 260/1949 and later; 4 October again from 2026: L. 151/2025).
#[must_use]
pub fn is_national_holiday(day: Date) -> bool {
    let fixed = matches!(
        (day.month(), day.day()),
        (1, 1 | 6) | (4, 25) | (5 | 11, 1) | (6, 2) | (8, 15) | (12, 8 | 25 | 26)
    );
    let saint_francis = day.year() >= 2026 && (day.month(), day.day()) == (10, 4);
    let easter = easter(day.year());
    fixed || saint_francis || day == easter || easter.tomorrow().is_ok_and(|monday| monday == day)
}

/// Easter Sunday of a Gregorian year (the "anonymous" algorithm, Meeus, Astronomical Algorithms, ch. 8).
#[expect(clippy::many_single_char_names, reason = "the letters of the book")]
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let days_after_march_22 = h + l - 7 * m;
    date(year, 3, 22).saturating_add(days_after_march_22.days())
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The desk's hours as promised: Mon-Thu 9-13 and 14-17:30, Fri 9-13.
    pub fn milan() -> Calendar {
        Calendar {
            zone: TimeZone::get("Europe/Rome").unwrap(),
            week: StaffedWeek::default(),
            patron: MonthDay::SAINT_AMBROSE,
            closures: vec!["2026-12-28..2026-12-31".to_owned().try_into().unwrap()],
            people_hours: "08:00-21:00".to_owned().try_into().unwrap(),
            lead: SignedDuration::from_mins(30),
        }
    }

    /// "2026-11-26 14:05" on a Milan wall.
    pub fn at(wall: &str) -> Timestamp {
        let wall: jiff::civil::DateTime = wall.parse().unwrap();
        wall.to_zoned(milan().zone).unwrap().timestamp()
    }

    fn shown(at: Timestamp) -> String {
        milan().wall(at).strftime("%a %F %H:%M").to_string()
    }

    #[test]
    fn staffed_hours_end_when_people_go_home() {
        let desk = milan();
        for (wall, expected) in [
            ("2026-11-26 08:59", false), // Thursday
            ("2026-11-26 09:00", true),
            ("2026-11-26 13:00", false),
            ("2026-11-26 17:29", true),
            ("2026-11-27 14:30", false), // Friday afternoon
            ("2026-12-07 10:00", false), // Sant'Ambrogio
            ("2026-12-08 10:00", false), // Immacolata
            ("2026-12-29 10:00", false), // a closure
            ("2026-04-06 10:00", false), // Easter Monday
        ] {
            assert_eq!(desk.staffed(at(wall)), expected, "{wall}");
        }
        assert!(!is_national_holiday(date(2025, 10, 4)));
        assert!(is_national_holiday(date(2026, 10, 4)));
    }

    #[test]
    fn an_alert_moves_earlier_into_staffed_hours() {
        let desk = milan();
        let moved = |wall| shown(desk.staffed_or_earlier(at(wall)));
        assert_eq!(moved("2026-11-26 10:15"), "Thu 2026-11-26 10:15");
        assert_eq!(moved("2026-11-26 13:20"), "Thu 2026-11-26 12:30");
        assert_eq!(moved("2026-11-29 16:00"), "Fri 2026-11-27 12:30", "from Sunday to Friday");
        assert_eq!(moved("2026-12-08 23:00"), "Fri 2026-12-04 12:30", "over the bridge of Sant'Ambrogio");
    }

    #[test]
    fn the_next_honest_time_is_the_end_of_a_staffed_day() {
        let desk = milan();
        let next = |wall| shown(desk.end_of_next_staffed_day(at(wall)));
        assert_eq!(next("2026-11-26 14:05"), "Fri 2026-11-27 13:00");
        assert_eq!(next("2026-11-26 08:59"), "Thu 2026-11-26 17:30");
        assert_eq!(next("2026-11-26 09:00"), "Fri 2026-11-27 13:00", "this day has begun");
        assert_eq!(next("2026-11-27 10:00"), "Mon 2026-11-30 17:30");
        assert_eq!(next("2026-12-04 10:00"), "Wed 2026-12-09 17:30");
    }

    #[test]
    fn what_nobody_waits_for_goes_out_when_the_desk_opens() {
        let desk = milan();
        let later = |wall| shown(desk.staffed_or_later(at(wall)));
        assert_eq!(later("2026-11-26 10:15"), "Thu 2026-11-26 10:15");
        assert_eq!(later("2026-11-26 13:20"), "Thu 2026-11-26 14:00");
        assert_eq!(later("2026-12-04 13:00"), "Wed 2026-12-09 09:00", "over the bridge of Sant'Ambrogio");
        let by = |day: &str| shown(desk.opening_by(day.parse().unwrap()));
        assert_eq!(by("2026-11-26"), "Thu 2026-11-26 09:00");
        assert_eq!(by("2026-11-29"), "Fri 2026-11-27 09:00", "before Sunday, not after it");
        assert_eq!(shown(desk.end_of(date(2026, 11, 26))), "Fri 2026-11-27 00:00");
    }

    #[test]
    fn the_stretches_between_two_moments_end_with_the_first_after() {
        let desk = milan();
        let starts = |from, to| {
            let stretches = desk.staffed_between(at(from), at(to));
            stretches.map(|(start, _)| shown(start)).collect::<Vec<_>>().join(", ")
        };
        let (morning, afternoon) = ("Thu 2026-11-26 09:00", "Thu 2026-11-26 14:00");
        let friday = "Fri 2026-11-27 09:00";
        for (from, to, stretches) in [
            ("2026-11-26 12:59", "2026-11-26 13:30", vec![morning, afternoon]),
            ("2026-11-26 13:00", "2026-11-26 13:30", vec![afternoon]),
            ("2026-11-26 13:00", "2026-11-26 14:00", vec![afternoon, friday]),
            ("2026-11-26 13:00", "2026-11-26 16:00", vec![afternoon, friday]),
        ] {
            assert_eq!(starts(from, to), stretches.join(", "), "{from} to {to}");
        }
    }

    #[test]
    fn nobody_is_written_to_at_night() {
        let desk = milan();
        let decent = |wall| shown(desk.latest_staffed_before(at(wall)));
        assert_eq!(decent("2026-11-28 03:00"), "Fri 2026-11-27 21:00");
        assert_eq!(decent("2026-11-28 22:30"), "Sat 2026-11-28 21:00");
        assert_eq!(decent("2026-11-28 12:00"), "Sat 2026-11-28 12:00");
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        // The earliest and the latest there can be, the years in which the almanac makes an exception, and turns of centuries.
        for (year, month, day) in [
            (1818, 3, 22),
            (1954, 4, 18),
            (1961, 4, 2),
            (1981, 4, 19),
            (1991, 3, 31),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2014, 4, 20),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
            (2100, 3, 28),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    proptest! {
        #[test]
        fn moving_is_never_later_and_always_into_staffed_time(ms in 1_767_222_000_000_i64..1_956_500_000_000) {
            let (desk, moment) = (milan(), Timestamp::from_millisecond(ms).unwrap());
            let moved = desk.staffed_or_earlier(moment);
            prop_assert!(moved <= moment);
            prop_assert!(desk.staffed(moved));
            prop_assert!(desk.latest_staffed_before(moment) <= moment);
            prop_assert!(desk.end_of_next_staffed_day(moment) > moment);
        }
    }
}
