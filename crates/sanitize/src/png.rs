//! PNG: the chunks a decoder needs. What follows the last one goes too, and what follows the samples: croppers have left
//! the whole picture there. Of an animation the first picture stays.

use img_parts::png::{Png, PngChunk};

use super::{orientation, zlib};

/// `None` when the picture is broken.
pub fn sanitize(bytes: Vec<u8>) -> Option<Vec<u8>> {
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
    let header = chunks.first()?.contents().clone();
    samples(chunks, size(&header)?)?;
    if let Some(block) = exif.as_deref().and_then(orientation::only) {
        chunks.insert(1, PngChunk::new(*b"eXIf", block.to_vec().into()));
    }
    Some(png.encoder().bytes().to_vec())
}

/// With the size a chunk can have, so that none carries more than its name says. The colour profile (iCCP) is dropped,
/// as in JPEG.
fn is_kept(chunk: &PngChunk) -> bool {
    let most = match &chunk.kind() {
        b"IDAT" => usize::MAX,
        b"IHDR" => 13,
        b"PLTE" => 768,
        b"IEND" => 0,
        b"tRNS" => 256,
        b"cHRM" => 32,
        b"pHYs" => 9,
        b"bKGD" => 6,
        b"gAMA" | b"sBIT" | b"cICP" => 4,
        b"sRGB" => 1,
        _ => return false,
    };
    chunk.contents().len() <= most
}

/// How many bytes the samples have, each line with the byte that says how it is told.
fn size(header: &[u8]) -> Option<usize> {
    let number = |at: usize| usize::try_from(u32::from_be_bytes(*header.get(at..)?.first_chunk()?)).ok();
    let (width, height) = (number(0)?, number(4)?);
    let channels = match header.get(9)? {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    let bits = channels * usize::from(*header.get(8)?);
    let lines = |width: usize, height: usize| match (width, height) {
        (0, _) | (_, 0) => Some(0),
        _ => width.checked_mul(bits)?.div_ceil(8).checked_add(1)?.checked_mul(height),
    };
    if *header.get(12)? == 0 {
        return lines(width, height);
    }
    // In seven passes: where each begins, and how far its samples are apart.
    let passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    passes.into_iter().try_fold(0_usize, |size, (x, y, across, down)| {
        let pass = lines(width.saturating_sub(x).div_ceil(across), height.saturating_sub(y).div_ceil(down))?;
        size.checked_add(pass)
    })
}

/// Cuts what is behind the samples, which may be packed into many chunks.
fn samples(chunks: &mut Vec<PngChunk>, size: usize) -> Option<()> {
    let is_data = |chunk: &PngChunk| chunk.kind() == *b"IDAT";
    let data: Vec<u8> =
        chunks.iter().filter(|chunk| is_data(chunk)).flat_map(|chunk| chunk.contents().to_vec()).collect();
    let cut = zlib::cut(&data, Some(size)).ok()?;
    if cut.len() != data.len() {
        let first = chunks.iter().position(is_data)?;
        chunks.retain(|chunk| !is_data(chunk));
        chunks.insert(first, PngChunk::new(*b"IDAT", cut.into()));
    }
    Some(())
}
