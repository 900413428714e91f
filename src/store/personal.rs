//! Forgetting somebody. Whatever hangs on a person goes with their row in `people`: the schema says what that is. Only
//! what came in and belongs to no conversation yet is known by its sender instead.

use domain::conversation::Conversation;
use jiff::Timestamp;
use sqlx::Row;

use super::{Store, StoreError, Tx, desk::conversations};

/// The tables that hold nothing of anybody's: counts, marks, articles, and who of the staff is on duty. All others are
/// wiped after somebody was forgotten.
pub const IMPERSONAL: [&str; 9] = [
    "_sqlx_migrations",
    "channel_cursors",
    "counters",
    "duty",
    "ledger",
    "notices",
    "renewals",
    "rooms",
    "told",
];

/// Forgets a person and all they said. Their handle moves to a conversation that holds nothing else, in which the desk says
/// farewell; its id.
///
/// # Errors
/// If the database fails.
pub async fn erase(
    tx: &mut Tx,
    conversation: &str,
    farewell: Conversation,
    now: Timestamp,
) -> Result<String, StoreError> {
    for forget in [
        "UPDATE inbox SET ordering_key = '', sender = NULL, payload = '' WHERE state = 'dead' AND (source, sender) IN
             (SELECT channel, address FROM handles WHERE conversation_id = $1)",
        "DELETE FROM undecryptable_events WHERE (channel, sender) IN
             (SELECT channel, address FROM handles WHERE conversation_id = $1)",
    ] {
        sqlx::query(forget).bind(conversation).execute(&mut **tx).await?;
    }
    let alone = conversations::begin(tx, &farewell, now).await?;
    sqlx::query("UPDATE handles SET conversation_id = $2, leaving = 1 WHERE conversation_id = $1")
        .bind(conversation)
        .bind(&alone)
        .execute(&mut **tx)
        .await?;
    forget(tx, conversation).await?;
    Ok(alone)
}

/// Forgets the person of a conversation altogether; only the ledger's counts stay.
///
/// # Errors
/// If the database fails.
pub async fn forget(tx: &mut Tx, conversation: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM people WHERE id = (SELECT person_id FROM conversations WHERE id = $1)")
        .bind(conversation)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// Wipes what deleted rows leave behind: the write-ahead log of `SQLite`, and the pages of `PostgreSQL`, which are
    /// written anew. `PostgreSQL`'s own log holds what was written until the server reuses it: a checkpoint lets it do so as
    /// soon as it may, if the desk's user may ask for one.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        match self.backend {
            super::Backend::Sqlite => {
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(self.pool()).await?;
            }
            super::Backend::Postgres => {
                for table in self.personal_tables().await? {
                    let rewrite = sqlx::AssertSqlSafe(format!("VACUUM FULL {table}"));
                    sqlx::query(rewrite).execute(self.pool()).await?;
                }
                if let Err(error) = sqlx::query("CHECKPOINT").execute(self.pool()).await {
                    tracing::debug!(%error, "the server makes its checkpoint in its own time");
                }
            }
        }
        Ok(())
    }

    /// The tables that may hold something of somebody's, as the server knows them.
    async fn personal_tables(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
        let rows = sqlx::query(sql).fetch_all(self.pool()).await?;
        let mut tables = rows.iter().map(|row| row.try_get("name")).collect::<Result<Vec<String>, _>>()?;
        tables.retain(|table| !IMPERSONAL.contains(&table.as_str()));
        Ok(tables)
    }
}
