//! How long it takes to find the conversations that are due among a million open commitments, and the reminders that are
//! due among a million.
//!
//! Compared with a bound of 5 milliseconds, which only an index can keep; `tests/stories/plans.rs` asserts that it is
//! used. On SQLite always, and on the PostgreSQL server of `SPORTELLO_TEST_POSTGRES` if that is set.

mod support;

use std::time::{Duration, Instant};

use domain::{channel::ChannelKind, conversation::Conversation, language::Language};
use jiff::Timestamp;
use sportello::store::{Store, StoreError};
use sqlx::AssertSqlSafe;
use support::{Figures, median};
use tempfile::TempDir;

const BOUND: Duration = Duration::from_millis(5);
const COMMITMENTS: i64 = 1_000_000;
const REMINDERS: i64 = 1_000_000;
/// How many of them are due: far more than the app looks at together.
const DUE: i64 = 5_000;
/// As many as the app looks at together.
const BATCH: i64 = 32;
const RUNS: usize = 100;

/// One row in two hundred is due, all over the table; the others want to be looked at within two days. Times repeat, as
/// alerts that were moved into the same staffed stretch do.
const FILL: &str = "INSERT INTO conversations
         (id, person_id, channel, state, schema, version, wake_at, created_at, updated_at)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $3)
     SELECT 'conversation-' || CAST(n AS TEXT), 'person-' || CAST(n AS TEXT), 'telegram', $1, 1, 1,
         CASE WHEN n % 200 = 0 THEN $2 - n % 7919 ELSE $2 + 1 + n * 7919 % 172800 * 1000 END, $2 - n, $2
     FROM numbers";

/// Whose conversations those are.
const FILL_PEOPLE: &str = "INSERT INTO people (id, created_at)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT 'person-' || CAST(n AS TEXT), 0 FROM numbers";

/// What the reminders are about: twelve of each.
const FILL_PLANS: &str = "INSERT INTO plans (id, conversation_id, draft, made, edition)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n <= $1 / 12)
     SELECT n, 'conversation-' || CAST(n AS TEXT), '{}', '2026-11-01', '2026-01-01' FROM numbers";

/// The same of reminders: one in two hundred is due, the others lie in the next fifteen years.
const FILL_REMINDERS: &str = "INSERT INTO reminders
         (id, conversation_id, source, plan_id, kind, day, due_at, useful_until, put_off, state)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $2)
     SELECT n, 'conversation-' || CAST(n / 12 + 1 AS TEXT), 'plan', n / 12 + 1, 'kind-' || CAST(n % 12 AS TEXT), '2027-02-10',
         CASE WHEN n % 200 = 0 THEN $1 - n % 7919 ELSE $1 + 1 + n * 7919 % 473040000 * 1000 END,
         $1 + 2 + n * 7919 % 473040000 * 1000, 0, 'waiting'
     FROM numbers";

#[tokio::main]
async fn main() {
    let now: Timestamp = "2026-11-24T09:05:00Z".parse().expect("a time");
    let mut figures = Figures::default();

    let folder = TempDir::new().expect("a temporary folder");
    let store = Store::sqlite(folder.path()).await.expect("SQLite");
    measure(&store, "SQLite", now, &mut figures).await.expect("SQLite");
    store.close().await;

    match std::env::var("SPORTELLO_TEST_POSTGRES") {
        Ok(server) => {
            let name = format!("bench_{}", uuid::Uuid::new_v4().simple());
            let admin = sqlx::AnyPool::connect(&format!("{server}/postgres")).await.expect("PostgreSQL");
            run(&admin, format!("CREATE DATABASE {name}")).await;
            let store =
                Store::postgres(&format!("{server}/{name}"), folder.path()).await.expect("PostgreSQL");
            let measured = measure(&store, "PostgreSQL", now, &mut figures).await;
            store.close().await;
            run(&admin, format!("DROP DATABASE {name}")).await;
            measured.expect("PostgreSQL");
        }
        Err(_) => println!("PostgreSQL: SPORTELLO_TEST_POSTGRES is not set, left out"),
    }
    figures.print();
}

async fn run(pool: &sqlx::AnyPool, sql: String) {
    sqlx::query(AssertSqlSafe(sql)).execute(pool).await.expect("PostgreSQL");
}

async fn measure(
    store: &Store,
    database: &str,
    now: Timestamp,
    figures: &mut Figures,
) -> Result<(), StoreError> {
    let state = serde_json::to_string(&Conversation::new(ChannelKind::Telegram, Language::It)).expect("JSON");
    let start = Instant::now();
    sqlx::query(FILL_PEOPLE).bind(COMMITMENTS).execute(store.pool()).await?;
    sqlx::query(FILL).bind(state).bind(now.as_millisecond()).bind(COMMITMENTS).execute(store.pool()).await?;
    if database == "PostgreSQL" {
        // As autovacuum does in life.
        sqlx::query("ANALYZE").execute(store.pool()).await?;
    }
    println!("{database}: {COMMITMENTS} conversations, {DUE} due, written in {:.1?}", start.elapsed());

    // The first, cold one is not counted: the app asks all day long.
    store.due_conversations(now, BATCH).await?;
    store.next_wake().await?;
    let start = Instant::now();
    sqlx::query(FILL_PLANS).bind(REMINDERS).execute(store.pool()).await?;
    sqlx::query(FILL_REMINDERS).bind(now.as_millisecond()).bind(REMINDERS).execute(store.pool()).await?;
    if database == "PostgreSQL" {
        sqlx::query("ANALYZE").execute(store.pool()).await?;
    }
    println!("{database}: {REMINDERS} reminders, {DUE} due, written in {:.1?}", start.elapsed());
    store.due_reminders(now, BATCH).await?;
    let mut reminders = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        let found = store.due_reminders(now, BATCH).await?;
        store.next_reminder_due().await?;
        store.next_reminder_lost().await?;
        reminders.push(start.elapsed());
        assert_eq!(found.len(), 32);
    }
    let half = median(&reminders);
    let name =
        format!("{database}, {REMINDERS} reminders: the 32 longest due, the next, the next lost, median");
    figures.add(&name, "< 5 ms", format!("{half:.2?}"), half < BOUND);

    let mut due = Vec::with_capacity(RUNS);
    let mut next = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        let found = store.due_conversations(now, BATCH).await?;
        due.push(start.elapsed());
        assert_eq!(found.len(), 32);

        let start = Instant::now();
        let wake = store.next_wake().await?;
        next.push(start.elapsed());
        assert!(wake.is_some_and(|wake| wake <= now));
    }
    let slowest = due.iter().chain(&next).copied().max().unwrap_or_default();
    for (what, took) in [
        ("the 32 longest due, median", median(&due)),
        ("when the next is due, median", median(&next)),
        ("the slowest of both", slowest),
    ] {
        let name = format!("{database}, {COMMITMENTS} open commitments: {what}");
        figures.add(&name, "< 5 ms", format!("{took:.2?}"), took < BOUND);
    }
    Ok(())
}
