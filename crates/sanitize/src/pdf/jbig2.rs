//! JBIG2, as scanners pack pages in black and white: segments, each with a head that says how long it is. Remarks are
//! segments of their own.

const REMARK: u8 = 62;
const UNKNOWN_LENGTH: u32 = u32::MAX;

/// The segments a picture is made of, and nothing between or behind them.
pub fn sanitize(bytes: &[u8]) -> Vec<u8> {
    let (mut rest, mut kept) = (bytes, Vec::with_capacity(bytes.len()));
    while let Some((kind, length)) = segment(rest) {
        let (segment, after) = rest.split_at(length);
        if kind != REMARK {
            kept.extend_from_slice(segment);
        }
        rest = after;
    }
    kept
}

/// The kind of the first segment, and its length with its head; nothing where it is not whole.
fn segment(bytes: &[u8]) -> Option<(u8, usize)> {
    let number = word(bytes, 0)?;
    let flags = *bytes.get(4)?;
    let short = *bytes.get(5)? >> 5;
    let (count, mut head) = if short == 7 {
        let count = usize::try_from(word(bytes, 5)? & 0x1FFF_FFFF).ok()?;
        (count, 9 + (count + 8) / 8)
    } else {
        (usize::from(short), 6)
    };
    let reference = match number {
        0..=256 => 1,
        257..=65_536 => 2,
        _ => 4,
    };
    head = head.checked_add(count.checked_mul(reference)?)? + if flags & 0x40 == 0 { 1 } else { 4 };
    let length = match word(bytes, head)? {
        // Only of the last one.
        UNKNOWN_LENGTH => bytes.len(),
        length => head.checked_add(4)?.checked_add(usize::try_from(length).ok()?)?,
    };
    (length <= bytes.len()).then_some((flags & 0x3F, length))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn remarks_go_and_so_does_what_is_behind() {
        let page = b"\0\0\0\x01\x30\0\x01\0\0\0\x02AB";
        let region = b"\0\0\0\x02\x26\x20\x01\x01\0\0\0\x01C";
        let remark = b"\0\0\0\x03\x3E\0\x01\0\0\0\x05MARIO";
        let file = [page.as_slice(), remark, region, b"MARIO"].concat();
        assert_eq!(sanitize(&file), [page.as_slice(), region].concat());
    }
}
