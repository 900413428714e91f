//! Finds the words of a collection from which one it does not know differs by one slip of the finger.

use std::sync::Arc;

use super::numbered::number;

/// Shorter words are too easily turned into others. A misspelling may be one letter shorter than what was meant.
const MIN_LETTERS: usize = 5;

/// The words of a collection, to be found again from a misspelling.
///
/// Two words one slip apart (a letter too many, too few, wrong, or two swapped) share a form with at most one
/// letter left out: all these forms are the keys, so that a look-up never walks through the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    words: Box<[(Arc<str>, u32)]>,
    /// The number of each form and the word it is of; sorted. Two forms with one number do no harm: words are compared.
    by_form: Box<[(u32, u32)]>,
}

impl Spelling {
    /// From words as they are written (lowercase, without accents) and how often each occurs.
    pub fn new(words: impl IntoIterator<Item = (Arc<str>, u32)>) -> Self {
        let words: Box<[(Arc<str>, u32)]> =
            words.into_iter().filter(|(word, _)| correctable(word, MIN_LETTERS)).collect();
        let ids = (0u32..).zip(&words);
        let mut by_form: Box<[(u32, u32)]> =
            ids.flat_map(|(id, (word, _))| forms(word).into_iter().map(move |form| (form, id))).collect();
        by_form.sort_unstable();
        Self { words, by_form }
    }

    /// The known words one slip away from an unknown one, the most frequent first.
    pub fn near(&self, unknown: &str) -> Vec<(&str, u32)> {
        if !correctable(unknown, MIN_LETTERS - 1) {
            return Vec::new();
        }
        let mut ids: Vec<u32> = forms(unknown)
            .iter()
            .flat_map(|form| {
                let from = self.by_form.partition_point(|(other, _)| other < form);
                self.by_form[from..].iter().take_while(move |(other, _)| other == form)
            })
            .map(|(_, id)| *id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let words = ids.iter().map(|id| &self.words[*id as usize]);
        let mut near: Vec<(&str, u32)> = words
            .filter(|(word, _)| strsim::osa_distance(word, unknown) == 1)
            .map(|(word, count)| (word.as_ref(), *count))
            .collect();
        // The word itself decides between equals, so that the answer never depends on the order of files.
        near.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        near
    }
}

fn correctable(word: &str, least: usize) -> bool {
    word.chars().count() >= least && word.chars().all(char::is_alphabetic)
}

/// The word, and the word with each of its letters left out once, as numbers.
fn forms(word: &str) -> Vec<u32> {
    let without =
        word.char_indices().map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat());
    let mut forms: Vec<u32> =
        without.chain([word.to_owned()]).map(|form| number(b'f', &[form.as_bytes()])).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling() -> Spelling {
        let words = [("congedo", 9), ("congelo", 1), ("parto", 4), ("nido", 3)];
        Spelling::new(words.map(|(word, count)| (word.into(), count)))
    }

    #[test]
    fn one_slip_is_corrected_whichever_it_is() {
        for slip in ["congdo", "conngedo", "cpngedo", "cognedo", "ocngedo"] {
            assert_eq!(spelling().near(slip)[0].0, "congedo", "{slip}");
        }
    }

    #[test]
    fn of_several_the_more_frequent_comes_first() {
        assert_eq!(spelling().near("congeo"), [("congedo", 9), ("congelo", 1)]);
    }

    #[test]
    fn two_slips_short_words_and_numbers_are_left_alone() {
        for word in ["cngdo", "nito", "par", "part0", "trattore"] {
            assert_eq!(spelling().near(word), [], "{word}");
        }
    }
}
