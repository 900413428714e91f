//! The guide's questions in words, with their buttons.

use domain::message::{Button, LabelledButton, Message, Part};
use jiff::{Timestamp, civil::Date};
use leave::{
    announcement::{Prompt, Upcoming},
    arrival::{Scheme, Work},
    draft::Sort,
    guide::{Ask, Choice, Guide, Here, Remark},
    reminders::{Group, ReminderKind},
};

use super::{
    ics,
    leave_plan::LeaveView,
    locale::{Args, date},
};

impl LeaveView<'_> {
    /// What somebody is told in a guided conversation.
    #[must_use]
    pub fn prompt(&self, prompt: &Prompt, now: Timestamp) -> Message {
        match prompt {
            Prompt::Next { guide, first, here, coming } => self.next(guide, *first, here, coming, now),
            Prompt::Reminder(outcome) => self.outcome(*outcome),
        }
    }

    /// What the guide says next, after a remark if there is one, with what can be chosen. `coming` are the reminders that come next.
    fn next(
        &self,
        guide: &Guide,
        first: Option<Remark>,
        here: &Here,
        coming: &[Upcoming],
        now: Timestamp,
    ) -> Message {
        let mut message = match (&guide.asks, first) {
            // A remark on a plan does not show it a second time.
            (Ask::Plan, None) => self.shown(guide, now),
            (asks, _) => Message::text(self.question(asks, guide, here, coming)),
        };
        if let Some(remark) = first {
            message.parts.insert(0, Part::Text(self.remark(remark, guide)));
        }
        let choices = guide.choices(here);
        let button = |(choice, n): (&Choice, u8)| LabelledButton {
            button: Button::Guide(guide.turn, n),
            label: self.label(choice, here),
        };
        message.buttons = choices.iter().zip(0..).map(button).collect();
        message.press = (!message.buttons.is_empty()).then(|| self.say("press-a-number"));
        message
    }

    /// The head of a question about a plan.
    #[must_use]
    pub fn question_about(&self, nickname: Option<&str>, facts: &str) -> String {
        let args = Args::new().text("facts", facts);
        match nickname {
            Some(nickname) => self.with("facts-question", args.text("plan", nickname)),
            None => self.with("facts-question-own", args),
        }
    }

    fn shown(&self, guide: &Guide, now: Timestamp) -> Message {
        let Some(plan) = guide.plan_now() else {
            return Message::text(self.say("ask-sort"));
        };
        let mut message = self.plan(&plan, guide.nickname.as_deref(), now);
        message.file = Some(ics::attachment(&plan, &guide.draft.calendar, self, now));
        let kept = if guide.plan.is_some() { "plan-kept" } else { "plan-not-kept" };
        message.parts.push(Part::Text(self.say(kept)));
        message
    }

    fn question(&self, asks: &Ask, guide: &Guide, here: &Here, coming: &[Upcoming]) -> String {
        let day = |day: Date| date(self.language, day);
        let key = match asks {
            Ask::Work => "ask-work",
            Ask::OtherWork => "ask-other-work",
            Ask::PublicWork => "ask-public-work",
            Ask::Sort => "ask-sort",
            Ask::Due => "ask-due",
            Ask::Born if guide.draft.sort == Some(Sort::Expected) => "ask-born-now",
            Ask::Born => "ask-born",
            Ask::DueOfBorn => "ask-due-of-born",
            Ask::Entry => "ask-entry",
            Ask::Birthday => "ask-birthday",
            Ask::Proposal => "ask-proposal",
            Ask::Several => "ask-several",
            Ask::Scheme => "ask-scheme",
            Ask::Plan => "ask-plan",
            Ask::Correct => "ask-correct",
            Ask::StayFrom => "ask-stay-from",
            Ask::StayTo { from } => return self.with("ask-stay-to", Args::new().text("day", day(*from))),
            Ask::Question => "ask-question",
            Ask::Forget => "ask-forget",
            Ask::Company => "ask-company",
            Ask::Unregister => "ask-unregister",
            Ask::Menu if here.plans.is_empty() => "ask-menu-first",
            Ask::Menu => "ask-menu",
            Ask::Nickname => "ask-nickname",
            Ask::Groups => "ask-groups",
            Ask::Kinds(_) => "ask-kinds",
            Ask::Lead(slug) | Ask::EventDay(slug) => {
                let kind = ReminderKind::named(slug).map_or_else(String::new, |kind| self.title(kind));
                let key = if matches!(asks, Ask::Lead(_)) { "ask-lead" } else { "ask-event-day" };
                return self.with(key, Args::new().text("kind", kind));
            }
            Ask::Events => "ask-events",
            Ask::Coming if coming.is_empty() => "coming-none",
            Ask::Coming => {
                let lines: Vec<String> = coming.iter().map(|upcoming| self.upcoming(upcoming)).collect();
                return format!("{}\n{}", self.say("coming"), lines.join("\n"));
            }
        };
        self.say(key)
    }

    fn upcoming(&self, Upcoming { on, kind, day, nickname }: &Upcoming) -> String {
        let of = nickname.as_ref().map(|name| format!("«{name}» · ")).unwrap_or_default();
        let line = format!("{} · {of}{}", date(self.language, *on), self.title(kind));
        // What is not sure has no day of its own.
        if kind.unsure || on == day {
            return line;
        }
        format!("{line} ({})", date(self.language, *day))
    }

    fn remark(&self, remark: Remark, guide: &Guide) -> String {
        let day = |day: Date| date(self.language, day);
        match remark {
            Remark::Vague => self.say("date-vague"),
            Remark::NoSuchDay => self.say("date-impossible"),
            Remark::NotUnderstood if guide.offers_to_leave() => self.say("guide-not-understood-again"),
            Remark::NotUnderstood if guide.asks.wants_date() => self.say("date-not-understood"),
            Remark::NotUnderstood => self.say("choice-not-understood"),
            Remark::Wrong(mistake) => self.mistake(mistake),
            Remark::NicknameLength => self.say("nickname-length"),
            Remark::NicknameTaken => self.say("nickname-taken"),
            Remark::LeadRange => self.say("lead-range"),
            Remark::TooManyPlans => self.say("too-many-plans"),
            Remark::UnknownCode => self.say("unknown-code"),
            Remark::Kept => self.say("plan-kept"),
            Remark::Forgotten => self.say("plan-forgotten"),
            Remark::EventNoted(at) => self.with("event-noted", Args::new().text("day", day(at))),
            Remark::EventPast(at) => self.with("event-past", Args::new().text("day", day(at))),
            Remark::EventFar => self.say("event-far"),
        }
    }

    /// The guide's choices as somebody reads them, in their order.
    #[must_use]
    pub fn labels(&self, guide: &Guide, here: &Here) -> Vec<String> {
        guide.choices(here).iter().map(|choice| self.label(choice, here)).collect()
    }

    fn label(&self, choice: &Choice, here: &Here) -> String {
        let key = match choice {
            Choice::Work(Work::Employee) => "choice-employee",
            Choice::Work(Work::Domestic) => "choice-domestic",
            Choice::Work(Work::Home) => "choice-home-work",
            Choice::PublicWork => "choice-public-work",
            Choice::OtherWork => "choice-other-work",
            Choice::Sort(Sort::Expected) => "choice-expected",
            Choice::Sort(Sort::Born) => "choice-born",
            Choice::Sort(Sort::Adopted) => "choice-adopted",
            Choice::Sort(Sort::Fostered) => "choice-fostered",
            Choice::NotYetBorn => "choice-not-yet-born",
            Choice::NotKnown => "choice-not-known",
            Choice::NotFromAbroad => "choice-not-from-abroad",
            Choice::One => "choice-one",
            Choice::Several => "choice-several",
            Choice::Scheme(Scheme::TwoThree) => "choice-two-three",
            Choice::Scheme(Scheme::OneFour { .. }) => "choice-one-four",
            Choice::Scheme(Scheme::ZeroFive { .. }) => "choice-zero-five",
            Choice::Remind => "choice-remind",
            Choice::Correct => "choice-correct",
            Choice::AskExpert => "button-human",
            Choice::Fix(ask) => fix_key(ask),
            Choice::NoStay => "choice-no-stay",
            Choice::Interdiction(true) => "choice-interdiction",
            Choice::Interdiction(false) => "choice-no-interdiction",
            Choice::Disability(true) => "choice-disability",
            Choice::Disability(false) => "choice-no-disability",
            Choice::TellEvent => "choice-tell-event",
            Choice::Forget => "choice-forget",
            Choice::YesForget | Choice::YesUnregister => "choice-yes-forget",
            Choice::Back => "choice-back",
            Choice::Leave => "choice-leave",
            Choice::IsCompany => "choice-company",
            Choice::NoCompany if here.company => "choice-no-longer-company",
            Choice::NoCompany => "choice-no-company",
            Choice::NewPlan => "choice-new-plan",
            Choice::Plan(id) => return self.name_of(here, *id),
            Choice::Nickname(name) => return name.clone(),
            Choice::ChooseReminders => "choice-reminders",
            Choice::ComingReminders => "choice-coming",
            Choice::Group(group) => group_key(*group),
            Choice::Kind(kind) => return self.kind_now(kind, here),
            Choice::Lead(Some(days)) => return self.with("lead-days", Args::new().number("days", *days)),
            Choice::Lead(None) => "lead-never",
            Choice::Event(kind) => return self.title(kind),
        };
        self.say(key)
    }

    /// What somebody's plan is called: by its name, or by its day.
    fn name_of(&self, here: &Here, id: i64) -> String {
        let Some(kept) = here.plans.iter().find(|kept| kept.id == id) else {
            return String::new();
        };
        match (&kept.nickname, kept.draft.arrival()) {
            (Some(nickname), _) => format!("«{nickname}»"),
            (None, arrival) => {
                let day = arrival.map_or_else(String::new, |arrival| date(self.language, arrival.day()));
                self.with("choice-own-plan", Args::new().text("day", day))
            }
        }
    }

    /// A kind, and how it is reminded of now.
    fn kind_now(&self, kind: &ReminderKind, here: &Here) -> String {
        let lead = match here.chosen.lead(kind) {
            Some(days) => self.with("lead-days", Args::new().number("days", days)),
            None => self.say("lead-never"),
        };
        format!("{} · {lead}", self.title(kind))
    }
}

/// What is told anew.
fn fix_key(ask: &Ask) -> &'static str {
    match ask {
        Ask::Work => "choice-fix-work",
        Ask::Born => "choice-fix-born",
        Ask::Entry => "choice-fix-entry",
        Ask::Birthday => "choice-fix-birthday",
        Ask::Proposal => "choice-fix-proposal",
        Ask::Several => "choice-fix-several",
        Ask::Scheme => "choice-fix-scheme",
        Ask::StayFrom => "choice-fix-stay",
        _ => "choice-fix-due",
    }
}

fn group_key(group: Group) -> &'static str {
    match group {
        Group::Before => "group-before",
        Group::Arrival => "group-arrival",
        Group::Back => "group-back",
        Group::Years => "group-years",
        Group::Events => "group-events",
        Group::Yearly => "group-yearly",
    }
}
