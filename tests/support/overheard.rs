//! The desk's log while it is tested, at its finest, held against everything that must never stand in it: what people and
//! experts write, who they are, the desk's secrets. A story in which a line gives something away fails at its end.
#![allow(dead_code, reason = "stories and benches include this, and each uses a part of it")]

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read, Write},
    sync::{Mutex, MutexGuard, Once, PoisonError},
};

/// What is private, and what the log has given away of it.
struct Overheard {
    private: BTreeSet<String>,
    given_away: Vec<String>,
}

static OVERHEARD: Mutex<Overheard> =
    Mutex::new(Overheard { private: BTreeSet::new(), given_away: Vec::new() });

/// Shorter words are no proof: "sì" and "1" stand in many lines.
const TELLING: usize = 12;

fn overheard() -> MutexGuard<'static, Overheard> {
    OVERHEARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Somebody has written this.
pub fn words(text: &str) {
    for line in text.lines().map(str::trim).filter(|line| line.len() >= TELLING && line.contains(' ')) {
        overheard().private.insert(line.to_owned());
    }
}

/// This is the name or the address of somebody, or a secret.
pub fn name(name: &str) {
    overheard().private.insert(name.to_owned());
}

/// The desk has logged this line.
fn line(line: &str) {
    let mut overheard = overheard();
    let coloured = line.contains('\x1b').then_some("a colour");
    let found = overheard.private.iter().find(|private| line.contains(private.as_str())).map(String::as_str);
    if let Some(found) = found.or(coloured) {
        let told = format!("«{found}» in: {line}");
        overheard.given_away.push(told);
    }
}

/// Reads the log of a program to its end, keeps it, and shows it to a developer who asked for it.
pub fn listen(log: impl Read, kept: &Mutex<String>) {
    let shown = std::env::var_os("SPORTELLO_TEST_LOG").is_some();
    for text in BufReader::new(log).lines().map_while(Result::ok) {
        if shown {
            eprintln!("{text}");
        }
        line(&text);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_str(&text);
        kept.push('\n');
    }
}

/// Listens to the desks within this program.
pub fn listen_here() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| sportello::logs::write("trace", || Ear(Vec::new()), false));
}

/// At the end of a story.
pub fn gave_nothing_away() {
    let given_away = overheard().given_away.clone();
    assert!(given_away.is_empty() || std::thread::panicking(), "{given_away:#?}");
}

/// Takes one line of the log.
struct Ear(Vec<u8>);

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        String::from_utf8_lossy(&self.0).lines().for_each(line);
    }
}
