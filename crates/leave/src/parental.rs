//! Parental leave of employees (D.Lgs. 151/2001, artt. 32-34): how it is counted, how much there is, what is paid.

use jiff::{Unit, civil::Date};
use serde::{Serialize, Serializer};

use super::{months::days, rules};

/// An amount of leave, in days; thirty of them are a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i32);

impl Amount {
    #[must_use]
    pub const fn months(months: i32) -> Self {
        Self(months * 30)
    }

    #[must_use]
    pub const fn new(months: i32, days: i32) -> Self {
        Self(months * 30 + days)
    }

    /// Whole months, and the days beside them.
    #[must_use]
    pub fn parts(self) -> (i32, i32) {
        (self.0 / 30, self.0 % 30)
    }

    fn and(self, more: Self) -> Self {
        Self(self.0 + more.0)
    }

    /// What is left once so much is taken away; never less than nothing.
    fn without(self, less: Self) -> Self {
        Self((self.0 - less.0).max(0))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (months, days) = self.parts();
        serde_json::json!({ "months": months, "days": days }).serialize(serializer)
    }
}

/// How much leave a stretch of days is: whole calendar months, and the days that are left.
#[must_use]
pub fn length(from: Date, to: Date) -> Amount {
    let span = from.until((Unit::Month, days(to, 1))).unwrap_or_default();
    Amount::new(span.get_months(), span.get_days())
}

/// How much leave several stretches are. Days on which nobody works count between two of them if no day that is worked
/// lies there (msg INPS 19772/2011); after the last one they do not.
#[must_use]
pub fn counted(stretches: &[(Date, Date)], works: impl Fn(Date) -> bool) -> Amount {
    let mut joined: Vec<(Date, Date)> = Vec::with_capacity(stretches.len());
    for &(from, to) in stretches {
        match joined.last_mut() {
            Some((_, end)) if !days_after(*end).take_while(|&day| day < from).any(&works) => *end = to,
            _ => joined.push((from, to)),
        }
    }
    joined.into_iter().fold(Amount::default(), |sum, (from, to)| sum.and(length(from, to)))
}

fn days_after(day: Date) -> impl Iterator<Item = Date> {
    (1..).map(move |n| days(day, n))
}

/// Who has the leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parents {
    Two,
    /// By a ruling on custody, or because the other is dead, gravely ill, gone or has not recognised the child; to be
    /// separated or unmarried is not enough.
    One,
}

/// What has been taken already, for one child.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    pub mother: Amount,
    pub father: Amount,
}

/// What is left, and how it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// For both together; the eleventh month only if the father takes three.
    pub couple: Amount,
    pub mother: Amount,
    pub father: Amount,
    /// What was taken, at 80 %.
    pub taken_at_80: Amount,
    /// What was taken, at 30 %.
    pub taken_at_30: Amount,
    /// What is left at 80 %, within the months that one parent cannot give to the other.
    pub left_at_80: Amount,
    /// What is left at 30 %; beyond it, only with a low income.
    pub left_at_30: Amount,
}

/// Each parent's own months, and those they share.
const OWN: Amount = Amount::months(3);
const MOTHER: Amount = Amount::months(6);
const COUPLE: Amount = Amount::months(10);
const ONE_MORE: Amount = Amount::months(1);
const SOLE: Amount = Amount::months(11);
const PAID: Amount = Amount::months(9);

impl Taken {
    /// What is left of the leave; `at_80` is how many months the couple has at 80 %.
    #[must_use]
    pub fn balance(self, parents: Parents, at_80: i32) -> Balance {
        let Self { mother, father } = self;
        let all = mother.and(father);
        let at_80 = Amount::months(at_80);
        let (own, paid) = match parents {
            Parents::Two => {
                let own = mother.min(OWN).and(father.min(OWN));
                let shared = mother.without(OWN).and(father.without(OWN)).min(OWN);
                (own, own.and(shared))
            }
            // Who is alone has the months of both, all of them their own.
            Parents::One => (all.min(PAID), all.min(PAID)),
        };
        let taken_at_80 = own.min(at_80);
        let left_at_80 = at_80.without(taken_at_80);
        let (couple, left_of_mother, left_of_father) = match parents {
            Parents::One => (SOLE.without(all), SOLE.without(all), SOLE.without(all)),
            Parents::Two => {
                // Who takes three months earns the couple an eleventh, and himself a seventh.
                let most = COUPLE.and(ONE_MORE);
                let hers = if father >= OWN { most } else { COUPLE };
                (
                    most.without(all),
                    MOTHER.without(mother).min(hers.without(all)),
                    MOTHER.and(ONE_MORE).without(father).min(most.without(all)),
                )
            }
        };
        Balance {
            couple,
            mother: left_of_mother,
            father: left_of_father,
            taken_at_80,
            taken_at_30: paid.without(taken_at_80),
            left_at_80,
            left_at_30: PAID.without(paid).without(left_at_80),
        }
    }
}

