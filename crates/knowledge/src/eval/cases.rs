//! Labelled questions, as they stand in a file.

use std::{fmt, path::Path};

use domain::diagnostic::Diagnostic;

use crate::{Knowledge, articles::files::ArticleSource};

/// Stands among the parts of a question where no article answers one of them.
const HUMAN: &str = "HUMAN";

/// A labelled question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledQuestion {
    pub question: String,
    pub label: Label,
    /// Free word of the one who wrote the file; for [`Label::Outside`] `near` and `far` are counted apart.
    pub kind: String,
    /// Free word again, for what makes a question hard; empty where the file does not say.
    pub sort: String,
    /// All that a complete answer needs; empty where the file does not say.
    pub parts: Vec<Part>,
    /// What the same person wrote before; empty for a first message.
    pub before: String,
    /// Whether somebody is in danger, where the file says so.
    pub danger: Option<bool>,
}

/// One of the things that a question asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Article(String),
    /// No article answers it.
    Human,
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
    /// The file does not say: only danger is measured.
    Unlabelled,
}

/// Reads a question file. All columns but `question` and `label` may be left out; `also` and `parts` are separated by
/// commas. What is labelled with a slug that an article had before is labelled with the one it has now.
pub fn read_cases(file: &Path, knowledge: &Knowledge) -> Result<Vec<LabelledQuestion>, Vec<Diagnostic>> {
    read(file, |slug| knowledge.current(slug).to_owned())
}

fn read(file: &Path, current: impl Fn(&str) -> String) -> Result<Vec<LabelledQuestion>, Vec<Diagnostic>> {
    let text = ArticleSource::from(file).text(file).map_err(|diagnostic| vec![diagnostic])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Questions have quotation marks of their own, and rows may be short.
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = rows.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|own| own == name);
    let (Some(question), Some(label)) = (column("question"), column("label")) else {
        return Err(vec![Diagnostic::error(
            file,
            1,
            "the columns `question` and `label` are missing",
            "begin the file with the names of its columns: question, label, also, kind, separated by tabs",
        )]);
    };
    let [also, kind, sort, parts, before, danger] =
        ["also", "kind", "sort", "parts", "before", "danger"].map(column);

    let (mut cases, mut diagnostics) = (Vec::new(), Vec::new());
    for row in rows.into_records().flatten() {
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or_default();
        if row.iter().all(str::is_empty) {
            continue;
        }
        if row.len() > header.len() || cell(Some(label)).is_empty() {
            let line = row.position().and_then(|position| u32::try_from(position.line()).ok());
            diagnostics.push(Diagnostic::error(
                file,
                line,
                format!("{} columns where the header has {}", row.len(), header.len()),
                "write question, label, also and kind, separated by single tabs",
            ));
            continue;
        }
        cases.push(LabelledQuestion {
            question: cell(Some(question)).to_owned(),
            label: label_of(cell(Some(label)), cell(also), &current),
            kind: cell(kind).to_owned(),
            sort: cell(sort).to_owned(),
            parts: list(cell(parts)).map(|part| part_of(part, &current)).collect(),
            before: cell(before).to_owned(),
            danger: danger.map(|_| !matches!(cell(danger), "" | "-")),
        });
    }
    if diagnostics.is_empty() { Ok(cases) } else { Err(diagnostics) }
}

fn label_of(label: &str, also: &str, current: impl Fn(&str) -> String) -> Label {
    match label {
        "OOS" => Label::Outside,
        "CHAT" => Label::Chat,
        "-" => Label::Unlabelled,
        slug => Label::Article { slug: current(slug), also: list(also).map(current).collect() },
    }
}

fn part_of(part: &str, current: impl Fn(&str) -> String) -> Part {
    if part == HUMAN { Part::Human } else { Part::Article(current(part)) }
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim).filter(|slug| !slug.is_empty())
}

impl LabelledQuestion {
    /// Whether it asks for more than one article says.
    pub fn has_several_parts(&self) -> bool {
        self.parts.len() > 1
    }
}

impl Label {
    /// The articles that are right.
    pub(super) fn slugs(&self) -> impl Iterator<Item = &str> {
        let (slug, also): (_, &[String]) = match self {
            Self::Article { slug, also } => (Some(slug), also),
            Self::Outside | Self::Chat | Self::Unlabelled => (None, &[]),
        };
        slug.into_iter().chain(also).map(String::as_str)
    }

    pub(super) fn is_right(&self, found: &str) -> bool {
        self.slugs().any(|slug| slug == found)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Article { slug, .. } => slug,
            Self::Outside => "OOS",
            Self::Chat => "CHAT",
            Self::Unlabelled => "-",
        })
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Article(slug) => slug,
            Self::Human => HUMAN,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(text: &str) -> Result<Vec<LabelledQuestion>, Vec<Diagnostic>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("q.tsv");
        std::fs::write(&file, text).unwrap();
        read(&file, |slug| slug.replace("nido-2026", "nido"))
    }

    #[test]
    fn columns_may_come_in_any_order_and_most_be_left_out() {
        let cases = cases(
            "before\tlabel\tquestion\tparts\tsort\talso\n\
             quanto dura?\tnido-2026\te per lui?\tnido-2026, HUMAN\tfollow\tpadre, madre\n\
             \tOOS\tche ore sono?\n",
        )
        .unwrap();
        let [follow, plain] = cases.as_slice() else { panic!("two questions") };
        assert_eq!(follow.label.slugs().collect::<Vec<_>>(), ["nido", "padre", "madre"]);
        assert_eq!(follow.parts, [Part::Article("nido".to_owned()), Part::Human]);
        assert_eq!((follow.sort.as_str(), follow.before.as_str()), ("follow", "quanto dura?"));
        assert!(follow.has_several_parts() && !plain.has_several_parts());
        assert_eq!((plain.label.to_string().as_str(), plain.danger), ("OOS", None));
    }

    #[test]
    fn a_malformed_file_names_its_lines() {
        let lines = |text| -> Vec<Option<u32>> {
            cases(text).unwrap_err().iter().map(|diagnostic| diagnostic.line).collect()
        };
        assert_eq!(lines("question\tlabel\nuno\ndue\tOOS\ntre\tOOS\tx\n"), [Some(2), Some(4)]);
        assert_eq!(lines("question\nuno\n"), [Some(1)]);
        assert!(read(Path::new("nowhere.tsv"), str::to_owned).is_err());
    }
}
