//! What the staff room is told of news and reminders.

use domain::{
    message::{Message, Part},
    news::Reach,
};
use leave::announcement::News;

use super::{leave_plan::LeaveView, locale::Args, staff_case::StaffView};

impl StaffView<'_> {
    /// What would be sent to whom, and how to let it go.
    #[must_use]
    pub fn notice_proposed(&self, number: i64, slug: &str, news: &News, reach: &Reach) -> Message {
        let news = LeaveView { language: self.language, zone: &self.calendar.zone }.news(news);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let args = Args::new().text("slug", slug).number("workers", count(reach.workers));
        let counts = self.say("room-notice-reach", args.number("companies", count(reach.companies)));
        let organisation = |(name, n): (&Option<String>, &usize)| {
            let name = name.clone().unwrap_or_else(|| self.say("room-notice-no-organisation", Args::new()));
            format!("{name}: {n}")
        };
        let organisations: Vec<String> = reach.organisations.iter().map(organisation).collect();
        let confirm = self.say("room-notice-confirm", Args::new().text("number", number));
        let mut parts = vec![Part::Text(counts), Part::Text(organisations.join(" · "))];
        parts.extend(news.parts.iter().map(|part| Part::Quote(part.text().to_owned())));
        parts.push(Part::Text(confirm));
        Message { parts, ..Message::default() }
    }

    #[must_use]
    pub fn notice_not_changed(&self, slug: &str) -> Message {
        Message::text(self.say("room-notice-not-changed", Args::new().text("slug", slug)))
    }

    #[must_use]
    pub fn notice_for_nobody(&self, slug: &str) -> Message {
        Message::text(self.say("room-notice-nobody", Args::new().text("slug", slug)))
    }

    #[must_use]
    pub fn notice_sent(&self, slug: &str, reach: &Reach) -> Message {
        let count = i64::try_from(reach.all()).unwrap_or(i64::MAX);
        Message::text(self.say("room-notice-sent", Args::new().text("slug", slug).number("count", count)))
    }

    #[must_use]
    pub fn no_notice(&self, number: i64) -> Message {
        Message::text(self.say("room-no-notice", Args::new().text("number", number)))
    }

    /// Reminders that nobody could send in time, by what they were about.
    #[must_use]
    pub fn missed_reminders(&self, missed: &[(String, usize)]) -> Message {
        let lines: Vec<String> = missed.iter().map(|(title, count)| format!("{title} × {count}")).collect();
        Message {
            parts: vec![
                Part::Text(self.say("room-missed-reminders", Args::new())),
                Part::Text(lines.join("\n")),
            ],
            ..Message::default()
        }
    }
}
