//! What an event says, in the desk's own words.

use domain::{
    attachment::{Attachment, AttachmentKind, Declined, Files},
    channel::ChannelKind,
    commands::ReactionCommand,
    ids::{Expert, PlatformMessageId},
};
use matrix_sdk::ruma::{
    events::{
        AnySyncMessageLikeEvent, AnySyncStateEvent, AnySyncTimelineEvent, SyncMessageLikeEvent,
        SyncStateEvent,
        room::{
            MediaSource,
            member::MembershipState,
            message::{MessageType, OriginalSyncRoomMessageEvent, Relation, RoomMessageEventContent},
            redaction::SyncRoomRedactionEvent,
        },
    },
    serde::Raw,
};
use serde_json::Value;

use super::{envelope::Envelope, quick_replies::number, quotes::without_quotes};
use crate::channels::{Inbound, Sent, Thread, Unheard, Unreadable, place};

/// Files above this the desk does not take, in bytes: as on other platforms.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;

/// Reads what waits in the inbox.
///
/// # Errors
/// If it is no event, or of a kind nobody asked for.
pub fn read(payload: &str) -> Result<Inbound, Unreadable> {
    // Only where it broke: the message itself could hold a person's words.
    let unreadable = |error: serde_json::Error| Unreadable(format!("no event: {:?} error", error.classify()));
    Ok(match serde_json::from_str(payload).map_err(unreadable)? {
        Envelope::InStaffRoom { encrypted } => Inbound::InStaffRoom { encrypted },
        // As on Telegram, where whoever opens the chat says so.
        Envelope::Opened { address } => person(address, Sent::text("/start")),
        Envelope::Undecryptable { staff: true, thread, .. } => {
            let thread = thread.map_or(Thread::Outside, |root| Thread::Under(PlatformMessageId(root)));
            Inbound::StaffUnheard { thread, line: None, why: Unheard::Undecryptable }
        }
        Envelope::Undecryptable { address, staff: false, .. } => {
            person(address, Sent::Declined(Declined::Undecryptable))
        }
        Envelope::Event { address, staff, quick_replies, event } => {
            let event = parse(event).map_err(unreadable)?;
            match (staff, event) {
                (true, event) => staff_event(event),
                (false, event) => {
                    person_event(event, &quick_replies).map_or(Inbound::Nothing, |sent| person(address, sent))
                }
            }
        }
    })
}

fn parse(event: Value) -> Result<AnySyncTimelineEvent, serde_json::Error> {
    Raw::<AnySyncTimelineEvent>::from_json(serde_json::value::to_raw_value(&event)?).deserialize()
}

fn person(address: String, sent: Sent) -> Inbound {
    // What the server knows of somebody's language is nothing.
    Inbound::Person { address, language: None, sent }
}

fn staff_event(event: AnySyncTimelineEvent) -> Inbound {
    let expert = Expert(event.sender().to_string());
    let line = PlatformMessageId(event.event_id().to_string());
    match event {
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::RoomMessage(
            SyncMessageLikeEvent::Original(message),
        )) => staff_message(expert, line, message),
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::Reaction(
            SyncMessageLikeEvent::Original(reaction),
        )) => {
            let relation = reaction.content.relates_to;
            match ReactionCommand::parse(&relation.key) {
                Some(sign) => Inbound::StaffReacted {
                    expert,
                    to: PlatformMessageId(relation.event_id.to_string()),
                    line,
                    sign,
                },
                None => Inbound::Nothing,
            }
        }
        // A sticker is a picture: it goes to nobody, and whoever sent it must know.
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::Sticker(
            SyncMessageLikeEvent::Original(sticker),
        )) => {
            let thread = thread_of(sticker.content.relates_to.as_ref());
            Inbound::StaffUnheard { thread, line: Some(line), why: Unheard::File }
        }
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::RoomRedaction(redaction)) => {
            match redacts(&redaction) {
                Some(taken) => {
                    Inbound::StaffChanged { expert, line: PlatformMessageId(taken), by: line, text: None }
                }
                None => Inbound::Nothing,
            }
        }
        AnySyncTimelineEvent::State(AnySyncStateEvent::RoomMember(SyncStateEvent::Original(member)))
            if has_left(&member.content.membership) =>
        {
            Inbound::ExpertLeft { expert: Expert(member.state_key.to_string()) }
        }
        _ => Inbound::Nothing,
    }
}

