//! Reads a folder of articles, at any depth, with the lists of questions beside them.
//!
//! The layout is `<lang>/<area>/<slug>.md`, but only the front matter counts: a flat foreign folder is read as
//! well. One broken file never stops the others, and the order of files on disk never matters.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{
    diagnostic::{Diagnostic, did_you_mean},
    verdict::{Chat, Topic},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    article::{self, Article, Phrasing},
    files::{ArticleSource, asked_file},
    links::{self, Addresses},
    messages::{self, Messages},
    register::{self, Registers},
};
use crate::text::traits::TraitTable;

/// The good articles of a folder and what is known about questions that are for none of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Collection {
    /// At most one per slug and language, in the order of their files.
    pub articles: Vec<Article>,
    /// Questions that are not ours, from `outside.txt`.
    pub outside: Vec<Scoped<Phrasing>>,
    /// Small talk, from `chat.txt`.
    pub chat: Vec<Scoped<(Chat, Phrasing)>>,
    /// What people really write.
    pub messages: Messages,
    /// Where offices and forms are, from `addresses.toml`.
    #[serde(skip)]
    pub addresses: Addresses,
    /// How they say what they are, from `traits.toml`.
    pub traits: Vec<Scoped<TraitTable>>,
    /// The areas as people choose them, from `areas.toml`, in its order.
    pub topics: Vec<Topic>,
    /// What must be there, from `topics.toml` and `facts.toml`: nothing is learned from it.
    #[serde(skip)]
    pub registers: Registers,
    /// Where all of it is.
    pub source: ArticleSource,
    /// Decides in which order lines are learned. Only an evaluation changes it, to see that it does not matter.
    pub order: u64,
}

/// A line that belongs to the collection, not to an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scoped<T> {
    /// `None` when the file is not in the folder of one language: then it holds for all.
    pub lang: Option<String>,
    pub line: T,
}

impl<T> Scoped<T> {
    /// Whether the line counts for questions in `lang`.
    pub fn holds_for(&self, lang: &str) -> bool {
        self.lang.as_deref().is_none_or(|own| own == lang)
    }
}

const CHAT_GROUPS: [(&str, Chat); 4] = [
    ("greeting", Chat::Greeting),
    ("thanks", Chat::Thanks),
    ("vague", Chat::Vague),
    ("wants-human", Chat::WantsHuman),
];

/// Loads all that is there. Unreadable files, even the folder itself, are diagnostics.
pub fn load(source: impl Into<ArticleSource>) -> (Collection, Vec<Diagnostic>) {
    let source = source.into();
    let mut diagnostics = Vec::new();
    let files = source.files(&mut diagnostics);

    let mut collection = Collection { source: source.clone(), ..Collection::default() };
    let mut asked_files: BTreeSet<&PathBuf> =
        files.iter().filter(|file| has_end(file, ".asked.txt")).collect();
    for file in files.iter().filter(|file| is_article(file)) {
        asked_files.remove(&asked_file(file));
        let text = match source.text(file) {
            Ok(text) => text,
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                continue;
            }
        };
        let (article, found) = article::parse(file, &text);
        diagnostics.extend(found);
        let Some(mut article) = article else { continue };
        let beside = asked_file(file);
        if files.binary_search(&beside).is_ok() {
            match lines(&source, &beside) {
                Ok(asked) => article.asked = asked,
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        collection.articles.push(article);
    }
    diagnostics.extend(asked_files.into_iter().map(|file| {
        Diagnostic::warning(
            file,
            None,
            "there is no article beside these ways of asking",
            "name the file after its article: `<slug>.md` and `<slug>.asked.txt`",
        )
    }));
    drop_duplicates(&mut collection.articles, &mut diagnostics);
    collection.addresses = links::load(&source, &files, &mut diagnostics);
    for article in &mut collection.articles {
        collection.addresses.fill_in(article, &mut diagnostics);
    }
    mark_outdated(&mut collection.articles);
    load_asides(&files, &mut collection, &mut diagnostics);
    let langs: BTreeSet<String> = collection.articles.iter().map(|article| article.lang.clone()).collect();
    let lang_of = |folder: &Path| {
        let name = folder.file_name()?.to_string_lossy().into_owned();
        langs.contains(&name).then_some(name)
    };
    collection.messages = messages::load(&source, &files, lang_of, &mut diagnostics);
    collection.traits = load_traits(&source, &files, lang_of, &mut diagnostics);
    load_topics(&files, &mut collection, &mut diagnostics);
    collection.registers = register::load(&source, &files, &mut diagnostics);
    if collection.articles.is_empty() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::warning(
            source.folder(),
            None,
            "there are no articles in this folder",
            "put `.md` files with front matter into it",
        ));
    }
    (collection, diagnostics)
}

fn has_end(file: &Path, end: &str) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().ends_with(end))
}

fn is_article(file: &Path) -> bool {
    has_end(file, ".md") && file.file_stem().is_some_and(|stem| !stem.eq_ignore_ascii_case("readme"))
}

