//! The same question as others would type it: on a phone, in a hurry, politely, aloud, within a story.
//!
//! Each change is a pure function of a question and a seed. None of the words here is known to the engine from here: what
//! it makes of them is what is measured.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::text::typo::{Dice, with_typo};

/// A way in which a question may come differently.
pub(super) struct Perturbation {
    pub name: &'static str,
    /// How often each question is changed, differently each time: 1 where chance has no part.
    pub seeds: u64,
    pub change: fn(&str, u64) -> String,
}

/// All of them, in the order in which they are told.
pub(super) const ALL: [Perturbation; 22] = [
    several("one slip", |question, seed| slips(question, seed, 1)),
    several("two slips", |question, seed| slips(question, seed, 2)),
    several("three slips", |question, seed| slips(question, seed, 3)),
    once("SMS spelling", |question, _| abbreviated(question, &[SHORT])),
    once("SMS spelling, heavy", |question, _| abbreviated(question, &[SHORT, HEAVY])),
    several("greeting and thanks", greeted),
    several("greeting", |question, seed| format!("{} {question}", pick(OPENINGS, seed))),
    several("thanks", |question, seed| format!("{question} {}", pick(CLOSINGS, seed))),
    once("accents dropped", |question, _| without_accents(question, false)),
    once("accents as apostrophes", |question, _| without_accents(question, true)),
    once("apostrophes dropped", |question, _| question.replace(['\'', '’'], "")),
    once("capitals, no punctuation", |question, _| without_punctuation(question).to_uppercase()),
    several("one space missing", |question, seed| joined(question, seed, 1)),
    several("two spaces missing", |question, seed| joined(question, seed, 2)),
    once("no spaces at all", |question, _| question.split_whitespace().collect()),
    several("one word split", split),
    several("a word stretched", stretched),
    several("voice", |question, _| without_punctuation(question).to_lowercase()),
    several("voice with fillers", |question, seed| {
        filled(&without_punctuation(question).to_lowercase(), seed)
    }),
    several("story of two sentences", |question, seed| story(question, seed, 2)),
    several("story of three sentences", |question, seed| story(question, seed, 3)),
    several("story of six sentences", |question, seed| story(question, seed, 6)),
];

const SEEDS: u64 = 3;

const fn several(name: &'static str, change: fn(&str, u64) -> String) -> Perturbation {
    Perturbation { name, seeds: SEEDS, change }
}

const fn once(name: &'static str, change: fn(&str, u64) -> String) -> Perturbation {
    Perturbation { name, seeds: 1, change }
}

