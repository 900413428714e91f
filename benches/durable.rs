//! How fast a message goes the whole durable way: committed to the inbox, handled, its replies committed to the outbox.
//!
//! Compared with a bare sqlx loop in the same run: per message one `BEGIN IMMEDIATE`, as many SELECTs, INSERTs and
//! UPDATEs as the app was seen to execute, and one `COMMIT`, with the same pragmas on the same kind of file system.
//! The app has to keep at least half of its rate. The two take turns in blocks, so that whatever else the machine
//! does meets both; the ratio is the median of the rounds.

mod support;

use std::{
    fmt::Debug,
    num::NonZeroU32,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{channel::ChannelKind, event::Entry};
use jiff::SignedDuration;
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{Inbound, Intake, Sent, fake::Fake, types::InboundUpdate},
    clock::{Clock, SystemClock},
    config::Config,
    store::Store,
};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use support::{Figures, median};
use tempfile::TempDir;
use tracing::{Event, Metadata, Subscriber, field::Field};
use tracing_subscriber::{
    layer::{Context, Layer, SubscriberExt},
    util::SubscriberInitExt,
};

const ROUNDS: usize = 15;
/// Messages in a block of one round.
const BLOCK: usize = 64;

/// Who writes what.
struct Scene {
    name: &'static str,
    text: &'static str,
    /// Everybody has written before and has an open case.
    follow_up: bool,
    /// What the ledger says of each message; of a follow-up, nothing.
    recorded: fn(&Entry) -> bool,
}

/// How many arrivals are committed together, how many wait when the app looks, and where the way is said to begin.
struct RateLimiter {
    name: &'static str,
    taken_in: usize,
    handled: usize,
    /// Does the commit of the inbox row count? The bare loop has one commit, with it the app has two.
    with_intake: bool,
}

const PACES: [RateLimiter; 4] = [
    RateLimiter { name: "one at a time, from the inbox row on", taken_in: 1, handled: 1, with_intake: false },
    RateLimiter { name: "one at a time, with the intake", taken_in: 1, handled: 1, with_intake: true },
    // A channel goes on taking in while the app works: under load, rows wait.
    RateLimiter { name: "taken in singly, 32 wait", taken_in: 1, handled: 32, with_intake: true },
    RateLimiter { name: "32 arrive together", taken_in: 32, handled: 32, with_intake: true },
];

const OPENING: &str = "come rinnovo il permesso di soggiorno";

const SCENES: [Scene; 3] = [
    Scene {
        name: "a new person's question is answered",
        text: "quanti mesi si sta a casa in tutto per la maternità obbligatoria",
        follow_up: false,
        recorded: |entry| matches!(entry, Entry::Answered { .. }),
    },
    Scene {
        name: "a new person's question opens a case",
        text: OPENING,
        follow_up: false,
        recorded: |entry| matches!(entry, Entry::CaseOpened { .. }),
    },
    Scene {
        name: "a message goes to an open case",
        text: "dimenticavo: lavoro a Monza",
        follow_up: true,
        recorded: |_| true,
    },
];

#[tokio::main]
async fn main() {
    tracing_subscriber::registry().with(Counter).init();
    // On a thread of the runtime, as in the program: the main thread is no part of it.
    tokio::spawn(measure()).await.expect("no panic");
}

async fn measure() {
    let mut figures = Figures::default();
    for scene in &SCENES {
        for rate_limit in &PACES {
            let ratio = compare(scene, rate_limit).await;
            let name = format!("{}, {}", scene.name, rate_limit.name);
            figures.add(&name, ">= 0.50", format!("{ratio:.2}"), ratio >= 0.5);
        }
    }
    figures.print();
}

/// The app's rate over that of the bare loop.
async fn compare(scene: &Scene, rate_limit: &RateLimiter) -> f64 {
    let mut desk = Desk::open().await;
    let known = desk.people(BLOCK);
    desk.handle(&known, OPENING, &PACES[3]).await;
    let statements = desk.count(scene, &known, rate_limit).await;
    let mut bare = Bare::open(statements).await;
    let (mut app_rates, mut bare_rates, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let writers = desk.writers(scene, &known);
        let app = rate(desk.handle(&writers, scene.text, rate_limit).await);
        let bare = rate(bare.run(BLOCK).await);
        app_rates.push(app);
        bare_rates.push(bare);
        ratios.push(app / bare);
    }
    println!(
        "{}, {}: {statements:?} a message; app {:.0}/s, bare loop {:.0}/s",
        scene.name,
        rate_limit.name,
        median(&app_rates),
        median(&bare_rates),
    );
    median(&ratios)
}

fn rate(block: Duration) -> f64 {
    let messages = u32::try_from(BLOCK).expect("a small block");
    f64::from(messages) / block.as_secs_f64()
}

/// An app on SQLite over the fake platform.
struct Desk {
    app: App,
    met: usize,
    arrived: u64,
    _folder: TempDir,
}

impl Desk {
    async fn open() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let articles = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        let (knowledge, _) = Knowledge::load(&articles, None).expect("an index");
        let platform = Arc::new(Fake::default());
        let app = App::new(Parts {
            store: Store::sqlite(folder.path()).await.expect("a database"),
            knowledge,
            policy: assembly::policy(&Config::default()),
            clock: Arc::new(SystemClock),
            channels: vec![platform.clone()],
            staff_room: platform,
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            library: Library {
                articles: (&articles).into(),
                copies: folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::MAX,
        });
        Self { app, met: 0, arrived: 0, _folder: folder }
    }

    /// People who have never written.
    fn people(&mut self, count: usize) -> Vec<String> {
        self.met += count;
        (self.met - count..self.met).map(|number| format!("person-{number}")).collect()
    }

