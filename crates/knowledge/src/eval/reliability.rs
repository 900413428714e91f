//! How far the probability of the first article can be trusted, and what another threshold would send.

use std::fmt;

use serde::Serialize;

use super::{EvaluatedQuestion, Label, interval::Rate};

/// The thresholds that are tried out.
const THRESHOLDS: [f64; 9] = [0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.95, 0.97, 0.99];
/// How many bins of equal width the probabilities are sorted into.
const BINS: u8 = 10;

/// Told probabilities against what was so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Every question that is no small talk, by the probability of its first article; without any article it is 0.
    pub bins: Vec<Bin>,
    /// The expected calibration error: by how much the mean probability of a bin misses the share that is right,
    /// 0 to 1, each bin counting as much as it has questions. `None` without questions.
    pub calibration_error: Option<f64>,
    pub curve: Vec<Point>,
}

/// The questions the first article of which has a probability of `from` up to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    pub from: f64,
    /// Not in the bin itself, but for the last one.
    pub to: f64,
    /// The mean probability; `None` without questions.
    pub mean: Option<f64>,
    /// How often the first article is a right one.
    pub right: Rate,
}

/// What would be sent if everything from a threshold on were, whatever the article's handling and date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    pub threshold: f64,
    /// Answered right among the questions in the collection.
    pub coverage: Rate,
    /// Wrong ones among all that are sent, whatever the question.
    pub wrong: Rate,
}

impl Reliability {
    pub(crate) fn of(seen: &[EvaluatedQuestion<'_>]) -> Self {
        let questions: Vec<EvaluatedQuestion<'_>> =
            seen.iter().filter(|seen| seen.case.label != Label::Chat).copied().collect();
        let bins: Vec<Bin> = (0..BINS).map(|place| Bin::of(place, &questions)).collect();
        let curve = THRESHOLDS.map(|threshold| Point::of(threshold, seen)).into();
        Self { calibration_error: calibration_error(&bins, questions.len()), bins, curve }
    }
}

/// The bin of a probability. An edge belongs to the upper one.
fn bin_of(probability: f64) -> usize {
    (1..BINS).filter(|edge| probability >= share(*edge)).count()
}

fn share(bins: u8) -> f64 {
    f64::from(bins) / f64::from(BINS)
}

#[allow(clippy::cast_precision_loss)] // counts of questions
fn calibration_error(bins: &[Bin], questions: usize) -> Option<f64> {
    let miss = |bin: &Bin| Some((bin.mean? - bin.right.value()?).abs() * bin.right.whole as f64);
    (questions > 0).then(|| bins.iter().filter_map(miss).sum::<f64>() / questions as f64)
}

impl Bin {
    #[allow(clippy::cast_precision_loss)] // counts of questions
    fn of(place: u8, questions: &[EvaluatedQuestion<'_>]) -> Self {
        let own = || questions.iter().filter(|seen| bin_of(seen.line.p) == usize::from(place));
        let right = Rate::of(own(), |seen| seen.first_is_right());
        let sum: f64 = own().map(|seen| seen.line.p).sum();
        let mean = (right.whole > 0).then(|| sum / right.whole as f64);
        Self { from: share(place), to: share(place + 1), mean, right }
    }
}

impl Point {
    fn of(threshold: f64, seen: &[EvaluatedQuestion<'_>]) -> Self {
        let sent = |seen: &EvaluatedQuestion<'_>| seen.line.top.is_some() && seen.line.p >= threshold;
        let held = seen.iter().filter(|seen| seen.is_held());
        Self {
            threshold,
            coverage: Rate::of(held, |seen| sent(seen) && seen.first_is_right()),
            wrong: Rate::of(seen.iter().filter(|seen| sent(seen)), |seen| !seen.first_is_right()),
        }
    }
}

/// Two tables: told against true, then what each threshold would send.
impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<22}{:>8}    first article right", "probability told", "mean")?;
        for Bin { from, to, mean, right } in &self.bins {
            let mean = mean.map_or("-".to_owned(), |mean| format!("{:.1} %", mean * 100.0));
            writeln!(f, "{from:.1} to {to:<15.1}{mean:>8}    {right}")?;
        }
        if let Some(error) = self.calibration_error {
            writeln!(f, "expected calibration error: {:.1} points", error * 100.0)?;
        }
        writeln!(f, "\n{:<16}{:<36}wrong among those sent", "if sent from", "in the collection: sent right")?;
        for Point { threshold, coverage, wrong } in &self.curve {
            writeln!(f, "{threshold:<16.2}{:<36}{wrong}", coverage.to_string())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::examples::{article, example, outside, seen, small_talk};

    fn near(value: Option<f64>, expected: f64) -> bool {
        value.is_some_and(|value| (value - expected).abs() < 1e-9)
    }

    fn counts(rate: Rate) -> (usize, usize) {
        (rate.part, rate.whole)
    }

    #[test]
    fn an_edge_belongs_to_the_upper_bin_and_certainty_to_the_last() {
        let places = [0.0, 0.0999, 0.1, 0.3, 0.7, 0.99, 1.0].map(bin_of);
        assert_eq!(places, [0, 0, 1, 3, 7, 9, 9]);
    }

    #[test]
    fn the_error_is_weighted_by_how_many_questions_a_bin_has() {
        let told = [
            example(article("a"), "answer", Some("a"), 0.96),
            example(article("a"), "answer", Some("a"), 0.94),
            example(article("a"), "choices", Some("b"), 0.55),
            example(outside("far"), "human", None, 0.0),
            example(small_talk(), "answer", Some("a"), 0.91),
        ];
        let reliability = Reliability::of(&seen(&told));
        let [first, .., last] = reliability.bins.as_slice() else { panic!("no bins") };
        assert_eq!((counts(first.right), counts(last.right)), ((0, 1), (2, 2)));
        assert!(near(last.mean, 0.95) && near(first.mean, 0.0));
        assert_eq!(reliability.bins[2].mean, None);
        // 2 of 4 miss by 0.05, 1 by 0.55, 1 by nothing.
        assert!(near(reliability.calibration_error, (2.0 * 0.05 + 0.55) / 4.0));
    }

    #[test]
    fn a_threshold_sends_all_from_itself_on_whatever_the_question() {
        let told = [
            example(article("a"), "choices", Some("a"), 0.9),
            example(article("a"), "human", Some("a"), 0.4),
            example(article("missing"), "answer", Some("a"), 0.95),
            example(small_talk(), "answer", Some("a"), 0.6),
        ];
        let curve = Reliability::of(&seen(&told)).curve;
        let at = |threshold: f64| {
            let point = curve.iter().find(|point| near(Some(point.threshold), threshold)).unwrap();
            (counts(point.coverage), counts(point.wrong))
        };
        assert_eq!(at(0.5), ((1, 2), (2, 3)));
        assert_eq!(at(0.9), ((1, 2), (1, 2)));
        assert_eq!(at(0.99), ((0, 2), (0, 0)));
    }

    #[test]
    fn without_questions_nothing_is_known() {
        let reliability = Reliability::of(&[]);
        assert_eq!(reliability.calibration_error, None);
        assert!(reliability.to_string().lines().all(|line| line.len() < 100));
    }
}
