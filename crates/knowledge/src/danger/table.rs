//! The table: kinds of danger, phrases, what is said, whom to call.

use std::collections::{BTreeMap, BTreeSet};

use domain::{danger::Danger, language::Language, verdict::Urgent};
use jiff::civil::Date;
use serde::Deserialize;

/// How many phrases of each kind there must be in Italian.
const LEAST_ITALIAN: usize = 40;
/// How many in each other language.
const LEAST_OTHERS: usize = 10;

type ByLanguage<T> = BTreeMap<Language, T>;

/// The whole table; one that exists is complete.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    number: Vec<Number>,
    kind: Vec<DangerKind>,
    /// Ordinary messages that are near no kind.
    ordinary: ByLanguage<Vec<String>>,
}

/// Somebody to call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    id: String,
    /// A telephone number, or an address where there is none.
    call: String,
    /// Where this is written, and when somebody looked.
    source: String,
    checked_on: Date,
    /// Who answers, and when.
    who: ByLanguage<String>,
}

/// One kind of danger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DangerKind {
    danger: Danger,
    /// For the staff, two or three words.
    label: String,
    /// Whom to call, the ids in the order in which they are shown.
    numbers: Vec<String>,
    /// Articles of which some ways of asking may be of this kind.
    near: Vec<String>,
    /// Two or three sentences, said at once.
    say: ByLanguage<String>,
    phrases: ByLanguage<Vec<String>>,
    /// The same words without danger.
    ordinary: ByLanguage<Vec<String>>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// What is wrong or missing, in a sentence.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let table: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let kinds: BTreeSet<Danger> = table.kind.iter().map(|kind| kind.danger).collect();
        if kinds.len() != table.kind.len() || kinds.len() != Danger::ALL.len() {
            return Err("each kind of danger must stand there once".into());
        }
        for number in &table.number {
            let Number { id, call, source, who, .. } = number;
            if call.is_empty() || source.is_empty() {
                return Err(format!("number `{id}` says not whom to call, or where that is written"));
            }
            every_language(who, |_, who| !who.is_empty())
                .map_err(|language| format!("number `{id}` says not who answers in `{language}`"))?;
        }
        for kind in &table.kind {
            let danger = kind.danger;
            every_language(&kind.say, |_, said| !said.is_empty())
                .map_err(|language| format!("{danger:?} has nothing to say in `{language}`"))?;
            let least = |language| if language == Language::It { LEAST_ITALIAN } else { LEAST_OTHERS };
            every_language(&kind.phrases, |language, phrases| phrases.len() >= least(language))
                .map_err(|language| format!("{danger:?} has too few phrases in `{language}`"))?;
            if let Some(id) = kind.numbers.iter().find(|id| table.number(id).is_none()) {
                return Err(format!("{danger:?} names a number `{id}` that is not there"));
            }
            if kind.numbers.is_empty() {
                return Err(format!("{danger:?} names nobody to call"));
            }
        }
        Ok(table)
    }

    /// What to say at once, to somebody of this language.
    pub(crate) fn urgent(&self, danger: Danger, language: Language) -> Urgent {
        let kind = self.kind(danger);
        let numbers = kind.numbers.iter().filter_map(|id| self.number(id));
        Urgent {
            label: kind.label.clone(),
            advice: kind.say[&language].clone(),
            numbers: numbers.map(|number| format!("{} · {}", number.call, number.who[&language])).collect(),
            danger: Some(danger),
        }
    }

    /// The numbers that nobody has looked at since that day.
    pub(crate) fn unchecked_since(&self, day: Date) -> impl Iterator<Item = &str> {
        self.number.iter().filter(move |number| number.checked_on < day).map(|number| number.id.as_str())
    }

    /// Every phrase of danger, and everything that is none (`None`).
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&str, Option<Danger>)> {
        let kinds = self.kind.iter().flat_map(|kind| {
            let phrases = of(&kind.phrases).map(|line| (line, Some(kind.danger)));
            phrases.chain(of(&kind.ordinary).map(|line| (line, None)))
        });
        kinds.chain(of(&self.ordinary).map(|line| (line, None)))
    }

    /// Every line, and the language it is in.
    pub(crate) fn languages(&self) -> impl Iterator<Item = (Language, &str)> {
        let kinds = self.kind.iter().flat_map(|kind| [&kind.phrases, &kind.ordinary]);
        kinds.chain([&self.ordinary]).flat_map(|lists| {
            lists.iter().flat_map(|(language, lines)| lines.iter().map(|line| (*language, line.as_str())))
        })
    }

    /// What there is to learn from is not needed any more once it is learned, and takes more memory than all the rest.
    pub(crate) fn forget_phrases(&mut self) {
        for kind in &mut self.kind {
            (kind.phrases, kind.ordinary) = Default::default();
        }
        self.ordinary = ByLanguage::default();
    }

    /// May a way of asking of this article be danger?
    pub(crate) fn is_near(&self, slug: &str) -> bool {
        self.kind.iter().any(|kind| kind.near.iter().any(|near| near == slug))
    }

    fn kind(&self, danger: Danger) -> &DangerKind {
        self.kind.iter().find(|kind| kind.danger == danger).expect("a table that exists has every kind")
    }

    fn number(&self, id: &str) -> Option<&Number> {
        self.number.iter().find(|number| number.id == id)
    }
}

/// The first language of the desk's for which it does not hold.
fn every_language<T>(lists: &ByLanguage<T>, holds: impl Fn(Language, &T) -> bool) -> Result<(), Language> {
    let mut missing = Language::ALL.into_iter();
    missing
        .find(|language| !lists.get(language).is_some_and(|list| holds(*language, list)))
        .map_or(Ok(()), Err)
}

/// The lines of all languages.
fn of(lists: &ByLanguage<Vec<String>>) -> impl Iterator<Item = &str> {
    lists.values().flatten().map(String::as_str)
}
