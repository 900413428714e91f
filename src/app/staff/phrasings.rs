//! Learning from answers: a question that an article has answered can become a way of asking for it, once an expert has
//! read it. Nothing counts before: people write all sorts of things, of themselves too.

use domain::{commands::PhrasingCommand, editorial, ids::Expert, message::Message, words::Words};

use crate::{
    app::work::Work,
    store::{
        StoreError,
        articles::phrasings::{self, PhrasingStatus},
        desk::conversations::LoadedConversation,
    },
};

/// How many an expert is shown at once.
const SHOWN: i64 = 10;

/// This question was answered by this article: whoever asked, or an expert, has said so.
pub async fn propose(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    slug: &str,
    question: &Words,
) -> Result<(), StoreError> {
    let knowledge = work.desk.knowledge();
    // Whoever speaks another language may have been answered in ours.
    let Some(article) = knowledge.article(slug, loaded.conversation.language.code()) else {
        return Ok(());
    };
    let known = article.phrasings().map(|phrasing| phrasing.text.as_ref());
    let Some(question) = editorial::phrasing(question, known) else {
        return Ok(());
    };
    phrasings::propose(&mut work.tx, &loaded.id, (&article.lang, &article.slug), &question, work.now).await
}

pub async fn command(
    work: &mut Work<'_>,
    expert: &Expert,
    command: PhrasingCommand,
) -> Result<Message, StoreError> {
    let view = work.desk.staff_view();
    let (number, state) = match command {
        PhrasingCommand::List => {
            let waiting = phrasings::proposed(&mut work.tx, SHOWN).await?;
            let waiting: Vec<(i64, &str, &str)> = waiting
                .iter()
                .map(|phrasing| (phrasing.number, phrasing.slug.as_str(), phrasing.question.as_str()))
                .collect();
            return Ok(view.phrasings(&waiting));
        }
        PhrasingCommand::Learn(number) => (number, PhrasingStatus::Live),
        PhrasingCommand::Discard(number) => (number, PhrasingStatus::Refused),
    };
    if !phrasings::decide(&mut work.tx, number, state, expert).await? {
        return Ok(view.no_phrasing(number));
    }
    work.articles_changed();
    Ok(view.phrasing_decided(number, state == PhrasingStatus::Live))
}
