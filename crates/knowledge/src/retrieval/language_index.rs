//! The articles of one language and what was learned from them, ready to be asked.

use std::sync::Arc;

use domain::verdict::Chat;

use super::retriever::Retriever;
use crate::{
    articles::collection::Collection,
    model::{Classes, Judged, Model, cache::Cache, corpus::TrainingCorpus, features::OutOfScope, training},
    text::{question::AnalysedQuestion, small_talk::SmallTalk, traits::ProfileReader},
};

/// The kind of message that asks what becomes of one rule beside another.
const CROSSING: &str = "crossing";

pub(crate) struct LanguageIndex {
    pub retriever: Retriever,
    pub small_talk: SmallTalk,
    pub model: Arc<Model>,
    /// Reads what people say of themselves.
    pub profiles: Arc<ProfileReader>,
    classes: Classes,
}

/// What the shelf makes of a question.
pub(crate) struct Opinion<'a> {
    /// Most probable first.
    pub articles: Vec<Judged<'a>>,
    pub out_of_scope: OutOfScope,
    /// The likeliest kind of small talk, and the probability that it is small talk at all.
    pub chat: Option<(Chat, f64)>,
    /// How probably it asks what becomes of one rule beside another.
    pub crossing: f64,
    /// The nearest question that is not ours.
    pub outside: Option<&'a str>,
}

impl LanguageIndex {
    /// Everything of `lang` in the collection. What was learned from just the same is taken from `cache`.
    pub fn new(collection: &Collection, lang: &str, cache: Option<Cache<'_>>) -> tantivy::Result<Self> {
        let corpus = TrainingCorpus::new(collection, lang);
        let known = cache.and_then(|cache| cache.find(lang, &corpus));
        let model = if let Some(model) = known {
            model
        } else {
            let model = training::train(&corpus)?;
            if let Some(cache) = cache {
                cache.keep(lang, &corpus, &model);
            }
            model
        };
        // Only now: beside what is needed to learn it would be too much at once.
        let retriever = Retriever::new(&corpus)?;
        Ok(Self::of(collection, &corpus, lang, retriever, Arc::new(model)))
    }

    /// Everything of `lang` in a collection that has changed, judged by what was learned before.
    pub fn refreshed(&self, collection: &Collection, lang: &str) -> tantivy::Result<Self> {
        let corpus = TrainingCorpus::new(collection, lang);
        let retriever = Retriever::new(&corpus)?;
        Ok(Self::of(collection, &corpus, lang, retriever, self.model.clone()))
    }

    fn of(
        collection: &Collection,
        corpus: &TrainingCorpus,
        lang: &str,
        retriever: Retriever,
        model: Arc<Model>,
    ) -> Self {
        Self {
            profiles: corpus.profiles().clone(),
            small_talk: SmallTalk::new(collection, lang, &retriever.analyzer),
            classes: Classes::new(&retriever, model.slugs.iter().map(String::as_str)),
            retriever,
            model,
        }
    }

    pub fn opinion(&self, question: &AnalysedQuestion) -> Opinion<'_> {
        let classifier = self.model.classifier.as_ref();
        let of_classes = classifier.map(|classifier| classifier.of(&question.sentence));
        let leaning = of_classes.as_ref().map(|leaning| self.classes.leaning(leaning));
        let ranking = self.retriever.rank(question, leaning.as_ref());
        let crossing = self.model.kinds.iter().position(|kind| kind == CROSSING);
        let crossing = of_classes.as_ref().zip(crossing);
        Opinion {
            crossing: crossing.map_or(0.0, |(of, place)| self.classes.kind(&of.logarithms, place)),
            chat: of_classes.and_then(|leaning| self.classes.chat(&leaning.logarithms)),
            out_of_scope: ranking.out_of_scope,
            outside: ranking.outside,
            articles: self.model.judge(ranking, question.sentence.tokens.len()),
        }
    }
}
