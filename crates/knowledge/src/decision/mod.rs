//! Right or silent: what the desk does with a question.
//!
//! In this order: danger comes before all else (see `danger`); what is written in a language of which there are no articles
//! is for a human; small talk is no question; an article is sent by itself only from the learned threshold on (`rule`);
//! from [`CHOICES`] on, two or three are offered; all else is for a human. Never sent by themselves: articles whose
//! `review_by` has passed and those only a human may use. An urgent question is either answered with certainty or
//! goes to a human: nobody in need is asked to choose.

pub(crate) mod context;
mod explain;
mod several;

use domain::{
    danger::Danger,
    language::Written,
    scope::{Fit, Profile},
    verdict::{Candidate, Card, Chat, Handling, Link, Urgent, Verdict},
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::{
        Judged,
        features::{Features, OutOfScope},
        rule,
    },
    retrieval::{language_index::LanguageIndex, retriever::Ranked},
    text::{
        beginning, normaliser::Correction, parts::parts, question::AnalysedQuestion, small_talk::Subject,
    },
};

/// A message is no question when that is three times as likely as not: whoever is taken for chatting opens no case.
const CHAT: f64 = 0.75;
/// Two or three articles are offered when one of them is at least so probably the right one.
pub const CHOICES: f64 = 0.35;
/// The least probability of an article that is offered or shown to the staff as near.
pub const NEAR: f64 = 0.05;
/// From this probability on, a message asks what becomes of one rule beside another: a human's question, since an article
/// knows one rule.
const CROSSING: f64 = 0.08;
/// From this probability on an article is offered to read to somebody whom a human answers in any case.
const LIKELY: f64 = 0.5;
/// How many articles are offered, or shown to the staff.
const MOST: usize = 3;

/// What the desk would do with a question, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The articles that were compared, most probable first; empty for small talk.
    pub candidates: Vec<Scored>,
    /// Somebody may be hurt.
    pub danger: Option<Danger>,
    /// In which language it is written, where that is beyond doubt.
    pub written: Option<Written>,
    /// What the message says of whoever wrote it.
    pub said: Profile,
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
    /// What speaks for a human; `None` for small talk.
    pub out_of_scope: Option<OutOfScope>,
    /// The questions of the message, where it asks several and one article is sent.
    pub parts: Vec<PartOpinion>,
    /// How probably it asks what becomes of one rule beside another, 0 to 1.
    pub crossing: f64,
    /// The nearest question known not to be ours.
    pub outside: Option<String>,
    /// How probable it is that somebody may be hurt, 0 to 1.
    pub danger: f64,
    /// The probability from which an article is sent by itself, 0 to 1.
    pub threshold: f64,
}

/// One of several questions, and what the articles make of it by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartOpinion {
    pub words: String,
    /// The most probable articles.
    pub near: Vec<Candidate>,
    pub out_of_scope: OutOfScope,
}

/// The rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    SmallTalk,
    /// Nothing to look up, or one word that tells nothing.
    TooShort,
    /// One word that several articles are about.
    Keyword,
    Certain,
    Plausible,
    NotCertain,
    /// The right article is past its `review_by`.
    Expired,
    /// The right article is only for humans to use.
    HumanOnly,
    /// Urgent, and no article is certain.
    Urgent,
    /// The right article holds for other people.
    OfOthers,
    /// Asks what becomes of one rule beside another.
    Crossing,
    /// Somebody may be hurt.
    Danger,
    /// There are no articles in its language.
    OtherLanguage,
}

impl Decision {
    fn new(verdict: Verdict, candidates: Vec<Scored>, why: Why) -> Self {
        Self { verdict, candidates, danger: None, written: None, said: Profile::default(), why }
    }

    /// The same for humans, whatever the articles say.
    pub(crate) fn for_humans(mut self, urgent: Option<Urgent>, reason: Reason) -> Self {
        self.danger = urgent.as_ref().and_then(|urgent| urgent.danger);
        let offer = likely(&self.verdict);
        self.verdict = match (self.verdict.for_humans(), urgent) {
            (Verdict::Human { near, .. }, Some(urgent)) => {
                Verdict::Human { near, offer, urgent: Some(urgent), expired: None }
            }
            (verdict, _) => verdict,
        };
        self.why.reason = reason;
        self
    }

    /// Whether asking a collection in another language could do better.
    pub(crate) fn found_nothing(&self) -> bool {
        matches!(self.why.reason, Reason::NotCertain | Reason::TooShort)
    }
}

