//! What goes out. A row's id is the transaction id of its event: sent again, the server shows it once.

use std::time::Duration;

use jiff::SignedDuration;
use matrix_sdk::{
    Error, Room, RoomState,
    attachment::AttachmentConfig,
    media::{MediaFormat, MediaRequestParameters},
    room::reply::{EnforceThread, Reply},
    ruma::{
        EventId, OwnedTransactionId, TransactionId,
        api::error::{ErrorKind, RetryAfter},
        events::room::{
            member::MembershipState,
            message::{AddMentions, ReplyWithinThread, TextMessageEventContent},
        },
    },
};

use super::{
    Link, Matrix, NOT_CONNECTED, content, envelope::room_and_user, read::LARGEST_FILE, rooms::Fitness,
    send::send,
};
use crate::{
    channels::{Amendment, Call, Delivery, Destination, Dispatch, NotFetched, Tick},
    desk::{delivery::Undeliverable, ids::LineId, message::Message, room::Place},
};

/// How long the staff room's lines wait for the desk to be let in, or for the room to be encrypted.
const NOT_IN: SignedDuration = SignedDuration::from_secs(5);
/// The sign beneath what has been added to a case.
const ADDED: &str = "✓";
/// Where a server wants us to wait and does not say how long.
const SOME_TIME: Duration = Duration::from_secs(5);

impl Matrix {
    pub(super) async fn send(&self, dispatch: &Dispatch) -> Delivery {
        let Some(link) = self.link() else {
            return Delivery::Later { after: Some(NOT_CONNECTED) };
        };
        if let Some(pause) = self.hushed() {
            return Delivery::Later { after: Some(pause) };
        }
        match &dispatch.to {
            Destination::Person { address } => self.to_person(&link, address, dispatch).await,
            Destination::Staff { place, call, head, .. } => {
                let Fitness::Fit { .. } = self.fitness(&link).await else {
                    return Delivery::Later { after: Some(NOT_IN) };
                };
                match link.staff_room() {
                    Some(room) => self.to_staff(&room, place, call, head.as_ref(), dispatch).await,
                    None => Delivery::Later { after: Some(NOT_IN) },
                }
            }
        }
    }

    async fn to_person(&self, link: &Link, address: &str, dispatch: &Dispatch) -> Delivery {
        let Some(room) = persons_room(link, address).await else {
            return Delivery::GaveUp(Undeliverable::Unreachable);
        };
        let message = &dispatch.message;
        let txn = txn(dispatch.id);
        let sent = match &message.file {
            Some(file) => {
                let (mime, bytes) = (&file.media_type, file.content.clone().into_bytes());
                upload(&room, &file.name, mime, bytes, message, None, &txn).await
            }
            None => send(&room, "m.room.message", content::message(message, &Call::Nobody), &txn).await,
        };
        if let Ok(event) = &sent {
            let offered: Vec<String> =
                message.buttons.iter().map(|labelled| labelled.button.data()).collect();
            self.offered.said(room.room_id(), event, offered);
            if self.hushed().is_none() {
                put_signs(&room, event, message, dispatch.id);
            }
            if dispatch.farewell {
                // The server forgets as much as it lets us.
                let _ = room.leave().await;
                let _ = room.forget().await;
            }
        }
        self.outcome(sent, Undeliverable::Unreachable)
    }

    async fn to_staff(
        &self,
        room: &Room,
        place: &Place,
        call: &Call,
        head: Option<&LineId>,
        dispatch: &Dispatch,
    ) -> Delivery {
        let (txn, message) = (txn(dispatch.id), &dispatch.message);
        let said = || content::message(message, call);
        let sent = match (place, head) {
            (Place::Mark { line, mark }, _) => {
                send(room, "m.reaction", content::reaction(&line.0, mark.sign()), &txn).await
            }
            (Place::Gone { line }, _) => return self.take_out(room, line, &txn).await,
            (Place::HeadAgain, Some(head)) => {
                send(room, "m.room.message", content::replacement(&head.0, said()), &txn).await
            }
            (Place::Head | Place::Room, _) | (_, None) => send(room, "m.room.message", said(), &txn).await,
            (_, Some(head)) => match &dispatch.handed {
                Some(file) => {
                    let bytes = file.bytes.clone();
                    upload(room, &file.name, file.media_type, bytes, message, Some(head), &txn).await
                }
                None => send(room, "m.room.message", content::in_thread(said(), &head.0), &txn).await,
            },
        };
        match self.outcome(sent, Undeliverable::Unreachable) {
            // The desk may not speak there at the moment: no case is lost over it.
            Delivery::GaveUp(Undeliverable::Unreachable) => Delivery::Later { after: Some(NOT_IN) },
            outcome => outcome,
        }
    }

