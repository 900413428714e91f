//! What comes in: Telegram is asked (polling) or calls (webhook). Either way an update is a committed row first, and only
//! then does Telegram hear that we have it: through the offset of the next question, or through the answer 200.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use backon::{BackoffBuilder, ExponentialBuilder};
use domain::{channel::ChannelKind, watch::Gap};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use teloxide::{
    payloads::{DeleteWebhook, SetWebhook},
    requests::Payload,
};
use tokio_util::sync::CancellationToken;

use super::{
    Telegram,
    api::{ALLOWED, ApiFailure},
    sequence_gap,
    update::{Update, update},
};
use crate::{
    channels::{Intake, types::IngestError},
    secret::Secret,
};

/// How long Telegram holds a question for updates while there are none, in seconds.
const POLL: u32 = 50;
/// How often it is written down that Telegram answers.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How long what is polite may still take once the desk has been told to stop.
const LAST_MOMENTS: Duration = Duration::from_secs(2);
/// How often those who wait see that somebody is at it, and what is over is forgotten.
const TICK: Duration = Duration::from_secs(1);

/// Telegram's number of the last update before the desk was started, and when it came, until it has been compared with
/// what came then.
#[derive(Default)]
pub(super) struct Attendance {
    before: Option<(String, Timestamp)>,
    /// When it was last written down that Telegram answers.
    noted: Option<Timestamp>,
}

/// Up to where updates have been taken in. At the start Telegram brings again all that it has not heard of; what is
/// known is known by its number.
#[derive(Debug, Default)]
pub struct Offset(Option<i32>);

/// Why there are no updates.
#[derive(Debug, thiserror::Error)]
pub enum NoUpdates {
    #[error(transparent)]
    Telegram(ApiFailure),
    #[error("{0}. Is another sportello, or another program, using the same token?")]
    Conflict(String),
    #[error("updates without a number")]
    Unnumbered,
    #[error(transparent)]
    Store(#[from] IngestError),
}

impl Telegram {
    /// Asks Telegram for updates until told to stop.
    pub async fn poll(self: &Arc<Self>, intake: &dyn Intake, stop: CancellationToken) {
        self.retry(&DeleteWebhook::new(), "the webhook was not taken away", &stop).await;
        let mut offset = Offset::default();
        let mut pauses = pauses();
        while !stop.is_cancelled() {
            let asked = tokio::select! {
                asked = self.ask(intake, &mut offset, POLL) => asked,
                () = stop.cancelled() => return,
            };
            let Err(trouble) = asked else {
                pauses = self::pauses();
                self.standing.answered();
                continue;
            };
            match &trouble {
                NoUpdates::Telegram(failure) => self.standing.failed(failure, Instant::now()),
                NoUpdates::Conflict(_) | NoUpdates::Unnumbered => {
                    self.standing.failed(&ApiFailure::Unreached(trouble.to_string()), Instant::now());
                }
                // Telegram has answered; the database is looked after by itself.
                NoUpdates::Store(_) => self.standing.answered(),
            }
            let pause = match &trouble {
                NoUpdates::Telegram(ApiFailure::TooMany(wait)) => wait.unsigned_abs(),
                _ => pauses.next().unwrap_or(LONGEST_PAUSE),
            };
            tracing::warn!(%trouble, ?pause, "no updates from Telegram");
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stop.cancelled() => return,
            }
        }
    }

    /// Asks once. Telegram holds the question for so many seconds while it has nothing; what it has is taken in, and is
    /// acknowledged with the next question.
    ///
    /// # Errors
    /// If Telegram does not answer, or what it answers cannot be committed.
    pub async fn ask(
        self: &Arc<Self>,
        intake: &dyn Intake,
        offset: &mut Offset,
        wait: u32,
    ) -> Result<(), NoUpdates> {
        let updates = self.api.updates(offset.0, wait).await.map_err(|failure| match failure {
            ApiFailure::Refused { code: 409, description } => NoUpdates::Conflict(description),
            failure => NoUpdates::Telegram(failure),
        })?;
        let now = intake.now();
        let updates: Vec<Update> = updates.iter().map(|raw| update(raw.get(), now)).collect();
        let numbers: Vec<i64> = updates.iter().filter_map(|update| update.id).collect();
        self.attend(intake, &numbers, now).await?;
        let some = !updates.is_empty();
        let last = self.ingest(intake, updates).await?;
        if some && last.is_none() {
            return Err(NoUpdates::Unnumbered);
        }
        // Not the highest: after a quiet week the numbers begin anew, anywhere. And none at all once everything has been
        // confirmed, or a new number below it would count as confirmed, too.
        offset.0 = last.map(|last| last.wrapping_add(1));
        Ok(())
    }

