//! Text that must not end up in logs.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};

/// A token or password. Never empty, printed as `***`, not serialisable; to use it, [`reveal`] it.
///
/// [`reveal`]: Secret::reveal
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// None when nothing but white space is left; the line break at the end of a file is not part
    /// of a secret.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text itself, for the one place that sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl<'de> Deserialize<'de> for Secret {
    /// The usual message for a wrong kind would quote the value: ours does not.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)
            .ok()
            .and_then(|text| Self::new(&text))
            .ok_or_else(|| D::Error::custom("not a secret, expected a text in quotes, not empty"))
    }
}
