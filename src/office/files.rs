//! People's files on their way to the experts: fetched when they are handed over, not kept by the desk, and nothing in them
//! says whose they are.

use jiff::SignedDuration;
use tokio::sync::SemaphorePermit;

use super::Office;
use crate::{
    channels::{
        Handed, NotFetched,
        attachment::{NotNeutral, neutral},
    },
    desk::{attachment::Attachment, ids::CaseNumber},
    store::outbox::OutboxRow,
};

/// How often a file is asked for before the thread goes on without it: what the person writes next must not wait for it.
/// Times that the platform tells us to wait do not count.
const TRIES: i64 = 8;
/// How many files are in memory at once, each up to 20 MB, and PDFs more while they are read.
pub(super) const AT_ONCE: usize = 2;
/// Who has no turn asks again after this, and is in nobody's way meanwhile.
const NEXT_TURN: SignedDuration = SignedDuration::from_secs(1);

/// What became of a file that should go to the experts.
pub(super) enum HandOver<'a> {
    /// It is in memory for as long as the permit is held.
    Ready(Handed, SemaphorePermit<'a>),
    NotNow {
        after: Option<SignedDuration>,
    },
    Never,
}

impl Office {
    /// Fetches a person's file and makes it neutral.
    pub(super) async fn hand_over(
        &self,
        row: &OutboxRow,
        case: Option<CaseNumber>,
        attachment: &Attachment,
    ) -> HandOver<'_> {
        let Ok(turn) = self.files.try_acquire() else {
            return HandOver::NotNow { after: Some(NEXT_TURN) };
        };
        let fetched = match self.channels.get(&attachment.channel) {
            Some(channel) => channel.fetch(attachment).await,
            None => Err(NotFetched::Later { after: None }),
        };
        let bytes = match fetched {
            Ok(bytes) => bytes,
            Err(NotFetched::Later { after }) if row.attempts < TRIES => return HandOver::NotNow { after },
            Err(_) => return HandOver::Never,
        };
        match tokio::task::spawn_blocking(|| neutral(bytes)).await.map_err(|_| NotNeutral::Damaged).flatten()
        {
            Ok(neutral) => {
                let case = case.map_or_else(String::new, |case| format!("{case}-"));
                let name = format!("{case}{}.{}", row.id, neutral.extension);
                HandOver::Ready(Handed { name, media_type: neutral.media_type, bytes: neutral.bytes }, turn)
            }
            Err(why) => {
                tracing::warn!(row = row.id, %why, "a file could not be handed over");
                HandOver::Never
            }
        }
    }
}
