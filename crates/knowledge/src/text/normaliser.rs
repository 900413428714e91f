//! Reads words as they were meant: abbreviations spelled out, spaces put where they belong, stretched letters shortened,
//! slips of the finger corrected.
//!
//! The collection is the dictionary. Only what it does not know is changed, and towards what it knows. Such a reading is
//! *certain* where nothing else could be meant, or where the words around it stand beside it somewhere in the collection;
//! the others are guesses, and cost confidence: the word may be one of another subject.

use std::sync::Arc;

use serde::Serialize;

use super::{abbreviations::spelled_out, lexicon::Lexicon};

/// A word, or several, taken for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    pub written: String,
    pub taken_for: String,
    /// Nothing else could be meant.
    pub certain: bool,
}

/// A word as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    pub text: Arc<str>,
    /// A guess.
    pub doubtful: bool,
}

/// A shorter word may be anything.
const LEAST_SPLIT: usize = 5;
/// From this length on two slips are corrected.
const TWO_SLIPS: usize = 7;
/// A word is put together from two known ones only if it is said at least so often.
const OFTEN: u32 = 5;
/// The longest word that a string without spaces is searched for, in bytes.
const LONGEST: usize = 24;
/// So many of the likeliest ways to read the beginning of such a string are followed.
const WAYS: usize = 4;
/// What two words cost that never stand side by side, as a logarithm.
const STRANGERS: f64 = 7.0;

/// Reads against one collection; `is_known` also knows words by their stems.
pub(crate) struct Normaliser<'a, F> {
    pub lexicon: &'a Lexicon,
    pub is_known: F,
}

/// What a word is taken for.
struct Reading {
    words: Vec<String>,
    certain: bool,
}

