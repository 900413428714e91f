//! WebP: the chunks a decoder needs, also inside the frames of an animation. The colour profile is dropped, as in JPEG.

use img_parts::{
    Bytes,
    riff::{RiffChunk, RiffContent},
    webp::{CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_EXIF, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, WebP},
};

use super::orientation;

const ALPHA_AND_ANIMATION: u8 = 0x12;
const HAS_EXIF: u8 = 0x08;
/// The place, size and duration of a frame, before its chunks.
const FRAME_HEADER: usize = 16;

/// `None` when the picture is broken.
pub fn sanitize(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let webp = WebP::from_bytes(bytes.into()).ok()?;
    let is_extended = webp.chunks().first()?.id() == CHUNK_VP8X;
    let exif = webp.chunk_by_id(CHUNK_EXIF).and_then(|chunk| chunk.content().data());
    let exif = exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
    // A picture without the extended header has no room for one.
    let block = exif.filter(|_| is_extended).and_then(orientation::only);

    let mut kept = Vec::new();
    for chunk in webp.chunks() {
        let Some(data) = chunk.content().data() else { continue };
        let data = match chunk.id() {
            CHUNK_VP8X if kept.is_empty() => extended_header(data, block.is_some())?,
            CHUNK_ANMF => frame(data)?,
            CHUNK_VP8 | CHUNK_VP8L | CHUNK_ALPH | CHUNK_ANIM => data.clone(),
            _ => continue,
        };
        kept.push(RiffChunk::new(chunk.id(), RiffContent::Data(data)));
    }
    if !kept.iter().any(|chunk| matches!(chunk.id(), CHUNK_VP8 | CHUNK_VP8L | CHUNK_ANMF)) {
        return None;
    }
    let block = block.map(|block| RiffContent::Data(block.to_vec().into()));
    kept.extend(block.map(|block| RiffChunk::new(CHUNK_EXIF, block)));
    let riff = RiffContent::List { kind: Some(*b"WEBP"), subchunks: kept };
    Some(RiffChunk::new(*b"RIFF", riff).encoder().bytes().to_vec())
}

/// One byte of flags, three of nothing, the size of the canvas.
fn extended_header(data: &Bytes, has_exif: bool) -> Option<Bytes> {
    let flags = data.first()? & ALPHA_AND_ANIMATION | if has_exif { HAS_EXIF } else { 0 };
    Some([&[flags, 0, 0, 0], data.get(4..10)?].concat().into())
}

/// The chunks of a frame are read as those of a file, which is how `img-parts` gives them.
fn frame(data: &Bytes) -> Option<Bytes> {
    let (header, chunks) = data.split_at_checked(FRAME_HEADER)?;
    let size = u32::try_from(4 + chunks.len()).ok()?;
    let file = [b"RIFF", &size.to_le_bytes()[..], b"WEBP", chunks].concat();
    let mut frame = WebP::from_bytes(file.into()).ok()?;
    frame.chunks_mut().retain(|chunk| matches!(chunk.id(), CHUNK_ALPH | CHUNK_VP8 | CHUNK_VP8L));
    let file = frame.encoder().bytes();
    Some([header, file.get(12..)?].concat().into())
}
