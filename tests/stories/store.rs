//! The store, told the same story on `SQLite` and on `PostgreSQL`.

use std::collections::BTreeSet;

use domain::{
    attachment::{Attachment, AttachmentKind},
    channel::ChannelKind,
    commands::ReactionCommand,
    conversation::Conversation,
    delivery::Purpose,
    event::Entry,
    ids::{CaseNumber, Expert, PlatformMessageId, QuestionNo},
    language::Language,
    message::{Author, Message},
    post::{Mention, Place},
    room_event::RoomEventKind,
    summary::{CaseStatus, CaseSummary},
};
use jiff::SignedDuration;
use knowledge::articles::draft::ArticleDraft;
use leave::{
    self,
    guide::{Ask, Guide},
    reminders::Chosen,
};
use sportello::{
    channels::types::{Bundle, InboundUpdate, MessagePart, Sender, StaffRoom, SyncBatch, Undecryptable},
    store::{
        Ids, Store, StoreError, Tx,
        articles::{
            drafts::{self, DraftStatus, KeptDraft},
            phrasings,
        },
        desk::{
            cases,
            conversations::{self, LoadedConversation},
            duty, ledger,
            messages::{self, KeptMessage},
            room_events::{self, RoomEvent},
        },
        leave::{
            plans,
            reminders::{self, Wanted},
            subscriptions::{self, Notice},
        },
        next_case,
        personal::{self, IMPERSONAL},
        queue::{
            inbox,
            outbox::{self, Carrier, DeliveryStatus, OutboundMessage, Outgoing},
        },
        use_case_number,
    },
};

use crate::support::{at, databases};

