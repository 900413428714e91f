//! A stranger's file is opened in a process of its own: this program again, which limits itself before it reads a byte,
//! knows nothing of the desk, and writes nothing but its answer. Whatever a file does to it, the desk goes on.
//!
//! What goes between the two: the file, to its end; then an [`Answer`] as one line of JSON, and the sanitized file.

use std::{
    io::{self, Read, Write},
    path::PathBuf,
    process::{ExitCode, Stdio},
    time::Duration,
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{ChildStdout, Command},
    time::timeout,
};

use super::{FileType, SanitizeError, Sanitized, sanitize};

/// The hidden command that opens one file.
pub const COMMAND: &str = "sanitize";

/// What the process may take for itself, in bytes. The largest honest documents need about a third of it.
const MEMORY: u64 = 384 << 20;
/// How long it may compute, in seconds.
const SECONDS: u64 = 30;
/// How long the desk waits for it, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// The largest file that comes back: what goes in has at most 20 MB, and comes out smaller or little larger.
const LARGEST: usize = 22 << 20;
/// An answer is a short line.
const LONGEST_ANSWER: u64 = 200;

/// What the process says before the bytes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Sanitized { kind: FileType, length: usize },
    Refused(SanitizeError),
}

/// Why a file was not opened.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// It is the file's fault.
    #[error(transparent)]
    Refused(#[from] SanitizeError),
    /// It is the machine's: another time it may go well.
    #[error("no process for it")]
    NotTried(#[source] io::Error),
}

/// Opens files, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Sandbox {
    program: PathBuf,
}

impl Sandbox {
    /// The program is this one, in whatever file it is.
    #[must_use]
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into() }
    }

    /// The file without what says whose it is. A process that dies, or takes too much memory or time, had a damaged
    /// file. Whoever stops waiting ends the process.
    ///
    /// # Errors
    /// When the file cannot be sanitized, or there is no process for it.
    pub async fn sanitize(&self, file: Vec<u8>) -> Result<Sanitized, SandboxError> {
        let mut process = Command::new(&self.program)
            .arg(COMMAND)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(SandboxError::NotTried)?;
        let (Some(mut input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(SandboxError::NotTried(io::ErrorKind::BrokenPipe.into()));
        };
        let conversation = async {
            // Who dies does not listen to the end: what it says tells.
            let _ = input.write_all(&file).await;
            // It is in memory no longer than it must be.
            drop((input, file));
            hear(output).await
        };
        let answer = timeout(PATIENCE, conversation).await;
        // By now it has nothing more to say, and should not be there any more.
        let _ = process.kill().await;
        answer.ok().flatten().unwrap_or(Err(SanitizeError::Damaged)).map_err(SandboxError::Refused)
    }
}

/// Nothing that is not an answer is believed: a stranger's file may speak through that process.
async fn hear(output: ChildStdout) -> Option<Result<Sanitized, SanitizeError>> {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    (&mut output).take(LONGEST_ANSWER).read_until(b'\n', &mut line).await.ok()?;
    match serde_json::from_slice(&line).ok()? {
        Answer::Refused(why) => Some(Err(why)),
        Answer::Sanitized { kind, length } => {
            let mut bytes = Vec::with_capacity(Some(length).filter(|length| *length <= LARGEST)?);
            output.take(u64::try_from(length).ok()?).read_to_end(&mut bytes).await.ok()?;
            (bytes.len() == length).then_some(Ok(Sanitized { kind, bytes }))
        }
    }
}

/// The hidden command: the file comes on standard input, the answer goes to standard output. Called first thing in
/// `main`, before there are threads, logs or secrets.
#[must_use]
pub fn run() -> ExitCode {
    if limit().and_then(|()| answer()).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn limit() -> io::Result<()> {
    // Where memory runs out all the same, this goes first. Not every system knows the file.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    for (resource, most) in [
        (Resource::Data, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        // Nothing more is opened than what is open.
        (Resource::Nofile, 3),
        (Resource::Nproc, 0),
    ] {
        let most = Some(getrlimit(resource).maximum.map_or(most, |already| most.min(already)));
        setrlimit(resource, Rlimit { current: most, maximum: most })?;
    }
    Ok(())
}

fn answer() -> io::Result<()> {
    let mut file = Vec::new();
    io::stdin().lock().read_to_end(&mut file)?;
    let opened = sanitize(file).and_then(|sanitized| {
        if sanitized.bytes.len() <= LARGEST { Ok(sanitized) } else { Err(SanitizeError::Damaged) }
    });
    let (answer, bytes) = match opened {
        Ok(Sanitized { kind, bytes }) => (Answer::Sanitized { kind, length: bytes.len() }, bytes),
        Err(why) => (Answer::Refused(why), Vec::new()),
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &answer)?;
    out.write_all(b"\n")?;
    out.write_all(&bytes)?;
    out.flush()
}
