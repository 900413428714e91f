//! Whom to tell where the staff room cannot be told: a command, a webhook, and always the log.

use std::{process::Stdio, time::Duration};

use anyhow::Context;
use domain::{
    channel::ChannelKind,
    watch::{Component, ComponentChange},
};
use serde_json::json;
use tokio::{io::AsyncWriteExt, process::Command};

use crate::{config, secret::Secret};

/// How long a command or a webhook may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The configured ways out.
pub struct Alarm {
    command: Vec<String>,
    webhook: Option<Secret>,
}

impl Alarm {
    #[must_use]
    pub fn new(section: &config::AlarmSection) -> Self {
        Self { command: section.command.clone(), webhook: section.webhook.clone() }
    }

    /// Tells whoever runs the desk, in a line of plain English.
    pub async fn ring(&self, change: &ComponentChange) {
        let text = text(change);
        match change {
            ComponentChange::Down { .. } => tracing::error!("{text}"),
            ComponentChange::Back { .. } => tracing::info!("{text}"),
        }
        if !self.command.is_empty()
            && let Err(error) = self.run(&text).await
        {
            tracing::error!(error = format!("{error:#}"), "`command` in [alarm] did not work");
        }
        if let Some(webhook) = &self.webhook
            && let Err(error) = post(webhook, &text).await
        {
            tracing::error!(%error, "`webhook` in [alarm] did not work");
        }
    }

    /// The command reads the text on its standard input.
    async fn run(&self, text: &str) -> anyhow::Result<()> {
        let [program, arguments @ ..] = self.command.as_slice() else { return Ok(()) };
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{program} cannot be started"))?;
        let ended = async {
            if let Some(mut stdin) = child.stdin.take() {
                // A command that does not want to know more than that something happened is told enough.
                let _ = stdin.write_all(format!("{text}\n").as_bytes()).await;
            }
            child.wait().await
        };
        let status = tokio::time::timeout(PATIENCE, ended).await.context("it takes too long")??;
        anyhow::ensure!(status.success(), "{status}");
        Ok(())
    }
}

async fn post(webhook: &Secret, text: &str) -> Result<(), reqwest::Error> {
    let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
    let posted = client.post(webhook.reveal()).json(&json!({ "text": text })).send().await;
    // The address may hold a password.
    posted.and_then(reqwest::Response::error_for_status).map(drop).map_err(reqwest::Error::without_url)
}

/// What a part is called in what operators read.
#[must_use]
pub fn name(part: Component) -> &'static str {
    match part {
        Component::Channel(channel) => match channel {
            ChannelKind::Telegram => "Telegram",
            ChannelKind::Matrix => "Matrix",
            ChannelKind::Console => "Terminal",
        },
        Component::Database => "Database",
        Component::Queue => "Queue",
        Component::Articles => "Articles",
    }
}

fn text(change: &ComponentChange) -> String {
    match change {
        ComponentChange::Down { trouble, since } => {
            format!("sportello: {} is down since {since:.0}: {}", name(trouble.part), trouble.why)
        }
        ComponentChange::Back { part, since } => {
            format!("sportello: {} is well again; it was down since {since:.0}", name(*part))
        }
    }
}
