//! Reads a date as people type it on a phone, in Italian or English.
//!
//! A text that says more than a date is not one: a question must reach whoever can answer it,
//! so only words known to mean nothing may stand around the day.

use jiff::{ToSpan, civil::Date};
use std::ops::RangeInclusive;

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
struct Said {
    day: i8,
    month: i8,
    year: Option<i16>,
}

impl Said {
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
enum Kind {
    Gap,
    Digit,
    Letter,
    /// Kept as a word of its own, which no date knows.
    Odd,
}

/// A colon after a digit tells the time, and a question mark asks: neither belongs to a date.
fn kind(c: char, before: Kind) -> Kind {
    match c {
        '0'..='9' => Kind::Digit,
        ':' if before == Kind::Digit => Kind::Odd,
        '❓' | '❔' => Kind::Odd,
        _ if c.is_whitespace() || is_mark(c) || is_picture(c) => Kind::Gap,
        _ if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Odd,
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
    let mut before = Kind::Gap;
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        let kind = kind(c, before);
        if kind != before {
            plain.push(' ');
        }
        if kind != Kind::Gap {
            plain.push(without_accent(c));
        }
        before = kind;
    }
    plain
}

fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' => 'a',
        'è' | 'é' | 'ê' => 'e',
        'ì' | 'í' | 'î' => 'i',
        'ò' | 'ó' | 'ô' => 'o',
        'ù' | 'ú' | 'û' => 'u',
        _ => c,
    }
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

fn numeric(said: &[&str]) -> Option<Said> {
    let (d, m, year) = match *said {
        [run] if matches!(run.len(), 6 | 8) => {
            return numeric(&[run.get(..2)?, run.get(2..4)?, run.get(4..)?]);
        }
        [y, m, d] if y.len() == 4 => (d, m, Some(year(y)?)),
        [d, m, y] => (d, m, Some(year(y)?)),
        [d, m] => (d, m, None),
        _ => return None,
    };
    Some(Said { day: number(d)?, month: number(m)?, year })
}

