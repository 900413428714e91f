//! Reads a date as people type it on a phone, in Italian or English.
//!
//! A text that says more than a date is not one: a question must reach whoever can answer it,
//! so only words known to mean nothing may stand around the day.

use std::ops::RangeInclusive;

use jiff::{ToSpan, civil::Date};

use crate::letters::without_accent;

/// Where the date is expected to lie, for a year that is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The first such day not more than 45 days before today: who is asked late still means this one.
    Coming,
    /// The last such day up to today.
    Past,
    /// As [`Expected::Coming`], counted from this day.
    From(Date),
}

/// Why no date could be read, so that the right thing is asked back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// A month, "metà marzo", "fine aprile", "tra due mesi": the very day is missing.
    #[error("the very day is missing")]
    Vague,
    /// "31 febbraio", "10/13/2027": no such day.
    #[error("there is no such day")]
    Impossible,
    /// Nothing that looks like a date.
    #[error("this is not a date")]
    NoDate,
}

const YEARS: RangeInclusive<i16> = 1990..=2100;

const ITALIAN: [&str; 12] = [
    "gennaio genn gen",
    "febbraio febb feb",
    "marzo mar",
    "aprile apr",
    "maggio magg mag",
    "giugno giu",
    "luglio lug",
    "agosto ago",
    "settembre sett set",
    "ottobre ott",
    "novembre nov",
    "dicembre dic",
];

const ENGLISH: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
];

const DAYS: [&str; 31] = [
    "uno primo one first",
    "due two second",
    "tre three third",
    "quattro four fourth",
    "cinque five fifth",
    "sei six sixth",
    "sette seven seventh",
    "otto eight eighth",
    "nove nine ninth",
    "dieci ten tenth",
    "undici eleven eleventh",
    "dodici twelve twelfth",
    "tredici thirteen thirteenth",
    "quattordici fourteen fourteenth",
    "quindici fifteen fifteenth",
    "sedici sixteen sixteenth",
    "diciassette seventeen seventeenth",
    "diciotto eighteen eighteenth",
    "diciannove nineteen nineteenth",
    "venti twenty twentieth",
    "ventuno ventun",
    "ventidue",
    "ventitre",
    "ventiquattro",
    "venticinque",
    "ventisei",
    "ventisette",
    "ventotto",
    "ventinove",
    "trenta thirty thirtieth",
    "trentuno trentun",
];

const WEEKDAYS: &str = "lunedi martedi mercoledi giovedi venerdi sabato domenica lun mer gio ven sab dom \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun";

/// What may stand between the parts of a date with a named month.
const JOINTS: &str = "di del of the st nd rd th";

/// What may stand around a date and says nothing that is not asked.
const LITTLE: &str = "il lo la l i e si al per verso circa intorno attorno giorno data nascita presunta \
    presunto prevista previsto parto termine dpp scadenza nato nata nati nate nasce nascera nascere sara \
    dovrebbe sono mio mia nostro nostra figlio figlia bambino bambina bimbo bimba grazie \
    on is was will be it s he she we my our baby son daughter child born birth due date expected edd \
    about around approximately for yes thanks";

/// What makes a time too wide to be a day.
const LOOSE: &str = "a ai in nel tra fra fa entro un una paio qualche inizio inizi meta fine primi ultimi \
    prima seconda ultima prossimo prossima scorso scorsa questo questa \
    mid middle early late beginning start end within next last this few couple ago";

/// Measures of time, vague even alone.
const SPANS: &str = "giorni settimana settimane mese mesi anno anni days week weeks month months year years";

/// Reads the one date that `text` says, day before month.
pub fn read(text: &str, today: Date, expected: Expected) -> Result<Date, Unread> {
    let plain = plain(text);
    let words = words(&plain);
    if asks(&words) {
        return Err(Unread::NoDate);
    }
    let said = bare(&words);
    if let Some(away) = days_away(said) {
        return today.checked_add(away.days()).map_err(|_| Unread::Impossible);
    }
    match numeric(said).or_else(|| named(said)) {
        Some(said) => said.on_calendar(today, expected),
        None if is_vague(&words) => Err(Unread::Vague),
        None => Err(Unread::NoDate),
    }
}

/// A date as far as it was said, whether it exists or not.
struct SpokenDate {
    day: i8,
    month: i8,
    year: Option<i16>,
}

impl SpokenDate {
    fn on_calendar(&self, today: Date, expected: Expected) -> Result<Date, Unread> {
        match self.year {
            Some(year) if YEARS.contains(&year) => Date::new(year, self.month, self.day).ok(),
            Some(_) => None,
            None => self.nearest(today, expected),
        }
        .ok_or(Unread::Impossible)
    }

