//! What is known about a child who is coming, or has come; and what cannot be.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    months::{days, days_between, months},
    rules,
};

/// A child comes into a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "arrival", rename_all = "snake_case")]
pub enum Arrival {
    Birth(Birth),
    Adoption(Adoption),
}

/// As what the parents work: not every rule is for everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    #[default]
    Employee,
    /// In a household: no parental leave and no rests by law (D.Lgs. 151/2001, art. 62); what there is, and until when a
    /// dismissal is forbidden, is in the collective agreement.
    Domestic,
    /// At home for an employer (*lavoro a domicilio*): no parental leave and no rests, but the law forbids a dismissal
    /// (art. 61).
    Home,
}

/// What decides, beside the arrival, which dates there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Circumstances {
    pub work: Work,
    /// The last of the father's mandatory days, if he has taken them.
    pub father_until: Option<Date>,
    /// The child has a serious disability (L. 104/1992, art. 3, c. 3).
    pub disability: bool,
}

impl From<Work> for Circumstances {
    fn from(work: Work) -> Self {
        Self { work, ..Self::default() }
    }
}

/// A birth, expected or past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    pub due: DueDate,
    /// The day of the birth, once it is known.
    pub born: Option<Date>,
    pub scheme: Scheme,
    /// Twins or more.
    pub several: bool,
    /// The child was in hospital, and the leave was suspended for it.
    pub hospital: Option<Stay>,
    /// The labour inspectorate (ITL) has forbidden to work for seven months after the birth.
    pub interdiction: bool,
}

/// The due date (DPP), as it stands in the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueDate {
    Known(Date),
    /// Nobody remembers it: the birth is taken for it.
    Unknown(Date),
}

impl DueDate {
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Known(date) | Self::Unknown(date) => date,
        }
    }
}

/// How the five months lie around the birth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// Two months before, three after.
    #[default]
    TwoThree,
    /// One month before, four after; or only so many days of the month are worked.
    OneFour { days: Option<i32> },
    /// All of it after the birth; the doctor's certificate says until when work is possible.
    ZeroFive { until: WorkUntil },
}

/// Until when a certificate lets somebody work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkUntil {
    #[default]
    Birth,
    DueDate,
}

/// A stay of the child in hospital for which the leave is suspended: from the first day of the suspension to the day
/// of the discharge, on which the leave goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    pub from: Date,
    pub discharge: Date,
}

/// A child comes by adoption, or is fostered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// When it enters the family; from abroad, Italy.
    pub entry: Date,
    /// Its birthday, if it is told: how long some rights last depends on it.
    pub born: Option<Date>,
    /// Not with a view to adoption.
    pub fostering: bool,
    /// More than one child enters on that day.
    #[serde(default)]
    pub several: bool,
    /// The child was in hospital, and the leave was suspended for it.
    #[serde(default)]
    pub hospital: Option<Stay>,
    /// From abroad: the day on which the proposal to meet the child was communicated.
    #[serde(default)]
    pub proposal: Option<Date>,
}

impl Adoption {
    /// The adoption of one child who enters on that day.
    #[must_use]
    pub fn of(entry: Date) -> Self {
        Self { entry, born: None, fostering: false, several: false, hospital: None, proposal: None }
    }

    /// The day on which the child is of age, if its birthday is known.
    #[must_use]
    pub fn of_age(&self) -> Option<Date> {
        self.born.map(|born| months(born, OF_AGE))
    }
}

/// What is wrong with an arrival: each with the days that would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ArrivalMistake {
    #[error("{0} is outside the time that can be computed: type a date from {min} to {max}", min = rules::EARLIEST, max = rules::LATEST)]
    OutOfReach(Date),
    #[error("the due date {due} is too far away: it is at most ten months ahead; type it again")]
    DueTooFar { due: Date, latest: Date },
    #[error("the due date {due} is long past: type the day of the birth as well")]
    DuePast { due: Date },
    #[error("{0} has not come yet: the day of the birth is today or before; type it again")]
    NotYet(Date),
    #[error(
        "a birth on {born} is before the 180th day of the pregnancy ({from}), for which other rules apply: check both dates, or ask an expert"
    )]
    BeforeDay180 { born: Date, from: Date },
    #[error("a birth on {born} does not belong to a due date of {due}: check both dates")]
    LongAfterDue { born: Date, due: Date },
    #[error("there can be 1 to {most} days of flexibility: type how many were worked")]
    FlexibleDays { most: i32 },
    #[error("days of flexibility belong to the scheme 1+4: leave one of the two out")]
    DaysWithoutFlexibility,
    #[error("type the day of the birth as well: a hospital stay is computed after it")]
    HospitalBeforeBirth,
    #[error("the stay ends ({discharge}) before it begins ({from}): type the earlier day first")]
    HospitalBackwards { from: Date, discharge: Date },
    #[error("the leave can be suspended from {first} to {last}: type a first day between the two")]
    HospitalOutside { first: Date, last: Date },
    #[error("the child comes into the family ({entry}) before its birthday ({born}): check both dates")]
    EntryBeforeBirth { entry: Date, born: Date },
    #[error("the child is of age by {0}: other rules apply; ask an expert")]
    OfAge(Date),
    #[error("the proposal to meet the child ({proposal}) comes after its entry ({entry}): check both dates")]
    ProposalAfterEntry { proposal: Date, entry: Date },
}

