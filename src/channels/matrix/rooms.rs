//! Where the desk is: in its staff room, and with one person at a time. It leaves every other room, and says why.

use matrix_sdk::{
    Room, RoomState,
    ruma::{OwnedRoomId, OwnedTransactionId, RoomAliasId, RoomId, ServerName, UserId},
};

use super::{Link, Matrix, content};
use crate::{
    channels::{Call, cause::cause},
    desk::{message::Message, replies, room},
};

/// What a room is to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Staff,
    /// One person and the desk.
    Direct,
    Other,
}

/// Is the staff room fit for what people write?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fitness {
    Fit {
        encrypted: bool,
    },
    NotIn,
    /// It is not encrypted, and nobody has said that it need not be.
    Open,
    /// The server has not told yet.
    Unknown,
}

impl Link {
    pub(super) fn kind(&self, room: &Room) -> Kind {
        if self.staff_room.as_deref() == Some(room.room_id()) {
            Kind::Staff
        } else if room.active_members_count() <= 2 {
            Kind::Direct
        } else {
            Kind::Other
        }
    }
}

impl Matrix {
    /// The configured room. An alias is asked for: the room behind it has the right to be told.
    pub(super) async fn find_staff_room(
        &self,
        client: &matrix_sdk::Client,
    ) -> matrix_sdk::HttpResult<Option<OwnedRoomId>> {
        let Some(name) = &self.section.staff_room else {
            return Ok(None);
        };
        if let Ok(alias) = RoomAliasId::parse(name) {
            return Ok(Some(client.resolve_room_alias(&alias).await?.room_id));
        }
        Ok(RoomId::parse(name).ok())
    }

    /// Whether the staff room can be told anything.
    pub(super) async fn fitness(&self, link: &Link) -> Fitness {
        let Some(room) = link.staff_room().filter(|room| room.state() == RoomState::Joined) else {
            return Fitness::NotIn;
        };
        match room.latest_encryption_state().await {
            Ok(state) if state.is_encrypted() => Fitness::Fit { encrypted: true },
            Ok(_) if self.section.allow_unencrypted => Fitness::Fit { encrypted: false },
            Ok(_) => Fitness::Open,
            Err(_) => Fitness::Unknown,
        }
    }

    /// Accepts invitations, and leaves where the desk has no place. Says whether something could not be done yet.
    pub(super) async fn tend_rooms(&self, link: &Link) -> bool {
        let mut undone = false;
        for room in link.client.invited_rooms() {
            undone |= self.invited(link, &room).await.is_err();
        }
        // As long as nobody knows which room is the staff's, none is left.
        let known = self.section.staff_room.is_none() || link.staff_room.is_some();
        for room in link.client.joined_rooms() {
            if known && link.kind(&room) == Kind::Other {
                undone |= self.bow_out(&room).await.is_err();
            }
        }
        if let Some(room) = link.staff_room().filter(|room| room.state() == RoomState::Joined) {
            // Whom alerts can call, and who can be given a case, also if they have never said a word.
            if !room.are_members_synced() {
                undone |= room.sync_members().await.is_err();
            }
            if self.fitness(link).await == Fitness::Open {
                undone |= self.say_once(&room, room::not_encrypted(self.language), "open").await.is_err();
            }
        }
        undone
    }

    async fn invited(&self, link: &Link, room: &Room) -> matrix_sdk::Result<()> {
        let invite = room.invite_details().await?;
        let server = invite.inviter_id.server_name();
        if !self.is_allowed(&link.own, server) {
            tracing::warn!("an invitation from a server that is not among `allowed_servers` in [matrix]");
            return room.leave().await;
        }
        room.join().await
    }

    fn is_allowed(&self, own: &UserId, server: &ServerName) -> bool {
        let allowed = &self.section.allowed_servers;
        server == own.server_name() || allowed.iter().any(|name| name == "*" || name == server.as_str())
    }

    /// Says that the desk is not for groups, and leaves.
    async fn bow_out(&self, room: &Room) -> matrix_sdk::Result<()> {
        // A room that nobody may speak in is left all the same.
        if let Err(error) =
            self.say_once(room, Message::text(replies::only_private(self.language)), "bow-out").await
        {
            tracing::warn!(error = cause(&error), "a room is left without a word");
        }
        room.leave().await
    }

    /// Says something that is no row: once in each room, as far as the server remembers.
    async fn say_once(&self, room: &Room, message: Message, what: &str) -> matrix_sdk::Result<()> {
        let txn: OwnedTransactionId = format!("{what}-{}", room.room_id()).into();
        let content = content::message(&message, &Call::Nobody);
        self.turns.send(room, "m.room.message", content, &txn).await.map(drop)
    }
}
