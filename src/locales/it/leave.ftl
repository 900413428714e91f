# Calendars of a leave, in Italian: what stands beside the dates, and what has to be done by a day.

trap-1 = Per alcune date di fine mese, i mesi contati all'indietro possono dare due risultati. Qui trovi il giorno più protettivo: chiedi conferma all'INPS.
trap-2 = Con la flessibilità il congedo comincia un mese esatto prima della data prevista. Qualcuno conta un giorno in meno: qui trovi la data secondo il metodo dell'INPS.
trap-3 = Con la flessibilità la fine si può contare come quattro mesi, oppure come tre mesi più i giorni lavorati. Nei mesi di 31 giorni può cambiare di un giorno: chiedi conferma all'INPS.
trap-4 = Quando il parto arriva un mese esatto prima della data prevista, c'è chi calcola la fine un giorno prima. Qui trovi la data del metodo INPS: chiedi conferma.
trap-5 = Se il parto avviene il primo giorno del congedo previsto o il giorno prima, i giorni aggiunti possono essere gli stessi. Non è un errore: dipende da come conta l'INPS.
trap-6 = Il limite dei 14 anni vale solo per chi è dipendente, per congedo parentale, il suo prolungamento e malattia dei figli. La priorità resta a 12 anni per il lavoro agile e a 13 per il part-time; i riposi finiscono a un anno, il congedo del padre a cinque mesi.
trap-7 = I mesi all'80% non sono a testa, non riguardano i tre mesi comuni della coppia e non valgono dopo i 6 anni. Non spettano a chi lavora in proprio o versa alla Gestione separata dell'INPS.
trap-8 = Le dimissioni vanno convalidate fino ai 3 anni del figlio o della figlia. Lasciare il lavoro senza preavviso e con la NASpI (indennità di disoccupazione) vale invece solo fino al primo compleanno.
trap-9 = Nell'ISEE, la franchigia (la parte che non si conta) di 120.000 euro vale solo per chi abita in un capoluogo di città metropolitana, come Milano, e solo per cinque prestazioni INPS.
trap-10 = Per i giorni di malattia dei figli non è chiaro se conta l'anno solare o l'anno di vita. Mettetevi d'accordo in azienda su come contare, e chiedi conferma.
trap-11 = Preavvisi, integrazione al 100%, congedo a ore e paga per la malattia dei figli dipendono dal contratto collettivo (CCNL). Chiedi sempre quale si applica.
note-forecast = Le date sono calcolate sulla data prevista del parto. Cambiano quando nasce il bambino o la bambina: allora ricalcola.
note-very-early = Il parto è avvenuto prima dell'inizio del congedo: in questo caso l'INPS aggiunge i giorni in un altro modo e il conto può saltare di un giorno. Chiedi conferma all'INPS.
note-flex-very-early = Il parto è avvenuto prima dell'inizio scelto con la flessibilità, che vale solo per i giorni lavorati. Ai tre mesi dopo il parto si aggiungono i giorni di congedo non goduti: chiedi conferma all'INPS.
note-flex-partial = Con la flessibilità parziale si lavora solo una parte del mese in più. I giorni lavorati si aggiungono ai tre mesi dopo il parto.
note-all-after-early = Il parto è avvenuto prima dell'ottavo mese: scegliere tutto il congedo dopo non cambia il risultato. Valgono le regole del parto prima dell'inizio del congedo: chiedi conferma all'INPS.
note-all-after-late = Il parto è avvenuto dopo la data prevista: la fine del congedo è da confermare con l'INPS. C'è anche una lettura più breve, con fine in questa data: { $day }.
note-certificate-until-due = Se l'attestazione arriva solo fino alla data prevista del parto, si lavora fino al giorno prima. Il congedo comincia dalla data prevista.
note-late = Il parto è avvenuto dopo la data prevista: anche i giorni in mezzo sono congedo. I mesi successivi si contano dal parto.
note-hospital = Con il neonato in ospedale, il congedo dopo il parto si può sospendere una volta per figlio. Serve un'attestazione medica per INPS e datore: al datore con PEC (posta certificata), raccomandata o consegna, non con email ordinaria.
note-interdiction = Il congedo si prolunga fino a sette mesi dopo il parto solo con un provvedimento dell'ITL (Ispettorato del lavoro). Di regola parte dalla data del provvedimento.
note-domestic = Per colf, badanti e chi lavora a domicilio (non è il lavoro agile) valgono altre regole, per esempio su congedo parentale e riposi. Chiedi prima di usare queste date.
note-fostering = Per l'affidamento spettano tre mesi, anche in più periodi, entro cinque mesi dall'ingresso in famiglia. Ultimo giorno: { $day }.
note-adoption-sickness = Per adozione e affidamento i giorni di malattia dei figli seguono altre età e altri limiti. Chiedi a un esperto o a un'esperta.
note-father-window = Per il padre contano solo i giorni lavorativi, anche uno alla volta, mai a ore. La richiesta va fatta per iscritto almeno 5 giorni prima.
note-father-ban = Il padre è protetto dal licenziamento fino al primo compleanno solo se ha usato il congedo di paternità.
note-pregnancy-start = L'inizio della gravidanza e i 180 giorni sono contati a giorni dalla data prevista del parto. Chiedi conferma con il certificato medico.
note-no-due = Manca la data prevista del parto: il calcolo la considera uguale al giorno della nascita. Se la conosci, aggiungila e ricalcola.
deadline-certificate = Certificato di gravidanza inviato dal medico all'INPS
deadline-application = Domanda di maternità all'INPS prima del congedo
deadline-claim = Termine ultimo per la domanda di maternità all'INPS
deadline-flex-certificates = Attestazioni per la flessibilità al datore di lavoro
deadline-birth-notice = Comunicazione della nascita a INPS e datore di lavoro
deadline-newborn-bonus = Domanda del bonus nuovi nati
deadline-municipal-allowance = Domanda dell'assegno di maternità (Comune o Stato)
deadline-father-days = Uso dei giorni di congedo di paternità
deadline-replacement = Primo giorno per assumere chi sostituisce
deadline-adoption-application = Domanda all'INPS per il congedo di adozione o affidamento

