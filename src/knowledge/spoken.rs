//! Which language a message is written in, where that is beyond doubt.

use std::sync::LazyLock;

use lingua::{Language as Lingua, LanguageDetector, LanguageDetectorBuilder};

use crate::desk::language::{Language, Written};

/// Fewer letters of the Latin alphabet say too little: "ok", "hola", "merci" are everybody's.
const LEAST_LETTERS: usize = 7;
/// From this probability on (0 to 1) a language other than Italian is believed; of 15,000 Italian lines, two have it.
const SURE: f64 = 0.6;
/// The same of messages of so many letters and more, which say more.
const LONG: usize = 20;
const SURE_OF_LONG: f64 = 0.52;
/// From this share of a message's letters on, a script decides.
const MOST: f64 = 0.3;

/// Portuguese, German and Russian are here so that they are not taken for their neighbours.
static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
    LanguageDetectorBuilder::from_languages(&[
        Lingua::Italian,
        Lingua::English,
        Lingua::Spanish,
        Lingua::Romanian,
        Lingua::French,
        Lingua::Albanian,
        Lingua::Tagalog,
        Lingua::Portuguese,
        Lingua::German,
        Lingua::Ukrainian,
        Lingua::Russian,
    ])
    .build()
});

/// The language of a message; `None` where nobody could be sure.
#[must_use]
pub fn written(text: &str) -> Option<Written> {
    if let Some((code, speak)) = by_script(text) {
        return Some(Written { code: code.to_owned(), speak });
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let several_words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() > 1;
    if letters < LEAST_LETTERS || !several_words {
        return None;
    }
    let (found, probability) = DETECTOR.compute_language_confidence_values(text).into_iter().next()?;
    let sure = if letters >= LONG { SURE_OF_LONG } else { SURE };
    if probability < sure && found != Lingua::Italian {
        return None;
    }
    Some(match found {
        Lingua::Italian => Language::It.into(),
        Lingua::English => Language::En.into(),
        Lingua::Spanish => Language::Es.into(),
        Lingua::Romanian => Language::Ro.into(),
        Lingua::French => Language::Fr.into(),
        Lingua::Albanian => Language::Sq.into(),
        Lingua::Tagalog => Language::Tl.into(),
        Lingua::Ukrainian => Language::Uk.into(),
        // Whoever writes these reads the one beside it.
        Lingua::Russian => Written { code: "ru".into(), speak: Language::Uk },
        Lingua::Portuguese => Written { code: "pt".into(), speak: Language::Es },
        Lingua::German => Written { code: "de".into(), speak: Language::En },
    })
}

/// Scripts that one language of the city's alone writes; Cyrillic has several.
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
    use super::written;

    fn code(text: &str) -> String {
        written(text).map_or_else(|| "?".to_owned(), |written| written.code)
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
}
