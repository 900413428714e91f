//! Following the server: one answer at a time, each committed with the mark to go on from before the next is asked for.
//!
//! The client's own store moves on as soon as it has an answer, so a crash between that and our commit would lose what
//! was in it. Therefore the desk has a mark of its own, and at each start asks for what came after it.

use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::Timestamp;
use matrix_sdk::{
    Client,
    config::SyncSettings,
    ruma::api::{
        client::{filter::FilterDefinition, sync::sync_events::v3::Filter},
        error::ErrorKind,
    },
    sync::SyncResponse,
};
use tokio::sync::watch;

use super::{
    Link, Matrix, Standing,
    session::{self, NoSession},
};
use crate::{
    channels::Intake,
    desk::{board::Gap, channel::ChannelKind},
    store::{StoreError, sealed::Haul},
};

/// How long the server holds a question while there is nothing.
const POLL: Duration = Duration::from_secs(30);
/// The same while something waits for its key.
const POLL_SEALED: Duration = Duration::from_secs(5);
/// Between attempts to log in that the server refuses: more, and it would lock the account.
const REFUSED: Duration = Duration::from_mins(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Why the desk does not follow the server any more.
#[derive(Debug, thiserror::Error)]
enum Lost {
    #[error(transparent)]
    Session(#[from] NoSession),
    #[error("Matrix: {0}")]
    Server(#[from] matrix_sdk::Error),
    #[error("Matrix: {0}")]
    Http(#[from] matrix_sdk::HttpError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is asked for: enough that little has to be asked for again, and members only as they are needed.
pub(super) fn filter() -> Filter {
    let mut filter = FilterDefinition::with_lazy_loading();
    filter.room.timeline.limit = Some(100_u32.into());
    Filter::FilterDefinition(filter)
}

impl Matrix {
    /// Follows the server until told to stop, and begins anew when it is lost.
    pub async fn listen(self: &Arc<Self>, intake: &dyn Intake, mut stop: watch::Receiver<bool>) {
        let mut pauses = pauses();
        while !*stop.borrow() {
            let begun = intake.now();
            let Err(lost) = self.follow(intake, &mut stop).await else {
                return;
            };
            let refused = match &lost {
                Lost::Session(NoSession::Refused(refusal)) => Some(refusal.clone()),
                _ => None,
            };
            if intake.now().duration_since(begun).unsigned_abs() > LONGEST_PAUSE {
                pauses = self::pauses();
            }
            let pause = if refused.is_some() { REFUSED } else { pauses.next().unwrap_or(LONGEST_PAUSE) };
            tracing::error!(%lost, ?pause, "Matrix is lost; the desk tries again");
            self.link.send_replace(refused.map_or(Standing::Connecting, Standing::Refused));
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => {}
            }
        }
        self.link.send_replace(Standing::Connecting);
    }

    async fn follow(&self, intake: &dyn Intake, stop: &mut watch::Receiver<bool>) -> Result<(), Lost> {
        let opened = tokio::select! {
            client = session::open(&self.section, &self.folder) => client?,
            _ = stop.changed() => return Ok(()),
        };
        let link = self.link_to(opened).await?;
        // Keys first: what was said meanwhile may need them.
        let first = ask(&link.client, Duration::ZERO).await?;
        let mut mark = first.next_batch.clone();
        let haul = match intake.taken_until(ChannelKind::Matrix).await? {
            Some(since) => self.since_last_time(&link, intake, &since, &mark).await?,
            // The desk is here for the first time: what was said before is not for it.
            None => Haul { until: Some(mark.clone()), ..Haul::default() },
        };
        commit(intake, &haul, stop).await;
        self.link.send_replace(Standing::On(link.clone()));
        self.tend_rooms(&link).await;
        let mut sealed = !intake.sealed(ChannelKind::Matrix).await?.is_empty();
        while !*stop.borrow() {
            let poll = if sealed { POLL_SEALED } else { POLL };
            let response = tokio::select! {
                response = ask(&link.client, poll) => response?,
                _ = stop.changed() => return Ok(()),
            };
            let haul = self.haul(&link, &mark, &response, intake.now()).await?;
            commit(intake, &haul, stop).await;
            mark = response.next_batch;
            if !response.rooms.invited.is_empty() || !response.rooms.joined.is_empty() {
                self.tend_rooms(&link).await;
            }
            let waiting = intake.sealed(ChannelKind::Matrix).await?;
            sealed = !waiting.is_empty();
            if sealed {
                let haul = self.unseal(&link, waiting, intake.now()).await;
                if haul != Haul::default() {
                    commit(intake, &haul, stop).await;
                }
            }
        }
        Ok(())
    }

    async fn link_to(&self, client: Client) -> Result<Link, Lost> {
        let own = client.user_id().map(ToOwned::to_owned).ok_or(matrix_sdk::Error::AuthenticationRequired)?;
        let staff_room = self.find_staff_room(&client).await?;
        Ok(Link { client, own, staff_room })
    }

    /// What came since the desk last listened. A mark that the server does not know any more leaves a gap, of which the
    /// staff are told.
    async fn since_last_time(
        &self,
        link: &Link,
        intake: &dyn Intake,
        since: &str,
        until: &str,
    ) -> Result<Haul, Lost> {
        match self.catch_up(link, since, until, intake.now()).await {
            Err(error) if forgotten(&error) => {
                let now = intake.now();
                let heard: Option<Timestamp> = intake.last_heard(ChannelKind::Matrix).await?.at;
                let gap = Gap { since: heard.unwrap_or(now), until: now, missing: None };
                intake.report_gap(ChannelKind::Matrix, gap).await?;
                Ok(Haul { until: Some(until.to_owned()), ..Haul::default() })
            }
            haul => Ok(haul?),
        }
    }
}

async fn ask(client: &Client, poll: Duration) -> matrix_sdk::Result<SyncResponse> {
    client.sync_once(SyncSettings::new().filter(filter()).timeout(poll)).await
}

/// Commits what came in. What the server has told us once it does not tell again: we try until we have it, or stop;
/// then the next start asks for it.
async fn commit(intake: &dyn Intake, haul: &Haul, stop: &mut watch::Receiver<bool>) {
    let mut pauses = pauses();
    while let Err(error) = intake.take_haul(ChannelKind::Matrix, haul).await {
        let pause = pauses.next().unwrap_or(LONGEST_PAUSE);
        tracing::error!(%error, ?pause, "what Matrix told could not be committed");
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Does the server not know our mark any more?
fn forgotten(error: &matrix_sdk::Error) -> bool {
    matches!(
        error.client_api_error_kind(),
        Some(ErrorKind::UnknownPos | ErrorKind::InvalidParam | ErrorKind::Unknown | ErrorKind::NotFound)
    )
}

/// How long to wait after each failure in a row: 0.5 s, 1 s, ... a minute.
fn pauses() -> impl Iterator<Item = Duration> + Send {
    let first = Duration::from_millis(500);
    ExponentialBuilder::new().with_min_delay(first).with_max_delay(LONGEST_PAUSE).without_max_times().build()
}
