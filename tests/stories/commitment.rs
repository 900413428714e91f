//! The promise of a human reply within 48 hours, kept and broken.

use domain::delivery::{Delivery, Undeliverable};
use insta::assert_snapshot;
use jiff::SignedDuration;

use crate::support::Desk;

const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn nobody_answers_and_nobody_is_left_in_silence() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.hours_pass(6 * 24).await, @"
    Wed 10:05 sala 2026-0001> Avviso 50 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @room
    Wed 17:00 sala 2026-0001> Avviso 90 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @room
    Thu 09:05 sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro venerdì 27 novembre, ore 13:00. Non devi fare niente: la tua domanda è qui.
    Thu 09:05 sala 2026-0001> Ho detto alla persona che ci vuole più tempo: entro ven 27 nov 13:00. @room
    Thu 10:05 sala 2026-0001> SCADUTA: l'impegno era per gio 26 nov 10:05 e nessuno ha risposto. @room
    Fri 12:00 sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro lunedì 30 novembre, ore 17:30. Non devi fare niente: la tua domanda è qui.
    Fri 12:00 sala 2026-0001> Ho detto alla persona che ci vuole più tempo: entro lun 30 nov 17:30. @room
    ");
    assert_snapshot!(desk.expert_replies("2026-0001", "Ci scusiamo: si fa alle poste.").await, @"
    sportello> Ci scusiamo: si fa alle poste.
    sportello> (Pratica 2026-0001 · ti ha risposto una persona dello sportello)
    sala 2026-0001> ✔️ consegnata, oltre la scadenza
    ");
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.closes().await;
}

