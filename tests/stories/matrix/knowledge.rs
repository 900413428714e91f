//! Knowledge from answers: two experts make an article, and it answers the next person.

use std::time::Duration;

use insta::assert_snapshot;
use knowledge::{Knowledge, articles::collection};

use super::desk::Desk;
use crate::support::until;

const SOON: Duration = Duration::from_mins(3);
const QUESTION: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test(flavor = "multi_thread")]
async fn two_experts_make_an_article_and_it_answers_the_next_person() {
    let mut desk = Desk::in_its_room().await;
    let root = desk.maria_opens_a_case(QUESTION).await.event_id;
    desk.anna.say_in_thread(&desk.room, &root, "!scheda").await;
    desk.thread_shows(&root, "Non c'è ancora una risposta").await;
    let reply = desk
        .anna
        .say_in_thread(&desk.room, &root, "Il permesso si rinnova in questura, 60 giorni prima.")
        .await;
    desk.marked(&reply, "✔️").await;
    desk.anna.say_in_thread(&desk.room, &root, "!scheda Rinnovo del permesso di soggiorno").await;
    let draft = desk.thread_shows(&root, "Bozza di scheda").await;
    assert_snapshot!(draft.text(), @"
    Bozza di scheda: rinnovo-del-permesso-di-soggiorno

    Rinnovo del permesso di soggiorno

    Il permesso si rinnova in questura, 60 giorni prima.

    Anche questo resta, come modo di chiedere:

    > come rinnovo il permesso di soggiorno

    Serve una seconda persona: se va bene, scrive !approva. Controllate che non ci sia niente di personale. Per cambiarla: !scheda <titolo> e, a capo, il testo nuovo.
    ");
    let file = desk.folder.path().join("drafts/rinnovo-del-permesso-di-soggiorno.md");
    until(SOON, || file.exists()).await;
    assert_snapshot!(undated(&std::fs::read_to_string(&file).expect("the draft")), @r#"
    +++
    slug = "rinnovo-del-permesso-di-soggiorno"
    title = "Rinnovo del permesso di soggiorno"
    lang = "it"
    area = "dallo-sportello"
    audience = "both"
    questions = ["come rinnovo il permesso di soggiorno"]
    reviewed_on = …
    review_by = …
    handling = "auto"
    +++

    Il permesso si rinnova in questura, 60 giorni prima.
    "#);

    desk.anna.say_in_thread(&desk.room, &root, "!approva").await;
    desk.thread_shows(&root, "una persona diversa da chi l'ha scritta").await;
    desk.bruno.say_in_thread(&desk.room, &root, "!approva").await;
    desk.thread_shows(&root, "è pubblicata").await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    giulia.say(&chat, QUESTION).await;
    giulia
        .wait_for(&chat, "the new article", |line| {
            line.is_from(&desk.bot.user_id) && line.text().contains("si rinnova in questura, 60 giorni prima")
        })
        .await;

    // What is live lies there in the repository's own layout.
    let copies = desk.folder.path().join("articles");
    let (exported, diagnostics) = collection::load(&copies);
    assert_eq!(diagnostics, []);
    assert_eq!(
        exported.articles[0].file,
        copies.join("it/dallo-sportello/rinnovo-del-permesso-di-soggiorno.md")
    );
    Knowledge::load(&copies, None).expect("an index");

    desk.anna.say(&desk.room, "!ritira rinnovo-del-permesso-di-soggiorno").await;
    desk.room_shows("è ritirata").await;
    let carla = desk.people.meet("Carla").await;
    let chat = desk.chat_of(&carla, true).await;
    carla.say(&chat, QUESTION).await;
    carla
        .wait_for(&chat, "a case", |line| {
            line.is_from(&desk.bot.user_id) && line.text().contains("Ho aperto la pratica")
        })
        .await;
    desk.stops().await;
}

fn undated(file: &str) -> String {
    let lines = file.lines().map(|line| match line.split_once(" = ") {
        Some((key @ ("reviewed_on" | "review_by"), _)) => format!("{key} = …"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
