//! What the head of a case's thread says, as long as the case lasts.

use serde::{Deserialize, Serialize};

use super::{channel::ChannelKind, language::Language, scope::Profile, verdict::Candidate, words::Words};

/// What the head of a case's thread says of the question, whatever becomes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub words: Words,
    pub language: Language,
    /// In which language it is written (ISO 639-1), where that is known to be another.
    #[serde(default)]
    pub written: Option<String>,
    pub channel: ChannelKind,
    /// Through whose link the person came.
    pub organisation: Option<String>,
    /// What makes it urgent.
    pub urgent: Option<String>,
    pub near: Vec<Candidate>,
    /// An article that would answer it, and has to be checked first.
    #[serde(default)]
    pub expired: Option<String>,
    /// The article the desk had already sent.
    pub answered_with: Option<String>,
    /// What the person has said of themselves.
    #[serde(default, skip_serializing_if = "Profile::is_empty")]
    pub profile: Profile,
}
