//! When the office is staffed: stretches of the week, and the days it stays closed.
//!
//! Each type is read from text and checked on the way in; a value that exists is valid. Times and
//! dates are local to the desk's time zone.

use jiff::civil::{Date, Time, Weekday, time};
use serde::Deserialize;

/// A stretch of one day, written "09:00-13:00". It starts before it ends, on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Stretch {
    start: Time,
    end: Time,
}

impl Stretch {
    /// From `start` to `end`, in hours and minutes; for defaults known to be in order.
    pub const fn known(start: (i8, i8), end: (i8, i8)) -> Self {
        assert!(start.0 < end.0, "a stretch starts before it ends");
        Self { start: time(start.0, start.1, 0, 0), end: time(end.0, end.1, 0, 0) }
    }

    /// The first moment within.
    pub fn start(self) -> Time {
        self.start
    }

    /// The first moment after. A stretch written up to "24:00" ends at [`Time::MAX`].
    pub fn end(self) -> Time {
        self.end
    }

    /// Whether `time` is within.
    pub fn contains(self, time: Time) -> bool {
        self.start <= time && time < self.end
    }
}

impl TryFrom<String> for Stretch {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parsed = text.split_once('-').and_then(|(start, end)| {
            let end = match end.trim() {
                "24:00" => Time::MAX,
                end => clock(end)?,
            };
            Some((clock(start.trim())?, end))
        });
        match parsed {
            Some((start, end)) if start < end => Ok(Self { start, end }),
            Some(_) => Err(format!(
                "`{text}` ends before it starts, expected the earlier time first, both of one day"
            )),
            None => {
                Err(format!("`{text}` is not a stretch of the day, expected two times like \"09:00-13:00\""))
            }
        }
    }
}

fn clock(text: &str) -> Option<Time> {
    Time::strptime("%H:%M", text).ok()
}

/// The stretches in which somebody is at work, for each day of the week; in at least one there is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Days")]
pub struct StaffedWeek([Day; 7]);

impl StaffedWeek {
    /// The stretches of one weekday, in order and apart from each other; possibly none.
    pub fn on(&self, weekday: Weekday) -> &[Stretch] {
        let monday_first = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
        &self.0[monday_first].0
    }
}

impl StaffedWeek {
    /// The same with one stretch more; `None` where somebody is there already.
    #[must_use]
    pub fn with(&self, weekday: Weekday, stretch: Stretch) -> Option<Self> {
        let mut week = self.clone();
        let day = &mut week.0[usize::from(weekday.to_monday_zero_offset().unsigned_abs())];
        let stretches: Vec<Stretch> = day.0.iter().copied().chain([stretch]).collect();
        *day = Day::try_from(stretches).ok()?;
        Some(week)
    }
}

impl Default for StaffedWeek {
    /// Monday to Thursday 9-13 and 14-17:30, Friday 9-13.
    fn default() -> Self {
        Self(Days::default().into_array())
    }
}

impl TryFrom<Days> for StaffedWeek {
    type Error = String;

    fn try_from(days: Days) -> Result<Self, Self::Error> {
        let week = days.into_array();
        if week.iter().all(|day| day.0.is_empty()) {
            return Err("nobody is ever at work, expected hours on at least one day".into());
        }
        Ok(Self(week))
    }
}

/// The week as it is written. A day left out keeps its default, like any other key.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "days, like { mon = [\"09:00-13:00\"], sat = [] }")]
struct Days {
    mon: Day,
    tue: Day,
    wed: Day,
    thu: Day,
    fri: Day,
    sat: Day,
    sun: Day,
}

impl Days {
    fn into_array(self) -> [Day; 7] {
        [self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun]
    }
}

impl Default for Days {
    fn default() -> Self {
        let morning = Stretch::known((9, 0), (13, 0));
        let afternoon = Stretch::known((14, 0), (17, 30));
        let whole = Day(vec![morning, afternoon]);
        Self {
            mon: whole.clone(),
            tue: whole.clone(),
            wed: whole.clone(),
            thu: whole,
            fri: Day(vec![morning]),
            sat: Day(vec![]),
            sun: Day(vec![]),
        }
    }
}

/// Stretches of one day, in order, none overlapping another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Stretch>")]
struct Day(Vec<Stretch>);

impl TryFrom<Vec<Stretch>> for Day {
    type Error = String;

    fn try_from(mut stretches: Vec<Stretch>) -> Result<Self, Self::Error> {
        stretches.sort();
        if stretches.is_sorted_by(|a, b| a.end <= b.start) {
            Ok(Self(stretches))
        } else {
            Err("two stretches overlap, expected them apart from each other".into())
        }
    }
}

/// Days on which the office is closed, both included. Written "2026-08-14" or
/// "2026-12-24..2027-01-01".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Closure {
    first: Date,
    last: Date,
}

impl Closure {
    pub fn first(self) -> Date {
        self.first
    }

