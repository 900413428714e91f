//! What people are reminded of. One row for one plan, kind and day: it is sent once, whatever is computed anew.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use sqlx::{Row, any::AnyRow};

use crate::store::{Ids, Store, StoreError, Tx, earliest, impossible, instant, parsed};

/// Asked all the time, and public so that a test can ask for its plan: it must not read what is far away.
pub const DUE: &str =
    "SELECT id, conversation_id, source, plan_id, kind, day, due_at, useful_until FROM reminders
     WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT $2";
/// As [`DUE`].
pub const NEXT_DUE: &str = "SELECT MIN(due_at) FROM reminders WHERE state = 'waiting'";
/// As [`DUE`].
pub const NEXT_LOST: &str = "SELECT MIN(useful_until) FROM reminders WHERE state = 'waiting'";
/// As [`DUE`].
pub const MISSED: &str = "SELECT id, kind FROM reminders WHERE state = 'waiting' AND useful_until <= $1";

/// What is reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "source", rename_all = "lowercase")]
pub enum ReminderSource {
    /// A day of a plan's.
    Plan { plan: i64 },
    /// What comes every year.
    Year,
    /// News of what has changed; its kind is the slug of an article or a rule.
    News,
}

impl ReminderSource {
    /// As it is stored: `source` and `plan_id`.
    fn columns(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Plan { plan } => ("plan", Some(plan)),
            Self::Year => ("year", None),
            Self::News => ("news", None),
        }
    }

    fn of(row: &AnyRow) -> Result<Self, StoreError> {
        let (source, plan): (String, Option<i64>) = (row.try_get("source")?, row.try_get("plan_id")?);
        match (source.as_str(), plan) {
            ("plan", Some(plan)) => Ok(Self::Plan { plan }),
            ("year", None) => Ok(Self::Year),
            ("news", None) => Ok(Self::News),
            _ => Err(impossible("reminders", "source", row, "it is of a plan, of the year or news")),
        }
    }
}

/// One thing to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReminderRow {
    pub id: i64,
    #[serde(skip)]
    pub conversation: String,
    #[serde(flatten)]
    pub source: ReminderSource,
    pub kind: String,
    pub day: Date,
    pub due_at: Timestamp,
    pub useful_until: Timestamp,
}

/// What should be said, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub kind: String,
    pub day: Date,
    pub due_at: Timestamp,
    pub useful_until: Timestamp,
}

