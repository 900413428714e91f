//! What went wrong, as the log may have it: what the SDK says of it names rooms, people and addresses.

use matrix_sdk::{
    ClientBuildError, Error, HttpError,
    encryption::recovery::RecoveryError,
    reqwest,
    ruma::api::{client::uiaa::UiaaResponse, error::FromHttpResponseError},
};

use crate::channels;

/// The kind of failure of a request, or of what the SDK does with its answer.
pub(super) fn cause(error: &Error) -> String {
    match error {
        Error::Http(error) => of_http(error),
        Error::Timeout => "no answer in time".to_owned(),
        Error::WrongRoomState(_) => "the desk is not in that room".to_owned(),
        Error::OlmError(_) | Error::MegolmError(_) | Error::DecryptorError(_) => "encryption".to_owned(),
        Error::CryptoStoreError(_)
        | Error::StateStore(_)
        | Error::EventCacheStore(_)
        | Error::MediaStore(_) => "the files of the session".to_owned(),
        Error::Io(error) => error.kind().to_string(),
        Error::AuthenticationRequired | Error::NoOlmMachine => "no session".to_owned(),
        _ => "the Matrix library".to_owned(),
    }
}

/// The same of a bare request.
pub(super) fn of_http(error: &HttpError) -> String {
    match error {
        HttpError::Reqwest(error) => of_network(error),
        HttpError::Api(answer) => match answer.as_ref() {
            FromHttpResponseError::Server(UiaaResponse::MatrixError(answer)) => {
                let status = answer.status_code.as_u16();
                answer
                    .error_kind()
                    .map_or_else(|| status.to_string(), |kind| format!("{status} {}", kind.errcode()))
            }
            FromHttpResponseError::Server(_) => "the server wants the password again".to_owned(),
            _ => "an answer that cannot be read".to_owned(),
        },
        HttpError::Cached(error) => of_http(error),
        HttpError::RefreshToken(_) => "no session".to_owned(),
        HttpError::IntoHttp(_) => "a request that cannot be made".to_owned(),
    }
}

/// Why there is no answer.
pub(super) fn of_network(error: &reqwest::Error) -> String {
    channels::cause::cause(error).to_owned()
}

/// Why there is no recovery key, or why it does not open anything.
pub(super) fn of_recovery(error: &RecoveryError) -> String {
    match error {
        RecoveryError::Sdk(error) => cause(error),
        RecoveryError::BackupExistsOnServer => "there is a backup already".to_owned(),
        RecoveryError::SecretStorage(_) => "the key does not fit".to_owned(),
    }
}

/// Why there is no client.
pub(super) fn of_building(error: &ClientBuildError) -> String {
    match error {
        ClientBuildError::Http(error) => of_http(error),
        ClientBuildError::SqliteStore(_) => "the files of the session cannot be opened".to_owned(),
        _ => "`homeserver` in [matrix] is no address".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use matrix_sdk::{Client, config::RequestConfig, ruma::api::client::account::whoami};
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    /// What is told of a server at this address.
    async fn told(url: &str) -> String {
        let patience = RequestConfig::new().disable_retry().timeout(Duration::from_millis(300));
        let client = Client::builder().homeserver_url(url).request_config(patience).build().await;
        let error = client.expect("a client").send(whoami::v3::Request::new()).await.expect_err("a failure");
        cause(&error.into())
    }

    /// Answers each question with this, or not at all.
    async fn server(answer: Option<&'static str>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("it");
        tokio::spawn(async move {
            let mut kept = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                if let Some(answer) = answer {
                    let _ = stream.read(&mut [0; 4096]).await;
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
                kept.push(stream);
            }
        });
        format!("http://{address}")
    }

    #[tokio::test]
    async fn the_log_names_the_cause_and_nobody() {
        let free = {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            format!("http://{}", listener.local_addr().expect("it"))
        };
        assert_eq!(told(&free).await, "the connection is refused");
        assert_eq!(told("http://nobody.invalid").await, "the name of the server is not known (DNS)");
        assert_eq!(told(&server(None).await).await, "no answer in time");
        let talks_plainly = server(Some("HTTP/1.1 200 OK\r\n\r\n")).await.replace("http:", "https:");
        assert_eq!(told(&talks_plainly).await, "the certificate is not to be trusted (TLS)");
        let refuses = "HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\ncontent-length: 71\r\n\r\n\
                       {\"errcode\": \"M_FORBIDDEN\", \"error\": \"@maria:example.org may not do so\"}";
        assert_eq!(told(&server(Some(refuses)).await).await, "403 M_FORBIDDEN");
    }
}
