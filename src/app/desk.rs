//! What every part of the desk asks: by which rules, over which channels, with which knowledge, at what time.
//!
//! Invariant: it can be asked at any time, inside a unit of work as well; it knows nothing of the database.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{
    calendar::Calendar,
    channel::ChannelKind,
    clockwork::Clockwork,
    commitment::Policy,
    ids::Expert,
    language::Language,
    retention::{self, KeptSince},
    watch::{Component, Trouble},
};
use jiff::{SignedDuration, Timestamp};
use knowledge::Knowledge;

use super::learning::Known;
use crate::{
    channels::Channel,
    clock::Clock,
    view::{leave_plan::LeaveView, person::PersonView, staff_case::StaffView},
};

/// What all parts have in common.
pub struct Desk {
    pub policy: Policy,
    clock: Arc<dyn Clock>,
    /// The platforms people write on.
    pub channels: HashMap<ChannelKind, Arc<dyn Channel>>,
    pub staff_room: Arc<dyn Channel>,
    known: Arc<Known>,
    /// How long words are kept.
    retention: SignedDuration,
    /// How the clock has run, as far as is known.
    clockwork: Mutex<Clockwork>,
}

impl Desk {
    pub fn new(
        policy: Policy,
        clock: Arc<dyn Clock>,
        channels: Vec<Arc<dyn Channel>>,
        staff_room: Arc<dyn Channel>,
        known: Arc<Known>,
        retention: SignedDuration,
    ) -> Self {
        let channels = channels.into_iter().map(|channel| (channel.kind(), channel)).collect();
        Self { policy, clock, channels, staff_room, known, retention, clockwork: Mutex::default() }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn calendar(&self) -> &Calendar {
        &self.policy.calendar
    }

    /// The language of the staff room, and of people whose language nobody knows.
    pub fn language(&self) -> Language {
        self.policy.languages.first()
    }

    /// What the desk knows, as of now.
    pub fn knowledge(&self) -> Arc<Knowledge> {
        self.known.now()
    }

    /// The platform somebody writes on, if it is switched on in this process.
    pub fn channel(&self, kind: ChannelKind) -> Option<&dyn Channel> {
        self.channels.get(&kind).map(AsRef::as_ref)
    }

    pub fn person_view(&self, language: Language, now: Timestamp) -> PersonView<'_> {
        let experts_away = self.staff_room.trouble().is_some();
        PersonView { language, calendar: self.calendar(), experts_away, now }
    }

    pub fn staff_view(&self) -> StaffView<'_> {
        StaffView { language: self.language(), calendar: self.calendar() }
    }

    pub fn leave_view(&self, language: Language) -> LeaveView<'_> {
        LeaveView { language, zone: &self.calendar().zone }
    }

    /// What people read of who answers them: by default, nothing.
    pub async fn shown_name(&self, expert: &Expert) -> Option<String> {
        if !self.policy.show_expert_names {
            return None;
        }
        let colleagues = self.staff_room.colleagues().await;
        let known = colleagues.into_iter().find(|colleague| colleague.expert == *expert);
        Some(known.map_or_else(|| expert.to_string(), |colleague| colleague.name))
    }

    /// Since when things are kept; none while the clock is in doubt.
    pub fn kept_since(&self, now: Timestamp) -> Option<KeptSince> {
        retention::kept_since(*self.clockwork(), self.retention, now)
    }

    /// Somebody has looked at how the clock has run.
    pub fn clock_has_run(&self, clockwork: Clockwork) {
        *self.clockwork() = clockwork;
    }

    fn clockwork(&self) -> MutexGuard<'_, Clockwork> {
        self.clockwork.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is wrong with the platforms.
    pub fn channel_troubles(&self) -> Vec<Trouble> {
        let others = self.channels.values().filter(|channel| channel.kind() != self.staff_room.kind());
        let all = others.chain(std::iter::once(&self.staff_room));
        let troubles = all.filter_map(|channel| {
            Some(Trouble { part: Component::Channel(channel.kind()), why: channel.trouble()? })
        });
        troubles.collect()
    }
}
