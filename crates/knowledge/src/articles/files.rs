//! Where the files of a collection are, reading what people wrote in them, and the names that belong together.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
};

use domain::diagnostic::{Diagnostic, line_of};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

/// The knowledge base of this repository; `build.rs` has it taken in anew when a file comes or goes.
static OURS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../knowledge");
/// How diagnostics name it.
const OURS_NAME: &str = "knowledge";

/// Where the files of a collection are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArticleSource {
    /// In the binary: the knowledge base of this repository.
    #[default]
    Ours,
    /// In a folder.
    Folder(PathBuf),
}

impl<P: AsRef<Path> + ?Sized> From<&P> for ArticleSource {
    fn from(folder: &P) -> Self {
        Self::Folder(folder.as_ref().to_owned())
    }
}

impl From<Option<PathBuf>> for ArticleSource {
    /// The configured folder, or ours.
    fn from(folder: Option<PathBuf>) -> Self {
        folder.map_or(Self::Ours, Self::Folder)
    }
}

impl ArticleSource {
    /// The folder, as diagnostics name it.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Ours => Path::new(OURS_NAME),
            Self::Folder(folder) => folder,
        }
    }

    /// All files, in the order of their names.
    pub(crate) fn files(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
        let mut files = Vec::new();
        match self {
            Self::Ours => list_ours(&OURS, &mut files),
            Self::Folder(folder) => list(folder, &mut files, diagnostics),
        }
        files.sort();
        files
    }

    /// The whole file as UTF-8; the diagnostic names the first line that is not.
    pub(crate) fn text(&self, file: &Path) -> Result<Cow<'static, str>, Diagnostic> {
        let bytes = self.bytes(file).map_err(|error| {
            Diagnostic::error(
                file,
                None,
                format!("the file cannot be read: {error}"),
                "check that it may be read",
            )
        })?;
        let no_text = |bytes: &[u8], error: std::str::Utf8Error| {
            let line = line_of(bytes, error.valid_up_to());
            Diagnostic::error(file, line, "not UTF-8 text", "save the file with UTF-8 encoding")
        };
        match bytes {
            Cow::Borrowed(bytes) => {
                std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| no_text(bytes, error))
            }
            Cow::Owned(bytes) => String::from_utf8(bytes)
                .map(Cow::Owned)
                .map_err(|error| no_text(error.as_bytes(), error.utf8_error())),
        }
    }

    fn bytes(&self, file: &Path) -> io::Result<Cow<'static, [u8]>> {
        match self {
            Self::Ours => file
                .strip_prefix(OURS_NAME)
                .ok()
                .and_then(|file| OURS.get_file(file))
                .map(|file| Cow::Borrowed(file.contents()))
                .ok_or_else(|| io::ErrorKind::NotFound.into()),
            Self::Folder(_) => fs::read(file).map(Cow::Owned),
        }
    }
}

/// Every way of asking for our own articles, in Italian, of those whose name is wanted.
pub(crate) fn asked(wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &'static str> {
    let italian = || OURS.get_dir("it").into_iter();
    let areas = italian().flat_map(Dir::dirs).flat_map(Dir::files);
    let asked = italian().flat_map(Dir::files).chain(areas).filter(move |file| {
        let name = file.path().file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".txt")
            && !name.ends_with(".stories.txt")
            && wanted(name.trim_end_matches(".asked.txt"))
    });
    let lines = asked.filter_map(|file| file.contents_utf8()).flat_map(str::lines).map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with(['#', '[']))
}

fn list_ours(dir: &Dir, files: &mut Vec<PathBuf>) {
    files.extend(dir.files().map(|file| Path::new(OURS_NAME).join(file.path())));
    dir.dirs().for_each(|dir| list_ours(dir, files));
}

/// Regular files below `dir`, hidden ones aside. Links to folders are not followed: they may go round in circles.
fn list(dir: &Path, files: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            diagnostics.push(Diagnostic::error(
                dir,
                None,
                format!("the folder cannot be read: {error}"),
                "check that it exists and may be read",
            ));
            return;
        }
    };
    for entry in entries.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            list(&path, files, diagnostics);
        } else if path.is_file() {
            files.push(path);
        }
    }
}

/// `x.asked.txt` for `x.md`.
pub(crate) fn asked_file(article: &Path) -> PathBuf {
    article.with_extension("asked.txt")
}
