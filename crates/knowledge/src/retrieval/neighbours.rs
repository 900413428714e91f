//! The ways of asking nearest to a question, by the words they share.
//!
//! Likeness is the cosine of two sentences whose words weigh the more the rarer they are: 0 to 1.

use crate::text::vocabulary::{Stem, Vocabulary};

/// How many ways of asking of one article are looked at together.
const TOGETHER: usize = 3;

/// All ways of asking, and the questions that are not ours.
pub(crate) struct Neighbours {
    /// Per stem, which ways hold it.
    postings: Vec<Vec<u32>>,
    phrasings: Vec<IndexedPhrasing>,
    articles: usize,
}

struct IndexedPhrasing {
    /// Below `articles` for an article, `articles` for what is outside.
    owner: u32,
    norm: f32,
    /// Whether it makes sense without another question before it.
    stands_alone: bool,
}

/// How near an article, or what is outside, comes to a question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Nearness {
    /// Likeness of the nearest way.
    pub best: f64,
    /// Likeness of the nearest way that makes sense by itself.
    pub by_itself: f64,
    /// Mean likeness of the three nearest ways.
    pub together: f64,
    /// The nearest way, by its place among all.
    pub phrasing: Option<usize>,
}

impl Neighbours {
    /// From the stems (each once) of every way of asking and its owner, an article, or `articles` for outside; and whether
    /// it makes sense by itself.
    pub fn new<'a>(
        articles: usize,
        phrasings: impl IntoIterator<Item = ((usize, &'a [Stem]), bool)>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut neighbours =
            Self { postings: vec![Vec::new(); vocabulary.len()], phrasings: Vec::new(), articles };
        for ((owner, stems), stands_alone) in phrasings {
            let phrasing = number(neighbours.phrasings.len());
            for stem in stems {
                neighbours.postings[stem.place()].push(phrasing);
            }
            #[allow(clippy::cast_possible_truncation)] // a likeness needs no more digits
            let norm = vocabulary.square_weight(stems).sqrt() as f32;
            neighbours.phrasings.push(IndexedPhrasing { owner: number(owner), norm, stands_alone });
        }
        neighbours
    }

    /// One per article, and the last for outside. `norm` is that of the question, unknown words included.
    pub fn of(&self, stems: &[Stem], norm: f64, vocabulary: &Vocabulary) -> Vec<Nearness> {
        let mut shared = vec![0.0f64; self.phrasings.len()];
        let mut touched: Vec<u32> = Vec::new();
        for stem in stems {
            let square = vocabulary.weight(*stem).powi(2);
            for phrasing in &self.postings[stem.place()] {
                let sum = &mut shared[*phrasing as usize];
                if *sum == 0.0 {
                    touched.push(*phrasing);
                }
                *sum += square;
            }
        }
        let mut nearest = vec![[0.0; TOGETHER]; self.articles + 1];
        let mut found = vec![Nearness::default(); self.articles + 1];
        for place in touched {
            let phrasing = &self.phrasings[place as usize];
            let likeness = shared[place as usize] / (norm * f64::from(phrasing.norm));
            let owner = phrasing.owner as usize;
            let (near, top) = (&mut found[owner], &mut nearest[owner]);
            // Of two equally near ones the first in the files: sums are added in the order of the question.
            let earlier = near.phrasing.is_none_or(|other| (place as usize) < other);
            if likeness > near.best || (likeness >= near.best && earlier) {
                (near.best, near.phrasing) = (likeness, Some(place as usize));
            }
            if phrasing.stands_alone {
                near.by_itself = near.by_itself.max(likeness);
            }
            if likeness > top[TOGETHER - 1] {
                top[TOGETHER - 1] = likeness;
                top.sort_by(|a, b| b.total_cmp(a));
            }
        }
        #[allow(clippy::cast_precision_loss)] // three
        for (near, top) in found.iter_mut().zip(nearest) {
            near.together = top.iter().sum::<f64>() / TOGETHER as f64;
        }
        found
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a collection fits 32 bits")
}
