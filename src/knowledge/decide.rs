//! Right or silent: what the desk does with a question.
//!
//! In this order: small talk is no question; an article is sent by itself only at [`ANSWER`] or more; from
//! [`CHOICES`] on, two or three are offered; all else is for a human. Never sent by themselves: articles whose
//! `review_by` has passed and those only a human may use. An urgent question is either answered with certainty or
//! goes to a human: nobody in need is asked to choose.

use jiff::civil::Date;
use serde::Serialize;

use super::features::Features;
use super::question::{Correction, Question};
use super::shelf::{Ranked, Shelf};
use super::small_talk;
use super::text::beginning;
use crate::desk::verdict::{Candidate, Chat, Handling, Urgent, Verdict};

/// The least probability at which an article is sent by itself. On questions left out of the collection, half of them
/// with no article of their own, 2 of the 60 above it were wrong.
pub const ANSWER: f64 = 0.97;
/// The least probability of the first article at which two or three are offered.
pub const CHOICES: f64 = 0.35;
/// The least probability of an article that is offered or shown to the staff as near.
pub const NEAR: f64 = 0.05;
/// How many articles are offered, or shown to the staff.
const MOST: usize = 3;

/// What the desk would do with a question, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The articles that were compared, most probable first; empty for small talk.
    pub candidates: Vec<Scored>,
    pub why: Why,
}

/// An article and what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scored {
    pub slug: String,
    pub title: String,
    /// 0 to 1.
    pub probability: f64,
    pub features: Features,
    /// The stems of the question that occur in the article or its ways of asking.
    pub matched: Vec<String>,
    /// The way of asking that is nearest to the question.
    pub nearest_way: Option<String>,
}

/// Where a decision came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    pub reason: Reason,
    /// Language of the articles that were asked.
    pub lang: String,
    pub corrections: Vec<Correction>,
    /// Words nobody ever used in this collection.
    pub unknown: Vec<String>,
    /// The nearest question known not to be ours.
    pub outside: Option<Outside>,
}

/// A question of `outside.txt` near this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outside {
    pub question: String,
    /// Likeness, 0 to 1.
    pub closeness: f64,
}

/// The rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    SmallTalk,
    /// One word to look up: any article would be a guess.
    TooShort,
    Certain,
    Plausible,
    NotCertain,
    /// The right article is past its `review_by`.
    Expired,
    /// The right article is only for humans to use.
    HumanOnly,
    /// Urgent, and no article is certain.
    Urgent,
}

impl Decision {
    /// Whether asking a collection in another language could do better.
    pub(super) fn found_nothing(&self) -> bool {
        matches!(self.why.reason, Reason::NotCertain | Reason::TooShort)
    }
}

pub(super) fn decide(shelf: &Shelf, lang: &str, question: &str, today: Date) -> Decision {
    let message = beginning(question);
    let question = Question::new(message, &shelf.analyzer, &shelf.vocabulary);
    let urgent = shelf.urgent(&question).cloned();
    let mut why = Why {
        reason: Reason::SmallTalk,
        lang: lang.to_owned(),
        corrections: question.corrections.clone(),
        unknown: question.unknown.clone(),
        outside: None,
    };
    if urgent.is_none()
        && let Some((chat, reason)) = no_question(shelf, message)
    {
        why.reason = reason;
        return Decision { verdict: Verdict::Chat { chat }, candidates: Vec::new(), why };
    }

    let ranking = shelf.rank(&question);
    why.outside =
        ranking.outside.map(|(question, closeness)| Outside { question: question.to_owned(), closeness });
    let ranked = by_probability(ranking.articles);
    let (verdict, reason) = judge(&ranked, urgent, today);
    why.reason = reason;
    Decision { verdict, candidates: ranked.iter().map(scored).collect(), why }
}

fn no_question(shelf: &Shelf, message: &str) -> Option<(Chat, Reason)> {
    if let Some(chat) = shelf.small_talk.recognise(message, &shelf.analyzer) {
        return Some((chat, Reason::SmallTalk));
    }
    small_talk::too_short(message, &shelf.analyzer).then_some((Chat::Vague, Reason::TooShort))
}

type Judged<'a> = (f64, Ranked<'a>);

fn by_probability(articles: Vec<Ranked<'_>>) -> Vec<Judged<'_>> {
    let mut ranked: Vec<Judged<'_>> =
        articles.into_iter().map(|ranked| (ranked.features.probability(), ranked)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked
}

fn judge(ranked: &[Judged<'_>], urgent: Option<Urgent>, today: Date) -> (Verdict, Reason) {
    let near = candidates(ranked.iter().filter(|(probability, _)| *probability >= NEAR));
    let human = |urgent, reason| {
        let near = near.clone();
        (Verdict::Human { near, urgent }, reason)
    };
    let certain = ranked.first().filter(|(probability, _)| *probability >= ANSWER);
    if let Some(&(probability, Ranked { article, .. })) = certain {
        if article.expired(today) {
            return human(urgent, Reason::Expired);
        }
        if article.handling == Handling::HumanOnly {
            return human(urgent, Reason::HumanOnly);
        }
        let mut card = article.card();
        card.urgent = urgent;
        let near = near.into_iter().filter(|other| other.slug != card.slug).collect();
        return (Verdict::Answer { card, probability, near }, Reason::Certain);
    }
    if urgent.is_some() {
        return human(urgent, Reason::Urgent);
    }
    let plausible = ranked
        .first()
        .is_some_and(|(probability, ranked)| *probability >= CHOICES && may_be_sent(ranked, today));
    if plausible {
        let sendable = ranked.iter().filter(|(_, ranked)| may_be_sent(ranked, today));
        // A single choice would be an answer that is not certain enough: the runner-up always stands beside it.
        let choices = candidates(
            sendable.enumerate().filter(|(place, (p, _))| *place < 2 || *p >= NEAR).map(|(_, ranked)| ranked),
        );
        if choices.len() > 1 {
            return (Verdict::Choices { choices }, Reason::Plausible);
        }
    }
    human(None, Reason::NotCertain)
}

fn may_be_sent(ranked: &Ranked<'_>, today: Date) -> bool {
    !ranked.article.expired(today) && ranked.article.handling != Handling::HumanOnly
}

fn candidates<'a>(ranked: impl Iterator<Item = &'a Judged<'a>>) -> Vec<Candidate> {
    ranked
        .take(MOST)
        .map(|(probability, ranked)| Candidate {
            slug: ranked.article.slug.clone(),
            title: ranked.article.title.clone(),
            probability: *probability,
        })
        .collect()
}

fn scored((probability, ranked): &Judged<'_>) -> Scored {
    Scored {
        slug: ranked.article.slug.clone(),
        title: ranked.article.title.clone(),
        probability: *probability,
        features: ranked.features,
        matched: ranked.matched.clone(),
        nearest_way: ranked.nearest_way.map(str::to_owned),
    }
}