/// From now on this is what a plan reminds of. What was sent for the same kind and day is not sent again; what waits and
/// is no longer wanted goes; what waits at another time moves, unless it is due already or somebody has put it off. A kind
/// that somebody has stopped stays so. What is past its use is left to be told to the staff.
///
/// # Errors
/// If the database fails.
pub async fn replace(
    tx: &mut Tx,
    conversation: &str,
    source: ReminderSource,
    wanted: &[Wanted],
    now: Timestamp,
) -> Result<(), StoreError> {
    let (source, plan) = source.columns();
    let rows = sqlx::query(
        "SELECT id, kind, day FROM reminders WHERE conversation_id = $1 AND source = $2
             AND COALESCE(plan_id, 0) = COALESCE($3, 0) AND state = 'waiting' AND useful_until > $4",
    )
    .bind(conversation)
    .bind(source)
    .bind(plan)
    .bind(now.as_millisecond())
    .fetch_all(&mut **tx)
    .await?;
    for row in &rows {
        let (kind, day): (String, Date) = (row.try_get("kind")?, parsed(row, "reminders", "day")?);
        if !wanted.iter().any(|wanted| wanted.kind == kind && wanted.day == day) {
            let id: i64 = row.try_get("id")?;
            sqlx::query("DELETE FROM reminders WHERE id = $1").bind(id).execute(&mut **tx).await?;
        }
    }
    let mut ids = Ids::reserve(tx, wanted.len()).await?;
    for Wanted { kind, day, due_at, useful_until } in wanted {
        sqlx::query(
            "INSERT INTO reminders
                 (id, conversation_id, source, plan_id, kind, day, due_at, useful_until, put_off, state)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, 0, 'waiting' WHERE NOT EXISTS (
                 SELECT 1 FROM reminder_optouts stops WHERE stops.conversation_id = $2 AND stops.source = $3
                     AND COALESCE(stops.plan_id, 0) = COALESCE($4, 0) AND stops.kind = $5)
             ON CONFLICT (conversation_id, source, COALESCE(plan_id, 0), kind, day)
                 DO UPDATE SET due_at = $7, useful_until = $8
             WHERE reminders.state = 'waiting' AND reminders.put_off = 0 AND reminders.due_at > $9",
        )
        .bind(ids.take())
        .bind(conversation)
        .bind(source)
        .bind(plan)
        .bind(kind)
        .bind(day.to_string())
        .bind(due_at.as_millisecond())
        .bind(useful_until.as_millisecond())
        .bind(now.as_millisecond())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// News for one conversation, unless it has had it, or wants none of it.
///
/// # Errors
/// If the database fails.
pub async fn announce(
    tx: &mut Tx,
    ids: &mut Ids,
    conversation: &str,
    news: &Wanted,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO reminders (id, conversation_id, source, kind, day, due_at, useful_until, put_off, state)
         SELECT $1, $2, 'news', $3, $4, $5, $6, 0, 'waiting' WHERE NOT EXISTS (
             SELECT 1 FROM reminder_optouts stops
             WHERE stops.conversation_id = $2 AND stops.source = 'news' AND stops.kind = $3)
         ON CONFLICT (conversation_id, source, COALESCE(plan_id, 0), kind, day) DO NOTHING",
    )
    .bind(ids.take())
    .bind(conversation)
    .bind(&news.kind)
    .bind(news.day.to_string())
    .bind(news.due_at.as_millisecond())
    .bind(news.useful_until.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// All that this conversation is, or was, reminded of.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn all(tx: &mut Tx, conversation: &str) -> Result<Vec<ReminderRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, conversation_id, source, plan_id, kind, day, due_at, useful_until FROM reminders
         WHERE conversation_id = $1 ORDER BY due_at, id",
    )
    .bind(conversation)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(reminder).collect()
}

/// What waits for this conversation, the soonest first.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn coming(tx: &mut Tx, conversation: &str, most: i64) -> Result<Vec<ReminderRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, conversation_id, source, plan_id, kind, day, due_at, useful_until FROM reminders
         WHERE conversation_id = $1 AND state = 'waiting' ORDER BY due_at, id LIMIT $2",
    )
    .bind(conversation)
    .bind(most)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(reminder).collect()
}

/// The one of this number, if it is this conversation's.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of(tx: &mut Tx, conversation: &str, id: i64) -> Result<Option<ReminderRow>, StoreError> {
    let row = sqlx::query(
        "SELECT id, conversation_id, source, plan_id, kind, day, due_at, useful_until FROM reminders
         WHERE conversation_id = $1 AND id = $2",
    )
    .bind(conversation)
    .bind(id)
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(reminder).transpose()
}

/// What has become of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderStatus {
    Sent,
    /// Whoever was reminded has done it.
    Done,
    /// Nobody could be reminded in time.
    Missed,
}

impl ReminderStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Missed => "missed",
        }
    }
}

