//! What somebody types where buttons stand: their words, an ordinal, what people say for them; and corrections in words.

use super::{
    super::{
        arrival::{Scheme, Work},
        draft::Sort,
    },
    Ask, Choice, Guide, Heard, Here, Remark,
};
use crate::{
    letters::plain,
    typed_date::{self, Expected},
};

/// How people begin when they correct themselves.
const CORRECTIONS: [&str; 12] = [
    "ho sbagliato",
    "mi sono sbagliat",
    "mi correggo",
    "volevo dire",
    "volevo scrivere",
    "correggo",
    "anzi",
    "errore",
    "sbagliato",
    "i was wrong",
    "my mistake",
    "i meant",
];

/// The first, the second, ... as people say it. "Uno" and "due" are how many, too: choices that mean so come first.
const ORDINALS: [&[&str]; 6] = [
    &["1", "la prima", "il primo", "prima", "primo", "la 1", "the first", "first"],
    &["2", "la seconda", "il secondo", "seconda", "secondo", "la 2", "the second", "second"],
    &["3", "la terza", "il terzo", "terza", "terzo", "la 3", "the third", "third"],
    &["4", "la quarta", "il quarto", "quarta", "quarto", "la 4", "the fourth"],
    &["5", "la quinta", "il quinto", "quinta", "quinto", "the fifth"],
    &["6", "la sesta", "il sesto", "sesta", "sesto", "the sixth"],
];

impl Guide {
    /// The choice that somebody means who has typed this; `labels` are the words on the buttons.
    #[must_use]
    pub fn meant(&self, words: &str, here: &Here, labels: &[String]) -> Option<u8> {
        let typed = plain(words);
        let choices = self.choices(here);
        let exact = labels.iter().position(|label| plain(label) == typed);
        let said = || {
            let mut meant = (0..choices.len()).filter(|&at| says(&typed, &choices[at]));
            // Who says two things at once has not chosen.
            meant.next().filter(|_| meant.next().is_none())
        };
        let ordinal = || {
            let last = ["l ultima", "l ultimo", "ultima", "ultimo", "the last"].contains(&typed.as_str());
            let nth = ORDINALS.iter().position(|ways| ways.contains(&typed.as_str()));
            if last { choices.len().checked_sub(1) } else { nth.filter(|&nth| nth < choices.len()) }
        };
        exact.or_else(said).or_else(ordinal).and_then(|at| u8::try_from(at).ok())
    }

    /// What comes of a correction in words: the date that was told last is another. `None` if it is none.
    #[must_use]
    pub fn corrected(&self, words: &str, here: &Here) -> Option<Heard> {
        let typed = words.to_lowercase();
        let end =
            CORRECTIONS.iter().filter_map(|begins| typed.find(begins).map(|at| at + begins.len())).max()?;
        let rest = typed.get(end..).unwrap_or_default();
        let Some(told) = self.last_dated.clone() else {
            return Some(self.remark(Remark::NotUnderstood).into());
        };
        let mut guide = self.clone();
        guide.asks = told;
        let expects = if guide.asks == Ask::Born { Expected::Past } else { Expected::Coming };
        let from = rest.find(|c: char| c.is_ascii_digit()).map_or(rest, |at| &rest[at..]);
        Some(
            match typed_date::read(from, here.today, expects)
                .or_else(|_| typed_date::read(rest, here.today, expects))
            {
                Ok(day) => guide.dated(day, here).into(),
                // They say that something is wrong, and not what it is.
                Err(_) => guide.ask(Ask::Correct).into(),
            },
        )
    }
}

/// What people say for a choice, as beginnings of words.
fn ways(choice: &Choice) -> &'static [&'static str] {
    match choice {
        Choice::Work(Work::Employee) => &[
            "dipendent",
            "impiegat",
            "operai",
            "commess",
            "contratto",
            "indeterminato",
            "determinato",
            "assunt",
            "employe",
        ],
        Choice::Work(Work::Domestic) => &["colf", "badant", "domestic", "babysitter", "baby sitter", "tata"],
        Choice::Work(Work::Home) => &["domicilio", "a casa per", "da casa per", "at home"],
        Choice::PublicWork => {
            &["pubblic", "statal", "comunal", "insegn", "scuola", "maestr", "ministero", "public", "teacher"]
        }
        Choice::OtherWork => &[
            "autonom",
            "partita iva",
            "libera profession",
            "libero profession",
            "artigian",
            "gestione separata",
            "cococo",
            "co co co",
            "self employ",
            "freelance",
            "disoccupat",
            "altro",
            "other",
        ],
        Choice::Sort(Sort::Expected) => {
            &["arrivo", "deve nascere", "incinta", "aspett", "gravidanza", "pregnan", "expect"]
        }
        Choice::Sort(Sort::Born) => &["gia nat", "e nat", "gia qui", "partorit", "born", "nato", "nata"],
        Choice::Sort(Sort::Adopted) => &["adozion", "adott", "adopt"],
        Choice::Sort(Sort::Fostered) => &["affid", "foster"],
        Choice::NotYetBorn => &["non ancora", "deve nascere", "not yet"],
        Choice::NotKnown => &["non lo so", "non so", "non saprei", "boh", "don t know", "not sure"],
        Choice::One => &["uno", "una", "singol", "un solo", "single", "one", "un bambin", "un figlio"],
        Choice::Several => {
            &["gemell", "due", "tre", "trigem", "plurim", "twins", "two", "three", "piu di un"]
        }
        Choice::Scheme(Scheme::TwoThree) => {
            &["2 3", "due e tre", "due mesi prima", "2 mesi prima", "due prima"]
        }
        Choice::Scheme(Scheme::OneFour { .. }) => {
            &["1 4", "uno e quattro", "un mese prima", "1 mese prima", "uno prima"]
        }
        Choice::Scheme(Scheme::ZeroFive { .. }) => {
            &["0 5", "tutti dopo", "tutto dopo", "cinque dopo", "5 dopo", "tutti e cinque", "all after"]
        }
        Choice::Remind => &["ricorda", "remind", "si"],
        Choice::Correct => &["corregg", "sbagliat", "modific", "correct"],
        Choice::YesForget | Choice::YesUnregister => &["si", "cancella", "yes"],
        Choice::NotFromAbroad => &["no", "nazionale", "in italia", "not from abroad"],
        Choice::Back => &["indietro", "torna", "back"],
        Choice::IsCompany => &["si", "azienda", "ditta", "impresa", "yes"],
        Choice::NoCompany => &["no", "per me", "lavorator", "lavoratric"],
        Choice::Leave => &["lascia", "esci", "basta", "leave", "stop"],
        _ => &[],
    }
}

/// Does a text say this choice, as whole words or their beginnings?
fn says(typed: &str, choice: &Choice) -> bool {
    let padded = format!(" {typed} ");
    ways(choice).iter().any(|way| {
        // Short ones are words by themselves.
        if way.len() <= 3 {
            padded.contains(&format!(" {way} "))
        } else {
            padded.contains(&format!(" {way}"))
        }
    })
}
