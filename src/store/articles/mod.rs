//! What experts add to the knowledge base.

pub mod drafts;
pub mod phrasings;
pub mod renewals;
