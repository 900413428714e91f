//! Measures decisions on labelled questions.
//!
//! What counts most is what the desk sends by itself: every question, ours or not, can be answered wrongly.
//! Questions about articles this collection does not have must stay unanswered, like those of other worlds.

mod breakdown;
mod cases;
mod discrimination;
mod interval;
mod perturb;
mod reliability;
mod robustness;
mod sample_size;
mod sorts;
mod stability;

use std::{collections::HashMap, fmt, path::Path};

use domain::{
    conversation::Exchange, danger::Danger, diagnostic::Diagnostic, verdict::Verdict, words::Words,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Knowledge, Query, text::typo::with_typo};

pub use self::{
    breakdown::{Area, Breakdown, Confusion},
    cases::{Label, LabelledQuestion, Part, read_cases},
    discrimination::Discrimination,
    interval::Rate,
    reliability::{Bin, Point, Reliability},
    robustness::{Perturbed, Robustness},
    sample_size::{Bound, Claim},
    sorts::Sort,
    stability::Stability,
};

/// Stands for the area of articles without one.
const NO_AREA: &str = "-";

/// One question and what the desk would do; the line of `sportello eval --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionReport {
    pub question: String,
    pub label: String,
    pub outcome: &'static str,
    /// The article answered with.
    pub slug: Option<String>,
    /// The slugs offered, most probable first.
    pub choices: Vec<String>,
    /// To be read beside the answer, for the other questions of the message, or until a human has answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// A human reads what the answer leaves.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rest: bool,
    /// The most probable article, whatever the outcome.
    #[serde(rename = "first")]
    pub top: Option<String>,
    /// Its probability; 0 when there is none.
    pub p: f64,
    /// What makes the question hard, and all that a complete answer needs, as the file says.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The kind of danger seen.
    pub danger: Option<Danger>,
    /// How probable it is that somebody is in danger, 0 to 1.
    pub danger_p: f64,
}

/// All lines and the figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub lines: Vec<QuestionReport>,
    pub metrics: Metrics,
    pub reliability: Reliability,
    pub discrimination: Discrimination,
    /// None where the file does not tell.
    pub sorts: Vec<Sort>,
    pub breakdown: Breakdown,
    /// `None` when the file does not tell who is in danger.
    pub lookout: Option<DangerReport>,
    /// `None` when no question is in the collection.
    pub typos: Option<Typos>,
}

/// How well danger is seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DangerReport {
    /// Messages of people in danger that were seen.
    pub seen: Rate,
    /// Ordinary messages that were taken for danger.
    pub false_alarms: Rate,
}

/// The questions in the collection once more, each with one slip of the finger.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Typos {
    pub in_answered_right: Rate,
    pub in_right_or_offered: Rate,
}

/// The figures. "In" are questions at least one right article of which is in the collection.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Metrics {
    /// Wrong ones among all automatic answers, whatever the question.
    pub answered_wrong: Rate,
    pub in_answered_right: Rate,
    pub in_right_or_offered: Rate,
    /// Questions for articles this collection does not have.
    pub missing_not_answered: Rate,
    pub near_not_answered: Rate,
    pub far_not_answered: Rate,
    pub chat_as_chat: Rate,
    /// Real questions taken for small talk.
    pub question_as_chat: Rate,
}

/// Decides every question of a TSV file as of the day `today`.
/// Malformed lines are diagnostics, all at once; then nothing is measured.
pub fn evaluate(knowledge: &Knowledge, questions: &Path, today: Date) -> Result<Report, Vec<Diagnostic>> {
    let cases = read_cases(questions, knowledge)?;
    let lines: Vec<QuestionReport> = cases.iter().map(|case| outcome(knowledge, case, today)).collect();
    let areas = areas(knowledge);
    let seen: Vec<EvaluatedQuestion<'_>> =
        cases.iter().zip(&lines).map(|(case, line)| EvaluatedQuestion::new(case, line, &areas)).collect();
    Ok(Report {
        metrics: measure(&seen),
        reliability: Reliability::of(&seen),
        discrimination: Discrimination::of(&seen),
        sorts: sorts::of(&seen),
        breakdown: Breakdown::of(&seen),
        lookout: watch(&seen),
        typos: slip(knowledge, &seen, today),
        lines,
    })
}

