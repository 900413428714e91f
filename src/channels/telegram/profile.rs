//! How the bot presents itself: its commands and what it is for, in each language.

use std::sync::Arc;

use domain::language::Language;
use teloxide::{
    payloads::{SetMyCommands, SetMyDescription, SetMyShortDescription},
    types::BotCommand,
};
use tokio_util::sync::CancellationToken;

use super::Telegram;
use crate::view::person;

impl Telegram {
    /// Tells Telegram what to show: to everybody in the desk's first language, to others in theirs.
    pub async fn present(self: &Arc<Self>, stop: CancellationToken) {
        let default = (self.languages.first(), None);
        let others = self.languages.as_slice().iter().map(|&language| (language, Some(language.code())));
        for (language, code) in [default].into_iter().chain(others) {
            self.present_in(language, code, &stop).await;
        }
    }

    async fn present_in(&self, language: Language, code: Option<&str>, stop: &CancellationToken) {
        let code = code.map(str::to_owned);
        let commands = person::commands(language);
        let mut set = SetMyCommands::new(
            commands
                .into_iter()
                .map(|(name, help)| BotCommand { command: name.to_owned(), description: help }),
        );
        set.language_code.clone_from(&code);
        let mut describe = SetMyDescription::new();
        describe.description = Some(person::description(language));
        describe.language_code.clone_from(&code);
        let mut in_short = SetMyShortDescription::new();
        in_short.short_description = Some(person::short_description(language));
        in_short.language_code = code;
        let otherwise = "Telegram does not show what the desk is";
        self.retry(&set, otherwise, stop).await;
        self.retry(&describe, otherwise, stop).await;
        self.retry(&in_short, otherwise, stop).await;
    }
}
