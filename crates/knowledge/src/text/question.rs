//! A question as the shelf understands it: its words, what was corrected, what nobody here ever said.

use std::sync::Arc;

use serde::Serialize;

use super::{
    Analyzer, Sentence, beginning,
    vocabulary::{Stem, Vocabulary},
};

/// A word taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    pub written: String,
    pub taken_for: String,
}

/// A question, analysed against one vocabulary.
pub(crate) struct Question {
    /// As it was meant: corrected words in place of what was written.
    pub sentence: Sentence,
    /// The known stems, after correction, each once.
    pub stems: Vec<Stem>,
    /// How each of `stems` reads.
    names: Vec<Arc<str>>,
    /// Every stem, known or not, as written and as corrected.
    pub said: Vec<Arc<str>>,
    pub unknown: Vec<String>,
    pub corrections: Vec<Correction>,
    weight: f64,
    /// Sum of the squares, for the cosine.
    pub square_weight: f64,
    pub unknown_weight: f64,
    pub corrected_weight: f64,
}

impl Question {
    pub fn new(question: &str, analyzer: &Analyzer, vocabulary: &Vocabulary) -> Self {
        let (words, tokens) = analyzer.read(beginning(question));
        let mut it = Self {
            sentence: Sentence { stems: Vec::new(), tokens },
            stems: Vec::new(),
            names: Vec::new(),
            said: Vec::new(),
            unknown: Vec::new(),
            corrections: Vec::new(),
            weight: 0.0,
            square_weight: 0.0,
            unknown_weight: 0.0,
            corrected_weight: 0.0,
        };
        for word in words {
            if it.said.contains(&word.stem) {
                continue;
            }
            it.said.push(word.stem.clone());
            if let Some(stem) = vocabulary.find(&word.stem) {
                it.add(stem, word.stem, vocabulary);
            } else if let Some((meant, stem)) = vocabulary.correct(&word.written) {
                for token in it.sentence.tokens.iter_mut().filter(|token| **token == word.written) {
                    *token = meant.into();
                }
                if let Some(stem) = stem {
                    it.corrected_weight += vocabulary.weight(stem);
                    let name = analyzer.words(meant).pop().map_or(word.stem, |word| word.stem);
                    it.said.push(name.clone());
                    it.add(stem, name, vocabulary);
                }
                it.corrections
                    .push(Correction { written: word.written.to_string(), taken_for: meant.to_owned() });
            } else if !word.is_number() {
                let weight = vocabulary.unknown_weight();
                it.unknown_weight += weight;
                it.weight += weight;
                it.square_weight += weight.powi(2);
                it.unknown.push(word.written.to_string());
                it.sentence.stems.push(word.stem);
            }
        }
        it
    }

    fn add(&mut self, stem: Stem, name: Arc<str>, vocabulary: &Vocabulary) {
        if self.stems.contains(&stem) {
            return;
        }
        let weight = vocabulary.weight(stem);
        self.weight += weight;
        self.square_weight += weight.powi(2);
        self.stems.push(stem);
        self.sentence.stems.push(name.clone());
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
