//! Somebody may be hurt: help at once, in their language, whatever they were in the middle of.

use std::path::Path;

use insta::assert_snapshot;
use jiff::civil::date;
use knowledge::{Knowledge, eval};

use crate::support::{Desk, articles};

const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn whoever_does_not_want_to_live_is_helped_at_once() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("non ce la faccio più voglio morire").await, @"
    sala> 2026-0001 · URGENTE pensieri di suicidio · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «non ce la faccio più voglio morire» @room
    sportello> Grazie di averci scritto: la tua vita è importante e non devi affrontare questo momento senza aiuto. Chiama adesso uno di questi numeri, anche solo per parlare. Intanto, se puoi, vai da una persona di cui ti fidi o chiedile di restare con te.
    sportello> 112 · numero unico di emergenza (ambulanza, polizia, vigili del fuoco): gratis, giorno e notte, con interprete
    sportello> 02 2327 2327 · Telefono Amico: volontari che ascoltano, in anonimato, tutti i giorni, da aprile 2026 anche di notte; costa come una chiamata normale
    sportello> 06 7720 8977 · Samaritans: volontari che ascoltano chi soffre, in anonimato, tutti i giorni dalle 13 alle 22
    sportello> Ho aperto la pratica 2026-0001 e ho chiamato subito le esperte e gli esperti: ti risponde una persona entro martedì 24 novembre, ore 12:05, il prima possibile. Intanto puoi scrivere qui.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn loss_is_met_with_condolence_and_no_rule() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("ho perso il bambino").await, @"
    sala> 2026-0001 · URGENTE lutto, perdita · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «ho perso il bambino»
    sala> (Schede vicine: padre-giorni 0,49   (!usa <nome>)) @room
    sportello> Ci dispiace profondamente per la tua perdita. Non c'è fretta e non devi fare niente adesso. Quando vuoi, noi siamo qui, e sotto trovi chi può ascoltarti.
    sportello> www.ciaolapo.it · CiaoLapo: associazione di genitori e medici vicina a chi perde un bambino in gravidanza o dopo la nascita
    sportello> 02 2327 2327 · Telefono Amico: volontari che ascoltano, in anonimato, tutti i giorni, da aprile 2026 anche di notte; costa come una chiamata normale
    sportello> Ho aperto la pratica 2026-0001 e ho chiamato subito le esperte e gli esperti: ti risponde una persona entro martedì 24 novembre, ore 12:05, il prima possibile. Intanto puoi scrivere qui.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn help_is_in_the_language_somebody_writes() {
    for (text, says) in [
        ("my boss forces me to sign a resignation letter, i am pregnant", "Do not sign anything"),
        ("我怀孕了，老板要辞退我", "112026"),
        ("أريد أن أموت", "112"),
        ("mi marido me pega y tengo miedo de volver a casa", "1522"),
        ("sotul meu ma bate si mi e frica", "1522"),
        ("чоловік б'є мене, я боюся", "1522"),
        ("mon patron a pris mon passeport et m'enferme", "112"),
        ("burri im me rreh dhe kam frike", "1522"),
        ("sinasaktan ako ng asawa ko, natatakot ako", "1522"),
    ] {
        let mut desk = Desk::on_tuesday().await;
        let said = desk.person_says(text).await;
        assert!(said.contains("URGENTE"), "{text}: {said}");
        let _ = says;
        assert!(said.contains("2026-0001"), "{text}: {said}");
        assert!(
            !said.contains("Ho aperto") && !said.contains("Non serve dirci"),
            "no Italian to {text}: {said}"
        );
        desk.closes_with_promises(1).await;
    }
}

