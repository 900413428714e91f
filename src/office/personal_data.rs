//! What the law gives a person over their data (GDPR, artt. 5, 15, 17, 20): a copy, and forgetting in time.
//! Erasing on request is a step of the desk; see `save` and `sender`.

use jiff::SignedDuration;
use serde::Serialize;

use super::Office;
use crate::{
    desk::{calendar::minus, conversation::Conversation},
    leave::{guide::Guide, reminders::Chosen},
    store::{
        StoreError, Tx,
        conversations::Loaded,
        follows,
        messages::{self, Exported},
        plans::{self, Plan},
        reminders::{self, Reminder},
        ways,
    },
};

/// How long the tracks of what came in and went out are kept, for telling repeats: Telegram repeats within a day.
const TRACKS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a calendar can be taken up again that nobody has asked to keep.
const GUIDES: SignedDuration = SignedDuration::from_hours(24);

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

impl Office {
    /// All that the desk holds of a person, as JSON.
    pub(super) async fn export(&self, tx: &mut Tx, loaded: &Loaded) -> Result<String, StoreError> {
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

    /// Forgets the words that are older than they may be kept.
    pub(super) async fn forget_old_words(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        messages::forget_before(&mut tx, minus(now, self.retention), minus(now, TRACKS)).await?;
        ways::forget_before(&mut tx, minus(now, self.retention)).await?;
        plans::forget_guides_before(&mut tx, minus(now, GUIDES)).await?;
        let limit = minus(now, self.retention);
        reminders::forget_before(&mut tx, limit, self.policy.calendar.day(limit)).await?;
        tx.commit().await?;
        Ok(())
    }
}
