//! A desk that was at work keeps all it has when a new version changes its tables: on both databases, nothing is lost but
//! what belongs to nobody.

use std::{borrow::Cow, fs, path::Path};

use domain::{
    channel::ChannelKind,
    commands::ReactionCommand,
    conversation::Conversation,
    ids::{Expert, PlatformMessageId},
    language::Language,
    room_event::RoomEventKind,
};
use jiff::Timestamp;
use sportello::{
    channels::types::Sender,
    store::{
        Store,
        articles::{drafts, phrasings},
        desk::{cases, conversations, messages, room_events},
        leave::{
            plans,
            reminders::{self, ReminderSource, Wanted},
            subscriptions,
        },
        personal,
        queue::outbox::{self, DeliveryStatus},
    },
};
use sqlx::{AnyPool, AssertSqlSafe, Executor, migrate::Migrator};
use tempfile::TempDir;

use crate::support::{at, databases};

/// A sample of what the release has stored, as one line of SQL text.
fn sample(table: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/state/0.1.0/{table}.json"));
    let samples: Vec<serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(file).expect("samples")).expect("a list");
    samples[0].to_string().replace('\'', "''")
}

/// A database as that version of the schema left it, filled.
async fn of_version(url: &str, version: i64) {
    sqlx::any::install_default_drivers();
    let pool = AnyPool::connect(url).await.expect("a database");
    let all = sqlx::migrate!();
    let until: Vec<_> = all.iter().filter(|migration| migration.version <= version).cloned().collect();
    Migrator { migrations: Cow::Owned(until), ..all }.run(&pool).await.expect("an earlier schema");
    let file = format!("{}/tests/data/migrations/{version:04}_filled.sql", env!("CARGO_MANIFEST_DIR"));
    let mut fill = fs::read_to_string(file).expect("rows");
    for (name, table) in [
        ("{conversation}", "conversations"),
        ("{guide}", "guides"),
        ("{plan}", "plans"),
        ("{company}", "companies"),
        ("{draft}", "drafts"),
        ("{sealed}", "sealed"),
    ] {
        fill = fill.replace(name, &sample(table));
    }
    pool.execute(AssertSqlSafe(fill)).await.expect("a filled database");
    pool.close().await;
}

#[tokio::test]
async fn a_filled_sqlite_keeps_all_it_has() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("sportello.db");
    of_version(&format!("sqlite://{}?mode=rwc", file.display()), 11).await;
    keeps_all_it_has(Store::sqlite(folder.path()).await.expect("migrated")).await;
}

#[tokio::test]
async fn a_filled_server_keeps_all_it_has() {
    let (url, folder) = (databases::new_on_server().await, TempDir::new().expect("a temporary folder"));
    of_version(&url, 11).await;
    keeps_all_it_has(Store::postgres(&url, folder.path()).await.expect("migrated")).await;
}

async fn keeps_all_it_has(store: Store) {
    let now = Timestamp::from_millisecond(1_764_000_100_000).expect("a time");
    people_and_their_words(&store).await;
    the_queues(&store, now).await;
    the_staff_room(&store).await;
    plans_and_reminders(&store, now).await;
    what_belongs_to_nobody_is_gone(&store).await;
    whoever_asks_is_forgotten(&store, now).await;
    store.close().await;
}

async fn people_and_their_words(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    for (channel, address, id) in
        [(ChannelKind::Telegram, "42", "maria"), (ChannelKind::Matrix, "!room:hs @o:hs", "workshop")]
    {
        let loaded = conversations::at_address(&mut tx, channel, address).await.unwrap().unwrap();
        assert_eq!(loaded.id, id);
        let same: Conversation = serde_json::from_str(&sample("conversations").replace("''", "'")).unwrap();
        assert_eq!(loaded.conversation, same);
        loaded.save(&mut tx, &same, None, at("2026-11-24 10:05")).await.unwrap();
    }
    assert!(conversations::by_id(&mut tx, "of-nobody").await.unwrap().is_some(), "a person is made for it");
    // Every part of the album leads to it, and what only looks like one does not.
    for (part, found) in [("7", Some(10)), ("8", Some(10)), ("9", None)] {
        let earlier = messages::of_person(&mut tx, "maria", part).await.unwrap();
        assert_eq!(earlier.map(|(earlier, _)| earlier.id), found, "{part}");
    }
    let line = messages::of_staff(&mut tx, &PlatformMessageId("$line".into())).await.unwrap().unwrap();
    assert_eq!(line.body, "grazie");
    assert_eq!(messages::all(&mut tx, "maria").await.unwrap().len(), 2);
    tx.commit().await.unwrap();
    assert_eq!(store.ledger().await.unwrap().len(), 1);
}

