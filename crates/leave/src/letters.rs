//! Words as they are typed on any phone, to compare them.

/// Lower case without accents, words apart by one blank.
#[must_use]
pub fn plain(text: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { without_accent(c) } else { ' ' };
    let text: String = text.to_lowercase().chars().map(letter).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A lower-case vowel without its accent; all else as it is.
#[must_use]
pub fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' => 'a',
        'è' | 'é' | 'ê' => 'e',
        'ì' | 'í' | 'î' => 'i',
        'ò' | 'ó' | 'ô' => 'o',
        'ù' | 'ú' | 'û' => 'u',
        _ => c,
    }
}
