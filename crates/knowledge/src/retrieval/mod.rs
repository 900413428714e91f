//! Retrieval: which articles are near to a question.

pub mod index;
pub mod language_index;
pub mod neighbours;
pub mod retriever;