fn outcome(knowledge: &Knowledge, case: &LabelledQuestion, today: Date) -> QuestionReport {
    let before = Words::parse(&case.before).map(|question| {
        // The article they got is the one the desk would have given.
        let got = knowledge.decide(&Query::new(question.as_str(), super::HOME_LANG), today);
        let slug = got.candidates.first().map_or_else(String::new, |first| first.slug.clone());
        Exchange { question, slug }
    });
    let decision =
        knowledge.decide(&Query::new(&case.question, super::HOME_LANG).after(before.as_ref()), today);
    let (mut also, mut rest) = (Vec::new(), false);
    let (outcome, slug, choices) = match decision.verdict {
        Verdict::Chat { .. } => ("chat", None, Vec::new()),
        Verdict::Answer { card, also: links, rest: left, .. } => {
            also = links.into_iter().map(|link| link.slug).collect();
            rest = left;
            ("answer", Some(card.slug), Vec::new())
        }
        Verdict::Choices { choices } => ("choices", None, choices),
        Verdict::Human { offer, .. } => {
            also = offer.into_iter().map(|link| link.slug).collect();
            ("human", None, Vec::new())
        }
    };
    QuestionReport {
        question: case.question.clone(),
        label: case.label.to_string(),
        outcome,
        slug,
        choices: choices.into_iter().map(|choice| choice.slug).collect(),
        also,
        rest,
        top: decision.candidates.first().map(|first| first.slug.clone()),
        p: decision.candidates.first().map_or(0.0, |first| first.probability),
        sort: case.sort.clone(),
        parts: case.parts.iter().map(ToString::to_string).collect(),
        danger: decision.danger,
        danger_p: decision.why.danger,
    }
}

fn watch(seen: &[EvaluatedQuestion<'_>]) -> Option<DangerReport> {
    let is = |danger| move |seen: &&EvaluatedQuestion<'_>| seen.case.danger == Some(danger);
    let alarmed = |seen: &EvaluatedQuestion<'_>| seen.line.danger.is_some();
    seen.iter().any(|seen| seen.case.danger.is_some()).then(|| DangerReport {
        seen: Rate::of(seen.iter().filter(is(true)).copied(), alarmed),
        false_alarms: Rate::of(seen.iter().filter(is(false)).copied(), alarmed),
    })
}

/// A question, what should happen with it and what would: what every figure is counted from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EvaluatedQuestion<'a> {
    pub case: &'a LabelledQuestion,
    pub line: &'a QuestionReport,
    /// That of the right article; `None` when this collection does not have it.
    pub area: Option<&'a str>,
}

impl<'a> EvaluatedQuestion<'a> {
    fn new(case: &'a LabelledQuestion, line: &'a QuestionReport, areas: &HashMap<&'a str, &'a str>) -> Self {
        Self { case, line, area: case.label.slugs().find_map(|slug| areas.get(slug).copied()) }
    }

    /// Whether a right article is in the collection.
    pub fn is_held(&self) -> bool {
        self.area.is_some()
    }

    pub fn answered(&self) -> bool {
        self.line.slug.is_some()
    }

    pub fn answered_right(&self) -> bool {
        self.line.slug.as_deref().is_some_and(|slug| self.case.label.is_right(slug))
    }

    pub fn right_or_offered(&self) -> bool {
        let mut offered = self.line.choices.iter().chain(&self.line.also);
        self.answered_right() || offered.any(|slug| self.case.label.is_right(slug))
    }

    /// Whether the most probable article is a right one, whatever the outcome.
    pub fn first_is_right(&self) -> bool {
        self.line.top.as_deref().is_some_and(|slug| self.case.label.is_right(slug))
    }
}

