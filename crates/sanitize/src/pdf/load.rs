//! A document from the bytes of a stranger's file.

use lopdf::{Document, LoadOptions, Object, ObjectId, Stream, xref::XrefRecovery};

use super::SanitizeError;

/// What object streams may grow to in all. Real ones stay far below; a bomb does not.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// In two steps: object streams are unpacked while a document loads, with a bound on each but none on all.
pub fn document(bytes: &[u8]) -> Result<Document, SanitizeError> {
    // Read by guess, because its table is broken, what is missing would be missing without a word.
    let is_whole = |document: &Document| document.xref_recovery != Some(XrefRecovery::Reconstructed);
    let open = |options| {
        let document = Document::load_mem_with_options(bytes, options).ok();
        document.filter(is_whole).ok_or(SanitizeError::Damaged)
    };
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let packed = open(LoadOptions { filter: Some(keep_packed), ..options.clone() })?;
    if packed.trailer.has(b"Encrypt") {
        return Err(SanitizeError::Locked);
    }
    let mut left = MOST_UNPACKED;
    for stream in packed.objects.values().filter_map(|object| object.as_stream().ok()) {
        if stream.dict.has_type(PACKED) {
            left = left.checked_sub(unpacked_size(stream, left)?).ok_or(SanitizeError::Damaged)?;
        }
    }
    drop(packed);
    open(options)
}

/// The type an object stream is given so that loading leaves it alone.
const PACKED: &[u8] = b"Packed";

/// Of the first reading only object streams are kept. The object handed back is not looked at.
fn keep_packed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let stream = object.as_stream_mut().ok().filter(|stream| stream.dict.has_type(b"ObjStm"))?;
    stream.dict.set("Type", Object::Name(PACKED.to_vec()));
    Some((id, Object::Null))
}

/// Objects that share bytes would be unpacked once each: every one must start after the one before it.
fn unpacked_size(stream: &Stream, most: usize) -> Result<usize, SanitizeError> {
    let content = stream.decompressed_content_with_limit(most).map_err(|_| SanitizeError::Damaged)?;
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok();
    let table =
        first.and_then(|first| content.get(..usize::try_from(first).ok()?)).ok_or(SanitizeError::Damaged)?;
    let numbers = table.split(u8::is_ascii_whitespace).filter(|number| !number.is_empty());
    let offsets = numbers.skip(1).step_by(2).map(|number| str::from_utf8(number).ok()?.parse::<u32>().ok());
    let ascending = offsets.map(|offset| offset.unwrap_or(0)).is_sorted_by(|before, after| before < after);
    if ascending { Ok(content.len()) } else { Err(SanitizeError::Damaged) }
}
