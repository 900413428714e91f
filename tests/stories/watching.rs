//! The desk looks after itself: what is wrong is seen, told to who can be told, and mends itself where it can.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{Json, Router, routing::post};
use domain::watch::Component;
use insta::assert_snapshot;
use jiff::SignedDuration;
use sportello::{
    config,
    secret::Secret,
    serve::{
        alarm::Alarm,
        watching::{Seen, Watcher},
    },
    store::StoreError,
};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::{
    emulator::Emulator,
    process::{Room, Serve, command},
    support::{Desk, articles, at, databases, until},
};

const SERVE: [&str; 3] = ["serve", "--staff-room", "terminal"];
const MARIA: i64 = 8_100_000;
/// Longer than the desk may take to stop.
const STOPS_WITHIN: Duration = Duration::from_secs(10);

#[tokio::test]
async fn while_the_experts_cannot_be_reached_nobody_is_promised_an_hour_without_a_word() {
    let mut desk = Desk::on_tuesday().await;
    desk.platform.is_in_trouble("the desk is not in its staff room: invite it");
    assert_snapshot!(desk.person_says("come rinnovo il permesso di soggiorno").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla. In questo momento però non riesco a raggiungere le esperte e gli esperti: la tua domanda è al sicuro, la consegno appena posso. Se sei in pericolo, chiama il 112.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.platform.is_well();
    assert!(!desk.someone_says("anna", "come rinnovo il permesso di soggiorno").await.contains("non riesco"));
    desk.closes_with_promises(2).await;
}

#[tokio::test]
async fn a_platform_that_is_away_is_told_after_ten_minutes_and_when_it_is_back() {
    let mut desk = Desk::on_tuesday().await;
    desk.platform.is_in_trouble("it does not answer");
    let folder = TempDir::new().expect("a folder");
    let note = folder.path().join("note");
    let script = format!("cat >> {}", note.display());
    let (webhook, posted) = webhook().await;
    let webhook = Some(Secret::new(&webhook).expect("an address"));
    let section = config::AlarmSection { command: vec!["sh".into(), "-c".into(), script], webhook };
    let watcher = Watcher { alarm: Alarm::new(&section), seen: Seen::default() };
    let seen = &watcher.seen;
    let minutes = async |desk: &Desk, minutes: i64| {
        desk.clock_moves(SignedDuration::from_mins(minutes));
        watcher.look(desk.app()).await;
        std::fs::read_to_string(&note).unwrap_or_default()
    };
    assert_eq!(minutes(&desk, 0).await, "");
    assert_eq!(seen.troubles(desk.now()), "Terminal: it does not answer\n");
    assert_eq!(minutes(&desk, 9).await, "");
    assert_eq!(
        minutes(&desk, 1).await,
        "sportello: Terminal is down since 2026-11-24T09:05:00Z: it does not answer\n"
    );
    assert_eq!(minutes(&desk, 5).await.lines().count(), 1, "once");
    desk.platform.is_well();
    let told = minutes(&desk, 1).await;
    assert_eq!(told.lines().count(), 2);
    assert_eq!(*posted.lock().expect("no panic"), told.lines().collect::<Vec<_>>(), "the same words");
    assert_eq!(seen.troubles(desk.now()), "");
    assert!(seen.troubles(desk.now() + SignedDuration::from_mins(1)).contains("nobody has looked"));
    // The room itself reads it as soon as it can.
    let room = desk.settles().await;
    for told in ["sala> ⚠️ Terminale: c'è un problema dal ", "sala> ✅ Terminale: funziona di nuovo."] {
        assert_eq!(room.matches(told).count(), 1, "{room}");
    }
    desk.closes().await;
}

/// Somebody's chat takes texts at this address, and refuses anything else.
async fn webhook() -> (String, Arc<Mutex<Vec<String>>>) {
    let posted = Arc::<Mutex<Vec<String>>>::default();
    let seen = Arc::clone(&posted);
    let take = async move |Json(body): Json<BTreeMap<String, String>>| {
        seen.lock().expect("no panic").extend(body.into_values());
    };
    let router = Router::new().route("/hooks/a-secret-key", post(take));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}/hooks/a-secret-key"), posted)
}

#[tokio::test]
async fn a_clock_that_is_set_back_lets_nobody_wait_until_it_is_there_again() {
    let mut desk = Desk::opens("2026-11-27 10:05").await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.platform_fails([domain::delivery::Delivery::Later { after: None }]);
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    assert_eq!(desk.app().troubles().await, []);
    desk.clock_moves(SignedDuration::from_hours(-72));
    assert_eq!(desk.app().troubles().await, []);
    assert!(desk.settles().await.contains("Si fa alle poste."), "what was put off goes out at once");
    desk.corrupts("UPDATE conversations SET wake_at = NULL").await;
    desk.closes().await;
}

