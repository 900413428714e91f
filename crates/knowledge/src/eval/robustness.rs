//! What it costs when the same questions come as other people would type them.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::{EvaluatedQuestion, LabelledQuestion, interval::Rate, outcome, perturb};
use crate::Knowledge;

/// The figures of every change, in the order of [`perturb::ALL`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Robustness {
    pub clean: Perturbed,
    pub changed: Vec<Perturbed>,
}

/// The questions in the collection, and all, changed in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Perturbed {
    pub name: &'static str,
    pub answered_right: Rate,
    pub right_or_offered: Rate,
    pub answered_wrong: Rate,
    /// By how many points fewer are answered right than unchanged, and how far that may lie off (95 %, paired by
    /// question).
    pub loss: f64,
    pub margin: f64,
}

/// What became of one question: how often out of `times`.
#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    reached: usize,
}

impl Robustness {
    /// Asks every question again in every way.
    pub fn of(knowledge: &Knowledge, cases: &[LabelledQuestion], today: Date) -> Self {
        let asked = |name, seeds, change: &dyn Fn(&str, u64) -> String| {
            ask(knowledge, cases, today, seeds, change).named(name)
        };
        let clean = asked("as they are", 1, &|question, _| question.to_owned());
        let changed = perturb::ALL.iter().map(|own| {
            let changed = asked(own.name, own.seeds, &own.change);
            changed.against(&clean)
        });
        let changed = changed.collect();
        Self { clean: clean.perturbed, changed }
    }
}

/// The figures, and what each question of the collection had of them.
struct Asked {
    perturbed: Perturbed,
    each: Vec<f64>,
}

fn ask(
    knowledge: &Knowledge,
    cases: &[LabelledQuestion],
    today: Date,
    seeds: u64,
    change: &dyn Fn(&str, u64) -> String,
) -> Asked {
    let areas = super::areas(knowledge);
    let (mut answered, mut wrong, mut each) = (0, 0, Vec::new());
    for (place, case) in (0..).zip(cases) {
        let mut tally = Tally::default();
        let mut held = false;
        for seed in 0..seeds {
            let question = change(&case.question, place * 31 + seed);
            let changed = LabelledQuestion { question, ..case.clone() };
            let line = outcome(knowledge, &changed, today);
            let seen = EvaluatedQuestion::new(&changed, &line, &areas);
            held = seen.is_held();
            tally.right += usize::from(seen.answered_right());
            tally.reached += usize::from(seen.right_or_offered());
            answered += usize::from(seen.answered());
            wrong += usize::from(seen.answered() && !seen.answered_right());
        }
        if held {
            each.push(tally);
        }
    }
    let times = usize::try_from(seeds).expect("a few");
    let all = each.len() * times;
    let sum = |of: fn(&Tally) -> usize| each.iter().map(of).sum();
    let share = |tally: &Tally| f64::from(u32::try_from(tally.right).expect("a few")) / times_as_float(times);
    Asked {
        perturbed: Perturbed {
            name: "",
            answered_right: Rate::new(sum(|tally| tally.right), all),
            right_or_offered: Rate::new(sum(|tally| tally.reached), all),
            answered_wrong: Rate::new(wrong, answered),
            loss: 0.0,
            margin: 0.0,
        },
        each: each.iter().map(share).collect(),
    }
}

fn times_as_float(times: usize) -> f64 {
    f64::from(u32::try_from(times).expect("a few"))
}

impl Asked {
    fn named(self, name: &'static str) -> Self {
        Self { perturbed: Perturbed { name, ..self.perturbed }, ..self }
    }

    /// With the loss against the unchanged questions: each is compared with itself.
    #[allow(clippy::cast_precision_loss)] // counts of questions
    fn against(self, clean: &Self) -> Perturbed {
        let lost: Vec<f64> = clean.each.iter().zip(&self.each).map(|(clean, own)| clean - own).collect();
        let count = (lost.len() as f64).max(1.0);
        let mean = lost.iter().sum::<f64>() / count;
        let spread = lost.iter().map(|lost| (lost - mean).powi(2)).sum::<f64>() / count;
        let margin = 1.96 * (spread / count).sqrt();
        Perturbed { loss: mean * 100.0, margin: margin * 100.0, ..self.perturbed }
    }
}

/// One line per change.
impl fmt::Display for Robustness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<26}{:>7}{:>18}{:>9}{:>20}", "the same questions", "right", "loss", "reach", "wrong")?;
        let percent =
            |rate: &Rate| rate.value().map_or("-".to_owned(), |value| format!("{:.1}", value * 100.0));
        for Perturbed { name, answered_right, right_or_offered, answered_wrong, loss, margin } in
            [&self.clean].into_iter().chain(&self.changed)
        {
            let wrong =
                format!("{} ({}/{})", percent(answered_wrong), answered_wrong.part, answered_wrong.whole);
            writeln!(
                f,
                "{name:<26}{:>7}{loss:>11.1} +-{margin:>4.1}{:>9}{wrong:>20}",
                percent(answered_right),
                percent(right_or_offered),
            )?;
        }
        Ok(())
    }
}
