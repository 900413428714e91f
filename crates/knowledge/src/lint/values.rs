//! Articles say what their facts say, of today: every number, amount and day, and nothing that has changed since they were
//! read.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use domain::diagnostic::{Diagnostic, line_of};
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{SOON, foundations::entries};
use crate::{
    HOME_LANG,
    articles::{article::Article, collection::Collection, register::Fact},
    text::values::{Value, values},
};

/// Where links lead, and the numbers of lists: numbers that say nothing.
static MARKS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\]\([^)]*\)|(?m:^\s*\d+\.\s)").expect("a good pattern"));

/// Adds what differs, article by article, and the facts whose amounts do not hold much longer. A translation is compared with
/// its original instead.
pub(super) fn check(collection: &Collection, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let facts = entries(&collection.registers.facts, HOME_LANG);
    for article in collection.articles.iter().filter(|article| article.lang == HOME_LANG) {
        let own: Option<Vec<(&str, &Fact)>> = article
            .facts
            .iter()
            .map(|id| facts.get_key_value(id.as_str()).map(|(id, of)| (*id, *of)))
            .collect();
        // A fact nobody knows is told already, and might be the one that says it.
        if let Some(own) = own.filter(|own| !own.is_empty()) {
            said_by_no_fact(article, &own, diagnostics);
            older_than_its_facts(article, &own, diagnostics);
        }
    }
    amounts_that_end(collection, today, diagnostics);
}

fn said_by_no_fact(article: &Article, facts: &[(&str, &Fact)], diagnostics: &mut Vec<Diagnostic>) {
    let known = Known::of(facts.iter().map(|(_, fact)| *fact));
    let mut told = HashSet::new();
    let texts = [(&article.title, article.line("title"), false), (&article.body, article.body_line, true)];
    for (text, first, lines) in texts {
        for (value, place) in values(&without_marks(text)) {
            if !known.say(&value) && told.insert(value.clone()) {
                let line = if lines { first - 1 + line_of(text.as_bytes(), place) } else { first };
                diagnostics.push(Diagnostic::warning(
                    &article.file,
                    line,
                    format!("\"{value}\" is said by none of its facts"),
                    "correct the article or the `statement` in `facts.toml`, or name the fact that says it",
                ));
            }
        }
    }
}

/// A Markdown text with blanks in the place of its marks.
fn without_marks(text: &str) -> String {
    MARKS.replace_all(text, |found: &Captures<'_>| " ".repeat(found[0].len())).into_owned()
}

/// The values of an Italian text that no fact of a collection says: for what is said elsewhere than in articles.
#[must_use]
pub fn unsaid(collection: &Collection, text: &str) -> Vec<Value> {
    let known = Known::of(entries(&collection.registers.facts, HOME_LANG).into_values());
    values(text).into_iter().map(|(value, _)| value).filter(|value| !known.say(value)).collect()
}

/// What some facts say, in their statements and in the law they cite.
struct Known(HashSet<Value>);

impl Known {
    fn of<'a>(facts: impl Iterator<Item = &'a Fact>) -> Self {
        let texts = facts.flat_map(|fact| [&fact.statement, &fact.law]);
        Self(texts.flat_map(|text| values(text)).map(|(value, _)| value).collect())
    }

    fn say(&self, value: &Value) -> bool {
        self.0.contains(value) || self.0.iter().any(|known| known.says(value))
    }
}

fn older_than_its_facts(article: &Article, facts: &[(&str, &Fact)], diagnostics: &mut Vec<Diagnostic>) {
    for (id, fact) in facts {
        if let (Some(changed), Some(read)) = (fact.changed, article.reviewed_on)
            && read < changed
        {
            diagnostics.push(Diagnostic::warning(
                &article.file,
                article.line("reviewed_on"),
                format!("the fact `{id}` has changed on {changed}, after somebody has read this article"),
                "read it again with the fact beside it, then set `reviewed_on`",
            ));
        }
        if let (Some(until), Some(by)) = (fact.valid_until, article.review_by)
            && until < by.date
        {
            diagnostics.push(Diagnostic::warning(
                &article.file,
                by.line,
                format!("`review_by` is {}, but the amounts of the fact `{id}` hold until {until}", by.date),
                "let somebody read it again by then",
            ));
        }
    }
}

/// Amounts that hold no more, or not much longer, by fact: with the articles that say them.
fn amounts_that_end(collection: &Collection, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let mut resting: HashMap<&str, Vec<&str>> = HashMap::new();
    for article in collection.articles.iter().filter(|article| article.lang == HOME_LANG) {
        for fact in &article.facts {
            resting.entry(fact).or_default().push(&article.slug);
        }
    }
    for fact in collection.registers.facts.iter().map(|scoped| &scoped.line) {
        let Some(until) = fact.about.valid_until else {
            continue;
        };
        let left = (until - today).get_days();
        if left <= SOON {
            let when = if left < 0 { "held until" } else { "hold until" };
            let articles = resting.remove(fact.name.as_str()).unwrap_or_default().join("`, `");
            diagnostics.push(Diagnostic::warning(
                &fact.file,
                fact.line,
                format!("the amounts of `{}` {when} {until}; they are said by `{articles}`", fact.name),
                "write the new amounts, `changed` and `valid_until`, then read the articles again",
            ));
        }
    }
}
