//! Is all in order between the desk and Telegram? For `sportello check`.

use domain::diagnostic::Diagnostic;
use jiff::Timestamp;
use serde::Deserialize;
use teloxide::payloads::{GetMe, GetWebhookInfo};

use super::{
    api::{Api, ApiFailure},
    settings::Settings,
};

/// More than this, in seconds, and the times that people are told are wrong.
const SKEW: i64 = 30;
const PLACE: &str = "[telegram]";

#[derive(Deserialize)]
struct Me {
    username: Option<String>,
}

#[derive(Deserialize)]
struct Webhook {
    url: String,
    pending_update_count: u64,
    last_error_message: Option<String>,
}

/// Asks Telegram about the bot; says its name, if Telegram knows it, and all that is wrong.
pub async fn check(settings: &Settings, now: Timestamp) -> (Option<String>, Vec<Diagnostic>) {
    let api = match Api::new(&settings.api_url, settings.token.clone()) {
        Ok(api) => api,
        Err(error) => {
            return (None, vec![error_finding(&error.to_string(), "see the certificates of this machine")]);
        }
    };
    let (me, time) = match api.call_and_tell_time::<_, Me>(&GetMe::new()).await {
        Ok(answer) => answer,
        Err(failure) => return (None, vec![not_reached(&failure)]),
    };
    let mut diagnostics = Vec::new();
    if let Some(time) = time {
        diagnostics.extend(skew(time, now));
    }
    match api.call::<_, Webhook>(&GetWebhookInfo::new()).await {
        Ok(webhook) => diagnostics.extend(webhook_state(settings, &webhook)),
        Err(failure) => diagnostics.push(not_reached(&failure)),
    }
    (me.username, diagnostics)
}

fn skew(theirs: Timestamp, ours: Timestamp) -> Option<Diagnostic> {
    let seconds = ours.duration_since(theirs).as_secs();
    (seconds.abs() > SKEW).then(|| {
        let direction = if seconds > 0 { "ahead of" } else { "behind" };
        error_finding(
            &format!("this machine's clock is {} s {direction} Telegram's", seconds.abs()),
            "set it right (NTP): the 48 hours are counted from Telegram's time stamps",
        )
    })
}

fn webhook_state(settings: &Settings, webhook: &Webhook) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let Webhook { url, pending_update_count, last_error_message } = webhook;
    match &settings.webhook_url {
        None if !url.is_empty() => diagnostics.push(Diagnostic::warning(
            PLACE,
            None,
            format!(
                "a webhook is set ({url}), and as long as it is, asking for updates fails with 409 (Conflict)"
            ),
            "`sportello serve` takes it away; if another program set it, give the desk a bot of its own",
        )),
        Some(ours) if !url.is_empty() && url != ours => {
            diagnostics.push(Diagnostic::warning(
                PLACE,
                None,
                format!("Telegram calls {url}, not `webhook_url`"),
                "`sportello serve` sets it",
            ));
        }
        _ => {}
    }
    if let Some(error) = last_error_message {
        diagnostics.push(Diagnostic::warning(
            PLACE,
            None,
            format!("Telegram could not reach the webhook ({error}); {pending_update_count} updates wait"),
            "see that the address is reachable from outside and passed on to `listen` in [http]",
        ));
    }
    diagnostics
}

fn not_reached(failure: &ApiFailure) -> Diagnostic {
    let remedy = match failure {
        ApiFailure::BadToken { .. } => "ask @BotFather for the token, and set `token` or `token_file`",
        _ => "see the network, and `api_url`",
    };
    error_finding(&failure.to_string(), remedy)
}

fn error_finding(problem: &str, remedy: &str) -> Diagnostic {
    Diagnostic::error(PLACE, None, problem.to_owned(), remedy)
}
