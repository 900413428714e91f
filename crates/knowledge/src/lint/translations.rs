//! A translation says what its original says: the same law, the same numbers, and the edition of today.

use std::{collections::BTreeMap, sync::LazyLock};

use domain::diagnostic::Diagnostic;
use regex::Regex;

use crate::{
    HOME_LANG,
    articles::{article::Article, collection::Collection},
};

/// Numbers with the marks that divide their digits ("1.000,50", "1,000.50", "50%").
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+(?:[.,]\d+)*").expect("a good pattern"));

pub(super) fn check(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    for article in collection.articles.iter().filter(|article| article.lang != HOME_LANG) {
        let original =
            collection.articles.iter().find(|other| other.slug == article.slug && other.lang == HOME_LANG);
        match (original, article.translates) {
            (Some(original), Some(_)) => compare(article, original, diagnostics),
            (Some(_), None) => diagnostics.push(Diagnostic::warning(
                &article.file,
                1,
                "`translates` is missing: nobody would see when the original changes",
                "add `translates = ` and the `reviewed_on` of the original",
            )),
            (None, Some(_)) => diagnostics.push(Diagnostic::warning(
                &article.file,
                article.line("translates"),
                format!("there is no `{}` in Italian that it could translate", article.slug),
                "remove `translates`, or correct the slug",
            )),
            (None, None) => {}
        }
    }
}

fn compare(article: &Article, original: &Article, diagnostics: &mut Vec<Diagnostic>) {
    let mut tell = |line: u32, problem: String, remedy: &str| {
        diagnostics.push(Diagnostic::warning(&article.file, line, problem, remedy));
    };
    if article.outdated {
        tell(
            article.line("translates"),
            "the original has changed since: the desk no longer sends this translation by itself".to_owned(),
            "translate what has changed, then set `translates` to the `reviewed_on` of the original",
        );
    }
    for (key, differs) in [
        ("law", article.law != original.law),
        ("facts", article.facts != original.facts),
        ("scope", article.scope != original.scope),
        ("handling", article.handling != original.handling),
    ] {
        if differs {
            tell(
                article.line(key),
                format!("`{key}` is not that of the original"),
                "copy it from the original",
            );
        }
    }
    let (own, theirs) = (numbers(&article.body), numbers(&original.body));
    let missing: Vec<&str> = differing(&theirs, &own);
    let added: Vec<&str> = differing(&own, &theirs);
    if !missing.is_empty() || !added.is_empty() {
        tell(
            article.body_line,
            format!("its numbers are not those of the original: missing {missing:?}, added {added:?}"),
            "say the same numbers as the original",
        );
    }
}

/// How often each number stands in a text, whatever divides its digits.
fn numbers(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    // Addresses have numbers of their own.
    let text = text.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ");
    for found in NUMBERS.find_iter(&text) {
        let digits: String = found.as_str().chars().filter(char::is_ascii_digit).collect();
        *counts.entry(digits).or_default() += 1;
    }
    counts
}

fn differing<'a>(of: &'a BTreeMap<String, usize>, others: &BTreeMap<String, usize>) -> Vec<&'a str> {
    let more = of.iter().filter(|(number, count)| **count > others.get(*number).copied().unwrap_or_default());
    more.map(|(number, _)| number.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::articles::article;

    fn article(lang: &str, more: &str, body: &str) -> Article {
        let text = format!(
            "+++\nslug = \"a\"\ntitle = \"A\"\nlang = \"{lang}\"\nlaw = [\"art. 1\"]\n{more}\n+++\n{body}\n"
        );
        article::parse(Path::new(&format!("{lang}/a.md")), &text).0.unwrap()
    }

    fn told(english: Article) -> Vec<String> {
        let original = article("it", "reviewed_on = 2026-11-22", "Fino a 1.000,50 euro in 2 mesi.");
        let collection = Collection { articles: vec![english, original], ..Collection::default() };
        let mut diagnostics = Vec::new();
        check(&collection, &mut diagnostics);
        diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_translation_says_what_its_original_says() {
        let same = article("en", "translates = 2026-11-22", "Up to 1,000.50 euro in 2 months.");
        assert_eq!(told(same), Vec::<String>::new());
        let other = article("en", "translates = 2026-11-22", "Up to 1,000 euro in 2 months.");
        assert_eq!(
            told(other),
            [
                "en/a.md:8: warning: its numbers are not those of the original: missing [\"100050\"], added [\"1000\"]: say the same \
              numbers as the original"
            ]
        );
        let loose = article("en", "", "Up to 1,000.50 euro in 2 months.");
        assert_eq!(told(loose).len(), 1);
        let mut old = article("en", "translates = 2026-11-01", "Up to 1,000.50 euro in 2 months.");
        old.outdated = true;
        assert!(told(old)[0].contains("the original has changed since"));
    }
}
