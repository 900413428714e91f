//! Messages of shapes that the desk has never seen: whatever stands beside them, words are read.

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value, json};
use sportello::channels::Channel;

use super::phone::{Desk, MARIA};

const PICTURE: &[u8] = include_bytes!("../../../crates/sanitize/fixtures/picture.png");
const QUESTION: &str = "come rinnovo il permesso di soggiorno";

fn with_new_entity(field: &str, entities: &str) -> Value {
    let date_time = json!({ "type": "date_time", "offset": 0, "length": 4, "unix_time": 1_796_000_000, "date_time_format": "r" });
    json!({ field: QUESTION, entities: [date_time, { "type": "never_seen", "offset": "x" }] })
}

#[tokio::test]
async fn entities_that_nobody_knows_cost_no_words() {
    let mut desk = Desk::opens().await;
    desk.emulator.sends_anything(MARIA, with_new_entity("text", "entities"));
    assert!(desk.settles().await.contains(&format!("«{QUESTION}»")));
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    let mut changed = with_new_entity("text", "entities");
    changed["text"] = json!("come rinnovo la carta di soggiorno");
    desk.emulator.changes_to_anything(MARIA, message, changed);
    assert!(desk.settles().await.contains("«come rinnovo la carta di soggiorno»"));
    desk.emulator.sends_photo(MARIA, PICTURE.to_vec(), Some("ecco"));
    desk.settles().await;
    let message = desk.emulator.last_of_person(MARIA).expect("a message");
    desk.emulator.changes_to_anything(MARIA, message, with_new_entity("caption", "caption_entities"));
    assert!(desk.settles().await.contains(&format!("«{QUESTION}»")));
}

