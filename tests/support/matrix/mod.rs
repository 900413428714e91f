//! A real homeserver (Synapse) and people with real clients (matrix-nio) who write to the bot and read what it writes.
#![allow(dead_code, unused_imports, reason = "several tests include this, and each uses a part of it")]

mod driver;
mod line;
mod people;
mod person;

pub use line::{Line, Mentions};
pub use people::{Account, Homeserver, People};
pub use person::Person;
