//! What the knowledge base makes of a question, in the desk's own words.
//!
//! The desk never searches: the app asks `knowledge` and hands the verdict over with the event.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    danger::Danger,
    language::Written,
    scope::{Dimension, Profile},
};

/// All that `knowledge` makes of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub verdict: Verdict,
    /// In which language it is written, where that is beyond doubt.
    pub written: Option<Written>,
    /// What it says of whoever wrote it.
    pub said: Profile,
}

impl From<Verdict> for Reading {
    /// A message that says nothing else.
    fn from(verdict: Verdict) -> Self {
        Self { verdict, written: None, said: Profile::default() }
    }
}

/// What `knowledge` would do with one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Verdict {
    /// Not a question: a greeting, thanks, something too vague, or the wish to speak to a person. One vague word can be
    /// about any of `topics`.
    Chat {
        chat: Chat,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        topics: Vec<Topic>,
    },
    /// One article is certain enough to be sent by itself. `near` are the others the staff may want to see. The message may
    /// ask more than that: `also` are the articles for its other questions, and `rest` says that no article covers all of it.
    Answer {
        card: Card,
        probability: f64,
        near: Vec<Candidate>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Link>,
        #[serde(default)]
        rest: bool,
    },
    /// Two or three articles are plausible: the person chooses. Most probable first.
    Choices { choices: Vec<Candidate> },
    /// A human has to answer. `near` are the closest articles (at most three, possibly none), for the staff; `offer` are those
    /// the person can read meanwhile, where rules cross; `expired` is the one that would have answered it, had its time not
    /// passed.
    Human {
        near: Vec<Candidate>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        offer: Vec<Link>,
        urgent: Option<Urgent>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expired: Option<String>,
    },
}

impl Verdict {
    /// Set when the question must not wait.
    #[must_use]
    pub fn urgent(&self) -> Option<&Urgent> {
        match self {
            Self::Human { urgent, .. } => urgent.as_ref(),
            Self::Answer { card, .. } => card.urgent.as_ref(),
            Self::Choices { .. } | Self::Chat { .. } => None,
        }
    }

    /// The same question, for humans whatever the articles say.
    #[must_use]
    pub fn for_humans(self) -> Self {
        let (near, urgent, expired) = match self {
            Self::Answer { card, probability, near, .. } => {
                let first = Candidate { slug: card.slug, title: card.title, probability };
                ([first].into_iter().chain(near).take(3).collect(), card.urgent, None)
            }
            Self::Choices { choices } => (choices, None, None),
            Self::Human { near, urgent, expired, .. } => (near, urgent, expired),
            Self::Chat { .. } => (Vec::new(), None, None),
        };
        Self::Human { near, offer: Vec::new(), urgent, expired }
    }

    /// An article that answers all there is to answer.
    #[must_use]
    pub fn answer(card: Card, probability: f64) -> Self {
        Self::Answer { card, probability, near: Vec::new(), also: Vec::new(), rest: false }
    }

    /// A human, without any article near it.
    #[must_use]
    pub fn human(urgent: Option<Urgent>) -> Self {
        Self::Human { near: Vec::new(), offer: Vec::new(), urgent, expired: None }
    }
}

/// Small talk, which opens no case (except [`Chat::WantsHuman`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chat {
    Greeting,
    Thanks,
    /// Too short or too vague to look anything up.
    Vague,
    /// The wish to speak to a person: the one small talk that opens a case.
    WantsHuman,
}

impl Chat {
    pub const ALL: [Self; 4] = [Self::Greeting, Self::Thanks, Self::Vague, Self::WantsHuman];
}

/// A part of the collection, as people choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The area of its articles.
    pub area: String,
    pub title: String,
}

/// An article the question may be about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    pub slug: String,
    pub title: String,
    /// 0 to 1: how probable it is that this article answers the question.
    pub probability: f64,
}

/// An article that can be opened with a tap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub slug: String,
    pub title: String,
}

/// What the desk shows of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub slug: String,
    pub title: String,
    /// The article's body, Markdown, the answer first.
    pub body: String,
    /// The provisions it rests on, as cited ("D.Lgs. 151/2001, artt. 16 e 20").
    pub law: Vec<String>,
    /// The answer in other words, for whoever has not understood it.
    #[serde(default)]
    pub plain: Option<String>,
    /// The day on which its text was edited.
    pub reviewed_on: Option<Date>,
    /// The day up to which somebody has checked the law.
    #[serde(default)]
    pub law_checked: Option<Date>,
    /// The desk can calculate the dates it is about.
    #[serde(default)]
    pub calculator: bool,
    pub handling: Handling,
    /// For whom it holds, as the end of "This holds for ...": set when what the person has said does not make that certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_for: Option<String>,
    /// What would make it certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsaid: Option<Dimension>,
    /// The articles its text leads on to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Set when the question is of the kind that must not wait.
    pub urgent: Option<Urgent>,
}

/// Who finishes the job after the article was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handling {
    /// The article may be sent by itself.
    #[default]
    Auto,
    /// Send it and open a case as well.
    WithHuman,
    /// Never send it by itself: open a case.
    HumanOnly,
}

/// A question that must not wait, and what to tell the person at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urgent {
    /// For the staff, two or three words: "dimissioni sotto pressione".
    pub label: String,
    /// For the person, at once: "Non firmare nulla adesso: ne parliamo con te."
    pub advice: String,
    /// Whom to call, who answers and when, a line each.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// Somebody may be hurt.
    #[serde(default)]
    pub danger: Option<Danger>,
}

impl Urgent {
    /// What must not wait, and hurts nobody.
    #[must_use]
    pub fn new(label: String, advice: String) -> Self {
        Self { label, advice, numbers: Vec::new(), danger: None }
    }
}
