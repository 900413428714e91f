//! What the desk knows: articles, their index, and the decision what to do with a question.
//!
//! A room of its own: it reads Markdown files once, when loading, and from then on only computes. The app asks
//! [`Knowledge::decide`] and hands the verdict to the desk; the staff searches with [`Knowledge::search`].
//!
//! Invariants:
//!
//! - **Right or silent.** An article is sent by itself only above a probability, which follows from a rule (see `rule`);
//!   what this collection does not cover must end with a human.
//! - An expired or human-only article is never answered with, nor offered.
//! - One broken file never takes another down, and everything wrong is told at once, as
//!   [`Diagnostic`]s with file, line and remedy.
//! - The same files, question and day always give the same decision: no clock, no randomness, no network, and the
//!   order of files on disk does not matter.
//! - Only the first [`MAX_CHARS`] characters of a question are looked at.
//!
//! Reading order: `articles` (what is written), `text` (words), `retrieval` (which are near), `model` (how sure that is, and
//! how it is learned), `danger` (who may be hurt), `decision` (what to do). `lint` and `eval` are tools: nothing in the
//! running desk uses them.

pub mod articles;
mod danger;
pub mod decision;
pub mod eval;
pub mod lint;
mod model;
mod query;
mod retrieval;
#[cfg(test)]
mod tests;
pub mod text;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use articles::{
    collection,
    links::{destinations, linked_slug},
};
use danger::Lookout;
use domain::{
    diagnostic::Diagnostic,
    language::Language,
    scope::Profile,
    verdict::{Candidate, Card, Chat, Handling, Link, Topic, Verdict},
};
use jiff::civil::Date;
use model::cache::Cache;
use retrieval::language_index::LanguageIndex;
use text::spoken::Identifier;

pub use articles::{article::Article, collection::Collection, files::ArticleSource};
use decision::context;
pub use decision::{Decision, Reason};
pub use model::features::{Features, OutOfScope};
pub use model::learner;
pub use query::Query;
pub use text::MAX_CHARS;
pub use text::normaliser::Correction;

/// The language that is asked when another one has no answer.
const HOME_LANG: &str = "it";
/// Its lines are the desk's own: others are not written.
const LOG: &str = "sportello::knowledge";
/// The folder of the data folder in which models are kept between starts.
pub const MODELS: &str = "models";
/// How many articles of one area are offered to whoever has chosen it.
const OF_AN_AREA: usize = 5;
/// How many articles a search of the staff finds.
const FOUND: usize = 5;

/// A loaded knowledge base. Build it again when an article changes, and swap it.
pub struct Knowledge {
    /// By language code; never empty.
    indexes: BTreeMap<String, LanguageIndex>,
    /// Sees who may be hurt.
    lookout: Arc<Lookout>,
    /// Knows languages.
    spoken: Arc<Identifier>,
    /// What the collection is about, in the order in which people are shown it.
    topics: Vec<Topic>,
}

impl Knowledge {
    /// Reads and indexes all that is there. What is wrong with the files is in the diagnostics; articles with
    /// errors are left out. What was learned from them is kept in the folder `cache`, so that the next start is quick.
    /// Fails only when the index itself cannot be built (no memory, no thread).
    pub fn load(
        source: impl Into<ArticleSource>,
        cache: Option<&Path>,
    ) -> anyhow::Result<(Self, Vec<Diagnostic>)> {
        let (collection, diagnostics) = collection::load(source);
        Ok((Self::new(&collection, cache)?, diagnostics))
    }

    /// Indexes a collection that is already in memory, and learns from it unless `cache` knows what there is to learn.
    pub fn new(collection: &Collection, cache: Option<&Path>) -> anyhow::Result<Self> {
        let (dangers, cached) = (danger::table(&collection.source), cache.map(Cache));
        let spoken = Identifier::learned(&dangers, cached);
        let lookout = Arc::new(Lookout::new(dangers, cached));
        let indexes = Self::indexes(collection, |lang| LanguageIndex::new(collection, lang, cached))?;
        Ok(Self { indexes, lookout, spoken, topics: collection.topics.clone() })
    }

    /// Indexes a collection that has changed a little, and judges by what was learned before: much quicker than
    /// learning anew, and good enough until then.
    pub fn refreshed(&self, collection: &Collection) -> anyhow::Result<Self> {
        let indexes = Self::indexes(collection, |lang| match self.indexes.get(lang) {
            Some(index) => index.refreshed(collection, lang),
            None => LanguageIndex::new(collection, lang, None),
        })?;
        let (lookout, spoken) = (self.lookout.clone(), self.spoken.clone());
        Ok(Self { indexes, lookout, spoken, topics: collection.topics.clone() })
    }