    /// Takes a line out of the room, as far as the desk may: an expert's needs a moderator's power.
    async fn take_out(&self, room: &Room, line: &LineId, txn: &TransactionId) -> Delivery {
        let Ok(event) = EventId::parse(&line.0) else {
            return Delivery::GaveUp(Undeliverable::Refused);
        };
        let gone = room.redact(&event, None, Some(txn.to_owned())).await;
        let gone = gone.map(|answer| answer.event_id.to_string()).map_err(Error::from);
        self.outcome(gone, Undeliverable::Refused)
    }

    /// Changes what a person reads, or takes it away.
    pub(super) async fn change(&self, amendment: &Amendment) -> Delivery {
        let Some(link) = self.link() else {
            return Delivery::Later { after: Some(NOT_CONNECTED) };
        };
        if let Some(pause) = self.hushed() {
            return Delivery::Later { after: Some(pause) };
        }
        let Some(room) = persons_room(&link, &amendment.address).await else {
            return Delivery::GaveUp(Undeliverable::Unreachable);
        };
        let (txn, line) = (txn(amendment.id), LineId(amendment.receipt.clone()));
        if amendment.remove {
            return self.take_out(&room, &line, &txn).await;
        }
        let new = content::message(&amendment.message, &Call::Nobody);
        let sent = send(&room, "m.room.message", content::replacement(&line.0, new), &txn).await;
        self.outcome(sent, Undeliverable::Unreachable)
    }

    /// Puts a sign beneath what somebody wrote: it has been added.
    pub(super) async fn put_sign(&self, tick: &Tick) -> Delivery {
        let Some(link) = self.link() else {
            return Delivery::Later { after: Some(NOT_CONNECTED) };
        };
        if let Some(pause) = self.hushed() {
            return Delivery::Later { after: Some(pause) };
        }
        let Some(room) = persons_room(&link, &tick.address).await else {
            return Delivery::GaveUp(Undeliverable::Unreachable);
        };
        let content = content::reaction(&tick.line.0, ADDED);
        self.outcome(send(&room, "m.reaction", content, &txn(tick.id)).await, Undeliverable::Unreachable)
    }

    /// The bytes of a person's file.
    pub(super) async fn get(&self, reference: &str) -> Result<Vec<u8>, NotFetched> {
        let link = self.link().ok_or(NotFetched::Later { after: Some(NOT_CONNECTED) })?;
        let source = serde_json::from_str(reference).map_err(|_| NotFetched::Gone)?;
        let request = MediaRequestParameters { source, format: MediaFormat::File };
        match link.client.media().get_media_content(&request, false).await {
            Ok(bytes) if bytes.len() as u64 > LARGEST_FILE => Err(NotFetched::Gone),
            Ok(bytes) => Ok(bytes),
            Err(error) => Err(match Answer::of(&error) {
                Answer::Wait(pause) => NotFetched::Later { after: SignedDuration::try_from(pause).ok() },
                Answer::Refused(_) => NotFetched::Gone,
                Answer::NoSession => NotFetched::Later { after: Some(NOT_CONNECTED) },
                Answer::Nothing => NotFetched::Later { after: None },
            }),
        }
    }

