//! Where the links of an article lead: to other articles by slug, and to offices by key (`@inps`), whose addresses stand in
//! one table with the day on which somebody has looked at them.

use std::{ops::Range, path::PathBuf};

use domain::diagnostic::Diagnostic;
use jiff::civil::Date;
use pulldown_cmark::{Event, Parser, Tag};
use serde::{Deserialize, Serialize};

use super::{article::Article, files::ArticleSource};

/// `addresses.toml`, by key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addresses {
    #[serde(default, rename = "address")]
    pub all: Vec<Address>,
    #[serde(skip)]
    pub file: PathBuf,
}

/// Where an office or a form is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    pub key: String,
    pub url: String,
    /// The day on which somebody has seen that it leads there, or on which the source that names it was read.
    pub checked: Date,
}

/// The table, if there is one.
pub(super) fn load(
    source: &ArticleSource,
    files: &[PathBuf],
    diagnostics: &mut Vec<Diagnostic>,
) -> Addresses {
    let Some(file) = files.iter().find(|file| file.file_name().is_some_and(|name| name == "addresses.toml"))
    else {
        return Addresses::default();
    };
    match source.text(file).map(|text| toml::from_str::<Addresses>(&text)) {
        Err(diagnostic) => diagnostics.push(diagnostic),
        Ok(Err(error)) => diagnostics.push(Diagnostic::error(
            file,
            None,
            error.message().to_owned(),
            "write `[[address]]` with `key`, `url` and `checked`",
        )),
        Ok(Ok(addresses)) => return Addresses { file: file.clone(), ..addresses },
    }
    Addresses::default()
}

impl Addresses {
    /// Puts the addresses in the place of their keys. A key that is not in the table is told, and its words stay words.
    pub(super) fn fill_in(&self, article: &mut Article, diagnostics: &mut Vec<Diagnostic>) {
        let links: Vec<(String, Range<usize>)> = destinations(&article.body).collect();
        for (destination, range) in links.into_iter().rev() {
            let Some(key) = destination.strip_prefix('@') else { continue };
            let written = &article.body[range.clone()];
            let filled = if let Some(address) = self.all.iter().find(|address| address.key == key) {
                written.replace(&format!("({destination})"), &format!("({})", address.url))
            } else {
                diagnostics.push(Diagnostic::warning(
                    &article.file,
                    article.body_line - 1 + domain::diagnostic::line_of(article.body.as_bytes(), range.start),
                    format!("the address `{destination}` is not in the table"),
                    "add it to `addresses.toml` with the day on which you have seen it",
                ));
                written.split_once("](").map_or_else(String::new, |(words, _)| words[1..].to_owned())
            };
            article.body.replace_range(range, &filled);
        }
    }
}

/// The destination of every link of a text, and where in the text it stands.
pub(crate) fn destinations(body: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    Parser::new(body).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.into_string(), range)),
        _ => None,
    })
}

/// The slug a link means, or `None` when it leads out of the collection.
pub(crate) fn linked_slug(url: &str) -> Option<&str> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.contains([':', '@']) || path.starts_with('/') {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(name.strip_suffix(".md").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::articles::article;

    #[test]
    fn addresses_stand_in_one_table() {
        let table = "[[address]]\nkey = \"inps\"\nurl = \"https://www.inps.it\"\nchecked = \"2026-11-22\"\n";
        let addresses: Addresses = toml::from_str(table).unwrap();
        let text = "+++\nslug = \"a\"\ntitle = \"A\"\nlang = \"it\"\n+++\nVai su [INPS](@inps), su [ITL](@itl) o leggi [b](b).\n";
        let mut article = article::parse(Path::new("a.md"), text).0.unwrap();
        let mut told = Vec::new();
        addresses.fill_in(&mut article, &mut told);
        assert_eq!(article.body, "Vai su [INPS](https://www.inps.it), su ITL o leggi [b](b).");
        assert_eq!(
            told.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "a.md:6: warning: the address `@itl` is not in the table: add it to `addresses.toml` with the day on which you have seen it"
            ]
        );
    }
}
