//! What goes out. A row's id is the transaction id of its event: sent again, the server shows it once.

use std::time::Duration;

use domain::{
    colleagues::Call,
    delivery::{Delivery, Undeliverable},
    ids::PlatformMessageId,
    message::Message,
    post::Place,
};
use jiff::SignedDuration;
use matrix_sdk::{
    Error, HttpError, Room, RoomState,
    reqwest::StatusCode,
    ruma::{
        EventId, OwnedTransactionId, RoomId, TransactionId,
        api::error::{ErrorKind, RetryAfter},
        events::room::member::MembershipState,
    },
};
use serde_json::Value;

use super::{
    Link, Matrix, NOT_CONNECTED, cause::cause, content, envelope::room_and_user, rooms::RoomReadiness,
};
use crate::channels::{Destination, Dispatch, Edit, Handed, NotFetched, Tick};

/// How long the staff room's lines wait for the desk to be let in, or for the room to be encrypted.
const NOT_IN: SignedDuration = SignedDuration::from_secs(5);
/// The sign beneath what has been added to a case.
const ADDED: &str = "✓";
/// Where a server wants us to wait and does not say how long.
const SOME_TIME: Duration = Duration::from_secs(5);

/// A file that goes with a message.
struct Enclosed<'a> {
    name: &'a str,
    /// Media type, such as `image/jpeg`.
    mime: &'a str,
    bytes: Vec<u8>,
}

