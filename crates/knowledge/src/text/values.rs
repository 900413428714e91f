//! The numbers, amounts, shares, days and acts that an Italian text says: what two texts about the same rule must agree in.

use std::{fmt, sync::LazyLock};

use regex::Regex;
use text2num::{Language, text2digits};

/// Numbers with the marks that divide their digits, acts ("151/2001"), days ("15/6/2026"), words, signs that count, and what
/// ends a sentence: nothing beyond it is counted.
static TOKENS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d+(?:[.,/]\d+)*|\p{L}+|[%€.;:!?\n]").expect("a good pattern"));
static ITALIAN: LazyLock<Language> = LazyLock::new(Language::italian);

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
/// What is counted, by the words for it: the first of each line is its name.
const UNITS: [&[&str]; 9] = [
    &["%", "per cento", "percento"],
    &["€", "euro"],
    &["mesi", "mese", "mensilità"],
    &["giorni", "giorno", "giornate", "giornata"],
    &["settimane", "settimana"],
    &["anni", "anno"],
    &["ore", "ora"],
    &["minuti", "minuto"],
    &["volte", "volta"],
];

/// A value as it is compared: "5 mesi", "80 %", "15 giugno 2026", "151/2001".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(String);

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value {
    /// Whether somebody who says this says the other as well: "15 giugno" is said by "15 giugno 2026", and 5 by "5 mesi".
    pub fn says(&self, other: &Self) -> bool {
        let (own, theirs) = (self.words(), other.words());
        own.windows(theirs.len()).any(|part| part == theirs)
    }

    fn words(&self) -> Vec<&str> {
        self.0.split(' ').collect()
    }
}

/// Every value of a text, with where in it it begins. A number in words counts where it counts something: "due genitori"
/// says nothing about a rule, "due mesi" does.
pub fn values(text: &str) -> Vec<(Value, usize)> {
    let tokens: Vec<(String, usize)> =
        TOKENS.find_iter(text).map(|token| (token.as_str().to_lowercase(), token.start())).collect();
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((token, place)) = rest.first() {
        let (value, length) = match number(token) {
            Some(number) => counted(&number, is_digits(token), &rest[1..]),
            None => (month_of(rest), 2),
        };
        rest = &rest[if value.is_some() { length } else { 1 }..];
        found.extend(value.map(|value| (Value(value), *place)));
    }
    found
}

/// A number and what it counts, and how many tokens these are; none for a word that counts nothing.
fn counted(number: &str, digits: bool, after: &[(String, usize)]) -> (Option<String>, usize) {
    let word = |place: usize| after.get(place).map(|(word, _)| word.as_str());
    let is_month = |word: &str| MONTHS.contains(&word);
    if let Some(month) = word(0).filter(|word| is_month(word)) {
        return match word(1).filter(|year| is_year(year)) {
            Some(year) => (Some(format!("{number} {month} {year}")), 3),
            None => (Some(format!("{number} {month}")), 2),
        };
    }
    let two = word(0).zip(word(1)).map(|(first, second)| format!("{first} {second}"));
    let unit = |name: &str| UNITS.iter().find(|unit| unit.contains(&name)).map(|unit| unit[0]);
    if let Some(unit) = two.as_deref().and_then(unit) {
        return (Some(format!("{number} {unit}")), 3);
    }
    if let Some(unit) = word(0).and_then(unit) {
        return (Some(format!("{number} {unit}")), 2);
    }
    (digits.then(|| number.to_owned()), 1)
}

/// "giugno 2026".
fn month_of(tokens: &[(String, usize)]) -> Option<String> {
    let [(month, _), (year, _), ..] = tokens else {
        return None;
    };
    (MONTHS.contains(&month.as_str()) && is_year(year)).then(|| format!("{month} {year}"))
}

/// A number as it is compared: without the points that divide thousands, with a point before decimals; days of the calendar
/// by the names of their months.
fn number(token: &str) -> Option<String> {
    if !is_digits(token) {
        return match token {
            "un" | "uno" | "una" => Some("1".to_owned()),
            _ => text2digits(token, &*ITALIAN).ok().filter(|digits| is_digits(digits)),
        };
    }
    let parts: Vec<&str> = token.split('/').collect();
    match parts.as_slice() {
        [day, month, year] => {
            let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
            Some(format!("{} {month} {year}", day.trim_start_matches('0')))
        }
        [_, _] => Some(token.to_owned()),
        _ => {
            let thousands = |part: &str| part.len() == 3;
            let plain = match token.split_once('.') {
                Some((_, after)) if after.split(',').next().is_some_and(thousands) => token.replace('.', ""),
                _ => token.to_owned(),
            };
            let plain = plain.replace(',', ".");
            Some(match plain.split_once('.') {
                Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => whole.to_owned(),
                _ => plain,
            })
        }
    }
}

fn is_digits(token: &str) -> bool {
    token.starts_with(|first: char| first.is_ascii_digit())
}

fn is_year(token: &str) -> bool {
    token.len() == 4 && is_digits(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_same_however_they_are_written() {
        for (text, expected) in [
            ("Dura cinque mesi: due mesi prima e tre dopo.", "5 mesi, 2 mesi"),
            ("Il congedo dura 5 mesi e un giorno.", "5 mesi, 1 giorni"),
            ("L'80 % della paga, o l'ottanta per cento, o 80%.", "80 %, 80 %, 80 %"),
            ("Fino a 1.945,50 euro, oppure € 2.400 o 25.000,00 €.", "1945.50 €, 2400, 25000 €"),
            (
                "Entro il 15 giugno 2026, cioè il 15/06/2026; dal 1° luglio.",
                "15 giugno 2026, 15 giugno 2026, 1 luglio",
            ),
            ("Da dicembre 2025.", "dicembre 2025"),
            ("L'art. 16 del D.Lgs. 151/2001 e l'art. 16-bis.", "16, 151/2001, 16"),
            ("Nell'ottavo mese, nel primo anno, la seconda volta.", "8º mesi, 1º anni, 2ª volte"),
            ("I due genitori, tutti e due; secondo la legge; una domanda; prima.", ""),
            ("Ventotto giorni, settantaquattro per cento, sei ore e mezza.", "28 giorni, 74 %, 6 ore"),
            ("Da 12 a 14 anni.", "12, 14 anni"),
            ("Serve che l'impresa sia in regola da prima. Anno scolastico: da settembre.", ""),
        ] {
            let found: Vec<String> = values(text).into_iter().map(|(value, _)| value.to_string()).collect();
            assert_eq!(found.join(", "), expected, "{text}");
        }
    }

    #[test]
    fn who_says_more_says_less_as_well() {
        let says = |more: &str, less: &str| values(more)[0].0.says(&values(less)[0].0);
        assert!(says("15 giugno 2026", "15 giugno"));
        assert!(says("5 mesi", "5"));
        assert!(!says("15 giugno", "15 giugno 2026"));
        assert!(!says("5 mesi", "5 anni"));
    }
}
