//! People who want to be forgotten: the desk leaves their room and forgets it, as far as the server lets it, and takes
//! them out of what the SDK keeps.
//!
//! The SDK forgets a room, but not who was in it: members, devices and the keys they were given stay in its files. It has
//! no way to take them out, so the desk does, at the next start, while nobody has the files open. Until then, it notes
//! whom.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use matrix_sdk::{
    RoomState,
    ruma::{OwnedRoomId, OwnedUserId, api::client::membership::forget_room},
};
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{Link, cause::cause, rooms::leave, session::write_secret};

/// Who has said goodbye, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Person {
    room: OwnedRoomId,
    user: OwnedUserId,
    /// The desk has left the room, and the SDK has been told so.
    gone: bool,
}

/// Everybody who is to be forgotten yet.
pub(super) struct Oblivion {
    file: PathBuf,
    persons: Mutex<Vec<Person>>,
}

impl Oblivion {
    /// What is noted in this folder.
    pub fn new(folder: &Path) -> Self {
        let file = note(folder);
        Self { persons: Mutex::new(read(&file)), file }
    }

    /// Notes that somebody is to be forgotten, before anything is done about it.
    pub fn note(&self, room: OwnedRoomId, user: OwnedUserId) {
        self.change(|persons| persons.push(Person { room, user, gone: false }));
    }

    /// Leaves the rooms of those who are to be forgotten; what cannot be done now is done another time. Says whether
    /// something is left to do.
    pub async fn leave(&self, link: &Link) -> bool {
        let here: Vec<Person> =
            self.known(|persons| persons.iter().filter(|person| !person.gone).cloned().collect());
        let mut undone = false;
        for person in here {
            let room = link.client.get_room(&person.room);
            let done = match &room {
                Some(room) if matches!(room.state(), RoomState::Left | RoomState::Banned) => {
                    room.forget().await.map(|()| true)
                }
                // That it has been left, the server says with its next answer.
                Some(room) => leave(room).await.map(|()| false),
                None => {
                    let request = forget_room::v3::Request::new(person.room.clone());
                    // It may have been forgotten before a stop.
                    let _ = link.client.send(request).await;
                    Ok(true)
                }
            };
            match done {
                Ok(true) => self.change(|persons| {
                    for known in persons.iter_mut().filter(|known| known.room == person.room) {
                        known.gone = true;
                    }
                }),
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(
                        cause = cause(&error),
                        "a room is not forgotten yet; the desk tries again"
                    );
                    undone = true;
                }
            }
        }
        undone
    }

    fn known<T>(&self, look: impl FnOnce(&[Person]) -> T) -> T {
        look(&self.persons.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Person>)) {
        let mut persons = self.persons.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut persons);
        if let Err(error) = write(&self.file, &persons) {
            tracing::error!(%error, "whom to forget could not be noted");
        }
    }

    /// Takes those whose rooms the desk has left out of the files of the SDK, which nobody may have open.
    pub async fn complete(&self, store: &Path) {
        let gone: Vec<Person> =
            self.known(|persons| persons.iter().filter(|person| person.gone).cloned().collect());
        if gone.is_empty() {
            return;
        }
        match take_out(store, &gone).await {
            Ok(()) => self.change(|persons| persons.retain(|person| !gone.contains(person))),
            Err(error) => {
                tracing::error!(%error, "somebody is not forgotten yet; the next start tries again");
            }
        }
    }
}

fn note(folder: &Path) -> PathBuf {
    folder.join("forget.json")
}

fn read(file: &Path) -> Vec<Person> {
    fs::read(file).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}

/// Where nobody is to be forgotten there is no file.
fn write(file: &Path, persons: &[Person]) -> io::Result<()> {
    if persons.is_empty() {
        return fs::remove_file(file);
    }
    write_secret(file, &serde_json::to_string(persons).map_err(io::Error::other)?)
}

