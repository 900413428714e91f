//! What the commands of the command line do. Operators read English.

mod eval;
mod leave;
mod print;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::bail;
use domain::{
    coverage::{Remedy, not_kept, remedy},
    diagnostic::Diagnostic,
};
use jiff::civil::Date;
use knowledge::{self, ArticleSource, Knowledge, Query};

use self::print::{print, print_line};
use crate::{
    assembly,
    channels::{matrix, telegram},
    chat,
    clock::{Clock, SystemClock},
    config::{self, Config},
    serve::{self, StaffRoomChoice},
    stop,
    store::{Schema, Store, StoreError, private},
};

pub use self::{
    eval::{EvalArguments, eval},
    leave::{LeaveArguments, leave},
};

/// `sportello chat`.
///
/// # Errors
/// If the configuration is wrong, the data folder is in use, or the database fails.
pub async fn chat(path: Option<&Path>) -> anyhow::Result<ExitCode> {
    let config = load_config(path)?;
    let knowledge = load_desk(&config)?;
    chat::run(&config, knowledge).await?;
    Ok(ExitCode::SUCCESS)
}

/// `sportello serve`.
///
/// # Errors
/// If the configuration is wrong or names no channel, the data folder is in use, or the database fails.
pub async fn serve(
    path: Option<&Path>,
    staff_room: StaffRoomChoice,
    files: Option<PathBuf>,
) -> anyhow::Result<ExitCode> {
    let stop = stop::on_signal();
    let config = load_config(path)?;
    let learning = tokio::task::spawn_blocking({
        let config = config.clone();
        move || load_desk(&config)
    });
    // Who stops it while it learns need not wait until it has.
    let Some(learned) = stop.run_until_cancelled(learning).await else {
        return Ok(ExitCode::SUCCESS);
    };
    serve::run(&config, learned??, staff_room, files, &stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// `sportello ask`.
///
/// # Errors
/// If the configuration or the knowledge base cannot be read.
pub fn ask(path: Option<&Path>, question: &str, json: bool) -> anyhow::Result<ExitCode> {
    let config = load_config(path)?;
    let knowledge = load_desk(&config)?;
    let decision =
        knowledge.decide(&Query::new(question, config.desk.languages.first().code()), today(&config));
    if json {
        print_line(serde_json::to_string_pretty(&decision)?)?;
    } else {
        print(decision)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `sportello check`.
///
/// # Errors
/// Never because of what it checks: that is printed.
pub async fn check(path: Option<&Path>) -> anyhow::Result<ExitCode> {
    let loaded = config::load(path, environment());
    let mut diagnostics = loaded.diagnostics;
    let articles = loaded.config.desk.knowledge_dir.clone().into();
    let copies = ["drafts", "articles"].map(|folder| loaded.config.desk.data_dir.join(folder));
    diagnostics.extend(knowledge::check(&articles, &copies, today(&loaded.config)));
    diagnostics.extend(private::check(&loaded.config.desk.data_dir));
    diagnostics.extend(check_database(&loaded.config).await);
    let mut bot = None;
    if let Some(settings) = assembly::telegram_settings(&loaded.config) {
        let (name, flaws) = telegram::check::check(&settings, SystemClock.now()).await;
        diagnostics.extend(flaws);
        bot = name;
    }
    let mut told = Vec::new();
    if let Some(settings) = assembly::matrix_settings(&loaded.config) {
        let folder = assembly::matrix_folder(&loaded.config);
        let (lines, flaws) = matrix::check::check(&settings, &folder).await;
        diagnostics.extend(flaws);
        told = lines;
    }
    tell(&diagnostics);
    if let Some(bot) = bot {
        print_line(format_args!("Telegram knows the bot as @{bot}"))?;
    }
    for line in told {
        print_line(line)?;
    }
    if let Some(line) = coverage(&loaded.config) {
        print_line(line)?;
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    print_line(format_args!("{errors} errors, {} warnings", diagnostics.len() - errors))?;
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many hours of the next twelve months the promise cannot be kept in, and which hour of duty would mend it.
fn coverage(config: &Config) -> Option<String> {
    let policy = assembly::policy(config);
    let now = SystemClock.now();
    let share = not_kept(&policy.calendar, now, policy.term);
    (share > 0.0).then_some(())?;
    let hours = policy.term.as_hours();
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let told = format!(
        "in the next twelve months {} of all hours are followed by {hours} hours with nobody at work: whoever asks then is told a later time",
        percent(share)
    );
    Some(match remedy(&policy.calendar, now, policy.term) {
        Some(Remedy { weekday, stretch, left }) => format!(
            "{told}; duty on {weekday:?} {}-{}: {} -> {}",
            stretch.start().strftime("%H:%M"),
            stretch.end().strftime("%H:%M"),
            percent(share),
            percent(left)
        ),
        None => told,
    })
}

/// What is wrong with the database; a check makes and changes nothing.
async fn check_database(config: &Config) -> Option<Diagnostic> {
    let place = config.desk.data_dir.join("sportello.db");
    let inspected = match &config.desk.database_url {
        Some(url) => Store::inspect_postgres(url.reveal()).await,
        // A desk that has never been started has nothing to check.
        None if !place.exists() => return None,
        None => Store::inspect_sqlite(&config.desk.data_dir).await,
    };
    let (problem, remedy) = match inspected {
        // A desk at work has its own database open: nothing is wrong with it.
        // What is wrong with the folder is told by itself.
        Ok(Schema::Current) | Err(StoreError::Locked(_) | StoreError::NotPrivate(_)) => return None,
        Ok(Schema::Older(missing)) => {
            println!(
                "the database is of an earlier version: the next start carries out {missing} migrations"
            );
            return None;
        }
        Ok(Schema::Newer) => (
            "a later version of sportello has changed the database".to_owned(),
            "install that version again, or go back to a copy from before",
        ),
        Err(error) => (error.to_string(), "see `data_dir` and `database_url` in [desk]"),
    };
    Some(Diagnostic::error(place, None, problem, remedy))
}

/// The configuration, or all that is wrong with it.
fn load_config(path: Option<&Path>) -> anyhow::Result<Config> {
    let loaded = config::load(path, environment());
    tell(&loaded.diagnostics);
    if loaded.has_errors() {
        bail!("the configuration has errors; nothing was started");
    }
    Ok(loaded.config)
}

/// The articles of a desk, and what was learned from them before.
fn load_desk(config: &Config) -> anyhow::Result<Knowledge> {
    load_knowledge(&config.desk.knowledge_dir.clone().into(), Some(&config.desk.data_dir))
}

/// The articles that are in order; what is wrong with the others is told, and does not stop the desk.
/// What was learned from them is kept in the data folder, if there is one.
fn load_knowledge(articles: &ArticleSource, data: Option<&Path>) -> anyhow::Result<Knowledge> {
    let models = data.map(|data| data.join(knowledge::MODELS));
    let (knowledge, diagnostics) = Knowledge::load(articles.clone(), models.as_deref())?;
    tell(&diagnostics);
    if knowledge.articles().next().is_none() {
        bail!(
            "there are no articles to answer from in {}: correct `knowledge_dir` in [desk], or leave it out for the articles that are built in",
            articles.folder().display()
        );
    }
    Ok(knowledge)
}

/// The environment, without the variables that are no text.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

fn tell(diagnostics: &[Diagnostic]) {
    diagnostics.iter().for_each(print::tell);
}

fn today(config: &Config) -> Date {
    assembly::policy(config).calendar.day(SystemClock.now())
}
