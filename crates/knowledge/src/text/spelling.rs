//! Finds the words of a collection from which one it does not know differs by one slip of the finger.

use std::hash::Hasher;

use fnv::FnvHasher;

/// Shorter words are too easily turned into others. A misspelling may be one letter shorter than what was meant.
const MIN_LETTERS: usize = 5;

/// The words of a collection, to be found again from a misspelling.
///
/// Two words one slip apart (a letter too many, too few, wrong, or two swapped) share a form with at most one
/// letter left out: all these forms are the keys, so that a look-up never walks through the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    words: Vec<(String, u32)>,
    /// The number of each form and the word it is of; sorted. Two forms with one number do no harm: words are compared.
    by_form: Vec<(u64, u32)>,
}

impl Spelling {
    /// From words as they are written (lowercase, without accents) and how often each occurs.
    pub fn new(words: impl IntoIterator<Item = (String, u32)>) -> Self {
        let mut spelling = Self::default();
        for (word, count) in words {
            if !correctable(&word, MIN_LETTERS) {
                continue;
            }
            let id = u32::try_from(spelling.words.len()).expect("a vocabulary fits 32 bits");
            for form in forms(&word) {
                spelling.by_form.push((form, id));
            }
            spelling.words.push((word, count));
        }
        spelling.by_form.sort_unstable();
        spelling
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
            .map(|(word, count)| (word.as_str(), *count))
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
fn forms(word: &str) -> Vec<u64> {
    let without = word.char_indices().map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]]);
    let mut forms: Vec<u64> = without.chain([[word, ""]]).map(number).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn number(parts: [&str; 2]) -> u64 {
    let mut hasher = FnvHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling() -> Spelling {
        let words = [("congedo", 9), ("congelo", 1), ("parto", 4), ("nido", 3)];
        Spelling::new(words.map(|(word, count)| (word.to_owned(), count)))
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
