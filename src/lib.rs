//! Sportello: the map of the house.

pub mod assembly;
pub mod channels;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod finding;
pub mod knowledge;
pub mod office;
pub mod store;
