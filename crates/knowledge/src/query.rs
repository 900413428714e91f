//! What the desk is asked: a message, and what is known of whoever wrote it.

use domain::{conversation::Exchange, scope::Profile};

/// A message to decide on.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    pub words: &'a str,
    /// The language the desk speaks to the person.
    pub lang: &'a str,
    /// What they have said of themselves before.
    pub profile: Option<&'a Profile>,
    /// What they asked before, and the article they got.
    pub before: Option<&'a Exchange>,
}

impl<'a> Query<'a> {
    /// A message of somebody of whom nothing is known.
    pub fn new(words: &'a str, lang: &'a str) -> Self {
        Self { words, lang, profile: None, before: None }
    }

    /// By somebody who has said so much of themselves.
    #[must_use]
    pub fn by(self, profile: &'a Profile) -> Self {
        Self { profile: Some(profile), ..self }
    }

    /// After this exchange, if there was one.
    #[must_use]
    pub fn after(self, before: Option<&'a Exchange>) -> Self {
        Self { before, ..self }
    }
}
