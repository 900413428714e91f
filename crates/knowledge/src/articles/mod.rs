//! Articles: how they are written, read from files and kept together.

pub mod article;
pub mod collection;
pub mod draft;
pub mod files;
mod front_matter;
pub(crate) mod links;
pub mod messages;
pub mod register;
mod whose;
