//! The two databases, for tests of the store: every one of them runs on both.

use sportello::store::Store;
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
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&admin)
        .await
        .expect("a database");
    admin.close().await;
    format!("{server}/{name}")
}
