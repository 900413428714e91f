//! What is played: the bytes that the tables of the tracks point to. All other bytes beside them are blanked, and among the
//! pictures, messages of the encoder and the camera (SEI; they carry settings, places, serial numbers) become filler, which
//! every decoder skips (ITU-T H.264 and H.265, section 7.4.1 and 7.4.2).

use std::ops::Range;

use super::{FILE, SanitizeError, head};

/// The messages among the pictures of a codec, and what takes their place.
#[derive(Clone, Copy)]
struct Codec {
    /// How many bytes say how long a unit is.
    prefix: usize,
    is_message: fn(u8) -> bool,
    /// How filler begins.
    filler: &'static [u8],
}

/// Blanks what no track plays. A file in fragments stays as it is: its tables stand beside the samples.
pub fn only_what_is_played(file: &mut [u8]) -> Result<(), SanitizeError> {
    let (mut played, mut pictures) = (Vec::new(), Vec::new());
    for movie in children(file).filter(|found| found.name == *b"moov") {
        if children(movie.body).any(|found| found.name == *b"mvex") {
            return Ok(());
        }
        for track in children(movie.body).filter(|found| found.name == *b"trak") {
            let Some(tables) = inside(track.body, &[b"mdia", b"minf", b"stbl"]) else { continue };
            let chunks = chunks(tables, file.len()).ok_or(SanitizeError::Damaged)?;
            pictures.extend(codec(tables).map(|codec| (codec, chunks.clone())));
            played.extend(chunks);
        }
    }
    let stores: Vec<Range<usize>> =
        children(file).filter(|found| found.name == *b"mdat").map(|found| found.place).collect();
    played.sort_unstable_by_key(|chunk| chunk.start);
    for store in &stores {
        let mut played_to = store.start;
        for chunk in played.iter().filter(|chunk| chunk.start < store.end && chunk.end > store.start) {
            if let Some(gap) = file.get_mut(played_to..chunk.start) {
                gap.fill(0);
            }
            played_to = played_to.max(chunk.end);
        }
        if let Some(gap) = file.get_mut(played_to..store.end) {
            gap.fill(0);
        }
    }
    let pictures =
        pictures.into_iter().flat_map(|(codec, chunks)| chunks.into_iter().map(move |chunk| (codec, chunk)));
    // Pictures are nowhere else: a table that points to another box must not have it changed.
    let mut pictures: Vec<(Codec, Range<usize>)> = pictures
        .flat_map(|(codec, chunk)| {
            let first = stores.partition_point(|store| store.end <= chunk.start);
            let stores = stores[first..].iter().take_while(move |store| store.start < chunk.end);
            stores.map(move |store| (codec, chunk.start.max(store.start)..chunk.end.min(store.end)))
        })
        .filter(|(_, chunk)| !chunk.is_empty())
        .collect();
    pictures.sort_unstable_by_key(|(_, chunk)| (chunk.start, chunk.end));
    for pair in pictures.windows(2) {
        let [(codec, chunk), (other, next)] = pair else { continue };
        // To silence one would change where the units of the other begin.
        if next.start < chunk.end
            && (next != chunk || other.filler != codec.filler || other.prefix != codec.prefix)
        {
            return Err(SanitizeError::Damaged);
        }
    }
    pictures.dedup_by(|(_, next), (_, chunk)| next == chunk);
    for (codec, chunk) in pictures {
        silence(&mut file[chunk], &codec);
    }
    Ok(())
}

/// A box, and where its body is in what it was found in.
struct Found<'a> {
    name: [u8; 4],
    body: &'a [u8],
    place: Range<usize>,
}

fn children(bytes: &[u8]) -> impl Iterator<Item = Found<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (name, header, length) = head(bytes.get(at..)?, FILE)?;
        let place = at + header..at + length;
        at = place.end;
        Some(Found { name, body: &bytes[place.clone()], place })
    })
}

