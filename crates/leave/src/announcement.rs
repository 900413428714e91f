//! What is told of leave, as facts: what the guide says next, reminders, and news of what has changed.

use jiff::civil::Date;

use super::{
    guide::{Guide, Here, Remark},
    reminders::ReminderKind,
};

/// What somebody is told in a guided conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// The next question, or what it has come to; after a remark, if there is one. `coming` are the reminders to come.
    Next { guide: Box<Guide>, first: Option<Remark>, here: Here, coming: Vec<Upcoming> },
    /// What became of a reminder.
    Reminder(Outcome),
}

/// What goes out though nobody asks for it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announcement {
    Reminder(Reminder),
    News(News),
}

/// What has changed, and from which day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Rule {
        slug: String,
        on: Date,
    },
    /// `text` says it in a sentence or two; `law` is what it rests on.
    Article {
        title: String,
        text: String,
        on: Date,
        law: String,
    },
}

impl News {
    #[must_use]
    pub fn on(&self) -> Date {
        match self {
            Self::Rule { on, .. } | Self::Article { on, .. } => *on,
        }
    }
}

/// A reminder, as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub kind: &'static ReminderKind,
    pub day: Date,
    /// The plan it belongs to, if it belongs to one.
    pub plan: Option<OfPlan>,
    /// For the company, not for the worker.
    pub company: bool,
    /// The desk was not at work when it was due.
    pub late: bool,
}

/// What a reminder tells of its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfPlan {
    pub nickname: Option<String>,
    /// The child has not come yet, as far as is known.
    pub forecast: bool,
}

/// What became of a reminder once it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Noted,
    /// It comes again on that day.
    PutOff(Date),
    /// Later it would be of no use.
    TooLate,
    Stopped,
}

/// A reminder that is to come, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// When it is sent.
    pub on: Date,
    pub kind: &'static ReminderKind,
    /// The day it is about.
    pub day: Date,
    pub nickname: Option<String>,
}
