//! What a delivery means, and why one fails.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::CaseNumber;

/// Why a message was sent: what its delivery means to the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "errand", rename_all = "snake_case")]
pub enum Errand {
    /// Automatic: its delivery changes nothing.
    Automatic,
    /// An expert's reply, written at this time: its delivery meets the commitment.
    HumanReply { case: CaseNumber, written: Timestamp },
    /// The last message before the person's handle is forgotten.
    Farewell,
}

/// Why a message will never arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undeliverable {
    /// The person has blocked the desk or left.
    Unreachable,
    /// The platform refuses this message.
    Refused,
}
