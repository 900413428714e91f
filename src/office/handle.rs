//! One inbox row: who wrote, what it is, what the desk needs to know about it, and what follows.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    slice,
};

use jiff::Timestamp;

use super::{ATTEMPTS, BATCH, Office, retry_at};
use crate::{
    channels::{Inbound, Sent},
    desk::{
        commands::{CaseCommand, RoomCommand, StaffLine, person_line, staff_line},
        conversation::{ChannelKind, Conversation, LookUp},
        delivery::Errand,
        event::{Event, Found},
        ids::{CaseNumber, Expert},
        language::Language,
        message::{Button, Message},
        replies::Reply,
        words::Words,
    },
    store::{
        Ids, StoreError, Tx, cases,
        conversations::{self, Loaded},
        inbox::{self, InboxRow},
        messages::{Author, Kept},
        next_case,
        outbox::{self, Parcel},
    },
};

/// Why a row could not be handled.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Unreadable(#[from] crate::channels::Unreadable),
    /// A bug of ours: contained, so that it stays this row's trouble.
    #[error("the desk panicked")]
    Panicked,
}

impl Office {
    /// Handles the rows that are due; says how many were touched. What follows waits in the outbox.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handle_arrivals(&self) -> Result<usize, StoreError> {
        let mut rows = self.store.next_arrivals(self.clock.now(), BATCH).await?;
        // One commit for all that arrived together: getting it to the disk is most of what a message costs.
        if rows.len() > 1 {
            if self.handle_together(&rows).await.is_ok() {
                return Ok(rows.len());
            }
            // One of them failed, and nothing has happened: each is handled by itself, so that the trouble stays its
            // own. Read again, in case it was only the answer to our commit that was lost.
            rows = self.store.next_arrivals(self.clock.now(), BATCH).await?;
        }
        for row in &rows {
            if let Err(trouble) = self.handle_together(slice::from_ref(row)).await {
                self.troubled(row, &trouble).await?;
            }
        }
        Ok(rows.len())
    }

    /// Handles rows in one transaction: all of them, or none.
    async fn handle_together(&self, rows: &[InboxRow]) -> Result<(), Trouble> {
        let mut tx = self.store.begin().await?;
        for row in rows {
            self.handle(&mut tx, row).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    async fn handle(&self, tx: &mut Tx, row: &InboxRow) -> Result<(), Trouble> {
        let inbound = match self.channels.get(&row.source) {
            Some(channel) => channel.read(&row.payload)?,
            None => self.staff_room.read(&row.payload)?,
        };
        match inbound {
            Inbound::Person { address, language, sent } => {
                self.person_sent(tx, row, &address, language, sent).await?;
            }
            Inbound::Staff { expert, case: Some(case), text } => {
                self.thread_line(tx, row.at, expert, case, &text).await?;
            }
            Inbound::Staff { case: None, text, .. } => self.room_line(tx, &text).await?,
        }
        Ok(inbox::done(tx, row.id).await?)
    }

    /// A row that fails is tried again later; one that fails for good is kept aside, the staff are told, and the
    /// sender gets a reply.
    async fn troubled(&self, row: &InboxRow, trouble: &Trouble) -> Result<(), StoreError> {
        let now = self.clock.now();
        tracing::warn!(row = row.id, attempt = row.attempts + 1, %trouble, "an inbox row could not be handled");
        let hopeless = matches!(trouble, Trouble::Unreadable(_)) || row.attempts + 1 >= ATTEMPTS;
        if !hopeless {
            return self.store.postpone_arrival(row.id, retry_at(now, row.attempts)).await;
        }
        let mut tx = self.store.begin().await?;
        inbox::set_aside(&mut tx, row.id).await?;
        self.tell_room(&mut tx, self.room_speaker().dead_letter(row.id), now).await?;
        if let Some(channel) = self.channels.get(&row.source)
            && let Ok(Inbound::Person { address, .. }) = channel.read(&row.payload)
            && let Some(conversation) = conversations::id_at_address(&mut tx, row.source, &address).await?
        {
            // The conversation itself may be what is broken: its language is not asked for.
            let message = self.speaker(self.language()).message(&Reply::OutOfOrder, false);
            let parcel = Parcel::Person { conversation, errand: Errand::Automatic, message };
            let mut ids = Ids::reserve(&mut tx, 1).await?;
            outbox::post(&mut tx, &mut ids, &parcel, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn person_sent(
        &self,
        tx: &mut Tx,
        row: &InboxRow,
        address: &str,
        language: Option<Language>,
        sent: Sent,
    ) -> Result<(), Trouble> {
        let (now, at) = (self.clock.now(), row.at);
        let loaded = self.conversation_at(tx, row.source, address, language, now).await?;
        let case = loaded.conversation.case().map(|case| case.number);
        let (event, kept) = match sent {
            Sent::Button(data) => {
                let button: Option<Button> = data.parse().ok();
                let found = self.look_up(&loaded.conversation, button, now)?;
                (Event::Pressed { at, button, found, next_case: self.next_case(tx, now).await? }, None)
            }
            Sent::Text(text) => match Words::parse(&text) {
                None => (Event::SentNothingReadable, None),
                Some(words) => {
                    let kept = Kept { case, author: Author::Person, body: words.as_str().to_owned(), at };
                    let event = if let Some(command) = person_line(&words) {
                        Event::Commanded { at, command }
                    } else {
                        let verdict = self.decide(&words, loaded.conversation.language, now)?;
                        Event::Wrote { at, words, verdict, next_case: self.next_case(tx, now).await? }
                    };
                    (event, Some(kept))
                }
            },
        };
        self.apply(tx, &loaded, event, kept, now).await
    }

    async fn conversation_at(
        &self,
        tx: &mut Tx,
        channel: ChannelKind,
        address: &str,
        language: Option<Language>,
        now: Timestamp,
    ) -> Result<Loaded, StoreError> {
        if let Some(loaded) = conversations::at_address(tx, channel, address).await? {
            return Ok(loaded);
        }
        let offered = |language: &Language| self.policy.languages.as_slice().contains(language);
        let language = language.filter(offered).unwrap_or(self.language());
        let conversation = Conversation::new(channel, language);
        conversations::meet(tx, conversation, address, now).await
    }

    /// Something an expert wrote in a case's thread.
    async fn thread_line(
        &self,
        tx: &mut Tx,
        at: Timestamp,
        expert: Expert,
        case: CaseNumber,
        text: &str,
    ) -> Result<(), Trouble> {
        let now = self.clock.now();
        let line = staff_line(text);
        let (event, kept) = match line {
            StaffLine::Room(command) => return self.room_command(tx, command).await,
            StaffLine::Wrong(mistake) => {
                let message = self.room_speaker().mistake(&mistake);
                return Ok(self.tell_thread(tx, case, message, now).await?);
            }
            StaffLine::Empty => return Ok(()),
            StaffLine::Reply(words) => {
                let kept =
                    Kept { case: Some(case), author: Author::Expert, body: words.as_str().to_owned(), at };
                (Event::Replied { at, case, expert, words }, Some(kept))
            }
            StaffLine::Note(words) | StaffLine::Case(CaseCommand::Note(words)) => {
                let kept =
                    Kept { case: Some(case), author: Author::Note, body: words.as_str().to_owned(), at };
                (Event::Noted { case }, Some(kept))
            }
            StaffLine::Case(command) => {
                let card = match &command {
                    CaseCommand::Use(slug) => self.knowledge.card(slug, self.language().code()),
                    _ => None,
                };
                (Event::CaseCommanded { at, case, expert, command, card }, None)
            }
        };
        let Some(conversation) = cases::conversation_of(tx, case).await? else {
            return Ok(self.tell_room(tx, self.room_speaker().unknown_case(case), now).await?);
        };
        let Some(loaded) = conversations::by_id(tx, &conversation).await? else {
            return Ok(self.tell_room(tx, self.room_speaker().unknown_case(case), now).await?);
        };
        self.apply(tx, &loaded, event, kept, now).await
    }

    /// Something an expert wrote outside any thread: a command about the whole desk, or chatter that goes nowhere.
    async fn room_line(&self, tx: &mut Tx, text: &str) -> Result<(), Trouble> {
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

    /// What the desk needs to know about a button before it can act on it.
    fn look_up(
        &self,
        conversation: &Conversation,
        button: Option<Button>,
        now: Timestamp,
    ) -> Result<Found, Trouble> {
        let Some(button) = button else {
            return Ok(Found::Nothing);
        };
        Ok(match conversation.look_up(button) {
            LookUp::Nothing => Found::Nothing,
            LookUp::Article(slug) => {
                self.knowledge.card(&slug, conversation.language.code()).map_or(Found::Nothing, Found::Card)
            }
            LookUp::Question(words) => Found::Verdict(self.decide(&words, conversation.language, now)?),
        })
    }

    fn decide(
        &self,
        words: &Words,
        language: Language,
        now: Timestamp,
    ) -> Result<crate::desk::verdict::Verdict, Trouble> {
        let today = self.policy.calendar.day(now);
        catch_unwind(AssertUnwindSafe(|| {
            self.knowledge.decide(words.as_str(), language.code(), today).verdict
        }))
        .map_err(|_| Trouble::Panicked)
    }

    pub(super) async fn next_case(&self, tx: &mut Tx, now: Timestamp) -> Result<CaseNumber, StoreError> {
        next_case(tx, self.policy.calendar.day(now).year()).await
    }

    async fn tell_room(&self, tx: &mut Tx, message: Message, now: Timestamp) -> Result<(), StoreError> {
        self.tell_staff(tx, None, message, now).await
    }

    async fn tell_thread(
        &self,
        tx: &mut Tx,
        case: CaseNumber,
        message: Message,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.tell_staff(tx, Some(case), message, now).await
    }

    async fn tell_staff(
        &self,
        tx: &mut Tx,
        case: Option<CaseNumber>,
        message: Message,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        use crate::desk::room::{Mention, Place};
        let place = if case.is_some() { Place::Thread } else { Place::Room };
        let parcel = Parcel::Staff { case, place, mention: Mention::Nobody, message };
        let mut ids = Ids::reserve(tx, 1).await?;
        outbox::post(tx, &mut ids, &parcel, now).await
    }
}
