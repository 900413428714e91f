//! What is wrong with articles that can be read: links that lead nowhere, dates, length, and how easy they are to
//! read. With the whole collection at hand, also what `foundations` and `phrasings` find.

mod foundations;
mod messages;
mod phrasings;
mod readability;
mod translations;
pub mod values;

use std::{
    collections::{BTreeMap, HashSet},
    ops::RangeInclusive,
    path::PathBuf,
};

use domain::diagnostic::{Diagnostic, line_of};
use jiff::civil::Date;
use walkdir::WalkDir;

use self::readability::Counts;
use crate::{
    articles::{
        article::{self, Article},
        collection::Collection,
        links::{self, linked_slug},
    },
    text::{Analyzer, TextLanguage},
};

/// Shorter texts leave questions open, longer ones are not read on a phone.
const WORDS: RangeInclusive<u32> = 60..=220;
/// The lowest Gulpease index of one Italian article.
const EASY: f64 = 50.0;
/// The lowest Gulpease index of all Italian articles together.
const EASY_ON_AVERAGE: f64 = 60.0;
/// With fewer ways of asking an article is not found well enough to be sent by itself.
const ASKED: usize = 60;
/// The same for a translation: there are fewer articles it could be taken for.
const ASKED_TRANSLATED: usize = 40;
/// A year, leap years too: the law changes with every budget.
const REVIEW_DAYS: i32 = 366;
/// So many days before articles expire, it is told.
const SOON: i32 = 30;

/// All such diagnostics, in the order of the articles. Nothing here is an error: every article stays in use.
pub fn check(collection: &Collection, today: Date) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let slugs: HashSet<&str> = collection.articles.iter().map(|article| article.slug.as_str()).collect();
    for article in &collection.articles {
        dead_links(article, &slugs, &mut diagnostics);
        if let Some(by) = article.review_by.filter(|_| article.expired(today)) {
            diagnostics.push(Diagnostic::warning(
                &article.file,
                by.line,
                format!("`review_by` passed on {}: the desk no longer sends this article by itself", by.date),
                "read it again, then set `reviewed_on` and `review_by`",
            ));
        }
        former_slug_in_use(article, &collection.articles, &mut diagnostics);
        empty_urgent_phrases(article, &mut diagnostics);
        if article.rests_on_facts() {
            rules(article, today, &mut diagnostics);
        }
    }
    hard_on_average(collection, &mut diagnostics);
    old_addresses(collection, today, &mut diagnostics);
    expire_together(collection, today, &mut diagnostics);
    foundations::check(collection, &mut diagnostics);
    values::check(collection, today, &mut diagnostics);
    phrasings::check(collection, &mut diagnostics);
    messages::check(collection, &mut diagnostics);
    translations::check(collection, &mut diagnostics);
    diagnostics
}

/// What experts have written from cases, as it lies in these folders: links that lead neither to an article nor to each
/// other.
pub fn check_copies(collection: &Collection, folders: &[PathBuf]) -> Vec<Diagnostic> {
    let files = folders.iter().flat_map(|folder| WalkDir::new(folder).sort_by_file_name()).flatten();
    let files = files.filter(|file| file.path().extension().is_some_and(|end| end == "md"));
    let copies: Vec<Article> = files
        .filter_map(|file| article::parse(file.path(), &std::fs::read_to_string(file.path()).ok()?).0)
        .collect();
    let slugs = collection.articles.iter().chain(&copies).map(|article| article.slug.as_str()).collect();
    let mut diagnostics = Vec::new();
    for copy in &copies {
        dead_links(copy, &slugs, &mut diagnostics);
    }
    diagnostics
}