/// The area of every article in the collection.
fn areas(knowledge: &Knowledge) -> HashMap<&str, &str> {
    knowledge
        .articles()
        .map(|article| (article.slug.as_str(), article.area.as_deref().unwrap_or(NO_AREA)))
        .collect()
}

fn measure<'a>(seen: &[EvaluatedQuestion<'a>]) -> Metrics {
    let rate = |among: &dyn Fn(&EvaluatedQuestion<'a>) -> bool,
                hit: &dyn Fn(&EvaluatedQuestion<'a>) -> bool| {
        Rate::of(seen.iter().filter(|seen| among(seen)), |seen| hit(seen))
    };
    let is_outside =
        |seen: &EvaluatedQuestion<'a>, kind| seen.case.label == Label::Outside && seen.case.kind == kind;
    let is_missing =
        |seen: &EvaluatedQuestion<'a>| matches!(seen.case.label, Label::Article { .. }) && !seen.is_held();
    let is_chat = |seen: &EvaluatedQuestion<'a>| seen.case.label == Label::Chat;
    let not_answered = |seen: &EvaluatedQuestion<'a>| !seen.answered();
    let as_chat = |seen: &EvaluatedQuestion<'a>| seen.line.outcome == "chat";
    Metrics {
        answered_wrong: rate(&|seen| seen.answered() && seen.case.label != Label::Unlabelled, &|seen| {
            !seen.answered_right()
        }),
        in_answered_right: rate(&EvaluatedQuestion::is_held, &EvaluatedQuestion::answered_right),
        in_right_or_offered: rate(&EvaluatedQuestion::is_held, &EvaluatedQuestion::right_or_offered),
        missing_not_answered: rate(&is_missing, &not_answered),
        near_not_answered: rate(&|seen| is_outside(seen, "near"), &not_answered),
        far_not_answered: rate(&|seen| is_outside(seen, "far"), &not_answered),
        chat_as_chat: rate(&is_chat, &as_chat),
        question_as_chat: rate(&|seen| !is_chat(seen) && seen.case.label != Label::Unlabelled, &as_chat),
    }
}

/// Asks every question in the collection again, with a slip that its place in the file decides.
fn slip(knowledge: &Knowledge, seen: &[EvaluatedQuestion<'_>], today: Date) -> Option<Typos> {
    let slipped: Vec<(LabelledQuestion, EvaluatedQuestion<'_>)> = (0..)
        .zip(seen)
        .filter(|(_, seen)| seen.is_held())
        .map(|(place, seen)| {
            (LabelledQuestion { question: with_typo(&seen.case.question, place), ..seen.case.clone() }, *seen)
        })
        .collect();
    let lines: Vec<QuestionReport> =
        slipped.iter().map(|(case, _)| outcome(knowledge, case, today)).collect();
    let again = || {
        slipped.iter().zip(&lines).map(|((case, seen), line)| EvaluatedQuestion {
            case,
            line,
            area: seen.area,
        })
    };
    (!lines.is_empty()).then(|| Typos {
        in_answered_right: Rate::of(again(), EvaluatedQuestion::answered_right),
        in_right_or_offered: Rate::of(again(), EvaluatedQuestion::right_or_offered),
    })
}

/// All figures for people to read, in less than 100 columns.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { metrics, reliability, discrimination, sorts, breakdown, typos, lookout, .. } = self;
        if let Some(DangerReport { seen, false_alarms }) = lookout {
            writeln!(f, "{:<36} {seen}", "danger: seen")?;
            writeln!(f, "{:<36} {false_alarms}", "ordinary: taken for danger")?;
        }
        write!(f, "{metrics}")?;
        if let Some(typos) = typos {
            writeln!(f, "\nthe same with one slip of the finger in each question")?;
            let rows = [
                ("in the collection: answered right", metrics.in_answered_right, typos.in_answered_right),
                (
                    "in the collection: right or offered",
                    metrics.in_right_or_offered,
                    typos.in_right_or_offered,
                ),
            ];
            for (name, clean, slipped) in rows {
                writeln!(f, "{name:<36} {slipped}   loss {:.1} points", loss(clean, slipped))?;
            }
        }
        writeln!(f, "\n{}", Claims(metrics))?;
        for sort in sorts {
            write!(f, "{sort}")?;
        }
        write!(f, "\n{discrimination}{reliability}\n{breakdown}")
    }
}

/// What the desk promises, and whether these questions are enough to say so.
struct Claims<'a>(&'a Metrics);

