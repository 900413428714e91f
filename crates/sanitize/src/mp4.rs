//! MP4, changed in place: what is not needed to play becomes free space, so no offset into the samples moves.
//!
//! The crates that read MP4 write it anew from what they understood of it; none blanks a box where it stands. Boxes are
//! a length, a name and a body, so walking them is little.
//!
//! Only sound and picture tracks of known codecs pass: cameras put positions into tracks of their own, whose samples
//! would stay.

mod samples;

use super::{SanitizeError, jpeg_2000};

type Name = [u8; 4];

/// The file itself, that of a JPEG 2000 picture, and the description of a codec, as if they were boxes.
const FILE: Name = *b"file";
const PICTURE: Name = *b"pict";
const CODEC: Name = *b"code";
/// The language "und", as MP4 writes languages.
const UNDETERMINED: [u8; 2] = [0x55, 0xC4];
/// What a box has before its own content: a version and flags.
const FULL: usize = 4;

pub fn sanitize(mut bytes: Vec<u8>) -> Result<Vec<u8>, SanitizeError> {
    boxes(&mut bytes, FILE)?;
    samples::only_what_is_played(&mut bytes)?;
    Ok(bytes)
}

/// A JPEG 2000 picture, which is made of the same boxes.
pub fn picture(bytes: &mut [u8]) -> Result<(), SanitizeError> {
    boxes(bytes, PICTURE)
}

