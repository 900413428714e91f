//! What experts type, and what becomes of it.

use insta::assert_snapshot;

use crate::support::Desk;

const UNKNOWN: &str = "come rinnovo il permesso di soggiorno";

#[tokio::test]
async fn help_lists_every_command() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.room_hears("!aiuto").await, @"
    sala> Nel filo di una pratica, quello che scrivi arriva alla persona; una riga che comincia con // resta tra noi. I comandi:
    sala> !aiuto questo elenco
    sala> !elenco le pratiche aperte
    sala> !scadenze chi aspetta, per scadenza; con «schede», quali schede scadono
    sala> !prossima la pratica più urgente
    sala> !prendi la pratica la segui tu
    sala> !lascia la pratica torna libera
    sala> !assegna <nome> · affida la pratica a un'altra persona
    sala> !chiudi chiude la pratica (se nessuno ha risposto: !chiudi <motivo>)
    sala> !riapri riapre la pratica
    sala> !nota <testo> · una nota che resta tra noi, come //
    sala> !kb <parole> · cerca nelle schede
    sala> !usa <nome> · manda una scheda alla persona
    sala> !scheda <titolo> · dalla risposta una bozza di scheda (a capo, se vuoi, il testo)
    sala> !approva la bozza scritta da un'altra persona diventa una scheda
    sala> !riconferma <nome> <giorno> · la scheda è stata riletta e vale fino a quel giorno (serve un secondo !approva <nome>)
    sala> !ritira <nome> · la scheda nata da una pratica non si usa più
    sala> !modi i modi di chiedere in attesa: domande a cui una scheda ha risposto
    sala> !impara <numero> · la domanda diventa un modo di chiedere quella scheda
    sala> !scarta <numero> · la domanda non serve, o non serve più
    sala> !avvisa mostra chi sarebbe avvisato di una scheda o regola cambiata
    sala> !conferma manda l'avviso di questo numero
    sala> !turno <nomi> · chi chiamano gli avvisi
    sala> !statistiche come va l'impegno negli ultimi 30 giorni
    sala> !blocca i messaggi di questa persona non arrivano più
    sala> !sblocca la persona può scrivere di nuovo
    sala> !mostra mostra anche telefono, e-mail e codice fiscale scritti dalla persona (resta nel registro)
    ");
    desk.closes().await;
}

