//! Voice notes that begin as Opus in Ogg does. The `ogg` crate takes no notice of wrong sums while it is fuzzed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize::FileType;
use sanitize_fuzz::{check, with};

fuzz_target!(|file: &[u8]| {
    check(with(&with(file, 0, b"OggS\0"), 28, b"OpusHead"), Some(FileType::Opus));
});
