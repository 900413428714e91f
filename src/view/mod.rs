//! Every sentence: facts in, messages out, in the language of whoever reads. Nothing is decided here.
//!
//! The words are Fluent's, in `src/locales`. Read in this order: `locale` (how a sentence is found), `person`, `staff_case`
//! and `staff_board`; then `leave_plan`, `leave_prompt`, `leave_reminder` and `ics`.

mod figures;
pub mod ics;
pub mod leave_plan;
mod leave_prompt;
mod leave_reminder;
mod locale;
mod news;
pub mod person;
mod staff_board;
pub mod staff_case;
pub mod traits;
