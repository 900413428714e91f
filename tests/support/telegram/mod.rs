//! A Telegram for tests: the Bot API over HTTP on a port of this machine, and people who use it.
//!
//! It refuses what Telegram refuses, in Telegram's words, and it can be told to fail as Telegram fails. It knows nothing
//! of the bot under test; that it is a fair copy is checked from outside, see `check_exchanges.py`.
#![allow(dead_code, reason = "several test binaries include this, and each uses a part of it")]

mod answer;
mod attachments;
mod callbacks;
mod chats;
mod clock;
mod connection;
mod faults;
mod files;
mod groups;
mod html;
mod journal;
mod limits;
mod markup;
mod messages;
mod observe;
mod params;
mod people;
mod profile;
mod queue;
mod quotes;
mod record;
mod server;
mod shared;
mod state;
mod text;
mod transcript;
mod updates;
mod webhook;

use std::{net::SocketAddr, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use tokio::{net::TcpListener, task::AbortHandle};

#[allow(unused_imports, reason = "not every test binary names all of these")]
pub use self::{
    callbacks::CallbackAnswer,
    faults::{Fault, Match},
    journal::{AcceptedSend, Call},
    limits::Limits,
    params::Upload,
    people::PersonEditor,
    state::METHODS,
    transcript::{Attachment, Button, Entity, Shown, Speaker},
};
use self::{connection::Socket, limits::Limiter, shared::Core};

/// A Telegram with one bot. Clones are the same Telegram; it ends with the last of them.
#[derive(Clone)]
pub struct Emulator {
    core: Arc<Core>,
    address: SocketAddr,
    _tasks: Arc<Tasks>,
}

/// Ends the server and the post.
struct Tasks([AbortHandle; 2]);

impl Drop for Tasks {
    fn drop(&mut self) {
        self.0.iter().for_each(AbortHandle::abort);
    }
}

impl Emulator {
    /// Starts on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let core = Arc::new(Core::new(format!("{}:AAE-emulated_token_of_the_tests", profile::BOT)));
        let server = tokio::spawn(server::serve(core.clone(), Socket(listener)));
        let post = tokio::spawn(webhook::deliver(core.clone()));
        let tasks = Arc::new(Tasks([server.abort_handle(), post.abort_handle()]));
        Self { core, address, _tasks: tasks }
    }

    /// Where the Bot API is, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The token of the bot.
    pub fn token(&self) -> &str {
        &self.core.token
    }

    /// The user id of the bot.
    pub const fn bot_id() -> i64 {
        profile::BOT
    }

    /// The platform's time.
    pub fn now(&self) -> Timestamp {
        self.core.state().clock.now()
    }

    /// Time passes on the platform: updates and buttons grow old, messages too old to delete.
    pub fn hours_pass(&self, hours: i64) {
        self.time_passes(SignedDuration::from_hours(hours));
    }

    /// Time passes on the platform.
    pub fn time_passes(&self, time: SignedDuration) {
        self.core.change(|state| state.clock.advance(time));
    }

    /// The `Date` headers are off by this much.
    pub fn clock_skew(&self, seconds: i64) {
        self.core.change(|state| state.clock.skew(SignedDuration::from_secs(seconds)));
    }

    /// From now on, a bot may send no more than this.
    pub fn limits(&self, limits: Limits) {
        self.core.change(|state| state.limiter = Some(Limiter::new(limits)));
    }

    /// From now on, a bot may send what it likes, as at the start.
    pub fn no_limits(&self) {
        self.core.change(|state| state.limiter = None);
    }

    /// The next call of this kind goes wrong.
    pub fn fail_next(&self, which: Match, fault: Fault) {
        self.fail(which, fault, 1);
    }

    /// The next so many calls of this kind go wrong. Faults for the same calls happen in the order of their orders.
    pub fn fail(&self, which: Match, fault: Fault, times: usize) {
        self.core.change(|state| state.faults.add(which, fault, times));
    }

    /// Nothing goes wrong any more.
    pub fn heal(&self) {
        self.core.change(|state| state.faults.clear());
    }

    /// How many faults are still to happen.
    pub fn faults_left(&self) -> usize {
        self.core.state().faults.left()
    }

    /// This test makes wrong calls on purpose: they are not written down for the check.
    pub fn off_the_record(&self) {
        self.core.change(|state| state.record.stop_writing());
    }
}
