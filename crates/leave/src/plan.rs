//! A leave plan: every date that follows from a child's arrival, with the rule behind each.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    arrival::{Adoption, Arrival, ArrivalMistake, Birth, OF_AGE, Scheme, Work},
    law::{Level, Rule},
    maternity::Maternity,
    months::{days, months},
    notes::Note,
    rests::{self, Nursery, WorkDay},
    rules,
};

/// Every date that follows from an arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The birth has not come yet, as far as is known.
    pub forecast: bool,
    /// The day everything is counted from.
    pub day: Date,
    /// The day of the birth, known or expected; none for who adopts.
    pub birth: Option<Date>,
    pub maternity: Maternity,
    pub paternity: Paternity,
    /// None for whom there is none; so are the next three.
    pub parental: Option<Parental>,
    pub rests: Option<Rests>,
    pub child_sickness: Option<ChildSickness>,
    pub protection: Option<Protection>,
    /// The earliest first.
    pub deadlines: Vec<PlanDeadline>,
    pub notes: Vec<Note>,
}

/// The father's mandatory days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paternity {
    pub first: Date,
    pub last: Date,
    pub working_days: i32,
    pub notice_days: i32,
    pub law: &'static str,
    pub level: Level,
}

/// Until when there is parental leave, and until when some of it at 80 %.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parental {
    pub last_day: Date,
    /// None where no month is paid so.
    pub paid80_until: Option<Date>,
    pub months_at_80: i32,
    pub law: &'static str,
    pub level: Level,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rests {
    pub until: Date,
    /// On a day of six hours or more.
    pub minutes_per_day_full: i32,
    pub minutes_per_day_short: i32,
    pub law: &'static str,
    pub level: Level,
}

/// A sick child's parent: absent without limit, then so many days a year. None where the child's age is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChildSickness {
    pub unlimited_until: Option<Date>,
    pub ten_days_until: Option<Date>,
    pub law: &'static str,
    pub level: Level,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Protection {
    pub dismissal_ban_from: Date,
    pub dismissal_ban_until: Date,
    pub validation_until: Date,
    pub night_ban_until: Date,
    pub same_unit_until: Date,
    pub law: &'static str,
    pub level: Level,
}

/// Something that has to be done by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanDeadline {
    pub what: Duty,
    pub by: Date,
    pub law: &'static str,
    pub level: Level,
}

/// What has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    Certificate,
    Application,
    FlexCertificates,
    Substitute,
    BirthNotice,
    NewbornBonus,
    FatherDays,
    MaternityAllowance,
    Claim,
    AdoptionApplication,
}

impl Plan {
    /// The plan that follows from an arrival.
    ///
    /// # Errors
    /// If what is said of the arrival cannot be true.
    pub fn of(arrival: &Arrival, work: Work) -> Result<Self, ArrivalMistake> {
        arrival.check()?;
        let plan = match arrival {
            Arrival::Birth(birth) => Self::around(birth)?,
            Arrival::Adoption(adoption) => Self::with(adoption),
        };
        Ok(match work {
            Work::Employee => plan,
            Work::Domestic => plan.domestic(),
        })
    }

    /// What is left of it for who works in a household, or at home.
    fn domestic(mut self) -> Self {
        self.notes.retain(|&note| note.about_these_dates() && note != Note::Twins);
        self.notes.extend([Note::Domestic, Note::Ccnl, Note::FatherWindow]);
        Self { parental: None, rests: None, child_sickness: None, protection: None, ..self }
    }

    fn around(birth: &Birth) -> Result<Self, ArrivalMistake> {
        let day = birth.day();
        let maternity = Maternity::around(birth)?;
        let first = birth.two_months_before().min(day);
        let mut notes = Vec::new();
        if birth.born.is_none() {
            notes.push(Note::Forecast);
        }
        notes.extend(maternity.notes.iter().copied());
        notes.extend(birth.several.then_some(Note::Twins));
        notes.extend(in_general());
        notes.push(Note::PregnancyStart);
        Ok(Self {
            forecast: birth.born.is_none(),
            day,
            birth: Some(day),
            paternity: paternity(first, day, birth.several),
            parental: Some(parental(day, maternity.end, rules::PARENTAL_AGE.last_day(day))),
            rests: Some(rests(day, birth.several)),
            child_sickness: Some(ChildSickness {
                unlimited_until: Some(rules::SICKNESS_UNLIMITED.last_day(day)),
                ten_days_until: Some(rules::SICKNESS_AGE.last_day(day)),
                law: rules::SICKNESS_AGE.law,
                level: rules::SICKNESS_AGE.level,
            }),
            protection: Some(protection(birth.began(), day)),
            deadlines: duties_of_birth(birth, &maternity),
            notes,
            maternity,
        })
    }

    fn with(adoption: &Adoption) -> Self {
        let entry = adoption.entry;
        let maternity = Maternity::with(adoption);
        let of_age = adoption.born.map(|born| months(born, OF_AGE));
        let parental = parental(
            entry,
            maternity.end,
            rules::PARENTAL_AGE.last_day(entry).min(of_age.unwrap_or(Date::MAX)),
        );
        let mut notes = maternity.notes.clone();
        notes.push(Note::AdoptionSickness);
        notes.extend(in_general());
        let duty = |what, by, rule: &Rule<i32>| PlanDeadline { what, by, law: rule.law, level: rule.level };
        let mut deadlines = vec![
            duty(Duty::AdoptionApplication, entry, &rules::ADOPTION),
            duty(Duty::NewbornBonus, days(entry, rules::NEWBORN_BONUS.now()), &rules::NEWBORN_BONUS),
            duty(Duty::FatherDays, months(entry, rules::FATHER_WINDOW.now()), &rules::FATHER_WINDOW),
            duty(
                Duty::MaternityAllowance,
                months(entry, rules::MATERNITY_ALLOWANCE.now()),
                &rules::MATERNITY_ALLOWANCE,
            ),
            duty(Duty::Claim, months(maternity.end, rules::CLAIM.now()), &rules::CLAIM),
        ];
        deadlines.sort_by_key(|deadline| deadline.by);
        Self {
            forecast: false,
            day: entry,
            birth: None,
            paternity: paternity(entry, entry, false),
            // Never past the eighteenth birthday, which has to be known.
            parental: Some(Parental {
                level: if of_age.is_some() { parental.level } else { Level::ToConfirm },
                ..parental
            }),
            rests: Some(rests(entry, false)),
            child_sickness: Some(sickness_of_adopted(adoption)),
            protection: Some(protection(entry, entry)),
            deadlines,
            notes,
            maternity,
        }
    }
}