fn staff_message(expert: Expert, line: PlatformMessageId, message: OriginalSyncRoomMessageEvent) -> Inbound {
    let content = message.content;
    let thread = match &content.relates_to {
        Some(Relation::Replacement(change)) => {
            let text = words_of(&change.new_content.msgtype).map(|text| without_quotes(&text, true));
            let changed = PlatformMessageId(change.event_id.to_string());
            return match text {
                Some(text) => Inbound::StaffChanged { expert, line: changed, by: line, text: Some(text) },
                None => Inbound::Nothing,
            };
        }
        relation => thread_of(relation.as_ref()),
    };
    let mentions = content.mentions.iter().flat_map(|mentions| &mentions.user_ids);
    let mentions = mentions.map(|user| Expert(user.to_string())).collect();
    match words_of(&content.msgtype) {
        Some(text) => {
            let text = without_fallback(&content, &text);
            Inbound::Staff { expert, thread, line, text, mentions }
        }
        None if file_of(&content.msgtype).is_some() => {
            Inbound::StaffUnheard { thread, line: Some(line), why: Unheard::File }
        }
        None => Inbound::Nothing,
    }
}

fn thread_of<C>(relation: Option<&Relation<C>>) -> Thread {
    match relation {
        Some(Relation::Thread(thread)) => Thread::Under(PlatformMessageId(thread.event_id.to_string())),
        Some(Relation::Reply(reply)) => {
            Thread::Answering(PlatformMessageId(reply.in_reply_to.event_id.to_string()))
        }
        _ => Thread::Outside,
    }
}

fn person_event(event: AnySyncTimelineEvent, quick_replies: &[String]) -> Option<Sent> {
    match event {
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::RoomMessage(
            SyncMessageLikeEvent::Original(message),
        )) => person_message(message, quick_replies),
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::Sticker(
            SyncMessageLikeEvent::Original(sticker),
        )) => Some(Sent::text(sticker.content.body)),
        AnySyncTimelineEvent::MessageLike(AnySyncMessageLikeEvent::Reaction(
            SyncMessageLikeEvent::Original(reaction),
        )) => {
            // Beneath a message without buttons, and with other signs, a reaction is nobody's message.
            let pressed = number(&reaction.content.relates_to.key).filter(|_| !quick_replies.is_empty())?;
            Some(Sent::Button(quick_replies.get(pressed).cloned().unwrap_or_default()))
        }
        AnySyncTimelineEvent::State(AnySyncStateEvent::RoomMember(SyncStateEvent::Original(member))) => {
            let before = member.unsigned.prev_content.as_ref().map(|before| &before.membership);
            match member.content.membership {
                MembershipState::Join if before.is_some_and(has_left) => Some(Sent::CameBack),
                ref now if has_left(now) => Some(Sent::Left),
                _ => None,
            }
        }
        AnySyncTimelineEvent::MessageLike(
            AnySyncMessageLikeEvent::RoomRedaction(_) | AnySyncMessageLikeEvent::RoomMessage(_),
        )
        | AnySyncTimelineEvent::State(_) => None,
        // A poll, a call, what is newer than we are: nothing to read, but somebody sent it.
        AnySyncTimelineEvent::MessageLike(event) if is_for_people(&event) => Some(Sent::text("")),
        AnySyncTimelineEvent::MessageLike(_) => None,
    }
}

