//! Whether the parts of the desk are well, and when somebody is told that one is not.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::channel::ChannelKind;

/// Something that has to work for the desk to keep its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Component {
    Channel(ChannelKind),
    Database,
    /// What came in, or has to go out, waits for too long.
    Queue,
    Articles,
}

impl Component {
    /// Do the staff hear in their room, which is on this platform, of what happens to it? Not where it is that room
    /// which is away, or what is written there may not be there tomorrow.
    #[must_use]
    pub fn is_told_in(self, room: ChannelKind) -> bool {
        self != Self::Database && self != Self::Channel(room)
    }

    /// How long it may be away before somebody is told: a short trouble mends itself.
    #[must_use]
    pub fn patience(self) -> SignedDuration {
        match self {
            // What is decided meanwhile may not be there tomorrow.
            Self::Database => SignedDuration::from_mins(1),
            Self::Channel(_) | Self::Articles => SignedDuration::from_mins(10),
            // It has waited for long enough before it is a trouble.
            Self::Queue => SignedDuration::ZERO,
        }
    }
}

/// Nothing that came in, or has to go out, waits for longer while all is well.
const WAITS: SignedDuration = SignedDuration::from_mins(10);

/// How long the oldest thing has waited, if that is too long.
#[must_use]
pub fn waits_too_long(since: Timestamp, now: Timestamp) -> Option<SignedDuration> {
    Some(now.duration_since(since)).filter(|waited| *waited > WAITS)
}

/// What is wrong with a part, in words for whoever runs the desk: never with names or words of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub part: Component,
    pub why: String,
}

/// Something that somebody has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComponentChange {
    Down { trouble: Trouble, since: Timestamp },
    Back { part: Component, since: Timestamp },
}

impl ComponentChange {
    #[must_use]
    pub fn part(&self) -> Component {
        match self {
            Self::Down { trouble, .. } => trouble.part,
            Self::Back { part, .. } => *part,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Down {
    since: Timestamp,
    why: String,
    told: bool,
}

/// What has been seen of all parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    down: BTreeMap<Component, Down>,
    looked: Option<Timestamp>,
}

impl Watch {
    /// What is wrong now; says what has to be told: each trouble once it has lasted, and once when it is over.
    pub fn look(&mut self, now: Timestamp, troubles: Vec<Trouble>) -> Vec<ComponentChange> {
        self.looked = Some(now);
        let mut changes = Vec::new();
        self.down.retain(|part, down| {
            let still = troubles.iter().any(|trouble| trouble.part == *part);
            if !still && down.told {
                changes.push(ComponentChange::Back { part: *part, since: down.since });
            }
            still
        });
        for Trouble { part, why } in troubles {
            let down = self.down.entry(part).or_insert(Down { since: now, why: String::new(), told: false });
            // A clock that was set back must not keep us from telling.
            down.since = down.since.min(now);
            down.why = why;
            if !down.told && now.duration_since(down.since) >= part.patience() {
                down.told = true;
                let trouble = Trouble { part, why: down.why.clone() };
                changes.push(ComponentChange::Down { trouble, since: down.since });
            }
        }
        changes
    }

    /// What is wrong, and since when.
    pub fn troubles(&self) -> impl Iterator<Item = (Component, &str, Timestamp)> {
        self.down.iter().map(|(part, down)| (*part, down.why.as_str(), down.since))
    }

    /// When somebody looked last.
    #[must_use]
    pub fn looked(&self) -> Option<Timestamp> {
        self.looked
    }
}

/// A time from which messages may have been lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub since: Timestamp,
    pub until: Timestamp,
    /// How many are missing; `None` if all that is known is that the platform keeps nothing for so long.
    pub missing: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const MATRIX: Component = Component::Channel(ChannelKind::Matrix);

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    fn down(part: Component) -> Vec<Trouble> {
        vec![Trouble { part, why: "the server does not answer".to_owned() }]
    }

    #[test]
    fn a_trouble_that_lasts_is_told_once_and_so_is_its_end() {
        let mut watch = Watch::default();
        assert_eq!(watch.looked(), None);
        assert_eq!(watch.look(at(0), down(MATRIX)), []);
        assert_eq!(watch.look(at(9), down(MATRIX)), []);
        let told = ComponentChange::Down { trouble: down(MATRIX).remove(0), since: at(0) };
        assert_eq!(watch.look(at(10), down(MATRIX)), [told]);
        assert_eq!(watch.look(at(11), down(MATRIX)), []);
        assert_eq!(watch.troubles().count(), 1);
        assert_eq!(watch.look(at(12), Vec::new()), [ComponentChange::Back { part: MATRIX, since: at(0) }]);
        assert_eq!(watch.troubles().count(), 0);
        assert_eq!(watch.look(at(13), Vec::new()), []);
        assert_eq!(watch.looked(), Some(at(13)));
    }

    #[test]
    fn a_short_trouble_is_told_to_nobody() {
        let mut watch = Watch::default();
        watch.look(at(0), down(MATRIX));
        assert_eq!(watch.look(at(5), Vec::new()), []);
        watch.look(at(6), down(MATRIX));
        assert_eq!(watch.look(at(12), down(MATRIX)), [], "it began anew");
    }

    #[test]
    fn each_part_has_its_own_patience_whatever_the_clock_does() {
        let mut watch = Watch::default();
        assert_eq!(watch.look(at(100), down(Component::Queue)).len(), 1);
        watch.look(at(200), down(Component::Database));
        assert_eq!(watch.look(at(50), down(Component::Database)), [], "the clock was set back");
        assert_eq!(watch.look(at(51), down(Component::Database)).len(), 1);
    }

    #[test]
    fn what_waits_for_more_than_ten_minutes_is_a_trouble() {
        let waited = [0, 10, 11].map(|minute| waits_too_long(at(0), at(minute)).map(|long| long.as_mins()));
        assert_eq!(waited, [None, None, Some(11)]);
    }

    #[test]
    fn the_room_hears_of_all_but_itself_and_the_database() {
        let parts = [
            MATRIX,
            Component::Channel(ChannelKind::Telegram),
            Component::Database,
            Component::Queue,
            Component::Articles,
        ];
        let told = parts.map(|part| part.is_told_in(ChannelKind::Matrix));
        assert_eq!(told, [false, true, false, true, true]);
    }
}
