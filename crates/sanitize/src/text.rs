//! Plain text: as it is read, without marks that nobody sees. Text in which a program finds more than a reader does, such
//! as who wrote it, is something else.

/// Lines with which a card, a calendar, a key or a directory begins.
const OPENINGS: [&str; 12] = [
    "begin:vcard",
    "begin:vcalendar",
    "begin:vevent",
    "begin:vnote",
    "begin:vmsg",
    "-----begin ",
    "mecard:",
    "bizcard:",
    "dn: ",
    "%pdf-",
    "%!ps",
    "{\\rtf",
];
/// What the head of a mail says; a letter that begins so says one of them at most.
const HEAD: [&str; 24] = [
    "arc-seal",
    "authentication-results",
    "bcc",
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "newsgroups",
    "path",
    "received",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
    "user-agent",
    "x-mailer",
];
/// How many lines are looked at for them.
const LINES: usize = 60;

/// The text without marks that nobody sees; nothing if it is another kind of file, or none.
pub fn sanitize(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = readable(bytes)?;
    if is_something_else(text) {
        return None;
    }
    let seen: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    (!seen.is_empty() && !is_something_else(&seen)).then(|| seen.into_bytes())
}

/// Text that can be read as it is.
pub fn readable(bytes: &[u8]) -> Option<&str> {
    let is_readable = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{C}');
    let text = str::from_utf8(bytes).ok()?;
    (!text.is_empty() && text.chars().all(is_readable)).then_some(text)
}

fn is_something_else(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
    let lines = || text.lines().map(str::trim_start).take(LINES);
    let begins = |line: &str, opening: &str| {
        line.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
    };
    is_markup(start)
        || lines().any(|line| OPENINGS.iter().any(|opening| begins(line, opening)))
        || is_mail(start)
        || text.to_ascii_lowercase().contains("<svg")
}

/// XML, HTML, SVG: what begins with a tag, a declaration or a comment.
fn is_markup(start: &str) -> bool {
    let mut letters = start.chars();
    letters.next() == Some('<')
        && letters.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
}

/// A mail, or a box or a patch of one.
fn is_mail(start: &str) -> bool {
    let head = start.lines().take_while(|line| !line.trim().is_empty()).take(LINES);
    let named = head
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| HEAD.iter().any(|known| name.trim().eq_ignore_ascii_case(known)));
    named.count() >= 2
}

/// Marks that turn the direction of writing, join, part or select letters, or have no width at all.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}
