//! From a sentence to the words that count.
//!
//! Everything is lowercased and loses its accents *before* stemming: on phones "maternita", "perche" and "puo" are
//! as frequent as their correct forms, and both spellings must end in the same stem. Negations and question words
//! (non, come, dove, quanto, chi, quando) stay: "quanto costa" and "come si fa" are different questions.

pub mod question;
pub mod small_talk;
pub mod spelling;
pub mod spoken;
mod stop_words;
pub mod typo;
pub mod vocabulary;
pub mod words;

use std::{collections::HashMap, sync::Arc};

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language as StemmerLanguage, LowerCaser, NgramTokenizer, RawTokenizer,
    RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer, TextAnalyzerBuilder,
};

/// How many characters of a question are looked at.
pub const MAX_CHARS: usize = 1_000;
/// Longer "words" are addresses or noise, in bytes.
const MAX_WORD: usize = 60;
const GRAM: usize = 4;

/// What we know the words of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Italian,
    English,
    /// Words are compared as they are written.
    Other,
}

impl Language {
    /// From a language code, as in "it" or "it-IT".
    pub fn of(code: &str) -> Self {
        match code.split(['-', '_']).next() {
            Some("it") => Self::Italian,
            Some("en") => Self::English,
            _ => Self::Other,
        }
    }
}

/// A word that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lowercase, without accents.
    pub written: Arc<str>,
    pub stem: Arc<str>,
}

impl Word {
    /// Numbers are compared, but never corrected, and an unknown one says nothing ("3 mesi", "4 mesi").
    pub fn is_number(&self) -> bool {
        self.written.bytes().any(|byte| byte.is_ascii_digit())
    }
}

/// A sentence twice over: what it is about, and how it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The stems of the words that count, in their order.
    pub stems: Vec<Arc<str>>,
    /// Every word, lowercase and without accents.
    pub tokens: Vec<Arc<str>>,
}

/// Cuts sentences of one language into words.
#[derive(Clone)]
pub struct Analyzer {
    /// To words, lowercase and without accents.
    plain: TextAnalyzer,
    /// From such a word to its stem, or to nothing.
    stem: TextAnalyzer,
    /// The words that say nothing.
    stop_words: &'static str,
}

/// An analyzer at work on many sentences: it remembers the stem of each word.
pub struct Reader {
    plain: TextAnalyzer,
    stem: TextAnalyzer,
    /// Each word once, and its stem: texts have thousands of words, and few different ones.
    stems: HashMap<Arc<str>, Option<Arc<str>>>,
}

impl Reader {
    /// The words that count, in their order, and every word as in [`Analyzer::tokens`].
    pub fn read(&mut self, text: &str) -> (Vec<Word>, Vec<Arc<str>>) {
        let (mut words, mut tokens) = (Vec::new(), Vec::new());
        let Self { plain, stem, stems } = self;
        plain.token_stream(text).process(&mut |token| {
            let (written, stem) = if let Some((written, stem)) = stems.get_key_value(token.text.as_str()) {
                (written.clone(), stem.clone())
            } else {
                let written: Arc<str> = token.text.as_str().into();
                let stem: Option<Arc<str>> = self::tokens(stem, &written).pop().map(Into::into);
                stems.insert(written.clone(), stem.clone());
                (written, stem)
            };
            words.extend(stem.map(|stem| Word { written: written.clone(), stem }));
            tokens.push(written);
        });
        (words, tokens)
    }
}

impl Analyzer {
    pub fn new(language: Language) -> Self {
        let (stop_words, stemmer) = match language {
            Language::Italian => (stop_words::ITALIAN, Some(StemmerLanguage::Italian)),
            Language::English => (stop_words::ENGLISH, Some(StemmerLanguage::English)),
            Language::Other => ("", None),
        };
        let stop = StopWordFilter::remove(stop_words.split_whitespace().map(str::to_owned));
        let stem = TextAnalyzer::builder(RawTokenizer::default()).filter_dynamic(stop);
        let stem = match stemmer {
            Some(language) => stem.filter_dynamic(Stemmer::new(language)),
            None => stem,
        };
        Self { plain: folded().build(), stem: stem.build(), stop_words }
    }

