//! Whole messages as people send them, with what they say of themselves and what answers them: stories beside the articles
//! (`<slug>.stories.txt`), and lists in the folder `messages` of a language.
//!
//! They teach what the tidy ways of asking cannot: which words of a long message matter, who is told from what, that
//! somebody asks more than one thing, and what goes on from an answer.

use std::path::{Path, PathBuf};

use domain::{diagnostic::Diagnostic, scope::Profile};
use serde::{Deserialize, Serialize};

use super::{article::Phrasing, collection::Scoped, files::ArticleSource};
use crate::text::traits::trait_named;

/// All messages of a collection.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Messages {
    /// By the slug of the article that answers all there is to answer in it.
    pub stories: Vec<Scoped<(String, Said)>>,
    /// What no article answers, and of which kind it is ("status", "sum", "place" ...).
    pub outside: Vec<Scoped<(String, Said)>>,
    /// With two questions, and the slugs of the articles that answer them.
    pub several: Vec<Scoped<(Vec<String>, Said)>>,
    pub follow_ups: Vec<Scoped<FollowUp>>,
}

/// A message, and what it says of whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub message: Phrasing,
    pub profile: Profile,
}

/// What somebody asked, the article they got, and what they wrote then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    pub before: String,
    pub got: String,
    pub message: Phrasing,
    /// The article for what they mean now; `None` where no article answers it.
    pub article: Option<String>,
}

/// Every list of messages; `lang_of` knows the language of a folder.
pub(super) fn load(
    source: &ArticleSource,
    files: &[PathBuf],
    lang_of: impl Fn(&Path) -> Option<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Messages {
    let mut messages = Messages::default();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Both kinds of files lie in a folder of the folder of a language.
        let lang = file.ancestors().nth(2).and_then(&lang_of);
        let found = if let Some(slug) = name.strip_suffix(".stories.txt") {
            rows_of(source, file).map(|rows| {
                let story = |line: Line<'_>| line.labelled().map(|said| (slug.to_owned(), said));
                messages.stories.extend(scoped(lang.as_deref(), rows.lines(), story, diagnostics));
            })
        } else if file.parent().is_some_and(|parent| parent.ends_with("messages")) {
            match name.as_str() {
                "outside.tsv" => rows_of(source, file).map(|rows| {
                    let unanswered = |row: Line<'_>| {
                        let [kind, _, facts, text] = row.cells()?;
                        Ok((kind.to_owned(), row.said(facts, text)?))
                    };
                    messages.outside.extend(scoped(lang.as_deref(), rows.table(), unanswered, diagnostics));
                }),
                "several.tsv" => rows_of(source, file).map(|rows| {
                    let several = |row: Line<'_>| {
                        let [slugs, facts, text] = row.cells()?;
                        Ok((slugs.split_whitespace().map(str::to_owned).collect(), row.said(facts, text)?))
                    };
                    messages.several.extend(scoped(lang.as_deref(), rows.table(), several, diagnostics));
                }),
                "followups.tsv" => rows_of(source, file).map(|rows| {
                    let follow_up = |row: Line<'_>| {
                        let [before, got, text, article] = row.cells()?;
                        Ok(FollowUp {
                            before: before.to_owned(),
                            got: got.to_owned(),
                            message: row.phrasing(text),
                            article: (!article.is_empty()).then(|| article.to_owned()),
                        })
                    };
                    messages.follow_ups.extend(scoped(lang.as_deref(), rows.table(), follow_up, diagnostics));
                }),
                _ => Ok(()),
            }
        } else {
            Ok(())
        };
        diagnostics.extend(found.err());
    }
    messages
}

struct Rows<'a> {
    file: &'a Path,
    text: std::borrow::Cow<'static, str>,
}

fn rows_of<'a>(source: &ArticleSource, file: &'a Path) -> Result<Rows<'a>, Diagnostic> {
    Ok(Rows { file, text: source.text(file)? })
}

