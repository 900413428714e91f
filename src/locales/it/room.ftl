# What the staff room reads, in Italian.

room-urgent = URGENTE { $label }
room-due = scade { $due }
room-unassigned = non assegnata
room-new-due = nuova scadenza: { $due }
room-profile = Di sé ha detto: { $said }
room-answered-with = Già inviata in automatico: { $slug }
room-near = Schede vicine: { $articles }   (!usa <nome>)
room-reworded = La persona ha corretto un messaggio. Ora dice:
room-refers-to = La persona cita queste parole:
room-photo = la persona manda una foto
room-document = la persona manda un documento
room-voice = la persona manda un messaggio vocale
room-video = la persona manda un video
room-not-handed-over = ⚠️ Il file non si può aprire, o la piattaforma non lo dà più. Chiedete alla persona di rimandarlo come foto o PDF.
room-left = ⚠️ La persona ha bloccato lo sportello o ha chiuso la chat: non riceve niente finché non riscrive.
room-came-back = La persona è tornata: ora riceve di nuovo. Quello che non era arrivato va scritto un'altra volta.
room-other-answered = La persona dice che è un'altra domanda: le ho mandato la scheda { $slug }. Questa pratica resta aperta.
room-other-stays = La persona dice che è un'altra domanda, e serve una risposta vostra.
room-aside-settled = La persona ha trovato nella scheda quello che cercava per l'altra domanda.
room-taken = La segue { $by }.
room-already-taken = La segue già { $by }.
room-not-yours = Può lasciarla solo chi la segue.
room-released = { $by } l'ha lasciata: la pratica è di nuovo libera.
room-closed = Chiusa da { $by }.
room-not-closable = La persona aspetta ancora una risposta. Scrivi una riga e poi chiudi; se non serve risposta, di' perché: !chiudi <motivo>
room-reopened = Riaperta da un nuovo messaggio della persona · scade { $due }
room-reopened-by = Riaperta da { $by }.
room-closed-again = Era un'altra domanda: la pratica torna chiusa.
room-not-possible = In questo stato della pratica non si può: guarda !elenco. Non ho mandato niente alla persona.
room-withdrawn = La persona ha annullato la pratica: non serve più rispondere.
room-alert = Avviso { $level } %: scade { $due } e nessuno ha ancora risposto.
room-person-told = Ho detto alla persona che ci vuole più tempo: entro { $until }.
room-still-waiting = La persona aspetta ancora. Non le ho promesso un'altra ora: ci riguardo { $until }.
room-breached = SCADUTA: l'impegno era per { $due } e nessuno ha risposto.
room-delivered = ✔️ consegnata
room-delivered-late = ✔️ consegnata, oltre la scadenza
room-unreachable = ⚠️ Non consegnata: la persona ha bloccato lo sportello o ha chiuso la chat.
room-refused = ⚠️ Non consegnata: la piattaforma rifiuta il messaggio. Prova con un testo diverso.
room-uncertain = ⚠️ Non so se è arrivata: la rete si è interrotta due volte. Se la persona non reagisce, scrivetele di nuovo.
room-amended = ✔️ la modifica è arrivata anche nella chat della persona
room-not-amended = ⚠️ La modifica non è arrivata nella chat della persona. Se conta, scrivetele di nuovo.
room-waits-again = La risposta è stata ritirata: la persona aspetta di nuovo · scade { $due }
room-blocked = { $by } ha bloccato la persona: i suoi messaggi non arrivano più e la pratica è chiusa. Per tornare indietro: !sblocca
room-unblocked = { $by } ha sbloccato la persona: può scrivere di nuovo.
room-note-stays = Quella riga era una nota e resta tra noi. Per mandarla alla persona, scrivila di nuovo.
room-no-command = Un comando vale solo quando lo si scrive, non quando si corregge una riga. Non è cambiato niente.
room-unknown-article = Nessuna scheda si chiama «{ $slug }». Cercala con !kb <parole>
room-erased = La persona ha chiesto di essere dimenticata: il testo di questa pratica è stato tolto.
room-assigned = { $to }, { $by } ti ha affidato questa pratica.
room-unknown-expert = In sala non c'è nessuna persona di nome «{ $name }», oppure ce n'è più d'una: scrivi l'indirizzo intero. Non è cambiato niente.
room-expert-gone = { $who } ha lasciato la sala: la pratica è di nuovo libera.
room-what-to-type = Rispondi nel filo: arriva alla persona · // resta tra noi · ✋ la prendi · ✅ la chiudi · !aiuto
room-head-closed = chiusa
room-head-withdrawn = annullata dalla persona
room-duty = Di turno: { $names }. Gli avvisi chiamano queste persone. Per cambiare: !turno <nomi>, oppure !turno nessuno
room-duty-nobody = Nessuno è di turno: gli avvisi chiamano tutta la sala. Per cambiare: !turno <nomi>
room-hello = Ciao! Qui arrivano le pratiche dello sportello: ognuna è un filo. Rispondi nel filo e la persona riceve le tue parole; ✋ per prenderla, ✅ per chiuderla. I comandi: !aiuto
room-open = ⚠️ Questa sala non è cifrata, e quindi qui non porto le pratiche: attivate la cifratura nelle impostazioni della sala.
room-successor = Questa stanza prende il posto della sala dello sportello? Chi era nella sala di prima scriva qui !{ $command }, oppure metta ✅ sotto questo messaggio: da quel momento le pratiche continuano qui. Fino ad allora qui non porto niente.
room-moved = Lo sportello è passato in un'altra sala: le pratiche continuano là. Quello che si scrive qui non arriva a nessuno.
room-hello-unencrypted = ⚠️ Questa sala non è cifrata: chi gestisce il server può leggere quello che scrivono le persone. Conviene attivare la cifratura nelle impostazioni della sala.
room-sealed = ⚠️ Qui c'è un messaggio che non riesco a decifrare, e quindi non è andato a nessuno. Chi l'ha scritto lo scriva di nuovo, per favore.
room-no-files = ⚠️ I file non arrivano alla persona: solo le parole. Scrivile quello che serve, o dille dove trovarlo.
room-not-in-thread = ⚠️ Questa risposta è fuori dal filo e non è andata a nessuno. Scrivila nel filo della pratica.
room-draft = Bozza di scheda: { $slug }
room-draft-next = Serve una seconda persona: se va bene, scrive !approva. Controllate che non ci sia niente di personale. Per cambiarla: !scheda <titolo> e, a capo, il testo nuovo.
room-nothing-to-draft = Non c'è ancora una risposta da cui partire. Scrivi tu il testo: !scheda <titolo> e, a capo, il testo.
room-no-draft = Non ho trovato la bozza. Si comincia con !scheda nel filo di una pratica.
room-needs-second = Una scheda la approva una persona diversa da chi l'ha scritta.
room-approved = ✔️ { $slug } è pubblicata: da adesso lo sportello la usa per rispondere. Per toglierla: !ritira { $slug }
room-article-withdrawn = { $slug } è ritirata: lo sportello non la usa più.
room-ways = Domande a cui una scheda ha risposto. Se una domanda è chiara e non dice chi l'ha scritta, insegnala: !impara <numero>. Altrimenti: !scarta <numero>.
room-way = { $number } · { $slug } · «{ $question }»
room-no-ways = Nessuna domanda in attesa.
room-no-way = Non trovo la domanda { $number }, o è già così. L'elenco è con !modi.
room-way-learnt = ✔️ La domanda { $number } ora è un modo di chiedere la sua scheda.
room-way-discarded = La domanda { $number } non conta.
room-figures-cases = { $count ->
    [one] Una pratica aperta
   *[other] { $count } pratiche aperte
} negli ultimi { $days } giorni.
room-figures-met = { $met ->
    [one] Una risposta umana
   *[other] { $met } risposte umane
}, { $percent } % entro l'impegno; metà entro { $hours ->
    [one] un'ora
   *[other] { $hours } ore
}.
room-figures-settled = { $count ->
    [one] A una persona
   *[other] A { $count } persone
} è bastata la risposta automatica.
room-figures-now = Adesso: { $open ->
    [one] una aperta
   *[other] { $open } aperte
}, { $waiting ->
    [one] una persona aspetta
   *[other] { $waiting } persone aspettano
}, { $overdue ->
    [one] una scaduta
   *[other] { $overdue } scadute
}.
room-unknown-command = Il comando { $typed } non esiste. Non ho mandato niente alla persona. L'elenco è in !aiuto
room-unknown-command-nearest = Il comando { $typed } non esiste: intendevi !{ $nearest }? Non ho mandato niente alla persona.
room-mixed-line = ⚠️ Non ho mandato niente alla persona: una riga del messaggio comincia come una nota o un comando. Scrivi la risposta in un messaggio e la nota (o il comando) in un altro.
room-needs-argument = Dopo !{ $command } manca qualcosa. Gli esempi sono in !aiuto
room-needs-case = Questo comando va scritto nel filo di una pratica.
room-unknown-case = La pratica { $case } non esiste. Le pratiche aperte sono in !elenco
room-dead-letter = ⚠️ Un messaggio non si è potuto trattare ed è stato messo da parte (n. { $id }). Il resto va avanti; avvisate chi cura il sistema.
room-not-said = ⚠️ Oggi un messaggio automatico non è arrivato a una persona, o non si sa se è arrivato (n. { $id }); forse non è il solo. Chi ha scritto potrebbe aspettare: avvisate chi cura il sistema.
room-part-down = ⚠️ { $part }: c'è un problema dal { $since } ({ $why }). Finché dura, messaggi e risposte possono arrivare in ritardo. Avvisate chi cura il sistema.
room-part-back = ✅ { $part }: funziona di nuovo. Il problema era cominciato il { $since }.
room-part-database = La banca dati
room-part-queue = Le consegne
room-part-articles = Gli articoli
room-broken-row = ⚠️ Una riga della banca dati non si può leggere ed è stata messa da parte ({ $row }). Il resto va avanti; avvisate chi cura il sistema.
room-gap-silence = ⚠️ Lo sportello non ha ascoltato { $channel } per più di 24 ore, e { $channel } non conserva i messaggi più a lungo: quelli arrivati tra { $since } e { $until } possono essere andati persi. Se qualcuno dice di aver scritto, chiedetegli di riscrivere.
room-gap-missing = ⚠️ { $count ->
    [one] Potrebbe essersi perso un messaggio mandato
   *[other] Potrebbero essersi persi fino a { $count } messaggi mandati
} da { $channel } tra { $since } e { $until }. Se qualcuno dice di aver scritto, chiedetegli di riscrivere.
room-kb-nothing = Non ho trovato schede con queste parole.
room-list = { $count ->
    [one] Una pratica aperta
   *[other] { $count } pratiche aperte
}
room-list-empty = Nessuna pratica aperta.
room-deadlines = { $count ->
    [one] Una persona aspetta
   *[other] { $count } persone aspettano
}
room-deadlines-empty = Nessuno aspetta una risposta.
room-line-urgent = URGENTE
room-line-overdue = SCADUTA { $due }
room-line-answered = già risposto
room-line-holder = la segue { $by }
room-help = Nel filo di una pratica, quello che scrivi arriva alla persona; una riga che comincia con // resta tra noi. I comandi:

