//! Pictures in a document: as many samples as their size says, and the photo files among them sanitized as such.

use lopdf::{Dictionary, Object, Stream};

use super::{
    Done,
    content::Resources,
    jbig2,
    lexer::Operand,
    rebuild::{Part, Rebuild, packed},
};
use crate::{SanitizeError, jpeg, jpeg_2000, zlib};

/// What a picture is unpacked to that must be in memory as a whole.
const LARGEST_WHOLE: usize = 64 << 20;

type Filters = Vec<(Vec<u8>, Dictionary)>;

pub fn copied<'a>(
    rebuild: &mut Rebuild<'a>,
    object: &'a Object,
    around: Resources<'a>,
) -> Done<Option<Object>> {
    let Object::Stream(stream) = object else { return Ok(None) };
    let mut entries = rebuild.entries(Part::Image, &stream.dict, around)?;
    if let Ok(mask) = stream.dict.get(b"Mask") {
        let mask = match rebuild.look(mask) {
            Object::Stream(_) => rebuild.part(Part::Image, mask, around)?,
            colors => rebuild.numbers(colors),
        };
        if let Some(mask) = mask {
            entries.set("Mask", mask);
        }
    }
    let components = components(rebuild, &entries);
    let filters: Filters =
        rebuild.filters(&stream.dict).into_iter().map(|(name, numbers)| (name.to_vec(), numbers)).collect();
    let is_scan = filters.last().is_some_and(|(name, _)| name == b"JBIG2Decode");
    let globals = match shared_segments(rebuild, &stream.dict).filter(|_| is_scan) {
        Some(shared) => {
            let shared = packed(Dictionary::new(), jbig2::sanitize(&rebuild.unpacked(shared)?))?;
            Some(rebuild.add(shared))
        }
        None => None,
    };
    Ok(Some(assembled(entries, components, filters, globals, &stream.content)?))
}

/// How many numbers make a colour of a picture.
fn components(rebuild: &Rebuild, entries: &Dictionary) -> Option<usize> {
    rebuild.components(entries.get(b"ColorSpace").ok()?)
}

/// What pictures packed as JBIG2 have in common.
fn shared_segments<'a>(rebuild: &Rebuild<'a>, dict: &'a Dictionary) -> Option<&'a Stream> {
    let told = match rebuild.get(dict, b"DecodeParms") {
        Object::Array(items) => rebuild.look(items.last()?),
        one => one,
    };
    rebuild.get(told.as_dict().ok()?, b"JBIG2Globals").as_stream().ok()
}

/// An image whose data stand among operators.
pub struct Inline {
    entries: Dictionary,
    components: Option<usize>,
    filters: Filters,
}

