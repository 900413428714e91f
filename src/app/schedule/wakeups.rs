//! Wakes the conversations that asked for it.

use domain::{event::Event, retry::retry_at};

use crate::{
    app::{
        BATCH,
        apply::apply,
        desk::Desk,
        error::HandleError,
        learning::Learning,
        work::{Outcome, Work},
    },
    store::{Store, StoreError, desk::conversations},
};

/// Wakes the conversations that are due; says how many.
pub async fn wake_due(desk: &Desk, store: &Store, learning: &Learning) -> Result<usize, StoreError> {
    let due = store.due_conversations(desk.now(), BATCH).await?;
    for id in &due {
        match wake(desk, store, id).await {
            Ok(outcome) => learning.heed(outcome),
            Err(error) => {
                tracing::error!(conversation = id, trouble = %error, "a conversation could not be woken");
                store.rest(id, retry_at(desk.now(), 5)).await?;
            }
        }
    }
    Ok(due.len())
}

async fn wake(desk: &Desk, store: &Store, id: &str) -> Result<Outcome, HandleError> {
    let mut work = Work::begin(desk, store).await?;
    if let Some(loaded) = conversations::by_id(&mut work.tx, id).await? {
        let next_case = work.next_case().await?;
        apply(&mut work, &loaded, Event::TimeCame { next_case }, None).await?;
    }
    Ok(work.commit().await?)
}