/// Tables of single values, some about a person (their presence): the key tells about whom. A name in a value is no reason
/// to delete it.
const SINGLE_VALUES: [&str; 2] = ["kv", "kv_blob"];

async fn take_out(store: &Path, persons: &[Person]) -> Result<(), sqlx::Error> {
    let mut files: Vec<PathBuf> = fs::read_dir(store)?.flatten().map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sqlite3"));
    // Rooms first: who is in none any more is to be forgotten altogether.
    for person in persons {
        for file in &files {
            delete(&mut open(file).await?, person.room.as_str()).await?;
        }
    }
    for person in persons {
        let mut elsewhere = false;
        for file in &files {
            elsewhere |= is_member(&mut open(file).await?, person.user.as_str()).await?;
        }
        if elsewhere {
            continue;
        }
        // Sessions with their devices are known by the devices' keys alone.
        let mut names = vec![person.user.to_string()];
        for file in &files {
            names.extend(keys_of_devices(&mut open(file).await?, person.user.as_str()).await?);
        }
        for file in &files {
            let mut database = open(file).await?;
            for name in &names {
                delete(&mut database, name).await?;
            }
        }
    }
    for file in &files {
        let mut database = open(file).await?;
        // What is deleted is to be gone from the pages, and from the log of changes.
        sqlx::raw_sql("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut database).await?;
        database.close().await?;
    }
    Ok(())
}

async fn open(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(file).connect().await
}

/// Is somebody in a room that the SDK knows?
async fn is_member(database: &mut SqliteConnection, user: &str) -> Result<bool, sqlx::Error> {
    if !tables(database).await?.iter().any(|table| table == "member") {
        return Ok(false);
    }
    let found = sqlx::query("SELECT 1 FROM member WHERE instr(CAST(user_id AS BLOB), $1) LIMIT 1")
        .bind(user.as_bytes())
        .fetch_optional(database)
        .await?;
    Ok(found.is_some())
}

/// The keys by which the devices of somebody are known.
async fn keys_of_devices(database: &mut SqliteConnection, user: &str) -> Result<Vec<String>, sqlx::Error> {
    /// What the SDK keeps of a device, as far as it matters here.
    #[derive(Deserialize)]
    struct Device {
        #[serde(alias = "inner")]
        device_keys: Keys,
    }
    #[derive(Deserialize)]
    struct Keys {
        keys: BTreeMap<String, String>,
    }
    if !tables(database).await?.iter().any(|table| table == "device") {
        return Ok(Vec::new());
    }
    let rows = sqlx::query("SELECT data FROM device WHERE instr(CAST(user_id AS BLOB), $1)")
        .bind(user.as_bytes())
        .fetch_all(database)
        .await?;
    let mut keys = Vec::new();
    for row in rows {
        let device: Device =
            rmp_serde::from_slice(row.try_get(0)?).map_err(|error| sqlx::Error::Decode(error.into()))?;
        keys.extend(device.device_keys.keys.into_values());
    }
    Ok(keys)
}

/// Deletes every row in which a name stands.
async fn delete(database: &mut SqliteConnection, name: &str) -> Result<(), sqlx::Error> {
    for table in tables(database).await? {
        let columns = sqlx::query("SELECT name FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(&mut *database)
            .await?;
        let mut columns: Vec<String> = columns.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        if SINGLE_VALUES.contains(&table.as_str()) {
            columns.retain(|column| column == "key");
        }
        let named: Vec<String> =
            columns.iter().map(|column| format!("instr(CAST(\"{column}\" AS BLOB), $1)")).collect();
        // Names of tables and columns are the SDK's own; the person's is bound.
        let sql = format!("DELETE FROM \"{table}\" WHERE {}", named.join(" OR "));
        sqlx::query(AssertSqlSafe(sql)).bind(name.as_bytes()).execute(&mut *database).await?;
    }
    Ok(())
}

async fn tables(database: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .fetch_all(database)
        .await?;
    rows.iter().map(|row| row.try_get(0)).collect()
}
