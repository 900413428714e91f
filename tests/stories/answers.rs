//! What the desk answers by itself, when it asks back, and when it stays silent.

use insta::assert_snapshot;

use crate::support::Desk;

#[tokio::test]
async fn a_common_question_is_answered_at_once_with_a_word_on_privacy_beside_it() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"
    sportello> La maternità dura cinque mesi.
    sportello>
    sportello> • due mesi prima della data presunta;
    sportello> • tre mesi dopo il parto.
    sportello> (D.Lgs. 151/2001, art. 16 · scheda aggiornata al 22 novembre 2026)
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] È quello che cercavo  [2] Chiedi a un esperto
    ");
    assert_snapshot!(desk.person_presses("È quello che cercavo").await, @"
    sportello> Bene, contenti di esserti utili! Se serve altro, scrivi qui.
    sportello> [1] Avvisami se cambia
    ");
    desk.closes().await;
}

#[tokio::test]
async fn the_privacy_notice_comes_once() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("ciao").await, @"
    sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.person_says("quanti giorni ha il padre alla nascita").await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    assert_snapshot!(desk.person_says("grazie mille").await, @"sportello> Prego! Se hai un'altra domanda, scrivi pure.");
    desk.person_presses("È quello che cercavo").await;
    desk.closes().await;
}

#[tokio::test]
async fn two_plausible_articles_are_offered_and_the_chosen_one_is_sent() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("congedo padre").await, @"
    sportello> Ti chiedo una cosa, per non risponderti male. La tua domanda riguarda:
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] Come il padre avvisa l'azienda  [2] I dieci giorni del padre  [3] Nessuna di queste: chiedi a un esperto
    ");
    assert_snapshot!(desk.person_presses("Come il padre avvisa l'azienda").await, @"
    sportello> Il padre avvisa per iscritto almeno cinque giorni prima.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Chiedi a un esperto
    ");
    desk.person_presses("È quello che cercavo").await;
    desk.closes().await;
}

