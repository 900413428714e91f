//! The words of a collection as they are written, and which follow which: what a misspelling is compared with.

use std::{collections::HashMap, hash::Hasher, sync::Arc};

use fnv::{FnvBuildHasher, FnvHasher};

use super::spelling::Spelling;

/// Every word of a collection, words that say nothing too.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    counts: HashMap<Arc<str>, u32, FnvBuildHasher>,
    /// The same in alphabetical order.
    sorted: Vec<(Arc<str>, u32)>,
    /// Two words that stand side by side somewhere, as numbers; sorted.
    pairs: Vec<u64>,
    spelling: Spelling,
    total: u32,
}

impl Lexicon {
    /// From all sentences, and the words that say nothing: those are known even where nobody uses them.
    pub fn new<'a>(
        sentences: impl Iterator<Item = &'a [Arc<str>]>,
        stop_words: impl Iterator<Item = &'static str>,
    ) -> Self {
        let mut counts: HashMap<Arc<str>, u32, FnvBuildHasher> =
            stop_words.map(|word| (word.into(), 1)).collect();
        let mut pairs = Vec::new();
        for sentence in sentences {
            for word in sentence {
                *counts.entry(word.clone()).or_default() += 1;
            }
            pairs.extend(sentence.windows(2).map(|pair| pair_number(&pair[0], &pair[1])));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut sorted: Vec<(Arc<str>, u32)> = counts.iter().map(|(word, count)| (word.clone(), *count)).collect();
        sorted.sort_unstable();
        let spelling = Spelling::new(sorted.iter().map(|(word, count)| (word.to_string(), *count)));
        let total = counts.values().sum();
        Self { counts, sorted, pairs, spelling, total }
    }

    /// How often a word occurs.
    pub fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    /// How often all words occur.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Whether two words stand side by side somewhere.
    pub fn is_pair(&self, first: &str, second: &str) -> bool {
        self.pairs.binary_search(&pair_number(first, second)).is_ok()
    }

    /// The words one slip of the finger away.
    pub fn one_slip_away(&self, word: &str) -> Vec<(&str, u32)> {
        self.spelling.near(word)
    }

    /// The words that begin like this one, and with which they begin.
    pub fn beginning_with(&self, beginning: &str) -> impl Iterator<Item = (&str, u32)> {
        let from = self.sorted.partition_point(|(word, _)| **word < *beginning);
        let alike = self.sorted[from..].iter().take_while(move |(word, _)| word.starts_with(beginning));
        alike.map(|(word, count)| (&**word, *count))
    }
}

fn pair_number(first: &str, second: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(first.as_bytes());
    hasher.write_u8(0xff);
    hasher.write(second.as_bytes());
    hasher.finish()
}
