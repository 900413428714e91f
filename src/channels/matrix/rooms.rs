//! Where the desk is: in its staff room, and with one person at a time. It leaves every other room, and says why; but none
//! in which an expert is.
//!
//! The staff room may be replaced: by the configuration, which is believed, or on the server (a tombstone, an alias that
//! leads elsewhere, a room that says whom it follows). Then an expert of the room that was has to say so in the new one,
//! and until then nothing goes on in either.

use std::collections::BTreeSet;

use domain::{colleagues::Call, commands::ReactionCommand, language::Language, message::Message};
use matrix_sdk::{
    Client, Room, RoomMemberships, RoomState,
    ruma::{
        EventId, OwnedRoomId, OwnedTransactionId, OwnedUserId, RoomAliasId, RoomId, ServerName, UserId,
        api::client::membership::leave_room,
        events::{MessageLikeEventType, room::member::MembershipState},
    },
};
use serde_json::Value;

use super::{Link, Matrix, cause::cause, content, envelope::Envelope};
use crate::{
    channels::types::{InboundUpdate, StaffRoom, SyncBatch},
    view::{person, staff_case},
};

/// What a room is to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoomKind {
    Staff,
    /// It is to take the place of the staff room, once an expert says so there.
    Successor,
    /// The staff were here before: nothing goes on here.
    Former,
    /// One person and the desk.
    Direct,
    Other,
}

/// Is the staff room fit for what people write?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoomReadiness {
    Fit {
        encrypted: bool,
    },
    /// The server knows none of this name.
    NoRoom,
    NotIn,
    /// It is not encrypted, and nobody has said that it need not be.
    Open,
    MayNotSpeak,
    /// Another room has taken its place.
    Upgraded,
    /// The server has not told yet.
    Unknown,
}

impl Link {
    pub(super) fn kind(&self, room: &Room) -> RoomKind {
        let id = room.room_id();
        if self.staff_room.as_deref() == Some(id) {
            RoomKind::Staff
        } else if self.successors.contains(id) {
            RoomKind::Successor
        } else if self.former.contains(id) {
            RoomKind::Former
        } else if room.active_members_count() <= 2 {
            RoomKind::Direct
        } else {
            RoomKind::Other
        }
    }

    /// Everybody who is in a room of the staff's.
    async fn experts(&self) -> matrix_sdk::Result<BTreeSet<OwnedUserId>> {
        let mut experts = BTreeSet::new();
        for room in self.staff_room.iter().chain(&self.former).filter_map(|id| self.client.get_room(id)) {
            let members = room.members_no_sync(RoomMemberships::JOIN).await?;
            experts.extend(members.iter().map(|member| member.user_id().to_owned()));
        }
        experts.remove(&self.own);
        Ok(experts)
    }
}

impl Matrix {
    /// The configured room. An alias is asked for: the room behind it has the right to be told.
    pub(super) async fn find_staff_room(
        &self,
        client: &Client,
    ) -> matrix_sdk::HttpResult<Option<OwnedRoomId>> {
        let Some(name) = &self.settings.staff_room else {
            return Ok(None);
        };
        if let Ok(alias) = RoomAliasId::parse(name) {
            return Ok(Some(client.resolve_room_alias(&alias).await?.room_id));
        }
        Ok(RoomId::parse(name).ok())
    }

    /// Whether the staff room can be told anything.
    pub(super) async fn fitness(&self, link: &Link) -> RoomReadiness {
        if link.staff_room.is_none() {
            return RoomReadiness::NoRoom;
        }
        match link.staff_room() {
            Some(room) if room.state() != RoomState::Joined => RoomReadiness::NotIn,
            Some(room) if room.is_tombstoned() => RoomReadiness::Upgraded,
            Some(room) => self.fitness_of(link, &room).await,
            None => RoomReadiness::NotIn,
        }
    }

    async fn fitness_of(&self, link: &Link, room: &Room) -> RoomReadiness {
        let encrypted = match room.latest_encryption_state().await {
            Ok(state) => state.is_encrypted(),
            Err(_) => return RoomReadiness::Unknown,
        };
        if !encrypted && !self.settings.allow_unencrypted {
            return RoomReadiness::Open;
        }
        let kind =
            if encrypted { MessageLikeEventType::RoomEncrypted } else { MessageLikeEventType::RoomMessage };
        match room.power_levels().await {
            Ok(levels) if !levels.user_can_send_message(&link.own, kind) => RoomReadiness::MayNotSpeak,
            // Without any, everybody may.
            _ => RoomReadiness::Fit { encrypted },
        }
    }

