//! The articles of one language, ready to be compared with a question: words, index, neighbours, urgent phrases.
//!
//! Nothing here is learned: it is built in a fraction of a second whenever an article changes.

use std::{collections::HashSet, sync::Arc, thread};

use domain::verdict::Urgent;
use fnv::FnvBuildHasher;

use super::{
    index::{Entry, Index},
    neighbours::{Nearness, Neighbours},
};
use crate::{
    articles::article::Article,
    model::{
        corpus::{Material, Way},
        features::{Doubts, Features, evidence, leaning, sameness},
    },
    text::{
        Analyzer,
        question::Question,
        vocabulary::{Stem, Vocabulary},
    },
};

/// Articles a question is compared with in full, from each of index, neighbours and classifier.
const CANDIDATES: usize = 5;

pub(crate) struct Stock {
    pub articles: Vec<Arc<Article>>,
    pub analyzer: Analyzer,
    pub vocabulary: Vocabulary,
    /// Every way of asking, then every question that is outside.
    ways: Vec<String>,
    /// All stems of each article, its ways of asking included; sorted.
    article_stems: Vec<Vec<Stem>>,
    urgent: Vec<(Vec<Arc<str>>, Urgent)>,
    neighbours: Neighbours,
    index: Index,
}

/// How an article stands to a question.
pub(crate) struct Ranked<'a> {
    pub article: &'a Article,
    pub features: Features,
    pub nearest_way: Option<&'a str>,
    /// The stems it shares with the question.
    pub matched: Vec<String>,
}

/// What the stock holds about a question, in no order.
#[derive(Default)]
pub(crate) struct Ranking<'a> {
    pub articles: Vec<Ranked<'a>>,
    pub doubts: Doubts,
    /// The nearest question that is not ours.
    pub outside: Option<&'a str>,
}

impl Stock {
    pub fn new(material: &Material) -> tantivy::Result<Self> {
        thread::scope(|scope| {
            // The index is half of the work.
            let index = scope.spawn(|| Index::build(&entries(material)));
            let articles: Vec<Arc<Article>> =
                material.articles().map(|(article, _)| article.clone()).collect();
            let (ways, wholes) = (material.ways(), material.wholes());
            let words = ways.iter().map(|(_, said)| &said.words).chain(wholes.iter().map(|said| &said.words));
            let vocabulary = Vocabulary::new(words.clone(), material.analyzer().stop_words());
            let stems: Vec<Vec<Stem>> = words.map(|words| vocabulary.stems(words)).collect();
            let (of_ways, of_wholes) = stems.split_at(ways.len());
            let owned = ways.iter().zip(of_ways).map(|((owner, _), stems)| (*owner, stems.as_slice()));
            Ok(Self {
                article_stems: article_stems(of_wholes, owned.clone()),
                neighbours: Neighbours::new(articles.len(), owned, &vocabulary),
                urgent: urgent_phrases(&articles, material.analyzer()),
                ways: ways.iter().map(|(_, said)| said.text.clone()).collect(),
                articles,
                analyzer: material.analyzer().clone(),
                vocabulary,
                index: index.join().expect("indexing does not panic")?,
            })
        })
    }

    pub fn question(&self, text: &str) -> Question {
        Question::new(text, &self.analyzer, &self.vocabulary)
    }

    /// The articles nearest to a question. `leanings` is what the classifier makes of it: a logarithm per article, the
    /// last for what is outside. An index that fails finds nothing, and a human answers.
    pub fn rank(&self, question: &Question, leanings: Option<&[f64]>) -> Ranking<'_> {
        let hits = self
            .index
            .nearest(&question.sentence.stems, &question.unknown, CANDIDATES)
            .unwrap_or_else(|error| {
                tracing::error!(target: crate::LOG, %error, "the index could not be searched");
                Vec::new()
            });
        let near = self.neighbours.of(&question.stems, question.square_weight.sqrt(), &self.vocabulary);
        let (outside, near) = near.split_last().expect("the last is what is outside");

        let mut found: Vec<usize> = hits.iter().map(|hit| hit.article).collect();
        found.extend(most(near, |near| near.best));
        if let Some(leanings) = leanings {
            found.extend(most(&leanings[..near.len()], |leaning| leaning.exp()));
        }
        found.sort_unstable();
        found.dedup();

