//! A message as terms, in any language and script: words, pairs of words and pieces of words.

use crate::{
    model::linear::{Term, distinct},
    text::{
        numbered::number,
        words::{pieces, text, words},
    },
};

/// What the three kinds of terms weigh against each other.
const WORD: f32 = 1.0;
const PAIR: f32 = 0.8;
const PIECE: f32 = 0.6;
/// Lengths of the pieces of words, with a blank at either end of the word.
const PIECES: std::ops::RangeInclusive<usize> = 2..=5;

/// The different terms of a message.
pub(crate) fn terms(message: &str) -> Vec<Term> {
    let words = words(message);
    let mut terms = Vec::new();
    let said: Vec<&[char]> = words.iter().flat_map(|word| said(word)).collect();
    for word in &said {
        terms.push((number(b'w', &[text(word).as_bytes()]), WORD));
    }
    for pair in said.windows(2) {
        terms.push((number(b'p', &[text(pair[0]).as_bytes(), text(pair[1]).as_bytes()]), PAIR));
    }
    for word in &words {
        terms.extend(pieces(word, PIECES).map(|piece| (number(b'c', &[piece.as_bytes()]), PIECE)));
    }
    distinct(terms)
}

/// Chinese puts no blanks between words: each sign is one.
fn said(word: &[char]) -> Vec<&[char]> {
    if word.iter().any(|c| super::is_han(*c)) { word.chunks(1).collect() } else { vec![word] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_the_same_terms_however_they_are_typed() {
        for (one, other) in [
            ("Perché mi picchia?!", "perche  mi PICCHIA"),
            ("aiutoooo", "aiutoo"),
            ("mi pic\u{AD}chia", "mi picchia"),
            ("أريد أن أموت", "اريد ان اموت"),
            ("ｈｅｌｐ", "help"),
        ] {
            assert_eq!(terms(one), terms(other), "{one}");
        }
        assert_ne!(terms("mi picchia"), terms("ti picchia"));
        assert!(terms("我怀孕了").len() > 7);
        assert_eq!(terms("..."), []);
    }
}
