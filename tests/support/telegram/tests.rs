//! For one test binary, beside `mod telegram`, as `#[path = "…/telegram/tests.rs"] mod telegram_tests`.
//!
//! That the emulator refuses and confirms as Telegram does. What it answers is checked from outside, with aiogram.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::emulator::{Emulator, Fault, Limits, METHODS, Match};

const PATIENCE: Duration = Duration::from_secs(2);

const ANNA: i64 = 1001;

impl Emulator {
    async fn post(&self, method: &str, params: Value) -> reqwest::Result<reqwest::Response> {
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
        client.post(format!("{}/bot{}/{method}", self.url(), self.token())).json(&params).send().await
    }

    async fn ask(&self, method: &str, params: Value) -> Value {
        self.post(method, params).await.expect("an answer").json().await.expect("JSON")
    }

    /// The words of a refusal.
    async fn refused(&self, method: &str, params: Value) -> String {
        let answer = self.ask(method, params).await;
        answer["description"].as_str().unwrap_or_else(|| panic!("accepted: {answer}")).to_owned()
    }
}

fn ids(answer: &Value) -> Vec<i64> {
    let updates = answer["result"].as_array().unwrap_or_else(|| panic!("refused: {answer}"));
    updates.iter().filter_map(|update| update["update_id"].as_i64()).collect()
}

#[tokio::test]
async fn updates_stay_until_an_offset_confirms_them() {
    let telegram = Emulator::start().await;
    let (one, two) = (telegram.says(ANNA, "Ciao"), telegram.says(ANNA, "Ci siete?"));
    telegram.skip_ids(3);
    let three = telegram.says(ANNA, "/start");
    assert_eq!(three, two + 4);
    assert_eq!(ids(&telegram.ask("getUpdates", json!({ "limit": 2 })).await), [one, two]);
    assert_eq!(ids(&telegram.ask("GETUPDATES", json!({})).await), [one, two, three]);
    assert_eq!(ids(&telegram.ask("getUpdates", json!({ "offset": two })).await), [two, three]);
    assert_eq!(telegram.confirmed_up_to(), Some(one));
    assert_eq!(ids(&telegram.ask("getUpdates", json!({ "offset": -1 })).await), [three]);
    assert_eq!((telegram.pending(), telegram.handed_out(three).is_some()), (1, true));
    telegram.hours_pass(24);
    assert_eq!(telegram.pending(), 0);
}

#[tokio::test]
async fn a_poll_wakes_at_once_and_ends_when_another_begins() {
    let telegram = Emulator::start().await;
    let poller = telegram.clone();
    let poll = tokio::spawn(async move { poller.ask("getUpdates", json!({ "timeout": 1 })).await });
    let (woken, before) = (telegram.clone(), Instant::now());
    let late = async {
        assert!(telegram.wait_for(|telegram| telegram.polls_begun() == 1, PATIENCE).await);
        telegram.ask("getUpdates", json!({ "timeout": 1, "allowed_updates": ["callback_query"] })).await
    };
    let press = async {
        assert!(woken.wait_for(|telegram| telegram.polls_begun() == 2, PATIENCE).await);
        woken.says(ANNA, "non richiesto");
        woken.presses(ANNA, "x")
    };
    let (second, pressed) = tokio::join!(late, press);
    assert_eq!(poll.await.expect("no panic")["error_code"], 409);
    assert_eq!(ids(&second), [pressed]);
    assert!(before.elapsed() < Duration::from_millis(900));
}

