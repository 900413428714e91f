//! Webhooks: the updates are brought to the bot.
//!
//! Unlike Telegram, the emulator also posts to plain `http`, so that a test needs no certificate, and it tries again
//! soon. A call in the body of the bot's answer is not performed.

use std::{collections::HashMap, sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::{
    sync::{Semaphore, mpsc},
    task::JoinSet,
    time::sleep,
};

use super::{
    answer::{Answer, Failure},
    params::Params,
    queue::Pending,
    shared::Core,
    state::State,
};

/// How soon the emulator tries again.
const RETRY: Duration = Duration::from_millis(100);
/// How long a bot may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where updates are brought.
#[derive(Clone, Default)]
pub(super) struct Webhook {
    url: String,
    secret: String,
    max_connections: u32,
    last_error: Option<(i64, String)>,
    /// Counts the changes of the above: what was under way for an older one is given up.
    version: u64,
}

impl Webhook {
    pub fn is_set(&self) -> bool {
        !self.url.is_empty()
    }
}

impl State {
    pub(super) fn set_webhook(&mut self, params: &Params) -> Answer {
        let (url, secret) = (params.text("url"), params.text("secret_token"));
        if url.is_empty() {
            return Ok(self.delete_webhook(params));
        }
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(Failure::bad("bad webhook: An HTTPS URL must be provided for webhook"));
        }
        if secret.len() > 256 {
            return Err(Failure::bad("secret token is too long"));
        }
        if !secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-') {
            return Err(Failure::bad("secret token contains unallowed characters"));
        }
        let wanted = params.number("max_connections").and_then(|number| u32::try_from(number).ok());
        let max_connections = wanted.unwrap_or(40).clamp(1, 100);
        self.queue.allow(params.nested("allowed_updates").as_ref());
        self.change_webhook(params, Webhook { url, secret, max_connections, ..Webhook::default() });
        Ok(json!(true))
    }

    pub(super) fn delete_webhook(&mut self, params: &Params) -> Value {
        self.change_webhook(params, Webhook::default());
        json!(true)
    }

    fn change_webhook(&mut self, params: &Params, webhook: Webhook) {
        if params.flag("drop_pending_updates") {
            self.queue.clear();
        }
        self.queue.refresh();
        self.webhook = Webhook { version: self.webhook.version + 1, ..webhook };
    }

    pub(super) fn webhook_info(&mut self) -> Value {
        let now = self.clock.now();
        self.queue.expire(now);
        let mut info = json!({
            "url": self.webhook.url,
            "has_custom_certificate": false,
            "pending_update_count": self.queue.len(),
        });
        if self.webhook.is_set() {
            info["ip_address"] = json!("127.0.0.1");
            info["max_connections"] = json!(self.webhook.max_connections);
        }
        if let Some((date, message)) = &self.webhook.last_error {
            info["last_error_date"] = json!(date);
            info["last_error_message"] = json!(message);
        }
        if !self.queue.allowed().is_empty() {
            info["allowed_updates"] = json!(self.queue.allowed());
        }
        info
    }
}

/// Brings updates for as long as the emulator lives: one chat's in sequence, different chats' side by side.
pub(super) async fn deliver(core: Arc<Core>) {
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().expect("an HTTP client");
    let mut changes = core.changes();
    let mut version = 0;
    let mut lanes = HashMap::new();
    let mut tasks = JoinSet::new();
    let mut slots = Arc::new(Semaphore::new(1));
    loop {
        changes.mark_unchanged();
        let webhook = core.state().webhook.clone();
        if webhook.version != version {
            version = webhook.version;
            tasks.shutdown().await;
            lanes.clear();
            slots =
                Arc::new(Semaphore::new(usize::try_from(webhook.max_connections).expect("a small number")));
        }
        let fresh = if webhook.is_set() { core.state().queue.take_fresh() } else { Vec::new() };
        for pending in fresh {
            let lane = lanes.entry(pending.chat).or_insert_with(|| {
                let (lane, arrivals) = mpsc::unbounded_channel();
                let post = Post { core: core.clone(), client: client.clone(), webhook: webhook.clone() };
                tasks.spawn(post.lane(arrivals, slots.clone()));
                lane
            });
            // A lane ends only when it is dropped here.
            let _ = lane.send(pending);
        }
        if changes.changed().await.is_err() {
            return;
        }
    }
}

/// Brings the updates of one chat.
struct Post {
    core: Arc<Core>,
    client: reqwest::Client,
    webhook: Webhook,
}

impl Post {
    async fn lane(self, mut arrivals: mpsc::UnboundedReceiver<Arc<Pending>>, slots: Arc<Semaphore>) {
        while let Some(pending) = arrivals.recv().await {
            while !self.is_done(&pending, &slots).await {
                sleep(RETRY).await;
            }
        }
    }

    /// Tries once; what the queue has forgotten needs no more tries.
    async fn is_done(&self, pending: &Pending, slots: &Semaphore) -> bool {
        let _slot = slots.acquire().await.expect("never closed");
        let waits = self.core.change(|state| {
            let now = state.clock.now();
            state.queue.expire(now);
            let waits = state.queue.is_pending(pending.id);
            if waits {
                state.queue.posted(pending.id);
                state.record.posted(&pending.update);
            }
            waits
        });
        if !waits {
            return true;
        }
        let mut request = self.client.post(&self.webhook.url).json(&pending.update);
        if !self.webhook.secret.is_empty() {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", &self.webhook.secret);
        }
        let error = match request.send().await {
            Ok(answer) if answer.status().is_success() => None,
            Ok(answer) => Some(format!("Wrong response from the webhook: {}", answer.status())),
            Err(error) if error.is_timeout() => Some("Read timeout expired".to_owned()),
            Err(error) if error.is_connect() => Some("Connection refused".to_owned()),
            Err(_) => Some("Connection closed".to_owned()),
        };
        self.core.change(|state| match &error {
            None => state.queue.delivered(pending.id),
            Some(error) => state.webhook.last_error = Some((state.clock.seconds(), error.clone())),
        });
        error.is_none()
    }
}
