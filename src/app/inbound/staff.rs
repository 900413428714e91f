//! What the staff do in their room.

use domain::{
    colleagues,
    commands::{CaseCommand, Mistake, ReactionCommand, RoomCommand, StaffLine, staff_line},
    event::{Entry, Event},
    figures::{self, Figures},
    ids::{CaseNumber, Expert, PlatformMessageId},
    mask::has_personal,
    message::{Author, Message},
    room_event::{LineChange, RoomEventKind, StaffEdit, line_change, staff_edit},
    words::Words,
};
use jiff::Timestamp;

use crate::{
    app::{App, error::HandleError},
    channels::{Thread, Unheard},
    store::{
        Tx, cases,
        conversations::{self, Loaded},
        duty, ledger,
        messages::{self, Kept},
        outbox,
        room_events::{self, RoomEvent},
    },
};

/// A line that an expert wrote, before anybody has looked into it.
pub(crate) struct Written {
    pub expert: Expert,
    pub thread: Thread,
    pub line: PlatformMessageId,
    pub text: String,
    /// The colleagues it names.
    pub mentions: Vec<Expert>,
}

impl App {
    /// Something an expert wrote, in a case's thread or outside any.
    pub(crate) async fn staff_wrote(
        &self,
        tx: &mut Tx,
        at: Timestamp,
        written: Written,
    ) -> Result<(), HandleError> {
        let said = staff_line(&written.text);
        let case = self.case_of(tx, &written.thread).await?;
        if let (Some(case), true) = (case, self.staff_room.shows_changes()) {
            let line = self.line(case, RoomEventKind::Message, Some(written.expert.clone()));
            room_events::remember(tx, &written.line, &line).await?;
        }
        if let (Some(_), Thread::Answering(_), StaffLine::Reply(_)) = (case, &written.thread, &said) {
            // It looks like an answer to the person, and goes to nobody: whoever wrote it must know.
            return Ok(self.tell_room(tx, self.staff_view().not_in_thread(), self.clock.now()).await?);
        }
        match case {
            Some(case) => self.thread_line(tx, at, case, written, said).await,
            None => self.room_line(tx, &written, said).await,
        }
    }

    /// The case a thread belongs to.
    async fn case_of(&self, tx: &mut Tx, thread: &Thread) -> Result<Option<CaseNumber>, HandleError> {
        let (Thread::Under(line) | Thread::Answering(line)) = thread else {
            let Thread::Case(case) = thread else {
                return Ok(None);
            };
            return Ok(Some(*case));
        };
        match room_events::find(tx, line).await? {
            Some(line) => Ok(Some(line.case)),
            // Somebody was faster than our own note of where the thread begins.
            None if outbox::a_head_waits(tx).await? => Err(HandleError::RootOnItsWay),
            None => Ok(None),
        }
    }

