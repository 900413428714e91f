//! Pictures that begin as JPEG does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize::FileType;
use sanitize_fuzz::{check, with};

fuzz_target!(|file: &[u8]| check(with(file, 0, b"\xFF\xD8\xFF"), Some(FileType::Jpeg)));
