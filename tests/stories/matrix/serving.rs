//! The real program on Matrix: started, stopped, killed, logged out; and both platforms together.

mod memory;

use std::{os::unix::fs::PermissionsExt, path::Path, process::Command, time::Duration};

use serde_json::Value;
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

use crate::{
    emulator::Emulator,
    homeserver::{Account, Homeserver, Line, People, Person},
    process::{self, Room, Serve},
    support::{articles, until},
};

/// Long, for machines that are busy with something else: who waits for what comes waits no longer than it takes.
const PATIENCE: Duration = Duration::from_mins(3);
const MARIA: i64 = 4_200_001;
const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

/// A desk as a process, its staff room, an expert and a worker on Matrix.
struct Desk {
    people: People,
    anna: Person,
    giulia: Person,
    bot: Account,
    room: String,
    folder: TempDir,
    emulator: Emulator,
    serve: Option<Serve>,
}

impl Desk {
    async fn opens() -> Self {
        let people = People::start(Homeserver::shared());
        let (anna, giulia) = (people.meet("Anna").await, people.meet("Giulia").await);
        let bot = people.account("sportello").await;
        let room = anna.create_room("Sala", true, &[&bot.user_id]).await;
        let emulator = Emulator::start().await;
        emulator.person(MARIA).language("it");
        let folder = TempDir::new().expect("a folder");
        let mut desk = Self { people, anna, giulia, bot, room, folder, emulator, serve: None };
        desk.starts();
        desk.shows("!aiuto").await;
        desk
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = process::command(&self.emulator, self.folder.path(), &articles(), arguments);
        command
            .env("SPORTELLO__MATRIX__HOMESERVER", &self.people.server().url)
            .env("SPORTELLO__MATRIX__USER", &self.bot.user_id)
            .env("SPORTELLO__MATRIX__PASSWORD", &self.bot.password)
            .env("SPORTELLO__MATRIX__STAFF_ROOM", &self.room);
        command
    }

    fn starts(&mut self) {
        self.serve = Some(Serve::starts(self.command(&["serve"]), &Room::default()));
    }

    /// Lives until it has found out that it cannot commit what it missed.
    async fn cannot_commit(&self) {
        let serve = Serve::starts(self.command(&["serve"]), &Room::default());
        until(PATIENCE, || serve.log().contains("could not be committed")).await;
        serve.dies();
    }

    fn stops(&mut self) {
        assert!(self.serve.take().expect("it runs").stops().success());
    }

    fn dies(&mut self) {
        self.serve.take().expect("it runs").dies();
    }

    async fn shows(&self, text: &str) -> Line {
        self.anna
            .wait_for(&self.room, text, |line| {
                line.is_from(&self.bot.user_id) && line.kind == "m.room.message" && line.text().contains(text)
            })
            .await
    }

    /// The lines of the desk's in a thread, in order.
    async fn thread(&self, root: &str) -> Vec<String> {
        let lines = self.anna.lines(&self.room).await;
        let in_thread = |line: &&Line| line.is_from(&self.bot.user_id) && line.in_thread(root);
        lines.iter().filter(in_thread).map(|line| line.text().trim_start_matches("> ").to_owned()).collect()
    }

    /// Somebody opens a room with the desk, and is greeted.
    async fn chat_of(&self, person: &Person) -> String {
        let chat = person.create_direct(&self.bot.user_id, true).await;
        person.wait_for(&chat, "a greeting", |line| line.text().contains("Sono lo sportello")).await;
        chat
    }

    /// Giulia has a case; her chat and its thread.
    async fn giulias_case(&self) -> (String, String) {
        let chat = self.chat_of(&self.giulia).await;
        self.giulia.say(&chat, UNKNOWN).await;
        let root = self.shows(UNKNOWN).await.event_id;
        self.reads(&chat, "Ho aperto la pratica").await;
        (chat, root)
    }

    async fn reads(&self, chat: &str, text: &str) {
        self.giulia
            .wait_for(chat, text, |line| line.is_from(&self.bot.user_id) && line.text().contains(text))
            .await;
    }

    async fn maria_reads(&self, text: &str) {
        let log = || self.emulator.chat_log(MARIA);
        let shown =
            self.emulator.wait_for(|emulator| emulator.chat_log(MARIA).contains(text), PATIENCE).await;
        assert!(shown, "«{text}» in:\n{}", log());
    }

    fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Puts a fault into the desk's own database, or takes it out.
    async fn database(&self, sql: &'static str) {
        let options = SqliteConnectOptions::new().filename(self.data().join("sportello.db"));
        let mut connection: SqliteConnection = options.connect().await.expect("the database");
        sqlx::query(sql).execute(&mut connection).await.expect("done");
        connection.close().await.expect("closed");
    }

    /// Waits until nothing has come in or gone out for a while.
    async fn is_quiet(&self) {
        let file = self.data().join("sportello.db-wal");
        let changed = || file.metadata().and_then(|meta| meta.modified()).ok();
        let mut last = None;
        while last != Some(changed()) {
            last = Some(changed());
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Waits until it has a session to which something can be encrypted.
    async fn has_keys(&self) {
        for _ in 0..200 {
            let keys = self.anna.keys_of(&self.bot.user_id).await;
            if keys["device_keys"][&self.bot.user_id].as_object().is_some_and(|keys| keys.len() == 1) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it has not logged in");
    }

    /// It has one session, which its account has signed.
    async fn is_signed(&self) {
        let bot = &self.bot.user_id;
        let keys = self.anna.keys_of(bot).await;
        let signing = keys["self_signing_keys"][bot]["keys"].as_object().expect("keys");
        let devices = keys["device_keys"][bot].as_object().expect("devices");
        assert_eq!(devices.len(), 1);
        let signatures = &devices.values().next().expect("one")["signatures"][bot];
        assert!(signing.keys().any(|key| !signatures[key].is_null()), "signed by its account: {signatures}");
    }

    fn ask(&self, path: &str) -> reqwest::RequestBuilder {
        let session = std::fs::read_to_string(self.data().join("matrix/session.json")).expect("a session");
        let session: Value = serde_json::from_str(&session).expect("JSON");
        let token = session["access_token"].as_str().expect("a token").to_owned();
        let url = format!("{}/_matrix/client/v3/{path}", self.people.server().url);
        reqwest::Client::new().post(url).bearer_auth(token)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_on_telegram_an_expert_on_matrix_and_back() {
    let mut desk = Desk::opens().await;
    desk.emulator.says(MARIA, "quanto dura la maternità");
    desk.maria_reads("cinque mesi").await;
    desk.emulator.presses(MARIA, "human:1");
    desk.maria_reads("Ho aperto la pratica").await;
    let head = desk.shows("quanto dura la maternità").await;
    assert!(head.text().contains("· Telegram · italiano ·"), "{head}");
    desk.anna.react(&desk.room, &head.event_id, "✋").await;
    let reply = desk.anna.say_in_thread(&desk.room, &head.event_id, "Buongiorno, quando nasce?").await;
    desk.maria_reads("Buongiorno, quando nasce?").await;
    desk.anna.wait_for(&desk.room, "the mark", |line| line.is_reaction(&reply, "✔️")).await;
    desk.emulator.says(MARIA, "a febbraio");
    desk.shows("a febbraio").await;

    // Trusted, recoverable, and its secrets are its own.
    desk.is_signed().await;
    for secret in ["matrix/recovery-key", "matrix/session.json"] {
        let mode = std::fs::metadata(desk.data().join(secret)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }

    // What it looks like from outside, while it runs.
    let check = desk.command(&["check"]).output().expect("a check");
    let told = String::from_utf8_lossy(&check.stdout);
    for line in [
        format!("Matrix knows the desk as {}", desk.bot.user_id),
        "its session is signed".to_owned(),
        format!("it is in its staff room {}", desk.room),
        "the staff room is encrypted".to_owned(),
        "its power level there is 0".to_owned(),
    ] {
        assert!(told.contains(&line), "«{line}» in:\n{told}");
    }

    // Stopped and started again, it is the same session, and says hello to nobody.
    desk.stops();
    desk.starts();
    desk.anna.say_in_thread(&desk.room, &head.event_id, "Allora da dicembre.").await;
    desk.maria_reads("Allora da dicembre.").await;
    let keys = desk.anna.keys_of(&desk.bot.user_id).await;
    assert_eq!(keys["device_keys"][&desk.bot.user_id].as_object().expect("devices").len(), 1);
    let lines = desk.anna.lines(&desk.room).await;
    assert_eq!(lines.iter().filter(|line| line.text().contains("Qui arrivano le pratiche")).count(), 1);
    desk.stops();

    // The room is upgraded while it is off.
    let new = desk.anna.upgrade(&desk.room).await;
    let check = desk.command(&["check"]).output().expect("a check");
    let told = String::from_utf8_lossy(&check.stderr);
    assert!(told.contains(&format!("the staff room {} has been replaced by {new}", desk.room)), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_while_it_was_down_comes_in_order_and_once() {
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    desk.stops();
    for n in 1..=200 {
        desk.giulia.say(&chat, &format!("riga {n}")).await;
    }
    desk.anna.say_in_thread(&desk.room, &root, "Eccomi").await;
    desk.starts();
    for n in [50, 100, 150, 200] {
        desk.shows(&format!("riga {n}")).await;
    }
    desk.reads(&chat, "Eccomi").await;
    let lines = desk.thread(&root).await;
    let first_lines = lines.iter().filter_map(|line| line.lines().next());
    let rows: Vec<&str> = first_lines.filter(|line| line.starts_with("riga ")).collect();
    let expected: Vec<String> = (1..=200).map(|n| format!("riga {n}")).collect();
    assert_eq!(rows, expected);
    desk.stops();
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_the_servers_answer_and_our_commit_it_loses_nothing() {
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    desk.is_quiet().await;
    desk.database(
        "CREATE TRIGGER no_commit BEFORE UPDATE ON channel_cursors WHEN NEW.sync_token <> OLD.sync_token
         BEGIN SELECT RAISE(ABORT, 'a fault'); END",
    )
    .await;
    let state = desk.data().join("matrix/store/matrix-sdk-state.sqlite3-wal");
    let changed = |state: &Path| state.metadata().and_then(|meta| meta.modified()).ok();
    let before = changed(&state);
    for n in 1..=5 {
        desk.giulia.say(&chat, &format!("riga {n}")).await;
    }
    // The client has the answer, and has moved on; our own database refuses it.
    until(PATIENCE, || changed(&state) != before).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    desk.dies();
    assert_eq!(desk.thread(&root).await, Vec::<String>::new());
    desk.database("DROP TRIGGER no_commit").await;
    desk.starts();
    desk.shows("riga 5").await;
    let rows = desk.thread(&root).await;
    assert_eq!(rows, ["riga 1", "riga 2", "riga 3", "riga 4", "riga 5"]);
    desk.stops();
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_twice_while_it_catches_up_it_takes_no_answer_of_before_for_one_of_now() {
    let mut desk = Desk::opens().await;
    let dora = desk.people.meet("Dora").await;
    let doras = desk.chat_of(&dora).await;
    dora.say(&doras, "come iscrivo il cane all'anagrafe").await;
    let doras_root = desk.shows("anagrafe").await.event_id;
    let (chat, root) = desk.giulias_case().await;
    desk.is_quiet().await;
    desk.dies();
    desk.database(
        "CREATE TRIGGER no_commit BEFORE UPDATE ON channel_cursors WHEN NEW.sync_token <> OLD.sync_token
         BEGIN SELECT RAISE(ABORT, 'a fault'); END",
    )
    .await;
    // Each time it has asked for what it missed and cannot commit the answer, which the server keeps for two minutes.
    desk.giulia.say(&chat, "una riga").await;
    desk.cannot_commit().await;
    dora.say(&doras, "un'altra riga").await;
    desk.cannot_commit().await;
    desk.database("DROP TRIGGER no_commit").await;
    desk.starts();
    desk.giulia.say(&chat, "eccomi").await;
    desk.shows("eccomi").await;
    desk.shows("un'altra riga").await;
    assert_eq!(desk.thread(&root).await, ["una riga", "eccomi"]);
    assert_eq!(desk.thread(&doras_root).await, ["un'altra riga"]);
    desk.stops();
}

#[tokio::test(flavor = "multi_thread")]
async fn many_lines_at_once_into_an_encrypted_room_break_nothing() {
    const CASES: i64 = 60;
    const LINES: usize = 5;
    let mut desk = Desk::opens().await;
    desk.stops();
    for n in 0..CASES {
        desk.emulator.person(MARIA + n).language("it");
        desk.emulator.says(MARIA + n, &format!("come rinnovo il permesso di soggiorno? persona {n}"));
        for line in 1..=LINES {
            desk.emulator.says(MARIA + n, &format!("persona {n}, riga {line}"));
        }
    }
    // Each line changes the head as well: a key is used up many times over.
    desk.starts();
    let last = format!("riga {LINES}");
    let is_last = |line: &&Line| {
        line.is_from(&desk.bot.user_id) && line.thread.is_some() && line.text().ends_with(&last)
    };
    let deadline = std::time::Instant::now() + PATIENCE;
    let lines = loop {
        let lines = desk.anna.lines(&desk.room).await;
        if lines.iter().filter(is_last).count() >= usize::try_from(CASES).expect("few") {
            break lines;
        }
        assert!(std::time::Instant::now() < deadline, "{}", lines.len());
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    for n in 0..CASES {
        let of_person = format!("persona {n}, ");
        let said = lines.iter().filter(|line| line.thread.is_some() && line.text().contains(&of_person));
        let said: Vec<&str> = said.filter_map(|line| line.text().split(&of_person).nth(1)).collect();
        let expected: Vec<String> = (1..=LINES).map(|line| format!("riga {line}")).collect();
        assert_eq!(said, expected, "{n}");
    }
    let log = desk.serve.as_ref().expect("it runs").log();
    assert!(!log.contains("panicked") && !log.contains("broke"), "{log}");
    desk.stops();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_nobody() {
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    desk.anna.say_in_thread(&desk.room, &root, "Buongiorno").await;
    desk.reads(&chat, "Buongiorno").await;
    // What goes wrong is told, too: somebody who is gone, a room in which the desk may not speak.
    desk.giulia.leave(&chat).await;
    desk.shows("ha chiuso la chat").await;
    let reply = desk.anna.say_in_thread(&desk.room, &root, "Ancora una cosa").await;
    desk.anna.wait_for(&desk.room, "the mark", |line| line.is_reaction(&reply, "⚠️")).await;
    desk.anna.set_power_level(&desk.room, &desk.bot.user_id, -1).await;
    let serve = desk.serve.take().expect("it runs");
    until(PATIENCE, || serve.log().contains("may not speak")).await;
    // Words and names are looked for in every story; here rooms too, and what is too short to be looked for everywhere.
    for name in [&chat, "Giulia", "Anna", "Buongiorno", UNKNOWN] {
        assert!(!serve.log().contains(name), "{name} in:\n{}", serve.log());
    }
    assert!(serve.stops().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_sending_and_writing_it_down_it_says_nothing_twice() {
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    // As soon as one row cannot be written down, nothing else is sent: first the one, then the other.
    for to_staff in [true, false] {
        desk.is_quiet().await;
        desk.database(
            "CREATE TRIGGER no_mark BEFORE UPDATE ON outbox WHEN NEW.state = 'sent'
             BEGIN SELECT RAISE(ABORT, 'a fault'); END",
        )
        .await;
        if to_staff {
            desk.giulia.say(&chat, "una riga").await;
            desk.shows("una riga").await;
        } else {
            desk.anna.say_in_thread(&desk.room, &root, "Una risposta").await;
            desk.reads(&chat, "Una risposta").await;
        }
        desk.dies();
        desk.database("DROP TRIGGER no_mark").await;
        desk.starts();
        let next = format!("di nuovo al lavoro: {to_staff}");
        desk.giulia.say(&chat, &next).await;
        desk.shows(&next).await;
    }
    let lines = desk.anna.lines(&desk.room).await;
    assert_eq!(lines.iter().filter(|line| line.text().contains("una riga")).count(), 1);
    let chat = desk.giulia.lines(&chat).await;
    assert_eq!(chat.iter().filter(|line| line.text().contains("Una risposta")).count(), 1);
    desk.stops();
}

/// Somebody writes on Matrix and somebody on Telegram, and the machine dies again and again: six times, or as often as
/// `SPORTELLO_TEST_KILLS` says.
#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_it_keeps_order_on_both_platforms() {
    let kills: u64 =
        std::env::var("SPORTELLO_TEST_KILLS").map_or(6, |kills| kills.parse().expect("a number"));
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    desk.emulator.says(MARIA, "come rinnovo il permesso di soggiorno, dal telefono");
    let marias = desk.shows("dal telefono").await.event_id;
    for kill in 0..kills {
        for n in 1..=4 {
            desk.giulia.say(&chat, &format!("riga {}", kill * 4 + n)).await;
            desk.emulator.says(MARIA, &format!("nota {}", kill * 4 + n));
        }
        // Each time a little later: before, while and after it is dealt with.
        tokio::time::sleep(Duration::from_millis(kill * 60 % 1_500)).await;
        desk.dies();
        desk.starts();
    }
    let at_rest = std::time::Instant::now();
    desk.shows(&format!("riga {}", kills * 4)).await;
    desk.shows(&format!("nota {}", kills * 4)).await;
    println!("{kills} kills: at rest {:.1} s after the last", at_rest.elapsed().as_secs_f64());
    if let Some(serve) = &desk.serve {
        println!("{:.0} MB of data, {:.0} MB in all", serve.holds(), serve.resident());
    }
    for (name, root) in [("riga", root), ("nota", marias)] {
        let expected: Vec<String> = (1..=kills * 4).map(|n| format!("{name} {n}")).collect();
        // "112" is a number that the desk calls the room for.
        let mut seen = desk.thread(&root).await;
        seen.retain(|line| line.starts_with(name));
        assert_eq!(seen, expected);
    }
    desk.stops();
}

#[tokio::test(flavor = "multi_thread")]
async fn logged_out_by_the_server_it_logs_in_again_or_says_so() {
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    let answer = desk.ask("logout").send().await.expect("an answer");
    assert!(answer.status().is_success());
    desk.has_keys().await;
    desk.giulia.say(&chat, "ci siete ancora?").await;
    desk.shows("ci siete ancora?").await;
    desk.is_signed().await;
    desk.anna.say_in_thread(&desk.room, &root, "Certo").await;
    desk.reads(&chat, "Certo").await;
    desk.stops();

    // With a wrong password it cannot: whoever watches the process hears of it, and Telegram goes on.
    let answer = desk.ask("logout").send().await.expect("an answer");
    assert!(answer.status().is_success());
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it").port();
    let mut command = desk.command(&["serve"]);
    command
        .env("SPORTELLO__MATRIX__PASSWORD", "wrong")
        .env("SPORTELLO__HTTP__LISTEN", format!("127.0.0.1:{port}"));
    desk.serve = Some(Serve::starts(command, &Room::default()));
    let health = async || match reqwest::get(format!("http://127.0.0.1:{port}/health")).await {
        Ok(answer) => (answer.status().as_u16(), answer.text().await.expect("a text")),
        Err(_) => (0, String::new()),
    };
    let mut last = health().await;
    for _ in 0..200 {
        if last.1.starts_with("Matrix") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        last = health().await;
    }
    assert_eq!(
        last,
        (503, "Matrix: the server refuses the desk's user or password: correct `user` and `password` in [matrix]\n".to_owned())
    );
    desk.emulator.says(MARIA, "quanto dura la maternità");
    desk.maria_reads("cinque mesi").await;
    desk.stops();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_will_do_instead_of_a_password() {
    let mut desk = Desk::opens().await;
    desk.stops();
    let url = format!("{}/_matrix/client/v3/login", desk.people.server().url);
    let login = serde_json::json!({
        "type": "m.login.password",
        "identifier": { "type": "m.id.user", "user": desk.bot.user_id },
        "password": desk.bot.password,
    });
    assert!(desk.ask("logout").send().await.expect("an answer").status().is_success());
    let session: Value = reqwest::Client::new()
        .post(url)
        .json(&login)
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("a session");
    std::fs::rename(desk.data().join("matrix/recovery-key"), desk.folder.path().join("key")).expect("kept");
    std::fs::remove_dir_all(desk.data().join("matrix")).expect("a new machine");
    let mut command = desk.command(&["serve"]);
    command
        .env_remove("SPORTELLO__MATRIX__USER")
        .env_remove("SPORTELLO__MATRIX__PASSWORD")
        .env("SPORTELLO__MATRIX__RECOVERY_KEY_FILE", desk.folder.path().join("key"))
        .env("SPORTELLO__MATRIX__ACCESS_TOKEN", session["access_token"].as_str().expect("a token"));
    desk.serve = Some(Serve::starts(command, &Room::default()));
    desk.has_keys().await;
    let (_, root) = desk.giulias_case().await;
    let case = desk.anna.lines(&desk.room).await;
    assert!(case.iter().any(|line| line.event_id == root && line.encrypted));
    desk.is_signed().await;
    desk.stops();
}