/// The lines of a list, without comments (`#`) and blank lines.
fn lines(source: &ArticleSource, file: &Path) -> Result<Vec<Phrasing>, Diagnostic> {
    let text = source.text(file)?;
    let file: Arc<Path> = file.into();
    let phrasings = (1..)
        .zip(text.lines())
        .map(|(line, text)| (line, text.trim()))
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .map(|(line, text)| Phrasing { text: text.into(), file: file.clone(), line });
    Ok(phrasings.collect())
}

fn drop_duplicates(articles: &mut Vec<Article>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(String, String), PathBuf> = HashMap::new();
    articles.retain(|article| {
        let key = (article.lang.clone(), article.slug.clone());
        if let Some(kept) = first.get(&key) {
            diagnostics.push(Diagnostic::error(
                &article.file,
                None,
                format!("the slug `{}` is already that of {}", article.slug, kept.display()),
                "give this article a slug of its own, or remove one of the two; the first is used",
            ));
            return false;
        }
        first.insert(key, article.file.clone());
        true
    });
}

/// A translation of an earlier edition says what nobody has seen to be true of this one.
fn mark_outdated(articles: &mut [Article]) {
    let edition = |article: &Article| (article.slug.clone(), article.reviewed_on);
    let originals: HashMap<String, Option<Date>> =
        articles.iter().filter(|article| article.translates.is_none()).map(edition).collect();
    for article in articles.iter_mut().filter(|article| article.translates.is_some()) {
        article.outdated = originals.get(&article.slug).is_some_and(|edition| *edition != article.translates);
    }
}

/// `outside.txt` and `chat.txt`, for the language whose folder they are in.
fn load_asides(files: &[PathBuf], collection: &mut Collection, diagnostics: &mut Vec<Diagnostic>) {
    let langs: BTreeSet<String> = collection.articles.iter().map(|article| article.lang.clone()).collect();
    let lang_of = |file: &Path| -> Option<String> {
        let folder = file.parent()?.file_name()?.to_string_lossy().into_owned();
        langs.contains(&folder).then_some(folder)
    };
    for file in files {
        let name = file.file_name().unwrap_or_default();
        if name != "outside.txt" && name != "chat.txt" {
            continue;
        }
        let lang = lang_of(file);
        match lines(&collection.source, file) {
            Err(diagnostic) => diagnostics.push(diagnostic),
            Ok(phrasings) if name == "outside.txt" => {
                collection
                    .outside
                    .extend(phrasings.into_iter().map(|line| Scoped { lang: lang.clone(), line }));
            }
            Ok(phrasings) => {
                let chat = chat_groups(phrasings, diagnostics);
                collection.chat.extend(chat.into_iter().map(|line| Scoped { lang: lang.clone(), line }));
            }
        }
    }
}

/// `areas.toml`: the title of each area, in the order in which they are shown.
fn load_topics(files: &[PathBuf], collection: &mut Collection, diagnostics: &mut Vec<Diagnostic>) {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Areas {
        area: Vec<Topic>,
    }
    for file in files.iter().filter(|file| has_end(file, "areas.toml")) {
        match collection.source.text(file).map(|text| toml::from_str::<Areas>(&text)) {
            Err(diagnostic) => diagnostics.push(diagnostic),
            Ok(Err(error)) => diagnostics.push(Diagnostic::error(
                file,
                None,
                error.message().to_owned(),
                "write `[[area]]` with `area` and `title` for each area",
            )),
            Ok(Ok(areas)) => {
                // An area without articles leads nowhere.
                let has_articles = |topic: &Topic| {
                    collection.articles.iter().any(|article| article.area.as_ref() == Some(&topic.area))
                };
                let topics: Vec<Topic> = areas.area.into_iter().filter(has_articles).collect();
                collection.topics.extend(topics);
            }
        }
    }
}