#[tokio::test]
async fn a_clock_that_leaps_ahead_forgets_nothing_for_a_day() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    let words = "messages WHERE body LIKE '%quanto dura%'";
    let hours = async |desk: &mut Desk, hours: i64| {
        desk.clock_moves(SignedDuration::from_hours(hours));
        assert_eq!(desk.app().troubles().await, []);
        desk.settles().await;
        desk.count(words).await
    };
    assert_eq!(hours(&mut desk, 0).await, 1);
    assert_eq!(hours(&mut desk, 2 * 365 * 24).await, 1);
    for _ in 0..23 {
        assert_eq!(hours(&mut desk, 1).await, 1);
    }
    assert_eq!(hours(&mut desk, 1).await, 0);
    desk.closes().await;
}

#[tokio::test]
async fn what_waits_for_too_long_is_seen() {
    let mut desk = Desk::on_tuesday().await;
    desk.platform_fails([domain::delivery::Delivery::Later { after: Some(SignedDuration::from_hours(1)) }]);
    desk.person_says("ciao").await;
    assert_eq!(desk.app().troubles().await, []);
    desk.clock_moves(SignedDuration::from_mins(11));
    let parts: Vec<Component> = desk.app().troubles().await.into_iter().map(|trouble| trouble.part).collect();
    assert_eq!(parts, [Component::Queue]);
    desk.hours_pass(1).await;
    assert_eq!(desk.app().troubles().await, []);
    desk.closes().await;
}

#[tokio::test]
async fn a_data_folder_that_was_taken_away_takes_nothing_in() {
    let database = databases::sqlite().await;
    let (store, folder) = (&database.store, database.folder.path());
    std::fs::rename(folder.join("sportello.db"), folder.join("away")).expect("moved");
    let now = at("2026-11-24 10:05");
    assert!(matches!(store.is_well(now).await, Err(StoreError::Replaced(_))));
    assert!(matches!(store.begin().await, Err(StoreError::NotOurs)));
    assert!(matches!(store.next_outgoing(now, 1).await, Err(StoreError::NotOurs)));
    std::fs::rename(folder.join("away"), folder.join("sportello.db")).expect("moved back");
    store.is_well(now).await.expect("it goes on by itself");
    store.begin().await.expect("a transaction");
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_stops_whatever_hangs() {
    let emulator = Emulator::start().await;
    // Somebody listens, and never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = silent.local_addr().expect("an address");
    let cases = [
        ("at once", None, 0),
        ("while it starts", None, 200),
        (
            "Telegram cannot be reached",
            Some(("SPORTELLO__TELEGRAM__API_URL", "http://127.0.0.1:9".into())),
            2_500,
        ),
        ("Telegram is silent", Some(("SPORTELLO__TELEGRAM__API_URL", format!("http://{silent}"))), 2_500),
        ("the token is wrong", Some(("SPORTELLO__TELEGRAM__TOKEN", "7:wrong".into())), 2_500),
        (
            "the database is silent",
            Some(("SPORTELLO__DESK__DATABASE_URL", format!("postgres://nobody@{silent}/none"))),
            2_500,
        ),
    ];
    let asked = cases.map(|(name, variable, after)| {
        let folder = TempDir::new().expect("a folder");
        let mut command = command(&emulator, folder.path(), &articles(), &SERVE);
        command.envs(variable);
        std::thread::spawn(move || {
            let desk = Serve::starts(command, &Room::default());
            std::thread::sleep(Duration::from_millis(after));
            let begun = Instant::now();
            (name, after, desk.stops().success(), begun.elapsed(), folder)
        })
    });
    for asked in asked {
        let (name, after, in_order, took, _) = asked.join().expect("it ends");
        assert!(took < STOPS_WITHIN, "{name}: {took:?}");
        // What is told to stop before it listens to that is ended by the system.
        assert!(in_order || after < 500, "{name}");
    }
}

/// The bounds are those of the released program: 120 MB at rest, of which its own pages are about forty, and 200 MB at most.
#[tokio::test(flavor = "multi_thread")]
async fn what_learning_took_is_given_back() {
    let (emulator, folder) = (Emulator::start().await, TempDir::new().expect("a folder"));
    for learned in ["from all our articles", "from what was kept"] {
        let mut command = command(&emulator, folder.path(), &articles(), &SERVE);
        command.env_remove("SPORTELLO__DESK__KNOWLEDGE_DIR");
        let desk = Serve::starts(command, &Room::default());
        let before = emulator.transcript(MARIA).len();
        emulator.says(MARIA, "/privacy");
        let answered = |emulator: &Emulator| emulator.transcript(MARIA).len() > before + 1;
        assert!(emulator.wait_for(answered, Duration::from_mins(3)).await, "it is at work");
        until(Duration::from_secs(30), || desk.holds() < 80.0).await;
        println!(
            "{learned}: {:.0} MB of data, {:.0} MB in all, {:.0} MB at most",
            desk.holds(),
            desk.resident(),
            desk.peak()
        );
        assert!(desk.peak() < 220.0, "{} MB at most", desk.peak());
        assert!(desk.stops().success());
    }
}
