//! The dates of a plan in one line of time: what people read, and what goes into their calendars.

use jiff::civil::Date;

use super::{
    law::{Level, Rule},
    plan::{ChildSickness, Duty, Plan, PlanDeadline},
    rules,
};

/// One date that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    pub day: Date,
    pub what: MilestoneKind,
    /// Where it is written.
    pub law: &'static str,
    pub level: Level,
}

/// Why a date matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MilestoneKind {
    Start,
    Due,
    Birth,
    Entry,
    End,
    Back,
    FatherFirst,
    FatherLast,
    RestsEnd,
    DismissalBanEnd,
    ValidationEnd,
    /// Of the leave that a collective agreement gives.
    AgreementEnd,
    DisabilityRestsEnd,
    Paid80End,
    ParentalEnd,
    SicknessUnlimitedEnd,
    SicknessEnd,
    Duty(Duty),
}

impl MilestoneKind {
    /// The Fluent message with which people are told.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Start => "date-start",
            Self::Due => "date-due",
            Self::Birth => "date-birth",
            Self::Entry => "date-entry",
            Self::End => "date-end",
            Self::Back => "date-back",
            Self::FatherFirst => "date-father-first",
            Self::FatherLast => "date-father-last",
            Self::RestsEnd => "date-rests-end",
            Self::DismissalBanEnd => "date-dismissal-ban-end",
            Self::ValidationEnd => "date-validation-end",
            Self::AgreementEnd => "date-agreement-end",
            Self::DisabilityRestsEnd => "date-disability-rests-end",
            Self::Paid80End => "date-paid-end",
            Self::ParentalEnd => "date-parental-end",
            Self::SicknessUnlimitedEnd => "date-sickness-unlimited-end",
            Self::SicknessEnd => "date-sickness-end",
            Self::Duty(duty) => duty.key(),
        }
    }

    /// The Fluent message that stands in a calendar, which others may see: not a word about anybody's health. None if the
    /// date is only for whoever has asked.
    #[must_use]
    pub fn event_key(self) -> Option<&'static str> {
        Some(match self {
            Self::Start | Self::Entry => "event-start",
            Self::Back => "event-back",
            Self::End => "event-end",
            Self::FatherLast => "event-father-last",
            Self::RestsEnd => "event-year-end",
            Self::ValidationEnd => "event-validation-end",
            Self::Paid80End => "event-paid-end",
            Self::ParentalEnd => "event-parental-end",
            Self::Duty(Duty::Application | Duty::AdoptionApplication) => "event-application",
            Self::Duty(Duty::FlexCertificates) => "event-flex-certificates",
            Self::Duty(Duty::BirthNotice) => "event-arrival-notice",
            Self::Duty(Duty::NewbornBonus) => "event-bonus",
            Self::Duty(Duty::MaternityAllowance) => "event-allowance",
            _ => return None,
        })
    }
}

impl Duty {
    /// The Fluent message that says what has to be done.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Certificate => "deadline-certificate",
            Self::Application => "deadline-application",
            Self::FlexCertificates => "deadline-flex-certificates",
            Self::Substitute => "deadline-replacement",
            Self::BirthNotice => "deadline-birth-notice",
            Self::NewbornBonus => "deadline-newborn-bonus",
            Self::FatherDays => "deadline-father-days",
            Self::MaternityAllowance => "deadline-municipal-allowance",
            Self::Claim => "deadline-claim",
            Self::AdoptionApplication => "deadline-adoption-application",
        }
    }
}

impl Plan {
    /// Every date that matters, the earliest first.
    #[must_use]
    pub fn timeline(&self) -> Vec<Milestone> {
        let Self {
            maternity,
            paternity,
            parental,
            rests,
            child_sickness,
            protection,
            agreement,
            disability,
            ..
        } = self;
        let arrives = match self.birth {
            Some(_) if self.forecast => MilestoneKind::Due,
            Some(_) => MilestoneKind::Birth,
            None => MilestoneKind::Entry,
        };
        // Who adopts begins on the day of the entry.
        let around = |day, what| Milestone { day, what, law: maternity.law, level: maternity.level() };
        let start = self.birth.map(|_| around(maternity.start, MilestoneKind::Start));
        let mut timeline: Vec<Milestone> = start.into_iter().collect();
        timeline.extend([
            Milestone { level: Level::Certain, ..around(self.day, arrives) },
            around(maternity.end, MilestoneKind::End),
            by(maternity.back(), MilestoneKind::Back, &rules::SAME_UNIT),
            by(paternity.first, MilestoneKind::FatherFirst, &rules::FATHER_WINDOW),
            by(paternity.last, MilestoneKind::FatherLast, &rules::FATHER_WINDOW),
        ]);
        if let Some(rests) = rests {
            timeline.push(by(rests.until, MilestoneKind::RestsEnd, &rules::RESTS));
        }
        if let Some(protection) = protection {
            timeline.push(by(
                protection.dismissal_ban_until,
                MilestoneKind::DismissalBanEnd,
                &rules::DISMISSAL_BAN,
            ));
            let validation = protection.validation_until;
            timeline.extend(validation.map(|day| by(day, MilestoneKind::ValidationEnd, &rules::VALIDATION)));
        }
        timeline.extend(
            agreement.as_ref().map(|agreement| {
                by(agreement.leave_until, MilestoneKind::AgreementEnd, &rules::DOMESTIC_LEAVE)
            }),
        );
        let rests_of_disability = disability.as_ref().and_then(|disability| disability.rests_until);
        timeline.extend(
            rests_of_disability
                .map(|day| by(day, MilestoneKind::DisabilityRestsEnd, &rules::DISABILITY_RESTS)),
        );
        if let Some(parental) = parental {
            let paid = parental.paid80_until.map(|day| by(day, MilestoneKind::Paid80End, &rules::PAID_80));
            timeline.extend(paid);
            timeline.push(by(parental.last_day, MilestoneKind::ParentalEnd, &rules::PARENTAL_AGE));
        }
        if let Some(ChildSickness { unlimited_until, ten_days_until, law, level }) = child_sickness {
            let days = [
                (*unlimited_until, MilestoneKind::SicknessUnlimitedEnd),
                (*ten_days_until, MilestoneKind::SicknessEnd),
            ];
            let dates = days.into_iter().filter_map(|(day, what)| Some((day?, what)));
            timeline.extend(dates.map(|(day, what)| Milestone { day, what, law, level: *level }));
        }
        // The father's last day is there already.
        let duties = self.deadlines.iter().filter(|deadline| deadline.what != Duty::FatherDays);
        timeline.extend(duties.map(|&PlanDeadline { what, by: day, law, level }| Milestone {
            day,
            what: MilestoneKind::Duty(what),
            law,
            level,
        }));
        timeline.sort_by_key(|milestone| milestone.day);
        timeline
    }
}

fn by<T>(day: Date, what: MilestoneKind, rule: &Rule<T>) -> Milestone {
    Milestone { day, what, law: rule.law, level: rule.level }
}
