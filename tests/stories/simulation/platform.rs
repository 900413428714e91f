//! The platform of a simulated world: the fake one, which fails when told to and keeps a journal.
//!
//! The journal is in the order in which things really happened, which is what the oracle reads.

use std::{
    collections::{BTreeSet, VecDeque},
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::{
    channel::ChannelKind,
    delivery::{Delivery, Undeliverable},
    message::Message,
};
use jiff::SignedDuration;
use sportello::channels::{Channel, Destination, Dispatch, Edit, Inbound, Unreadable, fake::Fake};
use tokio::sync::Notify;

/// What can go wrong with one sending.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    Later(Option<SignedDuration>),
    /// The platform does not want this message; only people's messages are refused.
    Refused,
    /// The machine dies before the platform has the message.
    CrashBefore,
    /// The machine dies after the platform has the message and before we know.
    CrashAfter,
}

/// What the platform has seen of the desk.
#[derive(Debug)]
pub enum Note {
    /// The desk read a payload, which it does when it handles it.
    Handled { payload: String },
    Sent {
        dispatch: Dispatch,
        fate: Fate,
        /// It was not there before.
        shown: bool,
    },
    /// What a person has says something else now.
    Edited { address: String, message: Message, remove: bool },
}

/// What the desk learned of a sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Delivered,
    Later,
    GaveUp,
    /// The person has blocked us.
    Unreachable,
    /// Nothing: the machine died.
    Crashed,
}

#[derive(Default)]
pub struct Platform {
    fake: Fake,
    state: Mutex<State>,
    /// The machine has just died.
    pub crashed: Notify,
}

#[derive(Default)]
struct State {
    faults: VecDeque<Fault>,
    shown: BTreeSet<i64>,
    journal: Vec<Note>,
}

impl Platform {
    pub fn fail_next(&self, fault: Fault) {
        self.state().faults.push_back(fault);
    }

    pub fn recover(&self) {
        self.state().faults.clear();
    }

    pub fn block(&self, address: &str) {
        self.fake.block(address);
    }

    /// What has happened since the last time.
    pub fn news(&self) -> Vec<Note> {
        mem::take(&mut self.state().journal)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, dispatch: &Dispatch, fate: Fate, accepted: bool) {
        let mut state = self.state();
        let shown = accepted && state.shown.insert(dispatch.id);
        let dispatch = dispatch.clone();
        state.journal.push(Note::Sent { dispatch, fate, shown });
    }

    async fn crash(&self) -> Delivery {
        self.crashed.notify_one();
        std::future::pending().await
    }
}

#[async_trait]
impl Channel for Platform {
    fn kind(&self) -> ChannelKind {
        self.fake.kind()
    }

    fn read(&self, payload: &str) -> Result<Inbound, Unreadable> {
        let inbound = self.fake.read(payload)?;
        self.state().journal.push(Note::Handled { payload: payload.to_owned() });
        Ok(inbound)
    }

    async fn edit(&self, edit: &Edit) -> Delivery {
        let Edit { address, message, remove, .. } = edit.clone();
        self.state().journal.push(Note::Edited { address, message, remove });
        self.fake.edit(edit).await
    }

    async fn deliver(&self, dispatch: Dispatch) -> Delivery {
        let fault = self.state().faults.pop_front();
        match fault {
            Some(Fault::Later(after)) => {
                self.note(&dispatch, Fate::Later, false);
                return Delivery::Later { after };
            }
            Some(Fault::Refused) if matches!(dispatch.to, Destination::Person { .. }) => {
                self.note(&dispatch, Fate::GaveUp, false);
                return Delivery::GaveUp(Undeliverable::Refused);
            }
            Some(Fault::CrashBefore) => {
                self.note(&dispatch, Fate::Crashed, false);
                return self.crash().await;
            }
            Some(Fault::Refused | Fault::CrashAfter) | None => {}
        }
        let delivery = self.fake.deliver(dispatch.clone()).await;
        let accepted = matches!(delivery, Delivery::Delivered { .. });
        if matches!(fault, Some(Fault::CrashAfter)) {
            self.note(&dispatch, Fate::Crashed, accepted);
            return self.crash().await;
        }
        let fate = if accepted { Fate::Delivered } else { Fate::Unreachable };
        self.note(&dispatch, fate, accepted);
        delivery
    }
}