type Figure = fn(&Metrics) -> Rate;

const PROMISES: [(&str, Bound, Figure); 3] = [
    ("wrong among automatic answers", Bound::AtMost(0.015), |metrics| metrics.answered_wrong),
    ("in the collection: answered right", Bound::AtLeast(0.78), |metrics| metrics.in_answered_right),
    ("in the collection: right or offered", Bound::AtLeast(0.96), |metrics| metrics.in_right_or_offered),
];

impl fmt::Display for Claims<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, bound, rate) in PROMISES {
            writeln!(f, "{name:<36} {bound}: {}", bound.judge(rate(self.0)))?;
        }
        Ok(())
    }
}

/// In points of a hundred; of no cases, none.
fn loss(before: Rate, after: Rate) -> f64 {
    before.value().zip(after.value()).map_or(0.0, |(before, after)| (before - after) * 100.0)
}

/// A small table, one figure per line: per cent, 95 % interval, count.
impl fmt::Display for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("wrong among automatic answers", self.answered_wrong),
            ("in the collection: answered right", self.in_answered_right),
            ("in the collection: right or offered", self.in_right_or_offered),
            ("no such article: not answered", self.missing_not_answered),
            ("outside, near: not answered", self.near_not_answered),
            ("outside, far: not answered", self.far_not_answered),
            ("small talk taken as such", self.chat_as_chat),
            ("questions taken for small talk", self.question_as_chat),
        ];
        for (name, rate) in rows {
            writeln!(f, "{name:<36} {rate}")?;
        }
        Ok(())
    }
}

/// Small evaluations, for the tests of all that is counted from one.
#[cfg(test)]
pub(crate) mod examples {
    use super::*;

    /// In the area before its slash, if any; `missing` is not in the collection.
    pub fn article(slug: &str) -> LabelledQuestion {
        case(Label::Article { slug: slug.to_owned(), also: Vec::new() }, "in")
    }

    pub fn outside(kind: &str) -> LabelledQuestion {
        case(Label::Outside, kind)
    }

    pub fn small_talk() -> LabelledQuestion {
        case(Label::Chat, "chat")
    }

    fn case(label: Label, kind: &str) -> LabelledQuestion {
        LabelledQuestion {
            question: String::new(),
            label,
            kind: kind.to_owned(),
            sort: String::new(),
            parts: Vec::new(),
            before: String::new(),
            danger: None,
        }
    }

    /// A question and its outcome; `top` is what comes first, answered with or offered when the outcome says so.
    pub fn example(
        case: LabelledQuestion,
        outcome: &'static str,
        top: Option<&str>,
        p: f64,
    ) -> (LabelledQuestion, QuestionReport) {
        let shown = |as_this| top.filter(|_| outcome == as_this).map(str::to_owned);
        let line = QuestionReport {
            question: String::new(),
            label: case.label.to_string(),
            outcome,
            slug: shown("answer"),
            choices: shown("choices").into_iter().collect(),
            also: Vec::new(),
            rest: false,
            top: top.map(str::to_owned),
            p,
            sort: String::new(),
            parts: Vec::new(),
            danger: None,
            danger_p: 0.0,
        };
        (case, line)
    }

    pub fn seen(examples: &[(LabelledQuestion, QuestionReport)]) -> Vec<EvaluatedQuestion<'_>> {
        examples
            .iter()
            .map(|(case, line)| EvaluatedQuestion { case, line, area: area(&case.label) })
            .collect()
    }

    fn area(label: &Label) -> Option<&str> {
        let slug = label.slugs().find(|slug| *slug != "missing")?;
        Some(slug.split_once('/').map_or(NO_AREA, |(area, _)| area))
    }
}