impl Rows<'_> {
    /// Every line that says something, comments aside.
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        // The last column of a table may be empty: the tab before it counts.
        let lines = (1..).zip(self.text.lines());
        let lines = lines.filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#'));
        lines.map(|(number, text)| Line { file: self.file, number, text })
    }

    /// The same without the names of the columns.
    fn table(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines().skip(1)
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    file: &'a Path,
    number: u32,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// So many columns, divided by tabs.
    fn cells<const N: usize>(self) -> Result<[&'a str; N], Diagnostic> {
        let cells: Vec<&str> = self.text.split('\t').map(str::trim).collect();
        let found = cells.len();
        cells
            .try_into()
            .map_err(|_| self.wrong(format!("{found} columns, not {N}"), "divide them by single tabs"))
    }

    /// A message behind the facts in brackets, if there are any.
    fn labelled(self) -> Result<Said, Diagnostic> {
        match self.text.trim().strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((facts, text)) => self.said(facts, text.trim()),
            None => self.said("", self.text.trim()),
        }
    }

    fn said(self, facts: &str, text: &str) -> Result<Said, Diagnostic> {
        let mut profile = Profile::default();
        for fact in facts.split_whitespace() {
            profile.add(trait_named(fact).ok_or_else(|| {
                let remedy = "write `work:`, `role:` or `place:` and one of the words of `[scope]`";
                self.wrong(format!("`{fact}` is nothing that people say of themselves"), remedy)
            })?);
        }
        Ok(Said { message: self.phrasing(text), profile })
    }

    fn phrasing(self, text: &str) -> Phrasing {
        Phrasing { text: text.into(), file: self.file.into(), line: self.number }
    }

    fn wrong(self, problem: String, remedy: &str) -> Diagnostic {
        Diagnostic::warning(self.file, self.number, problem, remedy)
    }
}

fn scoped<'a, T>(
    lang: Option<&str>,
    lines: impl Iterator<Item = Line<'a>>,
    read: impl Fn(Line<'a>) -> Result<T, Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Scoped<T>> {
    let mut good = Vec::new();
    for line in lines {
        match read(line) {
            Ok(line) => good.push(Scoped { lang: lang.map(str::to_owned), line }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    good
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::articles::collection;

    #[test]
    fn messages_are_read_with_what_they_say_and_what_is_wrong_is_told() {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("it/nido/nido.md", "+++\nslug = \"nido\"\ntitle = \"Nido\"\nlang = \"it\"\n+++\nTesto.\n"),
            (
                "it/nido/nido.stories.txt",
                "# storie\n[work:public role:mother] Lavoro in comune, il nido?\nSolo il nido\n[work:king] Sono re\n",
            ),
            (
                "it/messages/outside.tsv",
                "kind\tnearest\tfacts\tmessage\nplace\tnido\tplace:abroad\tA Lugano il nido?\nplace\tnido\n",
            ),
            ("it/messages/several.tsv", "articles\tfacts\tmessage\nnido altro\t\tNido e altro?\n"),
            (
                "it/messages/followups.tsv",
                "before\tbefore_article\tmessage\tarticle\nil nido?\tnido\te se piove?\t\nil nido?\tnido\te il bonus?\tnido\n",
            ),
        ] {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let (collection, diagnostics) = collection::load(dir.path());
        let messages = &collection.messages;
        let stories: Vec<String> = messages
            .stories
            .iter()
            .map(|story| {
                let (slug, said) = &story.line;
                let traits: Vec<String> = said.profile.traits().map(|said| format!("{said:?}")).collect();
                format!("{:?} {slug} {} {}", story.lang, traits.join(" "), said.message.text)
            })
            .collect();
        assert_eq!(
            stories,
            [
                "Some(\"it\") nido Work(Public) Role(Mother) Lavoro in comune, il nido?",
                "Some(\"it\") nido  Solo il nido"
            ]
        );
        assert_eq!((messages.outside.len(), messages.outside[0].line.0.as_str()), (1, "place"));
        assert_eq!(messages.several[0].line.0, ["nido", "altro"]);
        let articles: Vec<Option<&str>> =
            messages.follow_ups.iter().map(|follow_up| follow_up.line.article.as_deref()).collect();
        assert_eq!(articles, [None, Some("nido")]);
        let prefix = format!("{}/", dir.path().display());
        let told: Vec<String> =
            diagnostics.iter().map(|diagnostic| diagnostic.to_string().replace(&prefix, "")).collect();
        assert_eq!(
            told,
            [
                "it/messages/outside.tsv:3: warning: 2 columns, not 4: divide them by single tabs",
                "it/nido/nido.stories.txt:4: warning: `work:king` is nothing that people say of themselves: write `work:`, \
                 `role:` or `place:` and one of the words of `[scope]`"
            ]
        );
    }
}
