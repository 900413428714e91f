//! What comes in and what goes out, and how far each platform was listened to.

pub mod cursors;
pub mod inbox;
pub mod outbox;
pub mod undecryptable;
