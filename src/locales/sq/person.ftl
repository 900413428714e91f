# Everything the desk says to a person, in Albanian. Plain (B1), warm, short; nothing says whether the person is a woman or a man.
# "when" is said as an answer to "when?" ("të enjten, 26 nëntor"), so it stands after "deri" and alone.

hello = Përshëndetje! Jam sporteli i ndihmës për punën dhe familjen. Shkruaj pyetjen me fjalët e tua: për shembull për lejen e lindjes, lejen e atësisë, lejet e tjera, orët e lira ose çerdhet. Nëse nuk e di përgjigjen, të përgjigjet një person.
welcome-from = Të dërgon { $organisation }: këtë ia them personit që të përgjigjet, por emrin tënd jo.
youre-welcome = S'ka përse! Nëse ke një pyetje tjetër, më shkruaj.
unclear = Nuk e kuptova mirë. Më trego pak më shumë: çfarë ka ndodhur dhe çfarë do të dish? Nëse parapëlqen, pyet një person.
nothing-readable = Nuk arrita ta lexoj mesazhin. A mund ta shkruash pyetjen me fjalët e tua?
declined-too-large = Ky skedar është shumë i madh: mund të përcjell deri në 20 MB. A mund të më dërgosh një foto të faqes që ka rëndësi?
declined-kind = Këtë lloj skedari nuk mund t'ia përcjell personit që të përgjigjet. Më dërgo një foto, një PDF ose një mesazh zanor, ose shkruaj pyetjen me fjalët e tua.
declined-contact = Kontakti nuk më duhet dhe nuk e ruaj. Shkruaj pyetjen me fjalët e tua.
declined-sealed = Nuk mund ta lexoj një nga mesazhet e tua: është i koduar dhe çelësi nuk më ka ardhur. Të lutem, shkruaje përsëri; nëse ndodh prapë, hap një bisedë të re me mua.
declined-unreadable = Nuk arrita ta hap skedarin që dërgove. A mund ta dërgosh përsëri si foto, ose si PDF pa fjalëkalim?
choices = Një gjë më parë, që të mos të jap një përgjigje të gabuar. Pyetja jote është për:
case-opened = Këtë pyetje e lexon një person. Hapa rastin { $case }: një eksperte ose një ekspert të përgjigjet deri { $due }, zakonisht më shpejt. Mund të shtosh hollësi këtu, ose të përdorësh /cancel.
received = E shtova mesazhin tënd te rasti { $case }.
received-due = E shtova mesazhin tënd te rasti { $case }. Një person të përgjigjet deri { $due }.
case-reopened = E hapa përsëri rastin { $case } me mesazhin tënd. Një person të përgjigjet deri { $due }.
added-to-case = Sot ke hapur tashmë disa raste: edhe këtë pyetje e shtoj te rasti { $case }. Një person të përgjigjet deri { $due }.
stays-in-case = Në rregull. Edhe këtë pyetje e lexon një person: mbetet te rasti { $case }.
glad = Shumë mirë, na gëzon që të ndihmuam! Nëse të duhet diçka tjetër, shkruaj këtu.
was-it-enough = A të mjaftoi përgjigjja që të dhashë? Nëse jo, shtyp butonin dhe pyetja i kalon një personi.
takes-longer = Na duhet më shumë kohë sesa mendonim për rastin { $case }, dhe na vjen keq. Të përgjigjemi deri { $until }. Nuk ke pse të bësh gjë: pyetja jote është këtu.
takes-longer-still = Ende nuk i jemi përgjigjur rastit { $case }, dhe na vjen vërtet keq. Nuk duam të të premtojmë një orë tjetër e të gabojmë përsëri. Pyetja jote mbetet e hapur dhe ne vazhdojmë të kërkojmë dikë që mund të të përgjigjet. Nëse ke një afat të afërt, pyet edhe një patronato ose një sindikatë.
case-closed = Rasti { $case } është mbyllur. Nëse të duhet diçka tjetër, shkruaj këtu: hapet përsëri.
case-closed-unanswered = E mbyllëm rastin { $case } pa një përgjigje. Nëse ke ende nevojë për ndihmë, shkruaj këtu dhe e hapim përsëri.
case-reopened-by-staff = E hapëm përsëri rastin { $case }: ende po punojmë për të.
cancelled-case = Në rregull: e anulova rastin { $case }. Nëse ndërron mendje, shkruaj përsëri.
cancelled = Në rregull, po e lëmë. Nëse ndërron mendje, shkruaj përsëri.
nothing-to-cancel = Nuk ka asgjë për të anuluar.
help = Shkruaj pyetjen me fjalët e tua: nëse përgjigjja është në skedat tona, ta dërgoj menjëherë; nëse jo, të përgjigjet një person brenda 48 orëve. Mund të përdorësh edhe këto komanda:
unknown-command = Këtë komandë nuk e njoh. Ja ato që mund të përdorësh; ose shkruaj pyetjen me fjalët e tua:
no-cases = Nuk ke raste. Nëse shkruan një pyetje që nuk di t'i përgjigjem, hap një.
case-line-open = { $case } · hapur më { $opened } · në punë
case-line-closed = { $case } · hapur më { $opened } · mbyllur
case-line-withdrawn = { $case } · hapur më { $opened } · anuluar
status-nothing = Nuk ke pyetje në pritje. Shkruaj kur të duash.
status-waiting-for-you = Të jam përgjigjur dhe dua të di nëse të mjaftoi.
status-not-taken = Rasti { $case } është në pritje. Një person të përgjigjet deri { $due }.
status-taken = Një person po e shikon rastin { $case }. Të përgjigjet deri { $due }.
status-replied = Rastit { $case } i jemi përgjigjur tashmë. Nëse të duhet diçka tjetër, shkruaj këtu.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use? / Në cilën gjuhë do që të të shkruaj?
language-chosen = Në rregull, të shkruaj shqip. Për momentin skedat tona janë në italisht.
language-name = Shqip
privacy-notice = Nuk ke pse të na thuash kush je. Si i trajtojmë mesazhet: /privacy
privacy = Mesazhet e tua i ruajmë vetëm për të të përgjigjur. Një pyetje e jotja mund të na mësojë të kuptojmë pyetje të ngjashme: vetëm nëse një person e ka lexuar dhe ajo nuk tregon kush je. Njerëzit e sportelit shohin fjalët e tua dhe një numër rasti: nuk shohin emrin, numrin e telefonit ose foton tënde. Datat e një lejeje i ruajmë vetëm nëse kërkon kujtesa. Nëse shkruan si punon, kush je në familje ose ku jeton, e mbaj mend për të të dhënë rregullin e duhur: me /profile e sheh dhe mund ta fshish. Të lutem, mos shkruaj emra njerëzish të tjerë. Me /export merr mesazhet e tua, përgjigjet tona dhe gjithçka që ke ruajtur, por jo shënimet e brendshme të sportelit; me /erase fshijmë gjithçka, edhe shënimet. Nëse ka kopje rezervë të të dhënave, mesazhet e tua mbeten atje edhe për pak kohë, derisa të fshihen edhe ato kopje.
confirm-erase = Do që të fshijmë gjithçka? Heqim mesazhet dhe kontaktin tënd, edhe nga salla e ekspertëve. Nëse ke një rast të hapur, nuk do të marrësh më përgjigje.
erased = U bë: i fshiva mesazhet dhe rastet e tua. Me këtë përshëndetje harroj edhe kontaktin tënd. Nëse një ditë ke nevojë për ne, shkruaj: e nisim nga e para.
kept-data = Në rregull, nuk fshij asgjë.
stale-button = Ky buton nuk vlen më. Shkruaj pyetjen me fjalët e tua: e lexoj me kënaqësi.
out-of-order = Pata një problem me këtë mesazh dhe e njoftova sportelin. Provo ta shkruash përsëri, ndoshta më shkurt.
one-at-a-time = Ke shkruar shumë mesazhe në pak kohë. I lexoj të gjitha, njërin pas tjetrit: më jep disa minuta.
blocked = Sporteli nuk u përgjigjet më mesazheve të tua në këtë bisedë. Nëse ke nevojë për ndihmë, pyet një patronato ose një sindikatë. Mund të përdorësh gjithmonë /privacy, /export dhe /erase.
withdrawn = Sporteli e ka tërhequr këtë mesazh.
description = Një sportel ndihme për punën dhe familjen: leja e lindjes, leja e atësisë, lejet e tjera, orët e lira, çerdhet. Pyetjeve më të shpeshta u përgjigjem menjëherë; të tjerave u përgjigjet një person brenda 48 orëve. Nuk ke pse të na thuash kush je.
short-description = Puna dhe familja: pyet dhe një person të përgjigjet brenda 48 orëve. Nuk ke pse të na thuash kush je.
only-private = Përgjigjem vetëm në biseda private: më shkruaj atje, që askush tjetër të mos e lexojë pyetjen tënde. Prej këtu dal menjëherë.
export = Ja çfarë ruan sporteli për ty: mesazhet e tua, përgjigjet tona, rastet e tua, datat dhe kujtesat. Shënimet që ekspertët shkruajnë mes tyre nuk janë këtu.
relayed-by-name = Rasti { $case } · të është përgjigjur { $name } nga sporteli
relayed-article-by-name = Rasti { $case } · { $name } nga sporteli të dërgon këtë skedë:
press-a-number = Përgjigju me numrin, ose prek simbolin këtu poshtë.
relayed-by = Rasti { $case } · të është përgjigjur një person i sportelit
relayed-article = Rasti { $case } · një person i sportelit të dërgon këtë skedë:
source-reviewed = { $law } · skedë e përditësuar më { $day }

