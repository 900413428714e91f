//! What a delivery means, and why one fails.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::{CaseNumber, PlatformMessageId};

/// Why a message was sent: what its delivery means to the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "errand", rename_all = "snake_case")]
pub enum Purpose {
    /// Automatic: its delivery changes nothing.
    Automatic,
    /// Something the person does not wait for: a reminder, or news. It lets everybody else's go first.
    #[serde(rename = "unasked")]
    Proactive {
        /// The number of the reminder.
        reminder: i64,
    },
    /// An expert's reply, written at this time as this line: its delivery meets the commitment.
    HumanReply {
        case: CaseNumber,
        written: Timestamp,
        /// Rows of an earlier version have none.
        #[serde(default)]
        line: PlatformMessageId,
    },
    /// A page of an expert's reply that is too long for one message, before the last: only the last one meets it.
    ReplyPage {
        case: CaseNumber,
        written: Timestamp,
        #[serde(default)]
        line: PlatformMessageId,
    },
    /// A change to an expert's reply.
    #[serde(rename = "amendment")]
    Edit { case: CaseNumber },
    /// The last message before the person's handle is forgotten.
    Farewell,
}

/// How much something that goes out matters: what stands earlier here goes first, whatever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A human's reply, or the last word to somebody.
    Human,
    /// What must not wait: somebody may be in danger.
    Urgent,
    /// What the staff are told of a case.
    Case,
    /// What the desk says by itself.
    Answer,
    /// A sign, or what a head says from now on.
    Mark,
    /// What nobody waits for.
    Notice,
}

impl Purpose {
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::HumanReply { .. } | Self::ReplyPage { .. } | Self::Edit { .. } | Self::Farewell => {
                Priority::Human
            }
            Self::Automatic => Priority::Answer,
            Self::Proactive { .. } => Priority::Notice,
        }
    }
}

/// Why a message will never arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undeliverable {
    /// The person has blocked the desk or left.
    Unreachable,
    /// The platform refuses this message.
    Refused,
    /// The platform's answer was lost twice: it may have arrived.
    Uncertain,
}
