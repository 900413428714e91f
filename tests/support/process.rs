//! The real program, `sportello serve`, in a folder of its own, with its bot on the emulator and the staff room in its
//! terminal.
#![allow(dead_code, reason = "a story and a bench include this, and each uses a part of it")]

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use crate::{emulator::Emulator, overheard};

/// A running desk.
pub struct Serve {
    child: Child,
    stdin: Option<ChildStdin>,
    readers: Vec<JoinHandle<()>>,
    log: Arc<Mutex<String>>,
}

/// What the staff room has been shown, by any number of processes one after the other.
#[derive(Clone, Default)]
pub struct Room(Arc<Mutex<Vec<String>>>);

impl Room {
    /// All lines so far.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, line: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

/// The program, told where its bot is. `knowledge` is a folder of articles. Figures want the program as it is released:
/// `SPORTELLO_TEST_PROGRAM` says where that is.
pub fn command(emulator: &Emulator, folder: &Path, knowledge: &Path, arguments: &[&str]) -> Command {
    overheard::name(emulator.token());
    let released = std::env::var_os("SPORTELLO_TEST_PROGRAM");
    let mut command = Command::new(released.unwrap_or_else(|| env!("CARGO_BIN_EXE_sportello").into()));
    command
        .args(arguments)
        .current_dir(folder)
        .env("SPORTELLO__DESK__KNOWLEDGE_DIR", knowledge)
        .env("SPORTELLO__TELEGRAM__API_URL", emulator.url())
        .env("SPORTELLO__TELEGRAM__TOKEN", emulator.token())
        .env("SPORTELLO__LIMITS__MESSAGES_PER_MINUTE", "1000")
        .env_remove("RUST_LOG");
    command
}

/// Whether that is the program as it is released.
pub fn is_released() -> bool {
    std::env::var_os("SPORTELLO_TEST_PROGRAM").is_some()
}

impl Serve {
    /// Starts the desk; the room sees what it says. It logs all it can, unless the command says otherwise.
    pub fn starts(mut command: Command, room: &Room) -> Self {
        if command.get_envs().all(|(name, value)| name != "RUST_LOG" || value.is_none()) {
            command.env("RUST_LOG", "trace");
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("sportello");
        let stdout = BufReader::new(child.stdout.take().expect("stdout"));
        let stderr = child.stderr.take().expect("stderr");
        let (seen, log) = (room.clone(), Arc::<Mutex<String>>::default());
        let written = Arc::clone(&log);
        let readers = vec![
            std::thread::spawn(move || {
                stdout.lines().map_while(Result::ok).for_each(|line| seen.add(line));
            }),
            std::thread::spawn(move || overheard::listen(stderr, &written)),
        ];
        Self { stdin: child.stdin.take(), child, readers, log }
    }

    /// All that it has logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// An expert types.
    pub fn types(&mut self, line: &str) {
        writeln!(self.stdin.as_mut().expect("stdin"), "{line}").expect("typed");
    }

    /// Resident memory, in megabytes.
    pub fn resident(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// Resident memory that holds data, in megabytes: without the pages of the program itself, which has many before it is
    /// optimised.
    pub fn holds(&self) -> f64 {
        self.status("RssAnon:")
    }

    /// The most resident memory since the last time it was forgotten, in megabytes.
    pub fn peak(&self) -> f64 {
        self.status("VmHWM:")
    }

    pub fn forgets_its_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").expect("Linux");
    }

    fn status(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a figure");
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
        kilobytes / 1000.0
    }

    /// `kill -9`: nothing is finished, nothing is closed.
    pub fn dies(mut self) {
        self.child.kill().expect("killed");
        self.ends();
    }

    /// Is told to stop, and does so in order.
    pub fn stops(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
        self.ends()
    }

    fn ends(&mut self) -> ExitStatus {
        let status = self.child.wait().expect("an end");
        for reader in self.readers.drain(..) {
            reader.join().expect("read to the end");
        }
        overheard::gave_nothing_away();
        status
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
