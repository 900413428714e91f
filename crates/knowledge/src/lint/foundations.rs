//! Whether the articles are those that must be there, and rest on what is known: compares a collection with its
//! [registers](super::register). Without a register there is nothing to compare.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::{diagnostic::Diagnostic, verdict::Handling};

use crate::articles::{
    article::{Article, Audience},
    collection::{Collection, Scoped},
    register::{Confidence, Fact, Registered, TopicEntry},
};

/// Adds what is wrong: first what is missing, then what is wrong with each article.
pub(crate) fn check(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    missing_articles(collection, diagnostics);
    for article in &collection.articles {
        let topics = entries(&collection.registers.topics, &article.lang);
        if !topics.is_empty() {
            unlike_its_topic(article, &topics, diagnostics);
        }
        let facts = entries(&collection.registers.facts, &article.lang);
        if !facts.is_empty() && article.rests_on_facts() {
            unlike_its_facts(article, &facts, diagnostics);
        }
    }
}

pub(super) fn entries<'a, T>(register: &'a [Scoped<Registered<T>>], lang: &str) -> HashMap<&'a str, &'a T> {
    let holding = register.iter().filter(|scoped| scoped.holds_for(lang));
    holding.map(|scoped| (scoped.line.name.as_str(), &scoped.line.about)).collect()
}

fn missing_articles(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    let mut langs: HashMap<&str, Vec<&str>> = HashMap::new();
    for article in &collection.articles {
        langs.entry(&article.slug).or_default().push(&article.lang);
    }
    for topic in &collection.registers.topics {
        let entry = &topic.line;
        if !langs.get(entry.name.as_str()).is_some_and(|langs| langs.iter().any(|lang| topic.holds_for(lang)))
        {
            diagnostics.push(Diagnostic::warning(
                &entry.file,
                entry.line,
                format!("there is no article `{}`", entry.name),
                "write it, or remove it from the register",
            ));
        }
    }
}

/// A draft that is not registered is no business of the register; a registered article cannot evade it by resting
/// on nothing.
fn unlike_its_topic(
    article: &Article,
    topics: &HashMap<&str, &TopicEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(topic) = topics.get(article.slug.as_str()) else {
        if article.rests_on_facts() {
            diagnostics.push(Diagnostic::warning(
                &article.file,
                article.line("slug"),
                format!("the article `{}` is not in the register", article.slug),
                "add it to `topics.toml`, or remove its file",
            ));
        }
        return;
    };
    let mut differs = |key: &str, problem: String| {
        let remedy = "correct the article or `topics.toml`";
        diagnostics.push(Diagnostic::warning(&article.file, article.line(key), problem, remedy));
    };
    let area = article.area.as_deref().unwrap_or_default();
    if area != topic.area {
        differs("area", format!("the area is `{area}`, registered is `{}`", topic.area));
    }
    if article.audience != topic.audience {
        let (own, registered) = (word(article.audience), word(topic.audience));
        differs("audience", format!("the audience is `{own}`, registered is `{registered}`"));
    }
    let own: BTreeSet<&String> = article.facts.iter().collect();
    let registered: BTreeSet<&String> = topic.facts.iter().collect();
    if own != registered {
        let lacking = registered.difference(&own).map(|fact| format!("`{fact}` is missing"));
        let more = own.difference(&registered).map(|fact| format!("`{fact}` is not registered"));
        let all: Vec<String> = lacking.chain(more).collect();
        differs("facts", format!("the facts are not those of the register: {}", all.join(", ")));
    }
}

fn word(audience: Audience) -> &'static str {
    match audience {
        Audience::Worker => "worker",
        Audience::Company => "company",
        Audience::Both => "both",
    }
}

fn unlike_its_facts(article: &Article, facts: &HashMap<&str, &Fact>, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = Vec::new();
    for id in &article.facts {
        match facts.get(id.as_str()) {
            Some(fact) => known.push(*fact),
            None => diagnostics.push(Diagnostic::warning(
                &article.file,
                article.line("facts"),
                format!("there is no fact `{id}`"),
                "correct its name, or add it to `facts.toml`",
            )),
        }
    }
    // An unknown fact might be the one that cites the act, or the one that is sure.
    if known.len() == article.facts.len() {
        law_of_no_fact(article, &known, diagnostics);
        unsure_but_sent(article, &known, diagnostics);
    }
}

fn law_of_no_fact(article: &Article, facts: &[&Fact], diagnostics: &mut Vec<Diagnostic>) {
    let cited: HashSet<&str> = facts.iter().flat_map(|fact| acts(&fact.law)).collect();
    let own: BTreeSet<&str> = article.law.iter().flat_map(|law| acts(law)).collect();
    for act in own.into_iter().filter(|act| !cited.contains(act)) {
        diagnostics.push(Diagnostic::warning(
            &article.file,
            article.line("law"),
            format!("`law` cites {act}, but none of the facts does"),
            "cite what the facts rest on, or add the fact that rests on this act",
        ));
    }
}

fn unsure_but_sent(article: &Article, facts: &[&Fact], diagnostics: &mut Vec<Diagnostic>) {
    let unsure = facts.iter().all(|fact| fact.confidence == Confidence::Unsure);
    if unsure && article.handling == Handling::Auto {
        diagnostics.push(Diagnostic::warning(
            &article.file,
            article.line("handling"),
            "all its facts are unsure, and the desk sends it by itself",
            "write `handling = \"with-human\"`",
        ));
    }
}

/// The acts cited by number and year, as in "151/2001". Days ("12/01/2026") and codes without a number are none.
fn acts(law: &str) -> impl Iterator<Item = &str> {
    law.split(|sign: char| !sign.is_ascii_digit() && sign != '/').filter(|act| {
        act.split_once('/').is_some_and(|(number, year)| {
            !number.is_empty() && year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_told_from_days_ranges_and_codes() {
        let found = |law| acts(law).collect::<Vec<_>>();
        assert_eq!(
            found("D.Lgs. 151/2001, art. 16 (L.145/2018); INPS msg 2450/2025 e 3322/2025"),
            ["151/2001", "145/2018", "2450/2025", "3322/2025"]
        );
        let none = "Codice civile, art. 2963; ddl 12/01/2026; piano 2014-2016; Direttiva (UE) 2023/970; C-38/24; /2001";
        assert_eq!(found(none), Vec::<&str>::new());
    }
}
