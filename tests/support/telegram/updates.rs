//! `getUpdates`: one consumer, who waits and confirms.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use super::{
    answer::{Answer, Failure},
    params::Params,
    shared::Core,
};

/// Telegram lets nobody wait longer.
const LONGEST_POLL: u64 = 50;

const WEBHOOK_IS_SET: &str =
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_CONSUMER: &str =
    "terminated by other getUpdates request; make sure that only one bot instance is running";

/// Answers with the earliest updates, as soon as there is one.
pub(super) async fn get_updates(core: &Core, params: &Params) -> Answer {
    let mut changes = core.changes();
    let number = |name: &str| params.number(name).and_then(|number| u64::try_from(number).ok());
    let limit = number("limit").map_or(100, |limit| limit.clamp(1, 100));
    let limit = usize::try_from(limit).expect("at most a hundred");
    let timeout = number("timeout").unwrap_or(0).min(LONGEST_POLL);
    let deadline = Instant::now() + Duration::from_secs(timeout);
    let mine = core.change(|state| {
        if state.webhook.is_set() {
            return Err(Failure::conflict(WEBHOOK_IS_SET));
        }
        state.queue.allow(params.nested("allowed_updates").as_ref());
        state.queue.confirm(params.number("offset").unwrap_or(0));
        state.poll += 1;
        Ok(state.poll)
    })?;
    loop {
        changes.mark_unchanged();
        let batch = {
            let mut state = core.state();
            if state.webhook.is_set() {
                return Err(Failure::conflict("terminated by setWebhook request"));
            }
            if state.poll != mine {
                return Err(Failure::conflict(OTHER_CONSUMER));
            }
            let now = state.clock.now();
            state.queue.expire(now);
            state.queue.hand_out(limit)
        };
        if !batch.is_empty() || Instant::now() >= deadline {
            let updates: Vec<&Value> = batch.iter().map(|pending| &pending.update).collect();
            return Ok(json!(updates));
        }
        tokio::select! {
            _ = changes.changed() => {}
            () = sleep_until(deadline) => {}
        }
    }
}
