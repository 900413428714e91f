//! `sportello serve`: the desk at work on the platforms that are configured, until it is told to stop.
//!
//! The app and every part that meets a platform is a task of its own, and one that breaks is begun again: a failure
//! stays where it is.

pub mod alarm;
mod connections;
mod http;
mod staff_terminal;
pub mod watching;

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use anyhow::bail;
use axum::Router;
use knowledge::Knowledge;
use reqwest::Url;
use tokio::sync::mpsc::unbounded_channel;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use self::{
    alarm::Alarm,
    watching::{Seen, Watcher},
};
use crate::{
    app::App,
    assembly,
    channels::{
        Channel,
        console::Console,
        telegram::{Telegram, webhook},
    },
    clock::{Clock, SystemClock},
    config::{Config, TelegramMode},
};

/// How long a part that broke rests before it is begun again.
const REST: Duration = Duration::from_secs(2);
/// How long all parts together may take for their last moments.
const LAST_MOMENTS: Duration = Duration::from_secs(6);

/// Where the experts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum StaffRoomChoice {
    /// In the Matrix room of the configuration
    Matrix,
    /// In this terminal: for trying a bot before there is a room
    Terminal,
}

/// Runs the desk until it is told to stop.
///
/// # Errors
/// If there is nothing to serve on or no room for the staff, the data folder is in use, or the database fails.
pub async fn run(
    config: &Config,
    knowledge: Knowledge,
    staff_room: StaffRoomChoice,
    files: Option<PathBuf>,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let (telegram, matrix) = (assembly::telegram(config)?, assembly::matrix(config));
    tell_what_is_on(config);
    if telegram.is_none() && matrix.is_none() {
        bail!(
            "no channel is configured: set `token` in [telegram], or `homeserver` in [matrix]; \
             config/sportello.example.toml explains them. To try the desk without an account: sportello chat"
        );
    }
    let mut terminal = None;
    let room: Arc<dyn Channel> = match (staff_room, &matrix) {
        (StaffRoomChoice::Matrix, Some(matrix)) if config.matrix.staff_room.is_some() => matrix.clone(),
        (StaffRoomChoice::Matrix, _) => bail!(
            "without a staff room nobody would answer: set `homeserver` and `staff_room` in [matrix]; \
             to try the desk with the staff room in this terminal: sportello serve --staff-room terminal"
        ),
        (StaffRoomChoice::Terminal, _) => {
            let (screen, shown) = unbounded_channel();
            let console = Arc::new(Console::new(screen).with_files(files));
            terminal = Some((console.clone(), shown));
            console
        }
    };
    let mut channels: Vec<Arc<dyn Channel>> = Vec::new();
    channels.extend(telegram.clone().map(|telegram| telegram as Arc<dyn Channel>));
    channels.extend(matrix.clone().map(|matrix| matrix as Arc<dyn Channel>));
    let opening = assembly::app(config, knowledge, channels, room);
    let Some(opened) = stop.run_until_cancelled(opening).await else {
        return Ok(());
    };
    let app = Arc::new(opened?);

    let parts = TaskTracker::new();
    keep_up(&parts, "app", &app, stop, |app, stop| async move { app.run(stop).await });
    let seen = Seen::default();
    let mut router = http::health(seen.clone(), || SystemClock.now());
    let watcher = Arc::new(Watcher { alarm: Alarm::new(&config.alarm), seen });
    keep_up(&parts, "the watch", &(watcher, app.clone()), stop, |(watcher, app), stop| async move {
        watcher.keep_watch(&app, stop).await;
    });
    if let Some(telegram) = telegram {
        router = router.merge(serve_telegram(config, &parts, telegram, &app, stop)?);
    }
    if let Some(matrix) = matrix {
        let listening = (matrix, app.clone());
        keep_up(&parts, "Matrix", &listening, stop, |(matrix, app), stop| async move {
            matrix.listen(app.as_ref(), stop).await;
        });
    }
    if let Some(address) = config.http.listen {
        let listener = tokio::net::TcpListener::bind(address).await?;
        parts.spawn(http::serve(listener, router, stop.clone()));
    }
    if let Some((console, shown)) = terminal {
        if std::io::stdin().is_terminal() {
            eprintln!(
                "staff room: this terminal. #<case> words: reply; #<case> !chiudi; # !elenco; # !aiuto"
            );
        }
        parts.spawn(staff_terminal::show(shown, stop.clone()));
        parts.spawn(staff_terminal::listen(app.clone(), console, stop.clone()));
    }

    tell_ready(config, &app);
    stop.cancelled().await;
    parts.close();
    if tokio::time::timeout(LAST_MOMENTS, parts.wait()).await.is_err() {
        tracing::warn!("a part of the desk does not stop; it is left behind");
    }
    if let Some(app) = Arc::into_inner(app) {
        app.close().await;
    }
    Ok(())
}

