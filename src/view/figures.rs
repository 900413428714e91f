//! The figures, in the staff room's language.

use domain::{
    figures::{Figures, WINDOW},
    message::{Message, Part},
};

use super::{locale::Args, staff_case::StaffView};

impl StaffView<'_> {
    /// `!statistiche`.
    #[must_use]
    pub fn figures(&self, figures: &Figures) -> Message {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let days = WINDOW.as_hours() / 24;
        let mut lines = vec![self.say(
            "room-figures-cases",
            Args::new().number("days", days).number("count", count(figures.opened)),
        )];
        if let Some(half) = figures.half_within {
            let percent = 100 * figures.in_time / figures.met.max(1);
            let args = Args::new()
                .number("met", count(figures.met))
                .number("percent", count(percent))
                .number("hours", ((half.as_mins() + 59) / 60).max(1));
            lines.push(self.say("room-figures-met", args));
        }
        lines.push(self.say("room-figures-settled", Args::new().number("count", count(figures.settled))));
        let args = Args::new()
            .number("open", count(figures.open))
            .number("waiting", count(figures.waiting))
            .number("overdue", count(figures.overdue));
        lines.push(self.say("room-figures-now", args));
        Message { parts: vec![Part::Text(lines.join("\n"))], ..Message::default() }
    }
}
