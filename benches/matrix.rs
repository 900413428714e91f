//! The desk on Telegram and Matrix at once, as a process, beside a real homeserver (Synapse) with an encrypted staff room.
//!
//! - From a worker's message handed out by Telegram to its event in the staff room: 150 ms at the median.
//! - From an expert's reply in the room to Telegram's `sendMessage`: 150 ms at the median.
//! - A restart with 1,000 open cases: at work again, on both platforms, within 3 s.
//! - Resident memory after all that: 120 MB.
//!
//! Times are the homeserver's own stamps, on the same machine's clock. Needs what `tests/run` prepares:
//! `tests/run bench --bench matrix`.

#[path = "../tests/support/telegram/mod.rs"]
mod emulator;
#[path = "../tests/support/matrix/mod.rs"]
mod homeserver;
#[path = "../tests/support/overheard.rs"]
mod overheard;
#[path = "../tests/support/process.rs"]
mod process;
mod support;

use std::{path::PathBuf, time::Duration};

use emulator::Emulator;
use homeserver::{Account, Homeserver, Line, People, Person};
use jiff::Timestamp;
use process::{Room, Serve};
use sportello::clock::{Clock, SystemClock};
use support::{Figures, median};
use tempfile::TempDir;

const FIRST: i64 = 7_000_000;
const CASES: i64 = 1_000;
const MESSAGES: usize = 100;
const PATIENCE: Duration = Duration::from_mins(10);
const QUESTION: &str = "come rinnovo il permesso di soggiorno";

#[tokio::main]
async fn main() {
    let mut figures = Figures::default();
    let bench = Bench::opens().await;
    let mut serve = bench.starts();
    let head = bench.opens_a_case(FIRST).await;
    bench.to_the_room(&mut figures, &head).await;
    bench.to_the_worker(&mut figures, &head).await;
    for chat in 1..CASES {
        bench.emulator.says(FIRST + chat, QUESTION);
    }
    bench.wait_for(&format!("-{CASES:04} · ")).await;
    let loaded = serve.resident();
    assert!(serve.stops().success());
    let begun = SystemClock.now();
    serve = bench.starts();
    let after = bench.opens_a_case(FIRST + CASES).await;
    let restart = since(begun, after.ts);
    ms(&mut figures, "restart with 1,000 open cases, to a new case in the room", restart, 3_000.0);
    bench.anna.say_in_thread(&bench.room, &after.event_id, "Buongiorno").await;
    bench.reads(FIRST + CASES, "Buongiorno").await;
    let resident = loaded.max(serve.resident());
    let measured = format!("{resident:.1} MB");
    figures.add("resident memory with both channels, 1,000 cases", "< 120 MB", measured, resident < 120.0);
    assert!(serve.stops().success());
    figures.print();
}

struct Bench {
    people: People,
    anna: Person,
    bot: Account,
    room: String,
    emulator: Emulator,
    folder: TempDir,
}

impl Bench {
    async fn opens() -> Self {
        let people = People::start(Homeserver::shared());
        let (anna, bot) = (people.meet("Anna").await, people.account("sportello").await);
        let room = anna.create_room("Sala", true, &[&bot.user_id]).await;
        let emulator = Emulator::start().await;
        for chat in 0..=CASES {
            emulator.person(FIRST + chat).language("it");
        }
        Self { people, anna, bot, room, emulator, folder: TempDir::new().expect("a folder") }
    }

    fn starts(&self) -> Serve {
        let articles = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        let mut command = process::command(&self.emulator, self.folder.path(), &articles, &["serve"]);
        command
            .env("SPORTELLO__TELEGRAM__MESSAGES_PER_SECOND", "1000")
            .env("SPORTELLO__TELEGRAM__CHAT_MESSAGES_PER_SECOND", "1000")
            .env("SPORTELLO__MATRIX__HOMESERVER", &self.people.server().url)
            .env("SPORTELLO__MATRIX__USER", &self.bot.user_id)
            .env("SPORTELLO__MATRIX__PASSWORD", &self.bot.password)
            .env("SPORTELLO__MATRIX__STAFF_ROOM", &self.room);
        command.env("RUST_LOG", "error");
        Serve::starts(command, &Room::default())
    }

    async fn wait_for(&self, text: &str) -> Line {
        let waiting = async {
            loop {
                let lines = self.anna.lines(&self.room).await;
                if let Some(line) = lines.into_iter().find(|line| line.text().contains(text)) {
                    return line;
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::time::timeout(PATIENCE, waiting).await.unwrap_or_else(|_| panic!("waited in vain for {text}"))
    }

    async fn opens_a_case(&self, chat: i64) -> Line {
        let question = format!("{QUESTION} {chat}");
        self.emulator.says(chat, &question);
        self.wait_for(&question).await
    }

    async fn reads(&self, chat: i64, text: &str) {
        assert!(self.emulator.wait_for(|emulator| emulator.chat_log(chat).contains(text), PATIENCE).await);
    }

    /// One message after the other.
    async fn to_the_room(&self, figures: &mut Figures, head: &Line) {
        let mut times = Vec::new();
        for n in 0..MESSAGES {
            let text = format!("riga {n}.");
            let begun = SystemClock.now();
            self.emulator.says(FIRST, &text);
            let line = self.wait_for(&text).await;
            assert!(line.encrypted && line.in_thread(&head.event_id));
            times.push(since(begun, line.ts));
        }
        ms(figures, "worker's message to the staff room, median", median(&times), 150.0);
    }

    async fn to_the_worker(&self, figures: &mut Figures, head: &Line) {
        let mut times = Vec::new();
        for n in 0..MESSAGES {
            let text = format!("Risposta {n}.");
            let line = self.anna.say_in_thread(&self.room, &head.event_id, &text).await;
            self.reads(FIRST, &text).await;
            let read = SystemClock.now();
            let lines = self.anna.lines(&self.room).await;
            let said = lines.iter().find(|other| other.event_id == line).expect("said").ts;
            times.push(millis(read) - as_f64(said));
        }
        ms(figures, "expert's reply to sendMessage, median", median(&times), 150.0);
    }
}

fn ms(figures: &mut Figures, name: &str, measured: f64, bound: f64) {
    figures.add(name, &format!("< {bound} ms"), format!("{measured:.0} ms"), measured < bound);
}

/// Milliseconds from a time of ours to a stamp of the server's.
fn since(begun: Timestamp, stamp: i64) -> f64 {
    as_f64(stamp) - millis(begun)
}

fn millis(at: Timestamp) -> f64 {
    as_f64(at.as_millisecond())
}

#[allow(clippy::cast_precision_loss, reason = "times of this century")]
fn as_f64(ms: i64) -> f64 {
    ms as f64
}