plan-title = Ecco il tuo calendario del congedo.
plan-title-of = Ecco il calendario «{ $plan }».
plan-not-kept = Vuoi che ti ricordi queste date? Per farlo conservo il calendario; se no, domani lo dimentico.
plan-kept = Ti scrivo prima delle date importanti. Per vedere che cosa viene: /promemoria
computed-on = Calcolato il { $day }
whose-articles = gli articoli senza altra indicazione sono del D.Lgs. 151/2001
is-forecast = previsione
check-ccnl = controlla anche il contratto collettivo (CCNL)
calendar-name = Congedo
facts-due = data prevista { $day }
facts-born = data di nascita { $day }
facts-born-due = data di nascita { $day }, data prevista { $due }
facts-entry = ingresso in famiglia { $day }
facts-question = Sul calendario «{ $plan }» ({ $facts }):
facts-question-own = Sul calendario del congedo ({ $facts }):

date-start = Primo giorno di congedo di maternità
date-due = Data prevista del parto
date-birth = Giorno del parto
date-entry = Ingresso in famiglia e primo giorno di congedo
date-end = Ultimo giorno di congedo
date-back = Rientro, o primo giorno lavorativo utile
date-father-first = Da qui il padre può usare i suoi giorni di congedo
date-father-last = Ultimo giorno per il congedo del padre
date-rests-end = Ultimo giorno dei riposi giornalieri (allattamento)
date-dismissal-ban-end = Fino a qui è vietato licenziare
date-validation-end = Fino a qui le dimissioni vanno convalidate
date-paid-end = Limite per il congedo parentale all'80%
date-parental-end = Ultimo giorno di congedo parentale
date-sickness-unlimited-end = Fino a qui le assenze per malattia del figlio sono senza limiti
date-sickness-end = Fino a qui ci sono giorni all'anno per la malattia del figlio

