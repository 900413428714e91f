//! The guided conversation: one question at a time, until there is a plan; then what can be done with it.
//!
//! Pure: what somebody said and what is known go in; what to ask or show next, and what to do, come out. A question that
//! comes in between is not the guide's: it says so, and the desk answers it. `choices` is what can be pressed, `words` what
//! can be typed.

mod choices;
mod typed;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::choices::Choice;
use super::{
    arrival::{ArrivalMistake, Scheme, Work},
    draft::{Answer, PlanInput, Sort},
    plan::Plan,
    reminders::{Chosen, Group, KINDS, ReminderAudience, ReminderKind},
};

/// After so many answers that were not understood, the guide offers to be left.
const TRIES: u8 = 2;

/// How many plans one conversation may keep.
pub const PLANS: usize = 60;

/// Where somebody is in a guided conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The number of the last question: a button of an older one is known as old.
    pub turn: u32,
    pub asks: Ask,
    pub draft: PlanInput,
    /// The date that was told last, by what was asked: a correction in words means it.
    #[serde(default)]
    pub last_dated: Option<Ask>,
    /// How often in a row an answer was not understood.
    #[serde(default)]
    pub tries: u8,
    /// What the plan is called; only a company's has a name.
    pub nickname: Option<String>,
    /// The number of the plan, once it is kept.
    pub plan: Option<i64>,
}

/// What the guide has asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// As what does the parent work?
    Work,
    Sort,
    Due,
    Born,
    /// The due date of a child that is born.
    DueOfBorn,
    Entry,
    Birthday,
    /// From abroad: the day on which the proposal to meet the child was communicated.
    Proposal,
    Several,
    Scheme,
    /// The plan is shown: what to do with it.
    Plan,
    Correct,
    StayFrom,
    StayTo {
        from: Date,
    },
    /// A question about the plan, for the experts.
    Question,
    /// A question about other rules, for the experts.
    OtherWork,
    /// The same, about those of public employees.
    PublicWork,
    Forget,
    /// Is this a company?
    Company,
    /// All that a company keeps would go.
    Unregister,
    /// What a company can do.
    Menu,
    Nickname,
    Groups,
    Kinds(Group),
    Lead(String),
    Events,
    EventDay(String),
    /// What comes next.
    Coming,
}

impl Ask {
    /// Is it answered by typing a date?
    #[must_use]
    pub fn wants_date(&self) -> bool {
        matches!(
            self,
            Self::Due
                | Self::Born
                | Self::DueOfBorn
                | Self::Entry
                | Self::Birthday
                | Self::Proposal
                | Self::StayFrom
                | Self::StayTo { .. }
                | Self::EventDay(_)
        )
    }
}

/// What somebody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideInput<'a> {
    Words(&'a str),
    /// Pressed this choice of this question.
    Chose {
        turn: u32,
        choice: u8,
    },
}

/// What is known beside the conversation itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Here {
    pub today: Date,
    pub company: bool,
    pub chosen: Chosen,
    /// The plans that are kept.
    pub plans: Vec<KeptPlan>,
}

/// A plan that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlan {
    pub id: i64,
    pub nickname: Option<String>,
    pub draft: PlanInput,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    Next(Box<Next>),
    /// A button of an older question.
    Stale,
    /// Not an answer to what was asked.
    NotMine,
}

/// What to say and do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    pub guide: Guide,
    pub first: Option<Remark>,
    pub then: Then,
}

/// What to say before the next question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The very day is missing.
    Vague,
    /// There is no such day.
    NoSuchDay,
    /// What was said is no answer.
    NotUnderstood,
    Wrong(ArrivalMistake),
    NicknameLength,
    NicknameTaken,
    LeadRange,
    TooManyPlans,
    UnknownCode,
    /// The plan is kept.
    Kept,
    /// What was kept is kept no more.
    Forgotten,
    /// What has happened is noted; there is a day to be reminded of.
    EventNoted(Date),
    /// The day that follows from it is past.
    EventPast(Date),
    /// That far away, nobody means it.
    EventFar,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    Nothing,
    /// Keep the plan and remind of it.
    Keep,
    /// Keep the plan of this number no more.
    Forget(i64),
    Register,
    Unregister,
    /// Leave it.
    Leave,
    /// From now on so many days before; or never.
    SetLead {
        slug: String,
        lead: Option<i32>,
    },
    /// Hand these words to the experts, with the plan.
    Question(String),
}

impl Guide {
    /// Begins by asking this; `turn` is that of the guide before.
    #[must_use]
    pub fn asking(turn: u32, asks: Ask) -> Next {
        Self::begin(turn, asks).next()
    }

    /// A guide that has asked nothing yet.
    #[must_use]
    pub fn begin(turn: u32, asks: Ask) -> Self {
        let draft = PlanInput::default();
        Self { turn: turn + 1, asks, draft, last_dated: None, tries: 0, nickname: None, plan: None }
    }

    /// Begins with the dates of a leave: a company's plans, the plan that somebody keeps, the answers given before, or the
    /// first question.
    #[must_use]
    pub fn for_leave(before: Option<Self>, here: &Here) -> Next {
        let turn = before.as_ref().map_or(0, |guide| guide.turn);
        if here.company {
            return Self::asking(turn, Ask::Menu);
        }
        if let Some(kept) = here.plans.last() {
            return Self::for_plan(turn, kept);
        }
        match before.filter(|guide| guide.plan.is_none()) {
            Some(guide) => guide.go_on(here),
            None => Self::asking(turn, Ask::Work),
        }
    }

    /// Shows what comes next; the answers so far stay.
    #[must_use]
    pub fn for_reminders(before: Option<Self>) -> Next {
        before.unwrap_or_else(|| Self::begin(0, Ask::Coming)).ask(Ask::Coming)
    }

