//! The guided conversation: one question at a time, until there is a plan; then what can be done with it.
//!
//! Pure: what somebody said and what is known go in; what to ask or show next, and what to do, come out. A question that
//! comes in between is not the guide's: it says so, and the desk answers it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    arrival::{Mistake, Scheme, Stay, Work, WorkUntil},
    draft::{Answer, Draft, Sort},
    plan::Plan,
    reminders::{Audience, Chosen, Group, KINDS, Kind, When},
    typed_date::{self, Expected, Unread},
};

/// How long the name of a plan may be, in characters.
pub const NICKNAME: usize = 24;
/// How many plans one conversation may keep.
pub const PLANS: usize = 60;
/// How many days ahead a reminder may come.
const LONGEST_LEAD: i32 = 365;

/// Where somebody is in a guided conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The number of the last question: a button of an older one is known as old.
    pub turn: u32,
    pub asks: Ask,
    pub draft: Draft,
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

/// What somebody can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Work(Work),
    /// In a way that other rules are for.
    OtherWork,
    Sort(Sort),
    NotYetBorn,
    NotKnown,
    One,
    Several,
    Scheme(Scheme),
    Remind,
    Correct,
    AskExpert,
    FixDue,
    FixBorn,
    FixEntry,
    FixSeveral,
    FixScheme,
    FixStay,
    NoStay,
    Interdiction(bool),
    TellEvent,
    Forget,
    YesForget,
    Back,
    IsCompany,
    NoCompany,
    YesUnregister,
    NewPlan,
    Plan {
        id: i64,
        nickname: Option<String>,
    },
    Nickname(String),
    ChooseReminders,
    ComingReminders,
    Group(Group),
    Kind(&'static Kind),
    /// So many days before; never.
    Lead(Option<i32>),
    Event(&'static Kind),
}

/// What somebody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    Words(&'a str),
    /// Pressed this choice of this question.
    Chose {
        turn: u32,
        choice: u8,
    },
}

/// What is known beside the conversation itself.
#[derive(Debug, Clone, Default)]
pub struct Here {
    pub today: Date,
    pub company: bool,
    pub chosen: Chosen,
    /// The plans that are kept.
    pub plans: Vec<Kept>,
}

/// A plan that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: i64,
    pub nickname: Option<String>,
    pub draft: Draft,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    Next(Next),
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
    Wrong(Mistake),
    NicknameLength,
    NicknameTaken,
    LeadRange,
    TooManyPlans,
    UnknownCode,
    /// The plan is kept.
    Kept,
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
    /// From now on so many days before; or never.
    SetLead {
        slug: String,
        lead: Option<i32>,
    },
    /// Hand these words to the experts, with the plan.
    Question(String),
}

impl Guide {
    /// Begins with a question; `turn` is that of the guide before.
    #[must_use]
    pub fn begin(turn: u32, asks: Ask) -> Self {
        Self { turn: turn + 1, asks, draft: Draft::default(), nickname: None, plan: None }
    }

    /// Begins with the dates of a leave: a company's plans, the plan that somebody keeps, or the first question.
    #[must_use]
    pub fn for_leave(turn: u32, here: &Here) -> Next {
        if here.company {
            return Self::begin(turn, Ask::Menu).next();
        }
        match here.plans.last() {
            Some(kept) => Self::begin(turn, Ask::Plan).with_kept(kept).next(),
            None => Self::begin(turn, Ask::Work).next(),
        }
    }

    /// Does it wait for an answer in words, or for one of few choices that lead on?
    #[must_use]
    pub fn waits(&self) -> bool {
        !matches!(
            self.asks,
            Ask::Plan
                | Ask::Correct
                | Ask::Forget
                | Ask::Unregister
                | Ask::Menu
                | Ask::Groups
                | Ask::Kinds(_)
                | Ask::Events
                | Ask::Coming
        )
    }

