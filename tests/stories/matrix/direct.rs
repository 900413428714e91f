//! Workers on Matrix: a direct room is a conversation like any other.

use insta::assert_snapshot;

use super::desk::Desk;
use crate::homeserver::{Line, Person};

/// Waits until the person's chat shows something of the desk's with this in it.
async fn reads(desk: &Desk, person: &Person, chat: &str, text: &str) -> Line {
    person.wait_for(chat, text, |line| line.is_from(&desk.bot.user_id) && line.text().contains(text)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_and_buttons_are_pressed_by_number_or_sign() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    for encrypted in [true, false] {
        let chat = desk.chat_of(&giulia, encrypted).await;
        giulia.say(&chat, "quanto dura la maternità").await;
        let answer = reads(&desk, &giulia, &chat, "cinque mesi").await;
        assert_eq!(answer.encrypted, encrypted);
        if encrypted {
            assert_snapshot!(answer.text(), @"
            La maternità dura cinque mesi.

            • due mesi prima della data presunta;
            • tre mesi dopo il parto.

            D.Lgs. 151/2001, art. 16 · scheda aggiornata al 22 novembre 2026

            1️⃣ È quello che cercavo
            2️⃣ Chiedi a un esperto

            Rispondi con il numero, oppure tocca il simbolo qui sotto.
            ");
        }
        giulia.wait_for(&chat, "a sign to touch", |line| line.is_reaction(&answer.event_id, "2️⃣")).await;
        giulia.say(&chat, "1").await;
        reads(&desk, &giulia, &chat, "contenti di esserti utili").await;

        giulia.say(&chat, "quanto dura la maternità?").await;
        let again = giulia
            .wait_for(&chat, "another answer", |line| {
                line.event_id != answer.event_id && line.text().contains("cinque mesi")
            })
            .await;
        giulia.react(&chat, &again.event_id, "2️⃣").await;
        reads(&desk, &giulia, &chat, "Ho aperto la pratica").await;
        // An old button, of a message before.
        giulia.react(&chat, &answer.event_id, "1️⃣").await;
        reads(&desk, &giulia, &chat, "Questo pulsante").await;
    }
    let root = desk.room_shows("Matrix · italiano").await.event_id;
    desk.anna.say_in_thread(&desk.room, &root, "Buongiorno, quanti figli ha?").await;
    for line in desk.anna.lines(&desk.room).await {
        assert!(!line.content.to_string().contains("giulia"), "nobody's id in the staff room: {line}");
    }
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opens_a_room_is_greeted_once() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    desk.stops().await;
    desk.starts().await;
    giulia.say(&chat, "quanto dura la maternità").await;
    reads(&desk, &giulia, &chat, "cinque mesi").await;
    let lines = giulia.lines(&chat).await;
    let said: Vec<&str> = lines
        .iter()
        .filter(|line| line.is_from(&desk.bot.user_id))
        .map(Line::text)
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_snapshot!(said[0], @"
    Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.

    Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    // Who has asked already is answered.
    let carla = desk.people.meet("Carla").await;
    desk.stops().await;
    let chat = carla.create_direct(&desk.bot.user_id, false).await;
    carla.say(&chat, "quanto dura la maternità").await;
    desk.starts().await;
    let first = carla
        .wait_for(&chat, "an answer", |line| line.is_from(&desk.bot.user_id) && !line.text().is_empty())
        .await;
    assert!(first.text().contains("cinque mesi"), "{first}");
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn encryption_may_come_later_and_devices_may_change() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, false).await;
    giulia.say(&chat, "come rinnovo il permesso di soggiorno").await;
    let root = desk.room_shows("rinnovo il permesso").await.event_id;
    reads(&desk, &giulia, &chat, "Ho aperto la pratica").await;
    giulia.enable_encryption(&chat).await;
    giulia.say(&chat, "adesso è cifrata").await;
    desk.thread_shows(&root, "adesso è cifrata").await;
    desk.anna.say_in_thread(&desk.room, &root, "Quanti figli ha?").await;
    assert!(reads(&desk, &giulia, &chat, "Quanti figli ha?").await.encrypted);
    // Another telephone, which has to be given the keys; the old one is gone.
    let anew = giulia.on_another_device().await;
    anew.say(&chat, "due, da un altro telefono").await;
    desk.thread_shows(&root, "due, da un altro telefono").await;
    desk.anna.say_in_thread(&desk.room, &root, "Allora cinque mesi").await;
    assert!(reads(&desk, &anew, &chat, "Allora cinque mesi").await.encrypted);
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_answers_an_expert_is_an_answer() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    giulia.say(&chat, "quanto dura la maternità").await;
    reads(&desk, &giulia, &chat, "cinque mesi").await;
    giulia.say(&chat, "2").await;
    let root = desk.room_shows("quanto dura la maternità").await.event_id;
    reads(&desk, &giulia, &chat, "Ho aperto la pratica").await;
    desk.anna.say_in_thread(&desk.room, &root, "Quanti figli ha?").await;
    reads(&desk, &giulia, &chat, "Quanti figli ha?").await;
    giulia.say(&chat, "1").await;
    desk.thread_shows(&root, "> 1").await;
    // What she corrects, the thread is told; what an expert takes back, she does not see any more.
    let line = giulia.say(&chat, "anzi, tre").await;
    desk.thread_shows(&root, "anzi, tre").await;
    giulia.edit(&chat, &line, "anzi, due").await;
    desk.thread_shows(&root, "anzi, due").await;
    let reply = desk.anna.say_in_thread(&desk.room, &root, "Allora cinque mesi e mezzo").await;
    let wrong = reads(&desk, &giulia, &chat, "cinque mesi e mezzo").await;
    desk.anna.edit_in_thread(&desk.room, &root, &reply, "Allora cinque mesi").await;
    giulia
        .wait_for(&chat, "the change", |line| {
            line.event_id == wrong.event_id && line.text().starts_with("Allora cinque mesi\n")
        })
        .await;
    desk.anna.redact(&desk.room, &reply, None).await;
    giulia.wait_for(&chat, "it is gone", |line| line.event_id == wrong.event_id && line.redacted).await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_handed_over_and_farewells_are_final() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    let picture = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
    giulia.send_file(&chat, "Giulia Bianchi.png", "image/png", picture, None).await;
    reads(&desk, &giulia, &chat, "Ho aperto la pratica").await;
    let file = desk.anna.wait_for(&desk.room, "the picture", |line| line.has_file).await;
    assert!(!file.content.to_string().contains("Bianchi"), "{file}");
    assert!(desk.anna.fetch_file(&desk.room, &file.event_id).await.starts_with(b"\x89PNG"));
    giulia.say(&chat, "/cancella").await;
    reads(&desk, &giulia, &chat, "Vuoi che cancelliamo tutto?").await;
    giulia.say(&chat, "1").await;
    reads(&desk, &giulia, &chat, "dimentico anche il tuo recapito").await;
    giulia
        .wait_for(&chat, "the desk has left", |line| line.membership_of(&desk.bot.user_id) == Some("leave"))
        .await;
    desk.anna
        .wait_for(&desk.room, "it is gone", |line| line.event_id == file.event_id && line.redacted)
        .await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_is_not_in_the_files_of_the_session_either() {
    let mut desk = Desk::in_its_room().await;
    let (giulia, carla) = (desk.people.meet("Giulia").await, desk.people.meet("Carla").await);
    let stays = desk.chat_of(&carla, true).await;
    let chat = desk.chat_of(&giulia, true).await;
    giulia.say(&chat, "/cancella").await;
    reads(&desk, &giulia, &chat, "Vuoi che cancelliamo tutto?").await;
    giulia.say(&chat, "1").await;
    giulia
        .wait_for(&chat, "the desk has left", |line| line.membership_of(&desk.bot.user_id) == Some("leave"))
        .await;
    let folder = desk.folder.path().join("matrix");
    let note = folder.join("forget.json");
    let noted = || std::fs::read_to_string(&note).is_ok_and(|note| note.contains("\"gone\":true"));
    crate::support::until(std::time::Duration::from_mins(1), noted).await;
    desk.stops().await;
    let key = key_of(&giulia).await;
    for name in [&giulia.id, &key] {
        assert!(times_in(&folder, name) > 0, "until the next start");
    }
    desk.starts().await;
    crate::support::until(std::time::Duration::from_mins(1), || !note.exists()).await;
    carla.say(&stays, "quanto dura la maternità").await;
    reads(&desk, &carla, &stays, "cinque mesi").await;
    desk.stops().await;
    for name in [&giulia.id, &chat, &key] {
        assert_eq!(times_in(&folder, name), 0, "{name}");
    }
    assert!(times_in(&folder, &carla.id) > 0, "others are known");
}

/// The key by which others know her device.
async fn key_of(person: &Person) -> String {
    let keys = person.keys_of(&person.id).await;
    let devices = keys["device_keys"][&person.id].as_object().expect("devices");
    let keys = devices.values().flat_map(|device| device["keys"].as_object().expect("keys"));
    let mut keys = keys.filter(|(name, _)| name.starts_with("curve25519:"));
    keys.next().expect("a key").1.as_str().expect("text").to_owned()
}

/// How often a name stands in the files of a folder.
fn times_in(folder: &std::path::Path, name: &str) -> usize {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|file| file.file_type().is_file());
    let times = |file: walkdir::DirEntry| {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        bytes.windows(name.len()).filter(|bytes| *bytes == name.as_bytes()).count()
    };
    files.map(times).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_nobody_can_open_is_given_up_at_once_and_holds_nothing_up() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    let picture = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
    giulia.send_spoilt_file(&chat, "busta paga.png", "image/png", picture).await;
    giulia.say(&chat, "vedete la foto?").await;
    let root = desk.room_shows("Matrix · italiano").await.event_id;
    desk.thread_shows(&root, "vedete la foto?").await;
    // No time has passed: it was not asked for again.
    desk.thread_shows(&root, "Il file non si può aprire").await;
    reads(&desk, &giulia, &chat, "Non sono riuscito ad aprire il file").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_is_out_of_reach_and_groups_are_left() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    giulia.say(&chat, "come rinnovo il permesso di soggiorno").await;
    let root = desk.room_shows("rinnovo il permesso").await.event_id;
    giulia.leave(&chat).await;
    desk.thread_shows(&root, "ha chiuso la chat").await;
    let reply = desk.anna.say_in_thread(&desk.room, &root, "In questura").await;
    desk.marked(&reply, "⚠️").await;
    desk.thread_shows(&root, "Non consegnata").await;

    // Where an expert is, it stays, and says nothing.
    let coffee = desk.anna.create_room("Pausa caffè", false, &[&desk.bruno.id, &desk.bot.user_id]).await;
    desk.bruno.join(&coffee).await;
    let (carla, dora) = (desk.people.meet("Carla").await, desk.people.meet("Dora").await);
    let group = carla.create_room("Amiche", false, &[&dora.id]).await;
    dora.join(&group).await;
    carla.invite(&group, &desk.bot.user_id).await;
    reads(&desk, &carla, &group, "chat private").await;
    carla
        .wait_for(&group, "the desk has left", |line| line.membership_of(&desk.bot.user_id) == Some("leave"))
        .await;
    assert_eq!(desk.anna.members(&coffee).await[&desk.bot.user_id], "join");
    let lines = desk.anna.lines(&coffee).await;
    assert!(!lines.iter().any(|line| line.is_from(&desk.bot.user_id) && line.kind == "m.room.message"));
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dates_of_a_leave_come_with_a_file_and_numbers_press_the_guides_buttons() {
    let mut desk = Desk::in_its_room().await;
    let giulia = desk.people.meet("Giulia").await;
    let chat = desk.chat_of(&giulia, true).await;
    giulia.say(&chat, "/congedo").await;
    reads(&desk, &giulia, &chat, "Che lavoro è?").await;
    giulia.say(&chat, "lavoro dipendente").await;
    reads(&desk, &giulia, &chat, "Che cosa riguarda?").await;
    giulia.say(&chat, "1").await;
    reads(&desk, &giulia, &chat, "data prevista del parto?").await;
    giulia.say(&chat, "il 10 febbraio").await;
    reads(&desk, &giulia, &chat, "singolo o gemellare?").await;
    giulia.say(&chat, "1").await;
    reads(&desk, &giulia, &chat, "cinque mesi di congedo?").await;
    giulia.say(&chat, "1").await;
    reads(&desk, &giulia, &chat, "Ecco il tuo calendario del congedo.").await;
    let file = giulia.wait_for(&chat, "the calendar", |line| line.has_file).await;
    assert!(file.text().contains("1️⃣ Ricordamelo"), "{file}");
    let calendar = giulia.fetch_file(&chat, &file.event_id).await;
    assert!(calendar.starts_with(b"BEGIN:VCALENDAR\r\n"));
    giulia.say(&chat, "1").await;
    reads(&desk, &giulia, &chat, "Ti scrivo prima delle date importanti").await;
    desk.stops().await;
}
