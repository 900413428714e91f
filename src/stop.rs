//! How the process is asked to stop.

use tokio::signal::unix::{SignalKind, signal};

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
