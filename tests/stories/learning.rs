//! Questions that an article has answered become ways of asking for it, once an expert has read them.

use insta::assert_snapshot;

use crate::support::Desk;

/// Nobody has asked for the father's days in these words.
const QUESTION: &str = "mio marito vuole conoscere il piccolo con calma, l'ufficio lo lascia?";

#[tokio::test]
async fn what_an_expert_answered_with_an_article_the_desk_answers_next_time() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(QUESTION).await;
    desk.expert_replies("2026-0001", "!usa padre-giorni").await;
    assert_snapshot!(desk.room_hears("!modi").await, @"
    sala> 1 · padre-giorni · «mio marito vuole conoscere il piccolo con calma, l'ufficio lo lascia?»
    sala> (Domande a cui una scheda ha risposto. Se una domanda è chiara e non dice chi l'ha scritta, insegnala: !impara <numero>. Altrimenti: !scarta <numero>.)
    ");
    assert_snapshot!(desk.room_hears("!impara 7").await, @"sala> Non trovo la domanda 7, o è già così. L'elenco è con !modi.");
    assert_snapshot!(desk.room_hears("!impara").await, @"sala> Dopo !impara manca qualcosa. Gli esempi sono in !aiuto");
    assert_snapshot!(desk.room_hears("!impara 1").await, @"sala> ✔️ La domanda 1 ora è un modo di chiedere la sua scheda.");
    assert_snapshot!(desk.room_hears("!modi").await, @"sala> Nessuna domanda in attesa.");
    assert_snapshot!(desk.someone_says("Giulia", QUESTION).await, @"
    sportello to Giulia> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello to Giulia> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello to Giulia> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello to Giulia> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_is_discarded_is_not_learnt_and_what_is_known_not_proposed() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("giorni di congedo per il papà").await;
    desk.person_presses("È quello che cercavo").await;
    desk.person_says("ma quanti giorni ha poi il padre?").await;
    desk.person_presses("È quello che cercavo").await;
    assert_snapshot!(desk.room_hears("!modi").await, @"
    sala> 1 · padre-giorni · «ma quanti giorni ha poi il padre?»
    sala> (Domande a cui una scheda ha risposto. Se una domanda è chiara e non dice chi l'ha scritta, insegnala: !impara <numero>. Altrimenti: !scarta <numero>.)
    ");
    assert_snapshot!(desk.room_hears("!scarta 1").await, @"sala> La domanda 1 non conta.");
    assert_snapshot!(desk.room_hears("!modi").await, @"sala> Nessuna domanda in attesa.");
    desk.closes().await;
}

#[tokio::test]
async fn who_is_forgotten_leaves_no_way_of_asking() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(QUESTION).await;
    desk.expert_replies("2026-0001", "!usa padre-giorni").await;
    desk.room_hears("!impara 1").await;
    desk.person_says("/cancella").await;
    desk.person_presses("Sì, cancella tutto").await;
    assert!(!desk.finds_on_disk("conoscere il piccolo"), "their words are gone");
    assert_snapshot!(desk.someone_says("Giulia", QUESTION).await, @"
    sala> 2026-0002 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «mio marito vuole conoscere il piccolo con calma, l'ufficio lo lascia?» @room
    sportello to Giulia> Questa domanda la legge una persona. Ho aperto la pratica 2026-0002: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello to Giulia> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_way_of_asking_belongs_to_the_language_of_its_article() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/lingua en").await;
    // There are Italian articles only: who speaks English is answered with them.
    desk.person_says(QUESTION).await;
    desk.expert_replies("2026-0001", "!usa padre-giorni").await;
    assert_eq!(desk.count("phrasings WHERE lang = 'it' AND slug = 'padre-giorni'").await, 1);
    desk.closes().await;
}
