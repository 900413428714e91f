//! What the bot did, call by call.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use serde_json::Value;

use super::{
    answer::{Answer, Failure},
    params::{Params, Upload},
};

/// A call of the bot.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    pub params: Value,
    pub files: BTreeMap<String, Upload>,
    pub chat: Option<i64>,
    /// When it was performed or refused.
    pub at: Instant,
    pub accepted: bool,
    /// The HTTP status; 0 if the connection broke first.
    pub status: u16,
    /// What it was refused with.
    pub refusal: Option<String>,
    /// The message that was sent or edited.
    pub message_id: Option<i64>,
}

/// A message that Telegram took, whether or not the bot heard of it.
#[derive(Clone, Debug)]
pub struct AcceptedSend {
    pub at: Instant,
    pub method: String,
    pub chat: i64,
    pub message_id: i64,
}

/// All calls.
#[derive(Default)]
pub(super) struct Journal {
    pub calls: Vec<Call>,
    pub sends: Vec<AcceptedSend>,
    counts: HashMap<String, usize>,
    pub too_many: usize,
}

impl Journal {
    pub fn note(&mut self, method: &str, params: &Params, answer: &Answer) {
        let at = Instant::now();
        let message_id = answer.as_ref().ok().and_then(|result| result["message_id"].as_i64());
        let (status, refusal) = match answer {
            Ok(_) => (200, None),
            Err(Failure { code, description, .. }) => (*code, Some(description.clone())),
        };
        if let (true, Some(chat), Some(message_id)) = (method.starts_with("send"), params.chat(), message_id)
        {
            self.sends.push(AcceptedSend { at, method: method.to_owned(), chat, message_id });
        }
        self.too_many += usize::from(status == 429);
        *self.counts.entry(method.to_owned()).or_default() += 1;
        self.calls.push(Call {
            method: method.to_owned(),
            params: params.as_json(),
            files: params.files.clone(),
            chat: params.chat(),
            at,
            accepted: answer.is_ok(),
            status,
            refusal,
            message_id,
        });
    }

    pub fn count(&self, method: &str) -> usize {
        self.counts.get(method).copied().unwrap_or_default()
    }
}