    /// One per language of the collection; that of the desk where there are no articles.
    fn indexes(
        collection: &Collection,
        index: impl Fn(&str) -> tantivy::Result<LanguageIndex>,
    ) -> tantivy::Result<BTreeMap<String, LanguageIndex>> {
        let mut langs: Vec<&str> = collection.articles.iter().map(|article| article.lang.as_str()).collect();
        if langs.is_empty() {
            langs.push(HOME_LANG);
        }
        langs.sort_unstable();
        langs.dedup();
        langs.into_iter().map(|lang| Ok((lang.to_owned(), index(lang)?))).collect()
    }

    /// What to do with a message, on the day `today`. Danger comes before all else. A question in a language of which there are articles is asked of those first, and then of the Italian
    /// ones; in a language of which there are none, it is for a human.
    pub fn decide(&self, query: &Query<'_>, today: Date) -> Decision {
        let (question, lang) = (query.words, query.lang);
        let written = self.spoken.written(question);
        let asked = written.as_ref().map_or(lang, |written| written.code.as_str());
        let decision = self.in_context(query, asked, today);
        let speak = written.as_ref().map_or_else(|| lang.parse().ok(), |written| Some(written.speak));
        let foreign = written
            .as_ref()
            .is_some_and(|written| written.code != HOME_LANG && !self.indexes.contains_key(&written.code));
        let seen = self.lookout.sees(question, Some(&decision).filter(|_| !foreign));
        let mut decision = match (seen.danger, &decision.verdict) {
            (Some(danger), _) => {
                let urgent = self.lookout.urgent(danger, speak.unwrap_or(Language::It));
                decision.for_humans(Some(urgent), Reason::Danger)
            }
            // Whoever greets or thanks is understood in many languages; nobody is too vague in their own.
            (
                None,
                Verdict::Chat { chat: Chat::Vague, .. } | Verdict::Answer { .. } | Verdict::Choices { .. },
            ) if foreign => decision.for_humans(None, Reason::OtherLanguage),
            (None, Verdict::Chat { chat: Chat::Vague, .. }) if is_one_word(question) => {
                let verdict = Verdict::Chat { chat: Chat::Vague, topics: self.topics.clone() };
                Decision { verdict, ..decision }
            }
            _ => decision,
        };
        if let Verdict::Answer { card, .. } = &mut decision.verdict
            && let Some(article) = self.article(&card.slug, &decision.why.lang)
        {
            card.links = self.links(article);
        }
        decision.why.danger = seen.probability;
        Decision { written, ..decision }
    }

    /// By itself and, where the person has had an answer before, as what goes on from it.
    fn in_context(&self, query: &Query<'_>, lang: &str, today: Date) -> Decision {
        let nothing = Profile::default();
        let known = query.profile.unwrap_or(&nothing);
        let alone = self.of_articles(query.words, lang, known, today);
        let Some(before) =
            query.before.filter(|_| query.words.split_whitespace().count() <= context::LONGEST)
        else {
            return alone;
        };
        let both = format!("{} {}", before.question.as_str(), query.words);
        let both = self.of_articles(&both, lang, known, today);
        let (_, index) = self.shelves_for(lang).0;
        context::in_context(alone, both, self.current(&before.slug), index.retriever.standing(query.words))
    }

    fn of_articles(&self, question: &str, lang: &str, known: &Profile, today: Date) -> Decision {
        let (first, second) = self.shelves_for(lang);
        let decide = |(lang, index)| decision::decide(index, lang, question, known, today);
        let decision = decide(first);
        match second {
            Some(second) if decision.found_nothing() => {
                let other = decide(second);
                if other.found_nothing() { decision } else { other }
            }
            _ => decision,
        }
    }

    /// The most common questions of an area: its articles that may be sent, those with the most ways of asking first.
    pub fn of_area(&self, area: &str, today: Date) -> Vec<Candidate> {
        let of_area = |article: &&Article| article.area.as_deref() == Some(area);
        let sendable =
            |article: &&Article| !article.expired(today) && article.handling != Handling::HumanOnly;
        let mut articles: Vec<&Article> = self.articles().filter(of_area).filter(sendable).collect();
        articles.sort_by_key(|article| std::cmp::Reverse(article.asked.len()));
        let candidate = |article: &Article| Candidate {
            slug: article.slug.clone(),
            title: article.title.clone(),
            probability: 0.0,
        };
        articles.into_iter().take(OF_AN_AREA).map(candidate).collect()
    }