fn named(said: &[&str]) -> Option<Said> {
    let parts: Vec<&str> = said.iter().copied().filter(|w| !among(JOINTS, w)).collect();
    let (a, b, year) = match *parts {
        [a, b] => (a, b, None),
        [a, b, y] => (a, b, Some(year(y)?)),
        _ => return None,
    };
    let (day, month) = day(a).zip(month(b)).or_else(|| day(b).zip(month(a)))?;
    Some(Said { day, month, year })
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
mod tests {
    use super::{Expected::*, Unread::*, *};
    use jiff::civil::date;
    use proptest::prelude::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 16);

    fn coming(text: &str) -> Result<Date, Unread> {
        read(text, TODAY, Coming)
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for text in [
            "10/2/27",
            "10-02-2027",
            "10.2.2027",
            "10,2,27",
            "10 2 27",
            "10 / 2 / 27",
            "2027-02-10",
            "10/2",
            "100227",
            "10022027",
            "10 febbraio",
            "10 febbraio 2027",
            "10 febbraio del 2027",
            "il 10 febbraio",
            "10 feb",
            "10 feb.",
            "10 Feb 27",
            "10 febbraio '27",
            "10feb27",
            "il dieci febbraio",
            "DIECI FEBBRAIO",
            "February 10, 2027",
            "10th of February",
            "the tenth of february",
            "February the 10th",
            "Feb 10",
            "mercoledì 10 febbraio",
            "Wednesday, 10 February",
            "mer. 10 feb",
            "la data presunta è il 10 febbraio 2027",
            "circa il 10 febbraio",
            "verso il 10 febbraio",
            "intorno al 10 febbraio",
            "parto previsto 10/2/27",
            "due on 10 February",
            "due 10 feb",
            "The baby is due on Feb 10th!",
            "due february 10",
            "dpp 10/02/2027",
            "DPP: 10/02/2027",
            "10\u{a0}febbraio\u{a0}2027",
            "\u{200e}10/02/2027",
            "10 febbraio 😊❤️",
            "10 febraio",
            "10 febbario 2027",
            "feburary 10",
            "Sì, il 10 febbraio, grazie!",
        ] {
            assert_eq!(coming(text), Ok(date(2027, 2, 10)), "{text}");
        }
    }

    #[test]
    fn births_are_read_as_people_tell_them() {
        for text in [
            "è nato il 3 maggio",
            "e' nata il 3 maggio",
            "E\u{300} nata il 3 maggio",
            "nata il 3/5/26!",
            "she was born on 3 May",
            "He was born on May 3rd, 2026",
            "il tre maggio",
            "nato domenica 3 maggio",
            "Mio figlio è nato il 3 maggio 2026",
            "3 maggo",
        ] {
            assert_eq!(read(text, TODAY, Past), Ok(date(2026, 5, 3)), "{text}");
        }
    }

    #[test]
    fn the_first_of_a_month_has_many_names() {
        for text in
            ["1° marzo", "1º marzo", "primo marzo", "il primo di marzo", "1 mar", "March 1st", "uno marzo"]
        {
            assert_eq!(coming(text), Ok(date(2027, 3, 1)), "{text}");
        }
    }

    #[test]
    fn days_are_read_in_words() {
        for (n, names) in (1..).zip(DAYS) {
            for name in names.split(' ').filter(|name| *name != "due") {
                assert_eq!(coming(&format!("{name} gennaio")), Ok(date(2027, 1, n)), "{name}");
            }
        }
        assert_eq!(coming("il ventitré marzo"), Ok(date(2027, 3, 23)));
    }

    #[test]
    fn due_is_two_in_italian_only() {
        for text in ["due marzo", "il due marzo 2027", "il due mar", "nato il due marzo"] {
            assert_eq!(coming(text), Ok(date(2027, 3, 2)), "{text}");
        }
        assert_eq!(coming("due March 10"), Ok(date(2027, 3, 10)));
        assert_eq!(coming("due in March"), Err(Vague));
        assert_eq!(coming("due March"), Err(Vague));
    }

    #[test]
    fn a_slip_in_a_month_is_forgiven() {
        let slips = [
            ("gennnaio", 1),
            ("febraio", 2),
            ("settenbre", 9),
            ("feburary", 2),
            ("agostp", 8),
            ("Septembre", 9),
        ];
        for (name, month) in slips {
            let read = coming(&format!("10 {name} 2027"));
            assert_eq!(read, Ok(date(2027, month, 10)), "{name}");
        }
        assert_eq!(coming("10 feblo"), Err(NoDate));
    }

    #[test]
    fn near_days_are_counted_from_today() {
        let near = [
            ("oggi", 16),
            ("Today!", 16),
            ("è nata oggi", 16),
            ("ieri", 15),
            ("yesterday", 15),
            ("domani", 17),
            ("tomorrow", 17),
            ("dopodomani", 18),
            ("the day after tomorrow", 18),
            ("l'altro ieri", 14),
            ("L’altro ieri", 14),
        ];
        for (text, day) in near {
            assert_eq!(coming(text), Ok(date(2026, 11, day)), "{text}");
        }
        assert_eq!(read("domani", Date::MAX, Coming), Err(Impossible));
    }

    #[test]
    fn a_year_not_said_is_the_expected_one() {
        let cases = [
            ("2/10", Coming, date(2026, 10, 2)),
            ("1/10", Coming, date(2027, 10, 1)),
            ("16 novembre", Coming, TODAY),
            ("16 novembre", Past, TODAY),
            ("17 novembre", Past, date(2025, 11, 17)),
        ];
        for (text, expected, day) in cases {
            assert_eq!(read(text, TODAY, expected), Ok(day), "{text} {expected:?}");
        }
    }

    #[test]
    fn a_day_without_a_year_can_lie_near_another_day_and_today_stays_today() {
        let born = date(2025, 12, 20);
        assert_eq!(read("10 gennaio", TODAY, From(born)), Ok(date(2026, 1, 10)));
        assert_eq!(read("30 novembre", TODAY, From(born)), Ok(date(2025, 11, 30)));
        assert_eq!(read("oggi", TODAY, From(born)), Ok(TODAY));
    }

    #[test]
    fn a_leap_day_is_read_when_it_is_near() {
        assert_eq!(coming("29/2/28"), Ok(date(2028, 2, 29)));
        assert_eq!(coming("29 febbraio"), Ok(date(2028, 2, 29)));
        assert_eq!(read("29 febbraio", TODAY, Past), Err(Impossible));
        assert_eq!(read("29 febbraio", date(2025, 3, 1), Past), Ok(date(2024, 2, 29)));
        assert_eq!(read("29 febbraio", date(2025, 3, 1), Coming), Err(Impossible));
    }

    #[test]
    fn what_is_no_day_is_asked_back() {
        for text in [
            "metà marzo",
            "a meta' marzo",
            "fine marzo",
            "fine marzo 27",
            "inizio aprile",
            "i primi di maggio",
            "verso marzo",
            "verso fine marzo",
            "marzo",
            "marzo 2027",
            "03/2027",
            "tra due mesi",
            "fra 3 settimane",
            "tra un mese",
            "in two months",
            "mid March",
            "mid-march",
            "end of April",
            "in may",
            "la prossima settimana",
            "next week",
            "mercoledì",
            "10",
            "il dieci",
            "the 10th",
            "2027",
        ] {
            assert_eq!(coming(text), Err(Vague), "{text}");
        }
    }

    #[test]
    fn what_is_on_no_calendar_is_asked_back() {
        for text in [
            "31 febbraio",
            "30/2/2027",
            "10/13/2027",
            "0/5/2027",
            "29 febbraio 2027",
            "29/2/27",
            "31/4",
            "99 marzo",
            "10/2/1989",
            "10 febbraio 2101",
            "10/2/0027",
            "320127",
            "00000000",
        ] {
            assert_eq!(coming(text), Err(Impossible), "{text}");
        }
    }

    #[test]
    fn a_question_is_never_taken_for_a_date() {
        for text in [
            "quanto mi pagano?",
            "quando devo smettere di lavorare?",
            "10 febbraio?",
            "domani?",
            "tra due mesi?",
            "sono incinta di 5 mesi quando devo smettere di lavorare?",
            "is the due date 10 February",
            "ho 3 figli nati dal 2019 al 2023 e vorrei sapere se",
            "il 10 febbraio posso smettere di lavorare",
            "se nasce il 10 febbraio quando torno",
            "can I stop on 10 February",
            "10 febbraio ❓",
            "marzo va bene",
            "will the baby be born on 3 May",
            "quanti mesi",
            "how many weeks",
        ] {
            assert_eq!(coming(text), Err(NoDate), "{text}");
        }
    }

    #[test]
    fn what_says_no_date_is_none() {
        for text in [
            "",
            " ",
            "boh",
            "non so",
            "ciao",
            "il",
            "fine",
            "e",
            "dal 10 febbraio al 12 marzo",
            "10 e 12 marzo",
            "10-12 marzo",
            "10 febbraio 12 marzo",
            "10 e 2",
            "oggi 10 febbraio",
            "non il 10 febbraio",
            "10:30",
            "1.500",
            "€ 10.50",
            "10%",
            "45",
            "0",
            "3331234567",
            "10/2/027",
            "10/2/27/3",
            "marzo 1800",
            "١٠/٢/٢٧",
            "½ marzo",
            "10 otto",
            "日本日本",
        ] {
            assert_eq!(coming(text), Err(NoDate), "{text}");
        }
    }

    fn first(table: [&'static str; 12], month: i8) -> &'static str {
        let at = usize::try_from(month - 1).expect("a month counts from 1");
        table[at].split(' ').next().unwrap_or_default()
    }

    const PIECES: [&str; 15] = [
        "10", "2", "2027", "100227", "日本", "ééé", "marzo", "due", "il", "tra", "mesi", "/", ":", "°",
        "ieri",
    ];

    proptest! {
        #[test]
        fn every_day_of_the_century_comes_back(away in 0..36_525_i32, past: bool) {
            let day = date(2000, 1, 1).checked_add(away.days()).expect("the century is on the calendar");
            let (d, m, y) = (day.day(), day.month(), day.year());
            let (italian, english) = (first(ITALIAN, m), first(ENGLISH, m));
            let expected = if past { Past } else { Coming };
            for text in [
                format!("{d}/{m}/{y}"),
                format!("{d} {italian} {y}"),
                format!("{d} {english} {y}"),
                format!("{english} {d}, {y}"),
                format!("{d:02}.{m:02}.{:02}", y % 100),
                day.to_string(),
            ] {
                prop_assert_eq!(read(&text, TODAY, expected), Ok(day), "{}", text);
            }
        }

        #[test]
        fn a_year_not_said_lies_where_expected(d in 1..=31_i8, m in 1..=12_i8, away in 0..36_525_i32) {
            let today = date(2000, 1, 1).checked_add(away.days()).expect("the century is on the calendar");
            let text = format!("{d}/{m}");
            if let Ok(day) = read(&text, today, Coming) {
                prop_assert!(day >= today.saturating_sub(45.days()) && day <= today.saturating_add(2.years()));
            }
            if let Ok(day) = read(&text, today, Past) {
                prop_assert!(day <= today && day >= today.saturating_sub(2.years()));
            }
        }

        #[test]
        fn no_text_is_too_strange(text: String, year in -9999..=9999_i16, past: bool) {
            let _ = read(&text, date(year, 12, 31), if past { Past } else { Coming });
        }

        #[test]
        fn no_mix_of_known_words_is_too_strange(
            words in proptest::collection::vec(prop::sample::select(&PIECES), 0..8),
            glue in "[ /.:-]?",
            year in -9999..=9999_i16,
        ) {
            for expected in [Coming, Past] {
                let _ = read(&words.join(&glue), date(year, 1, 1), expected);
            }
        }
    }
}
