//! The staff room in the terminal of `serve`: what is typed is an expert's, what is printed is the room's.

use std::{io::Write, sync::Arc};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    sync::mpsc::UnboundedReceiver,
};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    channels::{
        Intake,
        console::{Console, Shown},
    },
};

/// Prints what the room is told.
pub async fn show(mut shown: UnboundedReceiver<Shown>, stop: CancellationToken) {
    loop {
        tokio::select! {
            biased;
            Some(shown) = shown.recv() => {
                let (Shown::InRoom(lines) | Shown::ToYou(lines)) = shown;
                let mut out = std::io::stdout().lock();
                for line in lines {
                    // A terminal that is gone is no reason to stop.
                    let _ = writeln!(out, "{}", format!("sala> {line}").trim_end());
                }
                let _ = out.flush();
            }
            () = stop.cancelled() => return,
        }
    }
}

/// Takes in what is typed, as the staff's: here nobody is a worker.
pub async fn listen(app: Arc<App>, console: Arc<Console>, stop: CancellationToken) {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    loop {
        let line = tokio::select! {
            line = lines.next_line() => line,
            () = stop.cancelled() => return,
        };
        let Ok(Some(line)) = line else { return };
        if !line.starts_with('#') {
            eprintln!("begin with # and the number of the case, or with # alone for the whole room");
            continue;
        }
        let (now, year) = app.now_and_year();
        if let Err(error) = app.ingest(&[console.typed(&line, now, year)]).await {
            eprintln!("this line was not taken in, please type it again: {error}");
        }
    }
}
