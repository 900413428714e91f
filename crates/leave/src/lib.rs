//! Leave: which dates follow from a child's arrival, by which rule, and what to be reminded of.
//!
//! PURE: dates in, dates out; no clock, no I/O. Read in this order: `arrival` (what is known), `rules` (the law as data,
//! with the days from which it applies), `maternity` and `plan` (what follows), then `parental` and `rests` (how much,
//! shared by whom); `draft` and `guide` (one answer at a time), `timeline` and `reminders`. How it is said is the view's.
//!
//! Invariants: both ends of a stretch of days belong to it; a month is added as the law counts them (`months`); whatever
//! is not certain says so, in a [`notes::Note`] and in its [`law::Level`].

pub mod announcement;
pub mod arrival;
pub mod changes;
pub mod draft;
pub mod guide;
pub mod law;
pub mod letters;
pub mod maternity;
pub mod months;
pub mod notes;
pub mod parental;
pub mod plan;
pub mod reminders;
pub mod rests;
pub mod rules;
pub mod timeline;
pub mod typed_date;
pub mod working_days;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod properties;