#[tokio::test]
async fn lists_show_the_most_pressing_case_first() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.room_hears("!elenco").await, @"sala> Nessuna pratica aperta.");
    assert_snapshot!(desk.room_hears("!scadenze").await, @"sala> Nessuno aspetta una risposta.");
    desk.someone_says("bea", UNKNOWN).await;
    desk.hours_pass(2).await;
    desk.person_says("il capo vuole che firmo le dimissioni").await;
    desk.someone_says("carla", "quando arriva la pensione").await;
    desk.expert_replies("2026-0003", "A novembre.").await;
    assert_snapshot!(desk.room_hears("!elenco").await, @"
    sala> 3 pratiche aperte
    sala> 2026-0002 · URGENTE · scade gio 26 nov 12:05 · non assegnata
    sala> 2026-0001 · scade gio 26 nov 10:05 · non assegnata
    sala> 2026-0003 · già risposto · la segue anna
    ");
    assert_snapshot!(desk.room_hears("!due").await, @"
    sala> 2 persone aspettano
    sala> 2026-0002 · URGENTE · scade gio 26 nov 12:05 · non assegnata
    sala> 2026-0001 · scade gio 26 nov 10:05 · non assegnata
    ");
    desk.closes_with_promises(2).await;
}

#[tokio::test]
async fn a_case_has_one_holder_at_a_time() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.someone_in_thread("anna", "2026-0001", "!prendi").await, @"sala 2026-0001> La segue anna.");
    assert_snapshot!(desk.someone_in_thread("bruno", "2026-0001", "!take").await, @"sala 2026-0001> La segue già anna.");
    assert_snapshot!(desk.someone_in_thread("bruno", "2026-0001", "!lascia").await, @"sala 2026-0001> Può lasciarla solo chi la segue.");
    assert_snapshot!(desk.someone_in_thread("anna", "2026-0001", "!lascia").await, @"sala 2026-0001> anna l'ha lasciata: la pratica è di nuovo libera.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn an_unanswered_case_is_closed_only_with_a_reason() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.expert_replies("2026-0001", "!chiudi").await, @"sala 2026-0001> La persona aspetta ancora una risposta. Scrivi una riga e poi chiudi; se non serve risposta, di' perché: !chiudi <motivo>");
    assert_snapshot!(desk.expert_replies("2026-0001", "!chiudi era una prova").await, @"
    sala 2026-0001> Chiusa da anna.
    sportello> Abbiamo chiuso la pratica 2026-0001 senza una risposta. Se hai ancora bisogno, scrivi qui e la riapriamo.
    ");
    assert_eq!(desk.count("ledger WHERE entry LIKE '%closed_unanswered%'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn a_closed_case_can_be_reopened_by_the_staff() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    desk.expert_replies("2026-0001", "!chiudi").await;
    assert_snapshot!(desk.expert_replies("2026-0001", "!riapri").await, @"
    sala 2026-0001> Riaperta da anna.
    sportello> Abbiamo riaperto la pratica 2026-0001: ci stiamo ancora lavorando.
    ");
    assert_snapshot!(desk.expert_replies("2026-0001", "!riapri").await, @"sala 2026-0001> In questo stato della pratica non si può: guarda !elenco. Non ho mandato niente alla persona.");
    assert_snapshot!(desk.expert_replies("2026-0001", "!chiudi").await, @"
    sala 2026-0001> Chiusa da anna.
    sportello> La pratica 2026-0001 è chiusa. Se ti serve altro, scrivi qui: si riapre.
    ");
    desk.closes().await;
}

#[tokio::test]
async fn an_expert_can_search_the_articles_and_send_one() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.room_hears("!kb giorni padre").await, @"sala> (Schede vicine: padre-giorni 1,00 · padre-preavviso 0,00   (!usa <nome>))");
    assert_snapshot!(desk.expert_replies("2026-0001", "!usa padre-giornni").await, @"sala 2026-0001> Nessuna scheda si chiama «padre-giornni». Cercala con !kb <parole>");
    assert_snapshot!(desk.expert_replies("2026-0001", "!usa padre-giorni").await, @"
    sportello> Pratica 2026-0001 · una persona dello sportello ti manda questa scheda:
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sala 2026-0001> ✔️ consegnata
    ");
    desk.closes().await;
}

#[tokio::test]
async fn a_wrong_command_is_explained_and_never_sent_to_the_person() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.expert_replies("2026-0001", "!chudi").await, @"sala 2026-0001> Il comando !chudi non esiste: intendevi !chiudi? Non ho mandato niente alla persona.");
    assert_snapshot!(desk.expert_replies("2026-0001", "!nota").await, @"sala 2026-0001> Dopo !nota manca qualcosa. Gli esempi sono in !aiuto");
    assert_snapshot!(desk.expert_replies("2026-0099", "Buongiorno").await, @"sala> La pratica 2026-0099 non esiste. Le pratiche aperte sono in !elenco");
    assert_snapshot!(desk.room_hears("!prendi").await, @"sala> Questo comando va scritto nel filo di una pratica.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn nothing_that_begins_like_a_note_or_a_command_reaches_the_person() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    for note in [
        "// esagera",
        "/ esagera",
        "/esagera",
        "\\ esagera",
        "／ esagera",
        " \u{a0}/ esagera",
        "> / esagera",
        "> > // esagera",
    ] {
        assert_eq!(desk.expert_replies("2026-0001", note).await, "", "{note}");
    }
    assert_snapshot!(desk.expert_replies("2026-0001", "! chiudi").await, @"sala 2026-0001> Il comando ! chiudi non esiste: intendevi !chiudi? Non ho mandato niente alla persona.");
    assert_snapshot!(desk.expert_replies("2026-0001", "！chiudi").await, @"sala 2026-0001> Il comando ！chiudi non esiste: intendevi !chiudi? Non ho mandato niente alla persona.");
    assert_snapshot!(desk.expert_replies("2026-0001", "!").await, @"sala 2026-0001> Il comando ! non esiste. Non ho mandato niente alla persona. L'elenco è in !aiuto");
    for mixed in [
        "Buongiorno\n// esagera",
        "Buongiorno\n/ esagera",
        "Buongiorno\n\n  !chiudi",
        "Buongiorno\n> ！chiudi",
    ] {
        let told = desk.expert_replies("2026-0001", mixed).await;
        assert!(told.starts_with("sala 2026-0001> ⚠️ Non ho mandato niente alla persona"), "{mixed}: {told}");
    }
    assert_eq!(desk.count("ledger WHERE entry LIKE '%commitment_ended%'").await, 0, "nobody was answered");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_reply_that_becomes_a_note_is_taken_back_and_a_note_is_never_sent_by_a_change() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    desk.expert_replies("2026-0001", "Si fa alle poste.").await;
    assert_snapshot!(desk.expert_corrects("/ si fa alle poste, ma esagera").await, @"
    sala 2026-0001> La risposta è stata ritirata: la persona aspetta di nuovo · scade gio 26 nov 10:05
    sala 2026-0001> ✔️ la modifica è arrivata anche nella chat della persona
    ");
    let taken_back =
        |desk: &Desk| desk.platform.amended().iter().filter(|amendment| amendment.remove).count();
    assert_eq!(taken_back(&desk), 1);
    assert_snapshot!(desk.expert_corrects("Si fa alle poste.").await, @"sala 2026-0001> Quella riga era una nota e resta tra noi. Per mandarla alla persona, scrivila di nuovo.");
    desk.expert_replies("2026-0001", "// sento la questura").await;
    assert_snapshot!(desk.expert_corrects("Senta la questura").await, @"sala 2026-0001> Quella riga era una nota e resta tra noi. Per mandarla alla persona, scrivila di nuovo.");
    desk.hours_pass(1).await;
    desk.expert_replies("2026-0001", "Si fa in questura.").await;
    assert_snapshot!(desk.expert_corrects("Si fa in questura.\n// credo").await, @"sala 2026-0001> ⚠️ Non ho mandato niente alla persona: una riga del messaggio comincia come una nota o un comando. Scrivi la risposta in un messaggio e la nota (o il comando) in un altro.");
    assert_snapshot!(desk.expert_corrects("! chiudi").await, @"sala 2026-0001> Un comando vale solo quando lo si scrive, non quando si corregge una riga. Non è cambiato niente.");
    assert_eq!(taken_back(&desk), 1, "she still reads the reply as it was");
    desk.closes().await;
}

#[tokio::test]
async fn words_outside_any_thread_reach_nobody() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says(UNKNOWN).await;
    assert_snapshot!(desk.room_hears("chi prende la prossima?").await, @"");
    desk.closes_with_promises(1).await;
}
