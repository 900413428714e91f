//! What somebody has told of an arrival so far, one answer at a time.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    arrival::{Adoption, Arrival, ArrivalMistake, Birth, Circumstances, DueDate, Scheme, Stay, Work},
    plan::Plan,
};

/// The answers so far. Whatever is not told yet is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanInput {
    /// Under which name calendars know its dates: the same for ever, and nobody's.
    pub calendar: String,
    pub work: Option<Work>,
    pub sort: Option<Sort>,
    pub due: Answer<Date>,
    pub born: Option<Date>,
    pub entry: Option<Date>,
    /// The birthday of a child that is adopted.
    pub birthday: Answer<Date>,
    /// From abroad: the day on which the proposal to meet the child was communicated.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub proposal: Answer<Date>,
    pub several: Option<bool>,
    pub scheme: Option<Scheme>,
    pub hospital: Option<Stay>,
    pub interdiction: bool,
    /// The child has a serious disability.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disability: bool,
    /// What has happened since, by the slug of the reminder that follows from it.
    pub events: Vec<(String, Date)>,
}

/// How a child comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    Expected,
    Born,
    Adopted,
    Fostered,
}

/// An answer that somebody may not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<T> {
    #[default]
    NotAsked,
    NotKnown,
    Known(T),
}

impl<T> Answer<T> {
    fn is_not_asked(&self) -> bool {
        matches!(self, Self::NotAsked)
    }
}

impl<T: Copy> Answer<T> {
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::NotAsked | Self::NotKnown => None,
        }
    }
}

impl PlanInput {
    /// The arrival, as soon as its date is told; what else is not told yet is taken to be ordinary.
    #[must_use]
    pub fn arrival(&self) -> Option<Arrival> {
        match self.sort? {
            Sort::Expected | Sort::Born => {
                let due = match (self.due.known(), self.born) {
                    (Some(due), _) => DueDate::Known(due),
                    (None, Some(born)) => DueDate::Unknown(born),
                    (None, None) => return None,
                };
                Some(Arrival::Birth(Birth {
                    due,
                    born: self.born,
                    scheme: self.scheme.unwrap_or_default(),
                    several: self.several == Some(true),
                    hospital: self.hospital,
                    interdiction: self.interdiction,
                }))
            }
            sort @ (Sort::Adopted | Sort::Fostered) => Some(Arrival::Adoption(Adoption {
                entry: self.entry?,
                born: self.birthday.known(),
                fostering: sort == Sort::Fostered,
                several: self.several == Some(true),
                hospital: self.hospital,
                proposal: self.proposal.known(),
            })),
        }
    }

    /// The plan, as soon as there can be one.
    ///
    /// # Errors
    /// If what was told cannot be true.
    pub fn plan(&self) -> Option<Result<Plan, ArrivalMistake>> {
        let work = self.work.unwrap_or_default();
        let circumstances = Circumstances { work, disability: self.disability, father_until: None };
        Some(Plan::of(&self.arrival()?, circumstances))
    }

    /// A choice that the dates have made impossible is given up: nobody is sent back for a child that came early.
    pub fn give_up_what_cannot_be(&mut self) {
        let refused = |draft: &Self| draft.plan().and_then(Result::err);
        if matches!(
            refused(self),
            Some(ArrivalMistake::HospitalOutside { .. } | ArrivalMistake::HospitalBeforeBirth)
        ) {
            self.hospital = None;
        }
    }
}