    /// Takes an answer.
    #[must_use]
    pub fn hear(&self, said: Said, here: &Here) -> Heard {
        match said {
            Said::Chose { turn, choice } => {
                let choices = self.choices(here);
                match choices.into_iter().nth(usize::from(choice)).filter(|_| turn == self.turn) {
                    Some(choice) => Heard::Next(self.chose(choice, here)),
                    None => Heard::Stale,
                }
            }
            Said::Words(words) => self.told(words, here),
        }
    }

    /// What can be chosen now; none where words are wanted and nothing else.
    #[must_use]
    pub fn choices(&self, here: &Here) -> Vec<Choice> {
        let plan = |kept: &Kept| Choice::Plan { id: kept.id, nickname: kept.nickname.clone() };
        match &self.asks {
            Ask::Work => {
                vec![Choice::Work(Work::Employee), Choice::Work(Work::Domestic), Choice::OtherWork]
            }
            Ask::Sort => {
                [Sort::Expected, Sort::Born, Sort::Adopted, Sort::Fostered].map(Choice::Sort).to_vec()
            }
            Ask::Born if self.draft.sort == Some(Sort::Expected) => vec![Choice::NotYetBorn],
            Ask::Due
            | Ask::Born
            | Ask::Entry
            | Ask::StayFrom
            | Ask::StayTo { .. }
            | Ask::Question
            | Ask::OtherWork
            | Ask::EventDay(_) => Vec::new(),
            Ask::DueOfBorn | Ask::Birthday => vec![Choice::NotKnown],
            Ask::Several => vec![Choice::One, Choice::Several],
            Ask::Scheme => vec![
                Choice::Scheme(Scheme::TwoThree),
                Choice::Scheme(Scheme::OneFour { days: None }),
                Choice::Scheme(Scheme::ZeroFive { until: WorkUntil::Birth }),
                Choice::NotKnown,
            ],
            Ask::Plan => self.with_a_plan(here),
            Ask::Correct => self.corrections(),
            Ask::Forget => vec![Choice::YesForget, Choice::Back],
            Ask::Company => vec![Choice::IsCompany, Choice::NoCompany],
            Ask::Unregister => vec![Choice::YesUnregister, Choice::Back],
            Ask::Menu => {
                let mut choices = vec![Choice::NewPlan];
                choices.extend(here.plans.iter().map(plan));
                choices.extend([Choice::ComingReminders, Choice::ChooseReminders, Choice::NoCompany]);
                choices
            }
            Ask::Nickname => vec![Choice::Nickname(free_nickname(here))],
            Ask::Groups => Group::ALL.map(Choice::Group).into_iter().chain([Choice::Back]).collect(),
            Ask::Kinds(group) => {
                let kinds = KINDS.iter().filter(|kind| kind.group == *group);
                kinds.map(Choice::Kind).chain([Choice::Back]).collect()
            }
            Ask::Lead(_) => {
                let leads = [0, 7, 15, 30, 60].map(|days| Choice::Lead(Some(days)));
                leads.into_iter().chain([Choice::Lead(None), Choice::Back]).collect()
            }
            Ask::Events => {
                let events = KINDS.iter().filter(|kind| matches!(kind.when, When::Told { .. }));
                events.map(Choice::Event).chain([Choice::Back]).collect()
            }
            Ask::Coming => here.plans.iter().map(plan).collect(),
        }
    }

    /// The plan of the answers so far.
    #[must_use]
    pub fn plan_now(&self) -> Option<Plan> {
        self.draft.plan().and_then(Result::ok)
    }

    fn with_a_plan(&self, here: &Here) -> Vec<Choice> {
        let mut choices = Vec::new();
        if self.plan.is_none() {
            choices.push(Choice::Remind);
        }
        if self.draft.sort == Some(Sort::Expected) && self.draft.born.is_none() {
            choices.push(Choice::FixBorn);
        }
        choices.extend([Choice::Correct, Choice::AskExpert]);
        if self.plan.is_some() {
            choices.push(if here.company { Choice::TellEvent } else { Choice::NewPlan });
            choices.push(Choice::Forget);
        }
        choices
    }

