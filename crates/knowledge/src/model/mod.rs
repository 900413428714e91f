//! From what a question and the articles share to probabilities: classifier, ranker, calibrator, threshold.
//!
//! All four are learned from the collection itself (see [`training`](super::training)) and can be kept between starts.
//! A model also serves a collection that has changed since: an article it has never seen is judged by its words.

pub mod cache;
pub mod classifier;
pub mod corpus;
pub mod features;
pub mod learner;
pub mod linear;
pub mod logit;
mod margin;
pub mod rule;
pub mod training;

use std::collections::HashMap;

use domain::verdict::{Candidate, Chat};
use serde::{Deserialize, Serialize};

use self::{
    classifier::{Classifier, Leaning},
    features::{Features, OutOfScope, WIDTH},
    logit::{dot, shares},
};
use crate::retrieval::retriever::{Ranked, Ranking, Retriever};

/// What the calibrator looks at.
pub(crate) const SIGNS: usize = 8;
/// The least probability of an article that lists the very words of a question: whoever listed them has decided.
const VERY_WORDS: f64 = 0.99;
/// Odds are looked at up to this logarithm.
const CEILING: f64 = 8.0;
/// The margin of an article the classifier has never seen: that of an article which is not asked for is about -1.
const UNKNOWN_MARGIN: f64 = -0.7;

/// What was learned from one collection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Model {
    pub classifier: Option<Classifier>,
    /// The articles the classifier knows, in the order of its classes.
    pub slugs: Vec<String>,
    /// The kinds of messages that no article answers, in the order of the last classes.
    pub kinds: Vec<String>,
    /// What each of an option's numbers weighs.
    pub ranker: [f64; WIDTH],
    /// What each sign weighs.
    pub calibrators: [[f64; SIGNS]; 2],
    /// The least probability at which an article is sent by itself.
    pub thresholds: [f64; 2],
}

/// An article and the probability that it is the right one.
pub(crate) struct Judged<'a> {
    pub ranked: Ranked<'a>,
    /// 0 to 1.
    pub probability: f64,
}

impl Judged<'_> {
    pub fn candidate(&self) -> Candidate {
        let article = self.ranked.article;
        Candidate { slug: article.slug.clone(), title: article.title.clone(), probability: self.probability }
    }
}

impl Model {
    /// The articles compared with a question of so many words, most probable first.
    pub fn judge<'a>(&self, ranking: Ranking<'a>, words: usize) -> Vec<Judged<'a>> {
        let features: Vec<Features> = ranking.articles.iter().map(|ranked| ranked.features).collect();
        let shares = shares(&options(&features, &ranking.out_of_scope), &self.ranker);
        let Some((first, signs)) = signs(&features, &ranking.out_of_scope, &shares) else {
            return Vec::new();
        };
        let length = rule::Length::of(words);
        let sure = rule::certainty(dot(&signs, &self.calibrators[length as usize]), length);
        let (first, sure) = match the_very_words(&features) {
            Some(same) => (same, sure.max(VERY_WORDS)),
            None => (first, sure),
        };
        let left = 1.0 - shares[first];
        let mut judged: Vec<Judged<'_>> = ranking
            .articles
            .into_iter()
            .zip(shares)
            .enumerate()
            .map(|(place, (ranked, share))| {
                // The others divide what the first leaves.
                let other = if left > 0.0 { share * (1.0 - sure) / left } else { 0.0 };
                Judged { ranked, probability: if place == first { sure } else { other.min(sure) } }
            })
            .collect();
        judged.swap(0, first);
        judged[1..].sort_by(|a, b| b.probability.total_cmp(&a.probability));
        judged
    }
}

/// Where the classes of a classifier belong: first its articles, then what is outside, then the kinds of small talk.
pub(crate) struct Classes {
    /// The class of each article of the stock; `None` for one that came later.
    articles: Vec<Option<usize>>,
    outside: usize,
}

