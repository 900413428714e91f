//! Articles that can be opened with a tap, beneath what the desk has said about a question.

use serde::{Deserialize, Serialize};

use super::{ids::QuestionNo, verdict::Link};

/// Of how many questions links are remembered, and how many of each.
const QUESTIONS: usize = 5;
const LINKS: usize = 12;

/// What can be opened, question by question, the latest last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shelves(Vec<Shelf>);

/// The articles beneath one question, each at the place that its button names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Shelf {
    question: QuestionNo,
    links: Vec<Link>,
}

/// An article on a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    pub place: u8,
    pub title: String,
}

/// What else there is to read beside an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Further {
    /// For the other questions of the same message.
    pub also: Vec<Shelved>,
    /// What its text leads on to.
    pub links: Vec<Shelved>,
}

impl Shelves {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands there.
    #[must_use]
    pub fn at(&self, question: QuestionNo, place: u8) -> Option<&Link> {
        let shelf = self.0.iter().find(|shelf| shelf.question == question)?;
        shelf.links.get(usize::from(place))
    }

    /// Puts links beneath a question. What stands there already keeps its place, and what there is no room for is left out.
    pub fn put(&mut self, question: QuestionNo, links: impl IntoIterator<Item = Link>) -> Vec<Shelved> {
        let known = self.0.iter().position(|shelf| shelf.question == question);
        let mut shelf = known.map_or(Shelf { question, links: Vec::new() }, |known| self.0.remove(known));
        let shelved = links.into_iter().filter_map(|link| shelf.put(link)).collect();
        if !shelf.links.is_empty() {
            self.0.push(shelf);
        }
        if self.0.len() > QUESTIONS {
            self.0.remove(0);
        }
        shelved
    }
}

impl Shelf {
    fn put(&mut self, link: Link) -> Option<Shelved> {
        let title = link.title.clone();
        let place = match self.links.iter().position(|known| known.slug == link.slug) {
            Some(place) => place,
            None if self.links.len() < LINKS => {
                self.links.push(link);
                self.links.len() - 1
            }
            None => return None,
        };
        Some(Shelved { place: u8::try_from(place).ok()?, title })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(name: impl ToString) -> Link {
        Link { slug: name.to_string(), title: name.to_string() }
    }

    #[test]
    fn what_stands_on_a_shelf_keeps_its_place() {
        let mut shelves = Shelves::default();
        let no = QuestionNo;
        let places = |shelved: Vec<Shelved>| shelved.iter().map(|it| it.place).collect::<Vec<_>>();
        assert!(shelves.put(no(1), []).is_empty() && shelves.is_empty());
        assert_eq!(places(shelves.put(no(1), ["a", "b"].map(link))), [0, 1]);
        assert_eq!(places(shelves.put(no(2), ["c"].map(link))), [0]);
        assert_eq!(places(shelves.put(no(1), ["c", "a"].map(link))), [2, 0]);
        assert_eq!(shelves.at(no(1), 2), Some(&link("c")));
        assert_eq!((shelves.at(no(1), 3), shelves.at(no(3), 0)), (None, None));
    }

    #[test]
    fn there_is_room_for_the_latest_questions_and_the_first_links() {
        let mut shelves = Shelves::default();
        assert_eq!(shelves.put(QuestionNo(1), (0..20).map(link)).len(), LINKS);
        for no in 2..=6 {
            shelves.put(QuestionNo(no), [link("a")]);
        }
        assert_eq!((shelves.at(QuestionNo(1), 0), shelves.at(QuestionNo(6), 0)), (None, Some(&link("a"))));
    }
}
