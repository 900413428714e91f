//! What is told of reminders: one that goes out, one that is to come, and what became of one.

use jiff::civil::Date;

use super::reminders::Kind;

/// A reminder, as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub id: i64,
    pub kind: &'static Kind,
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
    pub kind: &'static Kind,
    /// The day it is about.
    pub day: Date,
    pub nickname: Option<String>,
}
