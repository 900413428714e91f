//! What people change after they have sent it.

use insta::assert_snapshot;

use super::phone::{Desk, MARIA};

const CAMERA: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/camera.jpg");
const PICTURE: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
const QUESTION: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn a_picture_that_takes_the_place_of_another_reaches_the_experts() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), Some(QUESTION));
    desk.settles().await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.shows_instead(MARIA, message, PICTURE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-12.png image/png 225 bytes]
    ");
    desk.emulator.edits_nothing(MARIA, message);
    assert_eq!(desk.settles().await, "", "it is the same picture");
    desk.emulator.edits_caption(MARIA, message, "come rinnovo la carta di soggiorno");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo la carta di soggiorno»
    ");
}

#[tokio::test]
async fn a_picture_without_words_can_be_another_too() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), None);
    desk.settles().await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.shows_instead(MARIA, message, PICTURE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «📷»
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-17.png image/png 225 bytes]
    ");
}

#[tokio::test]
async fn a_picture_added_to_words_reaches_the_experts() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.shows_instead(MARIA, message, PICTURE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-11.png image/png 225 bytes]
    ");
}

#[tokio::test]
async fn a_picture_added_to_a_question_that_an_article_has_answered_makes_a_case_of_it() {
    let mut desk = Desk::opens().await;
    desk.person_says("quanto dura la maternità").await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.person_says("grazie").await;
    desk.emulator.shows_instead(MARIA, message, PICTURE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità»
    sala> (Già inviata in automatico: maternita-durata)
    sala> (Schede vicine: maternita-durata 1,00   (!usa <nome>)) @room
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-17.png image/png 225 bytes]
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
}

#[tokio::test]
async fn a_picture_changed_after_the_case_was_closed_opens_it_again() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), Some(QUESTION));
    desk.settles().await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.person_says("grazie").await;
    desk.expert_writes("2026-0001", "!chiudi").await;
    desk.emulator.shows_instead(MARIA, message, PICTURE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> Riaperta da un nuovo messaggio della persona · scade gio 26 nov 10:05
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-32.png image/png 225 bytes]
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001> (nuova scadenza: gio 26 nov 10:05) @anna
    sportello> Ho riaperto la pratica 2026-0001 con il tuo messaggio. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
}

#[tokio::test]
async fn a_file_that_the_desk_does_not_take_instead_of_one_that_it_does_is_said() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), Some(QUESTION));
    desk.settles().await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    let audio = serde_json::json!({ "photo": null, "audio": { "file_id": "x", "file_unique_id": "y", "duration": 3 } });
    desk.emulator.changes_to_anything(MARIA, message, audio);
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sportello> Questo tipo di file non lo posso passare a chi ti risponde. Mandami una foto, un PDF o un messaggio vocale, oppure scrivi la domanda con parole tue.
    ");
}

#[tokio::test]
async fn captions_of_an_album_are_corrected_each_in_its_place() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_album(
        MARIA,
        vec![CAMERA.to_vec(), PICTURE.to_vec(), CAMERA.to_vec()],
        Some(QUESTION),
    );
    desk.settles().await;
    desk.seconds_pass(2).await;
    let third = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits_caption(MARIA, third - 1, "la seconda pagina");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001>   «la seconda pagina»
    ");
    desk.emulator.edits_caption(MARIA, third, "e la terza");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001>   «la seconda pagina»
    sala 2026-0001>   «e la terza»
    ");
    desk.emulator.edits_caption(MARIA, third - 1, "la pagina due");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001>   «la pagina due»
    sala 2026-0001>   «e la terza»
    ");
    desk.emulator.edits_nothing(MARIA, third);
    assert_eq!(desk.settles().await, "");
    desk.emulator.shows_instead(MARIA, third, PICTURE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    sala 2026-0001>   «la pagina due»
    sala 2026-0001>   «e la terza»
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-23.png image/png 225 bytes]
    ");
    assert_eq!(desk.count("messages WHERE author = 'person'").await, 1, "one message, as it was");
    assert_eq!(desk.count("cases").await, 1);
}

#[tokio::test]
async fn what_was_changed_is_in_the_export_as_it_is_now_and_gone_when_it_is_erased() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_album(MARIA, vec![CAMERA.to_vec(), PICTURE.to_vec()], Some(QUESTION));
    desk.settles().await;
    desk.seconds_pass(2).await;
    let second = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits_caption(MARIA, second, "pagina zebrata");
    desk.settles().await;
    assert_eq!(desk.count("messages WHERE parts LIKE '%zebrata%' AND body LIKE '%zebrata%'").await, 1);
    desk.person_says("/cancella").await;
    desk.person_presses("Sì, cancella tutto").await;
    assert_eq!(desk.count("messages WHERE parts LIKE '%zebrata%' OR body LIKE '%zebrata%'").await, 0);
}
