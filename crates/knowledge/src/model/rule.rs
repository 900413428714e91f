//! The rule by which an article is certain enough to be sent by itself.
//!
//! **The lowest probability at which, with 95 % confidence (Clopper-Pearson), at most [`BEARABLE`] of the left-out
//! questions that reach it would have been sent a wrong article.**

use statrs::distribution::{Beta, ContinuousCDF};

/// The bearable share of wrong ones among left-out questions. They are harder than what people ask: most were written to
/// show where one article ends and the next begins, and the small knowledge bases they are asked of lack a fifth of the
/// lines. On questions of other hands the share of wrong ones was less than a third of it. Of long messages less is bearable:
/// those that were left out are as hard as any.
const BEARABLE: [f64; 2] = [0.075, 0.055];
/// How sure that must be.
const CONFIDENCE: f64 = 0.95;
/// The threshold where there are too few questions for the rule.
pub(crate) const CAUTIOUS: f64 = 0.97;
/// No article is sent that is less probable, whatever was learned; nor must one be more probable than the other.
const FLOOR: f64 = 0.7;
const CEILING: f64 = 0.97;

/// A message of more words, courtesy aside, is a story or several questions: what can be trusted of it is learned apart.
pub(crate) const LONG: usize = 36;
/// By how much the odds of what people ask by itself are surer than those of what was left out: that is harder, because it
/// was written to show where one article ends, and asked of a quarter of the lines less. What was left out of long messages is as hard as what people send.
const EASIER: f64 = 1.3;

/// How long a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Short = 0,
    Long = 1,
}

impl Length {
    pub const ALL: [Self; 2] = [Self::Short, Self::Long];

    /// Of so many words, courtesy aside.
    pub fn of(words: usize) -> Self {
        if words > LONG { Self::Long } else { Self::Short }
    }
}

/// The probability of an article, from the logarithm of its odds among left-out questions.
pub(crate) fn certainty(logarithm: f64, length: Length) -> f64 {
    let stretched = match length {
        Length::Long => logarithm,
        Length::Short => logarithm * EASIER,
    };
    1.0 / (1.0 + (-stretched).exp())
}

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
pub(crate) fn threshold(mut sent: Vec<Sendable>, length: Length) -> f64 {
    sent.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let (mut right, mut wrong) = (0.0, 0.0);
    let mut lowest = None;
    for sent in sent {
        *if sent.right { &mut right } else { &mut wrong } += sent.weight;
        if at_most(wrong, right) <= BEARABLE[length as usize] {
            lowest = Some(sent.probability);
        }
    }
    lowest.map_or(CAUTIOUS, |lowest| lowest.clamp(FLOOR, CEILING))
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
        let doubtful = (0..500).map(|case| sent(0.85, case % 2 == 0));
        let threshold = threshold(sure.chain(doubtful).collect(), Length::Short);
        assert!((0.85..=0.9).contains(&threshold), "{threshold}");
    }

    #[test]
    fn what_was_learned_holds_within_bounds_only() {
        let all = |probability| threshold((0..500).map(|_| sent(probability, true)).collect(), Length::Long);
        assert!((all(0.3) - FLOOR).abs() < 1e-9);
        assert!((all(0.999) - CEILING).abs() < 1e-9);
    }

    #[test]
    fn few_cases_prove_nothing() {
        let few = (0..20).map(|_| sent(0.9, true)).collect();
        assert!((threshold(few, Length::Short) - CAUTIOUS).abs() < 1e-9);
    }
}