    /// Two years at most: a leap day further off was hardly meant.
    fn nearest(&self, today: Date, expected: Expected) -> Option<Date> {
        let from = match expected {
            Expected::From(day) => day,
            Expected::Coming | Expected::Past => today,
        };
        let near = from.saturating_sub(2.years())..=from.saturating_add(2.years());
        let mut days = (near.start().year()..=near.end().year())
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .filter(|day| near.contains(day));
        match expected {
            Expected::Coming | Expected::From(_) => days.find(|day| *day >= from.saturating_sub(45.days())),
            Expected::Past => days.rfind(|day| *day <= today),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum TokenKind {
    Gap,
    Digit,
    Letter,
    /// Kept as a word of its own, which no date knows.
    Odd,
}

/// A colon after a digit tells the time, and a question mark asks: neither belongs to a date.
fn kind(c: char, before: TokenKind) -> TokenKind {
    match c {
        '0'..='9' => TokenKind::Digit,
        ':' if before == TokenKind::Digit => TokenKind::Odd,
        '❓' | '❔' => TokenKind::Odd,
        _ if c.is_whitespace() || is_mark(c) || is_picture(c) => TokenKind::Gap,
        _ if c.is_alphabetic() => TokenKind::Letter,
        _ => TokenKind::Odd,
    }
}

fn is_mark(c: char) -> bool {
    ".,:;/-_!()'\"`´°ºª…«»".contains(c) || matches!(c, '‐'..='―' | '‘'..='‟' | '\u{200b}'..='\u{200f}')
}

fn is_picture(c: char) -> bool {
    matches!(c, '☀'..='➿' | '🌀'..='🫿' | '\u{fe0f}')
}

/// Lower case without accents, a space wherever digits, letters and odd signs meet.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut before = TokenKind::Gap;
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        let kind = kind(c, before);
        if kind != before {
            plain.push(' ');
        }
        if kind != TokenKind::Gap {
            plain.push(without_accent(c));
        }
        before = kind;
    }
    plain
}

/// The words, where an Italian "due" is already a 2, as the English one only announces a date.
fn words(plain: &str) -> Vec<&str> {
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    for at in 0..words.len() {
        let article = at > 0 && words[at - 1] == "il";
        let italian =
            words.get(at + 1).is_some_and(|w| place(&ITALIAN, w).is_some() && place(&ENGLISH, w).is_none());
        if words[at] == "due" && (article || italian) {
            words[at] = "2";
        }
    }
    words
}

/// English asks by order alone: "is the due date 10 February".
fn asks(words: &[&str]) -> bool {
    matches!(words, ["is" | "was" | "will", "the" | "my" | "our" | "he" | "she" | "it" | "baby", ..])
}

fn bare<'a>(mut words: &'a [&'a str]) -> &'a [&'a str] {
    while let [first, rest @ ..] = words
        && is_little(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && is_little(last)
    {
        words = rest;
    }
    words
}

fn days_away(said: &[&str]) -> Option<i8> {
    match said {
        ["oggi" | "today"] => Some(0),
        ["ieri" | "yesterday"] => Some(-1),
        ["domani" | "tomorrow"] => Some(1),
        ["dopodomani"] | ["dopo", "domani"] | ["day", "after", "tomorrow"] => Some(2),
        ["altroieri" | "avantieri"] | ["altro", "ieri"] | ["day", "before", "yesterday"] => Some(-2),
        _ => None,
    }
}

fn numeric(said: &[&str]) -> Option<SpokenDate> {
    let (d, m, year) = match *said {
        [run] if matches!(run.len(), 6 | 8) => {
            return numeric(&[run.get(..2)?, run.get(2..4)?, run.get(4..)?]);
        }
        [y, m, d] if y.len() == 4 => (d, m, Some(year(y)?)),
        [d, m, y] => (d, m, Some(year(y)?)),
        [d, m] => (d, m, None),
        _ => return None,
    };
    Some(SpokenDate { day: number(d)?, month: number(m)?, year })
}

fn named(said: &[&str]) -> Option<SpokenDate> {
    let parts: Vec<&str> = said.iter().copied().filter(|w| !among(JOINTS, w)).collect();
    let (a, b, year) = match *parts {
        [a, b] => (a, b, None),
        [a, b, y] => (a, b, Some(year(y)?)),
        _ => return None,
    };
    let (day, month) = day(a).zip(month(b)).or_else(|| day(b).zip(month(a)))?;
    Some(SpokenDate { day, month, year })
}

fn is_vague(words: &[&str]) -> bool {
    let known = |w: &str| is_little(w) || among(LOOSE, w) || among(SPANS, w);
    let rest: Vec<&str> = words.iter().copied().filter(|w| !known(w)).collect();
    let in_years = |w| year(w).is_some_and(|year| YEARS.contains(&year));
    match *rest {
        [] => words.iter().any(|w| among(SPANS, w) || among(WEEKDAYS, w)),
        [one] if one.len() == 4 && in_years(one) => true,
        [one] => month(one).is_some() || day(one).is_some_and(|day| (1..=31).contains(&day)),
        [m, y] => in_years(y) && month(m).or(number(m)).is_some_and(|month| (1..=12).contains(&month)),
        _ => false,
    }
}

fn is_little(word: &str) -> bool {
    [LITTLE, WEEKDAYS, JOINTS].iter().any(|list| among(list, word))
}

fn day(word: &str) -> Option<i8> {
    number(word).or_else(|| place(&DAYS, word))
}

/// One slip of the thumb is forgiven in a name, but not in a word too short to tell.
fn month(word: &str) -> Option<i8> {
    let slipped = |names: &[&str]| {
        (1..).zip(names).find_map(|(n, names)| {
            let name = names.split(' ').next()?;
            (strsim::osa_distance(name, word) <= 1).then_some(n)
        })
    };
    place(&ITALIAN, word).or_else(|| place(&ENGLISH, word)).or_else(|| {
        if word.chars().count() < 5 {
            return None;
        }
        slipped(&ITALIAN).or_else(|| slipped(&ENGLISH))
    })
}

fn number(word: &str) -> Option<i8> {
    if word.len() <= 2 { word.parse().ok() } else { None }
}

fn year(word: &str) -> Option<i16> {
    match word.len() {
        2 => word.parse::<i16>().ok().map(|year| 2000 + year),
        4 => word.parse().ok(),
        _ => None,
    }
}

fn place(table: &[&str], word: &str) -> Option<i8> {
    (1..).zip(table).find_map(|(n, names)| among(names, word).then_some(n))
}

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

#[cfg(test)]
mod tests;
