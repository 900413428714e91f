//! What a whole process of the release binary takes.
//!
//! Compared: `sportello ask`, from its start to its printed answer, with 300 ms; the resident memory of a piped
//! `sportello chat` at its peak, after some messages, with 60 MB. Both with the articles of this repository.

mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use support::{Figures, median};
use tempfile::TempDir;

const RUNS: usize = 25;
const ANSWER: Duration = Duration::from_millis(300);
/// Kilobytes.
const MEMORY: u64 = 60 * 1000;
/// Messages of every kind: answers, choices, a case, a reply, commands.
const CHAT: [&str; 8] = [
    "ciao",
    "quanto dura la maternità?",
    "giorni del padre",
    "il capo vuole che firmo le dimissioni",
    "lavoro a Monza",
    "#1 Buongiorno, non firmi nulla: ne parliamo.",
    "# !elenco",
    "/esporta",
];
/// How often they are sent.
const TIMES: usize = 25;

fn main() {
    let mut figures = Figures::default();
    ask(&mut figures);
    chat(&mut figures);
    figures.print();
}

/// The binary, away from any configuration that lies around, with a data folder of its own.
fn sportello(folder: &TempDir) -> Command {
    let articles = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command
        .current_dir(folder)
        .env("SPORTELLO__DESK__KNOWLEDGE_DIR", articles)
        .env("SPORTELLO__DESK__DATA_DIR", folder.path().join("data"));
    command
}

fn ask(figures: &mut Figures) {
    let folder = TempDir::new().expect("a temporary folder");
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        let output =
            sportello(&folder).args(["ask", "quanto dura la maternità?"]).output().expect("the binary runs");
        times.push(start.elapsed());
        assert!(output.status.success() && !output.stdout.is_empty(), "{output:?}");
    }
    times.sort();
    for (what, took) in [("median", median(&times)), ("fastest", times[0]), ("slowest", times[RUNS - 1])] {
        let name = format!("sportello ask, from start to answer: {what}");
        figures.add(&name, "< 300 ms", format!("{took:.1?}"), took < ANSWER);
    }
}

fn chat(figures: &mut Figures) {
    let folder = TempDir::new().expect("a temporary folder");
    let mut chat = sportello(&folder)
        .arg("chat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = chat.stdin.take().expect("piped");
    let mut output = BufReader::new(chat.stdout.take().expect("piped")).lines();

    for line in CHAT.iter().cycle().take(CHAT.len() * TIMES) {
        writeln!(input, "{line}").expect("it reads");
        wait_for(&mut output, line);
    }
    // What a message brings about is printed before the next line is read.
    writeln!(input, "/aiuto").expect("it reads");
    wait_for(&mut output, "/aiuto");
    let status = fs::read_to_string(format!("/proc/{}/status", chat.id())).expect("procfs");

    drop(input);
    output.for_each(drop);
    assert!(chat.wait().expect("it ends").success());

    for (key, figure) in [
        ("VmRSS", "sportello chat, 200 messages: resident memory"),
        ("VmHWM", "sportello chat, 200 messages: its peak"),
    ] {
        let kilobytes = kilobytes(&status, key);
        figures.add(
            figure,
            "< 60 MB",
            format!("{}.{} MB", kilobytes / 1000, kilobytes % 1000 / 100),
            kilobytes < MEMORY,
        );
    }
}

/// Reads on until the line has been taken in.
fn wait_for(output: &mut impl Iterator<Item = std::io::Result<String>>, line: &str) {
    let taken_in = output
        .map(|line| line.expect("text"))
        .any(|shown| shown.split_once("> ").is_some_and(|(_, words)| words == line));
    assert!(taken_in, "the chat ended early");
}

fn kilobytes(status: &str, key: &str) -> u64 {
    let line = status.lines().find(|line| line.starts_with(key));
    let kibibytes: u64 = line
        .and_then(|line| line.split_whitespace().nth(1))
        .and_then(|number| number.parse().ok())
        .expect("a number of kB");
    kibibytes * 1024 / 1000
}
