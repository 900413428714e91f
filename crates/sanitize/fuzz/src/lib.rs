//! What holds for every file, whoever made it: what the targets assert.

use std::{
    panic::{self, PanicHookInfo},
    process,
};

use sanitize::{FileType, Sanitized, sanitize};

/// How much longer than the file the result may be.
#[derive(Debug, Clone, Copy)]
pub enum Growth {
    /// Changed in place.
    Same,
    /// Only taken from.
    None,
    /// Segments are written anew in a fixed form, which may be a few bytes longer than a terse one was.
    Little,
    /// Something is packed anew, by a packer that may be worse.
    Packed,
    /// What is said once and used often is said as often as it is used.
    Any,
}

impl Growth {
    fn of(kind: FileType) -> Self {
        match kind {
            FileType::Mp4 => Self::Same,
            FileType::Text => Self::None,
            FileType::Jpeg | FileType::Webp | FileType::Opus => Self::Little,
            FileType::Png => Self::Packed,
            FileType::Pdf => Self::Any,
        }
    }

    fn allows(self, before: usize, after: usize) -> bool {
        match self {
            Self::Same => after == before,
            Self::None => after <= before,
            Self::Little => after <= before + before / 8 + 256,
            Self::Packed => after <= 2 * before + 1024,
            Self::Any => true,
        }
    }
}

/// Sanitizes a file, which is of this kind if it is any, and what comes out once more: twice is once.
pub fn check(file: Vec<u8>, kind: Option<FileType>) {
    let before = file.len();
    let Ok(once) = sanitize(file) else { return };
    assert!(kind.is_none_or(|kind| kind == once.kind), "{:?} instead of {kind:?}", once.kind);
    assert!(
        Growth::of(once.kind).allows(before, once.bytes.len()),
        "{:?}: {before} bytes became {}",
        once.kind,
        once.bytes.len()
    );
    match sanitize(once.bytes.clone()) {
        Ok(twice) if twice == once => {}
        Ok(Sanitized { kind, bytes }) => {
            let at = bytes.iter().zip(&once.bytes).take_while(|(a, b)| a == b).count();
            let near = |bytes: &[u8]| {
                bytes[at.saturating_sub(80)..bytes.len().min(at + 80)].escape_ascii().to_string()
            };
            panic!(
                "{:?} is {kind:?} afterwards, and another at {at}:\n{}\n{}",
                once.kind,
                near(&once.bytes),
                near(&bytes)
            );
        }
        Err(why) => panic!("{:?} is refused afterwards: {why}", once.kind),
    }
}

/// The file with these bytes at a place, longer if need be.
#[must_use]
pub fn with(file: &[u8], place: usize, magic: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    file.resize(file.len().max(place + magic.len()), 0);
    file[place..place + magic.len()].copy_from_slice(magic);
    file
}

/// What reads documents may panic in a library, which is caught: only a panic of our own is an error. One that nobody
/// catches is one all the same.
pub fn let_libraries_panic() {
    panic::set_hook(Box::new(|panic: &PanicHookInfo| {
        let is_ours = panic.location().is_none_or(|location| !location.file().contains("registry/src"));
        if is_ours {
            eprintln!("{panic}");
            process::abort();
        }
    }));
}
