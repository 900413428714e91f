//! Reads from a message what its writer says of themselves: how they work, who they are to whom it is about, where they are.
//!
//! The phrases stand in `traits.toml` of a language. Invariant: what is not certain is not read. Whatever is said of somebody
//! else, or denied, does not count.

use std::collections::HashMap;

use domain::scope::{Place, Profile, Trait};
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A lone star in a phrase stands for at most so many words.
const GAP: usize = 3;
/// Somebody else who was spoken of so many words before is whom it is about.
const OTHERS_REACH: usize = 5;
/// A denial, or the word before a place, stands so near.
const NEAR: usize = 2;
const DENIALS: [&str; 3] = ["non", "ne", "senza"];

/// `traits.toml`: the phrases by which people say what they are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraitTable {
    #[serde(default)]
    others: Others,
    #[serde(default)]
    places: Places,
    #[serde(default, rename = "trait")]
    traits: Vec<TraitPhrases>,
    #[serde(default, rename = "place")]
    named: Vec<PlaceNames>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    /// By which somebody else is spoken of.
    of: Vec<String>,
    /// By which the writers come back to themselves.
    back: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    /// A name of a place counts after one of these words.
    after: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TraitPhrases {
    is: String,
    said: Vec<String>,
    /// Where one of these stands in the same sentence, the trait is not read.
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceNames {
    is: String,
    names: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

impl TraitTable {
    /// What there is in it that is no trait.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let all =
            self.traits.iter().map(|phrases| &phrases.is).chain(self.named.iter().map(|names| &names.is));
        all.map(String::as_str).filter(|is| trait_named(is).is_none())
    }
}

/// The trait of a label such as `work:public`.
pub fn trait_named(label: &str) -> Option<Trait> {
    let (dimension, name) = label.split_once(':')?;
    match dimension {
        "work" => name.parse().ok().map(Trait::Work),
        "role" => name.parse().ok().map(Trait::Role),
        "place" => name.parse().ok().map(Trait::Place),
        _ => None,
    }
}

/// Reads messages of one language.
#[derive(Debug, Clone, Default)]
pub struct ProfileReader {
    others: Phrases,
    back: Phrases,
    after: Vec<String>,
    traits: Vec<Sign>,
}

#[derive(Debug, Clone)]
struct Sign {
    is: Trait,
    phrases: Phrases,
    unless: Phrases,
    /// Whether it is the name of a place, which counts after certain words only.
    name: bool,
}

impl ProfileReader {
    pub fn new(table: &TraitTable) -> Self {
        let said = table.traits.iter().filter_map(|phrases| {
            let is = trait_named(&phrases.is)?;
            Some(Sign {
                is,
                phrases: Phrases::new(&phrases.said),
                unless: Phrases::new(&phrases.unless),
                name: false,
            })
        });
        let named = table.named.iter().filter_map(|names| {
            let is = trait_named(&names.is)?;
            Some(Sign {
                is,
                phrases: Phrases::new(&names.names),
                unless: Phrases::new(&names.unless),
                name: true,
            })
        });
        Self {
            others: Phrases::new(&table.others.of),
            back: Phrases::new(&table.others.back),
            after: table.places.after.clone(),
            traits: said.chain(named).collect(),
        }
    }

    /// What a message says of whoever wrote it. Of several places the last counts.
    pub fn read(&self, message: &str) -> Profile {
        let mut profile = Profile::default();
        for sentence in sentences(message) {
            let mut places: Vec<(usize, Place)> = Vec::new();
            for sign in &self.traits {
                let found = sign.phrases.found(&sentence);
                if found.is_empty() || !sign.unless.found(&sentence).is_empty() {
                    continue;
                }
                for (at, _) in found.into_iter().filter(|(at, _)| self.counts(sign, &sentence, *at)) {
                    match sign.is {
                        Trait::Place(place) => places.push((at, place)),
                        said => profile.add(said),
                    }
                }
            }
            if let Some((_, place)) = places.into_iter().max_by_key(|(at, _)| *at) {
                profile.add(Trait::Place(place));
            }
        }
        profile
    }

    fn counts(&self, sign: &Sign, sentence: &[String], at: usize) -> bool {
        let before = &sentence[at.saturating_sub(NEAR)..at];
        let denied = before.iter().any(|word| DENIALS.contains(&word.as_str()));
        let is_place = !sign.name || before.iter().any(|word| self.after.contains(word));
        let of_others = !matches!(sign.is, Trait::Role(_)) && self.is_of_others(sentence, at);
        is_place && !denied && !of_others
    }

    /// Whether the words at this place are said of somebody else.
    fn is_of_others(&self, sentence: &[String], at: usize) -> bool {
        let near = |end: usize| end <= at && at - end <= OTHERS_REACH;
        let spoken_of = self.others.found(sentence).into_iter().filter(|(_, end)| near(*end));
        let back = self.back.found(sentence);
        spoken_of.into_iter().any(|(_, end)| !back.iter().any(|(from, to)| *from >= end && *to <= at))
    }
}

/// Phrases by their first word; those whose first word is a beginning stand apart.
#[derive(Debug, Clone, Default)]
struct Phrases {
    by_first: HashMap<String, Vec<Vec<String>>>,
    by_prefix: Vec<Vec<String>>,
}

impl Phrases {
    fn new(phrases: &[String]) -> Self {
        let mut all = Self::default();
        for phrase in phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            match words.first() {
                Some(first) if first.ends_with('*') => all.by_prefix.push(words),
                Some(first) => all.by_first.entry(first.clone()).or_default().push(words),
                None => {}
            }
        }
        all
    }

    /// Where phrases begin and end in a sentence.
    fn found(&self, sentence: &[String]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (at, word) in sentence.iter().enumerate() {
            let exact = self.by_first.get(word).into_iter().flatten();
            found.extend(
                exact
                    .chain(&self.by_prefix)
                    .filter_map(|phrase| Some((at, ends_at(phrase, &sentence[at..])? + at))),
            );
        }
        found
    }
}

