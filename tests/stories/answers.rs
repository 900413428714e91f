//! What the desk answers by itself, and how it hands over.

use insta::assert_snapshot;

use crate::support::Desk;

#[tokio::test]
async fn a_common_question_is_answered_at_once_with_a_word_on_privacy_beside_it() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"");
    assert_snapshot!(desk.person_presses("È quello che cercavo").await, @"");
    desk.closes().await;
}

#[tokio::test]
async fn explore() {
    let mut desk = Desk::on_tuesday().await;
    for q in [
        "ciao",
        "giorni del padre",
        "quanti giorni prima il padre",
        "il capo vuole che firmo le dimissioni",
        "/cancella",
    ] {
        println!("> {q}\n{}", desk.someone_says(q, q).await);
    }
    for q in [
        "come rinnovo il permesso di soggiorno",
        "congedo per donne vittime di violenza",
        "ho una domanda",
        "preavviso papà congedo quanti giorni",
        "padre giorni congedo avviso",
        "quanti giorni congedo padre azienda",
    ] {
        println!("> {q}\n{}", desk.someone_says(q, q).await);
    }
    println!("{}", desk.hours_pass(72).await);
    desk.closes().await;
}
