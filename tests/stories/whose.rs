//! Whose rule it is: what people say of themselves, and what happens if an answer is not for them.

use domain::{
    calendar::Calendar,
    ids::QuestionNo,
    language::Language,
    reply::{Reply, Then},
    scope::Dimension,
    shelf::{Further, Shelved},
    verdict::{Card, Handling},
};
use insta::assert_snapshot;
use sportello::{assembly, channels::console, config::Config, view::person::PersonView};

use crate::support::{Desk, at};

const NO: QuestionNo = QuestionNo(1);

/// The article about the ten days of the father, for whoever may not be meant.
fn card() -> Box<Card> {
    Box::new(Card {
        slug: "padre-giorni".into(),
        title: "I dieci giorni del padre".into(),
        body: "Il padre ha **dieci giorni**.".into(),
        law: vec!["D.Lgs. 151/2001, art. 27-bis".into()],
        plain: None,
        reviewed_on: None,
        law_checked: None,
        calculator: true,
        handling: Handling::Auto,
        holds_for: Some("il papà che lavora come dipendente".into()),
        unsaid: Some(Dimension::Work),
        links: Vec::new(),
        urgent: None,
    })
}

fn shelved(place: u8, title: &str) -> Shelved {
    Shelved { place, title: title.into() }
}

fn reads(reply: &Reply) -> String {
    let policy = assembly::policy(&Config::default());
    let calendar: &Calendar = &policy.calendar;
    let view =
        PersonView { language: Language::It, calendar, experts_away: false, now: at("2026-11-24 10:05") };
    console::lines(&view.message(reply, false, false)).join("\n")
}

fn answer(further: Further, then: Then) -> Reply {
    Reply::Answer { question: NO, card: card(), further, then }
}

#[test]
fn an_answer_says_for_whom_it_holds_what_else_was_asked_and_where_it_leads() {
    let further = || Further {
        also: vec![shelved(0, "Il preavviso")],
        links: vec![shelved(1, "Il congedo parentale"), shelved(2, "Le mamme")],
    };
    assert_snapshot!(reads(&answer(further(), Then::Asks)), @"
    Vale per il papà che lavora come dipendente.
    Il padre ha dieci giorni.
    (D.Lgs. 151/2001, art. 27-bis)
    Hai chiesto anche altro: tocca qui sotto.
    [1] Il preavviso  [2] È quello che cercavo  [3] Calcola le mie date  [4] Chiedi a un esperto  [5] Non è il mio caso  [6] Leggi: Il congedo parentale  [7] Leggi: Le mamme
    ");
    assert_snapshot!(reads(&answer(further(), Then::AsksBeside)), @"
    Vale per il papà che lavora come dipendente.
    Il padre ha dieci giorni.
    (D.Lgs. 151/2001, art. 27-bis)
    Hai chiesto anche altro: tocca qui sotto.
    [1] Il preavviso  [2] È quello che cercavo  [3] Calcola le mie date  [4] Chiedi a un esperto  [5] Leggi: Il congedo parentale  [6] Leggi: Le mamme
    ");
    assert_snapshot!(reads(&answer(Further::default(), Then::RestToHumans)), @"
    Vale per il papà che lavora come dipendente.
    Il padre ha dieci giorni.
    (D.Lgs. 151/2001, art. 27-bis)
    Alla prima parte rispondo io; il resto lo legge una persona.
    ");
    assert_snapshot!(reads(&answer(Further::default(), Then::Nothing)), @"
    Vale per il papà che lavora come dipendente.
    Il padre ha dieci giorni.
    (D.Lgs. 151/2001, art. 27-bis)
    [1] Calcola le mie date
    ");
    assert_snapshot!(reads(&Reply::WhichCase { question: NO, dimension: Dimension::Role }), @"
    Grazie, così trovo la regola giusta. Che cosa va bene per te?
    [1] Mamma  [2] Papà  [3] Seconda mamma, in una coppia di donne  [4] Genitore per adozione  [5] Ho un bambino in affido  [6] Ho una disabilità  [7] Assisto mia madre o mio padre  [8] Assisto mia moglie, mio marito o partner  [9] Altro: preferisco una persona
    ");
    assert_snapshot!(reads(&Reply::WhichCase { question: NO, dimension: Dimension::Place }), @"
    Grazie, così trovo la regola giusta. Dove vivi?
    [1] Milano  [2] Lombardia, fuori Milano  [3] Italia, fuori dalla Lombardia  [4] All'estero  [5] Altro: preferisco una persona
    ");
}

/// Somebody got an article that holds for some only.
async fn answered() -> Desk {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanti giorni ha il padre alla nascita").await;
    desk.corrupts("UPDATE conversations SET state = json_set(state, '$.phase.given[0].unsaid', 'work')")
        .await;
    desk
}

#[tokio::test]
async fn who_the_answer_is_not_for_is_asked_one_thing_and_the_experts_see_what_they_said() {
    let mut desk = answered().await;
    assert_snapshot!(desk.person_forges("not-mine:1").await, @"
    sportello> Grazie, così trovo la regola giusta. Come lavori?
    sportello> [1] Dipendente di un'azienda  [2] Dipendente pubblica o pubblico  [3] Colf, badante o baby-sitter  [4] Partita IVA o collaborazione  [5] Artigiana o artigiano  [6] Commerciante  [7] Libera professione con una cassa  [8] Adesso non lavoro  [9] Scrivo per un'azienda  [10] Altro: preferisco una persona
    ");
    assert_snapshot!(desk.person_presses("Libera professione con una cassa").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanti giorni ha il padre alla nascita»
    sala> (Di sé ha detto: Libera professione con una cassa)
    sala> (Già inviata in automatico: padre-giorni)
    sala> (Schede vicine: padre-giorni 1,00   (!usa <nome>)) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    assert_snapshot!(desk.person_says("/profilo").await, @"
    sportello> Ecco che cosa ricordo di te, da quello che hai scritto:
    sportello> • Libera professione con una cassa
    sportello> [1] Dimentica
    ");
    let export = desk.person_says("/esporta").await;
    assert!(export.contains("\"profile\"") && export.contains("\"professional\""), "{export}");
    assert_snapshot!(desk.person_presses("Dimentica").await, @"sportello> Fatto: l'ho dimenticato. I tuoi messaggi restano: per togliere tutto, /cancella.");
    assert_snapshot!(desk.person_says("Che cosa sai di me?").await, @"sportello> Di te non ricordo niente: né come lavori, né chi sei in famiglia, né dove vivi.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn the_answer_can_be_typed_and_a_person_is_always_one_of_them() {
    let mut desk = answered().await;
    desk.person_forges("not-mine:1").await;
    assert_snapshot!(desk.person_says("artigiana o artigiano").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanti giorni ha il padre alla nascita»
    sala> (Di sé ha detto: Artigiana o artigiano)
    sala> (Già inviata in automatico: padre-giorni)
    sala> (Schede vicine: padre-giorni 1,00   (!usa <nome>)) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
    let mut desk = answered().await;
    desk.person_forges("not-mine:1").await;
    assert_snapshot!(desk.person_says("altro: preferisco una persona").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanti giorni ha il padre alla nascita»
    sala> (Già inviata in automatico: padre-giorni) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn danger_goes_before_what_was_asked() {
    let mut desk = answered().await;
    desk.person_forges("not-mine:1").await;
    let told = desk.person_says("mio marito mi picchia").await;
    assert!(told.contains("URGENTE"), "{told}");
    desk.closes_with_promises(1).await;
}
