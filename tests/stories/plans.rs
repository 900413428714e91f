//! What the app asks after every step is found through an index, however much lies in the tables: both databases say
//! so themselves. How long it takes is measured in `benches/timers.rs`.

use sportello::store::{
    Store,
    desk::conversations,
    leave::reminders,
    queue::{inbox, outbox},
};
use sqlx::{AssertSqlSafe, Row};

use crate::support::databases;

/// Rows that are not looked for: enough for PostgreSQL to find an index worth its while.
const MANY: i64 = 5_000;

/// Everything is done or far away, except one row in five hundred.
const FILL: [&str; 7] = [
    "INSERT INTO people (id, created_at)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT CAST(n AS TEXT), n FROM numbers",
    "INSERT INTO conversations (id, person_id, channel, state, schema, version, wake_at, created_at, updated_at)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT CAST(n AS TEXT), CAST(n AS TEXT), 'console', '{}', 1, 1, n, n, n FROM numbers",
    "INSERT INTO handles (conversation_id, channel, address, leaving)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT CAST(n AS TEXT), 'console', CAST(n AS TEXT), 0 FROM numbers",
    "INSERT INTO inbox (id, source, key, ordering_key, bundle, payload, at, received_at, state, attempts, not_before)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT n, 'console', CAST(n AS TEXT), CAST(n AS TEXT), '', '', n, n,
         CASE WHEN n % 500 = 0 THEN 'waiting' ELSE 'done' END, 0, 0 FROM numbers",
    "INSERT INTO outbox
         (id, ordering_key, conversation_id, payload, state, uncertain, openings, attempts, not_before, created_at, platform, priority)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT n, CAST(n AS TEXT), CAST(n AS TEXT), '',
         CASE WHEN n % 500 = 0 THEN 'waiting' ELSE 'sent' END, 0, 0, 0, 0, n, 'console', 3 FROM numbers",
    "INSERT INTO plans (id, conversation_id, draft, made, edition)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT n, CAST(n AS TEXT), '{}', '2026-11-01', '2026-01-01' FROM numbers",
    "INSERT INTO reminders (id, conversation_id, source, plan_id, kind, day, due_at, useful_until, put_off, state)
     WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
     SELECT n, CAST(n AS TEXT), 'plan', n, 'kind', '2027-02-10', n, n + 1, 0, 'waiting' FROM numbers",
];

/// What is asked, and the index that has to serve it.
const ASKED: [(&str, &str); 8] = [
    (conversations::DUE, "conversations_wake"),
    (conversations::NEXT_WAKE, "conversations_wake"),
    (inbox::NEXT, "inbox_"),
    (outbox::NEXT, "outbox_"),
    (reminders::DUE, "reminders_due"),
    (reminders::NEXT_DUE, "reminders_due"),
    (reminders::NEXT_LOST, "reminders_useful"),
    (reminders::MISSED, "reminders_useful"),
];

#[tokio::test]
async fn sqlite_finds_what_is_due_through_an_index() {
    let database = databases::sqlite().await;
    fill(&database.store).await;
    for (sql, index) in ASKED {
        let plan = plan(&database.store, "EXPLAIN QUERY PLAN", sql, "detail").await;
        assert!(plan.iter().any(|step| step.contains(index)), "{plan:#?}");
        let whole_table = |step: &String| step.starts_with("SCAN") && !step.contains("USING");
        assert!(!plan.iter().any(whole_table), "{plan:#?}");
    }
}

#[tokio::test]
async fn postgres_finds_what_is_due_through_an_index() {
    let database = databases::postgres().await;
    fill(&database.store).await;
    // As autovacuum does in life.
    let analyzed = sqlx::query("ANALYZE").execute(database.store.pool()).await;
    analyzed.expect("statistics");
    for (sql, index) in ASKED {
        let plan = plan(&database.store, "EXPLAIN", sql, "QUERY PLAN").await;
        assert!(plan.iter().any(|step| step.contains(index)), "{plan:#?}");
        assert!(!plan.iter().any(|step| step.contains("Seq Scan")), "{plan:#?}");
    }
}

/// How the database would go about a question, step by step.
async fn plan(store: &Store, explain: &str, sql: &str, column: &str) -> Vec<String> {
    let mut question = sqlx::query(AssertSqlSafe(format!("{explain} {sql}")));
    // When it is, and how many at most.
    for value in [40_i64, 32].iter().take(sql.matches('$').count()) {
        question = question.bind(*value);
    }
    if sql.contains("$3") {
        question = question.bind("console");
    }
    let steps = question.fetch_all(store.pool()).await.expect("a plan");
    steps.iter().map(|step| step.try_get(column).expect("a step of the plan")).collect()
}

async fn fill(store: &Store) {
    for sql in FILL {
        let filled = sqlx::query(sql).bind(MANY).execute(store.pool()).await;
        filled.expect("rows");
    }
}
