//! The rule by which an article is certain enough to be sent by itself.
//!
//! **The lowest probability at which, with 95 % confidence (Clopper-Pearson), at most [`BEARABLE`] of the left-out
//! questions that reach it would have been sent a wrong article.**

use statrs::distribution::{Beta, ContinuousCDF};

/// The bearable share of wrong ones among left-out questions. They are harder than what people ask: most were written to
/// show where one article ends and the next begins, and the small knowledge bases they are asked of lack a fifth of the
/// lines. On questions of other hands the share of wrong ones was well below half of it (README).
const BEARABLE: f64 = 0.06;
/// How sure that must be.
const CONFIDENCE: f64 = 0.95;
/// The threshold where there are too few questions for the rule.
pub(crate) const CAUTIOUS: f64 = 0.97;

/// An article that could be sent for a left-out question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sendable {
    /// 0 to 1.
    pub probability: f64,
    pub right: bool,
    /// How many cases it stands for.
    pub weight: f64,
}

/// The lowest probability that keeps the rule.
pub(crate) fn threshold(mut sent: Vec<Sendable>) -> f64 {
    sent.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let (mut right, mut wrong) = (0.0, 0.0);
    let mut lowest = None;
    for sent in sent {
        *if sent.right { &mut right } else { &mut wrong } += sent.weight;
        if at_most(wrong, right) <= BEARABLE {
            lowest = Some(sent.probability);
        }
    }
    lowest.unwrap_or(CAUTIOUS)
}

/// The upper end of the Clopper-Pearson interval of a share, from what counts for it and what does not.
pub(crate) fn at_most(part: f64, rest: f64) -> f64 {
    if rest <= 0.0 {
        return 1.0;
    }
    Beta::new(part + 1.0, rest).map_or(1.0, |beta| beta.inverse_cdf(CONFIDENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(probability: f64, right: bool) -> Sendable {
        Sendable { probability, right, weight: 1.0 }
    }

    #[test]
    fn the_bound_is_clopper_and_pearsons() {
        // 0 of 149 and 1 of 236: the tables of quality control say 2 %.
        assert!((at_most(0.0, 149.0) - 0.02).abs() < 0.0003);
        assert!((at_most(1.0, 235.0) - 0.02).abs() < 0.0003);
        assert!(at_most(3.0, 0.0) >= 1.0);
    }

    #[test]
    fn the_threshold_is_where_wrong_ones_become_too_many() {
        let sure = (0..500).map(|_| sent(0.9, true));
        let doubtful = (0..500).map(|case| sent(0.6, case % 2 == 0));
        let threshold = threshold(sure.chain(doubtful).collect());
        assert!((0.6..=0.9).contains(&threshold), "{threshold}");
    }

    #[test]
    fn few_cases_prove_nothing() {
        let few = (0..20).map(|_| sent(0.9, true)).collect();
        assert!((threshold(few) - CAUTIOUS).abs() < 1e-9);
    }
}