const OPENINGS: &[&str] = &[
    "Buongiorno,",
    "Ciao!",
    "Salve a tutti,",
    "Buongiorno avvocato,",
    "Buonasera, scusate il disturbo,",
    "Gentile sportello, buongiorno.",
    "Ciao, sono Francesca e vi scrivo da Cinisello.",
    "Buon pomeriggio, mi chiamo Giulia.",
    "Salve, avrei bisogno di un'informazione:",
    "Gentilissimi, spero di non disturbare.",
    "Buongiorno, scusi l'ora.",
    "Buonasera dottoressa, volevo chiederle una cosa.",
];
const CLOSINGS: &[&str] = &[
    "Grazie",
    "Grazie mille!",
    "Cordiali saluti",
    "Vi ringrazio per la disponibilità.",
    "Grazie in anticipo e cordiali saluti",
    "Resto in attesa di un vostro gentile riscontro.",
    "Grazie anticipatamente, buona giornata!",
    "grazie a chi mi risponde 🙏",
    "Attendo notizie, un saluto. Marta",
    "Ringrazio e saluto",
    "Distinti saluti, Elena Ferri",
    "Buon lavoro e grazie ancora.",
];
const NEUTRAL: &[&str] = &[
    "Fuori piove da tre giorni.",
    "Mia sorella dice che me la prendo troppo.",
    "Ieri sera non riuscivo a dormire.",
    "Ho letto un sacco di cose in giro e ognuno dice la sua.",
    "Non sono brava a scrivere, abbiate pazienza.",
    "È tutta la mattina che ci penso.",
    "Il telefono si sta scaricando, provo a essere breve.",
    "Nel frattempo ho preparato la cena.",
    "Una mia amica mi ha dato il vostro contatto.",
    "Il treno era pieno anche oggi.",
    "Spero di spiegarmi bene.",
    "Questa settimana è stata lunga.",
];
/// What phones make of common words.
const SHORT: &[(&str, &str)] = &[
    ("perché", "xké"),
    ("perche", "xke"),
    ("non", "nn"),
    ("comunque", "cmq"),
    ("giorni", "gg"),
    ("che", "ke"),
    ("per", "x"),
    ("sono", "sn"),
    ("quando", "qnd"),
    ("quanto", "qnt"),
    ("anche", "anke"),
    ("questo", "qst"),
    ("più", "+"),
    ("tutto", "tt"),
    ("come", "cm"),
    ("chi", "ki"),
];
const HEAVY: &[(&str, &str)] = &[
    ("lavoro", "lav."),
    ("maternità", "mat."),
    ("congedo", "cong."),
    ("parentale", "parent."),
    ("obbligatoria", "obbl."),
    ("settimane", "sett."),
    ("contratto", "contr."),
    ("domanda", "dom."),
    ("allattamento", "allatt."),
    ("permessi", "perm."),
];
const FILLERS: &[&str] = &["ehm", "cioè", "diciamo", "insomma", "allora", "praticamente", "eh"];