#[tokio::test]
async fn messages_are_refused_in_telegrams_words() {
    let telegram = Emulator::start().await;
    telegram.off_the_record();
    let to = |chat: i64, text: &str| json!({ "chat_id": chat, "text": text, "parse_mode": "HTML" });
    assert_eq!(telegram.refused("sendMessage", to(9, "Ciao")).await, "Bad Request: chat not found");
    telegram.knows(ANNA);
    let refusals = [
        (" ", "message text is empty"),
        ("a<br>b", "can't parse entities: Unsupported start tag \"br\" at byte offset 1"),
        ("<b>ciao", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        (
            "<b><i>x</b>",
            "can't parse entities: Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
        ),
    ];
    for (text, refusal) in refusals {
        let refused = telegram.refused("sendMessage", to(ANNA, text)).await;
        assert_eq!(refused, format!("Bad Request: {refusal}"));
    }
    // An emoji is two of the 4096, and markup none.
    let longest = format!("<b>{}</b>", "😀".repeat(2048));
    assert_eq!(telegram.ask("sendMessage", to(ANNA, &longest)).await["ok"], true);
    let longer = format!("{longest}!");
    assert_eq!(telegram.refused("sendMessage", to(ANNA, &longer)).await, "Bad Request: message is too long");
    let button = |data: &str| {
        let keyboard = json!({ "inline_keyboard": [[{ "text": "Sì", "callback_data": data }]] });
        json!({ "chat_id": ANNA, "text": "Va bene?", "reply_markup": keyboard })
    };
    assert_eq!(telegram.ask("sendMessage", button(&"à".repeat(32))).await["ok"], true);
    let refused = telegram.refused("sendMessage", button(&"à".repeat(33))).await;
    assert_eq!(refused, "Bad Request: BUTTON_DATA_INVALID");
    telegram.blocks(ANNA);
    let refused = telegram.refused("sendMessage", to(ANNA, "Ciao")).await;
    assert_eq!(refused, "Forbidden: bot was blocked by the user");
    assert_eq!(telegram.refused("sendTelegram", json!({})).await, "Not Found");
}

#[tokio::test]
async fn faults_happen_as_ordered() {
    let telegram = Emulator::start().await;
    telegram.knows(ANNA);
    let message = || json!({ "chat_id": ANNA, "text": "Ciao" });
    let faults = [
        (Fault::ResetBefore, 0),
        (Fault::ResetAfter, 1),
        (Fault::TimeoutAfterAcceptance, 2),
        (Fault::Slow(Duration::from_secs(9)), 3),
    ];
    for (fault, shown) in faults {
        telegram.fail_next(Match::method("sendMessage").in_chat(ANNA), fault.clone());
        let error = telegram.post("sendMessage", message()).await.expect_err("no answer");
        assert_eq!(error.is_timeout(), shown >= 2, "{fault:?}: {error:?}");
        assert_eq!(telegram.transcript(ANNA).len(), shown, "{fault:?}");
    }
    telegram.fail(Match::any(), Fault::Status(502, "Bad Gateway".into()), 2);
    telegram.fail_next(Match::any(), Fault::RetryAfter(7));
    for _ in 0..2 {
        let answer = telegram.post("sendMessage", message()).await.expect("an answer");
        assert_eq!(answer.status(), 502);
        assert!(answer.text().await.expect("a page").starts_with("<html>"));
    }
    assert_eq!(telegram.ask("sendMessage", message()).await["parameters"]["retry_after"], 7);
    assert_eq!(telegram.faults_left(), 0);
}

#[tokio::test]
async fn a_chat_takes_a_short_burst() {
    let telegram = Emulator::start().await;
    telegram.knows(ANNA);
    telegram.limits(Limits { per_chat_per_second: 0.1, ..Limits::default() });
    for _ in 0..3 {
        assert_eq!(telegram.ask("sendMessage", json!({ "chat_id": ANNA, "text": "Ciao" })).await["ok"], true);
    }
    let answer = telegram.ask("sendMessage", json!({ "chat_id": ANNA, "text": "Ciao" })).await;
    assert_eq!(answer["description"], "Too Many Requests: retry after 10");
    assert_eq!(telegram.too_many_requests(), 1);
}

#[tokio::test]
async fn a_webhook_gets_a_chat_in_order_and_again_after_a_failure() {
    let telegram = Emulator::start().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let (sender, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let first = Arc::new(AtomicBool::new(true));
    let hook = move |headers: axum::http::HeaderMap, body: String| async move {
        assert_eq!(headers["X-Telegram-Bot-Api-Secret-Token"], "segreto");
        let update: Value = serde_json::from_str(&body).expect("JSON");
        sender.send(update["message"]["text"].clone()).expect("the test runs");
        if first.swap(false, Ordering::Relaxed) {
            axum::http::StatusCode::INTERNAL_SERVER_ERROR
        } else {
            axum::http::StatusCode::OK
        }
    };
    let app = axum::Router::new().fallback(hook);
    tokio::spawn(async move { axum::serve(listener, app).await });
    telegram.ask("setWebhook", json!({ "url": url, "secret_token": "segreto" })).await;
    let conflict = telegram.refused("getUpdates", json!({})).await;
    assert!(conflict.starts_with("Conflict: can't use getUpdates method while webhook is active"));
    telegram.says(ANNA, "primo");
    telegram.says(ANNA, "secondo");
    for text in ["primo", "primo", "secondo"] {
        assert_eq!(seen.recv().await, Some(json!(text)));
    }
    assert!(telegram.wait_for(|telegram| telegram.pending() == 0, PATIENCE).await);
    let info = telegram.ask("getWebhookInfo", json!({})).await;
    let error = &info["result"]["last_error_message"];
    assert_eq!(*error, "Wrong response from the webhook: 500 Internal Server Error");
}

/// Everything once, for the check against aiogram.
#[tokio::test]
async fn a_tour_of_everything() {
    let telegram = Emulator::start().await;
    telegram.person(ANNA).first_name("Annalaura").language("en");
    let picture = vec![0xff, 0xd8, 0xff];
    telegram.says(ANNA, "/start ciao");
    telegram.forwards(ANNA, "Lo dice lei");
    telegram.sends_album(ANNA, vec![picture.clone(), picture.clone()], Some("Due foto"));
    telegram.sends_document(ANNA, "orari.pdf", "application/pdf", b"%PDF".to_vec(), None);
    let large = telegram.sends_large_document(ANNA, "film.bin", "application/octet-stream", 21 << 20);
    assert!(telegram.handed_out(large).is_none());
    telegram.sends_voice(ANNA, picture.clone());
    telegram.sends_video(ANNA, picture.clone(), Some("Un video"));
    telegram.sends_video_note(ANNA, picture);
    telegram.sends_sticker(ANNA, "👍");
    telegram.sends_location(ANNA, 45.4642, 9.19);
    telegram.sends_contact(ANNA, "+39 02 0000000", "Annalaura");
    telegram.sends_dice(ANNA);
    let text = json!({
        "chat_id": ANNA,
        "text": "<b>Buongiorno</b>, <a href=\"https://example.org\">leggi</a>: \
                 <pre><code class=\"language-rust\">fn</code></pre>",
        "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
        "reply_parameters": { "message_id": telegram.last_of_person(ANNA) },
        "reply_markup": { "inline_keyboard": [[{ "text": "Sì", "callback_data": "si" }]] },
    });
    let message = telegram.ask("sendMessage", text).await["result"]["message_id"].clone();
    telegram.replies(ANNA, telegram.last_of_bot(ANNA).expect("sent"), "Rispondo");
    let mine = telegram.last_of_person(ANNA).expect("said");
    telegram.edits(ANNA, mine, "Rispondo meglio");
    telegram.edits_nothing(ANNA, mine);
    telegram.presses(ANNA, "si");
    telegram.presses_inaccessible(ANNA, "vecchio");
    telegram.added_to_group(-1_001_234_567_890);
    telegram.says_in_group(-77, 1002, "Ehi");
    telegram.channel_post(-1_009_876_543_210, "Notizia");
    telegram.raw_update(json!({ "message": { "malformed": true } }));
    let updates = telegram.ask("getUpdates", json!({ "timeout": 1 })).await;
    let query =
        updates["result"].as_array().expect("updates").iter().find_map(|update| update.get("callback_query"));
    let answered = json!({ "callback_query_id": query.expect("pressed")["id"], "text": "Fatto" });
    telegram.ask("answerCallbackQuery", answered.clone()).await;
    assert!(telegram.refused("answerCallbackQuery", answered).await.contains("query is too old"));
    let edit = json!({ "chat_id": ANNA, "message_id": message, "text": "Buonasera" });
    assert_eq!(telegram.ask("editMessageText", edit.clone()).await["ok"], true);
    assert!(telegram.refused("editMessageText", edit).await.contains("message is not modified"));
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Sito", "url": "https://example.org" }]] });
    let edit = json!({ "chat_id": ANNA, "message_id": message, "reply_markup": keyboard });
    telegram.ask("editMessageReplyMarkup", edit).await;
    for document in telegram.transcript(ANNA).into_iter().filter_map(|shown| shown.attachment) {
        if let Some(id) = document.file_id.filter(|_| document.kind == "document") {
            telegram.ask("getFile", json!({ "file_id": id })).await;
        }
    }
    let part = reqwest::multipart::Part::bytes(b"{}".to_vec()).file_name("dati.json");
    let part = part.mime_str("application/json").expect("a type");
    let form = reqwest::multipart::Form::new().text("chat_id", ANNA.to_string()).part("document", part);
    let url = format!("{}/bot{}/sendDocument", telegram.url(), telegram.token());
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let sent: Value =
        client.post(url).multipart(form).send().await.expect("sent").json().await.expect("JSON");
    assert_eq!(sent["result"]["document"]["file_name"], "dati.json");
    let sign = json!([{ "type": "emoji", "emoji": "✍" }]);
    telegram
        .ask("setMessageReaction", json!({ "chat_id": ANNA, "message_id": message, "reaction": sign }))
        .await;
    telegram.ask("deleteMessage", json!({ "chat_id": ANNA, "message_id": message })).await;
    telegram.ask("sendChatAction", json!({ "chat_id": ANNA, "action": "typing" })).await;
    let commands = json!([{ "command": "aiuto", "description": "Che cosa so fare" }]);
    telegram.ask("setMyCommands", json!({ "commands": commands, "language_code": "it" })).await;
    telegram.ask("setMyDescription", json!({ "description": "Uno sportello", "language_code": "it" })).await;
    telegram.ask("setMyShortDescription", json!({ "short_description": "Uno sportello" })).await;
    telegram.migrates(-77, -1_000_000_000_077);
    telegram.ask("sendMessage", json!({ "chat_id": -77, "text": "Ciao" })).await;
    telegram.ask("leaveChat", json!({ "chat_id": -1_000_000_000_077_i64 })).await;
    telegram.ask("leaveChat", json!({ "chat_id": -1_000_000_000_077_i64 })).await;
    telegram.blocks(ANNA);
    telegram.unblocks(ANNA);
    for method in ["getUpdates", "getMe", "getWebhookInfo", "deleteWebhook"] {
        telegram.ask(method, json!({})).await;
    }
    for (fault, code) in
        [(Fault::RetryAfter(3), 429), (Fault::Status(500, "Internal Server Error".into()), 500)]
    {
        telegram.fail_next(Match::any(), fault);
        assert_eq!(telegram.ask("getMe", json!({})).await["error_code"], code);
    }
    telegram.ask("setWebhook", json!({ "url": "http://127.0.0.1:9/hook" })).await;
    assert!(METHODS.iter().all(|method| telegram.count(method) > 0));
    let log = telegram.chat_log(ANNA);
    assert!(
        log.starts_with("persona> /start ciao\npersona> Lo dice lei\npersona> (photo)\npersona> Due foto\n")
    );
    assert!(log.ends_with("persona> Rispondo meglio\nsportello> (document dati.json)"), "{log}");
}
