//! The encrypted staff room: a case is a thread, and experts work as they already chat.

use std::time::Duration;

use insta::assert_snapshot;

use super::desk::Desk;
use crate::{
    homeserver::{Homeserver, Line},
    support::until,
};

const SOON: Duration = Duration::from_mins(3);
const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

/// What a head says, without what differs from day to day.
fn head(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let fields: Vec<&str> =
        first.split(" · ").map(|field| if field.starts_with("scade ") { "scade …" } else { field }).collect();
    fields.join(" · ").replacen(&first[..4], "2026", 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_a_thread_whose_head_says_how_it_stands() {
    let mut desk = Desk::in_its_room().await;
    let hello = desk.room_shows("!aiuto").await;
    assert!(hello.encrypted, "the room is encrypted");
    let root = desk.maria_opens_a_case(UNKNOWN).await;
    assert!(root.encrypted);
    assert_snapshot!(head(root.text()), @"2026-0001 · Terminale · italiano · scade … · non assegnata");
    let id = root.event_id.as_str();

    // A hand takes the case, and taking the hand back releases it.
    let hand = desk.anna.react(&desk.room, id, "✋").await;
    desk.head_says(id, "la segue anna").await;
    desk.anna.redact(&desk.room, &hand, None).await;
    desk.head_says(id, "non assegnata").await;
    desk.anna.react(&desk.room, id, "✋🏽").await;
    desk.head_says(id, "la segue anna").await;

    // Notes stay inside, replies reach Maria and are marked.
    desk.anna.say_in_thread(&desk.room, id, "// chiedo alla questura").await;
    desk.maria_says("è urgente").await;
    desk.thread_shows(id, "è urgente").await;
    let reply = desk.anna.say_in_thread(&desk.room, id, "Buongiorno, si rinnova in questura.").await;
    desk.maria_reads("Buongiorno, si rinnova in questura.").await;
    desk.marked(&reply, "✔️").await;
    desk.head_says(id, "già risposto").await;
    assert!(!desk.marias_chat().contains("chiedo alla questura"));
    assert!(!desk.marias_chat().to_lowercase().contains("anna"), "no expert's name: {}", desk.marias_chat());

    // A check closes it, and taking it back opens it again.
    let check = desk.bruno.react(&desk.room, id, "✅").await;
    desk.head_says(id, "· chiusa").await;
    desk.bruno.redact(&desk.room, &check, None).await;
    desk.head_says(id, "già risposto").await;
    desk.bruno.say_in_thread(&desk.room, id, "!chiudi").await;
    desk.head_says(id, "· chiusa").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_changed_and_taken_back_and_only_by_who_may() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    let reply = desk.anna.say_in_thread(&desk.room, &root, "Si rinova in questura.").await;
    desk.marked(&reply, "✔️").await;
    // A colleague's client can send such an edit; it is nobody's.
    desk.bruno.edit_in_thread(&desk.room, &root, &reply, "Non si rinnova.").await;
    desk.anna.edit_in_thread(&desk.room, &root, &reply, "Si rinnova in questura.").await;
    let changed = |desk: &Desk, text: &str| {
        let text = text.to_owned();
        desk.platform.amended().iter().any(|amendment| amendment.message.plain().contains(&text))
    };
    until(SOON, || changed(&desk, "Si rinnova in questura.")).await;
    assert!(!changed(&desk, "Non si rinnova"));
    desk.anna.redact(&desk.room, &reply, None).await;
    until(SOON, || desk.platform.amended().iter().any(|amendment| amendment.remove)).await;
    desk.thread_shows(&root, "la persona aspetta di nuovo").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_stays_inside_as_clients_send_it() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    desk.anna.types_in_thread(&desk.room, &root, "// nota: esagera").await;
    desk.anna.types_in_thread(&desk.room, &root, "Buongiorno\n// esagera").await;
    desk.thread_shows(&root, "comincia come una nota").await;
    let reply = desk.anna.say_in_thread(&desk.room, &root, "Si rinova in questura.").await;
    desk.marked(&reply, "✔️").await;

    // What a colleague said is quoted again in the change, and does not go along.
    let quote = format!("> <{}> // secondo me esagera\n>\n> e non poco", desk.bruno.id);
    desk.anna.edit_quoting(&desk.room, &root, &reply, &quote, "Si rinnova in questura.").await;
    let amended = |desk: &Desk, text: &str| {
        let text = text.to_owned();
        desk.platform.amended().iter().any(|amendment| amendment.message.plain().starts_with(&text))
    };
    until(SOON, || amended(&desk, "Si rinnova in questura.")).await;

    // A reply that becomes a note is taken back, and stays a note.
    desk.anna.edit_in_thread(&desk.room, &root, &reply, "/ non è sicuro").await;
    until(SOON, || desk.platform.amended().iter().any(|amendment| amendment.remove)).await;
    desk.anna.edit_in_thread(&desk.room, &root, &reply, "Si rinnova.").await;
    desk.thread_shows(&root, "Quella riga era una nota").await;
    // So does what was never sent.
    let unsent = desk.anna.say_in_thread(&desk.room, &root, "! Buongiorno").await;
    desk.thread_shows(&root, "Il comando ! Buongiorno non esiste").await;
    desk.anna.edit_in_thread(&desk.room, &root, &unsent, "Buongiorno").await;
    desk.anna.sticker_in_thread(&desk.room, &root, "un bacio").await;
    desk.thread_shows(&root, "I file non arrivano alla persona").await;
    desk.anna.say_in_thread(&desk.room, &root, "Fine").await;
    desk.maria_reads("Fine").await;

    let chat = desk.marias_chat();
    assert!(!chat.contains("esagera") && !chat.contains("sicuro"), "{chat}");
    let amendments = desk.platform.amended();
    let changed = amendments.iter().map(|amendment| amendment.message.plain());
    assert!(changed.into_iter().all(|text| !text.contains("esagera") && !text.contains(&desk.bruno.id)));
    assert_eq!(desk.times_in_room("Quella riga era una nota").await, 2);
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_outside_a_thread_goes_to_nobody() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    desk.anna.say(&desk.room, "La signora sbaglia tutto").await;
    let lunch = desk.anna.say(&desk.room, "chi viene a pranzo?").await;
    desk.bruno.say_in_thread(&desk.room, &lunch, "io vengo, la signora aspetta").await;
    desk.bruno.say_in_reply(&desk.room, &root, "Rispondo qui alla signora").await;
    desk.room_shows("fuori dal filo").await;
    desk.anna.say(&desk.room, "!chiudi").await;
    desk.room_shows("va scritto nel filo").await;
    desk.anna.say_in_thread(&desk.room, &root, "Fine").await;
    desk.maria_reads("Fine").await;
    assert!(!desk.marias_chat().contains("signora"), "{}", desk.marias_chat());
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_given_away_and_alerts_call_who_should_come() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    desk.anna.say_in_thread(&desk.room, &root, "!assegna nessunissimo").await;
    desk.thread_shows(&root, "nessuna persona di nome").await;
    desk.anna.say_in_thread(&desk.room, &root, "!assegna @Bruno").await;
    let given = desk.thread_shows(&root, "ti ha affidato questa pratica").await;
    assert!(given.mentions(&desk.bruno.id));
    desk.head_says(&root, "la segue bruno").await;
    desk.anna.say(&desk.room, &format!("!turno {}", desk.anna.id)).await;
    desk.room_shows("Di turno: anna").await;
    desk.anna.say(&desk.room, "!prossima").await;
    desk.anna
        .wait_for(&desk.room, "the next case", |line| {
            line.event_id != root && line.thread.is_none() && line.text().contains("la segue bruno")
        })
        .await;
    desk.hours_pass(24);
    let alert = desk.thread_shows(&root, "Avviso").await;
    assert!(alert.mentions(&desk.bruno.id) && !alert.mentions(&desk.anna.id), "its expert first: {alert}");
    desk.hours_pass(25);
    let late = desk.thread_shows(&root, "SCADUTA").await;
    assert!(late.mentions(&desk.bruno.id) && late.mentions(&desk.anna.id), "then those on duty: {late}");
    desk.head_says(&root, "SCADUTA").await;
    desk.anna.say(&desk.room, "!statistiche").await;
    desk.room_shows("una scaduta").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expert_who_leaves_the_room_loses_the_right_and_the_case() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    desk.bruno.react(&desk.room, &root, "✋").await;
    desk.head_says(&root, "la segue bruno").await;
    desk.bruno.leave(&desk.room).await;
    desk.thread_shows(&root, "ha lasciato la sala").await;
    desk.head_says(&root, "non assegnata").await;
    // Whoever is not in the room is a worker, whatever they type.
    let chat = desk.chat_of(&desk.bruno, true).await;
    desk.bruno.say(&chat, "!chiudi").await;
    desk.bruno
        .wait_for(&chat, "an answer", |line| line.is_from(&desk.bot.user_id) && !line.text().is_empty())
        .await;
    desk.bruno.say(&chat, "!elenco").await;
    desk.anna.say(&desk.room, "!elenco").await;
    desk.room_shows("non assegnata").await;
    for line in desk.bruno.lines(&chat).await {
        assert!(!line.text().contains("2026-0001 ·"), "no list for him: {line}");
    }
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_into_the_thread_encrypted_and_not_out_of_it() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    desk.maria_sends_photo("il testo del foglio").await;
    let file =
        desk.anna.wait_for(&desk.room, "the file", |line| line.has_file && line.in_thread(&root)).await;
    assert!(file.encrypted);
    assert_eq!(desk.anna.fetch_file(&desk.room, &file.event_id).await, b"il testo del foglio");
    assert!(file.content["filename"].as_str().is_some_and(|name| name.contains("-0001-")), "{file}");
    desk.anna.send_file(&desk.room, "modulo.pdf", "application/pdf", b"%PDF-1.4", Some(&root)).await;
    desk.thread_shows(&root, "I file non arrivano alla persona").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_to_be_forgotten_is_taken_out_of_the_room() {
    let mut desk = Desk::in_its_room().await;
    desk.anna.set_power_level(&desk.room, &desk.bot.user_id, 50).await;
    let root = desk.maria_opens_a_case("come rinnovo il permesso, sono Maria Segreta").await.event_id;
    desk.maria_says("Segreta è il mio cognome").await;
    desk.thread_shows(&root, "Segreta è").await;
    let reply = desk.anna.say_in_thread(&desk.room, &root, "Gentile signora Segreta, in questura.").await;
    desk.marked(&reply, "✔️").await;
    desk.head_says(&root, "già risposto").await;
    desk.maria_says("/cancella").await;
    desk.maria_reads("Vuoi che cancelliamo tutto?").await;
    desk.maria_presses("erase").await;
    desk.room_shows("ha chiesto di essere dimenticata").await;
    let told = |line: &Line| {
        let said = format!("{} {:?} {:?}", line.text(), line.body, line.new_body);
        !line.redacted && said.contains("Segreta")
    };
    let mut lines = desk.anna.lines(&desk.room).await;
    for _ in 0..200 {
        if !lines.iter().any(told) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        lines = desk.anna.lines(&desk.room).await;
    }
    for line in lines {
        assert!(!told(&line), "{line}");
    }
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_that_is_not_encrypted_hears_of_no_case_unless_it_may() {
    let mut desk = Desk::opens_in(Homeserver::shared(), false, |_| ()).await;
    desk.room_shows("non è cifrata, e quindi qui non porto le pratiche").await;
    desk.maria_says(UNKNOWN).await;
    desk.maria_reads("Ho aperto la pratica").await;
    desk.anna.enable_encryption(&desk.room).await;
    let root = desk.room_shows(UNKNOWN).await;
    assert!(root.encrypted);
    desk.stops().await;

    let mut desk =
        Desk::opens_in(Homeserver::shared(), false, |config| config.matrix.allow_unencrypted = true).await;
    desk.room_shows("Questa sala non è cifrata").await;
    let root = desk.maria_opens_a_case(UNKNOWN).await;
    assert!(!root.encrypted);
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_comes_late_is_waited_for_and_one_that_does_not_is_told() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    desk.anna.withhold_keys(&desk.room, true).await;
    desk.anna.say_in_thread(&desk.room, &root, "Prima risposta, in ritardo").await;
    desk.bruno.say_in_thread(&desk.room, &root, "Seconda risposta").await;
    desk.maria_reads("Seconda risposta").await;
    assert!(!desk.marias_chat().contains("Prima risposta"));
    desk.anna.withhold_keys(&desk.room, false).await;
    desk.maria_reads("Prima risposta, in ritardo").await;
    assert_eq!(desk.times_in_room("non riesco a decifrare").await, 0);
    desk.anna.withhold_keys(&desk.room, true).await;
    desk.anna.say_in_thread(&desk.room, &root, "Terza risposta").await;
    desk.bruno.say_in_thread(&desk.room, &root, "Quarta risposta").await;
    desk.maria_reads("Quarta risposta").await;
    desk.minutes_pass(6);
    desk.thread_shows(&root, "non riesco a decifrare").await;
    // She was asked to write it again, and does: the first one, whose key comes now, is not said as well.
    desk.anna.withhold_keys(&desk.room, false).await;
    desk.anna.say_in_thread(&desk.room, &root, "Terza risposta, di nuovo").await;
    desk.maria_reads("Terza risposta, di nuovo").await;
    assert_eq!(desk.marias_chat().matches("Terza risposta").count(), 1);
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_lets_little_through_gets_everything_in_its_time() {
    let mut desk = Desk::opens_in(Homeserver::limited(), true, |_| ()).await;
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    for n in 1..=10 {
        desk.maria_says(&format!("riga {n}")).await;
    }
    desk.thread_shows(&root, "riga 10").await;
    let lines = desk.anna.lines(&desk.room).await;
    let said: Vec<&str> = lines
        .iter()
        .filter(|line| line.in_thread(&root) && line.replaces.is_none())
        .map(|line| line.text().trim_start_matches("> "))
        .collect();
    let expected: Vec<String> = (1..=10).map(|n| format!("riga {n}")).collect();
    assert_eq!(said, expected, "in order, once each");
    desk.stops().await;
}
