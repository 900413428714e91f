//! What can be typed: dates, a name for a plan, how many days before, a question for the experts.

use jiff::civil::Date;

use super::{
    super::{
        arrival::{ArrivalMistake, Stay},
        draft::Answer,
        months::{days, days_between},
        reminders::ReminderKind,
        typed_date::{self, Expected, Unread},
    },
    Ask, Guide, Heard, Here, KeptPlan, Next, Remark, Then,
};

/// How long the name of a plan may be, in characters.
const NICKNAME: usize = 24;
/// How many days ahead a reminder may come.
const LONGEST_LEAD: i32 = 365;
/// How many days from today lies what has happened, or will.
const NEAR: i32 = 400;

impl Guide {
    pub(super) fn told(&self, words: &str, here: &Here) -> Heard {
        match &self.asks {
            Ask::Nickname => self.nicknamed(words.trim(), here),
            Ask::Question | Ask::OtherWork | Ask::PublicWork => {
                self.clone().next().and(Then::Question(words.to_owned())).into()
            }
            // "7", or "7 giorni": where buttons are numbered, a number alone presses one.
            Ask::Lead(_) => match words.split_whitespace().next().unwrap_or_default().parse() {
                Ok(lead) if (0..=LONGEST_LEAD).contains(&lead) => self.clone().lead(Some(lead)).into(),
                Ok(_) => self.remark(Remark::LeadRange).into(),
                Err(_) => Heard::NotMine,
            },
            asks if asks.wants_date() => match typed_date::read(words, here.today, self.expects()) {
                Ok(day) => self.dated(day, here).into(),
                Err(Unread::Vague) => self.remark(Remark::Vague).into(),
                Err(Unread::Impossible) => self.remark(Remark::NoSuchDay).into(),
                Err(Unread::NoDate) => Heard::NotMine,
            },
            _ => Heard::NotMine,
        }
    }

    fn nicknamed(&self, name: &str, here: &Here) -> Heard {
        // A question is no name, whatever its length.
        if name.ends_with('?') {
            return Heard::NotMine;
        }
        if !(1..=NICKNAME).contains(&name.chars().count()) || name.contains('\n') {
            return self.remark(Remark::NicknameLength).into();
        }
        let taken = |kept: &KeptPlan| kept.nickname.as_deref() == Some(name);
        if here.plans.iter().any(taken) {
            return self.remark(Remark::NicknameTaken).into();
        }
        self.clone().named(name.to_owned()).into()
    }

    /// Where a date is expected to lie.
    fn expects(&self) -> Expected {
        match self.asks {
            Ask::Born | Ask::Birthday | Ask::Proposal => Expected::Past,
            // Whatever is told of a child that is born lies near its birth.
            Ask::DueOfBorn | Ask::StayFrom => {
                self.draft.born.or(self.draft.entry).map_or(Expected::Coming, Expected::From)
            }
            Ask::StayTo { from } => Expected::From(from),
            _ => Expected::Coming,
        }
    }

    pub(super) fn dated(&self, day: Date, here: &Here) -> Next {
        let mut guide = self.clone();
        guide.last_dated = Some(self.asks.clone());
        if let Ask::EventDay(slug) = &self.asks {
            return guide.happened(slug, day, here);
        }
        match guide.take(day, here.today) {
            Ok(()) => guide.go_on(here),
            Err(mistake) => self.remark(Remark::Wrong(mistake)),
        }
    }

    /// Puts a date where it was asked for, if it can be true.
    fn take(&mut self, day: Date, today: Date) -> Result<(), ArrivalMistake> {
        match self.asks {
            Ask::Due | Ask::DueOfBorn => self.draft.due = Answer::Known(day),
            Ask::Born if day > today => return Err(ArrivalMistake::NotYet(day)),
            Ask::Born => self.draft.born = Some(day),
            Ask::Entry => self.draft.entry = Some(day),
            Ask::Birthday => self.draft.birthday = Answer::Known(day),
            Ask::Proposal => self.draft.proposal = Answer::Known(day),
            Ask::StayFrom => {
                // Whether it can be is known with its end; its beginning alone must lie in the leave.
                self.draft.hospital = Some(Stay { from: day, discharge: day });
                self.possible(today)?;
                self.draft.hospital = None;
                self.asks = Ask::StayTo { from: day };
                return Ok(());
            }
            Ask::StayTo { from } => self.draft.hospital = Some(Stay { from, discharge: day }),
            _ => {}
        }
        if matches!(self.asks, Ask::Due | Ask::DueOfBorn | Ask::Born) {
            self.draft.give_up_what_cannot_be();
        }
        self.possible(today)
    }

    pub(super) fn possible(&self, today: Date) -> Result<(), ArrivalMistake> {
        let Some(arrival) = self.draft.arrival() else {
            return Ok(());
        };
        // A plan that is kept grows old; only what is told now is told today.
        if self.plan.is_none() || matches!(self.asks, Ask::Due | Ask::Born) {
            arrival.check_against(today)?;
        }
        self.draft.plan().map_or(Ok(()), |plan| plan.map(drop))
    }

    /// Something has happened, or will: a day follows from it.
    fn happened(mut self, slug: &str, day: Date, here: &Here) -> Next {
        if days_between(here.today, day).abs() > NEAR {
            return self.remark(Remark::EventFar);
        }
        let Some(occasion) = ReminderKind::named(slug).and_then(|kind| kind.of_event(day)) else {
            return self.ask(Ask::Plan);
        };
        if occasion.until < here.today {
            return self.ask(Ask::Plan).saying(Remark::EventPast(occasion.day));
        }
        let event = (slug.to_owned(), day);
        if !self.draft.events.contains(&event) {
            self.draft.events.push(event);
        }
        // What is long past reminds of nothing.
        self.draft.events.retain(|(_, told)| *told > days(here.today, -2 * NEAR));
        self.ask(Ask::Plan).saying(Remark::EventNoted(occasion.day)).and(Then::Keep)
    }
}