    /// Tells Telegram where to call, and writes down that it can, until told to stop. What it brings, [`Self::ingest`]
    /// takes.
    pub async fn receive_by_webhook(
        &self,
        intake: &dyn Intake,
        url: &str,
        secret: &Secret,
        stop: CancellationToken,
    ) {
        let Ok(url) = reqwest::Url::parse(url) else {
            return tracing::error!("`webhook_url` in [telegram] is no address");
        };
        let mut set = SetWebhook::new(url);
        set.allowed_updates = Some(ALLOWED.to_vec());
        set.secret_token = Some(secret.reveal().to_owned());
        self.retry(&set, "the webhook was not set", &stop).await;
        while !stop.is_cancelled() {
            // Nobody can be missing in what comes in any order.
            if let Err(error) = self.attend(intake, &[], intake.now()).await {
                tracing::error!(%error, "it could not be written down that Telegram can call");
            }
            tokio::select! {
                () = tokio::time::sleep(NOTED_EVERY.unsigned_abs()) => {}
                () = stop.cancelled() => return,
            }
        }
    }

    /// Takes in updates; says the number of the last.
    ///
    /// # Errors
    /// If nothing could be committed: then Telegram must not hear otherwise.
    pub async fn ingest(
        self: &Arc<Self>,
        intake: &dyn Intake,
        updates: Vec<Update>,
    ) -> Result<Option<i32>, IngestError> {
        let (mut inbound, mut housekeeping_tasks) = (Vec::new(), Vec::new());
        let mut last = None;
        for Update { id, inbound: update, housekeeping } in updates {
            last = id.and_then(|id| i32::try_from(id).ok()).or(last);
            inbound.push(update);
            housekeeping_tasks.push(housekeeping);
        }
        intake.ingest(&inbound).await?;
        for housekeeping in housekeeping_tasks {
            self.keep_house(housekeeping);
        }
        Ok(last)
    }

    /// Telegram answers. Was it silent for longer than it keeps things? And the first numbers that are new: do they
    /// follow on the last one known?
    async fn attend(&self, intake: &dyn Intake, numbers: &[i64], now: Timestamp) -> Result<(), IngestError> {
        let mut attendance = self.attendance.lock().await;
        let mut gaps: Vec<Gap> = Vec::new();
        if attendance.noted.is_none() {
            let before = intake.last_heard(ChannelKind::Telegram).await?;
            gaps.extend(sequence_gap::silence(before.at, now));
            attendance.before = before.update;
        } else {
            gaps.extend(sequence_gap::silence(attendance.noted, now));
        }
        if let Some((last, since)) = &attendance.before
            && let Some(first) = sequence_gap::first_new(last, numbers)
        {
            gaps.extend(sequence_gap::missing(last, *since, first, now));
            attendance.before = None;
        }
        for sequence_gap in gaps {
            intake.report_gap(ChannelKind::Telegram, sequence_gap).await?;
        }
        if attendance.noted.is_none_or(|noted| now.duration_since(noted) >= NOTED_EVERY) {
            intake.heard(ChannelKind::Telegram).await?;
            attendance.noted = Some(now);
        }
        Ok(())
    }

    /// Keeps its manners until told to stop.
    pub async fn keep_profile(&self, stop: CancellationToken) {
        let housekeeper = async {
            loop {
                tokio::time::sleep(TICK).await;
                self.show_typing(Instant::now()).await;
                self.rate_limit.tidy();
            }
        };
        let _: Option<()> = stop.run_until_cancelled(housekeeper).await;
        self.housekeeping_tasks.close();
        let _ = tokio::time::timeout(LAST_MOMENTS, self.housekeeping_tasks.wait()).await;
    }

    /// Makes a call until it succeeds, Telegram refuses it for good, or the desk is told to stop.
    pub(super) async fn retry<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        otherwise: &str,
        stop: &CancellationToken,
    ) {
        let mut pauses = pauses();
        loop {
            let called = tokio::select! {
                called = self.api.call::<_, bool>(payload) => called,
                () = stop.cancelled() => return,
            };
            let Err(failure) = called else {
                return self.standing.answered();
            };
            self.standing.failed(&failure, Instant::now());
            let pause = match &failure {
                ApiFailure::Refused { code: 400, .. } => {
                    return tracing::error!(%failure, "{otherwise}, and will not be");
                }
                ApiFailure::TooMany(wait) => wait.unsigned_abs(),
                _ => pauses.next().unwrap_or(LONGEST_PAUSE),
            };
            tracing::warn!(%failure, ?pause, "{otherwise}");
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stop.cancelled() => return,
            }
        }
    }
}

const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// How long to wait after each failure in a row: 0.2 s, 0.4 s, ... a minute.
fn pauses() -> impl Iterator<Item = Duration> {
    let first = Duration::from_millis(200);
    ExponentialBuilder::new().with_min_delay(first).with_max_delay(LONGEST_PAUSE).without_max_times().build()
}