/// `known` is what the person has said of themselves before.
pub(crate) fn decide(
    index: &LanguageIndex,
    lang: &str,
    question: &str,
    known: &Profile,
    today: Date,
) -> Decision {
    let message = beginning(question);
    let said = index.profiles.read(message);
    let profile = known.then(&said);
    let decision = of_profile(index, lang, message, &profile, today);
    Decision { said, ..decision }
}

fn of_profile(index: &LanguageIndex, lang: &str, message: &str, profile: &Profile, today: Date) -> Decision {
    let question = index.retriever.question(message);
    let urgent = index.retriever.urgent(&question).cloned();
    let mut why = Why {
        reason: Reason::SmallTalk,
        lang: lang.to_owned(),
        corrections: question.corrections.clone(),
        unknown: question.unknown.clone(),
        out_of_scope: None,
        crossing: 0.0,
        parts: Vec::new(),
        outside: None,
        danger: 0.0,
        threshold: index.model.thresholds[rule::Length::of(question.sentence.tokens.len()) as usize],
    };
    if urgent.is_none()
        && let Some((chat, reason)) = no_question(index, message, &question)
    {
        why.reason = reason;
        return Decision::new(Verdict::Chat { chat, topics: Vec::new() }, Vec::new(), why);
    }

    let mut opinion = index.opinion(&question);
    // Whoever names what an article is about asks for it, however it is said.
    let may_chat = urgent.is_none() && !index.retriever.names_something(&question);
    if let Some((chat, _)) = opinion.chat.filter(|(_, probability)| may_chat && *probability >= CHAT) {
        return Decision::new(Verdict::Chat { chat, topics: Vec::new() }, Vec::new(), why);
    }
    why.out_of_scope = Some(opinion.out_of_scope);
    why.crossing = opinion.crossing;
    why.outside = opinion.outside.map(str::to_owned);
    let conflict = foreign(&mut opinion.articles, profile);
    let menu = menu(&opinion.articles, today).filter(|_| urgent.is_none());
    let (verdict, reason) = match (question.subject, menu) {
        (Subject::Keyword, Some(choices)) => (Verdict::Choices { choices }, Reason::Keyword),
        _ => judge(&opinion.articles, why.threshold, urgent, profile, today),
    };
    let reason = if conflict && reason == Reason::NotCertain { Reason::OfOthers } else { reason };
    let (mut verdict, reason) = match verdict {
        Verdict::Answer { .. } | Verdict::Choices { .. } if why.crossing >= CROSSING => {
            (crossing(verdict, &opinion.articles, today), Reason::Crossing)
        }
        verdict => (verdict, reason),
    };
    if matches!(verdict, Verdict::Answer { .. }) {
        let each = parts(message).into_iter();
        why.parts = each.map(|part| opinion_of_part(index, part, profile, today)).collect();
    }
    several::add(&mut verdict, &why.parts, &opinion.articles, today);
    why.reason = reason;
    Decision::new(verdict, opinion.articles.iter().map(scored).collect(), why)
}

fn opinion_of_part(index: &LanguageIndex, part: &str, profile: &Profile, today: Date) -> PartOpinion {
    let mut opinion = index.opinion(&index.retriever.question(part));
    foreign(&mut opinion.articles, profile);
    PartOpinion {
        words: part.to_owned(),
        near: candidates(opinion.articles.iter().filter(|judged| may_be_sent(judged, today))),
        out_of_scope: opinion.out_of_scope,
    }
}

/// Takes away the articles that hold for other people than whoever asks; says whether the most probable one was among them.
/// Nothing is certain about the others then: they were judged beside it.
fn foreign(ranked: &mut Vec<Judged<'_>>, profile: &Profile) -> bool {
    let of_others =
        |judged: &Judged<'_>| matches!(judged.ranked.article.scope.fit(profile), Fit::Conflict(_));
    let first = ranked.first().is_some_and(of_others);
    ranked.retain(|judged| !of_others(judged));
    first
}

