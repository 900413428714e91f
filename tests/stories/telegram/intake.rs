//! What comes in is a row before Telegram hears that we have it, whatever it is.

use std::time::Duration;

use axum::Router;
use domain::channel::ChannelKind;
use insta::assert_snapshot;
use serde_json::json;
use sportello::{channels::telegram::webhook, secret::Secret};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::phone::{ANNA, BEA, Desk, MARIA};
use crate::emulator::{Fault, Match};

#[tokio::test]
async fn an_update_is_confirmed_only_once_it_is_a_row() {
    let mut desk = Desk::opens().await;
    desk.emulator.says(MARIA, "ciao");
    desk.settles().await;
    assert_eq!(desk.emulator.pending(), 1, "taken in, and not confirmed before the next question");
    desk.settles().await;
    assert_eq!(desk.emulator.pending(), 0);
}

#[tokio::test]
async fn what_cannot_be_committed_is_brought_again() {
    let mut desk = Desk::opens().await;
    desk.spoils("ALTER TABLE inbox RENAME TO elsewhere").await;
    desk.emulator.says(MARIA, "ciao");
    let trouble = desk.settles().await;
    assert!(trouble.contains("no such table: inbox"), "{trouble}");
    desk.spoils("ALTER TABLE elsewhere RENAME TO inbox").await;
    assert!(desk.settles().await.starts_with("sportello> Ciao!"), "Telegram still had it");
}

#[tokio::test]
async fn after_a_restart_telegram_brings_all_again_and_nothing_is_handled_twice() {
    let mut desk = Desk::opens().await;
    desk.emulator.says(MARIA, "ciao");
    desk.emulator.says(ANNA, "ciao");
    desk.settles().await;
    assert_eq!(desk.is_away_for_hours(1).await, "");
    assert_eq!(desk.phone_shows(MARIA).matches("sportello> Ciao!").count(), 1);
}

#[tokio::test]
async fn numbers_that_begin_anew_after_a_quiet_week_are_new_messages() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    desk.settles().await;
    desk.emulator.restart_ids_at(7);
    assert!(desk.person_says("quanto dura la maternità").await.contains("cinque mesi"));
    assert!(desk.person_says("grazie").await.contains("Prego!"));
}

#[tokio::test]
async fn nonsense_is_kept_aside_told_once_and_stops_nobody() {
    let mut desk = Desk::opens().await;
    desk.emulator.raw_update(json!({"something_new": {"nobody": "knows"}}));
    desk.emulator.raw_update(json!({"message": {"without": "anything"}}));
    desk.emulator
        .raw_update(json!({"message": {"chat": {"id": BEA, "type": "private"}, "date": "yesterday"}}));
    desk.emulator.says(ANNA, "ciao");
    assert_snapshot!(desk.settles().await, @"
    sala> ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. 1). Il resto va avanti; avvisate chi cura il sistema.
    sala> ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. 3). Il resto va avanti; avvisate chi cura il sistema.
    sala> ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. 2). Il resto va avanti; avvisate chi cura il sistema.
    sportello ad anna> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello ad anna>
    sportello ad anna> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    assert_eq!(desk.count("inbox WHERE state = 'dead'").await, 3);
    assert_eq!(desk.settles().await, "", "once");
}

#[tokio::test]
async fn only_what_the_desk_understands_is_asked_for_every_time() {
    let mut desk = Desk::opens().await;
    desk.settles().await;
    desk.settles().await;
    for call in desk.emulator.calls_of("getUpdates") {
        let allowed = &call.params["allowed_updates"];
        assert_eq!(*allowed, json!(["message", "edited_message", "callback_query", "my_chat_member"]));
    }
}

#[tokio::test]
async fn a_long_absence_is_told_to_the_staff() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    desk.emulator.says(ANNA, "ciao");
    assert_snapshot!(desk.is_away_for_hours(50).await, @"sala> ⚠️ Lo sportello non ha ascoltato Telegram per più di 24 ore, e Telegram non conserva i messaggi più a lungo: quelli arrivati tra mar 24 nov 10:05 e mer 25 nov 12:05 possono essere andati persi. Se qualcuno dice di aver scritto, chiedetegli di riscrivere.");
}

#[tokio::test]
async fn missing_numbers_are_told_to_the_staff() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    desk.settles().await;
    desk.emulator.skip_ids(3);
    desk.emulator.says(ANNA, "ciao");
    assert_snapshot!(desk.is_away_for_hours(2).await, @"
    sala> ⚠️ Potrebbero essersi persi fino a 3 messaggi mandati da Telegram tra mar 24 nov 10:05 e mar 24 nov 12:05. Se qualcuno dice di aver scritto, chiedetegli di riscrivere.
    sportello ad anna> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello ad anna>
    sportello ad anna> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
}

#[tokio::test]
async fn another_program_on_the_same_token_is_named() {
    let mut desk = Desk::opens().await;
    let conflict = "Conflict: terminated by other getUpdates request";
    desk.emulator.fail_next(Match::method("getUpdates"), Fault::Status(409, conflict.into()));
    assert_snapshot!(desk.settles().await, @"Conflict: terminated by other getUpdates request. Is another sportello, or another program, using the same token?");
}

#[tokio::test]
async fn by_webhook_the_same_rows_come_in_if_it_is_telegram_that_calls() {
    let desk = Desk::opens().await;
    let secret = Secret::new("geheim-1").expect("a secret");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/telegram", listener.local_addr().expect("an address"));
    let app = desk.shared_app();
    let router: Router = webhook::router("/telegram", desk.telegram.clone(), app.clone(), secret.clone());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });

    let client = reqwest::Client::new();
    for forged in ["", "geheim-2", "geheim-11"] {
        let called = client.post(&url).header("X-Telegram-Bot-Api-Secret-Token", forged).body("{}");
        assert_eq!(called.send().await.expect("an answer").status(), 401);
    }
    let stop = CancellationToken::new();
    let called = tokio::spawn({
        let (telegram, app, url, secret) = (desk.telegram.clone(), app.clone(), url.clone(), secret.clone());
        let stop = stop.clone();
        async move { telegram.receive_by_webhook(app.as_ref(), &url, &secret, stop).await }
    });
    desk.emulator.says(MARIA, "ciao");
    let came = desk.emulator.wait_for(|telegram| telegram.pending() == 0, Duration::from_secs(10)).await;
    assert!(came, "acknowledged");
    app.settle().await.expect("a database");
    assert!(desk.phone_shows(MARIA).contains("sportello> Ciao!"));

    let nonsense = client.post(&url).header("X-Telegram-Bot-Api-Secret-Token", "geheim-1").body("{not json");
    assert_eq!(nonsense.send().await.expect("an answer").status(), 200, "kept, so it need not come again");
    app.settle().await.expect("a database");
    assert!(desk.room.delivered().iter().any(|post| post.message.plain().contains("messo da parte")));
    let heard = app.store().last_heard(ChannelKind::Telegram).await.expect("a database");
    assert!(heard.is_some(), "that Telegram can call is written down");
    stop.cancel();
    called.await.expect("it ends when it is told to");
    server.abort();
}
