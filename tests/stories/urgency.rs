//! What matters most goes first: whatever waits, and whatever a platform does.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use domain::{
    channel::ChannelKind,
    delivery::Delivery,
    ids::{Expert, PlatformMessageId},
};
use jiff::SignedDuration;
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{Channel, Dispatch, Inbound, Intake, Sent, Thread, Turn, Unreadable, types::InboundUpdate},
    clock::FakeClock,
    config::Config,
    store::Store,
};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::support::{articles, at, until};

/// Longer than anybody waits who comes first.
const SOON: Duration = Duration::from_secs(1);
/// Longer than a machine that has other things to do needs.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a platform takes what it is given.
enum Mood {
    Willing,
    /// It never answers.
    Hanging,
    /// It takes one message in so long.
    Slow(Duration),
}

struct Platform {
    kind: ChannelKind,
    mood: Mood,
    last: Mutex<Option<Instant>>,
    delivered: Mutex<Vec<Dispatch>>,
}

impl Platform {
    fn new(kind: ChannelKind, mood: Mood) -> Arc<Self> {
        Arc::new(Self { kind, mood, last: Mutex::default(), delivered: Mutex::default() })
    }

    fn shows(&self, text: &str) -> bool {
        self.delivered.lock().unwrap().iter().any(|dispatch| dispatch.message.plain().contains(text))
    }

    fn count(&self) -> usize {
        self.delivered.lock().unwrap().len()
    }
}

#[async_trait]
impl Channel for Platform {
    fn kind(&self) -> ChannelKind {
        self.kind
    }

    fn read(&self, payload: &str) -> Result<Inbound, Unreadable> {
        serde_json::from_str(payload).map_err(|error| Unreadable(error.to_string()))
    }

    fn turn(&self, _address: Option<&str>) -> Turn {
        let Mood::Slow(pace) = self.mood else { return Turn::Now };
        let (mut last, now) = (self.last.lock().unwrap(), Instant::now());
        let wait = last.map(|last| pace.saturating_sub(now - last)).filter(|wait| !wait.is_zero());
        if let Some(wait) = wait {
            return Turn::Nobody { wait: SignedDuration::try_from(wait).unwrap() };
        }
        *last = Some(now);
        Turn::Now
    }

    async fn deliver(&self, dispatch: Dispatch) -> Delivery {
        if matches!(self.mood, Mood::Hanging) {
            std::future::pending::<()>().await;
        }
        let platform_message_id = format!("{}-{}", self.kind.name(), dispatch.id);
        self.delivered.lock().unwrap().push(dispatch);
        Delivery::Delivered { platform_message_id }
    }
}

/// A desk at work, with people on two platforms and the staff on a third.
struct AtWork {
    app: Arc<App>,
    staff: Arc<Platform>,
    running: JoinHandle<()>,
    keys: HashMap<ChannelKind, usize>,
    _folder: TempDir,
    _stop: DropGuard,
}

