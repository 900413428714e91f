//! One way of asking that would have to lead to two places, or is written twice.

use std::{collections::HashMap, path::Path, sync::Arc};

use domain::diagnostic::Diagnostic;

use crate::{
    articles::{
        article::{Article, Phrasing},
        collection::Collection,
    },
    text::{Analyzer, TextLanguage},
};

/// Fewer stems than this say too little to call two ways of asking nearly equal ("come funziona?").
const STEMS: usize = 2;

/// Adds the ways of asking that are equal or nearly equal to those of another article, or to questions that are
/// not ours. Each line is told at most once for it.
pub(crate) fn check(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    let mut indexes: Vec<LanguagePhrasings> = Vec::new();
    for article in &collection.articles {
        let at = indexes.iter().position(|index| index.lang == article.lang).unwrap_or_else(|| {
            indexes.push(LanguagePhrasings::new(&article.lang));
            indexes.len() - 1
        });
        indexes[at].add(article, diagnostics);
    }
    for index in &indexes {
        for scoped in collection.outside.iter().filter(|scoped| scoped.holds_for(index.lang)) {
            index.compare(&scoped.line, diagnostics);
        }
    }
    written_twice(collection, diagnostics);
}

/// Where each way of asking in one language was met first.
struct LanguagePhrasings<'a> {
    lang: &'a str,
    analyzer: Analyzer,
    equal: HashMap<String, FirstMet<'a>>,
    /// By the stems in their alphabetical order: "il nido quanto costa" is "quanto costa il nido".
    near: HashMap<Vec<Arc<str>>, FirstMet<'a>>,
}

#[derive(Clone, Copy)]
struct FirstMet<'a> {
    phrasing: &'a Phrasing,
    slug: &'a str,
}

impl<'a> LanguagePhrasings<'a> {
    fn new(lang: &'a str) -> Self {
        let analyzer = Analyzer::new(TextLanguage::of(lang));
        Self { lang, analyzer, equal: HashMap::new(), near: HashMap::new() }
    }

    fn add(&mut self, article: &'a Article, diagnostics: &mut Vec<Diagnostic>) {
        for phrasing in article.phrasings() {
            let place = FirstMet { phrasing, slug: &article.slug };
            let (plain, stems) = self.keys(&phrasing.text);
            let equal = *self.equal.entry(plain).or_insert(place);
            // A draft may be as near to an article as it likes, until somebody gives it facts.
            let near = stems.filter(|_| article.rests_on_facts());
            let near = near.map(|stems| *self.near.entry(stems).or_insert(place));
            let elsewhere = |place: &FirstMet| place.slug != article.slug;
            let problem = if elsewhere(&equal) {
                equal.equals(phrasing)
            } else if let Some(near) = near.filter(elsewhere) {
                near.nearly_equals(phrasing)
            } else {
                continue;
            };
            let remedy = "keep it where it belongs, or make the two differ";
            diagnostics.push(Diagnostic::warning(phrasing.file.as_ref(), phrasing.line, problem, remedy));
        }
    }

    fn compare(&self, outside: &Phrasing, diagnostics: &mut Vec<Diagnostic>) {
        let (plain, stems) = self.keys(&outside.text);
        let problem = if let Some(equal) = self.equal.get(&plain) {
            equal.equals(outside)
        } else if let Some(near) = stems.and_then(|stems| self.near.get(&stems)) {
            near.nearly_equals(outside)
        } else {
            return;
        };
        let remedy = "a question is either ours or outside: remove one of the two";
        diagnostics.push(Diagnostic::warning(outside.file.as_ref(), outside.line, problem, remedy));
    }

    /// What makes two ways of asking equal, and what nearly equal.
    fn keys(&self, text: &str) -> (String, Option<Vec<Arc<str>>>) {
        let sentence = self.analyzer.sentence(text);
        let mut stems = sentence.stems;
        stems.sort_unstable();
        stems.dedup();
        (sentence.tokens.join(" "), (stems.len() >= STEMS).then_some(stems))
    }
}

impl FirstMet<'_> {
    fn equals(&self, phrasing: &Phrasing) -> String {
        let Self { phrasing: first, slug } = self;
        format!(
            "\"{}\" is also a way of asking for `{slug}` ({}:{})",
            phrasing.text,
            first.file.display(),
            first.line
        )
    }

    fn nearly_equals(&self, phrasing: &Phrasing) -> String {
        let Self { phrasing: first, slug } = self;
        format!(
            "\"{}\" is nearly \"{}\", a way of asking for `{slug}` ({}:{})",
            phrasing.text,
            first.text,
            first.file.display(),
            first.line
        )
    }
}

/// Lines that are there twice in one list: in the questions or the `.asked.txt` of an article, or in an
/// `outside.txt`.
fn written_twice(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    for article in collection.articles.iter().filter(|article| article.rests_on_facts()) {
        let analyzer = Analyzer::new(TextLanguage::of(&article.lang));
        for list in [&article.questions, &article.asked] {
            twice_in_one_file(&analyzer, list, diagnostics);
        }
    }
    let analyzer = Analyzer::new(TextLanguage::Other);
    twice_in_one_file(&analyzer, collection.outside.iter().map(|scoped| &scoped.line), diagnostics);
}

fn twice_in_one_file<'a>(
    analyzer: &Analyzer,
    list: impl IntoIterator<Item = &'a Phrasing>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<(&Path, String), u32> = HashMap::new();
    for phrasing in list {
        let plain = analyzer.plain(&phrasing.text);
        // Signs alone ("?", an emoji) are all equal then.
        let key = if plain.is_empty() { phrasing.text.to_string() } else { plain };
        if let Some(line) = first.get(&(phrasing.file.as_ref(), key.clone())) {
            let problem = format!("\"{}\" is already on line {line}", phrasing.text);
            diagnostics.push(Diagnostic::warning(
                phrasing.file.as_ref(),
                phrasing.line,
                problem,
                "remove one of the two",
            ));
        } else {
            first.insert((&phrasing.file, key), phrasing.line);
        }
    }
}
