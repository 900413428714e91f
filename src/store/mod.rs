//! SQL, and nothing but SQL: one text for `SQLite` and `PostgreSQL`, through sqlx's `Any` driver.
//!
//! Conventions: `$1` placeholders; ids TEXT or BIGINT; instants BIGINT ms, days TEXT; truth values BIGINT 0/1; facts JSON in
//! TEXT, never looked into by SQL: what is asked for has a column. What hangs on a person goes with their row.
//! A write transaction begins with [`Store::begin`], which takes `SQLite`'s write lock at once.
//!
//! `SQLite` is opened by one process (a lock on the data folder) through one connection: its bundled version can corrupt
//! a WAL when two connections check-point at the same time. Every commit is on disk before anybody hears of it.

pub mod articles;
mod claim;
pub mod desk;
pub mod leave;
mod open;
pub mod personal;
pub mod private;
pub mod queue;
mod tx;

use std::{
    collections::BTreeSet,
    path::PathBuf,
    str::FromStr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{clockwork::Clockwork, ids::CaseNumber};
use jiff::Timestamp;
use sqlx::{AnyPool, Row, any::AnyRow};

use self::claim::Claim;

pub use self::{open::Schema, tx::Tx};

/// What can go wrong below the app.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("the database does not open: {0}; see `data_dir` and `database_url` in [desk]")]
    Open(sqlx::Error),
    #[error("the database does not answer; see `database_url` in [desk]")]
    NoAnswer,
    #[error("database migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error(
        "the data folder {0} is used by another sportello: stop that one first, or choose another `data_dir`"
    )]
    Locked(PathBuf),
    #[error(
        "another sportello is at work on this database: stop that one first, or set another `database_url` in [desk]"
    )]
    AnotherDesk,
    /// See the reason that was found when somebody looked.
    #[error("the data is not this desk's own any more: nothing is taken in or sent")]
    NotOurs,
    /// Deleted, moved or put in place of another: what is written now would not be there after a restart.
    #[error(
        "the data folder {0} is not the one that the desk started with: put that one back, or restart the desk to begin anew"
    )]
    Replaced(PathBuf),
    #[error("{problem} {0}: {remedy}", problem = private::PROBLEM, remedy = private::remedy(.0))]
    NotPrivate(PathBuf),
    #[error("the data folder {0} cannot be used: {1}")]
    Folder(PathBuf, std::io::Error),
    /// A stored value that no version of ours writes.
    #[error("impossible value in {table}.{column}, row {row}: {why}")]
    Impossible { table: &'static str, column: &'static str, row: String, why: String },
    /// Somebody else saved the conversation in between: read again and try once more.
    #[error("conversation {0} was saved by somebody else meanwhile")]
    Conflict(String),
}

/// The two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// The database, and the claim to be the only desk that works with it.
pub struct Store {
    pool: AnyPool,
    backend: Backend,
    claim: Claim,
    /// The data is not ours any more: nothing is read or written until it is again.
    barred: AtomicBool,
    /// Rows that could not be read, and that nobody has been told of yet.
    broken: Mutex<BTreeSet<String>>,
}

impl Store {
    /// What can be read of these rows: one that no version of ours has written must not hold up the others. It is told by
    /// [`Self::take_broken`].
    fn readable<T>(
        &self,
        rows: &[AnyRow],
        read: impl Fn(&AnyRow) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut readable = Vec::with_capacity(rows.len());
        for row in rows {
            match read(row) {
                Ok(one) => readable.push(one),
                Err(error) => self.set_aside(error)?,
            }
        }
        Ok(readable)
    }

    /// The same for rows that would be due again and again: `aside` takes one out of its queue, by its `id`.
    async fn readable_of_queue<T>(
        &self,
        rows: &[AnyRow],
        read: impl Fn(&AnyRow) -> Result<T, StoreError>,
        aside: &'static str,
    ) -> Result<Vec<T>, StoreError> {
        let mut readable = Vec::with_capacity(rows.len());
        for row in rows {
            match read(row) {
                Ok(one) => readable.push(one),
                Err(error) => {
                    self.set_aside(error)?;
                    sqlx::query(aside).bind(row.try_get::<i64, _>("id")?).execute(self.pool()).await?;
                }
            }
        }
        Ok(readable)
    }

    /// Notes that a row could not be read.
    ///
    /// # Errors
    /// If it is another error.
    pub fn set_aside(&self, error: StoreError) -> Result<(), StoreError> {
        let StoreError::Impossible { table, row, .. } = &error else {
            return Err(error);
        };
        tracing::error!(%error, "a row was set aside");
        self.broken().insert(format!("{table} {row}"));
        Ok(())
    }

