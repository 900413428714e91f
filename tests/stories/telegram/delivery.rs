//! What happens when Telegram does not do as it is told.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::phone::{ANNA, BEA, Desk, MARIA};
use crate::emulator::{Fault, Match};

/// Where a chat has moved to.
const ELSEWHERE: i64 = -1_004_100_001;
const PICTURE: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
const QUESTION: &str = "come rinnovo il permesso di soggiorno";

fn sends() -> Match {
    Match::method("sendMessage")
}

#[tokio::test]
async fn a_chat_that_is_to_wait_waits_as_long_as_telegram_says_and_alone() {
    let mut desk = Desk::opens().await;
    desk.emulator.fail_next(sends().in_chat(MARIA), Fault::RetryAfter(30));
    desk.emulator.says(MARIA, "ciao");
    desk.emulator.says(ANNA, "ciao");
    let at_once = desk.settles().await;
    assert!(at_once.starts_with("sportello ad anna> Ciao!") && !at_once.contains("sportello> "), "{at_once}");
    assert_eq!(desk.seconds_pass(29).await, "");
    assert!(desk.seconds_pass(2).await.starts_with("sportello> Ciao!"));
    assert_eq!(desk.emulator.calls_of("sendMessage").len(), 3, "not tried before its time");
}

#[tokio::test]
async fn when_two_chats_are_to_wait_everybody_is_spared_a_refusal() {
    let mut desk = Desk::opens().await;
    for chat in [MARIA, ANNA] {
        desk.emulator.fail_next(sends().in_chat(chat), Fault::RetryAfter(1));
        desk.someone_says(chat, "ciao").await;
    }
    let tried = desk.emulator.calls_of("sendMessage").len();
    assert_eq!(desk.someone_says(BEA, "ciao").await, "");
    assert_eq!(desk.emulator.calls_of("sendMessage").len(), tried, "nobody asked Telegram");
    // The hold is by the machine's own clock: what the outbox knows is when to try again.
    assert_eq!(desk.count("outbox WHERE state = 'waiting' AND not_before > 0").await, 3);
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_again_with_growing_pauses_and_nothing_is_said_twice() {
    let mut desk = Desk::opens().await;
    desk.emulator.fail(sends(), Fault::Status(502, "Bad Gateway".into()), 1);
    desk.emulator.fail(Match::method("getMe"), Fault::Status(502, "Bad Gateway".into()), 1000);
    assert_eq!(desk.person_says("ciao").await, "");
    desk.someone_says(ANNA, "ciao").await;
    let later = desk.seconds_pass(20).await;
    assert_eq!(later, "", "nothing is sent into the dark");
    assert_eq!(desk.emulator.calls_of("sendMessage").len(), 1);
    desk.emulator.heal();
    let later = desk.seconds_pass(300).await;
    assert_eq!(later.matches("sportello> Ciao!").count(), 1, "{later}");
    assert_eq!(later.matches("sportello ad anna> Ciao!").count(), 1, "{later}");
    assert_eq!(desk.count("outbox WHERE state IN ('uncertain', 'failed')").await, 0);
}

#[tokio::test]
async fn a_reply_that_telegram_has_taken_is_not_sent_again_and_again_because_a_proxy_fails() {
    for status in [502, 504, 500] {
        let mut desk = Desk::opens().await;
        desk.person_says(QUESTION).await;
        desk.emulator.fail(sends(), Fault::FailedAfterAcceptance(status), 4);
        desk.expert_writes("2026-0001", "Si fa alle poste.").await;
        let told = desk.seconds_pass(600).await;
        assert!(told.contains("Non so se è arrivata"), "{status}: {told}");
        assert_eq!(desk.phone_shows(MARIA).matches("Si fa alle poste.").count(), 2, "{status}: once more");
        assert_eq!(desk.count("outbox WHERE state = 'waiting'").await, 0);
        assert_eq!(desk.count("ledger WHERE entry LIKE '%commitment_ended%'").await, 0);
    }
}

#[tokio::test]
async fn what_can_be_done_twice_is_done_until_telegram_says_so() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.emulator.fail(Match::method("editMessageText"), Fault::FailedAfterAcceptance(504), 3);
    desk.expert_changes(1, Some("Si fa in questura.")).await;
    let shown = desk.seconds_pass(120).await;
    assert!(!shown.contains("⚠️"), "{shown}");
    assert!(desk.phone_shows(MARIA).contains("Si fa in questura."));
    assert_eq!(desk.count("outbox WHERE state = 'waiting'").await, 0);
}

