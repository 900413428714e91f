//! The dates of a leave on a phone: buttons, typed dates, the file for the calendar, and a reminder's buttons.

use insta::assert_snapshot;

use super::phone::Desk;

#[tokio::test]
async fn from_a_typed_date_to_the_calendar_on_the_phone() {
    let mut desk = Desk::opens().await;
    assert_snapshot!(desk.person_says("/congedo").await, @"");
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(desk.person_says("il 10 febraio").await, @"");
    desk.person_presses("Uno").await;
    assert_snapshot!(desk.person_presses("Non lo so").await, @"");
    assert_snapshot!(desk.person_presses("Ricordamelo").await, @"");
    assert_snapshot!(desk.person_says("/promemoria").await, @"");
}
