//! What Telegram writes, read piece by piece: nothing is parsed but what is asked for, so that nothing else can be in the
//! way. A field of a shape that nobody expects is as good as none; a number beyond all bounds, a broken character or
//! brackets without end in one field cost none of the others.

use std::{collections::HashMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};
use serde_json::value::RawValue;

/// A value as it was written, or none.
#[derive(Clone, Copy, Default)]
pub struct Json<'a>(Option<&'a RawValue>);

/// The fields of an object; none, if it is something else.
#[derive(Default)]
pub struct Object<'a>(HashMap<Lossy, &'a RawValue>);

impl<'a> Json<'a> {
    /// None if this is no JSON.
    pub fn of(raw: &'a str) -> Self {
        Self(serde_json::from_str(raw).ok())
    }

    fn parsed<T: Deserialize<'a>>(self) -> Option<T> {
        serde_json::from_str(self.0?.get()).ok()
    }

    pub fn object(self) -> Object<'a> {
        self.parsed().map(Object).unwrap_or_default()
    }

    /// The items of an array; none, if it is something else.
    pub fn items(self) -> Vec<Self> {
        let items: Vec<&RawValue> = self.parsed().unwrap_or_default();
        items.into_iter().map(|item| Self(Some(item))).collect()
    }

    pub fn text(self) -> Option<String> {
        self.parsed().map(|Lossy(text)| text)
    }

    pub fn number(self) -> Option<i64> {
        self.parsed()
    }

    pub fn decimal(self) -> Option<f64> {
        self.parsed().filter(|number: &f64| number.is_finite())
    }
}

impl<'a> Object<'a> {
    pub fn get(&self, field: &str) -> Json<'a> {
        Json(self.0.get(field).copied().filter(|value| value.get() != "null"))
    }

    /// The fields of a field.
    pub fn within(&self, field: &str) -> Object<'a> {
        self.get(field).object()
    }

    pub fn has(&self, field: &str) -> bool {
        self.get(field).0.is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A text; what is no character in it is shown as such.
#[derive(PartialEq, Eq, Hash)]
struct Lossy(String);

impl std::borrow::Borrow<str> for Lossy {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Lossy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Characters;

        impl Visitor<'_> for Characters {
            type Value = Lossy;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a text")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Lossy, E> {
                Ok(Lossy(String::from_utf8_lossy(bytes).into_owned()))
            }
        }

        // As bytes: half of a character that was written in two would fail the whole text.
        deserializer.deserialize_bytes(Characters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_read_whatever_stands_beside_it() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let raw = format!(
            r#"{{"text": "ciao \ud83d", "\ud83d": 1, "far": 1e999, "deep": {deep}, "no": null, "broken": "\udc00", "n": 7}}"#
        );
        let object = Json::of(&raw).object();
        assert_eq!(object.get("text").text().as_deref(), Some("ciao \u{FFFD}\u{FFFD}\u{FFFD}"));
        assert_eq!(object.get("n").number(), Some(7));
        assert_eq!(object.get("far").decimal(), None);
        assert_eq!(object.get("deep").items().len(), 1);
        assert_eq!(object.get("n").text(), None);
        assert!(!object.has("no") && !object.has("other"));
        assert!(object.within("text").is_empty() && Json::of("{").object().is_empty());
    }
}
