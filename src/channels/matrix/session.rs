//! Logging in, and being trusted: the desk has one session, signed by its own account, and a recovery key with which
//! another machine can read what this one could.
//!
//! Never two processes on one session, and never an older copy of its keys: a back-up holds our database and the recovery
//! key, and a new machine logs in anew.

use std::{
    fmt, fs, io,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use matrix_sdk::{
    Client, ClientBuildError, SessionMeta, SessionTokens, SqliteStoreConfig,
    authentication::matrix::MatrixSession,
    config::RequestConfig,
    encryption::{BackupDownloadStrategy, EncryptionSettings, recovery::RecoveryState},
    ruma::api::{
        client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier},
        error::ErrorKind,
    },
};

use super::{
    cause::{cause, of_building, of_http, of_network, of_recovery},
    settings::Settings,
};

/// How long a request may take; the outbox and the loop try again.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no session.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoSession {
    /// The server says no: asking again and again will not help.
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("Matrix: {0}")]
    Trouble(String),
}

/// What the server says no to, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) struct Refusal {
    pub problem: String,
    pub remedy: &'static str,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.problem, self.remedy)
    }
}

impl From<matrix_sdk::Error> for NoSession {
    fn from(error: matrix_sdk::Error) -> Self {
        match error.client_api_error_kind() {
            Some(ErrorKind::Forbidden) => Refusal {
                problem: "the server refuses the desk's user or password".to_owned(),
                remedy: "correct `user` and `password` in [matrix]",
            }
            .into(),
            Some(ErrorKind::UserDeactivated | ErrorKind::UserLocked | ErrorKind::UserSuspended) => Refusal {
                problem: "the desk's account is locked or deactivated".to_owned(),
                remedy: "ask whoever runs the server",
            }
            .into(),
            _ => Self::Trouble(cause(&error)),
        }
    }
}

impl From<ClientBuildError> for NoSession {
    fn from(error: ClientBuildError) -> Self {
        Self::Trouble(of_building(&error))
    }
}

impl From<io::Error> for NoSession {
    fn from(error: io::Error) -> Self {
        Self::Trouble(format!("the desk's own files: {error}"))
    }
}

/// What the desk keeps in its folder for Matrix.
pub(super) struct SessionFiles {
    folder: PathBuf,
    pub recovery_key: PathBuf,
}

impl SessionFiles {
    pub fn new(folder: &Path, settings: &Settings) -> Self {
        let recovery_key = settings.recovery_key_file.clone();
        Self {
            folder: folder.to_owned(),
            recovery_key: recovery_key.unwrap_or_else(|| folder.join("recovery-key")),
        }
    }

    pub fn store(&self) -> PathBuf {
        self.folder.join("store")
    }

    fn session(&self) -> PathBuf {
        self.folder.join("session.json")
    }

    /// The session of the last start.
    pub fn read_session(&self) -> io::Result<Option<MatrixSession>> {
        let text = match fs::read_to_string(self.session()) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        serde_json::from_str(&text).map(Some).map_err(io::Error::other)
    }

    fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o700))
    }

    /// A session that the server has ended takes its keys with it.
    fn clear(&self) -> io::Result<()> {
        for gone in [fs::remove_file(self.session()), fs::remove_dir_all(self.store())] {
            match gone {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Writes a file that nobody else can read, whole or not at all.
pub(super) fn write_secret(file: &Path, content: &str) -> io::Result<()> {
    use io::Write;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = file.with_extension("new");
    let mut options = fs::OpenOptions::new();
    let mut out = options.create(true).truncate(true).write(true).mode(0o600).open(&beside)?;
    out.write_all(content.as_bytes())?;
    out.sync_all()?;
    fs::rename(beside, file)
}

/// The session that there is, or a new one, signed and with a recovery key.
pub(super) async fn open(settings: &Settings, folder: &Path) -> Result<Client, NoSession> {
    let files = SessionFiles::new(folder, settings);
    files.make()?;
    if let Some(session) = files.read_session()? {
        let client = build(settings, &files).await?;
        client.restore_session(session).await?;
        return match client.whoami().await {
            Ok(_) => {
                bootstrap_cross_signing(&client, settings, &files).await?;
                Ok(client)
            }
            Err(error) => match error.client_api_error_kind() {
                Some(ErrorKind::UnknownToken(data)) => {
                    renew(client, settings, &files, data.soft_logout).await
                }
                // It may be away for a moment; what has to go out waits.
                _ => Err(NoSession::Trouble(of_http(&error))),
            },
        };
    }
    // Keys without a session are of no use to anybody.
    files.clear()?;
    let client = build(settings, &files).await?;
    log_in(&client, settings, &files, None).await?;
    Ok(client)
}

/// The server has ended the session: softly, so that its keys stay good, or for good.
async fn renew(
    client: Client,
    settings: &Settings,
    files: &SessionFiles,
    softly: bool,
) -> Result<Client, NoSession> {
    if settings.password.is_none() {
        return Err(Refusal {
            problem: "the server has ended the session of `access_token`".to_owned(),
            remedy: "set `password` in [matrix], or make a new token and remove the folder matrix of `data_dir`",
        }
        .into());
    }
    tracing::warn!(softly, "the server has ended the desk's session on Matrix; it logs in again");
    let device = client.device_id().map(ToString::to_string).filter(|_| softly);
    drop(client);
    if !softly {
        files.clear()?;
    }
    let client = build(settings, files).await?;
    log_in(&client, settings, files, device).await?;
    Ok(client)
}

async fn build(settings: &Settings, files: &SessionFiles) -> Result<Client, NoSession> {
    Ok(Client::builder()
        .homeserver_url(&settings.homeserver)
        // A desk is quick enough with few connections and small caches.
        .sqlite_store_with_config_and_cache_path(
            SqliteStoreConfig::with_low_memory_config(files.store()),
            None::<&Path>,
        )
        // Trying again is the business of the outbox and of the loop.
        .request_config(RequestConfig::new().disable_retry().timeout(PATIENCE))
        .with_encryption_settings(EncryptionSettings {
            auto_enable_cross_signing: true,
            auto_enable_backups: true,
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        })
        .build()
        .await?)
}

async fn log_in(
    client: &Client,
    settings: &Settings,
    files: &SessionFiles,
    device: Option<String>,
) -> Result<(), NoSession> {
    let auth = client.matrix_auth();
    match (&settings.user, &settings.password, &settings.access_token) {
        (Some(user), Some(password), _) => {
            let mut login = auth
                .login_username(user, password.reveal())
                .initial_device_display_name(&settings.device_name);
            if let Some(device) = &device {
                login = login.device_id(device);
            }
            login.send().await?;
        }
        (_, None, Some(token)) => {
            let tokens = SessionTokens { access_token: token.reveal().to_owned(), refresh_token: None };
            let meta = whose(client, &tokens).await?;
            client.restore_session(MatrixSession { meta, tokens }).await?;
        }
        _ => {
            return Err(Refusal {
                problem: "no account".to_owned(),
                remedy: "set `user` and `password`, or `access_token`, in [matrix]",
            }
            .into());
        }
    }
    if let Some(session) = auth.session() {
        let session = serde_json::to_string(&session).map_err(io::Error::other)?;
        write_secret(&files.session(), &session)?;
    }
    bootstrap_cross_signing(client, settings, files).await
}

/// Whose token it is. The client itself knows only once it has a session.
async fn whose(client: &Client, tokens: &SessionTokens) -> Result<SessionMeta, NoSession> {
    let url = client.homeserver().join("_matrix/client/v3/account/whoami").map_err(io::Error::other)?;
    let request = client.http_client().get(url).bearer_auth(&tokens.access_token).timeout(PATIENCE);
    let trouble = |error: matrix_sdk::reqwest::Error| NoSession::Trouble(of_network(&error));
    let answer = request.send().await.map_err(trouble)?;
    if answer.status() == 401 {
        return Err(Refusal {
            problem: "the server does not know `access_token`".to_owned(),
            remedy: "make a new one, and set it in [matrix]",
        }
        .into());
    }
    let body = answer.error_for_status().map_err(trouble)?.text().await.map_err(trouble)?;
    serde_json::from_str(&body).map_err(|_| NoSession::Trouble("whoami told no user and device".to_owned()))
}

/// The desk's session is signed by its account, and what it can read can be recovered.
async fn bootstrap_cross_signing(
    client: &Client,
    settings: &Settings,
    files: &SessionFiles,
) -> Result<(), NoSession> {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    let recovery = encryption.recovery();
    let complete =
        async || encryption.cross_signing_status().await.is_some_and(|status| status.is_complete());
    if (recovery.state() != RecoveryState::Enabled || !complete().await)
        && let Ok(key) = fs::read_to_string(&files.recovery_key)
        && let Err(error) = recovery.recover(key.trim()).await
    {
        tracing::warn!(cause = of_recovery(&error), "the recovery key does not open what the server keeps");
    }
    if !complete().await {
        let auth = settings.user.as_ref().zip(settings.password.as_ref()).map(|(user, password)| {
            AuthData::Password(Password::new(
                UserIdentifier::Matrix(MatrixUserIdentifier::new(user.clone())),
                password.reveal().to_owned(),
            ))
        });
        let _ = encryption.bootstrap_cross_signing_if_needed(None).await;
        // Keys that nobody has any more, here or behind the recovery key, are replaced.
        if !complete().await
            && let Err(error) = encryption.bootstrap_cross_signing(auth).await
        {
            tracing::error!(
                cause = cause(&error),
                "the desk's session could not be signed: clients may refuse to write to it"
            );
        }
    }
    if recovery.state() == RecoveryState::Disabled || !files.recovery_key.exists() {
        let key = match recovery.state() {
            RecoveryState::Enabled => recovery.reset_key().await,
            RecoveryState::Disabled | RecoveryState::Unknown | RecoveryState::Incomplete => {
                recovery.enable().await
            }
        };
        match key {
            Ok(key) => {
                write_secret(&files.recovery_key, &key)?;
                let file = files.recovery_key.display();
                eprintln!("Matrix: the recovery key is in {file}: keep a copy elsewhere");
            }
            Err(error) => {
                tracing::error!(
                    cause = of_recovery(&error),
                    "there is no recovery key: a new machine could not read old messages"
                );
            }
        }
    }
    Ok(())
}