/// Articles that fall silent on one of the next days, by day.
fn expire_together(collection: &Collection, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
    for by in collection.articles.iter().filter_map(|article| article.review_by) {
        *by_day.entry(by.date).or_default() += 1;
    }
    for (day, count) in by_day {
        let left = (day - today).get_days();
        if (0..=SOON).contains(&left) {
            diagnostics.push(Diagnostic::warning(
                collection.source.folder(),
                None,
                format!("{count} of {} articles expire on {day}, in {left} days", collection.articles.len()),
                "read them again and set `review_by` and `law_checked`, or let two experts renew them with `!riconferma` and `!approva`",
            ));
        }
    }
}

/// Addresses that nobody has looked at for a year.
fn old_addresses(collection: &Collection, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let addresses = &collection.addresses;
    for address in addresses.all.iter().filter(|address| (today - address.checked).get_days() > REVIEW_DAYS) {
        diagnostics.push(Diagnostic::warning(
            &addresses.file,
            None,
            format!("nobody has looked at the address `{}` since {}", address.key, address.checked),
            "see whether it still leads there, and set `checked`",
        ));
    }
}

fn dead_links(article: &Article, slugs: &HashSet<&str>, diagnostics: &mut Vec<Diagnostic>) {
    for (destination, range) in links::destinations(&article.body) {
        if linked_slug(&destination).is_some_and(|slug| !slugs.contains(slug)) {
            let line = article.body_line - 1 + line_of(article.body.as_bytes(), range.start);
            diagnostics.push(Diagnostic::warning(
                &article.file,
                line,
                format!("the link to `{destination}` leads to no article"),
                "link to the slug of an article, or to a full address",
            ));
        }
    }
}

/// A slug that an article had before and another has or had, too: nobody could tell which is meant.
fn former_slug_in_use(article: &Article, all: &[Article], diagnostics: &mut Vec<Diagnostic>) {
    for former in &article.formerly {
        let is_own = |other: &Article| other.slug == article.slug && other.slug != *former;
        if let Some(other) = all.iter().find(|other| other.is_called(former) && !is_own(other)) {
            diagnostics.push(Diagnostic::warning(
                &article.file,
                article.line("formerly"),
                format!("`{former}` is or was the slug of {}, too", other.file.display()),
                "leave it to one of the two",
            ));
        }
    }
}

fn empty_urgent_phrases(article: &Article, diagnostics: &mut Vec<Diagnostic>) {
    let analyzer = Analyzer::new(TextLanguage::of(&article.lang));
    let phrases = article.urgent.iter().flat_map(|rule| &rule.asked);
    for phrase in phrases.filter(|phrase| analyzer.words(&phrase.text).is_empty()) {
        diagnostics.push(Diagnostic::warning(
            phrase.file.as_ref(),
            phrase.line,
            format!("the urgent phrase \"{}\" holds no content word and is never met", phrase.text),
            "add the words that make it urgent",
        ));
    }
}

/// What is asked of an article that rests on facts.
fn rules(article: &Article, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    dates(article, today, diagnostics);
    let counts = Counts::of(&article.body);
    if !WORDS.contains(&counts.words) {
        diagnostics.push(Diagnostic::warning(
            &article.file,
            article.body_line,
            format!("the text has {} words, not {} to {}", counts.words, WORDS.start(), WORDS.end()),
            if counts.words < *WORDS.start() {
                "say more, or join it with another"
            } else {
                "shorten or divide it"
            },
        ));
    }
    if let Some(index) = italian_index(article).filter(|index| *index < EASY) {
        diagnostics.push(Diagnostic::warning(
            &article.file,
            article.body_line,
            format!("the text is hard to read: its Gulpease index is {}, below {EASY}", tenth(index)),
            "use shorter sentences and shorter words",
        ));
    }
    let wanted = if article.translates.is_some() { ASKED_TRANSLATED } else { ASKED };
    if article.asked.len() < wanted {
        diagnostics.push(Diagnostic::warning(
            article.asked.first().map_or(article.file.as_path(), |phrasing| &phrasing.file),
            None,
            format!(
                "there are {} ways of asking in its `.asked.txt`, fewer than {wanted}",
                article.asked.len()
            ),
            "add the words people use, one way of asking a line",
        ));
    }
}

