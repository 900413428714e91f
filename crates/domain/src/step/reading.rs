//! What else there is to read: for the other questions of a message, beside a case, and from article to article.

use super::{
    super::{
        event::Found,
        ids::{CaseNumber, QuestionNo},
        reply::{Reply, Then},
        shelf::{Further, Shelved},
        verdict::{Card, Handling, Link, Verdict},
    },
    Turn,
};

/// So many links of each kind stand beneath an article: with all other buttons, ten.
const MOST: usize = 3;

impl Turn<'_> {
    /// Puts beneath a question what there is to read beside this article.
    pub(super) fn further(&mut self, question: QuestionNo, card: &Card, also: Vec<Link>) -> Further {
        let also: Vec<Link> = also.into_iter().filter(|link| link.slug != card.slug).take(MOST).collect();
        let leads = card.links.iter().filter(|link| link.slug != card.slug && !also.contains(link));
        let leads: Vec<Link> = leads.take(MOST).cloned().collect();
        let shelves = &mut self.conversation.shelves;
        Further { also: shelves.put(question, also), links: shelves.put(question, leads) }
    }

    /// Puts beneath a question what its person can read while humans have it.
    pub(super) fn meanwhile(&mut self, question: QuestionNo, offer: Vec<Link>) -> Vec<Shelved> {
        self.conversation.shelves.put(question, offer.into_iter().take(MOST))
    }

    /// One of the articles beneath a question. To one that waits for the person's word, it is one more answer; else it is
    /// only shown.
    pub(super) fn read(&mut self, no: QuestionNo, place: u8, found: Found, next_case: CaseNumber) {
        let on_shelf = self.conversation.shelves.at(no, place);
        let card = match found {
            Found::Card(card) if on_shelf.is_some_and(|link| link.slug == card.slug) => card,
            _ => return self.say(Reply::StaleButton),
        };
        if card.handling == Handling::HumanOnly {
            return self.say(Reply::StaleButton);
        }
        if let Some(given) = self.conversation.given(no) {
            let question = given.question.clone();
            return self.decide(question, Verdict::answer(card, 1.0), None, next_case);
        }
        let further = self.further(no, &card, Vec::new());
        self.say(Reply::Answer { question: no, card: Box::new(card), further, then: Then::Nothing });
    }
}
