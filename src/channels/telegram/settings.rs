//! What the desk has to know of its bot.

use crate::secret::Secret;

/// The desk's bot, and how its messages come in.
#[derive(Debug, Clone)]
pub struct Settings {
    pub api_url: String,
    pub token: Secret,
    /// The public address Telegram calls; without one, Telegram is asked.
    pub webhook_url: Option<String>,
}
