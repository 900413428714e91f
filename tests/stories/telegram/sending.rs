//! What people send: words, changes of mind, pictures, voices, places, and what the desk does not take.

use domain::organisations::Organisations;
use insta::assert_snapshot;
use sportello::channels::Destination;

use super::phone::{ANNA, Desk, MARIA};
use crate::files::program;

const CAMERA: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/camera.jpg");
const PICTURE: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
const REPORT: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/report.pdf");
const VOICE: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/voice.ogg");
const CLIP: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/clip.mp4");

const QUESTION: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn a_picture_opens_a_case_and_reaches_the_experts_without_its_story() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_photo(
        MARIA,
        CAMERA.to_vec(),
        Some("quanto dura la maternità con questo certificato?"),
    );
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità con questo certificato?»
    sala> (Schede vicine: maternita-durata 1,00   (!usa <nome>)) @room
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-9.jpg image/jpeg 715 bytes]
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    let files: Vec<_> = desk.room.delivered().into_iter().filter_map(|dispatch| dispatch.handed).collect();
    assert!(CAMERA.windows(6).any(|bytes| bytes == b"SECRET"), "there was something to hide");
    assert!(!files[0].bytes.windows(6).any(|bytes| bytes == b"SECRET"), "no camera, no place, no name");
}

#[tokio::test]
async fn files_keep_neither_name_nor_author() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.sends_document(
        MARIA,
        "Maria Rossi busta paga.pdf",
        "application/pdf",
        REPORT.to_vec(),
        None,
    );
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «📄»
    sala 2026-0001> 📄 la persona manda un documento
    sala [2026-0001-14.pdf application/pdf 1356 bytes]
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    desk.emulator.sends_voice(MARIA, VOICE.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «🎤»
    sala 2026-0001> 🎤 la persona manda un messaggio vocale
    sala [2026-0001-19.ogg audio/ogg 430 bytes]
    ");
    desk.emulator.sends_video(MARIA, CLIP.to_vec(), Some("guardate"));
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «guardate»
    sala 2026-0001> 🎥 la persona manda un video
    sala [2026-0001-24.mp4 video/mp4 2425 bytes]
    ");
    desk.emulator.sends_video_note(MARIA, CLIP.to_vec());
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «🎥»
    sala 2026-0001> 🎥 la persona manda un video
    sala [2026-0001-29.mp4 video/mp4 2425 bytes]
    ");
    for dispatch in desk.room.delivered() {
        let text = format!("{dispatch:?}");
        assert!(!text.contains("Rossi") && !text.contains("SECRET"), "{text}");
    }
}

#[tokio::test]
async fn an_album_is_one_message() {
    let mut desk = Desk::opens().await;
    let pages = vec![CAMERA.to_vec(), PICTURE.to_vec(), CAMERA.to_vec()];
    desk.emulator.sends_album(MARIA, pages, Some("che cosa vuol dire questa lettera?"));
    assert_snapshot!(desk.settles().await, @"");
    assert_snapshot!(desk.seconds_pass(2).await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «che cosa vuol dire questa lettera?» @room
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-11.jpg image/jpeg 715 bytes]
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-12.png image/png 225 bytes]
    sala 2026-0001> 📷 la persona manda una foto
    sala [2026-0001-13.jpg image/jpeg 715 bytes]
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    assert_eq!(desk.count("messages WHERE author = 'person'").await, 1);
}

#[tokio::test]
async fn a_caption_corrected_while_the_album_waits_is_not_lost() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_album(MARIA, vec![PICTURE.to_vec(), PICTURE.to_vec()], Some("che letera è?"));
    let second = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits_caption(MARIA, second - 1, "che lettera è?");
    desk.settles().await;
    let shown = desk.seconds_pass(2).await;
    assert!(shown.contains("«che letera è?»") && shown.contains("«che lettera è?»"), "{shown}");
}

#[tokio::test]
async fn a_correction_after_the_answer_goes_to_the_case_that_came_of_it() {
    let mut desk = Desk::opens().await;
    desk.person_says("quanto dura la maternità").await;
    let question = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.person_presses("Chiedi a un esperto").await;
    desk.emulator.edits(MARIA, question, "quanto dura la maternità con due gemelli");
    let shown = desk.settles().await;
    assert!(shown.starts_with("sala 2026-0001> (La persona ha corretto un messaggio."), "{shown}");
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_told_in_the_thread() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.sends_document(
        MARIA,
        "foto.jpg",
        "image/jpeg",
        b"\xff\xd8\xff\xe0 and no more".to_vec(),
        None,
    );
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «📄»
    sala 2026-0001> 📄 la persona manda un documento
    sala 2026-0001> ⚠️ Il file non si può aprire, o la piattaforma non lo dà più. Chiedete alla persona di rimandarlo come foto o PDF.
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    sportello> Non sono riuscito ad aprire il file che hai mandato. Puoi rimandarlo come foto, o come PDF senza password?
    ");
}

