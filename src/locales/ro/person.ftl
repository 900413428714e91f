# Everything the desk says to a person, in Romanian. Plain (B1), warm, short; nothing says whether the person is a woman or a man.

hello = Bună! Sunt biroul de ajutor pentru muncă și familie. Scrie întrebarea cu cuvintele tale: de exemplu despre maternitate, paternitate, concedii, învoiri sau creșe. Dacă nu știu răspunsul, îți răspunde o persoană.
welcome-from = Vii din partea { $organisation }: îi spun asta persoanei care îți răspunde, dar nu și numele tău.
youre-welcome = Cu plăcere! Dacă mai ai o întrebare, scrie-mi.
unclear = Nu am înțeles bine. Povestește-mi puțin mai mult: ce s-a întâmplat și ce vrei să afli? Dacă preferi, întreabă o persoană.
nothing-readable = Nu am reușit să citesc mesajul. Poți să scrii întrebarea cu cuvintele tale?
declined-too-large = Fișierul este prea mare: pot trimite mai departe cel mult 20 MB. Poți să-mi trimiți o poză cu pagina importantă?
declined-kind = Nu pot trimite acest tip de fișier persoanei care îți răspunde. Trimite-mi o poză, un PDF sau un mesaj vocal, ori scrie întrebarea cu cuvintele tale.
declined-contact = Nu am nevoie de contact și nu îl păstrez. Scrie întrebarea cu cuvintele tale.
declined-sealed = Nu pot citi unul dintre mesajele tale: este criptat și cheia nu a ajuns la mine. Te rog să-l scrii din nou; dacă se mai întâmplă, deschide o conversație nouă cu mine.
declined-unreadable = Nu am reușit să deschid fișierul trimis. Poți să-l trimiți din nou ca poză sau ca PDF fără parolă?
choices = Mai întâi un lucru, ca să nu-ți dau un răspuns greșit. Întrebarea ta este despre:
case-opened = Întrebarea aceasta o citește o persoană. Am deschis cazul { $case }: o persoană specializată îți răspunde cel târziu { $due }, de obicei mai repede. Poți să adaugi detalii aici sau să folosești /cancel.
received = Am adăugat mesajul tău la cazul { $case }.
received-due = Am adăugat mesajul tău la cazul { $case }. O persoană îți răspunde cel târziu { $due }.
case-reopened = Am redeschis cazul { $case } cu mesajul tău. O persoană îți răspunde cel târziu { $due }.
added-to-case = Azi ai deschis deja mai multe cazuri: adaug și această întrebare la cazul { $case }. O persoană îți răspunde cel târziu { $due }.
stays-in-case = Bine. Și întrebarea aceasta o citește o persoană: rămâne în cazul { $case }.
glad = Ne bucurăm că te-am putut ajuta! Dacă mai ai nevoie de ceva, scrie aici.
was-it-enough = Ți-a fost de ajuns răspunsul meu? Dacă nu, apasă butonul și întrebarea ajunge la o persoană.
takes-longer = Avem nevoie de mai mult timp decât credeam pentru cazul { $case } și ne pare rău. Îți răspundem cel târziu { $until }. Nu trebuie să faci nimic: întrebarea ta este aici.
takes-longer-still = Încă nu am răspuns la cazul { $case } și ne pare foarte rău. Nu vrem să-ți promitem altă oră și să greșim din nou. Întrebarea ta rămâne deschisă și continuăm să căutăm pe cineva care îți poate răspunde. Dacă ai un termen apropiat, întreabă și la un patronato sau la un sindicat.
case-closed = Cazul { $case } este închis. Dacă mai ai nevoie de ceva, scrie aici: se redeschide.
case-closed-unanswered = Am închis cazul { $case } fără un răspuns. Dacă mai ai nevoie de ajutor, scrie aici și îl redeschidem.
case-reopened-by-staff = Am redeschis cazul { $case }: încă lucrăm la el.
cancelled-case = Bine: am anulat cazul { $case }. Dacă te răzgândești, scrie din nou.
cancelled = Bine, renunțăm. Dacă te răzgândești, scrie din nou.
nothing-to-cancel = Nu este nimic de anulat.
help = Scrie întrebarea cu cuvintele tale: dacă răspunsul este în fișele noastre, ți-l trimit imediat; dacă nu, îți răspunde o persoană în cel mult 48 de ore. Poți folosi și aceste comenzi:
unknown-command = Nu cunosc această comandă. Iată pe cele pe care le poți folosi; sau scrie întrebarea cu cuvintele tale:
no-cases = Nu ai niciun caz. Dacă scrii o întrebare la care nu știu să răspund, deschid unul.
case-line-open = { $case } · deschis pe { $opened } · în lucru
case-line-closed = { $case } · deschis pe { $opened } · închis
case-line-withdrawn = { $case } · deschis pe { $opened } · anulat
status-nothing = Nu ai nicio întrebare în așteptare. Scrie oricând vrei.
status-waiting-for-you = Ți-am răspuns și aș vrea să știu dacă ți-a fost de ajuns.
status-not-taken = Cazul { $case } este în așteptare. O persoană îți răspunde cel târziu { $due }.
status-taken = O persoană se uită la cazul { $case }. Îți răspunde cel târziu { $due }.
status-replied = Am răspuns deja la cazul { $case }. Dacă mai ai nevoie de ceva, scrie aici.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use? / În ce limbă vrei să-ți scriu?
language-chosen = Bine, îți scriu în română. Deocamdată, fișele noastre sunt în italiană.
language-name = Română
privacy-notice = Nu trebuie să ne spui cine ești. Ce facem cu mesajele: /privacy
privacy = Păstrăm mesajele tale doar ca să-ți răspundem. O întrebare de-a ta ne poate învăța să înțelegem altele asemănătoare: doar dacă o persoană a citit-o și dacă nu spune cine ești. Persoanele de la birou văd cuvintele tale și un număr de caz: nu îți văd numele, numărul de telefon sau poza. Datele unui concediu le păstrăm doar dacă ceri să-ți amintim de ele. Dacă scrii cum lucrezi, cine ești în familie sau unde locuiești, țin minte ca să-ți dau regula potrivită: cu /profile vezi și poți șterge. Te rugăm să nu scrii numele altor persoane. Cu /export primești mesajele tale, răspunsurile noastre și tot ce ai salvat, dar nu și notele interne ale biroului; cu /erase ștergem tot, inclusiv notele. Dacă există copii de siguranță ale datelor, mesajele tale mai rămân în ele o vreme, până când se șterg și acele copii.
confirm-erase = Vrei să ștergem tot? Ștergem mesajele tale și datele tale de contact, și din sala specialiștilor. Dacă ai un caz deschis, nu vei mai primi răspuns.
erased = Gata: am șters mesajele și cazurile tale. Cu acest salut uit și datele tale de contact. Dacă vei avea cândva nevoie de noi, scrie: o luăm de la început.
kept-data = Bine, nu șterg nimic.
stale-button = Acest buton nu mai este valabil. Scrie întrebarea cu cuvintele tale: o citesc cu plăcere.
out-of-order = Am avut o problemă cu acest mesaj și am anunțat biroul. Încearcă să-l scrii din nou, poate mai scurt.
one-at-a-time = Ai scris multe mesaje în puțin timp. Le citesc pe toate, unul după altul: dă-mi câteva minute.
blocked = Biroul nu mai răspunde la mesajele tale în această conversație. Dacă ai nevoie de ajutor, întreabă la un patronato sau la un sindicat. Poți folosi oricând /privacy, /export și /erase.
withdrawn = Biroul a retras acest mesaj.
description = Un birou de ajutor pentru muncă și familie: maternitate, paternitate, concedii, învoiri, creșe. La întrebările obișnuite răspund imediat; la celelalte răspunde o persoană în cel mult 48 de ore. Nu trebuie să ne spui cine ești.
short-description = Muncă și familie: întreabă, o persoană îți răspunde în cel mult 48 de ore. Nu trebuie să ne spui cine ești.
only-private = Răspund doar în conversații private: scrie-mi în privat, ca să nu-ți citească altcineva întrebarea. De aici ies imediat.
export = Iată ce păstrează biroul despre tine: mesajele tale, răspunsurile noastre, cazurile tale, datele din calendar și mementourile. Ce își notează specialiștii între ei nu este inclus.
relayed-by-name = Cazul { $case } · ți-a răspuns { $name }, de la birou
relayed-article-by-name = Cazul { $case } · { $name }, de la birou, îți trimite această fișă:
press-a-number = Răspunde cu numărul sau atinge simbolul de mai jos.
relayed-by = Cazul { $case } · ți-a răspuns o persoană de la birou
relayed-article = Cazul { $case } · o persoană de la birou îți trimite această fișă:
source-reviewed = { $law } · fișă actualizată la { $day }

