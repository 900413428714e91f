//! People's files on their way to the experts: fetched when they are handed over, never kept, and nothing in them says
//! whose they are.

use super::Office;
use crate::{
    channels::{
        Delivery, Handed, NotFetched,
        attachment::{NotNeutral, neutral},
    },
    desk::{attachment::Attachment, ids::CaseNumber},
    store::outbox::OutboxRow,
};

/// How often a file is asked for before the thread goes on without it: what the person writes next must not wait for it.
const TRIES: i64 = 8;
/// How many files are in memory at once, each up to 20 MB, and PDFs more while they are read.
pub(super) const AT_ONCE: usize = 2;

impl Office {
    /// Fetches a person's file and makes it neutral. `Err` with a delivery: not now; without: never.
    pub(super) async fn hand_over(
        &self,
        row: &OutboxRow,
        case: Option<CaseNumber>,
        attachment: &Attachment,
    ) -> Result<Option<Handed>, Option<Delivery>> {
        let _turn = self.files.acquire().await;
        let fetched = match self.channels.get(&attachment.channel) {
            Some(channel) => channel.fetch(attachment).await,
            None => Err(NotFetched::Later { after: None }),
        };
        let bytes = match fetched {
            Ok(bytes) => bytes,
            Err(NotFetched::Later { after }) if row.attempts < TRIES => {
                return Err(Some(Delivery::Later { after }));
            }
            Err(_) => return Err(None),
        };
        let neutral = tokio::task::spawn_blocking(|| neutral(bytes)).await;
        let neutral = neutral.map_err(|_| NotNeutral::Damaged).flatten().map_err(|why| {
            tracing::warn!(row = row.id, %why, "a file could not be handed over");
            None
        })?;
        let case = case.map_or_else(String::new, |case| format!("{case}-"));
        let name = format!("{case}{}.{}", row.id, neutral.extension);
        Ok(Some(Handed { name, media_type: neutral.media_type, bytes: neutral.bytes }))
    }
}