/// What stays, by the box it is in. No box is inside itself, so nothing nests without end.
fn stays(parent: Name, name: Name) -> bool {
    let known: &[&Name] = match &parent {
        &FILE => &[b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx"],
        &PICTURE => &[b"jP  ", b"ftyp", b"jp2h", b"jp2c"],
        b"jp2h" => &[b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"],
        b"moov" => &[b"mvhd", b"trak", b"mvex"],
        b"mvex" => &[b"mehd", b"trex"],
        b"trak" => &[b"tkhd", b"edts", b"mdia"],
        b"edts" => &[b"elst"],
        b"mdia" => &[b"mdhd", b"hdlr", b"minf"],
        b"minf" => &[b"vmhd", b"smhd", b"dinf", b"stbl"],
        b"dinf" => &[b"dref"],
        b"dref" => &[b"url "],
        b"stbl" => &[
            b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss",
            b"sdtp", b"sgpd", b"sbgp",
        ],
        b"moof" => &[b"mfhd", b"traf"],
        b"traf" => &[b"tfhd", b"tfdt", b"trun", b"sdtp", b"sgpd", b"sbgp"],
        &CODEC => &[
            b"avcC", b"hvcC", b"av1C", b"vpcC", b"esds", b"dOps", b"damr", b"d263", b"colr", b"pasp",
            b"clap", b"btrt",
        ],
        _ => &[],
    };
    known.contains(&&name)
}

/// Every box of `bytes`: kept, cleaned, entered or blanked.
fn boxes(mut bytes: &mut [u8], parent: Name) -> Result<(), SanitizeError> {
    let mut found = (false, false);
    while bytes.len() >= 8 {
        let (name, header, length) = head(bytes, parent).ok_or(SanitizeError::Damaged)?;
        let (this, rest) = bytes.split_at_mut(length);
        bytes = rest;
        let (head, body) = this.split_at_mut(header);
        found = (found.0 || name == *b"ftyp", found.1 || name == *b"moov");
        if parent == *b"jp2h" && name == *b"colr" {
            device_colours(body);
        } else if stays(parent, name) && !is_colour_profile(name, body) {
            clean(name, body)?;
        } else {
            // Items listed in a box lie elsewhere in the file.
            if matches!(&name, b"meta" | b"udta") && body.windows(4).any(|at| at == b"iloc") {
                return Err(SanitizeError::Unsupported);
            }
            head[4..8].copy_from_slice(b"free");
            body.fill(0);
        }
    }
    // Too short for a box: QuickTime ends some lists with a zero.
    bytes.fill(0);
    if parent == FILE && found != (true, true) { Err(SanitizeError::Damaged) } else { Ok(()) }
}

/// The name of the first box, the length of its header and of the whole.
fn head(bytes: &[u8], parent: Name) -> Option<(Name, usize, usize)> {
    let (&short, rest) = bytes.split_first_chunk::<4>()?;
    let (&name, rest) = rest.split_first_chunk::<4>()?;
    let (header, length) = match u32::from_be_bytes(short) {
        // The last box of a file may go on to its end.
        0 if parent == FILE || parent == PICTURE => (8, bytes.len()),
        1 => (16, usize::try_from(u64::from_be_bytes(*rest.first_chunk()?)).ok()?),
        length => (8, usize::try_from(length).ok()?),
    };
    (header <= length && length <= bytes.len()).then_some((name, header, length))
}

/// A colour profile names the screen it is of; the numbers of a standard do not.
fn is_colour_profile(name: Name, body: &[u8]) -> bool {
    name == *b"colr" && !body.starts_with(b"nclx")
}

/// Where a JPEG 2000 picture has a profile, it is said to have the colours of screens. Documents say themselves how many
/// colours there are.
fn device_colours(body: &mut [u8]) {
    const ENUMERATED: u8 = 1;
    const SCREEN: u8 = 16;
    if body.first().is_none_or(|method| *method != ENUMERATED) && body.len() >= 7 {
        body.fill(0);
        (body[0], body[6]) = (ENUMERATED, SCREEN);
    } else {
        body.get_mut(7..).unwrap_or_default().fill(0);
    }
}

/// What a box that stays says about its maker.
fn clean(name: Name, body: &mut [u8]) -> Result<(), SanitizeError> {
    match &name {
        b"moov" | b"mvex" | b"trak" | b"edts" | b"mdia" | b"minf" | b"dinf" | b"stbl" | b"moof" | b"traf"
        | b"jp2h" => boxes(body, name),
        b"jp2c" => {
            jpeg_2000::comments(body);
            Ok(())
        }
        b"mvhd" | b"tkhd" | b"mdhd" => {
            // When it was made and when changed, longer in version 1.
            let is_long = body.first() == Some(&1);
            let times = if is_long { 16 } else { 8 };
            blank(body, FULL, times)?;
            // Fields without a meaning, and the language of the phone: undetermined.
            match &name {
                b"mvhd" => {
                    let rest = FULL + times + if is_long { 12 } else { 8 };
                    blank(body, rest + 6, 10)?;
                    blank(body, rest + 52, 24)?;
                    cut(body, rest + 80)
                }
                b"mdhd" => {
                    let rest = FULL + times + if is_long { 12 } else { 8 };
                    blank(body, rest, 4)?;
                    body[rest..rest + 2].copy_from_slice(&UNDETERMINED);
                    cut(body, rest + 4)
                }
                _ => Ok(()),
            }
        }
        b"hdlr" => {
            // Its name is free text, often that of the camera or the app.
            let kind = body.get(8..12).ok_or(SanitizeError::Damaged)?;
            if kind != b"vide" && kind != b"soun" {
                return Err(SanitizeError::Unsupported);
            }
            blank(body, 0, 8)?;
            body[12..].fill(0);
            Ok(())
        }
        // Tables, up to their last line.
        b"stts" | b"ctts" | b"stco" | b"stss" | b"stsc" | b"co64" => {
            let line = match &name {
                b"stco" | b"stss" => 4,
                b"stsc" => 12,
                _ => 8,
            };
            let lines = body.get(4..8).and_then(|count| count.first_chunk()).ok_or(SanitizeError::Damaged)?;
            let lines = usize::try_from(u32::from_be_bytes(*lines)).map_err(|_| SanitizeError::Damaged)?;
            cut(body, lines.saturating_mul(line).saturating_add(8))
        }
        // Where the samples are, when not in this file: a path.
        b"dref" => boxes(body.get_mut(FULL + 4..).ok_or(SanitizeError::Damaged)?, name),
        b"url " => blank(body, FULL, body.len().saturating_sub(FULL)),
        b"stsd" => codecs(body.get_mut(FULL + 4..).ok_or(SanitizeError::Damaged)?),
        _ => Ok(()),
    }
}

/// How the samples are coded: fixed fields, then boxes.
fn codecs(mut bytes: &mut [u8]) -> Result<(), SanitizeError> {
    while bytes.len() >= 8 {
        let (name, header, length) = head(bytes, *b"stsd").ok_or(SanitizeError::Damaged)?;
        let (this, rest) = bytes.split_at_mut(length);
        bytes = rest;
        let body = &mut this[header..];
        let fixed = match &name {
            b"avc1" | b"avc3" | b"hvc1" | b"hev1" | b"av01" | b"vp09" | b"mp4v" | b"s263" => {
                // Empty in MP4, the vendor in QuickTime; then the name of the encoder.
                blank(body, 8, 16)?;
                blank(body, 42, 32)?;
                78
            }
            b"mp4a" | b"Opus" | b"samr" | b"sawb" => {
                // QuickTime's later versions have more fields.
                if body.get(8..10) != Some(&[0, 0]) {
                    return Err(SanitizeError::Unsupported);
                }
                blank(body, 8, 8)?;
                28
            }
            _ => return Err(SanitizeError::Unsupported),
        };
        boxes(body.get_mut(fixed..).ok_or(SanitizeError::Damaged)?, CODEC)?;
    }
    bytes.fill(0);
    Ok(())
}

/// Blanks what is behind the end.
fn cut(bytes: &mut [u8], end: usize) -> Result<(), SanitizeError> {
    bytes.get_mut(end..).map(|rest| rest.fill(0)).ok_or(SanitizeError::Damaged)
}

fn blank(bytes: &mut [u8], from: usize, length: usize) -> Result<(), SanitizeError> {
    bytes.get_mut(from..from + length).ok_or(SanitizeError::Damaged)?.fill(0);
    Ok(())
}
