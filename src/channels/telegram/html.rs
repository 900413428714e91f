//! Messages as Telegram shows them: HTML with three escapes, in pages that Telegram takes.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{
    channels::markdown,
    desk::message::{Message, Part},
};

/// What Telegram takes in one message is 4096 UTF-16 code units, as people see it. A little is left for what we add.
const PAGE: usize = 4_000;
/// As [`PAGE`], for the words beside a file (Telegram: 1024).
const CAPTION: usize = 1_000;

/// The message as Telegram's HTML.
#[must_use]
pub fn html(message: &Message) -> String {
    let parts: Vec<String> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => escape(text),
            Part::Article(body) => article(body),
            Part::Quote(words) => format!("<blockquote>{}</blockquote>", escape(words)),
            Part::Small(text) => format!("<i>{}</i>", escape(text)),
        })
        .collect();
    parts.join("\n\n")
}

/// The message as plain text, for when Telegram does not take the HTML.
#[must_use]
pub fn plain(message: &Message) -> String {
    let parts: Vec<String> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Article(body) => markdown::plain(body),
            other => other.text().to_owned(),
        })
        .collect();
    parts.join("\n\n")
}

/// The message as so many as Telegram needs for it, cut where a reader would pause. Buttons and files are with the last.
#[must_use]
pub fn pages(message: Message) -> Vec<Message> {
    let Message { parts, buttons, file, attachment } = message;
    let mut pages = vec![Vec::new()];
    let mut room = PAGE;
    for part in parts.into_iter().flat_map(in_pieces) {
        let size = units(part.text()) + 2;
        let last = pages.last_mut().filter(|page| page.is_empty() || size <= room);
        if let Some(page) = last {
            page.push(part);
            room = room.saturating_sub(size);
        } else {
            pages.push(vec![part]);
            room = PAGE.saturating_sub(size);
        }
    }
    if file.is_some() && PAGE - room > CAPTION {
        pages.push(Vec::new());
    }
    let mut pages: Vec<Message> =
        pages.into_iter().map(|parts| Message { parts, ..Message::default() }).collect();
    if let Some(last) = pages.last_mut() {
        (last.buttons, last.file, last.attachment) = (buttons, file, attachment);
    }
    pages
}

/// The three escapes of Telegram's HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Markdown as Telegram's HTML, which has no paragraphs, lists or headings. A link to another article has nowhere to
/// lead: its words stay.
fn article(body: &str) -> String {
    let mut html = String::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut linked = Vec::new();
    for event in Parser::new_ext(body, Options::empty()) {
        match event {
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                html.push_str(&escape(&words));
            }
            Event::Code(words) => {
                html.push_str("<code>");
                html.push_str(&escape(&words));
                html.push_str("</code>");
            }
            Event::Start(Tag::Strong | Tag::Heading { .. }) => html.push_str("<b>"),
            Event::End(TagEnd::Strong) => html.push_str("</b>"),
            Event::End(TagEnd::Heading(_)) => html.push_str("</b>\n\n"),
            Event::Start(Tag::Emphasis) => html.push_str("<i>"),
            Event::End(TagEnd::Emphasis) => html.push_str("</i>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let outside = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                if outside {
                    let address = escape(&dest_url).replace('"', "&quot;");
                    html.push_str(&["<a href=\"", &address, "\">"].concat());
                }
                linked.push(outside);
            }
            Event::End(TagEnd::Link) if linked.pop() == Some(true) => html.push_str("</a>"),
            Event::Start(Tag::List(first)) => {
                lists.push(first);
                markdown::fresh_line(&mut html);
            }
            Event::Start(Tag::Item) => {
                markdown::fresh_line(&mut html);
                match lists.last_mut() {
                    Some(Some(number)) => {
                        html.push_str(&[number.to_string().as_str(), ". "].concat());
                        *number += 1;
                    }
                    _ => html.push_str("• "),
                }
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                markdown::fresh_line(&mut html);
                html.push('\n');
            }
            Event::SoftBreak => html.push(' '),
            Event::HardBreak => html.push('\n'),
            Event::End(TagEnd::Paragraph) => html.push_str("\n\n"),
            _ => {}
        }
    }
    markdown::tidy(html)
}

/// How Telegram counts: in UTF-16 code units. Markdown is never shorter than what is shown of it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A part that is too long for a page, in pieces that are not.
fn in_pieces(part: Part) -> Vec<Part> {
    let of: fn(String) -> Part = match part {
        Part::Text(_) => Part::Text,
        Part::Article(_) => Part::Article,
        Part::Quote(_) => Part::Quote,
        Part::Small(_) => Part::Small,
    };
    pieces(part.text()).into_iter().map(|piece| of(piece.to_owned())).collect()
}

/// The text in pieces of at most a page: cut at the end of a paragraph, else a line, a sentence, a word; else anywhere.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while units(text) > PAGE - 2 {
        let mut size = 0;
        let fits = text.char_indices().find(|(_, c)| {
            size += c.len_utf16();
            size > PAGE - 2
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

    fn message(parts: Vec<Part>) -> Message {
        Message { parts, ..Message::default() }
    }

    #[test]
    fn what_people_write_stays_words() {
        let message = message(vec![
            Part::Text("se 2 < 3 & <b>non</b>".into()),
            Part::Quote("<script>".into()),
            Part::Small("D.Lgs. 151/2001, art. 16 & 20".into()),
        ]);
        insta::assert_snapshot!(html(&message), @r"
        se 2 &lt; 3 &amp; &lt;b&gt;non&lt;/b&gt;

        <blockquote>&lt;script&gt;</blockquote>

        <i>D.Lgs. 151/2001, art. 16 &amp; 20</i>
        ");
    }

    #[test]
    fn an_article_reads_well_on_a_phone() {
        let body = "Hai **dieci** giorni & basta,\ncon [avviso](preavviso).\n\n## Come si fa\n\n1. chiedi su [INPS](https://www.inps.it/?a=1&b=2)\n2. aspetta *cinque* giorni\n\nServe:\n\n- il certificato `SR01`\n- la domanda";
        insta::assert_snapshot!(html(&message(vec![Part::Article(body.into())])), @r#"
        Hai <b>dieci</b> giorni &amp; basta, con avviso.

        <b>Come si fa</b>

        1. chiedi su <a href="https://www.inps.it/?a=1&amp;b=2">INPS</a>
        2. aspetta <i>cinque</i> giorni

        Serve:

        • il certificato <code>SR01</code>
        • la domanda
        "#);
    }

    #[test]
    fn a_long_message_is_cut_where_a_reader_pauses() {
        let paragraph = "Una frase che dice qualcosa. ".repeat(60);
        let long = [paragraph.trim_end(); 5].join("\n\n");
        let pages = pages(message(vec![Part::Text(long.clone()), Part::Small("fonte".into())]));
        let sizes: Vec<usize> = pages.iter().map(|page| units(&plain(page))).collect();
        assert_eq!(pages.len(), 3, "{sizes:?}");
        let back: Vec<String> = pages.iter().map(plain).collect();
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
            for page in pages(message(vec![Part::Text(text.clone()), Part::Small(text.clone())])) {
                prop_assert!(units(&plain(&page)) <= 4096);
            }
            let kept: String = pieces(&text).concat();
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}