    /// Which rooms want to be the staff's from now on. Where the old one names its successor, the desk may go in
    /// uninvited.
    pub(super) async fn find_successors(&self, link: &mut Link) {
        let Some(staff) = link.staff_room.clone() else { return };
        let rooms = link.client.joined_rooms().into_iter().chain(link.client.invited_rooms());
        let follows = |room: &Room| room.predecessor_room().is_some_and(|before| before.room_id == staff);
        link.successors.extend(rooms.filter(follows).map(|room| room.room_id().to_owned()));
        let named = link.staff_room().and_then(|room| room.successor_room());
        link.successors.extend(named.map(|successor| successor.room_id));
        link.successors.remove(&staff);
        for id in &link.successors {
            let there = link.client.get_room(id).is_some_and(|room| room.state() == RoomState::Joined);
            if !there && link.tried.insert(id.clone()) {
                let servers: Vec<_> =
                    id.server_name().or(staff.server_name()).map(ToOwned::to_owned).into_iter().collect();
                let joined = link.client.join_room_by_id_or_alias((&**id).into(), &servers).await;
                if let Err(error) = joined {
                    tracing::info!(
                        cause = cause(&error),
                        "the room that replaces the staff room wants an invitation"
                    );
                }
            }
        }
    }

    /// Accepts invitations, and leaves where the desk has no place. Says whether something could not be done yet.
    pub(super) async fn reconcile_rooms(&self, link: &mut Link) -> bool {
        self.find_successors(link).await;
        let mut undone = self.oblivion.leave(link).await;
        for room in link.client.invited_rooms() {
            undone |= self.invited(link, &room).await.is_err();
        }
        // As long as nobody knows which room is the staff's, none is left.
        let known = self.settings.staff_room.is_none() || link.staff_room.is_some();
        for room in link.client.joined_rooms() {
            match link.kind(&room) {
                RoomKind::Other if known => undone |= self.leave_with_notice(link, &room).await.is_err(),
                RoomKind::Successor => undone |= self.ask_to_move(link, &room).await.is_err(),
                _ => {}
            }
        }
        if let Some(room) = link.staff_room().filter(|room| room.state() == RoomState::Joined) {
            // Whom alerts can call, and who can be given a case, also if they have never said a word.
            if !room.are_members_synced() {
                undone |= room.sync_members().await.is_err();
            }
            if self.fitness(link).await == RoomReadiness::Open {
                undone |=
                    self.say_once(&room, staff_case::not_encrypted(self.language), "open").await.is_err();
            }
        }
        undone
    }

    async fn invited(&self, link: &Link, room: &Room) -> matrix_sdk::Result<()> {
        let invite = room.invite_details().await?;
        if !self.is_allowed(&link.own, invite.inviter_id.server_name()) {
            tracing::warn!("an invitation from a server that is not among `allowed_servers`");
            return leave(room).await;
        }
        room.join().await
    }

    fn is_allowed(&self, own: &UserId, server: &ServerName) -> bool {
        let allowed = &self.settings.allowed_servers;
        server == own.server_name() || allowed.iter().any(|name| name == "*" || name == server.as_str())
    }

    /// Says that the desk is not for groups, and leaves; from a room in which an expert is, it does not.
    async fn leave_with_notice(&self, link: &Link, room: &Room) -> matrix_sdk::Result<()> {
        let experts = link.experts().await?;
        let members = room.members(RoomMemberships::ACTIVE).await?;
        if members.iter().any(|member| experts.contains(member.user_id())) {
            return Ok(());
        }
        // A room that nobody may speak in is left all the same.
        if let Err(error) =
            self.say_once(room, Message::text(person::only_private(self.language)), "bow-out").await
        {
            tracing::warn!(cause = cause(&error), "a room is left without a word");
        }
        leave(room).await
    }

    /// Asks in the room that is to be the staff's whether it is.
    async fn ask_to_move(&self, link: &Link, room: &Room) -> matrix_sdk::Result<()> {
        match self.fitness_of(link, room).await {
            RoomReadiness::Open => {
                self.say_once(room, staff_case::not_encrypted(self.language), "open").await
            }
            RoomReadiness::Fit { .. } => {
                self.say_once(room, staff_case::wants_to_be_the_staffs(self.language), "move").await
            }
            _ => Ok(()),
        }
    }

