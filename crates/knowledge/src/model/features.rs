//! What speaks for an article, and what speaks against all of them.
//!
//! Only numbers: what each weighs is learned for every collection (see `training`).

use serde::Serialize;

use super::classifier::Leaning;

/// What speaks for one article. Each is 0 to 1 unless said otherwise; shares are by word weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Features {
    /// The logarithm of the classifier's probability, −10 to 0; 0 without a classifier.
    pub log_prob: f64,
    /// The classifier's probability itself; 0 without a classifier.
    pub class: f64,
    /// How far the classifier puts it from all others, −1.5 to 1.5; 0 without a classifier.
    pub margin: f64,
    /// Likeness of the nearest way of asking.
    pub nearest: f64,
    /// Mean likeness of the three nearest ways of asking.
    pub together: f64,
    /// Its score in the index against that of the best article, and less when they share little at all: one common word
    /// makes an article the best of those that have none.
    pub search: f64,
    /// Share of the question that occurs anywhere in the article or its ways of asking.
    pub coverage: f64,
    /// How nearly the question *is* one of the article's ways of asking that make sense by themselves: 0 up to a likeness
    /// of 0.75, 1 for the same words.
    pub similarity: f64,
}

/// What speaks for leaving a question to a human, whatever the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct OutOfScope {
    /// The logarithm of the classifier's probability that it is outside, −10 to 0; 0 without a classifier.
    pub log_prob: f64,
    /// The classifier's probability itself; 0 without a classifier.
    pub class: f64,
    /// How far the classifier puts what is outside from all articles, −1.5 to 1.5; 0 without a classifier.
    pub margin: f64,
    /// Likeness of the nearest question known to be outside.
    pub nearest: f64,
    /// Mean likeness of the three nearest questions known to be outside.
    pub together: f64,
    /// Share of the question that nobody ever used here.
    pub unknown: f64,
    /// Share of the question that was only understood by a guess.
    pub guessed: f64,
}

/// The least logarithm of a probability that counts.
const FLOOR: f64 = -10.0;
/// The shared weight that is one half of the evidence there can be: about two words of middling rarity.
const HALF_EVIDENCE: f64 = 8.0;
/// The likeness from which [`Features::similarity`] counts.
const SAME_FROM: f64 = 0.75;

const FOR: usize = 8;
const AGAINST: usize = 8;
/// Margins are looked at up to this one, on both sides.
const WIDEST: f64 = 1.5;
/// How many numbers an option has: those of an article, then those of "a human", one of the two all zeros.
pub(crate) const WIDTH: usize = FOR + AGAINST;

/// The classifier's three numbers about the class at a place: logarithm, probability and margin.
pub(crate) fn of_class(leaning: Option<&Leaning>, place: usize) -> (f64, f64, f64) {
    leaning.map_or((0.0, 0.0, 0.0), |leaning| {
        let (logarithm, margin) = (leaning.logarithms[place], leaning.margins[place]);
        (logarithm.max(FLOOR), logarithm.exp(), margin.clamp(-WIDEST, WIDEST))
    })
}

/// How much a shared weight is: 0 for nothing, nearing 1 for many rare words.
pub(crate) fn evidence(weight: f64) -> f64 {
    weight / (weight + HALF_EVIDENCE)
}

pub(crate) fn similarity(likeness: f64) -> f64 {
    ((likeness - SAME_FROM) / (1.0 - SAME_FROM)).clamp(0.0, 1.0)
}

impl Features {
    pub(crate) fn values(&self) -> [f64; WIDTH] {
        let own = [
            self.log_prob,
            self.class,
            self.margin,
            self.nearest,
            self.together,
            self.search,
            self.coverage,
            self.similarity,
        ];
        std::array::from_fn(|at| own.get(at).copied().unwrap_or_default())
    }
}

impl OutOfScope {
    pub(crate) fn values(&self) -> [f64; WIDTH] {
        let own = [
            1.0,
            self.log_prob,
            self.class,
            self.margin,
            self.nearest,
            self.together,
            self.unknown,
            self.guessed,
        ];
        std::array::from_fn(|at| at.checked_sub(FOR).map_or(0.0, |at| own[at]))
    }
}
