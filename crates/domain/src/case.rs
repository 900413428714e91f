//! A question that humans must answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    danger::Danger,
    head::Head,
    ids::{CaseNumber, Expert, QuestionNo},
    verdict::Urgent,
    words::Words,
};

/// A question of a person's, in their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub no: QuestionNo,
    pub words: Words,
    /// What the person refers to with them, until the experts are told.
    #[serde(default)]
    pub quoted: Option<Words>,
    /// The platform's time stamp of its first message.
    pub asked: Timestamp,
}

/// An open case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub number: CaseNumber,
    pub question: QuestionNo,
    /// Who has taken it.
    pub holder: Option<Expert>,
    pub urgent: Option<Urgent>,
    /// When the human reply was written that is on its way to the person, if one is: the latest.
    pub on_its_way: Option<Timestamp>,
    /// When the human reply was written that counts for nothing, if one does: a page of it was lost, or it was taken back.
    #[serde(default)]
    pub void: Option<Timestamp>,
    /// What the person wrote last: the other question, if they say it is one.
    pub latest: Question,
    /// The message that reopened the case, as long as no human has acted on it.
    pub reopened_by: Option<QuestionNo>,
    /// When the person was last told that a message went to the case, with the button beneath.
    pub receipt: Timestamp,
    /// When they were last told so in any words.
    #[serde(default)]
    pub noted: Option<Timestamp>,
    /// When the room was last called because of danger, and of which kind.
    #[serde(default)]
    pub alarmed: Option<(Timestamp, Option<Danger>)>,
    /// What the head of its thread says of the question; none if an earlier version opened it.
    #[serde(default)]
    pub head: Option<Box<Head>>,
    /// Another question, answered by an article while the case stays open.
    pub aside: Option<QuestionNo>,
}

impl Case {
    /// A case that nobody has taken yet.
    #[must_use]
    pub fn new(number: CaseNumber, question: Question, urgent: Option<Urgent>, now: Timestamp) -> Self {
        Self {
            number,
            question: question.no,
            holder: None,
            urgent,
            on_its_way: None,
            void: None,
            latest: question,
            reopened_by: None,
            receipt: now,
            noted: None,
            alarmed: None,
            head: None,
            aside: None,
        }
    }
}

/// A case as the person sees it in `/pratiche`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastCase {
    pub number: CaseNumber,
    pub opened: Timestamp,
    pub ended: Option<EndOfCase>,
}

/// How a case ended, to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndOfCase {
    Closed,
    Withdrawn,
}

/// Why a case was closed, in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    Done,
    /// Nobody replied, and the staff said why not (spam, a test).
    WithoutReply,
    /// The person took the question back.
    Withdrawn,
}
