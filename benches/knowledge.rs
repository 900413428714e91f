//! How long the articles take to be loaded, and a question to be decided.
//!
//! Compared with what a start and a message may wait for; the aim, which is stricter, stands beside. The articles are
//! those of this repository, then 10,000 made of their words: with three ways of asking each, and with the same questions
//! outside. All are asked the same: every way of asking of this repository, each with one slip of the finger.

mod support;

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::civil::{Date, date};
use knowledge::{Article, Collection, Knowledge, Query, articles::collection, text::typo::with_typo};
use support::{Figures, median};
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 24);
const LANG: &str = "it";
const MANY: usize = 10_000;
/// Questions decided before any is timed.
const WARM_UP: usize = 300;

/// What a figure is compared with.
struct Bound {
    told: &'static str,
    most: Duration,
    aim: &'static str,
}

impl Bound {
    const NOTHING: Self = Self { told: "< 5 s", most: Duration::from_secs(5), aim: "2 s" };
    const CACHE: Self = Self { told: "< 200 ms", most: Duration::from_millis(200), aim: "100 ms" };
    const FEW: Self = Self { told: "< 2 ms", most: Duration::from_millis(2), aim: "0.5 ms" };
    const MANY: Self = Self { told: "< 10 ms", most: Duration::from_millis(10), aim: "2 ms" };

    fn add(&self, figures: &mut Figures, what: &str, took: Duration) {
        let name = format!("{what} (aim {})", self.aim);
        figures.add(&name, self.told, format!("{took:.3?}"), took < self.most);
    }
}

fn main() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let (collection, _) = collection::load(&folder);
    let questions = questions(&collection);
    let mut figures = Figures::default();

    let knowledge = load(&folder, &mut figures);
    let articles = format!("{} articles", collection.articles.len());
    decide(&knowledge, &questions, &articles, &Bound::FEW, &mut figures);
    drop(knowledge);

    let many = generated(&collection, &folder);
    let (knowledge, took) = timed(|| open(many.path(), None));
    assert_eq!(knowledge.articles().count(), MANY);
    figures.add(&format!("{MANY} articles: loaded from nothing"), "-", format!("{took:.3?}"), true);
    decide(&knowledge, &questions, &format!("{MANY} articles"), &Bound::MANY, &mut figures);
    figures.print();
}

/// Every way of asking, with a slip.
fn questions(collection: &Collection) -> Vec<String> {
    let phrasings = collection.articles.iter().flat_map(Article::phrasings);
    (0..).zip(phrasings).map(|(seed, phrasing)| with_typo(&phrasing.text, seed)).collect()
}

fn load(folder: &Path, figures: &mut Figures) -> Knowledge {
    let again = |times: usize, cache: Option<&Path>| {
        let times: Vec<Duration> = (0..times).map(|_| timed(|| open(folder, cache)).1).collect();
        median(&times)
    };
    Bound::NOTHING.add(figures, "loaded from nothing: median of 3", again(3, None));
    let cache = TempDir::new().expect("a temporary folder");
    // Once to fill the cache.
    let knowledge = open(folder, Some(cache.path()));
    Bound::CACHE.add(figures, "loaded from the cache: median of 11", again(11, Some(cache.path())));
    knowledge
}

fn open(folder: &Path, cache: Option<&Path>) -> Knowledge {
    Knowledge::load(folder, cache).expect("an index").0
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = black_box(work());
    (done, start.elapsed())
}

fn decide(knowledge: &Knowledge, questions: &[String], whose: &str, bound: &Bound, figures: &mut Figures) {
    let decide = |question: &String| knowledge.decide(&Query::new(black_box(question), LANG), TODAY);
    for question in questions.iter().take(WARM_UP) {
        black_box(decide(question));
    }
    let mut times: Vec<Duration> = questions.iter().map(|question| timed(|| decide(question)).1).collect();
    times.sort();
    let hundredth = times[times.len() * 99 / 100];
    let of = format!("{whose}, {} questions: decided", questions.len());
    figures.add(&format!("{of}, median"), "-", format!("{:.3?}", median(&times)), true);
    bound.add(figures, &format!("{of}, p99"), hundredth);
}

/// A folder of as many articles as a large organisation might have, all of whose words occur in ours as often as here.
fn generated(collection: &Collection, folder: &Path) -> TempDir {
    let many = TempDir::new().expect("a temporary folder");
    let home = many.path().join(LANG);
    fs::create_dir(&home).expect("a folder");
    for asides in ["outside.txt", "chat.txt"] {
        fs::copy(folder.join(LANG).join(asides), home.join(asides)).expect("the repository has it");
    }
    let said = collection.articles.iter().flat_map(|article| {
        article
            .phrasings()
            .map(|phrasing| phrasing.text.as_ref())
            .chain([article.title.as_str(), article.body.as_str()])
    });
    let mut urn = Urn { words: said.flat_map(words).collect(), state: 0x9e37_79b9_7f4a_7c15 };
    for place in 0..MANY {
        let file = home.join(format!("articolo-{place}.md"));
        fs::write(file, article(place, &mut urn)).expect("room for it");
    }
    many
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn article(place: usize, urn: &mut Urn) -> String {
    let (title, body) = (urn.draw(6), urn.draw(40));
    let phrasings: Vec<String> = (0..3).map(|_| format!("\"{}?\"", urn.draw(9))).collect();
    format!(
        "+++\nslug = \"articolo-{place}\"\ntitle = \"{title}\"\nlang = \"{LANG}\"\nquestions = [{}]\n+++\n{body}.\n",
        phrasings.join(", ")
    )
}

/// Words to draw from, always the same ones in the same order (xorshift).
struct Urn<'a> {
    words: Vec<&'a str>,
    state: u64,
}

impl<'a> Urn<'a> {
    fn draw(&mut self, count: usize) -> String {
        let drawn: Vec<&'a str> = (0..count).map(|_| self.one()).collect();
        drawn.join(" ")
    }

    fn one(&mut self) -> &'a str {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let place = self.state % self.words.len() as u64;
        self.words[usize::try_from(place).expect("less than a usize")]
    }
}
