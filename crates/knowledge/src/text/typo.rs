//! Slips of the finger, made on purpose: people type on phones, question files are typed with care.

use std::ops::Range;

/// Shorter words hold too little to be understood after a slip.
const LETTERS: usize = 5;
/// The rows of the keyboard; a finger that misses lands beside the key.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The question with one slip in one of its words of at least five letters: two letters swapped, one dropped, doubled or
/// taken for that of a neighbouring key, never the first. The same seed always slips alike. Unchanged without such a word.
pub fn with_typo(question: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let Some(word) = dice.pick(&long_words(question)).cloned() else { return question.to_owned() };
    let letters: Vec<char> = question[word.clone()].chars().collect();
    let slipped: String = slip(letters, &mut dice).into_iter().collect();
    format!("{}{slipped}{}", &question[..word.start], &question[word.end..])
}

/// Where the words are that can take a slip; an apostrophe ends a word.
fn long_words(text: &str) -> Vec<Range<usize>> {
    let is_no_letter = |char: char| !char.is_alphabetic();
    let (mut words, mut start) = (Vec::new(), 0);
    for piece in text.split_inclusive(is_no_letter) {
        let word = piece.trim_end_matches(is_no_letter);
        if word.chars().count() >= LETTERS {
            words.push(start..start + word.len());
        }
        start += piece.len();
    }
    words
}

fn slip(mut letters: Vec<char>, dice: &mut Dice) -> Vec<char> {
    let at = 1 + dice.below(letters.len() - 1);
    let neighbours = neighbours(letters[at]);
    match dice.below(4) {
        // Two equal letters swapped, or a letter that no key stands beside, would be no slip: it is dropped then.
        0 if at + 1 < letters.len() && letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        1 => letters.insert(at, letters[at]),
        2 if !neighbours.is_empty() => letters[at] = neighbours[dice.below(neighbours.len())],
        _ => drop(letters.remove(at)),
    }
    letters
}

/// The letters left and right of a key, large for a large letter.
fn neighbours(letter: char) -> Vec<char> {
    let small = letter.to_ascii_lowercase();
    let Some((row, at)) = ROWS.iter().find_map(|row| Some((row.as_bytes(), row.find(small)?))) else {
        return Vec::new();
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| row.get(at));
    let large = letter.is_ascii_uppercase();
    beside.map(|key| char::from(if large { key.to_ascii_uppercase() } else { *key })).collect()
}

/// Numbers that look like chance, from a seed (`SplitMix64`).
pub(crate) struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).expect("less than a usize")
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        (!from.is_empty()).then(|| &from[self.below(from.len())])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn one_seed_slips_once_and_always_alike() {
        let question = "Quanto dura l'allattamento se lavoro più ore?";
        for seed in 0..500 {
            let typo = with_typo(question, seed);
            assert_eq!(typo, with_typo(question, seed));
            assert_eq!(strsim::osa_distance(question, &typo), 1, "{typo}");
            assert!([" dura l'a", " se l", " più ore?"].iter().all(|kept| typo.contains(kept)), "{typo}");
            assert!(typo.starts_with('Q'), "{typo}");
        }
    }

    #[test]
    fn every_kind_of_slip_happens() {
        let typos: BTreeSet<String> = (0..500).map(|seed| with_typo("nidoè", seed)).collect();
        let swapped = ["ndioè", "niodè", "nidèo"];
        let dropped = ["ndoè", "nioè", "nidè", "nido"];
        let doubled = ["niidoè", "niddoè", "nidooè", "nidoèè"];
        let beside = ["nudoè", "nodoè", "nisoè", "nifoè", "nidiè", "nidpè"];
        let expected: BTreeSet<String> =
            swapped.iter().chain(&dropped).chain(&doubled).chain(&beside).map(ToString::to_string).collect();
        assert_eq!(typos, expected);
    }

    #[test]
    fn short_words_are_left_alone() {
        for question in ["", "🤷", "come si fa?", "12345 c'è più"] {
            assert_eq!(with_typo(question, 7), question);
        }
    }

    #[test]
    fn a_large_letter_stays_large_and_equal_letters_still_slip() {
        assert_eq!(neighbours('S'), ['A', 'D']);
        assert_eq!(neighbours('q'), ['w']);
        assert!((0..100).all(|seed| with_typo("ààààà", seed) != "ààààà"));
    }
}
