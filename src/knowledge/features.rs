//! From what a question and an article share to the probability that the article answers it.
//!
//! A logistic over eight numbers with fixed coefficients. They were fitted once, on questions taken out of a
//! collection of 16 articles with 50 ways of asking each: every tenth way left out (its article should be found),
//! every article left out with all its ways, and every tenth outside question (nothing should be found). Only
//! `sameness` was set by hand: so few left-out ways are that near another one that no fit can see it. Refit all of
//! it when the collection grows.

use serde::Serialize;

/// What speaks for and against one article. Each is 0 to 1 unless said otherwise; shares are by word weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Features {
    /// How nearly the question *is* one of the article's ways of asking: 0 up to a likeness (cosine) of 0.75, 1 for
    /// the same words.
    pub sameness: f64,
    /// Share of the question that occurs anywhere in the article or its ways of asking.
    pub coverage: f64,
    /// How much the nearest way of asking shares with the question at all: one common word is little.
    pub evidence: f64,
    /// Share of the article in the scores of the ten nearest ways of asking, ours and outside.
    pub support: f64,
    /// Probability that its words are about this article, by all ways of asking together.
    pub leaning: f64,
    /// How much nearer the nearest question known to be outside is than the article's nearest way: −1 to 1.
    pub outside: f64,
    /// Share of the question that nobody ever used here.
    pub unknown: f64,
    /// Share of the question that was only understood after a correction.
    pub corrected: f64,
}

const BIAS: f64 = -5.5;
const WEIGHTS: Features = Features {
    sameness: 6.0,
    coverage: 1.4,
    evidence: 0.9,
    support: 5.7,
    leaning: 1.2,
    outside: -0.8,
    unknown: -0.7,
    corrected: -1.3,
};

impl Features {
    /// 0 to 1.
    pub fn probability(&self) -> f64 {
        let values = self.values();
        let logit: f64 = values.iter().zip(WEIGHTS.values()).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-(BIAS + logit)).exp())
    }

    fn values(&self) -> [f64; 8] {
        [
            self.sameness,
            self.coverage,
            self.evidence,
            self.support,
            self.leaning,
            self.outside,
            self.unknown,
            self.corrected,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_match_is_certain_and_none_is_not() {
        let perfect = Features {
            coverage: 1.0,
            evidence: 0.8,
            support: 0.9,
            leaning: 1.0,
            outside: -0.9,
            ..Features::default()
        };
        assert!(perfect.probability() > 0.95);
        assert!(Features::default().probability() < 0.05);
    }

    #[test]
    fn doubt_lowers_the_probability() {
        let sure = Features { coverage: 0.8, support: 0.6, ..Features::default() };
        let unknown = Features { unknown: 0.3, ..sure };
        let corrected = Features { corrected: 0.3, ..sure };
        let outside = Features { outside: 0.2, ..sure };
        for doubtful in [unknown, corrected, outside] {
            assert!(doubtful.probability() < sure.probability());
        }
    }
}
