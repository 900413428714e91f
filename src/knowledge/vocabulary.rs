//! The stems of a collection and what each is worth.

use std::collections::{BTreeMap, HashMap};

use super::spelling::Spelling;
use super::text::Word;

/// A stem of the collection, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stem(u32);

/// Which stems there are, in how many documents each is, and how they are spelled.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, Stem>,
    /// Indexed by [`Stem`]: the rarer, the heavier.
    weights: Vec<f64>,
    unknown_weight: f64,
    /// Written words and their stems; only the longer ones can be the target of a correction.
    spelling: Spelling,
    written: HashMap<String, Stem>,
}

impl Vocabulary {
    pub fn new(documents: &[Vec<Word>]) -> Self {
        let mut vocabulary = Self::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut written: BTreeMap<&str, u32> = BTreeMap::new();
        for document in documents {
            let mut seen = Vec::new();
            for word in document {
                let next = Stem(u32::try_from(counts.len()).expect("a vocabulary fits 32 bits"));
                let stem = *vocabulary.numbers.entry(word.stem.clone()).or_insert(next);
                if stem == next {
                    counts.push(0);
                }
                if !seen.contains(&stem) {
                    seen.push(stem);
                    counts[stem.0 as usize] += 1;
                }
                *written.entry(&word.written).or_default() += 1;
                vocabulary.written.insert(word.written.clone(), stem);
            }
        }
        #[allow(clippy::cast_precision_loss)] // counts of documents
        let total = documents.len() as f64;
        vocabulary.weights = counts.iter().map(|count| weight(total, f64::from(*count))).collect();
        vocabulary.unknown_weight = weight(total, 0.0);
        let spellings = written.into_iter().map(|(word, count)| (word.to_owned(), count));
        vocabulary.spelling = Spelling::new(spellings);
        vocabulary
    }

    pub fn find(&self, stem: &str) -> Option<Stem> {
        self.numbers.get(stem).copied()
    }

    /// The known word meant by an unknown one, as it is written, with its stem.
    pub fn correct(&self, unknown: &str) -> Option<(&str, Stem)> {
        let word = self.spelling.correct(unknown)?;
        Some((word, *self.written.get(word)?))
    }

    pub fn weight(&self, stem: Stem) -> f64 {
        self.weights[stem.0 as usize]
    }

    /// As heavy as the rarest: a word nobody used is the first sign of another subject.
    pub fn unknown_weight(&self) -> f64 {
        self.unknown_weight
    }
}

/// Inverse document frequency as BM25 has it.
fn weight(total: f64, count: f64) -> f64 {
    (1.0 + (total - count + 0.5) / (count + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::super::text::{Analyzer, Language};
    use super::*;

    #[test]
    fn rare_words_weigh_more_and_unknown_ones_most() {
        let analyzer = Analyzer::new(Language::Italian);
        let documents = ["congedo padre", "congedo madre", "congedo"].map(|text| analyzer.words(text));
        let vocabulary = Vocabulary::new(&documents);

        let common = vocabulary.weight(vocabulary.find("conged").unwrap());
        let rare = vocabulary.weight(vocabulary.find("padr").unwrap());
        assert!(common < rare && rare < vocabulary.unknown_weight());
        assert_eq!(vocabulary.correct("congeto").map(|(word, _)| word), Some("congedo"));
    }
}
