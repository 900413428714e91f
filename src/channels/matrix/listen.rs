//! Following the server: one answer at a time, each committed with the mark to go on from before the next is asked for.
//!
//! The client's own store moves on as soon as it has an answer, so a crash between that and our commit would lose what
//! was in it. Therefore the desk has a mark of its own, and at each start asks for what came after it.

use std::{collections::BTreeSet, convert::Infallible, sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use domain::{channel::ChannelKind, watch::Gap};
use jiff::Timestamp;
use matrix_sdk::{
    Client,
    config::SyncSettings,
    ruma::{
        RoomId,
        api::{
            client::{filter::FilterDefinition, sync::sync_events::v3::Filter},
            error::ErrorKind,
        },
    },
    sync::SyncResponse,
};
use tokio_util::sync::CancellationToken;

use super::{
    Link, LinkState, Matrix,
    cause::{cause, of_http},
    envelope::Envelope,
    media::Media,
    rooms::RoomReadiness,
    session::{self, NoSession},
};
use crate::channels::{
    Intake,
    types::{IngestError, SyncBatch},
};

/// How long the server holds a question while there is nothing.
const POLL: Duration = Duration::from_secs(30);
/// The same while something waits for its key.
const POLL_SEALED: Duration = Duration::from_secs(5);
/// Between attempts to log in that the server refuses: more, and it would lock the account.
const REFUSED: Duration = Duration::from_mins(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How often it is looked whether the server has fallen silent.
const LOOK: Duration = Duration::from_secs(5);

/// Why the desk does not follow the server any more.
#[derive(Debug, thiserror::Error)]
enum Lost {
    #[error(transparent)]
    Session(#[from] NoSession),
    #[error("Matrix: {}", cause(.0))]
    Server(#[from] matrix_sdk::Error),
    #[error("Matrix: {}", of_http(.0))]
    Http(#[from] matrix_sdk::HttpError),
    #[error(transparent)]
    Store(#[from] IngestError),
}

/// What is asked for: enough that little has to be asked for again, and members only as they are needed.
fn filter() -> Filter {
    let mut filter = FilterDefinition::with_lazy_loading();
    filter.room.timeline.limit = Some(100_u32.into());
    Filter::FilterDefinition(filter)
}

impl Matrix {
    /// Follows the server until told to stop. What is under way then may end anywhere: it is as if the machine had died,
    /// and the next start asks again.
    pub async fn listen(self: &Arc<Self>, intake: &dyn Intake, stop: CancellationToken) {
        tokio::select! {
            () = self.keep_following(intake) => {}
            () = self.keep_looking(intake) => {}
            () = stop.cancelled() => {}
        }
        self.link.send_replace(LinkState::Connecting);
        self.signs.end().await;
    }

    async fn keep_looking(&self, intake: &dyn Intake) {
        loop {
            self.condition.time_passes(intake.now());
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Follows the server, and begins anew when it is lost.
    async fn keep_following(&self, intake: &dyn Intake) {
        let mut pauses = backoff().build();
        loop {
            let begun = intake.now();
            let lost = match self.follow(intake).await {
                Ok(never) => match never {},
                Err(lost) => lost,
            };
            let refused = match &lost {
                Lost::Session(NoSession::Refused(refusal)) => Some(refusal.clone()),
                _ => None,
            };
            if intake.now().duration_since(begun).unsigned_abs() > LONGEST_PAUSE {
                pauses = backoff().build();
            }
            let pause = if refused.is_some() { REFUSED } else { pauses.next().unwrap_or(LONGEST_PAUSE) };
            tracing::error!(%lost, ?pause, "Matrix is lost; the desk tries again");
            self.link.send_replace(refused.map_or(LinkState::Connecting, LinkState::Refused));
            tokio::time::sleep(pause).await;
        }
    }

    /// Follows the server through bad and good times, until the session has ended.
    async fn follow(&self, intake: &dyn Intake) -> Result<Infallible, Lost> {
        self.oblivion.complete(&session::SessionFiles::new(&self.folder, &self.settings).store()).await;
        let client = session::open(&self.settings, &self.folder).await?;
        let since = intake.sync_token(ChannelKind::Matrix).await?;
        let mut link = self.link_to(client, intake).await?;
        // Keys first: what was said meanwhile may need them.
        let first = ask(&link.client, Duration::ZERO).await?;
        self.condition.heard(intake.now());
        self.find_successors(&mut link).await;
        let mut mark = first.next_batch.clone();
        let batch = match &since {
            Some(since) => self.since_last_time(&link, intake, since, &first).await?,
            // The desk is here for the first time: what was said before is not for it.
            None => SyncBatch { until: Some(mark.clone()), ..SyncBatch::default() },
        };
        commit(intake, &batch).await;
        self.follow_staff(&mut link, &batch).await;
        self.is_on(&link);
        let mut undone = self.reconcile_rooms(&mut link).await;
        if since.is_some() {
            self.is_at_home(&mut link, intake).await;
        }
        self.greet(&mut link, intake).await;
        let mut poll = POLL_SEALED;
        loop {
            let response = self.retry(|| ask(&link.client, poll)).await?;
            let now = intake.now();
            self.condition.heard(now);
            let batch = self.batch(&link, &mark, &response, now).await;
            commit(intake, &batch).await;
            self.follow_staff(&mut link, &batch).await;
            mark = response.next_batch;
            if link.staff_room.is_none() {
                link.staff_room = self.find_staff_room(&link.client).await.ok().flatten();
            }
            self.is_on(&link);
            let rooms = &response.rooms;
            if undone || !rooms.invited.is_empty() || !rooms.joined.is_empty() || !rooms.left.is_empty() {
                undone = self.reconcile_rooms(&mut link).await;
                self.greet(&mut link, intake).await;
            }
            let waiting = intake.undecryptable(ChannelKind::Matrix).await?;
            poll = if waiting.is_empty() { POLL } else { POLL_SEALED };
            let batch = self.unseal(&link, waiting, now).await;
            if batch != SyncBatch::default() {
                commit(intake, &batch).await;
                self.follow_staff(&mut link, &batch).await;
                self.is_on(&link);
            }
        }
    }

    /// As soon as the room where the staff are is fit for it, the desk says hello there: once. Cases begin anew in it.
    async fn greet(&self, link: &mut Link, intake: &dyn Intake) {
        let fitness = self.fitness(link).await;
        if self.settings.staff_room.is_some() {
            self.condition.note(fitness);
        }
        if let (false, RoomReadiness::Fit { encrypted }, Some(room)) =
            (link.settled, fitness, &link.staff_room)
        {
            let now = intake.now();
            let hello = Envelope::InStaffRoom { encrypted }.update(format!("in:{room} {now}"), now);
            let mut batch = SyncBatch::default();
            self.enters(room, hello, &mut batch);
            commit(intake, &batch).await;
            link.settled = true;
            for before in &link.former {
                self.say_goodbye(link, before).await;
            }
        }
    }

    /// Where it is not written down where the staff are, and the desk was with them before that was done, they are there.
    async fn is_at_home(&self, link: &mut Link, intake: &dyn Intake) {
        let fit = matches!(self.fitness(link).await, RoomReadiness::Fit { .. });
        if let (false, true, true, Some(room)) = (link.settled, link.former.is_empty(), fit, &link.staff_room)
        {
            commit(intake, &SyncBatch { moved: Some(self.staffs(room)), ..SyncBatch::default() }).await;
            link.settled = true;
        }
    }

    /// The staff have moved, if that came in.
    async fn follow_staff(&self, link: &mut Link, batch: &SyncBatch) {
        let Some(room) = batch.moved.as_ref().and_then(|moved| RoomId::parse(&moved.room).ok()) else {
            return;
        };
        link.settled = true;
        link.successors.clear();
        link.former.remove(&room);
        if let Some(before) = link.staff_room.replace(room) {
            self.say_goodbye(link, &before).await;
            link.former.insert(before);
        }
    }

    /// Asks until the server answers. The session stays as it is: two clients on one store would spoil its keys.
    async fn retry<T, F>(&self, mut question: impl FnMut() -> F) -> Result<T, Lost>
    where
        F: Future<Output = matrix_sdk::Result<T>>,
    {
        let mut pauses = backoff().build();
        loop {
            let error = match question().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            if matches!(
                error.client_api_error_kind(),
                Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken)
            ) {
                return Err(error.into());
            }
            let pause = pauses.next().unwrap_or(LONGEST_PAUSE);
            tracing::warn!(
                cause = cause(&error),
                ?pause,
                "Matrix does not answer: see `homeserver` in [matrix]"
            );
            self.link.send_replace(LinkState::Connecting);
            tokio::time::sleep(pause).await;
        }
    }

    /// What is known before the server has been asked for anything new: first of all, where the staff are. While the
    /// configuration says what it said, they are where they went; when it says something else, it is believed.
    async fn link_to(&self, client: Client, intake: &dyn Intake) -> Result<Link, Lost> {
        let own = client.user_id().map(ToOwned::to_owned).ok_or(matrix_sdk::Error::AuthenticationRequired)?;
        let found = match self.find_staff_room(&client).await {
            Err(error) if matches!(error.client_api_error_kind(), Some(ErrorKind::NotFound)) => None,
            room => room?,
        };
        let rooms = intake.staff_rooms(ChannelKind::Matrix).await?;
        let last = rooms.first().filter(|last| Some(&last.name) == self.settings.staff_room.as_ref());
        let last = last.and_then(|last| RoomId::parse(&last.room).ok());
        let settled = last.is_some();
        let staff_room = last.or_else(|| found.clone());
        let former = rooms.iter().filter_map(|room| RoomId::parse(&room.room).ok());
        Ok(Link {
            former: former.filter(|room| Some(room) != staff_room.as_ref()).collect(),
            successors: found.filter(|room| Some(room) != staff_room.as_ref()).into_iter().collect(),
            tried: BTreeSet::new(),
            media: Media::new(client.clone())?,
            client,
            own,
            staff_room,
            settled,
        })
    }

    /// What came since the desk last listened. A mark that the server does not know any more leaves a gap, of which the
    /// staff are told.
    async fn since_last_time(
        &self,
        link: &Link,
        intake: &dyn Intake,
        since: &str,
        first: &SyncResponse,
    ) -> Result<SyncBatch, Lost> {
        let until = &first.next_batch;
        match self.changed_since(link, since).await {
            Err(error) if forgotten(&error) => {
                let now = intake.now();
                let heard: Option<Timestamp> = intake.last_heard(ChannelKind::Matrix).await?.at;
                let gap = Gap { since: heard.unwrap_or(now), until: now, missing: None };
                intake.report_gap(ChannelKind::Matrix, gap).await?;
                Ok(SyncBatch { until: Some(until.clone()), ..SyncBatch::default() })
            }
            changed => {
                let mut changed = changed?;
                changed.extend(first.rooms.joined.keys().cloned());
                Ok(self.catch_up(link, changed, since, until, intake.now()).await?)
            }
        }
    }
}

async fn ask(client: &Client, poll: Duration) -> matrix_sdk::Result<SyncResponse> {
    client.sync_once(SyncSettings::new().filter(filter()).timeout(poll)).await
}

/// Commits what came in. What the server has told us once it does not tell again: we try until we have it.
async fn commit(intake: &dyn Intake, batch: &SyncBatch) {
    let told = |error: &IngestError, pause: Duration| {
        tracing::error!(%error, ?pause, "what Matrix told could not be committed");
    };
    let committed = (|| intake.ingest_sync(ChannelKind::Matrix, batch)).retry(backoff()).notify(told).await;
    committed.expect("it is tried until it succeeds");
}

/// Does the server not know our mark any more? A server in trouble says "unknown", too, but with another status.
fn forgotten(error: &matrix_sdk::HttpError) -> bool {
    let refused = error.as_client_api_error().is_some_and(|error| error.status_code.is_client_error());
    refused
        && matches!(
            error.client_api_error_kind(),
            Some(ErrorKind::UnknownPos | ErrorKind::InvalidParam | ErrorKind::Unknown | ErrorKind::NotFound)
        )
}

/// How long to wait after each failure in a row: 0.5 s, 1 s, ... a minute.
fn backoff() -> ExponentialBuilder {
    let first = Duration::from_millis(500);
    ExponentialBuilder::new().with_min_delay(first).with_max_delay(LONGEST_PAUSE).without_max_times()
}
