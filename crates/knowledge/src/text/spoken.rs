//! Which language a message is written in, where that is beyond doubt.
//!
//! Scripts tell many. Of the languages of the desk in Latin letters a model learns from the phrases of the table of danger
//! and from the ways of asking for our own articles; others are known by [whatlang](https://docs.rs/whatlang). A library that
//! knows all as well (lingua) has models of 50 MB.

use std::sync::{Arc, Mutex};

use domain::language::{Language, Written};
use serde::{Deserialize, Serialize};
use whatlang::Lang;

use super::{
    numbered::number,
    words::{pieces, text as join, words},
};
use crate::{
    articles::files,
    danger::table::Table,
    model::{
        cache::{self, Cache, Learned},
        linear::{Linear, Term, distinct},
    },
};

/// Fewer letters of the Latin alphabet say too little: "ok", "hola", "merci" are everybody's.
const LEAST_LETTERS: usize = 7;
/// From this probability on (0 to 1) a language other than Italian is believed.
const SURE: f64 = 0.9;
/// From this one on it is none that the desk does not speak.
const CERTAIN: f64 = 0.99;
/// Small words of Russian that are none of Ukrainian.
const RUSSIAN: [&str; 16] = [
    "что",
    "как",
    "когда",
    "где",
    "кто",
    "если",
    "или",
    "мне",
    "меня",
    "нет",
    "есть",
    "это",
    "нужно",
    "после",
    "сколько",
    "больше",
];
/// From this share of a message's letters on, a script decides.
const MOST: f64 = 0.3;
/// Lengths of the pieces of words that tell a language, with a blank at either end of the word.
const PIECES: std::ops::RangeInclusive<usize> = 1..=4;
/// Those of the desk's languages that are written in Latin letters.
const LATIN: [Language; 7] =
    [Language::It, Language::En, Language::Es, Language::Ro, Language::Fr, Language::Sq, Language::Tl];
/// The name of the model among those that are kept between starts.
const NAME: &str = "spoken";
/// Raised when other things are learned from the same lines: a test with a few lines tells.
const VERSION: u32 = 2;

static LEARNED: Learned<Identifier> = Mutex::new(None);

/// Tells languages apart.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Identifier(Linear);

impl Identifier {
    /// Learns, unless it is known what there is to learn.
    pub fn learned(table: &Table, cache: Option<Cache<'_>>) -> Arc<Self> {
        let class = |language: Language| LATIN.iter().position(|latin| *latin == language);
        let phrases = table.languages().filter_map(|(language, line)| Some((line, class(language)?)));
        let lines: Vec<(&str, usize)> =
            phrases.chain(files::asked(|name| name != "chat.txt").map(|line| (line, 0))).collect();
        let taught = lines.iter().flat_map(|(line, class)| [*line, LATIN[*class].code()]);
        let key = Cache::key(NAME, VERSION, taught);
        cache::learned(&LEARNED, NAME, key, cache, || Self::train(&lines))
    }

    /// Each line with the place of its language in [`LATIN`].
    fn train(lines: &[(&str, usize)]) -> Self {
        Self(Linear::train(lines, |line| said(line), LATIN.len()))
    }

    /// The language of a message; `None` where nobody could be sure.
    pub fn written(&self, text: &str) -> Option<Written> {
        if let Some((code, speak)) = by_script(text) {
            return Some(Written { code: code.to_owned(), speak });
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let several_words =
            text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() > 1;
        if letters < LEAST_LETTERS || !several_words {
            return None;
        }
        let shares = self.0.of(&said(text));
        let likeliest = (0..LATIN.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]))?;
        let (language, share) = (LATIN[likeliest], shares[likeliest].exp());
        if share < CERTAIN
            && let Some(other) = whatlang::detect(text).filter(whatlang::Info::is_reliable)
            && let Some(other) = of_others(other.lang())
        {
            return Some(other);
        }
        (language == Language::It || share >= SURE).then(|| language.into())
    }
}

/// What a message is made of, for languages: its words and pieces of them.
fn said(message: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for word in words(message) {
        terms.push((number(b'w', &[join(&word).as_bytes()]), 1.0));
        terms.extend(pieces(&word, PIECES).map(|piece| (number(b'c', &[piece.as_bytes()]), 0.6)));
    }
    distinct(terms)
}

/// A language that the desk does not speak, and the one of its own that whoever writes it reads.
fn of_others(lang: Lang) -> Option<Written> {
    let (code, speak) = match lang {
        Lang::Por => ("pt", Language::Es),
        Lang::Deu => ("de", Language::En),
        Lang::Pol => ("pl", Language::En),
        Lang::Tur => ("tr", Language::En),
        Lang::Nld => ("nl", Language::En),
        Lang::Hun => ("hu", Language::En),
        _ => return None,
    };
    Some(Written { code: code.to_owned(), speak })
}

