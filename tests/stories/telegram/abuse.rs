//! Too much from one person, and who is not to write any more.

use insta::assert_snapshot;

use super::phone::{ANNA, Desk, MARIA};

#[tokio::test]
async fn who_writes_very_fast_is_told_once_and_nothing_is_lost() {
    let mut desk = Desk::opens_with(|config| config.limits.messages_per_minute = 3).await;
    for n in 1..=6 {
        desk.emulator.says(MARIA, &format!("come rinnovo il permesso di soggiorno numero {n}"));
    }
    desk.emulator.says(ANNA, "ciao");
    let at_once = desk.settles().await;
    assert_eq!(at_once.matches("Li leggo tutti, uno dopo l'altro").count(), 1, "{at_once}");
    assert!(at_once.contains("sportello ad anna> Ciao!"), "others do not wait: {at_once}");
    assert!(!at_once.contains("numero 4"), "{at_once}");
    let later = desk.seconds_pass(120).await;
    for n in 4..=6 {
        assert!(later.contains(&format!("numero {n}")), "{later}");
    }
    assert!(!later.contains("Li leggo tutti"), "once is enough: {later}");
}

#[tokio::test]
async fn many_cases_in_a_day_end_up_in_the_last_and_what_is_urgent_does_not() {
    let mut desk = Desk::opens_with(|config| config.limits.cases_per_day = 2).await;
    for n in 1..=2 {
        desk.person_says("come rinnovo il permesso di soggiorno").await;
        desk.expert_writes(&format!("2026-000{n}"), "Alle poste.").await;
        desk.person_says("/annulla").await;
    }
    assert_snapshot!(desk.person_says("quando arriva la pensione").await, @"sala 2026-0001>   «quando arriva la pensione»");
    assert_snapshot!(desk.expert_writes("2026-0002", "Il primo del mese.").await, @"sala> La pratica 2026-0002 non esiste. Le pratiche aperte sono in !elenco");
    desk.person_says("/annulla").await;
    assert_snapshot!(desk.person_says("il capo vuole che firmo le dimissioni").await, @"
    sala 2026-0001>   «il capo vuole che firmo le dimissioni»
    sala 2026-0001> URGENTE pressione a firmare @room
    sportello> Non firmare niente adesso: puoi chiedere tempo e una copia, o fare una foto del foglio. Non devi affrontarlo senza aiuto: una persona dello sportello guarda presto il tuo caso. Se hai già firmato, scrivicelo; sotto trovi anche chi altro può aiutarti.
    sportello>
    sportello> consiglieradiparita@cittametropolitana.milano.it · Consigliera di parità di Milano: molestie e discriminazioni sul lavoro; gratis, si scrive una e-mail
    sportello> www.ispettorato.gov.it · Ispettorato del lavoro: controlla che al lavoro si rispettino le regole; i contatti sono sul sito
    sportello>
    sportello> Ho chiamato subito le esperte e gli esperti per la pratica 2026-0001: ti risponde una persona entro martedì 24 novembre, ore 12:05, il prima possibile. Intanto puoi scrivere qui.
    ");
    desk.expert_writes("2026-0003", "Non firmi.").await;
    desk.hours_pass(25).await;
    desk.person_says("/annulla").await;
    assert_snapshot!(desk.person_says("quanto mi spetta di liquidazione").await, @"
    sala 2026-0001>   «quanto mi spetta di liquidazione»
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro mercoledì 25 novembre, ore 12:35.
    sportello> [È un'altra domanda]
    ");
}

#[tokio::test]
async fn the_staff_can_block_somebody_and_let_them_back() {
    let mut desk = Desk::opens().await;
    desk.person_says("come rinnovo il permesso di soggiorno").await;
    assert_snapshot!(desk.expert_writes("2026-0001", "!blocca").await, @"
    sala 2026-0001> anna ha bloccato la persona: i suoi messaggi non arrivano più e la pratica è chiusa. Per tornare indietro: !sblocca
    sportello> Lo sportello non risponde più ai tuoi messaggi in questa chat. Se hai bisogno di aiuto, rivolgiti a un patronato o a un sindacato. Puoi sempre usare /privacy, /esporta e /cancella.
    ");
    assert_snapshot!(desk.person_says("siete degli incapaci").await, @"");
    assert_snapshot!(desk.person_says("rispondete!").await, @"");
    assert_eq!(desk.count("messages WHERE body LIKE '%incapaci%'").await, 0, "nobody has to keep it");
    assert_snapshot!(desk.person_says("/privacy").await, @"sportello> Conserviamo i tuoi messaggi solo per risponderti. Una tua domanda può insegnarci a capirne altre simili: solo se una persona l'ha letta e non dice chi sei. Le persone dello sportello vedono le tue parole e un numero di pratica: non vedono il tuo nome, il numero di telefono o la foto. Le date di un congedo le conserviamo solo se chiedi i promemoria. Se scrivi come lavori, chi sei in famiglia o dove vivi, lo ricordo per darti la regola giusta: lo vedi e lo togli con /profilo. Per favore non scrivere nomi di altre persone. Con /esporta ricevi i tuoi messaggi, le nostre risposte e tutto quello che hai salvato, ma non gli appunti interni dello sportello; con /cancella eliminiamo tutto, appunti compresi. Se esistono copie di sicurezza dei dati, lì i messaggi restano ancora per un po', finché anche quelle copie vengono eliminate.");
    assert!(desk.person_says("/esporta").await.contains("sportello.json"), "the law's rights stay");
    assert_snapshot!(desk.expert_writes("2026-0001", "!sblocca").await, @"sala 2026-0001> anna ha sbloccato la persona: può scrivere di nuovo.");
    assert_snapshot!(desk.person_says("ciao").await, @"sportello> Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.");
}

#[tokio::test]
async fn who_is_told_to_wait_is_told_in_their_language() {
    let mut desk = Desk::opens_with(|config| config.limits.messages_per_minute = 1).await;
    desk.emulator.person(MARIA).language("en");
    desk.person_says("hello").await;
    assert!(desk.person_says("are you there?").await.contains("I read all of them, one after the other"));
}
