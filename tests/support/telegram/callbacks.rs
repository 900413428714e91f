//! Pressed buttons that wait for an answer.

use std::collections::HashMap;

use serde_json::json;

use super::{
    answer::{Answer, Failure},
    params::Params,
    text::units,
};

/// How long a pressed button waits. Telegram does not say; this is on the strict side.
const PATIENCE: i64 = 60;

/// What the bot answered to a pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// The update that the press was.
    pub update_id: i64,
    /// What is shown to the user; empty if the button only stops spinning.
    pub text: String,
    pub alert: bool,
}

struct Pressed {
    update_id: i64,
    at: i64,
}

/// All pressed buttons.
#[derive(Default)]
pub(super) struct Callbacks {
    waiting: HashMap<String, Pressed>,
    pub answered: Vec<CallbackAnswer>,
    count: u64,
}

impl Callbacks {
    pub fn new_id(&mut self) -> String {
        self.count += 1;
        format!("{}", 3_006_477_106_800_000_000 + self.count * 7_919)
    }

    pub fn wait(&mut self, id: &str, update_id: i64, at: i64) {
        self.waiting.insert(id.to_owned(), Pressed { update_id, at });
    }

    pub fn answer(&mut self, params: &Params, now: i64) -> Answer {
        let text = params.text("text");
        if units(&text) > 200 {
            return Err(Failure::bad("MESSAGE_TOO_LONG"));
        }
        let pressed = self.waiting.remove(&params.text("callback_query_id"));
        let pressed = pressed.filter(|pressed| now - pressed.at <= PATIENCE).ok_or_else(|| {
            Failure::bad("query is too old and response timeout expired or query ID is invalid")
        })?;
        let alert = params.flag("show_alert");
        self.answered.push(CallbackAnswer { update_id: pressed.update_id, text, alert });
        Ok(json!(true))
    }
}
