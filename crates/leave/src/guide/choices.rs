//! What can be pressed, and what follows from it.

use super::{
    super::{
        arrival::{Scheme, Work, WorkUntil},
        draft::{Answer, Sort},
        reminders::{Group, KINDS, ReminderKind, When},
    },
    Ask, Guide, Here, KeptPlan, Next, PLANS, Remark, Then, USUAL,
};

/// What somebody can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Work(Work),
    /// In a way that other rules are for.
    OtherWork,
    PublicWork,
    Sort(Sort),
    NotYetBorn,
    NotKnown,
    NotFromAbroad,
    One,
    Several,
    Scheme(Scheme),
    Remind,
    Correct,
    AskExpert,
    /// Tell this one anew.
    Fix(Ask),
    NoStay,
    Interdiction(bool),
    Disability(bool),
    TellEvent,
    Forget,
    YesForget,
    Back,
    IsCompany,
    NoCompany,
    YesUnregister,
    NewPlan,
    Plan(i64),
    Nickname(String),
    ChooseReminders,
    ComingReminders,
    Group(Group),
    Kind(&'static ReminderKind),
    /// So many days before; never.
    Lead(Option<i32>),
    Event(&'static ReminderKind),
    /// Leave the guide: it has not understood twice.
    Leave,
}

impl Guide {
    /// What can be chosen now; none where words are wanted and nothing else.
    #[must_use]
    pub fn choices(&self, here: &Here) -> Vec<Choice> {
        let plans = || here.plans.iter().map(|kept| Choice::Plan(kept.id));
        let mut choices = match &self.asks {
            Ask::Work => vec![
                Choice::Work(Work::Employee),
                Choice::Work(Work::Domestic),
                Choice::Work(Work::Home),
                Choice::PublicWork,
                Choice::OtherWork,
            ],
            Ask::Sort => {
                [Sort::Expected, Sort::Born, Sort::Adopted, Sort::Fostered].map(Choice::Sort).to_vec()
            }
            Ask::Due if self.draft.due == Answer::NotAsked => vec![Choice::Sort(Sort::Born)],
            Ask::Born if self.draft.sort == Some(Sort::Expected) => vec![Choice::NotYetBorn],
            Ask::DueOfBorn | Ask::Birthday => vec![Choice::NotKnown],
            Ask::Proposal => vec![Choice::NotFromAbroad, Choice::NotKnown],
            Ask::Several => vec![Choice::One, Choice::Several],
            Ask::Scheme => vec![
                Choice::Scheme(Scheme::TwoThree),
                Choice::Scheme(Scheme::OneFour { days: None }),
                Choice::Scheme(Scheme::ZeroFive { until: WorkUntil::Birth }),
                Choice::NotKnown,
            ],
            Ask::Due
            | Ask::Born
            | Ask::Entry
            | Ask::StayFrom
            | Ask::StayTo { .. }
            | Ask::Question
            | Ask::OtherWork
            | Ask::PublicWork
            | Ask::EventDay(_) => Vec::new(),
            Ask::Plan => self.with_a_plan(here),
            Ask::Correct => self.corrections(),
            Ask::Forget => vec![Choice::YesForget],
            Ask::Company => vec![Choice::IsCompany, Choice::NoCompany],
            Ask::Unregister => vec![Choice::YesUnregister],
            Ask::Menu => {
                let others = [Choice::ComingReminders, Choice::ChooseReminders, Choice::NoCompany];
                std::iter::once(Choice::NewPlan).chain(plans()).chain(others).collect()
            }
            Ask::Nickname => vec![Choice::Nickname(free_nickname(here))],
            Ask::Groups => Group::ALL.map(Choice::Group).to_vec(),
            Ask::Kinds(group) => KINDS.iter().filter(|kind| kind.group == *group).map(Choice::Kind).collect(),
            Ask::Lead(_) => {
                let leads = [0, 7, 15, 30, 60].map(|days| Choice::Lead(Some(days)));
                leads.into_iter().chain([Choice::Lead(None)]).collect()
            }
            Ask::Events => {
                let events = KINDS.iter().filter(|kind| matches!(kind.when, When::Told { .. }));
                events.map(Choice::Event).collect()
            }
            Ask::Coming => plans().collect(),
        };
        choices.extend(self.back_to(here).map(|_| Choice::Back));
        choices.extend(self.offers_to_leave().then_some(Choice::Leave));
        choices
    }

    /// What "back" leads to, where there is something to go back to.
    fn back_to(&self, here: &Here) -> Option<Ask> {
        match &self.asks {
            Ask::Plan | Ask::Company | Ask::Menu | Ask::Coming => None,
            Ask::Kinds(_) => Some(Ask::Groups),
            Ask::Lead(slug) => {
                Some(ReminderKind::named(slug).map_or(Ask::Groups, |kind| Ask::Kinds(kind.group)))
            }
            Ask::Groups | Ask::Unregister | Ask::Nickname => Some(Ask::Menu),
            _ if self.plan_now().is_some() => Some(Ask::Plan),
            _ => here.company.then_some(Ask::Menu),
        }
    }

    fn with_a_plan(&self, here: &Here) -> Vec<Choice> {
        let mut choices = Vec::new();
        if self.plan.is_none() {
            choices.push(Choice::Remind);
        }
        if self.draft.sort == Some(Sort::Expected) && self.draft.born.is_none() {
            choices.push(Choice::Fix(Ask::Born));
        }
        choices.extend([Choice::Correct, Choice::AskExpert]);
        choices.push(if here.company { Choice::TellEvent } else { Choice::NewPlan });
        choices.extend(self.plan.map(|_| Choice::Forget));
        choices
    }

    fn corrections(&self) -> Vec<Choice> {
        let asks = match self.draft.sort {
            Some(Sort::Adopted) => vec![Ask::Entry, Ask::Birthday, Ask::Proposal, Ask::Several, Ask::Work],
            Some(Sort::Fostered) => vec![Ask::Entry, Ask::Birthday, Ask::Several, Ask::Work],
            Some(Sort::Born) => vec![Ask::DueOfBorn, Ask::Born, Ask::Several, Ask::Scheme, Ask::Work],
            _ => vec![Ask::Due, Ask::Born, Ask::Several, Ask::Scheme, Ask::Work],
        };
        let mut choices: Vec<Choice> = asks.into_iter().map(Choice::Fix).collect();
        if self.draft.hospital.is_some() {
            choices.push(Choice::NoStay);
        } else if self.draft.born.or(self.draft.entry).is_some() {
            choices.push(Choice::Fix(Ask::StayFrom));
        }
        if matches!(self.draft.sort, Some(Sort::Expected | Sort::Born)) {
            choices.push(Choice::Interdiction(!self.draft.interdiction));
        }
        choices.push(Choice::Disability(!self.draft.disability));
        choices
    }

    pub(super) fn chose(&self, choice: Choice, here: &Here) -> Next {
        let mut guide = self.clone();
        match choice {
            Choice::Work(work) => guide.draft.work = Some(work),
            Choice::OtherWork => return guide.ask(Ask::OtherWork),
            Choice::PublicWork => return guide.ask(Ask::PublicWork),
            Choice::Sort(sort) => guide.draft.sort = Some(sort),
            Choice::NotYetBorn => guide.draft.born = None,
            Choice::NotKnown => match self.asks {
                Ask::DueOfBorn => guide.draft.due = Answer::NotKnown,
                Ask::Birthday => guide.draft.birthday = Answer::NotKnown,
                Ask::Proposal => guide.draft.proposal = Answer::NotKnown,
                _ => guide.draft.scheme = Some(USUAL),
            },
            Choice::NotFromAbroad => guide.draft.proposal = Answer::NotKnown,
            Choice::One => guide.draft.several = Some(false),
            Choice::Several => guide.draft.several = Some(true),
            Choice::Scheme(scheme) => {
                guide.draft.scheme = Some(scheme);
                if let Err(mistake) = guide.possible(here.today) {
                    return self.remark(Remark::Wrong(mistake));
                }
            }
            Choice::Leave => return guide.next().and(Then::Leave),
            Choice::NoStay => guide.draft.hospital = None,
            Choice::Interdiction(on) => guide.draft.interdiction = on,
            Choice::Disability(has) => guide.draft.disability = has,
            Choice::Remind | Choice::NewPlan if here.plans.len() >= PLANS => {
                return self.remark(Remark::TooManyPlans);
            }
            Choice::Remind => return guide.remark(Remark::Kept).and(Then::Keep),
            Choice::Correct => return guide.ask(Ask::Correct),
            Choice::AskExpert => return guide.ask(Ask::Question),
            Choice::Fix(ask) => return guide.ask(ask),
            Choice::TellEvent => return guide.ask(Ask::Events),
            Choice::Event(kind) => return guide.ask(Ask::EventDay(kind.slug.to_owned())),
            Choice::Forget => return guide.ask(Ask::Forget),
            Choice::YesForget => {
                let asks = if here.company { Ask::Menu } else { Ask::Work };
                let then = self.plan.map_or(Then::Nothing, Then::Forget);
                return guide.afresh(asks).saying(Remark::Forgotten).and(then);
            }
            Choice::Back => {
                let to = self.back_to(here).unwrap_or(Ask::Plan);
                return guide.ask(to);
            }
            Choice::IsCompany => return guide.ask(Ask::Menu).and(Then::Register),
            Choice::NoCompany if here.company => return guide.ask(Ask::Unregister),
            Choice::NoCompany => return guide.afresh(Ask::Work),
            Choice::YesUnregister => {
                return guide.afresh(Ask::Company).saying(Remark::Forgotten).and(Then::Unregister);
            }
            Choice::NewPlan => return guide.afresh(if here.company { Ask::Nickname } else { Ask::Work }),
            Choice::Plan(id) => {
                guide.asks = Ask::Plan;
                return match here.plans.iter().find(|kept| kept.id == id) {
                    Some(kept) => guide.with_kept(kept).next(),
                    None => guide.ask(Ask::Coming),
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
}

/// "dip. 3": a name nobody has to think about, and that names nobody.
fn free_nickname(here: &Here) -> String {
    let taken =
        |name: &String| here.plans.iter().any(|KeptPlan { nickname, .. }| nickname.as_ref() == Some(name));
    (1..=PLANS + 1).map(|n| format!("dip. {n}")).find(|name| !taken(name)).unwrap_or_default()
}
