//! The dates of a leave: asked for one at a time, kept if somebody wants to, and reminded of in time.

use insta::assert_snapshot;

use crate::support::Desk;

/// Maria goes through the guide as far as the plan.
async fn maria_has_a_plan(desk: &mut Desk, due: &str) {
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says(due).await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
}

/// Maria's company registers and has a plan.
async fn company_has_a_plan(desk: &mut Desk, due: &str) {
    desk.person_says("/azienda").await;
    desk.person_presses("Sono un'azienda").await;
    desk.person_presses("Nuovo calendario").await;
    desk.person_says("dip. 3").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says(due).await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
}

/// The first lines of what somebody read: what it is about.
fn opening(shown: &str) -> String {
    shown.lines().take(2).collect::<Vec<_>>().join("\n")
}

/// Only lines that a person read, without buttons and small print.
fn read(shown: &str) -> String {
    let words = |line: &&str| line.contains("sportello>") && !line.contains("> [") && !line.contains("> (");
    shown.lines().filter(words).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_worker_gets_her_dates_one_answer_at_a_time() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/congedo").await, @"");
    assert_snapshot!(desk.person_presses("Lavoro dipendente").await, @"");
    assert_snapshot!(desk.person_presses("Una nascita in arrivo").await, @"");
    assert_snapshot!(desk.person_says("metà marzo").await, @"");
    assert_snapshot!(desk.person_says("31 febbraio").await, @"");
    assert_snapshot!(desk.person_says("10/2/27").await, @"");
    assert_snapshot!(desk.person_presses("Uno").await, @"");
    assert_snapshot!(desk.person_presses("2 mesi prima e 3 dopo").await, @"");
    assert_eq!(desk.count("plans").await, 0, "nothing is kept that nobody asked to keep");
    assert_snapshot!(opening(&desk.person_presses("Correggi").await), @"");
    desk.person_presses("La data prevista").await;
    let corrected = desk.person_says("17 febbraio").await;
    assert!(corrected.contains("17 dicembre 2026 · Primo giorno di congedo"), "{corrected}");
    desk.person_presses("Ricordamelo").await;
    assert_snapshot!(desk.person_says("/promemoria").await, @"");
    desk.closes().await;
}

#[tokio::test]
async fn a_child_that_came_early_is_no_mistake() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says("10 febbraio").await;
    desk.person_presses("Uno").await;
    desk.person_presses("1 mese prima e 4 dopo").await;
    desk.person_presses("Ricordamelo").await;
    desk.hours_pass(24 * 7).await;
    // Before the leave could begin: there is no 1+4 any more, and nobody is sent back for it.
    desk.person_says("/congedo").await;
    desk.person_presses("La data di nascita").await;
    let early = desk.person_says("28 novembre").await;
    assert!(early.contains("28 novembre 2026 · Primo giorno di congedo"), "{early}");
    assert!(early.contains("12 maggio 2027 · Ultimo giorno di congedo"), "{early}");
    desk.person_presses("Correggi").await;
    desk.person_presses("Un ricovero dopo la nascita").await;
    assert_snapshot!(read(&desk.person_says("29 novembre").await), @"");
    let stay = desk.person_says("20 gennaio").await;
    assert!(stay.contains("Ultimo giorno di congedo"), "{stay}");
    assert!(stay.contains("PEC"), "the certificate does not go by ordinary email: {stay}");
    desk.closes().await;
}

#[tokio::test]
async fn what_cannot_be_is_said_in_one_sentence_and_the_guide_goes_on() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(read(&desk.person_says("10/2/2029").await), @"");
    assert_snapshot!(read(&desk.person_says("3 marzo 2026").await), @"");
    assert_snapshot!(read(&desk.person_says("boh non so").await), @"");
    desk.person_says("10 febbraio").await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
    desk.person_presses("La data di nascita").await;
    assert_snapshot!(read(&desk.person_says("domani").await), @"");
    assert_snapshot!(read(&desk.person_says("10 agosto 2026").await), @"");
    desk.person_says("20 novembre 2026").await;
    desk.person_presses("Correggi").await;
    desk.person_presses("Un ricovero dopo la nascita").await;
    assert_snapshot!(read(&desk.person_says("20 novembre").await), @"");
    desk.person_says("22 novembre").await;
    assert_snapshot!(read(&desk.person_says("21 novembre").await), @"");
    assert_snapshot!(read(&desk.person_says("/annulla").await), @"");
    assert_eq!(desk.count("plans").await, 0);
    desk.closes().await;
}

