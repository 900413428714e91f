# Everything the desk says to a person, in Italian. Plain (B1), warm, short; feminine and masculine without slashes.

hello = Ciao! Sono lo sportello per conciliare lavoro e famiglia. Scrivi la tua domanda con parole tue: per esempio su maternità, paternità, congedi, permessi o nidi. Se non so rispondere, ti risponde una persona.
welcome-from = Ti manda { $organisation }: lo dico a chi ti risponde, il tuo nome no.
youre-welcome = Prego! Se hai un'altra domanda, scrivi pure.
unclear = Non ho capito bene. Raccontami un po' di più: che cosa è successo, e che cosa vuoi sapere? Se preferisci, chiedi a una persona.
nothing-readable = Non sono riuscito a leggere il messaggio. Puoi scrivermi la domanda con parole tue?
declined-too-large = Questo file è troppo grande: posso passare file fino a 20 MB. Puoi mandarmi una foto della pagina che conta?
declined-kind = Questo tipo di file non lo posso passare a chi ti risponde. Mandami una foto, un PDF o un messaggio vocale, oppure scrivi la domanda con parole tue.
declined-contact = Il contatto non mi serve e non lo conservo. Scrivi la domanda con parole tue.
declined-sealed = Non riesco a leggere un tuo messaggio: è cifrato e la chiave non mi è arrivata. Per favore riscrivilo; se succede ancora, apri con me una chat nuova.
declined-unreadable = Non sono riuscito ad aprire il file che hai mandato. Puoi rimandarlo come foto, o come PDF senza password?
choices = Ti chiedo una cosa, per non risponderti male. La tua domanda riguarda:
case-opened = Questa domanda la legge una persona. Ho aperto la pratica { $case }: un'esperta o un esperto ti risponde entro { $due }, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
received = Ho aggiunto il messaggio alla pratica { $case }.
received-due = Ho aggiunto il messaggio alla pratica { $case }. Ti risponde una persona entro { $due }.
case-reopened = Ho riaperto la pratica { $case } con il tuo messaggio. Ti risponde una persona entro { $due }.
added-to-case = Oggi hai già aperto più pratiche: aggiungo anche questa domanda alla pratica { $case }. Ti risponde una persona entro { $due }.
stays-in-case = Va bene. Anche questa domanda la legge una persona: resta nella pratica { $case }.
glad = Bene, contenti di esserti utili! Se serve altro, scrivi qui.
was-it-enough = Ti è bastata la risposta che ti ho dato? Se no, premi il pulsante e la domanda passa a una persona.
takes-longer = Per la pratica { $case } ci serve più tempo del previsto, e ci dispiace. Ti rispondiamo entro { $until }. Non devi fare niente: la tua domanda è qui.
takes-longer-still = Non abbiamo ancora risposto alla pratica { $case }, e ci dispiace davvero. Non vogliamo prometterti un'altra ora e poi sbagliare. La domanda resta aperta e continuiamo a cercare chi può risponderti. Se hai una scadenza vicina, senti anche un patronato o un sindacato.
case-closed = La pratica { $case } è chiusa. Se ti serve altro, scrivi qui: si riapre.
case-closed-unanswered = Abbiamo chiuso la pratica { $case } senza una risposta. Se hai ancora bisogno, scrivi qui e la riapriamo.
case-reopened-by-staff = Abbiamo riaperto la pratica { $case }: ci stiamo ancora lavorando.
cancelled-case = Va bene: ho annullato la pratica { $case }. Se cambi idea, scrivi di nuovo.
cancelled = Va bene, lasciamo stare. Se cambi idea, scrivi di nuovo.
nothing-to-cancel = Non c'è niente da annullare.
help = Scrivi la tua domanda con parole tue: se la risposta è nelle nostre schede te la mando subito, altrimenti ti risponde una persona entro 48 ore. Puoi anche usare questi comandi:
unknown-command = Questo comando non lo conosco. Ecco quelli che puoi usare, oppure scrivi la domanda con parole tue:
no-cases = Non hai pratiche. Se scrivi una domanda a cui non so rispondere, ne apro una.
case-line-open = { $case } · aperta il { $opened } · in corso
case-line-closed = { $case } · aperta il { $opened } · chiusa
case-line-withdrawn = { $case } · aperta il { $opened } · annullata
status-nothing = Non hai domande in attesa. Scrivi pure quando vuoi.
status-waiting-for-you = Ti ho risposto e aspetto di sapere se ti è bastato.
status-not-taken = La pratica { $case } è in attesa. Una persona ti risponde entro { $due }.
status-taken = Una persona sta guardando la pratica { $case }. Ti risponde entro { $due }.
status-replied = Alla pratica { $case } abbiamo già risposto. Se ti serve altro, scrivi qui.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use?
language-chosen = D'accordo, ti scrivo in italiano.
language-name = Italiano
privacy-notice = Non serve dirci chi sei. Come trattiamo i messaggi: /privacy
privacy = Conserviamo i tuoi messaggi solo per risponderti. Una tua domanda può insegnarci a capirne altre simili: solo se una persona l'ha letta e non dice chi sei. Le persone dello sportello vedono le tue parole e un numero di pratica: non vedono il tuo nome, il numero di telefono o la foto. Le date di un congedo le conserviamo solo se chiedi i promemoria. Se scrivi come lavori, chi sei in famiglia o dove vivi, lo ricordo per darti la regola giusta: lo vedi e lo togli con /profilo. Per favore non scrivere nomi di altre persone. Con /esporta ricevi i tuoi messaggi, le nostre risposte e tutto quello che hai salvato, ma non gli appunti interni dello sportello; con /cancella eliminiamo tutto, appunti compresi. Se esistono copie di sicurezza dei dati, lì i messaggi restano ancora per un po', finché anche quelle copie vengono eliminate.
confirm-erase = Vuoi che cancelliamo tutto? Togliamo i tuoi messaggi e il tuo recapito, anche dalla sala delle esperte e degli esperti. Se hai una pratica aperta, non riceverai più risposta.
erased = Fatto: ho cancellato i tuoi messaggi e le tue pratiche. Con questo saluto dimentico anche il tuo recapito. Se un giorno hai bisogno, scrivi: ricominciamo da capo.
kept-data = Va bene, non cancello niente.
stale-button = Questo pulsante non vale più. Scrivi la tua domanda con parole tue: la leggo volentieri.
out-of-order = Ho avuto un problema con questo messaggio e l'ho segnalato allo sportello. Prova a scriverlo di nuovo, magari più corto.
one-at-a-time = Hai scritto molti messaggi in poco tempo. Li leggo tutti, uno dopo l'altro: dammi qualche minuto.
blocked = Lo sportello non risponde più ai tuoi messaggi in questa chat. Se hai bisogno di aiuto, rivolgiti a un patronato o a un sindacato. Puoi sempre usare /privacy, /esporta e /cancella.
withdrawn = Lo sportello ha ritirato questo messaggio.
description = Uno sportello per conciliare lavoro e famiglia: maternità, paternità, congedi, permessi, nidi. Alle domande più comuni rispondo subito; alle altre risponde una persona entro 48 ore. Non serve dirci chi sei.
short-description = Lavoro e famiglia: chiedi, ti risponde una persona entro 48 ore. Non serve dirci chi sei.
only-private = Rispondo solo nelle chat private: scrivimi in privato, così nessun altro legge la tua domanda. Da qui esco subito.
export = Ecco quello che lo sportello conserva di te: i tuoi messaggi, le nostre risposte, le tue pratiche, le date e i promemoria. Gli appunti che le esperte e gli esperti scrivono tra loro non ci sono.
relayed-by-name = Pratica { $case } · ti ha risposto { $name }, dello sportello
relayed-article-by-name = Pratica { $case } · { $name }, dello sportello, ti manda questa scheda:
press-a-number = Rispondi con il numero, oppure tocca il simbolo qui sotto.
relayed-by = Pratica { $case } · ti ha risposto una persona dello sportello
relayed-article = Pratica { $case } · una persona dello sportello ti manda questa scheda:
source-reviewed = { $law } · scheda aggiornata al { $day }

