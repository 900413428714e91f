//! Font files: the outlines stay. Who drew them, when and with what, and what the font is called, is blanked where it
//! stands, so that no offset is wrong.

/// The tables of an OpenType or TrueType font that characters are drawn with.
const TABLES: [&[u8; 4]; 22] = [
    b"cmap", b"cvt ", b"fpgm", b"gasp", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post",
    b"prep", b"OS/2", b"vhea", b"vmtx", b"VORG", b"CFF ", b"GSUB", b"GPOS", b"GDEF", b"hdmx", b"LTSH",
];

pub fn open_type(mut font: Vec<u8>) -> Vec<u8> {
    let Some(count) = font.get(4..6).map(|count| usize::from(u16::from_be_bytes([count[0], count[1]])))
    else {
        return Vec::new();
    };
    let mut kept = Vec::new();
    for record in font.get(12..).unwrap_or_default().chunks_exact(16).take(count) {
        let (Some(tag), Some(from), Some(length)) =
            (record.first_chunk::<4>(), word(record, 8), word(record, 12))
        else {
            continue;
        };
        let end = from.saturating_add(length).min(font.len());
        if TABLES.contains(&tag) && from < end {
            kept.push((*tag, from, end));
        }
    }
    // Between the tables that stay, nothing does.
    let mut clean = vec![0; font.len()];
    for (tag, from, end) in &kept {
        clean[*from..*end].copy_from_slice(&font[*from..*end]);
        let table = &mut clean[*from..*end];
        match tag {
            // When it was made, and when changed.
            b"head" => table.get_mut(20..36).unwrap_or_default().fill(0),
            // Whose it is.
            b"OS/2" => table.get_mut(58..62).unwrap_or_default().fill(0),
            b"CFF " => {
                let compact = compact(table.to_vec());
                table.copy_from_slice(&compact);
            }
            _ => {}
        }
    }
    let directory = 12 + 16 * kept.len();
    if clean.len() < directory {
        return Vec::new();
    }
    clean[..directory].fill(0);
    clean[..4].copy_from_slice(&font[..4]);
    let number = u16::try_from(kept.len()).unwrap_or(0);
    clean[4..6].copy_from_slice(&number.to_be_bytes());
    // For a search by halves, as the format wants it.
    let power = number.checked_ilog2().unwrap_or(0);
    let range = 16_u16 << power;
    for (place, value) in [
        (6, range),
        (8, u16::try_from(power).unwrap_or(0)),
        (10, number.wrapping_mul(16).wrapping_sub(range)),
    ] {
        clean[place..place + 2].copy_from_slice(&value.to_be_bytes());
    }
    for (place, (tag, from, end)) in kept.iter().enumerate() {
        let record = &mut clean[12 + 16 * place..][..16];
        record[..4].copy_from_slice(tag);
        for (at, value) in [(8, *from), (12, end - from)] {
            record[at..at + 4].copy_from_slice(&u32::try_from(value).unwrap_or(0).to_be_bytes());
        }
    }
    font.clear();
    clean
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?.first_chunk::<4>()?;
    usize::try_from(u32::from_be_bytes(*bytes)).ok()
}

/// The readable head of a Type 1 font: its comments and the texts in it. What follows is coded, and drawn with.
pub fn type_1(mut font: Vec<u8>, clear: usize) -> Vec<u8> {
    let end = font.windows(5).position(|at| at == b"eexec").unwrap_or(clear).min(font.len());
    let (mut in_text, mut in_comment) = (0_u32, false);
    let mut is_first = true;
    for byte in &mut font[..end] {
        match *byte {
            b'\r' | b'\n' => {
                in_comment = false;
                is_first = false;
            }
            // The first line says what kind of file it is, up to the name.
            b' ' | b':' if in_comment && is_first => is_first = false,
            _ if in_comment && !is_first => *byte = b' ',
            _ if in_comment => {}
            b'%' if in_text == 0 => in_comment = true,
            b'(' => in_text += 1,
            b')' => in_text = in_text.saturating_sub(1),
            _ if in_text > 0 => *byte = b' ',
            _ => {}
        }
    }
    font
}

/// A compact font: its name, and the texts about it. The names of glyphs are found by their place, which stays.
pub fn compact(mut font: Vec<u8>) -> Vec<u8> {
    blank_texts(&mut font);
    font
}

fn blank_texts(font: &mut [u8]) -> Option<()> {
    let head = usize::from(*font.get(2)?);
    let names = Index::at(font, head)?;
    let tops = Index::at(font, names.end)?;
    let texts = Index::at(font, tops.end)?;
    for (from, to) in names.items {
        font.get_mut(from..to)?.fill(b'F');
    }
    for (from, to) in tops.items {
        for text in about(font.get(from..to)?) {
            if let Some((from, to)) = texts.items.get(text) {
                font.get_mut(*from..*to)?.fill(b' ');
            }
        }
    }
    Some(())
}

