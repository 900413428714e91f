//! Reading text files that people wrote, and the names that belong together.

use std::fs;
use std::path::{Path, PathBuf};

use crate::finding::{Finding, line_of};

/// The whole file as UTF-8; the finding names the first line that is not.
pub(super) fn read_text(file: &Path) -> Result<String, Finding> {
    let bytes = fs::read(file).map_err(|error| {
        Finding::error(file, None, format!("the file cannot be read: {error}"), "check that it may be read")
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let line = line_of(error.as_bytes(), error.utf8_error().valid_up_to());
        Finding::error(file, line, "not UTF-8 text", "save the file with UTF-8 encoding")
    })
}

/// `x.asked.txt` for `x.md`.
pub(super) fn asked_file(article: &Path) -> PathBuf {
    article.with_extension("asked.txt")
}
