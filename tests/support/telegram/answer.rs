//! Answers of the Bot API, with Telegram's own words for what it refuses.

use serde_json::{Value, json};

/// What a method answers.
pub(super) type Answer = Result<Value, Failure>;

/// A refusal, as Telegram writes it.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub code: u16,
    pub description: String,
    pub parameters: Option<Value>,
}

impl Failure {
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: None }
    }

    pub fn bad(why: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", why.as_ref()))
    }

    pub fn forbidden(why: &str) -> Self {
        Self::new(403, format!("Forbidden: {why}"))
    }

    pub fn conflict(why: &str) -> Self {
        Self::new(409, format!("Conflict: {why}"))
    }

    pub fn retry_after(seconds: u64) -> Self {
        Self {
            parameters: Some(json!({ "retry_after": seconds })),
            ..Self::new(429, format!("Too Many Requests: retry after {seconds}"))
        }
    }

    pub fn migrated(to: i64) -> Self {
        Self {
            parameters: Some(json!({ "migrate_to_chat_id": to })),
            ..Self::bad("group chat was upgraded to a supergroup chat")
        }
    }
}

/// The HTTP status and the JSON body of an answer.
pub(super) fn envelope(answer: &Answer) -> (u16, Value) {
    match answer {
        Ok(result) => (200, json!({ "ok": true, "result": result })),
        Err(Failure { code, description, parameters }) => {
            let mut body = json!({ "ok": false, "error_code": code, "description": description });
            if let Some(parameters) = parameters {
                body["parameters"] = parameters.clone();
            }
            (*code, body)
        }
    }
}
