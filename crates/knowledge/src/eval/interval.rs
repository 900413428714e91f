//! How sure a rate is, counted from few cases.

use std::fmt;

use serde::Serialize;

/// `part` of `whole`, with the 95 % Wilson interval: honest for few cases and near 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    pub part: usize,
    pub whole: usize,
    /// 0 to 1.
    pub low: f64,
    /// 0 to 1.
    pub high: f64,
}

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_964;

impl Rate {
    /// Of no cases at all, anything may be true: the interval is 0 to 1.
    #[allow(clippy::cast_precision_loss)] // counts of questions
    pub fn new(part: usize, whole: usize) -> Self {
        if whole == 0 {
            return Self { part, whole, low: 0.0, high: 1.0 };
        }
        let n = whole as f64;
        let p = part as f64 / n;
        let spread = 1.0 + Z * Z / n;
        let middle = (p + Z * Z / (2.0 * n)) / spread;
        let half = Z / spread * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        Self { part, whole, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }

    /// How many of `among` are a hit.
    pub fn of<T>(among: impl IntoIterator<Item = T>, hit: impl Fn(&T) -> bool) -> Self {
        let (mut part, mut whole) = (0, 0);
        for one in among {
            part += usize::from(hit(&one));
            whole += 1;
        }
        Self::new(part, whole)
    }

    /// 0 to 1; `None` of no cases.
    #[allow(clippy::cast_precision_loss)] // counts of questions
    pub fn value(&self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

/// As in ` 12.5 %  [ 4.3,  31.0]    3/24`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(value) = self.value() else {
            return write!(f, "     -                   0/0");
        };
        let cases = format!("{}/{}", self.part, self.whole);
        write!(
            f,
            "{:5.1} %  [{:5.1}, {:5.1}]  {cases:>7}",
            value * 100.0,
            self.low * 100.0,
            self.high * 100.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        // 3 of 24: a textbook calculator gives 0.0434 to 0.3100.
        let rate = Rate::new(3, 24);
        assert!((rate.low - 0.0434).abs() < 0.0005, "{}", rate.low);
        assert!((rate.high - 0.3100).abs() < 0.0005, "{}", rate.high);
        assert_eq!(rate.to_string(), " 12.5 %  [  4.3,  31.0]     3/24");
    }

    #[test]
    fn none_of_many_still_leaves_room_for_doubt() {
        let rate = Rate::new(0, 60);
        assert!(rate.low.abs() < 1e-9 && rate.high > 0.05);
        assert_eq!(Rate::new(0, 0).value(), None);
    }
}
