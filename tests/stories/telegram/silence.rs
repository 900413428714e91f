//! Those who connect to the desk and say nothing, or not enough.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::phone::MARIA;
use crate::{
    emulator::Emulator,
    process::{Room, Serve, command},
    support::articles,
};

const PATIENCE: Duration = Duration::from_mins(3);
/// What is answered at once, on a busy machine.
const AT_ONCE: Duration = Duration::from_secs(5);
const SERVE: [&str; 3] = ["serve", "--staff-room", "terminal"];
const SECRET: &str = "parola-d-ordine";

struct Called {
    emulator: Emulator,
    desk: Serve,
    address: String,
    _folder: TempDir,
}

/// The real program, called by Telegram.
async fn called() -> Called {
    let (emulator, folder, room) =
        (Emulator::start().await, TempDir::new().expect("a folder"), Room::default());
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it").port();
    let address = format!("127.0.0.1:{port}");
    let mut command = with_few_files(&command(&emulator, folder.path(), &articles(), &SERVE));
    command
        .current_dir(folder.path())
        .env("SPORTELLO__TELEGRAM__MODE", "webhook")
        .env("SPORTELLO__TELEGRAM__WEBHOOK_URL", format!("http://{address}/hook"))
        .env("SPORTELLO__TELEGRAM__WEBHOOK_SECRET", SECRET)
        .env("SPORTELLO__HTTP__LISTEN", &address);
    let desk = Serve::starts(command, &room);
    emulator.person(MARIA).language("it");
    emulator.says(MARIA, "ciao");
    let answered = emulator.wait_for(|e| e.chat_log(MARIA).contains("Ciao!"), PATIENCE).await;
    assert!(answered, "the desk is open");
    Called { emulator, desk, address, _folder: folder }
}

/// The same, where the machine gives a process no more than this many files and connections.
fn with_few_files(command: &Command) -> Command {
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "ulimit -n 256; exec \"$0\" \"$@\""])
        .arg(command.get_program())
        .args(command.get_args());
    limited.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    limited
}

/// So many connect, and each says this and no more.
async fn connect(address: &str, many: usize, say: &[u8]) -> Vec<TcpStream> {
    let mut strangers = Vec::new();
    for _ in 0..many {
        let mut stranger = TcpStream::connect(address).await.expect("connected");
        // Whoever has had to make room hears of it here.
        let _ = stranger.write_all(say).await;
        strangers.push(stranger);
    }
    strangers
}

async fn answers(called: &Called, question: &str) {
    let before = called.emulator.transcript(MARIA).len();
    let began = Instant::now();
    let health = reqwest::get(format!("http://{}/health", called.address)).await.expect("an answer");
    assert_eq!(health.status(), 200);
    called.emulator.says(MARIA, question);
    let answered = called.emulator.wait_for(|e| e.transcript(MARIA).len() > before + 1, AT_ONCE).await;
    assert!(answered, "after {:?}: {}", began.elapsed(), called.emulator.chat_log(MARIA));
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_who_say_nothing_keep_nobody_out_and_do_not_hold_up_the_end() {
    let called = called().await;
    let hook = "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n";
    let right = format!("{hook}X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n\r\n{{");
    let mut strangers = Vec::new();
    for say in ["", "GET /hea", hook, &format!("{hook}\r\n{{"), "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"] {
        strangers.extend(connect(&called.address, 300, say.as_bytes()).await);
        answers(&called, "/stato").await;
    }
    // Telegram itself may be cut off in the middle of what it says.
    strangers.extend(connect(&called.address, 5, right.as_bytes()).await);
    answers(&called, "/stato").await;
    let began = Instant::now();
    assert!(called.desk.stops().success());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    drop(strangers);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_nothing_for_too_long_is_let_go() {
    let called = called().await;
    let mut strangers = connect(&called.address, 3, b"GET /health HT").await;
    for stranger in &mut strangers {
        let mut heard = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(30), stranger.read_to_end(&mut heard)).await;
        assert!(ended.is_ok(), "the connection is still there");
        assert!(!String::from_utf8_lossy(&heard).contains("200"), "nothing was asked");
    }
    called.desk.dies();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_sends_is_not_read() {
    let called = called().await;
    let mut stranger = TcpStream::connect(&called.address).await.expect("connected");
    let head = "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n";
    stranger.write_all(head.as_bytes()).await.expect("said");
    let mut heard = [0; 12];
    tokio::time::timeout(AT_ONCE, stranger.read_exact(&mut heard))
        .await
        .expect("at once")
        .expect("an answer");
    assert_eq!(&heard, b"HTTP/1.1 401");
    called.desk.dies();
}
