//! The real program on Telegram: started, told to stop, and killed.

use std::{process::Command, time::Duration};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use super::phone::{ANNA, MARIA};
use crate::{
    emulator::{Emulator, Fault, Match},
    endurance::endure,
    process::{Room, Serve, command},
    support::{articles, databases, until},
};

const PATIENCE: Duration = Duration::from_mins(3);
/// What only the file system tells is there sooner.
const SOON: Duration = Duration::from_mins(1);
const SERVE: [&str; 5] = ["serve", "--staff-room", "terminal", "--files", "files"];
const PICTURE: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
/// Kills in a test run; the bench `telegram` does two hundred.
const KILLS: usize = 15;

async fn shows(emulator: &Emulator, chat: i64, text: &str) {
    let shown = emulator.wait_for(|emulator| emulator.chat_log(chat).contains(text), PATIENCE).await;
    assert!(shown, "«{text}» in:\n{}", emulator.chat_log(chat));
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_answers_people_and_takes_experts_from_its_terminal() {
    let (emulator, folder, room) =
        (Emulator::start().await, TempDir::new().expect("a folder"), Room::default());
    emulator.person(MARIA).language("it");
    let mut desk = Serve::starts(command(&emulator, folder.path(), &articles(), &SERVE), &room);
    emulator.says(MARIA, "quanto dura la maternità");
    shows(&emulator, MARIA, "cinque mesi").await;
    let log = desk.log();
    let ready: Vec<&str> = log.lines().filter(|line| line.contains(" ready version=")).collect();
    let [ready] = ready.as_slice() else { panic!("{log}") };
    assert!(
        ready.ends_with(concat!(
            " ready version=\"",
            env!("CARGO_PKG_VERSION"),
            "\" channels=\"telegram\" articles=5"
        )),
        "{ready}"
    );
    emulator.presses(MARIA, "human:1");
    shows(&emulator, MARIA, "Ho aperto la pratica").await;
    desk.types("#1 Buongiorno, quando nasce il bambino?");
    shows(&emulator, MARIA, "quando nasce il bambino?").await;
    emulator.sends_photo(MARIA, PICTURE.to_vec(), None);
    let file = folder.path().join("files");
    shows(&emulator, MARIA, "Ho aggiunto il messaggio alla pratica").await;
    until(SOON, || file.read_dir().is_ok_and(|mut files| files.next().is_some())).await;
    // Another one is on its way while the person asks to be forgotten: nothing of it may stay behind.
    emulator.fail_next(Match::method("getFile"), Fault::Slow(Duration::from_millis(1500)));
    emulator.sends_photo(MARIA, PICTURE.to_vec(), None);
    assert!(emulator.wait_for(|emulator| emulator.faults_left() == 0, PATIENCE).await);
    emulator.says(MARIA, "/cancella");
    shows(&emulator, MARIA, "Vuoi che cancelliamo tutto?").await;
    emulator.presses(MARIA, "erase");
    shows(&emulator, MARIA, "dimentico anche il tuo recapito").await;
    until(SOON, || file.read_dir().is_ok_and(|mut files| files.next().is_none())).await;
    assert!(desk.stops().success());
    assert!(!folder.path().join("data/sportello.db-wal").exists(), "closed in order");
    let lines = room.lines();
    let last = |what: &str| lines.iter().rposition(|line| line.contains(what)).expect("shown");
    assert!(last("manda una foto") < last("essere dimenticata"), "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line.contains("manda una foto")).count(), 2, "{lines:?}");
    assert!(lines[0].starts_with("sala> 2026-") && lines[0].contains("· Telegram · italiano ·"), "{lines:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_is_called_by_webhook_where_it_is_told_to() {
    let (emulator, folder, room) =
        (Emulator::start().await, TempDir::new().expect("a folder"), Room::default());
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it").port();
    let mut command = command(&emulator, folder.path(), &articles(), &SERVE);
    command
        .env("SPORTELLO__TELEGRAM__MODE", "webhook")
        .env("SPORTELLO__TELEGRAM__WEBHOOK_URL", format!("http://127.0.0.1:{port}/telegram/hook"))
        .env("SPORTELLO__TELEGRAM__WEBHOOK_SECRET", "parola-d-ordine")
        .env("SPORTELLO__HTTP__LISTEN", format!("127.0.0.1:{port}"));
    let desk = Serve::starts(command, &room);
    emulator.says(MARIA, "quanto dura la maternità");
    shows(&emulator, MARIA, "cinque mesi").await;
    let health = reqwest::get(format!("http://127.0.0.1:{port}/health")).await.expect("an answer");
    assert_eq!(health.status(), 200);
    assert!(desk.stops().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_chat_that_hangs_never_stops_another() {
    let (emulator, folder, room) =
        (Emulator::start().await, TempDir::new().expect("a folder"), Room::default());
    emulator.fail_next(Match::method("sendMessage").in_chat(MARIA), Fault::TimeoutAfterAcceptance);
    let desk = Serve::starts(command(&emulator, folder.path(), &articles(), &SERVE), &room);
    emulator.says(MARIA, "quanto dura la maternità");
    let hangs = emulator.wait_for(|emulator| emulator.faults_left() == 0, PATIENCE).await;
    assert!(hangs, "Telegram has the message, and does not say so");
    for n in 0..5 {
        emulator.says(ANNA, "/stato");
        let answered = emulator.wait_for(|e| e.transcript(ANNA).len() == 2 * (n + 1), PATIENCE).await;
        assert!(answered, "the others are answered meanwhile");
    }
    emulator.fail_next(Match::method("sendMessage").in_chat(ANNA), Fault::RetryAfter(1));
    emulator.says(ANNA, "/privacy");
    shows(&emulator, ANNA, "Conserviamo i tuoi messaggi").await;
    assert_eq!(emulator.transcript(MARIA).len(), 2, "Maria's message is still on its way");
    desk.dies();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_dies_loses_nothing() {
    dies_and_loses_nothing(KILLS, |_| ()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_dies_loses_nothing_on_postgresql() {
    let database = databases::new_on_server().await;
    let url = |command: &mut Command| {
        command.env("SPORTELLO__DESK__DATABASE_URL", &database);
    };
    dies_and_loses_nothing(KILLS / 3, url).await;
}

async fn dies_and_loses_nothing(kills: usize, configure: impl Fn(&mut Command)) {
    let folder = TempDir::new().expect("a folder");
    let outcome = endure(kills, 7, (folder.path(), &articles()), configure).await;
    assert!(outcome.written > 5 * kills, "there was something to lose: {outcome:?}");
    assert_eq!((outcome.lost, outcome.out_of_order), (0, 0), "{outcome:?}");
    // How many on average, two hundred kills of a release build tell: see the bench `telegram`.
    assert!(outcome.repeats <= 3 * outcome.kills, "only what was on its way is said again: {outcome:?}");
}

fn checks(emulator: &Emulator, configure: impl FnOnce(&mut Command)) -> String {
    let folder = TempDir::new().expect("a folder");
    let mut command = command(emulator, folder.path(), &articles(), &["check"]);
    configure(&mut command);
    let output = command.output().expect("sportello");
    let said = [output.stderr, output.stdout].concat();
    String::from_utf8_lossy(&said).replace(&emulator.url(), "http://telegram")
}

#[tokio::test(flavor = "multi_thread")]
async fn check_asks_telegram() {
    let emulator = Emulator::start().await;
    assert_snapshot!(checks(&emulator, |_| ()), @"
    Telegram knows the bot as @sportello_prova_bot
    in the next twelve months 13.7 % of all hours are followed by 48 hours with nobody at work: whoever asks then is told a later time; duty on Saturday 10:00-11:00: 13.7 % -> 2.0 %
    0 errors, 0 warnings
    ");
    emulator.clock_skew(-120);
    assert_snapshot!(checks(&emulator, |_| ()), @"
    [telegram]: error: this machine's clock is 120 s ahead of Telegram's: set it right (NTP): the 48 hours are counted from Telegram's time stamps
    Telegram knows the bot as @sportello_prova_bot
    in the next twelve months 13.7 % of all hours are followed by 48 hours with nobody at work: whoever asks then is told a later time; duty on Saturday 10:00-11:00: 13.7 % -> 2.0 %
    1 errors, 0 warnings
    ");
    emulator.clock_skew(0);
    assert_snapshot!(checks(&emulator, |command| { command.env("SPORTELLO__TELEGRAM__TOKEN", "1:wrong"); }), @"
    [telegram]: error: Telegram refuses (401): Unauthorized: ask @BotFather for the token, and set `token` or `token_file`
    in the next twelve months 13.7 % of all hours are followed by 48 hours with nobody at work: whoever asks then is told a later time; duty on Saturday 10:00-11:00: 13.7 % -> 2.0 %
    1 errors, 0 warnings
    ");
    assert_snapshot!(checks(&emulator, |command| { command.env("SPORTELLO__TELEGRAM__API_URL", "http://127.0.0.1:9"); }), @"
    [telegram]: error: Telegram cannot be reached: the connection is refused: see the network, and `api_url`
    in the next twelve months 13.7 % of all hours are followed by 48 hours with nobody at work: whoever asks then is told a later time; duty on Saturday 10:00-11:00: 13.7 % -> 2.0 %
    1 errors, 0 warnings
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn check_explains_a_webhook_that_is_in_the_way() {
    let emulator = Emulator::start().await;
    let client = reqwest::Client::new();
    let set = client.post(format!("{}/bot{}/setWebhook", emulator.url(), emulator.token()));
    let answer: Value = set
        .json(&serde_json::json!({"url": "https://127.0.0.1:8443/x"}))
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(answer["ok"], true);
    assert_snapshot!(checks(&emulator, |_| ()), @"
    [telegram]: warning: a webhook is set (https://127.0.0.1:8443/x), and as long as it is, asking for updates fails with 409 (Conflict): `sportello serve` takes it away; if another program set it, give the desk a bot of its own
    Telegram knows the bot as @sportello_prova_bot
    in the next twelve months 13.7 % of all hours are followed by 48 hours with nobody at work: whoever asks then is told a later time; duty on Saturday 10:00-11:00: 13.7 % -> 2.0 %
    0 errors, 1 warnings
    ");
}
