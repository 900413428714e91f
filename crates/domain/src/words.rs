//! What somebody wrote, made safe to keep and to show.

use serde::{Deserialize, Serialize};

use super::mask::masked;

/// A text with something readable in it: no control characters, no invisible direction overrides, no blank edges.
/// Right-to-left scripts and emoji stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(String);

impl Words {
    /// `None` when nothing readable is left.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let clean: String =
            raw.chars().filter(|&c| c == '\n' || !(is_unsafe(c) || splits_words(c))).collect();
        let clean = clean.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        (!clean.is_empty()).then(|| Self(clean.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text with what says who somebody is covered, see [`masked`].
    #[must_use]
    pub fn masked(&self) -> Self {
        Self(masked(&self.0).into_owned())
    }

    /// Both texts, the later one on a line of its own.
    #[must_use]
    pub fn and(&self, later: &Self) -> Self {
        Self(format!("{}\n{}", self.0, later.0))
    }

    /// The text in pieces of at most `size` characters, for rooms that bound a message.
    pub fn pieces(&self, size: usize) -> impl Iterator<Item = &str> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            (!rest.is_empty()).then(|| {
                let end = rest.char_indices().nth(size).map_or(rest.len(), |(at, _)| at);
                let (piece, after) = rest.split_at(end);
                rest = after;
                piece
            })
        })
    }
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What stands invisible within words; joiners stay, since emoji and scripts need them.
fn splits_words(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> Option<String> {
        Words::parse(raw).map(|words| words.as_str().to_owned())
    }

    #[test]
    fn what_cannot_be_read_is_taken_out_and_the_rest_stays() {
        assert_eq!(clean("  ciao\u{0}\u{7} mamma\n "), Some("ciao mamma".into()));
        assert_eq!(clean("a\u{202E}b"), Some("ab".into()), "no direction override reaches the staff");
        assert_eq!(clean("مرحبا"), Some("مرحبا".into()));
        assert_eq!(clean("👩‍🍼"), Some("👩‍🍼".into()), "joined emoji stay whole");
        assert_eq!(clean("con\u{AD}ge\u{200B}do"), Some("congedo".into()), "words are whole");
        assert_eq!(clean("\u{200E}ciao\u{200F}"), Some("ciao".into()), "no mark of direction at an edge");
        assert_eq!(clean("\u{200B} \u{1}\n"), None);
        assert_eq!(clean("\u{200D}\u{200E}"), None, "nothing can be seen of it");
    }

    #[test]
    fn pieces_lose_nothing() {
        let words = Words::parse(&"perché ".repeat(1000)).unwrap();
        let whole: String = words.pieces(77).collect();
        assert_eq!(whole, words.as_str());
        assert!(words.pieces(77).all(|piece| piece.chars().count() <= 77));
    }
}
