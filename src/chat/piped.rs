//! Without a keyboard: one line is one message, and every line that is printed says who speaks.

use std::{io::Write, pin::pin};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    sync::mpsc::UnboundedReceiver,
};

use crate::{
    app::App,
    channels::{
        Intake,
        console::{Console, Shown},
    },
    stop::signal_to_stop,
};

/// Reads to the end of the input; what each line brings about is printed before the next is read.
pub async fn run(app: &App, console: &Console, mut shown: UnboundedReceiver<Shown>) -> anyhow::Result<()> {
    app.settle().await?;
    print(&mut shown)?;
    let mut input = BufReader::new(tokio::io::stdin());
    let mut line = Vec::new();
    let mut stop = pin!(signal_to_stop());
    loop {
        let read = tokio::select! {
            // First, so that the signal is listened for from the start.
            biased;
            () = &mut stop => 0,
            read = input.read_until(b'\n', &mut line) => read?,
        };
        if read == 0 {
            return Ok(());
        }
        // Whatever bytes come in, they are a message.
        let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        line.clear();
        let speaker = if text.starts_with('#') { "sala" } else { "tu" };
        write_lines(speaker, [text.as_str()])?;
        let (now, year) = app.now_and_year();
        app.ingest(&[console.typed(&text, now, year)]).await?;
        app.settle().await?;
        print(&mut shown)?;
    }
}

fn print(shown: &mut UnboundedReceiver<Shown>) -> std::io::Result<()> {
    while let Ok(shown) = shown.try_recv() {
        match shown {
            Shown::ToYou(lines) => write_lines("sportello", &lines)?,
            Shown::InRoom(lines) => write_lines("sala", &lines)?,
        }
    }
    Ok(())
}

fn write_lines(speaker: &str, lines: impl IntoIterator<Item = impl AsRef<str>>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{}", format!("{speaker}> {}", line.as_ref()).trim_end())?;
    }
    out.flush()
}
