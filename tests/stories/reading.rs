//! What else there is to read, one tap away.

use insta::assert_snapshot;

use crate::support::Desk;

/// Beneath the first question stand these two articles.
async fn shelves(desk: &Desk) {
    desk.corrupts(
        r#"UPDATE conversations SET state = json_set(state, '$.shelves', json('[{"question":1,"links":[
            {"slug":"padre-preavviso","title":"Come il padre avvisa l''azienda"},
            {"slug":"maternita-durata","title":"Quanto dura la maternità"}]}]'))"#,
    )
    .await;
}

#[tokio::test]
async fn an_article_beneath_an_answer_is_one_more_answer() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanti giorni ha il padre alla nascita").await;
    shelves(&desk).await;
    assert_snapshot!(desk.person_forges("read:1:0").await, @"
    sportello> Il padre avvisa per iscritto almeno cinque giorni prima.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Chiedi a un esperto
    ");
    assert_snapshot!(desk.person_presses("Chiedi a un esperto").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanti giorni ha il padre alla nascita»
    sala> (Già inviata in automatico: padre-preavviso) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    assert_snapshot!(desk.person_forges("read:1:1").await, @"
    sportello> La maternità dura cinque mesi.
    sportello>
    sportello> • due mesi prima della data presunta;
    sportello> • tre mesi dopo il parto.
    sportello> (D.Lgs. 151/2001, art. 16 · scheda aggiornata al 22 novembre 2026)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_has_expired_since_is_not_shown() {
    let mut desk = Desk::opens("2027-01-15 16:00").await;
    desk.person_says("quanti giorni ha il padre alla nascita").await;
    shelves(&desk).await;
    desk.hours_pass(10).await;
    assert_snapshot!(desk.person_forges("read:1:1").await, @"sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.");
    desk.person_presses("È quello che cercavo").await;
    desk.closes().await;
}

#[tokio::test]
async fn after_an_answer_the_desk_knows_what_was_asked_for_a_day_and_no_longer() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanti giorni ha il padre alla nascita").await;
    desk.person_presses("È quello che cercavo").await;
    assert_eq!(desk.count("conversations WHERE state LIKE '%alla nascita%'").await, 1);
    desk.hours_pass(25).await;
    desk.person_says("grazie").await;
    assert_eq!(desk.count("conversations WHERE state LIKE '%alla nascita%'").await, 0);
    desk.closes().await;
}
