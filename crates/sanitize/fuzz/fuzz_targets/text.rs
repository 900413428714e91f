//! Text, and what is mistaken for it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize_fuzz::check;

fuzz_target!(|file: &[u8]| {
    // No other kind has only letters; what is left of it is text or nothing.
    let text = String::from_utf8_lossy(file).replace(|letter: char| letter.is_control(), "\n");
    check(text.into_bytes(), None);
});