#[tokio::test]
async fn what_the_desk_does_not_take_gets_a_clear_sentence() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    desk.emulator.sends_large_document(MARIA, "video.mp4", "video/mp4", 21 << 20);
    assert_snapshot!(desk.settles().await, @"sportello> Questo file è troppo grande: posso passare file fino a 20 MB. Puoi mandarmi una foto della pagina che conta?");
    desk.emulator.sends_document(MARIA, "lettera.docx", "application/msword", b"PK".to_vec(), None);
    assert_snapshot!(desk.settles().await, @"sportello> Questo tipo di file non lo posso passare a chi ti risponde. Mandami una foto, un PDF o un messaggio vocale, oppure scrivi la domanda con parole tue.");
    desk.emulator.sends_contact(MARIA, "+39 333 1234567", "Anna");
    assert_snapshot!(desk.settles().await, @"sportello> Il contatto non mi serve e non lo conservo. Scrivi la domanda con parole tue.");
    desk.emulator.sends_dice(MARIA);
    assert_snapshot!(desk.settles().await, @"sportello> Non sono riuscito a leggere il messaggio. Puoi scrivermi la domanda con parole tue?");
    assert_eq!(desk.room.delivered(), [], "nothing of it is the experts'");
}

#[tokio::test]
async fn words_beside_a_file_that_is_not_taken_are_read_all_the_same() {
    let mut desk = Desk::opens().await;
    let words = Some("come rinnovo il permesso di soggiorno con questo modulo?");
    desk.emulator.sends_document(MARIA, "modulo.docx", "application/msword", b"PK".to_vec(), words);
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno con questo modulo?» @room
    sportello> Questo tipo di file non lo posso passare a chi ti risponde. Mandami una foto, un PDF o un messaggio vocale, oppure scrivi la domanda con parole tue.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
}

#[tokio::test]
async fn stickers_places_forwards_and_replies_are_words() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_sticker(MARIA, "👍");
    assert_snapshot!(desk.settles().await, @"
    sportello> Prego! Se hai un'altra domanda, scrivi pure.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    desk.emulator.forwards(MARIA, QUESTION);
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.emulator.sends_location(MARIA, 45.464_211, 9.191_383);
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «📍 45.46, 9.19»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    let last = desk.emulator.last_of_bot(MARIA).expect("a message");
    desk.emulator.replies(MARIA, last, "ho dimenticato: abito a Monza");
    assert_snapshot!(desk.settles().await, @"sala 2026-0001>   «ho dimenticato: abito a Monza»");
}

#[tokio::test]
async fn a_corrected_message_counts_if_its_words_changed() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di sogiorno").await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits_nothing(MARIA, message);
    assert_snapshot!(desk.settles().await, @"");
    desk.emulator.edits(MARIA, message, QUESTION);
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «come rinnovo il permesso di soggiorno»
    ");
    desk.emulator.edits(MARIA, message, QUESTION);
    assert_snapshot!(desk.settles().await, @"");
}

#[tokio::test]
async fn before_there_is_a_case_a_correction_is_the_question() {
    let mut desk = Desk::opens().await;
    desk.person_says("congedo padre").await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits(MARIA, message, "quanti giorni ha il padre alla nascita");
    assert_snapshot!(desk.settles().await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello>
    sportello> D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026
    sportello> [È quello che cercavo]
    sportello> [Calcola le mie date]
    sportello> [Chiedi a un esperto]
    ");
}

#[tokio::test]
async fn a_typo_corrected_after_the_answer_asks_nothing_anew() {
    let mut desk = Desk::opens().await;
    desk.person_says("quanto dura la maternitá").await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits(MARIA, message, "quanto dura la maternità");
    assert_snapshot!(desk.settles().await, @"");
    desk.emulator.edits(MARIA, message, QUESTION);
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno»
    sala> (Già inviata in automatico: maternita-durata) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
}

#[tokio::test]
async fn a_corrected_command_commands_and_corrected_thanks_ask_for_nothing() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.person_says("grazie").await;
    let thanks = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits(MARIA, thanks, "Grazie!");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «Grazie!»
    ");
    desk.person_says("/anulla").await;
    let command = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.edits(MARIA, command, "/annulla");
    assert_snapshot!(desk.settles().await, @"
    sportello> Vuoi annullare la pratica 2026-0001? È questa domanda: «come rinnovo il permesso di soggiorno». Se la annulli, nessuno ti risponde.
    sportello> [Sì, annulla la pratica]
    sportello> [No, lasciala aperta]
    ");
}

#[tokio::test]
async fn a_correction_goes_to_the_thread_of_its_case() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.person_says("abito a Monza").await;
    let detail = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.person_says("/annulla").await;
    desk.person_says("quando arriva la pensione").await;
    desk.emulator.edits(MARIA, detail, "abito a Lodi");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> (La persona ha corretto un messaggio. Ora dice:)
    sala 2026-0001>   «abito a Lodi»
    ");
}

