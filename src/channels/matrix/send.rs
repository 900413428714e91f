//! Events into rooms: one at a time into each.
//!
//! The SDK checks whether a room's key has been used up and then uses it, in two steps; two events that meet in between
//! end in a panic. A server takes the events of a room one after the other in any case.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use matrix_sdk::{
    Error, Room,
    ruma::{OwnedRoomId, OwnedTransactionId, RoomId, TransactionId},
};
use serde_json::Value;
use tokio::{
    sync::{Mutex as Turn, OwnedMutexGuard},
    task::JoinSet,
};

use super::content;

/// How many messages may be having their signs put beneath them; others go without.
const SIGNING: usize = 64;

/// Whose turn it is in each room in which something is being said.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<Mutex<HashMap<OwnedRoomId, Weak<Turn<()>>>>>);

impl Turns {
    /// Sends an event; says what the server calls it.
    pub async fn send(
        &self,
        room: &Room,
        kind: &str,
        content: Value,
        txn: &TransactionId,
    ) -> Result<String, Error> {
        let _turn = self.take(room.room_id()).await;
        let sent = room.send_raw(kind, content).with_transaction_id(txn).await?;
        Ok(sent.response.event_id.to_string())
    }

    /// Waits for the turn in a room.
    async fn take(&self, room: &RoomId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|_, turn| turn.strong_count() > 0);
            turns.get(room).and_then(Weak::upgrade).unwrap_or_else(|| {
                let turn = Arc::default();
                turns.insert(room.to_owned(), Arc::downgrade(&turn));
                turn
            })
        };
        turn.lock_owned().await
    }
}

/// The signs that are being put beneath messages with buttons. A courtesy: nothing waits for them.
#[derive(Default)]
pub(super) struct Signs(Mutex<JoinSet<()>>);

impl Signs {
    /// Puts the signs that press them beneath a message with so many buttons: to be touched instead of typed. If the
    /// server does not want more of us, numbers do.
    pub fn put(&self, turns: &Turns, room: &Room, event: &str, buttons: usize, row: i64) {
        let mut signing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while signing.try_join_next().is_some() {}
        if buttons == 0 || signing.len() >= SIGNING {
            return;
        }
        let (turns, room, event) = (turns.clone(), room.clone(), event.to_owned());
        signing.spawn(async move {
            for (n, sign) in content::NUMBERS.into_iter().take(buttons).enumerate() {
                let txn: OwnedTransactionId = format!("sportello-{row}-sign-{n}").into();
                let content = content::reaction(&event, sign);
                if turns.send(&room, "m.reaction", content, &txn).await.is_err() {
                    return;
                }
            }
        });
    }

    /// Puts no more.
    pub async fn end(&self) {
        let mut signing = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        signing.shutdown().await;
    }
}