impl Inline {
    /// Nothing if it could not be drawn.
    pub fn read<'a>(
        rebuild: &mut Rebuild<'a>,
        told: &[(Vec<u8>, Operand)],
        around: Resources<'a>,
    ) -> Done<Option<Self>> {
        let mut entries = Dictionary::new();
        let (mut names, mut parameters) = (Vec::new(), Vec::new());
        for (key, value) in told {
            match (key.as_slice(), value) {
                (b"F" | b"Filter", Operand::Array(items)) => names.clone_from(items),
                (b"F" | b"Filter", one) => names = vec![one.clone()],
                (b"DP" | b"DecodeParms", Operand::Array(items)) => parameters.clone_from(items),
                (b"DP" | b"DecodeParms", one) => parameters = vec![one.clone()],
                (b"CS" | b"ColorSpace", Operand::Name(name)) => {
                    match rebuild.color_space_called(name, around)? {
                        Some(space) => entries.set("ColorSpace", space),
                        None => drop(entries.remove(b"ColorSpace")),
                    }
                }
                (b"CS" | b"ColorSpace", Operand::Array(items)) => {
                    let [_, Operand::Name(base), Operand::Number(last), Operand::Text(table)] =
                        items.as_slice()
                    else {
                        return Ok(None);
                    };
                    let Some(base) = rebuild.color_space_called(base, around)? else { return Ok(None) };
                    let each = rebuild.components(&base).unwrap_or(4);
                    let last = integer(last).unwrap_or(0).clamp(0, 255);
                    let length = usize::try_from(last + 1).unwrap_or(1) * each;
                    let table = table[..table.len().min(length)].to_vec();
                    let table = Object::String(table, lopdf::StringFormat::Hexadecimal);
                    entries.set("ColorSpace", vec!["Indexed".into(), base, last.into(), table]);
                }
                (key, value) => {
                    if let (Some(key), Some(value)) = (long_key(key), plain(value)) {
                        entries.set(key, value);
                    }
                }
            }
        }
        let filters = names.iter().enumerate().filter_map(|(place, name)| {
            let Operand::Name(name) = name else { return None };
            let mut numbers = Dictionary::new();
            if let Some(Operand::Dictionary(told)) = parameters.get(place) {
                for (key, value) in told {
                    if let (true, Some(value)) = (super::rebuild::is_filter_number(key), plain(value)) {
                        numbers.set(key.clone(), value);
                    }
                }
            }
            Some((super::rebuild::long_name(name).to_vec(), numbers))
        });
        let filters = filters.collect();
        let components = components(rebuild, &entries);
        Ok(Some(Self { entries, components, filters }))
    }

    /// How long the data are, if they are as they are.
    pub fn plain_length(&self) -> Option<usize> {
        self.filters.is_empty().then(|| size(&self.entries, self.components)).flatten()
    }

    pub fn image(self, data: &[u8]) -> Done<Object> {
        assembled(self.entries, self.components, self.filters, None, data)
    }
}

/// How many bytes the samples have.
fn size(entries: &Dictionary, components: Option<usize>) -> Option<usize> {
    let number =
        |key| entries.get(key).and_then(Object::as_i64).ok().and_then(|number| usize::try_from(number).ok());
    let is_mask = entries.get(b"ImageMask").and_then(Object::as_bool).unwrap_or(false);
    let bits = if is_mask { 1 } else { number(b"BitsPerComponent")?.checked_mul(components?)? };
    number(b"Width")?.checked_mul(bits)?.div_ceil(8).checked_mul(number(b"Height")?)
}

/// Its entries are in the order of their names: wherever it was, it is the same picture.
fn assembled(
    entries: Dictionary,
    components: Option<usize>,
    filters: Filters,
    globals: Option<Object>,
    data: &[u8],
) -> Done<Object> {
    let mut image = sanitized(entries, components, filters, globals, data)?;
    let mut entries: Vec<_> = std::mem::take(&mut image.dict).into_iter().collect();
    entries.sort_unstable_by(|(name, _), (other, _)| name.cmp(other));
    image.dict = entries.into_iter().collect();
    Ok(image.into())
}

fn sanitized(
    mut entries: Dictionary,
    components: Option<usize>,
    mut filters: Filters,
    globals: Option<Object>,
    data: &[u8],
) -> Done<Stream> {
    entries.set("Type", "XObject");
    entries.set("Subtype", "Image");
    let size = size(&entries, components);
    let coding = filters.pop_if(|(name, _)| {
        matches!(name.as_slice(), b"DCTDecode" | b"JPXDecode" | b"CCITTFaxDecode" | b"JBIG2Decode")
    });
    let Some((coding, mut numbers)) = coding else {
        if let [(name, numbers)] = filters.as_slice()
            && name == b"FlateDecode"
        {
            let bytes = zlib::cut(data, predicted(&entries, numbers).or(size))?;
            entries.set("Filter", "FlateDecode");
            if !numbers.is_empty() {
                entries.set("DecodeParms", numbers.clone());
            }
            return Ok(Stream::new(entries, bytes));
        }
        if size.is_some_and(|size| size > zlib::LARGEST) {
            return Err(SanitizeError::Damaged);
        }
        let mut bytes = unpacked(filters, data)?;
        bytes.truncate(size.unwrap_or(usize::MAX));
        let mut stream = Stream::new(entries, bytes);
        stream.compress().map_err(|_| SanitizeError::Damaged)?;
        return Ok(stream);
    };
    let mut bytes = unpacked(filters, data)?;
    if let Some(globals) = globals {
        numbers.set("JBIG2Globals", globals);
    }
    match coding.as_slice() {
        b"DCTDecode" => {
            // Some writers leave out the end.
            let whole = jpeg::sanitize(&bytes).or_else(|| {
                bytes.extend([0xFF, 0xD9]);
                jpeg::sanitize(&bytes)
            });
            bytes = whole.ok_or(SanitizeError::Damaged)?;
        }
        b"JPXDecode" => jpeg_2000::sanitize(&mut bytes)?,
        b"CCITTFaxDecode" => {
            if numbers.get(b"K").and_then(Object::as_i64).is_ok_and(|kind| kind < 0) {
                bytes.truncate(end_of_fax(&bytes));
            }
        }
        _ => bytes = jbig2::sanitize(&bytes),
    }
    entries.set("Filter", Object::Name(coding));
    if !numbers.is_empty() {
        entries.set("DecodeParms", numbers);
    }
    Ok(Stream::new(entries, bytes))
}

