//! Where the desk is: in its staff room, and with one person at a time. It leaves every other room, and says why.

use matrix_sdk::{
    Room, RoomState,
    ruma::{OwnedRoomId, OwnedTransactionId, RoomAliasId, RoomId, ServerName, UserId},
};

use super::{Link, Matrix, content, deliver};
use crate::{
    channels::Call,
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

    /// Accepts invitations, and leaves where the desk has no place.
    pub(super) async fn tend_rooms(&self, link: &Link) {
        for room in link.client.invited_rooms() {
            self.invited(link, &room).await;
        }
        for room in link.client.joined_rooms() {
            if link.kind(&room) == Kind::Other {
                self.bow_out(&room).await;
            }
        }
        if self.fitness(link).await == Fitness::Open
            && let Some(room) = link.staff_room()
        {
            self.say_once(&room, room::not_encrypted(self.language), "open").await;
        }
    }

    async fn invited(&self, link: &Link, room: &Room) {
        let Ok(invite) = room.invite_details().await else {
            return;
        };
        let staff = link.staff_room.as_deref() == Some(room.room_id());
        if !self.is_allowed(&link.own, invite.inviter_id.server_name()) {
            tracing::warn!(server = %invite.inviter_id.server_name(), staff, "an invitation from a server that is not allowed");
            let _ = room.leave().await;
            return;
        }
        // Servers may not know for a moment what they have just told; the next answer brings it up again.
        if let Err(error) = room.join().await {
            tracing::warn!(%error, staff, "an invitation could not be accepted yet");
        }
    }

    fn is_allowed(&self, own: &UserId, server: &ServerName) -> bool {
        let allowed = &self.section.allowed_servers;
        server == own.server_name() || allowed.iter().any(|name| name == "*" || name == server.as_str())
    }

    /// Says that the desk is not for groups, and leaves.
    async fn bow_out(&self, room: &Room) {
        self.say_once(room, Message::text(replies::only_private(self.language)), "bow-out").await;
        if let Err(error) = room.leave().await {
            tracing::warn!(%error, "a room could not be left yet");
        }
    }

    /// Says something that is no row: once in each room, as far as the server remembers.
    async fn say_once(&self, room: &Room, message: Message, what: &str) {
        let txn: OwnedTransactionId = format!("{what}-{}", room.room_id()).into();
        let content = content::message(&message, &Call::Nobody);
        if let Err(error) = deliver::send(room, "m.room.message", content, &txn).await {
            tracing::warn!(%error, what, "a room could not be told");
        }
    }
}
