//! Conversations, their cases and words, the staff's room, and what happened.

pub mod cases;
pub mod conversations;
pub mod duty;
pub mod ledger;
pub mod messages;
pub mod room_events;
pub mod rooms;
