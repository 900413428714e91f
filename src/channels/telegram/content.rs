//! What a message holds: its words, and its files.

use domain::{
    attachment::{Attachment, AttachmentKind, Declined, Files},
    channel::ChannelKind,
};

use super::{
    api::LARGEST_FILE,
    json::{Json, Object},
    rich,
};
use crate::channels::place;

/// The words of a message, and its file.
#[derive(Default)]
pub struct Content {
    pub text: String,
    pub files: Files,
    /// What tells its file from others: Telegram names the same file in several ways.
    pub file: Option<String>,
}

/// More than Telegram lets anybody write in one message, in characters.
const LONGEST: usize = 40_000;

/// What [`sanitize`] can clean; what it really is, the bytes will tell.
const CLEANABLE: [&str; 7] =
    ["image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4", "audio/ogg", "text/plain"];

/// What Telegram itself says in a chat: nobody waits for an answer to it.
const SERVICE: [&str; 58] = [
    "boost_added",
    "channel_chat_created",
    "chat_background_set",
    "chat_owner_changed",
    "chat_owner_left",
    "chat_shared",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "gift",
    "gift_upgrade_sent",
    "giveaway",
    "giveaway_completed",
    "giveaway_created",
    "giveaway_winners",
    "group_chat_created",
    "invoice",
    "left_chat_member",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_member",
    "new_chat_members",
    "new_chat_photo",
    "new_chat_title",
    "paid_message_price_changed",
    "passport_data",
    "pinned_message",
    "poll_option_added",
    "poll_option_deleted",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_approval_failed",
    "suggested_post_approved",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "supergroup_chat_created",
    "unique_gift",
    "user_shared",
    "users_shared",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "voice_chat_started",
    "web_app_data",
    "write_access_allowed",
];

/// What a message holds; `None` for what Telegram itself says in a chat (a pinned message, a timer). Of a kind that is
/// newer than we are, there is nothing to read, but somebody sent it.
pub fn content(message: &Object) -> Option<Content> {
    let mut content = file(message);
    content.text = words(message).unwrap_or_default();
    if let Some((end, _)) = content.text.char_indices().nth(LONGEST) {
        content.text.truncate(end);
    }
    let is_service = content.text.is_empty()
        && content.files == Files::default()
        && SERVICE.iter().any(|kind| message.has(kind));
    (!is_service).then_some(content)
}

fn words(message: &Object) -> Option<String> {
    let written = [message.get("text"), message.get("caption"), message.within("gift").get("text")];
    if let Some(text) = written.into_iter().filter_map(Json::text).find(|text| !text.is_empty()) {
        return Some(text);
    }
    if message.has("rich_message") {
        return Some(rich::text(message.get("rich_message")));
    }
    if message.has("checklist") {
        return Some(checklist(&message.within("checklist")));
    }
    let venue = message.within("venue");
    let place = [message.within("location"), venue.within("location")];
    if let Some(name) = place.iter().find_map(place_name) {
        return Some(name);
    }
    message.within("sticker").get("emoji").text()
}

fn checklist(list: &Object) -> String {
    let tasks = list.get("tasks").items().into_iter().map(|task| task.object().get("text"));
    let lines = std::iter::once(list.get("title")).chain(tasks).filter_map(Json::text);
    lines.collect::<Vec<_>>().join("\n")
}

fn place_name(location: &Object) -> Option<String> {
    let (latitude, longitude) = (location.get("latitude").decimal()?, location.get("longitude").decimal()?);
    Some(place::name(latitude, longitude))
}

/// The file of a message, without its words.
fn file(message: &Object) -> Content {
    // Telegram says of an animation that it is a document, too.
    if message.has("animation") {
        return Content::default();
    }
    let live = message.within("live_photo");
    for photo in [message.get("photo"), live.get("photo")] {
        let sizes = photo.items().into_iter().map(Json::object);
        // Telegram makes several sizes; the largest can be read best.
        let largest = sizes.filter(|size| size.has("file_id")).max_by_key(pixels);
        if let Some(largest) = largest {
            return taken(AttachmentKind::Photo, &largest);
        }
    }
    for (field, kind) in [
        ("video", AttachmentKind::Video),
        ("live_photo", AttachmentKind::Video),
        ("video_note", AttachmentKind::Video),
        ("voice", AttachmentKind::Voice),
    ] {
        if message.has(field) {
            return taken(kind, &message.within(field));
        }
    }
    if message.has("document") {
        let document = message.within("document");
        let said = document.get("mime_type").text().unwrap_or_default().to_lowercase();
        let essence = said.split(';').next().unwrap_or_default().trim();
        return if CLEANABLE.contains(&essence) {
            taken(AttachmentKind::Document, &document)
        } else {
            declined(Declined::Kind, &document)
        };
    }
    if message.has("audio") {
        return declined(Declined::Kind, &message.within("audio"));
    }
    if message.has("contact") {
        return declined(Declined::Contact, &Object::default());
    }
    if message.has("photo") {
        return declined(Declined::Unreadable, &Object::default());
    }
    Content::default()
}

fn pixels(size: &Object) -> i64 {
    let side = |name| size.get(name).number().unwrap_or_default();
    side("width").saturating_mul(side("height"))
}

fn taken(kind: AttachmentKind, file: &Object) -> Content {
    let Some(reference) = file.get("file_id").text() else {
        return declined(Declined::Unreadable, file);
    };
    if file.get("file_size").number().is_some_and(|size| size > i64::from(LARGEST_FILE)) {
        return declined(Declined::TooLarge, file);
    }
    let attachment = Attachment { kind, channel: ChannelKind::Telegram, reference };
    let files = Files { attachments: vec![attachment], declined: None };
    Content { files, file: identity(file), ..Content::default() }
}

fn declined(why: Declined, file: &Object) -> Content {
    let files = Files { attachments: Vec::new(), declined: Some(why) };
    Content { files, file: identity(file), ..Content::default() }
}

fn identity(file: &Object) -> Option<String> {
    file.get("file_unique_id").text().or_else(|| file.get("file_id").text())
}