impl<F: Fn(&str) -> bool> Normaliser<'_, F> {
    /// The words as they were meant, and what was changed.
    pub fn read(&self, tokens: &[String]) -> (Vec<Meant>, Vec<Correction>) {
        let (mut meant, mut corrections) = (Vec::<Meant>::new(), Vec::new());
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            let token = spelled_out(token);
            let before = meant.last().map(|word| word.text.clone());
            let around =
                Around { before: before.as_deref(), after: after.first().map(|next| spelled_out(next)) };
            let (written, reading, left) = match self.joined(token, after, around.before) {
                Some(joined) => (format!("{token} {}", after[0]), Some(joined), &after[1..]),
                None => (token.to_owned(), self.word(token, &around), after),
            };
            rest = left;
            let Some(Reading { words, certain }) = reading else {
                meant.push(Meant { text: token.into(), doubtful: false });
                continue;
            };
            corrections.push(Correction { written, taken_for: words.join(" "), certain });
            meant.extend(words.into_iter().map(|word| Meant { text: word.into(), doubtful: !certain }));
        }
        (meant, corrections)
    }

    /// Two words that are one: at least one of them is none by itself, or nobody ever says them together.
    fn joined(&self, token: &str, after: &[String], before: Option<&str>) -> Option<Reading> {
        let next = after.first()?;
        if is_number(token) || is_number(next) {
            return None;
        }
        let word = format!("{token}{next}");
        let count = self.lexicon.count(&word);
        if count == 0 || word.len() < LEAST_SPLIT {
            return None;
        }
        let known = |word: &str| word.len() > 1 && (self.is_known)(word) || is_elided(word);
        if known(token) && known(next) {
            let fits = before.is_some_and(|before| self.lexicon.is_pair(before, &word))
                || after.get(1).is_some_and(|after| self.lexicon.is_pair(&word, after));
            if self.lexicon.is_pair(token, next) || count < OFTEN || !fits {
                return None;
            }
        }
        Some(Reading { words: vec![word], certain: true })
    }

    /// What an unknown word is taken for; `None` for a known one, and for one that nothing is like.
    fn word(&self, token: &str, around: &Around<'_>) -> Option<Reading> {
        if token.len() < 3 || is_number(token) || (self.is_known)(token) {
            return None;
        }
        if let Some(reading) = self.respelled(token) {
            return Some(reading);
        }
        let apart = self.apart(token);
        if apart.as_ref().is_some_and(|apart| apart.certain) {
            return apart;
        }
        self.one_slip(token, around)
            .or_else(|| self.completed(token, around))
            .or_else(|| self.two_slips(token, around))
            .or(apart)
    }

    /// Letters held down, and k where Italian has c.
    fn respelled(&self, token: &str) -> Option<Reading> {
        let mut candidates = Vec::new();
        for most in [2, 1] {
            candidates.push(shortened(token, most));
        }
        if token.contains('k') {
            candidates.push(token.replace('k', "ch"));
            candidates.push(token.replace('k', "c"));
        }
        let word = candidates.into_iter().find(|word| word != token && self.lexicon.count(word) > 0)?;
        Some(Reading { words: vec![word], certain: true })
    }

    /// Several words written as one: those that are likeliest to follow each other. Certain where each is known beside
    /// the next.
    fn apart(&self, token: &str) -> Option<Reading> {
        if token.len() < LEAST_SPLIT || !token.is_ascii() {
            return None;
        }
        let places = token.len();
        // The best way to each place, by where its last word begins.
        let mut best: Vec<Vec<Step>> = vec![Vec::new(); places + 1];
        let total = f64::from(self.lexicon.total());
        for end in 1..=places {
            for start in end.saturating_sub(LONGEST)..end {
                let word = &token[start..end];
                let count = self.lexicon.count(word);
                if count == 0 || (word.len() == 1 && !is_elided(word) && !"aeoi".contains(word)) {
                    continue;
                }
                let cost = (total / f64::from(count)).ln();
                let step = if start == 0 {
                    Some(Step { start, cost, previous: 0, strangers: 0 })
                } else {
                    let ways = best[start].iter().enumerate().map(|(previous, step)| {
                        let stranger = !self.lexicon.is_pair(&token[step.start..start], word);
                        Step {
                            start,
                            cost: step.cost + cost + if stranger { STRANGERS } else { 0.0 },
                            previous,
                            strangers: step.strangers + usize::from(stranger),
                        }
                    });
                    ways.min_by(|a, b| a.cost.total_cmp(&b.cost))
                };
                best[end].extend(step);
            }
            best[end].sort_by(|a, b| a.cost.total_cmp(&b.cost));
            best[end].truncate(WAYS);
        }
        let strangers = best[places].first()?.strangers;
        let (mut words, mut end, mut at) = (Vec::new(), places, 0);
        while end > 0 {
            let step = best[end][at];
            words.push(token[step.start..end].to_owned());
            (end, at) = (step.start, step.previous);
        }
        words.reverse();
        let is_sentence = words.len() > 3 && strangers * 3 <= words.len();
        let is_two_words = words.len() == 2 && words.iter().all(|word| word.len() >= LEAST_SPLIT);
        (words.len() > 1 && (strangers == 0 || is_sentence || is_two_words))
            .then_some(Reading { words, certain: strangers == 0 || is_sentence })
    }

    fn one_slip(&self, token: &str, around: &Around<'_>) -> Option<Reading> {
        let near = self.lexicon.one_slip_away(token);
        self.likeliest(&near, around, |word| {
            // The first letter is the one that is looked at.
            token.len() > LEAST_SPLIT && word.as_bytes()[0] == token.as_bytes()[0] && near.len() == 1
        })
    }

    /// The word that was broken off: abbreviations end in a consonant.
    fn completed(&self, token: &str, around: &Around<'_>) -> Option<Reading> {
        if token.len() > 7 || token.ends_with(['a', 'e', 'i', 'o', 'u']) {
            return None;
        }
        let words = self.lexicon.beginning_with(token);
        let all: u32 = words.iter().map(|(_, count)| count).sum();
        let first = words.first().map_or(0, |(_, count)| *count);
        self.likeliest(&words, around, |_| first >= OFTEN && first * 2 > all)
    }

    fn two_slips(&self, token: &str, around: &Around<'_>) -> Option<Reading> {
        if token.len() < TWO_SLIPS || !token.chars().all(char::is_alphabetic) {
            return None;
        }
        let mut near = self.lexicon.two_slips_away(token);
        near.retain(|(word, count)| *count > 1 && word.len() + 1 >= TWO_SLIPS);
        self.likeliest(&near, around, |_| near.len() == 1 && token.len() > TWO_SLIPS + 1)
            .filter(|reading| reading.certain)
    }

    /// Of several words the one that stands beside its neighbours somewhere, or else the first; certain in the first
    /// case, or where `alone` says that none else can be meant.
    fn likeliest(
        &self,
        words: &[(&str, u32)],
        around: &Around<'_>,
        alone: impl Fn(&str) -> bool,
    ) -> Option<Reading> {
        let fits = |word: &str| {
            let before = around.before.is_some_and(|before| self.lexicon.is_pair(before, word));
            let after = around.after.is_some_and(|after| self.lexicon.is_pair(word, after));
            u8::from(before) + u8::from(after)
        };
        // The earlier one wins: it is more frequent.
        let (word, fit) =
            words.iter().rev().map(|(word, _)| (*word, fits(word))).max_by_key(|(_, fit)| *fit)?;
        Some(Reading { words: vec![word.to_owned()], certain: fit > 0 || alone(word) })
    }
}

