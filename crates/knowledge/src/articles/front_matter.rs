//! Reads the TOML front matter of an article, key by key, and remembers everything that is wrong with it.
//!
//! Asking for a key never fails: what cannot be read becomes a [`Diagnostic`] with its line, and reading goes on,
//! so that whoever wrote the article sees all of it at once.

use std::{collections::BTreeMap, ops::Range, path::Path};

use domain::diagnostic::{Diagnostic, did_you_mean, line_of};
use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

/// The two halves of an article file.
pub(crate) struct Halves<'a> {
    pub front: &'a str,
    /// The line of the file on which `front` begins.
    pub front_line: u32,
    pub body: &'a str,
    /// The line of the file on which `body` begins.
    pub body_line: u32,
}

const FENCE: &str = "+++";

/// Splits a file at its two `+++` lines.
pub(crate) fn split<'a>(file: &Path, text: &'a str) -> Result<Halves<'a>, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != FENCE {
        return Err(Diagnostic::error(
            file,
            1,
            "the front matter is missing",
            "begin the file with a `+++` line, then `slug`, `title` and `lang`, then another `+++` line",
        ));
    }
    let mut start = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            let body = start + line.len();
            return Ok(Halves {
                front: &rest[..start],
                front_line: 2,
                body: &rest[body..],
                body_line: 1 + line_of(rest.as_bytes(), body),
            });
        }
        start += line.len();
    }
    Err(Diagnostic::error(
        file,
        1,
        "the front matter is not closed",
        "end it with a second `+++` line before the text",
    ))
}

/// The keys of one TOML table, to be asked for one by one.
pub(crate) struct Fields<'a> {
    file: &'a Path,
    source: &'a str,
    /// The line of the file on which `source` begins.
    first_line: u32,
    /// How the table is called in a diagnostic: empty for the front matter itself, else `urgent.`.
    prefix: &'static str,
    entries: Vec<Field<'a>>,
    /// Where the TOML itself is broken. What is read from such a line means nothing, and a key that is not there
    /// may only be unreadable.
    broken_lines: Vec<u32>,
    pub diagnostics: Vec<Diagnostic>,
}

struct Field<'a> {
    key: String,
    span: Range<usize>,
    value: DeValue<'a>,
}

impl<'a> Fields<'a> {
    /// Parses `source`; what is wrong with the TOML is among the diagnostics, the rest can still be asked for.
    pub fn parse(file: &'a Path, source: &'a str, first_line: u32) -> Self {
        let (table, errors) = DeTable::parse_recoverable(source);
        let mut fields = Self {
            file,
            source,
            first_line,
            prefix: "",
            entries: entries(table.into_inner()),
            broken_lines: Vec::new(),
            diagnostics: Vec::new(),
        };
        for error in errors {
            let line = error.span().map_or(first_line, |span| fields.line(&span));
            fields.broken_lines.push(line);
            fields.diagnostics.push(Diagnostic::error(
                file,
                line,
                format!("not valid TOML: {}", error.message()),
                "correct this line; texts stand between double quotes",
            ));
        }
        fields
    }

    /// The line of each key, asked for or not yet.
    pub fn lines(&self) -> BTreeMap<String, u32> {
        self.entries.iter().map(|entry| (entry.key.clone(), self.line(&entry.span))).collect()
    }

    /// A text that must be there and not be blank.
    pub fn required(&mut self, key: &str) -> Option<String> {
        if self.broken_lines.is_empty() && !self.entries.iter().any(|entry| entry.key == key) {
            self.diagnostics.push(Diagnostic::error(
                self.file,
                self.first_line,
                format!("the key `{}{key}` is missing", self.prefix),
                format!("add `{key} = \"...\"`"),
            ));
        }
        let (text, span) = self.text_at(key)?;
        if text.trim().is_empty() {
            self.error(&span, format!("`{}{key}` is empty", self.prefix), "fill it in");
            return None;
        }
        Some(text.trim().to_owned())
    }

    pub fn text(&mut self, key: &str) -> Option<String> {
        self.text_at(key).map(|(text, _)| text)
    }

    fn text_at(&mut self, key: &str) -> Option<(String, Range<usize>)> {
        let (value, span) = self.take(key)?;
        match value {
            DeValue::String(text) => Some((text.into_owned(), span)),
            other => {
                self.wrong_type(key, &span, "a text", &other, "put it between double quotes");
                None
            }
        }
    }

