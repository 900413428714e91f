//! The dates of a leave on a phone: buttons, typed dates, the file for the calendar, and a reminder's buttons.

use insta::assert_snapshot;

use super::phone::Desk;

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
    sportello> [Colf, badante o lavoro a domicilio]
    sportello> [Lavoro autonomo o altro]
    ");
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(desk.person_says("il 10 febraio").await, @"
    sportello> È un parto singolo o gemellare?
    sportello> [Uno]
    sportello> [Gemelli o più]
    ");
    desk.person_presses("Uno").await;
    let plan = desk.person_presses("Non lo so").await;
    assert!(plan.starts_with("sportello> Ecco il tuo calendario del congedo.\n"), "{plan}");
    assert!(plan.contains("10 dicembre 2026 · Primo giorno di congedo di maternità (art. 16)\n"), "{plan}");
    assert_snapshot!(end(&plan), @"");
    assert_snapshot!(desk.person_presses("Ricordamelo").await, @"");
    assert_snapshot!(desk.hours_pass(24).await, @"");
    assert_snapshot!(desk.person_presses("Basta con questo").await, @"");
}
