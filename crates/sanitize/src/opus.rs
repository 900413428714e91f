//! A voice note: Opus in Ogg. The comments are replaced by none, the sound is copied packet by packet.
//!
//! The `ogg` crate numbers and sums the pages anew, so comments of any length can go, pictures included.

use std::io::Cursor;

use ogg::{PacketReader, PacketWriteEndInfo, PacketWriter};

use super::SanitizeError;

/// No vendor and no comments: the vendor tells the app the note was recorded with.
const NO_TAGS: &[u8] = b"OpusTags\0\0\0\0\0\0\0\0";

/// The number of the stream, which the app draws by lot.
const STREAM: u32 = 1;

pub fn sanitize(bytes: &[u8]) -> Result<Vec<u8>, SanitizeError> {
    let mut reader = PacketReader::new(Cursor::new(bytes));
    let mut writer = PacketWriter::new(Vec::with_capacity(bytes.len()));
    let (mut count, mut serial, mut ended) = (0_usize, None, false);
    while let Some(packet) = reader.read_packet().map_err(|_| SanitizeError::Damaged)? {
        // Another stream, beside or after: not a voice note, and its comments would be kept.
        if ended || packet.stream_serial() != *serial.get_or_insert(packet.stream_serial()) {
            return Err(SanitizeError::Unsupported);
        }
        ended = packet.last_in_stream();
        let end = match count {
            // Each on a page of its own.
            0 | 1 => PacketWriteEndInfo::EndPage,
            _ if ended => PacketWriteEndInfo::EndStream,
            _ if packet.last_in_page() => PacketWriteEndInfo::EndPage,
            _ => PacketWriteEndInfo::NormalPacket,
        };
        let granule = packet.absgp_page();
        let data = match count {
            0 if packet.data.starts_with(b"OpusHead") => head(packet.data).ok_or(SanitizeError::Damaged)?,
            1 if packet.data.starts_with(b"OpusTags") => NO_TAGS.to_vec(),
            0 | 1 => return Err(SanitizeError::Damaged),
            _ => sound(packet.data),
        };
        writer.write_packet(data, STREAM, end, granule).map_err(|_| SanitizeError::Damaged)?;
        count += 1;
    }
    if count > 2 { Ok(writer.into_inner()) } else { Err(SanitizeError::Damaged) }
}

/// A packet whose padding, which nobody hears, says nothing (RFC 6716, section 3.2.5).
fn sound(mut packet: Vec<u8>) -> Vec<u8> {
    const PADDED: u8 = 0x40;
    let &[first, frames, ref rest @ ..] = packet.as_slice() else { return packet };
    if first & 3 == 3 && frames & PADDED != 0 {
        // 255 says that 254 bytes are padding, and that more is said.
        let full = rest.iter().take_while(|length| **length == u8::MAX).count();
        let padding = full * 254 + rest.get(full).map_or(0, |last| usize::from(*last));
        let start = packet.len().saturating_sub(padding).max(3 + full).min(packet.len());
        packet[start..].fill(0);
    }
    packet
}

/// What a decoder needs to know, and nothing behind it.
fn head(mut packet: Vec<u8>) -> Option<Vec<u8>> {
    const LENGTH: usize = 19;
    let (channels, mapping) = (usize::from(*packet.get(9)?), *packet.get(18)?);
    packet.truncate(if mapping == 0 { LENGTH } else { LENGTH + 2 + channels });
    Some(packet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_says_nothing_and_sound_stays() {
        let long = [&[0x7B, 0x41, 255, 3][..], b"tone", &[b'x'; 257]].concat();
        let silent = [&[0x7B, 0x41, 255, 3][..], b"tone", &[0; 257]].concat();
        for (packet, clean) in [
            (b"\x7B\x41\x06toneSECRET".to_vec(), b"\x7B\x41\x06tone\0\0\0\0\0\0".to_vec()),
            (long, silent),
            (b"\x7B\x01tone".to_vec(), b"\x7B\x01tone".to_vec()),
            (b"\x78\x41\x04tone".to_vec(), b"\x78\x41\x04tone".to_vec()),
            // More padding than there is packet.
            (b"\x7B\x41\xFFab".to_vec(), b"\x7B\x41\xFFa\0".to_vec()),
            (b"\x7B".to_vec(), b"\x7B".to_vec()),
        ] {
            assert_eq!(sound(packet), clean);
        }
    }
}