fn unpacked(filters: Filters, data: &[u8]) -> Done<Vec<u8>> {
    if filters.is_empty() {
        return Ok(data.to_vec());
    }
    let (names, numbers): (Vec<_>, Vec<_>) =
        filters.into_iter().map(|(name, numbers)| (Object::Name(name), Object::Dictionary(numbers))).unzip();
    let dict =
        Dictionary::from_iter([("Filter", Object::Array(names)), ("DecodeParms", Object::Array(numbers))]);
    Stream::new(dict, data.to_vec())
        .decompressed_content_with_limit(LARGEST_WHOLE)
        .map_err(|_| SanitizeError::Damaged)
}

/// The size of samples that are told from the ones beside them, line by line.
fn predicted(entries: &Dictionary, numbers: &Dictionary) -> Option<usize> {
    let number = |key, otherwise: i64| {
        usize::try_from(numbers.get(key).and_then(Object::as_i64).unwrap_or(otherwise)).unwrap_or(0)
    };
    let kind = number(b"Predictor".as_slice(), 1);
    let bits = number(b"Columns", 1)
        .checked_mul(number(b"Colors", 1))?
        .checked_mul(number(b"BitsPerComponent", 8))?;
    let height = usize::try_from(entries.get(b"Height").and_then(Object::as_i64).ok()?).ok()?;
    (kind > 1).then(|| (bits.div_ceil(8) + usize::from(kind >= 10)).checked_mul(height)).flatten()
}

/// A fax page ends with two ends of line, which nothing else in it looks like.
fn end_of_fax(bytes: &[u8]) -> usize {
    const END: u32 = 0x1001;
    let mut window = u32::MAX;
    for (place, byte) in bytes.iter().enumerate() {
        for bit in (0..8).rev() {
            window = window << 1 | u32::from(byte >> bit & 1);
            if window & 0xFF_FFFF == END {
                return place + 1;
            }
        }
    }
    bytes.len()
}

fn long_key(key: &[u8]) -> Option<&'static str> {
    Some(match key {
        b"W" | b"Width" => "Width",
        b"H" | b"Height" => "Height",
        b"BPC" | b"BitsPerComponent" => "BitsPerComponent",
        b"D" | b"Decode" => "Decode",
        b"IM" | b"ImageMask" => "ImageMask",
        b"I" | b"Interpolate" => "Interpolate",
        _ => return None,
    })
}

fn integer(number: &[u8]) -> Option<i64> {
    str::from_utf8(number).ok()?.parse().ok()
}

/// Numbers, yes and no, and lists of them.
fn plain(value: &Operand) -> Option<Object> {
    match value {
        Operand::Array(items) => Some(Object::Array(items.iter().filter_map(plain_number).collect())),
        value => plain_number(value),
    }
}

fn plain_number(value: &Operand) -> Option<Object> {
    match value {
        Operand::Number(number) => match integer(number) {
            Some(integer) => Some(integer.into()),
            None => str::from_utf8(number)
                .ok()?
                .parse::<f32>()
                .ok()
                .filter(|real| real.is_finite())
                .map(Object::Real),
        },
        Operand::Boolean(yes) => Some(Object::Boolean(*yes)),
        _ => None,
    }
}
