//! Learns to choose: what weighs how much when one of several options is right (conditional logit).
//!
//! The probability of an option is its share of all options' `exp(weights · values)`. Weights start from, and are held
//! to, what is known beforehand: few cases move them little, many move them freely. With two options, one of them all
//! zeros, it is the plain logistic regression.

use nalgebra::{SMatrix, SVector};

/// A choice that was made: the values of each option, and which of them was right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ObservedChoice<const N: usize> {
    pub options: Vec<[f64; N]>,
    pub right: usize,
    /// How many cases this one stands for.
    pub weight: f64,
}

/// Steps towards the maximum; each goes through all cases.
const STEPS: usize = 12;
/// How strongly weights are held to `before`, in cases.
const HOLD: f64 = 10.0;

/// The weights that make the right options most probable: the likelihood has one maximum, and Newton's steps find it.
pub(crate) fn fit<const N: usize>(choices: &[ObservedChoice<N>], before: [f64; N]) -> [f64; N] {
    let before = SVector::from(before);
    let mut weights = before;
    for _ in 0..STEPS {
        let mut slope = (before - weights) * HOLD;
        let mut curve = SMatrix::<f64, N, N>::identity() * HOLD;
        for choice in choices {
            let shares = shares(&choice.options, &weights.into());
            let mut mean = SVector::<f64, N>::zeros();
            let mut squares = SMatrix::<f64, N, N>::zeros();
            for (values, share) in choice.options.iter().zip(shares) {
                let values = SVector::from(*values);
                mean += values * share;
                squares.ger(share, &values, &values, 1.0);
            }
            slope += (SVector::from(choice.options[choice.right]) - mean) * choice.weight;
            curve += (squares - mean * mean.transpose()) * choice.weight;
        }
        let Some(curve) = curve.cholesky() else { break };
        let step = curve.solve(&slope);
        // A step that is too long could overshoot where the slope is almost flat.
        weights += step * (5.0 / step.norm()).min(1.0);
        if step.norm() < 1e-6 {
            break;
        }
    }
    weights.into()
}

/// The probability of each option; they sum to 1.
pub(crate) fn shares<const N: usize>(options: &[[f64; N]], weights: &[f64; N]) -> Vec<f64> {
    let scores: Vec<f64> = options.iter().map(|values| dot(values, weights)).collect();
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let likelihoods: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum: f64 = likelihoods.iter().sum();
    likelihoods.into_iter().map(|likelihood| likelihood / sum).collect()
}

pub(crate) fn dot<const N: usize>(values: &[f64; N], weights: &[f64; N]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `yes` of `all` cases choose the first of two options.
    fn seen(yes: usize, all: usize) -> Vec<ObservedChoice<1>> {
        let choice = |right| ObservedChoice { options: vec![[1.0], [0.0]], right, weight: 1.0 };
        (0..all).map(|case| choice(usize::from(case >= yes))).collect()
    }

    #[test]
    fn with_many_cases_probabilities_are_the_shares_that_were_seen() {
        let weights = fit(&seen(9_000, 10_000), [0.0]);
        let probability = shares(&[[1.0], [0.0]], &weights)[0];
        assert!((probability - 0.9).abs() < 0.01, "{probability}");
    }

    #[test]
    fn with_few_cases_what_was_known_before_holds() {
        let weights = fit(&seen(0, 2), [2.0]);
        assert!(weights[0] > 1.0, "{weights:?}");
        let unmoved = fit(&[], [1.5]);
        assert!((unmoved[0] - 1.5).abs() < 1e-9);
    }
}