#[tokio::test]
async fn none_of_the_choices_is_one_tap_from_a_human() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("congedo padre").await;
    assert_snapshot!(desk.person_presses("Nessuna di queste: chiedi a un esperto").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «congedo padre»
    sala> (Schede vicine: padre-preavviso 0,82 · padre-giorni 0,17   (!usa <nome>)) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn who_chooses_nothing_gets_a_human_after_a_day() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("congedo padre").await;
    assert_snapshot!(desk.hours_pass(25).await, @"
    Wed 10:05 sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    Wed 10:05 sala>   «congedo padre»
    Wed 10:05 sala> (Schede vicine: padre-preavviso 0,82 · padre-giorni 0,17   (!usa <nome>)) @room
    Wed 10:05 sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_human_is_one_tap_away_from_an_answer_and_the_start_of_the_48_hours_stays() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    desk.hours_pass(5).await;
    assert_snapshot!(desk.person_presses("Chiedi a un esperto").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità»
    sala> (Già inviata in automatico: maternita-durata) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn one_unresolved_question_is_never_answered_twice_by_the_desk() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    assert_snapshot!(desk.person_says("quanti mesi di maternità mi spettano").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità»
    sala>   «quanti mesi di maternità mi spettano»
    sala> (Già inviata in automatico: maternita-durata)
    sala> (Schede vicine: maternita-durata 1,00   (!usa <nome>)) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn another_question_is_answered_too_and_its_yes_settles_both() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    assert_snapshot!(desk.person_says("quanti giorni ha il padre alla nascita").await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    assert_snapshot!(desk.person_presses("È quello che cercavo").await, @"
    sportello> Bene, contenti di esserti utili! Se serve altro, scrivi qui.
    sportello> [1] Avvisami se cambia
    ");
    desk.closes().await;
}

#[tokio::test]
async fn the_earlier_of_two_answers_keeps_its_way_to_a_human() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    desk.person_says("quanti giorni ha il padre alla nascita").await;
    assert_snapshot!(desk.person_forges("human:1").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità»
    sala> (Già inviata in automatico: maternita-durata) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn who_never_comes_back_to_an_answer_is_asked_once_and_then_left_in_peace() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    assert_snapshot!(desk.hours_pass(72).await, @"
    Wed 10:05 sportello> Ti è bastata la risposta che ti ho dato? Se no, premi il pulsante e la domanda passa a una persona.
    Wed 10:05 sportello> [1] È quello che cercavo  [2] Chiedi a un esperto
    ");
    assert_eq!(desk.count("ledger WHERE entry LIKE '%lapsed%'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn greetings_and_thanks_open_no_case_and_the_wish_for_a_person_does() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("buongiorno").await, @"
    sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.person_says("grazie").await, @"sportello> Prego! Se hai un'altra domanda, scrivi pure.");
    assert_eq!(desk.count("cases").await, 0);
    assert_snapshot!(desk.person_says("vorrei parlare con una persona").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «vorrei parlare con una persona» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn something_too_vague_is_asked_about_once_and_then_goes_to_a_human() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("ho una domanda").await, @"
    sportello> Non ho capito bene. Raccontami un po' di più: che cosa è successo, e che cosa vuoi sapere? Se preferisci, chiedi a una persona.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] Chiedi a un esperto
    ");
    assert_snapshot!(desk.person_says("non ho capito").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «ho una domanda»
    sala>   «non ho capito» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_becomes_clear_is_answered() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("ho una domanda").await;
    assert_snapshot!(desk.person_says("quanti giorni ha il padre alla nascita").await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    desk.person_presses("È quello che cercavo").await;
    desk.closes().await;
}

#[tokio::test]
async fn some_articles_bring_a_human_along() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("c'è un congedo per chi subisce violenza").await, @"
    sportello> Hai fino a tre mesi di congedo pagato.
    sportello> (D.Lgs. 80/2015, art. 24 · scheda aggiornata al 22 novembre 2026)
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «c'è un congedo per chi subisce violenza»
    sala> (Già inviata in automatico: violenza) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_must_not_wait_gets_advice_at_once_and_calls_the_room() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("il capo vuole che firmo le dimissioni").await, @"
    sala> 2026-0001 · URGENTE pressione a firmare · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «il capo vuole che firmo le dimissioni»
    sala> (Schede vicine: dimissioni 0,75   (!usa <nome>)) @room
    sportello> Non firmare niente adesso: puoi chiedere tempo e una copia, o fare una foto del foglio. Non devi affrontarlo senza aiuto: una persona dello sportello guarda presto il tuo caso. Se hai già firmato, scrivicelo; sotto trovi anche chi altro può aiutarti.
    sportello> consiglieradiparita@cittametropolitana.milano.it · Consigliera di parità di Milano: molestie e discriminazioni sul lavoro; gratis, si scrive una e-mail
    sportello> www.ispettorato.gov.it · Ispettorato del lavoro: controlla che al lavoro si rispettino le regole; i contatti sono sul sito
    sportello> Ho aperto la pratica 2026-0001 e ho chiamato subito le esperte e gli esperti: ti risponde una persona entro martedì 24 novembre, ore 12:05, il prima possibile. Intanto puoi scrivere qui.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn an_expired_article_is_never_sent_by_itself() {
    let mut desk = Desk::opens("2027-01-18 10:00").await;
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"
    sala> 2027-0001 · Terminale · italiano · scade mer 20 gen 10:00 · non assegnata
    sala>   «quanto dura la maternità»
    sala> (Scheda pronta, da controllare prima: maternita-durata   (!usa maternita-durata))
    sala> (Schede vicine: maternita-durata 1,00   (!usa <nome>)) @room
    sportello> La nostra scheda su questo argomento è in revisione, perché la legge può essere cambiata. Per questo ti risponde una persona.
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2027-0001: un'esperta o un esperto ti risponde entro mercoledì 20 gennaio, ore 10:00, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}