#[tokio::test]
async fn what_a_newer_telegram_sends_is_read_as_far_as_it_is_words() {
    let mut desk = Desk::opens().await;
    let rich = json!({ "rich_message": { "blocks": [
        { "type": "heading", "size": 1, "text": "La mia domanda" },
        { "type": "paragraph", "text": ["come rinnovo il ", { "type": "bold", "text": ["permesso", " di soggiorno"] }, "?"] },
        { "type": "list", "items": [{ "label": "1.", "blocks": [{ "type": "paragraph", "text": "scade a marzo" }] }] },
        { "type": "table", "cells": [[{ "text": "io" }, { "text": "lui" }]] },
        { "type": "never_seen", "text": { "type": "never_seen", "text": "e poi?" } },
    ] } });
    desk.emulator.sends_anything(MARIA, rich);
    assert_snapshot!(desk.settles().await, @"
    sala> 2026-0001 · Telegram · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «La mia domanda»
    sala>   «come rinnovo il permesso di soggiorno?»
    sala>   «scade a marzo»
    sala>   «io lui»
    sala>   «e poi?» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    ");
    let list = json!({ "checklist": { "title": "Da fare", "tasks": [{ "id": 1, "text": "patronato" }, { "id": 2, "text": "INPS" }] } });
    desk.emulator.sends_anything(MARIA, list);
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «Da fare»
    sala 2026-0001>   «patronato»
    sala 2026-0001>   «INPS»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [È un'altra domanda]
    ");
    let gift = json!({ "gift": { "gift": {}, "text": "grazie di tutto, e i nidi?" } });
    desk.emulator.sends_anything(MARIA, gift);
    assert_snapshot!(desk.settles().await, @"sala 2026-0001>   «grazie di tutto, e i nidi?»");
    let live = json!({ "live_photo": { "file_id": "nowhere", "file_unique_id": "n", "duration": 3 }, "caption": "guardate" });
    desk.emulator.sends_anything(MARIA, live);
    assert_snapshot!(desk.settles().await, @"
    sala 2026-0001>   «guardate»
    sala 2026-0001> 🎥 la persona manda un video
    sala 2026-0001> ⚠️ Il file non si può aprire, o la piattaforma non lo dà più. Chiedete alla persona di rimandarlo come foto o PDF.
    sportello> Non sono riuscito ad aprire il file che hai mandato. Puoi rimandarlo come foto, o come PDF senza password?
    ");
}

#[tokio::test]
async fn what_is_no_words_gets_an_answer_and_what_telegram_says_itself_none() {
    let mut desk = Desk::opens().await;
    desk.person_says("ciao").await;
    for fields in [
        json!({ "entities": [{ "type": "bold", "offset": 0, "length": 3 }] }),
        json!({ "story": { "id": 3 } }),
        json!({ "paid_media": { "star_count": 3, "paid_media": [{ "type": "preview" }] } }),
        json!({ "something_of_next_year": { "text": "?" } }),
        json!({ "text": null, "photo": null }),
        json!({ "text": { "not": "a text" } }),
    ] {
        desk.emulator.sends_anything(MARIA, fields.clone());
        let shown = desk.settles().await;
        assert!(shown.contains("Non sono riuscito a leggere il messaggio"), "{fields}: {shown}");
    }
    for fields in [
        json!({ "pinned_message": { "message_id": 1, "chat": 7, "date": 0 } }),
        json!({ "message_auto_delete_timer_changed": [] }),
        json!({ "chat_background_set": true }),
    ] {
        desk.emulator.sends_anything(MARIA, fields.clone());
        assert_eq!(desk.settles().await, "", "{fields}");
    }
}

#[tokio::test]
async fn who_hides_behind_a_forward_or_a_channel_is_read_like_anybody() {
    let mut desk = Desk::opens().await;
    let hidden = json!({ "text": QUESTION, "forward_origin": { "type": "hidden_user", "sender_user_name": "Zenobia", "date": -1 } });
    desk.emulator.sends_anything(MARIA, hidden);
    let shown = desk.settles().await;
    assert!(shown.contains(&format!("«{QUESTION}»")) && !shown.contains("Zenobia"), "{shown}");
    let channel = json!({ "text": "scade a marzo", "sender_chat": { "id": -1001, "type": "channel", "title": "Zenobia" }, "date": 1e300 });
    desk.emulator.sends_anything(MARIA, channel);
    let shown = desk.settles().await;
    assert!(shown.contains("«scade a marzo»") && !shown.contains("Zenobia"), "{shown}");
}

#[tokio::test]
async fn broken_updates_stop_nobody() {
    let mut desk = Desk::opens().await;
    for update in [
        json!({ "message": null }),
        json!({ "message": [] }),
        json!({ "message": { "chat": null, "message_id": 5, "text": "?" } }),
        json!({ "callback_query": { "id": "1", "data": "human:1" } }),
        json!({ "callback_query": { "id": "2", "from": { "id": 1e30 } } }),
        json!({ "my_chat_member": { "chat": { "id": MARIA, "type": "private" } } }),
        json!({ "edited_message": { "chat": { "id": MARIA, "type": "private" }, "message_id": 9, "text": 9 } }),
    ] {
        desk.emulator.raw_update(update);
    }
    desk.emulator.raw_update(json!({ "callback_query": { "id": "3", "from": { "id": MARIA } } }));
    desk.emulator.says(MARIA, "quanto dura la maternità");
    let shown = desk.settles().await;
    assert!(shown.contains("cinque mesi"), "{shown}");
    assert_eq!(shown.matches("messo da parte").count(), 5, "{shown}");
}

#[tokio::test]
async fn a_promise_is_not_counted_from_another_century() {
    let mut desk = Desk::opens().await;
    for (date, case) in
        [(json!(0), 1), (json!(-62_135_596_800_i64), 2), (json!(i64::MAX), 3), (json!("ieri"), 4)]
    {
        let chat = json!({ "id": MARIA + case, "type": "private" });
        desk.emulator.raw_update(
            json!({ "message": { "message_id": 1, "chat": chat, "date": date, "text": QUESTION } }),
        );
        let shown = desk.settles().await;
        assert!(
            shown.contains(&format!("2026-000{case} · Telegram · italiano · scade gio 26 nov")),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn an_update_of_a_megabyte_is_read() {
    let mut desk = Desk::opens().await;
    let many = vec![json!({ "type": "bold", "offset": 0, "length": 1 }); 20_000];
    desk.emulator.sends_anything(MARIA, json!({ "text": QUESTION, "entities": many }));
    assert!(desk.settles().await.contains(&format!("«{QUESTION}»")));
    desk.emulator.sends_anything(MARIA, json!({ "text": "parola ".repeat(150_000) }));
    assert!(desk.settles().await.lines().count() < 100, "nobody reads a megabyte");
}

/// What the desk reads of a message, by the names of the fields on the way there.
const READ: [&str; 27] = [
    "message_id",
    "chat.id",
    "chat.type",
    "from.id",
    "from.language_code",
    "text",
    "caption",
    "quote.text",
    "reply_to_message.text",
    "reply_to_message.date",
    "reply_to_message.caption",
    "photo.file_id",
    "photo.file_unique_id",
    "photo.file_size",
    "photo.width",
    "photo.height",
    "document.file_id",
    "document.file_unique_id",
    "document.mime_type",
    "video.file_id",
    "video.file_unique_id",
    "location.latitude",
    "location.longitude",
    "sticker.emoji",
    "contact",
    "data",
    "new_chat_member.status",
];

/// The places in a value of which nothing is read, as pointers.
fn unread(value: &Value, pointer: &str, path: &str, found: &mut Vec<String>) -> bool {
    let children: Vec<(String, String, &Value)> = match value {
        Value::Object(fields) => {
            let within =
                |name: &String| if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            fields.iter().map(|(name, value)| (format!("{pointer}/{name}"), within(name), value)).collect()
        }
        Value::Array(items) => {
            let each = items.iter().enumerate();
            each.map(|(n, item)| (format!("{pointer}/{n}"), path.to_owned(), item)).collect()
        }
        _ => Vec::new(),
    };
    let mut nothing_read = !READ.contains(&path);
    for (pointer, path, child) in children {
        nothing_read &= unread(child, &pointer, &path, found);
    }
    if nothing_read {
        found.push(pointer.to_owned());
    }
    nothing_read
}

/// One update of every kind that people cause.
fn every_kind(desk: &Desk) -> Vec<Value> {
    let emulator = &desk.emulator;
    let message = |chat| emulator.last_of_person(chat).expect("a message");
    emulator.says(MARIA, "/start ciao *a* tutti");
    emulator.edits(MARIA, message(MARIA), "ciao a tutti");
    emulator.forwards(MARIA, QUESTION);
    emulator.replies(MARIA, message(MARIA), "sì");
    emulator.replies_quoting(MARIA, message(MARIA), "sì", "no");
    emulator.replies_to_elsewhere(MARIA, Some("qualcosa"), "forse");
    emulator.replies_to_elsewhere(MARIA, None, "mai");
    emulator.sends_photo(MARIA, PICTURE.to_vec(), Some("foto"));
    emulator.shows_instead(MARIA, message(MARIA), PICTURE.to_vec());
    emulator.sends_album(MARIA, vec![PICTURE.to_vec(), PICTURE.to_vec()], Some("album"));
    emulator.sends_document(MARIA, "a.pdf", "application/pdf", b"%PDF".to_vec(), Some("modulo"));
    emulator.sends_document(MARIA, "a.docx", "application/msword", b"PK".to_vec(), Some("modulo"));
    emulator.sends_video(MARIA, PICTURE.to_vec(), Some("video"));
    emulator.sends_sticker(MARIA, "👍");
    emulator.sends_location(MARIA, 45.1, 9.1);
    emulator.sends_contact(MARIA, "+39 333 1234567", "Anna");
    emulator.sends_dice(MARIA);
    emulator.presses_inaccessible(MARIA, "human:1");
    emulator.blocks(MARIA);
    emulator.unblocks(MARIA);
    emulator.waiting_updates()
}

/// The desk reads the same, whatever stands there as JSON.
fn reads_the_same(desk: &Desk, update: &Value, pointer: &str, instead: &str) -> Result<(), String> {
    let read = |payload: &str| desk.telegram.read(payload);
    let mut marked = update.clone();
    *marked.pointer_mut(pointer).expect("a place") = json!("HERE");
    let changed = marked.to_string().replacen("\"HERE\"", instead, 1);
    let (before, after) = (read(&update.to_string()), read(&changed));
    if before.is_ok() && before == after {
        return Ok(());
    }
    Err(format!("{pointer} in {update}: {before:?}, {after:?}"))
}

#[tokio::test]
async fn no_part_of_an_update_that_is_not_read_can_be_in_the_way() {
    let desk = Desk::opens().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let shapes = [
        "null",
        "true",
        "-1",
        "1e999",
        "123456789012345678901234567890",
        "\"\"",
        "\"\\ud800\"",
        "\"x\"",
        "[]",
        "{}",
        "[null, {\"type\": [[]]}]",
        "{\"text\": {\"id\": null}}",
        &deep,
    ];
    let updates = every_kind(&desk);
    let mut places = 0;
    for update in &updates {
        for (kind, body) in
            update.as_object().expect("an object").iter().filter(|(kind, _)| *kind != "update_id")
        {
            let mut found = Vec::new();
            unread(body, "", "", &mut found);
            for pointer in found {
                places += 1;
                for shape in shapes {
                    let pointer = format!("/{kind}{pointer}");
                    reads_the_same(&desk, update, &pointer, shape)
                        .unwrap_or_else(|wrong| panic!("{shape}: {wrong}"));
                }
            }
        }
    }
    assert!(places > 200, "{places} places");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,12}", inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

#[test]
fn fields_of_the_future_cost_no_words() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let desk = runtime.block_on(Desk::opens());
    let new_field = ("x_[a-z]{1,10}", any_json());
    let mut runner = proptest::test_runner::TestRunner::default();
    let tried = runner.run(&(prop::collection::vec(new_field, 1..6), any::<bool>()), |(fields, edited)| {
        let mut message =
            json!({ "message_id": 7, "chat": { "id": MARIA, "type": "private" }, "date": 1, "text": QUESTION });
        let plain = message.clone();
        message.as_object_mut().expect("an object").extend(fields);
        let kind = if edited { "edited_message" } else { "message" };
        let read = |message: Value| desk.telegram.read(&json!({ "update_id": 1, kind: message }).to_string());
        prop_assert!(read(plain.clone()).is_ok());
        prop_assert_eq!(read(message), read(plain));
        Ok(())
    });
    tried.unwrap_or_else(|wrong| panic!("{wrong}"));
}