button-solved = È quello che cercavo
button-human = Chiedi a un esperto
button-none-of-these = Nessuna di queste: chiedi a un esperto
button-other-question = È un'altra domanda
button-erase = Sì, cancella tutto
button-keep-data = No, lascia tutto

command-help = come funziona lo sportello
command-cases = le tue pratiche
command-status = a che punto è la tua domanda
command-language = cambia lingua / change language
command-privacy = come trattiamo i tuoi messaggi
command-cancel = annulla la domanda in attesa
command-erase = cancella tutto quello che abbiamo di te
command-export = ricevi tutto quello che abbiamo di te

# What a person is promised, and why not sooner.
desk-reopens = Adesso lo sportello è chiuso: riapre { $opens }.
experts-away = In questo momento però non riesco a raggiungere le esperte e gli esperti: la tua domanda è al sicuro, la consegno appena posso. Se sei in pericolo, chiama il 112.
case-opened-urgent = Ho aperto la pratica { $case } e ho chiamato subito le esperte e gli esperti: ti risponde una persona entro { $due }, il prima possibile. Intanto puoi scrivere qui.
urgent-in-case = Ho chiamato subito le esperte e gli esperti per la pratica { $case }: ti risponde una persona entro { $due }, il prima possibile. Intanto puoi scrivere qui.
status-no-time = La pratica { $case } è ancora aperta. Non ti diciamo un'altra ora, per non sbagliare di nuovo: continuiamo a cercare chi può risponderti.
being-revised = La nostra scheda su questo argomento è in revisione, perché la legge può essere cambiata. Per questo ti risponde una persona.
source-checked = { $law } · legge controllata fino al { $checked } · testo del { $day }