event-start = Inizio del congedo
event-end = Ultimo giorno di congedo
event-back = Rientro dal congedo
event-father-last = Congedo del padre: ultimo giorno
event-year-end = Un anno: fine dei riposi giornalieri
event-validation-end = Tre anni: fine della convalida delle dimissioni
event-paid-end = Congedo all'80%: ultimo giorno
event-parental-end = Congedo parentale: ultimo giorno
event-application = Domanda di congedo all'INPS: ultimo giorno
event-flex-certificates = Attestazioni per il congedo: ultimo giorno
event-arrival-notice = Comunicazione a INPS e datore di lavoro: ultimo giorno
event-bonus = Domanda del bonus INPS: ultimo giorno
event-allowance = Domanda dell'assegno: ultimo giorno

ask-work = Calcolo le date del congedo: bastano poche risposte. Che lavoro è? (Per lasciar stare: /annulla)
ask-other-work = Per chi lavora in proprio, con la Gestione separata o con altri contratti valgono altre regole, e non voglio darti date sbagliate. Scrivi qui la tua domanda, con la data prevista o di nascita: ti risponde una persona.
ask-sort = Che cosa riguarda?
ask-due = Qual è la data prevista del parto? Scrivi il giorno, per esempio 10/2/2027 o 10 febbraio.
ask-born = In che giorno è avvenuta la nascita? Scrivi il giorno, per esempio 25/1/2027 o 25 gennaio.
ask-born-now = In che giorno è avvenuta la nascita? Se deve ancora avvenire, tocca il pulsante.
ask-due-of-born = E qual era la data prevista del parto? Serve se la nascita è arrivata prima o dopo.
ask-entry = In che giorno il bambino o la bambina entra in famiglia? Per un'adozione internazionale, il giorno dell'ingresso in Italia.
ask-birthday = Qual è la sua data di nascita, con l'anno? Alcuni diritti dipendono dall'età.
ask-several = È un parto singolo o gemellare?
ask-scheme = Come sono divisi i cinque mesi di congedo? Se non lo sai ancora, calcolo il modo più comune.
ask-plan = Che cosa facciamo con questo calendario?
ask-correct = Che cosa correggiamo?
ask-stay-from = Da che giorno il congedo è sospeso per il ricovero?
ask-stay-to = Sospeso dal { $day }. E in che giorno ci sono, o ci saranno, le dimissioni dall'ospedale?
ask-question = Scrivi la tua domanda su questo calendario: la legge una persona.
ask-unregister = Cancello tutti i tuoi calendari e i promemoria?
ask-forget = Cancello questo calendario e i suoi promemoria?
ask-company = Qui le piccole aziende tengono i calendari dei congedi e ricevono i promemoria. Non servono i nomi di chi lavora: ogni calendario ha un nome scelto da te, per esempio «dip. 3».
ask-menu-first = Bene: da qui puoi fare il primo calendario. Per tornare qui: /azienda
ask-menu = Che cosa vuoi fare?
ask-nickname = Come chiami questo calendario? Scrivi un nome breve che capisci solo tu, non quello della persona. Oppure tocca quello proposto.
ask-groups = Quali promemoria vuoi scegliere?
ask-kinds = Tocca un promemoria per cambiarlo.
ask-lead = «{ $kind }»: quanti giorni prima lo vuoi? Tocca un pulsante, oppure scrivi per esempio «20 giorni».
ask-events = Che cosa è successo?
ask-event-day = «{ $kind }»: scrivi il giorno della richiesta, della lettera o dell'inizio; per un contratto a termine, della fine.
coming = Ecco che cosa ti ricordo, e quando:
coming-none = Non ci sono promemoria in arrivo. Con /congedo calcolo le date e, se vuoi, te le ricordo.

