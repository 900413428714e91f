//! Words as numbers, which take less room and are compared at once.

use std::hash::Hasher;

use fnv::FnvHasher;

/// The same number for the same words of a kind, on every machine: some are kept between starts. Of a million different
/// ones one in four thousand has the number of another, which whoever uses them has to bear.
#[allow(clippy::cast_possible_truncation)] // folded on purpose
pub(crate) fn number(kind: u8, parts: &[&[u8]]) -> u32 {
    let mut hasher = FnvHasher::default();
    hasher.write_u8(kind);
    for part in parts {
        hasher.write(part);
        hasher.write_u8(0xff);
    }
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}
