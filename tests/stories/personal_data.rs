//! What the desk holds of a person: handed over, forgotten, never shown.

use insta::assert_snapshot;

use crate::support::Desk;

const SECRET: &str = "mi chiamo zuccalmaglio e rinnovo il permesso";

#[tokio::test]
async fn the_person_gets_all_that_the_desk_holds_of_them() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(SECRET).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    let export = desk.person_says("/esporta").await;
    for held in [SECRET, "Si fa alle poste.", "2026-0001", "\"address\": \"maria\""] {
        assert!(export.contains(held), "{held} is missing in {export}");
    }
    desk.closes().await;
}

#[tokio::test]
async fn the_notes_of_the_staff_are_in_nobodys_export() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(SECRET).await;
    desk.expert_replies("2026-0001", "// Zenobia esagera").await;
    desk.expert_replies("2026-0001", "!nota Zenobia esagera ancora").await;
    desk.expert_replies("2026-0001", "Zenobia, si fa alle poste.").await;
    desk.expert_corrects("/ Zenobia esagera sempre").await;
    let export = desk.person_says("/esporta").await;
    assert!(export.contains(SECRET) && !export.contains("Zenobia"), "{export}");
    assert!(export.contains("Gli appunti"), "it says what is missing: {export}");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn forgetting_is_asked_for_twice() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(SECRET).await;
    assert_snapshot!(desk.person_says("/cancella").await, @"
    sportello> Vuoi che cancelliamo tutto? Togliamo i tuoi messaggi e il tuo recapito, anche dalla sala delle esperte e degli esperti. Se hai una pratica aperta, non riceverai più risposta.
    sportello> [1] Sì, cancella tutto  [2] No, lascia tutto
    ");
    assert_snapshot!(desk.person_presses("No, lascia tutto").await, @"sportello> Va bene, non cancello niente.");
    assert!(desk.count("messages").await > 0);
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_forgotten_person_leaves_only_counts() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(SECRET).await;
    desk.expert_replies("2026-0001", "Gentile zuccalmaglio, alle poste.").await;
    assert!(desk.finds_on_disk("zuccalmaglio"), "it was there");
    desk.person_says("/cancella").await;
    assert_snapshot!(desk.person_presses("Sì, cancella tutto").await, @"
    sala 2026-0001> La persona ha chiesto di essere dimenticata: il testo di questa pratica è stato tolto.
    sportello> Fatto: ho cancellato i tuoi messaggi e le tue pratiche. Con questo saluto dimentico anche il tuo recapito. Se un giorno hai bisogno, scrivi: ricominciamo da capo.
    ");
    assert!(!desk.finds_on_disk("zuccalmaglio"), "in a database page or the log");
    assert!(!desk.finds_on_disk("maria"), "the handle");
    for table in ["messages", "handles", "people", "conversations"] {
        assert_eq!(desk.count(table).await, 0, "{table}");
    }
    assert!(!desk.room_shows("zuccalmaglio"), "the staff room's copies are gone");
    assert!(desk.count("ledger").await > 0, "the counts stay");
    assert_snapshot!(desk.expert_replies("2026-0001", "C'è ancora?").await, @"sala> La pratica 2026-0001 non esiste. Le pratiche aperte sono in !elenco");
    assert_snapshot!(desk.person_says("ciao").await, @"
    sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes().await;
}

#[tokio::test]
async fn a_confirmation_does_not_stay_good_for_ever() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/cancella").await;
    desk.hours_pass(2).await;
    assert_snapshot!(desk.person_presses("Sì, cancella tutto").await, @"sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.");
    desk.closes().await;
}

#[tokio::test]
async fn the_staff_see_a_case_and_not_a_person() {
    let mut desk = Desk::on_tuesday().await;
    let transcript = desk.someone_says("tg-987654321", "come rinnovo il permesso di soggiorno").await;
    let room: Vec<&str> = transcript.lines().filter(|line| line.starts_with("sala")).collect();
    assert!(!room.is_empty() && room.iter().all(|line| !line.contains("987654321")), "{room:?}");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_is_older_than_words_may_be_is_forgotten_wherever_it_is() {
    let mut desk = Desk::on_tuesday().await;
    // A question that nobody understood, one that was answered, one of a closed case, and one that is still open.
    desk.someone_says("anna", "ho una domanda").await;
    desk.someone_says("bea", "quanto dura la maternità?").await;
    desk.someone_says("carla", "come rinnovo il permesso di soggiorno, sono carla").await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.someone_says("dora", "come rinnovo il permesso di soggiorno, sono dora").await;
    let words = ["ho una domanda", "maternità?", "sono carla", "sono dora"];
    let kept = async |desk: &Desk| {
        let mut kept = Vec::new();
        for word in words {
            let found = format!("conversations WHERE state LIKE '%{word}%'");
            kept.push(desk.count(&found).await);
        }
        kept
    };
    assert_eq!(kept(&desk).await, [1, 1, 1, 1]);
    desk.down_for_hours(400 * 24).await;
    assert_eq!(kept(&desk).await, [0, 0, 0, 1], "what humans have in hand is kept whole");
    assert_eq!(desk.count("messages WHERE body LIKE '%sono carla%'").await, 0);
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_told_once_and_stops_nothing() {
    let mut desk = Desk::on_tuesday().await;
    desk.someone_says("carla", "come rinnovo il permesso di soggiorno").await;
    desk.corrupts(
        "INSERT INTO reminders (id, conversation_id, source, kind, day, due_at, useful_until, put_off, state)
         SELECT 900, id, 'year', 'kind', 'no day', 0, 9999999999999, 0, 'waiting' FROM conversations",
    )
    .await;
    desk.corrupts(
        "INSERT INTO drafts (slug, case_number, state, author, content, kept_at)
         VALUES ('rotto', '2026-0001', 'live', 'anna', 'no draft', 0)",
    )
    .await;
    desk.corrupts(
        "INSERT INTO outbox (id, ordering_key, platform, payload, state, uncertain, openings, attempts, not_before, created_at, priority)
         VALUES (901, 'x', 'staff', 'no message', 'waiting', 0, 0, 0, 0, 0, 3)",
    )
    .await;
    desk.restarts().await;
    let told = desk.settles().await;
    for row in ["reminders 900", "drafts rotto", "outbox 901"] {
        assert_eq!(told.matches(&format!("({row})")).count(), 1, "{told}");
    }
    desk.restarts().await;
    assert!(!desk.settles().await.contains("messa da parte"), "once");
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.closes().await;
}
