//! What an update says, in the desk's own words.

use domain::{language::Language, quoted::Quoted};
use jiff::Timestamp;

use super::{
    content::{self, Content},
    json::{Json, Object},
    update::ChatRef,
};
use crate::channels::{Inbound, Sent, Unreadable, types::MessagePart};

/// Reads an update that waits in the inbox. Nothing in it has to be of the shape that we know but what is read.
///
/// # Errors
/// If it is no update, or of a kind nobody asked for.
pub fn read(payload: &str) -> Result<Inbound, Unreadable> {
    let update = Json::of(payload).object();
    let part = |kind| Some(update.within(kind)).filter(|part| !part.is_empty());
    if let Some(message) = part("message") {
        in_private(&message, sent)
    } else if let Some(message) = part("edited_message") {
        in_private(&message, changed)
    } else if let Some(query) = part("callback_query") {
        pressed(&query)
    } else if let Some(change) = part("my_chat_member") {
        presence(&change)
    } else {
        Err(Unreadable("no update, or one of a kind that the desk does not know".into()))
    }
}

/// Only private chats are conversations; a group is left (see `housekeeping`).
fn in_private(
    message: &Object,
    sent: impl FnOnce(&Object, String) -> Option<Sent>,
) -> Result<Inbound, Unreadable> {
    let chat = ChatRef::of(message).ok_or_else(|| Unreadable("a message in no chat".into()))?;
    let id = message.get("message_id").number();
    let id = id.ok_or_else(|| Unreadable("a message without a number".into()))?;
    Ok(match sent(message, id.to_string()) {
        Some(sent) if chat.private => Inbound::Person {
            address: chat.id.to_string(),
            language: language(&message.within("from")),
            sent,
        },
        _ => Inbound::Nothing,
    })
}

fn sent(message: &Object, id: String) -> Option<Sent> {
    let Content { text, files, file } = content::content(message)?;
    // A message of words is found by its own id.
    let parts = file.map(|file| MessagePart { id: id.clone(), text: text.clone(), file: Some(file) });
    Some(Sent::Message {
        id: Some(id),
        text,
        files,
        parts: parts.into_iter().collect(),
        quoted: quoted(message),
    })
}

/// What has changed that can be read: somebody who is on their way changes a place with every step.
fn changed(message: &Object, id: String) -> Option<Sent> {
    let Content { text, files, file } = content::content(message)?;
    let nothing = text.is_empty() && file.is_none();
    let reworded = Sent::Reworded { id, text, files, file };
    (!nothing && !message.has("location") && !message.has("venue")).then_some(reworded)
}

/// What a message refers to: the words that were picked out, or all that is answered. Whose they are is not told.
fn quoted(message: &Object) -> Option<Quoted> {
    let picked = message.within("quote").get("text").text();
    if let Some(quoted) = picked.and_then(|text| Quoted::new(&text, None)) {
        return Some(quoted);
    }
    let answered = message.within("reply_to_message");
    let elsewhere = message.within("external_reply");
    let (answered, at) = if answered.is_empty() {
        (elsewhere, None)
    } else {
        let at = answered.get("date").number().and_then(|at| Timestamp::from_second(at).ok());
        (answered, at)
    };
    let Content { text, files, .. } = content::content(&answered)?;
    Quoted::new(&text, at).or_else(|| Quoted::new(&files.signs(), at))
}

fn pressed(query: &Object) -> Result<Inbound, Unreadable> {
    let from = query.within("from");
    let id = from.get("id").number().ok_or_else(|| Unreadable("a button that nobody pressed".into()))?;
    Ok(Inbound::Person {
        address: id.to_string(),
        language: language(&from),
        sent: Sent::Button(query.get("data").text().unwrap_or_default()),
    })
}

fn presence(change: &Object) -> Result<Inbound, Unreadable> {
    let chat = ChatRef::of(change).ok_or_else(|| Unreadable("a change in no chat".into()))?;
    let sent = match change.within("new_chat_member").get("status").text().as_deref() {
        _ if !chat.private => return Ok(Inbound::Nothing),
        Some("left" | "kicked") => Sent::Left,
        Some("member" | "administrator" | "creator") => Sent::CameBack,
        _ => return Ok(Inbound::Nothing),
    };
    let language = language(&change.within("from"));
    Ok(Inbound::Person { address: chat.id.to_string(), language, sent })
}

fn language(user: &Object) -> Option<Language> {
    user.get("language_code").text()?.parse().ok()
}
