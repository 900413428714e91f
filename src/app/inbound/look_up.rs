//! What the desk has to know before it can act: what the knowledge base makes of words, and what a button stands for.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{
    conversation::{Conversation, LookUp},
    event::Found,
    message::Button,
    verdict::{Reading, Verdict},
    words::Words,
};
use jiff::civil::Date;
use knowledge::{Knowledge, Query, decision::Decision};

use crate::app::{error::HandleError, work::Work};

/// What the knowledge base makes of words in this conversation.
pub fn read(work: &Work<'_>, conversation: &Conversation, words: &Words) -> Result<Reading, HandleError> {
    let query = Query::new(words.as_str(), conversation.language.code());
    let query = query.by(&conversation.profile).after(conversation.context(work.now));
    decide(&work.desk.knowledge(), query, work.today())
}

/// The algorithms of the knowledge base meet what anybody may write: a panic stays theirs.
fn decide(knowledge: &Knowledge, query: Query<'_>, today: Date) -> Result<Reading, HandleError> {
    catch_unwind(AssertUnwindSafe(|| {
        let Decision { verdict, written, said, .. } = knowledge.decide(&query, today);
        Reading { verdict, written, said }
    }))
    .map_err(|_| HandleError::Panicked)
}

/// What the desk needs to know about a button before it can act on it.
pub fn look_up(
    work: &Work<'_>,
    conversation: &Conversation,
    button: Option<Button>,
) -> Result<Found, HandleError> {
    let Some(button) = button else {
        return Ok(Found::Nothing);
    };
    let (knowledge, today) = (work.desk.knowledge(), work.today());
    let language = conversation.language.code();
    Ok(match conversation.look_up(button, work.now) {
        LookUp::Nothing => Found::Nothing,
        // What was offered may have expired since.
        LookUp::Article(slug) => knowledge
            .card_for(&slug, language, &conversation.profile, today)
            .map_or(Found::Nothing, Found::Card),
        LookUp::Question { words, profile, before } => {
            let query = Query::new(words.as_str(), language).by(&profile).after(before.as_ref());
            Found::Verdict(decide(&knowledge, query, today)?.verdict)
        }
        LookUp::Topic(area) => {
            let choices = knowledge.of_area(&area, today);
            if choices.is_empty() { Found::Nothing } else { Found::Verdict(Verdict::Choices { choices }) }
        }
    })
}
