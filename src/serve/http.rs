//! What the desk says over HTTP: that it is well, and what channels add.

use axum::{Router, http::StatusCode, routing::get};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{connections, watching::Seen};

/// `GET /health`: 200 as long as all of the desk works; else 503, and a line for each thing that does not.
pub fn health(seen: Seen, now: impl Fn() -> Timestamp + Clone + Send + Sync + 'static) -> Router {
    let health = move || async move {
        let troubles = seen.troubles(now());
        if troubles.is_empty() {
            (StatusCode::OK, "ok\n".to_owned())
        } else {
            (StatusCode::SERVICE_UNAVAILABLE, troubles)
        }
    };
    Router::new().route("/health", get(health))
}

/// Answers until told to stop.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    connections::serve(listener, router, stop.cancelled_owned()).await;
}