# What keeps a talk going.
added = ✓ Aggiunto alla pratica { $case }.
explain = Forse te lo spiega meglio una persona: vuoi che la domanda passi a un'esperta o a un esperto?
in-other-words = In altre parole: { $text }
topics = Su che cosa è la tua domanda? Scegli un argomento, oppure scrivila con parole tue.
topic-articles = Queste sono le domande più comuni su questo argomento. Quale somiglia alla tua?
language-followed = Ti scrivo in italiano. Per cambiare lingua: /lingua
masked = Telefono, e-mail, codice fiscale e IBAN non servono: li ho coperti, e in sala non si vedono.

# Before a question is taken back.
confirm-cancel = Vuoi annullare la pratica { $case }? È questa domanda: «{ $words }». Se la annulli, nessuno ti risponde.
confirm-cancel-urgent = La pratica { $case } è urgente e ci tiene in pensiero. Vuoi annullarla davvero? Se temi che qualcuno legga la chat, con /cancella togliamo tutto.
kept-case = Va bene: la pratica { $case } resta aperta e ti rispondiamo.
guide-left = Va bene, lasciamo stare le date. Per riprendere: /congedo
guide-left-case = Va bene, lasciamo stare le date. La pratica { $case } resta aperta: ti rispondiamo.
button-cancel-case = Sì, annulla la pratica
button-cancel-anyway = Sì, annulla lo stesso
button-keep-case = No, lasciala aperta
button-yes-human = Sì, chiedi a una persona

# Who is here.
about-who = Siamo lo sportello per conciliare lavoro e famiglia. Alle domande comuni rispondo io, che sono un programma, con schede scritte e controllate da persone. Alle altre rispondono esperte ed esperti.
about-robot = Sì, sono un programma. Rispondo da solo quando trovo la scheda giusta; per tutto il resto ci sono le persone dello sportello. Se preferisci una persona, scrivi «voglio parlare con una persona».
about-readers = Quando serve una risposta di una persona, leggono le tue parole solo le esperte e gli esperti dello sportello. Non vedono il tuo nome, il numero o la foto, e il tuo datore di lavoro non vede niente. Di più: /privacy
about-cost = È gratis: non si paga né per le risposte né per il tempo delle persone che rispondono.

# What the desk has understood of who somebody is.
profile = Ecco che cosa ricordo di te, da quello che hai scritto:
profile-nothing = Di te non ricordo niente: né come lavori, né chi sei in famiglia, né dove vivi.
profile-forgotten = Fatto: l'ho dimenticato. I tuoi messaggi restano: per togliere tutto, /cancella.
button-forget-profile = Dimentica
command-profile = quello che ricordo di te

# Whose rule it is.
holds-for = Vale per { $whom }.
button-not-my-case = Non è il mio caso
which-work = Grazie, così trovo la regola giusta. Come lavori?
which-role = Grazie, così trovo la regola giusta. Che cosa va bene per te?
which-place = Grazie, così trovo la regola giusta. Dove vivi?
button-other-person = Altro: preferisco una persona

# What else there is to read.
asked-more = Hai chiesto anche altro: tocca qui sotto.
rest-to-human = Alla prima parte rispondo io; il resto lo legge una persona.
meanwhile = Intanto puoi leggere:
button-read = Leggi: { $title }
