//! Until when articles may be sent by themselves, where experts have looked at them again; and what the room was told once.

use domain::ids::Expert;
use jiff::{Timestamp, civil::Date};
use sqlx::{Row, any::AnyRow};

use crate::store::{Store, StoreError, Tx, parsed};

/// An article that two experts have looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    pub slug: String,
    pub until: Date,
    /// The day up to which the law was checked.
    pub checked: Date,
}

/// Somebody proposes that an article holds until that day; what was proposed before is forgotten.
///
/// # Errors
/// If the database fails.
pub async fn propose(tx: &mut Tx, slug: &str, until: Date, by: &Expert) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO renewals (slug, until, proposed_by) VALUES ($1, $2, $3)
         ON CONFLICT (slug) DO UPDATE SET until = $2, proposed_by = $3, approved_by = NULL, approved_on = NULL",
    )
    .bind(slug)
    .bind(until.to_string())
    .bind(&by.0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who has proposed to renew this article, if that waits for somebody else.
///
/// # Errors
/// If the database fails.
pub async fn proposed_by(tx: &mut Tx, slug: &str) -> Result<Option<Expert>, StoreError> {
    let by = sqlx::query_scalar("SELECT proposed_by FROM renewals WHERE slug = $1 AND approved_by IS NULL");
    Ok(by.bind(slug).fetch_optional(&mut **tx).await?.map(Expert))
}

/// Somebody else has looked, too: it holds. The law was checked up to this day.
///
/// # Errors
/// If the database fails.
pub async fn approve(tx: &mut Tx, slug: &str, by: &Expert, on: Date) -> Result<(), StoreError> {
    sqlx::query("UPDATE renewals SET approved_by = $2, approved_on = $3 WHERE slug = $1")
        .bind(slug)
        .bind(&by.0)
        .bind(on.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Remembers that the room is told this; `false` if it was told before.
///
/// # Errors
/// If the database fails.
pub async fn tell_once(tx: &mut Tx, key: &str, now: Timestamp) -> Result<bool, StoreError> {
    let told = sqlx::query("INSERT INTO told (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING")
        .bind(key)
        .bind(now.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(told.rows_affected() > 0)
}

impl Store {
    /// What holds of what was proposed.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn renewals(&self) -> Result<Vec<Renewal>, StoreError> {
        let rows = sqlx::query(
            "SELECT slug, until, approved_on FROM renewals WHERE approved_by IS NOT NULL ORDER BY slug",
        )
        .fetch_all(self.pool())
        .await?;
        let renewal = |row: &AnyRow| {
            Ok(Renewal {
                slug: row.try_get("slug")?,
                until: parsed(row, "renewals", "until")?,
                checked: parsed(row, "renewals", "approved_on")?,
            })
        };
        self.readable(&rows, renewal)
    }
}