/// The body of the first box by that name in the first box by that name in ...
fn inside<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |bytes, name| {
        children(bytes).find(|found| found.name == **name).map(|found| found.body)
    })
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_be_bytes(*bytes)).ok()
}

/// Where the chunks of a track are; samples follow each other in a chunk.
fn chunks(tables: &[u8], length: usize) -> Option<Vec<Range<usize>>> {
    let starts: Vec<usize> = if let Some(table) = inside(tables, &[b"stco"]) {
        let count = number(table, 4)?.min(table.len() / 4);
        (0..count).map(|n| number(table, 8 + 4 * n)).collect::<Option<_>>()?
    } else {
        let table = inside(tables, &[b"co64"])?;
        let count = number(table, 4)?.min(table.len() / 8);
        let long = |n: usize| {
            let bytes = table.get(8 + 8 * n..)?.first_chunk()?;
            usize::try_from(u64::from_be_bytes(*bytes)).ok()
        };
        (0..count).map(long).collect::<Option<_>>()?
    };
    // How many samples a chunk has, from the chunk of this number on.
    let table = inside(tables, &[b"stsc"])?;
    let runs: Vec<(usize, usize)> = (0..number(table, 4)?.min(table.len() / 12))
        .map(|n| Some((number(table, 8 + 12 * n)?, number(table, 12 + 12 * n)?)))
        .collect::<Option<_>>()?;
    // How long each sample is, or all are.
    let table = inside(tables, &[b"stsz"])?;
    let all = number(table, 4)?;
    let (mut run, mut sample) = (0, 0_usize);
    let mut chunks = Vec::with_capacity(starts.len());
    for (start, chunk) in starts.into_iter().zip(1..) {
        while runs.get(run + 1).is_some_and(|(first, _)| *first <= chunk) {
            run += 1;
        }
        let samples = runs.get(run)?.1;
        let size = if all > 0 {
            all.saturating_mul(samples)
        } else {
            let sizes = (sample..sample.checked_add(samples)?).map_while(|n| number(table, 12 + 4 * n));
            sizes.fold(0_usize, usize::saturating_add)
        };
        sample = sample.saturating_add(samples);
        let end = start.saturating_add(size).min(length);
        chunks.push(start.min(end)..end);
    }
    Some(chunks)
}

/// What a track's pictures are coded in, where that has messages.
fn codec(tables: &[u8]) -> Option<Codec> {
    /// The version, flags and number of descriptions; then what each says before its boxes.
    const DESCRIPTIONS: usize = 8;
    const FIXED: usize = 78;
    let description = children(inside(tables, &[b"stsd"])?.get(DESCRIPTIONS..)?).next()?;
    let boxes = description.body.get(FIXED..)?;
    if let Some(settings) = inside(boxes, &[b"avcC"]) {
        let prefix = usize::from(settings.get(4)? & 3) + 1;
        return Some(Codec { prefix, is_message: |unit| unit & 0x1F == 6, filler: &[12] });
    }
    let prefix = usize::from(inside(boxes, &[b"hvcC"])?.get(21)? & 3) + 1;
    Some(Codec { prefix, is_message: |unit| matches!(unit >> 1 & 0x3F, 39 | 40), filler: &[38 << 1, 1] })
}

/// Makes the messages among the units of a chunk filler of the same length.
fn silence(mut chunk: &mut [u8], codec: &Codec) {
    while let Some((prefix, rest)) = chunk.split_at_mut_checked(codec.prefix) {
        let length = prefix.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let Some((unit, rest)) = rest.split_at_mut_checked(length) else { return };
        chunk = rest;
        if unit.first().is_some_and(|first| (codec.is_message)(*first)) {
            unit.fill(0xFF);
            // The bit that ends a unit; what begins it matters more where there is no room for both.
            unit[length - 1] = 0x80;
            unit.iter_mut().zip(codec.filler).for_each(|(byte, filler)| *byte = *filler);
        }
    }
}
