//! What the desk keeps is for nobody else to read, whatever the process was started with.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

use domain::diagnostic::Diagnostic;

use super::StoreError;

/// What others than the owner may do.
const OTHERS: u32 = 0o077;

/// Makes the data folder, if it is not there, and takes from others what they may do with the files in it.
///
/// # Errors
/// If others can look into the folder: they may have been there, and somebody must know. If it cannot be used.
pub fn folder(data_dir: &Path) -> Result<(), StoreError> {
    let broken = |error| StoreError::Folder(data_dir.to_owned(), error);
    make(data_dir).map_err(broken)?;
    if is_open(&fs::metadata(data_dir).map_err(broken)?) {
        return Err(StoreError::NotPrivate(data_dir.to_owned()));
    }
    close_all(data_dir).map_err(broken)
}

/// Makes a folder that only its owner can look into, if it is not there.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Opens a file that only its owner can read, made if it is not there.
///
/// # Errors
/// If it cannot be made or opened.
pub fn file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)
}

/// What `check` says of a data folder that is there.
pub fn check(data_dir: &Path) -> Option<Diagnostic> {
    let metadata = fs::metadata(data_dir).ok()?;
    is_open(&metadata).then(|| Diagnostic::error(data_dir, None, PROBLEM, remedy(data_dir)))
}

pub(super) const PROBLEM: &str = "others can read the data folder";

/// The command that mends it.
pub(super) fn remedy(data_dir: &Path) -> String {
    let name = data_dir.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if name.chars().all(is_plain) {
        format!("run `chmod 700 {name}`")
    } else {
        format!("run `chmod 700 '{}'`", name.replace('\'', r"'\''"))
    }
}

fn is_open(metadata: &fs::Metadata) -> bool {
    metadata.permissions().mode() & OTHERS != 0
}

/// What lies in the folder, links aside: what was restored from a back-up or made by another version.
fn close_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = match entry.metadata() {
            // Gone meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            metadata => metadata?,
        };
        if !metadata.is_symlink() && is_open(&metadata) {
            let mode = metadata.permissions().mode() & !OTHERS;
            fs::set_permissions(entry.path(), Permissions::from_mode(mode))?;
        }
        if metadata.is_dir() {
            close_all(&entry.path())?;
        }
    }
    Ok(())
}
