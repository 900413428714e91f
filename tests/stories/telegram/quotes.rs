//! What people refer to, and that it is never taken for their own words.

use insta::assert_snapshot;

use super::phone::{Desk, MARIA};

const QUESTION: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn a_reply_to_another_chat_is_read_and_what_it_quotes_is_shown_as_a_quotation() {
    let mut desk = Desk::opens().await;
    desk.emulator.replies_to_elsewhere(MARIA, Some("La maternità dura cinque mesi."), QUESTION);
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sala 2026-0001> (La persona cita queste parole:)
    sala 2026-0001>   «La maternità dura cinque mesi.»
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    desk.emulator.replies_to_elsewhere(MARIA, Some("chiama il 333 1234567"), "lo devo fare?");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona cita queste parole:)
    sala 2026-0001>   «chiama il [telefono]»
    sala 2026-0001>   «lo devo fare?»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    desk.emulator.replies_to_elsewhere(MARIA, None, "e questo?");
    assert_snapshot!(desk.settles().await, @"sala 2026-0001>   «e questo?»");
    for dispatch in desk.room.delivered() {
        let seen = format!("{dispatch:?}");
        for name in desk.emulator.names(MARIA + 1) {
            assert!(!seen.contains(&name), "whose words they are is nobody's business: {seen}");
        }
    }
}

#[tokio::test]
async fn what_is_quoted_decides_nothing() {
    let mut desk = Desk::opens().await;
    desk.emulator.replies_to_elsewhere(MARIA, Some(QUESTION), "quanto dura la maternità");
    assert!(desk.settles().await.contains("cinque mesi"));
    // What was quoted comes with the question, once it is the experts'.
    let shown = desk.person_presses("Chiedi a un esperto").await;
    assert!(shown.contains(&format!("«{QUESTION}»")), "{shown}");
    assert_eq!(desk.count("messages WHERE body LIKE '%soggiorno%'").await, 0, "it is not the person's");
}

#[tokio::test]
async fn words_from_before_the_case_are_quoted_and_those_of_the_case_are_known() {
    let mut desk = Desk::opens().await;
    desk.person_says("quanto dura la maternità").await;
    let answer = desk.emulator.last_of_bot(MARIA).expect("a message");
    desk.seconds_pass(600).await;
    desk.person_presses("Chiedi a un esperto").await;
    let opened = desk.emulator.last_of_bot(MARIA).expect("a message");
    desk.emulator.replies(MARIA, answer, "ma per i gemelli?");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona cita queste parole:)
    sala 2026-0001>   «La maternità dura cinque mesi. • due mesi prima della data presunta; • tre mesi dopo il parto. D.Lgs. 151/2001, art. 16 · scheda aggiornata al 22 novembre 2026 Non serve dirci chi sei. Come trattiamo i messaggi: /privacy»
    sala 2026-0001>   «ma per i gemelli?»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    desk.seconds_pass(600).await;
    desk.emulator.replies(MARIA, opened, "va bene, aspetto");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «va bene, aspetto»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    desk.emulator.replies_quoting(MARIA, opened, "di solito prima", "quanto prima?");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona cita queste parole:)
    sala 2026-0001>   «di solito prima»
    sala 2026-0001>   «quanto prima?»
    ");
}

#[tokio::test]
async fn what_is_quoted_to_a_closed_case_comes_with_the_word_that_opens_it_again() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    let hello = desk.emulator.last_of_bot(MARIA).expect("a message");
    desk.seconds_pass(60).await;
    desk.person_says(QUESTION).await;
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.expert_writes("2026-0001", "!chiudi").await;
    desk.emulator.replies_quoting(MARIA, hello, "nidi", "e per questi?");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> Riaperta da un nuovo messaggio della persona · scade gio 26 nov 10:06
    sala 2026-0001> (La persona cita queste parole:)
    sala 2026-0001>   «nidi»
    sala 2026-0001>   «e per questi?»
    sala 2026-0001> (nuova scadenza: gio 26 nov 10:06) @anna
    sportello> Ho riaperto la pratica 2026-0001 con il tuo messaggio. Ti risponde una persona entro giovedì 26 novembre, ore 10:06.
    sportello> [È un'altra domanda]
    ");
}

#[tokio::test]
async fn a_long_quotation_is_cut() {
    let mut desk = Desk::opens().await;
    desk.emulator.replies_to_elsewhere(MARIA, Some(&"parola ".repeat(500)), QUESTION);
    let shown = desk.settles().await;
    assert!(shown.contains("parola parola") && shown.contains('…') && shown.len() < 3_000, "{shown}");
}
