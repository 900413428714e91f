//! The words of a collection as they are written, and which follow which: what a misspelling is compared with.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use fnv::FnvBuildHasher;

use super::{numbered::number, spelling::Spelling};

/// Every word of a collection, words that say nothing too.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// In alphabetical order.
    words: Box<[KnownWord]>,
    /// Two words that stand side by side somewhere, as numbers; sorted. Two pairs with one number do no harm: a pair only
    /// speaks for a reading that is near anyway.
    pairs: Box<[u32]>,
    spelling: Spelling,
    total: u32,
}

#[derive(Debug)]
struct KnownWord {
    word: Arc<str>,
    count: u32,
    letters: u32,
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
        let mut words: Box<[KnownWord]> = counts
            .iter()
            .map(|(word, count)| KnownWord { word: word.clone(), count: *count, letters: letters(word) })
            .collect();
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        let spelling = Spelling::new(words.iter().map(|entry| (entry.word.clone(), entry.count)));
        let total = counts.values().sum();
        Self { words, pairs: pairs.into(), spelling, total }
    }

    /// How often a word occurs.
    pub fn count(&self, word: &str) -> u32 {
        let place = self.words.binary_search_by(|known| known.word.as_ref().cmp(word));
        place.map_or(0, |place| self.words[place].count)
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

    /// Two slips away from a word, the first letter aside: that is the one people look at.
    pub fn two_slips_away<'a>(&'a self, word: &'a str) -> Vec<(&'a str, u32)> {
        let own = letters(word);
        let first = word.chars().next().map_or(0, char::len_utf8);
        let near = self.entries(&word[..first]).filter(|entry| {
            // Comparing letter by letter takes long; most words are told apart by which letters they have.
            entry.word.len().abs_diff(word.len()) <= 2
                && (entry.letters ^ own).count_ones() <= 4
                && strsim::osa_distance(&entry.word, word) <= 2
        });
        frequent_first(near)
    }

    /// The words that begin with this, the most frequent first.
    pub fn beginning_with<'a>(&'a self, beginning: &'a str) -> Vec<(&'a str, u32)> {
        frequent_first(self.entries(beginning))
    }

    fn entries<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = &'a KnownWord> {
        let from = self.words.partition_point(|entry| *entry.word < *beginning);
        self.words[from..].iter().take_while(move |entry| entry.word.starts_with(beginning))
    }
}

fn frequent_first<'a>(entries: impl Iterator<Item = &'a KnownWord>) -> Vec<(&'a str, u32)> {
    let mut words: Vec<(&str, u32)> = entries.map(|entry| (&*entry.word, entry.count)).collect();
    words.sort_unstable_by_key(|(word, count)| (Reverse(*count), *word));
    words
}

/// Which letters a word has, a bit for each.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, letter| letters | 1 << (letter - b'a'))
}

fn pair_number(first: &str, second: &str) -> u32 {
    number(b'p', &[first.as_bytes(), second.as_bytes()])
}