date-vague = Mi serve il giorno esatto: da quello dipendono tutte le altre date. Se non lo hai ancora, quello scritto nel certificato va bene.
date-impossible = Questo giorno non c'è nel calendario. Controlla e scrivilo di nuovo.
date-not-understood = Non ho capito la data: scrivila con giorno, mese e anno, per esempio 10/2/2027. Per lasciar stare: /annulla
nickname-length = Il nome deve avere da 1 a 24 caratteri, su una riga sola: per esempio «dip. 3».
nickname-taken = C'è già un calendario con questo nome: scegline un altro.
lead-range = Scrivi un numero da 0 a 365.
too-many-plans = Hai già molti calendari: cancellane uno prima di farne un altro.

choice-employee = Lavoro dipendente
choice-domestic = Colf, badante o lavoro a domicilio
choice-other-work = Lavoro autonomo o altro
choice-expected = Una nascita in arrivo
choice-born = Un bambino o una bambina già qui
choice-adopted = Un'adozione
choice-fostered = Un affidamento
choice-not-yet-born = Non ancora
choice-not-known = Non lo so
choice-one = Uno
choice-several = Gemelli o più
choice-two-three = 2 mesi prima e 3 dopo
choice-one-four = 1 mese prima e 4 dopo
choice-zero-five = Tutti e 5 dopo
choice-remind = Ricordamelo
choice-correct = Correggi
choice-fix-due = La data prevista
choice-fix-born = La data di nascita
choice-fix-entry = L'ingresso in famiglia
choice-fix-several = Singolo o gemellare
choice-fix-scheme = Come sono divisi i mesi
choice-fix-stay = Un ricovero dopo la nascita
choice-no-stay = Togli il ricovero
choice-interdiction = Interdizione fino a 7 mesi
choice-no-interdiction = Togli l'interdizione
choice-tell-event = È successo qualcosa
choice-forget = Cancella il calendario
choice-yes-forget = Sì, cancella
choice-back = Indietro
choice-company = Sono un'azienda
choice-no-company = No, è per me
choice-no-longer-company = Non sono più un'azienda
choice-new-plan = Nuovo calendario
choice-own-plan = Il mio calendario ({ $day })
choice-reminders = Scegli i promemoria
choice-coming = Promemoria in arrivo
group-before = Prima del congedo
group-arrival = All'arrivo e congedo del padre
group-back = Al rientro
group-years = Negli anni dopo
group-events = Quando succede qualcosa
group-yearly = Ogni anno
lead-days = { $days ->
    [0] il giorno stesso
    [1] 1 giorno prima
    *[other] { $days } giorni prima
}
lead-never = mai

mistake-out-of-reach = Il { $day } è troppo lontano: non conosco le regole di quel periodo. Controlla l'anno e scrivi di nuovo la data.
mistake-due-too-far = Il { $day } è troppo avanti: una data prevista arriva al massimo al { $latest }. Controlla l'anno e scrivila di nuovo.
mistake-due-past = Il { $day } è passato da tempo. Se la nascita è già avvenuta, tocca il pulsante qui sotto; se no, scrivi di nuovo la data prevista.
mistake-not-yet = Il { $day } deve ancora venire: scrivi il giorno in cui è avvenuta la nascita.
mistake-before-threshold = Con queste date la nascita sarebbe prima del 180° giorno ({ $from }), e valgono altre regole. Controlla la data del { $day } e scrivila di nuovo; se è giusta, fai la domanda qui: ti risponde una persona.
mistake-long-after-due = Una nascita il { $day } è troppo lontana dalla data prevista, { $due }. Controlla e scrivi di nuovo la data.
mistake-no-flexibility = Con una nascita il { $day }, prima del { $from }, i mesi non possono essere 1 e 4: scegli un altro modo.
mistake-flexible-days = I giorni di flessibilità vanno da 1 a { $most }: scrivi quanti ne ha lavorati.
mistake-days-without-flexibility = I giorni di flessibilità vanno solo con lo schema 1+4: togli uno dei due.
mistake-stay-before-birth = Il ricovero si calcola dopo la nascita: aggiungi prima la data di nascita.
mistake-stay-backwards = Le dimissioni del { $discharge } sono prima dell'inizio, { $from }: scrivi di nuovo la data.
mistake-stay-outside = Il congedo si può sospendere dal { $first } al { $last }: scrivi un giorno tra questi.
mistake-entry-before-birth = L'ingresso in famiglia ({ $entry }) sarebbe prima della nascita ({ $born }): controlla e scrivi di nuovo la data.
mistake-of-age = Il { $day } ha già compiuto 18 anni: valgono altre regole. Controlla la data, oppure fai la domanda qui.

