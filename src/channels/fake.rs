//! The in-memory twin: a platform for tests and rehearsals, with the faults of a real one on demand.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::{
    attachment::Attachment, channel::ChannelKind, delivery::Undeliverable, message::Message, post::Place,
};

use super::{
    Channel, Delivery, Destination, Dispatch, Edit, Inbound, NotFetched, Tick, Unreadable, read_json,
};

/// A platform that keeps what it is given. It delivers a dispatch once however often it is sent, as Matrix does.
#[derive(Default)]
pub struct Fake(Mutex<Platform>);

#[derive(Default)]
struct Platform {
    delivered: Vec<Dispatch>,
    amended: Vec<Edit>,
    ticked: Vec<Tick>,
    has_ticks: bool,
    seen: HashMap<i64, String>,
    faults: VecDeque<Delivery>,
    blocked: Vec<String>,
    trouble: Option<String>,
}

impl Fake {
    /// All that was delivered, in order; what was redacted is blank.
    #[must_use]
    pub fn delivered(&self) -> Vec<Dispatch> {
        self.platform().delivered.clone()
    }

    /// All changes to what was delivered, in order.
    #[must_use]
    pub fn amended(&self) -> Vec<Edit> {
        self.platform().amended.clone()
    }

    /// From now on signs can be put beneath messages.
    pub fn learn_ticks(&self) {
        self.platform().has_ticks = true;
    }

    /// All signs beneath messages, in order.
    #[must_use]
    pub fn ticked(&self) -> Vec<Tick> {
        self.platform().ticked.clone()
    }

    /// The next deliveries fail like this, one each.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Delivery>) {
        self.platform().faults.extend(faults);
    }

    /// The person at this address blocks the desk.
    pub fn block(&self, address: &str) {
        self.platform().blocked.push(address.to_owned());
    }

    /// Something is wrong with the platform, for everybody to know.
    pub fn is_in_trouble(&self, why: &str) {
        self.platform().trouble = Some(why.to_owned());
    }

    /// Nothing is wrong with it any more.
    pub fn is_well(&self) {
        self.platform().trouble = None;
    }

    fn platform(&self) -> MutexGuard<'_, Platform> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Channel for Fake {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Console
    }

    fn trouble(&self) -> Option<String> {
        self.platform().trouble.clone()
    }

    async fn edit(&self, edit: &Edit) -> Delivery {
        let mut platform = self.platform();
        if let Some(fault) = platform.faults.pop_front() {
            return fault;
        }
        platform.amended.push(edit.clone());
        Delivery::Delivered { platform_message_id: edit.platform_message_id.clone() }
    }

    fn has_ticks(&self) -> bool {
        self.platform().has_ticks
    }

    async fn tick(&self, tick: &Tick) -> Delivery {
        self.platform().ticked.push(tick.clone());
        Delivery::Delivered { platform_message_id: String::new() }
    }

    /// A fake file holds its own reference, as text.
    async fn fetch(&self, attachment: &Attachment) -> Result<Vec<u8>, NotFetched> {
        Ok(attachment.reference.clone().into_bytes())
    }

    fn read(&self, payload: &str) -> Result<Inbound, Unreadable> {
        read_json(payload)
    }

    async fn deliver(&self, dispatch: Dispatch) -> Delivery {
        let mut platform = self.platform();
        if let Some(fault) = platform.faults.pop_front() {
            return fault;
        }
        if let Destination::Person { address } = &dispatch.to
            && platform.blocked.contains(address)
        {
            return Delivery::GaveUp(Undeliverable::Unreachable);
        }
        let platform_message_id = format!("fake-{}", dispatch.id);
        if platform.seen.insert(dispatch.id, platform_message_id.clone()).is_none() {
            if let Destination::Staff { case, place: Place::Redaction, .. } = &dispatch.to {
                for old in &mut platform.delivered {
                    if matches!(&old.to, Destination::Staff { case: other, .. } if other == case) {
                        old.message = Message::default();
                    }
                }
            }
            platform.delivered.push(dispatch);
        }
        Delivery::Delivered { platform_message_id }
    }
}