/// Scripts that tell the language, with the letters that only one of its languages has.
fn by_script(text: &str) -> Option<(&'static str, Language)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    #[allow(clippy::cast_precision_loss)] // letters of one message
    let share = |of: &dyn Fn(char) -> bool| {
        letters.iter().filter(|&&c| of(c)).count() as f64 / letters.len().max(1) as f64
    };
    let has = |these: &str| text.contains(|c| these.contains(c));
    if share(&|c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFF}'))
        >= MOST
    {
        // Letters that Arabic has not.
        return Some(match () {
            () if has("ٹڈڑںے") => ("ur", Language::En),
            () if has("پچژگ") => ("fa", Language::En),
            () => ("ar", Language::Ar),
        });
    }
    if share(&|c| matches!(c, '\u{400}'..='\u{52F}')) >= MOST {
        // Each has letters and small words of its own. Whoever writes Russian reads Ukrainian.
        let russian =
            || has("ыэъёЫЭЪЁ") || words(text).iter().any(|word| RUSSIAN.contains(&join(word).as_str()));
        let ukrainian = has("іїєґІЇЄҐ") || !russian();
        return Some((if ukrainian { "uk" } else { "ru" }, Language::Uk));
    }
    if share(&|c| matches!(c, '\u{3040}'..='\u{30FF}')) > 0.0 {
        return Some(("ja", Language::En));
    }
    if share(&|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')) >= MOST {
        return Some(("zh", Language::Zh));
    }
    let others: [(&str, char, char); 11] = [
        ("bn", '\u{980}', '\u{9FF}'),
        ("hi", '\u{900}', '\u{97F}'),
        ("pa", '\u{A00}', '\u{A7F}'),
        ("ta", '\u{B80}', '\u{BFF}'),
        ("si", '\u{D80}', '\u{DFF}'),
        ("th", '\u{E00}', '\u{E7F}'),
        ("ka", '\u{10A0}', '\u{10FF}'),
        ("am", '\u{1200}', '\u{137F}'),
        ("el", '\u{370}', '\u{3FF}'),
        ("he", '\u{590}', '\u{5FF}'),
        ("ko", '\u{AC00}', '\u{D7AF}'),
    ];
    others
        .into_iter()
        .find(|(_, from, to)| share(&|c| (*from..=*to).contains(&c)) >= MOST)
        .map(|(code, ..)| (code, Language::En))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, sync::LazyLock};

    use super::*;
    use crate::{articles::files::ArticleSource, danger, model::cache::fingerprint};

    static IDENTIFIER: LazyLock<Arc<Identifier>> =
        LazyLock::new(|| Identifier::learned(&danger::table(&ArticleSource::Ours), None));

    fn written(text: &str) -> Option<Written> {
        IDENTIFIER.written(text)
    }

    fn code(text: &str) -> String {
        written(text).map_or_else(|| "?".to_owned(), |written| written.code)
    }

    #[test]
    fn who_learns_something_else_has_another_version() {
        let identifier = Identifier::train(&[
            ("quanto dura il congedo?", 0),
            ("come si chiede il bonus nido?", 0),
            ("how long is the leave?", 1),
            ("cuánto dura el permiso?", 2),
            ("combien dure le congé ?", 4),
        ]);
        assert_eq!(
            (VERSION, fingerprint(&identifier).as_str()),
            (2, "2e8b5d4f3451"),
            "the same lines teach something else: raise VERSION, and write both down here"
        );
    }

    #[test]
    fn a_language_is_known_by_its_words_or_its_letters() {
        for (text, expected) in [
            ("quante ore di allattamento ho al giorno?", "it"),
            ("xke nn mi danno il congedo se sn incinta", "it"),
            ("I am pregnant, when do I have to stop working?", "en"),
            ("estoy embarazada y mi jefe no me paga", "es"),
            ("sunt insarcinata si vreau sa stiu cand ies din munca", "ro"),
            ("je suis enceinte et je travaille dans un restaurant", "fr"),
            ("jam shtatzene dhe dua te di kur dal nga puna", "sq"),
            ("buntis po ako at gusto kong malaman ang karapatan ko", "tl"),
            ("estou grávida e não sei quando posso parar de trabalhar", "pt"),
            ("ich bin schwanger und möchte wissen, wann ich aufhören kann", "de"),
            ("я вагітна, коли мені йти у відпустку?", "uk"),
            ("я беременна, когда мне уходить в отпуск?", "ru"),
            ("我怀孕了，什么时候可以休产假", "zh"),
            ("أنا حامل متى أتوقف عن العمل", "ar"),
            ("میں حاملہ ہوں، چھٹی کب ملے گی", "ur"),
            ("আমি গর্ভবতী, কখন ছুটি পাব", "bn"),
            ("INPS 我怀孕了请问怎么办", "zh"),
            ("hola", "?"),
            ("bonus", "?"),
            ("???", "?"),
            ("", "?"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    /// Of messages that nothing has learned from, in each of the desk's languages.
    #[test]
    fn messages_are_taken_for_what_they_are_written_in() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/danger.tsv");
        let mut told: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        for line in std::fs::read_to_string(file).expect("messages").lines().skip(1) {
            let mut columns = line.split('\t');
            let (text, language) =
                (columns.next().expect("a message"), columns.next_back().expect("its language"));
            let place = match written(text) {
                None => 1,
                Some(written) if written.code == language => 0,
                Some(_) => 2,
            };
            told.entry(language.to_owned()).or_default()[place] += 1;
        }
        for (language, [right, unknown, wrong]) in &told {
            println!("{language}: {right} right, {unknown} in doubt, {wrong} wrong");
        }
        let [right, unknown, wrong] =
            told.values().fold([0, 0, 0], |all, of| [0, 1, 2].map(|place| all[place] + of[place]));
        assert!(
            wrong <= 2 && unknown <= 20 && right > 1_600,
            "{right} right, {unknown} in doubt, {wrong} wrong"
        );
    }
}