/// Runs each story on both databases.
macro_rules! on_both_databases {
    ($($story:ident),+ $(,)?) => {
        mod sqlite { $(#[tokio::test] async fn $story() { super::$story(&super::databases::sqlite().await.store).await; })+ }
        mod postgres { $(#[tokio::test] async fn $story() { super::$story(&super::databases::postgres().await.store).await; })+ }
    };
}

on_both_databases![
    an_arrival_is_taken_in_once,
    each_lane_keeps_its_order_and_none_delays_another,
    the_parts_of_a_bundle_wait_for_each_other,
    the_last_arrival_and_the_last_answer_of_a_platform_are_known,
    a_handled_arrival_keeps_neither_words_nor_sender,
    a_rolled_back_step_leaves_nothing,
    a_conversation_is_found_by_its_address_and_saved_once_per_reading,
    conversations_wake_in_the_order_they_asked_for,
    case_numbers_run_by_year,
    open_cases_are_listed_as_they_stand,
    parcels_go_out_lane_by_lane,
    words_do_not_wait_for_a_file_of_their_case,
    a_lost_answer_is_remembered_and_a_reply_is_found_by_its_line,
    what_the_head_was_going_to_say_gives_way_to_what_is_newer,
    lines_of_the_room_are_known_by_their_ids,
    the_staff_are_where_they_went_last,
    what_comes_before_its_key_waits_and_the_mark_moves_with_what_came,
    those_on_duty_are_known,
    a_plan_reminds_of_each_kind_and_day_once,
    news_reach_those_who_follow_and_nobody_twice,
    what_matters_goes_first_and_takes_along_what_lies_before_it,
    each_platform_carries_its_own,
    drafts_are_kept_and_forget_whose_question_it_was,
    ways_of_asking_are_proposed_once_and_decided_and_forgotten,
    a_message_is_found_by_the_platforms_id_of_it,
    a_person_who_moves_is_found_at_the_new_address,
    the_ledger_reads_back_as_it_was_written,
    words_are_kept_in_order_until_they_are_too_old,
    a_forgotten_person_leaves_the_ledger_only,
    whatever_hangs_on_a_person_goes_with_them,
    impossible_rows_name_table_column_and_row,
];

fn update(key: &str, address: &str) -> InboundUpdate {
    InboundUpdate {
        source: ChannelKind::Telegram,
        key: key.to_owned(),
        sender: Sender::Person { address: address.to_owned() },
        payload: format!("payload {key}"),
        at: at("2026-11-24 10:05"),
        bundle: None,
    }
}

async fn keys(store: &Store, now: &str) -> Vec<String> {
    store.next_inbound(at(now), 10).await.unwrap().into_iter().map(|row| row.payload).collect()
}

async fn maria(tx: &mut Tx) -> LoadedConversation {
    let conversation = Conversation::new(ChannelKind::Telegram, Language::It);
    conversations::meet(tx, conversation, "42", at("2026-11-24 10:05")).await.unwrap()
}

async fn an_arrival_is_taken_in_once(store: &Store) {
    let (one, two) = (update("1", "a"), update("2", "a"));
    assert_eq!(store.ingest(&[one.clone(), two], at("2026-11-24 10:05")).await.unwrap(), 2);
    assert_eq!(store.ingest(&[one], at("2026-11-24 10:06")).await.unwrap(), 0);
}

async fn each_lane_keeps_its_order_and_none_delays_another(store: &Store) {
    let updates = [update("1", "a"), update("2", "a"), update("3", "b")];
    store.ingest(&updates, at("2026-11-24 10:05")).await.unwrap();
    assert_eq!(keys(store, "2026-11-24 10:05").await, ["payload 1", "payload 3"]);

    let first = store.next_inbound(at("2026-11-24 10:05"), 1).await.unwrap().remove(0);
    store.retry_inbound(first.id, at("2026-11-24 10:10")).await.unwrap();
    assert_eq!(keys(store, "2026-11-24 10:05").await, ["payload 3"], "the lane waits with its first");
    assert_eq!(store.next_inbound_due().await.unwrap().unwrap().as_millisecond(), 0);
    assert_eq!(keys(store, "2026-11-24 10:10").await, ["payload 1", "payload 3"]);

    let mut tx = store.begin().await.unwrap();
    inbox::set_aside(&mut tx, first.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        keys(store, "2026-11-24 10:05").await,
        ["payload 2", "payload 3"],
        "a dead row frees its lane"
    );
}

async fn the_parts_of_a_bundle_wait_for_each_other(store: &Store) {
    let part = |key: &str, name: &str| InboundUpdate {
        bundle: Some(Bundle { name: name.to_owned(), wait: SignedDuration::from_mins(1) }),
        ..update(key, "42")
    };
    let words = update("3", "42");
    let updates = [part("1", "album"), part("2", "album"), words, part("4", "another")];
    store.ingest(&updates, at("2026-11-24 10:05")).await.unwrap();
    assert_eq!(keys(store, "2026-11-24 10:05").await, [] as [&str; 0], "the lane waits for the album");
    assert_eq!(store.next_inbound_due().await.unwrap(), Some(at("2026-11-24 10:06")));
    let first = store.next_inbound(at("2026-11-24 10:06"), 9).await.unwrap().remove(0);
    assert_eq!(first.sender.as_deref(), Some("42"));
    let mut tx = store.begin().await.unwrap();
    let siblings = inbox::siblings(&mut tx, &first).await.unwrap();
    assert_eq!(siblings.iter().map(|row| row.payload.as_str()).collect::<Vec<_>>(), ["payload 2"]);
    for row in siblings.iter().chain([&first]) {
        inbox::done(&mut tx, row.id).await.unwrap();
    }
    tx.commit().await.unwrap();
    let words = store.next_inbound(at("2026-11-24 10:06"), 9).await.unwrap().remove(0);
    assert_eq!(words.payload, "payload 3");
    store.defer_inbound(words.id, at("2026-11-24 10:07")).await.unwrap();
    assert_eq!(keys(store, "2026-11-24 10:06").await, [] as [&str; 0]);
    assert_eq!(
        store.next_inbound(at("2026-11-24 10:07"), 9).await.unwrap()[0].attempts,
        0,
        "nothing was wrong"
    );
}

async fn the_last_arrival_and_the_last_answer_of_a_platform_are_known(store: &Store) {
    assert_eq!(store.last_inbound(ChannelKind::Telegram).await.unwrap(), None);
    assert_eq!(store.last_heard(ChannelKind::Telegram).await.unwrap(), None);
    store.ingest(&[update("7", "a"), update("9", "a")], at("2026-11-24 10:05")).await.unwrap();
    let last = store.last_inbound(ChannelKind::Telegram).await.unwrap();
    assert_eq!(last, Some(("9".to_owned(), at("2026-11-24 10:05"))));
    for wall in ["2026-11-24 10:05", "2026-11-24 10:06"] {
        store.heard(ChannelKind::Telegram, at(wall)).await.unwrap();
    }
    assert_eq!(store.last_heard(ChannelKind::Telegram).await.unwrap(), Some(at("2026-11-24 10:06")));
    assert_eq!(store.last_heard(ChannelKind::Matrix).await.unwrap(), None);
}

async fn a_handled_arrival_keeps_neither_words_nor_sender(store: &Store) {
    store.ingest(&[update("1", "42")], at("2026-11-24 10:05")).await.unwrap();
    let row = store.next_inbound(at("2026-11-24 10:05"), 1).await.unwrap().remove(0);
    let mut tx = store.begin().await.unwrap();
    inbox::done(&mut tx, row.id).await.unwrap();
    tx.commit().await.unwrap();
    let left: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM inbox WHERE ordering_key = '' AND sender IS NULL AND payload = ''",
    )
    .fetch_one(store.pool())
    .await
    .unwrap();
    assert_eq!(left, 1);
    assert_eq!(
        store.ingest(&[update("1", "a")], at("2026-11-24 10:06")).await.unwrap(),
        0,
        "its key is known"
    );
}

async fn a_rolled_back_step_leaves_nothing(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    maria(&mut tx).await;
    use_case_number(&mut tx, CaseNumber { year: 2026, place: 1 }).await.unwrap();
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(conversations::at_address(&mut tx, ChannelKind::Telegram, "42").await.unwrap(), None);
    assert_eq!(next_case(&mut tx, 2026).await.unwrap().place, 1);
}

async fn a_conversation_is_found_by_its_address_and_saved_once_per_reading(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    tx.commit().await.unwrap();

    let mut tx = store.begin().await.unwrap();
    let found = conversations::at_address(&mut tx, ChannelKind::Telegram, "42").await.unwrap().unwrap();
    assert_eq!(found, met);
    assert_eq!(conversations::at_address(&mut tx, ChannelKind::Matrix, "42").await.unwrap(), None);
    let changed = Conversation { language: Language::En, ..found.conversation.clone() };
    found.save(&mut tx, &changed, None, now).await.unwrap();
    let again = conversations::by_id(&mut tx, &found.id).await.unwrap().unwrap();
    assert_eq!(again.conversation, changed);
    assert!(matches!(met.save(&mut tx, &changed, None, now).await, Err(StoreError::Conflict(_))));
    assert_eq!(messages::address(&mut tx, &found.id).await.unwrap().as_deref(), Some("42"));
    tx.commit().await.unwrap();
}

async fn conversations_wake_in_the_order_they_asked_for(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let mut ids = Vec::new();
    for (address, wake) in [("late", "2026-11-24 12:00"), ("soon", "2026-11-24 11:00"), ("never", "")] {
        let conversation = Conversation::new(ChannelKind::Telegram, Language::It);
        let met = conversations::meet(&mut tx, conversation.clone(), address, now).await.unwrap();
        let wake = (!wake.is_empty()).then(|| at(wake));
        met.save(&mut tx, &conversation, wake, now).await.unwrap();
        ids.push(met.id);
    }
    tx.commit().await.unwrap();
    assert_eq!(store.next_wake().await.unwrap(), Some(at("2026-11-24 11:00")));
    assert_eq!(store.due_conversations(at("2026-11-24 10:59"), 9).await.unwrap(), [] as [String; 0]);
    let due = store.due_conversations(at("2026-11-24 12:00"), 9).await.unwrap();
    assert_eq!(due, [ids[1].clone(), ids[0].clone()]);
    store.rest(&ids[1], at("2026-11-24 13:00")).await.unwrap();
    assert_eq!(store.due_conversations(at("2026-11-24 12:00"), 9).await.unwrap(), [ids[0].clone()]);
}

async fn case_numbers_run_by_year(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    for expected in ["2026-0001", "2026-0002"] {
        let next = next_case(&mut tx, 2026).await.unwrap();
        assert_eq!(next.to_string(), expected);
        use_case_number(&mut tx, next).await.unwrap();
    }
    assert_eq!(next_case(&mut tx, 2027).await.unwrap().to_string(), "2027-0001");
}

fn board_case(place: u32) -> CaseSummary {
    CaseSummary {
        number: CaseNumber { year: 2026, place },
        status: CaseStatus::Open,
        opened: at("2026-11-24 10:05"),
        holder: None,
        urgent: true,
        due: Some(at("2026-11-26 10:05")),
    }
}

async fn open_cases_are_listed_as_they_stand(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let (first, second) = (board_case(1), board_case(2));
    cases::put(&mut tx, &met.id, &first).await.unwrap();
    cases::put(&mut tx, &met.id, &second).await.unwrap();
    assert_eq!(cases::open(&mut tx).await.unwrap(), [first.clone(), second.clone()]);
    let answered = CaseSummary { due: None, urgent: false, ..first.clone() };
    cases::put(&mut tx, &met.id, &answered).await.unwrap();
    cases::put(&mut tx, &met.id, &CaseSummary { status: CaseStatus::Closed, ..second }).await.unwrap();
    assert_eq!(cases::open(&mut tx).await.unwrap(), [answered]);
    assert_eq!(cases::conversation_of(&mut tx, first.number).await.unwrap(), Some(met.id));
    let unknown = CaseNumber { year: 2026, place: 99 };
    assert_eq!(cases::conversation_of(&mut tx, unknown).await.unwrap(), None);
}

async fn parcels_go_out_lane_by_lane(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let to_person = |words: &str| OutboundMessage::Person {
        conversation: met.id.clone(),
        purpose: Purpose::Automatic,
        message: Message::text(words),
    };
    let to_room = OutboundMessage::Staff {
        case: None,
        place: Place::Room,
        mention: Mention::Room,
        message: Message::text("per la sala"),
    };
    let mut ids = Ids::reserve(&mut tx, 3).await.unwrap();
    for payload in [&to_person("uno"), &to_person("due"), &to_room] {
        outbox::post(&mut tx, &mut ids, &payload.clone().into(), now).await.unwrap();
    }
    tx.commit().await.unwrap();

    let heads = store.next_outgoing(now, 9).await.unwrap();
    let payloads: Vec<&OutboundMessage> = heads.iter().map(|row| &row.payload).collect();
    assert_eq!(payloads, [&to_person("uno"), &to_room]);
    let mut tx = store.begin().await.unwrap();
    outbox::postpone(&mut tx, heads[1].id, at("2026-11-24 10:10"), false).await.unwrap();
    outbox::sent(&mut tx, heads[0].id, Some("receipt"), now).await.unwrap();
    tx.commit().await.unwrap();
    let heads = store.next_outgoing(now, 9).await.unwrap();
    assert_eq!(heads.iter().map(|row| &row.payload).collect::<Vec<_>>(), [&to_person("due")]);
    let mut tx = store.begin().await.unwrap();
    outbox::failed(&mut tx, heads[0].id, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.next_outgoing_due(now).await.unwrap(), Some(at("2026-11-24 10:10")));
    let words: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE payload LIKE '%uno%' OR payload LIKE '%due%'")
            .fetch_one(store.pool())
            .await
            .unwrap();
    assert_eq!(words, 0, "what is done keeps no words");
}

async fn words_do_not_wait_for_a_file_of_their_case(store: &Store) {
    let now = at("2026-11-24 10:05");
    let case = CaseNumber { year: 2026, place: 1 };
    let to_room = |place, text: &str, file: Option<&str>| {
        let attachment = file.map(|reference| Attachment {
            kind: AttachmentKind::Photo,
            channel: ChannelKind::Telegram,
            reference: reference.into(),
        });
        let message = Message { attachment, ..Message::text(text) };
        OutboundMessage::Staff { case: Some(case), place, mention: Mention::Nobody, message }
    };
    let mut tx = store.begin().await.unwrap();
    let mut ids = Ids::reserve(&mut tx, 4).await.unwrap();
    for payload in [
        to_room(Place::ThreadRoot, "testa", None),
        to_room(Place::Thread, "foto", Some("uno")),
        to_room(Place::Thread, "foto", Some("due")),
        to_room(Place::Thread, "parole", None),
    ] {
        outbox::post(&mut tx, &mut ids, &payload.into(), now).await.unwrap();
    }
    tx.commit().await.unwrap();
    let said = |row: &outbox::OutboxRow| match &row.payload {
        OutboundMessage::Staff { message, .. } => {
            message.attachment.as_ref().map_or_else(|| message.plain(), |file| file.reference.clone())
        }
        other => panic!("{other:?}"),
    };
    let next = async || store.next_outgoing(now, 9).await.unwrap();
    let rows = next().await;
    assert_eq!(rows.iter().map(said).collect::<Vec<_>>(), ["testa", "uno"]);
    assert!(store.head_waits(case).await.unwrap(), "the file follows it");
    let mut tx = store.begin().await.unwrap();
    outbox::sent(&mut tx, rows[0].id, Some("$head"), now).await.unwrap();
    outbox::postpone(&mut tx, rows[1].id, at("2026-11-24 10:10"), false).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!store.head_waits(case).await.unwrap());
    assert_eq!(
        next().await.iter().map(said).collect::<Vec<_>>(),
        ["parole"],
        "the second file waits for the first"
    );
}

async fn a_lost_answer_is_remembered_and_a_reply_is_found_by_its_line(store: &Store) {
    let (now, line) = (at("2026-11-24 10:05"), PlatformMessageId("$line".into()));
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let purpose = Purpose::ReplyPage {
        case: CaseNumber { year: 2026, place: 1 },
        written: now,
        line: PlatformMessageId::default(),
    };
    let page = OutboundMessage::Person {
        conversation: met.id.clone(),
        purpose: purpose.clone(),
        message: Message::text("pagina"),
    };
    let mut ids = Ids::reserve(&mut tx, 2).await.unwrap();
    for _ in 0..2 {
        outbox::post(&mut tx, &mut ids, &Outgoing::from(page.clone()).carrying(Some(line.clone())), now)
            .await
            .unwrap();
    }
    let carrying = outbox::carrying(&mut tx, &met.id, &line).await.unwrap();
    assert!(carrying.len() == 2 && carrying.iter().all(|(_, waits)| *waits));
    let carrying: Vec<i64> = carrying.into_iter().map(|(row, _)| row).collect();
    assert_eq!(outbox::carrying(&mut tx, &met.id, &PlatformMessageId("$other".into())).await.unwrap(), []);
    tx.commit().await.unwrap();

    let first = store.next_outgoing(now, 9).await.unwrap().remove(0);
    assert_eq!(
        (first.id, first.uncertain, first.ordering_key.as_str()),
        (carrying[0], false, met.id.as_str())
    );
    let mut tx = store.begin().await.unwrap();
    let other = OutboundMessage::Person {
        conversation: met.id.clone(),
        purpose,
        message: Message::text("altra pagina"),
    };
    outbox::change_waiting(&mut tx, first.id, Some(&other)).await.unwrap();
    outbox::hold(&mut tx, first.id, at("2026-11-24 10:06")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.next_outgoing(now, 9).await.unwrap(), [], "held, and its lane with it");
    let held = store.next_outgoing(at("2026-11-24 10:06"), 9).await.unwrap().remove(0);
    assert_eq!(held.attempts, 0, "nothing was wrong");
    assert_eq!(held.payload, other);

    let mut tx = store.begin().await.unwrap();
    outbox::postpone(&mut tx, first.id, now, true).await.unwrap();
    outbox::postpone(&mut tx, first.id, now, false).await.unwrap();
    tx.commit().await.unwrap();
    let again = store.next_outgoing(now, 9).await.unwrap().remove(0);
    assert_eq!((again.attempts, again.uncertain), (2, true), "once uncertain, it stays so");
    assert_eq!(store.delivery_status(first.id).await.unwrap(), DeliveryStatus::Unknown);
    assert_eq!(store.delivery_status(carrying[1]).await.unwrap(), DeliveryStatus::NeverArrived);
    let mut tx = store.begin().await.unwrap();
    outbox::uncertain(&mut tx, carrying[0], now).await.unwrap();
    outbox::sent(&mut tx, carrying[1], Some("57"), now).await.unwrap();
    outbox::change_waiting(&mut tx, carrying[1], None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.delivery_status(carrying[0]).await.unwrap(), DeliveryStatus::Unknown);
    assert_eq!(
        store.delivery_status(carrying[1]).await.unwrap(),
        DeliveryStatus::Arrived { platform_message_id: "57".to_owned() }
    );
    assert_eq!(store.next_outgoing(now, 9).await.unwrap(), []);
}

const CASE: CaseNumber = CaseNumber { year: 2026, place: 7 };

async fn what_the_head_was_going_to_say_gives_way_to_what_is_newer(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let mut ids = Ids::reserve(&mut tx, 3).await.unwrap();
    assert!(!outbox::a_head_waits(&mut tx).await.unwrap());
    for (place, text) in [
        (Place::ThreadRoot, "testa"),
        (Place::RootEdit, "testa, poi"),
        (Place::Thread, r#"«"place":"head_again"», dice lei"#),
    ] {
        let (mention, message) = (Mention::Nobody, Message::text(text));
        let payload = OutboundMessage::Staff { case: Some(CASE), place, mention, message };
        outbox::post(&mut tx, &mut ids, &payload.into(), now).await.unwrap();
    }
    assert!(outbox::a_head_waits(&mut tx).await.unwrap());
    outbox::drop_waiting_heads(&mut tx, CASE).await.unwrap();
    tx.commit().await.unwrap();
    let mut said = Vec::new();
    while let Some(row) = store.next_outgoing(now, 9).await.unwrap().pop() {
        if let OutboundMessage::Staff { message, .. } = &row.payload {
            said.push(message.plain());
        }
        let mut tx = store.begin().await.unwrap();
        outbox::sent(&mut tx, row.id, None, now).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(said, ["testa", r#"«"place":"head_again"», dice lei"#]);
}

async fn lines_of_the_room_are_known_by_their_ids(store: &Store) {
    let id = |id: &str| PlatformMessageId(id.to_owned());
    let line = |kind, by: Option<&str>| RoomEvent {
        case: CASE,
        kind,
        by: by.map(|by| Expert(by.to_owned())),
        room: "!sala".into(),
    };
    let mut tx = store.begin().await.unwrap();
    assert!(!room_events::has_head(&mut tx, CASE, "!sala").await.unwrap());
    for (name, kind, by) in [
        ("$head", RoomEventKind::Root, None),
        ("$line", RoomEventKind::Message, Some("@anna:hs")),
        ("$hand", RoomEventKind::Reaction(ReactionCommand::Take), Some("@anna:hs")),
        ("$check", RoomEventKind::Reaction(ReactionCommand::Close), Some("@anna:hs")),
    ] {
        room_events::remember(&mut tx, &id(name), &line(kind, by)).await.unwrap();
        room_events::remember(&mut tx, &id(name), &line(RoomEventKind::Message, None)).await.unwrap();
        assert_eq!(
            room_events::find(&mut tx, &id(name)).await.unwrap(),
            Some(line(kind, by)),
            "the first holds"
        );
    }
    assert!(room_events::has_head(&mut tx, CASE, "!sala").await.unwrap());
    assert_eq!(room_events::of_case(&mut tx, CASE).await.unwrap(), [id("$line"), id("$head")]);
    room_events::forget(&mut tx, &id("$line")).await.unwrap();
    assert_eq!(room_events::find(&mut tx, &id("$line")).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(store.head(CASE, "!sala").await.unwrap(), Some(id("$head")));
    assert_eq!(store.head(CASE, "!altra").await.unwrap(), None, "a head of another room is none here");
    assert!(store.begins_elsewhere(CASE, "!altra").await.unwrap());
    assert!(!store.begins_elsewhere(CASE, "!sala").await.unwrap());
    assert_eq!(store.room_of(&id("$head")).await.unwrap(), Some("!sala".into()));
}

async fn the_staff_are_where_they_went_last(store: &Store) {
    let id = |id: &str| PlatformMessageId(id.to_owned());
    let moved = |room: &str, name: &str| StaffRoom { room: room.into(), name: name.into() };
    let mut tx = store.begin().await.unwrap();
    let line = RoomEvent { case: CASE, kind: RoomEventKind::Root, by: None, room: String::new() };
    room_events::remember(&mut tx, &id("$of-before"), &line).await.unwrap();
    tx.commit().await.unwrap();
    for (room, name, now) in [
        ("!uno", "#sala", "2026-11-24 10:05"),
        ("!due", "#sala", "2026-11-24 10:06"),
        ("!uno", "!uno", "2026-11-24 10:07"),
    ] {
        let batch = SyncBatch { moved: Some(moved(room, name)), ..SyncBatch::default() };
        store.ingest_sync(ChannelKind::Matrix, &batch, at(now)).await.unwrap();
    }
    let rooms = store.staff_rooms(ChannelKind::Matrix).await.unwrap();
    assert_eq!(rooms, [moved("!uno", "!uno"), moved("!due", "#sala")]);
    let head = store.head(CASE, "!uno").await.unwrap();
    assert_eq!(
        head,
        Some(id("$of-before")),
        "what was said before rooms were written down, was said in the first"
    );
}

async fn what_comes_before_its_key_waits_and_the_mark_moves_with_what_came(store: &Store) {
    let now = at("2026-11-24 10:05");
    let matrix = ChannelKind::Matrix;
    assert_eq!(store.sync_token(matrix).await.unwrap(), None);
    let waiting = Undecryptable { update: update("$sealed", "matrix:!a"), since: now };
    let first = SyncBatch {
        updates: vec![update("$a", "matrix:!a")],
        undecryptable: vec![waiting.clone()],
        decrypted: vec![],
        until: Some("s1".into()),
        moved: None,
    };
    store.ingest_sync(matrix, &first, now).await.unwrap();
    store.ingest_sync(matrix, &first, now).await.unwrap();
    assert_eq!(store.sync_token(matrix).await.unwrap(), Some("s1".into()));
    assert_eq!(store.undecryptable(matrix).await.unwrap(), std::slice::from_ref(&waiting));
    assert_eq!(store.undecryptable(ChannelKind::Telegram).await.unwrap(), []);
    let decrypted =
        SyncBatch { decrypted: vec!["$sealed".into()], until: Some("s2".into()), ..SyncBatch::default() };
    store.ingest_sync(matrix, &decrypted, now).await.unwrap();
    assert_eq!(store.undecryptable(matrix).await.unwrap(), []);
    assert_eq!(store.sync_token(matrix).await.unwrap(), Some("s2".into()));
}

async fn those_on_duty_are_known(store: &Store) {
    let (anna, bruno) = (Expert("@anna:hs".into()), Expert("@bruno:hs".into()));
    for on_duty in [vec![anna.clone(), bruno.clone()], vec![bruno], vec![]] {
        let mut tx = store.begin().await.unwrap();
        duty::set(&mut tx, &on_duty).await.unwrap();
        assert_eq!(duty::list(&mut tx).await.unwrap(), on_duty);
        tx.commit().await.unwrap();
        assert_eq!(store.on_duty().await.unwrap(), on_duty);
    }
}

async fn drafts_are_kept_and_forget_whose_question_it_was(store: &Store) {
    let anna = Expert("@anna:hs".into());
    let kept = |slug: &str, state| KeptDraft {
        draft: ArticleDraft {
            slug: slug.to_owned(),
            title: "Titolo".into(),
            lang: "it".into(),
            question: Some("sono Maria, quando?".into()),
            body: "Domani.".into(),
            reviewed_on: jiff::civil::date(2026, 11, 24),
        },
        case: CASE,
        state,
        author: anna.clone(),
    };
    let mut tx = store.begin().await.unwrap();
    drafts::keep(&mut tx, &kept("uno", DraftStatus::Draft), at("2026-11-24 10:05")).await.unwrap();
    drafts::keep(&mut tx, &kept("due", DraftStatus::Draft), at("2026-11-24 10:05")).await.unwrap();
    drafts::set_state(&mut tx, "due", DraftStatus::Live, Some(&anna)).await.unwrap();
    assert_eq!(drafts::named(&mut tx, "due").await.unwrap(), Some(kept("due", DraftStatus::Live)));
    assert_eq!(drafts::named(&mut tx, "tre").await.unwrap(), None);
    assert_eq!(drafts::of_case(&mut tx, CASE).await.unwrap().len(), 2);
    assert!(drafts::forget_person(&mut tx, &[CASE]).await.unwrap());
    assert!(!drafts::forget_person(&mut tx, &[CaseNumber { year: 2026, place: 8 }]).await.unwrap());
    tx.commit().await.unwrap();
    let left = store.drafts().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].draft.slug.as_str(), &left[0].draft.question), ("due", &None));
}

async fn ways_of_asking_are_proposed_once_and_decided_and_forgotten(store: &Store) {
    let anna = Expert("@anna:hs".into());
    let day = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let maria = maria(&mut tx).await.id;
    for question in ["quando?", "quando?", "e come?", "e dove?"] {
        phrasings::propose(&mut tx, &maria, ("it", "uno"), question, day).await.unwrap();
    }
    let waiting = phrasings::proposed(&mut tx, 10).await.unwrap();
    let told: Vec<(i64, &str)> =
        waiting.iter().map(|phrasing| (phrasing.number, phrasing.question.as_str())).collect();
    assert_eq!(told, [(1, "quando?"), (2, "e come?"), (3, "e dove?")]);
    assert!(phrasings::decide(&mut tx, 1, phrasings::PhrasingStatus::Live, &anna).await.unwrap());
    assert!(
        !phrasings::decide(&mut tx, 1, phrasings::PhrasingStatus::Live, &anna).await.unwrap(),
        "it is so already"
    );
    assert!(phrasings::decide(&mut tx, 2, phrasings::PhrasingStatus::Refused, &anna).await.unwrap());
    assert!(!phrasings::decide(&mut tx, 9, phrasings::PhrasingStatus::Live, &anna).await.unwrap());
    phrasings::forget_before(&mut tx, at("2026-11-25 00:00")).await.unwrap();
    assert_eq!(phrasings::proposed(&mut tx, 10).await.unwrap(), []);
    tx.commit().await.unwrap();
    assert_eq!(store.phrasings().await.unwrap().len(), 1, "what is in use stays");
    let mut tx = store.begin().await.unwrap();
    assert!(phrasings::forget(&mut tx, &maria).await.unwrap());
    assert!(!phrasings::forget(&mut tx, &maria).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(store.phrasings().await.unwrap(), []);
}

async fn a_message_is_found_by_the_platforms_id_of_it(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let case = Some(CaseNumber { year: 2026, place: 1 });
    let from = |author, origin: &str, body: &str| KeptMessage {
        case,
        author,
        origin: Some(origin.to_owned()),
        ..kept(body, "2026-11-24 10:05")
    };
    let mut ids = Ids::reserve(&mut tx, 3).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &from(Author::Person, "11", "prima")).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &from(Author::Person, "12", "dopo")).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &from(Author::Expert, "$line", "risposta")).await.unwrap();

    let (earlier, last) = messages::of_person(&mut tx, &met.id, "11").await.unwrap().unwrap();
    assert_eq!((earlier.body.as_str(), earlier.case, last), ("prima", case, false));
    let (latest, last) = messages::of_person(&mut tx, &met.id, "12").await.unwrap().unwrap();
    assert_eq!((latest.body.as_str(), last), ("dopo", true));
    assert_eq!(messages::of_person(&mut tx, &met.id, "$line").await.unwrap(), None, "that is an expert's");
    assert_eq!(
        messages::of_staff(&mut tx, &PlatformMessageId("12".into())).await.unwrap(),
        None,
        "that is a person's"
    );
    let reply = messages::of_staff(&mut tx, &PlatformMessageId("$line".into())).await.unwrap().unwrap();
    assert_eq!((reply.author, reply.conversation.as_str()), (Author::Expert, met.id.as_str()));

    let part =
        |id: &str| MessagePart { id: id.into(), text: "una \"pagina\"".into(), file: Some("f".into()) };
    messages::made_of(&mut tx, latest.id, &[part("12"), part("13")]).await.unwrap();
    let (by_part, last) = messages::of_person(&mut tx, &met.id, "13").await.unwrap().unwrap();
    assert_eq!((by_part.id, last), (latest.id, true));
    assert_eq!(messages::parts(&mut tx, latest.id).await.unwrap(), [part("12"), part("13")]);
    assert_eq!(messages::parts(&mut tx, earlier.id).await.unwrap(), []);
    assert_eq!(messages::of_person(&mut tx, &met.id, "1").await.unwrap(), None);

    messages::reword(&mut tx, latest.id, Some("meglio")).await.unwrap();
    messages::reword(&mut tx, reply.id, None).await.unwrap();
    let bodies: Vec<String> =
        messages::all(&mut tx, &met.id).await.unwrap().into_iter().map(|m| m.body).collect();
    assert_eq!(bodies, ["prima", "meglio"]);
}

async fn a_person_who_moves_is_found_at_the_new_address(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    conversations::moved(&mut tx, &met.id, "43").await.unwrap();
    assert_eq!(messages::address(&mut tx, &met.id).await.unwrap().as_deref(), Some("43"));
    tx.commit().await.unwrap();
}

async fn the_ledger_reads_back_as_it_was_written(store: &Store) {
    let now = at("2026-11-24 10:05");
    let entries = [
        Entry::Asked { question: QuestionNo(1) },
        Entry::CommitmentBegan { since: now, due: at("2026-11-26 10:05") },
        Entry::Answered { question: QuestionNo(1), slug: "maternita-quanto-dura".into() },
    ];
    let mut tx = store.begin().await.unwrap();
    let mut ids = Ids::reserve(&mut tx, entries.len()).await.unwrap();
    for entry in &entries {
        ledger::record(&mut tx, &mut ids, "c", entry, now).await.unwrap();
    }
    assert_eq!(ledger::since(&mut tx, now).await.unwrap(), entries);
    assert_eq!(ledger::since(&mut tx, at("2026-11-24 10:06")).await.unwrap(), []);
    tx.commit().await.unwrap();
    let read: Vec<Entry> = store.ledger().await.unwrap().into_iter().map(|row| row.entry).collect();
    assert_eq!(read, entries);
}

fn kept(body: &str, wall: &str) -> KeptMessage {
    KeptMessage { case: None, author: Author::Person, body: body.to_owned(), at: at(wall), origin: None }
}

async fn words_are_kept_in_order_until_they_are_too_old(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let mut ids = Ids::reserve(&mut tx, 2).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &kept("vecchio", "2025-01-01 10:00")).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &kept("è nuovo 👶", "2026-11-24 10:05")).await.unwrap();
    let bodies = |all: Vec<messages::Exported>| all.into_iter().map(|m| m.body).collect::<Vec<_>>();
    assert_eq!(bodies(messages::all(&mut tx, &met.id).await.unwrap()), ["vecchio", "è nuovo 👶"]);
    let of_case =
        KeptMessage { case: Some(CASE), author: Author::Expert, ..kept("in pratica", "2026-11-24 10:05") };
    let mut more = Ids::reserve(&mut tx, 1).await.unwrap();
    databases::conversation_named(&mut tx, "altra").await;
    messages::keep(&mut tx, &mut more, "altra", &of_case).await.unwrap();
    let in_case = messages::of_case(&mut tx, CASE).await.unwrap();
    assert_eq!(in_case, [(Author::Expert, at("2026-11-24 10:05"), "in pratica".to_owned())]);
    let (words, tracks) = (at("2025-11-24 10:05"), at("2026-10-24 10:05"));
    messages::forget_before(&mut tx, words, tracks).await.unwrap();
    assert_eq!(bodies(messages::all(&mut tx, &met.id).await.unwrap()), ["è nuovo 👶"]);
    assert_eq!(messages::address(&mut tx, &met.id).await.unwrap(), Some("42".to_owned()));
}