/// `traits.toml` of each language.
fn load_traits(
    source: &ArticleSource,
    files: &[PathBuf],
    lang_of: impl Fn(&Path) -> Option<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Scoped<TraitTable>> {
    let mut tables = Vec::new();
    for file in files.iter().filter(|file| file.file_name().is_some_and(|name| name == "traits.toml")) {
        let wrong = |problem: String| {
            Diagnostic::error(
                file,
                None,
                problem,
                "write `[[trait]]` with `is = \"work:public\"` and `said = [...]`",
            )
        };
        match source.text(file).map(|text| toml::from_str::<TraitTable>(&text)) {
            Err(diagnostic) => diagnostics.push(diagnostic),
            Ok(Err(error)) => diagnostics.push(wrong(error.message().to_owned())),
            Ok(Ok(line)) => {
                diagnostics.extend(line.unknown().map(|is| wrong(format!("`{is}` is no trait"))));
                tables.push(Scoped { lang: file.parent().and_then(&lang_of), line });
            }
        }
    }
    tables
}

/// Lines below `[greeting]` and the like are of that kind; those before the first header are vague.
fn chat_groups(phrasings: Vec<Phrasing>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Chat, Phrasing)> {
    let mut kind = Chat::Vague;
    let mut chat = Vec::new();
    for phrasing in phrasings {
        let Some(header) = phrasing.text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
            chat.push((kind, phrasing));
            continue;
        };
        if let Some((_, known)) = CHAT_GROUPS.iter().find(|(name, _)| *name == header.trim()) {
            kind = *known;
        } else {
            let names = CHAT_GROUPS.map(|(name, _)| name);
            diagnostics.push(Diagnostic::warning(
                phrasing.file.as_ref(),
                phrasing.line,
                format!("unknown group `[{header}]`; its lines count as vague"),
                did_you_mean(header, &names),
            ));
            kind = Chat::Vague;
        }
    }
    chat
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    fn article(slug: &str, lang: &str) -> Vec<u8> {
        format!("+++\nslug = \"{slug}\"\ntitle = \"{slug}\"\nlang = \"{lang}\"\n+++\nTesto.\n").into_bytes()
    }

    /// The diagnostics as text, with paths as from inside the folder.
    fn told(dir: &Path, diagnostics: &[Diagnostic]) -> Vec<String> {
        let prefix = format!("{}/", dir.display());
        diagnostics.iter().map(|diagnostic| diagnostic.to_string().replace(&prefix, "")).collect()
    }

    #[test]
    fn a_collection_with_all_its_lists_is_read() {
        let dir = folder(&[
            ("it/a/nido.md", &article("nido", "it")),
            ("it/a/nido.asked.txt", "# modi\n\nposti al nido?\n  e il nido?  \n".as_bytes()),
            ("it/README.md", b"not an article"),
            ("it/outside.txt", b"che ore sono?\n"),
            ("it/chat.txt", b"boh\n[greeting]\nehi\n[thanks]\nsmack\n"),
            ("en/nursery.md", &article("nursery", "en")),
            (".git/x.md", b"hidden"),
        ]);
        let (collection, diagnostics) = load(dir.path());
        assert_eq!(told(dir.path(), &diagnostics), Vec::<String>::new());

        let slugs: Vec<&str> = collection.articles.iter().map(|article| article.slug.as_str()).collect();
        assert_eq!(slugs, ["nursery", "nido"]);
        let asked: Vec<(&str, u32)> = collection.articles[1]
            .asked
            .iter()
            .map(|phrasing| (phrasing.text.as_ref(), phrasing.line))
            .collect();
        assert_eq!(asked, [("posti al nido?", 3), ("e il nido?", 4)]);
        assert!(collection.outside[0].holds_for("it") && !collection.outside[0].holds_for("en"));
        let kinds: Vec<Chat> = collection.chat.iter().map(|scoped| scoped.line.0).collect();
        assert_eq!(kinds, [Chat::Vague, Chat::Greeting, Chat::Thanks]);
    }

    #[test]
    fn a_flat_foreign_folder_is_read_and_its_lists_hold_for_all() {
        let dir = folder(&[("x.md", &article("x", "fr")), ("outside.txt", b"hein?\n")]);
        let (collection, diagnostics) = load(dir.path());
        assert_eq!(diagnostics, []);
        assert_eq!(collection.articles.len(), 1);
        assert!(collection.outside[0].holds_for("fr"));
    }

    #[test]
    fn broken_files_are_told_and_the_good_ones_stay() {
        let dir = folder(&[
            ("it/a.md", &article("doppio", "it")),
            ("it/b.md", &article("doppio", "it")),
            ("it/buono.md", &article("buono", "it")),
            ("it/latin1.md", b"+++\nslug = \"citt\xe0\"\n+++\n"),
            ("it/orfano.asked.txt", b"chi?\n"),
            ("it/chat.txt", b"[greetings]\nehi\n"),
        ]);
        let (collection, diagnostics) = load(dir.path());
        assert_eq!(collection.articles.len(), 2);
        let told = told(dir.path(), &diagnostics);
        assert_eq!(
            told.iter().filter(|line| !line.contains("called otherwise")).collect::<Vec<_>>(),
            [
                "it/latin1.md:2: error: not UTF-8 text: save the file with UTF-8 encoding",
                "it/orfano.asked.txt: warning: there is no article beside these ways of asking: name the file after its \
                 article: `<slug>.md` and `<slug>.asked.txt`",
                &format!(
                    "it/b.md: error: the slug `doppio` is already that of {}/it/a.md: give this article a slug of its own, \
                     or remove one of the two; the first is used",
                    dir.path().display()
                )
                .replace(&format!("{}/", dir.path().display()), ""),
                "it/chat.txt:1: warning: unknown group `[greetings]`; its lines count as vague: did you mean `greeting`?",
            ]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_finding() {
        let dir = folder(&[]);
        let (collection, diagnostics) = load(&dir.path().join("nowhere"));
        assert!(collection.articles.is_empty() && diagnostics[0].is_error());
        assert_eq!(load(dir.path()).1[0].problem, "there are no articles in this folder");
    }
}
