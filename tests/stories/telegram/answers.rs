//! What the desk shows on a phone: answers, choices, cases, languages, and what happens to old and forged buttons.

use insta::assert_snapshot;
use tokio_util::sync::CancellationToken;

use super::phone::{Desk, MARIA};
use crate::emulator::{Fault, Match};

/// The whole way: question, answer, "ask an expert", case, reply.
#[tokio::test]
async fn from_a_question_to_a_human_reply() {
    let mut desk = Desk::opens().await;
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
    assert_snapshot!(desk.person_presses("Chiedi a un esperto").await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità»
    sala> (Già inviata in automatico: maternita-durata) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    assert_snapshot!(desk.expert_writes("2026-0001", "Buongiorno, quando nasce il bambino?").await, @"
    sala 2026-0001> ✔️ consegnata
    sportello> Buongiorno, quando nasce il bambino?
    sportello>
    sportello> Pratica 2026-0001 · ti ha risposto una persona dello sportello
    ");
    assert_snapshot!(desk.person_says("a marzo").await, @"
    sala 2026-0001>   «a marzo»
    sala 2026-0001> (nuova scadenza: gio 26 nov 10:05) @anna
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    assert_snapshot!(desk.expert_writes("2026-0001", "!prendi").await, @"sala 2026-0001> La segue già anna.");
    assert_snapshot!(desk.phone_shows(MARIA), @"
    persona> quanto dura la maternità
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
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> Buongiorno, quando nasce il bambino?
    sportello>
    sportello> Pratica 2026-0001 · ti ha risposto una persona dello sportello
    persona> a marzo
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    assert_eq!(desk.emulator.callback_answers().len(), 1, "the button was let go");
}

#[tokio::test]
async fn choices_are_buttons() {
    let mut desk = Desk::opens().await;
    assert_snapshot!(desk.person_says("congedo padre").await, @"
    sportello> Ti chiedo una cosa, per non risponderti male. La tua domanda riguarda:
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    sportello> [Come il padre avvisa l'azienda]
    sportello> [I dieci giorni del padre]
    sportello> [Nessuna di queste: chiedi a un esperto]
    ");
    assert_snapshot!(desk.person_presses("I dieci giorni del padre").await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello>
    sportello> D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026
    sportello> [È quello che cercavo]
    sportello> [Calcola le mie date]
    sportello> [Chiedi a un esperto]
    ");
    assert_snapshot!(desk.person_presses("È quello che cercavo").await, @"
    sportello> Bene, contenti di esserti utili! Se serve altro, scrivi qui.
    sportello> [Avvisami se cambia]
    ");
}

#[tokio::test]
async fn old_and_forged_buttons_are_met_kindly() {
    let mut desk = Desk::opens().await;
    desk.person_says("quanto dura la maternità").await;
    desk.person_presses("È quello che cercavo").await;
    assert_snapshot!(desk.person_presses("È quello che cercavo").await, @"sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.");
    for forged in ["human:999", "erase", "../../etc", "choose:1:200", &"x".repeat(64)] {
        desk.emulator.presses(MARIA, forged);
        let reply = desk.settles().await;
        assert!(reply.starts_with("sportello> Questo pulsante non vale più."), "{forged}: {reply}");
    }
    desk.emulator.presses_inaccessible(MARIA, "solved:1");
    assert!(desk.settles().await.starts_with("sportello> Questo pulsante non vale più."));
    assert!(desk.emulator.callback_answers().len() >= 7, "each is let go all the same");
}

#[tokio::test]
async fn who_speaks_english_is_answered_in_english_and_may_change() {
    let mut desk = Desk::opens().await;
    desk.emulator.person(MARIA).language("en-GB");
    assert_snapshot!(desk.person_says("/start").await, @"
    sportello> Hello! I am the help desk for work and family life. Write your question in your own words: for example about maternity, paternity, leave, time off or nurseries. If I don't know, a person answers you.
    sportello>
    sportello> You don't have to tell us who you are. How we treat messages: /privacy
    ");
    assert_snapshot!(desk.person_says("/lingua@sportello_bot").await, @"
    sportello> In che lingua vuoi che ti scriva? / Which language shall I use?
    sportello> [Italiano]
    sportello> [English]
    sportello> [Español]
    sportello> [Română]
    sportello> [العربية]
    sportello> [中文]
    sportello> [Українська]
    sportello> [Français]
    sportello> [Shqip]
    sportello> [Tagalog]
    ");
    assert_snapshot!(desk.person_presses("Italiano").await, @"sportello> D'accordo, ti scrivo in italiano.");
}

#[tokio::test]
async fn the_bot_says_what_it_is_in_each_language() {
    let desk = Desk::opens().await;
    desk.telegram.present(CancellationToken::new()).await;
    let commands = |language: &str| {
        let commands = desk.emulator.commands("default", language).expect("commands");
        commands.iter().map(|(name, help)| format!("/{name} {help}")).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(commands("en"), @"
    /help how the desk works
    /leave calculate the dates of a leave
    /reminders what I remind you of, and when
    /company for companies: calendars and reminders
    /cases your cases
    /status where your question stands
    /language change language / cambia lingua
    /privacy how we treat your messages
    /profile what I remember of you
    /cancel cancel the question that is waiting
    /erase delete everything we have of you
    /export get everything we have of you
    ");
    assert_eq!(commands(""), commands("it"), "Italian for everybody else");
    assert_eq!(desk.emulator.descriptions().len(), 11, "each language, and whoever has another");
    assert_eq!(desk.emulator.short_descriptions().len(), 11);
}

#[tokio::test]
async fn what_people_and_experts_write_is_never_markup() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo <b>il permesso</b> & il soggiorno").await;
    let reply = "Se a < b & c > d, scriva a <inps@example.org> [qui](http://x)";
    assert_snapshot!(desk.expert_writes("2026-0001", reply).await, @"
    sala 2026-0001> ✔️ consegnata
    sportello> Se a < b & c > d, scriva a <inps@example.org> [qui](http://x)
    sportello>
    sportello> Pratica 2026-0001 · ti ha risposto una persona dello sportello
    ");
    assert_eq!(desk.last_call("sendMessage")["parse_mode"], "HTML");
}

#[tokio::test]
async fn a_long_reply_comes_in_pages_and_counts_once_the_last_is_there() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    let paragraph = "Questa è una spiegazione lunga e necessaria. ".repeat(40);
    let reply = [paragraph.trim_end(); 5].join("\n\n");
    let shown = desk.expert_writes("2026-0001", &reply).await;
    let pages: Vec<_> =
        desk.emulator.transcript(MARIA).into_iter().filter(|m| m.text.contains("necessaria")).collect();
    assert_eq!(pages.len(), 3, "{shown}");
    assert!(pages.iter().all(|page| page.text.encode_utf16().count() <= 4096));
    let text: Vec<&str> = pages.iter().map(|page| page.text.trim()).collect();
    assert!(text.join("\n\n").starts_with(&reply), "nothing is lost");
    assert_eq!(shown.matches("consegnata").count(), 1, "{shown}");
}

#[tokio::test]
async fn what_an_expert_corrects_or_takes_back_changes_on_the_phone() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.expert_writes("2026-0001", "Si fa alle poste entro 30 giorni.").await;
    assert_snapshot!(desk.expert_changes(1, Some("Si fa alle poste entro 60 giorni.")).await, @"sala 2026-0001> ✔️ la modifica è arrivata anche nella chat della persona");
    assert!(
        desk.phone_shows(MARIA).contains("entro 60 giorni") && !desk.phone_shows(MARIA).contains("entro 30")
    );
    assert_snapshot!(desk.expert_changes(1, None).await, @"
    sala 2026-0001> La risposta è stata ritirata: la persona aspetta di nuovo · scade gio 26 nov 10:05
    sala 2026-0001> ✔️ la modifica è arrivata anche nella chat della persona
    ");
    assert!(!desk.phone_shows(MARIA).contains("poste"), "taken away");
    let export = desk.person_says("/esporta").await;
    assert!(export.contains("sportello.json"), "{export}");
}

#[tokio::test]
async fn what_is_too_old_to_be_taken_away_says_that_it_was_withdrawn() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.hours_pass(49).await;
    assert_snapshot!(desk.expert_changes(1, None).await, @"
    sala 2026-0001> La risposta è stata ritirata: la persona aspetta di nuovo · scade gio 26 nov 10:05
    sala 2026-0001> SCADUTA: l'impegno era per gio 26 nov 10:05 e nessuno ha risposto. @room
    sala 2026-0001> Ho detto alla persona che ci vuole più tempo: entro ven 27 nov 13:00. @anna
    sala 2026-0001> ✔️ la modifica è arrivata anche nella chat della persona
    sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro venerdì 27 novembre, ore 13:00. Non devi fare niente: la tua domanda è qui.
    ");
    assert_snapshot!(desk.phone_shows(MARIA).lines().filter(|line| line.contains("ritirato")).collect::<Vec<_>>().join("\n"), @"sportello> Lo sportello ha ritirato questo messaggio.");
}

#[tokio::test]
async fn a_reply_that_becomes_a_note_is_taken_back_and_the_person_waits_again() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.hours_pass(2).await;
    desk.expert_writes("2026-0001", "ma questa chi la prende?").await;
    assert_snapshot!(desk.expert_changes(1, Some("// ma questa chi la prende?")).await, @"
    sala 2026-0001> La risposta è stata ritirata: la persona aspetta di nuovo · scade gio 26 nov 10:05
    sala 2026-0001> ✔️ la modifica è arrivata anche nella chat della persona
    ");
    assert!(!desk.phone_shows(MARIA).contains("chi la prende"));
    let alerts = desk.hours_pass(24).await;
    assert!(alerts.contains("Avviso 50 %"), "from when it was asked: {alerts}");
}

#[tokio::test]
async fn a_reply_taken_back_before_it_is_sent_is_never_seen_and_answers_nothing() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.emulator.fail_next(Match::method("sendMessage"), Fault::RetryAfter(60));
    desk.expert_writes("2026-0001", "Alla posta entro ieri.").await;
    assert_snapshot!(desk.expert_changes(1, Some("Alla posta entro domani.")).await, @"");
    desk.seconds_pass(61).await;
    assert!(
        desk.phone_shows(MARIA).contains("entro domani") && !desk.phone_shows(MARIA).contains("entro ieri")
    );
    desk.emulator.fail_next(Match::method("sendMessage"), Fault::RetryAfter(60));
    desk.person_says("grazie, e il modulo?").await;
    desk.seconds_pass(61).await;
    desk.emulator.fail_next(Match::method("sendMessage"), Fault::RetryAfter(60));
    desk.expert_writes("2026-0001", "Il modulo è il 201.").await;
    desk.expert_changes(2, None).await;
    desk.seconds_pass(61).await;
    assert!(!desk.phone_shows(MARIA).contains("201"));
    assert!(desk.hours_pass(24).await.contains("Avviso 50 %"), "the question still waits");
}

#[tokio::test]
async fn corrected_lines_command_nothing_and_notes_stay_among_the_staff() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.expert_writes("2026-0001", "!usa maternita-durata").await;
    assert_snapshot!(desk.expert_changes(1, Some("!usa padre-giorni")).await, @"");
    assert!(desk.phone_shows(MARIA).contains("cinque mesi"), "the article stays");
    desk.expert_writes("2026-0001", "// chi la prende?").await;
    assert_snapshot!(desk.expert_changes(2, Some("chi la prende?")).await, @"sala 2026-0001> Quella riga era una nota e resta tra noi. Per mandarla alla persona, scrivila di nuovo.");
    assert!(!desk.phone_shows(MARIA).contains("chi la prende"));
}

/// The platform has the reply, and then what the desk knows of the person turns out to be broken.
#[tokio::test]
async fn a_reply_that_has_arrived_is_never_sent_again() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.emulator.fail_next(Match::method("sendMessage"), Fault::RetryAfter(5));
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.spoils("UPDATE conversations SET state = '{}'").await;
    assert_snapshot!(desk.seconds_pass(3600).await, @"
    sala> ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. 12). Il resto va avanti; avvisate chi cura il sistema.
    sportello> Si fa alle poste.
    sportello>
    sportello> Pratica 2026-0001 · ti ha risposto una persona dello sportello
    ");
    assert_eq!(desk.count("outbox WHERE state = 'waiting'").await, 0);
}

fn long(word: &str) -> String {
    let paragraph = format!("Questa è una spiegazione {word} e necessaria. ").repeat(40);
    [paragraph.trim_end(); 4].join("\n\n")
}

#[tokio::test]
async fn a_long_reply_made_short_before_it_is_sent_answers_the_person() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.emulator.fail_next(Match::method("sendMessage"), Fault::RetryAfter(60));
    desk.expert_writes("2026-0001", &long("lunga")).await;
    desk.expert_changes(1, Some("Si fa alle poste.")).await;
    let shown = desk.seconds_pass(61).await;
    assert_eq!(shown.matches("✔️ consegnata").count(), 1, "{shown}");
    let phone = desk.phone_shows(MARIA);
    assert!(phone.contains("Si fa alle poste.") && !phone.contains("lunga"), "{phone}");
    assert!(!desk.hours_pass(24).await.contains("Avviso"), "nobody waits any longer");
}

#[tokio::test]
async fn a_short_reply_made_long_before_it_is_sent_answers_with_its_last_page() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.emulator.fail_next(Match::method("sendMessage"), Fault::RetryAfter(60));
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.expert_changes(1, Some(&long("lunga"))).await;
    let shown = desk.seconds_pass(61).await;
    assert_eq!(shown.matches("✔️ consegnata").count(), 1, "{shown}");
    assert_eq!(desk.phone_shows(MARIA).matches("lunga").count(), 160);
}

#[tokio::test]
async fn a_reply_replaced_by_a_better_one_can_be_taken_back() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.expert_writes("2026-0001", "Alle poste, credo.").await;
    desk.expert_writes("2026-0001", "Alle poste, con il modulo 201.").await;
    let shown = desk.expert_changes(1, None).await;
    assert!(!shown.contains("aspetta di nuovo"), "the better one stands: {shown}");
}

#[tokio::test]
async fn a_reply_to_a_question_taken_back_asks_for_nothing_any_more() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.expert_writes("2026-0001", "Alle poste.").await;
    desk.person_says("/annulla").await;
    desk.person_says("sì").await;
    let shown = desk.expert_changes(1, None).await;
    assert!(!shown.contains("aspetta di nuovo"), "{shown}");
    assert!(!desk.hours_pass(72).await.contains("SCADUTA"));
}

#[tokio::test]
async fn a_reply_that_was_refused_is_not_sent_by_correcting_it() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.person_says("/annulla").await;
    desk.person_says("sì").await;
    desk.expert_writes("2026-0001", "Alle poste.").await;
    assert_snapshot!(desk.expert_changes(1, Some("Alle poste!")).await, @"sala 2026-0001> ⚠️ La modifica non è arrivata nella chat della persona. Se conta, scrivetele di nuovo.");
    assert!(!desk.phone_shows(MARIA).contains("Alle poste"));
}
