//! Clips that begin as MP4 does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize::FileType;
use sanitize_fuzz::{check, with};

fuzz_target!(|file: &[u8]| {
    // A length that is no letter, so that nothing here is text.
    check(with(&with(file, 0, b"\0"), 4, b"ftypisom"), Some(FileType::Mp4));
});