/// Something has become of a reminder.
///
/// # Errors
/// If the database fails.
pub async fn set_state(tx: &mut Tx, id: i64, state: ReminderStatus) -> Result<(), StoreError> {
    sqlx::query("UPDATE reminders SET state = $2 WHERE id = $1")
        .bind(id)
        .bind(state.name())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// It waits, again or still, until then.
///
/// # Errors
/// If the database fails.
pub async fn put_off(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE reminders SET state = 'waiting', due_at = $2, put_off = 1 WHERE id = $1")
        .bind(id)
        .bind(until.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// It is about nothing any more.
///
/// # Errors
/// If the database fails.
pub async fn delete(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM reminders WHERE id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// No more of this kind, from this source.
///
/// # Errors
/// If the database fails.
pub async fn stop(
    tx: &mut Tx,
    conversation: &str,
    source: ReminderSource,
    kind: &str,
) -> Result<(), StoreError> {
    let (source, plan) = source.columns();
    for stop in [
        "INSERT INTO reminder_optouts (conversation_id, source, plan_id, kind) VALUES ($1, $2, $3, $4)
             ON CONFLICT (conversation_id, source, COALESCE(plan_id, 0), kind) DO NOTHING",
        "DELETE FROM reminders WHERE conversation_id = $1 AND source = $2
             AND COALESCE(plan_id, 0) = COALESCE($3, 0) AND kind = $4 AND state = 'waiting'",
    ] {
        sqlx::query(stop).bind(conversation).bind(source).bind(plan).bind(kind).execute(&mut **tx).await?;
    }
    Ok(())
}

/// This kind is wanted again, for whatever plan.
///
/// # Errors
/// If the database fails.
pub async fn resume(tx: &mut Tx, conversation: &str, kind: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM reminder_optouts WHERE conversation_id = $1 AND kind = $2")
        .bind(conversation)
        .bind(kind)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What is of no use any more and was never sent is set aside; how many of each kind.
///
/// # Errors
/// If the database fails.
pub async fn miss(tx: &mut Tx, now: Timestamp) -> Result<Vec<(String, usize)>, StoreError> {
    let rows = sqlx::query(MISSED).bind(now.as_millisecond()).fetch_all(&mut **tx).await?;
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for row in &rows {
        let (id, kind): (i64, String) = (row.try_get("id")?, row.try_get("kind")?);
        set_state(tx, id, ReminderStatus::Missed).await?;
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    Ok(kinds)
}

/// Plans that have nothing to remind of any more, and what was said of them, are kept as long as words are.
///
/// # Errors
/// If the database fails.
pub async fn forget_before(tx: &mut Tx, limit: Timestamp, made: Date) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM plans WHERE made < $1 AND NOT EXISTS (SELECT 1 FROM reminders
             WHERE reminders.plan_id = plans.id AND (reminders.state = 'waiting' OR reminders.useful_until >= $2 AND reminders.state = 'sent'))",
    )
    .bind(made.to_string())
    .bind(limit.as_millisecond())
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM reminders WHERE state <> 'waiting' AND useful_until < $1 AND plan_id IS NULL")
        .bind(limit.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// The reminders that are due, the longest due first.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn due_reminders(&self, now: Timestamp, limit: i64) -> Result<Vec<ReminderRow>, StoreError> {
        let rows = sqlx::query(DUE).bind(now.as_millisecond()).bind(limit).fetch_all(self.pool()).await?;
        self.readable_of_queue(&rows, reminder, "UPDATE reminders SET state = 'broken' WHERE id = $1").await
    }

    /// Is this reminder, which is on its way, still of use?
    ///
    /// # Errors
    /// If the database fails.
    pub async fn is_of_use(&self, id: i64, now: Timestamp) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT id FROM reminders WHERE id = $1 AND useful_until > $2")
            .bind(id)
            .bind(now.as_millisecond())
            .fetch_optional(self.pool())
            .await?;
        Ok(row.is_some())
    }

    /// When the next reminder that waits is of no use any more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_reminder_lost(&self) -> Result<Option<Timestamp>, StoreError> {
        earliest(&sqlx::query(NEXT_LOST).fetch_one(self.pool()).await?)
    }

    /// When the next reminder is due.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_reminder_due(&self) -> Result<Option<Timestamp>, StoreError> {
        earliest(&sqlx::query(NEXT_DUE).fetch_one(self.pool()).await?)
    }
}

fn reminder(row: &AnyRow) -> Result<ReminderRow, StoreError> {
    Ok(ReminderRow {
        id: row.try_get("id")?,
        conversation: row.try_get("conversation_id")?,
        source: ReminderSource::of(row)?,
        kind: row.try_get("kind")?,
        day: parsed(row, "reminders", "day")?,
        due_at: instant(row, "reminders", "due_at")?,
        useful_until: instant(row, "reminders", "useful_until")?,
    })
}
