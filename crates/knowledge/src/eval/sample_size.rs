//! How many questions a claim needs: few questions prove little, however well they went.

use std::fmt;

use serde::Serialize;

use super::interval::Rate;
use crate::model::rule::at_most;

/// What a share should be, at most or at least; 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

/// What may be said of a bound after an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Claim {
    /// With 95 % confidence.
    Holds,
    /// With 95 % confidence.
    Broken,
    /// Too few questions to say either; so many would be needed were the share to stay as it is. `None` where the share
    /// is on the wrong side: more of the same prove nothing.
    Open { needed: Option<usize> },
}

/// No evaluation is larger.
const MOST: usize = 100_000;

impl Bound {
    /// What a rate proves.
    pub fn judge(self, rate: Rate) -> Claim {
        // "At least" is "at most" of what is missing.
        let (part, most) = match self {
            Self::AtMost(most) => (rate.part, most),
            Self::AtLeast(least) => (rate.whole - rate.part, 1.0 - least),
        };
        if proves(part, rate.whole, most) {
            Claim::Holds
        } else if proves(rate.whole - part, rate.whole, 1.0 - most) {
            Claim::Broken
        } else {
            Claim::Open { needed: needed(part, rate.whole, most) }
        }
    }
}

/// Whether `part` of `whole` shows, with 95 % confidence, that no more than `most` are so.
#[allow(clippy::cast_precision_loss)] // counts of questions
fn proves(part: usize, whole: usize, most: f64) -> bool {
    at_most(part as f64, (whole - part) as f64) <= most
}

/// How many questions would prove it with the same share.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn needed(part: usize, whole: usize, most: f64) -> Option<usize> {
    let share = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let enough = |whole: usize| proves((share * whole as f64).round() as usize, whole, most);
    if share >= most || !enough(MOST) {
        return None;
    }
    let (mut few, mut many) = (0, MOST);
    while many - few > 1 {
        let middle = usize::midpoint(few, many);
        if enough(middle) { many = middle } else { few = middle }
    }
    Some(many)
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "at most {:.1} %", most * 100.0),
            Self::AtLeast(least) => write!(f, "at least {:.1} %", least * 100.0),
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holds => write!(f, "holds"),
            Self::Broken => write!(f, "does not hold"),
            Self::Open { needed: Some(needed) } => {
                write!(f, "not claimed: takes about {needed} questions with this share")
            }
            Self::Open { needed: None } => write!(f, "not claimed: the share itself lies beyond it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_questions_prove_nothing() {
        // 0 of 149 shows at most 2 %: the tables of quality control.
        assert_eq!(Bound::AtMost(0.02).judge(Rate::new(0, 149)), Claim::Holds);
        assert_eq!(Bound::AtMost(0.02).judge(Rate::new(0, 100)), Claim::Open { needed: Some(149) });
        assert_eq!(Bound::AtMost(0.02).judge(Rate::new(3, 100)), Claim::Open { needed: None });
        assert_eq!(Bound::AtMost(0.02).judge(Rate::new(20, 100)), Claim::Broken);
        assert_eq!(Bound::AtMost(0.02).judge(Rate::new(0, 0)), Claim::Open { needed: Some(149) });
    }

    #[test]
    fn what_must_be_many_is_what_may_be_missing() {
        assert_eq!(Bound::AtLeast(0.78).judge(Rate::new(900, 1000)), Claim::Holds);
        assert_eq!(Bound::AtLeast(0.78).judge(Rate::new(500, 1000)), Claim::Broken);
        let Claim::Open { needed: Some(needed) } = Bound::AtLeast(0.78).judge(Rate::new(80, 100)) else {
            panic!("80 of 100 is too few for 78 %")
        };
        assert!((1_000..1_300).contains(&needed), "{needed}");
    }
}