    fn corrections(&self) -> Vec<Choice> {
        let mut choices = match self.draft.sort {
            Some(Sort::Adopted | Sort::Fostered) => vec![Choice::FixEntry],
            _ => vec![Choice::FixDue, Choice::FixBorn, Choice::FixSeveral, Choice::FixScheme],
        };
        if self.draft.born.is_some() {
            choices.push(if self.draft.hospital.is_some() { Choice::NoStay } else { Choice::FixStay });
        }
        if matches!(self.draft.sort, Some(Sort::Expected | Sort::Born)) {
            choices.push(Choice::Interdiction(!self.draft.interdiction));
        }
        choices.push(Choice::Back);
        choices
    }

    fn chose(&self, choice: Choice, here: &Here) -> Next {
        let mut guide = self.clone();
        match choice {
            Choice::Work(work) => guide.draft.work = Some(work),
            Choice::OtherWork => return guide.ask(Ask::OtherWork),
            Choice::Sort(sort) => guide.draft.sort = Some(sort),
            Choice::NotYetBorn => guide.draft.born = None,
            Choice::NotKnown => match self.asks {
                Ask::DueOfBorn => guide.draft.due = Answer::NotKnown,
                Ask::Birthday => guide.draft.birthday = Answer::NotKnown,
                _ => guide.draft.scheme = Some(Scheme::TwoThree),
            },
            Choice::One => guide.draft.several = Some(false),
            Choice::Several => guide.draft.several = Some(true),
            Choice::Scheme(scheme) => {
                guide.draft.scheme = Some(scheme);
                if let Err(mistake) = guide.possible(here.today) {
                    return self.remark(Remark::Wrong(mistake));
                }
            }
            Choice::NoStay => guide.draft.hospital = None,
            Choice::Interdiction(on) => guide.draft.interdiction = on,
            Choice::Remind => {
                if here.plans.len() >= PLANS {
                    return self.remark(Remark::TooManyPlans);
                }
                return guide.remark(Remark::Kept).and(Then::Keep);
            }
            Choice::Correct => return guide.ask(Ask::Correct),
            Choice::AskExpert => return guide.ask(Ask::Question),
            Choice::FixDue => {
                let born = self.draft.sort == Some(Sort::Born);
                return guide.ask(if born { Ask::DueOfBorn } else { Ask::Due });
            }
            Choice::FixBorn => return guide.ask(Ask::Born),
            Choice::FixEntry => return guide.ask(Ask::Entry),
            Choice::FixSeveral => return guide.ask(Ask::Several),
            Choice::FixScheme => return guide.ask(Ask::Scheme),
            Choice::FixStay => return guide.ask(Ask::StayFrom),
            Choice::TellEvent => return guide.ask(Ask::Events),
            Choice::Event(kind) => return guide.ask(Ask::EventDay(kind.slug.to_owned())),
            Choice::Forget => return guide.ask(Ask::Forget),
            Choice::YesForget => {
                let asks = if here.company { Ask::Menu } else { Ask::Work };
                let then = self.plan.map_or(Then::Nothing, Then::Forget);
                return guide.afresh(asks).and(then);
            }
            Choice::Back => return guide.back(),
            Choice::IsCompany => return guide.ask(Ask::Menu).and(Then::Register),
            Choice::NoCompany if here.company => return guide.ask(Ask::Unregister),
            Choice::YesUnregister => return guide.afresh(Ask::Company).and(Then::Unregister),
            Choice::NoCompany => return guide.afresh(Ask::Work),
            Choice::NewPlan => {
                if here.plans.len() >= PLANS {
                    return self.remark(Remark::TooManyPlans);
                }
                return guide.afresh(if here.company { Ask::Nickname } else { Ask::Work });
            }
            Choice::Plan { id, .. } => {
                guide.asks = Ask::Plan;
                return match here.plans.iter().find(|kept| kept.id == id) {
                    Some(kept) => guide.with_kept(kept).next(),
                    None => guide.back(),
                };
            }
            Choice::Nickname(name) => return guide.named(name),
            Choice::ChooseReminders => return guide.ask(Ask::Groups),
            Choice::ComingReminders => return guide.ask(Ask::Coming),
            Choice::Group(group) => return guide.ask(Ask::Kinds(group)),
            Choice::Kind(kind) => return guide.ask(Ask::Lead(kind.slug.to_owned())),
            Choice::Lead(lead) => return guide.lead(lead),
        }
        guide.go_on(here)
    }