fn dates(article: &Article, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let mut tell = |key: &str, problem: String, remedy: &str| {
        diagnostics.push(Diagnostic::warning(&article.file, article.line(key), problem, remedy));
    };
    for (key, missing) in [
        ("reviewed_on", article.reviewed_on.is_none()),
        ("law_checked", article.law_checked.is_none()),
        ("review_by", article.review_by.is_none()),
    ] {
        if missing {
            tell(key, format!("the key `{key}` is missing"), &format!("add `{key} = ` and a day"));
        }
    }
    let Some(on) = article.reviewed_on else {
        return;
    };
    if article.law_checked.is_some_and(|checked| checked > today) {
        tell(
            "law_checked",
            "`law_checked` is in the future".to_owned(),
            "set the day up to which it was checked",
        );
    }
    if on > today {
        tell("reviewed_on", format!("`reviewed_on` is in the future: {on}"), "set the day it was read");
    }
    let Some(by) = article.review_by.map(|by| by.date) else {
        return;
    };
    let days = (by - on).get_days();
    if days < 0 {
        tell("review_by", format!("`review_by` {by} is before `reviewed_on` {on}"), "correct one of the two");
    } else if days > REVIEW_DAYS {
        tell(
            "review_by",
            format!("`review_by` is {days} days after `reviewed_on`, more than {REVIEW_DAYS}"),
            "let somebody read it again within a year",
        );
    }
}

/// How easy an Italian article that rests on facts is to read; the index means nothing in other languages.
fn italian_index(article: &Article) -> Option<f64> {
    let measured = article.rests_on_facts() && TextLanguage::of(&article.lang) == TextLanguage::Italian;
    if measured { Counts::of(&article.body).gulpease() } else { None }
}

/// Single articles may be a little harder than all of them together.
fn hard_on_average(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    let (mut sum, mut articles) = (0.0, 0.0);
    for index in collection.articles.iter().filter_map(italian_index) {
        sum += index;
        articles += 1.0;
    }
    let average: f64 = sum / articles;
    if average < EASY_ON_AVERAGE {
        diagnostics.push(Diagnostic::warning(
            collection.source.folder(),
            None,
            format!(
                "the Italian articles are hard to read: their Gulpease index is {} on average, below {EASY_ON_AVERAGE}",
                tenth(average)
            ),
            "use shorter sentences and shorter words, in the hardest articles first",
        ));
    }
}

