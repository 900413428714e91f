//! Keeping watch over the desk: what `/health` says, and who is told.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::watch::Watch;
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use super::alarm::{Alarm, name};
use crate::app::App;

/// How often somebody looks.
const EVERY: Duration = Duration::from_secs(5);
/// Nobody has looked for so long: that itself is a trouble.
const ASLEEP: SignedDuration = SignedDuration::from_secs(30);

/// What was seen last, for whoever asks.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<Watch>>);

impl Seen {
    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is wrong, a line each; nothing, if all is well.
    #[must_use]
    pub fn troubles(&self, now: Timestamp) -> String {
        let watch = self.watch();
        let mut lines: Vec<String> =
            watch.troubles().map(|(part, why, _)| format!("{}: {why}\n", name(part))).collect();
        match watch.looked() {
            None => lines.push("the desk is only starting\n".to_owned()),
            Some(looked) if now.duration_since(looked) > ASLEEP => {
                lines.push(format!("nobody has looked after the desk since {looked:.0}\n"));
            }
            Some(_) => {}
        }
        lines.concat()
    }
}

/// Looks, and tells.
pub struct Watcher {
    pub alarm: Alarm,
    pub seen: Seen,
}

impl Watcher {
    /// Looks again and again until told to stop.
    pub async fn keep_watch(&self, app: &App, stop: CancellationToken) {
        let watching = async {
            loop {
                self.look(app).await;
                tokio::time::sleep(EVERY).await;
            }
        };
        let _: Option<()> = stop.run_until_cancelled(watching).await;
    }

    /// Looks once: who has to know of a change is told, in the staff room or, if that is what it is about, elsewhere.
    pub async fn look(&self, app: &App) {
        let troubles = app.troubles().await;
        let (now, _) = app.now_and_year();
        let changes = self.seen.watch().look(now, troubles);
        for change in changes {
            let told = app.tell_of(&change).await;
            if let Err(error) = &told {
                tracing::error!(%error, "the staff could not be told that something is wrong");
            }
            if told.is_err() || !app.staff_hear_of(change.part()) {
                self.alarm.ring(&change).await;
            }
        }
    }
}
