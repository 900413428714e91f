//! Learns from a collection alone how far its decisions can be trusted.
//!
//! The collection is taken apart several times (cross-validation). Each time some articles are left out whole, and some
//! ways of asking of all others; the rest becomes a small knowledge base, which is asked what was left out. A way of
//! asking should find its article; a question that is outside, and one whose article is missing, should find none.
//! From these cases the ranker and the calibrator are fitted, and the threshold follows from the [`rule`].
//!
//! Where there is little to learn from, what was known beforehand holds: [`RANKER`], [`CALIBRATOR`],
//! [`CAUTIOUS`](super::rule::CAUTIOUS).

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use domain::{scope::Fit, verdict::Chat};

use super::{
    Classes, Model, SIGNS,
    classifier::Classifier,
    corpus::{LeftOut, TrainingCorpus},
    features::{Features, OutOfScope, WIDTH},
    logit::{ObservedChoice, dot, fit, shares},
    options, place_of, rule, signs,
};
use crate::{
    articles::article::Article,
    retrieval::retriever::Retriever,
    text::{Sentence, typo::with_typo},
};

/// How often the collection is taken apart.
const PARTS: usize = 4;
/// The share of questions that are expected to be ours.
const OURS: f64 = 0.75;
/// Among the others, the share of those whose article is missing, where there are lists of outside questions as well.
const MISSING: f64 = 0.1;
/// With fewer ways of asking per article the classifier is no help.
const LEAST_WAYS: usize = 12;
/// Classes times lines a classifier may have: more would take minutes to learn.
const MOST_WORK: usize = 4_000_000;
/// Questions asked of each part at most, of each kind.
const MOST_ASKED: usize = 700;

/// One question in so many is asked with a slip of the finger.
const MISTYPED: u64 = 4;

/// What an option's numbers weigh before anything is learned, with a classifier and without: what 80 articles with 140
/// ways of asking each have taught.
const RANKER: [[f64; WIDTH]; 2] = [
    [0.9, 0.1, 1.0, 2.4, 0.9, 1.3, 2.9, 1.3, 0.1, 0.2, 0.0, 1.0, 3.8, 3.2, 2.0, 0.7],
    [0.0, 0.0, 0.0, 3.2, 8.7, 4.5, 3.3, 1.7, 5.4, 0.0, 0.0, 0.0, 5.9, 6.2, 2.4, 1.2],
];
/// The same for the calibrator.
const CALIBRATOR: [f64; SIGNS] = [-0.1, 1.0, 0.0, 0.3, -0.4, -1.0, 0.5, 0.3];

/// How a question came to be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Ours,
    Outside,
    Missing,
    /// Whole messages of the same three kinds.
    Story,
    OutsideStory,
    MissingStory,
}

impl Origin {
    const ALL: [Self; 6] =
        [Self::Ours, Self::Outside, Self::Missing, Self::Story, Self::OutsideStory, Self::MissingStory];
}

/// A question that was left out, and how the small knowledge base looked at it.
struct HeldOutQuestion {
    kind: Origin,
    length: rule::Length,
    articles: Vec<Features>,
    out_of_scope: OutOfScope,
    /// The right one among `articles`; `None` when a human has to answer.
    right: Option<usize>,
    /// Which of them are for other people than whoever asks.
    conflicts: Vec<bool>,
}

/// Learns all there is to learn.
pub(crate) fn train(corpus: &TrainingCorpus) -> tantivy::Result<Model> {
    let corpus = &corpus.with_messages();
    let (classifier, seen) = look(corpus)?;
    let weight = weights(&seen);

    let choices: Vec<ObservedChoice<WIDTH>> = seen
        .iter()
        .map(|seen| ObservedChoice {
            options: options(&seen.articles, &seen.out_of_scope),
            right: seen.right.unwrap_or(seen.articles.len()),
            weight: weight(seen.kind),
        })
        .collect();
    let ranker = fit(&choices, RANKER[usize::from(classifier.is_none())]);

    let [short, long] = rule::Length::ALL.map(|length| trust(&seen, &choices, &ranker, length));
    Ok(Model {
        classifier,
        slugs: corpus.articles().map(|(article, _)| article.slug.clone()).collect(),
        kinds: corpus.kinds().to_vec(),
        ranker,
        calibrators: [short.0, long.0],
        thresholds: [short.1, long.1],
    })
}

