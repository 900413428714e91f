//! Measures decisions on labelled questions.
//!
//! What counts most is what the desk sends by itself: every question, ours or not, can be answered wrongly.
//! Questions about articles this collection does not have must stay unanswered, like those of other worlds.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::Knowledge;
use super::files::read_text;
pub use super::interval::Rate;
use crate::desk::verdict::Verdict;
use crate::finding::Finding;

/// A labelled question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub question: String,
    pub label: Label,
    /// Free word of the one who wrote the file; for [`Label::Outside`] `near` and `far` are counted apart.
    pub kind: String,
}

/// What should happen with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The slug that should be found, and others that are right too.
    Article { slug: String, also: Vec<String> },
    /// A human should answer.
    Outside,
    /// Small talk.
    Chat,
}

/// One question and what the desk would do; the line of `sportello eval --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    pub question: String,
    pub label: String,
    pub outcome: &'static str,
    /// The article answered with.
    pub slug: Option<String>,
    /// The slugs offered, most probable first.
    pub choices: Vec<String>,
    /// The most probable article, whatever the outcome.
    #[serde(skip)]
    pub top: Option<String>,
    /// Its probability; 0 when there is none.
    pub p: f64,
}

/// All lines and the figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub lines: Vec<Line>,
    pub metrics: Metrics,
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

/// Decides every question of a TSV file (`question label also kind`) as of the day `today`.
/// Malformed lines are findings, all at once; then nothing is measured.
pub fn evaluate(knowledge: &Knowledge, questions: &Path, today: Date) -> Result<Report, Vec<Finding>> {
    let cases = read_cases(questions)?;
    let lines: Vec<Line> = cases.iter().map(|case| line(knowledge, case, today)).collect();
    let metrics = measure(knowledge, &cases, &lines);
    Ok(Report { lines, metrics })
}

/// Reads a question file. `also` (slugs separated by commas) and `kind` may be left out.
pub fn read_cases(file: &Path) -> Result<Vec<Case>, Vec<Finding>> {
    let text = read_text(file).map_err(|finding| vec![finding])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut rows = (1u32..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty());
    let header: Vec<&str> =
        rows.next().map(|(_, row)| row.split('\t').map(str::trim).collect()).unwrap_or_default();
    let column = |name: &str| header.iter().position(|own| *own == name);
    let (Some(question), Some(label)) = (column("question"), column("label")) else {
        return Err(vec![Finding::error(
            file,
            1,
            "the columns `question` and `label` are missing",
            "begin the file with the names of its columns: question, label, also, kind, separated by tabs",
        )]);
    };
    let (also, kind) = (column("also"), column("kind"));

    let (mut cases, mut findings) = (Vec::new(), Vec::new());
    for (number, row) in rows {
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).copied().unwrap_or_default();
        if cells.len() > header.len() || cell(Some(label)).is_empty() {
            findings.push(Finding::error(
                file,
                number,
                format!("{} columns where the header has {}", cells.len(), header.len()),
                "write question, label, also and kind, separated by single tabs",
            ));
            continue;
        }
        cases.push(Case {
            question: cell(Some(question)).to_owned(),
            label: label_of(cell(Some(label)), cell(also)),
            kind: cell(kind).to_owned(),
        });
    }
    if findings.is_empty() { Ok(cases) } else { Err(findings) }
}

fn label_of(label: &str, also: &str) -> Label {
    match label {
        "OOS" => Label::Outside,
        "CHAT" => Label::Chat,
        slug => Label::Article {
            slug: slug.to_owned(),
            also: also.split(',').map(str::trim).filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
        },
    }
}

impl Label {
    fn is_right(&self, found: &str) -> bool {
        match self {
            Self::Article { slug, also } => slug == found || also.iter().any(|other| other == found),
            Self::Outside | Self::Chat => false,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Article { slug, .. } => slug,
            Self::Outside => "OOS",
            Self::Chat => "CHAT",
        })
    }
}

fn line(knowledge: &Knowledge, case: &Case, today: Date) -> Line {
    let decision = knowledge.decide(&case.question, super::HOME_LANG, today);
    let (outcome, slug, choices) = match decision.verdict {
        Verdict::Chat { .. } => ("chat", None, Vec::new()),
        Verdict::Answer { card, .. } => ("answer", Some(card.slug), Vec::new()),
        Verdict::Choices { choices } => ("choices", None, choices),
        Verdict::Human { .. } => ("human", None, Vec::new()),
    };
    Line {
        question: case.question.clone(),
        label: case.label.to_string(),
        outcome,
        slug,
        choices: choices.into_iter().map(|choice| choice.slug).collect(),
        top: decision.candidates.first().map(|first| first.slug.clone()),
        p: decision.candidates.first().map_or(0.0, |first| first.probability),
    }
}

fn measure(knowledge: &Knowledge, cases: &[Case], lines: &[Line]) -> Metrics {
    let slugs: HashSet<&str> = knowledge.articles().map(|article| article.slug.as_str()).collect();
    let held = |label: &Label| slugs.iter().any(|slug| label.is_right(slug));
    let answered = |line: &Line| line.slug.is_some();
    let right = |case: &Case, line: &Line| line.slug.as_deref().is_some_and(|slug| case.label.is_right(slug));
    let offered = |case: &Case, line: &Line| line.choices.iter().any(|slug| case.label.is_right(slug));
    let outside = |case: &Case, kind: &str| case.label == Label::Outside && case.kind == kind;
    let is_article = |case: &Case| matches!(case.label, Label::Article { .. });

    let rate = |among: &dyn Fn(&Case, &Line) -> bool, hit: &dyn Fn(&Case, &Line) -> bool| {
        let among = cases.iter().zip(lines).filter(|(case, line)| among(case, line));
        let hits = among.clone().filter(|(case, line)| hit(case, line)).count();
        Rate::new(hits, among.count())
    };
    Metrics {
        answered_wrong: rate(&|_, line| answered(line), &|case, line| !right(case, line)),
        in_answered_right: rate(&|case, _| held(&case.label), &right),
        in_right_or_offered: rate(&|case, _| held(&case.label), &|case, line| {
            right(case, line) || offered(case, line)
        }),
        missing_not_answered: rate(&|case, _| is_article(case) && !held(&case.label), &|_, line| {
            !answered(line)
        }),
        near_not_answered: rate(&|case, _| outside(case, "near"), &|_, line| !answered(line)),
        far_not_answered: rate(&|case, _| outside(case, "far"), &|_, line| !answered(line)),
        chat_as_chat: rate(&|case, _| case.label == Label::Chat, &|_, line| line.outcome == "chat"),
        question_as_chat: rate(&|case, _| case.label != Label::Chat, &|_, line| line.outcome == "chat"),
    }
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
