//! The dates of a leave on a phone: buttons, typed dates, the file for the calendar, and a reminder's buttons.

use insta::assert_snapshot;

use super::phone::Desk;

#[tokio::test]
async fn from_a_typed_date_to_the_calendar_on_the_phone() {
    let mut desk = Desk::opens().await;
    assert_snapshot!(desk.person_says("/congedo").await, @"
    sportello> Calcolo le date del congedo: bastano poche risposte. Che lavoro è? (Per lasciar stare: /annulla)
    sportello>
    sportello> Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
    sportello> [Lavoro dipendente]
    sportello> [Colf, badante o lavoro a domicilio]
    sportello> [Lavoro autonomo o altro]
    ");
    desk.person_presses("Lavoro dipendente").await;
    desk.person_presses("Una nascita in arrivo").await;
    assert_snapshot!(desk.person_says("il 10 febraio").await, @"
    sportello> È un parto singolo o gemellare?
    sportello> [Uno]
    sportello> [Gemelli o più]
    ");
    desk.person_presses("Uno").await;
    assert_snapshot!(desk.person_presses("Non lo so").await, @"
    sportello> Ecco il tuo calendario del congedo.
    sportello>
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
    sportello>
    sportello> • Le date sono calcolate sulla data prevista del parto. Cambiano quando nasce il bambino o la bambina: allora ricalcola.
    sportello>
    sportello> • Il limite dei 14 anni vale solo per chi è dipendente, per congedo parentale, il suo prolungamento e malattia dei figli. La priorità resta a 12 anni per il lavoro agile e a 13 per il part-time; i riposi finiscono a un anno, il congedo del padre a cinque mesi.
    sportello> • I mesi all'80% non sono a testa, non riguardano i tre mesi comuni della coppia e non valgono dopo i 6 anni. Non spettano a chi lavora in proprio o versa alla Gestione separata dell'INPS.
    sportello> • Le dimissioni vanno convalidate fino ai 3 anni del figlio o della figlia. Lasciare il lavoro senza preavviso e con la NASpI (indennità di disoccupazione) vale invece solo fino al primo compleanno.
    sportello> • Nell'ISEE, la franchigia (la parte che non si conta) di 120.000 euro vale solo per il Comune di Milano e solo per cinque prestazioni INPS.
    sportello> • Per i giorni di malattia dei figli non è chiaro se conta l'anno solare o l'anno di vita. Mettetevi d'accordo in azienda su come contare, e chiedi conferma.
    sportello> • Preavvisi, integrazione al 100%, congedo a ore e paga per la malattia dei figli dipendono dal contratto collettivo (CCNL). Chiedi sempre quale si applica.
    sportello>
    sportello> Calcolato il 24 novembre 2026 · gli articoli senza altra indicazione sono del D.Lgs. 151/2001
    sportello>
    sportello> Vuoi che ti ricordi queste date? Per farlo conservo il calendario; se no, domani lo dimentico.
    sportello> (document congedo.ics)
    sportello> [Ricordamelo]
    sportello> [La data di nascita]
    sportello> [Correggi]
    sportello> [Chiedi a un esperto]
    ");
    assert_snapshot!(desk.person_presses("Ricordamelo").await, @"
    sportello> Ecco il tuo calendario del congedo.
    sportello>
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
    sportello>
    sportello> • Le date sono calcolate sulla data prevista del parto. Cambiano quando nasce il bambino o la bambina: allora ricalcola.
    sportello>
    sportello> • Il limite dei 14 anni vale solo per chi è dipendente, per congedo parentale, il suo prolungamento e malattia dei figli. La priorità resta a 12 anni per il lavoro agile e a 13 per il part-time; i riposi finiscono a un anno, il congedo del padre a cinque mesi.
    sportello> • I mesi all'80% non sono a testa, non riguardano i tre mesi comuni della coppia e non valgono dopo i 6 anni. Non spettano a chi lavora in proprio o versa alla Gestione separata dell'INPS.
    sportello> • Le dimissioni vanno convalidate fino ai 3 anni del figlio o della figlia. Lasciare il lavoro senza preavviso e con la NASpI (indennità di disoccupazione) vale invece solo fino al primo compleanno.
    sportello> • Nell'ISEE, la franchigia (la parte che non si conta) di 120.000 euro vale solo per il Comune di Milano e solo per cinque prestazioni INPS.
    sportello> • Per i giorni di malattia dei figli non è chiaro se conta l'anno solare o l'anno di vita. Mettetevi d'accordo in azienda su come contare, e chiedi conferma.
    sportello> • Preavvisi, integrazione al 100%, congedo a ore e paga per la malattia dei figli dipendono dal contratto collettivo (CCNL). Chiedi sempre quale si applica.
    sportello>
    sportello> Calcolato il 24 novembre 2026 · gli articoli senza altra indicazione sono del D.Lgs. 151/2001
    sportello>
    sportello> Ti scrivo prima delle date importanti. Per vedere che cosa viene: /promemoria
    sportello> (document congedo.ics)
    sportello> [La data di nascita]
    sportello> [Correggi]
    sportello> [Chiedi a un esperto]
    sportello> [Nuovo calendario]
    sportello> [Cancella il calendario]
    ");
    assert_snapshot!(desk.person_says("/promemoria").await, @"
    sportello> Ecco che cosa ti ricordo, e quando:
    sportello> 25 novembre 2026 · Attestazioni per il congedo flessibile (9 dicembre 2026)
    sportello> 25 novembre 2026 · Inizio del congedo (10 dicembre 2026)
    sportello> 25 novembre 2026 · Giorni scelti dal padre (10 dicembre 2026)
    sportello> 15 febbraio 2027 · Dati per ricalcolare il congedo (12 marzo 2027)
    sportello> 9 aprile 2027 · Rientro dal congedo (11 maggio 2027)
    sportello> 4 maggio 2027 · Inizio dei riposi giornalieri (11 maggio 2027)
    sportello> 10 giugno 2027 · Congedo del padre: giorni rimasti (10 luglio 2027)
    sportello> 11 gennaio 2028 · Che cosa cambia dopo un anno (10 febbraio 2028)
    sportello> 12 novembre 2032 · Congedo all'80%: limite dei 6 anni (10 febbraio 2033)
    sportello> 12 novembre 2040 · Limite dei 14 anni (10 febbraio 2041)
    sportello> [Il mio calendario]
    ");
}
