//! `sportello chat`: the desk in a terminal. You write as a worker; the staff room shows beside it.
//!
//! Piped, it prints plain prefixed lines and ends with its input; at a keyboard, it draws two panes.

mod piped;
mod screen;

use std::{io::IsTerminal, sync::Arc};

use knowledge::Knowledge;
use tokio::sync::mpsc::unbounded_channel;

use crate::{
    assembly,
    channels::console::Console,
    config::{Config, LimitsSection},
};

/// Runs the desk in this terminal until the input ends.
///
/// # Errors
/// If the data folder is in use, or the database fails.
pub async fn run(config: &Config, knowledge: Knowledge) -> anyhow::Result<()> {
    // Whoever sits here does not flood anybody, and piped lines come as fast as they are read.
    let config = Config {
        limits: LimitsSection { messages_per_minute: u32::MAX, ..config.limits.clone() },
        ..config.clone()
    };
    let (screen, shown) = unbounded_channel();
    let console = Arc::new(Console::new(screen).with_memory(config.desk.data_dir.join("buttons.json")));
    let app = Arc::new(assembly::app(&config, knowledge, vec![console.clone()], console.clone()).await?);
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        screen::run(app.clone(), console, shown).await?;
    } else {
        piped::run(&app, &console, shown).await?;
    }
    if let Some(app) = Arc::into_inner(app) {
        app.close().await;
    }
    Ok(())
}
