//! The stems of a collection and what each is worth.

use std::collections::{HashMap, HashSet};

use super::Word;

/// A stem of the collection, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stem(u32);

impl Stem {
    /// Its place in tables that have one entry per stem.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// Which stems there are, and in how many documents each is.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: HashMap<String, Stem>,
    /// Indexed by [`Stem`]: the rarer, the heavier.
    weights: Vec<f64>,
    unknown_weight: f64,
}

impl Vocabulary {
    pub fn new<'a>(documents: impl IntoIterator<Item = &'a Vec<Word>>) -> Self {
        let mut vocabulary = Self::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut total = 0.0;
        for document in documents {
            total += 1.0;
            let mut seen = HashSet::new();
            for word in document {
                let stem = if let Some(stem) = vocabulary.numbers.get(&*word.stem) {
                    *stem
                } else {
                    let next = Stem(u32::try_from(counts.len()).expect("a vocabulary fits 32 bits"));
                    vocabulary.numbers.insert(word.stem.to_string(), next);
                    counts.push(0);
                    next
                };
                if seen.insert(stem) {
                    counts[stem.place()] += 1;
                }
            }
        }
        vocabulary.weights = counts.iter().map(|count| weight(total, f64::from(*count))).collect();
        vocabulary.unknown_weight = weight(total, 0.0);
        vocabulary
    }

    pub fn find(&self, stem: &str) -> Option<Stem> {
        self.numbers.get(stem).copied()
    }

    /// The known stems of some words, sorted, each once.
    pub fn stems(&self, words: &[Word]) -> Vec<Stem> {
        let mut stems: Vec<Stem> = words.iter().filter_map(|word| self.find(&word.stem)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// The sum of the squared weights of some stems.
    pub fn square_weight(&self, stems: &[Stem]) -> f64 {
        stems.iter().map(|stem| self.weight(*stem).powi(2)).sum()
    }

    pub fn weight(&self, stem: Stem) -> f64 {
        self.weights[stem.place()]
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
    use super::*;
    use crate::text::{Analyzer, TextLanguage};

    #[test]
    fn rare_words_weigh_more_and_unknown_ones_most() {
        let analyzer = Analyzer::new(TextLanguage::Italian);
        let documents = ["congedo padre", "congedo madre", "congedo"].map(|text| analyzer.words(text));
        let vocabulary = Vocabulary::new(&documents);

        let common = vocabulary.weight(vocabulary.find("conged").unwrap());
        let rare = vocabulary.weight(vocabulary.find("padr").unwrap());
        assert!(common < rare && rare < vocabulary.unknown_weight());
    }
}