/// Without limit up to the sixth birthday, then some days a year up to the eighth; who is six or older at the entry has them
/// for three years.
fn sickness_of_adopted(adoption: &Adoption) -> ChildSickness {
    let (unlimited, some_days, years) = rules::SICKNESS_ADOPTED.now();
    let (unlimited_until, ten_days_until) = match adoption.born {
        Some(born) if adoption.entry <= months(born, unlimited) => {
            (Some(months(born, unlimited)), Some(months(born, some_days)))
        }
        Some(born) if adoption.entry <= months(born, YOUNG) => (None, Some(months(adoption.entry, years))),
        _ => (None, None),
    };
    let (law, level) = (rules::SICKNESS_ADOPTED.law, Level::ToConfirm);
    ChildSickness { unlimited_until, ten_days_until, law, level }
}

/// Months up to which a child that is adopted gives these days.
const YOUNG: i32 = 12 * 12;

/// What everybody should know who reads such a plan.
fn in_general() -> [Note; 8] {
    [
        Note::FourteenYears,
        Note::EightyPercent,
        Note::ThreeYearsOrOne,
        Note::Isee,
        Note::SicknessYear,
        Note::Ccnl,
        Note::FatherWindow,
        Note::FatherBan,
    ]
}

fn paternity(first: Date, day: Date, several: bool) -> Paternity {
    let (one, more) = rules::FATHER_DAYS.now();
    Paternity {
        first,
        last: months(day, rules::FATHER_WINDOW.now()),
        working_days: if several { more } else { one },
        notice_days: rules::FATHER_NOTICE.now(),
        law: rules::FATHER_DAYS.law,
        level: rules::FATHER_DAYS.level,
    }
}

fn parental(day: Date, end_of_maternity: Date, last_day: Date) -> Parental {
    let months_at_80 = rules::PAID_80.on(end_of_maternity).max(rules::PAID_80.on(day));
    Parental {
        last_day,
        paid80_until: (months_at_80 > 0).then(|| rules::PAID_80_AGE.last_day(day)),
        months_at_80,
        law: rules::PARENTAL_AGE.law,
        level: rules::PARENTAL_AGE.level,
    }
}

fn rests(day: Date, several: bool) -> Rests {
    Rests {
        until: rules::RESTS.last_day(day),
        minutes_per_day_full: rests::minutes(WorkDay::Full, several, Nursery::None),
        minutes_per_day_short: rests::minutes(WorkDay::Short, several, Nursery::None),
        law: rules::RESTS.law,
        level: rules::RESTS.level,
    }
}

fn protection(from: Date, day: Date) -> Protection {
    Protection {
        dismissal_ban_from: from,
        dismissal_ban_until: rules::DISMISSAL_BAN.last_day(day),
        validation_until: rules::VALIDATION.last_day(day),
        night_ban_until: rules::NIGHT_BAN.last_day(day),
        same_unit_until: rules::SAME_UNIT.last_day(day),
        law: "D.Lgs. 151/2001, artt. 53-56; D.P.R. 1026/1976, art. 4",
        level: rules::DISMISSAL_BAN.level,
    }
}

fn duties_of_birth(birth: &Birth, maternity: &Maternity) -> Vec<PlanDeadline> {
    let (day, start) = (birth.day(), birth.two_months_before());
    let before_start = days(start, -1);
    let duty = |what, by, rule: &Rule<i32>| PlanDeadline { what, by, law: rule.law, level: rule.level };
    let certain = |what, by, law| PlanDeadline { what, by, law, level: Level::Certain };
    let mut duties = vec![
        certain(Duty::Certificate, before_start, "D.Lgs. 151/2001, art. 21"),
        certain(Duty::Application, days(maternity.start.min(start), -1), "D.Lgs. 151/2001, art. 21"),
        duty(Duty::Substitute, months(maternity.start, -rules::SUBSTITUTE.now()), &rules::SUBSTITUTE),
        duty(Duty::BirthNotice, days(day, rules::BIRTH_NOTICE.now()), &rules::BIRTH_NOTICE),
        duty(Duty::NewbornBonus, days(day, rules::NEWBORN_BONUS.now()), &rules::NEWBORN_BONUS),
        duty(Duty::FatherDays, months(day, rules::FATHER_WINDOW.now()), &rules::FATHER_WINDOW),
        duty(
            Duty::MaternityAllowance,
            months(day, rules::MATERNITY_ALLOWANCE.now()),
            &rules::MATERNITY_ALLOWANCE,
        ),
        duty(Duty::Claim, months(maternity.end, rules::CLAIM.now()), &rules::CLAIM),
    ];
    if birth.scheme != Scheme::TwoThree {
        duties.push(certain(Duty::FlexCertificates, before_start, "circ. INPS 106/2022"));
    }
    duties.sort_by_key(|duty| duty.by);
    duties
}
