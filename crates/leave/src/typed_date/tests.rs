//! What people type, and what it is taken for.

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
    let slips =
        [("gennnaio", 1), ("febraio", 2), ("settenbre", 9), ("feburary", 2), ("agostp", 8), ("Septembre", 9)];
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

const PIECES: [&str; 15] =
    ["10", "2", "2027", "100227", "日本", "ééé", "marzo", "due", "il", "tra", "mesi", "/", ":", "°", "ieri"];

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
