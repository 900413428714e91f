//! Time: wakes the conversations that asked for it.

use domain::{event::Event, retry::retry_at};

use crate::{
    app::{App, BATCH, error::HandleError},
    store::{StoreError, conversations},
};

impl App {
    /// Wakes the conversations that are due; says how many.
    pub(crate) async fn wake_conversations(&self) -> Result<usize, StoreError> {
        let due = self.store.due_conversations(self.clock.now(), BATCH).await?;
        for id in &due {
            if let Err(trouble) = self.wake(id).await {
                tracing::error!(conversation = id, %trouble, "a conversation could not be woken");
                self.store.rest(id, retry_at(self.clock.now(), 5)).await?;
            }
        }
        Ok(due.len())
    }

    async fn wake(&self, id: &str) -> Result<(), HandleError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if let Some(loaded) = conversations::by_id(&mut tx, id).await? {
            let next_case = self.next_case(&mut tx, now).await?;
            self.apply(&mut tx, &loaded, Event::TimeCame { next_case }, None, now).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        Ok(())
    }
}
