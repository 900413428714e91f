//! Files on the homeserver. The SDK has each of them in memory two or three times over, and as much of it as the server
//! sends; here each is there once, and no larger than a file may be.

use std::{
    borrow::Cow,
    cell::RefCell,
    io::{self, Read},
    time::Duration,
};

use matrix_sdk::{
    Client, Error, HttpError, Room,
    reqwest::{self, Request, Response},
    ruma::{
        OwnedMxcUri,
        api::{
            IncomingResponse, Metadata, OutgoingRequest,
            auth_scheme::SendAccessToken,
            client::{
                authenticated_media::get_content as authenticated,
                media::{create_content as create, get_content as open},
            },
        },
        events::room::{EncryptedFile, MediaSource},
    },
};
use matrix_sdk_base::crypto::{AttachmentDecryptor, AttachmentEncryptor, MediaEncryptionInfo};
use mime::Mime;

use super::read::LARGEST_FILE;

/// How long a file may take to come or to go.
const PATIENCE: Duration = Duration::from_mins(2);

/// The media repository of the desk's homeserver.
#[derive(Clone)]
pub(super) struct Media {
    client: Client,
    http: reqwest::Client,
}

impl Media {
    pub fn new(client: Client) -> Result<Self, Error> {
        let http = reqwest::Client::builder().timeout(PATIENCE).build().map_err(HttpError::from)?;
        Ok(Self { client, http })
    }

    /// The bytes of a file, decrypted; none if they are more than a file may have.
    pub async fn download(&self, source: MediaSource) -> Result<Option<Vec<u8>>, Error> {
        let (address, undecryptable) = match source {
            MediaSource::Plain(address) => (address, None),
            MediaSource::Encrypted(file) => (file.url.clone(), Some(*file)),
        };
        let question = self.question(&address).await?;
        let response = self.http.execute(question).await.map_err(HttpError::from)?;
        if response.status().is_client_error() || response.status().is_server_error() {
            answer(response).await?;
            return Ok(None);
        }
        let Some(bytes) = read(response).await? else { return Ok(None) };
        Ok(Some(match undecryptable {
            Some(undecryptable) => decrypt(bytes, undecryptable)?,
            None => bytes,
        }))
    }

    /// Puts a file on the server, encrypted if it is for such a room; this may take long, and holds nobody's turn.
    pub async fn upload(&self, room: &Room, media_type: &Mime, bytes: Vec<u8>) -> Result<MediaSource, Error> {
        if !room.latest_encryption_state().await?.is_encrypted() {
            return Ok(MediaSource::Plain(self.put(media_type, bytes).await?));
        }
        let (bytes, key) = encrypt(bytes)?;
        let address = self.put(&mime::APPLICATION_OCTET_STREAM, bytes).await?;
        Ok(MediaSource::Encrypted(Box::new(EncryptedFile::new(address, key.encryption_info, key.hashes))))
    }

    async fn put(&self, media_type: &Mime, bytes: Vec<u8>) -> Result<OwnedMxcUri, Error> {
        let (server, versions) = (self.client.homeserver(), self.client.supported_versions().await?);
        let token = self.client.access_token().ok_or(Error::AuthenticationRequired)?;
        let mut request = create::v3::Request::new(Vec::new());
        request.content_type = Some(media_type.to_string());
        let request = request
            .try_into_http_request::<Vec<u8>>(
                server.as_str(),
                SendAccessToken::IfRequired(&token),
                Cow::Owned(versions),
            )
            .map_err(HttpError::IntoHttp)?;
        let request = Request::try_from(request.map(|_| bytes)).map_err(HttpError::from)?;
        let response = self.http.execute(request).await.map_err(HttpError::from)?;
        Ok(answer(response).await?.content_uri)
    }

