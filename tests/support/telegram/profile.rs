//! What the bot says of itself, per language.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    answer::{Answer, Failure},
    params::Params,
};

/// The bot's user id, and the first half of its token.
pub(super) const BOT: i64 = 7_000_042;

/// The bot as a user.
pub(super) fn bot_user() -> Value {
    json!({ "id": BOT, "is_bot": true, "first_name": "Sportello", "username": "sportello_prova_bot" })
}

/// What `getMe` answers.
pub(super) fn me() -> Value {
    let mut me = bot_user();
    me["can_join_groups"] = json!(true);
    for ability in [
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
        "has_topics_enabled",
    ] {
        me[ability] = json!(false);
    }
    me
}

/// Commands and descriptions, by language; the empty language is everybody's.
#[derive(Default)]
pub(super) struct Profile {
    /// By scope, as JSON, and language.
    pub commands: BTreeMap<(String, String), Vec<(String, String)>>,
    pub descriptions: BTreeMap<String, String>,
    pub short_descriptions: BTreeMap<String, String>,
}

impl Profile {
    pub fn set_commands(&mut self, params: &Params) -> Answer {
        let cannot = |why: &str| Failure::bad(format!("can't parse BotCommand: {why}"));
        let list =
            params.nested("commands").ok_or_else(|| Failure::bad("can't parse commands JSON object"))?;
        let list = list.as_array().ok_or_else(|| Failure::bad("expected an Array of BotCommand"))?;
        let language = language(params)?;
        if list.len() > 100 {
            return Err(Failure::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        let mut commands = Vec::new();
        for command in list {
            let field = |name: &str| command[name].as_str().map(|text| text.trim().to_owned());
            let name = field("command").ok_or_else(|| cannot("Field \"command\" must be of type String"))?;
            let description =
                field("description").ok_or_else(|| cannot("Field \"description\" must be of type String"))?;
            check_command(name.trim_start_matches('/'), &description)?;
            commands.push((name.trim_start_matches('/').to_owned(), description));
        }
        let scope = params.nested("scope").unwrap_or_else(|| json!({ "type": "default" }));
        self.commands.insert((scope.to_string(), language), commands);
        Ok(json!(true))
    }

    pub fn set_description(&mut self, params: &Params) -> Answer {
        describe(&mut self.descriptions, params, "description", 512, "BOT_DESCRIPTION_TOO_LONG")
    }

    pub fn set_short_description(&mut self, params: &Params) -> Answer {
        describe(&mut self.short_descriptions, params, "short_description", 120, "BOT_ABOUT_TOO_LONG")
    }
}

fn check_command(name: &str, description: &str) -> Result<(), Failure> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() {
        Err(Failure::bad("command must be non-empty"))
    } else if name.chars().count() > 32 {
        Err(Failure::bad("command length must not exceed 32"))
    } else if description.is_empty() {
        Err(Failure::bad("command description must be non-empty"))
    } else if description.chars().count() > 256 {
        Err(Failure::bad("command description length must not exceed 256"))
    } else if !name.chars().all(is_part) {
        Err(Failure::bad("BOT_COMMAND_INVALID"))
    } else {
        Ok(())
    }
}

fn describe(
    texts: &mut BTreeMap<String, String>,
    params: &Params,
    field: &str,
    longest: usize,
    refusal: &str,
) -> Answer {
    let (language, text) = (language(params)?, params.text(field));
    if text.chars().count() > longest {
        return Err(Failure::bad(refusal));
    }
    if text.is_empty() {
        texts.remove(&language)
    } else {
        texts.insert(language, text)
    };
    Ok(json!(true))
}

fn language(params: &Params) -> Result<String, Failure> {
    let code = params.text("language_code");
    let valid = code.is_empty() || (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()));
    if valid { Ok(code) } else { Err(Failure::bad("invalid language code specified")) }
}
