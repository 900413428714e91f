//! The desk is pure: a newcomer, or a hurry, must not make it otherwise unnoticed.

use std::{fs, path::Path};

#[test]
fn the_desk_knows_no_other_ring_and_no_machinery() {
    let desk = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk");
    let strangers = [
        "crate::",
        "tokio",
        "sqlx",
        "tantivy",
        "teloxide",
        "matrix_sdk",
        "async ",
        "std::fs",
        "std::net",
        "std::env",
        "SystemTime",
        "Timestamp::now",
        "Zoned::now",
        "use rand",
        "Uuid",
    ];
    for file in walkdir::WalkDir::new(desk) {
        let path = file.expect("a readable folder").into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for (number, line) in code.enumerate() {
            let stranger = strangers.iter().find(|stranger| line.contains(*stranger));
            assert!(stranger.is_none(), "{}: line {number} without comments: {line}", path.display());
        }
    }
}
