//! What the law gives a person over their data (GDPR, artt. 5, 15, 17, 20): a copy, and forgetting in time.
//! Erasing on request is a step of the desk; see `save` and `sender`.

use domain::{conversation::Conversation, retention::KeptSince};
use jiff::Timestamp;
use leave::{guide::Guide, reminders::Chosen};
use serde::Serialize;

use super::{App, BATCH};
use crate::store::{
    StoreError, Tx,
    conversations::{self, Loaded},
    drafts, follows,
    messages::{self, Exported},
    phrasings,
    plans::{self, Plan},
    reminders::{self, Reminder},
    renewals,
};

/// All that the desk holds of a person.
#[derive(Serialize)]
struct Export<'a> {
    address: Option<String>,
    conversation: &'a Conversation,
    messages: Vec<Exported>,
    guide: Option<Guide>,
    company: Option<Chosen>,
    plans: Vec<Plan>,
    reminders: Vec<Reminder>,
    follows: Vec<String>,
}

impl App {
    /// All that the desk holds of a person, as JSON.
    pub(crate) async fn export(&self, tx: &mut Tx, loaded: &Loaded) -> Result<String, StoreError> {
        let export = Export {
            address: messages::address(tx, &loaded.id).await?,
            conversation: &loaded.conversation,
            messages: messages::all(tx, &loaded.id).await?,
            guide: plans::guide(tx, &loaded.id).await?,
            company: plans::company(tx, &loaded.id).await?,
            plans: plans::of_conversation(tx, &loaded.id).await?,
            reminders: reminders::all(tx, &loaded.id).await?,
            follows: follows::all(tx, &loaded.id).await?,
        };
        Ok(serde_json::to_string_pretty(&export).expect("our own types serialise to JSON"))
    }

    /// Forgets the words that are older than they may be kept. Each kind by itself: one that fails keeps no other.
    pub(crate) async fn forget_old_words(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let Some(KeptSince { words: limit, tracks, guides }) = self.kept_since(now) else { return Ok(()) };
        let mut tx = self.store.begin().await?;
        messages::forget_before(&mut tx, limit, tracks).await?;
        phrasings::forget_before(&mut tx, limit).await?;
        plans::forget_guides_before(&mut tx, guides).await?;
        reminders::forget_before(&mut tx, limit, self.policy.calendar.day(limit)).await?;
        let drafted = drafts::forget_before(&mut tx, limit).await?;
        tx.commit().await?;
        if drafted {
            self.articles_changed();
            self.learn_what_changed();
        }
        loop {
            let quiet = self.store.quiet_since(limit, BATCH).await?;
            if quiet.is_empty() {
                return Ok(());
            }
            for id in &quiet {
                self.forget_in(id, limit, now).await?;
            }
        }
    }

    /// Forgets the old words in a conversation's state; it is not looked at again before it is as old once more.
    async fn forget_in(&self, id: &str, limit: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        let found = conversations::by_id(&mut tx, id).await;
        if let Ok(Some(loaded)) = &found {
            let mut conversation = loaded.conversation.clone();
            if conversation.forget_before(limit) {
                loaded.forget_words(&mut tx, &conversation).await?;
            }
        }
        if let Err(error) = found {
            self.store.set_aside(error)?;
        }
        conversations::looked_at(&mut tx, id, now).await?;
        Ok(tx.commit().await?)
    }

    /// Tells the staff, once each, of rows that nobody can read; says of how many.
    pub(crate) async fn tell_of_broken_rows(&self) -> Result<usize, StoreError> {
        let broken = self.store.take_broken();
        if broken.is_empty() {
            return Ok(0);
        }
        let now = self.clock.now();
        let mut told = 0;
        let mut tx = self.store.begin().await?;
        for row in &broken {
            if renewals::tell_once(&mut tx, &format!("broken {row}"), now).await? {
                told += 1;
                self.tell_room(&mut tx, self.staff_view().broken_row(row), now).await?;
            }
        }
        tx.commit().await?;
        Ok(told)
    }
}
