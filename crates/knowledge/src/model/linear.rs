//! Learns by examples which of several classes a set of terms speaks for: a linear model (multinomial logistic).
//!
//! It always learns in the same order, so that the same lines give the same weights. Most weights end near zero and are
//! dropped.
//!
//! Our own lines of code, because what there is for Rust wants dense matrices or a C library.

use std::collections::HashMap;

use fnv::FnvBuildHasher;
use half::f16;
use serde::{Deserialize, Serialize};

use super::margin;

/// A term said in fewer lines teaches nothing.
const LEAST_LINES: u32 = 3;
/// How often all lines are gone through.
const ROUNDS: usize = 6;
/// Over so many of the last rounds the weights are averaged where the order of the lines must not matter: one round by
/// itself knows the lines best that came last.
const AVERAGED: usize = 3;
/// The first step; later ones are smaller.
const STEP: f32 = 3.0;
/// Smaller weights are dropped.
const LEAST_WEIGHT: f32 = 0.04;
/// Less than this share of a step is not taken.
const LEAST_SHARE: f32 = 0.002;
/// The share of a step that biases take.
const BIAS_STEP: f32 = 0.01;

/// A term as a number, and what its kind weighs.
pub(crate) type Term = (u32, f32);

/// A trained model. Boxed slices: a vector that was read back has room for more, a fifth of it on the average.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Linear {
    terms: Terms,
    /// Where the weights of each term begin and end.
    starts: Box<[u32]>,
    classes: Box<[u16]>,
    /// Three digits of each are enough, and take half the room.
    weights: Box<[f16]>,
    biases: Box<[f32]>,
}

/// Which terms there are, in the order of their numbers, and what each is worth.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Terms {
    names: Box<[u32]>,
    /// Inverse document frequency, by row.
    rarity: Box<[f32]>,
}

/// The terms of a line by row, with values of unit length together.
pub(super) type Vector = Vec<(u32, f32)>;

impl Linear {
    /// From every line and its class, below `classes`; `terms` are a line's, each once.
    pub fn train<L>(lines: &[(L, usize)], terms: impl Fn(&L) -> Vec<Term>, classes: usize) -> Self {
        // The terms of a line are made twice, because all of them at once take much memory.
        let known = Terms::new(lines.iter().map(|(line, _)| terms(line)));
        let vectors: Vec<(Vector, usize)> =
            lines.iter().map(|(line, class)| (known.vector(&terms(line)), *class)).collect();
        let weights = Sparse::new(&descend(&vectors, known.rarity.len(), classes, 1));
        Self::of_weights(known, weights)
    }

    /// The same, with a second score for each class behind those of all: how far the class is from the others.
    pub fn train_with_margins<L>(
        lines: &[(L, usize)],
        terms: impl Fn(&L) -> Vec<Term>,
        classes: usize,
    ) -> Self {
        let known = Terms::new(lines.iter().map(|(line, _)| terms(line)));
        let vectors: Vec<(Vector, usize)> =
            lines.iter().map(|(line, class)| (known.vector(&terms(line)), *class)).collect();
        let rows = known.rarity.len();
        let stride = stride(lines.len());
        let order = |place, round| (place * stride + round) % lines.len();
        // One after the other: while it is learned, every weight is there, and takes much memory.
        let likely = Sparse::new(&descend(&vectors, rows, classes, AVERAGED));
        let far = Sparse::new(&margin::ascend(&vectors, order, rows, classes));
        Self::of_weights(known, likely.beside(&far))
    }

    /// The logarithm of the probability of each class, given that it is one of them.
    pub fn of(&self, said: &[Term]) -> Vec<f64> {
        logarithms(&self.scores(said))
    }

    /// What [`train_with_margins`](Self::train_with_margins) has learned: the logarithms, and the margins.
    pub fn of_both(&self, said: &[Term]) -> (Vec<f64>, Vec<f64>) {
        let scores = self.scores(said);
        let (likely, far) = scores.split_at(scores.len() / 2);
        (logarithms(likely), far.iter().map(|score| f64::from(*score)).collect())
    }

