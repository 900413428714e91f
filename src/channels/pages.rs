//! Long messages as several, where a platform bounds one. Sizes are in UTF-16 code units.

use domain::message::{Message, Part};

/// The message as so many as are needed if one holds `page`, cut where a reader would pause. Buttons and files are with
/// the last; beside a file there is room for `caption`.
#[must_use]
pub fn pages(message: Message, page: usize, caption: usize) -> Vec<Message> {
    let Message { parts, buttons, press, file, attachment } = message;
    let mut pages = vec![Vec::new()];
    let mut room = page;
    for part in parts.into_iter().flat_map(|part| in_pieces(part, page)) {
        let size = units(part.text()) + 2;
        let last = pages.last_mut().filter(|parts| parts.is_empty() || size <= room);
        if let Some(parts) = last {
            parts.push(part);
            room = room.saturating_sub(size);
        } else {
            pages.push(vec![part]);
            room = page.saturating_sub(size);
        }
    }
    if file.is_some() && page - room > caption {
        pages.push(Vec::new());
    }
    let mut pages: Vec<Message> =
        pages.into_iter().map(|parts| Message { parts, ..Message::default() }).collect();
    if let Some(last) = pages.last_mut() {
        (last.buttons, last.press) = (buttons, press);
        (last.file, last.attachment) = (file, attachment);
    }
    pages
}

/// In UTF-16 code units, as Telegram counts. Markdown is never shorter than what is shown of it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A part that is too long for a page, in pieces that are not.
fn in_pieces(part: Part, page: usize) -> Vec<Part> {
    let of: fn(String) -> Part = match part {
        Part::Text(_) => Part::Text,
        Part::Article(_) => Part::Article,
        Part::Quote(_) => Part::Quote,
        Part::Small(_) => Part::Small,
    };
    pieces(part.text(), page).into_iter().map(|piece| of(piece.to_owned())).collect()
}

/// The text in pieces of at most a page: cut at the end of a paragraph, else a line, a sentence, a word; else anywhere.
fn pieces(mut text: &str, page: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    while units(text) > page - 2 {
        let mut size = 0;
        let fits = text.char_indices().find(|(_, c)| {
            size += c.len_utf16();
            size > page - 2
        });
        let (head, _) = text.split_at(fits.map_or(text.len(), |(at, _)| at));
        // Not too early: a page with one line on it reads as badly as one that ends in the middle.
        let cut = ["\n\n", "\n", ". ", " "]
            .iter()
            .find_map(|pause| head.rfind(pause).map(|at| at + pause.len()).filter(|&at| at > head.len() / 2))
            .unwrap_or(head.len());
        let (piece, rest) = text.split_at(cut);
        pieces.push(piece.trim_end());
        text = rest.trim_start_matches('\n');
    }
    pieces.push(text);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: usize = 4_000;

    fn of(parts: Vec<Part>) -> Message {
        Message { parts, ..Message::default() }
    }

    #[test]
    fn a_long_message_is_cut_where_a_reader_pauses() {
        let paragraph = "Una frase che dice qualcosa. ".repeat(60);
        let long = [paragraph.trim_end(); 5].join("\n\n");
        let pages = pages(of(vec![Part::Text(long.clone()), Part::Small("fonte".into())]), PAGE, PAGE);
        let sizes: Vec<usize> = pages.iter().map(|page| units(&page.plain())).collect();
        assert_eq!(pages.len(), 3, "{sizes:?}");
        let back: Vec<String> = pages.iter().map(Message::plain).collect();
        assert_eq!(
            back.join("\n\n"),
            format!("{long}\n\nfonte"),
            "nothing is lost, and paragraphs stay whole"
        );
    }

    proptest! {
        #[test]
        fn no_page_is_longer_than_telegram_takes(words in prop::collection::vec("[a-z👶\n .<&]{0,900}", 0..12)) {
            let text: String = words.concat();
            for page in pages(of(vec![Part::Text(text.clone()), Part::Small(text.clone())]), PAGE, PAGE) {
                prop_assert!(units(&page.plain()) <= 4096);
            }
            let kept: String = pieces(&text, PAGE).concat();
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}
