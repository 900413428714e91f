//! Messages as Matrix shows them: plain text, and HTML beside it.

use domain::{
    colleagues::Call,
    message::{Message, Part},
};
use matrix_sdk::ruma::events::room::MediaSource;
use mime::Mime;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde_json::{Value, json};

use super::super::markdown::{escape, plain};

/// An event may have 64 KiB once it is encrypted and encoded; it says everything twice, and an edit four times. In UTF-16
/// code units.
pub const PAGE: usize = 3_000;
/// What stands beside a file is plain, and clients show little of it: what is longer is a message of its own.
pub const CAPTION: usize = 500;
/// Under this key a message of ours says which buttons it offers.
pub const OFFERED: &str = "org.sportello.offered";
/// The signs that press buttons, in their order.
pub const NUMBERS: [&str; 10] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"];

/// The content of an `m.room.message`.
pub fn message(message: &Message, call: &Call) -> Value {
    let mut content = json!({
        "msgtype": "m.text",
        "body": body(message, call),
        "format": "org.matrix.custom.html",
        "formatted_body": formatted(message, call),
        "m.mentions": mentions(call),
    });
    if !message.buttons.is_empty() {
        content[OFFERED] = message.buttons.iter().map(|labelled| labelled.button.data()).collect();
    }
    content
}

/// The content of an `m.room.message` that is a file of so many bytes, with what is said beside it.
pub fn file(name: &str, media_type: &Mime, size: usize, source: &MediaSource, caption: &str) -> Value {
    let kind = match media_type.type_() {
        mime::IMAGE => "m.image",
        mime::AUDIO => "m.audio",
        mime::VIDEO => "m.video",
        _ => "m.file",
    };
    let mut content = json!({
        "msgtype": kind,
        "body": if caption.is_empty() { name } else { caption },
        "filename": name,
        "info": { "mimetype": media_type.as_ref(), "size": size },
        "m.mentions": {},
    });
    match source {
        MediaSource::Encrypted(undecryptable) => content["file"] = json!(undecryptable),
        MediaSource::Plain(address) => content["url"] = json!(address),
    }
    content
}

/// The content that takes the place of an earlier event's.
pub fn replacement(event: &str, new: Value) -> Value {
    let mut content = new.clone();
    content["body"] = format!("* {}", new["body"].as_str().unwrap_or_default()).into();
    // Nobody is called twice.
    content["m.mentions"] = json!({});
    content["m.new_content"] = new;
    content["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": event });
    content
}

/// Puts a message into the thread that this event begins; clients without threads show an answer to it.
pub fn in_thread(mut content: Value, root: &str) -> Value {
    content["m.relates_to"] = json!({
        "rel_type": "m.thread",
        "event_id": root,
        "is_falling_back": true,
        "m.in_reply_to": { "event_id": root },
    });
    content
}

/// The content of an `m.reaction`.
pub fn reaction(event: &str, key: &str) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": event, "key": key } })
}

fn mentions(call: &Call) -> Value {
    match call {
        Call::Nobody => json!({}),
        Call::These(experts) => json!({ "user_ids": experts }),
        Call::Everybody => json!({ "room": true }),
    }
}

/// All it says as plain text: for captions, and for clients that show nothing else.
pub fn body(message: &Message, call: &Call) -> String {
    let mut parts: Vec<String> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Article(body) => plain(body),
            Part::Quote(words) => {
                words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
            }
            Part::Text(text) | Part::Small(text) => text.clone(),
        })
        .collect();
    parts.extend(buttons(message).map(|lines| lines.join("\n")));
    parts.extend(message.press.clone());
    match call {
        Call::Nobody => {}
        Call::These(experts) => {
            parts.push(experts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        }
        Call::Everybody => parts.push("@room".to_owned()),
    }
    parts.join("\n\n")
}

