//! Every error of syntax, not only the first, and what of the text is sound.
//!
//! TOML is written line by line: a line that does not parse is blanked out, and the rest parsed
//! again until it does. Blanks keep every other byte and line in its place.

use std::ops::Range;

use toml::de::DeTable;

/// An error of syntax; the message is toml's, or reads like it.
pub struct SyntaxError {
    /// Byte of the text.
    pub at: usize,
    pub message: String,
}

/// Blanks out whatever of `text` is not TOML.
pub fn sift(mut text: String) -> (String, Vec<SyntaxError>) {
    let lines: Vec<Range<usize>> = text
        .split_inclusive('\n')
        .scan(0, |end, line| {
            let start = *end;
            *end += line.len();
            Some(start..start + line.trim_end().len())
        })
        .collect();
    let mut errors = vec![];

    while let Err(e) = DeTable::parse(&text) {
        let at = e.span().map_or(0, |span| span.start);
        let line = lines.partition_point(|line| line.start <= at).max(1) - 1;
        let indent = text[lines[line].clone()].trim_start();
        let first = lines[line].end - indent.len();

        // Where a section, a key or the end of the file comes as a surprise, the value before was
        // not closed. An error within a list is one of the key it belongs to, lines above.
        let misplaced =
            ["duplicate key", "cannot extend"].iter().any(|message| e.message().starts_with(message));
        let surprise = indent.is_empty() || (begins(indent) && at <= first);
        let unclosed = e.message() == "unclosed array" || surprise;
        let in_list = e.message().contains("array") && !e.message().contains("table");
        let key = (0..line + usize::from(!surprise))
            .rev()
            .find(|i| is_key(&text[lines[*i].clone()]))
            .filter(|_| (unclosed || in_list) && !misplaced);

        let next = |from: usize, is_next: fn(&str) -> bool| {
            let mut rest = from + 1..lines.len();
            rest.find(|i| is_next(&text[lines[*i].clone()])).unwrap_or(lines.len())
        };
        let broken = match key {
            Some(key) => key..next(key, begins),
            // Keys must not slip from a section that is not understood into the one before.
            None if indent.starts_with('[') => line..next(line, is_header),
            None if indent.is_empty() => 0..lines.len(),
            None => line..line + 1,
        };
        errors.push(match key {
            Some(key) if unclosed => SyntaxError {
                at: lines[key].start,
                message: "not closed, expected `]` or `}` at its end".to_owned(),
            },
            _ => SyntaxError { at, message: e.message().to_owned() },
        });
        for range in &lines[broken] {
            text.replace_range(range.clone(), &" ".repeat(range.len()));
        }
    }
    (text, errors)
}

/// Whether a section, or a key with its value, begins with this line.
fn begins(line: &str) -> bool {
    is_header(line) || is_key(line)
}

fn is_key(line: &str) -> bool {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    line.split_once('=')
        .map(|(key, _)| key.trim())
        .is_some_and(|key| !key.is_empty() && key.chars().all(is_bare))
}

/// Lines within a list end with a comma, if anything: they are no headers.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    line.starts_with('[') && line.ends_with(']')
}