    /// An article as the desk shows it to everybody, in `lang` or else in Italian.
    pub fn card(&self, slug: &str, lang: &str) -> Option<Card> {
        self.article(slug, lang).map(Article::card)
    }

    /// An article as the desk shows it to somebody who has said so much of themselves; none that may not be sent any more.
    pub fn card_for(&self, slug: &str, lang: &str, profile: &Profile, today: Date) -> Option<Card> {
        let article = self.article(slug, lang).filter(|article| !article.expired(today))?;
        Some(Card { links: self.links(article), ..article.card_for(profile) })
    }

    /// The articles that the text of this one leads on to.
    fn links(&self, article: &Article) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for (destination, _) in destinations(&article.body) {
            let to = linked_slug(&destination).and_then(|slug| self.article(slug, &article.lang));
            if let Some(Article { slug, title, .. }) = to
                && links.iter().all(|link| link.slug != *slug)
            {
                links.push(Link { slug: slug.clone(), title: title.clone() });
            }
        }
        links
    }

    /// The slug that an article has now, by that or by one it had before.
    pub fn current<'a>(&'a self, slug: &'a str) -> &'a str {
        if self.articles().any(|article| article.slug == slug) {
            return slug;
        }
        self.articles().find(|article| article.is_called(slug)).map_or(slug, |article| &article.slug)
    }

    /// An article by its slug or by one it had before, in `lang` or else in Italian.
    pub fn article(&self, slug: &str, lang: &str) -> Option<&Article> {
        let slug = self.current(slug);
        let (first, second) = self.shelves_for(lang);
        let indexes = [Some(first), second].into_iter().flatten();
        let mut articles = indexes.flat_map(|(_, index)| index.retriever.articles.iter().map(AsRef::as_ref));
        articles.find(|article| article.slug == slug)
    }

    /// The articles nearest to some words, for people who judge themselves: at most five, expired ones too.
    pub fn search(&self, words: &str, lang: &str) -> Vec<Candidate> {
        let (first, second) = self.shelves_for(lang);
        let find = |(_, index): (&str, &LanguageIndex)| {
            let articles = index.opinion(&index.retriever.question(words)).articles.into_iter().take(FOUND);
            articles.map(|judged| judged.candidate()).collect::<Vec<_>>()
        };
        let found = find(first);
        match second {
            Some(second) if found.is_empty() => find(second),
            _ => found,
        }
    }

    /// The probability from which an article in `lang` is sent by itself, 0 to 1.
    pub fn threshold(&self, lang: &str) -> Option<f64> {
        self.indexes.get(lang).map(|index| index.model.thresholds[0])
    }

    /// Every article, language by language.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.indexes.values().flat_map(|index| index.retriever.articles.iter().map(AsRef::as_ref))
    }

    /// The shelf to ask first and the one to ask when that has nothing.
    fn shelves_for(&self, lang: &str) -> ((&str, &LanguageIndex), Option<(&str, &LanguageIndex)>) {
        let index = |lang: &str| self.indexes.get_key_value(lang).map(|(lang, index)| (lang.as_str(), index));
        let home = index(HOME_LANG);
        match (index(lang), home) {
            (Some(own), _) if lang == HOME_LANG => (own, None),
            (Some(own), home) => (own, home),
            (None, Some(home)) => (home, None),
            (None, None) => {
                let (lang, only) = self.indexes.first_key_value().expect("there is always a shelf");
                ((lang, only), None)
            }
        }
    }
}

/// One word, and nothing beside it.
fn is_one_word(question: &str) -> bool {
    question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() == 1
}

/// Everything `sportello check` has to say about these articles, and about what experts have written in these folders, file
/// by file.
pub fn check(source: &ArticleSource, copies: &[PathBuf], today: Date) -> Vec<Diagnostic> {
    let (collection, mut diagnostics) = collection::load(source.clone());
    diagnostics.extend(lint::check(&collection, today));
    diagnostics.extend(lint::check_copies(&collection, copies));
    diagnostics.extend(danger::check(source, today));
    diagnostics.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    diagnostics
}
