//! What the desk says over HTTP: that it is well, and what channels add.

use axum::{Router, routing::get};
use tokio::{net::TcpListener, sync::watch};

/// `GET /health`: 200 as long as the process works.
pub fn health() -> Router {
    Router::new().route("/health", get(|| async { "ok\n" }))
}

/// Answers until told to stop.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|&stop| stop).await;
    };
    if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(stopped).await {
        tracing::error!(%error, "HTTP has ended");
    }
}
