//! Pictures that begin as WebP does, with the length they have.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize::FileType;
use sanitize_fuzz::{check, with};

fuzz_target!(|file: &[u8]| {
    let file = with(&with(file, 0, b"RIFF"), 8, b"WEBP");
    let length = u32::try_from(file.len() - 8).expect("a short file");
    check(with(&file, 4, &length.to_le_bytes()), Some(FileType::Webp));
});
