//! What the experts do to lines in their room: a sign beneath a thread root, a line that is changed or taken back. What
//! follows is for `domain::room_event` to say.

use domain::{
    commands::{Mistake, ReactionCommand, staff_line},
    event::Event,
    ids::{CaseNumber, Expert, PlatformMessageId},
    message::Author,
    room_event::{LineChange, RoomEventKind, StaffEdit, line_change, staff_edit},
    words::Words,
};
use jiff::Timestamp;

use super::staff::{apply_to_case, case_of, line_here};
use crate::{
    app::{apply::apply, error::HandleError, work::Work},
    channels::Thread,
    store::desk::{conversations, messages, room_events},
};

/// A sign beneath the root of a case's thread. Beneath other lines it is between colleagues.
pub async fn reacted(
    work: &mut Work<'_>,
    at: Timestamp,
    expert: Expert,
    to: PlatformMessageId,
    line: PlatformMessageId,
    sign: ReactionCommand,
) -> Result<(), HandleError> {
    let Some(case) = case_of(&mut work.tx, &Thread::Under(to.clone())).await? else {
        return Ok(());
    };
    let beneath = room_events::find(&mut work.tx, &to).await?;
    if beneath.is_none_or(|line| line.kind != RoomEventKind::Root) {
        return Ok(());
    }
    let reaction = line_here(work, case, RoomEventKind::Reaction(sign), Some(expert.clone()));
    room_events::remember(&mut work.tx, &line, &reaction).await?;
    let (at, command) = (at.min(work.now), sign.command());
    let (card, covered) = (None, Vec::new());
    let event = Event::CaseCommanded { at, case, expert, line, command, card, covered };
    apply_to_case(work, case, event, None).await
}

/// An expert changed a line, or took it back.
pub async fn changed(
    work: &mut Work<'_>,
    expert: Expert,
    line: PlatformMessageId,
    by: PlatformMessageId,
    text: Option<String>,
) -> Result<(), HandleError> {
    let known = room_events::find(&mut work.tx, &line).await?;
    if let (Some(known), Some(_)) = (&known, &text) {
        // The change has the words in it, too: it goes when they have to.
        let change = line_here(work, known.case, RoomEventKind::Message, Some(expert.clone()));
        room_events::remember(&mut work.tx, &by, &change).await?;
    }
    // The desk's own lines stay known: a thread begins where it began, whatever a moderator takes out.
    if text.is_none() && known.as_ref().is_some_and(|line| line.by.is_some()) {
        room_events::forget(&mut work.tx, &line).await?;
    }
    let in_case = known.as_ref().map(|line| line.case);
    let before = known.as_ref().map(|line| (line.kind, line.by.as_ref()));
    match (line_change(before, &expert, text.is_none()), in_case) {
        (LineChange::Undone { by, reaction }, Some(case)) => {
            apply_to_case(work, case, Event::Undone { case, expert: by, sign: reaction }, None).await
        }
        (LineChange::Line { of }, in_case) => edited(work, of, line, in_case, text).await,
        (LineChange::Nothing | LineChange::Undone { .. }, _) => Ok(()),
    }
}

/// The line of this expert says something else, or nothing any more.
async fn edited(
    work: &mut Work<'_>,
    expert: Expert,
    line: PlatformMessageId,
    in_case: Option<CaseNumber>,
    text: Option<String>,
) -> Result<(), HandleError> {
    let view = work.desk.staff_view();
    let before = messages::of_staff(&mut work.tx, &line).await?;
    let author = before.as_ref().map(|before| before.author);
    let edit = staff_edit(author, in_case.is_some(), text.as_deref().map(staff_line));
    let Some(before) = before else {
        if let StaffEdit::StaysNote { .. } = edit {
            work.tell_staff(in_case, view.note_stays()).await?;
        }
        return Ok(());
    };
    let words = match edit {
        StaffEdit::Nothing => return Ok(()),
        StaffEdit::StaysNote { words } => {
            work.tell_staff(before.case, view.note_stays()).await?;
            let words = words.as_ref().map(Words::as_str);
            return Ok(messages::reword(&mut work.tx, before.id, words).await?);
        }
        StaffEdit::Mixed => {
            return Ok(work.tell_staff(before.case, view.mistake(&Mistake::Mixed)).await?);
        }
        StaffEdit::NoCommand => return Ok(work.tell_staff(before.case, view.no_command()).await?),
        StaffEdit::Reply(words) => {
            messages::reword(&mut work.tx, before.id, Some(words.as_str())).await?;
            Some(words)
        }
        StaffEdit::Note => {
            messages::becomes_note(&mut work.tx, before.id, text.as_deref().unwrap_or_default()).await?;
            None
        }
        StaffEdit::TakenBack => {
            messages::reword(&mut work.tx, before.id, None).await?;
            None
        }
    };
    let (Some(case), Author::Expert) = (before.case, before.author) else {
        return Ok(());
    };
    let Some(loaded) = conversations::by_id(&mut work.tx, &before.conversation).await? else {
        return Ok(());
    };
    let event = Event::ReplyChanged { case, expert, line, written: before.at, words };
    apply(work, &loaded, event, None).await
}