staff-command-help = questo elenco
staff-command-list = le pratiche aperte
staff-command-due = chi aspetta, per scadenza; con «schede», quali schede scadono
staff-command-take = la pratica la segui tu
staff-command-release = la pratica torna libera
staff-command-close = chiude la pratica (se nessuno ha risposto: !chiudi <motivo>)
staff-command-reopen = riapre la pratica
staff-command-note = <testo> · una nota che resta tra noi, come //
staff-command-kb = <parole> · cerca nelle schede
staff-command-use = <nome> · manda una scheda alla persona
staff-command-next = la pratica più urgente
staff-command-assign = <nome> · affida la pratica a un'altra persona
staff-command-draft = <titolo> · dalla risposta una bozza di scheda (a capo, se vuoi, il testo)
staff-command-approve = la bozza scritta da un'altra persona diventa una scheda
staff-command-withdraw = <nome> · la scheda nata da una pratica non si usa più
staff-command-ways = i modi di chiedere in attesa: domande a cui una scheda ha risposto
staff-command-learn = <numero> · la domanda diventa un modo di chiedere quella scheda
staff-command-discard = <numero> · la domanda non serve, o non serve più
staff-command-duty = <nomi> · chi chiamano gli avvisi
staff-command-figures = come va l'impegno negli ultimi 30 giorni
staff-command-block = i messaggi di questa persona non arrivano più
staff-command-unblock = la persona può scrivere di nuovo