#[tokio::test]
async fn an_answer_that_was_lost_is_asked_for_once_more() {
    let mut desk = Desk::opens().await;
    desk.emulator.fail(sends(), Fault::ResetAfter, 1);
    desk.person_says("ciao").await;
    assert_eq!(desk.count("outbox WHERE uncertain = 1 AND state = 'waiting'").await, 1);
    desk.seconds_pass(60).await;
    assert_eq!(
        desk.phone_shows(MARIA).matches("sportello> Ciao!").count(),
        2,
        "it cannot be known: once more"
    );
    assert_eq!(desk.count("outbox WHERE state = 'waiting'").await, 0);
}

#[tokio::test]
async fn a_human_reply_nobody_knows_about_does_not_meet_the_promise() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.fail(sends(), Fault::ResetAfter, 2);
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    assert_snapshot!(desk.seconds_pass(60).await, @"
    sala 2026-0001> ⚠️ Non so se è arrivata: la rete si è interrotta due volte. Se la persona non reagisce, scrivetele di nuovo. @room
    sportello> Si fa alle poste.
    sportello>
    sportello> Pratica 2026-0001 · ti ha risposto una persona dello sportello
    ");
    assert_eq!(desk.count("outbox WHERE state = 'uncertain'").await, 1);
    assert_eq!(desk.count("ledger WHERE entry LIKE '%commitment_ended%'").await, 0);
}

#[tokio::test]
async fn a_file_server_that_is_down_is_asked_again_and_in_the_end_done_without() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.fail(Match::method("getFile"), Fault::Status(502, "Bad Gateway".into()), 2);
    desk.emulator.sends_photo(MARIA, PICTURE.to_vec(), None);
    desk.settles().await;
    assert!(desk.seconds_pass(60).await.contains("image/png"), "a moment later it is there");
    desk.emulator.fail(Match::method("getFile"), Fault::Status(502, "Bad Gateway".into()), 1000);
    desk.emulator.sends_photo(MARIA, PICTURE.to_vec(), None);
    // What is said meanwhile does not wait for it.
    let told = desk.person_says("vedete la foto?").await;
    assert!(told.contains("«vedete la foto?»") && !told.contains("Il file non si può aprire"), "{told}");
    assert!(desk.hours_pass(2).await.contains("Il file non si può aprire"));
}

#[tokio::test]
async fn html_that_telegram_does_not_take_goes_out_as_plain_text() {
    let mut desk = Desk::opens().await;
    desk.emulator.fail_next(sends(), Fault::CannotParse);
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"
    sportello> La maternità dura cinque mesi.
    sportello>
    sportello> • due mesi prima della data presunta;
    sportello> • tre mesi dopo il parto.
    sportello>
    sportello> D.Lgs. 151/2001, art. 16 · scheda aggiornata al 22 novembre 2026
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    sportello> [È quello che cercavo]
    sportello> [Chiedi a un esperto]
    ");
}

