//! Leave plans, the companies that keep them, and the guided conversations in which they are made.

use jiff::{Timestamp, civil::Date};
use leave::{draft::PlanInput, guide::Guide, reminders::Chosen};
use serde::Serialize;
use sqlx::{Row, any::AnyRow};

use crate::store::{Ids, Store, StoreError, Tx, json, parsed, to_json};

/// A plan that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    pub id: i64,
    #[serde(skip)]
    pub conversation: String,
    pub nickname: Option<String>,
    pub draft: PlanInput,
    /// The day it was made.
    pub made: Date,
}

/// Where this conversation is in its guide.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn guide(tx: &mut Tx, conversation: &str) -> Result<Option<Guide>, StoreError> {
    let row = sqlx::query("SELECT conversation_id, state FROM guides WHERE conversation_id = $1")
        .bind(conversation)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| json(&row, "guides", "state")).transpose()
}

/// Keeps where it is.
///
/// # Errors
/// If the database fails.
pub async fn keep_guide(
    tx: &mut Tx,
    conversation: &str,
    guide: &Guide,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO guides (conversation_id, state, plan_id, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (conversation_id) DO UPDATE SET state = $2, plan_id = $3, at = $4",
    )
    .bind(conversation)
    .bind(to_json(guide))
    .bind(guide.plan)
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was told to a guide before a time, and not kept as a plan, is forgotten.
///
/// # Errors
/// If the database fails.
pub async fn forget_guides_before(tx: &mut Tx, limit: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM guides WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.id = guides.plan_id)",
    )
    .bind(limit.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the company of this conversation has chosen, if there is one.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn company(tx: &mut Tx, conversation: &str) -> Result<Option<Chosen>, StoreError> {
    let row = sqlx::query("SELECT conversation_id, chosen FROM companies WHERE conversation_id = $1")
        .bind(conversation)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| json(&row, "companies", "chosen")).transpose()
}

/// A company, and what it has chosen.
///
/// # Errors
/// If the database fails.
pub async fn keep_company(tx: &mut Tx, conversation: &str, chosen: &Chosen) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO companies (conversation_id, chosen) VALUES ($1, $2)
         ON CONFLICT (conversation_id) DO UPDATE SET chosen = $2",
    )
    .bind(conversation)
    .bind(to_json(chosen))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It is a company no more: its plans and what they remind of go as well. What it was told already is not told again, should
/// it come back.
///
/// # Errors
/// If the database fails.
pub async fn forget_company(tx: &mut Tx, conversation: &str) -> Result<(), StoreError> {
    for forget in [
        "DELETE FROM companies WHERE conversation_id = $1",
        "DELETE FROM plans WHERE conversation_id = $1",
        "DELETE FROM reminders WHERE conversation_id = $1 AND source = 'year' AND state = 'waiting'",
        "DELETE FROM reminder_optouts WHERE conversation_id = $1 AND source = 'year'",
    ] {
        sqlx::query(forget).bind(conversation).execute(&mut **tx).await?;
    }
    Ok(())
}

/// The plans of a conversation, the oldest first.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_conversation(tx: &mut Tx, conversation: &str) -> Result<Vec<PlanRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, conversation_id, nickname, draft, made FROM plans WHERE conversation_id = $1 ORDER BY id",
    )
    .bind(conversation)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(plan).collect()
}

/// The plan of this number.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<PlanRow>, StoreError> {
    let row = sqlx::query("SELECT id, conversation_id, nickname, draft, made FROM plans WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(plan).transpose()
}

/// A new plan; its number.
///
/// # Errors
/// If the database fails.
pub async fn add(
    tx: &mut Tx,
    conversation: &str,
    nickname: Option<&str>,
    draft: &PlanInput,
    (made, edition): (Date, Date),
) -> Result<i64, StoreError> {
    let id = Ids::reserve(tx, 1).await?.take();
    sqlx::query(
        "INSERT INTO plans (id, conversation_id, nickname, draft, made, edition) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(conversation)
    .bind(nickname)
    .bind(to_json(draft))
    .bind(made.to_string())
    .bind(edition.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// A plan says something else now, or was computed with other rules.
///
/// # Errors
/// If the database fails.
pub async fn change(tx: &mut Tx, id: i64, draft: &PlanInput, edition: Date) -> Result<(), StoreError> {
    sqlx::query("UPDATE plans SET draft = $2, edition = $3 WHERE id = $1")
        .bind(id)
        .bind(to_json(draft))
        .bind(edition.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A plan is kept no more, nor anything it reminds of.
///
/// # Errors
/// If the database fails.
pub async fn forget(tx: &mut Tx, conversation: &str, id: i64) -> Result<(), StoreError> {
    let forget = "DELETE FROM plans WHERE conversation_id = $1 AND id = $2";
    sqlx::query(forget).bind(conversation).bind(id).execute(&mut **tx).await?;
    Ok(())
}

impl Store {
    /// Plans that were computed with other rules than those of this edition.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn plans_of_other_editions(
        &self,
        edition: Date,
        limit: i64,
    ) -> Result<Vec<PlanRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, conversation_id, nickname, draft, made FROM plans WHERE edition <> $1 ORDER BY id LIMIT $2",
        )
        .bind(edition.to_string())
        .bind(limit)
        .fetch_all(self.pool())
        .await?;
        self.readable(&rows, plan)
    }
}

fn plan(row: &AnyRow) -> Result<PlanRow, StoreError> {
    Ok(PlanRow {
        id: row.try_get("id")?,
        conversation: row.try_get("conversation_id")?,
        nickname: row.try_get("nickname")?,
        draft: json(row, "plans", "draft")?,
        made: parsed(row, "plans", "made")?,
    })
}
