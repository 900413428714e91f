//! What experts do beside the cases: articles, phrasings, news, and what they ask of the whole desk. Each command gives the
//! answer, which goes where it was asked.

pub mod articles;
pub mod news;
pub mod phrasings;
pub mod renewals;
pub mod room;
