//! Messages that come before everything else: somebody may be hurt.

use serde::{Deserialize, Serialize};

/// What kind of danger somebody is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// Thoughts of suicide, or of hurting oneself.
    Suicide,
    /// Violence at home, threats, stalking.
    Violence,
    /// Sexual harassment at work.
    Harassment,
    /// Bleeding, strong pains, waters breaking, a child that is unwell now.
    Medical,
    /// The loss of a child or of a pregnancy.
    Loss,
    /// Pressure to resign or to sign.
    Pressure,
    /// A dismissal, in pregnancy or just now.
    Dismissal,
    /// Locked in, papers taken away, forced to work.
    Captivity,
}

impl Danger {
    pub const ALL: [Self; 8] = [
        Self::Suicide,
        Self::Violence,
        Self::Harassment,
        Self::Medical,
        Self::Loss,
        Self::Pressure,
        Self::Dismissal,
        Self::Captivity,
    ];
}
