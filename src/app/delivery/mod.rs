//! What goes out: outbox rows are taken to their channel, and the desk is told what became of them.
//!
//! Invariant: what became of a row is never forgotten while the process lives. If it cannot be written down, it is kept
//! until it can; a row whose fate is known is not sent again.
//!
//! Accepted race: a crash between the platform's yes and our commit sends the row again; its id is the same, so a
//! platform with transaction ids shows it once, and one without repeats the few that were on their way.

mod attempt;
pub mod file;
mod place;
mod settle;
pub mod worker;

use std::sync::Arc;

use domain::delivery::Delivery;
use jiff::SignedDuration;

use self::{
    attempt::{Attempt, attempt},
    file::Files,
    settle::settle,
};
use super::{BATCH, Shared, desk::Desk, learning::Learning};
use crate::{
    channels::Turn,
    store::{
        Store, StoreError,
        queue::outbox::{Carrier, OutboxRow},
    },
};

/// Where rows are sent one after the other, a turn is waited for that comes so soon: of one person, and of all.
const SOON: SignedDuration = SignedDuration::from_secs(2);
const AT_ONCE: SignedDuration = SignedDuration::from_millis(200);

/// What sends.
pub struct Sender {
    store: Arc<Store>,
    desk: Arc<Desk>,
    learning: Arc<Learning>,
    files: Files,
}

impl Sender {
    pub fn new((store, desk, learning): Shared, files: Files) -> Self {
        Self { store, desk, learning, files }
    }

    /// Sends the rows that are due, one after the other; says how many were touched.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        let rows = self.store.next_outgoing(self.desk.now(), BATCH).await?;
        let touched = rows.len();
        let mut tried = Vec::with_capacity(touched);
        let mut failed = Ok(());
        for row in rows {
            if row.payload.has_file() {
                // It follows the root of its thread, which may be among those.
                settle(self, &mut tried).await?;
            }
            let (wait, longest) = match self.turn_of(&row) {
                Turn::Now => (SignedDuration::ZERO, SOON),
                Turn::NotThisOne { wait } => (wait, SOON),
                Turn::Nobody { wait } => (wait, AT_ONCE),
            };
            let attempt = if wait <= longest {
                tokio::time::sleep(wait.unsigned_abs()).await;
                attempt(self, row).await
            } else {
                Ok(Attempt::unsent(row, Delivery::Later { after: Some(wait) }))
            };
            match attempt {
                Ok(attempt) => tried.push(attempt),
                Err(error) => failed = Err(error),
            }
        }
        settle(self, &mut tried).await?;
        failed.map(|()| touched)
    }

    /// Whether a row may be sent now.
    fn turn_of(&self, row: &OutboxRow) -> Turn {
        match row.carrier {
            Carrier::StaffRoom => self.desk.staff_room.turn(None),
            Carrier::Platform(kind) => {
                let address = row.address.as_deref();
                self.desk.channel(kind).map_or(Turn::Now, |channel| channel.turn(address))
            }
        }
    }
}