impl Matrix {
    pub(super) async fn send(&self, dispatch: Dispatch) -> Delivery {
        let Some(link) = self.link() else {
            return Delivery::Later { after: Some(NOT_CONNECTED) };
        };
        if let Some(pause) = self.hushed() {
            return Delivery::Later { after: Some(pause) };
        }
        match &dispatch.to {
            Destination::Person { address } => self.to_person(&link, address, &dispatch).await,
            Destination::Staff { room, place, .. } => {
                let room = room.as_deref().and_then(|room| RoomId::parse(room).ok());
                if let (Place::Redact { line }, Some(room)) = (place, &room)
                    && link.staff_room.as_ref() != Some(room)
                {
                    return self.take_out_there(&link, room, line, &txn(dispatch.id)).await;
                }
                let RoomReadiness::Fit { .. } = self.fitness(&link).await else {
                    return Delivery::Later { after: Some(NOT_IN) };
                };
                match link.staff_room() {
                    // The staff may have moved since.
                    Some(there) if room.as_deref() == Some(there.room_id()) => {
                        self.to_staff(&link, &there, dispatch).await
                    }
                    _ => Delivery::Later { after: Some(NOT_CONNECTED) },
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
                let bytes = file.content.clone().into_bytes();
                let file = Enclosed { name: &file.name, mime: &file.media_type, bytes };
                self.say_file(link, &room, file, message, None, &txn).await
            }
            None => self.say(&room, content::message(message, &Call::Nobody), &txn).await,
        };
        if let Ok(event) = &sent {
            let quick_replies: Vec<String> =
                message.buttons.iter().map(|labelled| labelled.button.data()).collect();
            self.quick_replies.said(room.room_id(), event, quick_replies);
            if self.hushed().is_none() && self.link().is_some() {
                self.signs.put(&self.turns, &room, event, message.buttons.len(), dispatch.id);
            }
            if let (true, Some((room, user))) = (dispatch.farewell, room_and_user(address)) {
                self.oblivion.note(room, user);
                self.oblivion.leave(link).await;
            }
        }
        self.outcome(sent, Undeliverable::Unreachable)
    }

    async fn to_staff(
        &self,
        link: &Link,
        room: &Room,
        Dispatch { id, to, message, handed, .. }: Dispatch,
    ) -> Delivery {
        let Destination::Staff { place, call, head, .. } = to else {
            return Delivery::GaveUp(Undeliverable::Refused);
        };
        let txn = txn(id);
        let said = || content::message(&message, &call);
        let sent = match (&place, &head) {
            (Place::Reaction { line, mark }, _) => {
                let mark = content::reaction(&line.0, mark.sign());
                self.turns.send(room, "m.reaction", mark, &txn).await
            }
            (Place::Redact { line }, _) => return self.take_out(room, line, &txn).await,
            (Place::RootEdit, Some(head)) => {
                self.say(room, content::replacement(&head.0, said()), &txn).await
            }
            (_, head) => {
                let head = head.as_ref().filter(|_| !matches!(place, Place::ThreadRoot | Place::Room));
                match (handed, head) {
                    (Some(Handed { name, media_type, bytes }), head) => {
                        let file = Enclosed { name: &name, mime: media_type, bytes };
                        self.say_file(link, room, file, &message, head, &txn).await
                    }
                    (None, Some(head)) => self.say(room, content::in_thread(said(), &head.0), &txn).await,
                    (None, None) => self.say(room, said(), &txn).await,
                }
            }
        };
        match self.outcome(sent, Undeliverable::Unreachable) {
            // The desk may not speak there at the moment: no case is lost over it.
            Delivery::GaveUp(Undeliverable::Unreachable) => Delivery::Later { after: Some(NOT_IN) },
            outcome => outcome,
        }
    }

    /// Takes a line out of a room in which the staff were before.
    async fn take_out_there(
        &self,
        link: &Link,
        room: &RoomId,
        line: &PlatformMessageId,
        txn: &TransactionId,
    ) -> Delivery {
        match link.client.get_room(room).filter(|room| room.state() == RoomState::Joined) {
            Some(room) => self.take_out(&room, line, txn).await,
            None => Delivery::GaveUp(Undeliverable::Refused),
        }
    }

    /// Takes a line out of the room, as far as the desk may: an expert's needs a moderator's power.
    async fn take_out(&self, room: &Room, line: &PlatformMessageId, txn: &TransactionId) -> Delivery {
        let Ok(event) = EventId::parse(&line.0) else {
            return Delivery::GaveUp(Undeliverable::Refused);
        };
        let gone = room.redact(&event, None, Some(txn.to_owned())).await;
        let gone = gone.map(|answer| answer.event_id.to_string()).map_err(Error::from);
        self.outcome(gone, Undeliverable::Refused)
    }

    /// Changes what a person reads, or takes it away.
    pub(super) async fn change(&self, edit: &Edit) -> Delivery {
        let Some(link) = self.link() else {
            return Delivery::Later { after: Some(NOT_CONNECTED) };
        };
        if let Some(pause) = self.hushed() {
            return Delivery::Later { after: Some(pause) };
        }
        let Some(room) = persons_room(&link, &edit.address).await else {
            return Delivery::GaveUp(Undeliverable::Unreachable);
        };
        let (txn, line) = (txn(edit.id), PlatformMessageId(edit.platform_message_id.clone()));
        if edit.remove {
            return self.take_out(&room, &line, &txn).await;
        }
        let new = content::message(&edit.message, &Call::Nobody);
        let sent = self.say(&room, content::replacement(&line.0, new), &txn).await;
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
        let sent = self.turns.send(&room, "m.reaction", content, &txn(tick.id)).await;
        self.outcome(sent, Undeliverable::Unreachable)
    }

    async fn say(&self, room: &Room, content: Value, txn: &TransactionId) -> Result<String, Error> {
        self.turns.send(room, "m.room.message", content, txn).await
    }

    /// Sends a file with what is said beside it, in the thread that `head` begins.
    async fn say_file(
        &self,
        link: &Link,
        room: &Room,
        Enclosed { name, mime, bytes }: Enclosed<'_>,
        message: &Message,
        head: Option<&PlatformMessageId>,
        txn: &TransactionId,
    ) -> Result<String, Error> {
        let media_type = mime.parse().unwrap_or(mime::APPLICATION_OCTET_STREAM);
        let size = bytes.len();
        let source = link.media.upload(room, &media_type, bytes).await?;
        let caption = content::body(message, &Call::Nobody);
        let said = content::file(name, &media_type, size, &source, &caption);
        let said = match head {
            Some(head) => content::in_thread(said, &head.0),
            None => said,
        };
        self.say(room, said, txn).await
    }

    /// The bytes of a person's file.
    pub(super) async fn get(&self, reference: &str) -> Result<Vec<u8>, NotFetched> {
        let link = self.link().ok_or(NotFetched::Later { after: Some(NOT_CONNECTED) })?;
        let source = serde_json::from_str(reference).map_err(|_| NotFetched::Gone)?;
        let later = |after| Err(NotFetched::Later { after });
        match link.media.download(source).await {
            Ok(Some(bytes)) => Ok(bytes),
            Err(error) if !is_unreadable(&error) => match ServerAnswer::of(&error) {
                ServerAnswer::Wait(pause) => later(SignedDuration::try_from(pause).ok()),
                ServerAnswer::NoSession => later(Some(NOT_CONNECTED)),
                ServerAnswer::Refused(_) | ServerAnswer::Nothing => later(None),
            },
            Ok(None) | Err(_) => Err(NotFetched::Gone),
        }
    }

    /// What became of an event. `forbidden` is what it means that the desk may not say it there.
    fn outcome(&self, sent: Result<String, Error>, forbidden: Undeliverable) -> Delivery {
        let error = match sent {
            Ok(platform_message_id) => return Delivery::Delivered { platform_message_id },
            Err(error) => error,
        };
        match ServerAnswer::of(&error) {
            ServerAnswer::Wait(pause) => {
                self.hush_for(pause);
                Delivery::Later { after: Some(SignedDuration::try_from(pause).unwrap_or(NOT_CONNECTED)) }
            }
            // The same mark twice: it stands there.
            ServerAnswer::Refused(ErrorKind::DuplicateAnnotation) => {
                Delivery::Delivered { platform_message_id: String::new() }
            }
            ServerAnswer::Refused(ErrorKind::Forbidden) => Delivery::GaveUp(forbidden),
            ServerAnswer::Refused(_) => {
                tracing::warn!(cause = cause(&error), "the server refuses an event");
                Delivery::GaveUp(Undeliverable::Refused)
            }
            ServerAnswer::NoSession => Delivery::Later { after: Some(NOT_CONNECTED) },
            // Whether it arrived or not, sent again it is shown once.
            ServerAnswer::Nothing => Delivery::Later { after: None },
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

fn txn(row: i64) -> OwnedTransactionId {
    format!("sportello-{row}").into()
}

/// Will a file never be there, whoever asks and whenever? Its key does not open it, it is another than was announced, its
/// address is none, or the server does not have it or does not give it to us.
fn is_unreadable(error: &Error) -> bool {
    match error {
        // The bytes have come; what fails is their decryption.
        Error::DecryptorError(_) | Error::Io(_) | Error::Identifier(_) | Error::Url(_) => true,
        Error::Http(error) => match error.as_ref() {
            HttpError::IntoHttp(_) => true,
            error => error.as_client_api_error().is_some_and(|answer| {
                let passing =
                    [StatusCode::UNAUTHORIZED, StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS];
                answer.status_code.is_client_error() && !passing.contains(&answer.status_code)
            }),
        },
        _ => false,
    }
}

/// What the server makes of a request.
enum ServerAnswer<'a> {
    Wait(Duration),
    Refused(&'a ErrorKind),
    /// It does not know our session any more; the loop sees to that.
    NoSession,
    /// None, or that it cannot now.
    Nothing,
}

impl<'a> ServerAnswer<'a> {
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
