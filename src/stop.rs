//! How the process is asked to stop.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// How long the desk may take to stop in order: longer than any of its parts has for its last moments.
const IN_ORDER: Duration = Duration::from_secs(8);

/// Returns when the process is asked to stop: what is under way is finished, and the database closed in order.
pub async fn signal_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

/// One token for all parts, cancelled when the process is asked to stop. Asked twice, or if something hangs, it ends all
/// the same: what is committed is there at the next start, and nothing else counts.
#[must_use]
pub fn on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let asked = stop.clone();
    // Nobody waits for this task: it watches those who do.
    tokio::spawn(async move {
        signal_to_stop().await;
        tracing::info!("stopping: what is under way is finished first");
        asked.cancel();
        let _ = tokio::time::timeout(IN_ORDER, signal_to_stop()).await;
        tracing::warn!("something is still under way; the next start goes on from what is committed");
        std::process::exit(0);
    });
    stop
}
