//! What an update says, in the desk's own words.

use teloxide::types::{
    CallbackQuery, ChatMemberUpdated, FileMeta, MediaKind, Message, MessageKind, Update, UpdateKind, User,
};

use super::api::LARGEST_FILE;
use crate::{
    channels::{Inbound, Sent, Unreadable, place},
    desk::{
        attachment::{Attachment, AttachmentKind, Declined, Files},
        channel::ChannelKind,
        language::Language,
    },
};

/// Reads an update that waits in the inbox.
///
/// # Errors
/// If it is no update, or of a kind nobody asked for.
pub fn read(payload: &str) -> Result<Inbound, Unreadable> {
    // Only where it broke: the message itself could hold a person's words.
    let update: Update = serde_json::from_str(payload)
        .map_err(|error| Unreadable(format!("no update: {:?} error", error.classify())))?;
    match update.kind {
        UpdateKind::Message(message) => Ok(in_private(&message, sent)),
        UpdateKind::EditedMessage(message) => Ok(in_private(&message, |message| {
            let text = message.text().or_else(|| message.caption())?;
            Some(Sent::Reworded { id: message.id.to_string(), text: text.to_owned() })
        })),
        UpdateKind::CallbackQuery(query) => Ok(pressed(query)),
        UpdateKind::MyChatMember(change) => Ok(presence(&change)),
        _ => Err(Unreadable("an update of a kind that the desk does not know".into())),
    }
}

/// Only private chats are conversations; a group is left (see `courtesy`).
fn in_private(message: &Message, sent: impl FnOnce(&Message) -> Option<Sent>) -> Inbound {
    match sent(message) {
        Some(sent) if message.chat.is_private() => Inbound::Person {
            address: message.chat.id.to_string(),
            language: message.from.as_ref().and_then(language),
            sent,
        },
        _ => Inbound::Nothing,
    }
}

fn pressed(query: CallbackQuery) -> Inbound {
    Inbound::Person {
        address: query.from.id.to_string(),
        language: language(&query.from),
        sent: Sent::Button(query.data.unwrap_or_default()),
    }
}

fn presence(change: &ChatMemberUpdated) -> Inbound {
    if !change.chat.is_private() {
        return Inbound::Nothing;
    }
    let sent = if change.new_chat_member.kind.is_present() { Sent::CameBack } else { Sent::Left };
    Inbound::Person { address: change.chat.id.to_string(), language: language(&change.from), sent }
}

fn language(user: &User) -> Option<Language> {
    user.language_code.as_deref()?.parse().ok()
}

/// What a message holds; `None` for what Telegram itself says in a chat (a pinned message, a timer).
fn sent(message: &Message) -> Option<Sent> {
    let nothing_readable = Some(Sent::text(""));
    let media = match &message.kind {
        MessageKind::Common(common) => &common.media_kind,
        // A kind of message that is newer than we are, or a game: nothing to read, but somebody sent it.
        MessageKind::Empty {} | MessageKind::Dice(_) => return nothing_readable,
        _ => return None,
    };
    let text = message.text().or_else(|| message.caption()).unwrap_or_default().to_owned();
    let (text, files) = match media {
        MediaKind::Photo(photo) => {
            // Telegram makes several sizes; the largest can be read best.
            let largest = photo.photo.iter().max_by_key(|size| size.width.saturating_mul(size.height))?;
            (text, file(AttachmentKind::Photo, &largest.file))
        }
        MediaKind::Document(document) => {
            let document = &document.document;
            let known =
                document.mime_type.as_ref().is_some_and(|mime| CLEANABLE.contains(&mime.essence_str()));
            let files =
                if known { file(AttachmentKind::Document, &document.file) } else { declined(Declined::Kind) };
            (text, files)
        }
        MediaKind::Voice(voice) => (text, file(AttachmentKind::Voice, &voice.voice.file)),
        MediaKind::Video(video) => (text, file(AttachmentKind::Video, &video.video.file)),
        MediaKind::VideoNote(note) => (text, file(AttachmentKind::Video, &note.video_note.file)),
        MediaKind::Audio(_) => (text, declined(Declined::Kind)),
        MediaKind::Contact(_) => (text, declined(Declined::Contact)),
        MediaKind::Sticker(sticker) => (sticker.sticker.emoji.clone().unwrap_or_default(), Files::default()),
        MediaKind::Location(shared) => {
            (place::name(shared.location.latitude, shared.location.longitude), Files::default())
        }
        MediaKind::Venue(venue) => {
            let location = &venue.venue.location;
            (place::name(location.latitude, location.longitude), Files::default())
        }
        MediaKind::Text(_)
        | MediaKind::Animation(_)
        | MediaKind::PaidMedia(_)
        | MediaKind::Game(_)
        | MediaKind::Poll(_)
        | MediaKind::Checklist(_)
        | MediaKind::Story(_) => (text, Files::default()),
        MediaKind::Migration(_) => return None,
    };
    Some(Sent::Message { id: Some(message.id.to_string()), text, files })
}

/// What [`crate::channels::attachment`] can make neutral; what it really is, the bytes will tell.
const CLEANABLE: [&str; 7] =
    ["image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4", "audio/ogg", "text/plain"];

fn file(kind: AttachmentKind, meta: &FileMeta) -> Files {
    // teloxide says `u32::MAX` where Telegram says nothing.
    if meta.size > LARGEST_FILE && meta.size != u32::MAX {
        return declined(Declined::TooLarge);
    }
    let reference = meta.id.to_string();
    Files {
        attachments: vec![Attachment { kind, channel: ChannelKind::Telegram, reference }],
        declined: None,
    }
}

fn declined(why: Declined) -> Files {
    Files { attachments: Vec::new(), declined: Some(why) }
}
