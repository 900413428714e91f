//! The one thing worth keeping of EXIF: which side of the picture is up.

use exif::{In, Reader, Tag};

const UPRIGHT: u8 = 1;

/// An EXIF block (without the `Exif\0\0` of JPEG) with nothing but the orientation of `exif`; `None` when the picture
/// is upright as it is.
pub fn only(exif: &[u8]) -> Option<[u8; 26]> {
    let read = Reader::new().continue_on_error(true).read_raw(exif.to_vec());
    let fields = read.or_else(|error| error.distill_partial_result(|_| {})).ok()?;
    let value = fields.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    let orientation = u8::try_from(value).ok().filter(|value| (UPRIGHT + 1..=8).contains(value))?;

    // A big-endian TIFF with one directory of one entry: tag 0x0112, one short.
    let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = orientation;
    Some(block)
}
