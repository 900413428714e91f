//! The dates of a leave: asked for one at a time, kept if somebody wants to, and reminded of in time.

use insta::assert_snapshot;

use crate::support::Desk;

/// Maria goes through the guide as far as the plan.
async fn maria_has_a_plan(desk: &mut Desk, due: &str) {
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says(due).await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
}

/// Maria's company registers and has a plan.
async fn company_has_a_plan(desk: &mut Desk, due: &str) {
    desk.person_says("/azienda").await;
    desk.person_presses("Sono un'azienda").await;
    desk.person_presses("Nuovo calendario").await;
    desk.person_says("dip. 3").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says(due).await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
}

/// The first lines of what somebody read: what it is about.
fn opening(shown: &str) -> String {
    shown.lines().take(2).collect::<Vec<_>>().join("\n")
}

/// Only lines that a person read, without buttons and small print.
fn read(shown: &str) -> String {
    let words = |line: &&str| line.contains("sportello>") && !line.contains("> [") && !line.contains("> (");
    shown.lines().filter(words).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_worker_gets_her_dates_one_answer_at_a_time() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/congedo").await, @"
    sportello> Calcolo le date del congedo: bastano poche risposte. Che lavoro è? (Per lasciar stare: /annulla)
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] Lavoro dipendente  [2] Colf, badante, baby-sitter  [3] Lavoro a domicilio  [4] Lavoro pubblico o scuola  [5] Lavoro autonomo o altro
    ");
    assert_snapshot!(desk.person_presses("Lavoro dipendente").await, @"
    sportello> Che cosa riguarda?
    sportello> [1] Una nascita in arrivo  [2] Un bambino o una bambina già qui  [3] Un'adozione  [4] Un affidamento
    ");
    assert_snapshot!(desk.person_presses("Una nascita in arrivo").await, @"
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    sportello> [1] Un bambino o una bambina già qui
    ");
    assert_snapshot!(desk.person_says("metà marzo").await, @"
    sportello> Mi serve il giorno esatto: da quello dipendono tutte le altre date. Se non lo hai ancora, quello scritto nel certificato va bene.
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    sportello> [1] Un bambino o una bambina già qui
    ");
    assert_snapshot!(desk.person_says("31 febbraio").await, @"
    sportello> Questo giorno non c'è nel calendario. Controlla e scrivilo di nuovo.
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    sportello> [1] Un bambino o una bambina già qui
    ");
    assert_snapshot!(desk.person_says("10/2/27").await, @"
    sportello> È un parto singolo o gemellare?
    sportello> [1] Uno  [2] Gemelli o più  [3] Indietro
    ");
    assert_snapshot!(desk.person_presses("Uno").await, @"
    sportello> Come sono divisi i cinque mesi di congedo? Se non lo sai ancora, calcolo il modo più comune.
    sportello> [1] 2 mesi prima e 3 dopo  [2] 1 mese prima e 4 dopo  [3] Tutti e 5 dopo  [4] Non lo so  [5] Indietro
    ");
    assert_snapshot!(desk.person_presses("2 mesi prima e 3 dopo").await, @"
    sportello> Ecco il tuo calendario del congedo.
    sportello> 9 dicembre 2026 · Certificato di gravidanza inviato dal medico all'INPS (art. 21)
    sportello> 9 dicembre 2026 · Domanda di maternità all'INPS prima del congedo (art. 21)
    sportello> 10 dicembre 2026 · Primo giorno di congedo di maternità (art. 16)
    sportello> 10 dicembre 2026 · Da qui il padre può usare i suoi giorni di congedo (art. 27-bis)
    sportello> 10 febbraio 2027 · Data prevista del parto (art. 16)
    sportello> 12 marzo 2027 · Comunicazione della nascita a INPS e datore di lavoro (art. 21, c. 2)
    sportello> 10 maggio 2027 · Ultimo giorno di congedo (art. 16)
    sportello> 11 maggio 2027 · Rientro, o primo giorno lavorativo utile (art. 56)
    sportello> 10 giugno 2027 · Domanda del bonus nuovi nati (L. 207/2024, art. 1, c. 206-208; msg INPS 2345/2025)
    sportello> 10 luglio 2027 · Ultimo giorno per il congedo del padre (art. 27-bis)
    sportello> 10 agosto 2027 · Domanda dell'assegno di maternità (Comune o Stato) (artt. 74 e 75)
    sportello> 10 febbraio 2028 · Ultimo giorno dei riposi giornalieri (allattamento) (artt. 39, 40 e 41)
    sportello> 10 febbraio 2028 · Fino a qui è vietato licenziare (art. 54)
    sportello> 10 maggio 2028 · Termine ultimo per la domanda di maternità all'INPS (art. 21)
    sportello> 10 febbraio 2030 · Fino a qui le dimissioni vanno convalidate (art. 55)
    sportello> 10 febbraio 2030 · Fino a qui le assenze per malattia del figlio sono senza limiti (art. 47; L. 199/2025)
    sportello> 10 febbraio 2033 · Limite per il congedo parentale all'80% (art. 34; circ. INPS 95/2025)
    sportello> 10 febbraio 2041 · Ultimo giorno di congedo parentale (art. 32; L. 199/2025; msg INPS 251/2026)
    sportello> 10 febbraio 2041 · Fino a qui ci sono giorni all'anno per la malattia del figlio (art. 47; L. 199/2025)
    sportello> • Le date sono calcolate sulla data prevista del parto. Cambiano quando nasce il bambino o la bambina: allora ricalcola.
    sportello> (• Il limite dei 14 anni vale solo per chi è dipendente, per congedo parentale, il suo prolungamento e malattia dei figli. La priorità resta a 12 anni per il lavoro agile e a 13 per il part-time; i riposi finiscono a un anno, il congedo del padre a cinque mesi.)
    sportello> (• I mesi all'80% non sono a testa, non riguardano i tre mesi comuni della coppia e non valgono dopo i 6 anni. Non spettano a chi lavora in proprio o versa alla Gestione separata dell'INPS.)
    sportello> (• Le dimissioni vanno convalidate fino ai 3 anni del figlio o della figlia. Lasciare il lavoro senza preavviso e con la NASpI (indennità di disoccupazione) vale invece solo fino al primo compleanno.)
    sportello> (• Nell'ISEE, la franchigia (la parte che non si conta) di 120.000 euro vale solo nei Comuni capoluogo di città metropolitana, come Milano, e solo per cinque prestazioni INPS.)
    sportello> (• Per i giorni di malattia dei figli non è chiaro se conta l'anno solare o l'anno di vita. Mettetevi d'accordo in azienda su come contare, e chiedi conferma.)
    sportello> (• Preavvisi, integrazione al 100%, congedo a ore e paga per la malattia dei figli dipendono dal contratto collettivo (CCNL). Chiedi sempre quale si applica.)
    sportello> (Calcolato il 24 novembre 2026 · gli articoli senza altra indicazione sono del D.Lgs. 151/2001)
    sportello> Vuoi che ti ricordi queste date? Per farlo conservo il calendario; se no, domani lo dimentico.
    sportello> [congedo.ics]
    sportello> [1] Ricordamelo  [2] La data di nascita  [3] Correggi  [4] Chiedi a un esperto  [5] Nuovo calendario
    ");
    assert_eq!(desk.count("plans").await, 0, "nothing is kept that nobody asked to keep");
    assert_snapshot!(opening(&desk.person_presses("Correggi").await), @"
    sportello> Che cosa correggiamo?
    sportello> [1] La data prevista  [2] La data di nascita  [3] Singolo o gemellare  [4] Come sono divisi i mesi  [5] Il tipo di lavoro  [6] Interdizione fino a 7 mesi  [7] Una disabilità grave  [8] Indietro
    ");
    desk.person_presses("La data prevista").await;
    let corrected = desk.person_says("17 febbraio").await;
    assert!(corrected.contains("17 dicembre 2026 · Primo giorno di congedo"), "{corrected}");
    desk.person_presses("Ricordamelo").await;
    assert_snapshot!(desk.person_says("/promemoria").await, @"
    sportello> Ecco che cosa ti ricordo, e quando:
    sportello> 2 dicembre 2026 · Attestazioni per il congedo flessibile (16 dicembre 2026)
    sportello> 2 dicembre 2026 · Inizio del congedo (17 dicembre 2026)
    sportello> 2 dicembre 2026 · Giorni scelti dal padre (17 dicembre 2026)
    sportello> 22 febbraio 2027 · Dati per ricalcolare il congedo (19 marzo 2027)
    sportello> 16 aprile 2027 · Rientro dal congedo (18 maggio 2027)
    sportello> 11 maggio 2027 · Inizio dei riposi giornalieri (18 maggio 2027)
    sportello> 17 giugno 2027 · Congedo del padre: giorni rimasti (17 luglio 2027)
    sportello> 18 gennaio 2028 · Che cosa cambia dopo un anno (17 febbraio 2028)
    sportello> 19 novembre 2032 · Congedo all'80%: limite dei 6 anni (17 febbraio 2033)
    sportello> 19 novembre 2040 · Limite dei 14 anni (17 febbraio 2041)
    sportello> [1] Il mio calendario (17 febbraio 2027)
    ");
    desk.closes().await;
}

#[tokio::test]
async fn a_child_that_came_early_is_no_mistake() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says("10 febbraio").await;
    desk.person_presses("Uno").await;
    desk.person_presses("1 mese prima e 4 dopo").await;
    desk.person_presses("Ricordamelo").await;
    desk.hours_pass(24 * 7).await;
    // Before the leave could begin: there is no 1+4 any more, and nobody is sent back for it.
    desk.person_says("/congedo").await;
    desk.person_presses("La data di nascita").await;
    let early = desk.person_says("28 novembre").await;
    assert!(early.contains("28 novembre 2026 · Primo giorno di congedo"), "{early}");
    assert!(early.contains("12 maggio 2027 · Ultimo giorno di congedo"), "{early}");
    desk.person_presses("Correggi").await;
    desk.person_presses("Un ricovero dopo la nascita").await;
    assert_snapshot!(read(&desk.person_says("29 novembre").await), @"sportello> Sospeso dal 29 novembre 2026. E in che giorno ci sono, o ci saranno, le dimissioni dall'ospedale?");
    let stay = desk.person_says("20 gennaio").await;
    assert!(stay.contains("Ultimo giorno di congedo"), "{stay}");
    assert!(stay.contains("PEC"), "the certificate does not go by ordinary email: {stay}");
    desk.closes().await;
}

#[tokio::test]
async fn what_cannot_be_is_said_in_one_sentence_and_the_guide_goes_on() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(read(&desk.person_says("10/2/2029").await), @"
    sportello> Il 10 febbraio 2029 è troppo avanti: una data prevista arriva al massimo al 20 settembre 2027. Controlla l'anno e scrivila di nuovo.
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    ");
    assert_snapshot!(read(&desk.person_says("3 marzo 2026").await), @"
    sportello> Il 3 marzo 2026 è passato da tempo. Se la nascita è già avvenuta, tocca il pulsante qui sotto; se no, scrivi di nuovo la data prevista.
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    ");
    assert_snapshot!(read(&desk.person_says("boh non so").await), @"
    sportello> Non ho capito la data: scrivila con giorno, mese e anno, per esempio 10/2/2027. Per lasciar stare: /annulla
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    ");
    desk.person_says("10 febbraio").await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
    desk.person_presses("La data di nascita").await;
    assert_snapshot!(read(&desk.person_says("domani").await), @"
    sportello> Il 25 novembre 2026 deve ancora venire: scrivi il giorno in cui è avvenuta la nascita.
    sportello> In che giorno è avvenuta la nascita? Se deve ancora avvenire, tocca il pulsante.
    ");
    assert_snapshot!(read(&desk.person_says("10 agosto 2026").await), @"
    sportello> Con queste date la nascita sarebbe prima del 180° giorno (12 ottobre 2026), e valgono altre regole. Controlla la data del 10 agosto 2026 e scrivila di nuovo; se è giusta, fai la domanda qui: ti risponde una persona.
    sportello> In che giorno è avvenuta la nascita? Se deve ancora avvenire, tocca il pulsante.
    ");
    desk.person_says("20 novembre 2026").await;
    desk.person_presses("Correggi").await;
    desk.person_presses("Un ricovero dopo la nascita").await;
    assert_snapshot!(read(&desk.person_says("20 novembre").await), @"
    sportello> Il congedo si può sospendere dal 21 novembre 2026 al 12 maggio 2027: scrivi un giorno tra questi.
    sportello> Da che giorno il congedo è sospeso per il ricovero?
    ");
    desk.person_says("22 novembre").await;
    assert_snapshot!(read(&desk.person_says("21 novembre").await), @"
    sportello> Le dimissioni del 21 novembre 2026 sono prima dell'inizio, 22 novembre 2026: scrivi di nuovo la data.
    sportello> Sospeso dal 22 novembre 2026. E in che giorno ci sono, o ci saranno, le dimissioni dall'ospedale?
    ");
    assert_snapshot!(read(&desk.person_says("/annulla").await), @"sportello> Va bene, lasciamo stare le date. Per riprendere: /congedo");
    assert_eq!(desk.count("plans").await, 0);
    desk.closes().await;
}

#[tokio::test]
async fn who_adopts_who_works_in_a_household_and_who_works_for_herself() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Colf, badante, baby-sitter").await;
    desk.person_presses("Un'adozione").await;
    desk.person_says("10 gennaio").await;
    assert_snapshot!(read(&desk.person_presses("Non lo so").await), @"
    sportello> Ecco il tuo calendario del congedo.
    sportello> 10 gennaio 2027 · Ingresso in famiglia e primo giorno di congedo (art. 26)
    sportello> 10 gennaio 2027 · Da qui il padre può usare i suoi giorni di congedo (art. 27-bis)
    sportello> 10 gennaio 2027 · Domanda all'INPS per il congedo di adozione o affidamento (art. 26)
    sportello> 10 maggio 2027 · Domanda del bonus nuovi nati (L. 207/2024, art. 1, c. 206-208; msg INPS 2345/2025)
    sportello> 10 giugno 2027 · Ultimo giorno di congedo (art. 26)
    sportello> 10 giugno 2027 · Ultimo giorno per il congedo del padre (art. 27-bis)
    sportello> 11 giugno 2027 · Rientro, o primo giorno lavorativo utile (art. 56)
    sportello> 10 luglio 2027 · Domanda dell'assegno di maternità (Comune o Stato) (artt. 74 e 75)
    sportello> 10 ottobre 2027 · Ultimo giorno possibile del congedo facoltativo del contratto colf; fino a qui è vietato licenziare (CCNL lavoro domestico 28/10/2025, art. 25) · può dipendere dal CCNL
    sportello> 10 giugno 2028 · Termine ultimo per la domanda di maternità all'INPS (art. 21)
    sportello> • Per adozione e affidamento i giorni di malattia dei figli seguono altre età e altri limiti. Chiedi a un esperto o a un'esperta.
    sportello> • Per colf, badanti e baby-sitter di famiglia la legge non prevede congedo parentale e riposi. Dal 1° novembre 2025 il contratto nazionale dà dopo la maternità fino a 4 mesi senza paga, di seguito, e vieta il licenziamento fino alla loro fine. Il padre ha 10 giorni pagati dall'INPS, da chiedere all'INPS. Controlla il tuo contratto prima di usare queste date.
    sportello> Vuoi che ti ricordi queste date? Per farlo conservo il calendario; se no, domani lo dimentico.
    ");
    desk.person_presses("Nuovo calendario").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Un'adozione").await;
    desk.person_says("10 gennaio").await;
    assert_snapshot!(desk.person_presses("Non lo so").await, @"
    sportello> È un'adozione internazionale? Se sì, scrivi il giorno in cui vi hanno comunicato la proposta di incontro: da lì sei al sicuro dal licenziamento.
    sportello> [1] No, è nazionale  [2] Non lo so  [3] Indietro
    ");
    let abroad = desk.person_says("20 novembre").await;
    assert!(abroad.contains("il divieto di licenziamento e i tre anni di convalida"), "{abroad}");
    desk.person_presses("Nuovo calendario").await;
    assert_snapshot!(read(&desk.person_presses("Lavoro pubblico o scuola").await), @"sportello> Per chi lavora nel pubblico, scuola compresa, valgono altre regole: paga, permessi e uffici sono diversi, e non voglio darti date sbagliate. Scrivi qui la tua domanda, con la data prevista o di nascita e dove lavori: ti risponde una persona. Puoi anche chiedere all'ufficio del personale.");
    desk.person_says("/annulla").await;
    desk.person_says("/congedo").await;
    assert_snapshot!(read(&desk.person_presses("Lavoro autonomo o altro").await), @"sportello> Per chi lavora in proprio, con la Gestione separata o con altri contratti valgono altre regole, e non voglio darti date sbagliate. Scrivi qui la tua domanda, con la data prevista o di nascita: ti risponde una persona.");
    assert_snapshot!(desk.person_says("Ho la partita IVA e aspetto un bambino per febbraio").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «Ho la partita IVA e aspetto un bambino per febbraio» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_question_in_between_is_answered_and_what_must_not_wait_does_not() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(desk.person_says("Quanti giorni di congedo ha il padre?").await, @"
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    ");
    assert_snapshot!(opening(&desk.person_presses("Calcola le mie date").await), @"
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    sportello> [1] Un bambino o una bambina già qui
    ");
    desk.person_presses("Lavoro dipendente").await;
    let urgent = desk.person_says("il capo vuole che firmo le dimissioni").await;
    assert!(urgent.contains("URGENTE"), "{urgent}");
    desk.person_says("/congedo").await;
    // Humans have a question now: what is no answer to the guide goes to them.
    assert_snapshot!(desk.person_says("grazie").await, @"
    sportello> Non ho capito la data: scrivila con giorno, mese e anno, per esempio 10/2/2027. Per lasciar stare: /annulla
    sportello> Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
    sportello> [1] Un bambino o una bambina già qui
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn an_old_button_of_the_guide_is_met_kindly() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    assert_snapshot!(read(&desk.person_presses("Lavoro dipendente").await), @"sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.");
    assert_snapshot!(read(&desk.person_forges("guide:99:7").await), @"sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.");
    assert_snapshot!(read(&desk.person_forges("reminder:1:done").await), @"sportello> Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.");
    desk.closes().await;
}

#[tokio::test]
async fn what_an_expert_says_in_between_is_what_the_next_words_are_about() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("come rinnovo il permesso di soggiorno?").await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.expert_replies("2026-0001", "Quando è il suo appuntamento?").await;
    assert_snapshot!(desk.person_says("10 febbraio").await, @"
    sala 2026-0001>   «10 febbraio»
    sala 2026-0001> (nuova scadenza: gio 26 nov 10:05) @anna
    sportello> Ho aggiunto il messaggio alla pratica 2026-0001. Ti risponde una persona entro giovedì 26 novembre, ore 10:05.
    sportello> [1] È un'altra domanda
    ");
    // Who leaves the guide keeps the case.
    desk.person_says("/congedo").await;
    assert_snapshot!(desk.person_says("/annulla").await, @"sportello> Va bene, lasciamo stare le date. La pratica 2026-0001 resta aperta: ti rispondiamo.");
    assert_snapshot!(read(&desk.person_says("/stato").await), @"sportello> Una persona sta guardando la pratica 2026-0001. Ti risponde entro giovedì 26 novembre, ore 10:05.");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_calendar_that_nobody_keeps_stays_in_the_chat_alone() {
    let mut desk = Desk::on_tuesday().await;
    maria_has_a_plan(&mut desk, "10 febbraio").await;
    assert_eq!(desk.count("messages WHERE body LIKE '%febbraio%'").await, 0);
    let uids = |desk: &Desk| {
        let files = desk.platform.delivered().into_iter().filter_map(|sent| sent.message.file);
        let uid = |line: &&str| line.starts_with("UID:");
        files.map(|file| file.content.lines().find(uid).map(str::to_owned)).collect::<Vec<_>>()
    };
    desk.person_presses("Ricordamelo").await;
    // A calendar that has been imported is changed by the next file, not doubled.
    desk.person_presses("Correggi").await;
    desk.person_presses("La data prevista").await;
    desk.person_says("17 febbraio").await;
    let uids = uids(&desk);
    assert_eq!(uids.len(), 2);
    assert_eq!(uids[0], uids[1]);
    desk.closes().await;
}

#[tokio::test]
async fn answers_are_not_lost_over_a_question() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says("10 febbraio").await;
    desk.person_says("Quanti giorni di congedo ha il padre?").await;
    assert_snapshot!(read(&desk.person_presses("Calcola le mie date").await), @"sportello> È un parto singolo o gemellare?");
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
    desk.person_says("/promemoria").await;
    assert_snapshot!(opening(&desk.person_says("/congedo").await), @"
    sportello> Ecco il tuo calendario del congedo.
    sportello> 9 dicembre 2026 · Certificato di gravidanza inviato dal medico all'INPS (art. 21)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_cannot_be_any_more_is_given_up_and_what_is_told_today_is_today() {
    let mut desk = Desk::opens("2027-01-26 10:00").await;
    desk.person_says("/congedo").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says("10/1/27").await;
    desk.person_presses("Uno").await;
    desk.person_presses("2 mesi prima e 3 dopo").await;
    desk.person_presses("La data di nascita").await;
    desk.person_says("12 gennaio").await;
    desk.person_presses("Correggi").await;
    desk.person_presses("Un ricovero dopo la nascita").await;
    desk.person_says("16 gennaio").await;
    // Twelve weeks and a day are left, from today on.
    assert!(desk.person_says("oggi").await.contains("22 aprile 2027 · Ultimo giorno di congedo"));
    desk.person_presses("Correggi").await;
    desk.person_presses("La data di nascita").await;
    let expected_again = desk.person_presses("Non ancora").await;
    assert!(expected_again.contains("Data prevista del parto"), "{expected_again}");
    assert!(expected_again.contains("10 aprile 2027 · Ultimo giorno di congedo"), "{expected_again}");
    desk.closes().await;
}

#[tokio::test]
async fn a_company_keeps_plans_without_a_name_and_chooses_its_reminders() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("/azienda").await, @"
    sportello> Qui le piccole aziende tengono i calendari dei congedi e ricevono i promemoria. Non servono i nomi di chi lavora: ogni calendario ha un nome scelto da te, per esempio «dip. 3».
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] Sono un'azienda  [2] No, è per me
    ");
    assert_snapshot!(read(&desk.person_says("/azienda acme").await), @"
    sportello> Questo codice non lo conosco. Puoi andare avanti lo stesso.
    sportello> Qui le piccole aziende tengono i calendari dei congedi e ricevono i promemoria. Non servono i nomi di chi lavora: ogni calendario ha un nome scelto da te, per esempio «dip. 3».
    ");
    assert_snapshot!(desk.person_presses("Sono un'azienda").await, @"
    sportello> Bene: da qui puoi fare il primo calendario. Per tornare qui: /azienda
    sportello> [1] Nuovo calendario  [2] Promemoria in arrivo  [3] Scegli i promemoria  [4] Non sono più un'azienda
    ");
    assert_snapshot!(desk.person_presses("Nuovo calendario").await, @"
    sportello> Come chiami questo calendario? Scrivi un nome breve che capisci solo tu, non quello della persona. Oppure tocca quello proposto.
    sportello> [1] dip. 1  [2] Indietro
    ");
    assert_snapshot!(read(&desk.person_says("la ragazza nuova del reparto spedizioni").await), @"
    sportello> Il nome deve avere da 1 a 24 caratteri, su una riga sola: per esempio «dip. 3».
    sportello> Come chiami questo calendario? Scrivi un nome breve che capisci solo tu, non quello della persona. Oppure tocca quello proposto.
    ");
    desk.person_says("dip. 3").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    desk.person_says("10/2/27").await;
    desk.person_presses("Uno").await;
    let plan = desk.person_presses("2 mesi prima e 3 dopo").await;
    assert!(plan.starts_with("sportello> Ecco il calendario «dip. 3».\n"), "{plan}");
    assert_snapshot!(read(&desk.person_says("/promemoria").await), @"
    sportello> Ecco che cosa ti ricordo, e quando:
    sportello> 25 novembre 2026 · «dip. 3» · Attestazioni per il congedo flessibile (9 dicembre 2026)
    sportello> 25 novembre 2026 · «dip. 3» · Inizio del congedo (10 dicembre 2026)
    sportello> 25 novembre 2026 · «dip. 3» · Giorni scelti dal padre (10 dicembre 2026)
    sportello> 15 febbraio 2027 · «dip. 3» · Dati per ricalcolare il congedo (12 marzo 2027)
    sportello> 9 aprile 2027 · «dip. 3» · Rientro dal congedo (11 maggio 2027)
    sportello> 4 maggio 2027 · «dip. 3» · Inizio dei riposi giornalieri (11 maggio 2027)
    sportello> 10 giugno 2027 · «dip. 3» · Congedo del padre: giorni rimasti (10 luglio 2027)
    sportello> 11 gennaio 2028 · «dip. 3» · Che cosa cambia dopo un anno (10 febbraio 2028)
    sportello> 12 novembre 2032 · «dip. 3» · Congedo all'80%: limite dei 6 anni (10 febbraio 2033)
    sportello> 12 novembre 2040 · «dip. 3» · Limite dei 14 anni (10 febbraio 2041)
    ");
    desk.hours_pass(1).await;
    desk.person_says("/azienda").await;
    desk.person_presses("Scegli i promemoria").await;
    assert_snapshot!(desk.person_presses("Prima del congedo").await, @"
    sportello> Tocca un promemoria per cambiarlo.
    sportello> [1] Rischi e mansioni da rivedere · il giorno stesso  [2] Periodo di tutela del posto · mai  [3] Permessi con giustificativo · mai  [4] Attestazioni per il congedo flessibile · 14 giorni prima  [5] Inizio del congedo · 15 giorni prima  [6] Sostituzione durante il congedo · 15 giorni prima  [7] Indietro
    ");
    desk.person_presses("Inizio del congedo · 15 giorni prima").await;
    assert_snapshot!(read(&desk.person_says("500").await), @"
    sportello> Scrivi un numero da 0 a 365.
    sportello> «Inizio del congedo»: quanti giorni prima lo vuoi? Tocca un pulsante, oppure scrivi per esempio «20 giorni».
    ");
    desk.person_says("10").await;
    desk.person_presses("Attestazioni per il congedo flessibile · 14 giorni prima").await;
    desk.person_presses("mai").await;
    let changed = desk.person_says("/promemoria").await;
    assert!(
        changed.contains("30 novembre 2026 · «dip. 3» · Inizio del congedo (10 dicembre 2026)"),
        "{changed}"
    );
    assert!(!changed.contains("Attestazioni"), "{changed}");
    desk.closes().await;
}

#[tokio::test]
async fn a_child_who_is_here_already_and_what_is_told_of_it() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("/congedo").await;
    // Who types the words of a button has pressed it.
    desk.person_says("lavoro dipendente").await;
    desk.person_presses("Un bambino o una bambina già qui").await;
    desk.person_says("3 novembre").await;
    // The due date of a child that came early is still to come.
    desk.person_says("10 dicembre").await;
    desk.person_presses("Uno").await;
    let plan = desk.person_presses("Non lo so").await;
    assert!(plan.contains("12 marzo 2027 · Ultimo giorno di congedo"), "{plan}");
    desk.person_presses("Nuovo calendario").await;
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Un bambino o una bambina già qui").await;
    desk.person_says("22/11/2013").await;
    desk.person_presses("Non lo so").await;
    assert_snapshot!(read(&desk.person_presses("Uno").await), @"
    sportello> Ecco il tuo calendario del congedo.
    sportello> 22 settembre 2013 · Primo giorno di congedo di maternità (art. 16) · da confermare con l'INPS
    sportello> 22 novembre 2013 · Giorno del parto (art. 16)
    sportello> 22 febbraio 2014 · Ultimo giorno di congedo (art. 16) · da confermare con l'INPS
    sportello> 22 novembre 2027 · Ultimo giorno di congedo parentale (art. 32; L. 199/2025; msg INPS 251/2026)
    sportello> 22 novembre 2027 · Fino a qui ci sono giorni all'anno per la malattia del figlio (art. 47; L. 199/2025)
    sportello> • Manca la data prevista del parto: il calcolo la considera uguale al giorno della nascita. Se la conosci, aggiungila e ricalcola.
    sportello> Vuoi che ti ricordi queste date? Per farlo conservo il calendario; se no, domani lo dimentico.
    ");
    desk.closes().await;
}

#[tokio::test]
async fn a_company_that_gives_up_is_asked_before_all_of_it_goes() {
    let mut desk = Desk::on_tuesday().await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.person_says("/azienda").await;
    assert_snapshot!(read(&desk.person_presses("Non sono più un'azienda").await), @"sportello> Cancello tutti i tuoi calendari e i promemoria?");
    desk.person_presses("Indietro").await;
    assert_eq!(desk.count("plans").await, 1);
    desk.person_presses("Non sono più un'azienda").await;
    desk.person_presses("Sì, cancella").await;
    assert_eq!(desk.count("plans").await + desk.count("reminders").await + desk.count("companies").await, 0);
    desk.closes().await;
}

#[tokio::test]
async fn a_reminder_comes_once_in_office_hours_and_can_be_put_off_done_or_stopped() {
    let mut desk = Desk::opens("2026-11-20 18:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    assert_snapshot!(desk.hours_pass(24 * 3 - 1).await, @"
    Mon 09:00 sportello> «dip. 3» · Rischi e mansioni da rivedere
    Mon 09:00 sportello> Rivedi subito il DVR (il documento sui rischi) e le mansioni della persona. Se un compito non è adatto, cambialo o avvia la richiesta all'ITL (Ispettorato del lavoro); niente turni dalle 24 alle 6.
    Mon 09:00 sportello> (Calcolato il 23 novembre 2026 · D.Lgs. 151/2001, artt. 6, 7, 11, 12 e 53 · previsione · controlla anche il contratto collettivo (CCNL))
    Mon 09:00 sportello> [1] Fatto  [2] Ricordamelo fra 3 giorni  [3] Basta con questo  [4] Apri il calendario
    Mon 09:00 sportello> «dip. 3» · Sostituzione durante il congedo
    Mon 09:00 sportello> Primo giorno per assumere chi sostituisce: 10 novembre 2026, o prima se lo dice il contratto collettivo. L'affiancamento può durare fino al primo compleanno. Sgravio del 50% (meno contributi) sotto i 20 dipendenti: dopo il rientro, verifica con l'INPS.
    Mon 09:00 sportello> (Calcolato il 23 novembre 2026 · D.Lgs. 151/2001, art. 4; L. 199/2025, c. 221 · previsione · controlla anche il contratto collettivo (CCNL))
    Mon 09:00 sportello> [1] Fatto  [2] Ricordamelo fra 3 giorni  [3] Basta con questo  [4] Apri il calendario
    ");
    assert_snapshot!(read(&desk.person_presses("Ricordamelo fra 3 giorni").await), @"sportello> Va bene, te lo ricordo di nuovo il 26 novembre 2026.");
    assert_snapshot!(read(&desk.hours_pass(24 * 3).await), @"
    Wed 09:00 sportello> «dip. 3» · Attestazioni per il congedo flessibile
    Wed 09:00 sportello> Se chi lavora con te vuole spostare il congedo (un mese prima e quattro dopo, oppure tutti e cinque dopo), ricevi le attestazioni richieste. Ultimo giorno: 9 dicembre 2026.
    Wed 09:00 sportello> «dip. 3» · Inizio del congedo
    Wed 09:00 sportello> Primo giorno di congedo: 10 dicembre 2026; si lavora fino al giorno prima. Verifica che la domanda all'INPS sia partita.
    Wed 09:00 sportello> «dip. 3» · Giorni scelti dal padre
    Wed 09:00 sportello> Accogli i giorni di congedo scelti dal padre, anche uno alla volta. La richiesta è scritta e arriva almeno 5 giorni prima del primo giorno.
    Thu 17:00 sportello> «dip. 3» · Sostituzione durante il congedo
    Thu 17:00 sportello> Primo giorno per assumere chi sostituisce: 10 novembre 2026, o prima se lo dice il contratto collettivo. L'affiancamento può durare fino al primo compleanno. Sgravio del 50% (meno contributi) sotto i 20 dipendenti: dopo il rientro, verifica con l'INPS.
    ");
    assert_snapshot!(read(&desk.person_presses("Fatto").await), @"sportello> Bene, segnato.");
    let nothing_twice = desk.hours_pass(24 * 30).await;
    assert_eq!(nothing_twice.matches("Inizio del congedo").count(), 0, "{nothing_twice}");
    desk.closes().await;
}

#[tokio::test]
async fn when_the_birth_comes_in_what_follows_from_it_is_computed_anew() {
    let mut desk = Desk::opens("2027-01-26 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    let before = desk.person_says("/promemoria").await;
    assert!(before.contains("Rientro dal congedo (11 maggio 2027)"), "{before}");
    desk.person_presses("«dip. 3»").await;
    desk.person_presses("La data di nascita").await;
    let plan = desk.person_says("25 gennaio").await;
    assert!(plan.contains("11 maggio 2027 · Ultimo giorno di congedo"), "{plan}");
    let after = desk.person_says("/promemoria").await;
    assert!(after.contains("Rientro dal congedo (12 maggio 2027)"), "{after}");
    assert!(!after.contains("11 maggio"), "{after}");
    assert_eq!(desk.count("reminders WHERE kind = 'rientro-maternita'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn when_the_rules_change_plans_are_computed_anew_and_nothing_is_said_twice() {
    let mut desk = Desk::opens("2026-11-23 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.hours_pass(72).await;
    let sent = desk.count("reminders WHERE state = 'sent'").await;
    assert!(sent > 0);
    desk.corrupts("DELETE FROM reminders WHERE kind = 'paternita-scadenza'").await;
    desk.corrupts("UPDATE plans SET edition = '2025-01-01'").await;
    desk.restarts().await;
    assert_eq!(desk.settles().await, "");
    assert_eq!(desk.count("reminders WHERE kind = 'paternita-scadenza' AND state = 'waiting'").await, 1);
    assert_eq!(desk.count("reminders WHERE state = 'sent'").await, sent);
    desk.closes().await;
}

#[tokio::test]
async fn what_is_stopped_stays_so_until_it_is_chosen_again() {
    let mut desk = Desk::opens("2026-11-25 08:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.hours_pass(4).await;
    // The last reminder that came, and whatever the plan says from now on.
    desk.person_presses("Basta con questo").await;
    desk.person_presses("Fatto").await;
    let stopped = desk.count("reminder_optouts").await;
    assert_eq!(stopped, 1);
    desk.person_says("/azienda").await;
    desk.person_presses("«dip. 3»").await;
    desk.person_presses("Correggi").await;
    desk.person_presses("La data prevista").await;
    desk.person_says("17/2/27").await;
    let again = "reminders WHERE state = 'waiting' AND kind IN (SELECT kind FROM reminder_optouts)";
    assert_eq!(desk.count(again).await, 0);
    desk.hours_pass(1).await;
    desk.person_says("/azienda").await;
    desk.person_presses("Scegli i promemoria").await;
    desk.person_presses("All'arrivo e congedo del padre").await;
    desk.person_presses("Giorni scelti dal padre · 15 giorni prima").await;
    desk.person_presses("7 giorni prima").await;
    assert_eq!(desk.count("reminder_optouts").await, 0, "it is wanted again");
    assert_eq!(desk.count("reminders WHERE kind = 'paternita-preavviso' AND state = 'waiting'").await, 1);
    desk.closes().await;
}

#[tokio::test]
async fn what_was_missed_is_told_even_if_the_rules_have_changed_meanwhile() {
    let mut desk = Desk::opens("2026-12-08 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.corrupts("UPDATE plans SET edition = '2025-01-01'").await;
    let back = desk.down_for_hours(48).await;
    assert!(back.contains("sala> Attestazioni per il congedo flessibile × 1"), "{back}");
    assert!(back.contains("arriva in ritardo"), "{back}");
    desk.closes().await;
}

#[tokio::test]
async fn after_two_days_switched_off_what_is_of_use_comes_late_and_what_is_not_is_told_to_the_staff() {
    // Nobody is at the desk on the 8th; on the 9th it is switched off.
    let mut desk = Desk::opens("2026-12-08 10:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    assert_snapshot!(desk.down_for_hours(48).await, @"
    sala> ⚠️ Questi promemoria non sono partiti in tempo, e ora non servono più:
    sala> Attestazioni per il congedo flessibile × 1
    sportello> «dip. 3» · Rischi e mansioni da rivedere
    sportello> Rivedi subito il DVR (il documento sui rischi) e le mansioni della persona. Se un compito non è adatto, cambialo o avvia la richiesta all'ITL (Ispettorato del lavoro); niente turni dalle 24 alle 6.
    sportello> Questo promemoria arriva in ritardo: lo sportello è stato fermo, e ci dispiace.
    sportello> (Calcolato il 10 dicembre 2026 · D.Lgs. 151/2001, artt. 6, 7, 11, 12 e 53 · previsione · controlla anche il contratto collettivo (CCNL))
    sportello> [1] Fatto  [2] Ricordamelo fra 3 giorni  [3] Basta con questo  [4] Apri il calendario
    sportello> «dip. 3» · Inizio del congedo
    sportello> Primo giorno di congedo: 10 dicembre 2026; si lavora fino al giorno prima. Verifica che la domanda all'INPS sia partita.
    sportello> Questo promemoria arriva in ritardo: lo sportello è stato fermo, e ci dispiace.
    sportello> (Calcolato il 10 dicembre 2026 · D.Lgs. 151/2001, artt. 16 e 21 · previsione · controlla anche il contratto collettivo (CCNL))
    sportello> [1] Fatto  [2] Ricordamelo fra 3 giorni  [3] Basta con questo  [4] Apri il calendario
    sportello> «dip. 3» · Sostituzione durante il congedo
    sportello> Primo giorno per assumere chi sostituisce: 10 novembre 2026, o prima se lo dice il contratto collettivo. L'affiancamento può durare fino al primo compleanno. Sgravio del 50% (meno contributi) sotto i 20 dipendenti: dopo il rientro, verifica con l'INPS.
    sportello> Questo promemoria arriva in ritardo: lo sportello è stato fermo, e ci dispiace.
    sportello> (Calcolato il 10 dicembre 2026 · D.Lgs. 151/2001, art. 4; L. 199/2025, c. 221 · previsione · controlla anche il contratto collettivo (CCNL))
    sportello> [1] Fatto  [2] Ricordamelo fra 3 giorni  [3] Basta con questo  [4] Apri il calendario
    sportello> «dip. 3» · Giorni scelti dal padre
    sportello> Accogli i giorni di congedo scelti dal padre, anche uno alla volta. La richiesta è scritta e arriva almeno 5 giorni prima del primo giorno.
    sportello> Questo promemoria arriva in ritardo: lo sportello è stato fermo, e ci dispiace.
    sportello> (Calcolato il 10 dicembre 2026 · D.Lgs. 151/2001, art. 27-bis · previsione · controlla anche il contratto collettivo (CCNL))
    sportello> [1] Fatto  [2] Ricordamelo fra 3 giorni  [3] Basta con questo  [4] Apri il calendario
    ");
    assert_snapshot!(desk.hours_pass(24 * 4).await, @"");
    desk.closes().await;
}

#[tokio::test]
async fn who_has_blocked_the_desk_is_not_reminded_until_she_is_back() {
    let mut desk = Desk::opens("2026-11-20 18:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.platform_fails([domain::delivery::Delivery::GaveUp(domain::delivery::Undeliverable::Unreachable)]);
    desk.hours_pass(24 * 4).await;
    let silent = desk.hours_pass(24 * 3).await;
    assert!(!silent.contains("sportello>"), "{silent}");
    desk.person_says("ciao").await;
    assert!(desk.hours_pass(24 * 3).await.contains("sportello>"), "what is still of use comes now");
    desk.closes().await;
}

#[tokio::test]
async fn a_reminder_that_waits_for_the_platform_is_not_sent_after_its_use() {
    let mut desk = Desk::opens("2026-12-10 08:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    let after = Some(jiff::SignedDuration::from_hours(48));
    desk.platform_fails([domain::delivery::Delivery::Later { after }]);
    let shown = desk.hours_pass(24 * 5).await;
    assert!(shown.contains("sportello> «dip. 3» · Rischi e mansioni da rivedere"), "{shown}");
    assert!(!shown.contains("sportello> «dip. 3» · Inizio del congedo"), "{shown}");
    assert!(shown.contains("sala> Inizio del congedo × 1"), "{shown}");
    desk.closes().await;
}

#[tokio::test]
async fn something_that_happens_has_its_own_day() {
    let mut desk = Desk::opens("2027-06-01 10:00").await;
    company_has_a_plan(&mut desk, "10/6/27").await;
    desk.person_presses("È successo qualcosa").await;
    assert_snapshot!(read(&desk.person_presses("Part-time al posto del congedo").await), @"sportello> «Part-time al posto del congedo»: scrivi il giorno della richiesta, della lettera o dell'inizio; per un contratto a termine, della fine.");
    desk.person_says("oggi").await;
    let coming = desk.person_says("/promemoria").await;
    assert!(
        coming.contains("4 giugno 2027 · «dip. 3» · Part-time al posto del congedo (16 giugno 2027)"),
        "{coming}"
    );
    desk.closes().await;
}

#[tokio::test]
async fn a_company_asks_about_a_plan_and_experts_see_dates_and_no_name() {
    let mut desk = Desk::on_tuesday().await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.person_presses("Chiedi a un esperto").await;
    assert_snapshot!(desk.person_says("Posso chiederle di rientrare prima?").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «Sul calendario «dip. 3» (data prevista 10 febbraio 2027):»
    sala>   «Posso chiederle di rientrare prima?» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn what_has_changed_is_told_to_those_who_asked_and_to_nobody_twice() {
    let mut desk = Desk::on_tuesday().await;
    desk.person_says("Quanti giorni di congedo ha il padre?").await;
    desk.person_presses("È quello che cercavo").await;
    assert_snapshot!(read(&desk.person_presses("Avvisami se cambia").await), @"sportello> D'accordo: se questa regola cambia, ti scrivo. Se un giorno non vuoi più saperlo, basta un tocco sotto l'avviso.");
    desk.someone_says("luca", "/azienda").await;
    assert_snapshot!(desk.room_hears("!avvisa dimissioni").await, @r#"sala> «dimissioni» non è una scheda o una regola segnata come cambiata. In una scheda: [changed] con on = <giorno> e text = "<che cosa cambia>"."#);
    assert_snapshot!(desk.room_hears("!avvisa congedo-parentale-eta").await, @"sala> Nessuno ha chiesto di sapere se «congedo-parentale-eta» cambia.");
    assert_snapshot!(desk.room_hears("!avvisa padre-giorni").await, @"
    sala> «padre-giorni» raggiungerebbe: lavoratrici e lavoratori 1, aziende 0.
    sala> senza ente: 1
    sala>   «È cambiata una scheda che hai letto: «I dieci giorni del padre».»
    sala>   «I giorni del padre si possono usare anche uno alla volta.»
    sala>   «vale dal 20 novembre 2026 · D.Lgs. 151/2001, art. 27-bis»
    sala> Per mandarlo: !conferma 1
    ");
    assert_eq!(desk.count("reminders").await, 0, "nothing goes out before it is confirmed");
    assert_snapshot!(desk.room_hears("!conferma 1").await, @"
    sala> ✔️ L'avviso su «padre-giorni» parte adesso, piano piano e in orario d'ufficio: una persona. Chi l'ha già avuto non lo riceve di nuovo.
    sportello> È cambiata una scheda che hai letto: «I dieci giorni del padre».
    sportello> I giorni del padre si possono usare anche uno alla volta.
    sportello> (vale dal 20 novembre 2026 · D.Lgs. 151/2001, art. 27-bis)
    sportello> [1] Basta con questo
    ");
    assert_snapshot!(desk.room_hears("!conferma 1").await, @"sala> Non trovo l'avviso 1, o è già partito. Si comincia con !avvisa <scheda>");
    desk.room_hears("!avvisa padre-giorni").await;
    assert!(!desk.room_hears("!conferma 2").await.contains("sportello>"), "she has had it");
    assert_snapshot!(read(&desk.person_presses("Basta con questo").await), @"sportello> Va bene, questo non te lo ricordo più.");
    assert_eq!(desk.count("subscriptions").await, 0);
    desk.closes().await;
}

#[tokio::test]
async fn news_of_a_rule_reach_whom_it_concerns_and_wait_for_office_hours() {
    let mut desk = Desk::opens("2026-11-27 18:00").await;
    company_has_a_plan(&mut desk, "10/2/27").await;
    desk.room_hears("!avvisa congedo-parentale-eta").await;
    assert_snapshot!(desk.room_hears("!conferma 1").await, @"sala> ✔️ L'avviso su «congedo-parentale-eta» parte adesso, piano piano e in orario d'ufficio: una persona. Chi l'ha già avuto non lo riceve di nuovo.");
    // What a company chooses meanwhile does not take the news away.
    desk.hours_pass(1).await;
    desk.person_says("/azienda").await;
    desk.person_presses("Scegli i promemoria").await;
    desk.person_presses("Ogni anno").await;
    desk.person_presses("Rinnovo dell'ISEE · mai").await;
    desk.person_presses("il giorno stesso").await;
    let monday = desk.hours_pass(24 * 3).await;
    assert!(
        monday.contains("Mon 09:00 sportello> È cambiata una regola che riguarda le tue date."),
        "{monday}"
    );
    desk.person_presses("Basta con questo").await;
    desk.closes().await;
}

#[tokio::test]
async fn plans_are_the_persons_to_take_along_and_to_have_forgotten() {
    let mut desk = Desk::on_tuesday().await;
    maria_has_a_plan(&mut desk, "10/2/27").await;
    desk.person_presses("Ricordamelo").await;
    assert!(desk.count("reminders").await > 0);
    desk.person_says("/esporta").await;
    let export =
        desk.platform.delivered().into_iter().rev().find_map(|sent| sent.message.file).expect("a file");
    assert!(export.content.contains("2027-02-10"), "{}", export.content);
    assert!(export.content.contains("inizio-maternita"), "{}", export.content);
    desk.person_says("/cancella").await;
    desk.person_presses("Sì, cancella tutto").await;
    for table in ["plans", "reminders", "guides", "companies", "subscriptions"] {
        assert_eq!(desk.count(table).await, 0, "{table}");
    }
    assert!(!desk.finds_on_disk("2027-02-10"));
    desk.closes().await;
}

#[tokio::test]
async fn what_comes_every_year_comes_again_in_the_language_of_the_company() {
    let mut desk = Desk::opens("2026-12-30 10:00").await;
    desk.person_says("/lingua en").await;
    desk.person_says("/company").await;
    desk.person_presses("I am a company").await;
    desk.person_presses("Choose reminders").await;
    desk.person_presses("Every year").await;
    desk.person_presses("Renewing the ISEE · never").await;
    desk.person_presses("on the day itself").await;
    assert_snapshot!(read(&desk.person_says("/reminders").await), @"
    sportello> Here is what I remind you of, and when:
    sportello> 15 January 2027 · Renewing the ISEE
    sportello> 14 January 2028 · Renewing the ISEE (15 January 2028)
    ");
    assert_snapshot!(desk.hours_pass(24 * 20).await, @"
    Fri 09:00 sala> ⚠️ Una scheda scade il 15 gennaio 2027: dopo, lo sportello non le manda più da solo. Si rinnovano con !riconferma <nome> <giorno> e l'!approva di una seconda persona. L'elenco: !scadenze schede
    Fri 09:00 sportello> Renewing the ISEE
    Fri 09:00 sportello> Remind your staff to renew the ISEE (the family's economic situation) in January or February, for the child allowance and nursery. Renewing by 30 June recovers the arrears.
    Fri 09:00 sportello> (Calculated on 15 January 2027 · circ. INPS 7/2026 · check the collective agreement (CCNL), too)
    Fri 09:00 sportello> [1] Done  [2] Remind me in 3 days  [3] No more of this
    ");
    assert_snapshot!(read(&desk.person_says("/reminders").await), @"
    sportello> Here is what I remind you of, and when:
    sportello> 14 January 2028 · Renewing the ISEE (15 January 2028)
    sportello> 15 January 2029 · Renewing the ISEE
    ");
    desk.person_presses("No more of this").await;
    assert_snapshot!(read(&desk.person_says("/reminders").await), @"sportello> There are no reminders to come. With /leave I calculate the dates and, if you like, remind you.");
    desk.closes().await;
}
