//! What of a person's words the staff room does not show: telephone numbers, e-mail and Matrix addresses, tax codes, IBANs.

use std::{borrow::Cow, sync::LazyLock};

use regex::{Captures, Regex};

/// One expression for all, the longest kinds first: what is one cannot be another.
static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?P<matrix>@[\p{L}\d._=/+-]+:[\p{L}\d-]+(?:\.[\p{L}\d-]+)*(?::\d+)?)
        |(?P<email>[\p{L}\d._%+-]+\s?@\s?[\p{L}\d-]+(?:\s?\.\s?[\p{L}\d-]+)+)
        |(?P<iban>\b[A-Z]{2}\d{2}(?:[\ .-]?[A-Z0-9]){11,30}\b)
        |(?P<code>\b[A-Z]{3}[\ ]?[A-Z]{3}[\ ]?[\dLMNP-V]{2}[A-EHLMPR-T][\dLMNP-V]{2}[\ ]?[A-Z][\dLMNP-V]{3}[\ ]?[A-Z]\b)
        |(?P<date>\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b)
        |(?P<phone>(?:\+|\b00)\d(?:[\ ./()-]{0,2}\d){6,14}\b|\b[03]\d{1,3}(?:[\ ./()-]{0,2}\d){5,9}\b)
        ",
    )
    .expect("an expression of our own")
});

/// The fewest digits of a telephone number.
const LEAST_DIGITS: usize = 8;

/// The text with what nobody needs covered; borrowed where there is nothing to cover.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    PERSONAL.replace_all(text, |found: &Captures| match kind(found) {
        Some(mask) => mask.to_owned(),
        None => found[0].to_owned(),
    })
}

/// Is there anything to cover?
#[must_use]
pub fn has_personal(text: &str) -> bool {
    PERSONAL.captures_iter(text).any(|found| kind(&found).is_some())
}

fn kind(found: &Captures) -> Option<&'static str> {
    let is = |name| found.name(name).is_some();
    if is("matrix") {
        return Some("[indirizzo Matrix]");
    }
    if is("email") {
        return Some("[e-mail]");
    }
    if is("iban") {
        return Some("[IBAN]");
    }
    if is("code") {
        return Some("[codice fiscale]");
    }
    let digits = found[0].chars().filter(char::is_ascii_digit).count();
    (is("phone") && digits >= LEAST_DIGITS).then_some("[telefono]")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_says_who_somebody_is_is_covered_and_nothing_else() {
        for (said, shown) in [
            ("chiamami al 333 1234567", "chiamami al [telefono]"),
            ("il mio numero: +39 333-12.34.567!", "il mio numero: [telefono]!"),
            ("tel 02 1234 5678 interno 3", "tel [telefono] interno 3"),
            ("3331234567", "[telefono]"),
            ("0040 722 123 456", "[telefono]"),
            ("scrivi a maria.rossi+lavoro@example.it grazie", "scrivi a [e-mail] grazie"),
            ("maria @ example . it", "[e-mail]"),
            ("lo ha detto <@maria.rossi:example.org>: sì", "lo ha detto <[indirizzo Matrix]>: sì"),
            ("chiedete a @maria_1:matrix.example.org:8448", "chiedete a [indirizzo Matrix]"),
            ("@maria: ciao; alle 10:30", "@maria: ciao; alle 10:30"),
            ("cf RSSMRA85T50F205Z", "cf [codice fiscale]"),
            ("cf rss mra 85t50 f205 z", "cf [codice fiscale]"),
            ("IT60 X054 2811 1010 0000 0123 456 è il conto", "[IBAN] è il conto"),
            ("iban it60x0542811101000000123456", "iban [IBAN]"),
            ("D.Lgs. 151/2001, art. 16 e legge 104/92", "D.Lgs. 151/2001, art. 16 e legge 104/92"),
            ("nasce il 10/02/2027 o il 2027-02-10", "nasce il 10/02/2027 o il 2027-02-10"),
            ("pratica 2026-0042, 1.750 euro, isee 30000", "pratica 2026-0042, 1.750 euro, isee 30000"),
            ("chiamo il 1522 o il 112", "chiamo il 1522 o il 112"),
            ("36 settimane, 3 figli di 2, 4 e 6 anni", "36 settimane, 3 figli di 2, 4 e 6 anni"),
        ] {
            assert_eq!(masked(said), shown, "{said}");
            assert_eq!(has_personal(said), said != shown, "{said}");
        }
    }

    proptest! {
        #[test]
        fn what_is_covered_stays_covered(text in ".{0,200}") {
            let once = masked(&text).into_owned();
            prop_assert_eq!(masked(&once).into_owned(), once.clone());
            prop_assert!(!has_personal(&once));
        }

        #[test]
        fn an_italian_mobile_number_is_covered_however_it_is_written(
            number in 3_200_000_000_u64..3_999_999_999,
            gap in prop::sample::select(vec!["", " ", "-", "."]),
        ) {
            let digits = number.to_string();
            let written = format!("{}{gap}{}{gap}{}", &digits[..3], &digits[3..6], &digits[6..]);
            let text = format!("sono al {written} dopo le 18");
            prop_assert_eq!(masked(&text), "sono al [telefono] dopo le 18");
        }
    }
}
