//! The keyboards under messages.

use serde_json::{Value, json};

use super::{answer::Failure, params::Params};

/// More buttons than this, Telegram refuses.
const BUTTONS: usize = 100;

/// The inline keyboard of a call, checked; other keyboards are not part of a message.
pub(super) fn inline_keyboard(params: &Params) -> Result<Option<Value>, Failure> {
    if !params.has("reply_markup") || params.text("reply_markup").is_empty() {
        return Ok(None);
    }
    let markup = params
        .nested("reply_markup")
        .ok_or_else(|| Failure::bad("can't parse reply keyboard markup JSON object"))?;
    if !markup.is_object() {
        return Err(Failure::bad("object expected as reply markup"));
    }
    let Some(keyboard) = markup.get("inline_keyboard") else { return Ok(None) };
    let rows =
        keyboard.as_array().and_then(|rows| rows.iter().map(Value::as_array).collect::<Option<Vec<_>>>());
    let rows = rows.ok_or_else(|| {
        Failure::bad("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays")
    })?;
    let mut kept = Vec::new();
    for row in rows.into_iter().filter(|row| !row.is_empty()) {
        row.iter().try_for_each(check_button)?;
        kept.push(json!(row));
    }
    if kept.iter().filter_map(Value::as_array).map(Vec::len).sum::<usize>() > BUTTONS {
        return Err(Failure::bad("reply markup is too long"));
    }
    Ok((!kept.is_empty()).then(|| json!({ "inline_keyboard": kept })))
}

fn check_button(button: &Value) -> Result<(), Failure> {
    let cannot = |why: &str| Failure::bad(format!("can't parse inline keyboard button: {why}"));
    if !button.is_object() {
        return Err(cannot("InlineKeyboardButton must be an Object"));
    }
    if button["text"].as_str().is_none_or(|text| text.trim().is_empty()) {
        return Err(cannot("Field \"text\" must be of type String"));
    }
    if let Some(data) = button.get("callback_data") {
        let data = data.as_str().ok_or_else(|| cannot("Field \"callback_data\" must be of type String"))?;
        return if (1..=64).contains(&data.len()) {
            Ok(())
        } else {
            Err(Failure::bad("BUTTON_DATA_INVALID"))
        };
    }
    if let Some(url) = button.get("url") {
        let valid = url.as_str().is_some_and(|url| url.contains("://") || url.contains('.'));
        return if valid { Ok(()) } else { Err(Failure::bad("BUTTON_URL_INVALID")) };
    }
    let others =
        ["web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text"];
    if others.iter().any(|action| button.get(action).is_some()) {
        return Ok(());
    }
    Err(cannot("Text buttons are unallowed in the inline keyboard"))
}
