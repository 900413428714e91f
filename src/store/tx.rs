//! A write transaction that leaves nothing behind on its connection.

use std::ops::{Deref, DerefMut};

use sqlx::{Any, AnyConnection, Executor, pool::PoolConnection};

use super::{Backend, Store, StoreError};

/// A write transaction, or the connection inside one.
///
/// Its connection goes back to the pool only after a commit that succeeded. Whatever else ends it (an error, a rollback, a
/// task that was dropped halfway) may have left the connection in a state that nobody knows: it is closed, and the
/// database undoes what was not committed.
pub struct Tx {
    /// There until the transaction has ended.
    connection: Option<PoolConnection<Any>>,
}

impl Tx {
    /// Commits.
    ///
    /// # Errors
    /// If the database fails. What was written may be there or not.
    pub async fn commit(mut self) -> Result<(), sqlx::Error> {
        self.execute("COMMIT").await?;
        drop(self.connection.take());
        Ok(())
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if let Some(connection) = &mut self.connection {
            connection.close_on_drop();
        }
    }
}

impl Deref for Tx {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        self.connection.as_deref().expect("a transaction that has not ended")
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        self.connection.as_deref_mut().expect("a transaction that has not ended")
    }
}

impl Store {
    /// Begins a write transaction.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        self.is_ours()?;
        let begin = match self.backend {
            // The write lock is taken at once: to wait for it later would be to fail.
            Backend::Sqlite => "BEGIN IMMEDIATE",
            Backend::Postgres => "BEGIN",
        };
        let mut tx = Tx { connection: Some(self.pool.acquire().await?) };
        tx.execute(begin).await?;
        Ok(tx)
    }
}
