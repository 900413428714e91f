//! The organisations through whose links people come: partners, unions, municipalities, companies.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An organisation's code, as it stands in a link: 1 to 64 of `A-Z a-z 0-9 _ -`, which is what Telegram carries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct OrganisationCode(String);

/// The text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no code, expected 1 to 64 letters, digits, - or _")]
pub struct NotACode(String);

impl FromStr for OrganisationCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let sound = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        ((1..=64).contains(&text.len()) && text.chars().all(sound))
            .then(|| Self(text.to_owned()))
            .ok_or_else(|| NotACode(text.to_owned()))
    }
}

impl TryFrom<String> for OrganisationCode {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<OrganisationCode> for String {
    fn from(code: OrganisationCode) -> Self {
        code.0
    }
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The known organisations: each code with the name people and experts read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Organisations(BTreeMap<OrganisationCode, String>);

impl Organisations {
    /// The code that somebody has typed, if it is known.
    #[must_use]
    pub fn known(&self, typed: &str) -> Option<OrganisationCode> {
        typed.parse().ok().filter(|code| self.0.contains_key(code))
    }

    /// The name behind a code, if the code is known.
    #[must_use]
    pub fn name(&self, code: &OrganisationCode) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_fits_in_a_link() {
        let (longest, too_long) = ("x".repeat(64), "x".repeat(65));
        for (text, fine) in [
            ("acme", true),
            ("cgil-milano", true),
            ("Comune_2", true),
            ("-", true),
            (longest.as_str(), true),
            (too_long.as_str(), false),
            ("", false),
            ("a b", false),
            ("a/b", false),
            ("città", false),
        ] {
            let code = text.parse::<OrganisationCode>();
            assert_eq!(code.is_ok(), fine, "{text}");
            if let Ok(code) = code {
                assert_eq!((code.to_string(), String::from(code)), (text.to_owned(), text.to_owned()));
            }
        }
    }
}
