//! Messages as Telegram shows them: HTML with three escapes, in pages that Telegram takes.

use domain::message::{Message, Part};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::channels::markdown::{self, escape};

/// What Telegram takes in one message is 4096 UTF-16 code units, as people see it. A little is left for what we add.
pub const PAGE: usize = 4_000;
/// As [`PAGE`], for the words beside a file (Telegram: 1024).
pub const CAPTION: usize = 1_000;

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

#[cfg(test)]
mod tests {
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
}
