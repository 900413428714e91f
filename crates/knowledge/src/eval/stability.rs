//! Whether chance has a part in what is learned: the same lines in other orders must teach the same.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::{EvaluatedQuestion, LabelledQuestion, interval::Rate, outcome};
use crate::{Collection, Knowledge};

/// The figures of each order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stability {
    pub answered_right: Vec<Rate>,
    pub answered_wrong: Vec<Rate>,
    /// The threshold of each, 0 to 1.
    pub thresholds: Vec<f64>,
}

impl Stability {
    /// Learns so many times, each time in another order; that takes seconds for each.
    pub fn of(
        collection: &Collection,
        shuffles: u64,
        cases: &[LabelledQuestion],
        today: Date,
    ) -> anyhow::Result<Self> {
        let mut stability = Self { answered_right: vec![], answered_wrong: vec![], thresholds: vec![] };
        for order in 1..=shuffles {
            let knowledge = Knowledge::new(&Collection { order, ..collection.clone() }, None)?;
            let areas = super::areas(&knowledge);
            let lines: Vec<_> = cases.iter().map(|case| outcome(&knowledge, case, today)).collect();
            let seen: Vec<EvaluatedQuestion<'_>> = cases
                .iter()
                .zip(&lines)
                .map(|(case, line)| EvaluatedQuestion::new(case, line, &areas))
                .collect();
            let held = seen.iter().filter(|seen| seen.is_held());
            stability.answered_right.push(Rate::of(held, |seen| seen.answered_right()));
            let answered = seen.iter().filter(|seen| seen.answered());
            stability.answered_wrong.push(Rate::of(answered, |seen| !seen.answered_right()));
            stability.thresholds.extend(knowledge.threshold(crate::HOME_LANG));
        }
        Ok(stability)
    }

    /// By how many points the highest share of right answers lies above the lowest.
    pub fn spread(&self) -> f64 {
        let shares = self.answered_right.iter().filter_map(Rate::value);
        let (lowest, highest) = ends(shares);
        (highest - lowest).max(0.0) * 100.0
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

impl fmt::Display for Stability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "learned in {} other orders", self.answered_right.len())?;
        for (name, rates) in [("answered right", &self.answered_right), ("wrong", &self.answered_wrong)] {
            let shares: Vec<String> = rates
                .iter()
                .map(|rate| rate.value().map_or("-".to_owned(), |value| format!("{:.1}", value * 100.0)))
                .collect();
            writeln!(f, "{name:<18}{}", shares.join("  "))?;
        }
        let thresholds: Vec<String> = self.thresholds.iter().map(|at| format!("{at:.2}")).collect();
        writeln!(f, "{:<18}{}", "threshold", thresholds.join("  "))?;
        writeln!(f, "spread of what is answered right: {:.1} points", self.spread())
    }
}
