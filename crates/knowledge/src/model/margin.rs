//! Learns by examples how far each class is from all others: one linear support vector machine per class, with the squared
//! hinge loss (dual coordinate ascent, as LIBLINEAR does it).
//!
//! It has one optimum, whatever the order of the lines, and stands nearer to it than a descent by chance: where the log loss
//! makes every line a little likelier, this one leaves alone what is already told apart.

use half::f16;

use super::linear::{Dense, Vector};

/// What a line on the wrong side costs against the size of the weights.
const COST: f32 = 1.0;
/// How often all lines are gone through.
const ROUNDS: usize = 6;
/// The length of the one term that all lines have, squared.
const BIAS: f32 = 1.0;

/// Weights by row and class, and a bias per class. `order` is that in which lines are gone through.
pub(super) fn ascend(
    lines: &[(Vector, usize)],
    order: impl Fn(usize, usize) -> usize,
    rows: usize,
    classes: usize,
) -> Dense {
    let slack = 0.5 / COST;
    let mut weights = vec![0.0f32; rows * classes];
    let mut biases = vec![0.0f32; classes];
    // How much each line holds each class up or down; in half precision, because there are as many as weights.
    let mut holds = vec![f16::ZERO; lines.len() * classes];
    let mut scores = vec![0.0f32; classes];
    let mut moved: Vec<(usize, f32)> = Vec::new();
    for round in 0..ROUNDS {
        for place in 0..lines.len() {
            let number = order(place, round);
            let (vector, class) = &lines[number];
            if vector.is_empty() {
                continue;
            }
            scores.copy_from_slice(&biases);
            for (row, value) in vector {
                let row = &weights[*row as usize * classes..][..classes];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += value * weight;
                }
            }
            // Vectors are of unit length.
            let curve = 1.0 + BIAS + slack;
            let holds = &mut holds[number * classes..][..classes];
            moved.clear();
            for (other, (hold, score)) in holds.iter_mut().zip(&scores).enumerate() {
                let side = if other == *class { 1.0 } else { -1.0 };
                let before = hold.to_f32();
                let held = f16::from_f32((before - (side * score - 1.0 + before * slack) / curve).max(0.0));
                let step = held.to_f32() - before;
                if step.abs() > 1e-6 {
                    moved.push((other, step * side));
                    *hold = held;
                }
            }
            for (class, step) in &moved {
                biases[*class] += step * BIAS;
            }
            for (row, value) in vector {
                let row = &mut weights[*row as usize * classes..][..classes];
                for (class, step) in &moved {
                    row[*class] += value * step;
                }
            }
        }
    }
    (weights, biases)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<(Vector, usize)> {
        let unit = 0.5f32.sqrt();
        vec![
            (vec![(0, 1.0)], 0),
            (vec![(1, 1.0)], 1),
            (vec![(2, 1.0)], 2),
            (vec![(0, unit), (3, unit)], 0),
            (vec![(1, unit), (3, unit)], 1),
        ]
    }

    #[test]
    fn each_class_stands_on_its_own_side() {
        let lines = lines();
        let (weights, biases) = ascend(&lines, |place, _| place, 4, 3);
        for (vector, class) in &lines {
            for other in 0..3 {
                let score: f32 = biases[other]
                    + vector
                        .iter()
                        .map(|(row, value)| value * weights[*row as usize * 3 + other])
                        .sum::<f32>();
                assert_eq!(score > 0.0, other == *class, "{vector:?} {other} {score}");
            }
        }
    }

    #[test]
    fn the_order_of_the_lines_hardly_matters() {
        let lines = lines();
        let one = ascend(&lines, |place, _| place, 4, 3).0;
        let other = ascend(&lines, |place, _| lines.len() - 1 - place, 4, 3).0;
        assert!(one.iter().zip(&other).all(|(one, other)| (one - other).abs() < 0.1), "{one:?} {other:?}");
    }
}
