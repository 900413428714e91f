//! What is shared by the server, the post and the test.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::state::State;

/// The state, and the news that it changed.
pub(super) struct Core {
    pub token: String,
    state: Mutex<State>,
    changed: watch::Sender<()>,
}

impl Core {
    pub fn new(token: String) -> Self {
        Self { token, state: Mutex::default(), changed: watch::Sender::new(()) }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state, and wakes who waits for that.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.state());
        self.changed.send_replace(());
        changed
    }

    /// Changes what nobody waits for; a condition that is being waited for may ask this.
    pub fn change_quietly<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state())
    }

    /// Tells of every change from now on.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }
}