    /// Something an expert wrote in a case's thread.
    async fn thread_line(
        &self,
        tx: &mut Tx,
        at: Timestamp,
        case: CaseNumber,
        written: Written,
        said: StaffLine,
    ) -> Result<(), HandleError> {
        let now = self.clock.now();
        let Written { expert, line, mentions, .. } = written;
        // By one time throughout, also where a platform's clock is ahead of ours: a reply is known again by it.
        let at = at.min(now);
        let kept = |author, body: &str| Kept {
            case: Some(case),
            author,
            body: body.to_owned(),
            at,
            origin: Some(line.0.clone()),
        };
        let (event, kept) = match said {
            StaffLine::Room(command) => return self.room_command(tx, Some(case), command, &mentions).await,
            StaffLine::Article(command) => {
                return self.article_command(tx, Some(case), expert, command).await;
            }
            StaffLine::Phrasing(command) => {
                let message = self.phrasing_command(tx, &expert, command).await?;
                return Ok(self.tell_staff(tx, Some(case), message, now).await?);
            }
            StaffLine::News(command) => {
                let message = self.news_command(tx, &expert, command).await?;
                return Ok(self.tell_staff(tx, Some(case), message, now).await?);
            }
            StaffLine::Wrong(mistake) => {
                let message = self.staff_view().mistake(&mistake);
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
            StaffLine::Assign(name) => {
                let to = colleagues::named(&name, &mentions, &self.staff_room.colleagues().await);
                (Event::Assigned { case, by: expert, name, to }, None)
            }
            StaffLine::Case(command) => {
                let card = match &command {
                    CaseCommand::Use(slug) => self.knowledge().card(slug, self.language().code()),
                    _ => None,
                };
                let covered = match &command {
                    CaseCommand::Show => self.covered(tx, case).await?,
                    _ => Vec::new(),
                };
                (Event::CaseCommanded { at, case, expert, line, command, card, covered }, None)
            }
        };
        self.apply_to_case(tx, case, event, kept).await
    }

    /// What the person wrote in this case of which something is covered in the room.
    async fn covered(&self, tx: &mut Tx, case: CaseNumber) -> Result<Vec<Words>, HandleError> {
        let said = messages::of_case(tx, case).await?.into_iter();
        let theirs = said.filter(|(author, _, body)| *author == Author::Person && has_personal(body));
        Ok(theirs.filter_map(|(_, _, body)| Words::parse(&body)).collect())
    }

    async fn apply_to_case(
        &self,
        tx: &mut Tx,
        case: CaseNumber,
        event: Event,
        kept: Option<Kept>,
    ) -> Result<(), HandleError> {
        let now = self.clock.now();
        match conversation_of(tx, case).await? {
            Some(loaded) => self.apply(tx, &loaded, event, kept, now).await,
            None => Ok(self.tell_room(tx, self.staff_view().unknown_case(case), now).await?),
        }
    }

    /// A sign beneath the head of a case. Beneath other lines it is between colleagues.
    pub(crate) async fn staff_reacted(
        &self,
        tx: &mut Tx,
        at: Timestamp,
        expert: Expert,
        to: PlatformMessageId,
        line: PlatformMessageId,
        sign: ReactionCommand,
    ) -> Result<(), HandleError> {
        let Some(case) = self.case_of(tx, &Thread::Under(to.clone())).await? else {
            return Ok(());
        };
        if room_events::find(tx, &to).await?.is_none_or(|line| line.kind != RoomEventKind::Root) {
            return Ok(());
        }
        let reaction = self.line(case, RoomEventKind::Reaction(sign), Some(expert.clone()));
        room_events::remember(tx, &line, &reaction).await?;
        let (at, command) = (at.min(self.clock.now()), sign.command());
        let (card, covered) = (None, Vec::new());
        let event = Event::CaseCommanded { at, case, expert, line, command, card, covered };
        self.apply_to_case(tx, case, event, None).await
    }

    /// An expert changed a line, or took it back.
    pub(crate) async fn staff_changed(
        &self,
        tx: &mut Tx,
        expert: Expert,
        line: PlatformMessageId,
        by: PlatformMessageId,
        text: Option<String>,
    ) -> Result<(), HandleError> {
        let known = room_events::find(tx, &line).await?;
        if let (Some(known), Some(_)) = (&known, &text) {
            // The change has the words in it, too: it goes when they have to.
            let change = self.line(known.case, RoomEventKind::Message, Some(expert.clone()));
            room_events::remember(tx, &by, &change).await?;
        }
        // The desk's own lines stay known: a thread begins where it began, whatever a moderator takes out.
        if text.is_none() && known.as_ref().is_some_and(|line| line.by.is_some()) {
            room_events::forget(tx, &line).await?;
        }
        let in_case = known.as_ref().map(|line| line.case);
        let before = known.as_ref().map(|line| (line.kind, line.by.as_ref()));
        match (line_change(before, &expert, text.is_none()), in_case) {
            (LineChange::Undone { by, reaction }, Some(case)) => {
                self.apply_to_case(tx, case, Event::Undone { case, expert: by, sign: reaction }, None).await
            }
            (LineChange::Line { of }, in_case) => self.line_changed(tx, of, line, in_case, text).await,
            (LineChange::Nothing | LineChange::Undone { .. }, _) => Ok(()),
        }
    }

    async fn line_changed(
        &self,
        tx: &mut Tx,
        expert: Expert,
        line: PlatformMessageId,
        in_case: Option<CaseNumber>,
        text: Option<String>,
    ) -> Result<(), HandleError> {
        let (view, now) = (self.staff_view(), self.clock.now());
        let before = messages::of_staff(tx, &line).await?;
        let author = before.as_ref().map(|before| before.author);
        let edit = staff_edit(author, in_case.is_some(), text.as_deref().map(staff_line));
        let Some(before) = before else {
            if let StaffEdit::StaysNote { .. } = edit {
                self.tell_staff(tx, in_case, view.note_stays(), now).await?;
            }
            return Ok(());
        };
        let words = match edit {
            StaffEdit::Nothing => return Ok(()),
            StaffEdit::StaysNote { words } => {
                self.tell_staff(tx, before.case, view.note_stays(), now).await?;
                let words = words.as_ref().map(Words::as_str);
                return Ok(messages::reword(tx, before.id, words).await?);
            }
            StaffEdit::Mixed => {
                return Ok(self.tell_staff(tx, before.case, view.mistake(&Mistake::Mixed), now).await?);
            }
            StaffEdit::NoCommand => {
                return Ok(self.tell_staff(tx, before.case, view.no_command(), now).await?);
            }
            StaffEdit::Reply(words) => {
                messages::reword(tx, before.id, Some(words.as_str())).await?;
                Some(words)
            }
            StaffEdit::Note => {
                messages::becomes_note(tx, before.id, text.as_deref().unwrap_or_default()).await?;
                None
            }
            StaffEdit::TakenBack => {
                messages::reword(tx, before.id, None).await?;
                None
            }
        };
        let (Some(case), Author::Expert) = (before.case, before.author) else {
            return Ok(());
        };
        let Some(loaded) = conversations::by_id(tx, &before.conversation).await? else {
            return Ok(());
        };
        let event = Event::ReplyChanged { case, expert, line, written: before.at, words };
        self.apply(tx, &loaded, event, None, now).await
    }

    /// Something an expert sent goes nowhere: they are told where they sent it.
    pub(crate) async fn staff_unheard(
        &self,
        tx: &mut Tx,
        thread: &Thread,
        line: Option<PlatformMessageId>,
        why: Unheard,
    ) -> Result<(), HandleError> {
        let case = self.case_of(tx, thread).await?;
        if let (Some(case), Some(line)) = (case, line) {
            room_events::remember(tx, &line, &self.line(case, RoomEventKind::Message, None)).await?;
        }
        let message = match why {
            Unheard::Undecryptable => self.staff_view().sealed(),
            // Chatter among the staff may have pictures.
            Unheard::File if case.is_none() => return Ok(()),
            Unheard::File => self.staff_view().no_files(),
        };
        Ok(self.tell_staff(tx, case, message, self.clock.now()).await?)
    }

    /// An expert has left the room: their cases are free again.
    pub(crate) async fn expert_left(&self, tx: &mut Tx, expert: &Expert) -> Result<(), HandleError> {
        let open = cases::open(tx).await?;
        for case in open.into_iter().filter(|case| case.holder.as_ref() == Some(expert)) {
            let (case, expert) = (case.number, expert.clone());
            self.apply_to_case(tx, case, Event::ExpertLeft { case, expert }, None).await?;
        }
        Ok(())
    }

    /// The desk is in this room of the staff's for the first time: it says what it is there for, and open cases begin
    /// anew here, wherever they began.
    pub(crate) async fn in_staff_room(&self, tx: &mut Tx, encrypted: bool) -> Result<(), HandleError> {
        let now = self.clock.now();
        self.tell_room(tx, self.staff_view().hello(encrypted), now).await?;
        for case in cases::open(tx).await? {
            if let Some(loaded) = conversation_of(tx, case.number).await? {
                self.begin_anew(tx, &loaded, now).await?;
            }
        }
        Ok(())
    }

    /// A line in the room where the staff are now.
    fn line(&self, case: CaseNumber, kind: RoomEventKind, by: Option<Expert>) -> RoomEvent {
        RoomEvent { case, kind, by, room: self.staff_room.room().unwrap_or_default() }
    }

    /// Something an expert wrote outside any thread: a command about the whole desk, or chatter that goes nowhere.
    async fn room_line(&self, tx: &mut Tx, written: &Written, said: StaffLine) -> Result<(), HandleError> {
        let now = self.clock.now();
        match said {
            StaffLine::Room(command) => self.room_command(tx, None, command, &written.mentions).await,
            StaffLine::Article(command) => {
                self.article_command(tx, None, written.expert.clone(), command).await
            }
            StaffLine::Phrasing(command) => {
                let message = self.phrasing_command(tx, &written.expert, command).await?;
                Ok(self.tell_room(tx, message, now).await?)
            }
            StaffLine::News(command) => {
                let message = self.news_command(tx, &written.expert, command).await?;
                Ok(self.tell_room(tx, message, now).await?)
            }
            StaffLine::Case(_) | StaffLine::Assign(_) => {
                Ok(self.tell_room(tx, self.staff_view().needs_case(), now).await?)
            }
            StaffLine::Wrong(mistake) => {
                Ok(self.tell_room(tx, self.staff_view().mistake(&mistake), now).await?)
            }
            StaffLine::Reply(_) | StaffLine::Note(_) | StaffLine::Empty => Ok(()),
        }
    }

    /// The answer goes where the question was asked.
    async fn room_command(
        &self,
        tx: &mut Tx,
        case: Option<CaseNumber>,
        command: RoomCommand,
        mentions: &[Expert],
    ) -> Result<(), HandleError> {
        let (now, view) = (self.clock.now(), self.staff_view());
        let message = match command {
            RoomCommand::Help => view.help(),
            RoomCommand::List => view.list(cases::open(tx).await?, now),
            RoomCommand::ArticlesDue => self.articles_due(),
            RoomCommand::Due => view.deadlines(cases::open(tx).await?, now),
            RoomCommand::Next => view.next(cases::open(tx).await?, now),
            RoomCommand::Figures => {
                let entries: Vec<Entry> = ledger::since(tx, now - figures::WINDOW).await?;
                view.figures(&Figures::of(&entries, &cases::open(tx).await?, now))
            }
            RoomCommand::Duty(names) => self.duty(tx, names, mentions).await?,
            RoomCommand::Search(words) => {
                view.found(&self.knowledge().search(words.as_str(), self.language().code()))
            }
        };
        Ok(self.tell_staff(tx, case, message, now).await?)
    }

    /// Who is on duty, now or from now on.
    async fn duty(
        &self,
        tx: &mut Tx,
        names: Option<Words>,
        mentions: &[Expert],
    ) -> Result<Message, HandleError> {
        let view = self.staff_view();
        let Some(names) = names else {
            return Ok(view.duty(&duty::list(tx).await?));
        };
        let on_duty = if colleagues::means_nobody(&names) {
            Vec::new()
        } else {
            match colleagues::on_duty(&names, mentions, &self.staff_room.colleagues().await) {
                Ok(on_duty) => on_duty,
                Err(name) => return Ok(view.unknown_expert(name)),
            }
        };
        duty::set(tx, &on_duty).await?;
        Ok(view.duty(&on_duty))
    }
}

async fn conversation_of(tx: &mut Tx, case: CaseNumber) -> Result<Option<Loaded>, HandleError> {
    Ok(match cases::conversation_of(tx, case).await? {
        Some(conversation) => conversations::by_id(tx, &conversation).await?,
        None => None,
    })
}
