//! The Bot API over HTTP, with the faults that were ordered.

use std::{future::pending, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State as Shared},
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_TYPE, DATE, RETRY_AFTER},
    },
    response::Response,
};
use serde_json::json;
use tokio::time::sleep;

use super::{
    answer::{Answer, Failure, envelope},
    connection::{Plug, Socket},
    faults::Fault,
    params::Params,
    shared::Core,
    state::METHODS,
    updates::get_updates,
};

/// Bots may upload 50 MB.
const LARGEST_UPLOAD: usize = 50 * 1024 * 1024;

/// Serves until it is dropped.
pub(super) async fn serve(core: Arc<Core>, socket: Socket) {
    let app = Router::new().fallback(route).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)).with_state(core);
    let server = axum::serve(socket, app.into_make_service_with_connect_info::<Plug>());
    // Never returns.
    let _ = server.await;
}

async fn route(
    Shared(core): Shared<Arc<Core>>,
    ConnectInfo(plug): ConnectInfo<Plug>,
    request: Request,
) -> Response {
    let path = request.uri().path().replace("%3A", ":");
    if let Some((token, file)) = path.strip_prefix("/file/bot").and_then(|rest| rest.split_once('/')) {
        return download(&core, token, file);
    }
    match path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) {
        Some((token, _)) if token != core.token => respond(&core, &Err(Failure::new(401, "Unauthorized"))),
        Some((_, method)) => call(&core, plug, method, request).await,
        None => respond(&core, &Err(Failure::new(404, "Not Found"))),
    }
}

fn download(core: &Core, token: &str, file: &str) -> Response {
    if token != core.token {
        return respond(core, &Err(Failure::new(401, "Unauthorized")));
    }
    let found = {
        let state = core.state();
        state.files.download(file, state.clock.now())
    };
    match found {
        Some(bytes) => with_headers(core, 200, "application/octet-stream", Body::from(bytes)),
        None => respond(core, &Err(Failure::new(404, "Not Found"))),
    }
}

/// A call, and what goes wrong with it.
async fn call(core: &Core, plug: Plug, name: &str, request: Request) -> Response {
    let method = METHODS.into_iter().find(|method| method.eq_ignore_ascii_case(name)).unwrap_or(name);
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(failure) => return respond(core, &Err(failure)),
    };
    let fault = core.change(|state| state.faults.take(method, params.chat()));
    if fault == Some(Fault::ResetBefore) {
        let broken = Err(Failure::new(0, "the connection broke"));
        core.change(|state| state.journal.note(method, &params, &broken));
        plug.pull();
        return Response::default();
    }
    let answer = match fault.as_ref().and_then(Fault::refusal) {
        Some(refusal) => note(core, method, &params, Err(refusal)),
        None if method == "getUpdates" => {
            let answer = get_updates(core, &params).await;
            note(core, method, &params, answer)
        }
        None => core.change(|state| {
            let answer = state.perform(method, &params);
            state.note(method, &params, &answer);
            answer
        }),
    };
    match fault {
        Some(Fault::TimeoutAfterAcceptance) => pending().await,
        Some(Fault::ResetAfter) => plug.pull(),
        Some(Fault::Slow(time)) => sleep(time).await,
        Some(Fault::FailedAfterAcceptance(status)) => {
            return respond(core, &Err(Failure::new(status, "the answer came too late")));
        }
        _ => {}
    }
    respond(core, &answer)
}

fn note(core: &Core, method: &str, params: &Params, answer: Answer) -> Answer {
    core.change(|state| state.note(method, params, &answer));
    answer
}

impl super::state::State {
    /// Writes a call down.
    fn note(&mut self, method: &str, params: &Params, answer: &Answer) {
        self.journal.note(method, params, answer);
        let (status, body) = envelope(answer);
        let body = page(status).map_or(body, |page| json!(page));
        self.record.call(method, params, status, &body);
    }
}

/// What a proxy says when the API behind it is away, or does not answer it.
fn page(status: u16) -> Option<String> {
    let what = match status {
        502 => "502 Bad Gateway",
        504 => "504 Gateway Time-out",
        _ => return None,
    };
    Some(format!(
        "<html>\r\n<head><title>{what}</title></head>\r\n<body>\r\n<center><h1>{what}</h1></center>\r\n\
         <hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
    ))
}

fn respond(core: &Core, answer: &Answer) -> Response {
    let (status, body) = envelope(answer);
    if let Some(page) = page(status) {
        return with_headers(core, status, "text/html", Body::from(page));
    }
    let mut response = with_headers(core, status, "application/json", Body::from(body.to_string()));
    if let Some(seconds) = body["parameters"]["retry_after"].as_u64() {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn with_headers(core: &Core, status: u16, kind: &'static str, body: Body) -> Response {
    let date = core.state().clock.date_header();
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(DATE, HeaderValue::from_str(&date).expect("an ASCII date"));
    response
}
