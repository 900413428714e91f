//! Plans, what they remind of, and who wants to hear of changes.

pub mod plans;
pub mod reminders;
pub mod subscriptions;
