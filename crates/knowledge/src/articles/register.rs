//! The registers of a collection: which articles there must be, and which facts they may rest on.
//!
//! Both are optional. `topics.toml` is in the folder of a language; `facts.toml` is there too, or above all
//! languages. A broken register is left out as a whole, so that no article is blamed for it.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use domain::diagnostic::{Diagnostic, line_of};
use jiff::civil::Date;
use serde::{Deserialize, de::DeserializeOwned};
use toml::Spanned;

use super::{article::Audience, collection::Scoped, files::ArticleSource};

/// What the registers of a collection say, in the order of their lines.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    pub topics: Vec<Scoped<Registered<TopicEntry>>>,
    pub facts: Vec<Scoped<Registered<Fact>>>,
}

/// An entry of a register, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered<T> {
    /// The slug of a topic, the id of a fact.
    pub name: String,
    pub about: T,
    pub file: PathBuf,
    pub line: u32,
}

/// What an article must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicEntry {
    pub area: String,
    pub audience: Audience,
    pub facts: Vec<String>,
}

/// What an article may rest on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    id: Spanned<String>,
    /// What holds, with every number, amount and day of it.
    pub statement: String,
    /// The acts behind it, as a person writes them.
    pub law: String,
    /// Where it was found: pages with their addresses, as a person writes them.
    pub source: String,
    /// The day up to which somebody has looked at the law.
    pub checked: Date,
    pub confidence: Confidence,
    /// Since when it holds: often a date, sometimes words.
    pub since: String,
    /// The last day on which its amounts hold, where a budget law changes them.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// The day on which the statement became another.
    #[serde(default)]
    pub changed: Option<Date>,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Found in the sources.
    Verified,
    /// Commonly known, not found in the sources.
    Known,
    /// To be said with care, or left to an expert.
    Unsure,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicsFile {
    topic: Vec<TopicTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicTable {
    slug: Spanned<String>,
    area: String,
    audience: Audience,
    facts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactsFile {
    fact: Vec<Fact>,
}

/// Reads the registers among the `files` of a collection.
pub(crate) fn load(
    source: &ArticleSource,
    files: &[PathBuf],
    diagnostics: &mut Vec<Diagnostic>,
) -> Registers {
    let dir = source.folder();
    let mut registers = Registers::default();
    for file in files {
        let name = file.file_name().unwrap_or_default();
        if name == "topics.toml" {
            let entries = read(source, file, topics, diagnostics);
            registers.topics.extend(entries.into_iter().map(|line| Scoped { lang: lang(dir, file), line }));
        } else if name == "facts.toml" {
            let entries = read(source, file, facts, diagnostics);
            registers.facts.extend(entries.into_iter().map(|line| Scoped { lang: lang(dir, file), line }));
        }
    }
    registers
}

/// The folder a register is in names its language, even when there is no article in that language yet.
fn lang(dir: &Path, file: &Path) -> Option<String> {
    let folder = file.parent().filter(|folder| *folder != dir)?;
    Some(folder.file_name()?.to_string_lossy().into_owned())
}

fn topics(file: TopicsFile) -> Vec<(Spanned<String>, TopicEntry)> {
    let topic = |table: TopicTable| {
        (table.slug, TopicEntry { area: table.area, audience: table.audience, facts: table.facts })
    };
    file.topic.into_iter().map(topic).collect()
}

fn facts(file: FactsFile) -> Vec<(Spanned<String>, Fact)> {
    file.fact.into_iter().map(|fact| (fact.id.clone(), fact)).collect()
}

/// The entries of one register, each name once; none when the register is broken.
fn read<F: DeserializeOwned, T>(
    source: &ArticleSource,
    file: &Path,
    tables: fn(F) -> Vec<(Spanned<String>, T)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Registered<T>> {
    let text = match source.text(file) {
        Ok(text) => text,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return Vec::new();
        }
    };
    let parsed = match toml::from_str(&text) {
        Ok(parsed) => parsed,
        Err(error) => {
            diagnostics.push(Diagnostic::error(
                file,
                error.span().map(|span| line_of(text.as_bytes(), span.start)),
                format!("the register cannot be read: {}", error.message()),
                "correct this; until then nothing is compared with it",
            ));
            return Vec::new();
        }
    };
    let mut names = HashSet::new();
    let mut entries = Vec::new();
    for (name, about) in tables(parsed) {
        let line = line_of(text.as_bytes(), name.span().start);
        let name = name.into_inner();
        if names.insert(name.clone()) {
            entries.push(Registered { name, about, file: file.to_owned(), line });
        } else {
            diagnostics.push(Diagnostic::error(
                file,
                line,
                format!("`{name}` is registered twice"),
                "remove one of the two; the first is used",
            ));
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The registers in a folder with these files, and the diagnostics with paths as from inside it.
    fn loaded(files: &[(&str, &str)]) -> (Registers, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            paths.push(path);
        }
        let mut diagnostics = Vec::new();
        let registers = load(&dir.path().into(), &paths, &mut diagnostics);
        let prefix = format!("{}/", dir.path().display());
        (
            registers,
            diagnostics.iter().map(|diagnostic| diagnostic.to_string().replace(&prefix, "")).collect(),
        )
    }

    const TOPIC: &str =
        "[[topic]]\nslug = \"nido\"\narea = \"bonus\"\naudience = \"worker\"\nfacts = [\"nursery\"]\n";
    const FACT: &str = "[[fact]]\nid = \"nursery\"\nstatement = \"A bonus.\"\nlaw = \"L. 232/2016\"\nsource = \"INPS\"\n\
        checked = \"2026-04-30\"\nconfidence = \"known\"\nsince = \"2017\"\n";

    #[test]
    fn a_register_holds_for_the_language_of_its_folder_or_for_all() {
        let (registers, diagnostics) = loaded(&[("facts.toml", FACT), ("it/topics.toml", TOPIC)]);
        assert_eq!(diagnostics, Vec::<String>::new());
        let (topic, fact) = (&registers.topics[0], &registers.facts[0]);
        assert_eq!((topic.lang.as_deref(), fact.lang.as_deref()), (Some("it"), None));
        assert_eq!((topic.line.name.as_str(), topic.line.line), ("nido", 2));
        assert_eq!(topic.line.about.audience, Audience::Worker);
        assert_eq!(fact.line.about.confidence, Confidence::Known);
    }

    #[test]
    fn a_broken_register_is_told_with_its_line_and_left_out() {
        let (registers, diagnostics) = loaded(&[
            ("it/topics.toml", &format!("{TOPIC}title = \"Nido\"\n")),
            ("en/topics.toml", &TOPIC.replace("worker", "workers")),
            ("facts.toml", "# facts\n[[fact]\n"),
            ("it/facts.toml", &format!("{FACT}\n{}", FACT.replace("law = \"L. 232/2016\"\n", ""))),
        ]);
        assert!(registers.topics.is_empty() && registers.facts.is_empty());
        let remedy = "correct this; until then nothing is compared with it";
        assert_eq!(
            diagnostics,
            [
                format!(
                    "it/topics.toml:6: error: the register cannot be read: unknown field `title`, expected one of \
                     `slug`, `area`, `audience`, `facts`: {remedy}"
                ),
                format!(
                    "en/topics.toml:4: error: the register cannot be read: unknown variant `workers`, expected one of \
                     `worker`, `company`, `both`: {remedy}"
                ),
                format!(
                    "facts.toml:2: error: the register cannot be read: unclosed array table, expected `]`: {remedy}"
                ),
                format!(
                    "it/facts.toml:10: error: the register cannot be read: missing field `law`: {remedy}"
                ),
            ]
        );
    }

    #[test]
    fn a_name_is_registered_once() {
        let (registers, diagnostics) = loaded(&[("facts.toml", &format!("{FACT}\n{FACT}"))]);
        assert_eq!(registers.facts.len(), 1);
        assert_eq!(
            diagnostics,
            ["facts.toml:11: error: `nursery` is registered twice: remove one of the two; the first is used"]
        );
    }
}