/// The texts, by their place, that the top of a compact font names: version, notice, copyright, names, PostScript.
fn about(top: &[u8]) -> Vec<usize> {
    /// Texts that every reader knows have lower numbers.
    const KNOWN: i32 = 391;
    let (mut rest, mut operands, mut found) = (top, Vec::new(), Vec::new());
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            0..=21 => {
                let mut operator = u16::from(byte);
                if byte == 12 {
                    operator = 0x0C00 | u16::from(rest.first().copied().unwrap_or(0));
                    rest = rest.get(1..).unwrap_or_default();
                }
                match operator {
                    0..=4 | 0x0C00 | 0x0C15 | 0x0C16 | 0x0C26 => found.extend(operands.last().copied()),
                    // The registry and the order of a collection.
                    0x0C1E => found.extend(operands.iter().take(2).copied()),
                    _ => {}
                }
                operands.clear();
            }
            28 => {
                let Some(&[high, low]) = rest.first_chunk::<2>() else { break };
                operands.push(i32::from(i16::from_be_bytes([high, low])));
                rest = &rest[2..];
            }
            29 => {
                let Some(bytes) = rest.first_chunk::<4>() else { break };
                operands.push(i32::from_be_bytes(*bytes));
                rest = &rest[4..];
            }
            30 => {
                let end = rest.iter().position(|byte| byte & 0xF == 0xF || byte >> 4 == 0xF);
                rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
                operands.push(0);
            }
            32..=246 => operands.push(i32::from(byte) - 139),
            247..=254 => {
                let low = i32::from(rest.first().copied().unwrap_or(0));
                rest = rest.get(1..).unwrap_or_default();
                let high = i32::from(byte);
                operands.push(if high < 251 {
                    (high - 247) * 256 + low + 108
                } else {
                    -(high - 251) * 256 - low - 108
                });
            }
            _ => break,
        }
    }
    found.into_iter().filter_map(|text| usize::try_from(text - KNOWN).ok()).collect()
}

/// A list of byte strings in a compact font: from where to where each is.
struct Index {
    items: Vec<(usize, usize)>,
    end: usize,
}

impl Index {
    fn at(font: &[u8], start: usize) -> Option<Self> {
        let count = usize::from(u16::from_be_bytes(*font.get(start..)?.first_chunk::<2>()?));
        if count == 0 {
            return Some(Self { items: Vec::new(), end: start + 2 });
        }
        let width = usize::from(*font.get(start + 2)?);
        if !(1..=4).contains(&width) {
            return None;
        }
        let base = start + 2 + (count + 1) * width;
        let offsets = font.get(start + 3..)?.chunks_exact(width).take(count + 1);
        let places: Vec<usize> = offsets
            .map(|offset| base + offset.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)))
            .collect();
        let end = *places.last().filter(|_| places.len() == count + 1)?;
        // What lies elsewhere is no item: to blank it would change where the others are.
        let inside = |place: usize| place.clamp(base + 1, end.max(base + 1));
        let items = places.windows(2).map(|pair| (inside(pair[0]), inside(pair[1].max(pair[0])))).collect();
        (end <= font.len()).then_some(Self { items, end })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{compact, open_type, type_1};

    /// Fonts whose tables lie anywhere, also on each other.
    fn font() -> impl Strategy<Value = Vec<u8>> {
        let tag = prop::sample::select(vec![b"head", b"OS/2", b"CFF ", b"glyf", b"name"]);
        let record = (tag, 0..160_u32, 0..80_u32).prop_map(|(tag, from, length)| {
            [tag.as_slice(), &[0; 4], &from.to_be_bytes(), &length.to_be_bytes()].concat()
        });
        let records = prop::collection::vec(record, 0..5);
        (records, prop::collection::vec(0..9_u8, 0..120)).prop_map(|(records, data)| {
            let count = u8::try_from(records.len()).unwrap_or(0);
            [b"true\0".as_slice(), &[count], &[0; 6], &records.concat(), &data].concat()
        })
    }

    /// Compact fonts with a name, a top that names a text, and that text; where they are is wrong, more often than not.
    fn small() -> impl Strategy<Value = Vec<u8>> {
        let index = |data: &'static [u8]| {
            let length = u8::try_from(data.len()).unwrap_or(0);
            let offsets = prop::sample::select(vec![vec![1, length + 1], vec![1, 3, length + 1]]);
            (offsets, prop::option::weighted(0.3, (0..3_usize, 0..12_u8))).prop_map(
                move |(mut offsets, wrong)| {
                    if let Some((place, offset)) = wrong {
                        let place = place.min(offsets.len() - 1);
                        offsets[place] = offset;
                    }
                    let count = u8::try_from(offsets.len() - 1).unwrap_or(0);
                    [&[0, count, 1], offsets.as_slice(), data].concat()
                },
            )
        };
        let indices = (index(b"name"), index(&[28, 1, 0x87, 1, 28, 1, 0x88, 0]), index(b"texts"));
        indices.prop_map(|(names, tops, texts)| {
            [b"\x01\0\x04\x01".to_vec(), names, tops, texts, vec![5; 120]].concat()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn twice_is_once(font in font(), small in small(), text in "[()%: eaxc\n]{0,40}") {
            let once = open_type(font);
            prop_assert_eq!(open_type(once.clone()), once);
            let once = compact(small);
            prop_assert_eq!(compact(once.clone()), once);
            let once = type_1(text.into_bytes(), 30);
            prop_assert_eq!(type_1(once.clone(), 30), once);
        }
    }

    #[test]
    fn a_font_may_say_that_it_has_very_many_tables() {
        let count = 5000_u16;
        let record = [b"glyf".as_slice(), &[0; 4], &90_000_u32.to_be_bytes(), &1_u32.to_be_bytes()].concat();
        let head = [b"true".as_slice(), &count.to_be_bytes(), &[0; 6]].concat();
        let font = [head, record.repeat(count.into()), vec![1; 10_000]].concat();
        assert_eq!(open_type(font.clone()).len(), font.len());
    }
}
