//! A leave plan: every date that follows from a child's arrival, with the rule behind each.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    arrival::{Adoption, Arrival, ArrivalMistake, Birth, Circumstances, Scheme, Work},
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
    /// What the collective agreement for work in households gives.
    pub agreement: Option<Agreement>,
    /// What there is for a child with a serious disability.
    pub disability: Option<Disability>,
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
    /// None for whom the law says nothing of it; so are the next two.
    pub validation_until: Option<Date>,
    /// None as well where the child is older, or nobody knows how old.
    pub night_ban_until: Option<Date>,
    pub same_unit_until: Option<Date>,
    pub law: &'static str,
    pub level: Level,
}

/// Leave that a collective agreement gives, unpaid, beginning where the mandatory leave ends; nobody may be dismissed until its
/// end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    pub leave_until: Date,
    pub dismissal_ban_until: Date,
    pub law: &'static str,
    pub level: Level,
}

/// Parental leave for longer, or rests beyond the first year, or three days a month: one of the three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disability {
    /// In all, the ordinary months included.
    pub parental_months: i32,
    pub parental_until: Date,
    /// None where the child is older, or nobody knows how old.
    pub rests_until: Option<Date>,
    pub rest_minutes_per_day_full: i32,
    pub rest_minutes_per_day_short: i32,
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
    pub fn of(arrival: &Arrival, circumstances: impl Into<Circumstances>) -> Result<Self, ArrivalMistake> {
        let circumstances = circumstances.into();
        arrival.check()?;
        let plan = match arrival {
            Arrival::Birth(birth) => Self::around(birth, circumstances)?,
            Arrival::Adoption(adoption) => Self::with(adoption, circumstances)?,
        };
        Ok(match circumstances.work {
            Work::Employee => plan,
            Work::Domestic => plan.domestic(),
            Work::Home => plan.at_home(),
        })
    }

    /// What is left of it for who works in a household.
    fn domestic(self) -> Self {
        let until = months(self.maternity.end, rules::DOMESTIC_LEAVE.now());
        let agreement = rules::DOMESTIC_LEAVE.since(self.maternity.end).map(|_| Agreement {
            leave_until: until,
            dismissal_ban_until: until,
            law: rules::DOMESTIC_LEAVE.law,
            level: rules::DOMESTIC_LEAVE.level,
        });
        Self { protection: None, agreement, ..self.without_parental_leave(Note::Domestic) }
    }

    /// What is left of it for who works at home: of what protects, art. 61 names the ban on dismissals alone.
    fn at_home(self) -> Self {
        let protection = self.protection.clone().map(|protection| Protection {
            validation_until: None,
            night_ban_until: None,
            same_unit_until: None,
            law: "D.Lgs. 151/2001, artt. 54 e 61",
            ..protection
        });
        Self { protection, ..self.without_parental_leave(Note::HomeWork) }
    }

    fn without_parental_leave(mut self, why: Note) -> Self {
        self.notes.retain(|&note| {
            note.about_these_dates()
                && !matches!(note, Note::Twins | Note::FatherDecides | Note::Disability | Note::Proposal)
        });
        self.notes.extend([why, Note::Ccnl, Note::FatherWindow]);
        Self { parental: None, rests: None, child_sickness: None, disability: None, ..self }
    }

    fn around(birth: &Birth, circumstances: Circumstances) -> Result<Self, ArrivalMistake> {
        let day = birth.day();
        let maternity = Maternity::around(birth)?;
        let first = birth.two_months_before().min(day);
        let mut notes = Vec::new();
        if birth.born.is_none() {
            notes.push(Note::Forecast);
        }
        notes.extend(maternity.notes.iter().copied());
        notes.extend(birth.several.then_some(Note::Twins));
        let paternity = paternity(first, day, birth.several);
        let ended = Ended {
            mother: maternity.end,
            mother_at_most: maternity.end,
            father: circumstances.father_until,
            father_at_most: paternity.last,
        };
        let parental = parental(day, &ended, None);
        notes.extend((parental.level == Level::ToConfirm).then_some(Note::FatherDecides));
        notes.extend(circumstances.disability.then_some(Note::Disability));
        notes.extend(in_general());
        notes.push(Note::PregnancyStart);
        Ok(Self {
            forecast: birth.born.is_none(),
            day,
            birth: Some(day),
            paternity,
            parental: Some(parental),
            rests: Some(rests(day, birth.several, None)),
            child_sickness: Some(ChildSickness {
                unlimited_until: Some(rules::SICKNESS_UNLIMITED.last_day(day)),
                ten_days_until: Some(rules::SICKNESS_AGE.last_day(day)),
                law: rules::SICKNESS_AGE.law,
                level: rules::SICKNESS_AGE.level,
            }),
            protection: Some(Protection {
                dismissal_ban_from: birth.began(),
                night_ban_until: Some(rules::NIGHT_BAN.last_day(day)),
                ..protection(day)
            }),
            agreement: None,
            disability: circumstances.disability.then(|| disability(day, Some(day), None)),
            deadlines: duties_of_birth(birth, &maternity),
            notes,
            maternity,
        })
    }

    fn with(adoption: &Adoption, circumstances: Circumstances) -> Result<Self, ArrivalMistake> {
        let entry = adoption.entry;
        let maternity = Maternity::with(adoption)?;
        let of_age = adoption.of_age();
        let paternity = paternity(entry, entry, false);
        let within = months(entry, rules::ADOPTION.now());
        let ended = Ended {
            mother: maternity.end,
            // In pieces, fostering leave ends later.
            mother_at_most: if adoption.fostering { maternity.end.max(within) } else { maternity.end },
            father: circumstances.father_until,
            father_at_most: paternity.last,
        };
        let parental = parental(entry, &ended, of_age);
        let mut notes = maternity.notes.clone();
        notes.push(Note::AdoptionSickness);
        if !adoption.fostering {
            notes.push(Note::Proposal);
        }
        notes.extend(adoption.several.then_some(Note::Twins));
        notes.extend((parental.level == Level::ToConfirm).then_some(Note::FatherDecides));
        notes.extend(circumstances.disability.then_some(Note::Disability));
        notes.extend(in_general());
        let duty = |what, by, rule: &Rule<i32>| PlanDeadline { what, by, law: rule.law, level: rule.level };
        let mut deadlines = vec![
            duty(Duty::AdoptionApplication, entry, &rules::ADOPTION),
            duty(Duty::FatherDays, months(entry, rules::FATHER_WINDOW.now()), &rules::FATHER_WINDOW),
            duty(
                Duty::MaternityAllowance,
                months(entry, rules::MATERNITY_ALLOWANCE.now()),
                &rules::MATERNITY_ALLOWANCE,
            ),
            duty(Duty::Claim, months(maternity.end, rules::CLAIM.now()), &rules::CLAIM),
        ];
        deadlines.extend(newborn_bonus(entry));
        deadlines.sort_by_key(|deadline| deadline.by);
        Ok(Self {
            forecast: false,
            day: entry,
            birth: None,
            paternity,
            // Never past the eighteenth birthday, which has to be known.
            parental: Some(Parental {
                level: if of_age.is_some() { parental.level } else { Level::ToConfirm },
                ..parental
            }),
            rests: Some(rests(entry, adoption.several, of_age)),
            child_sickness: Some(sickness_of_adopted(adoption)),
            protection: Some(protection_of_adopted(adoption)),
            agreement: None,
            disability: circumstances.disability.then(|| disability(entry, adoption.born, of_age)),
            deadlines,
            notes,
            maternity,
        })
    }
}