    /// Shows a plan that is kept.
    #[must_use]
    pub fn for_plan(turn: u32, kept: &KeptPlan) -> Next {
        Self::begin(turn, Ask::Plan).with_kept(kept).next()
    }

    /// Does it wait for an answer? A plan, and a list of what comes, can be left standing.
    #[must_use]
    pub fn waits(&self) -> bool {
        !matches!(self.asks, Ask::Plan | Ask::Coming)
    }

    /// Takes an answer.
    #[must_use]
    pub fn hear(&self, said: GuideInput, here: &Here) -> Heard {
        match said {
            GuideInput::Chose { turn, choice } => {
                let choices = self.choices(here);
                match choices.into_iter().nth(usize::from(choice)).filter(|_| turn == self.turn) {
                    Some(choice) => self.chose(choice, here).into(),
                    None => Heard::Stale,
                }
            }
            GuideInput::Words(words) => self.told(words, here),
        }
    }

    /// The plan of the answers so far.
    #[must_use]
    pub fn plan_now(&self) -> Option<Plan> {
        self.draft.plan().and_then(Result::ok)
    }

    /// Asks the same again, with a word on why. Whoever is not understood twice may leave by a button.
    #[must_use]
    pub fn remark(&self, remark: Remark) -> Next {
        let mut next = self.clone().next();
        if remark == Remark::NotUnderstood {
            next.guide.tries = self.tries.saturating_add(1);
        }
        next.saying(remark)
    }

    /// Has it asked in vain so often that it should be left?
    #[must_use]
    pub fn offers_to_leave(&self) -> bool {
        self.tries >= TRIES
    }

    /// Does it take any words for an answer?
    #[must_use]
    pub fn takes_any_words(&self) -> bool {
        matches!(self.asks, Ask::Question | Ask::OtherWork | Ask::PublicWork | Ask::Nickname)
    }

    /// Asks for what is missing; with nothing missing, there is a plan.
    fn go_on(mut self, here: &Here) -> Next {
        self.draft.give_up_what_cannot_be();
        self.asks = match self.asks {
            Ask::StayTo { from } if self.draft.hospital.is_none() => Ask::StayTo { from },
            _ => self.missing(),
        };
        if self.asks != Ask::Plan {
            return self.next();
        }
        if let Some(Err(mistake)) = self.draft.plan() {
            // Nothing is kept that cannot be.
            return self.ask(Ask::Correct).saying(Remark::Wrong(mistake));
        }
        let keep = here.company || self.plan.is_some();
        let next = self.next();
        if keep { next.and(Then::Keep) } else { next }
    }

    fn missing(&self) -> Ask {
        let PlanInput { work, sort, due, born, entry, birthday, proposal, several, scheme, .. } = &self.draft;
        if work.is_none() {
            return Ask::Work;
        }
        match sort {
            None => Ask::Sort,
            Some(Sort::Expected) if due.known().is_none() => Ask::Due,
            Some(Sort::Born) if born.is_none() => Ask::Born,
            Some(Sort::Born) if *due == Answer::NotAsked => Ask::DueOfBorn,
            Some(Sort::Expected | Sort::Born) if several.is_none() => Ask::Several,
            // Without the due date, nobody can say how the months lay around it.
            Some(Sort::Expected | Sort::Born) if scheme.is_none() && due.known().is_some() => Ask::Scheme,
            Some(Sort::Adopted | Sort::Fostered) if entry.is_none() => Ask::Entry,
            Some(Sort::Adopted | Sort::Fostered) if *birthday == Answer::NotAsked => Ask::Birthday,
            Some(Sort::Adopted) if *proposal == Answer::NotAsked && *work != Some(Work::Domestic) => {
                Ask::Proposal
            }
            Some(_) => Ask::Plan,
        }
    }

    fn named(mut self, name: String) -> Next {
        self.nickname = Some(name);
        self.ask(Ask::Work)
    }

    fn lead(self, lead: Option<i32>) -> Next {
        let Ask::Lead(slug) = &self.asks else {
            return self.next();
        };
        let slug = slug.clone();
        let group = ReminderKind::named(&slug).map_or(Group::Before, |kind| kind.group);
        self.ask(Ask::Kinds(group)).and(Then::SetLead { slug, lead })
    }

    fn ask(mut self, asks: Ask) -> Next {
        self.asks = asks;
        self.next()
    }

    /// With another plan, or none.
    fn afresh(self, asks: Ask) -> Next {
        Self { asks, draft: PlanInput::default(), nickname: None, plan: None, ..self }.next()
    }

    fn with_kept(self, kept: &KeptPlan) -> Self {
        let KeptPlan { id, nickname, draft } = kept.clone();
        Self { plan: Some(id), nickname, draft, ..self }
    }

    fn next(mut self) -> Next {
        self.turn += 1;
        self.tries = 0;
        Next { guide: self, first: None, then: Then::Nothing }
    }
}

impl Next {
    /// With this to do.
    #[must_use]
    pub fn and(mut self, then: Then) -> Self {
        self.then = then;
        self
    }

    /// With this said first.
    #[must_use]
    pub fn saying(mut self, remark: Remark) -> Self {
        self.first = Some(remark);
        self
    }
}

impl From<Next> for Heard {
    fn from(next: Next) -> Self {
        Self::Next(Box::new(next))
    }
}

/// The kinds somebody is reminded of, by who they are.
pub fn kinds_for(company: bool) -> impl Iterator<Item = &'static ReminderKind> {
    KINDS.iter().filter(move |kind| company || kind.audience == ReminderAudience::Both)
}

/// What most people take, and who knows nothing better.
const USUAL: Scheme = Scheme::TwoThree;
