//! The articles of one language, ready to be compared with a question: words, index, neighbours, urgent phrases.
//!
//! Nothing here is learned: it is built in a fraction of a second whenever an article changes.

use std::{collections::HashSet, sync::Arc, thread};

use domain::verdict::Urgent;
use fnv::FnvBuildHasher;

use super::{
    index::{Index, IndexedArticle},
    neighbours::{Nearness, Neighbours},
};
use crate::{
    articles::article::Article,
    model::{
        classifier::Leaning,
        corpus::{Analysed, TrainingCorpus, TrainingPhrasing},
        features::{Features, OutOfScope, evidence, of_class, similarity},
    },
    text::{
        Analyzer, Sentence,
        lexicon::Lexicon,
        question::AnalysedQuestion,
        vocabulary::{Stem, Vocabulary},
    },
};

/// Articles a question is compared with in full, from each of index, neighbours and classifier.
const CANDIDATES: usize = 5;

pub(crate) struct Retriever {
    pub articles: Vec<Arc<Article>>,
    pub analyzer: Analyzer,
    pub vocabulary: Vocabulary,
    lexicon: Lexicon,
    /// In how many articles each stem is, ways of asking included; some are only known from outside.
    spread: Vec<u32>,
    /// Every way of asking, then every question that is outside.
    phrasings: Vec<Arc<str>>,
    /// All stems of each article, its ways of asking included; sorted.
    article_stems: Vec<Vec<Stem>>,
    urgent: Vec<(Vec<Arc<str>>, Urgent)>,
    neighbours: Neighbours,
    index: Index,
}

/// How a message stands to what was asked before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is a question of its own.
    ByItself,
    /// It begins like the rest of one ("e se ...").
    GoesOn,
    /// It names nothing that articles are about.
    NamesNothing,
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
    pub out_of_scope: OutOfScope,
    /// The nearest question that is not ours.
    pub outside: Option<&'a str>,
}

impl Retriever {
    pub fn new(corpus: &TrainingCorpus) -> tantivy::Result<Self> {
        thread::scope(|scope| {
            // The index is half of the work.
            let index = scope.spawn(|| Index::build(&entries(corpus)));
            let articles: Vec<Arc<Article>> = corpus.articles().map(|(article, _)| article.clone()).collect();
            let (phrasings, wholes) = (corpus.phrasings(), corpus.wholes());
            let words =
                phrasings.iter().map(|(_, said)| &said.words).chain(wholes.iter().map(|said| &said.words));
            let vocabulary = Vocabulary::new(words.clone());
            let sentences = phrasings.iter().map(|(_, said)| &said.sentence);
            let sentences = sentences.chain(wholes.iter().map(|said| &said.sentence));
            let lexicon = Lexicon::new(
                sentences.map(|sentence| sentence.tokens.as_slice()),
                corpus.analyzer().stop_words(),
            );
            let stems: Vec<Vec<Stem>> = words.map(|words| vocabulary.stems(words)).collect();
            let (of_ways, of_wholes) = stems.split_at(phrasings.len());
            let owned = phrasings.iter().zip(of_ways).map(|((owner, _), stems)| (*owner, stems.as_slice()));
            let stand_alone =
                phrasings.iter().zip(of_ways).map(|((_, said), stems)| stands_alone(said, stems));
            let article_stems = article_stems(of_wholes, owned.clone());
            let mut spread = vec![0; vocabulary.len()];
            article_stems.iter().flatten().for_each(|stem| spread[stem.place()] += 1);
            Ok(Self {
                article_stems,
                spread,
                lexicon,
                neighbours: Neighbours::new(articles.len(), owned.zip(stand_alone), &vocabulary),
                urgent: urgent_phrases(&articles, corpus.analyzer()),
                phrasings: phrasings.iter().map(|(_, said)| said.text.clone()).collect(),
                articles,
                analyzer: corpus.analyzer().clone(),
                vocabulary,
                index: index.join().expect("indexing does not panic")?,
            })
        })
    }

    pub fn question(&self, text: &str) -> AnalysedQuestion {
        AnalysedQuestion::new(text, &self.analyzer, &self.vocabulary, &self.lexicon)
    }

    /// The articles nearest to a question. `leaning` is what the classifier makes of it: per article, and at
    /// last for what is outside. An index that fails finds nothing, and a human answers.
    pub fn rank(&self, question: &AnalysedQuestion, leaning: Option<&Leaning>) -> Ranking<'_> {
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
        if let Some(leaning) = leaning {
            found.extend(most(&leaning.logarithms[..near.len()], |logarithm| logarithm.exp()));
        }
        found.sort_unstable();
        found.dedup();