fn person_message(message: OriginalSyncRoomMessageEvent, quick_replies: &[String]) -> Option<Sent> {
    let id = message.event_id.to_string();
    let content = message.content;
    if let Some(Relation::Replacement(change)) = &content.relates_to {
        let text = without_quotes(&words_of(&change.new_content.msgtype)?, false);
        return Some(Sent::reworded(change.event_id.to_string(), text));
    }
    if let Some(text) = words_of(&content.msgtype) {
        let text = without_fallback(&content, &text);
        let pressed = number(&text).and_then(|number| quick_replies.get(number));
        return Some(match pressed {
            Some(button) => Sent::Button(button.clone()),
            None => Sent::message(Some(id), text, Files::default()),
        });
    }
    let (files, caption) = file_of(&content.msgtype)?;
    Some(Sent::message(Some(id), caption.unwrap_or_default(), files))
}

/// The words of a message; `None` if it is something else, or what another bot says.
fn words_of(message: &MessageType) -> Option<String> {
    match message {
        MessageType::Text(text) => Some(text.body.clone()),
        MessageType::Emote(emote) => Some(emote.body.clone()),
        MessageType::Location(location) => Some(place_of(&location.geo_uri).unwrap_or_else(|| "📍".into())),
        _ => None,
    }
}

/// Clients quote what they answer at the head of the words: that was said before.
fn without_fallback(content: &RoomMessageEventContent, text: &str) -> String {
    without_quotes(text, matches!(content.relates_to, Some(Relation::Reply(_) | Relation::Thread(_))))
}

/// `geo:45.46,9.19;u=35`, to about a kilometre.
fn place_of(uri: &str) -> Option<String> {
    let (latitude, rest) = uri.strip_prefix("geo:")?.split_once(',')?;
    let longitude = rest.split([',', ';']).next()?;
    Some(place::name(latitude.parse().ok()?, longitude.parse().ok()?))
}

/// The file of a message, or why it is not taken, and the words beside it.
fn file_of(message: &MessageType) -> Option<(Files, Option<String>)> {
    let (kind, source, size, caption) = match message {
        MessageType::Image(image) => {
            let size = image.info.as_ref().and_then(|info| info.size);
            (AttachmentKind::Photo, &image.source, size, image.caption())
        }
        MessageType::File(file) => {
            let size = file.info.as_ref().and_then(|info| info.size);
            (AttachmentKind::Document, &file.source, size, file.caption())
        }
        MessageType::Audio(audio) => {
            let size = audio.info.as_ref().and_then(|info| info.size);
            (AttachmentKind::Voice, &audio.source, size, audio.caption())
        }
        MessageType::Video(video) => {
            let size = video.info.as_ref().and_then(|info| info.size);
            (AttachmentKind::Video, &video.source, size, video.caption())
        }
        _ => return None,
    };
    let files = if size.is_some_and(|size| u64::from(size) > LARGEST_FILE) {
        Files { attachments: Vec::new(), declined: Some(Declined::TooLarge) }
    } else {
        let attachment = Attachment { kind, channel: ChannelKind::Matrix, reference: reference(source) };
        Files { attachments: vec![attachment], declined: None }
    };
    Some((files, caption.map(str::to_owned)))
}

/// Where the file is, and the key to it.
fn reference(source: &MediaSource) -> String {
    serde_json::to_string(source).expect("a media source is JSON")
}

fn redacts(redaction: &SyncRoomRedactionEvent) -> Option<String> {
    let redaction = redaction.as_original()?;
    // Since room version 11 it stands in the content.
    let event = redaction.content.redacts.as_ref().or(redaction.redacts.as_ref())?;
    Some(event.to_string())
}

fn has_left(membership: &MembershipState) -> bool {
    matches!(membership, MembershipState::Leave | MembershipState::Ban)
}

/// Is this something a person sees in a chat? What clients tell each other is not.
fn is_for_people(event: &AnySyncMessageLikeEvent) -> bool {
    let kind = event.event_type().to_string();
    kind.ends_with("poll.start") || kind == "m.call.invite"
}
