//! Plays events as the desk lives through them: it is woken whenever it asked to be.

use domain::{
    Step,
    alerts::Alerts,
    calendar::Calendar,
    channel::ChannelKind,
    commitment::Policy,
    conversation::{Conversation, Phase},
    event::{Effect, Entry},
    ids::CaseNumber,
    language::{Language, Languages},
    office_hours::{MonthDay, StaffedWeek},
    organisations::Organisations,
    step,
};
use jiff::{SignedDuration, Timestamp, civil::date, tz::TimeZone};

use serde::{
    Deserialize,
    de::value::{Error, MapDeserializer},
};

use super::{
    acts::{Act, Moment, time_comes},
    printer::{beside, told},
};

/// The four weeks of these stories, from a working Monday on; Saint Ambrose and the Immaculate are in them.
const FIRST_DAY: i8 = 23;

/// "Tue 24 10:05" on a Milan wall: from 23 November 2026 to 22 December.
pub fn at(wall: &str) -> Timestamp {
    let (day, hour) = wall[4..].split_once(' ').unwrap();
    let day: i8 = day.parse().unwrap();
    let date = date(2026, if day < FIRST_DAY { 12 } else { 11 }, day);
    let moment = date.to_datetime(hour.parse().unwrap()).to_zoned(zone()).unwrap().timestamp();
    assert_eq!(shown(moment), wall, "another day of the week");
    moment
}

/// The same, the other way round.
pub fn shown(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%a %d %H:%M").to_string()
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap()
}

pub fn policy() -> Policy {
    Policy {
        languages: Languages::default(),
        term: SignedDuration::from_hours(48),
        honest: SignedDuration::from_hours(2),
        urgent: SignedDuration::from_hours(2),
        alerts: Alerts::default(),
        reopen: SignedDuration::from_hours(7 * 24),
        cases_per_day: 5,
        show_expert_names: false,
        organisations: acme(),
        calendar: Calendar {
            zone: zone(),
            week: StaffedWeek::default(),
            patron: MonthDay::SAINT_AMBROSE,
            closures: Vec::new(),
            people_hours: "08:00-21:00".to_owned().try_into().unwrap(),
            lead: SignedDuration::from_mins(30),
        },
    }
}

/// The only organisation that has a link.
pub fn acme() -> Organisations {
    let known = MapDeserializer::<_, Error>::new([("acme", "ACME")].into_iter());
    Organisations::deserialize(known).unwrap()
}

pub fn case(place: u32) -> CaseNumber {
    CaseNumber { year: 2026, place }
}

/// One person and the desk, at a moment.
#[derive(Clone)]
pub struct Scene {
    pub policy: Policy,
    pub conversation: Conversation,
    pub now: Timestamp,
    pub wake_at: Option<Timestamp>,
    /// How many cases the app has numbered.
    opened: u32,
}

impl Scene {
    /// Nobody has written yet.
    pub fn new() -> Self {
        Self {
            policy: policy(),
            conversation: Conversation::new(ChannelKind::Telegram, Language::It),
            now: at("Tue 24 10:00"),
            wake_at: None,
            opened: 0,
        }
    }

    /// The desk wakes whenever it asked to, up to this time; a line for each.
    pub fn live(&mut self, until: &str) -> Vec<String> {
        let until = at(until);
        let mut lines = Vec::new();
        while let Some(wake) = self.wake_at.filter(|wake| *wake <= until) {
            let wake = wake.max(self.now);
            let step = self.happens(wake, &time_comes());
            lines.push(beside(&shown(wake), &told(&step)));
        }
        self.now = until;
        lines
    }

    /// Something happens at this time, whatever the desk has slept through.
    pub fn happens(&mut self, now: Timestamp, act: &Act) -> Step {
        let event = act.event(Moment { at: now, next_case: case(self.opened + 1) });
        let clock = matches!(event, domain::event::Event::TimeCame { .. });
        let step = step(&self.policy, self.conversation.clone(), event, now);
        self.conversation = step.conversation.clone();
        (self.now, self.wake_at) = (now, step.wake_at);
        let opened = |effect: &&Effect| matches!(effect, Effect::Record(Entry::CaseOpened { .. }));
        self.opened += u32::try_from(step.effects.iter().filter(opened).count()).unwrap();
        // What holds whatever happens.
        let conversation = &step.conversation;
        assert_eq!(conversation.commitment.is_some(), step.wake_at.is_some(), "a promise is never asleep");
        assert!(!matches!(&conversation.phase, Phase::Answered { given } if given.is_empty()));
        assert!(!clock || step.wake_at.is_none_or(|wake| wake > now), "all that was due is done");
        step
    }
}

/// Where these events lead, each at its time.
pub fn after(acts: &[(&str, Act)]) -> Scene {
    let mut scene = Scene::new();
    play(&mut scene, acts);
    scene
}

/// What follows these events, line by line, with all that time asks for in between.
pub fn story(acts: &[(&str, Act)]) -> String {
    continued(&mut Scene::new(), acts)
}

/// The same, from a scene on.
pub fn continued(scene: &mut Scene, acts: &[(&str, Act)]) -> String {
    play(scene, acts).join("\n")
}

fn play(scene: &mut Scene, acts: &[(&str, Act)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (wall, act) in acts {
        lines.extend(scene.live(wall));
        let step = scene.happens(at(wall), act);
        lines.push(beside(&format!("{wall} {}", act.name), &told(&step)));
    }
    lines
}
