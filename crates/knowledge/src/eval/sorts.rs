//! The figures by what makes a question hard, where the file says so.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use super::{EvaluatedQuestion, Label, Part, interval::Rate};

/// The questions of one sort.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sort {
    pub sort: String,
    /// Wrong ones among all automatic answers.
    pub answered_wrong: Rate,
    /// Answers that say nothing about another part of the question, and show nothing for it.
    pub partly_answered: Rate,
    pub answered_right: Rate,
    pub right_or_offered: Rate,
    /// Outside, and shown a menu or an answer.
    pub outside_shown: Rate,
}

/// In alphabetical order; none where the file has no sorts.
pub(super) fn of(seen: &[EvaluatedQuestion<'_>]) -> Vec<Sort> {
    let mut by_sort: BTreeMap<&str, Vec<&EvaluatedQuestion<'_>>> = BTreeMap::new();
    for one in seen.iter().filter(|seen| !seen.case.sort.is_empty()) {
        by_sort.entry(&one.case.sort).or_default().push(one);
    }
    let sort = |(sort, seen): (&str, Vec<&EvaluatedQuestion<'_>>)| Sort {
        sort: sort.to_owned(),
        answered_wrong: rate(&seen, EvaluatedQuestion::answered, |seen| !seen.answered_right()),
        partly_answered: rate(
            &seen,
            |seen| seen.answered() && seen.case.has_several_parts(),
            is_partly_answered,
        ),
        answered_right: rate(&seen, EvaluatedQuestion::is_held, EvaluatedQuestion::answered_right),
        right_or_offered: rate(&seen, EvaluatedQuestion::is_held, EvaluatedQuestion::right_or_offered),
        outside_shown: rate(
            &seen,
            |seen| seen.case.label == Label::Outside,
            |seen| seen.answered() || !seen.line.choices.is_empty(),
        ),
    };
    by_sort.into_iter().map(sort).collect()
}

fn rate<'a>(
    seen: &[&EvaluatedQuestion<'a>],
    among: impl Fn(&EvaluatedQuestion<'a>) -> bool,
    hit: impl Fn(&EvaluatedQuestion<'a>) -> bool,
) -> Rate {
    Rate::of(seen.iter().filter(|seen| among(seen)), |seen| hit(seen))
}

/// Whether a part of the question is neither what was answered nor offered beside it.
fn is_partly_answered(seen: &EvaluatedQuestion<'_>) -> bool {
    let shown = |part: &Part| match part {
        Part::Article(slug) => {
            let mut shown = seen.line.slug.iter().chain(&seen.line.choices).chain(&seen.line.also);
            shown.any(|shown| shown == slug)
        }
        Part::Human => seen.line.rest,
    };
    seen.answered() && !seen.case.parts.iter().all(shown)
}

/// Two lines per sort, in less than 100 columns.
impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, rate) in [
            ("wrong among automatic answers", self.answered_wrong),
            ("one of several answered, no more", self.partly_answered),
            ("answered right", self.answered_right),
            ("right or offered", self.right_or_offered),
            ("outside, shown an article", self.outside_shown),
        ] {
            if rate.whole > 0 {
                writeln!(f, "{:<10}{name:<36}{rate}", self.sort)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::examples::{article, example, outside, seen};

    #[test]
    fn an_answer_to_one_of_several_questions_is_counted_where_nothing_stands_beside_it() {
        let several = |slug: &str, parts: &[Part]| {
            let mut case = article(slug);
            (case.sort, case.parts) = ("multi".to_owned(), parts.to_vec());
            case
        };
        let nido = || Part::Article("nido".to_owned());
        let mut out = outside("near");
        out.sort = "trap".to_owned();
        let told = [
            example(several("nido", &[nido(), Part::Human]), "answer", Some("nido"), 0.9),
            example(several("nido", &[nido()]), "answer", Some("nido"), 0.9),
            example(several("nido", &[nido(), Part::Human]), "choices", Some("nido"), 0.5),
            example(out, "choices", Some("nido"), 0.5),
            example(article("nido"), "answer", Some("nido"), 0.9),
        ];
        let sorts = of(&seen(&told));
        let [multi, trap] = sorts.as_slice() else { panic!("two sorts: {sorts:?}") };
        let counts = |rate: Rate| (rate.part, rate.whole);
        assert_eq!(counts(multi.partly_answered), (1, 1));
        assert_eq!((counts(multi.answered_right), counts(multi.right_or_offered)), ((2, 3), (3, 3)));
        assert_eq!((counts(trap.outside_shown), counts(trap.answered_wrong)), ((1, 1), (0, 0)));
        assert!(sorts.iter().all(|sort| sort.to_string().lines().all(|line| line.len() < 100)));
    }
}
