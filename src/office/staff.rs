//! What the staff do in their room.

use jiff::Timestamp;

use super::{Office, handle::Trouble};
use crate::{
    desk::{
        commands::{CaseCommand, RoomCommand, StaffLine, staff_line},
        event::Event,
        ids::{CaseNumber, Expert, LineId},
        words::Words,
    },
    store::{
        Tx, cases,
        conversations::{self, Loaded},
        messages::{self, Author, Kept},
    },
};

impl Office {
    /// Something an expert wrote in a case's thread.
    pub(super) async fn thread_line(
        &self,
        tx: &mut Tx,
        at: Timestamp,
        expert: Expert,
        case: CaseNumber,
        line: LineId,
        text: &str,
    ) -> Result<(), Trouble> {
        let now = self.clock.now();
        // By one time throughout, also where a platform's clock is ahead of ours: a reply is known again by it.
        let at = at.min(now);
        let kept = |author, body: &str| Kept {
            case: Some(case),
            author,
            body: body.to_owned(),
            at,
            origin: Some(line.0.clone()),
        };
        let (event, kept) = match staff_line(text) {
            StaffLine::Room(command) => return self.room_command(tx, command).await,
            StaffLine::Wrong(mistake) => {
                let message = self.room_speaker().mistake(&mistake);
                return Ok(self.tell_staff(tx, Some(case), message, now).await?);
            }
            StaffLine::Empty => return Ok(()),
            StaffLine::Reply(words) => {
                let kept = kept(Author::Expert, words.as_str());
                (Event::Replied { at, case, expert, line, words }, Some(kept))
            }
            StaffLine::Note(words) | StaffLine::Case(CaseCommand::Note(words)) => {
                (Event::Noted { case }, Some(kept(Author::Note, words.as_str())))
            }
            StaffLine::Case(command) => {
                let card = match &command {
                    CaseCommand::Use(slug) => self.knowledge.card(slug, self.language().code()),
                    _ => None,
                };
                (Event::CaseCommanded { at, case, expert, line, command, card }, None)
            }
        };
        let Some(loaded) = conversation_of(tx, case).await? else {
            return Ok(self.tell_room(tx, self.room_speaker().unknown_case(case), now).await?);
        };
        self.apply(tx, &loaded, event, kept, now).await
    }

    /// An expert changed a line, or took it back. What was a command stays done, and a line that becomes one commands
    /// nothing; what was chatter is nobody's.
    pub(super) async fn line_changed(
        &self,
        tx: &mut Tx,
        line: LineId,
        text: Option<String>,
    ) -> Result<(), Trouble> {
        let Some(before) = messages::of_staff(tx, &line).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let words = match text.as_deref().map(staff_line) {
            Some(StaffLine::Note(words)) if before.author == Author::Note => Some(words),
            None | Some(StaffLine::Empty | StaffLine::Note(_)) => None,
            Some(StaffLine::Reply(words)) if before.author == Author::Expert => Some(words),
            // It was written for the staff, and stays with them.
            Some(StaffLine::Reply(words)) => {
                let message = self.room_speaker().note_stays();
                self.tell_staff(tx, before.case, message, now).await?;
                Some(words)
            }
            Some(StaffLine::Case(_) | StaffLine::Room(_) | StaffLine::Wrong(_)) => {
                let message = self.room_speaker().no_command();
                return Ok(self.tell_staff(tx, before.case, message, now).await?);
            }
        };
        messages::reword(tx, before.id, words.as_ref().map(Words::as_str)).await?;
        let (Some(case), Author::Expert) = (before.case, before.author) else {
            return Ok(());
        };
        let Some(loaded) = conversations::by_id(tx, &before.conversation).await? else {
            return Ok(());
        };
        let event = Event::ReplyChanged { case, line, written: before.at, words };
        self.apply(tx, &loaded, event, None, now).await
    }

    /// Something an expert wrote outside any thread: a command about the whole desk, or chatter that goes nowhere.
    pub(super) async fn room_line(&self, tx: &mut Tx, text: &str) -> Result<(), Trouble> {
        let now = self.clock.now();
        match staff_line(text) {
            StaffLine::Room(command) => self.room_command(tx, command).await,
            StaffLine::Case(_) => Ok(self.tell_room(tx, self.room_speaker().needs_case(), now).await?),
            StaffLine::Wrong(mistake) => {
                Ok(self.tell_room(tx, self.room_speaker().mistake(&mistake), now).await?)
            }
            StaffLine::Reply(_) | StaffLine::Note(_) | StaffLine::Empty => Ok(()),
        }
    }

    async fn room_command(&self, tx: &mut Tx, command: RoomCommand) -> Result<(), Trouble> {
        let (now, speaker) = (self.clock.now(), self.room_speaker());
        let message = match command {
            RoomCommand::Help => speaker.help(),
            RoomCommand::List => speaker.list(cases::open(tx).await?, now),
            RoomCommand::Due => speaker.deadlines(cases::open(tx).await?, now),
            RoomCommand::Search(words) => {
                speaker.found(&self.knowledge.search(words.as_str(), self.language().code()))
            }
        };
        Ok(self.tell_room(tx, message, now).await?)
    }
}

async fn conversation_of(tx: &mut Tx, case: CaseNumber) -> Result<Option<Loaded>, Trouble> {
    Ok(match cases::conversation_of(tx, case).await? {
        Some(conversation) => conversations::by_id(tx, &conversation).await?,
        None => None,
    })
}
