//! The articles of one language, ready to be asked: documents, vocabulary, index, small talk, urgent phrases.

use std::collections::BTreeMap;

use super::article::Article;
use super::collection::Collection;
use super::features::Features;
use super::index::{Hit, Index, Text};
use super::leaning::Leaning;
use super::question::Question;
use super::small_talk::SmallTalk;
use super::text::{Analyzer, Language, Word};
use super::vocabulary::{Stem, Vocabulary};
use crate::desk::verdict::Urgent;

/// Documents looked at per question.
const NEAREST: usize = 100;
/// Articles a question is compared with in full.
const CANDIDATES: usize = 5;
/// Documents that vote for [`Features::support`].
const VOTERS: usize = 10;
/// What an article's second document adds to its best, the third to the second, and so on: asking in many ways
/// must not outweigh one way that fits.
const TIE: f64 = 0.3;
/// The shared weight at which [`Features::evidence`] is one half: about two words of middling rarity.
const HALF_EVIDENCE: f64 = 8.0;

/// The likeness from which [`Features::sameness`] counts.
const SAME_FROM: f64 = 0.75;

pub(super) struct Shelf {
    pub articles: Vec<Article>,
    pub analyzer: Analyzer,
    pub small_talk: SmallTalk,
    pub vocabulary: Vocabulary,
    documents: Vec<Document>,
    /// All stems of each article, its ways of asking included; sorted.
    article_stems: Vec<Vec<Stem>>,
    urgent: Vec<(Vec<String>, Urgent)>,
    /// One class per article, the last for what is outside.
    leaning: Leaning,
    index: Index,
}

/// What the index holds, as the index sees it by number.
struct Document {
    owner: Owner,
    /// Sorted, each once.
    stems: Vec<Stem>,
    /// Sum of the squared weights of the stems, for the cosine.
    square_weight: f64,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// One way of asking for an article.
    Way(usize),
    /// An article's title, keywords and body.
    Whole(usize),
    /// A question that is not ours.
    Outside,
}

/// How an article stands to a question.
pub(super) struct Ranked<'a> {
    pub article: &'a Article,
    pub features: Features,
    pub nearest_way: Option<&'a str>,
    /// The stems it shares with the question.
    pub matched: Vec<String>,
}

/// What the shelf holds about a question, best article first.
#[derive(Default)]
pub(super) struct Ranking<'a> {
    pub articles: Vec<Ranked<'a>>,
    /// The nearest question that is not ours, and how near.
    pub outside: Option<(&'a str, f64)>,
}

/// A document's likeness to the question, kept while comparing.
#[derive(Clone, Copy, Default)]
struct Likeness<'a> {
    closeness: f64,
    shared: f64,
    text: Option<&'a str>,
}

impl Shelf {
    /// Everything of `lang` in the collection.
    pub fn new(collection: &Collection, lang: &str) -> tantivy::Result<Self> {
        let analyzer = Analyzer::new(Language::of(lang));
        let articles: Vec<Article> =
            collection.articles.iter().filter(|article| article.lang == lang).cloned().collect();

        let mut sources: Vec<(Owner, String)> = Vec::new();
        for (number, article) in articles.iter().enumerate() {
            sources.extend(article.ways().map(|way| (Owner::Way(number), way.text.clone())));
            let whole = [article.title.as_str(), &article.keywords.join("\n"), &article.body].join("\n");
            sources.push((Owner::Whole(number), whole));
        }
        let outside = collection.outside.iter().filter(|aside| aside.holds_for(lang));
        sources.extend(outside.map(|aside| (Owner::Outside, aside.line.text.clone())));

        let words: Vec<Vec<Word>> = sources.iter().map(|(_, text)| analyzer.words(text)).collect();
        let vocabulary = Vocabulary::new(&words);
        let texts: Vec<Text> = sources
            .iter()
            .zip(&words)
            .map(|((_, text), words)| Text {
                stems: words.iter().map(|word| word.stem.clone()).collect(),
                plain: analyzer.plain(text),
            })
            .collect();
        let index = Index::build(&texts)?;
        let documents: Vec<Document> = sources
            .into_iter()
            .zip(&words)
            .map(|((owner, text), words)| Document::new(owner, text, words, &vocabulary))
            .collect();
        Ok(Self {
            article_stems: article_stems(articles.len(), &documents),
            leaning: leaning(articles.len(), &documents),
            small_talk: SmallTalk::new(collection, lang, &analyzer),
            urgent: urgent_phrases(&articles, &analyzer),
            articles,
            analyzer,
            vocabulary,
            documents,
            index,
        })
    }

