//! What an earlier release has stored is read by this one, whole: `tests/data/state` has a sample of every shape that the
//! desk of a release has written, taken from its own stories.

use std::{fmt::Debug, fs, path::Path};

use domain::{conversation::Conversation, event::Entry};
use leave::{guide::Guide, reminders::Chosen};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sportello::{
    channels::{
        Inbound,
        types::{InboundUpdate, MessagePart},
    },
    store::queue::outbox::OutboundMessage,
};

/// What was called otherwise then, and what it is called now: keys, and words that are values.
const RENAMED: [(&str, &str); 1] = [("sealed", "undecryptable")];
/// What a column says by now.
const MOVED: [&str; 1] = ["lane"];

fn every_sample_is_read_whole<T: Serialize + DeserializeOwned + PartialEq + Debug>(table: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/state");
    for release in fs::read_dir(folder).expect("releases").flatten() {
        let file = release.path().join(format!("{table}.json"));
        let text = fs::read_to_string(&file).expect("samples");
        for sample in serde_json::from_str::<Vec<Value>>(&text).expect("a list") {
            let read: T = serde_json::from_value(sample.clone())
                .unwrap_or_else(|error| panic!("{}: {error} in {sample}", file.display()));
            // Serde passes over what it does not know: a name that was changed would be lost without a word.
            let written = serde_json::to_value(&read).expect("JSON");
            assert_eq!(written, renamed(sample), "{}", file.display());
            assert_eq!(serde_json::from_value::<T>(written).expect("our own"), read);
        }
    }
}

/// The sample as it would be written today.
fn renamed(value: Value) -> Value {
    let now = |key: String| {
        let new = RENAMED.iter().find(|(old, _)| *old == key);
        new.map_or(key, |(_, new)| (*new).to_owned())
    };
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().filter(|(key, _)| !MOVED.contains(&key.as_str()));
            kept.map(|(key, value)| (now(key), renamed(value))).collect()
        }
        Value::Array(list) => list.into_iter().map(renamed).collect(),
        Value::String(word) => now(word).into(),
        other => other,
    }
}

#[test]
fn what_a_release_has_stored_is_read_whole() {
    every_sample_is_read_whole::<Conversation>("conversations");
    every_sample_is_read_whole::<Entry>("ledger");
    every_sample_is_read_whole::<OutboundMessage>("outbox");
    every_sample_is_read_whole::<Inbound>("inbound");
    every_sample_is_read_whole::<InboundUpdate>("sealed");
    every_sample_is_read_whole::<Vec<MessagePart>>("parts");
    every_sample_is_read_whole::<Guide>("guides");
    every_sample_is_read_whole::<leave::draft::PlanInput>("plans");
    every_sample_is_read_whole::<Chosen>("companies");
    every_sample_is_read_whole::<knowledge::articles::draft::ArticleDraft>("drafts");
}
