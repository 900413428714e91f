//! One desk, one database: it opens at once or says why not, heals after a failure, and notices when it is not its own any
//! more.

use std::time::{Duration, Instant};

use sportello::store::{Schema, Store, StoreError};
use sqlx::{AnyPool, AssertSqlSafe, Executor, Row};
use tempfile::TempDir;

use crate::support::{
    at,
    databases::{self, Database},
};

/// A commit that the database refuses, as it does when the disk is full: what was written is there only until then.
async fn a_commit_fails(store: &Store) {
    store
        .pool()
        .execute(
            "CREATE TABLE IF NOT EXISTS parents (id BIGINT PRIMARY KEY);
             CREATE TABLE IF NOT EXISTS children
                 (id BIGINT PRIMARY KEY, parent BIGINT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
        )
        .await
        .unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.execute("INSERT INTO children VALUES (1, 7)").await.unwrap();
    tx.commit().await.unwrap_err();
}

async fn the_store_goes_on_after_a_failed_commit_and_a_dropped_transaction(Database { store, .. }: Database) {
    for _ in 0..3 {
        a_commit_fails(&store).await;
        store.is_well(at("2026-11-24 10:05")).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.execute("INSERT INTO parents VALUES (7)").await.unwrap();
        drop(tx);
    }
    let row = sqlx::query("SELECT (SELECT COUNT(*) FROM parents) + (SELECT COUNT(*) FROM children)")
        .fetch_one(store.pool())
        .await
        .unwrap();
    assert_eq!(row.get::<i64, _>(0), 0, "nothing of it is left");
}

#[tokio::test]
async fn sqlite_goes_on_after_a_failed_commit() {
    the_store_goes_on_after_a_failed_commit_and_a_dropped_transaction(databases::sqlite().await).await;
}

#[tokio::test]
async fn postgres_goes_on_after_a_failed_commit() {
    the_store_goes_on_after_a_failed_commit_and_a_dropped_transaction(databases::postgres().await).await;
}

#[tokio::test]
async fn one_desk_works_with_a_database() {
    let (url, here, there) = (databases::new_on_server().await, folder(), folder());
    let first = Store::postgres(&url, here.path()).await.unwrap();
    let second = Store::postgres(&url, there.path()).await;
    assert!(matches!(second, Err(StoreError::AnotherDesk)));
    let same_folder = Store::postgres(&databases::new_on_server().await, here.path()).await;
    assert!(matches!(same_folder, Err(StoreError::Locked(_))), "keys of Matrix are in the folder");
    first.close().await;
    Store::postgres(&url, there.path()).await.unwrap();
}

#[tokio::test]
async fn a_desk_whose_lock_was_lost_takes_it_again_unless_another_has_it() {
    let (url, here, there) = (databases::new_on_server().await, folder(), folder());
    let store = Store::postgres(&url, here.path()).await.unwrap();
    cut_all_connections(&url).await;
    store.is_well(at("2026-11-24 10:05")).await.unwrap();

    cut_all_connections(&url).await;
    let _other = Store::postgres(&url, there.path()).await.unwrap();
    let found = store.is_well(at("2026-11-24 10:06")).await;
    assert!(matches!(found, Err(StoreError::AnotherDesk)), "{found:?}");
}

async fn cut_all_connections(url: &str) {
    let (server, name) = url.rsplit_once('/').unwrap();
    let admin = AnyPool::connect(&format!("{server}/postgres")).await.unwrap();
    let cut =
        format!("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
    admin.execute(AssertSqlSafe(cut)).await.unwrap();
    admin.close().await;
}

#[tokio::test]
async fn a_data_folder_that_is_not_the_one_it_started_with_is_noticed() {
    let parent = folder();
    let (data, moved) = (parent.path().join("data"), parent.path().join("moved"));
    let store = Store::sqlite(&data).await.unwrap();
    store.is_well(at("2026-11-24 10:05")).await.unwrap();
    let replaced =
        async || matches!(store.is_well(at("2026-11-24 10:06")).await, Err(StoreError::Replaced(_)));

    std::fs::rename(&data, &moved).unwrap();
    assert!(replaced().await, "it is gone");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("lock"), "").unwrap();
    assert!(replaced().await, "it is another");
    std::fs::remove_dir_all(&data).unwrap();
    std::fs::rename(&moved, &data).unwrap();
    assert!(!replaced().await, "it is back");
    std::fs::remove_file(data.join("sportello.db")).unwrap();
    assert!(replaced().await, "the database alone is gone");
}

#[tokio::test]
async fn a_database_that_does_not_open_says_why_at_once() {
    let begun = Instant::now();
    let broken = folder();
    std::fs::write(broken.path().join("sportello.db"), "no database".repeat(1000)).unwrap();
    let error = Store::sqlite(broken.path()).await.err().unwrap().to_string();
    insta::assert_snapshot!(error, @"the database does not open: error returned from database: (code: 26) file is not a database; see `data_dir` and `database_url` in [desk]");
    let error = Store::postgres("postgres://nobody@127.0.0.1:9/none", folder().path())
        .await
        .err()
        .unwrap()
        .to_string();
    insta::assert_snapshot!(error, @"the database does not open: error communicating with database: Connection refused (os error 111); see `data_dir` and `database_url` in [desk]");
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn looking_at_a_database_changes_nothing() {
    let data = folder();
    std::fs::write(data.path().join("sportello.db"), "").unwrap();
    for _ in 0..2 {
        assert!(
            matches!(Store::inspect_sqlite(data.path()).await, Ok(Schema::Older(missing)) if missing > 0)
        );
    }
    Store::sqlite(data.path()).await.unwrap().close().await;
    assert_eq!(Store::inspect_sqlite(data.path()).await.unwrap(), Schema::Current);

    let Database { store, folder: later } = databases::sqlite().await;
    store.pool().execute("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await.unwrap();
    store.close().await;
    assert_eq!(Store::inspect_sqlite(later.path()).await.unwrap(), Schema::Newer);

    let url = databases::new_on_server().await;
    assert!(matches!(Store::inspect_postgres(&url).await, Ok(Schema::Older(missing)) if missing > 0));
    let store = Store::postgres(&url, data.path()).await.unwrap();
    assert_eq!(Store::inspect_postgres(&url).await.unwrap(), Schema::Current, "while a desk is at work");
    store.close().await;
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}