async fn the_queues(store: &Store, now: Timestamp) {
    let rows = store.next_inbound(now, 9).await.unwrap();
    let inbound: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.id, row.ordering_key.as_str(), row.sender.as_deref(), row.bundle.as_str(), row.attempts)
        })
        .collect();
    assert_eq!(
        inbound,
        [
            (20, "telegram:42", Some("42"), "album", 1),
            (22, "staff", None, "", 0),
            (24, "telegram:", None, "", 0)
        ]
    );
    let rows = store.next_outgoing(now, 9).await.unwrap();
    let outgoing: Vec<_> =
        rows.iter().map(|row| (row.id, row.ordering_key.as_str(), row.uncertain, row.openings)).collect();
    assert_eq!(
        outgoing,
        [(30, "case:2026-0001", true, 0), (31, "file:2026-0001", false, 1), (33, "room", false, 0)]
    );
    let sent = DeliveryStatus::Arrived { platform_message_id: "77".into() };
    assert_eq!(store.delivery_status(32).await.unwrap(), sent);
    assert!(store.head_waits("2026-0001".parse().unwrap()).await.unwrap());
    let mut tx = store.begin().await.unwrap();
    let line = PlatformMessageId("$line".into());
    assert_eq!(outbox::carrying(&mut tx, "maria", &line).await.unwrap(), [(32, false)]);
    // What only speaks of a newer head is not one.
    outbox::drop_waiting_heads(&mut tx, "2026-0001".parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.next_outgoing(now, 9).await.unwrap().len(), 3);
    assert_eq!(store.sync_token(ChannelKind::Matrix).await.unwrap().as_deref(), Some("s123"));
    let waiting = store.undecryptable(ChannelKind::Matrix).await.unwrap();
    let senders: Vec<_> = waiting.into_iter().map(|waiting| waiting.update.sender).collect();
    assert_eq!(senders, [Sender::Person { address: "!room:hs @o:hs".into() }, Sender::Staff]);
}

async fn the_staff_room(store: &Store) {
    let case = "2026-0001".parse().unwrap();
    assert_eq!(store.head(case, "!staff:hs").await.unwrap(), Some(PlatformMessageId("$head".into())));
    assert_eq!(store.staff_rooms(ChannelKind::Matrix).await.unwrap().len(), 1);
    let mut tx = store.begin().await.unwrap();
    let take = room_events::find(&mut tx, &PlatformMessageId("$take".into())).await.unwrap().unwrap();
    let line = room_events::find(&mut tx, &PlatformMessageId("$line".into())).await.unwrap().unwrap();
    assert_eq!(take.kind, RoomEventKind::Reaction(ReactionCommand::Take));
    assert_eq!((line.kind, line.by), (RoomEventKind::Message, Some(Expert("anna".into()))));
    assert_eq!(cases::conversation_of(&mut tx, case).await.unwrap().as_deref(), Some("maria"));
    assert_eq!(cases::open(&mut tx).await.unwrap().len(), 1);
    assert_eq!(drafts::of_case(&mut tx, case).await.unwrap().len(), 1);
    // Numbers go on where they were.
    let (pair, now) = (("it", "maternita"), at("2026-11-24 10:05"));
    phrasings::propose(&mut tx, "maria", pair, "e quando?", now).await.unwrap();
    let numbers: Vec<_> = phrasings::proposed(&mut tx, 9).await.unwrap().iter().map(|p| p.number).collect();
    assert_eq!(numbers, [8]);
    let notice = subscriptions::Notice { slug: "congedo".into(), day: "2027-01-01".parse().unwrap() };
    assert_eq!(subscriptions::propose(&mut tx, &notice, &Expert("anna".into()), now).await.unwrap(), 4);
    tx.commit().await.unwrap();
    assert_eq!(store.phrasings().await.unwrap().len(), 1);
}

