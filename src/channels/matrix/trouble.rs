//! What keeps the desk from its experts, or from Matrix altogether, until somebody does something about it.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::rooms::RoomReadiness;

/// How long the server may say nothing at all before that is told: it answers twice a minute, whatever happens.
const SILENCE: SignedDuration = SignedDuration::from_mins(10);

/// What is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatrixTrouble {
    /// The server does not let the desk in.
    #[error("{0}")]
    Refused(String),
    #[error("the server has not been heard of since {since}: see the network, and `homeserver` in [matrix]")]
    Silent { since: Timestamp },
    #[error("there is no room of the name `staff_room`: correct it in [matrix]")]
    NoRoom,
    #[error("the desk is not in its staff room: invite it")]
    NotIn,
    #[error("the staff room is not encrypted: turn encryption on, or set `allow_unencrypted`")]
    Open,
    #[error("the desk may not speak in its staff room: let it, in the room's settings")]
    MayNotSpeak,
    #[error(
        "the staff room has been replaced by another: invite the desk there, and let an expert of the old room write \
         !sala there, or set `staff_room` to it"
    )]
    Upgraded,
}

/// How the desk stands on Matrix.
#[derive(Default)]
pub(super) struct Condition(Mutex<Known>);

#[derive(Default)]
struct Known {
    room: Option<MatrixTrouble>,
    /// When the server last answered, or when it was first asked.
    heard: Option<Timestamp>,
    silent: Option<MatrixTrouble>,
}

impl Condition {
    fn change<T>(&self, change: impl FnOnce(&mut Known) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is wrong, if anything is.
    pub fn trouble(&self) -> Option<MatrixTrouble> {
        self.change(|known| known.silent.clone().or_else(|| known.room.clone()))
    }

    /// The server has answered.
    pub fn heard(&self, now: Timestamp) {
        self.change(|known| {
            known.heard = Some(now);
            if known.silent.take().is_some() {
                tracing::warn!("the server is heard of again");
            }
        });
    }

    /// Nothing has happened for a while.
    pub fn time_passes(&self, now: Timestamp) {
        self.change(|known| {
            let since = *known.heard.get_or_insert(now);
            if known.silent.is_none() && now.duration_since(since) >= SILENCE {
                let silent = MatrixTrouble::Silent { since };
                tracing::error!("{silent}");
                known.silent = Some(silent);
            }
        });
    }

    /// The experts cannot complain of a room in which the desk is silent: the log and `/health` do.
    pub fn note(&self, fitness: RoomReadiness) {
        let trouble = match fitness {
            RoomReadiness::Fit { .. } => None,
            RoomReadiness::Unknown => return,
            RoomReadiness::NoRoom => Some(MatrixTrouble::NoRoom),
            RoomReadiness::NotIn => Some(MatrixTrouble::NotIn),
            RoomReadiness::Open => Some(MatrixTrouble::Open),
            RoomReadiness::MayNotSpeak => Some(MatrixTrouble::MayNotSpeak),
            RoomReadiness::Upgraded => Some(MatrixTrouble::Upgraded),
        };
        self.change(|known| {
            match (&trouble, &known.room) {
                (Some(now), before) if before.as_ref() != Some(now) => {
                    tracing::error!("{now}; until then nobody is told of any case");
                }
                (None, Some(_)) => tracing::warn!("the staff room is in order again"),
                _ => {}
            }
            known.room = trouble;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_until_it_is_right_again() {
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        let condition = Condition::default();
        let told = || condition.trouble().map(|trouble| trouble.to_string()).unwrap_or_default();
        condition.time_passes(at(0));
        condition.time_passes(at(9));
        assert_eq!(told(), "");
        condition.note(RoomReadiness::NotIn);
        assert_eq!(told(), "the desk is not in its staff room: invite it");
        condition.time_passes(at(10));
        assert!(
            told().starts_with("the server has not been heard of since 1970-01-01T00:00:00Z"),
            "{}",
            told()
        );
        condition.heard(at(11));
        condition.time_passes(at(20));
        assert_eq!(told(), "the desk is not in its staff room: invite it");
        condition.note(RoomReadiness::Unknown);
        assert!(!told().is_empty(), "what is not known changes nothing");
        condition.note(RoomReadiness::Fit { encrypted: true });
        assert_eq!(told(), "");
    }
}
