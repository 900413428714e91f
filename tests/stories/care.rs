//! Nobody is met with silence, with the same words twice, or with a language they do not read; nothing is withdrawn by
//! accident; what says who somebody is stays covered; promises can be kept.

use insta::assert_snapshot;

use crate::support::Desk;

const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn a_case_is_withdrawn_once_the_person_has_said_so_again() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.person_says("annulla").await, @"
    sportello> Vuoi annullare la pratica 2026-0001? È questa domanda: «come rinnovo il permesso di soggiorno». Se la annulli, nessuno ti risponde.
    sportello> [1] Sì, annulla la pratica  [2] No, lasciala aperta
    ");
    assert_snapshot!(desk.person_presses("No, lasciala aperta").await, @"sportello> Va bene: la pratica 2026-0001 resta aperta e ti rispondiamo.");
    desk.person_says("/annulla").await;
    assert_snapshot!(desk.person_says("sì").await, @"
    sala 2026-0001> La persona ha annullato la pratica: non serve più rispondere.
    sportello> Va bene: ho annullato la pratica 2026-0001. Se cambi idea, scrivi di nuovo.
    ");
    desk.closes().await;
}

#[tokio::test]
async fn an_urgent_case_is_withdrawn_only_after_two_questions() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("il capo vuole che firmo le dimissioni").await;
    desk.person_says("/annulla").await;
    assert_snapshot!(desk.person_says("sì").await, @"
    sportello> La pratica 2026-0001 è urgente e ci tiene in pensiero. Vuoi annullarla davvero? Se temi che qualcuno legga la chat, con /cancella togliamo tutto.
    sportello> [1] Sì, annulla lo stesso  [2] No, lasciala aperta
    ");
    assert_snapshot!(desk.person_presses("Sì, annulla lo stesso").await, @"
    sala 2026-0001> La persona ha annullato la pratica: non serve più rispondere.
    sportello> Va bene: ho annullato la pratica 2026-0001. Se cambi idea, scrivi di nuovo.
    ");
    desk.closes().await;
}

#[tokio::test]
async fn within_the_guide_cancel_leaves_the_guide_and_nothing_said_there_goes_to_the_experts() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("il capo vuole che firmo le dimissioni").await;
    desk.person_says("/congedo").await;
    for said in [
        "dipendente",
        "una nascita in arrivo",
        "il 12 marzo",
        "ho sbagliato, è il 12 febbraio",
        "due gemelle",
    ] {
        let heard = desk.person_says(said).await;
        assert!(!heard.contains("sala"), "{said}: {heard}");
        assert!(!heard.contains("Non ho capito"), "{said}: {heard}");
    }
    let plan = desk.person_says("la prima").await;
    assert!(plan.contains("12 febbraio 2027"), "{plan}");
    desk.person_says("/congedo").await;
    desk.person_says("Nuovo calendario").await;
    assert_snapshot!(desk.person_says("/annulla").await, @"sportello> Va bene, lasciamo stare le date. La pratica 2026-0001 resta aperta: ti rispondiamo.");
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> La pratica 2026-0001 è in attesa. Una persona ti risponde entro martedì 24 novembre, ore 12:05.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn whom_the_guide_does_not_understand_twice_it_lets_go() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    assert_snapshot!(desk.person_says("bla bla").await, @"
    sportello> Non ho capito la risposta. Tocca uno dei pulsanti. Per lasciar stare: /annulla
    sportello> Calcolo le date del congedo: bastano poche risposte. Che lavoro è? (Per lasciar stare: /annulla)
    sportello> [1] Lavoro dipendente  [2] Colf, badante, baby-sitter  [3] Lavoro a domicilio  [4] Lavoro pubblico o scuola  [5] Lavoro autonomo o altro
    ");
    assert_snapshot!(desk.person_says("eh insomma").await, @"
    sportello> Non riesco a capire la risposta, scusami. Puoi riprovare, oppure lasciare stare le date: la domanda a una persona la puoi fare sempre.
    sportello> Calcolo le date del congedo: bastano poche risposte. Che lavoro è? (Per lasciar stare: /annulla)
    sportello> [1] Lavoro dipendente  [2] Colf, badante, baby-sitter  [3] Lavoro a domicilio  [4] Lavoro pubblico o scuola  [5] Lavoro autonomo o altro  [6] Lascia stare le date
    ");
    assert_snapshot!(desk.person_presses("Lascia stare le date").await, @"sportello> Va bene, lasciamo stare le date. Per riprendere: /congedo");
    desk.closes().await;
}

#[tokio::test]
async fn whoever_has_not_understood_an_answer_is_offered_an_expert_and_then_gets_one() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    assert_snapshot!(desk.person_says("non ho capito").await, @"
    sportello> Forse te lo spiega meglio una persona: vuoi che la domanda passi a un'esperta o a un esperto?
    sportello> [1] Sì, chiedi a una persona  [2] È quello che cercavo
    ");
    assert_snapshot!(desk.person_says("puoi spiegarlo meglio?").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «quanto dura la maternità»
    sala>   «puoi spiegarlo meglio?»
    sala> (Già inviata in automatico: maternita-durata) @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;

    let mut desk = Desk::on_tuesday().await;
    desk.person_says("quanto dura la maternità").await;
    desk.person_says("quindi?").await;
    assert!(desk.person_says("sì").await.contains("Ho aperto la pratica 2026-0001"));
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn yes_to_the_desks_own_question_is_yes() {
    let mut desk = Desk::on_tuesday().await;
    assert!(desk.person_says("ho una domanda").await.contains("chiedi a una persona"));
    assert!(desk.person_says("sì").await.contains("Ho aperto la pratica 2026-0001"));
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn in_an_open_case_every_message_is_seen_to_arrive() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.person_says("scade a gennaio").await;
    assert_snapshot!(desk.person_says("e ho già la ricevuta").await, @"sala 2026-0001>   «e ho già la ricevuta»");
    assert_snapshot!(desk.person_says("e la marca da bollo").await, @"sala 2026-0001>   «e la marca da bollo»");
    desk.minutes_pass(2).await;
    assert_snapshot!(desk.person_says("e le foto").await, @"
    sala 2026-0001>   «e le foto»
    sportello> ✓ Aggiunto alla pratica 2026-0001.
    ");
    assert_snapshot!(desk.person_says("quando rispondete?").await, @"
    sala 2026-0001>   «quando rispondete?»
    sportello> La pratica 2026-0001 è in attesa. Una persona ti risponde entro giovedì 26 novembre, ore 10:05.
    ");
    assert_snapshot!(desk.person_says("c'è qualcuno?").await, @"
    sala 2026-0001>   «c'è qualcuno?»
    sportello> La pratica 2026-0001 è in attesa. Una persona ti risponde entro giovedì 26 novembre, ore 10:05.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn where_the_platform_has_signs_a_sign_says_that_a_message_has_arrived() {
    let mut desk = Desk::on_tuesday().await;
    desk.platform.learn_ticks();
    desk.person_says(UNKNOWN).await;
    desk.person_says("scade a gennaio").await;
    assert_snapshot!(desk.person_writes("m-7", "e ho già la ricevuta").await, @"sala 2026-0001>   «e ho già la ricevuta»");
    let ticked: Vec<String> = desk.platform.ticked().into_iter().map(|tick| tick.line.0).collect();
    assert_eq!(ticked, ["m-7"]);
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn who_asks_who_is_here_is_told() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("siete un robot?").await, @"
    sportello> Sì, sono un programma. Rispondo da solo quando trovo la scheda giusta; per tutto il resto ci sono le persone dello sportello. Se preferisci una persona, scrivi «voglio parlare con una persona».
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.person_says("chi legge?").await, @"sportello> Quando serve una risposta di una persona, leggono le tue parole solo le esperte e gli esperti dello sportello. Non vedono il tuo nome, il numero o la foto, e il tuo datore di lavoro non vede niente. Di più: /privacy");
    assert_snapshot!(desk.person_says("quanto costa").await, @"sportello> È gratis: non si paga né per le risposte né per il tempo delle persone che rispondono.");
    assert_snapshot!(desk.person_says("chi siete?").await, @"sportello> Siamo lo sportello per conciliare lavoro e famiglia. Alle domande comuni rispondo io, che sono un programma, con schede scritte e controllate da persone. Alle altre rispondono esperte ed esperti.");
    assert_snapshot!(desk.person_says("cancella tutti i miei dati").await, @"
    sportello> Vuoi che cancelliamo tutto? Togliamo i tuoi messaggi e il tuo recapito, anche dalla sala delle esperte e degli esperti. Se hai una pratica aperta, non riceverai più risposta.
    sportello> [1] Sì, cancella tutto  [2] No, lascia tutto
    ");
    assert_snapshot!(desk.person_says("no").await, @"sportello> Va bene, non cancello niente.");
    desk.closes().await;
}

#[tokio::test]
async fn whoever_writes_in_another_language_is_answered_in_it_and_by_a_human() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("Hola, estoy embarazada y quiero saber cuándo tengo que dejar de trabajar").await, @"
    sala> 2026-0001 · Terminale · spagnolo · scade gio 26 nov 10:05 · non assegnata
    sala>   «Hola, estoy embarazada y quiero saber cuándo tengo que dejar de trabajar» @room
    sportello> Esta pregunta la lee una persona. He abierto el caso 2026-0001: una persona experta te responde a más tardar el jueves 26 de noviembre, a las 10:05, y normalmente antes. Puedes añadir detalles aquí, o usar /cancel.
    sportello> (No hace falta decirnos quién eres. Cómo tratamos los mensajes: /privacy)
    sportello> (Te escribo en español. Para cambiar de idioma: /language)
    ");
    assert_snapshot!(desk.someone_says("natalka", "доброго дня, я працюю доглядальницею і хочу знати про відпустку").await, @"
    sala> 2026-0002 · Terminale · ucraino · scade gio 26 nov 10:05 · non assegnata
    sala>   «доброго дня, я працюю доглядальницею і хочу знати про відпустку» @room
    sportello to natalka> Це запитання прочитає людина. Відкрито звернення 2026-0002: хтось із наших експертів відповість тобі не пізніше ніж у четвер, 26 листопада, о 10:05, а зазвичай раніше. Тут можна додати подробиці або скасувати: /cancel.
    sportello to natalka> (Тобі не треба казати, хто ти. Що ми робимо з повідомленнями: /privacy)
    sportello to natalka> (Я пишу тобі українською. Щоб змінити мову: /language)
    ");
    assert_snapshot!(desk.someone_says("rahim", "আমি জানতে চাই কখন ছুটি পাব").await, @"
    sala> 2026-0003 · Terminale · bengalese · scade gio 26 nov 10:05 · non assegnata
    sala>   «আমি জানতে চাই কখন ছুটি পাব» @room
    sportello to rahim> A person reads this question. I have opened case 2026-0003: an expert answers you by Thursday 26 November, 10:05, usually sooner. You can add details here, or /cancel.
    sportello to rahim> (You don't have to tell us who you are. How we treat messages: /privacy)
    sportello to rahim> (I write to you in English. To change the language: /language)
    ");
    desk.closes_with_promises(3).await;
}

#[tokio::test]
async fn what_says_who_somebody_is_is_covered_until_an_expert_asks() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("come rinnovo il permesso? chiamatemi al 333 1234567 o maria@example.org").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «come rinnovo il permesso? chiamatemi al [telefono] o [e-mail]» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> Telefono, e-mail, codice fiscale e IBAN non servono: li ho coperti, e in sala non si vedono.
    ");
    assert!(!desk.room_shows("1234567"));
    assert_snapshot!(desk.expert_replies("2026-0001", "!mostra").await, @"
    sala 2026-0001> anna ha chiesto di vedere anche quello che di solito è coperto:
    sala 2026-0001>   «come rinnovo il permesso? chiamatemi al 333 1234567 o maria@example.org»
    ");
    assert_eq!(desk.count("ledger WHERE entry LIKE '%uncovered%'").await, 1);
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn experts_are_called_once_for_what_begins_to_wait_and_not_for_every_line() {
    let mut desk = Desk::on_tuesday().await;
    assert!(desk.person_says(UNKNOWN).await.contains("@room"), "nobody holds it: those on duty");
    assert!(!desk.person_says("scade a gennaio").await.contains('@'));
    desk.hours_pass(1).await;
    desk.expert_replies("2026-0001", "Si fa in questura.").await;
    desk.hours_pass(1).await;
    assert!(
        desk.person_says("e quanto costa il bollettino?").await.contains("@anna"),
        "it begins to wait again: its holder"
    );
    assert!(!desk.person_says("del bollettino dico").await.contains('@'));
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_promise_is_one_that_can_be_kept_and_says_why_it_takes_so_long() {
    let mut desk = Desk::opens("2026-11-27 15:00").await;
    assert_snapshot!(desk.person_says(UNKNOWN).await, @"
    sala> 2026-0001 · Terminale · italiano · scade dom 29 nov 15:00 · non assegnata
    sala>   «come rinnovo il permesso di soggiorno» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro lunedì 30 novembre, ore 11:00, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla. Adesso lo sportello è chiuso: riapre lunedì 30 novembre, ore 09:00.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    // The measure stays: 48 hours.
    assert_eq!(desk.count("ledger WHERE entry LIKE '%\"kind\":\"breached\"%'").await, 0);
    let weekend = desk.hours_pass(66).await;
    assert!(weekend.contains("SCADUTA") && !weekend.contains("ci serve più tempo"), "{weekend}");
    assert!(desk.expert_replies("2026-0001", "In questura.").await.contains("oltre la scadenza"));
    desk.closes().await;
}

#[tokio::test]
async fn whoever_was_told_no_more_hours_is_told_none() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.hours_pass(24 * 12).await;
    assert_snapshot!(desk.person_says("/stato").await, @"sportello> La pratica 2026-0001 è ancora aperta. Non ti diciamo un'altra ora, per non sbagliare di nuovo: continuiamo a cercare chi può risponderti.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn an_article_from_a_case_has_the_answer_and_nothing_else() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("come rinnovo il permesso? il mio numero è 3331234567").await;
    desk.expert_replies("2026-0001", "Buongiorno!").await;
    desk.expert_replies("2026-0001", "Si rinnova in questura: chiami lo 02 12345678.").await;
    desk.expert_replies("2026-0001", "!usa padre-giorni").await;
    desk.hours_pass(1).await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    desk.hours_pass(1).await;
    desk.expert_replies("2026-0001", "A presto, e in bocca al lupo per tutto.").await;
    assert_snapshot!(desk.expert_replies("2026-0001", "!scheda Rinnovo del permesso").await, @"
    sala 2026-0001> Bozza di scheda: rinnovo-del-permesso
    sala 2026-0001> Rinnovo del permesso
    sala 2026-0001> Si rinnova in questura: chiami lo [telefono].
    sala 2026-0001> (Anche questo resta, come modo di chiedere:)
    sala 2026-0001>   «come rinnovo il permesso? il mio numero è [telefono]»
    sala 2026-0001> (Serve una seconda persona: se va bene, scrive !approva. Controllate che non ci sia niente di personale. Per cambiarla: !scheda <titolo> e, a capo, il testo nuovo.)
    ");
    desk.closes().await;
}

#[tokio::test]
async fn articles_do_not_fall_silent_without_a_word() {
    let mut desk = Desk::opens("2026-12-10 09:30").await;
    assert_snapshot!(desk.room_hears("!scadenze schede").await, @"
    sala> 15 gennaio 2027 · scade una scheda: maternita-durata
    sala> 22 novembre 2027 · scadono 4 schede: dimissioni, padre-giorni, padre-preavviso, violenza
    ");
    assert_snapshot!(desk.hours_pass(24 * 12).await, @"Tue 09:30 sala> ⚠️ Una scheda scade il 15 gennaio 2027: dopo, lo sportello non le manda più da solo. Si rinnovano con !riconferma <nome> <giorno> e l'!approva di una seconda persona. L'elenco: !scadenze schede");
    assert_snapshot!(desk.someone_in_room("anna", "!riconferma maternita-durata 15/7/2027").await, @"sala> maternita-durata può valere fino al 15 luglio 2027. Serve una seconda persona che l'ha riletta: !approva maternita-durata");
    assert_snapshot!(desk.someone_in_room("anna", "!approva maternita-durata").await, @"sala> Una scheda la approva una persona diversa da chi l'ha scritta.");
    assert_snapshot!(desk.someone_in_room("bruno", "!approva maternita-durata").await, @"sala> ✔️ maternita-durata è riconfermata: lo sportello continua a usarla.");
    desk.hours_pass(24 * 30).await;
    assert!(desk.person_says("quanto dura la maternità").await.contains("cinque mesi"), "it goes on");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn an_expired_article_is_at_hand_for_the_experts_and_the_person_knows_why_it_takes_longer() {
    let mut desk = Desk::opens("2027-01-20 09:30").await;
    assert_snapshot!(desk.person_says("quanto dura la maternità").await, @"
    sala> 2027-0001 · Terminale · italiano · scade ven 22 gen 09:30 · non assegnata
    sala>   «quanto dura la maternità»
    sala> (Scheda pronta, da controllare prima: maternita-durata   (!usa maternita-durata))
    sala> (Schede vicine: maternita-durata 1,00   (!usa <nome>)) @room
    sportello> La nostra scheda su questo argomento è in revisione, perché la legge può essere cambiata. Per questo ti risponde una persona.
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2027-0001: un'esperta o un esperto ti risponde entro venerdì 22 gennaio, ore 09:30, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    desk.closes_with_promises(1).await;
}
