//! What comes in: Telegram is asked (polling) or calls (webhook). Either way an update is a committed row first, and only
//! then does Telegram hear that we have it: through the offset of the next question, or through the answer 200.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::value::RawValue;
use teloxide::{
    payloads::{DeleteWebhook, SetWebhook},
    requests::Payload,
};
use tokio::sync::watch;

use super::{
    Telegram,
    api::{ALLOWED, Failure},
    gap,
    update::{Update, update},
};
use crate::{
    channels::{Intake, LastHeard},
    config::Secret,
    desk::{board::Gap, conversation::ChannelKind},
    store::StoreError,
};

/// How long Telegram holds a question for updates while there are none, in seconds.
const POLL: u32 = 50;
/// How often it is written down that Telegram answers.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How often those who wait see that somebody is at it, and what is over is forgotten.
const TICK: Duration = Duration::from_secs(1);

/// What the desk knew of Telegram when it was started, until it has been compared with what came then.
#[derive(Default)]
pub(super) struct Attendance {
    before: Option<LastHeard>,
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
    Telegram(Failure),
    #[error("{0}. Is another sportello, or another program, using the same token?")]
    Conflict(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Telegram {
    /// Asks Telegram for updates until told to stop.
    pub async fn poll(self: &Arc<Self>, intake: &dyn Intake, mut stop: watch::Receiver<bool>) {
        self.insist(&DeleteWebhook::new(), "the webhook was not taken away", &mut stop).await;
        let mut offset = Offset::default();
        let mut pauses = pauses();
        while !*stop.borrow() {
            let asked = tokio::select! {
                asked = self.ask(intake, &mut offset, POLL) => asked,
                _ = stop.changed() => return,
            };
            let Err(trouble) = asked else {
                pauses = self::pauses();
                continue;
            };
            let pause = pauses.next().unwrap_or(LONGEST_PAUSE);
            tracing::warn!(%trouble, ?pause, "no updates from Telegram");
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => return,
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
            Failure::Refused { code: 409, description } => NoUpdates::Conflict(description),
            failure => NoUpdates::Telegram(failure),
        })?;
        // Not the highest: after a quiet week the numbers begin anew, anywhere. And none at all once everything has been
        // confirmed, or a new number below it would count as confirmed, too.
        offset.0 = self.take_in(intake, &updates).await?.map(|last| last.wrapping_add(1));
        Ok(())
    }

    /// Tells Telegram where to call. What it brings there, [`Self::take_in`] takes.
    pub async fn be_called(&self, url: &str, secret: &Secret, mut stop: watch::Receiver<bool>) {
        let Ok(url) = reqwest::Url::parse(url) else {
            return tracing::error!("`webhook_url` in [telegram] is no address");
        };
        let mut set = SetWebhook::new(url);
        set.allowed_updates = Some(ALLOWED.to_vec());
        set.secret_token = Some(secret.reveal().to_owned());
        self.insist(&set, "the webhook was not set", &mut stop).await;
    }

    /// Takes in updates, each as it was written; says the number of the last.
    ///
    /// # Errors
    /// If nothing could be committed: then Telegram must not hear otherwise.
    pub async fn take_in(
        self: &Arc<Self>,
        intake: &dyn Intake,
        updates: &[Box<RawValue>],
    ) -> Result<Option<i32>, StoreError> {
        let now = intake.now();
        let updates: Vec<Update> = updates.iter().map(|raw| update(raw.get(), now)).collect();
        self.attend(intake, updates.first().and_then(|update| update.id), now).await?;
        let (mut arrivals, mut courtesies) = (Vec::new(), Vec::new());
        let mut last = None;
        for Update { id, arrival, courtesy } in updates {
            last = id.and_then(|id| i32::try_from(id).ok()).or(last);
            arrivals.push(arrival);
            courtesies.push(courtesy);
        }
        intake.take_in(&arrivals).await?;
        for courtesy in courtesies {
            self.be_polite(courtesy);
        }
        Ok(last)
    }

    /// Telegram answers. The first time, what it says is compared with what the desk knew before it was started.
    async fn attend(
        &self,
        intake: &dyn Intake,
        first: Option<i64>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut attendance = self.attendance.lock().await;
        let mut gaps: Vec<Gap> = Vec::new();
        if attendance.noted.is_none() {
            let before = intake.last_heard(ChannelKind::Telegram).await?;
            gaps.extend(gap::silence(&before, now));
            attendance.before = Some(before);
        }
        if let Some(first) = first
            && let Some(before) = attendance.before.take()
        {
            gaps.extend(gap::missing(&before, first, now));
        }
        for gap in gaps {
            intake.report_gap(ChannelKind::Telegram, gap).await?;
        }
        if attendance.noted.is_none_or(|noted| now.duration_since(noted) >= NOTED_EVERY) {
            intake.heard(ChannelKind::Telegram).await?;
            attendance.noted = Some(now);
        }
        Ok(())
    }

    /// Keeps its manners until told to stop.
    pub async fn be_present(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            tokio::select! {
                () = tokio::time::sleep(TICK) => {}
                _ = stop.changed() => return,
            }
            self.show_typing(Instant::now()).await;
            self.pace.tidy();
        }
    }

    /// Makes a call until it succeeds, or until told to stop.
    pub(super) async fn insist<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        otherwise: &str,
        stop: &mut watch::Receiver<bool>,
    ) {
        let mut pauses = pauses();
        while let Err(failure) = self.api.call::<_, bool>(payload).await {
            let pause = pauses.next().unwrap_or(LONGEST_PAUSE);
            tracing::warn!(%failure, ?pause, "{otherwise}");
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => return,
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
