//! Where an evaluation goes wrong: in which areas, and which article is taken for which.

use std::{cmp::Reverse, collections::BTreeMap, fmt};

use serde::Serialize;

use super::{EvaluatedQuestion, Label, interval::Rate};

/// How many confusions are told.
const MOST: usize = 20;

/// The figures taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    /// The questions in the collection, in the alphabetical order of the areas.
    pub areas: Vec<Area>,
    /// Most frequent first.
    pub confusions: Vec<Confusion>,
}

/// The questions for the articles of one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// `-` for the articles that have none.
    pub area: String,
    pub answered_right: Rate,
    pub right_or_offered: Rate,
}

/// An article that comes first where another one, or a human, should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    pub label: String,
    pub found: String,
    pub count: usize,
}

impl Breakdown {
    pub(crate) fn of(seen: &[EvaluatedQuestion<'_>]) -> Self {
        Self { areas: areas(seen), confusions: confusions(seen) }
    }
}

fn areas(seen: &[EvaluatedQuestion<'_>]) -> Vec<Area> {
    let mut by_area: BTreeMap<&str, Vec<&EvaluatedQuestion<'_>>> = BTreeMap::new();
    for one in seen {
        if let Some(area) = one.area {
            by_area.entry(area).or_default().push(one);
        }
    }
    let area = |(area, seen): (&str, Vec<&EvaluatedQuestion<'_>>)| Area {
        area: area.to_owned(),
        answered_right: Rate::of(&seen, |seen| seen.answered_right()),
        right_or_offered: Rate::of(&seen, |seen| seen.right_or_offered()),
    };
    by_area.into_iter().map(area).collect()
}

fn confusions(seen: &[EvaluatedQuestion<'_>]) -> Vec<Confusion> {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for one in seen.iter().filter(|seen| misleads(seen)) {
        if let Some(found) = &one.line.top {
            *counts.entry((one.case.label.to_string(), found)).or_default() += 1;
        }
    }
    let confusion =
        |((label, found), count): ((String, &str), _)| Confusion { label, found: found.to_owned(), count };
    let mut confusions: Vec<Confusion> = counts.into_iter().map(confusion).collect();
    confusions.sort_by_key(|confusion| Reverse(confusion.count));
    confusions.truncate(MOST);
    confusions
}

/// Whether the first article is worth a look: wrong, and for a question that is not ours also shown to somebody. There
/// is always some article that comes first.
fn misleads(seen: &EvaluatedQuestion<'_>) -> bool {
    let shown = seen.answered() || !seen.line.choices.is_empty();
    !seen.first_is_right() && seen.case.label != Label::Chat && (seen.is_held() || shown)
}

/// Two tables: the areas, then what is taken for what.
impl fmt::Display for Breakdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<30}{:<35}right or offered", "area", "answered right")?;
        for Area { area, answered_right, right_or_offered } in &self.areas {
            writeln!(f, "{area:<30}{:<35}{right_or_offered}", answered_right.to_string())?;
        }
        if self.confusions.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{:>5}  {:<42}came first", "times", "asked for")?;
        for Confusion { label, found, count } in &self.confusions {
            writeln!(f, "{count:>5}  {label:<42}{found}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::examples::{article, example, outside, seen, small_talk};

    #[test]
    fn areas_count_their_own_questions_and_articles_without_one_stand_together() {
        let told = [
            example(article("nido/a"), "answer", Some("nido/a"), 0.9),
            example(article("nido/b"), "choices", Some("nido/b"), 0.5),
            example(article("b"), "human", Some("nido/a"), 0.2),
            example(article("missing"), "answer", Some("nido/a"), 0.9),
        ];
        let areas: Vec<(String, usize, usize, usize)> = Breakdown::of(&seen(&told))
            .areas
            .into_iter()
            .map(|area| {
                (area.area, area.answered_right.part, area.right_or_offered.part, area.answered_right.whole)
            })
            .collect();
        assert_eq!(areas, [("-".to_owned(), 0, 0, 1), ("nido".to_owned(), 1, 2, 2)]);
    }

    #[test]
    fn what_is_taken_for_what_is_counted_most_frequent_first() {
        let told = [
            example(article("a"), "human", Some("b"), 0.2),
            example(outside("near"), "choices", Some("b"), 0.5),
            example(outside("far"), "answer", Some("b"), 0.9),
            example(article("missing"), "answer", Some("b"), 0.9),
            // None of these: right, not shown, nothing found, small talk.
            example(article("b"), "human", Some("b"), 0.2),
            example(outside("far"), "human", Some("b"), 0.2),
            example(article("a"), "chat", None, 0.0),
            example(small_talk(), "answer", Some("b"), 0.9),
        ];
        let breakdown = Breakdown::of(&seen(&told));
        let confusions: Vec<(&str, &str, usize)> = breakdown
            .confusions
            .iter()
            .map(|confusion| (confusion.label.as_str(), confusion.found.as_str(), confusion.count))
            .collect();
        assert_eq!(confusions, [("OOS", "b", 2), ("a", "b", 1), ("missing", "b", 1)]);
        assert!(breakdown.to_string().ends_with(&format!("    1  {:<42}b\n", "missing")));
    }

    #[test]
    fn only_the_most_frequent_confusions_are_told() {
        let told: Vec<_> =
            (0..30).map(|n| example(article("a"), "human", Some(&format!("b{n}")), 0.2)).collect();
        assert_eq!(Breakdown::of(&seen(&told)).confusions.len(), MOST);
    }
}
