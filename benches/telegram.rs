//! The desk on Telegram, over the emulator: how fast it sends, takes in and answers, and what it loses when it dies.
//!
//! - 1,000 messages to 1,000 chats against Telegram's limits: at least 98 % of the permitted rate, and no refusal.
//! - 10,000 updates that wait at the start: taken in at 1,000 a second, each answered or escalated, none twice.
//! - From an update handed out to its answer received, beside a bare teloxide echo bot, in turns on two emulators of the
//!   same process: at most 15 ms more at the median, and 50 ms at the 99th percentile.
//! - A pressed button is let go within a second.
//! - `kill -9` at 200 random instants under a load that keeps the desk sending as fast as it may.
//!
//! `cargo bench --bench telegram -- broadcast backlog latency kills` runs some of them; without a name, all.

#[path = "../tests/support/telegram/mod.rs"]
mod emulator;
#[path = "../tests/support/endurance.rs"]
mod endurance;
#[path = "../tests/support/overheard.rs"]
mod overheard;
#[path = "../tests/support/process.rs"]
mod process;
mod support;

use std::{
    collections::BTreeMap,
    num::NonZeroU32,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    channel::ChannelKind,
    conversation::Conversation,
    delivery::Purpose,
    language::{Language, Languages},
    message::Message,
};
use emulator::{Emulator, Limits, Speaker};
use jiff::SignedDuration;
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{
        fake::Fake,
        telegram::{Telegram, rate_limit::RateLimiter},
    },
    clock::{Clock, SystemClock},
    config::Config,
    secret::Secret,
    store::{
        Ids, Store,
        desk::conversations,
        queue::outbox::{self, OutboundMessage},
    },
};
use support::{Figures, median};
use teloxide::{prelude::Requester, types::Message as TelegramMessage};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const FIRST: i64 = 6_000_000;
const PATIENCE: Duration = Duration::from_mins(20);

#[tokio::main]
async fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|wanted| wanted == name);
    let mut figures = Figures::default();
    if wanted("latency") {
        latency(&mut figures).await;
    }
    if wanted("broadcast") {
        broadcast(&mut figures).await;
    }
    if wanted("backlog") {
        backlog(&mut figures).await;
    }
    if wanted("kills") {
        kills(&mut figures).await;
    }
    figures.print();
}

fn articles() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("knowledge")
}

/// The desk at work on an emulator.
struct Desk {
    app: Arc<App>,
    telegram: Arc<Telegram>,
    stop: CancellationToken,
    _folder: TempDir,
}

impl Desk {
    async fn opens(emulator: &Emulator, rate_limit: RateLimiter) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (knowledge, _) = Knowledge::load(&articles(), None).expect("an index");
        let token = Secret::new(emulator.token()).expect("a token");
        let telegram =
            Telegram::new(&emulator.url(), token, rate_limit, Languages::default()).expect("a client");
        let telegram = Arc::new(telegram);
        let app = App::new(Parts {
            store: Store::sqlite(folder.path()).await.expect("a database"),
            knowledge,
            policy: assembly::policy(&Config::default()),
            clock: Arc::new(SystemClock),
            channels: vec![telegram.clone()],
            staff_room: Arc::new(Fake::default()),
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            library: Library {
                articles: (&articles()).into(),
                copies: folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::MAX,
        });
        Self { app: Arc::new(app), telegram, stop: CancellationToken::new(), _folder: folder }
    }

