//! What a person refers to: the words they answer, or have picked out. They are shown to the experts as a quotation, and
//! are never taken for the person's own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::Words;

/// How much of it is shown, in characters.
const LONGEST: usize = 300;

/// Words that a message refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    pub words: Words,
    /// When they were written, if that was in this conversation and they are not picked out: the experts have seen what
    /// was said since the case was opened.
    pub at: Option<Timestamp>,
}

impl Quoted {
    /// On one line; `None` when there is nothing to read in it.
    #[must_use]
    pub fn new(text: &str, at: Option<Timestamp>) -> Option<Self> {
        let words = Words::parse(&text.split_whitespace().collect::<Vec<_>>().join(" "))?;
        let long = words.pieces(LONGEST).nth(1).is_some();
        let cut = words.pieces(LONGEST).next().map(|first| format!("{first}…"));
        let words = cut.filter(|_| long).and_then(|cut| Words::parse(&cut)).unwrap_or(words);
        Some(Self { words, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_one_line_and_not_long() {
        let quoted = Quoted::new(&"a".repeat(5_000), None).expect("something to read");
        assert_eq!(quoted.words.as_str().chars().count(), LONGEST + 1);
        assert_eq!(Quoted::new("a\n\n b", None).expect("something to read").words.as_str(), "a b");
        assert_eq!(Quoted::new(" \u{200B}", None), None);
    }
}
