//! JPEG: the segments a decoder needs, up to the end of the picture.
//!
//! `img-parts` reads up to the first scan and keeps the rest of the file as it is; between the scans of a progressive
//! picture there can be comments, and after its end another picture, so the segments are walked here.
//!
//! Colour profiles are dropped: they carry a free description, and those of a calibrated screen its serial number. A
//! wide-gamut photo turns a shade duller.

use super::orientation;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP14: u8 = 0xEE;
const EXIF: &[u8] = b"Exif\0\0";

/// `None` when the picture is broken.
pub fn sanitize(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, SOI])?;
    let mut out = vec![0xFF, SOI];
    let (mut oriented, mut framed, mut scanned) = (false, false, false);
    loop {
        let marker;
        (marker, rest) = next_marker(rest)?;
        match marker {
            EOI => {
                out.extend([0xFF, EOI]);
                return scanned.then_some(out);
            }
            SOI => return None,
            // Without a length, and without a meaning outside a scan.
            0x00..=0x01 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let (length, _) = rest.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let payload = rest.get(2..length)?;
        rest = rest.get(length..)?;
        match marker {
            // Without the thumbnail that may follow.
            APP0 if payload.starts_with(b"JFIF\0") => {
                segment(&mut out, marker, &[payload.get(..12)?, &[0, 0]]);
            }
            // How the colours are stored.
            APP14 if payload.starts_with(b"Adobe") => segment(&mut out, marker, &[payload.get(..12)?]),
            APP1 if !oriented => {
                if let Some(block) = payload.strip_prefix(EXIF).and_then(orientation::only) {
                    segment(&mut out, marker, &[EXIF, &block]);
                    oriented = true;
                }
            }
            // Frames, of which a picture has one.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let components = usize::from(*payload.get(5).filter(|_| !framed)?);
                framed = true;
                segment(&mut out, marker, &[payload.get(..6 + 3 * components).filter(|_| components <= 4)?]);
            }
            // Huffman and arithmetic tables, quantisation, the number of lines, restarts.
            0xC4 | 0xCC | 0xDB..=0xDD => segment(&mut out, marker, &[tables(marker, payload)]),
            SOS => {
                scanned = true;
                let components = payload.first().map_or(0, |&count| usize::from(count));
                let length = payload.len().min(4 + 2 * components);
                segment(&mut out, marker, &[&payload[..length]]);
                let scan;
                (scan, rest) = rest.split_at(scan_length(rest)?);
                out.extend_from_slice(scan);
            }
            _ => {}
        }
    }
}

/// As many tables as are whole, and nothing behind them.
fn tables(marker: u8, payload: &[u8]) -> &[u8] {
    let mut length = 0;
    while let Some(&kind) = payload.get(length) {
        let one = match marker {
            0xC4 => {
                let Some(counts) = payload.get(length + 1..length + 17) else { break };
                17 + counts.iter().map(|&count| usize::from(count)).sum::<usize>()
            }
            0xDB if kind >> 4 == 0 => 65,
            0xDB => 129,
            _ => 2,
        };
        if payload.len() < length + one {
            break;
        }
        length += one;
        // The number of lines, and of units between restarts, is one number.
        if marker >= 0xDC {
            break;
        }
    }
    &payload[..length]
}

/// The marker that comes next and what follows it; stray and fill bytes before it are dropped.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let stray = bytes.iter().position(|&byte| byte == 0xFF)?;
    let fill = bytes[stray..].iter().position(|&byte| byte != 0xFF)?;
    let (&marker, rest) = bytes[stray + fill..].split_first()?;
    Some((marker, rest))
}

/// Up to the next marker: in a scan, 0xFF is data when a zero follows it, and restarts belong to the scan.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
}

fn segment(out: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length = 2 + parts.iter().map(|part| part.len()).sum::<usize>();
    out.extend([0xFF, marker]);
    out.extend(u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
    for part in parts {
        out.extend_from_slice(part);
    }
}