/// Telegram's parts; says what it adds to HTTP.
fn serve_telegram(
    config: &Config,
    parts: &TaskTracker,
    telegram: Arc<Telegram>,
    app: &Arc<App>,
    stop: &CancellationToken,
) -> anyhow::Result<Router> {
    keep_up(parts, "Telegram's profile", &telegram, stop, |telegram, stop| async move {
        telegram.present(stop).await;
    });
    keep_up(parts, "Telegram's manners", &telegram, stop, |telegram, stop| async move {
        telegram.keep_profile(stop).await;
    });
    let section = &config.telegram;
    let webhook = section.webhook_url.as_ref().zip(section.webhook_secret.as_ref());
    let Some((url, secret)) = webhook.filter(|_| section.mode == TelegramMode::Webhook) else {
        let asking = (telegram, app.clone());
        keep_up(parts, "Telegram", &asking, stop, |(telegram, app), stop| async move {
            telegram.poll(app.as_ref(), stop).await;
        });
        return Ok(Router::new());
    };
    let path = Url::parse(url)?.path().to_owned();
    let router = webhook::router(&path, telegram.clone(), app.clone(), secret.clone());
    let called = (telegram, app.clone(), url.clone(), secret.clone());
    keep_up(parts, "Telegram's webhook", &called, stop, |(telegram, app, url, secret), stop| async move {
        telegram.receive_by_webhook(app.as_ref(), &url, &secret, stop).await;
    });
    Ok(router)
}

/// One line for whoever watches the log.
fn tell_ready(config: &Config, app: &App) {
    let channels =
        [("telegram", config.telegram.token.is_some()), ("matrix", config.matrix.homeserver.is_some())];
    let channels: Vec<&str> = channels.into_iter().filter_map(|(name, on)| on.then_some(name)).collect();
    let articles = app.knowledge().articles().count();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), channels = channels.join(","), articles, "ready");
}

fn tell_what_is_on(config: &Config) {
    let telegram = match (&config.telegram.token, config.telegram.mode) {
        (None, _) => "not configured",
        (Some(_), TelegramMode::Polling) => "on (polling)",
        (Some(_), TelegramMode::Webhook) => "on (webhook)",
    };
    let matrix = match (&config.matrix.homeserver, &config.matrix.staff_room) {
        (None, _) => "not configured",
        (Some(_), None) => "on (people only: `staff_room` is not set)",
        (Some(_), Some(_)) => "on",
    };
    let _ = writeln!(std::io::stderr(), "Telegram: {telegram}\nMatrix: {matrix}");
}

/// Runs a part of the desk as a task, and begins it again if it breaks.
fn keep_up<W, F>(
    parts: &TaskTracker,
    name: &'static str,
    with: &W,
    stop: &CancellationToken,
    part: impl Fn(W, CancellationToken) -> F + Send + 'static,
) where
    W: Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let (with, stop) = (with.clone(), stop.clone());
    parts.spawn(async move {
        while let Err(broken) = tokio::spawn(part(with.clone(), stop.clone())).await {
            tracing::error!(
                name,
                panicked = broken.is_panic(),
                "a part of the desk broke, and is begun again"
            );
            tokio::select! {
                () = tokio::time::sleep(REST) => {}
                () = stop.cancelled() => return,
            }
        }
    });
}
