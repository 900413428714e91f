//! What happens when a platform does not do as it is told, and when a message is poison.

use domain::delivery::Delivery;
use insta::assert_snapshot;
use jiff::SignedDuration;

use sportello::channels::types::Sender;

use crate::support::{Desk, at};

fn sender(address: &str) -> Sender {
    Sender::Person { address: address.to_owned() }
}

#[tokio::test]
async fn one_blocked_chat_never_delays_another() {
    let mut desk = Desk::on_tuesday().await;
    desk.platform_fails([Delivery::Later { after: None }]);
    assert_snapshot!(desk.someone_says("anna", "ciao").await, @"");
    assert_snapshot!(desk.person_says("ciao").await, @"
    sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.hours_pass(1).await, @"
    Tue 10:05 sportello to anna> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    Tue 10:05 sportello to anna> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes().await;
}

#[tokio::test]
async fn the_staff_hear_of_a_reply_that_cannot_arrive() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    desk.platform.block("maria");
    assert_snapshot!(desk.expert_replies("2026-0001", "Si fa alle poste.").await, @"sala 2026-0001> ⚠️ Non consegnata: la persona ha bloccato lo sportello o ha chiuso la chat. @room");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_aside_and_told_to_the_staff() {
    let mut desk = Desk::on_tuesday().await;
    desk.payload_arrives(sender("maria"), "{\"surprise\":1}", at("2026-11-24 10:05")).await;
    assert_snapshot!(desk.settles().await, @"
    sala> ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. 1). Il resto va avanti; avvisate chi cura il sistema.
    sportello> Ho avuto un problema con questo messaggio e l'ho segnalato allo sportello. Prova a scriverlo di nuovo, magari più corto.
    ");
    assert_snapshot!(desk.person_says("ciao").await, @"
    sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_eq!(desk.count("inbox WHERE state = 'dead'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn the_same_thing_arriving_twice_is_handled_once() {
    let mut desk = Desk::on_tuesday().await;
    let row = desk.same_key_twice("ciao").await;
    assert_eq!(row.matches("Ciao!").count(), 1, "{row}");
    desk.closes().await;
}

#[tokio::test]
async fn a_conversation_that_cannot_be_handled_waits_alone_and_its_sender_gets_a_reply() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("ciao").await;
    desk.corrupts("UPDATE conversations SET state = '{}'").await;
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"");
    assert_snapshot!(desk.someone_says("anna", "ciao").await, @"
    sportello to anna> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello to anna> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.hours_pass(1).await, @"
    Tue 10:05 sala> ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. 5). Il resto va avanti; avvisate chi cura il sistema.
    Tue 10:05 sportello> Ho avuto un problema con questo messaggio e l'ho segnalato allo sportello. Prova a scriverlo di nuovo, magari più corto.
    ");
    assert_eq!(desk.count("inbox WHERE state = 'dead'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn a_lane_that_waits_lets_the_desk_rest() {
    let mut desk = Desk::on_tuesday().await;
    desk.platform_fails([Delivery::Later { after: Some(SignedDuration::from_hours(1)) }]);
    desk.person_says("ciao").await;
    desk.person_says("grazie").await;
    let rest = desk.app().next_due().await.unwrap().unwrap();
    assert_eq!(rest, desk.now() + SignedDuration::from_hours(1));
    desk.hours_pass(1).await;
    desk.closes().await;
}

#[tokio::test]
async fn a_poisoned_message_among_others_is_set_aside_alone() {
    let mut desk = Desk::on_tuesday().await;
    let now = desk.now();
    desk.payload_arrives(sender("bea"), "{\"surprise\":1}", now).await;
    assert_eq!(desk.person_says("ciao").await.matches("Ciao!").count(), 1);
    assert_eq!(desk.count("inbox WHERE state = 'dead'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn an_answer_that_may_not_have_come_is_told_to_the_staff_once_a_day() {
    let mut desk = Desk::on_tuesday().await;
    for who in ["maria", "anna"] {
        desk.platform_fails([Delivery::Uncertain, Delivery::Uncertain]);
        desk.someone_says(who, "quanto dura la maternità").await;
        desk.minutes_pass(30).await;
    }
    let told = desk.platform.delivered();
    let told = told.iter().filter(|dispatch| dispatch.message.plain().contains("un messaggio automatico"));
    assert_eq!(told.count(), 1);
    desk.closes_with_promises(2).await;
}
