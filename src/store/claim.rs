//! That this desk, and no other, works with this data: and still with the data it started with.

use std::{
    fs::{File, Metadata, TryLockError},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{AnyConnection, Connection, Row};
use tokio::{sync::Mutex, time::timeout};

use super::{StoreError, open, private};

/// The advisory lock of a desk at work, as `PostgreSQL` counts them: for each database, so that it is one number for all.
const DESK: i64 = 0x5350_4F52_5445_4C4C;
/// A desk that was killed holds its lock for the moment that the server needs to notice.
const PATIENCE: Duration = Duration::from_secs(3);
const AGAIN: Duration = Duration::from_millis(200);
/// How long a server that has the lock may take to say so.
const ANSWER: Duration = Duration::from_secs(3);

/// Held as long as the store lives.
pub(super) struct Claim {
    folder: PathBuf,
    lock: File,
    /// The database, if it is a file.
    file: Option<(PathBuf, Which)>,
    server: Option<Server>,
}

/// A lock on a server lasts as long as the connection that took it.
struct Server {
    url: String,
    connection: Mutex<AnyConnection>,
}

/// One file, whatever it is called: its device and its number there.
#[derive(PartialEq, Eq)]
struct Which(u64, u64);

impl Which {
    fn of(metadata: &Metadata) -> Self {
        Self(metadata.dev(), metadata.ino())
    }
}

impl Claim {
    /// The data folder is ours; it is made if it is not there.
    pub fn folder(folder: &Path) -> Result<Self, StoreError> {
        let failed = |error| StoreError::Folder(folder.to_owned(), error);
        private::make(folder).map_err(failed)?;
        let file = private::file(&lock_file(folder)).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { folder: folder.to_owned(), lock: file, file: None, server: None }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked(folder.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// The database in this file is the one we work with.
    pub fn and_file(mut self, file: &Path) -> Result<Self, StoreError> {
        let metadata = file.metadata().map_err(|error| StoreError::Folder(self.folder.clone(), error))?;
        self.file = Some((file.to_owned(), Which::of(&metadata)));
        Ok(self)
    }

    /// The database on this server is ours as well.
    pub async fn and_server(mut self, url: &str) -> Result<Self, StoreError> {
        let mut connection = open::connect(url).await?;
        let taken = timeout(PATIENCE, async {
            while !lock(&mut connection).await? {
                tokio::time::sleep(AGAIN).await;
            }
            Ok(())
        });
        match taken.await {
            Ok(Ok(())) => {
                self.server = Some(Server { url: url.to_owned(), connection: Mutex::new(connection) });
                Ok(self)
            }
            Ok(Err(error)) => Err(error),
            Err(_) => Err(StoreError::AnotherDesk),
        }
    }

    /// Is all this still so?
    pub async fn holds(&self) -> Result<(), StoreError> {
        let replaced = || StoreError::Replaced(self.folder.clone());
        let is_ours = |path: &Path, which: Which| {
            path.metadata().is_ok_and(|metadata| Which::of(&metadata) == which).then_some(())
        };
        let held = Which::of(&self.lock.metadata().map_err(|_| replaced())?);
        is_ours(&lock_file(&self.folder), held).ok_or_else(replaced)?;
        if let Some((path, Which(device, number))) = &self.file {
            is_ours(path, Which(*device, *number)).ok_or_else(replaced)?;
        }
        match &self.server {
            Some(server) => server.holds().await,
            None => Ok(()),
        }
    }

    /// Gives the lock on the server back, so that the next desk need not wait for it.
    pub async fn give_back(self) {
        if let Some(server) = self.server {
            let _ = timeout(ANSWER, server.connection.into_inner().close()).await;
        }
    }
}

impl Server {
    /// The connection may have been lost, and the lock with it: then it is taken again, unless another desk was faster.
    async fn holds(&self) -> Result<(), StoreError> {
        let mut connection = self.connection.lock().await;
        if let Ok(Ok(())) = timeout(ANSWER, connection.ping()).await {
            return Ok(());
        }
        let mut anew = open::connect(&self.url).await?;
        if !timeout(ANSWER, lock(&mut anew)).await.map_err(|_| StoreError::NoAnswer)?? {
            return Err(StoreError::AnotherDesk);
        }
        *connection = anew;
        Ok(())
    }
}

async fn lock(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT CASE WHEN pg_try_advisory_lock($1) THEN 1 ELSE 0 END")
        .bind(DESK)
        .fetch_one(connection)
        .await?;
    Ok(row.try_get::<i32, _>(0)? == 1)
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join("lock")
}
