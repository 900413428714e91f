//! Files: what people sent, and what the bot sent them.

use std::collections::HashMap;

use axum::body::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::answer::{Answer, Failure};

/// The largest file a bot can download.
const DOWNLOADABLE: u64 = 20 * 1024 * 1024;
/// How long a link is good; Telegram promises at least this.
const LINK: SignedDuration = SignedDuration::from_hours(1);

struct File {
    path: String,
    bytes: Bytes,
    size: u64,
    linked: Option<Timestamp>,
}

/// All files.
#[derive(Default)]
pub(super) struct Files {
    by_id: HashMap<String, File>,
    by_path: HashMap<String, String>,
}

impl Files {
    /// Keeps a file; returns the fields that every kind of attachment has. A size can be claimed that is not there.
    pub fn keep(&mut self, folder: &str, extension: &str, bytes: Bytes, claimed: Option<u64>) -> Value {
        let number = self.by_id.len();
        let id = format!("BQACAgQAAxkDAAI{number:07}Zk1QwAB9tLmE2vXnAAHq");
        let path = format!("{folder}/file_{number}.{extension}");
        let size = claimed.unwrap_or(bytes.len() as u64);
        self.by_path.insert(path.clone(), id.clone());
        self.by_id.insert(id.clone(), File { path, bytes, size, linked: None });
        json!({ "file_id": id, "file_unique_id": format!("AgADu{number:07}"), "file_size": size })
    }

    /// `getFile`: from now on the file can be downloaded for a while.
    pub fn link(&mut self, id: &str, now: Timestamp) -> Answer {
        if id.is_empty() {
            return Err(Failure::bad("file_id not specified"));
        }
        let file = self.by_id.get_mut(id).ok_or_else(|| Failure::bad("invalid file_id"))?;
        if file.size > DOWNLOADABLE {
            return Err(Failure::bad("file is too big"));
        }
        file.linked = Some(now);
        let unique = format!("AgADu{}", &id[15..22]);
        Ok(json!({ "file_id": id, "file_unique_id": unique, "file_size": file.size, "file_path": file.path }))
    }

    /// The file behind a link that is still good.
    pub fn download(&self, path: &str, now: Timestamp) -> Option<Bytes> {
        let file = self.by_id.get(self.by_path.get(path)?)?;
        let fresh = file.linked.is_some_and(|linked| now.duration_since(linked) <= LINK);
        fresh.then(|| file.bytes.clone())
    }

    pub fn bytes(&self, id: &str) -> Option<Bytes> {
        self.by_id.get(id).map(|file| file.bytes.clone())
    }
}
