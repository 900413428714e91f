//! The record of exchanges, for the check against aiogram and the official description of the API.
//!
//! One exchange of each shape is kept, a shape being the method and the key paths and types of request and answer:
//! ten thousand alike messages prove no more than one.

use std::{
    collections::{BTreeSet, HashSet},
    fs::File,
    io::Write as _,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use serde_json::{Value, json};

use super::params::Params;

/// Names the folder that records go to.
const FOLDER: &str = "SPORTELLO_TEST_EXCHANGES";

/// What was said over the wire.
pub(super) struct Record {
    seen: HashSet<BTreeSet<String>>,
    raw: HashSet<i64>,
    pub exchanges: Vec<Value>,
    folder: Option<PathBuf>,
    file: Option<File>,
}

impl Default for Record {
    fn default() -> Self {
        let folder = std::env::var_os(FOLDER).map(PathBuf::from);
        Self { seen: HashSet::new(), raw: HashSet::new(), exchanges: Vec::new(), folder, file: None }
    }
}

impl Record {
    /// What follows is wrong on purpose.
    pub fn stop_writing(&mut self) {
        self.folder = None;
    }

    /// This update was made by hand: nobody promises that it can be read.
    pub fn mark_raw(&mut self, update_id: i64) {
        self.raw.insert(update_id);
    }

    /// A call and its answer; a body that is no JSON is a string.
    pub fn call(&mut self, method: &str, params: &Params, status: u16, body: &Value) {
        let mut request = BTreeSet::from([format!("{method} {status} form:{}", params.form)]);
        let json = params.as_json();
        paths(&json, "request", &mut request);
        let mut exchange = json!({ "method": method, "form": params.form, "request": json, "status": status, "answer": body });
        if method == "getUpdates" && status == 200 {
            let (fresh, raw) = self.fresh_updates(body);
            if !self.seen.insert(request) && fresh.is_empty() {
                return;
            }
            exchange["answer"]["result"] = json!(fresh);
            exchange["raw"] = json!(raw);
        } else {
            paths(body, "answer", &mut request);
            if !self.seen.insert(request) {
                return;
            }
        }
        self.write(exchange);
    }

    /// An update that a webhook was given.
    pub fn posted(&mut self, update: &Value) {
        if self.is_fresh(update) {
            let raw: Vec<i64> = self.raw_id(update).into_iter().collect();
            self.write(json!({ "method": "(webhook)", "answer": update, "raw": raw }));
        }
    }

    /// The updates of a shape not seen before, and which of all are raw.
    fn fresh_updates(&mut self, body: &Value) -> (Vec<Value>, Vec<i64>) {
        let updates = body["result"].as_array().map(Vec::as_slice).unwrap_or_default();
        let fresh: Vec<Value> = updates.iter().filter(|update| self.is_fresh(update)).cloned().collect();
        let raw = fresh.iter().filter_map(|update| self.raw_id(update)).collect();
        (fresh, raw)
    }

    fn raw_id(&self, update: &Value) -> Option<i64> {
        update["update_id"].as_i64().filter(|id| self.raw.contains(id))
    }

    fn is_fresh(&mut self, update: &Value) -> bool {
        let mut shape = BTreeSet::from([format!("update raw:{}", self.raw_id(update).is_some())]);
        paths(update, "", &mut shape);
        self.seen.insert(shape)
    }

    fn write(&mut self, exchange: Value) {
        if let Some(folder) = &self.folder {
            let file = self.file.get_or_insert_with(|| {
                static NUMBER: AtomicU32 = AtomicU32::new(0);
                let number = NUMBER.fetch_add(1, Ordering::Relaxed);
                std::fs::create_dir_all(folder).expect("the folder for exchanges");
                File::create(folder.join(format!("{}-{number}.jsonl", std::process::id())))
                    .expect("a new file")
            });
            writeln!(file, "{exchange}").expect("room for exchanges");
        }
        self.exchanges.push(exchange);
    }
}

/// The paths of all leaves, with their types.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    let kind = match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                paths(value, &format!("{path}.{name}"), found);
            }
            "{}"
        }
        Value::Array(items) => {
            for item in items {
                paths(item, &format!("{path}[]"), found);
            }
            "[]"
        }
        Value::String(_) => ":text",
        Value::Number(number) if number.is_f64() => ":float",
        Value::Number(_) => ":integer",
        Value::Bool(_) => ":flag",
        Value::Null => ":null",
    };
    found.insert(format!("{path}{kind}"));
}
