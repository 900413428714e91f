//! What the experts write in their room, in a case's thread or outside any; who comes and goes there.
//!
//! Invariants: only a reply in a thread goes to a person; the answer to a command goes where it was given.

use domain::{
    colleagues,
    commands::{CaseCommand, StaffLine, staff_line},
    event::Event,
    ids::{CaseNumber, Expert, PlatformMessageId},
    mask::has_personal,
    message::{Author, Message},
    room_event::RoomEventKind,
    words::Words,
};
use jiff::Timestamp;

use crate::{
    app::{
        apply::{apply, begin_anew},
        error::HandleError,
        staff::{articles, news, phrasings, room},
        work::Work,
    },
    channels::{Thread, Unheard},
    store::{
        StoreError, Tx,
        desk::{
            cases, conversations,
            messages::{self, KeptMessage},
            room_events::{self, RoomEvent},
        },
        queue::outbox,
    },
};

/// A line that an expert wrote, before anybody has looked into it.
pub struct StaffMessage {
    pub expert: Expert,
    pub thread: Thread,
    pub line: PlatformMessageId,
    pub text: String,
    /// The colleagues it names.
    pub mentions: Vec<Expert>,
}

/// Something an expert wrote, in a case's thread or outside any.
pub async fn wrote(work: &mut Work<'_>, at: Timestamp, written: StaffMessage) -> Result<(), HandleError> {
    let said = staff_line(&written.text);
    let case = case_of(&mut work.tx, &written.thread).await?;
    if let (Some(case), true) = (case, work.desk.staff_room.shows_changes()) {
        let line = line_here(work, case, RoomEventKind::Message, Some(written.expert.clone()));
        room_events::remember(&mut work.tx, &written.line, &line).await?;
    }
    if let (Some(_), Thread::Answering(_), StaffLine::Reply(_)) = (case, &written.thread, &said) {
        // It looks like an answer to the person, and goes to nobody: whoever wrote it must know.
        return Ok(work.tell_room(work.desk.staff_view().not_in_thread()).await?);
    }
    match meaning(work, at, case, written, said).await? {
        Meaning::Nothing => Ok(()),
        Meaning::Answer(message) => Ok(work.tell_staff(case, message).await?),
        Meaning::Happened { case, event, kept } => apply_to_case(work, case, *event, kept).await,
    }
}

/// What a line comes to.
enum Meaning {
    Nothing,
    /// Something about the whole desk, or a mistake: it is answered where it was written.
    Answer(Message),
    /// Something in a case, with the words that are kept of it.
    Happened {
        case: CaseNumber,
        event: Box<Event>,
        kept: Option<KeptMessage>,
    },
}

async fn meaning(
    work: &mut Work<'_>,
    at: Timestamp,
    case: Option<CaseNumber>,
    StaffMessage { expert, line, mentions, .. }: StaffMessage,
    said: StaffLine,
) -> Result<Meaning, HandleError> {
    let desk = work.desk;
    // By one time throughout, also where a platform's clock is ahead of ours: a reply is known again by it.
    let at = at.min(work.now);
    let kept = |author, words: &Words| {
        let (body, origin) = (words.as_str().to_owned(), Some(line.0.clone()));
        Some(KeptMessage { case, author, body, at, origin })
    };
    let (case, event, kept) = match (said, case) {
        (StaffLine::Room(command), _) => {
            return Ok(Meaning::Answer(room::command(work, command, &mentions).await?));
        }
        (StaffLine::Article(command), case) => {
            return Ok(Meaning::Answer(articles::command(work, case, expert, command).await?));
        }
        (StaffLine::Phrasing(command), _) => {
            return Ok(Meaning::Answer(phrasings::command(work, &expert, command).await?));
        }
        (StaffLine::News(command), _) => {
            return Ok(Meaning::Answer(news::command(work, &expert, command).await?));
        }
        (StaffLine::Wrong(mistake), _) => return Ok(Meaning::Answer(desk.staff_view().mistake(&mistake))),
        (StaffLine::Case(_) | StaffLine::Assign(_), None) => {
            return Ok(Meaning::Answer(desk.staff_view().needs_case()));
        }
        (StaffLine::Empty, _) | (StaffLine::Reply(_) | StaffLine::Note(_), None) => {
            return Ok(Meaning::Nothing);
        }
        (StaffLine::Reply(words), Some(case)) => {
            let kept = kept(Author::Expert, &words);
            (case, Event::Replied { at, case, expert, line, words }, kept)
        }
        (StaffLine::Note(words) | StaffLine::Case(CaseCommand::Note(words)), Some(case)) => {
            (case, Event::Noted { case }, kept(Author::Note, &words))
        }
        (StaffLine::Assign(name), Some(case)) => {
            let to = colleagues::named(&name, &mentions, &desk.staff_room.colleagues().await);
            (case, Event::Assigned { case, by: expert, name, to }, None)
        }
        (StaffLine::Case(command), Some(case)) => {
            let card = match &command {
                CaseCommand::Use(slug) => desk.knowledge().card(slug, desk.language().code()),
                _ => None,
            };
            let covered = match &command {
                CaseCommand::Show => covered(&mut work.tx, case).await?,
                _ => Vec::new(),
            };
            (case, Event::CaseCommanded { at, case, expert, line, command, card, covered }, None)
        }
    };
    Ok(Meaning::Happened { case, event: Box::new(event), kept })
}