impl Classes {
    /// `slugs` are the articles the classifier has learned, in their order.
    pub fn new<'a>(retriever: &Retriever, slugs: impl Iterator<Item = &'a str>) -> Self {
        let places: HashMap<&str, usize> = slugs.enumerate().map(|(place, slug)| (slug, place)).collect();
        let articles = retriever.articles.iter().map(|article| places.get(article.slug.as_str()).copied());
        Self { articles: articles.collect(), outside: places.len() }
    }

    /// From what a classifier makes of a sentence: one entry per article of the stock, and at last that of what is outside.
    pub fn leaning(&self, of: &Leaning) -> Leaning {
        // Whatever kind of question that is not ours it is, it is not ours.
        let others = self.outside + 1 + Chat::ALL.len()..;
        let outside = |values: &[f64]| {
            values[others.clone()].iter().chain([&values[self.outside]]).copied().collect::<Vec<_>>()
        };
        // Of an article that came later nothing is known: neither likely nor unlikely.
        #[allow(clippy::cast_precision_loss)] // classes
        let unknown = -(of.logarithms.len() as f64).ln();
        let of_stock = |values: &[f64], unknown: f64, outside: f64| {
            let own = self.articles.iter().map(|class| class.map_or(unknown, |class| values[class]));
            own.chain([outside]).collect()
        };
        let likely: f64 = outside(&of.logarithms).into_iter().map(f64::exp).sum();
        let far = outside(&of.margins).into_iter().fold(f64::NEG_INFINITY, f64::max);
        Leaning {
            logarithms: of_stock(&of.logarithms, unknown, likely.ln()),
            margins: of_stock(&of.margins, UNKNOWN_MARGIN, far),
        }
    }

    /// The probability of the kind of message at this place.
    pub fn kind(&self, logarithms: &[f64], place: usize) -> f64 {
        logarithms.get(self.outside + 1 + Chat::ALL.len() + place).map_or(0.0, |logarithm| logarithm.exp())
    }

    /// The most probable kind of small talk, and the probability that it is small talk of any kind.
    pub fn chat(&self, logarithms: &[f64]) -> Option<(Chat, f64)> {
        let kinds = Chat::ALL.into_iter().zip(&logarithms[self.outside + 1..]);
        let all: f64 = kinds.clone().map(|(_, logarithm)| logarithm.exp()).sum();
        let (kind, _) = kinds.max_by(|a, b| a.1.total_cmp(b.1))?;
        Some((kind, all))
    }
}

/// The one article of which a question is a way of asking word for word, stop words and order aside, and to which the
/// classifier puts it as well, if it knows the article. `None` where two articles claim the same words; what was outside
/// until somebody wrote the article is outside no more.
fn the_very_words(articles: &[Features]) -> Option<usize> {
    let mut places = (0..articles.len()).filter(|place| articles[*place].similarity > 1.0 - 1e-6);
    let first = places.next()?;
    let own = articles[first];
    let is_unlearned = (own.margin - UNKNOWN_MARGIN).abs() < f64::EPSILON;
    let agreed = is_unlearned || articles.iter().all(|other| other.log_prob <= own.log_prob);
    (places.next().is_none() && agreed).then_some(first)
}

/// The place of a kind among the classes of small talk.
pub(crate) fn place_of(kind: Chat) -> usize {
    Chat::ALL.iter().position(|own| *own == kind).expect("all of them are there")
}

/// One option per article, and at last that a human has to answer.
pub(crate) fn options(articles: &[Features], out_of_scope: &OutOfScope) -> Vec<[f64; WIDTH]> {
    articles.iter().map(Features::values).chain([out_of_scope.values()]).collect()
}

/// The article with the largest share, and what tells how far it can be trusted. `None` without an article.
pub(crate) fn signs(
    articles: &[Features],
    out_of_scope: &OutOfScope,
    shares: &[f64],
) -> Option<(usize, [f64; SIGNS])> {
    let shares = &shares[..articles.len()];
    let first = (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(b.cmp(a)))?;
    let share = shares[first].max(1e-9);
    let others = shares.iter().enumerate().filter(|(place, _)| *place != first).map(|(_, share)| *share);
    let second = others.fold(1e-9, f64::max);
    let own = articles[first];
    let agreed = articles.iter().all(|other| other.log_prob <= own.log_prob && other.search <= own.search);
    let others = articles.iter().enumerate().filter(|(place, _)| *place != first);
    let best_other = others.map(|(_, other)| other.margin).fold(out_of_scope.margin, f64::max);
    let signs = [
        1.0,
        (share / (1.0 - share).max(1e-9)).ln().clamp(-CEILING, CEILING),
        (share / second).ln().clamp(0.0, CEILING),
        f64::from(u8::from(agreed)),
        out_of_scope.unknown,
        out_of_scope.guessed,
        own.margin,
        own.margin - best_other,
    ];
    Some((first, signs))
}
