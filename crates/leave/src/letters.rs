//! Words as they are typed on any phone, to compare them.

/// From this likeness on (Jaro-Winkler, 0 to 1) one word may be meant for another.
const NEAR: f64 = 0.8;

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

/// The known word that is nearest to what was typed, if one is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let likeness = |word: &'a str| (strsim::jaro_winkler(&typed, word), word);
    let near = known.into_iter().map(likeness).filter(|(likeness, _)| *likeness > NEAR);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near_or_none() {
        let known = ["chiudi", "prendi", "elenco"];
        let found = ["chidi", "PRENDI", "xyz", ""].map(|typed| nearest(typed, known));
        assert_eq!(found, [Some("chiudi"), Some("prendi"), None, None]);
    }
}