/// What the person wrote in this case of which something is covered in the room.
async fn covered(tx: &mut Tx, case: CaseNumber) -> Result<Vec<Words>, StoreError> {
    let said = messages::of_case(tx, case).await?.into_iter();
    let theirs = said.filter(|(author, _, body)| *author == Author::Person && has_personal(body));
    Ok(theirs.filter_map(|(_, _, body)| Words::parse(&body)).collect())
}

/// The case a thread belongs to.
pub async fn case_of(tx: &mut Tx, thread: &Thread) -> Result<Option<CaseNumber>, HandleError> {
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

/// What happened to a case goes to its conversation; if nobody knows such a case, the room is told.
pub async fn apply_to_case(
    work: &mut Work<'_>,
    case: CaseNumber,
    event: Event,
    kept: Option<KeptMessage>,
) -> Result<(), HandleError> {
    match conversations::of_case(&mut work.tx, case).await? {
        Some(loaded) => apply(work, &loaded, event, kept).await,
        None => Ok(work.tell_room(work.desk.staff_view().unknown_case(case)).await?),
    }
}

/// A line in the room where the staff are now.
pub fn line_here(work: &Work<'_>, case: CaseNumber, kind: RoomEventKind, by: Option<Expert>) -> RoomEvent {
    RoomEvent { case, kind, by, room: work.desk.staff_room.room().unwrap_or_default() }
}

/// Something an expert sent goes nowhere: they are told where they sent it.
pub async fn unheard(
    work: &mut Work<'_>,
    thread: &Thread,
    line: Option<PlatformMessageId>,
    why: Unheard,
) -> Result<(), HandleError> {
    let case = case_of(&mut work.tx, thread).await?;
    if let (Some(case), Some(line)) = (case, line) {
        let here = line_here(work, case, RoomEventKind::Message, None);
        room_events::remember(&mut work.tx, &line, &here).await?;
    }
    let message = match why {
        Unheard::Undecryptable => work.desk.staff_view().sealed(),
        // Chatter among the staff may have pictures.
        Unheard::File if case.is_none() => return Ok(()),
        Unheard::File => work.desk.staff_view().no_files(),
    };
    Ok(work.tell_staff(case, message).await?)
}

/// An expert has left the room: their cases are free again.
pub async fn left(work: &mut Work<'_>, expert: &Expert) -> Result<(), HandleError> {
    let open = cases::open(&mut work.tx).await?;
    for case in open.into_iter().filter(|case| case.holder.as_ref() == Some(expert)) {
        let (case, expert) = (case.number, expert.clone());
        apply_to_case(work, case, Event::ExpertLeft { case, expert }, None).await?;
    }
    Ok(())
}

/// The desk is in this room of the staff's for the first time: it says what it is there for, and open cases begin anew
/// here, wherever they began.
pub async fn in_new_room(work: &mut Work<'_>, encrypted: bool) -> Result<(), HandleError> {
    work.tell_room(work.desk.staff_view().hello(encrypted)).await?;
    for case in cases::open(&mut work.tx).await? {
        if let Some(loaded) = conversations::of_case(&mut work.tx, case.number).await? {
            begin_anew(work, &loaded).await?;
        }
    }
    Ok(())
}
