//! Which lines of the staff's stay inside, whatever a keyboard or a client has made of their first characters: Element
//! takes one slash of two away, phones put a blank after a mark, other keyboards write it full width.

/// Notes begin with one of these.
const SLASHES: [char; 8] = ['/', '\\', '／', '＼', '∕', '⁄', '⧸', '﹨'];
/// Commands begin with the first of these; the others are what keyboards make of it.
const BANGS: [char; 4] = ['!', '！', '﹗', '︕'];
/// What clients and people put before a line: quotes, lists, emphasis, brackets.
const BEFORE: &str = ">＞»›|*-–—•·_~`\"'“”„‟«‘’‚([";

/// What a line is by its first characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineMark<'a> {
    /// Words.
    None,
    /// A note, and what it says.
    Note(&'a str),
    /// A command exactly as commands are written: what follows its mark.
    Command(&'a str),
    /// It looks like a command and is none: what follows its mark.
    Bang(&'a str),
}

impl<'a> LineMark<'a> {
    /// The mark of a text, by its first line.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let text = text.trim_start_matches(is_blank);
        if let Some(rest) = text.strip_prefix('!').filter(|rest| rest.starts_with(char::is_alphabetic)) {
            return Self::Command(rest);
        }
        let bare = text.trim_start_matches(|c| is_blank(c) || BEFORE.contains(c));
        if bare.starts_with(SLASHES) {
            return Self::Note(bare.trim_start_matches(SLASHES));
        }
        if bare.starts_with(BANGS) {
            return Self::Bang(bare.trim_start_matches(|c| is_blank(c) || BANGS.contains(&c)));
        }
        Self::None
    }
}

/// Does a line after the first begin with a mark? Then nobody can tell what of it is for whom.
#[must_use]
pub fn is_mixed(text: &str) -> bool {
    let text = text.trim_start_matches(is_blank);
    text.split(is_line_end).skip(1).any(|line| LineMark::of(line) != LineMark::None)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Blanks, and what shows as nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{180E}' | '\u{2800}' | '\u{3164}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mark_is_seen_through_what_keyboards_and_clients_do() {
        for (line, mark) in [
            ("Buongiorno!", LineMark::None),
            ("Sono 2/3 del salario", LineMark::None),
            ("- il certificato", LineMark::None),
            ("// sento INPS", LineMark::Note(" sento INPS")),
            ("/ sento INPS", LineMark::Note(" sento INPS")),
            ("/sento", LineMark::Note("sento")),
            (r"\// sento", LineMark::Note(" sento")),
            ("／／ sento", LineMark::Note(" sento")),
            ("\u{a0}\u{200b} / sento", LineMark::Note(" sento")),
            ("\u{7}// sento", LineMark::Note(" sento")),
            ("\u{2800}// sento", LineMark::Note(" sento")),
            ("> / sento", LineMark::Note(" sento")),
            ("> > // sento", LineMark::Note(" sento")),
            ("* // sento", LineMark::Note(" sento")),
            ("**// sento**", LineMark::Note(" sento**")),
            ("« // sento »", LineMark::Note(" sento »")),
            ("!chiudi", LineMark::Command("chiudi")),
            ("  !chiudi subito", LineMark::Command("chiudi subito")),
            ("! chiudi", LineMark::Bang("chiudi")),
            ("！chiudi", LineMark::Bang("chiudi")),
            ("> !chiudi", LineMark::Bang("chiudi")),
            ("!", LineMark::Bang("")),
            ("!!! attenzione", LineMark::Bang("attenzione")),
            ("!10", LineMark::Bang("10")),
        ] {
            assert_eq!(LineMark::of(line), mark, "{line}");
        }
    }

    #[test]
    fn a_later_line_with_a_mark_makes_a_message_mixed() {
        for (text, mixed) in [
            ("Buongiorno\nsi rinnova in questura", false),
            ("Buongiorno\n- primo\n- secondo", false),
            ("Buongiorno\n// esagera", true),
            ("Buongiorno\r/ esagera", true),
            ("Buongiorno\u{2028}  ！chiudi", true),
            ("Buongiorno\n\n> \\ esagera", true),
            ("\n\n// una nota sola", false),
        ] {
            assert_eq!(is_mixed(text), mixed, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_before_it_a_mark_is_seen(
            before in "[ \t\u{a0}\u{200b}\u{feff}>*•\"-]{0,6}",
            mark in prop::sample::select(vec!["/", "//", "\\", "!", "！", "／"]),
            words in "[a-z ]{0,20}",
        ) {
            let first = format!("{before}{mark}{words}");
            prop_assert_ne!(LineMark::of(&first), LineMark::None);
            let later = format!("Buongiorno\n{before}{mark}{words}");
            prop_assert!(is_mixed(&later));
        }
    }
}
