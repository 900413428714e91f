//! What the desk has to know of its account.

use std::path::PathBuf;

use crate::secret::Secret;

/// The desk's account, its server and its room.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address of the server the account lives on.
    pub homeserver: String,
    pub user: Option<String>,
    pub password: Option<Secret>,
    /// Instead of a password: the token of a session made for the desk alone.
    pub access_token: Option<Secret>,
    /// How the desk's session shows in the list of devices.
    pub device_name: String,
    /// Where the desk keeps the recovery key of its encrypted messages, if not beside its session.
    pub recovery_key_file: Option<PathBuf>,
    /// The room of the experts: `!id:example.org` or `#alias:example.org`.
    pub staff_room: Option<String>,
    /// Servers whose people may write to the desk, and call it into its staff room; none listed: only its own.
    pub allowed_servers: Vec<String>,
    /// The staff room need not be encrypted.
    pub allow_unencrypted: bool,
}