impl AtWork {
    async fn on(channels: [&Arc<Platform>; 2]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let staff = Platform::new(ChannelKind::Console, Mood::Willing);
        let app = Arc::new(App::new(Parts {
            store: Store::sqlite(folder.path()).await.expect("a database"),
            knowledge: Knowledge::load(&articles(), None).expect("an index").0,
            policy: assembly::policy(&Config::default()),
            clock: Arc::new(FakeClock::at(at("2026-11-24 10:05"))),
            channels: channels.map(|channel| channel.clone() as Arc<dyn Channel>).into(),
            staff_room: staff.clone(),
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            library: Library {
                articles: (&articles()).into(),
                copies: folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::new(20).expect("not zero"),
        }));
        let stop = CancellationToken::new();
        let (at_work, stopped) = (app.clone(), stop.clone());
        let running = tokio::spawn(async move { at_work.run(stopped).await });
        Self { app, staff, running, keys: HashMap::new(), _folder: folder, _stop: stop.drop_guard() }
    }

    async fn hears(&mut self, source: ChannelKind, inbound: &[Inbound]) {
        let key = self.keys.entry(source).or_default();
        let updates: Vec<InboundUpdate> = inbound
            .iter()
            .map(|inbound| {
                *key += 1;
                InboundUpdate {
                    source,
                    key: key.to_string(),
                    sender: inbound.sender(),
                    payload: serde_json::to_string(inbound).expect("JSON"),
                    at: at("2026-11-24 10:05"),
                    bundle: None,
                }
            })
            .collect();
        self.app.ingest(&updates).await.expect("taken in");
    }

    /// So many people greet the desk, each of whom gets an answer.
    async fn crowd(&mut self, source: ChannelKind, people: usize) {
        let greetings: Vec<Inbound> = (0..people).map(|n| says(&format!("someone-{n}"), "ciao")).collect();
        self.hears(source, &greetings).await;
        let store = self.app.store();
        loop {
            let waiting: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM inbox WHERE state = 'waiting'")
                .fetch_one(store.pool())
                .await
                .expect("a count");
            if waiting == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn expert_says(&mut self, case: &str, text: &str) {
        let inbound = Inbound::Staff {
            expert: Expert("anna".into()),
            thread: Thread::Case(case.parse().expect("a case")),
            line: PlatformMessageId(text.into()),
            text: text.into(),
            mentions: Vec::new(),
        };
        self.hears(ChannelKind::Console, &[inbound]).await;
    }
}

fn says(who: &str, text: &str) -> Inbound {
    Inbound::Person { address: who.to_owned(), language: None, sent: Sent::text(text) }
}

/// How long it took until an urgent case was in the staff room, and from there until its person
/// was answered. A busy machine may be slow now and then: of five people, the one in the middle counts.
async fn somebody_in_danger_is_heard_and_answered(desk: &mut AtWork, on: &Arc<Platform>) {
    let (mut heard, mut answered) = (Vec::new(), Vec::new());
    for n in 1..=5 {
        let (case, person) = (format!("2026-000{n}"), format!("maria-{n}"));
        let begun = Instant::now();
        desk.hears(on.kind, &[says(&person, "mi voglio ammazzare")]).await;
        until(PATIENCE, || desk.staff.shows(&case) && on.shows(&case)).await;
        heard.push(begun.elapsed());
        let begun = Instant::now();
        desk.expert_says(&case, &format!("Sono Anna, ti chiamo per {case}.")).await;
        until(PATIENCE, || on.shows(&format!("ti chiamo per {case}."))).await;
        answered.push(begun.elapsed());
    }
    println!("in the staff room after {heard:.0?}, answered after {answered:.0?}");
    assert!(median(&mut heard) < SOON && median(&mut answered) < SOON, "{heard:?}, {answered:?}");
    assert!(!desk.running.is_finished());
}

fn median(took: &mut [Duration]) -> Duration {
    took.sort();
    took[took.len() / 2]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_that_hangs_keeps_nobody_elses_waiting() {
    let hanging = Platform::new(ChannelKind::Telegram, Mood::Hanging);
    let willing = Platform::new(ChannelKind::Matrix, Mood::Willing);
    let mut desk = AtWork::on([&hanging, &willing]).await;
    desk.crowd(ChannelKind::Telegram, 200).await;
    somebody_in_danger_is_heard_and_answered(&mut desk, &willing).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_queue_of_answers_lets_what_matters_go_first() {
    let slow = Platform::new(ChannelKind::Telegram, Mood::Slow(Duration::from_millis(100)));
    let willing = Platform::new(ChannelKind::Matrix, Mood::Willing);
    let mut desk = AtWork::on([&slow, &willing]).await;
    desk.crowd(ChannelKind::Telegram, 2_000).await;
    somebody_in_danger_is_heard_and_answered(&mut desk, &slow).await;
    assert!(slow.count() < 2_000, "the answers still wait, or this showed nothing");
}