#[tokio::test]
async fn a_claimed_case_alerts_its_expert_first() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.expert_replies("2026-0001", "!prendi").await;
    assert_snapshot!(desk.hours_pass(36).await, @"
    Wed 10:05 sala 2026-0001> Avviso 50 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @anna
    Wed 17:00 sala 2026-0001> Avviso 90 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @anna
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn on_friday_afternoon_the_room_is_called_at_once() {
    let mut desk = Desk::opens("2026-11-27 14:05").await;
    assert_snapshot!(desk.person_says(UNKNOWN).await, @"
    sala> 2026-0001 · Terminale · italiano · scade dom 29 nov 14:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro lunedì 30 novembre, ore 11:00, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla. Adesso lo sportello è chiuso: riapre lunedì 30 novembre, ore 09:00.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.hours_pass(50).await, @"Sun 14:05 sala 2026-0001> SCADUTA: l'impegno era per dom 29 nov 14:05 e nessuno ha risposto. @room");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn the_clock_starts_when_the_platform_says_the_message_was_sent() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_said(10, UNKNOWN).await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 00:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 00:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn the_48_hours_are_48_hours_when_the_clocks_change() {
    let mut desk = Desk::opens("2026-10-24 12:00").await;
    assert_snapshot!(desk.person_says(UNKNOWN).await, @"
    sala> 2026-0001 · Terminale · italiano · scade lun 26 ott 11:00 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro lunedì 26 ottobre, ore 11:00, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn only_a_delivered_reply_meets_it() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.platform_fails([Delivery::Later { after: None }]);
    assert_snapshot!(desk.expert_replies("2026-0001", "Si fa alle poste.").await, @"");
    assert_eq!(desk.count("conversations WHERE wake_at IS NOT NULL").await, 1, "still running");
    assert_snapshot!(desk.hours_pass(1).await, @"
    Tue 10:05 sportello> Si fa alle poste.
    Tue 10:05 sportello> (Pratica 2026-0001 · ti ha risposto una persona dello sportello)
    Tue 10:05 sala 2026-0001> ✔️ consegnata
    ");
    desk.closes().await;
}

#[tokio::test]
async fn a_message_written_after_the_reply_begins_a_new_one() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.hours_pass(2).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.hours_pass(2).await;
    assert_snapshot!(desk.person_says("e quanto costa?").await, @"
    sala 2026-0001>   «e quanto costa?»
    sala 2026-0001> (nuova scadenza: gio 26 nov 14:05) @anna
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 14:05.
    sportello> [1] È un'altra domanda
    ");
    assert_eq!(desk.count("ledger WHERE entry LIKE '%commitment_began%'").await, 2);
    assert_eq!(desk.count("ledger WHERE entry LIKE '%\"met\"%'").await, 1);
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_restart_at_any_point_goes_on_where_it_was() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.restarts().await;
    assert_snapshot!(desk.hours_pass(25).await, @"Wed 10:05 sala 2026-0001> Avviso 50 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @room");
    desk.restarts().await;
    assert_snapshot!(desk.expert_replies("2026-0001", "Si fa alle poste.").await, @"
    sportello> Si fa alle poste.
    sportello> (Pratica 2026-0001 · ti ha risposto una persona dello sportello)
    sala 2026-0001> ✔️ consegnata
    ");
    desk.restarts().await;
    assert_snapshot!(desk.hours_pass(100).await, @"");
    desk.closes().await;
}

#[tokio::test]
async fn our_own_downtime_counts_against_us() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.down_for_hours(60).await, @"
    sala 2026-0001> SCADUTA: l'impegno era per gio 26 nov 10:05 e nessuno ha risposto. @room
    sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro venerdì 27 novembre, ore 13:00. Non devi fare niente: la tua domanda è qui.
    sala 2026-0001> Ho detto alla persona che ci vuole più tempo: entro ven 27 nov 13:00. @room
    ");
    desk.closes_with_promises(1).await;
}

/// The reply to a first question is on its way, its case already closed, and the person asks something else.
async fn a_closed_case_whose_reply_is_on_its_way() -> Desk {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.platform_fails([Delivery::Later { after: Some(SignedDuration::from_hours(3)) }]);
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk
}

#[tokio::test]
async fn what_humans_have_in_hand_is_not_settled_by_the_answer_to_something_else() {
    let mut desk = a_closed_case_whose_reply_is_on_its_way().await;
    desk.person_says("quanto dura la maternità").await;
    desk.person_forges("other:2").await;
    desk.person_forges("solved:2").await;
    assert_eq!(desk.count("ledger WHERE entry LIKE '%settled%'").await, 0);
    assert_eq!(desk.count("conversations WHERE wake_at IS NOT NULL").await, 1);
    desk.hours_pass(3).await;
    assert_eq!(desk.count("ledger WHERE entry LIKE '%\"met\"%'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn what_humans_have_in_hand_does_not_lapse() {
    let mut desk = a_closed_case_whose_reply_is_on_its_way().await;
    desk.platform_fails([Delivery::GaveUp(Undeliverable::Refused)]);
    desk.hours_pass(4).await;
    desk.person_says("quanto dura la maternità").await;
    desk.person_forges("other:2").await;
    assert_snapshot!(desk.hours_pass(48).await, @"
    Wed 10:05 sala 2026-0001> Avviso 50 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @room
    Wed 17:00 sala 2026-0001> Avviso 90 %: scade gio 26 nov 10:05 e nessuno ha ancora risposto. @room
    Thu 09:05 sportello> Per la pratica 2026-0001 ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro venerdì 27 novembre, ore 13:00. Non devi fare niente: la tua domanda è qui.
    Thu 09:05 sala 2026-0001> Ho detto alla persona che ci vuole più tempo: entro ven 27 nov 13:00. @room
    Thu 10:05 sala 2026-0001> SCADUTA: l'impegno era per gio 26 nov 10:05 e nessuno ha risposto. @room
    ");
    assert_eq!(desk.count("ledger WHERE entry LIKE '%lapsed%'").await, 0);
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn small_talk_long_after_closing_does_not_stop_the_clock() {
    let mut desk = a_closed_case_whose_reply_is_on_its_way().await;
    desk.platform_fails([Delivery::GaveUp(Undeliverable::Refused)]);
    desk.hours_pass(8 * 24).await;
    desk.person_says("ho una domanda").await;
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_message_the_platform_held_back_is_not_answered_by_an_earlier_reply() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.hours_pass(2).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.person_said(1, "dimenticavo: sono in sei").await;
    assert_snapshot!(desk.expert_replies("2026-0001", "!chiudi").await, @"sala 2026-0001> La persona aspetta ancora una risposta. Scrivi una riga e poi chiudi; se non serve risposta, di' perché: !chiudi <motivo>");
    desk.closes_with_promises(1).await;
}