    async fn question(&self, address: &OwnedMxcUri) -> Result<Request, Error> {
        let (server, versions) = (self.client.homeserver(), self.client.supported_versions().await?);
        let request = if authenticated::v1::Request::PATH_BUILDER.is_supported(&versions) {
            let token = self.client.access_token().ok_or(Error::AuthenticationRequired)?;
            authenticated::v1::Request::from_uri(address)?.try_into_http_request::<Vec<u8>>(
                server.as_str(),
                SendAccessToken::IfRequired(&token),
                Cow::Owned(versions),
            )
        } else {
            #[expect(deprecated, reason = "a server that knows no other way")]
            open::v3::Request::from_url(address)?.try_into_http_request::<Vec<u8>>(
                server.as_str(),
                SendAccessToken::None,
                Cow::Owned(versions),
            )
        };
        let request = request.map_err(HttpError::IntoHttp)?;
        Ok(Request::try_from(request).map_err(HttpError::from)?)
    }
}

/// What the server answers to a file; an error looks the same whatever was asked.
async fn answer(response: Response) -> Result<create::v3::Response, Error> {
    let (status, bytes) = (response.status(), read(response).await?.unwrap_or_default());
    let mut response = axum::http::Response::new(bytes);
    *response.status_mut() = status;
    Ok(create::v3::Response::try_from_http_response(response).map_err(HttpError::from)?)
}

/// All that comes; none if it is more than a file may have.
async fn read(mut response: Response) -> Result<Option<Vec<u8>>, Error> {
    let most = usize::try_from(LARGEST_FILE).unwrap_or(usize::MAX);
    let told = response.content_length().and_then(|told| usize::try_from(told).ok());
    // Grown bit by bit, it would for a moment be there twice.
    let mut bytes = Vec::with_capacity(told.unwrap_or(most).min(most));
    while let Some(chunk) = response.chunk().await.map_err(HttpError::from)? {
        if bytes.len() + chunk.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// Bytes that are read at the front while what has been read is written over.
struct Front<'a> {
    bytes: &'a RefCell<Vec<u8>>,
    read: usize,
}

impl Read for Front<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = (&self.bytes.borrow()[self.read..]).read(out)?;
        self.read += read;
        Ok(read)
    }
}

/// Writes what a cipher gives, byte for byte, over what it reads.
fn write_over(bytes: &RefCell<Vec<u8>>, cipher: &mut impl Read) -> io::Result<()> {
    let (mut buffer, mut written) = ([0; 16 << 10], 0);
    loop {
        let read = cipher.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        bytes.borrow_mut()[written..written + read].copy_from_slice(&buffer[..read]);
        written += read;
    }
}

fn decrypt(bytes: Vec<u8>, undecryptable: EncryptedFile) -> Result<Vec<u8>, Error> {
    let bytes = RefCell::new(bytes);
    write_over(
        &bytes,
        &mut AttachmentDecryptor::new(&mut Front { bytes: &bytes, read: 0 }, undecryptable.into())?,
    )?;
    Ok(bytes.into_inner())
}

fn encrypt(bytes: Vec<u8>) -> Result<(Vec<u8>, MediaEncryptionInfo), Error> {
    let bytes = RefCell::new(bytes);
    let mut front = Front { bytes: &bytes, read: 0 };
    let mut cipher = AttachmentEncryptor::new(&mut front);
    write_over(&bytes, &mut cipher)?;
    let key = cipher.finish();
    Ok((bytes.into_inner(), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encrypted_in_its_place_is_read_again_and_nothing_else_is() {
        for length in [0, 1, (16 << 10) - 1, 16 << 10, 100_000] {
            let plain: Vec<u8> = (0..=250).cycle().take(length).collect();
            let (undecryptable, key) = encrypt(plain.clone()).expect("encrypted");
            assert!(length == 0 || undecryptable != plain);
            let file = EncryptedFile::new("mxc://example.org/a".into(), key.encryption_info, key.hashes);
            assert_eq!(decrypt(undecryptable.clone(), file.clone()).expect("decrypted"), plain);
            let longer = [undecryptable, vec![0]].concat();
            assert!(matches!(decrypt(longer, file), Err(Error::Io(_))), "it is another");
        }
    }
}