    fn scores(&self, said: &[Term]) -> Vec<f32> {
        let mut scores = self.biases.to_vec();
        for (row, value) in self.terms.vector(said) {
            let row = row as usize;
            let range = self.starts[row] as usize..self.starts[row + 1] as usize;
            for (class, weight) in self.classes[range.clone()].iter().zip(&self.weights[range]) {
                scores[*class as usize] += value * weight.to_f32();
            }
        }
        scores
    }

    fn of_weights(terms: Terms, Sparse { starts, classes, weights, biases }: Sparse) -> Self {
        Self {
            terms,
            starts: starts.into(),
            classes: classes.into(),
            weights: weights.into_iter().map(f16::from_f32).collect(),
            biases: biases.into(),
        }
    }
}

/// The weights that are worth keeping, row by row.
struct Sparse {
    starts: Vec<u32>,
    classes: Vec<u16>,
    weights: Vec<f32>,
    biases: Vec<f32>,
}

/// A weight per row and class, and a bias per class.
pub(super) type Dense = (Vec<f32>, Vec<f32>);

impl Sparse {
    fn new((dense, biases): &Dense) -> Self {
        let rows = dense.chunks_exact(biases.len()).map(|row| (0u16..).zip(row.iter().copied()));
        let kept = rows.map(|row| row.filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT));
        Self::of_rows(kept, biases.clone())
    }

    /// Both side by side: the classes of the other come after those of this one.
    fn beside(&self, other: &Self) -> Self {
        let first = u16::try_from(self.biases.len()).expect("classes fit 16 bits");
        let rows = (0..self.starts.len() - 1).map(|row| {
            let others = other.row(row).map(move |(class, weight)| (first + class, weight));
            self.row(row).chain(others)
        });
        Self::of_rows(rows, [self.biases.as_slice(), &other.biases].concat())
    }

    fn of_rows(rows: impl Iterator<Item = impl Iterator<Item = (u16, f32)>>, biases: Vec<f32>) -> Self {
        let mut sparse = Self { starts: vec![0], classes: Vec::new(), weights: Vec::new(), biases };
        for row in rows {
            for (class, weight) in row {
                sparse.classes.push(class);
                sparse.weights.push(weight);
            }
            sparse.starts.push(u32::try_from(sparse.weights.len()).expect("weights fit 32 bits"));
        }
        sparse
    }

    fn row(&self, row: usize) -> impl Iterator<Item = (u16, f32)> {
        let range = self.starts[row] as usize..self.starts[row + 1] as usize;
        self.classes[range.clone()].iter().copied().zip(self.weights[range].iter().copied())
    }
}

fn logarithms(scores: &[f32]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    scores.iter().map(|score| f64::from(score - highest - sum.ln())).collect()
}

/// Stochastic gradient descent on the cross-entropy: weights by row and class, and a bias per class, averaged over so many
/// of the last rounds.
fn descend(lines: &[(Vector, usize)], rows: usize, classes: usize, averaged: usize) -> Dense {
    let mut weights = vec![0.0f32; rows * classes];
    let mut biases = vec![0.0f32; classes];
    let mut scores = vec![0.0f32; classes];
    let mut active: Vec<(usize, f32)> = Vec::new();
    let mut mean = Mean::of(if averaged > 1 { weights.len() } else { 0 }, averaged);
    let stride = stride(lines.len());
    for round in 0..ROUNDS {
        #[allow(clippy::cast_precision_loss)] // rounds
        let step = STEP / (1.0 + round as f32);
        for place in 0..lines.len() {
            let (vector, class) = &lines[(place * stride + round) % lines.len()];
            scores.copy_from_slice(&biases);
            for (row, value) in vector {
                let row = &weights[*row as usize * classes..][..classes];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += value * weight;
                }
            }
            softmax(&mut scores);
            scores[*class] -= 1.0;
            // After a few lines nearly all classes are out of the question: nothing to learn about them here.
            active.clear();
            let shares = scores.iter().copied().enumerate();
            active.extend(shares.filter(|(_, share)| share.abs() >= LEAST_SHARE));
            for (class, share) in &active {
                biases[*class] -= BIAS_STEP * step * *share;
            }
            for (row, value) in vector {
                let row = &mut weights[*row as usize * classes..][..classes];
                for (class, share) in &active {
                    row[*class] -= value * step * *share;
                }
            }
        }
        if averaged > 1 && round + averaged >= ROUNDS {
            mean.add(&weights, &biases);
        }
    }
    if averaged > 1 {
        mean.take_the_place_of(&mut weights, &mut biases);
    }
    (weights, biases)
}

