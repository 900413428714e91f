//! JPEG 2000, as documents carry it: made of the same boxes as MP4, unless it is a bare stream of samples. Changed in
//! place, so that no length is wrong.

use super::{SanitizeError, mp4};

const CODESTREAM: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];
const START_OF_TILE: u8 = 0x90;
const COMMENT: u8 = 0x64;

pub fn sanitize(bytes: &mut [u8]) -> Result<(), SanitizeError> {
    if bytes.starts_with(b"\0\0\0\x0CjP  ") {
        mp4::picture(bytes)
    } else {
        comments(bytes);
        Ok(())
    }
}

/// Blanks the comments at the head of a stream of samples.
pub fn comments(mut bytes: &mut [u8]) {
    if !bytes.starts_with(&CODESTREAM) {
        return;
    }
    bytes = &mut bytes[2..];
    while let Some((&mut [0xFF, marker, high, low], _)) = bytes.split_first_chunk_mut::<4>() {
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == START_OF_TILE || length > bytes.len() {
            return;
        }
        let (segment, rest) = bytes.split_at_mut(length);
        if marker == COMMENT {
            segment.get_mut(6..).unwrap_or_default().fill(0);
        }
        bytes = rest;
    }
}