    /// The words that say nothing about a subject: they are read over.
    pub fn stop_words(&self) -> impl Iterator<Item = &'static str> {
        self.stop_words.split_whitespace()
    }

    /// For many sentences.
    pub fn reader(&self) -> Reader {
        Reader { plain: self.plain.clone(), stem: self.stem.clone(), stems: HashMap::new() }
    }

    /// The words that count, in their order, repetitions included.
    pub fn words(&self, text: &str) -> Vec<Word> {
        self.read(text).0
    }

    /// The words that count, and every word as in [`tokens`](Self::tokens).
    pub fn read(&self, text: &str) -> (Vec<Word>, Vec<Arc<str>>) {
        self.reader().read(text)
    }

    pub fn sentence(&self, text: &str) -> Sentence {
        let (words, tokens) = self.read(text);
        Sentence { stems: words.into_iter().map(|word| word.stem).collect(), tokens }
    }

    /// Every word, stop words too, lowercase and without accents.
    pub fn tokens(&self, text: &str) -> Vec<String> {
        tokens(&mut self.plain.clone(), text)
    }

    /// The sentence as [`tokens`](Self::tokens) with single spaces between them: equal for equal ways of asking.
    pub fn plain(&self, text: &str) -> String {
        self.tokens(text).join(" ")
    }
}

fn folded() -> TextAnalyzerBuilder {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(MAX_WORD))
        .filter(LowerCaser)
        .filter_dynamic(AsciiFoldingFilter)
}

fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    analyzer.token_stream(text).process(&mut |token| tokens.push(token.text.clone()));
    tokens
}

/// The pieces of four characters of a [plain](Analyzer::plain) sentence: they forgive typos and endings.
pub fn grams() -> TextAnalyzer {
    let tokenizer = NgramTokenizer::new(GRAM, GRAM, false).expect("4 is a valid length");
    TextAnalyzer::builder(tokenizer).build()
}

/// The part of a message that is looked at: its first [`MAX_CHARS`] characters.
pub fn beginning(text: &str) -> &str {
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: Language, text: &str) -> Vec<String> {
        let words = Analyzer::new(language).words(text);
        words.into_iter().map(|word| word.stem.to_string()).collect()
    }

    #[test]
    fn accents_and_phone_spelling_end_in_the_same_stem() {
        for (correct, phone) in [
            ("maternità", "maternita"),
            ("perché", "perche'"),
            ("quanto dura il congedo di paternità?", "QUANTO DURA IL CONGEDO DI PATERNITA'"),
            ("l’allattamento", "l'allattamento"),
        ] {
            assert_eq!(stems(Language::Italian, correct), stems(Language::Italian, phone));
        }
    }

    #[test]
    fn negations_and_question_words_count_and_articles_do_not() {
        assert_eq!(
            stems(Language::Italian, "non so come e dove si chiede il congedo"),
            ["non", "so", "com", "dov", "chied", "conged"]
        );
        assert_ne!(stems(Language::Italian, "quanto costa"), stems(Language::Italian, "come costa"));
    }

    #[test]
    fn english_has_its_own_words_and_an_unknown_language_is_left_as_it_is() {
        assert_eq!(stems(Language::English, "When is the leave paid?"), ["when", "leav", "paid"]);
        assert_eq!(stems(Language::Other, "Să plătești"), ["sa", "platesti"]);
    }

    #[test]
    fn a_word_remembers_how_it_was_written() {
        let words = Analyzer::new(Language::Italian).words("Le 104 Età");
        let written: Vec<&str> = words.iter().map(|word| &*word.written).collect();
        assert_eq!(written, ["104", "eta"]);
        assert!(words[0].is_number() && !words[1].is_number());
    }

    #[test]
    fn only_the_first_thousand_characters_are_looked_at() {
        let long = "à".repeat(MAX_CHARS + 5);
        assert_eq!(beginning(&long).chars().count(), MAX_CHARS);
        assert_eq!(beginning("breve"), "breve");
    }
}
