//! Documents. A document that is changed anywhere has a wrong table and is refused before it is read, so most are put
//! together here from parts, with a table that is right: what the catalogue says, what the page says, what is drawn on
//! it, and objects from number 10 on, each followed by `stream` if it has one.
#![no_main]

use std::fmt::Write;

use libfuzzer_sys::fuzz_target;
use sanitize::FileType;
use sanitize_fuzz::{check, let_libraries_panic};

/// Between two parts.
const BETWEEN: &[u8] = b"\n--\n";
const MOST_OBJECTS: usize = 64;

fuzz_target!(init: let_libraries_panic(), |file: &[u8]| {
    let file = if file.starts_with(b"%PDF") { file.to_vec() } else { document(file) };
    check(file, Some(FileType::Pdf));
});

fn document(parts: &[u8]) -> Vec<u8> {
    let mut parts = split(parts, BETWEEN).into_iter();
    let mut next = || parts.next().unwrap_or_default();
    let catalog = [b"<</Type/Catalog/Pages 2 0 R", next(), b">>"].concat();
    let page = [b"<</Type/Page/Parent 2 0 R/Contents 4 0 R", next(), b">>"].concat();
    let content = [b"<<>>stream", next()].concat();
    let pages = b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]>>".to_vec();
    let mut objects = vec![catalog, pages, page, content];
    objects.resize(9, b"null".to_vec());
    objects.extend(parts.take(MOST_OBJECTS).map(<[u8]>::to_vec));

    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("written to memory");
        file.extend(format!("{number} 0 obj\n").bytes());
        match split(object, b"stream")[..] {
            [head, ..] if head.len() < object.len() => {
                let data = &object[head.len() + b"stream".len()..];
                let head = head.trim_ascii_end().strip_suffix(b">>").unwrap_or(b"<<");
                file.extend([head, format!("/Length {}>>stream\n", data.len()).as_bytes()].concat());
                file.extend([data, b"\nendstream"].concat());
            }
            _ => file.extend(object),
        }
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(table.bytes());
    let count = objects.len() + 1;
    file.extend(format!("trailer\n<</Root 1 0 R/Size {count}>>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

fn split<'a>(bytes: &'a [u8], between: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(between.len()).position(|part| part == between) {
        parts.push(&rest[..at]);
        rest = &rest[at + between.len()..];
    }
    parts.push(rest);
    parts
}
