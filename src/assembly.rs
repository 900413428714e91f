//! From a configuration to an app: which part gets which key.

use std::{num::NonZeroU32, path::PathBuf, sync::Arc};

use domain::{calendar::Calendar, commitment::Policy};
use jiff::SignedDuration;
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;

use crate::{
    app::{App, Library, Parts},
    channels::{
        Channel,
        matrix::{self, Matrix},
        telegram::{self, Telegram, rate_limit::RateLimiter},
    },
    clock::SystemClock,
    config::{Config, TelegramMode},
    store::{Store, StoreError, private},
};

/// An app on these channels, its store open and its knowledge loaded.
///
/// # Errors
/// If the data folder is in use or the database does not open.
pub async fn app(
    config: &Config,
    knowledge: Knowledge,
    channels: Vec<Arc<dyn Channel>>,
    staff_room: Arc<dyn Channel>,
) -> Result<App, StoreError> {
    let program = this_program();
    Ok(App::new(Parts {
        store: store(config).await?,
        knowledge,
        policy: policy(config),
        clock: Arc::new(SystemClock),
        channels,
        staff_room,
        sandbox: Sandbox::at(program.clone()),
        library: Library {
            articles: config.desk.knowledge_dir.clone().into(),
            copies: config.desk.data_dir.clone(),
            learner: Some(program),
        },
        retention: days(config.desk.retention_days),
        messages_per_minute: at_least_one(config.limits.messages_per_minute),
    }))
}

/// The configured bot, if there is one.
///
/// # Errors
/// If the machine cannot make TLS connections.
pub fn telegram(config: &Config) -> anyhow::Result<Option<Arc<Telegram>>> {
    let section = &config.telegram;
    let Some(token) = section.token.clone() else {
        return Ok(None);
    };
    let rate_limit = RateLimiter::new(
        at_least_one(section.messages_per_second),
        at_least_one(section.chat_messages_per_second),
    );
    let languages = config.desk.languages.clone();
    Ok(Some(Arc::new(Telegram::new(&section.api_url, token, rate_limit, languages)?)))
}

/// What there is to know of the configured bot, if there is one.
#[must_use]
pub fn telegram_settings(config: &Config) -> Option<telegram::settings::Settings> {
    let section = &config.telegram;
    let webhook_url = section.webhook_url.clone().filter(|_| section.mode == TelegramMode::Webhook);
    let (api_url, token) = (section.api_url.clone(), section.token.clone()?);
    Some(telegram::settings::Settings { api_url, token, webhook_url })
}

/// The desk's account on Matrix, if one is configured.
#[must_use]
pub fn matrix(config: &Config) -> Option<Arc<Matrix>> {
    let settings = matrix_settings(config)?;
    Some(Matrix::new(settings, matrix_folder(config), config.desk.languages.first()))
}

/// What there is to know of that account.
#[must_use]
pub fn matrix_settings(config: &Config) -> Option<matrix::settings::Settings> {
    let section = config.matrix.clone();
    Some(matrix::settings::Settings {
        homeserver: section.homeserver?,
        user: section.user,
        password: section.password,
        access_token: section.access_token,
        device_name: section.device_name,
        recovery_key_file: section.recovery_key_file,
        staff_room: section.staff_room,
        allowed_servers: section.allowed_servers,
        allow_unencrypted: section.allow_unencrypted,
    })
}

/// Where the desk keeps its session on Matrix.
#[must_use]
pub fn matrix_folder(config: &Config) -> PathBuf {
    config.desk.data_dir.join("matrix")
}

/// The configured database, open and migrated.
///
/// # Errors
/// If the data folder is in use or others can read it, or the database does not open.
pub async fn store(config: &Config) -> Result<Store, StoreError> {
    private::folder(&config.desk.data_dir)?;
    match &config.desk.database_url {
        Some(url) => Store::postgres(url.reveal(), &config.desk.data_dir).await,
        None => Store::sqlite(&config.desk.data_dir).await,
    }
}

/// The rules of the desk, as configured.
#[must_use]
pub fn policy(config: &Config) -> Policy {
    let commitment = &config.commitment;
    let calendar = Calendar {
        zone: config.desk.timezone.clone(),
        week: commitment.staffed.clone(),
        patron: commitment.patron_saint,
        closures: commitment.closures.clone(),
        people_hours: commitment.people_hours,
        lead: SignedDuration::from_mins(commitment.alert_lead_minutes.into()),
    };
    Policy {
        languages: config.desk.languages.clone(),
        term: SignedDuration::from_hours(commitment.hours.into()),
        honest: SignedDuration::from_mins(commitment.honest_minutes.into()),
        urgent: SignedDuration::from_hours(commitment.urgent_hours.into()),
        alerts: commitment.alerts.clone(),
        reopen: days(config.desk.reopen_days),
        show_expert_names: config.desk.show_expert_names,
        cases_per_day: config.limits.cases_per_day,
        organisations: config.organisations.clone(),
        calendar,
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

fn days(days: u32) -> SignedDuration {
    SignedDuration::from_hours(i64::from(days) * 24)
}

/// The program that runs now. Linux finds it even after an update has taken its file away.
fn this_program() -> PathBuf {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() {
        return running;
    }
    std::env::current_exe().unwrap_or_else(|_| env!("CARGO_PKG_NAME").into())
}
