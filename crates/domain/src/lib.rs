//! The desk itself: plain data in, plain data out.
//!
//! PURE: no async, no I/O, no clock, no randomness, and nothing from the other rings. All that can happen is one
//! [`event::Event`]; all that can follow is a list of [`event::Effect`]s and a time to wake at.
//!
//! Read in this order: `event`, `conversation`, `case`, `commitment`, `step`; then what is said: `reply` to people, `post`
//! to the staff.

pub mod alerts;
pub mod attachment;
pub mod calendar;
pub mod case;
pub mod channel;
pub mod clockwork;
pub mod colleagues;
pub mod commands;
pub mod commitment;
pub mod conversation;
pub mod coverage;
pub mod danger;
pub mod delivery;
pub mod diagnostic;
pub mod editorial;
pub mod event;
pub mod figures;
pub mod guiding;
pub mod head;
pub mod ids;
pub mod language;
pub mod marks;
pub mod mask;
pub mod message;
pub mod news;
pub mod office_hours;
pub mod organisations;
pub mod plain_words;
pub mod post;
pub mod promise;
pub mod quoted;
pub mod reminder;
pub mod reply;
pub mod reply_edit;
pub mod retention;
pub mod retry;
pub mod room_event;
pub mod scope;
pub mod shelf;
mod step;
pub mod summary;
pub mod verdict;
pub mod watch;
pub mod which_case;
pub mod words;

pub use step::{Step, step};