channel-console = Terminale
channel-telegram = Telegram
channel-matrix = Matrix
language-it = italiano
language-en = inglese
room-notice-reach = «{ $slug }» raggiungerebbe: lavoratrici e lavoratori { $workers }, aziende { $companies }.
room-notice-no-organisation = senza ente
room-notice-confirm = Per mandarlo: !conferma { $number }
room-notice-not-changed = «{ $slug }» non è una scheda o una regola segnata come cambiata. In una scheda: [changed] con on = <giorno> e text = "<che cosa cambia>".
room-notice-nobody = Nessuno ha chiesto di sapere se «{ $slug }» cambia.
room-notice-sent = ✔️ L'avviso su «{ $slug }» parte adesso, piano piano e in orario d'ufficio: { $count ->
    [1] una persona
    *[other] { $count } persone
}. Chi l'ha già avuto non lo riceve di nuovo.
room-no-notice = Non trovo l'avviso { $number }, o è già partito. Si comincia con !avvisa <scheda>
room-missed-reminders = ⚠️ Questi promemoria non sono partiti in tempo, e ora non servono più:
staff-command-notify = mostra chi sarebbe avvisato di una scheda o regola cambiata
staff-command-confirm = manda l'avviso di questo numero
room-expired = Scheda pronta, da controllare prima: { $slug }   (!usa { $slug })
room-still-urgent = ⚠️ È urgente, e nessuno ha ancora risposto: alla persona ho detto entro { $until }.
room-uncovered = { $by } ha chiesto di vedere anche quello che di solito è coperto:
room-nothing-covered = In questa pratica non c'è niente di coperto.
staff-command-show = mostra anche telefono, e-mail e codice fiscale scritti dalla persona (resta nel registro)
language-es = spagnolo
language-ro = rumeno
language-ar = arabo
language-zh = cinese
language-uk = ucraino
language-fr = francese
language-sq = albanese
language-tl = tagalog
language-ru = russo
language-pt = portoghese
language-de = tedesco
language-ur = urdu
language-fa = persiano
language-bn = bengalese
language-hi = hindi
language-pa = punjabi
language-ta = tamil
language-si = singalese
language-th = thai
language-ka = georgiano
language-am = amarico
language-el = greco
language-he = ebraico
language-ko = coreano
language-ja = giapponese
room-draft-asked = Anche questo resta, come modo di chiedere:
staff-command-renew = <nome> <giorno> · la scheda è stata riletta e vale fino a quel giorno (serve un secondo !approva <nome>)
room-renewal-proposed = { $slug } può valere fino al { $day }. Serve una seconda persona che l'ha riletta: !approva { $slug }
room-renewed = ✔️ { $slug } è riconfermata: lo sportello continua a usarla.
room-renewal-past = Il { $day } è già passato: scrivi un giorno che deve venire, per esempio 15/7/2027.
room-articles-expire = ⚠️ { $count ->
    [one] Una scheda scade
   *[other] { $count } schede scadono
} il { $day }: dopo, lo sportello non le manda più da solo. Si rinnovano con !riconferma <nome> <giorno> e l'!approva di una seconda persona. L'elenco: !scadenze schede
room-articles-expire-on = { $day } · { $count ->
    [one] scade una scheda
   *[other] scadono { $count } schede
}
room-articles-expired-on = { $day } · { $count ->
    [one] è scaduta una scheda
   *[other] sono scadute { $count } schede
}
room-articles-never-expire = Nessuna scheda ha una scadenza.
