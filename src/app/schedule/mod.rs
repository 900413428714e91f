//! What the time brings: conversations to be woken, reminders, what is too old, and a look at how the desk is.

pub mod planned;
pub mod reminders;
pub mod retention;
pub mod wakeups;
pub mod watch;
