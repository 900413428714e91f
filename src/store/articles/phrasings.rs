//! Questions that an article has answered, in the words of whoever asked: ways of asking for it, once an expert has read
//! them.

use domain::ids::Expert;
use jiff::Timestamp;
use sqlx::FromRow;

use crate::store::{Store, StoreError, Tx, bump};

/// What has become of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhrasingStatus {
    /// It waits for an expert.
    Proposed,
    /// It is a way of asking for its article.
    Live,
    /// It says too little, or too much of somebody.
    Refused,
}

impl PhrasingStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Live => "live",
            Self::Refused => "refused",
        }
    }
}

/// A question and the article that answered it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct PhrasingRow {
    /// What experts call it by.
    pub number: i64,
    pub lang: String,
    pub slug: String,
    pub question: String,
}

/// A question was answered by an article. Asked in the same words before, it is proposed only once.
///
/// # Errors
/// If the database fails.
pub async fn propose(
    tx: &mut Tx,
    conversation: &str,
    (lang, slug): (&str, &str),
    question: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let known = "SELECT number FROM phrasings WHERE lang = $1 AND slug = $2 AND question = $3";
    let known = sqlx::query(known).bind(lang).bind(slug).bind(question).fetch_optional(&mut **tx).await?;
    if known.is_some() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO phrasings (number, conversation_id, lang, slug, question, state, proposed_at)
         VALUES ($1, $2, $3, $4, $5, 'proposed', $6) ON CONFLICT (lang, slug, question) DO NOTHING",
    )
    .bind(bump(tx, "phrasing", 1).await?)
    .bind(conversation)
    .bind(lang)
    .bind(slug)
    .bind(question)
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Those that wait for an expert, the oldest first.
///
/// # Errors
/// If the database fails.
pub async fn proposed(tx: &mut Tx, most: i64) -> Result<Vec<PhrasingRow>, StoreError> {
    let sql = "SELECT number, lang, slug, question FROM phrasings WHERE state = 'proposed' ORDER BY number LIMIT $1";
    Ok(sqlx::query_as(sql).bind(most).fetch_all(&mut **tx).await?)
}

/// An expert has decided; `false` if no question of this number waits or is in use.
///
/// # Errors
/// If the database fails.
pub async fn decide(
    tx: &mut Tx,
    number: i64,
    state: PhrasingStatus,
    by: &Expert,
) -> Result<bool, StoreError> {
    let done =
        sqlx::query("UPDATE phrasings SET state = $2, approved_by = $3 WHERE number = $1 AND state <> $2")
            .bind(number)
            .bind(state.name())
            .bind(&by.0)
            .execute(&mut **tx)
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Somebody is forgotten, and their words with them; whether any were in use.
///
/// # Errors
/// If the database fails.
pub async fn forget(tx: &mut Tx, conversation: &str) -> Result<bool, StoreError> {
    let live = sqlx::query("SELECT number FROM phrasings WHERE conversation_id = $1 AND state = 'live'")
        .bind(conversation)
        .fetch_all(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM phrasings WHERE conversation_id = $1")
        .bind(conversation)
        .execute(&mut **tx)
        .await?;
    Ok(!live.is_empty())
}

/// What nobody has approved is as old as other words may become.
///
/// # Errors
/// If the database fails.
pub async fn forget_before(tx: &mut Tx, limit: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM phrasings WHERE state <> 'live' AND proposed_at < $1")
        .bind(limit.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// Every way of asking that is in use.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn phrasings(&self) -> Result<Vec<PhrasingRow>, StoreError> {
        let sql = "SELECT number, lang, slug, question FROM phrasings WHERE state = 'live' ORDER BY number";
        Ok(sqlx::query_as(sql).fetch_all(self.pool()).await?)
    }
}
