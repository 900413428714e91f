//! At which parts of a commitment's time the desk alerts.

use serde::Deserialize;

/// A whole percentage from 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "i64")]
pub struct Percent(u8);

impl Percent {
    /// The whole: 100 %.
    pub const FULL: Percent = Percent(100);

    /// 1 to 100.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Percent {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        match u8::try_from(number) {
            Ok(percent @ 1..=100) => Ok(Self(percent)),
            _ => Err(format!("`{number}` is out of range, expected a whole number from 1 to 100")),
        }
    }
}

/// When to alert, in percent of the time from question to due time: ascending, the last is 100.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Percent>")]
pub struct Alerts(Vec<Percent>);

impl Alerts {
    /// The levels in per cent, ascending.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = u8> {
        self.0.iter().map(|percent| percent.get())
    }
}

impl Default for Alerts {
    /// 50, 75, 90 and 100 %.
    fn default() -> Self {
        Self([50, 75, 90, 100].map(Percent).to_vec())
    }
}

impl TryFrom<Vec<Percent>> for Alerts {
    type Error = String;

    fn try_from(alerts: Vec<Percent>) -> Result<Self, Self::Error> {
        if !alerts.is_sorted_by(|a, b| a < b) {
            return Err("not in ascending order, expected each number above the one before".into());
        }
        if alerts.last() != Some(&Percent::FULL) {
            return Err("does not end with 100, expected 100 as the last number".into());
        }
        Ok(Self(alerts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_rise_and_end_with_the_whole() {
        for (alerts, fine) in [
            (vec![50, 75, 90, 100], true),
            (vec![100], true),
            (vec![50, 50, 100], false),
            (vec![75, 50, 100], false),
            (vec![50, 75], false),
            (vec![], false),
        ] {
            let percents = alerts.iter().copied().map(Percent).collect::<Vec<_>>();
            assert_eq!(Alerts::try_from(percents).is_ok(), fine, "{alerts:?}");
        }
    }

    #[test]
    fn a_percentage_is_one_from_1_to_100() {
        for (number, read) in
            [(0, None), (1, Some(1)), (100, Some(100)), (101, None), (-1, None), (300, None)]
        {
            assert_eq!(Percent::try_from(number).ok().map(Percent::get), read, "{number}");
        }
    }
}