    /// Each of them writes; says how long the app took for it all.
    async fn handle(&mut self, people: &[String], text: &str, rate_limit: &RateLimiter) -> Duration {
        let updates: Vec<InboundUpdate> = people.iter().map(|person| self.update(person, text)).collect();
        let mut took = Duration::ZERO;
        for batch in updates.chunks(rate_limit.handled) {
            let counting = COUNTING.load(Ordering::Relaxed);
            COUNTING.store(counting && rate_limit.with_intake, Ordering::Relaxed);
            let start = Instant::now();
            for together in batch.chunks(rate_limit.taken_in) {
                self.app.ingest(together).await.expect("taken in");
            }
            if rate_limit.with_intake {
                took += start.elapsed();
            }
            COUNTING.store(counting, Ordering::Relaxed);
            let start = Instant::now();
            let handled = self.app.handle_inbound().await.expect("handled");
            took += start.elapsed();
            assert_eq!(handled, batch.len());
        }
        took
    }

    fn update(&mut self, person: &str, text: &str) -> InboundUpdate {
        self.arrived += 1;
        let inbound = Inbound::Person { address: person.to_owned(), language: None, sent: Sent::text(text) };
        InboundUpdate {
            source: ChannelKind::Console,
            key: self.arrived.to_string(),
            sender: inbound.sender(),
            payload: serde_json::to_string(&inbound).expect("JSON"),
            at: SystemClock.now(),
            bundle: None,
        }
    }

    /// Who writes in a round.
    fn writers(&mut self, scene: &Scene, known: &[String]) -> Vec<String> {
        if scene.follow_up { known.to_vec() } else { self.people(BLOCK) }
    }

    /// What the app executes for one message of the scene.
    async fn count(&mut self, scene: &Scene, known: &[String], rate_limit: &RateLimiter) -> Statements {
        let writers = self.writers(scene, known);
        let ledger = self.app.store().ledger().await.expect("a ledger");
        let before = ledger.len();
        for count in &COUNTED {
            count.store(0, Ordering::Relaxed);
        }
        COUNTING.store(true, Ordering::Relaxed);
        self.handle(&writers, scene.text, rate_limit).await;
        COUNTING.store(false, Ordering::Relaxed);

        let ledger = self.app.store().ledger().await.expect("a ledger");
        let recorded = ledger[before..].iter().filter(|row| (scene.recorded)(&row.entry)).count();
        let expected = if scene.follow_up { 0 } else { BLOCK };
        assert_eq!(recorded, expected, "{}", scene.name);

        // To the nearest: some statements are shared by those that arrive together.
        let share = |kind: usize| (COUNTED[kind].load(Ordering::Relaxed) + BLOCK / 2) / BLOCK;
        Statements { selects: share(0), inserts: share(1), updates: share(2) }
    }
}

/// How many statements one message takes, without `BEGIN` and `COMMIT`.
#[derive(Debug, Clone, Copy)]
struct Statements {
    selects: usize,
    inserts: usize,
    updates: usize,
}

static COUNTING: AtomicBool = AtomicBool::new(false);
static COUNTED: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];

/// Counts what sqlx logs, and costs nothing while it is not asked to.
struct Counter;

impl<S: Subscriber> Layer<S> for Counter {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        COUNTING.load(Ordering::Relaxed) && metadata.target() == "sqlx::query"
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut |field: &Field, value: &dyn Debug| {
            if field.name() != "summary" {
                return;
            }
            let summary = format!("{value:?}");
            let kinds = ["SELECT", "INSERT", "UPDATE"];
            let kind = kinds.iter().position(|kind| summary.contains(kind));
            COUNTED[kind.unwrap_or_else(|| panic!("an unexpected statement: {summary}"))]
                .fetch_add(1, Ordering::Relaxed);
        });
    }
}

/// The loop anybody would write who had nothing to do but to store rows.
struct Bare {
    connection: SqliteConnection,
    statements: Statements,
    last: i64,
    _folder: TempDir,
}

impl Bare {
    async fn open(statements: Statements) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut connection = connect(&folder.path().join("bare.db")).await;
        // As the outbox: a key, a ordering key with an index, a text.
        for statement in [
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA secure_delete=ON",
            "CREATE TABLE bare (id BIGINT NOT NULL PRIMARY KEY, lane TEXT NOT NULL, body TEXT NOT NULL)",
            "CREATE INDEX bare_lane ON bare (lane, id)",
            "INSERT INTO bare VALUES (0, 'lane', '')",
        ] {
            sqlx::query(statement).execute(&mut connection).await.expect("SQLite");
        }
        Self { connection, statements, last: 0, _folder: folder }
    }

    async fn run(&mut self, messages: usize) -> Duration {
        let start = Instant::now();
        for _ in 0..messages {
            self.message().await.expect("SQLite");
        }
        start.elapsed()
    }

    async fn message(&mut self) -> sqlx::Result<()> {
        let body = "x".repeat(400);
        let mut tx = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        for _ in 0..self.statements.selects {
            sqlx::query("SELECT lane, body FROM bare WHERE id = $1")
                .bind(self.last)
                .fetch_optional(&mut *tx)
                .await?;
        }
        for _ in 0..self.statements.inserts {
            self.last += 1;
            sqlx::query("INSERT INTO bare (id, lane, body) VALUES ($1, $2, $3)")
                .bind(self.last)
                .bind("console:person")
                .bind(&body)
                .execute(&mut *tx)
                .await?;
        }
        for _ in 0..self.statements.updates {
            sqlx::query("UPDATE bare SET body = $2 WHERE id = $1")
                .bind(self.last)
                .bind(&body)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await
    }
}

async fn connect(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    SqliteConnection::connect_with(&options).await.expect("SQLite")
}
