//! Sees when somebody may be hurt, before anything else is made of a message, and knows what to say at once.
//!
//! What there is to know is one table of data, `knowledge/danger.toml` ([`table`]): the kinds, what people say who are in
//! danger and what others say in the same words, what the desk says, and whom to call. From it a linear model learns
//! ([`model`]), so that what nobody has listed is seen as well. The table is in the binary; one beside the articles takes
//! its place.

mod model;
pub(crate) mod table;
mod terms;

use std::sync::Arc;

use domain::{
    danger::Danger,
    diagnostic::Diagnostic,
    language::Language,
    verdict::{Urgent, Verdict},
};
use jiff::{ToSpan, civil::Date};

use self::{model::DangerModel, table::Table};
use crate::{Decision, Reason, articles::files::ArticleSource, is_one_word, model::cache::Cache};

/// Where the table lies, beside the articles.
const FILE: &str = "danger.toml";

/// From this probability on somebody is in danger. Where it lies is a matter of the figures that `eval` prints: below, more
/// ordinary questions are taken for danger than may be.
const FROM: f64 = 0.42;
/// The same where the message is one word, or few, which people say in many senses; where it is small talk; and where an article answers it for certain.
const OF_ONE_WORD: f64 = 0.9;
const OF_FEW_WORDS: f64 = 0.7;
const AGAINST_SMALL_TALK: f64 = 0.75;
const AGAINST_AN_ANSWER: f64 = 0.85;

/// So many words are few.
const FEW: usize = 3;

/// What the desk knows of danger.
pub(crate) struct Lookout {
    table: Table,
    model: Arc<DangerModel>,
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// The table beside the articles, or else our own.
pub(crate) fn table(source: &ArticleSource) -> Table {
    let read = |source: &ArticleSource| {
        let text = source.text(&source.folder().join(FILE)).ok()?;
        Table::parse(&text).ok()
    };
    read(source).or_else(|| read(&ArticleSource::Ours)).expect("our own table is in order")
}

/// What the lookout makes of a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sighting {
    /// The likeliest danger, if it is likely enough.
    pub danger: Option<Danger>,
    /// How probable it is that somebody is in danger, 0 to 1.
    pub probability: f64,
}

impl Lookout {
    /// Learns from a table what danger is.
    pub fn new(mut table: Table, cache: Option<Cache<'_>>) -> Self {
        let model = DangerModel::learned(&table, cache);
        table.forget_phrases();
        Self { table, model }
    }

    /// The danger somebody is in who writes this, if any. Where the articles make something of the message that has
    /// nothing to do with danger (`decision`, if they are in its language), it takes more to believe in one.
    pub fn sees(&self, message: &str, decision: Option<&Decision>) -> Sighting {
        let Sighting { danger, probability } = self.model.looks(message);
        let from = match decision.map(|decision| (&decision.verdict, decision.why.reason)) {
            Some((Verdict::Answer { card, .. }, _))
                if card.urgent.is_none() && !self.table.is_near(&card.slug) =>
            {
                AGAINST_AN_ANSWER
            }
            Some((Verdict::Chat { .. }, Reason::SmallTalk)) => AGAINST_SMALL_TALK,
            // Chinese puts no blanks between its words, and says much in one.
            _ if message.chars().any(is_han) => FROM,
            _ if is_one_word(message) => OF_ONE_WORD,
            _ if message.split_whitespace().count() <= FEW && message.is_ascii() => OF_FEW_WORDS,
            _ => FROM,
        };
        Sighting { danger: danger.filter(|_| probability >= from), probability }
    }

    /// What to say at once, to somebody of this language.
    pub fn urgent(&self, danger: Danger, language: Language) -> Urgent {
        self.table.urgent(danger, language)
    }
}

/// What is wrong with the table beside the articles, if there is one, and which numbers nobody has called for a year.
pub(crate) fn check(source: &ArticleSource, today: Date) -> Vec<Diagnostic> {
    let file = source.folder().join(FILE);
    let Ok(text) = source.text(&file) else {
        return Vec::new();
    };
    let table = match Table::parse(&text) {
        Ok(table) => table,
        Err(what) => {
            let remedy = "mend the table; until then the desk uses the one that is built in";
            return vec![Diagnostic::error(file, None, what, remedy)];
        }
    };
    let a_year_ago = today.checked_sub(1.year()).unwrap_or(Date::MIN);
    let unchecked = table.unchecked_since(a_year_ago).map(|id| {
        let what = format!("nobody has checked the number `{id}` for a year");
        Diagnostic::warning(
            &file,
            None,
            what,
            "look whether it still holds, and write the day into `checked_on`",
        )
    });
    unchecked.collect()
}
