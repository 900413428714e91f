//! People's files on their way to the experts: fetched when they are handed over, not kept by the desk, and nothing in them
//! says whose they are.

use domain::{
    attachment::Attachment,
    ids::CaseNumber,
    retry::{self, retry_at},
};
use jiff::SignedDuration;
use sanitize::sandbox::{Sandbox, SandboxError};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{
    app::desk::Desk,
    channels::{Handed, NotFetched},
    store::{
        Store, StoreError,
        queue::outbox::{self, OutboxRow},
    },
};

/// How many files are in memory at once, each up to 20 MB.
const AT_ONCE: usize = 1;

/// What became of a file that should go to the experts.
pub enum HandOver<'a> {
    /// It is in memory for as long as the permit is held.
    Ready(Handed, SemaphorePermit<'a>),
    NotNow {
        after: Option<SignedDuration>,
    },
    Never,
}

/// Who may have a person's file in memory, and what opens it.
pub struct Files {
    turns: Semaphore,
    sandbox: Sandbox,
}

impl Files {
    pub fn new(sandbox: Sandbox) -> Self {
        Self { turns: Semaphore::new(AT_ONCE), sandbox }
    }

    /// Fetches a person's file and has it sanitized. That it is opened is written down before: should the desk itself
    /// die of it, again and again, the file is given up.
    pub async fn hand_over(
        &self,
        desk: &Desk,
        store: &Store,
        row: &OutboxRow,
        case: Option<CaseNumber>,
        attachment: &Attachment,
    ) -> Result<HandOver<'_>, StoreError> {
        if !retry::opens_file(row.openings) {
            tracing::error!(row = row.id, "a file was not opened again: the desk has died of it");
            return Ok(HandOver::Never);
        }
        let Ok(turn) = self.turns.try_acquire() else {
            return Ok(HandOver::NotNow { after: Some(retry::FILE_TURN) });
        };
        let fetched = match desk.channel(attachment.channel) {
            Some(channel) => channel.fetch(attachment).await,
            None => Err(NotFetched::Later { after: None }),
        };
        let bytes = match fetched {
            Ok(bytes) => bytes,
            Err(NotFetched::Later { after }) if retry::asks_again_for_file(row.attempts) => {
                return Ok(HandOver::NotNow { after });
            }
            Err(_) => return Ok(HandOver::Never),
        };
        let mut tx = store.begin().await?;
        outbox::opening(&mut tx, row.id, retry_at(desk.now(), row.openings)).await?;
        tx.commit().await?;
        let opened = self.sandbox.sanitize(bytes).await;
        let mut tx = store.begin().await?;
        outbox::opened(&mut tx, row.id).await?;
        tx.commit().await?;
        Ok(match opened {
            Ok(sanitized) => {
                let case = case.map_or_else(String::new, |case| format!("{case}-"));
                let name = format!("{case}{}.{}", row.id, sanitized.kind.extension());
                let media_type = sanitized.kind.media_type();
                HandOver::Ready(Handed { name, media_type, bytes: sanitized.bytes }, turn)
            }
            Err(SandboxError::Refused(why)) => {
                tracing::warn!(row = row.id, %why, "a file could not be handed over");
                HandOver::Never
            }
            Err(SandboxError::NotTried(why)) => {
                tracing::error!(row = row.id, %why, "there was no process to open a file in");
                HandOver::NotNow { after: None }
            }
        })
    }
}
