//! A message as terms, in any language and script: words, pairs of words and pieces of words.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::super::linear::{Term, distinct, name};

/// What the three kinds of terms weigh against each other.
const WORD: f32 = 1.0;
const PAIR: f32 = 0.8;
const PIECE: f32 = 0.6;
/// Lengths of the pieces of words, with a blank at either end of the word.
const PIECES: std::ops::RangeInclusive<usize> = 2..=5;
/// Longer words are addresses or noise, in characters.
const LONGEST_WORD: usize = 40;

/// The different terms of a message.
pub(super) fn terms(message: &str) -> Vec<Term> {
    let words = words(message);
    let mut terms = Vec::new();
    let said: Vec<&[char]> = words.iter().flat_map(|word| said(word)).collect();
    for word in &said {
        terms.push((name(b'w', &[text(word).as_bytes()]), WORD));
    }
    for pair in said.windows(2) {
        terms.push((name(b'p', &[text(pair[0]).as_bytes(), text(pair[1]).as_bytes()]), PAIR));
    }
    for word in &words {
        let padded: Vec<char> = [' '].into_iter().chain(word.iter().copied()).chain([' ']).collect();
        for length in PIECES {
            terms.extend(padded.windows(length).map(|piece| (name(b'c', &[text(piece).as_bytes()]), PIECE)));
        }
    }
    distinct(terms)
}

/// Lower case, without accents and signs, a letter typed many times once: as different phones write the same.
pub(in crate::knowledge) fn words(message: &str) -> Vec<Vec<char>> {
    let mut words = vec![Vec::new()];
    for c in
        message.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c)).flat_map(char::to_lowercase)
    {
        let word: &mut Vec<char> = words.last_mut().expect("there is always one");
        if !c.is_alphanumeric() {
            if !word.is_empty() {
                words.push(Vec::new());
            }
        } else if !(word.ends_with(&[c, c]) && c.is_alphabetic()) && word.len() < LONGEST_WORD {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Chinese puts no blanks between words: each sign is one.
fn said(word: &[char]) -> Vec<&[char]> {
    if word.iter().any(|c| super::is_han(*c)) { word.chunks(1).collect() } else { vec![word] }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

pub(in crate::knowledge) fn text(chars: &[char]) -> String {
    chars.iter().collect()
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