button-solved = Asta căutam
button-human = Întreabă un specialist
button-none-of-these = Niciuna: întreabă un specialist
button-other-question = Este altă întrebare
button-erase = Da, șterge tot
button-keep-data = Nu, păstrează tot

command-help = cum funcționează biroul
command-cases = cazurile tale
command-status = unde a ajuns întrebarea ta
command-language = schimbă limba / cambia lingua
command-privacy = ce facem cu mesajele tale
command-cancel = anulează întrebarea în așteptare
command-erase = șterge tot ce avem despre tine
command-export = primește tot ce avem despre tine

# What a person is promised, and why not sooner.
desk-reopens = Acum biroul este închis: se redeschide { $opens }.
experts-away = Dar în acest moment nu pot ajunge la experți: întrebarea ta este în siguranță și o predau imediat ce pot. Dacă ești în pericol, sună la 112.
case-opened-urgent = Am deschis cazul { $case } și i-am chemat imediat pe specialiști: o persoană îți răspunde cât mai repede, cel târziu { $due }. Între timp poți să scrii aici.
urgent-in-case = I-am chemat imediat pe specialiști pentru cazul { $case }: o persoană îți răspunde cât mai repede, cel târziu { $due }. Între timp poți să scrii aici.
status-no-time = Cazul { $case } este încă deschis. Nu-ți spunem altă oră, ca să nu greșim din nou: continuăm să căutăm pe cineva care îți poate răspunde.
being-revised = Fișa noastră despre acest subiect este în revizuire, pentru că legea poate s-a schimbat. De aceea îți răspunde o persoană.
source-checked = { $law } · lege verificată până la { $checked } · text din { $day }