/// How far what comes first can be trusted in messages of this length, and from which probability on it is sent.
fn trust(
    seen: &[HeldOutQuestion],
    choices: &[ObservedChoice<WIDTH>],
    ranker: &[f64; WIDTH],
    length: rule::Length,
) -> ([f64; SIGNS], f64) {
    let first = |(seen, choice): (&HeldOutQuestion, &ObservedChoice<WIDTH>)| {
        let (first, signs) = signs(&seen.articles, &seen.out_of_scope, &shares(&choice.options, ranker))?;
        // It would not be sent, whatever it looks like.
        if seen.conflicts[first] {
            return None;
        }
        Some((seen.right == Some(first), signs, choice.weight))
    };
    let of_length = seen.iter().zip(choices).filter(|(seen, _)| seen.length == length);
    let firsts: Vec<(bool, [f64; SIGNS], f64)> = of_length.filter_map(first).collect();
    let trust = |(right, signs, weight): &(bool, [f64; SIGNS], f64)| ObservedChoice {
        options: vec![*signs, [0.0; SIGNS]],
        right: usize::from(!right),
        weight: *weight,
    };
    let calibrator = fit(&firsts.iter().map(trust).collect::<Vec<_>>(), CALIBRATOR);
    let sent: Vec<rule::Sendable> = firsts
        .iter()
        .map(|(right, signs, weight)| rule::Sendable {
            probability: rule::certainty(dot(signs, &calibrator), length),
            right: *right,
            weight: *weight,
        })
        .collect();
    (calibrator, rule::threshold(sent, length))
}

/// Learns to tell the articles apart by their ways of asking; `None` where that is no help.
fn classify(corpus: &TrainingCorpus) -> Option<Classifier> {
    let articles = corpus.articles().count();
    let phrasings = corpus.phrasings();
    let ours = phrasings.partition_point(|(owner, _)| *owner < articles);
    let helps = articles > 1 && ours >= LEAST_WAYS * articles && articles * phrasings.len() <= MOST_WORK;
    let phrasings = phrasings.iter().map(|(owner, said)| (&said.sentence, *owner));
    let stories = corpus.stories().map(|(owner, said)| (&said.sentence, owner));
    let classes = articles + 1 + Chat::ALL.len();
    let unanswered = corpus.unanswered().map(|(kind, said)| (&said.sentence, classes + kind));
    let chat = corpus.chat().map(|(kind, said)| (&said.sentence, articles + 1 + place_of(kind)));
    let phrasings: Vec<(&Sentence, usize)> = phrasings.chain(stories).chain(unanswered).chain(chat).collect();
    helps.then(|| Classifier::train(&phrasings, classes + corpus.kinds().len()))
}

/// One thing to be done, on one core.
enum TrainedPart {
    Classifier(Option<Classifier>),
    Part(tantivy::Result<Vec<HeldOutQuestion>>),
}

/// The classifier of the whole, and what each part had to say about what was left out of it. On all cores.
fn look(corpus: &TrainingCorpus) -> tantivy::Result<(Option<Classifier>, Vec<HeldOutQuestion>)> {
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut done = Vec::new();
        loop {
            done.push(match next.fetch_add(1, Ordering::Relaxed) {
                0 => (0, TrainedPart::Classifier(classify(corpus))),
                part if part <= PARTS => (part, TrainedPart::Part(look_without(part - 1, corpus))),
                _ => return done,
            });
        }
    };
    let mut done: Vec<(usize, TrainedPart)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("learning does not panic")).collect()
    });
    // The order of the cases must not depend on which core was quicker.
    done.sort_by_key(|(job, _)| *job);
    let (mut whole, mut seen) = (None, Vec::new());
    for (_, done) in done {
        match done {
            TrainedPart::Classifier(classifier) => whole = classifier,
            TrainedPart::Part(part) => seen.extend(part?),
        }
    }
    Ok((whole, seen))
}

