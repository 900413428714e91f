//! A message as bare words, in any language and script, and as pieces of words: what models of many languages learn from.

use std::ops::RangeInclusive;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longer words are addresses or noise, in characters.
const LONGEST_WORD: usize = 40;

/// Lower case, without accents and signs, a letter typed many times once: as different phones write the same.
pub fn words(message: &str) -> Vec<Vec<char>> {
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

/// The pieces of a word of these lengths, with a blank at either end of the word.
pub fn pieces(word: &[char], lengths: RangeInclusive<usize>) -> impl Iterator<Item = String> {
    let padded: Vec<char> = [' '].into_iter().chain(word.iter().copied()).chain([' ']).collect();
    lengths.flat_map(move |length| padded.windows(length).map(text).collect::<Vec<_>>())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

pub fn text(chars: &[char]) -> String {
    chars.iter().collect()
}