#[tokio::test]
async fn who_adopts_who_works_in_a_household_and_who_works_for_herself() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Colf, badante o lavoro a domicilio").await;
    desk.person_presses("Un'adozione").await;
    desk.person_says("10 gennaio").await;
    assert_snapshot!(read(&desk.person_presses("Non lo so").await), @"");
    desk.person_says("/congedo").await;
    assert_snapshot!(read(&desk.person_presses("Lavoro autonomo o altro").await), @"");
    assert_snapshot!(desk.person_says("Ho la partita IVA e aspetto un bambino per febbraio").await, @"");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_question_in_between_is_answered_and_what_must_not_wait_does_not() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(desk.person_says("Quanti giorni di congedo ha il padre?").await, @"");
    assert_snapshot!(opening(&desk.person_presses("Calcola le mie date").await), @"");
    desk.person_presses("Lavoro dipendente").await;
    let urgent = desk.person_says("il mio compagno mi picchia").await;
    assert!(urgent.contains("URGENTE"), "{urgent}");
    desk.person_says("/congedo").await;
    // Humans have a question now: what is no answer to the guide goes to them.
    assert!(desk.person_says("grazie").await.contains("sala 2026-0001> «grazie»"));
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn an_old_button_of_the_guide_is_met_kindly() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    assert_snapshot!(read(&desk.person_presses("Lavoro dipendente").await), @"");
    assert_snapshot!(read(&desk.person_forges("guide:99:7").await), @"");
    assert_snapshot!(read(&desk.person_forges("reminder:1:done").await), @"");
    desk.closes().await;
}

#[tokio::test]
async fn a_company_keeps_plans_without_a_name_and_chooses_its_reminders() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/azienda").await, @"");
    assert_snapshot!(read(&desk.person_says("/azienda acme").await), @"");
    assert_snapshot!(desk.person_presses("Sono un'azienda").await, @"");
    assert_snapshot!(desk.person_presses("Nuovo calendario").await, @"");
    assert_snapshot!(read(&desk.person_says("la ragazza nuova del reparto spedizioni").await), @"");
    desk.person_says("dip. 3").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says("10/2/27").await;
    desk.person_presses("Uno").await;
    let plan = desk.person_presses("2 mesi prima e 3 dopo").await;
    assert!(plan.starts_with("sportello> Ecco il calendario «dip. 3».\n"), "{plan}");
    assert_snapshot!(read(&desk.person_says("/promemoria").await), @"");
    desk.person_says("/azienda").await;
    desk.person_presses("Scegli i promemoria").await;
    assert_snapshot!(desk.person_presses("Prima del congedo").await, @"");
    desk.person_presses("Inizio del congedo · 15 giorni prima").await;
    assert_snapshot!(read(&desk.person_says("500").await), @"");
    desk.person_says("10").await;
    desk.person_presses("Rischi e mansioni da rivedere · il giorno stesso").await;
    desk.person_presses("mai").await;
    let changed = desk.person_says("/promemoria").await;
    assert!(
        changed.contains("30 novembre 2026 · «dip. 3» · Inizio del congedo (10 dicembre 2026)"),
        "{changed}"
    );
    assert!(!changed.contains("Rischi e mansioni"), "{changed}");
    desk.closes().await;
}