fn wanted(kind: &str, day: &str, due: &str) -> Wanted {
    let (day, due_at) = (day.parse().unwrap(), at(due));
    Wanted { kind: kind.into(), day, due_at, useful_until: due_at + SignedDuration::from_hours(48) }
}

async fn a_plan_reminds_of_each_kind_and_day_once(store: &Store) {
    let now = at("2026-12-01 09:00");
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let draft = leave::draft::PlanInput::default();
    let (made, edition) = ("2026-11-24".parse().unwrap(), "2026-11-22".parse().unwrap());
    let plan = plans::add(&mut tx, &met.id, Some("dip. 3"), &draft, (made, edition)).await.unwrap();
    let of = reminders::ReminderSource::Plan { plan };
    let first =
        [wanted("uno", "2026-12-02", "2026-12-01 09:00"), wanted("due", "2026-12-09", "2026-12-08 09:00")];
    reminders::replace(&mut tx, &met.id, of, &first, at("2026-11-30 09:00")).await.unwrap();
    tx.commit().await.unwrap();
    let due = store.due_reminders(now, 9).await.unwrap();
    assert_eq!(due.iter().map(|due| due.kind.as_str()).collect::<Vec<_>>(), ["uno"]);
    assert_eq!(store.next_reminder_due().await.unwrap(), Some(now));

    let mut tx = store.begin().await.unwrap();
    reminders::set_state(&mut tx, due[0].id, reminders::ReminderStatus::Sent).await.unwrap();
    let first_one = due[0].id;
    // Computed anew: the first is not sent again, the second moves to another day, a third comes.
    let anew = [
        wanted("uno", "2026-12-02", "2026-12-01 09:00"),
        wanted("due", "2026-12-10", "2026-12-09 09:00"),
        wanted("tre", "2026-12-11", "2026-12-10 09:00"),
    ];
    reminders::replace(&mut tx, &met.id, of, &anew, now).await.unwrap();
    let coming = reminders::coming(&mut tx, &met.id, 9).await.unwrap();
    let days: Vec<_> = coming.iter().map(|row| (row.kind.as_str(), row.day.to_string())).collect();
    assert_eq!(days, [("due", "2026-12-10".to_owned()), ("tre", "2026-12-11".to_owned())]);
    // What somebody has put off stays where they put it.
    reminders::put_off(&mut tx, coming[0].id, at("2026-12-10 08:00")).await.unwrap();
    reminders::replace(&mut tx, &met.id, of, &anew, now).await.unwrap();
    let put_off = reminders::of(&mut tx, &met.id, coming[0].id).await.unwrap().unwrap();
    assert_eq!(put_off.due_at, at("2026-12-10 08:00"));
    assert_eq!(reminders::of(&mut tx, "somebody else", coming[0].id).await.unwrap(), None);
    reminders::stop(&mut tx, &met.id, of, "tre").await.unwrap();
    // What somebody has stopped stays so, on whatever day it would be.
    let moved = [anew[0].clone(), anew[1].clone(), wanted("tre", "2026-12-15", "2026-12-14 09:00")];
    reminders::replace(&mut tx, &met.id, of, &moved, now).await.unwrap();
    assert_eq!(reminders::coming(&mut tx, &met.id, 9).await.unwrap().len(), 1);
    assert_eq!(reminders::all(&mut tx, &met.id).await.unwrap().len(), 2);
    // Until it is wanted again.
    reminders::resume(&mut tx, &met.id, "tre").await.unwrap();
    reminders::replace(&mut tx, &met.id, of, &moved, now).await.unwrap();
    assert_eq!(reminders::coming(&mut tx, &met.id, 9).await.unwrap().len(), 2);
    reminders::stop(&mut tx, &met.id, of, "tre").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.next_reminder_lost().await.unwrap(), Some(at("2026-12-11 09:00")));
    assert!(store.is_of_use(first_one, now).await.unwrap());
    assert!(!store.is_of_use(first_one, at("2026-12-03 09:00")).await.unwrap());

    let mut tx = store.begin().await.unwrap();
    assert_eq!(reminders::miss(&mut tx, at("2026-12-12 09:00")).await.unwrap(), [("due".to_owned(), 1)]);
    assert_eq!(reminders::miss(&mut tx, at("2026-12-12 09:00")).await.unwrap(), []);
    // A plan is kept as long as it has something to say, and then as long as words are.
    let early = (at("2026-12-01 09:00"), "2026-12-01".parse().unwrap());
    reminders::forget_before(&mut tx, early.0, early.1).await.unwrap();
    assert!(plans::by_id(&mut tx, plan).await.unwrap().is_some());
    plans::change(&mut tx, plan, &draft, "2027-01-01".parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    let old = store.plans_of_other_editions(edition, 9).await.unwrap();
    assert_eq!(old.iter().map(|plan| plan.nickname.as_deref()).collect::<Vec<_>>(), [Some("dip. 3")]);

    let mut tx = store.begin().await.unwrap();
    let late = (at("2027-12-20 09:00"), "2027-12-20".parse().unwrap());
    reminders::forget_before(&mut tx, late.0, late.1).await.unwrap();
    assert_eq!(plans::by_id(&mut tx, plan).await.unwrap(), None);
    let plan = plans::add(&mut tx, &met.id, None, &draft, (made, edition)).await.unwrap();
    let mut chosen = Chosen::default();
    chosen.set("inizio-maternita", Some(10));
    plans::keep_company(&mut tx, &met.id, &Chosen::default()).await.unwrap();
    plans::keep_company(&mut tx, &met.id, &chosen).await.unwrap();
    assert_eq!(plans::company(&mut tx, &met.id).await.unwrap(), Some(chosen));
    let guide = Guide::begin(4, Ask::Work);
    plans::keep_guide(&mut tx, &met.id, &guide, now).await.unwrap();
    plans::keep_guide(&mut tx, &met.id, &guide, now).await.unwrap();
    assert_eq!(plans::guide(&mut tx, &met.id).await.unwrap(), Some(guide));
    plans::forget_guides_before(&mut tx, at("2026-12-02 09:00")).await.unwrap();
    assert_eq!(plans::guide(&mut tx, &met.id).await.unwrap(), None);
    plans::forget(&mut tx, &met.id, plan).await.unwrap();
    assert_eq!(plans::by_id(&mut tx, plan).await.unwrap(), None);
    plans::forget_company(&mut tx, &met.id).await.unwrap();
    assert_eq!(plans::company(&mut tx, &met.id).await.unwrap(), None);
    assert_eq!(plans::of_conversation(&mut tx, &met.id).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn news_reach_those_who_follow_and_nobody_twice(store: &Store) {
    let now = at("2026-12-01 09:00");
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    subscriptions::follow(&mut tx, &met.id, "padre-giorni").await.unwrap();
    subscriptions::follow(&mut tx, &met.id, "padre-giorni").await.unwrap();
    assert_eq!(subscriptions::all(&mut tx, &met.id).await.unwrap(), ["padre-giorni"]);
    let of_article = subscriptions::of_article(&mut tx, "padre-giorni").await.unwrap();
    assert_eq!(
        of_article.iter().map(|one| (one.conversation == met.id, one.company)).collect::<Vec<_>>(),
        [(true, false)]
    );
    assert_eq!(subscriptions::of_rule(&mut tx, "congedo-parentale-eta").await.unwrap(), []);
    plans::keep_company(&mut tx, &met.id, &Chosen::default()).await.unwrap();
    let made = ("2026-11-24".parse().unwrap(), "2026-11-22".parse().unwrap());
    plans::add(&mut tx, &met.id, None, &leave::draft::PlanInput::default(), made).await.unwrap();
    let of_rule = subscriptions::of_rule(&mut tx, "congedo-parentale-eta").await.unwrap();
    assert_eq!(of_rule.iter().map(|one| one.company).collect::<Vec<_>>(), [true]);

    let notice = Notice { slug: "padre-giorni".into(), day: "2026-11-20".parse().unwrap() };
    let number = subscriptions::propose(&mut tx, &notice, &Expert("anna".into()), now).await.unwrap();
    assert_eq!(subscriptions::confirm(&mut tx, number).await.unwrap(), Some(notice));
    assert_eq!(subscriptions::confirm(&mut tx, number).await.unwrap(), None);
    let news = wanted("padre-giorni", "2026-11-20", "2026-12-01 09:00");
    let mut ids = Ids::reserve(&mut tx, 2).await.unwrap();
    reminders::announce(&mut tx, &mut ids, &met.id, &news).await.unwrap();
    reminders::announce(&mut tx, &mut ids, &met.id, &news).await.unwrap();
    assert_eq!(reminders::coming(&mut tx, &met.id, 9).await.unwrap().len(), 1);
    subscriptions::unfollow(&mut tx, &met.id, "padre-giorni").await.unwrap();
    assert_eq!(subscriptions::of_article(&mut tx, "padre-giorni").await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn what_matters_goes_first_and_takes_along_what_lies_before_it(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let mut ids = Ids::reserve(&mut tx, 7).await.unwrap();
    let reply = Purpose::HumanReply { case: CASE, written: now, line: PlatformMessageId("$1".into()) };
    for name in ["luca", "maria", "anna", "piero"] {
        databases::conversation_named(&mut tx, name).await;
    }
    for (ordering_key, purpose) in [
        ("luca", Purpose::Proactive { reminder: 1 }),
        ("maria", Purpose::Proactive { reminder: 1 }),
        ("maria", Purpose::Proactive { reminder: 1 }),
        ("anna", Purpose::Automatic),
        ("maria", Purpose::Automatic),
        ("piero", Purpose::Automatic),
        ("piero", reply),
    ] {
        let payload = OutboundMessage::Person {
            conversation: ordering_key.into(),
            purpose,
            message: Message::text(ordering_key),
        };
        outbox::post(&mut tx, &mut ids, &payload.into(), now).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut order = Vec::new();
    loop {
        let next = store.next_for(Carrier::StaffRoom, now, 1).await.unwrap();
        let Some(row) = next.first() else { break };
        order.push((row.ordering_key.clone(), row.comes_first));
        let mut tx = store.begin().await.unwrap();
        outbox::sent(&mut tx, row.id, None, now).await.unwrap();
        tx.commit().await.unwrap();
    }
    // Who waits for something gets what lies before it as well, in its order.
    let expected = [
        ("piero", true),
        ("piero", true),
        ("maria", false),
        ("maria", false),
        ("anna", false),
        ("maria", false),
        ("luca", false),
    ];
    assert_eq!(order, expected.map(|(ordering_key, first)| (ordering_key.to_owned(), first)));
}

async fn each_platform_carries_its_own(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let mut ids = Ids::reserve(&mut tx, 2).await.unwrap();
    let (purpose, message) = (Purpose::Automatic, Message::text("parole"));
    let to_maria = OutboundMessage::Person { conversation: met.id, purpose, message: message.clone() };
    let to_staff =
        OutboundMessage::Staff { case: None, place: Place::Room, mention: Mention::Nobody, message };
    for payload in [&to_maria, &to_staff] {
        outbox::post(&mut tx, &mut ids, &payload.clone().into(), now).await.unwrap();
    }
    tx.commit().await.unwrap();
    let telegram = store.next_for(Carrier::Platform(ChannelKind::Telegram), now, 9).await.unwrap();
    assert_eq!(
        telegram.iter().map(|row| (&row.payload, row.address.as_deref())).collect::<Vec<_>>(),
        [(&to_maria, Some("42"))]
    );
    let staff = store.next_for(Carrier::StaffRoom, now, 9).await.unwrap();
    assert_eq!(
        staff.iter().map(|row| (&row.payload, row.address.as_deref())).collect::<Vec<_>>(),
        [(&to_staff, None)]
    );
    assert_eq!(store.next_for(Carrier::Platform(ChannelKind::Matrix), now, 9).await.unwrap(), []);
    assert_eq!(store.next_outgoing(now, 9).await.unwrap().len(), 2);
}

async fn a_forgotten_person_leaves_the_ledger_only(store: &Store) {
    let now = at("2026-11-24 10:05");
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    cases::put(&mut tx, &met.id, &board_case(1)).await.unwrap();
    let mut ids = Ids::reserve(&mut tx, 4).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &kept("parole", "2026-11-24 10:05")).await.unwrap();
    let thread = OutboundMessage::Staff {
        case: Some(board_case(1).number),
        place: Place::Thread,
        mention: Mention::Nobody,
        message: Message::text("parole"),
    };
    outbox::post(&mut tx, &mut ids, &thread.into(), now).await.unwrap();
    ledger::record(&mut tx, &mut ids, &met.id, &Entry::Erased, now).await.unwrap();
    let farewell = Conversation::new(ChannelKind::Telegram, Language::It);
    let alone = personal::erase(&mut tx, &met.id, farewell, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.next_outgoing(now, 9).await.unwrap(), [], "words on their way to the staff are stopped");

    let mut tx = store.begin().await.unwrap();
    assert_eq!(conversations::at_address(&mut tx, ChannelKind::Telegram, "42").await.unwrap(), None);
    let newcomer = maria(&mut tx).await;
    assert_ne!(newcomer.id, met.id, "who writes again is somebody new");
    personal::forget(&mut tx, &alone).await.unwrap();
    for gone in [&met.id, &alone] {
        assert_eq!(conversations::by_id(&mut tx, gone).await.unwrap(), None);
    }
    assert_eq!(cases::conversation_of(&mut tx, board_case(1).number).await.unwrap(), None);
    tx.commit().await.unwrap();
    store.scrub().await.unwrap();
    assert_eq!(store.ledger().await.unwrap().len(), 1);
}

/// Every table either holds nothing of anybody's, or what it holds goes with the person's row: the schema says so. Four are
/// known by something else, and each has a story of its own.
async fn whatever_hangs_on_a_person_goes_with_them(store: &Store) {
    let keyed_otherwise = ["inbox", "undecryptable_events", "room_events", "drafts"];
    let schema = databases::schema(store).await;
    let mut goes = BTreeSet::from(["people".to_owned()]);
    while let Some((child, _)) =
        schema.cascades.iter().find(|(child, parent)| goes.contains(parent) && !goes.contains(child))
    {
        goes.insert(child.clone());
    }
    let others: BTreeSet<String> = IMPERSONAL.into_iter().chain(keyed_otherwise).map(str::to_owned).collect();
    assert_eq!(goes.intersection(&others).count(), 0);
    assert_eq!(schema.tables, goes.union(&others).cloned().collect());
}

async fn impossible_rows_name_table_column_and_row(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    sqlx::query("UPDATE conversations SET state = '{\"secret\":1}'").execute(&mut *tx).await.unwrap();
    let error = conversations::by_id(&mut tx, &met.id).await.unwrap_err().to_string();
    assert!(error.starts_with("impossible value in conversations.state, row "), "{error}");
    assert!(!error.contains("secret"), "no words in errors: {error}");
}

/// What was erased stands in no file of a table any more, nor in what lies beside it.
#[tokio::test]
async fn what_was_erased_is_gone_from_the_files_of_the_server() {
    let databases::Database { store, folder: _folder } = databases::postgres().await;
    let store = &store;
    let mark = "ZENOBIA-CHE-NESSUNO-DEVE-LEGGERE";
    let mut tx = store.begin().await.unwrap();
    let met = maria(&mut tx).await;
    let mut ids = Ids::reserve(&mut tx, 1).await.unwrap();
    messages::keep(&mut tx, &mut ids, &met.id, &kept(mark, "2026-11-24 10:05")).await.unwrap();
    phrasings::propose(&mut tx, &met.id, ("it", "uno"), mark, at("2026-11-24 10:05")).await.unwrap();
    tx.commit().await.unwrap();
    store
        .ingest(&[InboundUpdate { payload: mark.to_owned(), ..update("1", "42") }], at("2026-11-24 10:05"))
        .await
        .unwrap();
    let found = async || {
        sqlx::query("CHECKPOINT").execute(store.pool()).await.unwrap();
        let sql = "SELECT COUNT(*) FROM pg_class WHERE relkind IN ('r', 't')
             AND pg_relation_filepath(oid) IS NOT NULL AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)
             AND position(convert_to($1, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(oid))) > 0";
        sqlx::query_scalar::<_, i64>(sql).bind(mark).fetch_one(store.pool()).await.unwrap()
    };
    assert_eq!(found().await, 3, "it is there to be found");
    let mut tx = store.begin().await.unwrap();
    let farewell = Conversation::new(ChannelKind::Telegram, Language::It);
    personal::erase(&mut tx, &met.id, farewell, at("2026-11-24 10:05")).await.unwrap();
    let row = store.next_inbound(at("2026-11-24 10:05"), 1).await.unwrap().remove(0);
    inbox::done(&mut tx, row.id).await.unwrap();
    tx.commit().await.unwrap();
    store.scrub().await.unwrap();
    assert_eq!(found().await, 0);
}
