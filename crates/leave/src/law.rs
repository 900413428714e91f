//! A rule as data: what it says, from when on, where it is written and how sure that is.

use jiff::civil::Date;
use serde::Serialize;

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The law says so.
    Certain,
    /// A collective agreement (CCNL) may say something better.
    DependsOnCcnl,
    /// Sources differ, or are silent: to be confirmed with INPS.
    ToConfirm,
}

/// One rule of the law, with every version of it that the calendars need.
#[derive(Debug)]
pub struct Rule<T: 'static> {
    /// What the staff call it.
    pub slug: &'static str,
    pub law: &'static str,
    pub level: Level,
    /// The oldest first.
    pub versions: &'static [Version<T>],
}

/// What a rule says from a day on.
#[derive(Debug)]
pub struct Version<T> {
    pub from: Date,
    pub value: T,
    /// Whoever has asked to be told may be told.
    pub changed: bool,
}

impl<T: Copy> Rule<T> {
    /// What the rule says on that day; nothing before its first version.
    #[must_use]
    pub fn since(&self, day: Date) -> Option<T> {
        (self.versions[0].from <= day).then(|| self.on(day))
    }

    /// What the rule says on that day; before its first version, what that says.
    #[must_use]
    pub fn on(&self, day: Date) -> T {
        let version = self.versions.iter().rev().find(|version| version.from <= day);
        version.unwrap_or(&self.versions[0]).value
    }

    /// What the rule says since its last change.
    #[must_use]
    pub fn now(&self) -> T {
        self.versions[self.versions.len() - 1].value
    }
}

impl Rule<i32> {
    /// The last day of something that a rule lets last so many months from a day on. A longer version counts for those
    /// only who had not reached the end by the day it came.
    #[must_use]
    pub fn last_day(&self, since: Date) -> Date {
        let end = |version: &Version<i32>| super::months::months(since, version.value);
        let open = self.versions.iter().rev().find(|version| end(version) >= version.from);
        end(open.unwrap_or(&self.versions[0]))
    }
}
