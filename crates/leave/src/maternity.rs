//! The mandatory leave of the mother, or of whoever adopts: its first and its last day.

use jiff::civil::Date;

use super::{
    arrival::{Adoption, ArrivalMistake, Birth, DueDate, Scheme, Stay, WorkUntil},
    law::Level,
    months::{days, days_between, months},
    notes::Note,
    rules,
};

/// The mandatory leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maternity {
    pub scheme: &'static str,
    pub law: &'static str,
    pub start: Date,
    pub end: Date,
    /// Days that were not taken before the birth and are added after it.
    pub added: i32,
    pub notes: Vec<Note>,
}

impl Maternity {
    /// The leave around a birth.
    ///
    /// # Errors
    /// If the child cannot have been in hospital then.
    pub fn around(birth: &Birth) -> Result<Self, ArrivalMistake> {
        let mut leave = match birth.scheme {
            Scheme::TwoThree => two_three(birth),
            Scheme::OneFour { days } => one_four(birth, days),
            Scheme::ZeroFive { until } => zero_five(birth, until),
        };
        if matches!(birth.due, DueDate::Unknown(_)) {
            leave.notes.push(Note::NoDue);
        }
        if birth.on_day_180() {
            leave.notes.push(Note::Day180);
        }
        if let Some(stay) = birth.hospital {
            stay.check(birth.day(), leave.end)?;
            leave.suspend(stay);
        }
        // The stay suspends the ordinary leave alone (art. 16-bis names art. 16, not 17): the ban ends when it would end.
        if birth.interdiction {
            leave.prolong(birth);
        }
        Ok(leave)
    }

    /// The leave of whoever adopts or fosters: the day of the entry, and the months after it.
    ///
    /// # Errors
    /// If the child cannot have been in hospital then.
    pub fn with(adoption: &Adoption) -> Result<Self, ArrivalMistake> {
        let within = months(adoption.entry, rules::ADOPTION.now());
        let rule = if adoption.fostering { &rules::FOSTERING } else { &rules::ADOPTION };
        let mut leave = Self {
            scheme: if adoption.fostering { "fostering" } else { "adoption" },
            law: rule.law,
            start: adoption.entry,
            end: months(adoption.entry, rule.now()),
            added: 0,
            notes: if adoption.fostering { vec![Note::Fostering { within }] } else { Vec::new() },
        };
        // Art. 26, c. 6-bis: as for a birth.
        if let Some(stay) = adoption.hospital {
            stay.check(adoption.entry, leave.end)?;
            leave.suspend(stay);
        }
        Ok(leave)
    }

    /// The first day back at work, if it is a working day.
    #[must_use]
    pub fn back(&self) -> Date {
        days(self.end, 1)
    }

    /// As sure as the least sure thing about it.
    #[must_use]
    pub fn level(&self) -> Level {
        self.notes.iter().map(|note| note.level()).max().unwrap_or(Level::Certain)
    }

    /// The inspectorate's ban: seven months, and the days that were not taken (INL note 1550/2021).
    fn prolong(&mut self, birth: &Birth) {
        self.end = self.end.max(days(months(birth.day(), rules::INTERDICTION.now()), self.added));
        self.law = rules::INTERDICTION.law;
        // No example says what both come to.
        let both = self.notes.contains(&Note::Hospital);
        self.notes.push(if both { Note::InterdictionAndHospital } else { Note::Interdiction });
    }

    /// What is left of the leave begins again on the day the child comes home (art. 16-bis).
    fn suspend(&mut self, stay: Stay) {
        self.end = days(stay.discharge, days_between(stay.from, self.end));
        self.notes.push(Note::Hospital);
    }
}

fn two_three(birth: &Birth) -> Maternity {
    let (due, born, start) = (birth.due.date(), birth.day(), birth.two_months_before());
    let mut notes = Vec::new();
    // INPS does not count the day of a birth before the leave began (circ. 69/2016): the jump of a day is theirs.
    let added = if born < start {
        notes.push(Note::VeryEarly);
        days_between(born, due) - 1
    } else {
        birth.days_early()
    };
    if start.day() != due.day() {
        notes.push(Note::EndOfMonth);
    }
    if born == start || born == days(start, -1) {
        notes.push(Note::AroundTheStart);
    }
    if born == birth.one_month_before() {
        notes.push(Note::MonthEarly);
    }
    if born > due {
        notes.push(Note::Late);
    }
    let end = days(months(born, rules::AFTER.now()), added);
    Maternity { scheme: "2+3", law: rules::BEFORE.law, start: start.min(born), end, added, notes }
}

fn one_four(birth: &Birth, worked: Option<i32>) -> Maternity {
    let (due, born, two_months) = (birth.due.date(), birth.day(), birth.two_months_before());
    if born < two_months {
        // Nothing of the month was worked.
        let mut leave = two_three(birth);
        leave.scheme = "1+4";
        leave.notes.push(Note::FlexibleVeryEarly);
        return leave;
    }
    let start = worked.map_or(birth.one_month_before(), |worked| days(two_months, worked));
    let mut notes = vec![Note::DayBefore];
    let counted_from = if worked.is_some() || born < start { two_months } else { start };
    if counted_from.day() != due.day() {
        notes.push(Note::EndOfMonth);
    }
    let leave = |start, end, added, notes| Maternity {
        scheme: "1+4",
        law: rules::FLEXIBLE.law,
        start,
        end,
        added,
        notes,
    };
    let three_months = months(born, rules::AFTER.now());
    if born < start {
        notes.push(Note::FlexibleVeryEarly);
        let added = days_between(two_months, due);
        return leave(born, days(three_months, added), added, notes);
    }
    if born > due {
        notes.push(Note::Late);
    }
    let early = birth.days_early();
    let Some(worked) = worked else {
        let four_months = months(born, rules::FLEXIBLE.now().1);
        if four_months != days(three_months, days_between(two_months, start)) {
            notes.push(Note::FourMonths);
        }
        return leave(start, days(four_months, early), early, notes);
    };
    notes.push(Note::FlexiblePartly);
    leave(start, days(three_months, worked + early), early, notes)
}

fn zero_five(birth: &Birth, until: WorkUntil) -> Maternity {
    let (due, born) = (birth.due.date(), birth.day());
    if born < birth.two_months_before() {
        // The choice changes nothing then.
        let mut leave = two_three(birth);
        leave.scheme = "0+5";
        // Circ. INPS 148/2019, 1.2.
        leave.notes.push(Note::AllAfterVeryEarly);
        return leave;
    }
    let five_months = rules::ALL_AFTER.now();
    let start = match until {
        WorkUntil::Birth => born,
        WorkUntil::DueDate => born.min(due),
    };
    let mut notes = vec![Note::CertificateUntilDue];
    if born > due {
        notes.push(Note::AllAfterLate { shorter: months(due, five_months) });
    }
    let end = months(born, five_months);
    Maternity { scheme: "0+5", law: rules::ALL_AFTER.law, start, end, added: 0, notes }
}