/// Where a phrase that begins with these words ends; the shortest way for a gap.
fn ends_at(phrase: &[String], words: &[String]) -> Option<usize> {
    let Some((first, rest)) = phrase.split_first() else { return Some(0) };
    if first == "*" {
        let mut gaps = 0..=GAP.min(words.len());
        return gaps.find_map(|gap| Some(ends_at(rest, &words[gap..])? + gap));
    }
    let word = words.first()?;
    let is_it = first.strip_suffix('*').map_or(word == first, |beginning| word.starts_with(beginning));
    is_it.then(|| ends_at(rest, &words[1..]))?.map(|end| end + 1)
}

/// The words of every sentence, lowercase and without accents.
fn sentences(message: &str) -> Vec<Vec<String>> {
    let plain: String = message.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words = |sentence: &str| {
        let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    plain.split(['.', '!', '?', ';', ':', '\n', '\r']).map(words).filter(|words| !words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
[others]
of = ["mio marito", "collega"]
back = ["io"]

[places]
after = ["a", "vivo"]

[[trait]]
is = "work:public"
said = ["insegno", "lavor* * comune"]
unless = ["insegno yoga"]

[[trait]]
is = "role:disabled"
said = ["la 104 ce l ho io"]

[[place]]
is = "place:lombardia"
names = ["monza", "sesto san giovanni"]

[[place]]
is = "place:milano"
names = ["milano"]
"#;

    #[test]
    fn what_people_say_of_themselves_is_read_and_what_they_say_of_others_is_not() {
        let table: TraitTable = toml::from_str(TABLE).unwrap();
        assert_eq!(table.unknown().count(), 0);
        let reader = ProfileReader::new(&table);
        for (message, read) in [
            ("Buongiorno, insegno alle medie.", "Work(Public)"),
            ("lavoro part time nel comune", "Work(Public)"),
            ("Lavoro tanto. Il comune è lontano", ""),
            ("non insegno più", ""),
            ("insegno yoga in palestra", ""),
            ("mio marito lavora in comune", ""),
            ("mio marito è via, io insegno", "Work(Public)"),
            ("La 104 ce l'ho io!", "Role(Disabled)"),
            ("vivo a Sesto San Giovanni", "Place(Lombardia)"),
            ("Monza è lontana", ""),
            ("lavoro a Milano e vivo a Monza", "Place(Lombardia)"),
        ] {
            let traits: Vec<String> = reader.read(message).traits().map(|said| format!("{said:?}")).collect();
            assert_eq!(traits.join(" "), read, "{message}");
        }
    }
}
