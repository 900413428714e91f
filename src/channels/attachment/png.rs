//! PNG: the chunks a decoder needs. What follows the last one goes too: croppers have left the whole picture there.

use img_parts::png::{Png, PngChunk};

use super::orientation;

/// `None` when the picture is broken.
pub fn neutral(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(bytes.into()).ok()?;
    let chunks = png.chunks_mut();
    let is = |chunk: Option<&PngChunk>, kind| chunk.is_some_and(|chunk| chunk.kind() == kind);
    let whole = is(chunks.first(), *b"IHDR") && is(chunks.last(), *b"IEND");
    let drawn = chunks.iter().any(|chunk| chunk.kind() == *b"IDAT");
    let exif = chunks.iter().find(|chunk| chunk.kind() == *b"eXIf").map(|chunk| chunk.contents().clone());
    // A chunk a decoder must know, and we do not, changes how the others are read.
    let foreign = chunks.iter().any(|chunk| chunk.kind()[0].is_ascii_uppercase() && !is_kept(chunk));
    if !whole || !drawn || foreign {
        return None;
    }
    chunks.retain(is_kept);
    if let Some(block) = exif.as_deref().and_then(orientation::only) {
        chunks.insert(1, PngChunk::new(*b"eXIf", block.to_vec().into()));
    }
    Some(png.encoder().bytes().to_vec())
}

/// With the size a chunk can have, so that none carries more than its name says. The colour profile (iCCP) is dropped,
/// as in JPEG.
fn is_kept(chunk: &PngChunk) -> bool {
    let most = match &chunk.kind() {
        b"IDAT" | b"fdAT" => usize::MAX,
        b"IHDR" => 13,
        b"PLTE" => 768,
        b"IEND" => 0,
        b"tRNS" => 256,
        b"cHRM" => 32,
        b"fcTL" => 26,
        b"pHYs" => 9,
        b"acTL" => 8,
        b"bKGD" => 6,
        b"gAMA" | b"sBIT" | b"cICP" => 4,
        b"sRGB" => 1,
        _ => return false,
    };
    chunk.contents().len() <= most
}
