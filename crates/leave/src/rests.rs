//! The daily rests in a child's first year (D.Lgs. 151/2001, artt. 39-41): how long, and how two parents share them.

use super::rules;

/// How long somebody works on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkDay {
    /// Six hours or more.
    Full,
    Short,
}

impl WorkDay {
    /// A working day of so many minutes.
    #[must_use]
    pub fn of(minutes: i32) -> Self {
        if minutes >= 6 * 60 { Self::Full } else { Self::Short }
    }
}

/// A day nursery at the employer's or nearby makes rests shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nursery {
    Near,
    None,
}

/// Minutes of rest on such a day.
#[must_use]
pub fn minutes(day: WorkDay, several: bool, nursery: Nursery) -> i32 {
    let (full, short) = rules::REST_MINUTES.now();
    let one = match day {
        WorkDay::Full => full,
        WorkDay::Short => short,
    };
    one * if several { 2 } else { 1 } / if nursery == Nursery::Near { 2 } else { 1 }
}

/// What the mother of twins does on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mother {
    /// She works, and takes so many hours of rest.
    Works { day: WorkDay, hours: u8 },
    /// She is on maternity or parental leave.
    OnLeave,
}

/// The hours left for the father of twins; nothing where INPS gives no figure.
#[must_use]
pub fn father_of_twins(father: WorkDay, mother: Mother) -> Option<u8> {
    Some(match (mother, father) {
        (Mother::OnLeave, WorkDay::Full) => 2,
        (Mother::OnLeave, WorkDay::Short) => 1,
        (Mother::Works { day: WorkDay::Full, hours }, WorkDay::Full) if hours <= 4 => 4 - hours,
        (Mother::Works { day: WorkDay::Full, hours }, WorkDay::Short) => match hours {
            4 => 0,
            2 | 3 => 1,
            0 | 1 => 2,
            _ => return None,
        },
        (Mother::Works { day: WorkDay::Short, hours }, WorkDay::Full) => match hours {
            2 => 0,
            1 => 2,
            0 => 4,
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_follow_the_day_the_children_and_the_nursery() {
        assert_eq!(minutes(WorkDay::of(8 * 60), false, Nursery::None), 120);
        assert_eq!(minutes(WorkDay::of(359), false, Nursery::None), 60);
        assert_eq!(minutes(WorkDay::of(360), true, Nursery::None), 240);
        assert_eq!(minutes(WorkDay::Full, false, Nursery::Near), 60);
        assert_eq!(minutes(WorkDay::Short, false, Nursery::Near), 30);
        assert_eq!(minutes(WorkDay::Short, true, Nursery::Near), 60);
    }

    #[test]
    fn the_parents_of_twins_share_four_hours() {
        let works = |day, hours| Mother::Works { day, hours };
        let father =
            |father, day| (0..=4).map(|h| father_of_twins(father, works(day, h))).collect::<Vec<_>>();
        assert_eq!(father(WorkDay::Full, WorkDay::Full), [4, 3, 2, 1, 0].map(Some));
        assert_eq!(father(WorkDay::Short, WorkDay::Full), [2, 2, 1, 1, 0].map(Some));
        assert_eq!(father(WorkDay::Full, WorkDay::Short), [Some(4), Some(2), Some(0), None, None]);
        assert_eq!(father_of_twins(WorkDay::Full, Mother::OnLeave), Some(2));
        assert_eq!(father_of_twins(WorkDay::Short, Mother::OnLeave), Some(1));
    }
}
