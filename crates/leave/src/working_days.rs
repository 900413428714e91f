//! On which days the father's working days fall: those of his own week that are no public holiday.

use computus::gregorian_jiff_date;
use jiff::civil::{Date, Weekday};

use super::months::days;

/// National holidays with a day of their own (L. 260/1949, L. 54/1977), by month and day.
const HOLIDAYS: [(i8, i8); 10] =
    [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];
/// Saint Francis of Assisi is one since 2026 (L. 151/2025).
const SAINT_FRANCIS: ((i8, i8), i16) = ((10, 4), 2026);

/// The days of the week on which somebody works, from Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingWeek([bool; 7]);

impl WorkingWeek {
    pub const MONDAY_TO_FRIDAY: Self = Self([true, true, true, true, true, false, false]);

    /// On these days; none if there is not a single one.
    #[must_use]
    pub fn on(weekdays: &[Weekday]) -> Option<Self> {
        let mut works = [false; 7];
        for weekday in weekdays {
            works[place(*weekday)] = true;
        }
        works.contains(&true).then_some(Self(works))
    }

    fn works_on(self, day: Date) -> bool {
        self.0[place(day.weekday())] && !is_holiday(day)
    }
}

fn place(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).expect("below seven")
}

/// The first so many working days from a day on. The feast of a town's own patron saint is nothing the calendar knows.
#[must_use]
pub fn working_days(from: Date, count: i32, week: WorkingWeek) -> Vec<Date> {
    let all = (0..).map(|later| days(from, later));
    all.filter(|day| week.works_on(*day)).take(usize::try_from(count).unwrap_or_default()).collect()
}

fn is_holiday(day: Date) -> bool {
    let this = (day.month(), day.day());
    let (saint_francis, since) = SAINT_FRANCIS;
    HOLIDAYS.contains(&this)
        || (this == saint_francis && day.year() >= since)
        || gregorian_jiff_date(day.year().into()).is_ok_and(|easter| day == easter || day == days(easter, 1))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ten_days_skip_what_he_does_not_work() {
        let last = |from, week| working_days(from, 10, week).last().copied();
        let usual = WorkingWeek::MONDAY_TO_FRIDAY;
        assert_eq!(last(date(2027, 3, 1), usual), Some(date(2027, 3, 12)));
        // Easter is on 28 March, and its Monday is a holiday.
        assert_eq!(last(date(2027, 3, 22), usual), Some(date(2027, 4, 5)));
        let part_time = WorkingWeek::on(&[Weekday::Monday, Weekday::Wednesday]).unwrap();
        assert_eq!(last(date(2027, 3, 1), part_time), Some(date(2027, 4, 5)));
        assert_eq!(WorkingWeek::on(&[]), None);
    }

    #[test]
    fn holidays_are_those_of_the_year() {
        for (day, expected) in [
            (date(2027, 3, 29), true),
            (date(2027, 3, 26), false),
            (date(2026, 10, 4), true),
            (date(2025, 10, 4), false),
            (date(2026, 12, 7), false),
            (date(2026, 12, 26), true),
        ] {
            assert_eq!(is_holiday(day), expected, "{day}");
        }
    }
}
