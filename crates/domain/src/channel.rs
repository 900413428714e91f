//! The platforms people write on, by name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The platform a conversation happens on.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Ord, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChannelKind {
    Console,
    Telegram,
    Matrix,
}

impl ChannelKind {
    pub const ALL: [Self; 3] = [Self::Console, Self::Telegram, Self::Matrix];

    /// Its name in tables and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Telegram => "telegram",
            Self::Matrix => "matrix",
        }
    }
}

impl fmt::Display for ChannelKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No channel has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a channel")]
pub struct UnknownChannel(String);

impl FromStr for ChannelKind {
    type Err = UnknownChannel;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| UnknownChannel(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_found_by_its_name_and_by_nothing_else() {
        for kind in ChannelKind::ALL {
            assert_eq!((kind.name().parse(), kind.to_string().parse()), (Ok(kind), Ok(kind)));
        }
        for name in ["", "Telegram", "whatsapp"] {
            assert_eq!(name.parse::<ChannelKind>(), Err(UnknownChannel(name.to_owned())));
        }
    }
}
