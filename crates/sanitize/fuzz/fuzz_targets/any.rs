//! Any file at all, of whatever kind it is found to be.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize_fuzz::{check, let_libraries_panic};

fuzz_target!(init: let_libraries_panic(), |file: &[u8]| check(file.to_vec(), None));
