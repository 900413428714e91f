//! Days and months as the law counts them.

use jiff::{ToSpan, civil::Date};

/// So many calendar months later (or earlier); where that month has no such day, its last one (Civil Code, art. 2963).
#[must_use]
pub fn months(day: Date, by: i32) -> Date {
    day.saturating_add(by.months())
}

/// So many days later, or earlier.
#[must_use]
pub fn days(day: Date, by: i32) -> Date {
    day.saturating_add(by.days())
}

/// How many days from one day to another; negative if it comes before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    from.duration_until(to).as_hours().try_into().map_or(i32::MAX, |hours: i32| hours / 24)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_without_such_a_day_ends_with_its_last() {
        assert_eq!(months(date(2027, 4, 30), -2), date(2027, 2, 28));
        assert_eq!(months(date(2028, 4, 30), -2), date(2028, 2, 29));
        assert_eq!(months(date(2026, 11, 30), 3), date(2027, 2, 28));
        assert_eq!(months(date(2028, 2, 29), 12), date(2029, 2, 28));
        assert_eq!(days_between(date(2027, 2, 10), date(2027, 1, 25)), -16);
    }
}
