//! The command line, nothing else.

use std::{
    io::{ErrorKind, Write},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use knowledge::learner;
use rustix::fs::Mode;
use sanitize::sandbox;
use sportello::{cli, logs, serve::StaffRoomChoice};

/// Gives back what learning took: the usual one keeps it for good.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Where the allocator reads how it is to work, and that it gives back what has been free for half a second.
const SETTINGS: &str = "_RJEM_MALLOC_CONF";
const GIVE_BACK: &str = "background_thread:true,dirty_decay_ms:500,muzzy_decay_ms:0,narenas:2";

/// A help desk for work-life balance: answers, experts and a 48-hour promise, on chat.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The configuration file [default: config/sportello.toml, if there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The desk in this terminal, no account needed: you write as a worker, the staff room shows beside it
    ///
    /// A line `#<case> words` replies as an expert; `#<case> !chiudi` commands; `# !elenco` speaks to the whole room;
    /// the number of a button presses it. With piped input, one line is one message.
    Chat,
    /// Runs the desk on Telegram and Matrix, whichever is configured
    Serve {
        /// Where the experts are
        #[arg(long, value_enum, default_value_t = StaffRoomChoice::Matrix)]
        staff_room: StaffRoomChoice,
        /// With the staff room in this terminal: the folder for people's files, without which only their names are shown
        #[arg(long, value_name = "DIR")]
        files: Option<PathBuf>,
    },
    /// What the desk would do with a question: answer, choices or human, with probabilities and why
    Ask {
        question: String,
        /// Print everything that was weighed, as JSON
        #[arg(long)]
        json: bool,
    },
    /// Measures the answers on labelled questions
    Eval(cli::EvalArguments),
    /// The dates of a leave, from a due date, a birth or an adoption
    Leave(Box<cli::LeaveArguments>),
    /// Checks the configuration, the articles, the database and the connections; every finding says what to do
    Check,
    /// Opens one file of a stranger's, for the desk
    #[command(hide = true)]
    Sanitize,
    /// Learns from articles, for the desk
    #[command(hide = true)]
    Learn { models: PathBuf },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match &arguments.command {
        Command::Sanitize => return sandbox::run(),
        Command::Learn { models } => {
            rustix::process::umask(Mode::RWXG | Mode::RWXO);
            return learner::learn_here(models);
        }
        _ => {}
    }
    if matches!(arguments.command, Command::Serve { .. } | Command::Chat) {
        give_memory_back();
    }
    // Whatever is written is for nobody else to read.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    logs::start();
    // Two libraries bring two providers of cryptography: who does not choose gets this one.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let done = tokio::runtime::Runtime::new().map_err(anyhow::Error::from).and_then(|runtime| {
        let done = runtime.block_on(run(arguments));
        // A thread may still be waiting for a line nobody types: the process does not wait with it.
        runtime.shutdown_background();
        done
    });
    done.unwrap_or_else(|error| {
        if !is_closed_pipe(&error) {
            // Nobody may be there to read it.
            let _ = writeln!(std::io::stderr(), "sportello: {error:#}");
        }
        ExitCode::FAILURE
    })
}

/// The allocator reads its settings only as it starts, and keeps what is free for a while if nobody says otherwise: so the
/// program starts once more in its own place, and says so. Where it cannot, it only needs more.
fn give_memory_back() {
    if std::env::var_os(SETTINGS).is_some() {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut anew = std::process::Command::new("/proc/self/exe");
    if let Some(name) = arguments.next() {
        anew.arg0(name);
    }
    let _ = anew.args(arguments).env(SETTINGS, GIVE_BACK).exec();
}

/// Whoever read has gone, as `head` does: that ends a command, and is no news.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = error.downcast_ref().map(std::io::Error::kind);
    kind == Some(ErrorKind::BrokenPipe)
}

async fn run(Arguments { config, command }: Arguments) -> anyhow::Result<ExitCode> {
    let config = config.as_deref();
    match command {
        Command::Chat => cli::chat(config).await,
        Command::Serve { staff_room, files } => cli::serve(config, staff_room, files).await,
        Command::Ask { question, json } => cli::ask(config, &question, json),
        Command::Eval(arguments) => cli::eval(&arguments),
        Command::Leave(arguments) => cli::leave(config, &arguments),
        Command::Check => cli::check(config).await,
        Command::Sanitize => Ok(sandbox::run()),
        Command::Learn { models } => Ok(learner::learn_here(&models)),
    }
}