        let best = hits.first().map_or(1.0, |hit| hit.score);
        let articles = found.into_iter().map(|number| {
            let (matched, covered) = self.covered(question, number);
            let (log_prob, class, margin) = of_class(leaning, number);
            let score = hits.iter().find(|hit| hit.article == number).map_or(0.0, |hit| hit.score);
            let features = Features {
                log_prob,
                class,
                margin,
                nearest: near[number].best,
                together: near[number].together,
                search: score / best * evidence(covered),
                coverage: question.share(covered),
                similarity: similarity(near[number].by_itself),
            };
            let nearest_way = self.phrasing(&near[number]);
            Ranked { article: &self.articles[number], features, nearest_way, matched }
        });
        let (log_prob, class, margin) = of_class(leaning, near.len());
        Ranking {
            articles: articles.collect(),
            out_of_scope: OutOfScope {
                log_prob,
                class,
                margin,
                nearest: outside.best,
                together: outside.together,
                unknown: question.share(question.unknown_weight),
                guessed: question.share(question.guessed_weight),
            },
            outside: self.phrasing(outside),
        }
    }

    /// Whether a stem tells some articles from the others: what more than half of them use ("lavoro") tells nothing.
    pub fn is_telling(&self, stem: Stem) -> bool {
        let spread = self.spread[stem.place()] as usize;
        spread > 0 && (spread == 1 || spread * 2 <= self.articles.len())
    }

    /// Whether a question names anything that an article speaks of.
    pub fn names_anything(&self, question: &AnalysedQuestion) -> bool {
        question.stems.iter().any(|stem| self.spread[stem.place()] > 0)
    }

    /// How a message stands to what was asked before it.
    pub fn standing(&self, message: &str) -> Standing {
        let question = self.question(message);
        if goes_on(&question.sentence) {
            Standing::GoesOn
        } else if self.names_something(&question) {
            Standing::ByItself
        } else {
            Standing::NamesNothing
        }
    }

    /// Whether a question names anything that only some articles are about.
    pub fn names_something(&self, question: &AnalysedQuestion) -> bool {
        question.stems.iter().any(|stem| self.is_telling(*stem))
    }

    /// The urgent rule a question meets, if any: that of the most words.
    pub fn urgent(&self, question: &AnalysedQuestion) -> Option<&Urgent> {
        let met =
            self.urgent.iter().filter(|(phrase, _)| phrase.iter().all(|stem| question.said.contains(stem)));
        met.max_by_key(|(phrase, _)| phrase.len()).map(|(_, urgent)| urgent)
    }

    fn phrasing(&self, near: &Nearness) -> Option<&str> {
        near.phrasing.map(|phrasing| self.phrasings[phrasing].as_ref())
    }

    /// The question's stems that occur anywhere in an article, and their weight together.
    fn covered(&self, question: &AnalysedQuestion, article: usize) -> (Vec<String>, f64) {
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

/// Fewer different words that count are too few to make sense by themselves.
const LEAST_WORDS: usize = 3;
/// Whatever begins like this goes on from another question.
const GOING_ON: [&str; 14] =
    ["e", "ed", "ma", "o", "oppure", "anche", "invece", "quindi", "pero", "and", "but", "or", "so", "also"];

/// Whether a way of asking makes sense by itself: "È pagato?" and "E se è a rischio?" do only after another question.
fn stands_alone(said: &Analysed, stems: &[Stem]) -> bool {
    stems.len() >= LEAST_WORDS && said.tokens().next().is_some() && !goes_on(&said.sentence)
}

/// Whether a sentence begins as one that goes on from another.
fn goes_on(sentence: &Sentence) -> bool {
    sentence.tokens.first().is_some_and(|first| GOING_ON.contains(&&**first))
}

fn entries(corpus: &TrainingCorpus) -> Vec<IndexedArticle> {
    let mut reader = corpus.analyzer().reader();
    let mut part = |text: &str| {
        let tokens = reader.tokens(text);
        joined(reader.read(tokens).0.iter().map(|word| &*word.stem))
    };
    let stems = |phrasings: &[TrainingPhrasing]| {
        joined(phrasings.iter().flat_map(|phrasing| &phrasing.said.words).map(|word| &*word.stem))
    };
    let entries = corpus.articles().zip(corpus.wholes()).map(|((article, phrasings), whole)| {
        let (shown, asked) = phrasings.split_at(phrasings.iter().filter(|phrasing| phrasing.shown).count());
        let said = phrasings.iter().map(|phrasing| &phrasing.said).chain([whole]);
        // In one order, so that the same articles make the same index.
        let mut words: Vec<&str> =
            said.flat_map(|said| said.tokens()).collect::<HashSet<_, FnvBuildHasher>>().into_iter().collect();
        words.sort_unstable();
        IndexedArticle {
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
    phrasings: impl Iterator<Item = (usize, &'a [Stem])>,
) -> Vec<Vec<Stem>> {
    let mut all = wholes.to_vec();
    for (owner, stems) in phrasings {
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