async fn plans_and_reminders(store: &Store, now: Timestamp) {
    let due = store.due_reminders(now, 9).await.unwrap();
    let due: Vec<_> = due.iter().map(|due| (due.id, due.source)).collect();
    assert_eq!(due, [(60, ReminderSource::Plan { plan: 50 }), (62, ReminderSource::News)]);
    let mut tx = store.begin().await.unwrap();
    assert!(plans::guide(&mut tx, "workshop").await.unwrap().is_some());
    assert!(plans::company(&mut tx, "workshop").await.unwrap().is_some());
    assert_eq!(plans::of_conversation(&mut tx, "workshop").await.unwrap().len(), 1);
    assert_eq!(subscriptions::all(&mut tx, "maria").await.unwrap(), ["bonus-nido"]);
    // What was stopped stays so, and what was sent is not sent again.
    let wanted = |kind: &str, day: &str| Wanted {
        kind: kind.into(),
        day: day.parse().unwrap(),
        due_at: now,
        useful_until: at("2027-11-24 10:05"),
    };
    let of_plan = [wanted("rientro", "2027-06-01"), wanted("inizio-maternita", "2027-01-10")];
    reminders::replace(&mut tx, "workshop", ReminderSource::Plan { plan: 50 }, &of_plan, now).await.unwrap();
    let of_year = [wanted("certificazione-unica", "2027-03-16"), wanted("attestazioni", "2027-01-31")];
    reminders::replace(&mut tx, "workshop", ReminderSource::Year, &of_year, now).await.unwrap();
    let ids: Vec<_> = reminders::all(&mut tx, "workshop").await.unwrap().iter().map(|one| one.id).collect();
    assert_eq!(ids, [60, 61]);
    tx.commit().await.unwrap();
}

async fn what_belongs_to_nobody_is_gone(store: &Store) {
    for table in ["handles", "messages", "phrasings", "plans", "reminder_optouts", "outbox"] {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE conversation_id = 'gone'");
        let left: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(store.pool()).await.unwrap();
        assert_eq!(left, 0, "{table}");
    }
}

async fn whoever_asks_is_forgotten(store: &Store, now: Timestamp) {
    let mut tx = store.begin().await.unwrap();
    let farewell = Conversation::new(ChannelKind::Telegram, Language::It);
    let alone = personal::erase(&mut tx, "maria", farewell, now).await.unwrap();
    personal::forget(&mut tx, &alone).await.unwrap();
    tx.commit().await.unwrap();
    for left in [
        "messages",
        "message_parts",
        "outbox WHERE case_number IS NOT NULL",
        "inbox WHERE state = 'dead' AND payload <> ''",
    ] {
        let sql = format!("SELECT COUNT(*) FROM {left}");
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(store.pool()).await.unwrap();
        assert_eq!(rows, 0, "{left}");
    }
    let mut tx = store.begin().await.unwrap();
    assert!(conversations::by_id(&mut tx, "workshop").await.unwrap().is_some());
    let farewell = Conversation::new(ChannelKind::Matrix, Language::It);
    personal::erase(&mut tx, "workshop", farewell, now).await.unwrap();
    tx.commit().await.unwrap();
    let waiting = store.undecryptable(ChannelKind::Matrix).await.unwrap();
    let senders: Vec<_> = waiting.into_iter().map(|waiting| waiting.update.sender).collect();
    assert_eq!(senders, [Sender::Staff], "what nobody could read yet is forgotten as well");
}
