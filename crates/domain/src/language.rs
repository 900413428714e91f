//! The languages the desk speaks.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language the desk speaks to people in. Articles, guided conversations and the staff room are Italian and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    It,
    En,
    Es,
    Ro,
    Ar,
    Zh,
    Uk,
    Fr,
    Sq,
    Tl,
}

impl Language {
    pub const ALL: [Self; 10] =
        [Self::It, Self::En, Self::Es, Self::Ro, Self::Ar, Self::Zh, Self::Uk, Self::Fr, Self::Sq, Self::Tl];

    /// The two-letter code (ISO 639-1).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
            Self::Es => "es",
            Self::Ro => "ro",
            Self::Ar => "ar",
            Self::Zh => "zh",
            Self::Uk => "uk",
            Self::Fr => "fr",
            Self::Sq => "sq",
            Self::Tl => "tl",
        }
    }

    /// Which of a command's names people read: the Italian one, or else the English one.
    #[must_use]
    pub fn name_of<'a>(self, names: &[&'a str]) -> &'a str {
        let english = usize::from(self != Self::It);
        names.get(english).unwrap_or(&names[0])
    }
}

/// The language a message is written in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// ISO 639-1, also of a language that the desk does not speak.
    pub code: String,
    /// The language of the desk's that its writer understands best.
    pub speak: Language,
}

impl From<Language> for Written {
    fn from(language: Language) -> Self {
        Self { code: language.code().to_owned(), speak: language }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The desk does not speak this language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language the desk speaks (it, en, es, ro, ar, zh, uk, fr, sq, tl)")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Takes the first part of an IETF tag: `it`, `it-IT`, `en-GB`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(first))
            .ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

/// The languages one desk offers: at least one, none twice, the default first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Language>")]
pub struct Languages(Vec<Language>);

impl Languages {
    /// The language of people until they choose another, and of the staff room.
    pub fn first(&self) -> Language {
        self.0[0]
    }

    /// All of them, the default first.
    pub fn as_slice(&self) -> &[Language] {
        &self.0
    }
}

impl Default for Languages {
    /// All our languages, Italian first.
    fn default() -> Self {
        Self(Language::ALL.to_vec())
    }
}

impl TryFrom<Vec<Language>> for Languages {
    type Error = String;

    fn try_from(languages: Vec<Language>) -> Result<Self, Self::Error> {
        if languages.is_empty() {
            return Err("no language, expected at least one, like [\"it\"]".to_owned());
        }
        for (i, language) in languages.iter().enumerate() {
            if languages[..i].contains(language) {
                return Err(format!("`{language}` twice, expected each language once"));
            }
        }
        Ok(Self(languages))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_the_name_of_a_command_in_italian_or_in_english() {
        for (language, name) in [(Language::It, "aiuto"), (Language::En, "help"), (Language::Ar, "help")] {
            assert_eq!(language.name_of(&["aiuto", "help"]), name);
            assert_eq!(language.name_of(&["privacy"]), "privacy", "it has one name");
        }
    }
}