/// A due date lies at most so many days ahead: a pregnancy is not known before it has begun.
const FURTHEST: i32 = 300;
/// A child that is not born so long after the due date is born: the date is missing.
const OVERDUE: i32 = 31;

impl Arrival {
    /// The day from which everything else is counted: the birth, known or expected, or the entry.
    #[must_use]
    pub fn day(&self) -> Date {
        match self {
            Self::Birth(birth) => birth.day(),
            Self::Adoption(adoption) => adoption.entry,
        }
    }

    /// Has the child not come yet, as far as is known?
    #[must_use]
    pub fn forecast(&self) -> bool {
        matches!(self, Self::Birth(Birth { born: None, .. }))
    }

    /// Can all of it be true?
    ///
    /// # Errors
    /// The first thing that cannot.
    pub fn check(&self) -> Result<(), ArrivalMistake> {
        match self {
            Self::Birth(birth) => birth.check(),
            Self::Adoption(adoption) => adoption.check(),
        }
    }

    /// Does somebody expect this today?
    ///
    /// # Errors
    /// If a due date is too far away, or long past.
    pub fn check_against(&self, today: Date) -> Result<(), ArrivalMistake> {
        match self {
            Self::Birth(Birth { born: None, due, .. }) => {
                let (due, latest) = (due.date(), days(today, FURTHEST));
                if due > latest {
                    Err(ArrivalMistake::DueTooFar { due, latest })
                } else if due < days(today, -OVERDUE) {
                    Err(ArrivalMistake::DuePast { due })
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        }
    }
}

impl Birth {
    /// A birth expected on that day, in the ordinary way.
    #[must_use]
    pub fn expected(due: Date) -> Self {
        Self {
            due: DueDate::Known(due),
            born: None,
            scheme: Scheme::TwoThree,
            several: false,
            hospital: None,
            interdiction: false,
        }
    }

    /// The day of the birth, or the one it is expected on.
    #[must_use]
    pub fn day(&self) -> Date {
        self.born.unwrap_or(self.due.date())
    }

    /// The first day of the ordinary leave.
    #[must_use]
    pub fn two_months_before(&self) -> Date {
        months(self.due.date(), -rules::BEFORE.now())
    }

    /// The first day of the leave with full flexibility.
    #[must_use]
    pub fn one_month_before(&self) -> Date {
        months(self.due.date(), -rules::FLEXIBLE.now().0)
    }

    /// When the pregnancy is taken to have begun (D.P.R. 1026/1976, art. 4).
    #[must_use]
    pub fn began(&self) -> Date {
        days(self.due.date(), -rules::PREGNANCY.now())
    }

    /// How many days before the due date it came; none if it came on it or after.
    #[must_use]
    pub fn days_early(&self) -> i32 {
        days_between(self.day(), self.due.date()).max(0)
    }

    /// Born on the day that is the 180th only if the pregnancy began with a first day, not with one before it.
    #[must_use]
    pub fn on_day_180(&self) -> bool {
        self.day() == days(self.began(), rules::BIRTH_FROM.now() - 1)
    }

    fn check(&self) -> Result<(), ArrivalMistake> {
        let (due, day) = (self.due.date(), self.day());
        reachable(due)?;
        reachable(day)?;
        // The day it is taken to have begun may count as the first one, or not: the more protective reading.
        let from = days(self.began(), rules::BIRTH_FROM.now() - 1);
        if day < from {
            return Err(ArrivalMistake::BeforeDay180 { born: day, from });
        }
        if days_between(due, day) > OVERDUE {
            return Err(ArrivalMistake::LongAfterDue { born: day, due });
        }
        if let Scheme::OneFour { days } = self.scheme {
            let most = days_between(self.two_months_before(), self.one_month_before());
            if days.is_some_and(|days| !(1..=most).contains(&days)) {
                return Err(ArrivalMistake::FlexibleDays { most });
            }
        }
        if self.hospital.is_some() && self.born.is_none() {
            return Err(ArrivalMistake::HospitalBeforeBirth);
        }
        Ok(())
    }
}

impl Stay {
    /// Is there a leave to suspend, which would last until `end`?
    ///
    /// # Errors
    /// If not.
    pub fn check(self, born: Date, end: Date) -> Result<(), ArrivalMistake> {
        let Self { from, discharge } = self;
        reachable(discharge)?;
        let first = days(born, 1);
        if discharge < from {
            return Err(ArrivalMistake::HospitalBackwards { from, discharge });
        }
        if from < first || from > end {
            return Err(ArrivalMistake::HospitalOutside { first, last: end });
        }
        Ok(())
    }
}

impl Adoption {
    fn check(&self) -> Result<(), ArrivalMistake> {
        reachable(self.entry)?;
        if let Some(proposal) = self.proposal.filter(|proposal| *proposal > self.entry) {
            return Err(ArrivalMistake::ProposalAfterEntry { proposal, entry: self.entry });
        }
        let Some(born) = self.born else {
            return Ok(());
        };
        if born > self.entry {
            return Err(ArrivalMistake::EntryBeforeBirth { entry: self.entry, born });
        }
        if months(born, OF_AGE) <= self.entry {
            return Err(ArrivalMistake::OfAge(self.entry));
        }
        Ok(())
    }
}

/// Months until somebody is of age.
pub const OF_AGE: i32 = 18 * 12;

fn reachable(day: Date) -> Result<(), ArrivalMistake> {
    if (rules::EARLIEST..=rules::LATEST).contains(&day) {
        Ok(())
    } else {
        Err(ArrivalMistake::OutOfReach(day))
    }
}
