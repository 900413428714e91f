//! A request's parameters, whichever of Telegram's four ways they came: query, form, multipart or JSON.

use std::collections::BTreeMap;

use axum::{
    Form,
    body::Bytes,
    extract::{FromRequest, Multipart, Query, Request},
    http::header::CONTENT_TYPE,
};
use serde_json::{Map, Value, json};

use super::answer::Failure;

/// A file of a multipart request.
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    pub mime: String,
    pub bytes: Bytes,
}

/// The parameters of one call.
#[derive(Clone, Debug, Default)]
pub(super) struct Params {
    pub values: Map<String, Value>,
    pub files: BTreeMap<String, Upload>,
    /// Forms know only text: the check must not expect numbers of them.
    pub form: bool,
}

impl Params {
    /// Reads a request; the query and the body add up, as with Telegram.
    pub async fn read(request: Request) -> Result<Self, Failure> {
        let mut params = Self::default();
        if let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) {
            params.take_pairs(pairs);
        }
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/") {
            params.read_multipart(request).await.ok_or_else(unreadable)?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let Form(pairs) = Form::from_request(request, &()).await.map_err(|_| unreadable())?;
            params.take_pairs(pairs);
        } else {
            let body = Bytes::from_request(request, &()).await.map_err(|_| unreadable())?;
            if !body.is_empty() {
                let values: Map<String, Value> = serde_json::from_slice(&body)
                    .map_err(|_| Failure::bad("can't parse JSON-encoded request body"))?;
                params.values.extend(values.into_iter().filter(|(_, value)| !value.is_null()));
            }
        }
        Ok(params)
    }

    fn take_pairs(&mut self, pairs: Vec<(String, String)>) {
        self.form |= !pairs.is_empty();
        self.values.extend(pairs.into_iter().map(|(name, value)| (name, Value::String(value))));
    }

    async fn read_multipart(&mut self, request: Request) -> Option<()> {
        self.form = true;
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        while let Some(part) = parts.next_field().await.ok()? {
            let field = part.name()?.to_owned();
            if part.file_name().is_some() || part.content_type().is_some() {
                let name = part.file_name().unwrap_or(&field).to_owned();
                let mime = part.content_type().unwrap_or("application/octet-stream").to_owned();
                self.files.insert(field, Upload { name, mime, bytes: part.bytes().await.ok()? });
            } else {
                self.values.insert(field, Value::String(part.text().await.ok()?));
            }
        }
        Some(())
    }

    pub fn text(&self, name: &str) -> String {
        match self.values.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        }
    }

    /// A number, written as one or as text.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.values.get(name)? {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_i64(),
        }
    }

    pub fn flag(&self, name: &str) -> bool {
        matches!(self.text(name).as_str(), "true" | "True" | "1" | "yes")
    }

    /// A nested object, written as one or as JSON in text.
    pub fn nested(&self, name: &str) -> Option<Value> {
        match self.values.get(name)? {
            Value::String(text) => serde_json::from_str(text).ok(),
            other => Some(other.clone()),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    pub fn chat(&self) -> Option<i64> {
        self.number("chat_id")
    }

    pub fn message_id(&self) -> Result<i64, Failure> {
        self.number("message_id").ok_or_else(|| Failure::bad("message identifier is not specified"))
    }

    /// The file given as a part of this name, or as `attach://` another part.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        let attached = self.text(name);
        self.files.get(attached.strip_prefix("attach://").unwrap_or(name))
    }

    /// The parameters as one JSON object; of files, name and size.
    pub fn as_json(&self) -> Value {
        let mut all = self.values.clone();
        for (field, file) in &self.files {
            all.insert(field.clone(), json!({ "$file": file.name, "$size": file.bytes.len() }));
        }
        Value::Object(all)
    }
}

fn unreadable() -> Failure {
    Failure::bad("can't parse the request body")
}