/// The words beside a word.
struct Around<'a> {
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// A word within a string without spaces.
#[derive(Clone, Copy)]
struct Step {
    start: usize,
    cost: f64,
    /// The step before it, among those to `start`.
    previous: usize,
    strangers: usize,
}

fn is_number(token: &str) -> bool {
    token.bytes().any(|byte| byte.is_ascii_digit())
}

/// What stands before an apostrophe.
fn is_elided(word: &str) -> bool {
    matches!(word, "l" | "d" | "c" | "m" | "t" | "s" | "v" | "n")
}

/// No letter more than so often in a row.
fn shortened(token: &str, most: usize) -> String {
    let mut out = String::new();
    let mut run = 0;
    for c in token.chars() {
        run = if out.ends_with(c) { run + 1 } else { 1 };
        if run <= most || (most == 1 && run == 2 && !is_run(token, c)) {
            out.push(c);
        }
    }
    out
}

/// Whether a letter stands three times in a row.
fn is_run(token: &str, c: char) -> bool {
    let run: String = std::iter::repeat_n(c, 3).collect();
    token.contains(&run)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCES: [&str; 6] = [
        "quanto dura il congedo di maternita",
        "quanti giorni di congedo ha il padre",
        "i permessi per l allattamento al lavoro",
        "per quanto tempo posso stare a casa",
        "chi paga il congedo parentale",
        "che cosa spetta al padre",
    ];

    fn read(text: &str) -> String {
        let sentences: Vec<Vec<Arc<str>>> =
            SENTENCES.iter().map(|line| line.split(' ').map(Arc::from).collect()).collect();
        let often = sentences.iter().cycle().take(40);
        let lexicon = Lexicon::new(often.map(Vec::as_slice), ["un", "ora", "questo"].into_iter());
        let normaliser = Normaliser { lexicon: &lexicon, is_known: |word: &str| lexicon.count(word) > 0 };
        let tokens: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let words = normaliser.read(&tokens).0;
        let told = words.iter().map(|word| format!("{}{}", word.text, if word.doubtful { "?" } else { "" }));
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_phones_make_of_words_is_undone() {
        for (written, meant) in [
            // Abbreviations.
            ("xke nn posso stare a casa", "perche non posso stare a casa"),
            ("quanti gg di cong", "quanti giorni di congedo"),
            ("il congedo parent", "il congedo parentale"),
            // Letters held down, and others for c.
            ("quaaanto dura", "quanto dura"),
            ("ke kosa spetta", "che cosa spetta"),
            // Spaces.
            ("quanto durail congedo", "quanto dura il congedo"),
            ("il con gedo", "il congedo"),
            ("i per messi per", "i permessi per"),
            ("lallattamento", "l allattamento"),
            ("quantodurailcongedodimaternita", "quanto dura il congedo di maternita"),
            // Slips.
            ("il congdo", "il congedo"),
            ("permesi", "permessi"),
            ("il conegod parentlae", "il congedo parentale"),
            // What nothing is like stays.
            ("il trattore del vicino", "il trattore del vicino"),
            ("104 ore", "104 ore"),
            ("stare a casa", "stare a casa"),
        ] {
            assert_eq!(read(written), meant, "{written}");
        }
    }

    #[test]
    fn what_could_be_another_word_is_a_guess() {
        assert_eq!(read("un matre"), "un matre");
        assert_eq!(read("un maternità".replace('à', "o").as_str()), "un maternita");
        assert_eq!(read("un ladre"), "un padre?");
    }
}
