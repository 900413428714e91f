//! What the desk has to know before it can act: what the knowledge base makes of words, and what a button stands for.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{
    conversation::{Conversation, LookUp},
    event::Found,
    language::{Language, Written},
    message::Button,
    verdict::Verdict,
    words::Words,
};
use jiff::civil::Date;
use knowledge::{Knowledge, Query};

use crate::app::error::HandleError;

/// What the knowledge base makes of a message.
pub struct Decided {
    pub verdict: Verdict,
    /// In which language it is written, where that is beyond doubt.
    pub written: Option<Written>,
}

/// What the knowledge base makes of these words. Its algorithms meet what anybody may write: a panic stays theirs.
pub fn decide(
    knowledge: &Knowledge,
    words: &Words,
    language: Language,
    today: Date,
) -> Result<Decided, HandleError> {
    catch_unwind(AssertUnwindSafe(|| {
        let decision = knowledge.decide(&Query::new(words.as_str(), language.code()), today);
        Decided { verdict: decision.verdict, written: decision.written }
    }))
    .map_err(|_| HandleError::Panicked)
}

/// What the desk needs to know about a button before it can act on it.
pub fn look_up(
    knowledge: &Knowledge,
    conversation: &Conversation,
    button: Option<Button>,
    today: Date,
) -> Result<Found, HandleError> {
    let Some(button) = button else {
        return Ok(Found::Nothing);
    };
    let language = conversation.language;
    Ok(match conversation.look_up(button) {
        LookUp::Nothing => Found::Nothing,
        LookUp::Article(slug) => knowledge.card(&slug, language.code()).map_or(Found::Nothing, Found::Card),
        LookUp::Question(words) => Found::Verdict(decide(knowledge, &words, language, today)?.verdict),
        LookUp::Topic(area) => {
            let choices = knowledge.of_area(&area, today);
            if choices.is_empty() { Found::Nothing } else { Found::Verdict(Verdict::Choices { choices }) }
        }
    })
}