impl Balance {
    /// The same on a day: what is at 80 % up to the sixth birthday is at 30 % after it, and in the end nothing is left.
    #[must_use]
    pub fn on(self, day: Date, paid80_until: Option<Date>, last_day: Date) -> Self {
        let none = Amount::default();
        if day > last_day {
            let (couple, mother, father) = (none, none, none);
            return Self { couple, mother, father, left_at_80: none, left_at_30: none, ..self };
        }
        if paid80_until.is_none_or(|until| day > until) {
            return Self { left_at_80: none, left_at_30: self.left_at_30.and(self.left_at_80), ..self };
        }
        self
    }
}

/// Minutes of leave a day where no collective agreement says how it is taken by the hour: half the average day of the
/// contract.
#[must_use]
pub fn half_a_day(minutes_a_week: i32, days_a_week: i32) -> i32 {
    minutes_a_week / days_a_week.max(1) / 2
}

/// The last days for the notice of a leave that begins then: by the day, by the hour. Collective agreements can say
/// otherwise.
#[must_use]
pub fn notice(start: Date) -> (Date, Date) {
    let (by_day, by_hour) = rules::PARENTAL_NOTICE.now();
    (days(start, -by_day), days(start, -by_hour))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_father_who_takes_three_months_earns_one_more() {
        let left = |mother, father| {
            let taken = Taken { mother: Amount::months(mother), father: Amount::months(father) };
            let balance = taken.balance(Parents::Two, 3);
            [balance.couple, balance.mother, balance.father].map(|amount| amount.parts().0)
        };
        assert_eq!(left(0, 0), [11, 6, 7]);
        assert_eq!(left(6, 0), [5, 0, 5], "she has six, he can have five");
        assert_eq!(left(0, 7), [4, 4, 0], "he has seven, she can have four");
        assert_eq!(left(4, 7), [0, 0, 0]);
    }

    #[test]
    fn who_is_alone_has_the_months_of_both() {
        let balance = Taken { mother: Amount::months(5), ..Taken::default() }.balance(Parents::One, 3);
        assert_eq!(balance.mother.parts(), (6, 0));
        assert_eq!((balance.taken_at_80.parts(), balance.taken_at_30.parts()), ((3, 0), (2, 0)));
        assert_eq!(balance.left_at_30.parts(), (4, 0));
    }

    #[test]
    fn what_is_left_depends_on_the_age_of_the_child() {
        let balance = Taken { mother: Amount::months(1), ..Taken::default() }.balance(Parents::Two, 3);
        let left = |day: &str| {
            let day: Date = day.parse().unwrap();
            let on = balance.on(day, "2033-02-10".parse().ok(), "2041-02-10".parse().unwrap());
            [on.left_at_80, on.left_at_30, on.couple].map(|amount| amount.parts().0)
        };
        assert_eq!(left("2033-02-10"), [2, 6, 10], "the sixth birthday belongs to it");
        assert_eq!(left("2033-02-11"), [0, 8, 10]);
        assert_eq!(left("2041-02-10"), [0, 8, 10]);
        assert_eq!(left("2041-02-11"), [0, 0, 0]);
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_there_is(mother in 0..=180_i32, father in 0..=210_i32, at_80 in 0..=3) {
            prop_assume!(mother + father <= 330);
            let taken = Taken { mother: Amount(mother), father: Amount(father) };
            let left = taken.balance(Parents::Two, at_80);
            prop_assert!(left.mother <= left.couple && left.father <= left.couple);
            prop_assert!(taken.mother.and(left.mother) <= MOTHER);
            let paid = [left.taken_at_80, left.taken_at_30, left.left_at_80, left.left_at_30];
            prop_assert!(paid.into_iter().fold(Amount::default(), Amount::and) <= PAID);
            prop_assert!(left.taken_at_80.and(left.taken_at_30) <= taken.mother.and(taken.father));
        }
    }
}
