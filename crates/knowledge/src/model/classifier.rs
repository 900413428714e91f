//! Which article a question is about, by all its ways of asking together.
//!
//! A linear model over words, pairs of neighbouring words and pieces of words, with one class per article, one for what is
//! outside, and those of small talk. Words that say nothing about a subject are among them: how somebody asks tells one
//! article from its neighbour ("quando", "entro quando", "da quando"). It learns when the collection is loaded, with two
//! losses side by side.

use serde::{Deserialize, Serialize};

use super::linear::{Linear, Term, distinct};
use super::rule::LONG;
use crate::text::{Sentence, numbered::number};

/// What the three kinds of terms weigh against each other.
const WORD: f32 = 1.0;
const PAIR: f32 = 0.7;
const PIECE: f32 = 0.45;
/// Lengths of the pieces of words, with a blank at either end of the word.
const PIECES: [usize; 2] = [3, 4];

/// A trained classifier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Classifier(Linear);

impl Classifier {
    /// From every way of asking and its class, below `classes`.
    pub fn train(phrasings: &[(&Sentence, usize)], classes: usize) -> Self {
        Self(Linear::train_with_margins(phrasings, |sentence| all_terms(sentence), classes))
    }

    pub fn of(&self, sentence: &Sentence) -> Leaning {
        let (logarithms, margins) = self.0.of_both(&all_terms(sentence));
        Leaning { logarithms, margins }
    }
}

/// What a classifier makes of a sentence, class by class.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaning {
    /// The logarithm of the probability of each class, given that it is one of them.
    pub logarithms: Vec<f64>,
    /// How far the class is from all others: above 0 on its own side, 1 as far as what was learned.
    pub margins: Vec<f64>,
}

/// The different terms of a sentence as numbers, and what their kind weighs.
fn all_terms(sentence: &Sentence) -> Vec<Term> {
    let mut terms = Vec::new();
    for stem in &sentence.phrase {
        terms.push((number(b'w', &[stem.as_bytes()]), WORD));
    }
    for pair in sentence.phrase.windows(2) {
        terms.push((number(b'p', &[pair[0].as_bytes(), pair[1].as_bytes()]), PAIR));
    }
    let mut padded = String::new();
    let mut starts: Vec<usize> = Vec::new();
    // A long message has words enough, and pieces of words would be most of its terms.
    let words = if sentence.tokens.len() > LONG { &[] } else { sentence.tokens.as_slice() };
    for token in words {
        padded.clear();
        padded.extend([" ", token, " "]);
        starts.clear();
        starts.extend(padded.char_indices().map(|(start, _)| start).chain([padded.len()]));
        for length in PIECES {
            let ends = starts.iter().skip(length);
            let pieces = starts.iter().zip(ends).map(|(start, end)| &padded.as_bytes()[*start..*end]);
            terms.extend(pieces.map(|piece| (number(b'c', &[piece]), PIECE)));
        }
    }
    distinct(terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analyzer, TextLanguage};

    fn trained() -> (Analyzer, Classifier) {
        let analyzer = Analyzer::new(TextLanguage::Italian);
        let phrasings = [
            "posso allattare",
            "posso uscire per allattare",
            "come posso allattare al lavoro",
            "posso chiedere il nido",
            "posso pagare il nido",
            "come posso trovare un nido",
        ];
        let sentences = phrasings.map(|phrasing| analyzer.sentence(phrasing));
        let phrasings: Vec<(&Sentence, usize)> =
            sentences.iter().enumerate().map(|(place, sentence)| (sentence, place / 3)).collect();
        let classifier = Classifier::train(&phrasings, 2);
        (analyzer, classifier)
    }

    #[test]
    fn words_said_about_one_subject_lean_to_it_and_common_words_to_none() {
        let (analyzer, classifier) = trained();
        let of = |text: &str| classifier.of(&analyzer.sentence(text)).logarithms[0].exp();
        assert!(of("allattare") > 0.8);
        assert!(of("alattare") > 0.7, "a piece of the word is enough");
        assert!((of("posso") - 0.5).abs() < 0.2);
        assert!((of("") - 0.5).abs() < 0.1);
    }

    #[test]
    fn the_same_lines_teach_the_same() {
        assert_eq!(trained().1, trained().1);
    }
}
