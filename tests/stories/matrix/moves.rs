//! The staff room moves, or cannot be spoken in: no case is lost over it.

use super::desk::Desk;
use crate::homeserver::Homeserver;

const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

/// What the desk has said in a room, as its experts read it now.
async fn said(desk: &Desk, room: &str) -> Vec<String> {
    let lines = desk.anna.lines(room).await;
    let of_desk =
        lines.iter().filter(|line| line.is_from(&desk.bot.user_id) && line.kind == "m.room.message");
    of_desk.map(|line| line.text().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgraded_room_is_followed_once_an_expert_of_the_old_one_says_so() {
    // With and without the power to speak in the old room, which nobody else may any more.
    for power in [0, 50] {
        let mut desk = Desk::in_its_room().await;
        if power > 0 {
            desk.anna.set_power_level(&desk.room, &desk.bot.user_id, power).await;
        }
        let old = desk.room.clone();
        let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
        let new = desk.anna.upgrade(&old).await;
        desk.trouble_is("the staff room has been replaced by another").await;
        let before = said(&desk, &old).await;
        desk.maria_says("è urgente").await;
        desk.maria_reads("Ho aggiunto").await;

        // Nobody but experts of the old room can say where the staff are.
        let carla = desk.people.meet("Carla").await;
        for other in [&carla.id, &desk.bot.user_id] {
            desk.anna.invite(&new, other).await;
        }
        carla.join(&new).await;
        desk.room.clone_from(&new);
        desk.room_shows("prende il posto della sala").await;
        carla.say(&new, "!sala").await;
        desk.anna.say(&new, "come si fa?").await;
        desk.trouble_is("the staff room has been replaced by another").await;

        let yes = if power > 0 { "!sala" } else { "! Sala" };
        // The key may come after the words.
        desk.anna.withhold_keys(&new, power > 0).await;
        desk.anna.say(&new, yes).await;
        desk.anna.withhold_keys(&new, false).await;
        desk.room_shows("Qui arrivano le pratiche").await;
        let head = desk.room_shows(&format!("> {UNKNOWN}")).await;
        assert!(head.encrypted && head.thread.is_none() && head.event_id != root, "{head}");
        desk.thread_shows(&head.event_id, "è urgente").await;
        desk.trouble_is("").await;
        let reply = desk.anna.say_in_thread(&new, &head.event_id, "Buongiorno, in questura.").await;
        desk.maria_reads("Buongiorno, in questura.").await;
        desk.marked(&reply, "✔️").await;
        desk.head_says(&head.event_id, "già risposto").await;
        desk.anna.react(&new, &head.event_id, "✅").await;
        desk.head_says(&head.event_id, "· chiusa").await;
        assert_eq!(said(&desk, &old).await, before, "nothing goes on in the dead room");

        // It knows where the staff are at its next start, too.
        desk.stops().await;
        desk.starts().await;
        desk.maria_says("un'altra cosa: e i documenti?").await;
        desk.room_shows("un'altra cosa").await;
        assert_eq!(desk.times_in_room("Qui arrivano le pratiche").await, 1);
        assert_eq!(desk.anna.members(&old).await[&desk.bot.user_id], "join", "it has left neither");
        desk.stops().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invited_to_the_new_room_first_it_waits_there() {
    let mut desk = Desk::in_its_room().await;
    let old = desk.room.clone();
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    let new = desk.anna.upgrade(&old).await;
    // Alone with the desk: no worker's question.
    desk.anna.invite(&new, &desk.bot.user_id).await;
    desk.room.clone_from(&new);
    let asked = desk.room_shows("prende il posto della sala").await;
    desk.anna.say(&new, "quanto dura la maternità?").await;
    desk.anna.invite(&new, &desk.bruno.id).await;
    desk.bruno.join(&new).await;
    desk.bruno.say(&new, "eccomi").await;
    for room in [&old, &new] {
        assert_eq!(desk.anna.members(room).await[&desk.bot.user_id], "join");
        assert!(!said(&desk, room).await.iter().any(|text| text.contains("chat private")));
    }
    desk.bruno.react(&new, &asked.event_id, "✅").await;
    let head = desk.room_shows(&format!("> {UNKNOWN}")).await;
    assert_ne!(head.event_id, root);
    assert!(
        !said(&desk, &new).await.iter().any(|text| text.contains("cinque mesi")),
        "the desk has no worker here"
    );
    desk.bruno.say_in_thread(&new, &head.event_id, "In questura").await;
    desk.maria_reads("In questura").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_configuration_says_so_cases_begin_anew_in_another_room() {
    let mut desk = Desk::in_its_room().await;
    let first = desk.room.clone();
    let root = desk.maria_opens_a_case(UNKNOWN).await.event_id;
    let mut rooms = Vec::new();
    for name in ["Sala nuova", "Sala nuovissima"] {
        let room = desk.anna.create_room(name, true, &[&desk.bruno.id, &desk.bot.user_id]).await;
        desk.bruno.join(&room).await;
        rooms.push(room);
    }
    desk.stops().await;
    desk.room.clone_from(&rooms[0]);
    desk.configured(|config| config.matrix.staff_room = Some(rooms[0].clone()));
    desk.starts().await;
    desk.maria_says("una cosa in più").await;
    let head = desk.room_shows(&format!("> {UNKNOWN}")).await;
    desk.thread_shows(&head.event_id, "una cosa in più").await;
    let reply = desk.anna.say_in_thread(&desk.room, &head.event_id, "Si rinova in questura.").await;
    desk.maria_reads("Si rinova in questura.").await;
    desk.anna.edit_in_thread(&desk.room, &head.event_id, &reply, "Si rinnova in questura.").await;
    let amended =
        || desk.platform.amended().iter().any(|amendment| amendment.message.plain().contains("rinnova"));
    crate::support::until(std::time::Duration::from_mins(1), amended).await;

    // In the room of before nothing goes on; whoever writes there is told so.
    desk.anna.wait_for(&first, "a word", |line| line.text().contains("è passato in un'altra sala")).await;
    desk.anna.say_in_thread(&first, &root, "Scritto dove nessuno legge").await;
    desk.anna.say_in_thread(&desk.room, &head.event_id, "Fine").await;
    desk.maria_reads("Fine").await;
    assert!(!desk.marias_chat().contains("nessuno legge"), "{}", desk.marias_chat());

    // A closed case that is opened again begins anew as well, before what is said in it.
    desk.anna.say_in_thread(&desk.room, &head.event_id, "!chiudi").await;
    desk.head_says(&head.event_id, "· chiusa").await;
    desk.stops().await;
    desk.room.clone_from(&rooms[1]);
    desk.configured(|config| config.matrix.staff_room = Some(rooms[1].clone()));
    desk.starts().await;
    desk.room_shows("Qui arrivano le pratiche").await;
    desk.maria_says("non ho capito, mi spiegate meglio?").await;
    let head = desk.room_shows(&format!("> {UNKNOWN}")).await;
    assert!(head.thread.is_none());
    desk.thread_shows(&head.event_id, "non ho capito").await;
    desk.anna.say_in_thread(&desk.room, &head.event_id, "Certo").await;
    desk.maria_reads("Certo").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn put_out_of_its_room_or_silenced_it_says_so_and_cases_wait() {
    let mut desk = Desk::in_its_room().await;
    desk.trouble_is("").await;
    desk.anna.set_power_level(&desk.room, &desk.bot.user_id, -1).await;
    desk.trouble_is("the desk may not speak in its staff room").await;
    desk.maria_says(UNKNOWN).await;
    desk.maria_reads("Ho aperto la pratica").await;
    desk.anna.set_power_level(&desk.room, &desk.bot.user_id, 0).await;
    let head = desk.room_shows(UNKNOWN).await.event_id;
    desk.trouble_is("").await;

    desk.anna.kick(&desk.room, &desk.bot.user_id).await;
    desk.trouble_is("the desk is not in its staff room: invite it").await;
    desk.maria_says("ci siete?").await;
    desk.maria_says("ancora una cosa").await;
    desk.anna.invite(&desk.room, &desk.bot.user_id).await;
    desk.thread_shows(&head, "ci siete?").await;
    desk.thread_shows(&head, "ancora una cosa").await;
    desk.trouble_is("").await;
    desk.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_silent_for_long_is_told_of() {
    // A port that nobody else is given meanwhile.
    let nobody = "127.0.0.1:9";
    let mut desk = Desk::opens_in(Homeserver::shared(), true, |config| {
        config.matrix.homeserver = Some(format!("http://{nobody}"));
    })
    .await;
    desk.trouble_is("").await;
    desk.minutes_pass(11);
    desk.trouble_is("the server has not been heard of since").await;
    let begun = std::time::Instant::now();
    desk.stops().await;
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "it stops at once");
}
