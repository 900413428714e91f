//! What the head of a case's thread says, as long as the case lasts.

use serde::{Deserialize, Serialize};

use super::{channel::ChannelKind, language::Language, verdict::Candidate, words::Words};

/// What the head of a case's thread says of the question, whatever becomes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub words: Words,
    pub language: Language,
    pub channel: ChannelKind,
    /// Through whose link the person came.
    pub organisation: Option<String>,
    /// What makes it urgent.
    pub urgent: Option<String>,
    pub near: Vec<Candidate>,
    /// The article the desk had already sent.
    pub answered_with: Option<String>,
}
