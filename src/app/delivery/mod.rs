//! Sending: takes outbox rows to their channel and tells the desk what became of them. Rows of different ordering keys are on
//! their way together; a ordering key waits for its own first row only.
//!
//! Invariant: what became of a row is never forgotten while the process lives. If it cannot be written down, it is kept
//! until it can; a row whose fate is known is not sent again.
//!
//! Accepted race: a crash between the platform's yes and our commit sends the row again; its id is the same, so a
//! platform with transaction ids shows it once, and one without repeats the few that were on their way.

pub(crate) mod file;

use std::{
    collections::{HashMap, HashSet},
    slice,
    sync::Arc,
    time::Duration,
};

use domain::{
    colleagues::{self, Call},
    delivery::{Consequence, Delivery, Purpose, Undeliverable},
    event::Event,
    ids::{CaseNumber, PlatformMessageId},
    message::Message,
    post::{Mention, Place},
    retry::{self, Settlement},
    room_event::RoomEventKind,
};
use jiff::{SignedDuration, Timestamp};
use tokio::{
    task::{self, JoinSet},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use self::file::HandOver;
use crate::{
    app::{App, BATCH, apply::line_gone, error::HandleError},
    channels::{Channel, Destination, Dispatch, Edit, Tick, Turn},
    store::{
        Ids, StoreError, Tx, cases, conversations,
        outbox::{self, Carrier, DeliveryStatus, OutboundMessage, OutboxRow},
        personal, renewals,
        room_events::{self, RoomEvent},
    },
};

/// How many rows each carrier may have on their way at the same time: one that hangs keeps nobody else's waiting.
const MAX_IN_FLIGHT: usize = 32;
/// How many of them may be answers, marks and notices: there is always room for what comes first.
const MAX_ORDINARY: usize = 24;
/// Where rows are sent one after the other, a turn is waited for that comes so soon: of one person, and of all.
const SOON: SignedDuration = SignedDuration::from_secs(2);
const AT_ONCE: SignedDuration = SignedDuration::from_millis(200);
/// How long what is on its way may still take once the desk has been told to stop.
const LAST_MOMENTS: Duration = Duration::from_secs(4);
/// How often the desk is told of a row while others keep saving its conversation.
const CONFLICTS: usize = 5;

/// A row that was tried, and what became of it.
pub(crate) struct Attempt {
    row: OutboxRow,
    delivery: Delivery,
    /// The room of the staff's in which it was tried.
    room: String,
    /// The file that should have gone with it could not be handed over.
    without_file: bool,
}

/// What is on its way, and what is through and not yet written down.
#[derive(Default)]
pub(crate) struct InFlight {
    tasks: JoinSet<Result<Attempt, StoreError>>,
    /// What each task is about.
    rows: HashMap<task::Id, OutboxRow>,
    ended: Vec<Attempt>,
    /// Rows whose task broke.
    broken: Vec<OutboxRow>,
    /// Lanes whose person has been sent much in a short time, and until when nothing more goes there.
    resting: HashMap<String, Instant>,
    /// Carriers that want nothing, and until when.
    rate_limited: HashMap<Carrier, Instant>,
}

impl Attempt {
    /// It was not sent, or nobody knows.
    fn unsent(row: OutboxRow, delivery: Delivery) -> Self {
        Self { row, delivery, room: String::new(), without_file: false }
    }
}

impl InFlight {
    /// The ordering keys whose first row is not done with, or whose turn it is not.
    fn busy(&self) -> HashSet<&str> {
        let through = self.ended.iter().map(|tried| tried.row.ordering_key.as_str());
        let resting = self.resting.keys().map(String::as_str);
        self.rows.values().map(|row| row.ordering_key.as_str()).chain(through).chain(resting).collect()
    }

    /// Waits no longer: whether these arrive nobody knows.
    fn abandon(&mut self) {
        self.tasks.abort_all();
        let left = self.rows.drain();
        self.ended.extend(left.map(|(_, row)| Attempt::unsent(row, Delivery::Uncertain)));
    }

    /// How many rows a carrier has, and how many of them are ordinary.
    fn carried_by(&self, carrier: Carrier) -> (usize, usize) {
        let rows = || self.rows.values().filter(|row| row.carrier == carrier);
        (rows().count(), rows().filter(|row| !row.comes_first).count())
    }

    /// Forgets whose time has come; says how long the next one still takes.
    fn wake(&mut self, now: Instant) -> Option<Duration> {
        self.resting.retain(|_, until| *until > now);
        self.rate_limited.retain(|_, until| *until > now);
        self.resting.values().chain(self.rate_limited.values()).min().map(|until| until.duration_since(now))
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.ended.is_empty()
    }
}

impl App {
    /// Sends the rows that are due, one after the other; says how many were touched.
    pub(crate) async fn send_due(&self) -> Result<usize, StoreError> {
        let rows = self.store.next_outgoing(self.clock.now(), BATCH).await?;
        let touched = rows.len();
        let mut tried = Vec::with_capacity(touched);
        let mut trouble = Ok(());
        for row in rows {
            if row.payload.has_file() {
                // It follows the head of its case, which may be among those.
                self.settle_attempts(&mut tried).await?;
            }
            let (wait, longest) = match self.turn_of(&row) {
                Turn::Now => (SignedDuration::ZERO, SOON),
                Turn::NotThisOne { wait } => (wait, SOON),
                Turn::Nobody { wait } => (wait, AT_ONCE),
            };
            let attempt = if wait <= longest {
                tokio::time::sleep(wait.unsigned_abs()).await;
                self.attempt(row).await
            } else {
                Ok(Attempt::unsent(row, Delivery::Later { after: Some(wait) }))
            };
            match attempt {
                Ok(attempt) => tried.push(attempt),
                Err(error) => trouble = Err(error),
            }
        }
        self.settle_attempts(&mut tried).await?;
        trouble.map(|()| touched)
    }

    /// Sends until told to stop: as soon as a row is through, the next one goes, whatever the others do. What is on its
    /// way is waited for.
    ///
    /// Each row is a task of its own: a future that nobody polls could be handed the one connection and keep it.
    pub(crate) async fn keep_sending(
        self: &Arc<Self>,
        in_flight: &mut InFlight,
        stop: &CancellationToken,
    ) -> Result<(), StoreError> {
        let last_moment = async {
            stop.cancelled().await;
            tokio::time::sleep(LAST_MOMENTS).await;
        };
        let mut last_moment = std::pin::pin!(last_moment);
        loop {
            while let Some(row) = in_flight.broken.last() {
                let again = retry::broken(row.attempts, self.clock.now());
                if let Some(at) = again {
                    self.retry(row.id, at).await?;
                }
                let given_up = in_flight.broken.pop().filter(|_| again.is_none());
                in_flight.ended.extend(
                    given_up.map(|row| Attempt::unsent(row, Delivery::GaveUp(Undeliverable::Refused))),
                );
            }
            self.settle_attempts(&mut in_flight.ended).await?;
            let stopping = stop.is_cancelled();
            if stopping && in_flight.is_empty() {
                return Ok(());
            }
            let (mut due, now) = (None, self.clock.now());
            if !stopping && !self.spawn_attempts(in_flight, now).await? {
                due = self.store.next_outgoing_due(now).await?;
            }
            let mut rest = self.rest_until(due);
            if let Some(turn) = in_flight.wake(Instant::now()) {
                rest = rest.min(turn);
            }
            tokio::select! {
                Some(first) = in_flight.tasks.join_next_with_id() => {
                    // All that are through by now share a commit.
                    let mut trouble = Ok(());
                    let mut ended = Some(first);
                    while let Some(end) = ended {
                        trouble = trouble.and(in_flight.join(end));
                        ended = in_flight.tasks.try_join_next_with_id();
                    }
                    trouble?;
                }
                () = self.posted.notified() => {}
                () = tokio::time::sleep(rest) => {}
                () = stop.cancelled(), if !stopping => {}
                () = &mut last_moment, if !in_flight.rows.is_empty() => in_flight.abandon(),
            }
        }
    }

    /// Sends off as many rows as there is room for, each carrier by itself; says whether there may be more.
    async fn spawn_attempts(
        self: &Arc<Self>,
        in_flight: &mut InFlight,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        in_flight.wake(Instant::now());
        let mut more = false;
        let platforms = self.channels.keys().map(|kind| Carrier::Platform(*kind));
        for carrier in std::iter::once(Carrier::StaffRoom).chain(platforms) {
            if !in_flight.rate_limited.contains_key(&carrier) {
                more |= self.spawn_for(carrier, in_flight, now).await?;
            }
        }
        Ok(more)
    }

    async fn spawn_for(
        self: &Arc<Self>,
        carrier: Carrier,
        in_flight: &mut InFlight,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (mut carried, mut ordinary) = in_flight.carried_by(carrier);
        let free = MAX_IN_FLIGHT.saturating_sub(carried);
        if free == 0 {
            return Ok(true);
        }
        // Rows on their way still wait in the table, each the first of its ordering key.
        let busy = in_flight.busy();
        let limit = free + busy.len();
        let mut due = self.store.next_for(carrier, now, i64::try_from(limit).unwrap_or(BATCH)).await?;
        let more = due.len() == limit;
        due.retain(|row| !busy.contains(row.ordering_key.as_str()));
        for row in due {
            if carried == MAX_IN_FLIGHT || !row.comes_first && ordinary >= MAX_ORDINARY {
                return Ok(true);
            }
            match self.turn_of(&row) {
                Turn::Now => {}
                Turn::NotThisOne { wait } => {
                    in_flight.resting.insert(row.ordering_key, Instant::now() + wait.unsigned_abs());
                    continue;
                }
                Turn::Nobody { wait } => {
                    in_flight.rate_limited.insert(carrier, Instant::now() + wait.unsigned_abs());
                    return Ok(false);
                }
            }
            (carried, ordinary) = (carried + 1, ordinary + usize::from(!row.comes_first));
            let (app, on_its_way) = (self.clone(), row.clone());
            let task = in_flight.tasks.spawn(async move { app.attempt(row).await });
            in_flight.rows.insert(task.id(), on_its_way);
        }
        Ok(more)
    }

    /// Whether a row may be sent now.
    fn turn_of(&self, row: &OutboxRow) -> Turn {
        match row.carrier {
            Carrier::StaffRoom => self.staff_room.turn(None),
            Carrier::Platform(kind) => {
                let address = row.address.as_deref();
                self.channels.get(&kind).map_or(Turn::Now, |channel| channel.turn(address))
            }
        }
    }

    /// A row that broke its task is not tried again at once.
    async fn retry(&self, row: i64, at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        outbox::postpone(&mut tx, row, at, false).await?;
        Ok(tx.commit().await?)
    }

    async fn attempt(&self, row: OutboxRow) -> Result<Attempt, StoreError> {
        let room = self.staff_room.room().unwrap_or_default();
        let (delivery, without_file) = match &row.payload {
            OutboundMessage::Staff { case, place, mention, message } => {
                match self.where_to(*case, place, mention, &room).await? {
                    Ok(to) => self.deliver_to_staff(&row, *case, to, message.clone()).await?,
                    Err(delivery) => (delivery, false),
                }
            }
            OutboundMessage::Person { purpose: Purpose::Proactive { reminder }, .. }
                if !self.store.is_of_use(*reminder, self.clock.now()).await? =>
            {
                (Delivery::GaveUp(Undeliverable::Refused), false)
            }
            OutboundMessage::Person { message, purpose, .. } => match self.reach(&row) {
                Ok((channel, address)) => {
                    let (to, message) = (Destination::Person { address }, message.clone());
                    let farewell = *purpose == Purpose::Farewell;
                    let dispatch = Dispatch { id: row.id, to, message, handed: None, farewell };
                    (channel.deliver(dispatch).await, false)
                }
                Err(delivery) => (delivery, false),
            },
            OutboundMessage::Tick { line, .. } => match self.reach(&row) {
                Ok((channel, address)) => {
                    let tick = Tick { id: row.id, address, line: line.clone() };
                    (channel.tick(&tick).await, false)
                }
                Err(delivery) => (delivery, false),
            },
            OutboundMessage::Edit { row: earlier, message, remove, .. } => {
                let delivery = match (self.reach(&row), self.store.delivery_status(*earlier).await?) {
                    (Err(delivery), _) => delivery,
                    // A row of the same ordering key: it has been tried before this one.
                    (Ok((channel, address)), DeliveryStatus::Arrived { platform_message_id }) => {
                        let (message, remove) = (message.clone(), *remove);
                        channel
                            .edit(&Edit { id: row.id, address, platform_message_id, message, remove })
                            .await
                    }
                    // What never arrived need not be taken away, and cannot be changed.
                    (Ok(_), DeliveryStatus::NeverArrived) if *remove => {
                        Delivery::Delivered { platform_message_id: String::new() }
                    }
                    (Ok(_), DeliveryStatus::NeverArrived | DeliveryStatus::Unknown) => {
                        Delivery::GaveUp(Undeliverable::Refused)
                    }
                };
                (delivery, false)
            }
        };
        Ok(Attempt { row, delivery, room, without_file })
    }

    /// Where in the staff's room a line goes; or what becomes of one that goes nowhere there.
    async fn where_to(
        &self,
        case: Option<CaseNumber>,
        place: &Place,
        mention: &Mention,
        room: &str,
    ) -> Result<Result<Destination, Delivery>, StoreError> {
        let mut to_room = room.to_owned();
        if let Place::Reaction { line, .. } | Place::Redact { line } = place
            && let Some(other) = self.store.room_of(line).await?.filter(|other| other != room)
        {
            // Nothing goes on where the staff were before; what has to go, goes there as well.
            if matches!(place, Place::Reaction { .. }) {
                return Ok(Err(Delivery::Delivered { platform_message_id: String::new() }));
            }
            to_room = other;
        }
        let mut head = None;
        if let Some(case) = case {
            head = self.store.head(case, room).await?;
            let unknown = head.is_none() && place.is_in_thread() && !room.is_empty();
            if unknown && self.store.begins_elsewhere(case, room).await? {
                match self.begin_here(case, room).await? {
                    Ok(line) => head = line,
                    Err(delivery) => return Ok(Err(delivery)),
                }
            }
        }
        let room = Some(to_room).filter(|room| !room.is_empty());
        let call = self.call(mention).await?;
        Ok(Ok(Destination::Staff { room, case, place: place.clone(), call, head }))
    }

    /// The staff have moved, and something is said in a case that began elsewhere: first it gets a head here. Its number
    /// makes the dispatch: sent twice, it is shown once.
    async fn begin_here(
        &self,
        case: CaseNumber,
        room: &str,
    ) -> Result<Result<Option<PlatformMessageId>, Delivery>, StoreError> {
        let mut tx = self.store.begin().await?;
        let loaded = match cases::conversation_of(&mut tx, case).await? {
            Some(conversation) => conversations::by_id(&mut tx, &conversation).await?,
            None => None,
        };
        tx.commit().await?;
        let now =
            loaded.and_then(|loaded| loaded.conversation.head_now()).filter(|(number, _)| *number == case);
        let Some(message) = now.and_then(|(case, post)| self.posted_pages(case, &post).into_iter().next())
        else {
            return Ok(Ok(None));
        };
        let to = Destination::Staff {
            room: Some(room.to_owned()),
            case: Some(case),
            place: Place::ThreadRoot,
            call: Call::Nobody,
            head: None,
        };
        let id = -(i64::from(case.year) * 1_000_000 + i64::from(case.place));
        let dispatch = Dispatch { id, to, message, handed: None, farewell: false };
        let Delivery::Delivered { platform_message_id } = self.staff_room.deliver(dispatch).await else {
            return Ok(Err(Delivery::Later { after: Some(retry::ROOT_FIRST) }));
        };
        let line = PlatformMessageId(platform_message_id);
        let mut tx = self.store.begin().await?;
        let head = RoomEvent { case, kind: RoomEventKind::Root, by: None, room: room.to_owned() };
        room_events::remember(&mut tx, &line, &head).await?;
        tx.commit().await?;
        Ok(Ok(Some(line)))
    }

    /// Says, too, whether a file that should have gone with it did not.
    async fn deliver_to_staff(
        &self,
        row: &OutboxRow,
        case: Option<CaseNumber>,
        to: Destination,
        mut message: Message,
    ) -> Result<(Delivery, bool), StoreError> {
        let dispatch =
            |message, handed| Dispatch { id: row.id, to: to.clone(), message, handed, farewell: false };
        let Some(attachment) = message.attachment.take() else {
            return Ok((self.staff_room.deliver(dispatch(message, None)).await, false));
        };
        if let Some(case) = case
            && self.store.head_waits(case).await?
        {
            return Ok((Delivery::Later { after: Some(retry::FILE_AFTER_ROOT) }, false));
        }
        Ok(match self.hand_over(row, case, &attachment).await? {
            // The turn is over when the file is out of our hands.
            HandOver::Ready(handed, _turn) => {
                (self.staff_room.deliver(dispatch(message, Some(handed))).await, false)
            }
            HandOver::NotNow { after } => (Delivery::Later { after }, false),
            HandOver::Never => {
                let message = self.staff_view().not_handed_over(message);
                (self.staff_room.deliver(dispatch(message, None)).await, true)
            }
        })
    }

    /// Who is called: those on duty who are still in the room, or everybody.
    async fn call(&self, mention: &Mention) -> Result<Call, StoreError> {
        let (mut on_duty, mut here) = (Vec::new(), Vec::new());
        if mention.calls_the_room() {
            on_duty = self.store.on_duty().await?;
        }
        if !on_duty.is_empty() {
            here = self.staff_room.colleagues().await;
        }
        Ok(colleagues::called(mention, &on_duty, &here))
    }

    /// How the person is reached that a row goes to, or what it means that they cannot be.
    fn reach(&self, row: &OutboxRow) -> Result<(&dyn Channel, String), Delivery> {
        let (Carrier::Platform(kind), Some(address)) = (row.carrier, &row.address) else {
            return Err(Delivery::GaveUp(Undeliverable::Unreachable));
        };
        match self.channels.get(&kind) {
            Some(channel) => Ok((channel.as_ref(), address.clone())),
            // Not switched on in this process: it keeps until it is.
            None => Err(Delivery::Later { after: None }),
        }
    }

    /// Writes down what became of the rows, in one transaction if nothing is wrong with any of them. What cannot be
    /// written down now stays in the list, and keeps nobody else's from being written down.
    async fn settle_attempts(&self, tried: &mut Vec<Attempt>) -> Result<(), StoreError> {
        if tried.len() > 1 && self.settle_together(tried).await.is_ok() {
            tried.clear();
        }
        let mut trouble = Ok(());
        for one in std::mem::take(tried) {
            if let Err(error) = self.settle_one(&one).await {
                tried.push(one);
                trouble = Err(error);
            }
        }
        trouble
    }

    /// Writes down what became of a row, whatever the desk makes of it: its fate is known.
    async fn settle_one(&self, tried: &Attempt) -> Result<(), StoreError> {
        for _ in 0..CONFLICTS {
            match self.settle_together(slice::from_ref(tried)).await {
                Err(HandleError::Store(StoreError::Conflict(_))) => {}
                Err(HandleError::Store(error @ StoreError::Sql(_))) => return Err(error),
                Ok(()) => return Ok(()),
                Err(trouble) => {
                    tracing::error!(row = tried.row.id, %trouble, "the desk could not be told of an outbox row");
                    break;
                }
            }
        }
        // The desk cannot make anything of it: humans should know.
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        self.settle_row(&mut tx, tried, now).await?;
        self.tell_room(&mut tx, self.staff_view().dead_letter(tried.row.id), now).await?;
        Ok(tx.commit().await?)
    }

    async fn settle_together(&self, tried: &[Attempt]) -> Result<(), HandleError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let mut forgotten = false;
        for tried in tried {
            if let Some(arrived) = self.settle_row(&mut tx, tried, now).await? {
                forgotten |= self.tell_desk(&mut tx, &tried.row, arrived, now).await?;
                self.tell_about_file(&mut tx, tried, now).await?;
            }
        }
        tx.commit().await.map_err(StoreError::from)?;
        if forgotten && let Err(error) = self.store.scrub().await {
            tracing::error!(%error, "what was erased is gone from the tables, and not yet from the pages");
        }
        Ok(())
    }

    /// Writes down what became of a row; says whether it arrived, if that is known by now.
    async fn settle_row(
        &self,
        tx: &mut Tx,
        Attempt { row, delivery, room, .. }: &Attempt,
        now: Timestamp,
    ) -> Result<Option<Result<(), Undeliverable>>, StoreError> {
        let why = match retry::outbound(delivery, row.attempts, row.uncertain, now) {
            Settlement::Arrived => {
                let platform_message_id = delivery.platform_message_id();
                outbox::sent(tx, row.id, platform_message_id, now).await?;
                if let OutboundMessage::Staff { case: Some(case), place, .. } = &row.payload {
                    let id = platform_message_id.unwrap_or_default();
                    self.line_arrived(tx, *case, place, id, room, now).await?;
                }
                return Ok(Some(Ok(())));
            }
            Settlement::Defer(until) => {
                outbox::hold(tx, row.id, until).await?;
                return Ok(None);
            }
            Settlement::Retry { at, uncertain } => {
                if let (Delivery::Moved { address }, Some(conversation)) =
                    (delivery, row.payload.conversation())
                {
                    conversations::moved(tx, conversation, address).await?;
                }
                outbox::postpone(tx, row.id, at, uncertain).await?;
                return Ok(None);
            }
            Settlement::Never(why) => why,
        };
        tracing::warn!(row = row.id, ?why, "an outbox row will not be sent any more");
        match &row.payload {
            OutboundMessage::Staff { case: Some(_), place, .. } if place.is_missed() => {
                self.tell_room(tx, self.staff_view().dead_letter(row.id), now).await?;
            }
            OutboundMessage::Person { purpose, .. } if purpose.is_missed(why) => {
                let day = self.policy.calendar.day(now);
                if renewals::tell_once(tx, &format!("unsaid {day}"), now).await? {
                    self.tell_room(tx, self.staff_view().not_said(row.id), now).await?;
                }
            }
            _ => {}
        }
        if why == Undeliverable::Uncertain {
            outbox::uncertain(tx, row.id, now).await?;
        } else {
            outbox::failed(tx, row.id, now).await?;
        }
        Ok(Some(Err(why)))
    }

    /// A line stands in the room, or has been taken out of it: the desk remembers which ones there are.
    async fn line_arrived(
        &self,
        tx: &mut Tx,
        case: CaseNumber,
        place: &Place,
        platform_message_id: &str,
        room: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let line = PlatformMessageId(platform_message_id.to_owned());
        match place {
            Place::ThreadRoot | Place::RootEdit | Place::Thread if self.staff_room.shows_changes() => {
                if cases::conversation_of(tx, case).await?.is_none() {
                    // Its person was forgotten while it was on its way.
                    let mut ids = Ids::reserve(tx, 1).await?;
                    return outbox::post(tx, &mut ids, &line_gone(case, line).into(), now).await;
                }
                // Where a thread has no head yet, its first line is one.
                let kind = if room_events::has_head(tx, case, room).await? {
                    RoomEventKind::Message
                } else {
                    RoomEventKind::Root
                };
                room_events::remember(tx, &line, &RoomEvent { case, kind, by: None, room: room.to_owned() })
                    .await
            }
            Place::Redact { line } => room_events::forget(tx, line).await,
            _ => Ok(()),
        }
    }

    /// Tells the desk what it wants to know; says whether this was the last word to a person who is forgotten now.
    async fn tell_desk(
        &self,
        tx: &mut Tx,
        row: &OutboxRow,
        arrived: Result<(), Undeliverable>,
        now: Timestamp,
    ) -> Result<bool, HandleError> {
        let (Some(conversation), Some(purpose)) = (row.payload.conversation(), row.payload.purpose()) else {
            return Ok(false);
        };
        if let Some(reminder) = purpose.reminds_again(arrived) {
            self.not_reminded(tx, reminder, now).await?;
        }
        let event = match purpose.consequence(arrived, now) {
            Consequence::Nothing => return Ok(false),
            Consequence::Forget => {
                personal::forget(tx, conversation).await?;
                return Ok(true);
            }
            Consequence::Happened(event) => *event,
        };
        if let Some(loaded) = conversations::by_id(tx, conversation).await? {
            self.apply(tx, &loaded, event, None, now).await?;
        }
        Ok(false)
    }

    /// Whoever sent a file that nobody can open should know.
    async fn tell_about_file(&self, tx: &mut Tx, tried: &Attempt, now: Timestamp) -> Result<(), HandleError> {
        let (true, OutboundMessage::Staff { case: Some(case), .. }) =
            (tried.without_file, &tried.row.payload)
        else {
            return Ok(());
        };
        if let Some(conversation) = cases::conversation_of(tx, *case).await?
            && let Some(loaded) = conversations::by_id(tx, &conversation).await?
        {
            self.apply(tx, &loaded, Event::FileNotHandedOver, None, now).await?;
        }
        Ok(())
    }
}

impl InFlight {
    /// A row is through. One that broke, or could not be tried, still waits in the table.
    fn join(
        &mut self,
        end: Result<(task::Id, Result<Attempt, StoreError>), task::JoinError>,
    ) -> Result<(), StoreError> {
        match end {
            Ok((task, attempt)) => {
                // What was left behind is counted as uncertain already.
                if self.rows.remove(&task).is_some() {
                    self.ended.push(attempt?);
                }
            }
            Err(broken) if broken.is_cancelled() => {}
            Err(broken) => {
                tracing::error!(
                    panicked = broken.is_panic(),
                    "a row broke on its way; it is tried again later"
                );
                self.broken.extend(self.rows.remove(&broken.id()));
            }
        }
        Ok(())
    }
}
