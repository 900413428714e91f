//! Which article the words of a question lean to, all its ways of asking taken together.
//!
//! Naive Bayes with one class per article and one for everything outside: only counts, nothing to train. It sees
//! what no single way of asking shows, that "timbrare" or "poppate" is said nearly always about one subject.

use std::collections::HashMap;

use super::vocabulary::Stem;

/// How many ways of asking the collection at large counts for, against an article's own.
const SMOOTHING: f64 = 2.0;
/// Words of one sentence are no independent witnesses: their logs are damped.
const DAMPING: f64 = 0.6;

/// Counts of stems per class.
pub(super) struct Leaning {
    classes: Vec<Class>,
    total: Class,
}

#[derive(Default)]
struct Class {
    ways: f64,
    counts: HashMap<Stem, f64>,
}

impl Leaning {
    /// From the stems (each once) of every way of asking and the class it belongs to, below `classes`.
    pub fn new<'a>(classes: usize, ways: impl IntoIterator<Item = (usize, &'a [Stem])>) -> Self {
        let mut leaning = Self {
            classes: std::iter::repeat_with(Class::default).take(classes).collect(),
            total: Class::default(),
        };
        for (class, stems) in ways {
            leaning.classes[class].add(stems);
            leaning.total.add(stems);
        }
        leaning
    }

    /// The probability of each class, given that it is one of them.
    pub fn of(&self, question: &[Stem]) -> Vec<f64> {
        let odds: Vec<f64> = self.classes.iter().map(|class| self.log_odds(class, question)).collect();
        let highest = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let likelihoods: Vec<f64> = odds.iter().map(|odds| ((odds - highest) * DAMPING).exp()).collect();
        let sum: f64 = likelihoods.iter().sum();
        likelihoods.into_iter().map(|likelihood| likelihood / sum).collect()
    }

    fn log_odds(&self, class: &Class, question: &[Stem]) -> f64 {
        let known = question.iter().filter_map(|stem| {
            let everywhere = self.total.counts.get(stem)? / self.total.ways;
            let own = class.counts.get(stem).copied().unwrap_or_default();
            let here = (own + SMOOTHING * everywhere) / (class.ways + SMOOTHING);
            Some((here / everywhere).ln())
        });
        known.sum()
    }
}

impl Class {
    fn add(&mut self, stems: &[Stem]) {
        self.ways += 1.0;
        for stem in stems {
            *self.counts.entry(*stem).or_default() += 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{Analyzer, Language};
    use super::super::vocabulary::Vocabulary;
    use super::*;

    #[test]
    fn words_said_about_one_subject_lean_to_it_and_common_words_to_none() {
        let analyzer = Analyzer::new(Language::Italian);
        let ways = [
            "posso allattare",
            "posso uscire per allattare",
            "posso chiedere il nido",
            "posso pagare il nido",
        ];
        let words = ways.map(|way| analyzer.words(way));
        let vocabulary = Vocabulary::new(&words);
        let stems = words
            .map(|words| words.iter().filter_map(|word| vocabulary.find(&word.stem)).collect::<Vec<_>>());
        let classed = stems.iter().enumerate().map(|(way, stems)| (way / 2, stems.as_slice()));
        let leaning = Leaning::new(2, classed);

        let stem = |name: &str| vocabulary.find(name).unwrap();
        assert!(leaning.of(&[stem("allatt")])[0] > 0.6);
        assert!((leaning.of(&[stem("poss")])[0] - 0.5).abs() < 0.01);
        assert!((leaning.of(&[])[0] - 0.5).abs() < 0.01);
    }
}
