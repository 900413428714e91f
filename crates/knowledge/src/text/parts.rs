//! Cuts a message into the questions it asks, each with what was told before it.
//!
//! A cut too many costs little: what asks the same is the same article. So sentences are cut, and long ones where somebody
//! goes on to something else.

use std::sync::LazyLock;

use regex::Regex;

/// A piece of fewer words asks nothing by itself.
const LEAST_WORDS: usize = 4;
/// More questions are not told apart.
const MOST: usize = 6;

/// Where a sentence ends: not after an abbreviation or within a number.
static SENTENCE_ENDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:[.!…;]+(?:\s|$)|\?+[!?.]*|\n+)").expect("a good pattern"));
/// Where somebody goes on to something else.
static GOING_ON: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?i)[,:]?\s+(?:(?:e |ed |o |ma )?(?:poi|inoltre|in più|in piu|in aggiunta|oltre a questo|oltretutto|già che ci sono|gia che ci sono|altra (?:cosa|domanda|questione)|un'altra (?:cosa|domanda|questione)|seconda (?:cosa|domanda|questione)?|la seconda|secondo|(?:mi interessa|volevo|vorrei|chiedo|chiederei|posso) anche (?:sapere|chiedere|capire)?)|(?:e|ed|o) (?:anche|invece|se|per|con|quanto|quanti|quante|quando|come|dove|chi|cosa|che cosa|posso|possiamo|devo|dobbiamo|ho diritto|mi spetta|mi spettano|ci spetta|si può|il|la|i|le|lo|l'|mio|mia|a (?:chi|che))|also|and (?:what|how|when|can|do|is|if|who|for))\b";
    Regex::new(words).expect("a good pattern")
});
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\?|\b(?:quanto|quanti|quante|quanta|quando|come|dove|chi|cosa|quale|quali|perch[eé]|se|posso|possiamo|può|puo|possono|devo|dobbiamo|deve|spetta|spettano|ho diritto|abbiamo diritto|serve|servono|conviene|vale|valgono|esiste|esistono|c'è|ci sono|volevo|vorrei|chiedo|what|how|when|where|who|which|can|could|do|does|is|are|am|should|must|may|will)\b").expect("a good pattern")
});

/// The questions of a message, in their order: none where there is but one.
pub(crate) fn parts(message: &str) -> Vec<&str> {
    let mut cuts: Vec<&str> = Vec::new();
    let mut from = 0;
    for end in SENTENCE_ENDS.find_iter(message).map(|found| found.end()).chain([message.len()]) {
        let sentence = &message[from..end];
        if asks(sentence) {
            cut_on(sentence, &mut cuts);
        } else if words(sentence) >= LEAST_WORDS {
            cuts.push(sentence);
        }
        from = end;
    }
    let parts: Vec<&str> =
        cuts.into_iter().map(str::trim).filter(|part| asks(part) && words(part) >= LEAST_WORDS).collect();
    if (2..=MOST).contains(&parts.len()) { parts } else { Vec::new() }
}

fn cut_on<'a>(sentence: &'a str, cuts: &mut Vec<&'a str>) {
    let mut from = 0;
    for found in GOING_ON.find_iter(sentence) {
        let (before, after) = (&sentence[from..found.start()], &sentence[found.start()..]);
        if words(before) >= LEAST_WORDS && words(after) >= LEAST_WORDS {
            cuts.push(before);
            from = found.start();
        }
    }
    cuts.push(&sentence[from..]);
}

fn asks(text: &str) -> bool {
    ASKS.is_match(text)
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_cut_where_somebody_asks_something_else() {
        for (message, questions) in [
            ("quante ore di allattamento mi spettano?", &[][..]),
            ("Sono incinta di tre mesi. Lavoro in un bar. Quanto dura la maternità?", &[]),
            (
                "Quanti giorni ha il papà? E il bonus nido quanto è?",
                &["Quanti giorni ha il papà?", "E il bonus nido quanto è?"],
            ),
            (
                "vorrei sapere quanto dura la maternità e poi come si chiede il bonus nido",
                &["vorrei sapere quanto dura la maternità", "e poi come si chiede il bonus nido"],
            ),
            (
                "How long is maternity leave? And how do I apply for the nursery bonus?",
                &["How long is maternity leave?", "And how do I apply for the nursery bonus?"],
            ),
            ("Quando? Come? Chi?", &[]),
        ] {
            assert_eq!(parts(message), questions, "{message}");
        }
    }
}