button-solved = Kjo më duhej
button-human = Pyet një ekspert
button-none-of-these = Asnjë nga këto: pyet një ekspert
button-other-question = Është një pyetje tjetër
button-erase = Po, fshi gjithçka
button-keep-data = Jo, mbaj gjithçka

command-help = si funksionon sporteli
command-cases = rastet e tua
command-status = ku ka arritur pyetja jote
command-language = ndrysho gjuhën / cambia lingua
command-privacy = si i trajtojmë mesazhet e tua
command-cancel = anulo pyetjen në pritje
command-erase = fshi gjithçka që kemi për ty
command-export = merr gjithçka që kemi për ty

# What a person is promised, and why not sooner.
desk-reopens = Tani sporteli është i mbyllur: hapet përsëri { $opens }.
experts-away = Por tani nuk arrij të lidhem me ekspertet dhe ekspertët: pyetja jote është e ruajtur dhe e dorëzoj sapo të mundem. Nëse je në rrezik, telefono 112.
case-opened-urgent = Hapa rastin { $case } dhe i thirra menjëherë ekspertët: një person të përgjigjet sa më shpejt, deri { $due }. Ndërkohë mund të shkruash këtu.
urgent-in-case = I thirra menjëherë ekspertët për rastin { $case }: një person të përgjigjet sa më shpejt, deri { $due }. Ndërkohë mund të shkruash këtu.
status-no-time = Rasti { $case } është ende i hapur. Nuk të themi një orë tjetër, që të mos gabojmë përsëri: vazhdojmë të kërkojmë dikë që mund të të përgjigjet.
being-revised = Skeda jonë për këtë temë po rishikohet, sepse ligji mund të ketë ndryshuar. Prandaj të përgjigjet një person.
source-checked = { $law } · ligji i kontrolluar deri më { $checked } · teksti i datës { $day }

