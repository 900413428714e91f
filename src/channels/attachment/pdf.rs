//! PDF: written anew from the objects its pages lead to, without what tells about its making.

use std::panic;

use lopdf::{
    Dictionary, Document, LoadOptions, Object, ObjectId, Stream,
    xref::{XrefRecovery, XrefType},
};

use super::{NotNeutral, jpeg, mp4};

/// What object streams may grow to in all. Real ones stay far below; a bomb does not.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// Keys that are about the document, wherever they stand. Embedded files go whole: they would need this all over again.
const ABOUT: [&[u8]; 12] = [
    b"AF",
    b"Collection",
    b"CreatorInfo",
    b"DSS",
    b"EmbeddedFiles",
    b"LastModified",
    b"Metadata",
    b"Perms",
    b"PieceInfo",
    b"SpiderInfo",
    b"Thumb",
    b"URLS",
];
/// Of a note on a page: who wrote it and when. On other objects the same keys mean other things.
const ABOUT_NOTE: [&[u8]; 5] = [b"T", b"M", b"NM", b"CreationDate", b"FS"];

pub fn neutral(bytes: &[u8]) -> Result<Vec<u8>, NotNeutral> {
    if bytes.windows(8).any(|at| at == b"/Encrypt") {
        return Err(NotNeutral::Locked);
    }
    // Thousands of lines read a stranger's bytes: should one of them panic, only this file is lost.
    panic::catch_unwind(|| rewritten(bytes)).unwrap_or(Err(NotNeutral::Damaged))
}

fn rewritten(bytes: &[u8]) -> Result<Vec<u8>, NotNeutral> {
    let mut document = load(bytes)?;
    for object in document.objects.values_mut() {
        clean(object)?;
    }
    let root = document.trailer.get(b"Root").map_err(|_| NotNeutral::Damaged)?.clone();
    document.trailer = Dictionary::from_iter([("Root", root)]);
    document.prune_objects();
    if document.page_iter().next().is_none() {
        return Err(NotNeutral::Damaged);
    }
    // The header is rewritten too, it can hold anything.
    document.binary_mark = vec![0xE2, 0xE3, 0xCF, 0xD3];
    if !["1.3", "1.4", "1.5", "1.6", "1.7", "2.0"].contains(&document.version.as_str()) {
        "1.7".clone_into(&mut document.version);
    }
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    document.max_id = document.objects.keys().next_back().map_or(0, |id| id.0);
    let mut out = Vec::with_capacity(bytes.len());
    document.save_to(&mut out).map_err(|_| NotNeutral::Damaged)?;
    Ok(out)
}

/// In two steps: object streams are unpacked while a document loads, with a bound on each but none on all.
fn load(bytes: &[u8]) -> Result<Document, NotNeutral> {
    // Read by guess, because its table is broken, what is missing would be missing without a word.
    let is_whole = |document: &Document| document.xref_recovery != Some(XrefRecovery::Reconstructed);
    let open = |options| {
        let document = Document::load_mem_with_options(bytes, options).ok();
        document.filter(is_whole).ok_or(NotNeutral::Damaged)
    };
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let packed = open(LoadOptions { filter: Some(keep_packed), ..options.clone() })?;
    if packed.trailer.has(b"Encrypt") {
        return Err(NotNeutral::Locked);
    }
    let mut left = MOST_UNPACKED;
    for stream in packed.objects.values().filter_map(|object| object.as_stream().ok()) {
        if stream.dict.has_type(PACKED) {
            left = left.checked_sub(unpacked_size(stream, left)?).ok_or(NotNeutral::Damaged)?;
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
fn unpacked_size(stream: &Stream, most: usize) -> Result<usize, NotNeutral> {
    let content = stream.decompressed_content_with_limit(most).map_err(|_| NotNeutral::Damaged)?;
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok();
    let table =
        first.and_then(|first| content.get(..usize::try_from(first).ok()?)).ok_or(NotNeutral::Damaged)?;
    let numbers = table.split(u8::is_ascii_whitespace).filter(|number| !number.is_empty());
    let offsets = numbers.skip(1).step_by(2).map(|number| str::from_utf8(number).ok()?.parse::<u32>().ok());
    let ascending = offsets.map(|offset| offset.unwrap_or(0)).is_sorted_by(|before, after| before < after);
    if ascending { Ok(content.len()) } else { Err(NotNeutral::Damaged) }
}

fn clean(object: &mut Object) -> Result<(), NotNeutral> {
    match object {
        Object::Array(items) => items.iter_mut().try_for_each(clean),
        Object::Dictionary(dictionary) => clean_dictionary(dictionary),
        Object::Stream(stream) => {
            clean_dictionary(&mut stream.dict)?;
            clean_photo(stream)
        }
        _ => Ok(()),
    }
}

fn clean_dictionary(dictionary: &mut Dictionary) -> Result<(), NotNeutral> {
    // A signature holds the certificate of the signer, and is void once the file is rewritten; a file specification
    // holds a path.
    if dictionary.has(b"ByteRange") || dictionary.has(b"EF") || dictionary.has_type(b"Filespec") {
        *dictionary = Dictionary::new();
        return Ok(());
    }
    let is_field = dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Widget");
    let is_note = dictionary.has(b"Rect") && dictionary.has(b"Subtype") && !is_field;
    for key in ABOUT.iter().chain(if is_note { ABOUT_NOTE.iter() } else { [].iter() }) {
        dictionary.remove(key);
    }
    dictionary.iter_mut().try_for_each(|(_, value)| clean(value))
}

/// A photo in a PDF is a whole JPEG or JPEG 2000 file, with its place and camera.
fn clean_photo(stream: &mut Stream) -> Result<(), NotNeutral> {
    if !stream.dict.has(b"Filter") {
        return Ok(());
    }
    // Named elsewhere: no writer does it, and what is not read cannot be told to be no photo.
    let filters = stream.filters().map_err(|_| NotNeutral::Unsupported)?;
    let is_jpeg = filters.iter().any(|filter| matches!(*filter, b"DCTDecode" | b"DCT"));
    let is_jpeg_2000 = filters.contains(&&b"JPXDecode"[..]);
    if (is_jpeg || is_jpeg_2000) && filters.len() > 1 {
        return Err(NotNeutral::Unsupported);
    }
    if is_jpeg {
        stream.set_content(jpeg::neutral(&stream.content).ok_or(NotNeutral::Damaged)?);
    } else if is_jpeg_2000 {
        mp4::jpeg_2000(&mut stream.content)?;
    }
    Ok(())
}
