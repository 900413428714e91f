//! What can only be seen with the whole collection at hand: links that lead nowhere, articles nobody has read
//! again in time, and one way of asking that would have to lead to two places.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use pulldown_cmark::{Event, Parser, Tag};

use super::article::{Article, Way};
use super::collection::Collection;
use super::text::{Analyzer, Language};
use crate::finding::{Finding, line_of};

/// All such findings, in the order of the articles. Nothing here is an error: every article stays in use.
pub fn check(collection: &Collection, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let slugs: HashSet<&str> = collection.articles.iter().map(|article| article.slug.as_str()).collect();
    for article in &collection.articles {
        dead_links(article, &slugs, &mut findings);
        if let Some(by) = article.review_by.filter(|_| article.expired(today)) {
            findings.push(Finding::warning(
                &article.file,
                by.line,
                format!("`review_by` passed on {}: the desk no longer sends this article by itself", by.date),
                "read it again, then set `reviewed_on` and `review_by`",
            ));
        }
        empty_urgent_phrases(article, &mut findings);
    }
    same_way_twice(collection, &mut findings);
    findings
}

fn dead_links(article: &Article, slugs: &HashSet<&str>, findings: &mut Vec<Finding>) {
    for (event, range) in Parser::new(&article.body).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        let Some(slug) = linked_slug(&dest_url) else {
            continue;
        };
        if !slugs.contains(slug) {
            let line = article.body_line - 1 + line_of(article.body.as_bytes(), range.start);
            findings.push(Finding::warning(
                &article.file,
                line,
                format!("the link to `{dest_url}` leads to no article"),
                "link to the slug of an article, or to a full address",
            ));
        }
    }
}

/// The slug a link means, or `None` when it leads out of the collection.
fn linked_slug(url: &str) -> Option<&str> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.contains(':') || path.starts_with('/') {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(name.strip_suffix(".md").unwrap_or(name))
}

fn empty_urgent_phrases(article: &Article, findings: &mut Vec<Finding>) {
    let analyzer = Analyzer::new(Language::of(&article.lang));
    let phrases = article.urgent.iter().flat_map(|rule| &rule.asked);
    for phrase in phrases.filter(|phrase| analyzer.words(&phrase.text).is_empty()) {
        findings.push(Finding::warning(
            &phrase.file,
            phrase.line,
            format!("the urgent phrase \"{}\" holds no content word and is never met", phrase.text),
            "add the words that make it urgent",
        ));
    }
}

fn same_way_twice(collection: &Collection, findings: &mut Vec<Finding>) {
    let mut first: HashMap<(&str, String), (&Way, &str)> = HashMap::new();
    for article in &collection.articles {
        let analyzer = Analyzer::new(Language::of(&article.lang));
        for way in article.ways() {
            let key = (article.lang.as_str(), analyzer.plain(&way.text));
            let (other, slug) = *first.entry(key).or_insert((way, &article.slug));
            if slug != article.slug {
                findings.push(Finding::warning(
                    &way.file,
                    way.line,
                    format!(
                        "\"{}\" is also a way of asking for `{slug}` ({}:{})",
                        way.text,
                        other.file.display(),
                        other.line
                    ),
                    "keep it where it belongs, or make the two differ",
                ));
            }
        }
        for aside in collection.outside.iter().filter(|aside| aside.holds_for(&article.lang)) {
            let key = (article.lang.as_str(), analyzer.plain(&aside.line.text));
            if let Some((other, slug)) = first.get(&key).filter(|(_, slug)| *slug == article.slug) {
                findings.push(Finding::warning(
                    &aside.line.file,
                    aside.line.line,
                    format!(
                        "\"{}\" is also a way of asking for `{slug}` ({}:{})",
                        aside.line.text,
                        other.file.display(),
                        other.line
                    ),
                    "a question is either ours or outside: remove one of the two",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::super::article;
    use super::super::collection::Aside;
    use super::*;

    fn article(slug: &str, more: &str, body: &str) -> Article {
        let text = format!("+++\nslug = \"{slug}\"\ntitle = \"T\"\nlang = \"it\"\n{more}\n+++\n{body}\n");
        article::parse(Path::new(&format!("{slug}.md")), &text).0.unwrap()
    }

    fn told(collection: &Collection) -> Vec<String> {
        check(collection, date(2026, 11, 23)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn links_lead_to_articles_or_out_of_the_collection() {
        let collection = Collection {
            articles: vec![
                article(
                    "uno",
                    "",
                    "Vedi [due](due), [due](../a/due.md#x), [INPS](https://inps.it) e [noi](mailto:a@b.it).",
                ),
                article("due", "", "Vedi\n\n[tre](tre.md)."),
            ],
            ..Collection::default()
        };
        assert_eq!(
            told(&collection),
            [
                "due.md:9: warning: the link to `tre.md` leads to no article: link to the slug of an article, or to a full \
              address"
            ]
        );
    }

    #[test]
    fn an_article_is_good_until_the_end_of_its_last_day() {
        let collection = Collection {
            articles: vec![
                article("ieri", "review_by = 2026-11-22", "Testo."),
                article("oggi", "review_by = 2026-11-23", "Testo."),
            ],
            ..Collection::default()
        };
        assert_eq!(
            told(&collection),
            [
                "ieri.md:5: warning: `review_by` passed on 2026-11-22: the desk no longer sends this article by itself: read \
              it again, then set `reviewed_on` and `review_by`"
            ]
        );
    }

    #[test]
    fn one_way_of_asking_leads_to_one_place() {
        let uno = article("uno", "questions = [\"Quanto dura?\"]", "Testo.");
        let outside = Way { file: "outside.txt".into(), ..uno.questions[0].clone() };
        let collection = Collection {
            articles: vec![uno, article("due", "questions = [\"come?\", \"quanto dura\"]", "Testo.")],
            outside: vec![Aside { lang: None, line: outside }],
            ..Collection::default()
        };
        assert_eq!(
            told(&collection),
            [
                "outside.txt:5: warning: \"Quanto dura?\" is also a way of asking for `uno` (uno.md:5): a question is either \
                 ours or outside: remove one of the two",
                "due.md:5: warning: \"quanto dura\" is also a way of asking for `uno` (uno.md:5): keep it where it belongs, \
                 or make the two differ",
            ]
        );
    }

    #[test]
    fn an_urgent_phrase_needs_a_word_that_counts() {
        let urgent = "[urgent]\nlabel = \"a\"\nadvice = \"b\"\nasked = [\"e di\", \"firmare\"]";
        let collection =
            Collection { articles: vec![article("uno", urgent, "Testo.")], ..Collection::default() };
        assert_eq!(
            told(&collection),
            [
                "uno.md:8: warning: the urgent phrase \"e di\" holds no content word and is never met: add the words that \
              make it urgent"
            ]
        );
    }
}
