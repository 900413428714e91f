//! Forgetting in time: what is older than it may be kept. `domain::retention` says what that is, and how often to look.
//!
//! Invariant: a word is in one place only, so that it can be forgotten there: see `store/personal.rs`.

use std::sync::{Arc, Mutex, PoisonError};

use domain::retention::{KeptSince, is_time_to_tidy};
use jiff::Timestamp;

use crate::{
    app::{BATCH, Shared, desk::Desk, learning::Learning, work::Work},
    store::{
        Store, StoreError,
        articles::{drafts, phrasings},
        desk::{conversations, messages},
        leave::{plans, reminders},
    },
};

/// What forgets.
pub struct Retention {
    store: Arc<Store>,
    desk: Arc<Desk>,
    learning: Arc<Learning>,
    /// When it was looked for what is too old.
    tidied: Mutex<Option<Timestamp>>,
}

impl Retention {
    pub fn new((store, desk, learning): Shared) -> Self {
        Self { store, desk, learning, tidied: Mutex::default() }
    }

    /// Forgets what is too old, now and then; says whether it was time.
    pub async fn tidy_if_due(&self) -> Result<bool, StoreError> {
        let now = self.desk.now();
        if !is_time_to_tidy(*self.tidied.lock().unwrap_or_else(PoisonError::into_inner), now) {
            return Ok(false);
        }
        if let Some(since) = self.desk.kept_since(now) {
            self.forget(since, now).await?;
        }
        *self.tidied.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        Ok(true)
    }

    /// Forgets what is from before. Each kind by itself: one that fails keeps no other.
    async fn forget(&self, since: KeptSince, now: Timestamp) -> Result<(), StoreError> {
        let KeptSince { words, tracks, guides } = since;
        let mut work = Work::begin(&self.desk, &self.store).await?;
        messages::forget_before(&mut work.tx, words, tracks).await?;
        phrasings::forget_before(&mut work.tx, words).await?;
        plans::forget_guides_before(&mut work.tx, guides).await?;
        reminders::forget_before(&mut work.tx, words, self.desk.calendar().day(words)).await?;
        if drafts::forget_before(&mut work.tx, words).await? {
            work.articles_changed();
        }
        self.learning.heed(work.commit().await?);
        loop {
            let quiet = self.store.quiet_since(words, BATCH).await?;
            if quiet.is_empty() {
                return Ok(());
            }
            for id in &quiet {
                self.forget_in(id, words, now).await?;
            }
        }
    }

    /// Forgets the old words in a conversation's state; it is not looked at again before it is as old once more.
    async fn forget_in(&self, id: &str, limit: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        let found = conversations::by_id(&mut tx, id).await;
        if let Ok(Some(loaded)) = &found {
            let mut conversation = loaded.conversation.clone();
            if conversation.forget_untouched(limit) {
                loaded.forget_words(&mut tx, &conversation).await?;
            }
        }
        if let Err(error) = found {
            self.store.set_aside(error)?;
        }
        conversations::looked_at(&mut tx, id, now).await?;
        Ok(tx.commit().await?)
    }
}
