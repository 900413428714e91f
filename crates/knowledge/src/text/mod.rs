//! From a sentence to the words that count.
//!
//! Everything is lowercased and loses its accents *before* stemming: on phones "maternita", "perche" and "puo" are
//! as frequent as their correct forms, and both spellings must end in the same stem. Negations and question words
//! (non, come, dove, quanto, chi, quando) stay: "quanto costa" and "come si fa" are different questions.

mod abbreviations;
pub mod courtesy;
pub mod lexicon;
mod names;
pub mod normaliser;
pub mod numbered;
pub(crate) mod parts;
pub mod question;
pub mod small_talk;
pub mod spelling;
pub mod spoken;
mod stop_words;
pub mod traits;
pub mod typo;
pub mod values;
pub mod vocabulary;
pub mod words;

use std::{collections::HashMap, sync::Arc};

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language as StemmerLanguage, LowerCaser, NgramTokenizer, RawTokenizer,
    RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer, TextAnalyzerBuilder,
};

/// How many characters of a question are looked at.
pub const MAX_CHARS: usize = 1_000;
/// Longer "words" are addresses or noise, in bytes; a question without spaces is shorter.
const MAX_WORD: usize = 200;
const GRAM: usize = 4;

/// What we know the words of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLanguage {
    Italian,
    English,
    /// Words are compared as they are written.
    Other,
}

impl TextLanguage {
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

/// A sentence three times over: what it is about, how that is said, and how it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The stems of the words that count, in their order.
    pub stems: Vec<Arc<str>>,
    /// The stem of every word; a word that says nothing stands for itself.
    pub phrase: Vec<Arc<str>>,
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
    /// The words that count, in their order, and the whole as a sentence.
    pub fn read(&mut self, tokens: Vec<Arc<str>>) -> (Vec<Word>, Sentence) {
        let mut words = Vec::new();
        let mut phrase = Vec::with_capacity(tokens.len());
        for token in &tokens {
            let word = self.word(token);
            phrase.push(word.as_ref().map_or_else(|| token.clone(), |word| word.stem.clone()));
            words.extend(word);
        }
        let stems = words.iter().map(|word| word.stem.clone()).collect();
        (words, Sentence { stems, phrase, tokens })
    }

    /// Every word of a text.
    pub fn tokens(&mut self, text: &str) -> Vec<Arc<str>> {
        let mut tokens = Vec::new();
        self.plain.token_stream(text).process(&mut |token| tokens.push(token.text.as_str().into()));
        tokens
    }

    /// What is asked in a text, as the collection is taught it: courtesy off, abbreviations spelled out.
    pub fn asked(&mut self, text: &str) -> Vec<Arc<str>> {
        let clauses = clauses(&mut self.plain, text);
        let asked = courtesy::off(&clauses, |_| false).unwrap_or_else(|| courtesy::whole(&clauses));
        asked.iter().map(|token| abbreviations::spelled_out(token).into()).collect()
    }

    /// A word, if it counts; each is stemmed once.
    pub fn word(&mut self, token: &Arc<str>) -> Option<Word> {
        let stem = if let Some(stem) = self.stems.get(token) {
            stem.clone()
        } else {
            let stem: Option<Arc<str>> = tokens(&mut self.stem, token).pop().map(Into::into);
            self.stems.insert(token.clone(), stem.clone());
            stem
        };
        stem.map(|stem| Word { written: token.clone(), stem })
    }
}

/// What ends a clause; a full stop between digits does not matter here.
const CLAUSE_ENDS: [char; 16] =
    ['.', ',', ';', ':', '!', '?', '(', ')', '"', '«', '»', '…', '–', '—', '\n', '\u{2028}'];

/// The words of a text, clause by clause. Digits and the letters that follow them are two words ("6mesi"), a plus between
/// blanks is one.
fn clauses(plain: &mut TextAnalyzer, text: &str) -> Vec<Vec<courtesy::Token>> {
    let mut clauses = vec![Vec::new()];
    let mut end = 0;
    let mut begins = true;
    plain.token_stream(text).process(&mut |token| {
        let between = &text[end..token.offset_from];
        let written = &text[token.offset_from..token.offset_to];
        end = token.offset_to;
        let is_sign = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !"’‘`´".contains(c);
        if between.contains(CLAUSE_ENDS) || between.contains(is_sign) {
            clauses.push(Vec::new());
            begins |= between.contains(['.', '!', '?', '\n']) || between.contains(is_sign);
        }
        let clause = clauses.last_mut().expect("there is always one");
        if between.trim() == "+" && between.starts_with(' ') && between.ends_with(' ') {
            clause.push(courtesy::Token { text: "piu".to_owned(), large: false });
        }
        let mut letters = written.chars();
        let large =
            !begins && letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
        begins = false;
        let digits = token.text.len() - token.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, word) = token.text.split_at(digits);
        if number.is_empty() || word.len() < 2 || !word.chars().all(char::is_alphabetic) {
            clause.push(courtesy::Token { text: token.text.clone(), large });
        } else {
            clause.push(courtesy::Token { text: number.to_owned(), large: false });
            clause.push(courtesy::Token { text: word.to_owned(), large: false });
        }
    });
    clauses
}

impl Analyzer {
    pub fn new(language: TextLanguage) -> Self {
        let (stop_words, stemmer) = match language {
            TextLanguage::Italian => (stop_words::ITALIAN, Some(StemmerLanguage::Italian)),
            TextLanguage::English => (stop_words::ENGLISH, Some(StemmerLanguage::English)),
            TextLanguage::Other => ("", None),
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

    /// The words that count, and the whole as a sentence.
    pub fn read(&self, text: &str) -> (Vec<Word>, Sentence) {
        let mut reader = self.reader();
        let tokens = reader.tokens(text);
        reader.read(tokens)
    }

    pub fn sentence(&self, text: &str) -> Sentence {
        self.read(text).1
    }

    /// The words of a text, clause by clause.
    pub(crate) fn clauses(&self, text: &str) -> Vec<Vec<courtesy::Token>> {
        clauses(&mut self.plain.clone(), text)
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

    fn stems(language: TextLanguage, text: &str) -> Vec<String> {
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
            assert_eq!(stems(TextLanguage::Italian, correct), stems(TextLanguage::Italian, phone));
        }
    }

    #[test]
    fn negations_and_question_words_count_and_articles_do_not() {
        assert_eq!(
            stems(TextLanguage::Italian, "non so come e dove si chiede il congedo"),
            ["non", "so", "com", "dov", "chied", "conged"]
        );
        assert_ne!(stems(TextLanguage::Italian, "quanto costa"), stems(TextLanguage::Italian, "come costa"));
    }

    #[test]
    fn english_has_its_own_words_and_an_unknown_language_is_left_as_it_is() {
        assert_eq!(stems(TextLanguage::English, "When is the leave paid?"), ["when", "leav", "paid"]);
        assert_eq!(stems(TextLanguage::Other, "Să plătești"), ["sa", "platesti"]);
    }

    #[test]
    fn a_word_remembers_how_it_was_written() {
        let words = Analyzer::new(TextLanguage::Italian).words("Le 104 Età");
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