button-leave = Calcola le mie date
button-follow = Avvisami se cambia
following = D'accordo: se questa regola cambia, ti scrivo. Se un giorno non vuoi più saperlo, basta un tocco sotto l'avviso.
button-reminder-done = Fatto
button-reminder-snooze = Ricordamelo fra 3 giorni
button-reminder-stop = Basta con questo
reminder-late = Questo promemoria arriva in ritardo: lo sportello è stato fermo, e ci dispiace.
reminder-noted = Bene, segnato.
reminder-snoozed = Va bene, te lo ricordo di nuovo il { $day }.
reminder-too-late = Dopo non servirebbe più: è l'ultimo momento utile. Quando hai fatto, tocca «Fatto».
reminder-stopped = Va bene, questo non te lo ricordo più.

command-leave = calcola le date del congedo
command-company = per le aziende: calendari e promemoria
command-reminders = che cosa ti ricordo, e quando

unknown-code = Questo codice non lo conosco. Puoi andare avanti lo stesso.
changed-rule = È cambiata una regola che riguarda le tue date.
changed-article = È cambiata una scheda che hai letto: «{ $title }».
changed-from = vale dal { $day }
changed-congedo-parentale-eta = Chi lavora come dipendente può usare il congedo parentale fino ai 14 anni del figlio o della figlia, non più fino ai 12. I mesi non aumentano.
changed-malattia-figlio-eta = Le assenze per la malattia dei figli oltre i 3 anni ora arrivano fino ai 14 anni, non più fino agli 8.
changed-malattia-figlio-giorni = Per la malattia dei figli oltre i 3 anni ora ci sono 10 giorni lavorativi all'anno per ciascun genitore, non più 5.

amount = { $months ->
    [1] 1 mese
    *[other] { $months } mesi
}{ $days ->
    [0] { "" }
    [1] {" e 1 giorno"}
    *[other] {" e "}{ $days } giorni
}
balance = Congedo parentale che resta: alla coppia { $couple } (madre fino a { $mother }, padre fino a { $father }); all'80% { $eighty }, al 30% { $thirty }.

level-ccnl = può dipendere dal CCNL
level-to-confirm = da confermare con l'INPS

choice-not-understood = Non ho capito la risposta. Tocca uno dei pulsanti. Per lasciar stare: /annulla
choice-fix-work = Il tipo di lavoro
choice-fix-birthday = La data di nascita del bambino
plan-forgotten = Fatto: ho cancellato quello che hai chiesto.
event-noted = Segnato. L'ultimo giorno è il { $day }: te lo ricordo prima.
event-past = Il termine era il { $day } ed è già passato: se non è ancora fatto, conviene farlo subito. Se hai un dubbio, chiedi a un esperto.
event-far = Questa data è troppo lontana da oggi: scrivila di nuovo, con l'anno.
button-reminder-open = Apri il calendario

by-the-hour = Congedo parentale a ore, se il contratto collettivo non dice altro: { $hours } ore e { $minutes } minuti al giorno.
note-twins = Con più figli i riposi raddoppiano e si dividono: se la madre usa 4, 3, 2, 1 o nessuna ora, al padre che lavora almeno 6 ore ne restano 0, 1, 2, 3 o 4 (0, 1, 1, 2 o 2 se lavora meno). Quando lei è in congedo, a lui ne spettano 2 (1 se lavora meno di 6 ore).
choice-leave = Lascia stare le date
guide-not-understood-again = Non riesco a capire la risposta, scusami. Puoi riprovare, oppure lasciare stare le date: la domanda a una persona la puoi fare sempre.
