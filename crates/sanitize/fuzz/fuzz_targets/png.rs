//! Pictures that begin as PNG does, every chunk with the sum it has: a fuzzer would seldom guess one. The sum of the
//! samples is not looked at while fuzzing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanitize::FileType;
use sanitize_fuzz::{check, with};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

fuzz_target!(|file: &[u8]| {
    let mut file = with(file, 0, SIGNATURE);
    let mut rest = &mut file[SIGNATURE.len()..];
    while let Some((&mut length, chunk)) = rest.split_first_chunk_mut::<4>() {
        let length = u32::from_be_bytes(length) as usize;
        let Some((summed, after)) = chunk.split_at_mut_checked(length.saturating_add(4)) else { break };
        let Some((sum, after)) = after.split_first_chunk_mut::<4>() else { break };
        *sum = crc32fast::hash(summed).to_be_bytes();
        rest = after;
    }
    check(file, Some(FileType::Png));
});