    /// A list of texts; empty when the key is not there.
    pub fn texts(&mut self, key: &str) -> Vec<(String, u32)> {
        let Some((value, span)) = self.take(key) else {
            return Vec::new();
        };
        let remedy = format!("write `{key} = [\"...\", \"...\"]`");
        let DeValue::Array(items) = value else {
            self.wrong_type(key, &span, "a list of texts", &value, &remedy);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            let span = item.span();
            match item.into_inner() {
                DeValue::String(text) => texts.push((text.into_owned(), self.line(&span))),
                other => self.wrong_type(key, &span, "a list of texts", &other, &remedy),
            }
        }
        texts
    }

    /// A day, as a TOML date or as a quoted ISO date, with its line.
    pub fn date(&mut self, key: &str) -> Option<(Date, u32)> {
        let (value, span) = self.take(key)?;
        let written = match value {
            DeValue::Datetime(moment) => moment.to_string(),
            DeValue::String(text) => text.into_owned(),
            other => {
                let remedy = format!("write it like `{key} = 2026-11-22`");
                self.wrong_type(key, &span, "a date", &other, &remedy);
                return None;
            }
        };
        // Only the day: "2026-11-22T10:00" would otherwise pass and lose its time silently.
        match written.parse::<Date>() {
            Ok(date) if written.len() == "2026-11-22".len() => Some((date, self.line(&span))),
            _ => {
                self.error(
                    &span,
                    format!("`{key}` is not a date: `{written}`"),
                    &format!("write it like `{key} = 2026-11-22`"),
                );
                None
            }
        }
    }

    /// One of a few words.
    pub fn one_of<T: Copy>(&mut self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.text_at(key)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        self.error(&span, format!("`{key}` cannot be `{text}`"), &did_you_mean(&text, &known));
        None
    }

    /// A truth value.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let (value, span) = self.take(key)?;
        match value {
            DeValue::Boolean(flag) => Some(flag),
            other => {
                self.wrong_type(key, &span, "true or false", &other, "write it without quotes");
                None
            }
        }
    }

    /// The keys of a table inside this one, with its line. Its diagnostics are its own.
    pub fn table(&mut self, key: &str, prefix: &'static str) -> Option<(Fields<'a>, u32)> {
        let (value, span) = self.take(key)?;
        let line = self.line(&span);
        match value {
            DeValue::Table(table) => Some((
                Fields {
                    file: self.file,
                    source: self.source,
                    first_line: self.first_line,
                    prefix,
                    entries: entries(table),
                    broken_lines: self.broken_lines.clone(),
                    diagnostics: Vec::new(),
                },
                line,
            )),
            other => {
                self.wrong_type(
                    key,
                    &span,
                    "a table",
                    &other,
                    &format!("write `[{key}]` on a line of its own"),
                );
                None
            }
        }
    }

    /// What is left was never asked for: each such key is a warning that suggests the nearest of `known`.
    pub fn finish(mut self, known: &[&str]) -> Vec<Diagnostic> {
        for entry in std::mem::take(&mut self.entries) {
            let line = self.line(&entry.span);
            self.diagnostics.push(Diagnostic::warning(
                self.file,
                line,
                format!("unknown key `{}{}`", self.prefix, entry.key),
                did_you_mean(&entry.key, known),
            ));
        }
        self.diagnostics
    }

    fn take(&mut self, key: &str) -> Option<(DeValue<'a>, Range<usize>)> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let entry = self.entries.swap_remove(at);
        Some((entry.value, entry.span))
    }

    fn line(&self, span: &Range<usize>) -> u32 {
        self.first_line - 1 + line_of(self.source.as_bytes(), span.start)
    }

    fn error(&mut self, span: &Range<usize>, problem: String, remedy: &str) {
        let line = self.line(span);
        if !self.broken_lines.contains(&line) {
            self.diagnostics.push(Diagnostic::error(self.file, line, problem, remedy));
        }
    }

    fn wrong_type(&mut self, key: &str, span: &Range<usize>, wanted: &str, got: &DeValue<'_>, remedy: &str) {
        let problem = format!("`{}{key}` is {wanted}, not a TOML {}", self.prefix, got.type_str());
        self.error(span, problem, remedy);
    }
}

/// The span of an entry is that of its key: that is where a person looks for it.
fn entries(table: DeTable<'_>) -> Vec<Field<'_>> {
    table
        .into_iter()
        .map(|(key, value)| Field {
            span: key.span(),
            key: key.into_inner().into_owned(),
            value: value.into_inner(),
        })
        .collect()
}
