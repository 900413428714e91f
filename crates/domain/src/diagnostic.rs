//! What a check has to say about a file: where, what is wrong, and what to do.
//!
//! Shared by everything that reads files people write (articles, question files, configuration). Diagnostics are
//! collected, never thrown: one broken file must not hide the next one.

use std::{fmt, path::PathBuf};

use leave::letters;

/// How bad a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is used all the same.
    Warning,
    /// The file, or the part of it that is meant, is left out.
    Error,
}

/// One thing to put right, in English, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub file: PathBuf,
    /// Counted from 1; `None` when the whole file is meant.
    pub line: Option<u32>,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl Diagnostic {
    /// Something that leaves the file out.
    pub fn error(
        file: impl Into<PathBuf>,
        line: impl Into<Option<u32>>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            line: line.into(),
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// Something worth a look that changes nothing by itself.
    pub fn warning(
        file: impl Into<PathBuf>,
        line: impl Into<Option<u32>>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, line, problem, remedy) }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}: {}: {}", self.severity, self.problem, self.remedy)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The remedy for a word that is none of the `known` ones: the nearest of them, or all when none is near.
pub fn did_you_mean(wrong: &str, known: &[&str]) -> String {
    match letters::nearest(wrong, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("use one of `{}`", known.join("`, `")),
    }
}

/// The line, counted from 1, that the byte at `offset` is on.
pub fn line_of(text: &[u8], offset: usize) -> u32 {
    let before = &text[..offset.min(text.len())];
    let breaks = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_reads_like_a_compiler_message() {
        let diagnostic = Diagnostic::error(
            "it/x/y.md",
            7,
            "unknown key `titel`",
            did_you_mean("titel", &["slug", "title"]),
        );
        assert_eq!(diagnostic.to_string(), "it/x/y.md:7: error: unknown key `titel`: did you mean `title`?");

        let whole = Diagnostic::warning("it/x/y.md", None, "is empty", "write it");
        assert!(diagnostic.is_error() && !whole.is_error(), "a warning leaves nothing out");
        assert_eq!(whole.to_string(), "it/x/y.md: warning: is empty: write it");
    }

    #[test]
    fn a_word_like_none_of_them_gets_the_whole_list() {
        assert_eq!(did_you_mean("colour", &["slug", "title"]), "use one of `slug`, `title`");
    }

    #[test]
    fn lines_count_from_one() {
        assert_eq!(line_of(b"a\nb\n", 0), 1);
        assert_eq!(line_of(b"a\nb\n", 2), 2);
        assert_eq!(line_of(b"a\nb\n", 99), 3);
        assert_eq!(line_of("perché\nno".as_bytes(), 8), 2);
    }
}