        let best = hits.first().map_or(1.0, |hit| hit.score);
        let articles = found.into_iter().map(|number| {
            let (matched, covered) = self.covered(question, number);
            let (leaning, class) = leaning(leanings.map(|leanings| leanings[number]));
            let score = hits.iter().find(|hit| hit.article == number).map_or(0.0, |hit| hit.score);
            let features = Features {
                leaning,
                class,
                nearest: near[number].best,
                together: near[number].together,
                search: score / best * evidence(covered),
                coverage: question.share(covered),
                sameness: sameness(near[number].best),
            };
            let nearest_way = self.way(&near[number]);
            Ranked { article: &self.articles[number], features, nearest_way, matched }
        });
        let (leaning, class) = leaning(leanings.map(|leanings| leanings[near.len()]));
        Ranking {
            articles: articles.collect(),
            doubts: Doubts {
                leaning,
                class,
                nearest: outside.best,
                together: outside.together,
                unknown: question.share(question.unknown_weight),
                corrected: question.share(question.corrected_weight),
            },
            outside: self.way(outside),
        }
    }

    /// The urgent rule a question meets, if any: that of the most words.
    pub fn urgent(&self, question: &Question) -> Option<&Urgent> {
        let met =
            self.urgent.iter().filter(|(phrase, _)| phrase.iter().all(|stem| question.said.contains(stem)));
        met.max_by_key(|(phrase, _)| phrase.len()).map(|(_, urgent)| urgent)
    }

    fn way(&self, near: &Nearness) -> Option<&str> {
        near.way.map(|way| self.ways[way].as_str())
    }

    /// The question's stems that occur anywhere in an article, and their weight together.
    fn covered(&self, question: &Question, article: usize) -> (Vec<String>, f64) {
        let own = &self.article_stems[article];
        let shared = question.stems.iter().filter(|stem| own.binary_search(stem).is_ok());
        let weight: f64 = shared.clone().map(|stem| self.vocabulary.weight(*stem)).sum();
        let names = shared.filter_map(|stem| question.name(*stem)).collect();
        (names, weight)
    }
}

/// The places of the highest few, zeros aside.
fn most<T>(all: &[T], value: impl Fn(&T) -> f64) -> impl Iterator<Item = usize> {
    let mut places: Vec<(usize, f64)> =
        all.iter().map(value).enumerate().filter(|(_, value)| *value > 0.0).collect();
    places.sort_by(|a, b| b.1.total_cmp(&a.1));
    places.into_iter().take(CANDIDATES).map(|(place, _)| place)
}

fn entries(material: &Material) -> Vec<Entry> {
    let mut reader = material.analyzer().reader();
    let mut part = |text: &str| joined(reader.read(text).0.iter().map(|word| &*word.stem));
    let stems = |ways: &[Way]| joined(ways.iter().flat_map(|way| &way.said.words).map(|word| &*word.stem));
    let entries = material.articles().zip(material.wholes()).map(|((article, ways), whole)| {
        let (shown, asked) = ways.split_at(ways.iter().filter(|way| way.shown).count());
        let said = ways.iter().map(|way| &way.said).chain([whole]);
        // In one order, so that the same articles make the same index.
        let mut words: Vec<&str> =
            said.flat_map(|said| said.tokens()).collect::<HashSet<_, FnvBuildHasher>>().into_iter().collect();
        words.sort_unstable();
        Entry {
            questions: stems(shown),
            asked: stems(asked),
            keywords: part(&article.keywords.join("\n")),
            title: part(&article.title),
            body: part(&article.body),
            words: words.join(" "),
        }
    });
    entries.collect()
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for word in words {
        joined.push_str(word);
        joined.push(' ');
    }
    joined
}

fn article_stems<'a>(
    wholes: &[Vec<Stem>],
    ways: impl Iterator<Item = (usize, &'a [Stem])>,
) -> Vec<Vec<Stem>> {
    let mut all = wholes.to_vec();
    for (owner, stems) in ways {
        if let Some(own) = all.get_mut(owner) {
            own.extend(stems);
        }
    }
    for stems in &mut all {
        stems.sort_unstable();
        stems.dedup();
    }
    all
}

fn urgent_phrases(articles: &[Arc<Article>], analyzer: &Analyzer) -> Vec<(Vec<Arc<str>>, Urgent)> {
    let mut phrases = Vec::new();
    for rule in articles.iter().filter_map(|article| article.urgent.as_ref()) {
        for phrase in &rule.asked {
            let stems: Vec<Arc<str>> =
                analyzer.words(&phrase.text).into_iter().map(|word| word.stem).collect();
            // A phrase without content words would be met by everything.
            if !stems.is_empty() {
                phrases.push((stems, rule.urgent.clone()));
            }
        }
    }
    phrases
}
