//! One article: TOML front matter between `+++` lines, then Markdown with the answer first.
//!
//! An [`Article`] that exists is whole: slug, title, language and body are there and every date is a date.
//! [`parse`] reports everything that is wrong with a file at once.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{
    diagnostic::Diagnostic,
    scope::{Fit, Profile, Scope},
    verdict::{Card, Handling, Urgent},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    front_matter::{Fields, split},
    whose,
};

/// An entry of the knowledge base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    pub slug: String,
    /// Slugs it had before: what was kept or written under one of them still means it.
    pub formerly: Vec<String>,
    pub title: String,
    /// Language code, as in "it".
    pub lang: String,
    pub area: Option<String>,
    pub audience: Audience,
    /// The ways of asking shown in menus and choices.
    pub questions: Vec<Phrasing>,
    /// The ways of asking that only teach the index, from `<slug>.asked.txt`.
    pub asked: Vec<Phrasing>,
    pub keywords: Vec<String>,
    pub law: Vec<String>,
    /// Names of the facts the answer rests on.
    pub facts: Vec<String>,
    /// The day on which its text was edited.
    pub reviewed_on: Option<Date>,
    /// The day up to which somebody has checked the law behind it.
    pub law_checked: Option<Date>,
    /// The edition it was translated from, by its `reviewed_on`; an original has none.
    pub translates: Option<Date>,
    /// The original has changed since it was translated.
    pub outdated: bool,
    /// The answer in other words, for whoever has not understood it.
    pub plain: Option<String>,
    /// The last day on which the desk may send the article by itself.
    pub review_by: Option<Expiry>,
    pub handling: Handling,
    /// The desk can calculate the dates it is about.
    pub calculator: bool,
    /// What is new in it: whoever has asked to be told may be told.
    pub changed: Option<ArticleChange>,
    pub urgent: Option<UrgentRule>,
    pub scope: Scope,
    /// For whom it holds, as the end of "This holds for ...".
    pub holds_for: Option<String>,
    /// Markdown, without blank edges.
    pub body: String,
    pub file: PathBuf,
    /// The line of the file on which the body begins.
    pub body_line: u32,
    /// The line of each key of the front matter.
    pub key_lines: BTreeMap<String, u32>,
}

/// Whom an article speaks to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Worker,
    Company,
    #[default]
    Both,
}

/// One way of asking for an article, and where it is written. There are thousands, so that a copy shares them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrasing {
    pub text: Arc<str>,
    pub file: Arc<Path>,
    pub line: u32,
}

/// What has changed in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleChange {
    /// The day from which it holds.
    pub on: Date,
    /// For people, one or two sentences.
    pub text: String,
}

/// A `review_by` date and the line it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiry {
    pub date: Date,
    pub line: u32,
}

/// When a question near this article must not wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentRule {
    pub urgent: Urgent,
    /// A question that holds all content words of one of these is urgent.
    pub asked: Vec<Phrasing>,
}

impl Article {
    /// Whether it is called so, or was.
    pub fn is_called(&self, slug: &str) -> bool {
        self.slug == slug || self.formerly.iter().any(|former| former == slug)
    }

    /// All ways of asking, shown or not.
    pub fn phrasings(&self) -> impl Iterator<Item = &Phrasing> {
        self.questions.iter().chain(&self.asked)
    }

    /// Whether it says what it rests on. Only such an article must keep the rules of the knowledge base: a draft
    /// or an article of somebody else need not.
    pub fn rests_on_facts(&self) -> bool {
        !self.facts.is_empty()
    }

    /// The line to look at for a key of the front matter; the first one when the key is not there.
    pub fn line(&self, key: &str) -> u32 {
        self.key_lines.get(key).copied().unwrap_or(1)
    }

    /// Whether the day on which somebody should have read it again has passed, or its original has changed.
    pub fn expired(&self, today: Date) -> bool {
        self.outdated || self.review_by.is_some_and(|by| by.date < today)
    }

