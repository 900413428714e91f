//! How long and how hard to read an article is.
//!
//! The Gulpease index is made for Italian: 100 is the easiest, and below 60 people who left school after the
//! compulsory years have a hard time. It counts letters, so it needs no dictionary of syllables.

use pulldown_cmark::{Event, Parser, TagEnd};
use unicode_segmentation::UnicodeSegmentation;

/// What is counted in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub words: u32,
    pub sentences: u32,
    /// Of the words only; digits are letters too.
    pub letters: u32,
}

impl Counts {
    /// The counts of a Markdown text as a person reads it. A paragraph, heading or list item ends a sentence even
    /// without a full stop.
    pub fn of(body: &str) -> Self {
        let mut counts = Self::default();
        for block in plain(body) {
            counts.sentences += number(block.unicode_sentences().count());
            for word in block.unicode_words() {
                counts.words += 1;
                counts.letters += number(word.chars().filter(|letter| letter.is_alphanumeric()).count());
            }
        }
        counts
    }

    /// The Gulpease index; `None` when there is nothing to read.
    pub fn gulpease(self) -> Option<f64> {
        let [words, sentences, letters] = [self.words, self.sentences, self.letters].map(f64::from);
        (self.words > 0).then(|| 89.0 + (300.0 * sentences - 10.0 * letters) / words)
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The text of each paragraph, heading and list item, without markup; of links, only what is read.
pub(crate) fn plain(body: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for event in Parser::new(body) {
        match event {
            Event::Text(text) | Event::Code(text) => last(&mut blocks).push_str(&text),
            Event::SoftBreak | Event::HardBreak => last(&mut blocks).push(' '),
            Event::Start(tag) if !is_inline(tag.to_end()) => blocks.push(String::new()),
            Event::End(tag) if !is_inline(tag) => blocks.push(String::new()),
            _ => {}
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

fn last(blocks: &mut [String]) -> &mut String {
    blocks.last_mut().expect("there is always a block")
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paragraph_heading_and_list_item_is_a_text_of_its_own() {
        let body = "## Chi\n\nLa **madre**,\ne il [padre](padre.md).\n\n- `uno`\n- due\n  - dentro\n\n  ancora due\n\n\
                    <br>\n\n1. tre\n";
        assert_eq!(
            plain(body),
            ["Chi", "La madre, e il padre.", "uno", "due", "dentro", "ancora due", "tre"]
        );
        assert_eq!(plain(" \n"), Vec::<String>::new());
    }

    #[test]
    fn addresses_and_markup_are_not_counted() {
        assert_eq!(
            Counts::of("**L'ora**: vedi [qui](https://esempio.it/a/b). Fino a 3 anni\n\n- no"),
            Counts { words: 8, sentences: 3, letters: 23 }
        );
    }

    #[test]
    fn short_sentences_of_short_words_are_easy() {
        let easy = Counts::of("Hai due ore al giorno. Le paga l'INPS.").gulpease().unwrap();
        assert!((easy - (89.0 + (600.0 - 280.0) / 8.0)).abs() < 1e-9, "{easy}");
        let hard = Counts::of("L'astensione obbligatoria presuppone certificazione ginecologica").gulpease();
        assert!(hard.unwrap() < 50.0);
        assert_eq!(Counts::of("---").gulpease(), None);
    }
}