    /// The articles nearest to a question. An index that fails finds nothing, and a human answers.
    pub fn rank(&self, question: &Question) -> Ranking<'_> {
        match self.index.nearest(&question.text, NEAREST) {
            Ok(hits) => self.compare(question, &hits),
            Err(error) => {
                tracing::error!(%error, "the index could not be searched");
                Ranking::default()
            }
        }
    }

    /// The urgent rule a question meets, if any: that of the most words.
    pub fn urgent(&self, question: &Question) -> Option<&Urgent> {
        let met =
            self.urgent.iter().filter(|(phrase, _)| phrase.iter().all(|stem| question.said.contains(stem)));
        met.max_by_key(|(phrase, _)| phrase.len()).map(|(_, urgent)| urgent)
    }

    fn compare(&self, question: &Question, hits: &[Hit]) -> Ranking<'_> {
        let mut nearest: BTreeMap<Option<usize>, Likeness<'_>> = BTreeMap::new();
        for hit in hits {
            let document = &self.documents[hit.document];
            if document.owner.is_whole() {
                continue;
            }
            let likeness = self.likeness(question, document);
            let best = nearest.entry(document.owner.article()).or_default();
            if likeness.closeness > best.closeness {
                *best = likeness;
            }
        }
        let outside = nearest.get(&None).copied().unwrap_or_default();
        let voters: Vec<(Option<usize>, f64)> = hits
            .iter()
            .map(|hit| (self.documents[hit.document].owner, hit.score))
            .filter(|(owner, _)| !owner.is_whole())
            .take(VOTERS)
            .map(|(owner, score)| (owner.article(), score))
            .collect();
        let all_votes: f64 = voters.iter().map(|(_, score)| score).sum();

        let leaning = self.leaning.of(&question.stems);
        let found = self.found(hits);
        let articles = found.iter().take(CANDIDATES).map(|number| {
            let likeness = nearest.get(&Some(*number)).copied().unwrap_or_default();
            let votes: f64 =
                voters.iter().filter(|(owner, _)| *owner == Some(*number)).map(|(_, score)| score).sum();
            let (matched, covered) = self.covered(question, *number);
            let features = Features {
                sameness: ((likeness.closeness - SAME_FROM) / (1.0 - SAME_FROM)).max(0.0),
                coverage: covered,
                evidence: likeness.shared / (likeness.shared + HALF_EVIDENCE),
                outside: outside.closeness - likeness.closeness,
                support: if all_votes > 0.0 { votes / all_votes } else { 0.0 },
                leaning: leaning[*number],
                unknown: question.share(question.unknown_weight),
                corrected: question.share(question.corrected_weight),
            };
            Ranked { article: &self.articles[*number], features, nearest_way: likeness.text, matched }
        });
        Ranking { articles: articles.collect(), outside: outside.text.map(|text| (text, outside.closeness)) }
    }

    /// The articles found, that with the best search score first.
    fn found(&self, hits: &[Hit]) -> Vec<usize> {
        let mut scores: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for hit in hits {
            if let Some(article) = self.documents[hit.document].owner.article() {
                let (score, tie) = scores.entry(article).or_insert((0.0, 1.0));
                *score += hit.score * *tie;
                *tie *= TIE;
            }
        }
        let mut found: Vec<(usize, f64)> =
            scores.into_iter().map(|(article, (score, _))| (article, score)).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.into_iter().map(|(article, _)| article).collect()
    }

    fn likeness<'a>(&self, question: &Question, document: &'a Document) -> Likeness<'a> {
        let common = question.stems.iter().filter(|stem| document.stems.binary_search(stem).is_ok());
        let (mut shared, mut square) = (0.0, 0.0);
        for weight in common.map(|stem| self.vocabulary.weight(*stem)) {
            shared += weight;
            square += weight * weight;
        }
        let norm = (question.square_weight * document.square_weight).sqrt();
        Likeness {
            closeness: if norm > 0.0 { square / norm } else { 0.0 },
            shared,
            text: Some(&document.text),
        }
    }

    /// The question's stems that occur anywhere in an article, and their share of its weight.
    fn covered(&self, question: &Question, article: usize) -> (Vec<String>, f64) {
        let own = &self.article_stems[article];
        let shared = question.stems.iter().filter(|stem| own.binary_search(stem).is_ok());
        let weight: f64 = shared.clone().map(|stem| self.vocabulary.weight(*stem)).sum();
        let names = shared.filter_map(|stem| question.name(*stem)).collect();
        (names, question.share(weight))
    }
}

impl Document {
    fn new(owner: Owner, text: String, words: &[Word], vocabulary: &Vocabulary) -> Self {
        let mut stems: Vec<Stem> = words.iter().filter_map(|word| vocabulary.find(&word.stem)).collect();
        stems.sort_unstable();
        stems.dedup();
        Self {
            square_weight: stems.iter().map(|stem| vocabulary.weight(*stem).powi(2)).sum(),
            stems,
            // Only ways of asking are ever shown.
            text: if owner.is_whole() { String::new() } else { text },
            owner,
        }
    }
}

impl Owner {
    fn article(self) -> Option<usize> {
        match self {
            Self::Way(article) | Self::Whole(article) => Some(article),
            Self::Outside => None,
        }
    }

    fn is_whole(self) -> bool {
        matches!(self, Self::Whole(_))
    }
}

fn article_stems(articles: usize, documents: &[Document]) -> Vec<Vec<Stem>> {
    let mut all = vec![Vec::new(); articles];
    for document in documents {
        if let Some(article) = document.owner.article() {
            all[article].extend(&document.stems);
        }
    }
    for stems in &mut all {
        stems.sort_unstable();
        stems.dedup();
    }
    all
}

fn leaning(articles: usize, documents: &[Document]) -> Leaning {
    let ways = documents.iter().filter(|document| !document.owner.is_whole());
    let classed = ways.map(|way| (way.owner.article().unwrap_or(articles), way.stems.as_slice()));
    Leaning::new(articles + 1, classed)
}

fn urgent_phrases(articles: &[Article], analyzer: &Analyzer) -> Vec<(Vec<String>, Urgent)> {
    let mut phrases = Vec::new();
    for rule in articles.iter().filter_map(|article| article.urgent.as_ref()) {
        for phrase in &rule.asked {
            let stems: Vec<String> = analyzer.words(&phrase.text).into_iter().map(|word| word.stem).collect();
            // A phrase without content words would be met by everything.
            if !stems.is_empty() {
                phrases.push((stems, rule.urgent.clone()));
            }
        }
    }
    phrases
}