    /// What became of an event. `forbidden` is what it means that the desk may not say it there.
    fn outcome(&self, sent: Result<String, Error>, forbidden: Undeliverable) -> Delivery {
        let error = match sent {
            Ok(receipt) => return Delivery::Delivered { receipt },
            Err(error) => error,
        };
        match Answer::of(&error) {
            Answer::Wait(pause) => {
                self.hush_for(pause);
                Delivery::Later { after: Some(SignedDuration::try_from(pause).unwrap_or(NOT_CONNECTED)) }
            }
            // The same mark twice: it stands there.
            Answer::Refused(ErrorKind::DuplicateAnnotation) => Delivery::Delivered { receipt: String::new() },
            Answer::Refused(ErrorKind::Forbidden) => Delivery::GaveUp(forbidden),
            Answer::Refused(_) => {
                tracing::warn!(%error, "the server refuses an event");
                Delivery::GaveUp(Undeliverable::Refused)
            }
            Answer::NoSession => Delivery::Later { after: Some(NOT_CONNECTED) },
            // Whether it arrived or not, sent again it is shown once.
            Answer::Nothing => Delivery::Later { after: None },
        }
    }
}

/// The room of a person who is in it, and nobody else but the desk: with a third one in it, it is nobody's own any more.
async fn persons_room(link: &Link, address: &str) -> Option<Room> {
    let (room, user) = room_and_user(address)?;
    let room = link.client.get_room(&room).filter(|room| room.state() == RoomState::Joined)?;
    let member = room.get_member_no_sync(&user).await.ok()??;
    (room.active_members_count() == 2 && *member.membership() == MembershipState::Join).then_some(room)
}

/// Beneath a message with buttons, the signs that press them: to be touched instead of typed. A courtesy: if the
/// server does not want more of us, numbers do.
fn put_signs(room: &Room, event: &str, message: &Message, row: i64) {
    let signs: Vec<&str> = message.buttons.iter().zip(content::NUMBERS).map(|(_, sign)| sign).collect();
    let (room, event) = (room.clone(), event.to_owned());
    tokio::spawn(async move {
        for (n, sign) in signs.into_iter().enumerate() {
            let txn: OwnedTransactionId = format!("sportello-{row}-sign-{n}").into();
            if send(&room, "m.reaction", content::reaction(&event, sign), &txn).await.is_err() {
                return;
            }
        }
    });
}

fn txn(row: i64) -> OwnedTransactionId {
    format!("sportello-{row}").into()
}

async fn upload(
    room: &Room,
    name: &str,
    mime: &str,
    bytes: Vec<u8>,
    message: &Message,
    head: Option<&LineId>,
    txn: &TransactionId,
) -> Result<String, Error> {
    let media_type = mime.parse().unwrap_or(mime::APPLICATION_OCTET_STREAM);
    let caption = content::body(message, &Call::Nobody);
    let caption = (!caption.is_empty()).then(|| TextMessageEventContent::plain(caption));
    let thread = head.and_then(|head| EventId::parse(&head.0).ok()).map(|event_id| Reply {
        event_id,
        enforce_thread: EnforceThread::Threaded(ReplyWithinThread::No),
        add_mentions: AddMentions::No,
    });
    let config = AttachmentConfig::new().txn_id(txn.to_owned()).caption(caption).reply(thread);
    let sent = room.send_attachment(name, &media_type, bytes, config).await?;
    Ok(sent.event_id.to_string())
}

/// What the server makes of a request.
enum Answer<'a> {
    Wait(Duration),
    Refused(&'a ErrorKind),
    /// It does not know our session any more; the loop sees to that.
    NoSession,
    /// None, or that it cannot now.
    Nothing,
}

impl<'a> Answer<'a> {
    fn of(error: &'a Error) -> Self {
        static NOT_THERE: ErrorKind = ErrorKind::Forbidden;
        if let Error::WrongRoomState(_) = error {
            return Self::Refused(&NOT_THERE);
        }
        match error.client_api_error_kind() {
            Some(ErrorKind::LimitExceeded(limit)) => Self::Wait(match limit.retry_after {
                Some(RetryAfter::Delay(pause)) => pause,
                _ => SOME_TIME,
            }),
            Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken) => Self::NoSession,
            Some(kind)
                if error.as_client_api_error().is_some_and(|error| error.status_code.is_client_error()) =>
            {
                Self::Refused(kind)
            }
            _ => Self::Nothing,
        }
    }
}
