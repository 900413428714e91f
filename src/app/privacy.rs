//! What the law gives a person over their data (GDPR, artt. 5, 15, 17, 20): a copy, and erasing on request. Forgetting in
//! time is `schedule/retention.rs`; the handle goes with the farewell, in `delivery/settle.rs`.

use domain::conversation::Conversation;
use leave::{guide::Guide, reminders::Chosen};
use serde::Serialize;

use super::{apply::Rows, render::line_gone, work::Work};
use crate::store::{
    StoreError,
    articles::{drafts, phrasings},
    desk::{
        cases,
        conversations::LoadedConversation,
        messages::{self, Exported},
        room_events,
    },
    leave::{
        plans::{self, PlanRow},
        reminders::{self, ReminderRow},
        subscriptions,
    },
    personal,
};

/// All that the desk holds of a person.
#[derive(Serialize)]
struct Export<'a> {
    address: Option<String>,
    conversation: &'a Conversation,
    messages: Vec<Exported>,
    guide: Option<Guide>,
    company: Option<Chosen>,
    plans: Vec<PlanRow>,
    reminders: Vec<ReminderRow>,
    follows: Vec<String>,
}

/// All that the desk holds of a person, as JSON.
pub async fn export(work: &mut Work<'_>, loaded: &LoadedConversation) -> Result<String, StoreError> {
    let tx = &mut work.tx;
    let export = Export {
        address: messages::address(tx, &loaded.id).await?,
        conversation: &loaded.conversation,
        messages: messages::all(tx, &loaded.id).await?,
        guide: plans::guide(tx, &loaded.id).await?,
        company: plans::company(tx, &loaded.id).await?,
        plans: plans::of_conversation(tx, &loaded.id).await?,
        reminders: reminders::all(tx, &loaded.id).await?,
        follows: subscriptions::all(tx, &loaded.id).await?,
    };
    Ok(serde_json::to_string_pretty(&export).expect("our own types serialise to JSON"))
}

/// Erases a person and their words, here and in the staff room. What the step says that erases them is in `rows`, and is
/// sent: to a conversation that holds nothing else.
pub async fn erase(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    rows: &mut Rows,
) -> Result<(), StoreError> {
    let conversation = loaded.id.as_str();
    let cases = cases::of_conversation(&mut work.tx, conversation).await?;
    for case in &cases {
        let lines = room_events::of_case(&mut work.tx, *case).await?;
        rows.outgoing.extend(lines.into_iter().map(|line| line_gone(*case, line).into()));
    }
    let drafted = drafts::forget_person(&mut work.tx, &cases).await?;
    if phrasings::forget(&mut work.tx, conversation).await? || drafted {
        work.articles_changed();
    }
    let Conversation { channel, language, .. } = loaded.conversation;
    let farewell = Conversation::new(channel, language);
    let alone = personal::erase(&mut work.tx, conversation, farewell, work.now).await?;
    for outgoing in &mut rows.outgoing {
        outgoing.payload.goes_to(&alone);
    }
    rows.kept.clear();
    Ok(())
}
