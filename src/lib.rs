//! Sportello: the map of the house.

pub mod clock;
pub mod config;
pub mod desk;
pub mod finding;
pub mod knowledge;
pub mod store;