#[tokio::test]
async fn who_blocks_the_desk_is_left_alone_until_they_write_again() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.blocks(MARIA);
    assert_snapshot!(desk.settles().await, @"sala 2026-0001> ⚠️ La persona ha bloccato lo sportello o ha chiuso la chat: non riceve niente finché non riscrive.");
    assert_snapshot!(desk.expert_writes("2026-0001", "Si fa alle poste.").await, @"sala 2026-0001> ⚠️ Non consegnata: la persona ha bloccato lo sportello o ha chiuso la chat. @room");
    let tried = desk.emulator.calls_of("sendMessage").len();
    assert_snapshot!(desk.hours_pass(47).await, @"
    sala 2026-0001> Avviso 50 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @anna
    sala 2026-0001> Avviso 90 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @anna
    sala 2026-0001> La persona aspetta ancora. Non le ho promesso un'altra ora: ci riguardo ven 27 nov 13:00. @anna
    ");
    assert_eq!(desk.emulator.calls_of("sendMessage").len(), tried, "no reminder, no notice");
    desk.emulator.unblocks(MARIA);
    desk.emulator.says(MARIA, "eccomi di nuovo");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> La persona è tornata: ora riceve di nuovo. Quello che non era arrivato va scritto un'altra volta.
    sala 2026-0001>   «eccomi di nuovo»
    sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro venerdì 27 novembre, ore 13:00. Non devi fare niente: la tua domanda è qui.
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro venerdì 27 novembre, ore 13:00.
    sportello> [È un'altra domanda]
    ");
}

#[tokio::test]
async fn who_blocked_the_desk_unnoticed_is_noticed_at_the_first_message() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    desk.emulator.says(MARIA, QUESTION);
    desk.emulator.fail_next(sends(), Fault::Status(403, "Forbidden: bot was blocked by the user".into()));
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sala 2026-0001> ⚠️ La persona ha bloccato lo sportello o ha chiuso la chat: non riceve niente finché non riscrive.
    ");
}

#[tokio::test]
async fn a_chat_that_moves_is_followed() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.migrates(MARIA, ELSEWHERE);
    desk.settles().await;
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    assert!(desk.phone_shows(ELSEWHERE).contains("Si fa alle poste."));
    assert_eq!(desk.count(&format!("handles WHERE address = '{ELSEWHERE}'")).await, 1);
}

#[tokio::test]
async fn who_waits_sees_that_somebody_is_at_it() {
    let mut desk = Desk::opens().await;
    desk.emulator.says(MARIA, "ciao");
    desk.hears().await.expect("Telegram answers");
    desk.telegram.show_typing(Instant::now()).await;
    assert_eq!(desk.emulator.count("sendChatAction"), 0, "most answers come at once");
    desk.telegram.show_typing(Instant::now() + Duration::from_secs(2)).await;
    assert_eq!(desk.last_call("sendChatAction")["action"], "typing");
    desk.works().await;
    desk.telegram.show_typing(Instant::now() + Duration::from_secs(9)).await;
    assert_eq!(desk.emulator.count("sendChatAction"), 1, "answered");
    desk.person_says(QUESTION).await;
    desk.person_says("e abito a Monza").await;
    desk.telegram.show_typing(Instant::now() + Duration::from_secs(9)).await;
    assert_eq!(desk.emulator.count("sendChatAction"), 1, "nobody waits for what will not come");
}

#[tokio::test]
async fn the_order_of_a_chat_is_kept_through_failures() {
    let mut desk = Desk::opens().await;
    desk.emulator.fail(sends(), Fault::Status(500, "Internal Server Error".into()), 1);
    for text in ["/stato", "/pratiche", "/privacy"] {
        desk.emulator.says(MARIA, text);
    }
    desk.settles().await;
    desk.seconds_pass(60).await;
    assert_snapshot!(desk.phone_shows(MARIA), @"
    persona> /stato
    persona> /pratiche
    persona> /privacy
    sportello> Non hai domande in attesa. Scrivi pure quando vuoi.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    sportello> Non hai pratiche. Se scrivi una domanda a cui non so rispondere, ne apro una.
    sportello> Conserviamo i tuoi messaggi solo per risponderti. Una tua domanda può insegnarci a capirne altre simili: solo se una persona l'ha letta e non dice chi sei. Le persone dello sportello vedono le tue parole e un numero di pratica: non vedono il tuo nome, il numero di telefono o la foto. Le date di un congedo le conserviamo solo se chiedi i promemoria. Se scrivi come lavori, chi sei in famiglia o dove vivi, lo ricordo per darti la regola giusta: lo vedi e lo togli con /profilo. Per favore non scrivere nomi di altre persone. Con /esporta ricevi i tuoi messaggi, le nostre risposte e tutto quello che hai salvato, ma non gli appunti interni dello sportello; con /cancella eliminiamo tutto, appunti compresi. Se esistono copie di sicurezza dei dati, lì i messaggi restano ancora per un po', finché anche quelle copie vengono eliminate.
    ");
}
