//! What the desk says over HTTP: that it is well, and what channels add.

use std::sync::Arc;

use axum::{Router, http::StatusCode, routing::get};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::channels::matrix::Matrix;

/// `GET /health`: 200 as long as the desk works; 503 with a reason if Matrix does not let it in, since then nobody else
/// would hear of it.
pub fn health(matrix: Option<Arc<Matrix>>) -> Router {
    let health = move || async move {
        match matrix.and_then(|matrix| matrix.trouble()) {
            None => (StatusCode::OK, "ok\n".to_owned()),
            Some(trouble) => (StatusCode::SERVICE_UNAVAILABLE, format!("Matrix: {trouble}\n")),
        }
    };
    Router::new().route("/health", get(health))
}

/// Answers until told to stop.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let stopped = stop.cancelled_owned();
    if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(stopped).await {
        tracing::error!(%error, "HTTP has ended");
    }
}