    /// The same for somebody who has said so much of themselves: with whom it holds for, where that is not certain.
    pub fn card_for(&self, profile: &Profile) -> Card {
        match self.scope.fit(profile) {
            Fit::Unsaid(dimension) => {
                Card { holds_for: self.holds_for.clone(), unsaid: Some(dimension), ..self.card() }
            }
            Fit::Certain | Fit::Conflict(_) => self.card(),
        }
    }

    /// What the desk shows of it. `holds_for`, `unsaid` and `urgent` are left empty: they depend on the
    /// question; `links` too, which depend on the other articles.
    pub fn card(&self) -> Card {
        Card {
            slug: self.slug.clone(),
            title: self.title.clone(),
            body: self.body.clone(),
            law: self.law.clone(),
            plain: self.plain.clone(),
            reviewed_on: self.reviewed_on,
            law_checked: self.law_checked,
            calculator: self.calculator,
            handling: self.handling,
            holds_for: None,
            unsaid: None,
            links: Vec::new(),
            urgent: None,
        }
    }
}

const KEYS: [&str; 20] = [
    "slug",
    "formerly",
    "title",
    "lang",
    "area",
    "audience",
    "questions",
    "keywords",
    "law",
    "facts",
    "reviewed_on",
    "law_checked",
    "translates",
    "plain",
    "review_by",
    "handling",
    "calculator",
    "changed",
    "urgent",
    "scope",
];
const CHANGED_KEYS: [&str; 2] = ["on", "text"];
const URGENT_KEYS: [&str; 3] = ["label", "advice", "asked"];
const AUDIENCES: [(&str, Audience); 3] =
    [("worker", Audience::Worker), ("company", Audience::Company), ("both", Audience::Both)];
const HANDLINGS: [(&str, Handling); 3] =
    [("auto", Handling::Auto), ("with-human", Handling::WithHuman), ("human-only", Handling::HumanOnly)];

/// Reads one article. `None` when any of the diagnostics is an error: a half-read article is never used.
/// `asked` stays empty: those lines are in a file of their own.
pub fn parse(file: &Path, text: &str) -> (Option<Article>, Vec<Diagnostic>) {
    let parts = match split(file, text) {
        Ok(parts) => parts,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let mut fields = Fields::parse(file, parts.front, parts.front_line);
    let key_lines = fields.lines();
    let slug = fields.required("slug");
    let formerly = plain(fields.texts("formerly"));
    let title = fields.required("title");
    let lang = fields.required("lang");
    let area = fields.text("area");
    let audience = fields.one_of("audience", &AUDIENCES).unwrap_or_default();
    let questions = phrasings(file, fields.texts("questions"));
    let keywords = plain(fields.texts("keywords"));
    let law = plain(fields.texts("law"));
    let facts = plain(fields.texts("facts"));
    let reviewed_on = fields.date("reviewed_on").map(|(date, _)| date);
    let law_checked = fields.date("law_checked").map(|(date, _)| date);
    let translates = fields.date("translates").map(|(date, _)| date);
    let in_other_words = fields.text("plain");
    let review_by = fields.date("review_by").map(|(date, line)| Expiry { date, line });
    let handling = fields.one_of("handling", &HANDLINGS).unwrap_or_default();
    let (urgent, urgent_findings) = match fields.table("urgent", "urgent.") {
        Some((table, line)) => parse_urgent(file, table, line),
        None => (None, Vec::new()),
    };
    let calculator = fields.flag("calculator").unwrap_or_default();
    let (changed, changed_findings) = match fields.table("changed", "changed.") {
        Some((table, line)) => parse_change(file, table, line),
        None => (None, Vec::new()),
    };
    let ((scope, holds_for), scope_findings) = match fields.table("scope", "scope.") {
        Some((table, line)) => whose::parse(file, table, line),
        None => Default::default(),
    };
    let mut diagnostics = fields.finish(&KEYS);
    diagnostics.extend(urgent_findings);
    diagnostics.extend(changed_findings);
    diagnostics.extend(scope_findings);

    let body = parts.body.trim();
    if body.is_empty() {
        diagnostics.push(Diagnostic::error(
            file,
            parts.body_line,
            "the article has no text",
            "write the answer below the second `+++` line",
        ));
    }
    if let Some(slug) = &slug
        && file.file_stem().is_some_and(|stem| stem != slug.as_str())
    {
        diagnostics.push(Diagnostic::warning(
            file,
            None,
            format!("the slug is `{slug}` but the file is called otherwise"),
            format!("rename the file to `{slug}.md`"),
        ));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.line);

    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    let article = match (slug, title, lang) {
        (Some(slug), Some(title), Some(lang)) if whole => Some(Article {
            slug,
            formerly,
            title,
            lang,
            area,
            audience,
            questions,
            asked: Vec::new(),
            keywords,
            law,
            facts,
            reviewed_on,
            law_checked,
            translates,
            outdated: false,
            plain: in_other_words,
            review_by,
            handling,
            calculator,
            changed,
            urgent,
            scope,
            holds_for,
            body: body.to_owned(),
            file: file.to_owned(),
            body_line: parts.body_line + leading_lines(parts.body),
            key_lines,
        }),
        _ => None,
    };
    (article, diagnostics)
}

fn parse_urgent(file: &Path, mut fields: Fields<'_>, line: u32) -> (Option<UrgentRule>, Vec<Diagnostic>) {
    let label = fields.required("label");
    let advice = fields.required("advice");
    let asked = phrasings(file, fields.texts("asked"));
    let mut diagnostics = fields.finish(&URGENT_KEYS);
    if asked.is_empty() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::error(
            file,
            line,
            "`urgent.asked` has no phrases: nothing would ever be urgent",
            "add `asked = [\"...\"]` below `[urgent]`, or remove the table",
        ));
    }
    let rule =
        label.zip(advice).map(|(label, advice)| UrgentRule { urgent: Urgent::new(label, advice), asked });
    (rule, diagnostics)
}

