//! What the time brings.

mod reminders;
mod wakeups;
mod watch;