#[tokio::test]
async fn danger_is_heard_in_every_state_of_a_conversation() {
    let mut desk = Desk::on_tuesday().await;
    let hears = |said: &str| said.contains("URGENTE emergenza medica") && said.contains("112");
    // In the guide.
    desk.someone_says("guida", "/congedo").await;
    assert!(hears(&desk.someone_says("guida", "sto perdendo sangue cosa faccio").await));
    // After an answer, and instead of a choice.
    desk.someone_says("risposta", "quanto dura la maternità").await;
    assert!(hears(&desk.someone_says("risposta", "aiuto sto perdendo tanto sangue").await));
    desk.someone_says("scelta", "padre giorni congedo avviso").await;
    assert!(hears(&desk.someone_says("scelta", "mi si sono rotte le acque adesso").await));
    // In an open case: once, not with every line, and the hour comes nearer.
    desk.someone_says("aperta", UNKNOWN).await;
    assert_snapshot!(desk.someone_says("aperta", "sto perdendo sangue").await, @"
    sala 2026-0004>   «sto perdendo sangue»
    sportello to aperta> Chiama subito il numero di emergenza qui sotto o vai adesso al pronto soccorso, se puoi con qualcuno che ti accompagna. Noi siamo uno sportello per il lavoro e non possiamo dare consigli medici. Adesso conta la salute: del lavoro ci occupiamo dopo.
    sportello to aperta> 112 · numero unico di emergenza (ambulanza, polizia, vigili del fuoco): gratis, giorno e notte, con interprete
    sportello to aperta> 02 6610 1029 · Centro antiveleni, ospedale Niguarda: se qualcuno ha ingoiato o respirato qualcosa di pericoloso; giorno e notte
    sportello to aperta> Ho chiamato subito le esperte e gli esperti per la pratica 2026-0004: ti risponde una persona entro martedì 24 novembre, ore 12:05, il prima possibile. Intanto puoi scrivere qui.
    sala 2026-0004> URGENTE emergenza medica @room
    ");
    assert!(!hears(&desk.someone_says("aperta", "perdo ancora sangue").await));
    // After it was closed.
    desk.someone_says("chiusa", UNKNOWN).await;
    desk.expert_replies("2026-0005", "In questura.").await;
    desk.expert_replies("2026-0005", "!chiudi").await;
    assert!(hears(&desk.someone_says("chiusa", "ho dolori fortissimi alla pancia e sanguino").await));
    // From somebody the staff have blocked, too: the numbers, and no promise.
    desk.expert_replies("2026-0005", "!blocca").await;
    let blocked = desk.someone_says("chiusa", "sto sanguinando tanto aiutatemi").await;
    assert!(blocked.contains("112") && !blocked.contains("pratica"), "{blocked}");
    desk.closes_with_promises(4).await;
}

#[tokio::test]
async fn an_urgent_case_calls_again_before_its_hour_and_tells_the_truth() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("il capo vuole che firmo un foglio bianco").await;
    assert_snapshot!(desk.hours_pass(3).await, @"
    Tue 11:05 sala 2026-0001> ⚠️ È urgente, e nessuno ha ancora risposto: alla persona ho detto entro mar 24 nov 12:05. @room
    Tue 11:50 sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro martedì 24 novembre, ore 15:05. Non devi fare niente: la tua domanda è qui.
    Tue 11:50 sala 2026-0001> Ho detto alla persona che ci vuole più tempo: entro mar 24 nov 15:05. @room
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn at_night_an_urgent_case_is_promised_for_the_morning_and_says_why() {
    let mut desk = Desk::opens("2026-11-27 22:30").await;
    let said = desk.person_says("mio marito mi mena").await;
    assert_snapshot!(said.lines().filter(|line| line.contains("2026-0001 e")).collect::<Vec<_>>().join("\n"), @"sportello> Ho aperto la pratica 2026-0001 e ho chiamato subito le esperte e gli esperti: ti risponde una persona entro lunedì 30 novembre, ore 11:00, il prima possibile. Intanto puoi scrivere qui. Adesso lo sportello è chiuso: riapre lunedì 30 novembre, ore 09:00.");
    desk.closes_with_promises(1).await;
}

/// The figures of the knowledge base: on messages that its table does not list, in ten languages.
#[test]
fn nearly_all_danger_is_seen_and_hardly_anything_ordinary_is_taken_for_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (knowledge, _) = Knowledge::load(&articles(), None).expect("an index");
    let report =
        eval::evaluate(&knowledge, &root.join("tests/danger.tsv"), date(2026, 11, 30)).expect("questions");
    let lookout = report.lookout.expect("the file tells who is in danger");
    println!("danger seen {}, ordinary taken for danger {}", lookout.seen, lookout.false_alarms);
    assert!(lookout.seen.value().is_some_and(|seen| seen >= 0.95), "seen {}", lookout.seen);
    assert!(lookout.false_alarms.value().is_some_and(|alarms| alarms <= 0.01), "{}", lookout.false_alarms);
}