fn parse_change(file: &Path, mut fields: Fields<'_>, line: u32) -> (Option<ArticleChange>, Vec<Diagnostic>) {
    let on = fields.date("on").map(|(date, _)| date);
    let text = fields.required("text");
    let mut diagnostics = fields.finish(&CHANGED_KEYS);
    if on.is_none() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::error(
            file,
            line,
            "`changed.on` is missing: nobody would know which change people were told of",
            "add `on = ` and the day from which it holds",
        ));
    }
    (on.zip(text).map(|(on, text)| ArticleChange { on, text }), diagnostics)
}

fn phrasings(file: &Path, texts: Vec<(String, u32)>) -> Vec<Phrasing> {
    let file: Arc<Path> = file.into();
    texts
        .into_iter()
        .filter(|(text, _)| !text.trim().is_empty())
        .map(|(text, line)| Phrasing { text: text.trim().into(), file: file.clone(), line })
        .collect()
}

fn plain(texts: Vec<(String, u32)>) -> Vec<String> {
    texts.into_iter().map(|(text, _)| text).collect()
}

fn leading_lines(body: &str) -> u32 {
    let blank = body.len() - body.trim_start().len();
    domain::diagnostic::line_of(body.as_bytes(), blank) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"+++
slug = "congedo"
formerly = ["congedo-2026"]
title = "Il congedo"
lang = "it"
area = "maternita"
audience = "worker"
questions = ["quanto dura?", "come si chiede?"]
keywords = ["obbligatoria"]
law = ["art. 16"]
reviewed_on = 2026-11-22
review_by = "2027-01-15"
handling = "with-human"

[urgent]
label = "dimissioni sotto pressione"
advice = "Non firmare nulla."
asked = ["firmare dimissioni"]
+++

Cinque mesi.
"#;

    fn diagnostics(text: &str) -> Vec<String> {
        let (article, diagnostics) = parse(Path::new("it/congedo.md"), text);
        let broken = diagnostics.iter().any(Diagnostic::is_error);
        assert_eq!(article.is_none(), broken, "only errors leave an article out");
        diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_whole_article_is_read_as_it_is_written() {
        let (article, diagnostics) = parse(Path::new("it/congedo.md"), WHOLE);
        assert_eq!(diagnostics, []);
        let article = article.unwrap();
        assert!(
            article.is_called("congedo") && article.is_called("congedo-2026") && !article.is_called("altro")
        );
        assert_eq!(article.audience, Audience::Worker);
        assert_eq!(article.handling, Handling::WithHuman);
        assert_eq!(article.review_by.unwrap().date.to_string(), "2027-01-15");
        assert_eq!(*article.questions[1].text, *"come si chiede?");
        assert_eq!(article.urgent.unwrap().urgent.label, "dimissioni sotto pressione");
        assert_eq!((article.body.as_str(), article.body_line), ("Cinque mesi.", 21));
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
        let windows = format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"));
        assert_eq!(diagnostics(&windows), Vec::<String>::new());
    }

    #[test]
    fn everything_wrong_is_told_at_once_in_the_order_of_the_lines() {
        let text = r#"+++
slug = "altro"
titel = "Il congedo"
lang = 5
audience = "workers"
questions = ["quanto?", 3]
review_by = true
reviewed_on = "ieri"
handling = "automatic"
+++
"#;
        assert_eq!(
            diagnostics(text).join("\n"),
            "it/congedo.md: warning: the slug is `altro` but the file is called otherwise: rename the file to `altro.md`\n\
             it/congedo.md:2: error: the key `title` is missing: add `title = \"...\"`\n\
             it/congedo.md:3: warning: unknown key `titel`: did you mean `title`?\n\
             it/congedo.md:4: error: `lang` is a text, not a TOML integer: put it between double quotes\n\
             it/congedo.md:5: error: `audience` cannot be `workers`: did you mean `worker`?\n\
             it/congedo.md:6: error: `questions` is a list of texts, not a TOML integer: write `questions = [\"...\", \"...\"]`\n\
             it/congedo.md:7: error: `review_by` is a date, not a TOML boolean: write it like `review_by = 2026-11-22`\n\
             it/congedo.md:8: error: `reviewed_on` is not a date: `ieri`: write it like `reviewed_on = 2026-11-22`\n\
             it/congedo.md:9: error: `handling` cannot be `automatic`: did you mean `auto`?\n\
             it/congedo.md:11: error: the article has no text: write the answer below the second `+++` line"
        );
    }

    #[test]
    fn broken_toml_names_its_lines_and_invents_no_missing_keys() {
        let text = "+++\nslug = \"congedo\"\ntitle = Il congedo\nlang = \"it\"\nreview_by = 2027-13-45\n+++\nTesto.\n";
        assert_eq!(
            diagnostics(text),
            [
                "it/congedo.md:3: error: not valid TOML: string values must be quoted, expected literal string: correct \
                 this line; texts stand between double quotes",
                "it/congedo.md:5: error: not valid TOML: invalid date, expected month between 01 and 12: correct this \
                 line; texts stand between double quotes",
            ]
        );
    }

    #[test]
    fn fences_must_be_there() {
        assert_eq!(
            diagnostics("# Congedo\n"),
            [
                "it/congedo.md:1: error: the front matter is missing: begin the file with a `+++` line, then `slug`, \
              `title` and `lang`, then another `+++` line"
            ]
        );
        assert_eq!(
            diagnostics("+++\nslug = \"congedo\"\n"),
            [
                "it/congedo.md:1: error: the front matter is not closed: end it with a second `+++` line before the text"
            ]
        );
        assert_eq!(diagnostics("").len(), 1);
    }

    #[test]
    fn an_urgent_table_needs_its_keys() {
        let text = WHOLE.replace("advice", "advise").replace("label = \"dimissioni sotto pressione\"\n", "");
        assert_eq!(
            diagnostics(&text),
            [
                "it/congedo.md:2: error: the key `urgent.label` is missing: add `label = \"...\"`",
                "it/congedo.md:2: error: the key `urgent.advice` is missing: add `advice = \"...\"`",
                "it/congedo.md:16: warning: unknown key `urgent.advise`: did you mean `advice`?",
            ]
        );
    }
}
