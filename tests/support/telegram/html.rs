//! Telegram's HTML, read as strictly as Telegram reads it and refused in its words.

use serde_json::{Value, json};

/// The text and the entities of some HTML, or what is wrong with it.
pub(super) fn parse(html: &str) -> Result<(String, Vec<Value>), String> {
    let mut reader =
        Reader { html, at: 0, text: String::new(), units: 0, open: Vec::new(), found: Vec::new() };
    while let Some(next) = reader.peek() {
        match next {
            '<' if reader.rest().starts_with("</") => reader.end_tag()?,
            '<' => reader.start_tag()?,
            '&' => {
                let decoded = reader.reference().unwrap_or('&');
                reader.push(decoded);
            }
            other => {
                reader.at += other.len_utf8();
                reader.push(other);
            }
        }
    }
    if let Some(tag) = reader.open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.name));
    }
    // Only a block has a language.
    for entity in reader.found.iter_mut().filter(|entity| entity["type"] == "code") {
        entity.as_object_mut().expect("an object").remove("language");
    }
    let place = |entity: &Value| (entity["offset"].as_u64(), std::cmp::Reverse(entity["length"].as_u64()));
    reader.found.sort_by_key(place);
    Ok((reader.text, reader.found))
}

/// A tag that waits for its end.
struct Tag {
    name: String,
    /// The attribute that matters: a link, a language, a class.
    argument: Option<String>,
    offset: usize,
    byte: usize,
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    text: String,
    units: usize,
    open: Vec<Tag>,
    found: Vec<Value>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.html[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16();
    }

    /// What comes before the first of these, which is not taken.
    fn until(&mut self, stop: impl Fn(char) -> bool) -> String {
        let length = self.rest().find(stop).unwrap_or(self.rest().len());
        let found = self.rest()[..length].to_owned();
        self.at += length;
        found
    }

    fn skip_space(&mut self) {
        self.until(|c| !c.is_ascii_whitespace());
    }

    /// A character reference at the ampersand; Telegram knows four names and all numbers. Else one byte is taken.
    fn reference(&mut self) -> Option<char> {
        self.at += 1;
        let body: String =
            self.rest().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '#').take(9).collect();
        let decoded = match body.as_str() {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            other => {
                let number = other.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code).filter(|c| *c != '\0')?
            }
        };
        self.at += body.len();
        if self.rest().starts_with(';') {
            self.at += 1;
        }
        Some(decoded)
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let name = self.until(|c| c.is_ascii_whitespace() || c == '>').to_ascii_lowercase();
        if self.rest().is_empty() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if kind(&name).is_none() {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
        }
        let mut argument = None;
        loop {
            self.skip_space();
            if self.peek() == Some('>') {
                self.at += 1;
                break;
            }
            let (attribute, value) = self.attribute(&name, begin)?;
            argument = match (name.as_str(), attribute.as_str()) {
                ("a", "href") | ("tg-emoji", "emoji-id") | ("blockquote", "expandable") => Some(value),
                ("code", "class") => value.strip_prefix("language-").map(str::to_owned),
                ("span", "class") => value.strip_prefix("tg-").map(str::to_owned),
                _ => argument,
            };
        }
        if name == "span" && argument.as_deref() != Some("spoiler") {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.open.push(Tag { name, argument, offset: self.units, byte: self.text.len() });
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, String), String> {
        let unclosed = || format!("Unclosed start tag at byte offset {begin}");
        let name = self.until(|c| c.is_ascii_whitespace() || c == '=' || c == '>');
        if self.rest().is_empty() {
            return Err(unclosed());
        }
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        self.skip_space();
        if self.peek() != Some('=') {
            if tag == "blockquote" && name == "expandable" {
                return Ok((name, String::new()));
            }
            return Err(format!(
                "Expected equal sign in declaration of an attribute of the tag \"{tag}\" at byte offset {begin}"
            ));
        }
        self.at += 1;
        self.skip_space();
        let value = if let Some(quote @ ('"' | '\'')) = self.peek() {
            self.quoted(quote)
        } else {
            let token = self.at;
            let value = self.until(|c| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
            if self.peek().is_some_and(|c| !c.is_ascii_whitespace() && c != '>') {
                return Err(format!("Unexpected end of name token at byte offset {token}"));
            }
            value.to_ascii_lowercase()
        };
        if self.rest().is_empty() { Err(unclosed()) } else { Ok((name, value)) }
    }

    fn quoted(&mut self, quote: char) -> String {
        self.at += 1;
        let mut value = String::new();
        while let Some(next) = self.peek() {
            if next == '&' {
                value.push(self.reference().unwrap_or('&'));
                continue;
            }
            self.at += next.len_utf8();
            if next == quote {
                break;
            }
            value.push(next);
        }
        value
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(tag) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        let name = self.until(|c| c.is_ascii_whitespace() || c == '>').to_ascii_lowercase();
        self.skip_space();
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !name.is_empty() && name != tag.name {
            let expected = &tag.name;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{name}>\""
            ));
        }
        if self.units > tag.offset {
            self.found(tag);
        }
        Ok(())
    }

    fn found(&mut self, tag: Tag) {
        let mut entity =
            json!({ "type": kind(&tag.name), "offset": tag.offset, "length": self.units - tag.offset });
        match (tag.name.as_str(), tag.argument) {
            ("a", argument) => {
                let url = argument.unwrap_or_else(|| self.text[tag.byte..].to_owned());
                let Some(url) = checked_link(&url) else { return };
                entity["url"] = json!(url);
            }
            ("tg-emoji", id) => entity["custom_emoji_id"] = json!(id.unwrap_or_default()),
            ("blockquote", Some(_)) => entity["type"] = json!("expandable_blockquote"),
            ("code", Some(language)) => entity["language"] = json!(language),
            // `<pre><code class="language-…">` is one entity with a language.
            ("pre", _) => {
                let same = |inner: &mut Value| {
                    inner["type"] == "code"
                        && inner["offset"] == entity["offset"]
                        && inner["length"] == entity["length"]
                };
                if let Some(inner) = self.found.pop_if(same) {
                    entity["language"] = inner["language"].clone();
                }
            }
            _ => {}
        }
        if entity["language"].is_null() {
            entity.as_object_mut().expect("an object").remove("language");
        }
        self.found.push(entity);
    }
}

/// The entity of a tag that Telegram knows.
fn kind(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "span" | "tg-spoiler" => "spoiler",
        "tg-emoji" => "custom_emoji",
        "a" => "text_link",
        "code" => "code",
        "pre" => "pre",
        "blockquote" => "blockquote",
        _ => return None,
    })
}

/// Telegram drops links that are none, and gives a bare host a path.
fn checked_link(url: &str) -> Option<String> {
    if url.starts_with("mailto:") || url.starts_with("tel:") {
        return Some(url.to_owned());
    }
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    if !matches!(scheme, "http" | "https") {
        return Some(url.to_owned());
    }
    let bare = !rest.contains(['/', '?', '#']);
    rest.contains('.').then(|| format!("{scheme}://{rest}{}", if bare { "/" } else { "" }))
}