fn pick(from: &[&'static str], seed: u64) -> &'static str {
    Dice(seed).pick(from).copied().unwrap_or_default()
}

/// So many slips, if chance wills in one word.
fn slips(question: &str, seed: u64, times: u64) -> String {
    (0..times).fold(question.to_owned(), |question, time| with_typo(&question, seed * 7 + time))
}

fn greeted(question: &str, seed: u64) -> String {
    format!("{} {question} {}", pick(OPENINGS, seed), pick(CLOSINGS, seed ^ 0x5bd1))
}

/// Each word in its place with what surrounds it, changed where `change` knows another.
fn by_word(question: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in question.chars().chain(['\0']) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        out.push_str(&change(&word).unwrap_or_else(|| word.clone()));
        word.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn abbreviated(question: &str, lists: &[&[(&str, &str)]]) -> String {
    by_word(question, |word| {
        let small = word.to_lowercase();
        let mut pairs = lists.iter().flat_map(|list| list.iter());
        pairs.find(|(long, _)| *long == small).map(|(_, short)| (*short).to_owned())
    })
}

fn without_accents(question: &str, as_apostrophes: bool) -> String {
    by_word(question, |word| {
        let bare: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
        let last = word.chars().next_back().is_some_and(|last| !last.is_ascii());
        Some(if as_apostrophes && last { bare + "'" } else { bare })
    })
}

fn without_punctuation(question: &str) -> String {
    let words = question.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn joined(question: &str, seed: u64, times: usize) -> String {
    let mut dice = Dice(seed);
    let mut words: Vec<String> = question.split_whitespace().map(str::to_owned).collect();
    for _ in 0..times {
        let inner = |place: &usize| words[*place].ends_with(char::is_alphanumeric);
        let places: Vec<usize> = (0..words.len().saturating_sub(1)).filter(inner).collect();
        if let Some(place) = dice.pick(&places) {
            let next = words.remove(place + 1);
            words[*place].push_str(&next);
        }
    }
    words.join(" ")
}

/// Changes one word of at least so many letters.
fn one_word(question: &str, seed: u64, least: usize, change: impl Fn(&str, &mut Dice) -> String) -> String {
    let mut dice = Dice(seed);
    let mut count = 0;
    by_word(question, |word| {
        count += usize::from(word.chars().count() >= least);
        None
    });
    if count == 0 {
        return question.to_owned();
    }
    let (chosen, mut met) = (dice.below(count), 0);
    by_word(question, |word| {
        if word.chars().count() < least {
            return None;
        }
        met += 1;
        (met == chosen + 1).then(|| change(word, &mut dice))
    })
}

fn split(question: &str, seed: u64) -> String {
    one_word(question, seed, 5, |word, dice| {
        let letters: Vec<char> = word.chars().collect();
        let at = 2 + dice.below(letters.len() - 3);
        letters[..at].iter().chain(&[' ']).chain(&letters[at..]).collect()
    })
}

fn stretched(question: &str, seed: u64) -> String {
    one_word(question, seed, 4, |word, dice| {
        let vowels: Vec<usize> =
            word.char_indices().filter(|(_, c)| "aeiouàèéìòù".contains(*c)).map(|(at, _)| at).collect();
        let Some(at) = dice.pick(&vowels) else { return word.to_owned() };
        let vowel = word[*at..].chars().next().unwrap_or_default();
        let more: String = std::iter::repeat_n(vowel, 2 + dice.below(3)).collect();
        format!("{}{more}{}", &word[..*at], &word[*at..])
    })
}

fn filled(question: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut words: Vec<&str> = question.split_whitespace().collect();
    for _ in 0..2 {
        let at = dice.below(words.len() + 1);
        words.insert(at, dice.pick(FILLERS).copied().unwrap_or_default());
    }
    words.join(" ")
}

/// Half of the sentences before the question, half of them after it.
fn story(question: &str, seed: u64, sentences: usize) -> String {
    let mut dice = Dice(seed);
    let mut left = NEUTRAL.to_vec();
    let told: Vec<&str> = (0..sentences).map(|_| left.remove(dice.below(left.len()))).collect();
    let (before, after) = told.split_at(sentences.div_ceil(2));
    let closed = if question.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{} {question}{closed} {}", before.join(" "), after.join(" ")).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: &str = "Perché non ho più l'ora di allattamento? Quanto dura?";

    #[test]
    fn each_change_does_what_its_name_says() {
        let changed = |name: &str| {
            let own = ALL.iter().find(|own| own.name == name).expect("there is such a change");
            (own.change)(QUESTION, 3)
        };
        for (name, expected) in [
            ("SMS spelling", "xké nn ho + l'ora di allattamento? qnt dura?"),
            ("SMS spelling, heavy", "xké nn ho + l'ora di allatt.? qnt dura?"),
            ("accents dropped", "Perche non ho piu l'ora di allattamento? Quanto dura?"),
            ("accents as apostrophes", "Perche' non ho piu' l'ora di allattamento? Quanto dura?"),
            ("apostrophes dropped", "Perché non ho più lora di allattamento? Quanto dura?"),
            ("capitals, no punctuation", "PERCHÉ NON HO PIÙ L'ORA DI ALLATTAMENTO QUANTO DURA"),
            ("voice", "perché non ho più l'ora di allattamento quanto dura"),
            ("no spaces at all", "Perchénonhopiùl'oradiallattamento?Quantodura?"),
        ] {
            assert_eq!(changed(name), expected, "{name}");
        }
    }

    #[test]
    fn chance_is_decided_by_the_seed_and_leaves_the_question_standing() {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for seed in 0..50 {
            for own in &ALL {
                assert_eq!((own.change)(QUESTION, seed), (own.change)(QUESTION, seed), "{}", own.name);
                (own.change)("", seed);
            }
            assert_eq!(letters(&split(QUESTION, seed)), letters(QUESTION));
            assert_eq!(letters(&joined(QUESTION, seed, 2)), letters(QUESTION));
            assert!(
                greeted(QUESTION, seed).contains(QUESTION) && story(QUESTION, seed, 6).contains(QUESTION)
            );
            assert!(stretched(QUESTION, seed).len() > QUESTION.len());
        }
    }
}
