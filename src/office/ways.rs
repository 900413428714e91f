//! Learning from answers: a question that an article has answered can become a way of asking for it, once an expert has
//! read it. Nothing counts before: people write all sorts of things, of themselves too.

use domain::{commands::WayCommand, ids::Expert, message::Message, words::Words};
use jiff::Timestamp;

use super::{Office, trouble::Trouble};
use crate::store::{
    StoreError, Tx,
    conversations::Loaded,
    ways::{self, State},
};

/// Longer questions tell a life, not a way of asking. In characters.
const LONGEST: usize = 300;
/// How many an expert is shown at once.
const SHOWN: i64 = 10;

impl Office {
    /// This question was answered by this article: whoever asked, or an expert, has said so.
    pub(super) async fn propose_way(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        slug: &str,
        question: &Words,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let question = question.masked();
        let question = question.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        let knowledge = self.knowledge();
        // Whoever speaks another language may have been answered in ours.
        let Some(article) = knowledge.article(slug, loaded.conversation.language.code()) else {
            return Ok(());
        };
        let known = article.ways().any(|way| way.text.to_lowercase() == question.to_lowercase());
        if known || question.chars().count() > LONGEST {
            return Ok(());
        }
        ways::propose(tx, &loaded.id, (&article.lang, slug), &question, now).await
    }

    pub(super) async fn way_command(
        &self,
        tx: &mut Tx,
        expert: &Expert,
        command: WayCommand,
    ) -> Result<Message, Trouble> {
        let speaker = self.room_speaker();
        let (number, state) = match command {
            WayCommand::List => {
                let waiting = ways::proposed(tx, SHOWN).await?;
                let waiting: Vec<(i64, &str, &str)> = waiting
                    .iter()
                    .map(|way| (way.number, way.slug.as_str(), way.question.as_str()))
                    .collect();
                return Ok(speaker.ways(&waiting));
            }
            WayCommand::Learn(number) => (number, State::Live),
            WayCommand::Discard(number) => (number, State::Refused),
        };
        if !ways::decide(tx, number, state, expert).await? {
            return Ok(speaker.no_way(number));
        }
        self.articles_changed();
        Ok(speaker.way_decided(number, state == State::Live))
    }
}
