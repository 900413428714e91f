//! Calls to the Bot API: teloxide's payloads and types, over a transport of our own. teloxide's `Bot` sleeps ten
//! seconds inside a call when the server fails, and does not say whether a request may have been accepted; the outbox
//! has to know.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use reqwest::{Client, RequestBuilder, StatusCode, header::DATE, multipart::Form};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use teloxide::{
    payloads::{GetFile, GetUpdates},
    requests::Payload,
    types::{AllowedUpdate, FileId},
};

use crate::{channels::cause::cause, secret::Secret};

/// How long a call may take. A long poll has its own.
const PATIENCE: Duration = Duration::from_secs(15);
const CONNECT: Duration = Duration::from_secs(5);
/// The largest file a bot may download, in bytes.
pub const LARGEST_FILE: u32 = 20 << 20;
/// What the desk listens for. Always said: Telegram remembers what was said last.
pub const ALLOWED: [AllowedUpdate; 4] = [
    AllowedUpdate::Message,
    AllowedUpdate::EditedMessage,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::MyChatMember,
];

/// A bot's way to Telegram.
pub struct Api {
    client: Client,
    /// Long polls have a client, and so a connection, of their own.
    poller: Client,
    /// Ends without a slash: `https://api.telegram.org`.
    url: String,
    token: Secret,
}

/// Why a call did not do what it should. Never holds the token or anybody's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiFailure {
    /// Nothing was accepted, and the same may work later.
    #[error("Telegram cannot be reached: {0}")]
    Unreached(String),
    #[error("Telegram wants us to wait {0:#}")]
    TooMany(SignedDuration),
    /// The request was under way when the connection broke: it may have been accepted.
    #[error("Telegram's answer was lost: {0}")]
    Lost(String),
    /// Telegram has failed, or a proxy before it: also of what was accepted, and done, it may have said so.
    #[error("Telegram has failed: {0}")]
    Failed(String),
    #[error("the chat has moved")]
    Moved(i64),
    /// Telegram does not know our token: whatever it was about, it keeps until somebody has set the token right.
    #[error("Telegram refuses ({code}): {description}")]
    BadToken { code: u16, description: String },
    /// Telegram does not do this.
    #[error("Telegram refuses ({code}): {description}")]
    Refused { code: u16, description: String },
}

#[derive(Deserialize)]
struct ApiAnswer<R> {
    result: Option<R>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u32>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    /// # Errors
    /// If the machine cannot make TLS connections.
    pub fn new(url: &str, token: Secret) -> reqwest::Result<Self> {
        let client = || Client::builder().connect_timeout(CONNECT).build();
        Ok(Self { client: client()?, poller: client()?, url: url.trim_end_matches('/').to_owned(), token })
    }

    /// Calls a method; `R` is what of its answer the desk wants to know.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn call<P: Payload + Serialize, R: DeserializeOwned>(
        &self,
        payload: &P,
    ) -> Result<R, ApiFailure> {
        Ok(self.call_and_tell_time(payload).await?.0)
    }

    /// Calls a method that carries a file.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn upload<R: DeserializeOwned>(&self, method: &str, form: Form) -> Result<R, ApiFailure> {
        let request = self.client.post(self.method(method)).multipart(form).timeout(PATIENCE * 4);
        Ok(exchange(request).await?.0)
    }

    /// Calls a method and says what time it is at Telegram's, to the second.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn call_and_tell_time<P: Payload + Serialize, R: DeserializeOwned>(
        &self,
        payload: &P,
    ) -> Result<(R, Option<Timestamp>), ApiFailure> {
        exchange(self.client.post(self.method(P::NAME)).json(payload).timeout(PATIENCE)).await
    }

    /// Waits so many seconds for updates, and gives each as it was written. `offset` confirms all before it.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn updates(&self, offset: Option<i32>, wait: u32) -> Result<Vec<Box<RawValue>>, ApiFailure> {
        let mut payload = GetUpdates::new();
        payload.offset = offset;
        payload.timeout = Some(wait);
        payload.limit = Some(100);
        payload.allowed_updates = Some(ALLOWED.to_vec());
        let patience = PATIENCE + Duration::from_secs(wait.into());
        Ok(exchange(self.poller.post(self.method("getUpdates")).json(&payload).timeout(patience)).await?.0)
    }

    /// The bytes of a file that somebody sent.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn download(&self, file: &str) -> Result<Vec<u8>, ApiFailure> {
        #[derive(Deserialize)]
        struct FilePlace {
            file_path: String,
        }
        let place: FilePlace = self.call(&GetFile::new(FileId(file.to_owned()))).await?;
        let url = format!("{}/file/bot{}/{}", self.url, self.token.reveal(), place.file_path);
        let mut response = self.client.get(url).timeout(PATIENCE * 4).send().await.map_err(lost)?;
        let status = response.status();
        match status {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => {
                return Err(ApiFailure::Refused { code: 404, description: "no such file".into() });
            }
            status => return Err(ApiFailure::Unreached(status.to_string())),
        }
        // Grown bit by bit, it would for a moment be there twice.
        let told = response.content_length().and_then(|told| usize::try_from(told).ok());
        let most = LARGEST_FILE as usize;
        let mut bytes = Vec::with_capacity(told.unwrap_or(most).min(most));
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > LARGEST_FILE as usize {
                let description = "more bytes than a bot may have".into();
                return Err(ApiFailure::Refused { code: 413, description });
            }
        }
        Ok(bytes)
    }

    fn method(&self, name: &str) -> String {
        format!("{}/bot{}/{name}", self.url, self.token.reveal())
    }
}

async fn exchange<R: DeserializeOwned>(
    request: RequestBuilder,
) -> Result<(R, Option<Timestamp>), ApiFailure> {
    let response = request.send().await.map_err(lost)?;
    let status = response.status();
    let date = response.headers().get(DATE).and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| rfc2822::DateTimeParser::new().parse_timestamp(date).ok());
    if status.is_server_error() {
        return Err(ApiFailure::Failed(status.to_string()));
    }
    let body = response.bytes().await.map_err(lost)?;
    let answer: ApiAnswer<R> = serde_json::from_str(&String::from_utf8_lossy(&body)).map_err(|_| {
        // A proxy's page, or an address that is not Telegram's: only what succeeded may have been accepted.
        let what = format!("{status}, and no answer of Telegram's");
        if status.is_success() { ApiFailure::Lost(what) } else { ApiFailure::Unreached(what) }
    })?;
    if let Some(result) = answer.result {
        return Ok((result, date));
    }
    Err(match answer.parameters {
        Some(Parameters { retry_after: Some(seconds), .. }) => {
            ApiFailure::TooMany(SignedDuration::from_secs(seconds.into()))
        }
        Some(Parameters { migrate_to_chat_id: Some(chat), .. }) => ApiFailure::Moved(chat),
        _ => match answer.error_code {
            Some(500..) => ApiFailure::Failed(answer.description.unwrap_or_default()),
            Some(429) => ApiFailure::TooMany(SignedDuration::from_secs(1)),
            _ => {
                let (code, description) = (status.as_u16(), answer.description.unwrap_or_default());
                match code {
                    401 | 404 => ApiFailure::BadToken { code, description },
                    _ => ApiFailure::Refused { code, description },
                }
            }
        },
    })
}

/// A connection that never came about has carried nothing; one that broke may have.
fn lost(error: reqwest::Error) -> ApiFailure {
    // The address holds the token.
    let connect = error.is_connect();
    let error = cause(&error).to_owned();
    if connect { ApiFailure::Unreached(error) } else { ApiFailure::Lost(error) }
}
