//! What becomes of it that a line in the staff room is changed, or taken back.
//!
//! Invariants: only its author changes a line, taking it back is the room's matter; what was a command stays done, and a
//! line that becomes one commands nothing; what was written for the staff never reaches a person.

use super::{
    commands::{Mistake, ReactionCommand, StaffLine},
    ids::Expert,
    message::Author,
    words::Words,
};

/// What a line is to its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomEventKind {
    /// It begins the thread.
    Root,
    Message,
    /// A reaction that is a command.
    Reaction(ReactionCommand),
}

/// What follows from a change of a line that the desk may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineChange {
    Nothing,
    /// A command given by a reaction is taken back.
    Undone {
        by: Expert,
        reaction: ReactionCommand,
    },
    /// The line of this author says something else, or nothing any more.
    Line {
        of: Expert,
    },
}

/// An expert changed a line, or took it back. `known` is what it was, and who wrote it; the desk's own have nobody.
#[must_use]
pub fn line_change(
    known: Option<(RoomEventKind, Option<&Expert>)>,
    by: &Expert,
    taken_back: bool,
) -> LineChange {
    match known {
        // A line from before the desk remembered lines.
        None => LineChange::Line { of: by.clone() },
        Some((RoomEventKind::Reaction(reaction), Some(author))) if taken_back => {
            LineChange::Undone { by: author.clone(), reaction }
        }
        Some((RoomEventKind::Root | RoomEventKind::Message, Some(author))) if taken_back || author == by => {
            LineChange::Line { of: author.clone() }
        }
        Some(_) => LineChange::Nothing,
    }
}

/// What an expert's line is from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffEdit {
    Nothing,
    /// It was for the staff and stays with them; whoever made it look like a reply is told. `words`: what it says now.
    StaysNote {
        words: Option<Words>,
    },
    /// Nobody can tell what of it is for whom: it stays as it was.
    Mixed,
    /// It commands nothing.
    NoCommand,
    /// The person reads this.
    Reply(Words),
    /// A note, also if it should change once more; the person reads it no more.
    Note,
    /// It is gone.
    TakenBack,
}

/// `written` is what the line was as far as it was kept, `in_case` whether it stands in the thread of a case, `said` what it
/// says now; nothing if it was taken back.
#[must_use]
pub fn staff_edit(written: Option<Author>, in_case: bool, said: Option<StaffLine>) -> StaffEdit {
    match (written, said) {
        // It was never for the person: a command, or a line that was not sent. Chatter outside a thread is nobody's.
        (None, Some(StaffLine::Reply(_))) if in_case => StaffEdit::StaysNote { words: None },
        (None, _) => StaffEdit::Nothing,
        (Some(Author::Expert), Some(StaffLine::Reply(words))) => StaffEdit::Reply(words),
        (Some(_), Some(StaffLine::Reply(words))) => StaffEdit::StaysNote { words: Some(words) },
        (Some(_), None) => StaffEdit::TakenBack,
        (Some(_), Some(StaffLine::Empty | StaffLine::Note(_))) => StaffEdit::Note,
        (Some(_), Some(StaffLine::Wrong(Mistake::Mixed))) => StaffEdit::Mixed,
        (Some(_), Some(_)) => StaffEdit::NoCommand,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::staff_line;

    #[test]
    fn whose_line_it_is_only_its_author_changes_and_the_room_takes_back() {
        use RoomEventKind::{Message, Reaction, Root};
        let (anna, bruno) = (Expert("anna".into()), Expert("bruno".into()));
        let line = |of: &Expert| LineChange::Line { of: of.clone() };
        let undone = LineChange::Undone { by: anna.clone(), reaction: ReactionCommand::Take };
        let take = Reaction(ReactionCommand::Take);
        for (known, by, taken_back, expected) in [
            (None, &anna, false, line(&anna)),
            (Some((Message, Some(&anna))), &anna, false, line(&anna)),
            (Some((Message, Some(&anna))), &bruno, false, LineChange::Nothing),
            (Some((Message, Some(&anna))), &bruno, true, line(&anna)),
            (Some((Root, None)), &anna, true, LineChange::Nothing),
            (Some((Message, None)), &anna, false, LineChange::Nothing),
            (Some((take, Some(&anna))), &bruno, true, undone),
            (Some((take, Some(&anna))), &anna, false, LineChange::Nothing),
        ] {
            assert_eq!(line_change(known, by, taken_back), expected, "{known:?} by {by:?}");
        }
    }

    #[test]
    fn what_was_for_the_staff_stays_with_them_and_a_reply_can_become_a_note() {
        let words = |text: &str| Words::parse(text).expect("words");
        for (written, in_case, text, expected) in [
            (None, true, Some("ora glielo dico"), StaffEdit::StaysNote { words: None }),
            (None, false, Some("ora glielo dico"), StaffEdit::Nothing),
            (None, true, Some("!chiudi"), StaffEdit::Nothing),
            (None, true, None, StaffEdit::Nothing),
            (Some(Author::Expert), true, Some("sono 5 mesi"), StaffEdit::Reply(words("sono 5 mesi"))),
            (Some(Author::Expert), true, Some("/nota non ancora"), StaffEdit::Note),
            (Some(Author::Expert), true, Some("   "), StaffEdit::Note),
            (Some(Author::Expert), true, Some("!chiudi"), StaffEdit::NoCommand),
            (Some(Author::Expert), true, Some("ciao\n/nota ma no"), StaffEdit::Mixed),
            (Some(Author::Expert), true, None, StaffEdit::TakenBack),
            (Some(Author::Note), true, Some("adesso"), StaffEdit::StaysNote { words: Some(words("adesso")) }),
            (Some(Author::Note), true, None, StaffEdit::TakenBack),
        ] {
            assert_eq!(staff_edit(written, in_case, text.map(staff_line)), expected, "{written:?} {text:?}");
        }
    }
}