    /// Sends and works; asks Telegram, too, if told so.
    fn works(&self, polls: bool) {
        let (app, stop) = (self.app.clone(), self.stop.clone());
        tokio::spawn(async move { app.run(stop).await });
        if polls {
            let (app, telegram, stop) = (self.app.clone(), self.telegram.clone(), self.stop.clone());
            tokio::spawn(async move { telegram.poll(app.as_ref(), stop).await });
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("not zero")
}

/// As fast as the machine goes: nobody limits anything.
fn unlimited() -> RateLimiter {
    RateLimiter::new(number(100_000), number(100_000))
}

async fn broadcast(figures: &mut Figures) {
    const CHATS: usize = 1_000;
    let emulator = Emulator::start().await;
    emulator.limits(Limits::default());
    let desk = Desk::opens(&emulator, RateLimiter::new(number(30), number(1))).await;
    let now = SystemClock.now();
    let mut tx = desk.app.store().begin().await.expect("a database");
    let mut ids = Ids::reserve(&mut tx, CHATS).await.expect("numbers");
    for chat in (FIRST..).take(CHATS) {
        emulator.knows(chat);
        let stranger = Conversation::new(ChannelKind::Telegram, Language::It);
        let met = conversations::meet(&mut tx, stranger, &chat.to_string(), now).await.expect("met");
        let message = Message::text("Promemoria: il congedo va chiesto entro venerdì.");
        let payload = OutboundMessage::Person { conversation: met.id, purpose: Purpose::Automatic, message };
        outbox::post(&mut tx, &mut ids, &payload.into(), now).await.expect("posted");
    }
    tx.commit().await.expect("committed");
    desk.works(false);
    assert!(emulator.wait_for(|emulator| emulator.accepted_count() == CHATS, PATIENCE).await);
    let sends = emulator.accepted_sends();
    let took = sends[CHATS - 1].at.duration_since(sends[0].at).as_secs_f64();
    let rate = f64::from(u32::try_from(CHATS - 1).expect("few")) / took;
    figures.add(
        "broadcast to 1,000 chats, of the permitted 30/s",
        ">= 98 %",
        format!("{:.1} %", rate / 0.3),
        rate >= 29.4,
    );
    let refused = emulator.too_many_requests();
    figures.add("broadcast to 1,000 chats, refused with 429", "0", refused.to_string(), refused == 0);
}

async fn backlog(figures: &mut Figures) {
    const UPDATES: i64 = 10_000;
    const QUESTIONS: [&str; 5] = [
        "quante ore di allattamento ho al giorno?",
        "come rinnovo il permesso di soggiorno",
        "quanti giorni di congedo ha il papà quando nasce il bambino?",
        "/aiuto",
        "il capo vuole che firmo le dimissioni",
    ];
    let emulator = Emulator::start().await;
    let desk = Desk::opens(&emulator, unlimited()).await;
    for (chat, question) in
        (FIRST..).zip(QUESTIONS.iter().cycle()).take(usize::try_from(UPDATES).expect("few"))
    {
        emulator.says(chat, question);
    }
    let start = Instant::now();
    desk.works(true);
    assert!(emulator.wait_for(|emulator| emulator.pending() == 0, PATIENCE).await);
    let taken_in = start.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(UPDATES).expect("few")) / taken_in;
    figures.add("10,000 updates at the start, taken in", ">= 1000/s", format!("{rate:.0}/s"), rate >= 1000.0);
    let mut said = emulator.accepted_count();
    while emulator.wait_for(|emulator| emulator.accepted_count() > said, Duration::from_secs(5)).await {
        said = emulator.accepted_count();
    }
    let last =
        emulator.accepted_sends().last().map_or(0.0, |send| send.at.duration_since(start).as_secs_f64());
    // The same question gets the same number of messages, whoever asks it.
    let mut counts: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (n, chat) in (FIRST..FIRST + UPDATES).enumerate() {
        let of_bot =
            emulator.transcript(chat).iter().filter(|message| message.speaker == Speaker::Bot).count();
        *counts.entry(n % QUESTIONS.len()).or_default().entry(of_bot).or_default() += 1;
    }
    println!("messages in answer to each question: {counts:?}; the last after {last:.1} s");
    let unanswered: usize = counts.values().filter_map(|counts| counts.get(&0)).sum();
    figures.add(
        "10,000 updates at the start, left without an answer",
        "0",
        unanswered.to_string(),
        unanswered == 0,
    );
    let alike = counts.values().all(|counts| counts.len() == 1);
    figures.add("10,000 updates at the start, answered alike (none twice)", "yes", alike.to_string(), alike);
}

async fn latency(figures: &mut Figures) {
    const MESSAGES: i64 = 600;
    let (ours, bare) = (Emulator::start().await, Emulator::start().await);
    let desk = Desk::opens(&ours, unlimited()).await;
    desk.works(true);
    let bot = teloxide::Bot::new(bare.token()).set_api_url(bare.url().parse().expect("an address"));
    let echo = tokio::spawn(teloxide::repl(bot, |bot: teloxide::Bot, message: TelegramMessage| async move {
        bot.send_message(message.chat.id, message.text().unwrap_or_default()).await?;
        Ok(())
    }));
    let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
    for n in 0..MESSAGES {
        // Each from somebody new: a person met, a question decided, an answer sent, against an echo.
        let question = "quante ore di allattamento ho al giorno?";
        for (emulator, times) in [(&ours, &mut of_ours), (&bare, &mut of_bare)] {
            let before = emulator.accepted_count();
            let update = emulator.says(FIRST + n, question);
            assert!(emulator.wait_for(|emulator| emulator.accepted_count() > before, PATIENCE).await);
            let handed_out = emulator.handed_out(update).expect("handed out");
            times.push(emulator.accepted_sends()[before].at.duration_since(handed_out));
        }
    }
    echo.abort();
    let mut let_go = Vec::new();
    for n in 0..200 {
        let update = ours.presses(FIRST + n, "solved:1");
        let answers = usize::try_from(n).expect("few") + 1;
        assert!(ours.wait_for(|emulator| emulator.count("answerCallbackQuery") == answers, PATIENCE).await);
        let answer = ours.calls_of("answerCallbackQuery").pop().expect("answered");
        let_go.push(answer.at.duration_since(ours.handed_out(update).expect("handed out")));
    }
    let_go.sort();
    for times in [&mut of_ours, &mut of_bare] {
        // The first ones warm up.
        times.drain(..50);
        times.sort();
    }
    let p99 = |times: &[Duration]| times[times.len() * 99 / 100];
    println!(
        "answered after: desk p50 {:.1?}, p99 {:.1?}; echo p50 {:.1?}, p99 {:.1?}",
        median(&of_ours),
        p99(&of_ours),
        median(&of_bare),
        p99(&of_bare)
    );
    let slowest = let_go[let_go.len() - 1];
    let kept = slowest <= Duration::from_secs(1);
    figures.add("a pressed button is let go, the slowest of 200", "<= 1 s", format!("{slowest:.1?}"), kept);
    for (name, bound, more) in [
        ("an answer, more than an echo: p50", 15, median(&of_ours).saturating_sub(median(&of_bare))),
        ("an answer, more than an echo: p99", 50, p99(&of_ours).saturating_sub(p99(&of_bare))),
    ] {
        let kept = more <= Duration::from_millis(bound);
        figures.add(name, &format!("<= {bound} ms"), format!("{more:.1?}"), kept);
    }
}

async fn kills(figures: &mut Figures) {
    let folder = TempDir::new().expect("a temporary folder");
    let outcome = endurance::endure(200, 42, (folder.path(), &articles()), |command| {
        command.env("RUST_LOG", "error");
    })
    .await;
    println!("{} kills while {} messages were written", outcome.kills, outcome.written);
    for (name, bound, count, kept) in [
        ("200 kills, messages lost", "0", outcome.lost, outcome.lost == 0),
        ("200 kills, out of order", "0", outcome.out_of_order, outcome.out_of_order == 0),
        ("200 kills, said twice to people", "<= 200", outcome.repeats, outcome.repeats <= 200),
        (
            "200 kills, said twice in the staff's terminal",
            "<= 200",
            outcome.repeats_in_room,
            outcome.repeats_in_room <= 200,
        ),
    ] {
        figures.add(name, bound, count.to_string(), kept);
    }
}