#[tokio::test]
async fn a_reminder_comes_once_in_office_hours_and_can_be_put_off_done_or_stopped() {
    let mut desk = Desk::opens("2026-11-20 18:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    assert_snapshot!(desk.hours_pass(24 * 3 - 1).await, @"");
    assert_snapshot!(read(&desk.person_presses("Ricordamelo fra 3 giorni").await), @"");
    assert_snapshot!(read(&desk.hours_pass(24 * 3).await), @"");
    assert_snapshot!(read(&desk.person_presses("Fatto").await), @"");
    let nothing_twice = desk.hours_pass(24 * 30).await;
    assert_eq!(nothing_twice.matches("Inizio del congedo").count(), 0, "{nothing_twice}");
    desk.closes().await;
}

#[tokio::test]
async fn when_the_birth_comes_in_what_follows_from_it_is_computed_anew() {
    let mut desk = Desk::opens("2027-01-26 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    let before = desk.person_says("/promemoria").await;
    assert!(before.contains("Rientro dal congedo (11 maggio 2027)"), "{before}");
    desk.person_presses("«dip. 3»").await;
    desk.person_presses("La data di nascita").await;
    let plan = desk.person_says("25 gennaio").await;
    assert!(plan.contains("11 maggio 2027 · Ultimo giorno di congedo"), "{plan}");
    let after = desk.person_says("/promemoria").await;
    assert!(after.contains("Rientro dal congedo (12 maggio 2027)"), "{after}");
    assert!(!after.contains("11 maggio"), "{after}");
    assert_eq!(desk.count("reminders WHERE kind = 'rientro-maternita'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn when_the_rules_change_plans_are_computed_anew_and_nothing_is_said_twice() {
    let mut desk = Desk::opens("2026-11-23 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.hours_pass(72).await;
    let sent = desk.count("reminders WHERE state = 'sent'").await;
    assert!(sent > 0);
    desk.corrupts("DELETE FROM reminders WHERE kind = 'paternita-scadenza'").await;
    desk.corrupts("UPDATE plans SET edition = '2025-01-01'").await;
    desk.restarts().await;
    assert_eq!(desk.settles().await, "");
    assert_eq!(desk.count("reminders WHERE kind = 'paternita-scadenza' AND state = 'waiting'").await, 1);
    assert_eq!(desk.count("reminders WHERE state = 'sent'").await, sent);
    desk.closes().await;
}

#[tokio::test]
async fn after_two_days_switched_off_what_is_of_use_comes_late_and_what_is_not_is_told_to_the_staff() {
    let mut desk = Desk::opens("2026-12-05 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.hours_pass(1).await;
    // The start of the leave and the last day for certificates pass while nobody is there.
    desk.corrupts(
        "UPDATE reminders SET due_at = 1796893200000, state = 'waiting' WHERE kind IN
        ('inizio-maternita', 'attestazioni-flessibilita', 'valutazione-rischi-gravidanza')",
    )
    .await;
    assert_snapshot!(desk.down_for_hours(24 * 5).await, @"");
    assert_snapshot!(desk.hours_pass(24 * 4).await, @"");
    desk.closes().await;
}

#[tokio::test]
async fn who_has_blocked_the_desk_is_not_reminded_until_she_is_back() {
    let mut desk = Desk::opens("2026-11-20 18:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.platform_fails([sportello::channels::Delivery::GaveUp(
        sportello::desk::delivery::Undeliverable::Unreachable,
    )]);
    desk.hours_pass(24 * 4).await;
    let silent = desk.hours_pass(24 * 3).await;
    assert!(!silent.contains("sportello>"), "{silent}");
    desk.person_says("ciao").await;
    assert!(desk.hours_pass(24 * 3).await.contains("sportello>"), "what is still of use comes now");
    desk.closes().await;
}

#[tokio::test]
async fn something_that_happens_has_its_own_day() {
    let mut desk = Desk::opens("2027-06-01 10:00").await;
    company_has_a_plan(&mut desk, "10/6/27").await;
    desk.person_presses("È successo qualcosa").await;
    assert_snapshot!(read(&desk.person_presses("Part-time al posto del congedo").await), @"");
    desk.person_says("oggi").await;
    let coming = desk.person_says("/promemoria").await;
    assert!(
        coming.contains("4 giugno 2027 · «dip. 3» · Part-time al posto del congedo (16 giugno 2027)"),
        "{coming}"
    );
    desk.closes().await;
}

#[tokio::test]
async fn a_company_asks_about_a_plan_and_experts_see_dates_and_no_name() {
    let mut desk = Desk::on_tuesday().await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.person_presses("Chiedi a un esperto").await;
    assert_snapshot!(desk.person_says("Posso chiederle di rientrare prima?").await, @"");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_has_changed_is_told_to_those_who_asked_and_to_nobody_twice() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("Quanti giorni di congedo ha il padre?").await;
    desk.person_presses("È quello che cercavo").await;
    assert_snapshot!(read(&desk.person_presses("Avvisami se cambia").await), @"");
    desk.someone_says("luca", "/azienda").await;
    assert_snapshot!(desk.room_hears("!avvisa dimissioni").await, @"");
    assert_snapshot!(desk.room_hears("!avvisa congedo-parentale-eta").await, @"");
    assert_snapshot!(desk.room_hears("!avvisa padre-giorni").await, @"");
    assert_eq!(desk.count("reminders").await, 0, "nothing goes out before it is confirmed");
    assert_snapshot!(desk.room_hears("!conferma 1").await, @"");
    assert_snapshot!(desk.room_hears("!conferma 1").await, @"");
    desk.room_hears("!avvisa padre-giorni").await;
    assert!(!desk.room_hears("!conferma 2").await.contains("sportello>"), "she has had it");
    assert_snapshot!(read(&desk.person_presses("Basta con questo").await), @"");
    assert_eq!(desk.count("follows").await, 0);
    desk.closes().await;
}

#[tokio::test]
async fn plans_are_the_persons_to_take_along_and_to_have_forgotten() {
    let mut desk = Desk::on_tuesday().await;
    maria_has_a_plan(&mut desk, "10/2/27").await;
    desk.person_presses("Ricordamelo").await;
    assert!(desk.count("reminders").await > 0);
    desk.person_says("/esporta").await;
    let export =
        desk.platform.delivered().into_iter().rev().find_map(|sent| sent.message.file).expect("a file");
    assert!(export.content.contains("2027-02-10"), "{}", export.content);
    assert!(export.content.contains("inizio-maternita"), "{}", export.content);
    desk.person_says("/cancella").await;
    desk.person_presses("Sì, cancella tutto").await;
    for table in ["plans", "reminders", "guides", "companies", "follows"] {
        assert_eq!(desk.count(table).await, 0, "{table}");
    }
    assert!(!desk.finds_on_disk("2027-02-10"));
    desk.closes().await;
}
