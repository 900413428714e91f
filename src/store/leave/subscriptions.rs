//! Who wants to hear when something changes, and the news that experts send them.

use domain::{conversation::Conversation, ids::Expert};
use jiff::{Timestamp, civil::Date};
use sqlx::Row;

use crate::store::{StoreError, Tx, bump, json, parsed};

/// Somebody whom news would reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Follower {
    pub conversation: String,
    pub state: Conversation,
    pub company: bool,
}

/// News that an expert has proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub slug: String,
    /// The day from which it holds.
    pub day: Date,
}

/// This conversation wants to hear of it.
///
/// # Errors
/// If the database fails.
pub async fn follow(tx: &mut Tx, conversation: &str, slug: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO subscriptions (conversation_id, slug) VALUES ($1, $2) ON CONFLICT (conversation_id, slug) DO NOTHING")
        .bind(conversation)
        .bind(slug)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// All that this conversation wants to hear of.
///
/// # Errors
/// If the database fails.
pub async fn all(tx: &mut Tx, conversation: &str) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT slug FROM subscriptions WHERE conversation_id = $1 ORDER BY slug")
        .bind(conversation)
        .fetch_all(&mut **tx)
        .await?)
}

/// This conversation wants to hear of it no more.
///
/// # Errors
/// If the database fails.
pub async fn unfollow(tx: &mut Tx, conversation: &str, slug: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM subscriptions WHERE conversation_id = $1 AND slug = $2")
        .bind(conversation)
        .bind(slug)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Everybody who wants to hear of an article.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_article(tx: &mut Tx, slug: &str) -> Result<Vec<Follower>, StoreError> {
    followers(
        tx,
        "SELECT id, state, CAST((SELECT COUNT(*) FROM companies WHERE conversation_id = id) AS BIGINT) AS company
         FROM conversations WHERE id IN (SELECT conversation_id FROM subscriptions WHERE slug = $1) ORDER BY id",
        slug,
    )
    .await
}

/// Everybody who keeps a plan, and everybody who follows the rule.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_rule(tx: &mut Tx, slug: &str) -> Result<Vec<Follower>, StoreError> {
    followers(
        tx,
        "SELECT id, state, CAST((SELECT COUNT(*) FROM companies WHERE conversation_id = id) AS BIGINT) AS company
         FROM conversations WHERE id IN (SELECT conversation_id FROM subscriptions WHERE slug = $1)
             OR id IN (SELECT conversation_id FROM plans WHERE NOT EXISTS (SELECT 1 FROM reminder_optouts stops
                 WHERE stops.conversation_id = plans.conversation_id AND stops.source = 'news' AND stops.kind = $1))
         ORDER BY id",
        slug,
    )
    .await
}

async fn followers(tx: &mut Tx, query: &'static str, slug: &str) -> Result<Vec<Follower>, StoreError> {
    let rows = sqlx::query(query).bind(slug).fetch_all(&mut **tx).await?;
    rows.iter()
        .map(|row| {
            Ok(Follower {
                conversation: row.try_get("id")?,
                state: json(row, "conversations", "state")?,
                company: row.try_get::<i64, _>("company")? != 0,
            })
        })
        .collect()
}

/// An expert proposes to send news; its number.
///
/// # Errors
/// If the database fails.
pub async fn propose(tx: &mut Tx, notice: &Notice, by: &Expert, now: Timestamp) -> Result<i64, StoreError> {
    let number = bump(tx, "notice", 1).await?;
    sqlx::query(
        "INSERT INTO notices (number, slug, day, state, by_expert, at) VALUES ($1, $2, $3, 'proposed', $4, $5)",
    )
    .bind(number)
    .bind(&notice.slug)
    .bind(notice.day.to_string())
    .bind(&by.0)
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(number)
}

/// The news of this number is sent, if it was proposed and has not been.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn confirm(tx: &mut Tx, number: i64) -> Result<Option<Notice>, StoreError> {
    let row = sqlx::query(
        "UPDATE notices SET state = 'sent' WHERE number = $1 AND state = 'proposed' RETURNING number, slug, day",
    )
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| Ok(Notice { slug: row.try_get("slug")?, day: parsed(&row, "notices", "day")? })).transpose()
}
