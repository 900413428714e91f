//! Telegram: people write from their phones.
//!
//! In: `listen` (polling) or `webhook` commit each update as it was written, `update` says whose it is, `read` what it
//! means, once it is handled, and `content` and `rich` what a message holds; through `json`, nothing is in the way that
//! is not asked for. Out: `deliver` sends one page at a time within the `rate_limit` that Telegram allows, as `html`. Beside:
//! `housekeeping` (what is polite at once), `profile` (how the bot presents itself), `sequence_gap` (what may have been lost), `check`
//! (is all in order?). `api` makes the calls.
//!
//! Invariants: nothing is acknowledged to Telegram that is not a committed row; only private chats are conversations;
//! the token is in no log and no error.

mod api;
pub mod check;
mod content;
mod deliver;
mod housekeeping;
mod html;
mod json;
pub mod listen;
mod profile;
pub mod rate_limit;
mod read;
mod rich;
mod sequence_gap;
pub mod settings;
mod standing;
mod update;
pub mod webhook;

use std::{sync::atomic::AtomicBool, time::Instant};

use async_trait::async_trait;
use domain::{
    attachment::Attachment, channel::ChannelKind, delivery::Undeliverable, language::Languages,
    message::Message,
};
use tokio_util::task::TaskTracker;

use self::{
    api::Api, housekeeping::Housekeeper, listen::Attendance, rate_limit::RateLimiter, standing::ApiStanding,
};
use super::{Channel, Delivery, Destination, Dispatch, Edit, Inbound, NotFetched, Tick, Turn, Unreadable};
use crate::secret::Secret;

/// The bot.
pub struct Telegram {
    api: Api,
    rate_limit: RateLimiter,
    housekeeper: Housekeeper,
    standing: ApiStanding,
    /// What is polite and under way.
    housekeeping_tasks: TaskTracker,
    attendance: tokio::sync::Mutex<Attendance>,
    languages: Languages,
    /// Telegram has failed when something was sent, and has not been asked since whether it is well again.
    ails: AtomicBool,
}

impl Telegram {
    /// # Errors
    /// If the machine cannot make TLS connections.
    pub fn new(
        url: &str,
        token: Secret,
        rate_limit: RateLimiter,
        languages: Languages,
    ) -> reqwest::Result<Self> {
        Ok(Self {
            api: Api::new(url, token)?,
            rate_limit,
            housekeeper: Housekeeper::default(),
            standing: ApiStanding::default(),
            housekeeping_tasks: TaskTracker::new(),
            attendance: tokio::sync::Mutex::default(),
            languages,
            ails: AtomicBool::new(false),
        })
    }
}

#[async_trait]
impl Channel for Telegram {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Telegram
    }

    fn read(&self, payload: &str) -> Result<Inbound, Unreadable> {
        read::read(payload)
    }

    fn trouble(&self) -> Option<String> {
        self.standing.trouble(Instant::now())
    }

    fn handled(&self, address: &str) {
        if let Ok(chat) = address.parse() {
            self.housekeeper.answered(chat);
        }
    }

    fn pages(&self, message: Message) -> Vec<Message> {
        super::pages::pages(message, html::PAGE, html::CAPTION)
    }

    fn turn(&self, address: Option<&str>) -> Turn {
        // What goes to nobody's chat is refused without asking Telegram.
        address
            .and_then(|address| address.parse().ok())
            .map_or(Turn::Now, |chat| self.rate_limit.turn(chat, Instant::now()))
    }

    async fn deliver(&self, dispatch: Dispatch) -> Delivery {
        match &dispatch.to {
            Destination::Person { address } => self.send(address, &dispatch.message).await,
            // The staff room is not here: nobody there would be an expert by being in it.
            Destination::Staff { .. } => Delivery::GaveUp(Undeliverable::Refused),
        }
    }

    async fn edit(&self, edit: &Edit) -> Delivery {
        self.change(edit).await
    }

    fn has_ticks(&self) -> bool {
        true
    }

    async fn tick(&self, tick: &Tick) -> Delivery {
        self.put_sign(tick).await
    }

    async fn fetch(&self, attachment: &Attachment) -> Result<Vec<u8>, NotFetched> {
        self.get(&attachment.reference).await
    }
}
