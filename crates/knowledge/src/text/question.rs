//! A question as the shelf understands it: its words, what was corrected, what nobody here ever said.

use std::{cell::RefCell, collections::HashSet, sync::Arc};

use super::{
    Analyzer, Sentence, beginning, courtesy,
    lexicon::Lexicon,
    normaliser::{Correction, Normaliser},
    small_talk::{self, Subject},
    vocabulary::{Stem, Vocabulary},
};

/// A question, analysed against one collection.
pub(crate) struct AnalysedQuestion {
    /// As it was meant, without courtesy: corrected words in place of what was written.
    pub sentence: Sentence,
    /// The known stems, after correction, each once.
    pub stems: Vec<Stem>,
    /// How each of `stems` reads.
    names: Vec<Arc<str>>,
    /// Every stem, known or not, as written and as meant, courtesy too.
    pub said: Vec<Arc<str>>,
    pub unknown: Vec<String>,
    pub corrections: Vec<Correction>,
    /// Whether nothing but courtesy was said.
    pub is_courtesy: bool,
    /// What there is to look up.
    pub subject: Subject,
    weight: f64,
    /// Sum of the squares, for the cosine.
    pub square_weight: f64,
    pub unknown_weight: f64,
    /// What was only understood by a guess.
    pub guessed_weight: f64,
}

impl AnalysedQuestion {
    pub fn new(question: &str, analyzer: &Analyzer, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Self {
        let reader = RefCell::new(analyzer.reader());
        let clauses = analyzer.clauses(beginning(question));
        let whole = courtesy::whole(&clauses);
        let knows = |word: &str| {
            let word = reader.borrow_mut().word(&word.into());
            word.is_some_and(|word| vocabulary.find(&word.stem).is_some())
        };
        let asked = courtesy::off(&clauses, knows);
        let is_courtesy = asked.is_none();
        let normaliser =
            Normaliser { lexicon, is_known: |word: &str| lexicon.count(word) > 0 || knows(word) };
        let (meant, corrections) = normaliser.read(asked.as_deref().unwrap_or(&whole));
        let doubtful: HashSet<Arc<str>> =
            meant.iter().filter(|word| word.doubtful).map(|word| word.text.clone()).collect();
        let mut reader = reader.into_inner();
        let (words, sentence) = reader.read(meant.into_iter().map(|word| word.text).collect());
        let written = reader.read(whole.into_iter().map(Into::into).collect()).0;

        let subject = small_talk::subject(words.iter().map(|word| (&*word.written, &word.stem)));
        let mut it = Self {
            subject,
            sentence,
            stems: Vec::new(),
            names: Vec::new(),
            said: written.into_iter().map(|word| word.stem).collect(),
            unknown: Vec::new(),
            corrections,
            is_courtesy,
            weight: 0.0,
            square_weight: 0.0,
            unknown_weight: 0.0,
            guessed_weight: 0.0,
        };
        let mut met: HashSet<Arc<str>> = HashSet::new();
        for word in words {
            if !met.insert(word.stem.clone()) {
                continue;
            }
            it.said.push(word.stem.clone());
            if let Some(stem) = vocabulary.find(&word.stem) {
                if doubtful.contains(&word.written) {
                    it.guessed_weight += vocabulary.weight(stem);
                }
                it.add(stem, word.stem, vocabulary);
            } else if !word.is_number() {
                let weight = vocabulary.unknown_weight();
                it.unknown_weight += weight;
                it.weight += weight;
                it.square_weight += weight.powi(2);
                it.unknown.push(word.written.to_string());
            }
        }
        it
    }

    fn add(&mut self, stem: Stem, name: Arc<str>, vocabulary: &Vocabulary) {
        let weight = vocabulary.weight(stem);
        self.weight += weight;
        self.square_weight += weight.powi(2);
        self.stems.push(stem);
        self.names.push(name);
    }

    /// The share of the question that `weight` is, 0 to 1.
    pub fn share(&self, weight: f64) -> f64 {
        if self.weight > 0.0 { weight / self.weight } else { 0.0 }
    }

    /// How a stem of this question reads.
    pub fn name(&self, stem: Stem) -> Option<String> {
        let at = self.stems.iter().position(|own| *own == stem)?;
        Some(self.names[at].to_string())
    }
}
