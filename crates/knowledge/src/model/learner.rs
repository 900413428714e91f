//! Learning takes much memory for some seconds. A process of its own takes it, this program again, and gives it back whole.

use std::{
    io,
    path::Path,
    process::{ExitCode, Stdio},
};

use tokio::{io::AsyncWriteExt, process::Command};

use crate::{Collection, Knowledge};

/// The hidden command that learns.
pub const COMMAND: &str = "learn";

/// Has what there is to learn from a collection learned, and kept in this folder, by a process of this program. Whoever stops
/// waiting ends it.
///
/// # Errors
/// When there is no such process, or it does not end well.
pub async fn learn(program: &Path, collection: &Collection, models: &Path) -> io::Result<()> {
    let mut process = Command::new(program)
        .arg(COMMAND)
        .arg(models)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let written = written(collection).map_err(io::Error::other)?;
    if let Some(mut input) = process.stdin.take() {
        input.write_all(&written).await?;
    }
    let status = process.wait().await?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}

/// With the names of its fields: some are left out where they are empty.
fn written(collection: &Collection) -> Result<Vec<u8>, rmp_serde::encode::Error> {
    rmp_serde::to_vec_named(collection)
}

/// The hidden command: the collection comes on standard input. Called first thing in `main`.
#[must_use]
pub fn learn_here(models: &Path) -> ExitCode {
    let learned = rmp_serde::from_read(io::stdin().lock())
        .map_err(anyhow::Error::from)
        .and_then(|collection: Collection| Knowledge::new(&collection, Some(models)));
    if learned.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ArticleSource, articles::collection};

    #[test]
    fn the_other_process_reads_all_that_is_ours() {
        let ours = written(&collection::load(ArticleSource::Ours).0).unwrap();
        let read: Collection = rmp_serde::from_slice(&ours).unwrap();
        assert!(ours == written(&read).unwrap(), "it reads something else");
    }
}