/// For a human, with the articles of the rules to read meanwhile.
fn crossing(verdict: Verdict, ranked: &[Judged<'_>], today: Date) -> Verdict {
    let near = ranked.iter().filter(|judged| judged.probability >= NEAR && may_be_sent(judged, today));
    let links = near.take(2).map(|judged| Link {
        slug: judged.ranked.article.slug.clone(),
        title: judged.ranked.article.title.clone(),
    });
    match verdict.for_humans() {
        Verdict::Human { near, urgent, expired, .. } => {
            Verdict::Human { near, offer: links.collect(), urgent, expired }
        }
        verdict => verdict,
    }
}

/// What can be read until a human answers: the article that would have been sent, or what is as likely right as not.
fn likely(verdict: &Verdict) -> Vec<Link> {
    match verdict {
        Verdict::Answer { card, .. } => vec![Link { slug: card.slug.clone(), title: card.title.clone() }],
        Verdict::Choices { choices } => links(choices),
        Verdict::Human { offer, .. } => offer.clone(),
        Verdict::Chat { .. } => Vec::new(),
    }
}

fn links(candidates: &[Candidate]) -> Vec<Link> {
    let likely = candidates.iter().filter(|candidate| candidate.probability >= LIKELY);
    likely.map(|Candidate { slug, title, .. }| Link { slug: slug.clone(), title: title.clone() }).collect()
}

fn no_question(index: &LanguageIndex, message: &str, question: &AnalysedQuestion) -> Option<(Chat, Reason)> {
    let retriever = &index.retriever;
    if let Some(chat) = index.small_talk.recognise(message, question.is_courtesy, &retriever.analyzer) {
        return Some((chat, Reason::SmallTalk));
    }
    let is_too_short = match question.subject {
        Subject::Nothing => true,
        Subject::Keyword => !retriever.names_anything(question),
        Subject::More => false,
    };
    is_too_short.then_some((Chat::Vague, Reason::TooShort))
}

/// What a single word may mean: any article would be a guess, and several are a choice.
fn menu(ranked: &[Judged<'_>], today: Date) -> Option<Vec<Candidate>> {
    let choices = candidates(ranked.iter().filter(|judged| may_be_sent(judged, today)));
    (choices.len() > 1).then_some(choices)
}

fn judge(
    ranked: &[Judged<'_>],
    threshold: f64,
    urgent: Option<Urgent>,
    profile: &Profile,
    today: Date,
) -> (Verdict, Reason) {
    let near = candidates(ranked.iter().filter(|judged| judged.probability >= NEAR));
    let human = |urgent, reason| {
        let near = near.clone();
        (Verdict::Human { near, offer: Vec::new(), urgent, expired: None }, reason)
    };
    let certain = ranked.first().filter(|judged| judged.probability >= threshold);
    if let Some(Judged { probability, ranked: Ranked { article, .. } }) = certain {
        if article.expired(today) {
            // The experts have it at hand: it has to be checked, and can be sent.
            let verdict =
                Verdict::Human { near, offer: Vec::new(), urgent, expired: Some(article.slug.clone()) };
            return (verdict, Reason::Expired);
        }
        if article.handling == Handling::HumanOnly {
            return human(urgent, Reason::HumanOnly);
        }
        let card = Card { urgent, ..article.card_for(profile) };
        let near = near.into_iter().filter(|other| other.slug != card.slug).collect();
        return (
            Verdict::Answer { card, probability: *probability, near, also: Vec::new(), rest: false },
            Reason::Certain,
        );
    }
    let sendable = || ranked.iter().filter(|judged| may_be_sent(judged, today));
    if urgent.is_some() {
        let offer = links(&candidates(sendable()));
        return (Verdict::Human { near, offer, urgent, expired: None }, Reason::Urgent);
    }
    let one_of_them: f64 = sendable().take(MOST).map(|judged| judged.probability).sum();
    let plausible = ranked.first().is_some_and(|first| may_be_sent(first, today));
    if plausible && one_of_them >= CHOICES {
        // A single choice would be an answer that is not certain enough: the runner-up always stands beside it.
        let shown = sendable().enumerate().filter(|(place, judged)| *place < 2 || judged.probability >= NEAR);
        let choices = candidates(shown.map(|(_, judged)| judged));
        if choices.len() > 1 {
            return (Verdict::Choices { choices }, Reason::Plausible);
        }
    }
    human(None, Reason::NotCertain)
}

fn may_be_sent(judged: &Judged<'_>, today: Date) -> bool {
    let article = judged.ranked.article;
    !article.expired(today) && article.handling != Handling::HumanOnly
}

fn candidates<'a>(ranked: impl Iterator<Item = &'a Judged<'a>>) -> Vec<Candidate> {
    ranked.take(MOST).map(Judged::candidate).collect()
}

fn scored(judged: &Judged<'_>) -> Scored {
    let ranked = &judged.ranked;
    Scored {
        slug: ranked.article.slug.clone(),
        title: ranked.article.title.clone(),
        probability: judged.probability,
        features: ranked.features,
        matched: ranked.matched.clone(),
        nearest_way: ranked.nearest_way.map(str::to_owned),
    }
}
