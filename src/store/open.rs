//! Opening a database: at once, or with the reason why not.

use std::{
    path::Path,
    sync::{Mutex, atomic::AtomicBool},
    time::Duration,
};

use sqlx::{AnyConnection, AnyPool, Connection, any::AnyPoolOptions};
use tokio::time::timeout;

use super::{Backend, Store, StoreError, claim::Claim, private};

/// How long a database may take to let us in.
const PATIENCE: Duration = Duration::from_secs(5);

/// How a database stands to the migrations that this version knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    Current,
    /// So many migrations are still to come: the next start carries them out.
    Older(usize),
    /// A later version has been here.
    Newer,
}

impl Store {
    /// Opens `sportello.db` in the data folder, made if it is not there; refuses if another process has it.
    ///
    /// # Errors
    /// If the folder is locked or cannot be written, or the database does not open or migrate.
    pub async fn sqlite(data_dir: &Path) -> Result<Self, StoreError> {
        let claim = Claim::folder(data_dir)?;
        let file = data_dir.join("sportello.db");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        // SQLite gives the files beside it the same permissions.
        private::file(&file).map_err(|error| StoreError::Folder(data_dir.to_owned(), error))?;
        // The pool would try again and again; what is wrong is wrong at once.
        let mut first = connect(&url).await?;
        prepare(&mut first, Backend::Sqlite).await.map_err(StoreError::Open)?;
        first.close().await?;
        Self::open(&url, Backend::Sqlite, claim.and_file(&file)?).await
    }

    /// Opens a `PostgreSQL` database (`postgres://...`), for a desk whose other files are in the data folder; refuses if
    /// another desk works with either.
    ///
    /// # Errors
    /// If the folder or the database is locked, or the database does not open or migrate.
    pub async fn postgres(url: &str, data_dir: &Path) -> Result<Self, StoreError> {
        let claim = Claim::folder(data_dir)?.and_server(url).await?;
        Self::open(url, Backend::Postgres, claim).await
    }

    async fn open(url: &str, backend: Backend, claim: Claim) -> Result<Self, StoreError> {
        let options = match backend {
            Backend::Sqlite => AnyPoolOptions::new()
                .max_connections(1)
                // Nothing lies between us and the file that could break the connection while it rests.
                .test_before_acquire(false)
                .idle_timeout(None)
                .max_lifetime(None),
            Backend::Postgres => AnyPoolOptions::new().max_connections(4),
        };
        let pool: AnyPool = options
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| Box::pin(prepare(connection, backend)))
            .connect_lazy(url)
            .map_err(StoreError::Open)?;
        sqlx::migrate!().run(&pool).await?;
        let store = Self { pool, backend, claim, barred: AtomicBool::new(false), broken: Mutex::default() };
        store.find_by_parts().await?;
        Ok(store)
    }

    /// How the `SQLite` database of a data folder stands; nothing is made or changed.
    ///
    /// # Errors
    /// If it does not open, or a desk is at work with it.
    pub async fn inspect_sqlite(data_dir: &Path) -> Result<Schema, StoreError> {
        let _claim = Claim::folder(data_dir)?;
        inspect(&format!("sqlite://{}?mode=rw", data_dir.join("sportello.db").display())).await
    }

    /// How a `PostgreSQL` database stands; nothing is made or changed, and a desk may be at work with it.
    ///
    /// # Errors
    /// If it does not open.
    pub async fn inspect_postgres(url: &str) -> Result<Schema, StoreError> {
        inspect(url).await
    }
}

/// A connection of its own.
pub(super) async fn connect(url: &str) -> Result<AnyConnection, StoreError> {
    sqlx::any::install_default_drivers();
    let connected = timeout(PATIENCE, AnyConnection::connect(url)).await;
    connected.map_err(|_| StoreError::NoAnswer)?.map_err(StoreError::Open)
}

async fn prepare(connection: &mut AnyConnection, backend: Backend) -> Result<(), sqlx::Error> {
    if backend == Backend::Sqlite {
        // FULL: a committed inbox row survives a power cut. secure_delete: erased words leave the pages.
        for pragma in ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON"] {
            sqlx::query(pragma).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

async fn inspect(url: &str) -> Result<Schema, StoreError> {
    let mut connection = connect(url).await?;
    let known = sqlx::migrate!();
    let applied: Vec<i64> =
        match sqlx::query_scalar("SELECT version FROM _sqlx_migrations").fetch_all(&mut connection).await {
            Ok(applied) => applied,
            // A database that nobody has used yet has no such table; one that cannot be read says so again.
            Err(sqlx::Error::Database(_)) => {
                sqlx::query("SELECT 1").execute(&mut connection).await.map_err(StoreError::Open)?;
                Vec::new()
            }
            Err(error) => return Err(StoreError::Open(error)),
        };
    connection.close().await?;
    if applied.iter().any(|version| !known.version_exists(*version)) {
        return Ok(Schema::Newer);
    }
    let missing = known.iter().filter(|migration| !applied.contains(&migration.version)).count();
    Ok(if missing == 0 { Schema::Current } else { Schema::Older(missing) })
}
