//! Text as Telegram counts it: in UTF-16 code units, with entities, trimmed.

use serde_json::{Value, json};

use super::{answer::Failure, html, params::Params};

/// The text and the entities of a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text {
    pub text: String,
    pub entities: Vec<Value>,
}

impl Text {
    /// What a user types: only commands are entities.
    pub fn typed(text: &str) -> Self {
        Self { text: text.to_owned(), entities: commands(text) }
    }

    /// The text parameter `name` with its markup, or with the entities that parameter `entities` names.
    pub fn of(params: &Params, name: &str, entities: &str) -> Result<Self, Failure> {
        let text = params.text(name);
        let parsed = match params.text("parse_mode").to_ascii_lowercase().as_str() {
            "" | "none" => {
                let entities = params.nested(entities).and_then(|list| list.as_array().cloned());
                Self { text, entities: entities.unwrap_or_default() }
            }
            "html" => {
                let (text, entities) =
                    html::parse(&text).map_err(|why| Failure::bad(format!("can't parse entities: {why}")))?;
                Self { text, entities }
            }
            // Telegram knows Markdown as well; this emulator does not.
            _ => return Err(Failure::bad("unsupported parse_mode")),
        };
        Ok(parsed.trimmed())
    }

    /// Its length as Telegram counts it.
    pub fn length(&self) -> usize {
        units(&self.text)
    }

    fn trimmed(self) -> Self {
        let start = units(&self.text) - units(self.text.trim_start());
        let text = self.text.trim().to_owned();
        let end = start + units(&text);
        let clip = |mut entity: Value| {
            let at = usize::try_from(entity["offset"].as_u64()?).ok()?;
            let until = at + usize::try_from(entity["length"].as_u64()?).ok()?;
            let (from, to) = (at.max(start), until.min(end));
            entity["offset"] = json!(from.checked_sub(start)?);
            entity["length"] = json!(to.checked_sub(from).filter(|length| *length > 0)?);
            Some(entity)
        };
        Self { entities: self.entities.into_iter().filter_map(clip).collect(), text }
    }
}

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The part of a text that an entity covers.
pub(super) fn covered(text: &str, entity: &Value) -> String {
    let number =
        |name: &str| entity[name].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    let part: Vec<u16> = text.encode_utf16().skip(number("offset")).take(number("length")).collect();
    String::from_utf16_lossy(&part)
}

/// Commands are words that begin with a slash.
fn commands(text: &str) -> Vec<Value> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '@';
    let command = |(at, _): (usize, &str)| {
        let free = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let name: String = text[at + 1..].chars().take_while(|c| is_part(*c)).collect();
        (free && !name.is_empty() && name.len() <= 64)
            .then(|| json!({ "type": "bot_command", "offset": units(&text[..at]), "length": name.len() + 1 }))
    };
    text.match_indices('/').filter_map(command).collect()
}