/// The mean of several weights and biases, in half precision: all weights twice would be too much memory.
struct Mean {
    weights: Vec<f16>,
    biases: Vec<f32>,
    share: f32,
}

impl Mean {
    /// Of so many weights, added up so often.
    fn of(weights: usize, often: usize) -> Self {
        #[allow(clippy::cast_precision_loss)] // rounds
        Self { weights: vec![f16::ZERO; weights], biases: Vec::new(), share: 1.0 / often as f32 }
    }

    fn add(&mut self, weights: &[f32], biases: &[f32]) {
        for (mean, weight) in self.weights.iter_mut().zip(weights) {
            if *weight != 0.0 {
                *mean = f16::from_f32(mean.to_f32() + weight * self.share);
            }
        }
        self.biases.resize(biases.len(), 0.0);
        for (mean, bias) in self.biases.iter_mut().zip(biases) {
            *mean += bias * self.share;
        }
    }

    fn take_the_place_of(self, weights: &mut [f32], biases: &mut [f32]) {
        weights.iter_mut().zip(&self.weights).for_each(|(weight, mean)| *weight = mean.to_f32());
        biases.copy_from_slice(&self.biases);
    }
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

/// Far from one line to the next, so that neighbours in the files are not learned one after the other, and without a
/// divisor in common with `length`, so that each is met once a round.
fn stride(length: usize) -> usize {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let golden = (length as f64 * 0.618) as usize;
    (golden.max(1)..length).find(|stride| gcd(*stride, length) == 1).unwrap_or(1)
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Terms {
    /// From the terms of every line.
    fn new(lines: impl Iterator<Item = Vec<Term>>) -> Self {
        let mut counts: HashMap<u32, u32, FnvBuildHasher> = HashMap::default();
        let mut all = 0u32;
        for said in lines {
            all += 1;
            for (term, _) in said {
                *counts.entry(term).or_default() += 1;
            }
        }
        let mut kept: Vec<(u32, u32)> =
            counts.into_iter().filter(|(_, count)| *count >= LEAST_LINES).collect();
        kept.sort_unstable();
        #[allow(clippy::cast_precision_loss)] // counts of lines
        let rarity = |count: u32| ((1.0 + all as f32) / (1.0 + count as f32)).ln() + 1.0;
        Self {
            names: kept.iter().map(|(term, _)| *term).collect(),
            rarity: kept.iter().map(|(_, count)| rarity(*count)).collect(),
        }
    }

    fn vector(&self, said: &[Term]) -> Vector {
        let known = said.iter().filter_map(|(term, weight)| {
            let row = self.names.binary_search(term).ok()?;
            Some((u32::try_from(row).ok()?, weight * self.rarity[row]))
        });
        let mut vector: Vector = known.collect();
        // There are thousands, and what they have grown by is half of their memory.
        vector.shrink_to_fit();
        let length = vector.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
        for (_, value) in &mut vector {
            *value /= length;
        }
        vector
    }
}

/// The different terms among these.
pub(crate) fn distinct(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable_by_key(|(term, _)| *term);
    terms.dedup_by_key(|(term, _)| *term);
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_met_once_a_round() {
        for length in [1, 2, 7, 12, 100, 9_000] {
            let mut met: Vec<usize> = (0..length).map(|place| place * stride(length) % length).collect();
            met.sort_unstable();
            assert_eq!(met, (0..length).collect::<Vec<_>>());
        }
    }
}
