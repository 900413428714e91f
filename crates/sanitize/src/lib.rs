//! A file on its way to people who must not learn who sent it: what travels beside the content is taken out.
//!
//! Every format keeps what an allow-list names, so that a kind of metadata nobody thought of is lost, not passed on.
//! A file that cannot be sanitized does not travel.

mod jpeg;
mod jpeg_2000;
mod mp4;
mod opus;
mod orientation;
mod pdf;
mod png;
pub mod sandbox;
#[cfg(test)]
mod tests;
mod text;
mod webp;
mod zlib;

use infer::MatcherType;
use serde::{Deserialize, Serialize};

/// A file with nothing in it about where it comes from. Its name is gone too: only the extension is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanitized {
    pub kind: FileType,
    pub bytes: Vec<u8>,
}

/// Why a file stays behind. Each is a different sentence to the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SanitizeError {
    /// Not a kind of file that can be sanitized.
    #[error("a kind of file that cannot be sanitized")]
    Unsupported,
    /// A kind that could be, were the file whole.
    #[error("a damaged file")]
    Damaged,
    /// A PDF that is encrypted, even if it opens without a password.
    #[error("an encrypted document")]
    Locked,
}

/// What can be sanitized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    Jpeg,
    Png,
    Webp,
    Pdf,
    Mp4,
    Opus,
    Text,
}

impl FileType {
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Mp4 => "video/mp4",
            Self::Opus => "audio/ogg",
            Self::Text => "text/plain",
        }
    }

    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Mp4 => "mp4",
            Self::Opus => "ogg",
            Self::Text => "txt",
        }
    }
}

/// The file without its metadata. `bytes` are at most 20 MB: the channel refuses more before it downloads them.
///
/// # Errors
///
/// When the file is of another kind, broken or encrypted.
pub fn sanitize(bytes: Vec<u8>) -> Result<Sanitized, SanitizeError> {
    let kind = kind(&bytes).ok_or(SanitizeError::Unsupported)?;
    let bytes = match kind {
        FileType::Jpeg => jpeg::sanitize(&bytes).ok_or(SanitizeError::Damaged)?,
        FileType::Png => png::sanitize(bytes).ok_or(SanitizeError::Damaged)?,
        FileType::Webp => webp::sanitize(bytes).ok_or(SanitizeError::Damaged)?,
        FileType::Pdf => pdf::sanitize(&bytes)?,
        FileType::Mp4 => mp4::sanitize(bytes)?,
        FileType::Opus => opus::sanitize(&bytes)?,
        // What nobody sees can stand in the middle of what another kind begins with.
        FileType::Text => text::sanitize(&bytes)
            .filter(|seen| self::kind(seen) == Some(FileType::Text))
            .ok_or(SanitizeError::Unsupported)?,
    };
    Ok(Sanitized { kind, bytes })
}

/// GIF is not here: it hides comments and XMP in extensions, and platforms send animations as MP4.
fn kind(bytes: &[u8]) -> Option<FileType> {
    let known = infer::get(bytes);
    match known.map(|kind| kind.mime_type()) {
        Some("application/pdf") => Some(FileType::Pdf),
        // Asked before the magic numbers are believed: some are two letters, and "BMW" is no bitmap.
        _ if text::readable(bytes).is_some() => {
            known.is_none_or(|kind| !is_markup(&kind)).then_some(FileType::Text)
        }
        Some("image/jpeg") => Some(FileType::Jpeg),
        Some("image/png") => Some(FileType::Png),
        Some("image/webp") => Some(FileType::Webp),
        Some("video/mp4" | "video/x-m4v") => Some(FileType::Mp4),
        Some("audio/opus") => Some(FileType::Opus),
        _ => None,
    }
}

/// Text with a head of its own, where an author is named without the sender seeing it.
fn is_markup(kind: &infer::Type) -> bool {
    let mime = kind.mime_type();
    kind.matcher_type() == MatcherType::Text
        || matches!(mime, "application/rtf" | "application/postscript" | "application/x-x509-ca-cert")
}