    pub fn last(self) -> Date {
        self.last
    }

    /// Whether the office is closed on `date`.
    pub fn contains(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

impl TryFrom<String> for Closure {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (first, last) = text.split_once("..").unwrap_or((&text, &text));
        let date = |text: &str| Date::strptime("%Y-%m-%d", text.trim()).ok();
        match (date(first), date(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Self { first, last }),
            (Some(_), Some(_)) => {
                Err(format!("`{text}` ends before it starts, expected the earlier date first"))
            }
            _ => {
                Err(format!("`{text}` is not a date, expected \"2026-08-14\" or \"2026-12-24..2027-01-01\""))
            }
        }
    }
}

/// A day of every year, written "12-07" (month, day). 29 February exists in leap years only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// Saint Ambrose, 7 December: the patron saint's day of Milan.
    pub const SAINT_AMBROSE: MonthDay = MonthDay { month: 12, day: 7 };

    /// Whether `date` is this day of its year.
    pub fn is(self, date: Date) -> bool {
        (self.month, self.day) == (date.month(), date.day())
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        // Any leap year will do: it has every day there is.
        match Date::strptime("%Y-%m-%d", format!("2024-{}", text.trim())) {
            Ok(date) => Ok(Self { month: date.month(), day: date.day() }),
            Err(_) => {
                Err(format!("`{text}` is not a day of the year, expected month and day like \"12-07\""))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read<T: TryFrom<String, Error = String>>(text: &str) -> Result<T, String> {
        T::try_from(text.to_owned())
    }

    #[test]
    fn a_stretch_includes_its_start_and_not_its_end() {
        let morning: Stretch = read("09:00-13:00").unwrap();
        assert!(morning.contains(time(9, 0, 0, 0)));
        assert!(!morning.contains(time(13, 0, 0, 0)));
        assert_eq!(morning, read("9:00 - 13:00").unwrap());

        let always: Stretch = read("00:00-24:00").unwrap();
        assert_eq!((always.start(), always.end()), (Time::MIN, Time::MAX));
    }

    #[test]
    fn a_stretch_that_is_none_is_refused() {
        for text in ["", "9-13", "09:00", "09:00-09:00", "09:00-25:00", "24:00-24:00", "a-b"] {
            assert!(read::<Stretch>(text).is_err(), "{text}");
        }
        assert_eq!(
            read::<Stretch>("22:00-06:00").unwrap_err(),
            "`22:00-06:00` ends before it starts, expected the earlier time first, both of one day"
        );
    }

    #[test]
    fn a_closure_includes_both_its_ends() {
        let christmas: Closure = read("2026-12-24..2027-01-01").unwrap();
        assert!(christmas.contains(date(2026, 12, 24)) && christmas.contains(date(2027, 1, 1)));
        assert!(!christmas.contains(date(2027, 1, 2)));

        let one_day: Closure = read("2026-08-14").unwrap();
        assert_eq!(one_day.first(), one_day.last());
        for text in ["", "2026-02-29", "14/08/2026"] {
            assert!(read::<Closure>(text).unwrap_err().contains("is not a date"), "{text}");
        }
        assert_eq!(
            read::<Closure>("2027-01-01..2026-12-24").unwrap_err(),
            "`2027-01-01..2026-12-24` ends before it starts, expected the earlier date first"
        );
    }

    #[test]
    fn a_day_of_the_year_is_one_of_366() {
        assert_eq!(read("12-07"), Ok(MonthDay::SAINT_AMBROSE));
        assert!(read::<MonthDay>("02-29").unwrap().is(date(2028, 2, 29)));
        for text in ["", "12", "02-30", "13-01", "7 dicembre"] {
            assert!(read::<MonthDay>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_default_week_is_the_offices() {
        let week = StaffedWeek::default();
        assert_eq!(week.on(Weekday::Thursday).len(), 2);
        assert_eq!(week.on(Weekday::Friday), [read("09:00-13:00").unwrap()]);
        assert_eq!(week.on(Weekday::Sunday), []);
    }

    #[test]
    fn a_week_is_as_it_is_written_and_somebody_is_there_on_one_day_at_least() {
        let nobody = || Day(Vec::new());
        let saturday: Stretch = read("10:00-12:00").unwrap();
        let week = StaffedWeek::try_from(Days { sat: Day(vec![saturday]), mon: nobody(), ..Days::default() });
        let week = week.unwrap();
        assert_eq!(week.on(Weekday::Saturday), [saturday]);
        assert_eq!(week.on(Weekday::Monday), []);
        assert_eq!(week.on(Weekday::Tuesday), StaffedWeek::default().on(Weekday::Tuesday));
        let (mon, tue, wed, thu) = (nobody(), nobody(), nobody(), nobody());
        let never = Days { mon, tue, wed, thu, fri: nobody(), sat: nobody(), sun: nobody() };
        assert!(StaffedWeek::try_from(never).is_err());
    }
}