/// Leaves out a part and asks the rest about it.
fn look_without(part: usize, corpus: &TrainingCorpus) -> tantivy::Result<Vec<HeldOutQuestion>> {
    let (rest, left_out) = corpus.without(part, PARTS);
    // In this order: what a classifier needs to learn would be too much beside the index.
    let classifier = classify(&rest);
    let retriever = Retriever::new(&rest)?;
    let classes = Classes::new(&retriever, retriever.articles.iter().map(|article| article.slug.as_str()));
    let mut seen = Vec::new();
    for kind in Origin::ALL {
        let of_kind: Vec<&LeftOut> = left_out.iter().filter(|left_out| kind_of(left_out) == kind).collect();
        let every = of_kind.len().div_ceil(MOST_ASKED).max(1);
        for (place, LeftOut { said, article, .. }) in (0..).zip(of_kind.into_iter().step_by(every)) {
            // People mistype; what a correction is worth has to be seen.
            let question = match place % MISTYPED {
                0 => retriever.question(&with_typo(&said.text, place)),
                _ => retriever.question(&said.text),
            };
            let leaning =
                classifier.as_ref().map(|classifier| classes.leaning(&classifier.of(&question.sentence)));
            let ranking = retriever.rank(&question, leaning.as_ref());
            let profile = corpus.profiles().read(&said.text);
            let conflict = |article: &Article| matches!(article.scope.fit(&profile), Fit::Conflict(_));
            let slug = article.as_ref().map(|article| &article.slug);
            seen.push(HeldOutQuestion {
                kind,
                length: rule::Length::of(question.sentence.tokens.len()),
                right: ranking.articles.iter().position(|ranked| Some(&ranked.article.slug) == slug),
                articles: ranking.articles.iter().map(|ranked| ranked.features).collect(),
                conflicts: ranking.articles.iter().map(|ranked| conflict(ranked.article)).collect(),
                out_of_scope: ranking.out_of_scope,
            });
        }
    }
    Ok(seen)
}

fn kind_of(left_out: &LeftOut) -> Origin {
    match left_out {
        LeftOut { missing: true, whole: false, .. } => Origin::Missing,
        LeftOut { article: Some(_), whole: false, .. } => Origin::Ours,
        LeftOut { whole: false, .. } => Origin::Outside,
        LeftOut { missing: true, .. } => Origin::MissingStory,
        LeftOut { article: Some(_), .. } => Origin::Story,
        LeftOut { .. } => Origin::OutsideStory,
    }
}

/// How many cases a question of each kind stands for, so that the mix is that of [`OURS`] and [`MISSING`].
fn weights(seen: &[HeldOutQuestion]) -> impl Fn(Origin) -> f64 + use<> {
    #[allow(clippy::cast_precision_loss)] // counts of questions
    let count = |kind| seen.iter().filter(|seen| seen.kind == kind).count() as f64;
    let share = move |ours: f64, outside: f64, missing: f64| {
        let others = ours * (1.0 - OURS) / OURS;
        let of_missing = if outside > 0.0 { MISSING } else { 1.0 };
        (others * (1.0 - of_missing) / outside, others * of_missing / missing)
    };
    let short = share(count(Origin::Ours), count(Origin::Outside), count(Origin::Missing));
    let long = share(count(Origin::Story), count(Origin::OutsideStory), count(Origin::MissingStory));
    move |kind| match kind {
        Origin::Ours | Origin::Story => 1.0,
        Origin::Outside => short.0,
        Origin::Missing => short.1,
        Origin::OutsideStory => long.0,
        Origin::MissingStory => long.1,
    }
}
