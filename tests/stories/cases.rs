//! The life of a case: opened, followed up, answered, closed, reopened, withdrawn.

use insta::assert_snapshot;

use crate::support::Desk;

const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn what_the_desk_does_not_know_a_human_answers() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says(UNKNOWN).await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.expert_replies("2026-0001", "!prendi").await, @"sala 2026-0001> La segue anna.");
    assert_snapshot!(desk.expert_replies("2026-0001", "// sento la questura").await, @"");
    assert_snapshot!(desk.expert_replies("2026-0001", "Buongiorno, si fa alle poste con il kit.").await, @"
    sportello> Buongiorno, si fa alle poste con il kit.
    sportello> (Pratica 2026-0001 · ti ha risposto una persona dello sportello)
    sala 2026-0001> ✔️ consegnata
    ");
    assert_snapshot!(desk.expert_replies("2026-0001", "!chiudi").await, @"
    sala 2026-0001> Chiusa da anna.
    sportello> La pratica 2026-0001 è chiusa. Se ti serve altro, scrivi qui: si riapre.
    ");
    desk.closes().await;
}

#[tokio::test]
async fn while_a_case_is_open_every_message_goes_to_its_thread_and_the_desk_does_not_talk_over_it() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.hours_pass(1).await;
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"
    sala 2026-0001>   «quanto dura la maternità»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [1] È un'altra domanda
    ");
    assert_snapshot!(desk.person_says("ho dimenticato: scade a marzo").await, @"sala 2026-0001>   «ho dimenticato: scade a marzo»");
    assert_snapshot!(desk.person_says("grazie").await, @"sala 2026-0001>   «grazie»");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_must_not_wait_is_heard_in_an_open_case_too() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.person_says("il capo vuole che firmo le dimissioni").await, @"
    sala 2026-0001>   «il capo vuole che firmo le dimissioni»
    sportello> Non firmare niente adesso: puoi chiedere tempo e una copia, o fare una foto del foglio. Non devi affrontarlo senza aiuto: una persona dello sportello guarda presto il tuo caso. Se hai già firmato, scrivicelo; sotto trovi anche chi altro può aiutarti.
    sportello> consiglieradiparita@cittametropolitana.milano.it · Consigliera di parità di Milano: molestie e discriminazioni sul lavoro; gratis, si scrive una e-mail
    sportello> www.ispettorato.gov.it · Ispettorato del lavoro: controlla che al lavoro si rispettino le regole; i contatti sono sul sito
    sportello> Ho chiamato subito le esperte e gli esperti per la pratica 2026-0001: ti risponde una persona entro martedì 24 novembre, ore 12:05, il prima possibile. Intanto puoi scrivere qui.
    sala 2026-0001> URGENTE pressione a firmare @room
    ");
    assert_snapshot!(desk.room_hears("!elenco").await, @"
    sala> Una pratica aperta
    sala> 2026-0001 · URGENTE · scade gio 26 nov 10:05 · non assegnata
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn unless_the_person_says_that_it_is_another_question() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.hours_pass(1).await;
    desk.person_says("quanto dura la maternità").await;
    assert_snapshot!(desk.person_presses("È un'altra domanda").await, @"
    sala 2026-0001> La persona dice che è un'altra domanda: le ho mandato la scheda maternita-durata. Questa pratica resta aperta.
    sportello> La maternità dura cinque mesi.
    sportello>
    sportello> • due mesi prima della data presunta;
    sportello> • tre mesi dopo il parto.
    sportello> (D.Lgs. 151/2001, art. 16 · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Chiedi a un esperto
    ");
    assert_snapshot!(desk.person_presses("È quello che cercavo").await, @"
    sala 2026-0001> La persona ha trovato nella scheda quello che cercava per l'altra domanda.
    sportello> Bene, contenti di esserti utili! Se serve altro, scrivi qui.
    ");
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> La pratica 2026-0001 è in attesa. Una persona ti risponde entro giovedì 26 novembre, ore 10:05.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn another_question_that_needs_a_human_stays_in_the_case() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.hours_pass(1).await;
    desk.person_says("a che punto è la mia domanda").await;
    assert_snapshot!(desk.person_presses("È un'altra domanda").await, @"
    sala 2026-0001> La persona dice che è un'altra domanda, e serve una risposta vostra.
    sportello> Va bene. Anche questa domanda la legge una persona: resta nella pratica 2026-0001.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_message_soon_after_closing_reopens_the_case() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.hours_pass(20).await;
    assert_snapshot!(desk.person_says("grazie").await, @"sportello> Prego! Se hai un'altra domanda, scrivi pure.");
    assert_snapshot!(desk.person_says("alle poste non sanno niente").await, @"
    sala 2026-0001> Riaperta da un nuovo messaggio della persona · scade ven 27 nov 06:05
    sportello> Non firmare niente adesso: puoi chiedere tempo e una copia, o fare una foto del foglio. Non devi affrontarlo senza aiuto: una persona dello sportello guarda presto il tuo caso. Se hai già firmato, scrivicelo; sotto trovi anche chi altro può aiutarti.
    sportello> consiglieradiparita@cittametropolitana.milano.it · Consigliera di parità di Milano: molestie e discriminazioni sul lavoro; gratis, si scrive una e-mail
    sportello> www.ispettorato.gov.it · Ispettorato del lavoro: controlla che al lavoro si rispettino le regole; i contatti sono sul sito
    sportello> Ho chiamato subito le esperte e gli esperti per la pratica 2026-0001: ti risponde una persona entro mercoledì 25 novembre, ore 11:00, il prima possibile. Intanto puoi scrivere qui. Adesso lo sportello è chiuso: riapre mercoledì 25 novembre, ore 09:00.
    sala 2026-0001>   «alle poste non sanno niente»
    sala 2026-0001> (nuova scadenza: ven 27 nov 06:05) @anna
    sala 2026-0001> URGENTE pressione a firmare @room
    ");
    desk.expert_replies("2026-0001", "Chiamo io la questura.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.closes().await;
}

#[tokio::test]
async fn unless_it_was_another_question_after_all() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.person_says("quanti giorni ha il padre alla nascita").await;
    assert_snapshot!(desk.person_presses("È un'altra domanda").await, @"
    sala 2026-0001> Era un'altra domanda: la pratica torna chiusa.
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    desk.person_presses("È quello che cercavo").await;
    desk.closes().await;
}

#[tokio::test]
async fn long_after_closing_a_message_is_a_new_question() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.hours_pass(8 * 24).await;
    assert_snapshot!(desk.person_says("quanti giorni ha il padre alla nascita").await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    desk.person_presses("È quello che cercavo").await;
    desk.closes().await;
}

#[tokio::test]
async fn the_person_can_take_a_question_back() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/annulla").await, @"
    sportello> Non c'è niente da annullare.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.person_says("/annulla").await, @"
    sportello> Vuoi annullare la pratica 2026-0001? È questa domanda: «come rinnovo il permesso di soggiorno». Se la annulli, nessuno ti risponde.
    sportello> [1] Sì, annulla la pratica  [2] No, lasciala aperta
    ");
    assert_snapshot!(desk.person_says("no").await, @"sportello> Va bene: la pratica 2026-0001 resta aperta e ti rispondiamo.");
    desk.person_says("/annulla").await;
    assert_snapshot!(desk.person_presses("Sì, annulla la pratica").await, @"
    sala 2026-0001> La persona ha annullato la pratica: non serve più rispondere.
    sportello> Va bene: ho annullato la pratica 2026-0001. Se cambi idea, scrivi di nuovo.
    ");
    assert_snapshot!(desk.expert_replies("2026-0001", "Si fa alle poste.").await, @"sala 2026-0001> In questo stato della pratica non si può: guarda !elenco. Non ho mandato niente alla persona.");
    desk.person_says("quanto dura la maternità").await;
    assert_snapshot!(desk.person_says("/annulla").await, @"sportello> Va bene, lasciamo stare. Se cambi idea, scrivi di nuovo.");
    desk.closes().await;
}

#[tokio::test]
async fn the_person_can_see_where_things_stand() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/pratiche").await, @"
    sportello> Non hai pratiche. Se scrivi una domanda a cui non so rispondere, ne apro una.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> Non hai domande in attesa. Scrivi pure quando vuoi.");
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> La pratica 2026-0001 è in attesa. Una persona ti risponde entro giovedì 26 novembre, ore 10:05.");
    desk.expert_replies("2026-0001", "!prendi").await;
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> Una persona sta guardando la pratica 2026-0001. Ti risponde entro giovedì 26 novembre, ore 10:05.");
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> Alla pratica 2026-0001 abbiamo già risposto. Se ti serve altro, scrivi qui.");
    assert_snapshot!(desk.person_says("/pratiche").await, @"sportello> 2026-0001 · aperta il 24 novembre 2026 · in corso");
    desk.closes().await;
}

#[tokio::test]
async fn old_and_forged_buttons_are_met_kindly() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    desk.person_presses("È quello che cercavo").await;
    for data in ["solved:1", "human:1", "choose:9:9", "other:4000000000", "erase", "'; DROP TABLE cases", ""]
    {
        let answer = desk.person_forges(data).await;
        assert_eq!(
            answer,
            "sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.",
            "{data}"
        );
    }
    desk.closes().await;
}

#[tokio::test]
async fn the_desk_speaks_english_to_who_asks_for_it() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/lingua").await, @"
    sportello> In che lingua vuoi che ti scriva? / Which language shall I use?
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] Italiano  [2] English  [3] Español  [4] Română  [5] العربية  [6] 中文  [7] Українська  [8] Français  [9] Shqip  [10] Tagalog
    ");
    assert_snapshot!(desk.person_presses("English").await, @"sportello> All right, I write to you in English. Our articles are in Italian for now.");
    assert_snapshot!(desk.person_says(UNKNOWN).await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> A person reads this question. I have opened case 2026-0001: an expert answers you by Thursday 26 November, 10:05, usually sooner. You can add details here, or /cancel.
    ");
    assert_snapshot!(desk.person_says("/help").await, @"
    sportello> Write your question in your own words: if the answer is in our articles I send it at once, otherwise a person answers you within 48 hours. You can also use these commands:
    sportello> /help – how the desk works
    sportello> /leave – calculate the dates of a leave
    sportello> /reminders – what I remind you of, and when
    sportello> /company – for companies: calendars and reminders
    sportello> /cases – your cases
    sportello> /status – where your question stands
    sportello> /language – change language / cambia lingua
    sportello> /privacy – how we treat your messages
    sportello> /profile – what I remember of you
    sportello> /cancel – cancel the question that is waiting
    sportello> /erase – delete everything we have of you
    sportello> /export – get everything we have of you
    ");
    assert_snapshot!(desk.person_says("/lingua it").await, @"sportello> D'accordo, ti scrivo in italiano.");
    desk.closes_with_promises(1).await;
}
