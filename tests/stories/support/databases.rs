//! The two databases, for tests of the store: every one of them runs on both.

use std::collections::BTreeSet;

use sportello::store::{Store, Tx};
use sqlx::{AssertSqlSafe, Row};
use tempfile::TempDir;

/// A new, empty database and what keeps it alive.
pub struct Database {
    pub store: Store,
    pub folder: TempDir,
}

pub async fn sqlite() -> Database {
    let folder = TempDir::new().expect("a temporary folder");
    Database { store: Store::sqlite(folder.path()).await.expect("SQLite"), folder }
}

pub async fn postgres() -> Database {
    let (url, folder) = (new_on_server().await, TempDir::new().expect("a temporary folder"));
    Database { store: Store::postgres(&url, folder.path()).await.expect("PostgreSQL"), folder }
}

/// A database of its own on the server that `tests/run` starts.
pub async fn new_on_server() -> String {
    let server = std::env::var("SPORTELLO_TEST_POSTGRES").expect(
        "SPORTELLO_TEST_POSTGRES is not set: run the tests through tests/run, which starts PostgreSQL",
    );
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    sqlx::any::install_default_drivers();
    let admin = sqlx::AnyPool::connect(&format!("{server}/postgres")).await.expect("PostgreSQL");
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&admin).await.expect("a database");
    admin.close().await;
    format!("{server}/{name}")
}

/// Somebody's conversation of this id, whom nothing reaches.
pub async fn conversation_named(tx: &mut Tx, id: &str) {
    for sql in [
        "INSERT INTO people (id, created_at) VALUES ($1, 0)",
        "INSERT INTO conversations (id, person_id, channel, state, schema, version, created_at, updated_at)
         VALUES ($1, $1, 'telegram', '{}', 1, 0, 0, 0)",
    ] {
        sqlx::query(sql).bind(id).execute(&mut **tx).await.expect("a conversation");
    }
}

/// What a database says of itself.
pub struct Schema {
    pub tables: BTreeSet<String>,
    /// Rows of the first table go with a row of the second.
    pub cascades: Vec<(String, String)>,
}

pub async fn schema(store: &Store) -> Schema {
    let sqlite = "SELECT name AS name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let Ok(rows) = sqlx::query(sqlite).fetch_all(store.pool()).await else {
        return schema_of_server(store).await;
    };
    let tables: BTreeSet<String> = rows.iter().map(|row| row.get("name")).collect();
    let mut cascades = Vec::new();
    for child in &tables {
        let keys = format!(
            "SELECT \"table\" AS parent FROM pragma_foreign_key_list('{child}') WHERE on_delete = 'CASCADE'"
        );
        let rows = sqlx::query(AssertSqlSafe(keys)).fetch_all(store.pool()).await.expect("foreign keys");
        cascades.extend(rows.iter().map(|row| (child.clone(), row.get("parent"))));
    }
    Schema { tables, cascades }
}

async fn schema_of_server(store: &Store) -> Schema {
    let tables = "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables WHERE table_schema = 'public'";
    let rows = sqlx::query(tables).fetch_all(store.pool()).await.expect("tables");
    let tables = rows.iter().map(|row| row.get("name")).collect();
    let keys = "SELECT CAST(conrelid::regclass AS TEXT) AS child, CAST(confrelid::regclass AS TEXT) AS parent
         FROM pg_constraint WHERE contype = 'f' AND confdeltype = 'c'";
    let rows = sqlx::query(keys).fetch_all(store.pool()).await.expect("foreign keys");
    let cascades = rows.iter().map(|row| (row.get("child"), row.get("parent"))).collect();
    Schema { tables, cascades }
}