# What keeps a talk going.
added = ✓ Adăugat la cazul { $case }.
explain = Poate îți explică mai bine o persoană: vrei să-i trimit întrebarea ta unui specialist?
in-other-words = Cu alte cuvinte: { $text }
topics = Despre ce este întrebarea ta? Alege un subiect sau scrie întrebarea cu cuvintele tale.
topic-articles = Acestea sunt cele mai frecvente întrebări despre acest subiect. Care seamănă cu a ta?
language-followed = Îți scriu în română. Ca să schimbi limba: /language
masked = Nu e nevoie de telefon, e-mail, codice fiscale sau IBAN: le-am acoperit, iar în sala specialiștilor nu se văd.

# Before a question is taken back.
confirm-cancel = Vrei să anulezi cazul { $case }? Este această întrebare: „{ $words }”. Dacă îl anulezi, nu îți răspunde nimeni.
confirm-cancel-urgent = Cazul { $case } este urgent și ne facem griji pentru tine. Chiar vrei să-l anulezi? Dacă ți-e teamă că cineva citește această conversație, cu /erase ștergem tot.
kept-case = Bine: cazul { $case } rămâne deschis și îți răspundem.
guide-left = Bine, lăsăm datele deoparte. Ca să revii la ele: /leave
guide-left-case = Bine, lăsăm datele deoparte. Cazul { $case } rămâne deschis: îți răspundem.
button-cancel-case = Da, anulează cazul
button-cancel-anyway = Da, anulează-l oricum
button-keep-case = Nu, lasă-l deschis
button-yes-human = Da, întreabă o persoană

# Who is here.
about-who = Suntem biroul de ajutor pentru muncă și familie. La întrebările obișnuite răspund eu, care sunt un program, cu fișe scrise și verificate de oameni. La toate celelalte răspund specialiști.
about-robot = Da, sunt un program. Răspund singur când găsesc fișa potrivită; pentru tot restul sunt oamenii de la birou. Dacă preferi o persoană, scrie „vreau să vorbesc cu o persoană”.
about-readers = Când trebuie să răspundă o persoană, doar specialiștii biroului citesc cuvintele tale. Nu îți văd numele, numărul sau poza, iar angajatorul tău nu vede nimic. Mai multe: /privacy
about-cost = Este gratuit: nu se plătesc nici răspunsurile, nici timpul persoanelor care răspund.

# What the desk has understood of who somebody is.
profile = Iată ce țin minte despre tine, din ce ai scris:
profile-nothing = Nu țin minte nimic despre tine: nici cum lucrezi, nici cine ești în familie, nici unde locuiești.
profile-forgotten = Gata: am uitat. Mesajele tale rămân: ca să ștergi tot, /erase.
button-forget-profile = Uită
command-profile = ce țin minte despre tine

# Whose rule it is.
holds-for = Este valabil pentru { $whom }.
button-not-my-case = Nu este cazul meu
which-work = Mulțumesc, așa găsesc regula potrivită. Cum lucrezi?
which-role = Mulțumesc, așa găsesc regula potrivită. Ce ți se potrivește?
which-place = Mulțumesc, așa găsesc regula potrivită. Unde locuiești?
button-other-person = Altceva: prefer o persoană

# What else there is to read.
asked-more = Ai întrebat și altceva: atinge mai jos.
rest-to-human = La prima parte răspund eu; restul îl citește o persoană.
meanwhile = Între timp poți citi:
button-read = Citește: { $title }
