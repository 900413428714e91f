//! Whether the probability of the first article tells right from wrong, and ours from what is not.

use std::fmt;

use serde::Serialize;

use super::{EvaluatedQuestion, Label};
use crate::model::logit::{ObservedChoice, fit};

/// Probabilities are looked at up to this one and down to the rest: their logarithms have no end.
const SUREST: f64 = 1.0 - 1e-6;
/// So many times each case counts: the fit is held to what is known beforehand by a few cases, here by nothing.
const UNHELD: f64 = 1e6;

/// One figure each; `None` where the questions do not allow it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Discrimination {
    /// How often a question in the collection has a higher probability than one outside, near; 0.5 is chance.
    pub auroc_near: Option<f64>,
    /// How often a question whose first article is right has a higher probability than one whose first is not.
    pub auroc_right: Option<f64>,
    /// The area under the risk-coverage curve: the share of wrong ones among the surest, averaged over how many are
    /// sent. 0 where all wrong ones come last and there are none.
    pub aurc: Option<f64>,
    /// By how much the logarithm of the odds told has to be stretched to be true: above 1 the desk is surer than it
    /// says, below 1 it says more than it knows.
    pub slope: Option<f64>,
}

impl Discrimination {
    pub(super) fn of(seen: &[EvaluatedQuestion<'_>]) -> Self {
        let questions: Vec<&EvaluatedQuestion<'_>> =
            seen.iter().filter(|seen| !matches!(seen.case.label, Label::Chat | Label::Unlabelled)).collect();
        let told = |among: &dyn Fn(&EvaluatedQuestion<'_>) -> bool| -> Vec<f64> {
            questions.iter().filter(|seen| among(seen)).map(|seen| seen.line.p).collect()
        };
        let near =
            |seen: &EvaluatedQuestion<'_>| seen.case.label == Label::Outside && seen.case.kind == "near";
        let outcomes: Vec<(f64, bool)> =
            questions.iter().map(|seen| (seen.line.p, seen.first_is_right())).collect();
        Self {
            auroc_near: auroc(&told(&|seen| seen.is_held()), &told(&near)),
            auroc_right: auroc(&told(&|seen| seen.first_is_right()), &told(&|seen| !seen.first_is_right())),
            aurc: aurc(outcomes.clone()),
            slope: slope(&outcomes),
        }
    }
}

/// The share of pairs in which the first is the higher one; equal ones count half.
#[allow(clippy::cast_precision_loss)] // counts of questions
fn auroc(high: &[f64], low: &[f64]) -> Option<f64> {
    let won = |high: f64, low: f64| if high > low { 1.0 } else { f64::from(u8::from(high >= low)) / 2.0 };
    let all: f64 = high.iter().flat_map(|high| low.iter().map(move |low| won(*high, *low))).sum();
    let pairs = high.len() * low.len();
    (pairs > 0).then(|| all / pairs as f64)
}

#[allow(clippy::cast_precision_loss)] // counts of questions
fn aurc(mut outcomes: Vec<(f64, bool)>) -> Option<f64> {
    // Among equals the wrong ones come first: nobody could have told them apart.
    outcomes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut wrong = 0.0;
    let risks = outcomes.iter().zip(1..).map(|((_, right), sent)| {
        wrong += f64::from(u8::from(!right));
        wrong / f64::from(sent)
    });
    let sum: f64 = risks.sum();
    (!outcomes.is_empty()).then(|| sum / outcomes.len() as f64)
}

/// Of the logistic regression of what was so on the logarithm of the odds that were told.
fn slope(outcomes: &[(f64, bool)]) -> Option<f64> {
    let right = outcomes.iter().filter(|(_, right)| *right).count();
    if right == 0 || right == outcomes.len() {
        return None;
    }
    let choices: Vec<ObservedChoice<2>> = outcomes
        .iter()
        .map(|(told, right)| {
            let told = told.clamp(1.0 - SUREST, SUREST);
            ObservedChoice {
                options: vec![[1.0, (told / (1.0 - told)).ln()], [0.0; 2]],
                right: usize::from(!right),
                weight: UNHELD,
            }
        })
        .collect();
    Some(fit(&choices, [0.0, 1.0])[1])
}

impl fmt::Display for Discrimination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, figure) in [
            ("AUROC, in the collection against near", self.auroc_near),
            ("AUROC, first article right or not", self.auroc_right),
            ("AURC", self.aurc),
            ("slope of calibration", self.slope),
        ] {
            let figure = figure.map_or("-".to_owned(), |figure| format!("{figure:.3}"));
            writeln!(f, "{name:<40}{figure:>6}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(told: Option<f64>, expected: f64) -> bool {
        told.is_some_and(|told| (told - expected).abs() < 1e-3)
    }

    #[test]
    fn what_lies_above_is_told_from_what_lies_below() {
        assert!(near(auroc(&[0.9, 0.8], &[0.1]), 1.0));
        assert!(near(auroc(&[0.9, 0.1], &[0.5, 0.1]), 0.625));
        assert_eq!(auroc(&[], &[0.5]), None);
    }

    #[test]
    fn wrong_ones_cost_more_the_surer_they_are() {
        let first = aurc(vec![(0.9, false), (0.5, true)]);
        let last = aurc(vec![(0.9, true), (0.5, false)]);
        assert!(near(first, 0.75) && near(last, 0.25));
        assert!(near(aurc(vec![(0.5, true), (0.5, false)]), 0.75));
        assert_eq!(aurc(Vec::new()), None);
    }

    #[test]
    fn the_slope_is_that_by_which_odds_must_be_stretched() {
        // Told 0.73 and 0.27, which is a logarithm of 1; true is 0.88 and 0.12, which is one of 2.
        let told = |p: f64, right: usize| (0..1000).map(move |case| (p, case < right));
        let outcomes: Vec<_> = told(0.731_058_6, 881).chain(told(0.268_941_4, 119)).collect();
        assert!(near(slope(&outcomes), 2.002), "{:?}", slope(&outcomes));
        assert_eq!(slope(&[(0.5, true)]), None);
    }
}