/// From the proposal on, for a child from abroad: the ban on dismissals (art. 54, c. 9), and the years in which a resignation is
/// validated (art. 55, c. 4). Work at night is forbidden until the child's first birthday (art. 53, c. 1).
fn protection_of_adopted(adoption: &Adoption) -> Protection {
    let protection = protection(adoption.entry);
    let first_birthday = adoption.born.map(|born| rules::NIGHT_BAN.last_day(born));
    let since = adoption.proposal.unwrap_or(adoption.entry);
    Protection {
        dismissal_ban_from: since,
        validation_until: Some(rules::VALIDATION.last_day(since)),
        night_ban_until: first_birthday.filter(|day| *day > adoption.entry),
        ..protection
    }
}

/// Without limit up to the sixth birthday, then some days a year up to the eighth; who is six or older at the entry has them
/// for three years.
fn sickness_of_adopted(adoption: &Adoption) -> ChildSickness {
    let (unlimited, some_days, years) = rules::SICKNESS_ADOPTED.now();
    let (unlimited_until, ten_days_until) = match adoption.born {
        Some(born) if adoption.entry < months(born, unlimited) => {
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

/// When the mandatory leaves of both parents end, as far as is known, and at the latest.
struct Ended {
    mother: Date,
    mother_at_most: Date,
    father: Option<Date>,
    father_at_most: Date,
}

/// A month more is paid where one of the two mandatory leaves ended in the year it came (circ. INPS 95/2025).
fn parental(day: Date, ended: &Ended, of_age: Option<Date>) -> Parental {
    let paid = |days: [Date; 3]| days.map(|day| rules::PAID_80.on(day)).into_iter().max().unwrap_or_default();
    let months_at_80 = paid([day, ended.mother, ended.father.unwrap_or(day)]);
    let at_most = paid([day, ended.mother_at_most, ended.father.unwrap_or(ended.father_at_most)]);
    let within = |last: Date| last.min(of_age.unwrap_or(Date::MAX));
    Parental {
        last_day: within(rules::PARENTAL_AGE.last_day(day)),
        paid80_until: (months_at_80 > 0).then(|| within(rules::PAID_80_AGE.last_day(day))),
        months_at_80,
        law: rules::PARENTAL_AGE.law,
        level: if at_most > months_at_80 { Level::ToConfirm } else { rules::PARENTAL_AGE.level },
    }
}

/// What there is for a child with a serious disability who came on that day and was born on that one.
fn disability(day: Date, born: Option<Date>, of_age: Option<Date>) -> Disability {
    let (full, short) = rules::REST_MINUTES.now();
    let third_birthday = born.map(|born| rules::DISABILITY_RESTS.last_day(born));
    Disability {
        parental_months: rules::DISABILITY_MONTHS.now(),
        parental_until: rules::PARENTAL_AGE.last_day(day).min(of_age.unwrap_or(Date::MAX)),
        rests_until: third_birthday.filter(|birthday| *birthday >= day),
        rest_minutes_per_day_full: full,
        rest_minutes_per_day_short: short,
        law: rules::DISABILITY_MONTHS.law,
        level: if born == Some(day) { rules::DISABILITY_MONTHS.level } else { Level::ToConfirm },
    }
}

fn rests(day: Date, several: bool, of_age: Option<Date>) -> Rests {
    Rests {
        until: rules::RESTS.last_day(day).min(of_age.unwrap_or(Date::MAX)),
        minutes_per_day_full: rests::minutes(WorkDay::Full, several, Nursery::None),
        minutes_per_day_short: rests::minutes(WorkDay::Short, several, Nursery::None),
        law: rules::RESTS.law,
        level: rules::RESTS.level,
    }
}

/// From that day on.
fn protection(day: Date) -> Protection {
    Protection {
        dismissal_ban_from: day,
        dismissal_ban_until: rules::DISMISSAL_BAN.last_day(day),
        validation_until: Some(rules::VALIDATION.last_day(day)),
        night_ban_until: None,
        same_unit_until: Some(rules::SAME_UNIT.last_day(day)),
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
        duty(Duty::Substitute, months(maternity.start, -rules::SUBSTITUTE.now()), &rules::SUBSTITUTE),
        duty(Duty::BirthNotice, days(day, rules::BIRTH_NOTICE.now()), &rules::BIRTH_NOTICE),
        duty(Duty::FatherDays, months(day, rules::FATHER_WINDOW.now()), &rules::FATHER_WINDOW),
        duty(
            Duty::MaternityAllowance,
            months(day, rules::MATERNITY_ALLOWANCE.now()),
            &rules::MATERNITY_ALLOWANCE,
        ),
        duty(Duty::Claim, months(maternity.end, rules::CLAIM.now()), &rules::CLAIM),
    ];
    duties.extend(newborn_bonus(day));
    // Whoever is born before the leave could begin leaves no time for what comes before it.
    if day >= start {
        duties.push(certain(Duty::Certificate, before_start, "D.Lgs. 151/2001, art. 21"));
        duties.push(certain(Duty::Application, before_start, "D.Lgs. 151/2001, art. 21"));
        if birth.scheme != Scheme::TwoThree {
            duties.push(certain(Duty::FlexCertificates, before_start, "circ. INPS 106/2022"));
        }
    }
    duties.sort_by_key(|duty| duty.by);
    duties
}

/// For children who have come since there is such a bonus.
fn newborn_bonus(day: Date) -> Option<PlanDeadline> {
    let rule = &rules::NEWBORN_BONUS;
    let by = days(day, rule.since(day)?);
    Some(PlanDeadline { what: Duty::NewbornBonus, by, law: rule.law, level: rule.level })
}