    fn told(&self, words: &str, here: &Here) -> Heard {
        let mut guide = self.clone();
        match &self.asks {
            Ask::Nickname => {
                let name = words.trim();
                let length = name.chars().count();
                if !(1..=NICKNAME).contains(&length) || name.contains('\n') {
                    return Heard::Next(self.remark(Remark::NicknameLength));
                }
                let taken = |kept: &Kept| kept.nickname.as_deref() == Some(name);
                if here.plans.iter().any(taken) {
                    return Heard::Next(self.remark(Remark::NicknameTaken));
                }
                Heard::Next(guide.named(name.to_owned()))
            }
            Ask::Question | Ask::OtherWork => Heard::Next(guide.next().and(Then::Question(words.to_owned()))),
            // "7", or "7 giorni": where buttons are numbered, a number alone presses one.
            Ask::Lead(_) => match words.split_whitespace().next().unwrap_or_default().parse() {
                Ok(lead) if (0..=LONGEST_LEAD).contains(&lead) => Heard::Next(guide.lead(Some(lead))),
                Ok(_) => Heard::Next(self.remark(Remark::LeadRange)),
                Err(_) => Heard::NotMine,
            },
            Ask::Due
            | Ask::Born
            | Ask::DueOfBorn
            | Ask::Entry
            | Ask::Birthday
            | Ask::StayFrom
            | Ask::StayTo { .. }
            | Ask::EventDay(_) => match self.read(words, here.today) {
                Ok(day) => match guide.take(day, here.today) {
                    Ok(()) => Heard::Next(guide.go_on(here)),
                    Err(mistake) => Heard::Next(self.remark(Remark::Wrong(mistake))),
                },
                Err(Unread::Vague) => Heard::Next(self.remark(Remark::Vague)),
                Err(Unread::Impossible) => Heard::Next(self.remark(Remark::NoSuchDay)),
                Err(Unread::NoDate) => Heard::NotMine,
            },
            _ => Heard::NotMine,
        }
    }

    /// Reads a date where such a date is expected to lie.
    fn read(&self, words: &str, today: Date) -> Result<Date, Unread> {
        let (near, expected) = match self.asks {
            Ask::Born | Ask::Birthday => (today, Expected::Past),
            // Whatever is told of a child that is born lies near its birth.
            Ask::DueOfBorn | Ask::StayFrom => (self.draft.born.unwrap_or(today), Expected::Coming),
            Ask::StayTo { from } => (from, Expected::Coming),
            _ => (today, Expected::Coming),
        };
        typed_date::read(words, near, expected)
    }

