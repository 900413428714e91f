//! Articles are Markdown; a terminal shows plain text, other platforms their own HTML.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The text with its paragraphs and lists, without the marks. A link shows its words only.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak | Event::End(TagEnd::Item | TagEnd::List(_)) => text.push('\n'),
            Event::Start(Tag::Item) => {
                fresh_line(&mut text);
                text.push_str("• ");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => text.push_str("\n\n"),
            _ => {}
        }
    }
    tidy(text)
}

/// The three escapes of HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What follows begins on a line of its own.
pub fn fresh_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Paragraphs are one blank line apart, and nothing follows the last.
#[must_use]
pub fn tidy(mut text: String) -> String {
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn an_article_reads_well_in_a_terminal() {
        insta::assert_snapshot!(plain("Hai **dieci** giorni,\ncon [avviso](preavviso).\n\nServe:\n\n- il certificato\n- la domanda\n\nFine."), @r"
        Hai dieci giorni, con avviso.

        Serve:

        • il certificato
        • la domanda

        Fine.
        ");
    }
}