#[tokio::test]
async fn the_last_word_to_a_closed_case_opens_it_again_also_when_it_is_a_correction() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    let question = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.expert_writes("2026-0001", "Si fa alle poste.").await;
    desk.expert_writes("2026-0001", "!chiudi").await;
    desk.emulator.edits(MARIA, question, "come rinnovo il permesso di soggiorno di mio figlio");
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001> Riaperta da un nuovo messaggio della persona · scade gio 26 nov 10:05
    sala 2026-0001>   «come rinnovo il permesso di soggiorno di mio figlio»
    sala 2026-0001> (nuova scadenza: gio 26 nov 10:05) @anna
    sportello> Ho riaperto la pratica 2026-0001 con il tuo messaggio. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
}

#[tokio::test]
async fn a_picture_under_which_stands_a_command_is_still_a_picture() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), Some("/aiuto"));
    assert!(desk.settles().await.contains("la persona manda una foto"));
}

#[tokio::test]
async fn a_link_says_who_sent_the_person_and_no_more() {
    let mut desk = Desk::opens_with(|config| {
        config.organisations = toml::from_str::<Organisations>("cgil-milano = 'CGIL Milano'").expect("codes");
    })
    .await;
    assert_snapshot!(desk.person_says("/start cgil-milano").await, @"
    sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello>
    sportello> Ti manda CGIL Milano: lo dico a chi ti risponde, il tuo nome no.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    assert_snapshot!(desk.person_says(QUESTION).await, @"
    sala> 2026-0001 · Telegram · italiano · CGIL Milano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    assert_snapshot!(desk.someone_says(ANNA, "/start qualcosa-di-ignoto").await, @"
    sportello ad anna> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello ad anna>
    sportello ad anna> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
}

#[tokio::test]
async fn in_a_group_the_bot_says_once_that_it_works_in_private_and_leaves() {
    let mut desk = Desk::opens().await;
    desk.emulator.added_to_group(-1001);
    desk.settles().await;
    desk.emulator.says_in_group(-1001, MARIA, "quanto dura la maternità?");
    desk.settles().await;
    let left =
        desk.emulator.wait_for(|telegram| telegram.left(-1001), std::time::Duration::from_secs(5)).await;
    assert!(left);
    assert_snapshot!(desk.phone_shows(-1001), @"
    sportello> Rispondo solo nelle chat private: scrivimi in privato, così nessun altro legge la tua domanda. Da qui esco subito.
    persona> quanto dura la maternità?
    ");
    assert_eq!(desk.count("conversations").await, 0, "nobody's question is in a group");
}

#[tokio::test]
async fn the_room_never_sees_who_it_is() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), None);
    desk.settles().await;
    for dispatch in desk.room.delivered() {
        assert!(matches!(dispatch.to, Destination::Staff { .. }));
        let seen = format!("{dispatch:?}");
        for name in desk.emulator.names(MARIA) {
            assert!(!seen.contains(&name), "{name} in {seen}");
        }
        assert!(!seen.replace("file", "").contains(&MARIA.to_string()), "{seen}");
    }
}

#[tokio::test]
async fn a_file_that_takes_the_desk_with_it_is_given_up_after_three_times() {
    let mut desk = Desk::opens().await;
    desk.person_says(QUESTION).await;
    let (endless, _folder) = program("exec /bin/sleep 100");
    desk.sanitizes_with(endless).await;
    desk.emulator.sends_photo(MARIA, CAMERA.to_vec(), None);
    desk.hears().await.expect("Telegram answers");
    for _ in 0..3 {
        desk.dies_working().await;
    }
    assert_snapshot!(desk.seconds_pass(30).await, @"
    sala 2026-0001>   «📷»
    sala 2026-0001> 📷 la persona manda una foto
    sala 2026-0001> ⚠️ Il file non si può aprire, o la piattaforma non lo dà più. Chiedete alla persona di rimandarlo come foto o PDF.
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    sportello> Non sono riuscito ad aprire il file che hai mandato. Puoi rimandarlo come foto, o come PDF senza password?
    ");
}
