//! Where Telegram calls. Who cannot say the secret is not Telegram; what cannot be committed is not acknowledged, and
//! Telegram brings it again.

use std::sync::Arc;

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::StatusCode,
    routing::post,
};
use subtle::ConstantTimeEq;

use super::{Telegram, update::update};
use crate::{channels::Intake, secret::Secret};

const SECRET: &str = "x-telegram-bot-api-secret-token";
/// More than any update has, in bytes.
const LARGEST: usize = 4 << 20;

struct Hook {
    telegram: Arc<Telegram>,
    intake: Arc<dyn Intake>,
    secret: Secret,
}

/// The route under which Telegram calls.
pub fn router(path: &str, telegram: Arc<Telegram>, intake: Arc<dyn Intake>, secret: Secret) -> Router {
    Router::new().route(path, post(called)).with_state(Arc::new(Hook { telegram, intake, secret }))
}

async fn called(State(hook): State<Arc<Hook>>, request: Request) -> StatusCode {
    let said = request.headers().get(SECRET).map(axum::http::HeaderValue::as_bytes).unwrap_or_default();
    if !bool::from(said.ct_eq(hook.secret.reveal().as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    // Only now: what a stranger sends takes up neither time nor memory.
    let body = match to_bytes(request.into_body(), LARGEST).await {
        Ok(body) => body,
        Err(error) => {
            tracing::warn!(%error, "an update was not read to its end");
            return StatusCode::PAYLOAD_TOO_LARGE;
        }
    };
    // What is no update, or no JSON at all, is kept as well.
    let update = update(&String::from_utf8_lossy(&body), hook.intake.now());
    match hook.telegram.ingest(hook.intake.as_ref(), vec![update]).await {
        Ok(_) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "an update could not be taken in; Telegram will bring it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
