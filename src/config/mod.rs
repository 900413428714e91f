//! The configuration: one TOML file, one struct per section, everything checked at the edge.
//!
//! - A value that is here is valid: dates, hours, zone and languages are parsed into types that
//!   cannot be wrong, so nobody checks them again.
//! - Every key has a default or may be absent: with no file at all the desk can run in a terminal.
//! - [`load()`] reports every problem at once; a broken key never hides another, its default stands
//!   in. Whether to go on is the caller's decision ([`LoadedConfig::has_errors`]).
//! - Any key can be overridden by an environment variable `SPORTELLO__SECTION__KEY`.
//! - A [`Secret`] is neither printed nor serialised.
//!
//! `config/sportello.example.toml` explains every key to whoever installs the desk; a test keeps
//! it true.

mod document;
mod load;
mod sections;
mod syntax;
#[cfg(test)]
mod tests;

use domain::organisations::Organisations;
use serde::Deserialize;

pub use load::{DEFAULT_FILE, LoadedConfig, load};
pub use sections::{
    AlarmSection, CommitmentSection, DatabaseUrl, DeskSection, HttpSection, LimitsSection, MatrixSection,
    TelegramMode, TelegramSection,
};

/// The whole configuration.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub desk: DeskSection,
    pub commitment: CommitmentSection,
    pub telegram: TelegramSection,
    pub matrix: MatrixSection,
    /// `[organisations]`: the codes of links, each with the name that people and experts read. Default none.
    pub organisations: Organisations,
    pub limits: LimitsSection,
    pub http: HttpSection,
    pub alarm: AlarmSection,
}
