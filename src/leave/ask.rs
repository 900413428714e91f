//! The guide's questions in words, with their buttons; and reminders.

use jiff::{Timestamp, civil::Date};

use super::{
    arrival::{Scheme, Work},
    draft::Sort,
    guide::{Ask, Choice, Guide, Here, Next, Remark},
    reminders::{Group, Kind},
    tell::Teller,
};
use crate::desk::{
    locale::{Args, date},
    message::{Button, Labelled, Message, Part, ReminderAction},
};

/// A reminder that is to come, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// When it is sent.
    pub on: Date,
    pub kind: &'static Kind,
    /// The day it is about.
    pub day: Date,
    pub nickname: Option<String>,
}

/// A reminder, as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub id: i64,
    pub kind: &'static Kind,
    pub day: Date,
    pub nickname: Option<String>,
    pub forecast: bool,
    /// For the company, not for the worker.
    pub company: bool,
    /// The desk was not at work when it was due.
    pub late: bool,
}

impl Teller<'_> {
    /// What the guide says next, with what can be chosen. `coming` are the reminders that come next.
    #[must_use]
    pub fn next(&self, next: &Next, here: &Here, coming: &[Upcoming], now: Timestamp) -> Message {
        let Next { guide, first, .. } = next;
        let mut message = match (&guide.asks, first) {
            // A remark on a plan does not show it a second time.
            (Ask::Plan, None) => self.shown(guide, now),
            (asks, _) => Message::text(self.question(asks, guide, here, coming)),
        };
        if let Some(remark) = first {
            message.parts.insert(0, Part::Text(self.remark(*remark)));
        }
        let choices = guide.choices(here);
        let button = |(choice, n): (&Choice, u8)| Labelled {
            button: Button::Guide(guide.turn, n),
            label: self.label(choice, here),
        };
        message.buttons = choices.iter().zip(0..).map(button).collect();
        message.press = (!message.buttons.is_empty()).then(|| self.say("press-a-number"));
        message
    }

    /// A reminder in words, with what can be done about it.
    #[must_use]
    pub fn reminder(&self, reminder: &Reminder, now: Timestamp) -> Message {
        let Reminder { id, kind, day, nickname, forecast, company, late } = reminder;
        let of = nickname.iter().map(|name| format!("«{name}» · "));
        let title = of.chain([self.title(kind)]).collect::<String>();
        let key = format!("reminder-{}{}", kind.slug, if *company { "" } else { "-worker" });
        let body = self.with(&key, Args::new().text("day", date(self.language, *day)));
        let mut parts = vec![Part::Text(title), Part::Text(body)];
        parts.extend(late.then(|| Part::Text(self.say("reminder-late"))));
        parts.push(Part::Small(self.event_footer(kind.law, *forecast, now)));
        let button = |action: ReminderAction, key: &str| Labelled {
            button: Button::Reminder(*id, action),
            label: self.say(key),
        };
        let buttons = vec![
            button(ReminderAction::Done, "button-reminder-done"),
            button(ReminderAction::Snooze, "button-reminder-snooze"),
            button(ReminderAction::Stop, "button-reminder-stop"),
        ];
        Message { parts, buttons, press: Some(self.say("press-a-number")), ..Message::default() }
    }

    /// What became of a pressed reminder.
    #[must_use]
    pub fn reminder_done(&self, action: ReminderAction, until: Option<Date>) -> Message {
        Message::text(match (action, until) {
            (ReminderAction::Done, _) => self.say("reminder-noted"),
            (ReminderAction::Snooze, Some(day)) => {
                self.with("reminder-snoozed", Args::new().text("day", date(self.language, day)))
            }
            (ReminderAction::Snooze, None) => self.say("reminder-too-late"),
            (ReminderAction::Stop, _) => self.say("reminder-stopped"),
        })
    }

    /// What is new in a rule.
    #[must_use]
    pub fn rule_changed(&self, slug: &str, from: Date) -> Message {
        let from = self.with("changed-from", Args::new().text("day", date(self.language, from)));
        let parts = vec![
            Part::Text(self.say("changed-rule")),
            Part::Text(self.say(&format!("changed-{slug}"))),
            Part::Small(from),
        ];
        Message { parts, ..Message::default() }
    }

    /// What is new in an article.
    #[must_use]
    pub fn article_changed(&self, title: &str, text: &str, from: Date, law: &str) -> Message {
        let from = self.with("changed-from", Args::new().text("day", date(self.language, from)));
        let title = self.with("changed-article", Args::new().text("title", title));
        let source = [from.as_str(), law].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let parts = vec![Part::Text(title), Part::Text(text.to_owned()), Part::Small(source.join(" · "))];
        Message { parts, ..Message::default() }
    }

    /// News, with a button for whoever wants no more of them.
    #[must_use]
    pub fn with_a_way_out(&self, news: Message, reminder: i64) -> Message {
        let button = Button::Reminder(reminder, ReminderAction::Stop);
        let label = self.say("button-reminder-stop");
        let press = Some(self.say("press-a-number"));
        Message { buttons: vec![Labelled { button, label }], press, ..news }
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

    /// The short name of a kind.
    #[must_use]
    pub fn title(&self, kind: &Kind) -> String {
        self.say(&format!("reminder-{}-title", kind.slug))
    }

    fn shown(&self, guide: &Guide, now: Timestamp) -> Message {
        let Some(plan) = guide.plan_now() else {
            return Message::text(self.say("ask-sort"));
        };
        let name = guide.plan.map_or_else(|| "congedo".to_owned(), |id| format!("congedo-{id}"));
        let mut message = self.plan(&plan, guide.nickname.as_deref(), &name, now);
        let kept = if guide.plan.is_some() { "plan-kept" } else { "plan-not-kept" };
        message.parts.push(Part::Text(self.say(kept)));
        message
    }

    fn question(&self, asks: &Ask, guide: &Guide, here: &Here, coming: &[Upcoming]) -> String {
        let day = |day: Date| date(self.language, day);
        let key = match asks {
            Ask::Work => "ask-work",
            Ask::OtherWork => "ask-other-work",
            Ask::Sort => "ask-sort",
            Ask::Due => "ask-due",
            Ask::Born if guide.draft.sort == Some(Sort::Expected) => "ask-born-now",
            Ask::Born => "ask-born",
            Ask::DueOfBorn => "ask-due-of-born",
            Ask::Entry => "ask-entry",
            Ask::Birthday => "ask-birthday",
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
                let kind = Kind::named(slug).map_or_else(String::new, |kind| self.title(kind));
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

    fn remark(&self, remark: Remark) -> String {
        match remark {
            Remark::Vague => self.say("date-vague"),
            Remark::NoSuchDay => self.say("date-impossible"),
            Remark::NotUnderstood => self.say("date-not-understood"),
            Remark::Wrong(mistake) => self.mistake(mistake),
            Remark::NicknameLength => self.say("nickname-length"),
            Remark::NicknameTaken => self.say("nickname-taken"),
            Remark::LeadRange => self.say("lead-range"),
            Remark::TooManyPlans => self.say("too-many-plans"),
            Remark::UnknownCode => self.say("unknown-code"),
            Remark::Kept => self.say("plan-kept"),
        }
    }

    /// The choice whose words somebody has typed instead of pressing them.
    #[must_use]
    pub fn typed_choice(&self, guide: &Guide, here: &Here, words: &str) -> Option<u8> {
        let typed = words.trim().to_lowercase();
        let at =
            guide.choices(here).iter().position(|choice| self.label(choice, here).to_lowercase() == typed);
        at.and_then(|at| u8::try_from(at).ok())
    }

    fn label(&self, choice: &Choice, here: &Here) -> String {
        let key = match choice {
            Choice::Work(Work::Employee) => "choice-employee",
            Choice::Work(Work::Domestic) => "choice-domestic",
            Choice::OtherWork => "choice-other-work",
            Choice::Sort(Sort::Expected) => "choice-expected",
            Choice::Sort(Sort::Born) => "choice-born",
            Choice::Sort(Sort::Adopted) => "choice-adopted",
            Choice::Sort(Sort::Fostered) => "choice-fostered",
            Choice::NotYetBorn => "choice-not-yet-born",
            Choice::NotKnown => "choice-not-known",
            Choice::One => "choice-one",
            Choice::Several => "choice-several",
            Choice::Scheme(Scheme::TwoThree) => "choice-two-three",
            Choice::Scheme(Scheme::OneFour { .. }) => "choice-one-four",
            Choice::Scheme(Scheme::ZeroFive { .. }) => "choice-zero-five",
            Choice::Remind => "choice-remind",
            Choice::Correct => "choice-correct",
            Choice::AskExpert => "button-human",
            Choice::FixDue => "choice-fix-due",
            Choice::FixBorn => "choice-fix-born",
            Choice::FixEntry => "choice-fix-entry",
            Choice::FixSeveral => "choice-fix-several",
            Choice::FixScheme => "choice-fix-scheme",
            Choice::FixStay => "choice-fix-stay",
            Choice::NoStay => "choice-no-stay",
            Choice::Interdiction(true) => "choice-interdiction",
            Choice::Interdiction(false) => "choice-no-interdiction",
            Choice::TellEvent => "choice-tell-event",
            Choice::Forget => "choice-forget",
            Choice::YesForget | Choice::YesUnregister => "choice-yes-forget",
            Choice::Back => "choice-back",
            Choice::IsCompany => "choice-company",
            Choice::NoCompany if here.company => "choice-no-longer-company",
            Choice::NoCompany => "choice-no-company",
            Choice::NewPlan => "choice-new-plan",
            Choice::Plan { nickname: Some(nickname), .. } => return format!("«{nickname}»"),
            Choice::Plan { nickname: None, .. } => "choice-own-plan",
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

    /// A kind, and how it is reminded of now.
    fn kind_now(&self, kind: &Kind, here: &Here) -> String {
        let lead = match here.chosen.lead(kind) {
            Some(days) => self.with("lead-days", Args::new().number("days", days)),
            None => self.say("lead-never"),
        };
        format!("{} · {lead}", self.title(kind))
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