    /// The rows that were set aside since this was asked last: tables and keys.
    #[must_use]
    pub fn take_broken(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.broken())
    }

    fn broken(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// # Errors
    /// If the data was found not to be ours any more.
    fn is_ours(&self) -> Result<(), StoreError> {
        if self.barred.load(Ordering::Acquire) { Err(StoreError::NotOurs) } else { Ok(()) }
    }

    /// Is the data still this desk's own, and does the database keep what it is given? Says, too, how the clock has run
    /// since this was asked last.
    ///
    /// # Errors
    /// If the data is not ours any more, or a write does not commit.
    pub async fn is_well(&self, now: Timestamp) -> Result<Clockwork, StoreError> {
        let holds = self.claim.holds().await;
        self.barred.store(holds.is_err(), Ordering::Release);
        holds?;
        let mut tx = self.begin().await?;
        let before = counter(&mut tx, "well").await?.unwrap_or(now);
        let leapt = counter(&mut tx, "leapt").await?.unwrap_or(Timestamp::UNIX_EPOCH);
        let clockwork = Clockwork::look(before, leapt, now);
        for (name, at) in [("well", now), ("leapt", clockwork.leapt)] {
            sqlx::query(
                "INSERT INTO counters (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = $2",
            )
            .bind(name)
            .bind(at.as_millisecond())
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(clockwork)
    }

    /// The clock says an earlier time than before: what was to wait until a time that is far away now is looked at at once,
    /// and says by itself until when it really waits.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn clock_was_set_back(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for sql in [
            "UPDATE inbox SET not_before = $1 WHERE state = 'waiting' AND not_before > $1",
            "UPDATE outbox SET not_before = $1 WHERE state = 'waiting' AND not_before > $1",
            "UPDATE conversations SET wake_at = $1 WHERE wake_at > $1",
        ] {
            sqlx::query(sql).bind(now.as_millisecond()).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Closes the database in order.
    pub async fn close(self) {
        self.pool.close().await;
        self.claim.give_back().await;
    }

    /// The pool, for reading outside a transaction and for tests.
    #[must_use]
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }
}

/// A counter that is an instant, if it has been set.
async fn counter(tx: &mut Tx, name: &str) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT value FROM counters WHERE name = $1";
    let row = sqlx::query(sql).bind(name).fetch_optional(&mut **tx).await?;
    row.as_ref().map_or(Ok(None), earliest)
}

/// Running row numbers, reserved together: one statement however many rows a step writes.
pub struct Ids(std::ops::RangeInclusive<i64>);

impl Ids {
    /// Reserves so many numbers.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn reserve(tx: &mut Tx, count: usize) -> Result<Self, StoreError> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let last = bump(tx, "row", count).await?;
        Ok(Self(last - count + 1..=last))
    }

    /// The next of the reserved numbers.
    ///
    /// # Panics
    /// When more are taken than were reserved, which the caller has counted.
    pub fn take(&mut self) -> i64 {
        self.0.next().expect("as many ids as were reserved")
    }
}

async fn bump(tx: &mut Tx, counter: &str, by: i64) -> Result<i64, StoreError> {
    let bumped = sqlx::query_scalar(
        "INSERT INTO counters (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = counters.value + $2 RETURNING value",
    );
    Ok(bumped.bind(counter).bind(by).fetch_one(&mut **tx).await?)
}

/// The number the next case of this year will have.
///
/// # Errors
/// If the database fails.
pub async fn next_case(tx: &mut Tx, year: i16) -> Result<CaseNumber, StoreError> {
    let last = sqlx::query_scalar("SELECT value FROM counters WHERE name = $1")
        .bind(format!("case-{year}"))
        .fetch_optional(&mut **tx)
        .await?
        .unwrap_or(0_i64);
    Ok(CaseNumber { year, place: u32::try_from(last + 1).unwrap_or(u32::MAX) })
}

/// The number has been given to a case.
///
/// # Errors
/// If the database fails.
pub async fn use_case_number(tx: &mut Tx, number: CaseNumber) -> Result<(), StoreError> {
    bump(tx, &format!("case-{}", number.year), 1).await.map(drop)
}

/// The one instant, or none, that a statement has asked for.
fn earliest(row: &AnyRow) -> Result<Option<Timestamp>, StoreError> {
    let ms: Option<i64> = row.try_get(0)?;
    Ok(ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
}

/// A TEXT column as one of our types.
fn parsed<T: FromStr>(row: &AnyRow, table: &'static str, column: &'static str) -> Result<T, StoreError>
where
    T::Err: std::fmt::Display,
{
    let text: String = row.try_get(column)?;
    text.parse().map_err(|why: T::Err| impossible(table, column, row, why))
}

/// A JSON column as one of our types.
fn json<T: serde::de::DeserializeOwned>(
    row: &AnyRow,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    let text: String = row.try_get(column)?;
    // Only where it broke: serde's message could hold a person's words.
    serde_json::from_str(&text).map_err(|error| {
        impossible(
            table,
            column,
            row,
            format!("not the JSON we write ({:?}, column {})", error.classify(), error.column()),
        )
    })
}

/// A BIGINT column as an instant.
fn instant(row: &AnyRow, table: &'static str, column: &'static str) -> Result<Timestamp, StoreError> {
    let ms: i64 = row.try_get(column)?;
    Timestamp::from_millisecond(ms).map_err(|why| impossible(table, column, row, why))
}

fn impossible(
    table: &'static str,
    column: &'static str,
    row: &AnyRow,
    why: impl std::fmt::Display,
) -> StoreError {
    let id = row
        .try_get::<String, _>(0)
        .or_else(|_| row.try_get::<i64, _>(0).map(|id| id.to_string()))
        .unwrap_or_else(|_| "?".into());
    StoreError::Impossible { table, column, row: id, why: why.to_string() }
}

/// Our types as JSON text; they always are JSON.
fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("our own types serialise to JSON")
}