/// Rounded down, so that an index just below a limit is not told as the limit.
fn tenth(index: f64) -> String {
    format!("{:.1}", (index * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs, path::Path};

    use jiff::civil::date;

    use super::*;
    use crate::articles::{
        article::{self, Phrasing},
        collection::{self, Scoped},
    };

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
    fn a_slug_of_before_belongs_to_one_article() {
        let collection = Collection {
            articles: vec![
                article("uno", "formerly = [\"uno-2025\", \"due\", \"tre-2025\"]", "Testo."),
                article("due", "", "Testo."),
                article("tre", "formerly = [\"tre-2025\"]", "Testo."),
                article("quattro", "formerly = [\"quattro\"]", "Testo."),
            ],
            ..Collection::default()
        };
        let remedy = "leave it to one of the two";
        assert_eq!(
            told(&collection),
            [
                format!("uno.md:5: warning: `due` is or was the slug of due.md, too: {remedy}"),
                format!("uno.md:5: warning: `tre-2025` is or was the slug of tre.md, too: {remedy}"),
                format!("tre.md:5: warning: `tre-2025` is or was the slug of uno.md, too: {remedy}"),
                format!("quattro.md:5: warning: `quattro` is or was the slug of quattro.md, too: {remedy}"),
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
              it again, then set `reviewed_on` and `review_by`",
                "knowledge: warning: 1 of 2 articles expire on 2026-11-23, in 0 days: read them again and set `review_by` and \
              `law_checked`, or let two experts renew them with `!riconferma` and `!approva`"
            ]
        );
    }

    #[test]
    fn one_way_of_asking_leads_to_one_place() {
        let uno = article("uno", "questions = [\"Quanto dura?\"]", "Testo.");
        let outside = Phrasing { file: Path::new("outside.txt").into(), ..uno.questions[0].clone() };
        let collection = Collection {
            articles: vec![uno, article("due", "questions = [\"come?\", \"quanto dura\"]", "Testo.")],
            outside: vec![Scoped { lang: None, line: outside }],
            ..Collection::default()
        };
        assert_eq!(
            told(&collection),
            [
                "due.md:5: warning: \"quanto dura\" is also a way of asking for `uno` (uno.md:5): keep it where it belongs, \
                 or make the two differ",
                "outside.txt:5: warning: \"Quanto dura?\" is also a way of asking for `uno` (uno.md:5): a question is either \
                 ours or outside: remove one of the two",
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

    /// The files of a small collection that keeps all rules, by their names.
    fn good() -> BTreeMap<String, String> {
        let body = "Hai cinque mesi di congedo. Li paga l'INPS.\n\nVedi [anche](altro).\n\n".repeat(7);
        let article = |slug: &str, facts: &str| {
            format!(
                "+++\nslug = \"{slug}\"\ntitle = \"T\"\nlang = \"it\"\narea = \"a\"\naudience = \"worker\"\n\
                 law = [\"D.Lgs. 151/2001, art. 16\", \"Codice civile, art. 2963\"]\nfacts = [{facts}]\n\
                 reviewed_on = 2026-11-22\nlaw_checked = 2026-04-30\nreview_by = 2027-11-22\nhandling = \"auto\"\n+++\n{body}"
            )
        };
        let asked = |of: &str| (1..=60).map(|n| format!("{of} {n}")).collect::<Vec<_>>().join("\n") + "\n";
        let topic = |slug: &str, facts: &str| {
            format!("[[topic]]\nslug = \"{slug}\"\narea = \"a\"\naudience = \"worker\"\nfacts = [{facts}]\n")
        };
        let fact = |id: &str, confidence: &str| {
            format!(
                "[[fact]]\nid = \"{id}\"\nstatement = \"Il congedo dura 5 mesi.\"\nlaw = \"D.Lgs. 151/2001\"\nsource = \"INPS\"\n\
                 checked = \"2026-04-30\"\nconfidence = \"{confidence}\"\nsince = \"\"\n"
            )
        };
        let files = [
            ("it/uno.md", article("uno", "\"sure\", \"vague\"")),
            ("it/uno.asked.txt", asked("il congedo numero")),
            ("it/altro.md", article("altro", "\"sure\"")),
            ("it/altro.asked.txt", asked("il nido numero")),
            ("it/outside.txt", "che tempo fa domani?\n".to_owned()),
            ("it/topics.toml", [topic("uno", "\"vague\", \"sure\""), topic("altro", "\"sure\"")].concat()),
            ("facts.toml", [fact("sure", "verified"), fact("vague", "unsure")].concat()),
        ];
        files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
    }

    /// What the check of these files says, with paths as from inside their folder.
    fn told_of(files: &BTreeMap<String, String>) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (collection, mut diagnostics) = collection::load(dir.path());
        diagnostics.extend(check(&collection, date(2026, 11, 23)));
        let folder = dir.path().display().to_string();
        let inside = |diagnostic: &Diagnostic| {
            diagnostic.to_string().replace(&format!("{folder}/"), "").replace(&folder, "collection")
        };
        diagnostics.iter().map(inside).collect()
    }

    /// The one thing told when one text of one file is another.
    fn changed(name: &str, from: &str, to: &str) -> String {
        let mut files = good();
        let text = files.get_mut(name).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        *text = text.replace(from, to);
        let told = told_of(&files);
        assert_eq!(told.len(), 1, "{name} with {to}: {told:#?}");
        told[0].clone()
    }

    #[test]
    fn a_collection_that_keeps_all_rules_is_not_told_of() {
        assert_eq!(told_of(&good()), Vec::<String>::new());
    }

    #[test]
    fn the_articles_are_those_of_the_register() {
        assert_eq!(
            changed(
                "it/topics.toml",
                "[[topic]]\nslug = \"uno\"",
                "[[topic]]\nslug = \"tre\"\narea = \"a\"\n\
                audience = \"both\"\nfacts = []\n[[topic]]\nslug = \"uno\""
            ),
            "it/topics.toml:2: warning: there is no article `tre`: write it, or remove it from the register"
        );
        let mut files = good();
        files.remove("it/uno.md");
        files.remove("it/uno.asked.txt");
        assert_eq!(
            told_of(&files),
            [
                "it/topics.toml:2: warning: there is no article `uno`: write it, or remove it from the register"
            ]
        );
        let mut files = good();
        let topics = files.get_mut("it/topics.toml").unwrap();
        topics.truncate(topics.rfind("[[topic]]").unwrap());
        assert_eq!(
            told_of(&files),
            [
                "it/altro.md:2: warning: the article `altro` is not in the register: add it to `topics.toml`, or \
                 remove its file"
            ]
        );
        let correct = "correct the article or `topics.toml`";
        assert_eq!(
            changed("it/uno.md", "area = \"a\"", "area = \"b\""),
            format!("it/uno.md:5: warning: the area is `b`, registered is `a`: {correct}")
        );
        assert_eq!(
            changed("it/uno.md", "\"worker\"", "\"both\""),
            format!("it/uno.md:6: warning: the audience is `both`, registered is `worker`: {correct}")
        );
        assert_eq!(
            changed("it/altro.md", "\"sure\"", "\"vague\", \"sure\""),
            format!(
                "it/altro.md:8: warning: the facts are not those of the register: `vague` is not registered: {correct}"
            )
        );
        assert_eq!(
            changed("it/uno.md", "facts = [\"sure\", \"vague\"]\n", ""),
            format!(
                "it/uno.md:1: warning: the facts are not those of the register: `sure` is missing, `vague` is \
                 missing: {correct}"
            )
        );
    }

    #[test]
    fn facts_are_known_and_carry_the_law() {
        let mut files = good();
        for name in ["it/altro.md", "it/topics.toml"] {
            let text = files.get_mut(name).unwrap();
            *text = text.replace("facts = [\"sure\"]", "facts = [\"shure\"]");
        }
        assert_eq!(
            told_of(&files),
            ["it/altro.md:8: warning: there is no fact `shure`: correct its name, or add it to `facts.toml`"]
        );
        assert_eq!(
            changed("it/uno.md", "D.Lgs. 151/2001, art. 16", "D.Lgs. 151/2001, INPS, circolare 106/2022"),
            "it/uno.md:7: warning: `law` cites 106/2022, but none of the facts does: cite what the facts rest on, or \
             add the fact that rests on this act"
        );
        let mut files = good();
        let facts = files.get_mut("facts.toml").unwrap();
        *facts = facts.replace("unsure", "known").replace("verified", "unsure");
        assert_eq!(
            told_of(&files),
            [
                "it/altro.md:12: warning: all its facts are unsure, and the desk sends it by itself: write `handling = \
                 \"with-human\"`"
            ]
        );
        let altro = files.get_mut("it/altro.md").unwrap();
        *altro = altro.replace("\"auto\"", "\"with-human\"");
        assert_eq!(told_of(&files), Vec::<String>::new());
    }

    #[test]
    fn articles_say_what_their_facts_say() {
        let mut files = good();
        let facts = files.get_mut("facts.toml").unwrap();
        *facts = facts.replace("5 mesi", "6 mesi");
        let remedy = "correct the article or the `statement` in `facts.toml`, or name the fact that says it";
        assert_eq!(
            told_of(&files),
            [
                format!("it/altro.md:14: warning: \"5 mesi\" is said by none of its facts: {remedy}"),
                format!("it/uno.md:14: warning: \"5 mesi\" is said by none of its facts: {remedy}")
            ]
        );
    }

    #[test]
    fn who_rests_on_a_fact_that_has_changed_is_read_again() {
        let vague = |more: &str| {
            let mut files = good();
            let facts = files.get_mut("facts.toml").unwrap();
            *facts = format!("{facts}{more}\n");
            told_of(&files)
        };
        assert_eq!(vague("changed = \"2026-11-22\""), Vec::<String>::new());
        assert_eq!(
            vague("changed = \"2026-11-23\""),
            [
                "it/uno.md:9: warning: the fact `vague` has changed on 2026-11-23, after somebody has read this article: read \
              it again with the fact beside it, then set `reviewed_on`"
            ]
        );
    }

    #[test]
    fn amounts_that_end_are_told_ahead() {
        let vague = |until: &str| {
            let mut files = good();
            for file in ["it/uno.md", "it/altro.md"] {
                let article = files.get_mut(file).unwrap();
                *article = article.replace("review_by = 2027-11-22", "review_by = 2027-01-15");
            }
            let facts = files.get_mut("facts.toml").unwrap();
            *facts = format!("{facts}valid_until = \"{until}\"\n");
            told_of(&files)
        };
        let remedy = "write the new amounts, `changed` and `valid_until`, then read the articles again";
        assert_eq!(vague("2027-01-15"), Vec::<String>::new());
        assert_eq!(
            vague("2026-12-23"),
            [
                "it/uno.md:11: warning: `review_by` is 2027-01-15, but the amounts of the fact `vague` hold until \
                 2026-12-23: let somebody read it again by then"
                    .to_owned(),
                format!(
                    "facts.toml:10: warning: the amounts of `vague` hold until 2026-12-23; they are said by `uno`: {remedy}"
                )
            ]
        );
        assert_eq!(
            vague("2026-11-22")[1],
            format!(
                "facts.toml:10: warning: the amounts of `vague` held until 2026-11-22; they are said by `uno`: {remedy}"
            )
        );
    }

    #[test]
    fn a_broken_register_blames_no_article() {
        assert!(
            changed("facts.toml", "since", "from")
                .starts_with("facts.toml:8: error: the register cannot be read")
        );
        assert!(
            changed("it/topics.toml", "area", "field").starts_with("it/topics.toml:3: error: the register")
        );
    }

    #[test]
    fn somebody_reads_an_article_again_within_a_year() {
        let change = |from, to| changed("it/uno.md", from, to);
        assert_eq!(
            change("reviewed_on = 2026-11-22\n", ""),
            "it/uno.md:1: warning: the key `reviewed_on` is missing: add `reviewed_on = ` and a day"
        );
        assert_eq!(
            change("review_by = 2027-11-22\n", ""),
            "it/uno.md:1: warning: the key `review_by` is missing: add `review_by = ` and a day"
        );
        assert_eq!(
            change("on = 2026-11-22", "on = 2026-11-24"),
            "it/uno.md:9: warning: `reviewed_on` is in the future: 2026-11-24: set the day it was read"
        );
        assert_eq!(
            change("by = 2027-11-22", "by = 2027-11-24"),
            "it/uno.md:11: warning: `review_by` is 367 days after `reviewed_on`, more than 366: let somebody read it \
             again within a year"
        );
        let mut files = good();
        let text = files.get_mut("it/uno.md").unwrap();
        *text = text.replace("by = 2027-11-22", "by = 2026-11-21");
        assert_eq!(
            told_of(&files)[1],
            "it/uno.md:11: warning: `review_by` 2026-11-21 is before `reviewed_on` 2026-11-22: correct one of the two"
        );
    }

    #[test]
    fn an_article_is_as_long_as_an_answer() {
        let body = "Hai cinque mesi di congedo. Li paga l'INPS.";
        assert_eq!(
            changed("it/uno.md", body, "Hai cinque mesi."),
            "it/uno.md:14: warning: the text has 35 words, not 60 to 220: say more, or join it with another"
        );
        assert_eq!(
            changed("it/uno.md", body, &format!("{body} {body} {body} {body}")),
            "it/uno.md:14: warning: the text has 238 words, not 60 to 220: shorten or divide it"
        );
    }

    #[test]
    fn a_text_is_easy_to_read() {
        let easy = "Hai cinque mesi di congedo. Li paga l'INPS.";
        let hard = "L'astensione obbligatoria presuppone una certificazione sanitaria dell'amministrazione \
            competente, previa comunicazione preventiva indirizzata al datore di lavoro interessato";
        assert_eq!(
            changed("it/uno.md", easy, hard),
            "it/uno.md:14: warning: the text is hard to read: its Gulpease index is 34.2, below 50: use shorter \
             sentences and shorter words"
        );
        let mut files = good();
        for name in ["it/uno.md", "it/altro.md"] {
            let text = files.get_mut(name).unwrap();
            *text =
                text.replace(easy, "La domanda di congedo parentale si presenta esclusivamente online con i documenti del bambino e \
                 con il certificato della dottoressa prima della partenza.");
        }
        assert_eq!(
            told_of(&files),
            [
                "collection: warning: the Italian articles are hard to read: their Gulpease index is 57.4 on average, \
                 below 60: use shorter sentences and shorter words, in the hardest articles first"
            ]
        );
    }

    #[test]
    fn people_ask_in_sixty_ways() {
        assert_eq!(
            changed("it/uno.asked.txt", "il congedo numero 60\n", ""),
            "it/uno.asked.txt: warning: there are 59 ways of asking in its `.asked.txt`, fewer than 60: add the words \
             people use, one way of asking a line"
        );
    }

    #[test]
    fn the_same_words_in_another_order_are_nearly_the_same_way() {
        assert_eq!(
            changed("it/uno.asked.txt", "il congedo numero 7\n", "numero 7, ma del nido?\n"),
            "it/uno.asked.txt:7: warning: \"numero 7, ma del nido?\" is nearly \"il nido numero 7\", a way of asking for \
             `altro` (it/altro.asked.txt:7): keep it where it belongs, or make the two differ"
        );
        assert_eq!(
            changed("it/outside.txt", "che tempo fa domani?", "numero 7 nido"),
            "it/outside.txt:1: warning: \"numero 7 nido\" is nearly \"il nido numero 7\", a way of asking for `altro` \
             (it/altro.asked.txt:7): a question is either ours or outside: remove one of the two"
        );
    }

    #[test]
    fn a_list_says_everything_once() {
        assert_eq!(
            changed(
                "it/uno.asked.txt",
                "il congedo numero 7\n",
                "il congedo numero 7\nIl congedo, numero 7?\n"
            ),
            "it/uno.asked.txt:8: warning: \"Il congedo, numero 7?\" is already on line 7: remove one of the two"
        );
        assert_eq!(
            changed("it/outside.txt", "che tempo", "Che tempo fa domani\n# ancora\nche tempo"),
            "it/outside.txt:3: warning: \"che tempo fa domani?\" is already on line 1: remove one of the two"
        );
    }

    #[test]
    fn a_draft_that_rests_on_nothing_is_left_alone() {
        let mut files = good();
        let draft = "+++\nslug = \"bozza\"\ntitle = \"T\"\nlang = \"it\"\nlaw = [\"L. 1/1900\"]\n\
            reviewed_on = 2030-01-01\nquestions = [\"numero 7 nido\", \"nuovo?\", \"nuovo\"]\n+++\nForse.\n";
        files.insert("it/bozza.md".to_owned(), draft.to_owned());
        assert_eq!(told_of(&files), Vec::<String>::new());
    }
}
