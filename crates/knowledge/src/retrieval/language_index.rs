//! The articles of one language and what was learned from them, ready to be asked.

use std::sync::Arc;

use domain::verdict::Chat;

use super::retriever::Stock;
use crate::{
    articles::collection::Collection,
    model::{Classes, Judged, Model, cache::Cache, corpus::Material, features::Doubts, training},
    text::{question::Question, small_talk::SmallTalk},
};

pub(crate) struct Shelf {
    pub stock: Stock,
    pub small_talk: SmallTalk,
    pub model: Arc<Model>,
    classes: Classes,
}

/// What the shelf makes of a question.
pub(crate) struct Opinion<'a> {
    /// Most probable first.
    pub articles: Vec<Judged<'a>>,
    pub doubts: Doubts,
    /// The likeliest kind of small talk, and the probability that it is small talk at all.
    pub chat: Option<(Chat, f64)>,
    /// The nearest question that is not ours.
    pub outside: Option<&'a str>,
}

impl Shelf {
    /// Everything of `lang` in the collection. What was learned from just the same is taken from `cache`.
    pub fn new(collection: &Collection, lang: &str, cache: Option<Cache<'_>>) -> tantivy::Result<Self> {
        let material = Material::new(collection, lang);
        let stock = Stock::new(&material)?;
        let known = cache.and_then(|cache| cache.find(lang, &material));
        let model = if let Some(model) = known {
            model
        } else {
            let model = training::train(&material)?;
            if let Some(cache) = cache {
                cache.keep(lang, &material, &model);
            }
            model
        };
        Ok(Self::of(collection, lang, stock, Arc::new(model)))
    }

    /// Everything of `lang` in a collection that has changed, judged by what was learned before.
    pub fn refreshed(&self, collection: &Collection, lang: &str) -> tantivy::Result<Self> {
        let stock = Stock::new(&Material::new(collection, lang))?;
        Ok(Self::of(collection, lang, stock, self.model.clone()))
    }

    fn of(collection: &Collection, lang: &str, stock: Stock, model: Arc<Model>) -> Self {
        Self {
            small_talk: SmallTalk::new(collection, lang, &stock.analyzer),
            classes: Classes::new(&stock, model.slugs.iter().map(String::as_str)),
            stock,
            model,
        }
    }

    pub fn opinion(&self, question: &Question) -> Opinion<'_> {
        let classifier = self.model.classifier.as_ref();
        let logarithms = classifier.map(|classifier| classifier.of(&question.sentence));
        let leanings = logarithms.as_ref().map(|logarithms| self.classes.leanings(logarithms));
        let ranking = self.stock.rank(question, leanings.as_deref());
        Opinion {
            chat: logarithms.and_then(|logarithms| self.classes.chat(&logarithms)),
            doubts: ranking.doubts,
            outside: ranking.outside,
            articles: self.model.judge(ranking),
        }
    }
}
