//! What the knowledge base makes of a message.

use domain::{
    danger::Danger,
    scope::Dimension,
    verdict::{Candidate, Card, Chat, Handling, Link, Topic, Urgent, Verdict},
};

pub fn card(slug: &str) -> Card {
    Card {
        slug: slug.into(),
        title: slug.into(),
        body: "…".into(),
        law: Vec::new(),
        plain: Some("in other words".into()),
        reviewed_on: None,
        law_checked: None,
        calculator: false,
        handling: Handling::Auto,
        holds_for: None,
        unsaid: None,
        links: Vec::new(),
        urgent: None,
    }
}

pub fn answer(slug: &str) -> Verdict {
    sends(card(slug))
}

pub fn sends(card: Card) -> Verdict {
    Verdict::answer(card, 0.9)
}

pub fn choices(slugs: &[&str]) -> Verdict {
    Verdict::Choices { choices: candidates(slugs) }
}

pub fn candidates(slugs: &[&str]) -> Vec<Candidate> {
    let candidate = |slug: &&str| Candidate { slug: (*slug).into(), title: (*slug).into(), probability: 0.4 };
    slugs.iter().map(candidate).collect()
}

pub fn human() -> Verdict {
    Verdict::human(None)
}

/// Must not wait, and hurts nobody.
pub fn pressing() -> Verdict {
    Verdict::human(Some(pressed_to_sign()))
}

pub fn pressed_to_sign() -> Urgent {
    Urgent::new("pressed to sign".into(), "sign nothing".into())
}

/// Somebody may be hurt.
pub fn danger() -> Verdict {
    let urgent =
        Urgent { danger: Some(Danger::Medical), ..Urgent::new("bleeding".into(), "call 112".into()) };
    Verdict::human(Some(urgent))
}

pub fn chat(chat: Chat) -> Verdict {
    Verdict::Chat { chat, topics: Vec::new() }
}

pub fn one_word() -> Verdict {
    let topic = |area: &str| Topic { area: area.into(), title: area.into() };
    Verdict::Chat { chat: Chat::Vague, topics: vec![topic("leave"), topic("pay")] }
}

/// An article that holds for some only, and may not be this person's.
pub fn holds(slug: &str, whom: &str, unsaid: Option<Dimension>) -> Verdict {
    sends(Card { holds_for: Some(whom.into()), unsaid, ..card(slug) })
}

pub fn links(slugs: &[&str]) -> Vec<Link> {
    slugs.iter().map(|slug| Link { slug: (*slug).into(), title: (*slug).into() }).collect()
}

/// An article whose text leads on to others.
pub fn leading(slug: &str, to: &[&str]) -> Card {
    Card { links: links(to), ..card(slug) }
}

/// One article for the first of several questions, others for the next; `rest`: and something that no article covers.
pub fn several(card: Card, also: &[&str], rest: bool) -> Verdict {
    Verdict::Answer { card, probability: 0.9, near: Vec::new(), also: links(also), rest }
}

/// For humans, with something to read meanwhile.
pub fn offering(offer: &[&str], urgent: Option<Urgent>) -> Verdict {
    Verdict::Human { near: Vec::new(), offer: links(offer), urgent, expired: None }
}
