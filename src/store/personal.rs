//! Where something of a person's is: one list for forgetting, for the copy they may ask for, and for what is wiped
//! afterwards. A story holds it against the schema.

use super::{Store, StoreError, Tx};

/// A table that holds something of a person's.
pub struct Personal {
    pub table: &'static str,
    /// What becomes of it when a person asks to be forgotten; `$1` is the conversation.
    erase: &'static [&'static str],
    /// What becomes of it once the farewell is out.
    forget: &'static [&'static str],
    /// What it is called in the person's copy of their data.
    pub exported: Option<&'static str>,
}

const NOTHING: Personal = Personal { table: "", erase: &[], forget: &[], exported: None };

/// In the order in which they are forgotten: what others are found by comes last.
pub const PERSONAL: [Personal; 17] = [
    Personal {
        table: "messages",
        erase: &["DELETE FROM messages WHERE conversation_id = $1"],
        exported: Some("messages"),
        ..NOTHING
    },
    Personal {
        table: "guides",
        erase: &["DELETE FROM guides WHERE conversation_id = $1"],
        exported: Some("guide"),
        ..NOTHING
    },
    Personal {
        table: "companies",
        erase: &["DELETE FROM companies WHERE conversation_id = $1"],
        exported: Some("company"),
        ..NOTHING
    },
    Personal {
        table: "plans",
        erase: &["DELETE FROM plans WHERE conversation_id = $1"],
        exported: Some("plans"),
        ..NOTHING
    },
    Personal {
        table: "reminders",
        erase: &["DELETE FROM reminders WHERE conversation_id = $1"],
        exported: Some("reminders"),
        ..NOTHING
    },
    Personal { table: "stops", erase: &["DELETE FROM stops WHERE conversation_id = $1"], ..NOTHING },
    Personal {
        table: "follows",
        erase: &["DELETE FROM follows WHERE conversation_id = $1"],
        exported: Some("follows"),
        ..NOTHING
    },
    // What experts have made of somebody's question is theirs as well: `drafts::forget_person` and `phrasings::forget`.
    Personal { table: "drafts", ..NOTHING },
    Personal { table: "ways", ..NOTHING },
    Personal {
        table: "outbox",
        erase: &[
            "UPDATE outbox SET state = 'failed', parcel = '' WHERE state = 'waiting' AND conversation_id = $1",
            "UPDATE outbox SET state = 'failed', parcel = '' WHERE state = 'waiting' AND lane IN
                 (SELECT 'case:' || number FROM cases WHERE conversation_id = $1)",
        ],
        forget: &["DELETE FROM outbox WHERE conversation_id = $1"],
        ..NOTHING
    },
    Personal {
        table: "inbox",
        erase: &["UPDATE inbox SET lane = '', payload = '' WHERE state = 'dead' AND lane =
             (SELECT channel || ':' || address FROM handles WHERE conversation_id = $1)"],
        ..NOTHING
    },
    Personal {
        table: "sealed",
        erase: &["DELETE FROM sealed WHERE lane =
             (SELECT channel || ':' || address FROM handles WHERE conversation_id = $1)"],
        ..NOTHING
    },
    // The lines in the room go one by one, as the platform takes them out: `room_events::forget`.
    Personal { table: "lines", ..NOTHING },
    Personal {
        table: "cases",
        erase: &["UPDATE cases SET conversation_id = NULL, holder = NULL, due_at = NULL,
             status = CASE status WHEN 'open' THEN 'withdrawn' ELSE status END WHERE conversation_id = $1"],
        exported: Some("conversation"),
        ..NOTHING
    },
    Personal {
        table: "handles",
        // It stays for the farewell.
        erase: &["UPDATE handles SET leaving = 1 WHERE conversation_id = $1"],
        forget: &["DELETE FROM handles WHERE conversation_id = $1"],
        exported: Some("address"),
    },
    Personal {
        table: "people",
        forget: &["DELETE FROM people WHERE id = (SELECT person_id FROM conversations WHERE id = $1)"],
        ..NOTHING
    },
    Personal {
        table: "conversations",
        forget: &["DELETE FROM conversations WHERE id = $1"],
        exported: Some("conversation"),
        ..NOTHING
    },
];

/// The tables that hold nothing of anybody's: counts, marks, articles, and who of the staff is on duty.
pub const OTHERS: [&str; 9] =
    ["_sqlx_migrations", "counters", "duty", "heard", "ledger", "notices", "renewals", "rooms", "told"];

/// Forgets a person's words everywhere but in the queue of what still has to be said; the handle stays for the farewell.
///
/// # Errors
/// If the database fails.
pub async fn erase_words(tx: &mut Tx, conversation: &str) -> Result<(), StoreError> {
    for erase in PERSONAL.iter().flat_map(|personal| personal.erase) {
        sqlx::query(*erase).bind(conversation).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Forgets the person altogether; only the ledger's counts stay.
///
/// # Errors
/// If the database fails.
pub async fn forget(tx: &mut Tx, conversation: &str) -> Result<(), StoreError> {
    for forget in PERSONAL.iter().flat_map(|personal| personal.forget) {
        sqlx::query(*forget).bind(conversation).execute(&mut **tx).await?;
    }
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
                for Personal { table, .. } in &PERSONAL {
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
}
