//! A voice note: Opus in Ogg. The comments are replaced by none, the sound is copied packet by packet.
//!
//! The `ogg` crate numbers and sums the pages anew, so comments of any length can go, pictures included.

use std::io::Cursor;

use ogg::{PacketReader, PacketWriteEndInfo, PacketWriter};

use super::NotNeutral;

/// No vendor and no comments: the vendor tells the app the note was recorded with.
const NO_TAGS: &[u8] = b"OpusTags\0\0\0\0\0\0\0\0";

/// The number of the stream, which the app draws by lot.
const STREAM: u32 = 1;

pub fn neutral(bytes: &[u8]) -> Result<Vec<u8>, NotNeutral> {
    let mut reader = PacketReader::new(Cursor::new(bytes));
    let mut writer = PacketWriter::new(Vec::with_capacity(bytes.len()));
    let (mut count, mut serial, mut ended) = (0_usize, None, false);
    while let Some(packet) = reader.read_packet().map_err(|_| NotNeutral::Damaged)? {
        // Another stream, beside or after: not a voice note, and its comments would be kept.
        if ended || packet.stream_serial() != *serial.get_or_insert(packet.stream_serial()) {
            return Err(NotNeutral::Unsupported);
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
            0 if packet.data.starts_with(b"OpusHead") => head(packet.data).ok_or(NotNeutral::Damaged)?,
            1 if packet.data.starts_with(b"OpusTags") => NO_TAGS.to_vec(),
            0 | 1 => return Err(NotNeutral::Damaged),
            _ => packet.data,
        };
        writer.write_packet(data, STREAM, end, granule).map_err(|_| NotNeutral::Damaged)?;
        count += 1;
    }
    if count > 2 { Ok(writer.into_inner()) } else { Err(NotNeutral::Damaged) }
}

/// What a decoder needs to know, and nothing behind it.
fn head(mut packet: Vec<u8>) -> Option<Vec<u8>> {
    const LENGTH: usize = 19;
    let (channels, mapping) = (usize::from(*packet.get(9)?), *packet.get(18)?);
    packet.truncate(if mapping == 0 { LENGTH } else { LENGTH + 2 + channels });
    Some(packet)
}
