//! The names of things: a case's public number, a question within a conversation, an expert.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A case's public number, `2026-0042`: the year it was opened and its place in that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CaseNumber {
    pub year: i16,
    pub place: u32,
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.year, self.place)
    }
}

/// The text is no case number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a case number such as 2026-0042")]
pub struct NotACaseNumber(String);

impl FromStr for CaseNumber {
    type Err = NotACaseNumber;

    /// Accepts `2026-0042` and, since people drop zeros, `2026-42`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once('-').and_then(|(year, place)| {
            let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            (year.len() == 4 && digits(year) && digits(place)).then_some(())?;
            Some(Self { year: year.parse().ok()?, place: place.parse().ok()? })
        });
        parsed.ok_or_else(|| NotACaseNumber(text.to_owned()))
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = NotACaseNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The nth question of a conversation, from 1. Buttons carry it, so that an old button is known as old.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionNo(pub u32);

impl QuestionNo {
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A member of the staff room, as the room's platform names them: `@anna:example.org`. Colleagues read `anna`; a person
/// reads nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expert(pub String);

impl fmt::Display for Expert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.0.strip_prefix('@').and_then(|id| id.split_once(':'));
        f.write_str(local.map_or(self.0.as_str(), |(name, _)| name))
    }
}

/// A line in the staff room, as the room's platform names it: what an expert changes or takes back later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlatformMessageId(pub String);

impl fmt::Display for PlatformMessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_number_reads_as_it_is_written() {
        let number = CaseNumber { year: 2026, place: 42 };
        assert_eq!(number.to_string(), "2026-0042");
        assert_eq!("2026-0042".parse(), Ok(number));
        assert_eq!(CaseNumber::try_from(String::from(number)), Ok(number), "as it is stored");
        assert_eq!("2026-42".parse(), Ok(number));
        for wrong in ["", "2026", "2026-", "-42", "26-42", "2026-x", "2026-+4", "+026-4"] {
            assert!(wrong.parse::<CaseNumber>().is_err(), "{wrong}");
        }
    }
}