    /// Does an expert of the staff room say by this that it is here from now on? Then the desk says hello here.
    pub(super) async fn moves(&self, link: &Link, room: &Room, event: &Value, batch: &mut SyncBatch) -> bool {
        let says_so = match event["type"].as_str() {
            Some("m.room.message") => is_yes(event["content"]["body"].as_str().unwrap_or_default()),
            Some("m.reaction") => self.is_yes_beneath_ours(link, room, event).await,
            _ => false,
        };
        if !says_so || !is_expert(link, event["sender"].as_str().unwrap_or_default()).await {
            return false;
        }
        let RoomReadiness::Fit { encrypted } = self.fitness_of(link, room).await else {
            return false;
        };
        let key = format!("in:{} {}", room.room_id(), event["event_id"].as_str().unwrap_or_default());
        let at = event["origin_server_ts"].as_i64().and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
        let Some(hello) = at.map(|at| Envelope::InStaffRoom { encrypted }.update(key, at)) else {
            return false;
        };
        self.enters(room.room_id(), hello, batch);
        true
    }

    /// The staff are here from now on: to be committed with what comes with it.
    pub(super) fn enters(&self, room: &RoomId, hello: InboundUpdate, batch: &mut SyncBatch) {
        batch.updates.push(hello);
        batch.moved = Some(self.staffs(room));
    }

    pub(super) fn staffs(&self, room: &RoomId) -> StaffRoom {
        StaffRoom { room: room.to_string(), name: self.settings.staff_room.clone().unwrap_or_default() }
    }

    async fn is_yes_beneath_ours(&self, link: &Link, room: &Room, event: &Value) -> bool {
        let relation = &event["content"]["m.relates_to"];
        let yes = relation["key"].as_str().and_then(ReactionCommand::parse) == Some(ReactionCommand::Close);
        let Some(Ok(beneath)) = relation["event_id"].as_str().filter(|_| yes).map(EventId::parse) else {
            return false;
        };
        let asked = room.event(&beneath, None).await.ok().and_then(|event| event.kind.sender());
        asked.is_some_and(|sender| sender == link.own)
    }

    /// Where the staff were before, they are told once that nothing goes on there, if the desk may.
    pub(super) async fn say_goodbye(&self, link: &Link, before: &RoomId) {
        let before = link.client.get_room(before).filter(|room| room.state() == RoomState::Joined);
        if let Some(room) = before.filter(|room| !room.is_tombstoned())
            && let Err(error) = self.say_once(&room, staff_case::moved_on(self.language), "moved").await
        {
            tracing::warn!(cause = cause(&error), "the former staff room is not told that it is one");
        }
    }

    /// Says something that is no row: once in each room, as far as the server remembers.
    async fn say_once(&self, room: &Room, message: Message, what: &str) -> matrix_sdk::Result<()> {
        let txn: OwnedTransactionId = format!("{what}-{}", room.room_id()).into();
        let content = content::message(&message, &Call::Nobody);
        self.turns.send(room, "m.room.message", content, &txn).await.map(drop)
    }
}

/// Leaves this room and no other: the SDK would leave those as well that it has replaced.
pub(super) async fn leave(room: &Room) -> matrix_sdk::Result<()> {
    room.client().send(leave_room::v3::Request::new(room.room_id().to_owned())).await?;
    Ok(())
}

/// Is this somebody who is in the staff room?
async fn is_expert(link: &Link, user: &str) -> bool {
    let (Some(room), Ok(user)) = (link.staff_room(), UserId::parse(user)) else {
        return false;
    };
    match room.get_member_no_sync(&user).await {
        Ok(Some(member)) => *member.membership() == MembershipState::Join,
        _ => false,
    }
}

/// `!sala`, in either language and as clients and keyboards send it.
fn is_yes(body: &str) -> bool {
    let words = body.trim();
    let bare = words.trim_start_matches(['!', '！', '/']).trim().to_lowercase();
    bare.len() < words.len()
        && [Language::It, Language::En].map(staff_case::move_command).contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn a_room_is_confirmed_by_a_command_however_it_is_typed() {
        for yes in ["!sala", " !Sala ", "! sala", "！sala", "/sala", "//sala", "!room"] {
            assert!(is_yes(yes), "{yes}");
        }
        for no in ["sala", "!sala grande", "non scrivete !sala", "!", "", "> !sala"] {
            assert!(!is_yes(no), "{no}");
        }
    }
}
