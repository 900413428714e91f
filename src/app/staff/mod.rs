//! What the experts do beside the cases: articles, news, phrasings.

pub(crate) mod articles;
mod news;
mod phrasings;
mod renewals;
