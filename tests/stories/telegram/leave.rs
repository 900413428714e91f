//! The dates of a leave on a phone: buttons, typed dates, the file for the calendar, and a reminder's buttons.

use insta::assert_snapshot;

use super::phone::{Desk, MARIA};

/// The end of what somebody sees: the last words, the file and the buttons.
fn end(shown: &str) -> String {
    let lines: Vec<&str> = shown.lines().collect();
    lines[lines.len() - 6..].join("\n")
}

#[tokio::test]
async fn from_a_typed_date_to_the_calendar_on_the_phone() {
    let mut desk = Desk::opens().await;
    assert_snapshot!(desk.person_says("/congedo").await, @"
    sportello> Calcolo le date del congedo: bastano poche risposte. Che lavoro è? (Per lasciar stare: /annulla)
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    sportello> [Lavoro dipendente]
    sportello> [Colf, badante, baby-sitter]
    sportello> [Lavoro a domicilio]
    sportello> [Lavoro pubblico o scuola]
    sportello> [Lavoro autonomo o altro]
    ");
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(desk.person_says("il 10 febraio").await, @"
    sportello> È un parto singolo o gemellare?
    sportello> [Uno]
    sportello> [Gemelli o più]
    sportello> [Indietro]
    ");
    desk.person_presses("Uno").await;
    let plan = desk.person_presses("Non lo so").await;
    assert!(plan.starts_with("sportello> Ecco il tuo calendario del congedo.\n"), "{plan}");
    assert!(plan.contains("10 dicembre 2026 · Primo giorno di congedo di maternità (art. 16)\n"), "{plan}");
    assert_snapshot!(end(&plan), @"
    sportello> (document congedo.ics)
    sportello> [Ricordamelo]
    sportello> [La data di nascita]
    sportello> [Correggi]
    sportello> [Chiedi a un esperto]
    sportello> [Nuovo calendario]
    ");
    assert_snapshot!(desk.person_presses("Ricordamelo").await, @"
    sportello> Ti scrivo prima delle date importanti. Per vedere che cosa viene: /promemoria
    sportello>
    sportello> Che cosa facciamo con questo calendario?
    sportello> [La data di nascita]
    sportello> [Correggi]
    sportello> [Chiedi a un esperto]
    sportello> [Nuovo calendario]
    sportello> [Cancella il calendario]
    ");
    assert_snapshot!(desk.hours_pass(24).await, @"
    sportello> Attestazioni per il congedo flessibile
    sportello>
    sportello> Se vuoi lavorare più a lungo prima del congedo (un mese prima e quattro dopo, oppure tutti e cinque dopo), consegna le attestazioni all'azienda, non all'INPS. Ultimo giorno: 9 dicembre 2026.
    sportello>
    sportello> Calcolato il 25 novembre 2026 · D.Lgs. 151/2001, artt. 16 e 20; circ. INPS 106/2022 · previsione · controlla anche il contratto collettivo (CCNL)
    sportello> [Fatto]
    sportello> [Ricordamelo fra 3 giorni]
    sportello> [Basta con questo]
    sportello> [Apri il calendario]
    sportello> Inizio del congedo
    sportello>
    sportello> Primo giorno di congedo della madre: 10 dicembre 2026. Se la domanda all'INPS non è ancora partita, va inviata prima di questa data.
    sportello>
    sportello> Calcolato il 25 novembre 2026 · D.Lgs. 151/2001, artt. 16 e 21 · previsione · controlla anche il contratto collettivo (CCNL)
    sportello> [Fatto]
    sportello> [Ricordamelo fra 3 giorni]
    sportello> [Basta con questo]
    sportello> [Apri il calendario]
    sportello> Giorni scelti dal padre
    sportello>
    sportello> Per il padre: da ora può usare i suoi giorni di congedo, anche uno alla volta, mai a ore. Li chiede all'azienda per iscritto, almeno 5 giorni prima del primo.
    sportello>
    sportello> Calcolato il 25 novembre 2026 · D.Lgs. 151/2001, art. 27-bis · previsione · controlla anche il contratto collettivo (CCNL)
    sportello> [Fatto]
    sportello> [Ricordamelo fra 3 giorni]
    sportello> [Basta con questo]
    sportello> [Apri il calendario]
    ");
    assert_snapshot!(desk.person_presses("Basta con questo").await, @"sportello> Va bene, questo non te lo ricordo più.");
}

#[tokio::test]
async fn a_command_that_was_mistyped_can_be_corrected() {
    let mut desk = Desk::opens().await;
    desk.person_says("/congdo").await;
    let command = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits(MARIA, command, "/congedo");
    assert!(desk.settles().await.contains("Che lavoro è?"));
}