    /// Puts a date where it was asked for, if it can be true.
    fn take(&mut self, day: Date, today: Date) -> Result<(), Mistake> {
        match &self.asks {
            Ask::Due | Ask::DueOfBorn => self.draft.due = Answer::Known(day),
            Ask::Born => {
                if day > today {
                    return Err(Mistake::NotYet(day));
                }
                self.draft.born = Some(day);
                self.draft.give_up_what_cannot_be();
            }
            Ask::Entry => self.draft.entry = Some(day),
            Ask::Birthday => self.draft.birthday = Answer::Known(day),
            Ask::StayFrom => {
                // Whether it can be is known with its end; its beginning alone must lie in the leave.
                self.draft.hospital = Some(Stay { from: day, discharge: day });
                self.possible(today)?;
                self.draft.hospital = None;
                self.asks = Ask::StayTo { from: day };
                return Ok(());
            }
            Ask::StayTo { from } => self.draft.hospital = Some(Stay { from: *from, discharge: day }),
            Ask::EventDay(slug) => {
                let slug = slug.clone();
                self.draft.events.retain(|(known, _)| *known != slug);
                self.draft.events.push((slug, day));
            }
            _ => {}
        }
        self.possible(today)
    }

    fn possible(&self, today: Date) -> Result<(), Mistake> {
        let Some(arrival) = self.draft.arrival() else {
            return Ok(());
        };
        // A plan that is kept grows old; only what is told now is told today.
        if self.plan.is_none() || matches!(self.asks, Ask::Due | Ask::Born) {
            arrival.check_against(today)?;
        }
        self.draft.plan().map_or(Ok(()), |plan| plan.map(drop))
    }

    /// Asks for what is missing; with nothing missing, there is a plan.
    fn go_on(mut self, here: &Here) -> Next {
        let asks = match &self.asks {
            Ask::StayTo { from } if self.draft.hospital.is_none() => Ask::StayTo { from: *from },
            _ => self.missing(),
        };
        self.asks = asks;
        let keep = self.asks == Ask::Plan && (here.company || self.plan.is_some());
        let next = self.next();
        if keep { next.and(Then::Keep) } else { next }
    }

    fn missing(&self) -> Ask {
        let Draft { sort, due, born, entry, birthday, several, scheme, .. } = &self.draft;
        if self.draft.work.is_none() {
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
        let group = Kind::named(&slug).map_or(Group::Before, |kind| kind.group);
        self.ask(Ask::Kinds(group)).and(Then::SetLead { slug, lead })
    }

    fn back(self) -> Next {
        let to = match &self.asks {
            Ask::Kinds(_) => Ask::Groups,
            Ask::Lead(slug) => Kind::named(slug).map_or(Ask::Groups, |kind| Ask::Kinds(kind.group)),
            Ask::Groups | Ask::Unregister => Ask::Menu,
            _ => Ask::Plan,
        };
        self.ask(to)
    }

    fn ask(mut self, asks: Ask) -> Next {
        self.asks = asks;
        self.next()
    }

    /// With another plan, or none.
    fn afresh(mut self, asks: Ask) -> Next {
        self = Self { asks, draft: Draft::default(), nickname: None, plan: None, ..self };
        self.next()
    }

    fn with_kept(self, kept: &Kept) -> Self {
        let Kept { id, nickname, draft } = kept.clone();
        Self { plan: Some(id), nickname, draft, ..self }
    }

    fn next(mut self) -> Next {
        self.turn += 1;
        Next { guide: self, first: None, then: Then::Nothing }
    }

    /// Asks the same again, with a word on why.
    #[must_use]
    pub fn remark(&self, remark: Remark) -> Next {
        let mut next = self.clone().next();
        next.first = Some(remark);
        next
    }
}

impl Next {
    fn and(mut self, then: Then) -> Self {
        self.then = then;
        self
    }
}

/// The kinds somebody is reminded of, by who they are.
pub fn kinds_for(company: bool) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(move |kind| company || kind.audience == Audience::Both)
}

/// "dip. 3": a name nobody has to think about, and that names nobody.
fn free_nickname(here: &Here) -> String {
    let taken = |name: &String| here.plans.iter().any(|kept| kept.nickname.as_ref() == Some(name));
    (1..=PLANS + 1).map(|n| format!("dip. {n}")).find(|name| !taken(name)).unwrap_or_default()
}