# What keeps a talk going.
added = ✓ U shtua te rasti { $case }.
explain = Ndoshta një person ta shpjegon më mirë: do që t'ia kaloj pyetjen tënde një eksperti?
in-other-words = Me fjalë të tjera: { $text }
topics = Për çfarë është pyetja jote? Zgjidh një temë, ose shkruaje me fjalët e tua.
topic-articles = Këto janë pyetjet më të shpeshta për këtë temë. Cila i ngjan tëndes?
language-followed = Të shkruaj shqip. Për të ndryshuar gjuhën: /language
masked = Telefoni, e-maili, codice fiscale dhe IBAN nuk duhen: i kam mbuluar, dhe në sallën e ekspertëve nuk shihen.

# Before a question is taken back.
confirm-cancel = Do ta anulosh rastin { $case }? Është kjo pyetje: «{ $words }». Nëse e anulon, askush nuk të përgjigjet.
confirm-cancel-urgent = Rasti { $case } është urgjent dhe ne shqetësohemi për ty. Vërtet do ta anulosh? Nëse ke frikë se dikush e lexon këtë bisedë, me /erase heqim gjithçka.
kept-case = Në rregull: rasti { $case } mbetet i hapur dhe ne të përgjigjemi.
guide-left = Në rregull, po i lëmë datat. Për t'iu kthyer: /leave
guide-left-case = Në rregull, po i lëmë datat. Rasti { $case } mbetet i hapur: ne të përgjigjemi.
button-cancel-case = Po, anuloje rastin
button-cancel-anyway = Po, anuloje gjithsesi
button-keep-case = Jo, lëre të hapur
button-yes-human = Po, pyet një person

# Who is here.
about-who = Jemi sporteli i ndihmës për punën dhe familjen. Pyetjeve të shpeshta u përgjigjem unë, që jam një program, me skeda që njerëz i kanë shkruar dhe kontrolluar. Gjithë të tjerave u përgjigjen ekspertët.
about-robot = Po, jam një program. Përgjigjem vetë kur gjej skedën e duhur; për gjithçka tjetër janë njerëzit e sportelit. Nëse parapëlqen një person, shkruaj «dua të flas me një person».
about-readers = Kur duhet të përgjigjet një person, fjalët e tua i lexojnë vetëm ekspertët e sportelit. Ata nuk shohin emrin, numrin ose foton tënde, dhe punëdhënësi yt nuk sheh asgjë. Më shumë: /privacy
about-cost = Është falas: nuk paguhen as përgjigjet, as koha e njerëzve që përgjigjen.

# What the desk has understood of who somebody is.
profile = Ja çfarë mbaj mend për ty, nga ato që ke shkruar:
profile-nothing = Nuk mbaj mend asgjë për ty: as si punon, as kush je në familje, as ku jeton.
profile-forgotten = U bë: e harrova. Mesazhet e tua mbeten: për të fshirë gjithçka, /erase.
button-forget-profile = Harroje
command-profile = çfarë mbaj mend për ty

# Whose rule it is.
holds-for = Vlen për { $whom }.
button-not-my-case = Nuk është rasti im
which-work = Faleminderit, kështu gjej rregullin e duhur. Si punon?
which-role = Faleminderit, kështu gjej rregullin e duhur. Cila nga këto të përshtatet?
which-place = Faleminderit, kështu gjej rregullin e duhur. Ku jeton?
button-other-person = Tjetër: dua një person

# What else there is to read.
asked-more = Ke pyetur edhe diçka tjetër: prek këtu poshtë.
rest-to-human = Pjesës së parë i përgjigjem unë; pjesën tjetër e lexon një person.
meanwhile = Ndërkohë mund të lexosh:
button-read = Lexo: { $title }
