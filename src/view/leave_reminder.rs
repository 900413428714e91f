//! What nobody has asked for now, in words: reminders, and news of what has changed.

use domain::message::{Button, LabelledButton, Message, Part, ReminderAction};
use jiff::{Timestamp, civil::Date};
use leave::{
    announcement::{Announcement, News, Outcome, Reminder},
    reminders::ReminderKind,
};

use super::{
    leave_plan::LeaveView,
    locale::{Args, date},
};

impl LeaveView<'_> {
    /// What goes out under this number, with what can be done about it.
    #[must_use]
    pub fn announcement(&self, number: i64, announcement: &Announcement, now: Timestamp) -> Message {
        match announcement {
            Announcement::Reminder(reminder) => self.reminder(number, reminder, now),
            Announcement::News(news) => self.with_a_way_out(self.news(news), number),
        }
    }

    /// What is new.
    #[must_use]
    pub fn news(&self, news: &News) -> Message {
        match news {
            News::Rule { slug, on } => self.rule_changed(slug, *on),
            News::Article { title, text, on, law } => self.article_changed(title, text, *on, law),
        }
    }

    fn reminder(&self, number: i64, reminder: &Reminder, now: Timestamp) -> Message {
        let Reminder { kind, day, plan, company, late } = reminder;
        let nickname = plan.as_ref().and_then(|plan| plan.nickname.as_ref());
        let forecast = plan.as_ref().is_some_and(|plan| plan.forecast);
        let of = nickname.into_iter().map(|name| format!("«{name}» · "));
        let title = of.chain([self.title(kind)]).collect::<String>();
        let key = format!("reminder-{}{}", kind.slug, if *company { "" } else { "-worker" });
        let body = self.with(&key, Args::new().text("day", date(self.language, *day)));
        let mut parts = vec![Part::Text(title), Part::Text(body)];
        parts.extend(late.then(|| Part::Text(self.say("reminder-late"))));
        parts.push(Part::Small(self.event_footer(kind.law, forecast, now)));
        let button = |action: ReminderAction, key: &str| LabelledButton {
            button: Button::Reminder(number, action),
            label: self.say(key),
        };
        let mut buttons = vec![
            button(ReminderAction::Done, "button-reminder-done"),
            button(ReminderAction::Snooze, "button-reminder-snooze"),
            button(ReminderAction::Stop, "button-reminder-stop"),
        ];
        buttons.extend(plan.as_ref().map(|_| button(ReminderAction::Open, "button-reminder-open")));
        Message { parts, buttons, press: Some(self.say("press-a-number")), ..Message::default() }
    }

    /// What became of a pressed reminder.
    pub(super) fn outcome(&self, outcome: Outcome) -> Message {
        Message::text(match outcome {
            Outcome::Noted => self.say("reminder-noted"),
            Outcome::PutOff(day) => {
                self.with("reminder-snoozed", Args::new().text("day", date(self.language, day)))
            }
            Outcome::TooLate => self.say("reminder-too-late"),
            Outcome::Stopped => self.say("reminder-stopped"),
        })
    }

    fn rule_changed(&self, slug: &str, from: Date) -> Message {
        let from = self.with("changed-from", Args::new().text("day", date(self.language, from)));
        let parts = vec![
            Part::Text(self.say("changed-rule")),
            Part::Text(self.say(&format!("changed-{slug}"))),
            Part::Small(from),
        ];
        Message { parts, ..Message::default() }
    }

    fn article_changed(&self, title: &str, text: &str, from: Date, law: &str) -> Message {
        let from = self.with("changed-from", Args::new().text("day", date(self.language, from)));
        let title = self.with("changed-article", Args::new().text("title", title));
        let source = [from.as_str(), law].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let parts = vec![Part::Text(title), Part::Text(text.to_owned()), Part::Small(source.join(" · "))];
        Message { parts, ..Message::default() }
    }

    /// News, with a button for whoever wants no more of them.
    fn with_a_way_out(&self, news: Message, reminder: i64) -> Message {
        let button = Button::Reminder(reminder, ReminderAction::Stop);
        let label = self.say("button-reminder-stop");
        let press = Some(self.say("press-a-number"));
        Message { buttons: vec![LabelledButton { button, label }], press, ..news }
    }

    /// The short name of a kind.
    #[must_use]
    pub fn title(&self, kind: &ReminderKind) -> String {
        self.say(&format!("reminder-{}-title", kind.slug))
    }
}