fn formatted(message: &Message, call: &Call) -> String {
    let mut parts: Vec<String> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => paragraph(text),
            Part::Article(body) => article(body),
            Part::Quote(words) => format!("<blockquote>{}</blockquote>", lines(words)),
            Part::Small(text) => format!("<p><em>{}</em></p>", lines(text)),
        })
        .collect();
    parts.extend(buttons(message).map(|buttons| paragraph(&buttons.join("\n"))));
    parts.extend(message.press.as_ref().map(|press| format!("<p><em>{}</em></p>", lines(press))));
    match call {
        Call::Nobody => {}
        Call::These(experts) => {
            let pills: Vec<String> = experts
                .iter()
                .map(|expert| {
                    let (id, name) = (escape(&expert.0), escape(&expert.to_string()));
                    format!("<a href=\"https://matrix.to/#/{id}\">{name}</a>")
                })
                .collect();
            parts.push(format!("<p>{}</p>", pills.join(" ")));
        }
        Call::Everybody => parts.push("<p>@room</p>".to_owned()),
    }
    parts.concat()
}

/// The buttons, each with the sign that presses it.
fn buttons(message: &Message) -> Option<Vec<String>> {
    (!message.buttons.is_empty()).then(|| {
        message.buttons.iter().zip(NUMBERS).map(|(button, sign)| format!("{sign} {}", button.label)).collect()
    })
}

fn paragraph(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| format!("<p>{}</p>", lines(paragraph)));
    paragraphs.collect()
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Markdown as HTML. HTML in it is words, and a link to another article has nowhere to lead: its words stay.
fn article(body: &str) -> String {
    let mut linked = Vec::new();
    let events = Parser::new_ext(body, Options::empty()).filter_map(|event| match event {
        Event::Html(words) | Event::InlineHtml(words) => Some(Event::Text(words)),
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            let outside = dest_url.starts_with("https://") || dest_url.starts_with("http://");
            linked.push(outside);
            let link = Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id };
            outside.then_some(Event::Start(link))
        }
        Event::End(TagEnd::Link) => (linked.pop() == Some(true)).then_some(event),
        // A picture would be fetched from somewhere, by everybody who reads.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        event => Some(event),
    });
    let mut html = String::new();
    html::push_html(&mut html, events);
    html.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use domain::{
        ids::{Expert, QuestionNo},
        message::{Button, LabelledButton},
    };

    use super::*;

    #[test]
    fn a_message_reads_well_with_and_without_html() {
        let said = Message {
            parts: vec![
                Part::Text("2026-0001 · scade <domani>\nnon assegnata".into()),
                Part::Quote("quanto\ndura & basta?".into()),
                Part::Article("Hai **dieci** giorni, con [avviso](preavviso) e [INPS](https://www.inps.it/?a=1&b=2).\n\n- <b>uno</b>\n- due ![x](https://example.org/x.png)".into()),
                Part::Small("D.Lgs. 151/2001".into()),
            ],
            buttons: vec![LabelledButton { button: Button::Solved(QuestionNo(3)), label: "È quello che cercavo".into() }],
            press: Some("Rispondi con il numero.".into()),
            ..Message::default()
        };
        let content = message(&said, &Call::These(vec![Expert("@anna:example.org".into())]));
        insta::assert_snapshot!(content["body"].as_str().expect("a body"), @"
        2026-0001 · scade <domani>
        non assegnata

        > quanto
        > dura & basta?

        Hai dieci giorni, con avviso e INPS.

        • uno
        • due x

        D.Lgs. 151/2001

        1️⃣ È quello che cercavo

        Rispondi con il numero.

        anna
        ");
        insta::assert_snapshot!(content["formatted_body"].as_str().expect("HTML"), @r#"
        <p>2026-0001 · scade &lt;domani&gt;<br>non assegnata</p><blockquote>quanto<br>dura &amp; basta?</blockquote><p>Hai <strong>dieci</strong> giorni, con avviso e <a href="https://www.inps.it/?a=1&amp;b=2">INPS</a>.</p>
        <ul>
        <li>&lt;b&gt;uno&lt;/b&gt;</li>
        <li>due x</li>
        </ul><p><em>D.Lgs. 151/2001</em></p><p>1️⃣ È quello che cercavo</p><p><em>Rispondi con il numero.</em></p><p><a href="https://matrix.to/#/@anna:example.org">anna</a></p>
        "#);
        assert_eq!(content[OFFERED], json!(["solved:3"]));
        assert_eq!(content["m.mentions"], json!({ "user_ids": ["@anna:example.org"] }));
        let changed = replacement("$head", content);
        assert_eq!(changed["m.mentions"], json!({}));
        assert_eq!(changed["m.relates_to"]["event_id"], "$head");
    }
}
