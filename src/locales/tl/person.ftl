# Everything the desk says to a person, in Tagalog. Plain (B1), warm, short.

hello = Kumusta! Ako ang help desk para sa trabaho at pamilya. Isulat mo ang tanong mo sa sarili mong salita: halimbawa tungkol sa maternity, paternity, leave, pagliban sa trabaho o nido. Kung hindi ko alam ang sagot, isang tao ang sasagot sa iyo.
welcome-from = Pinapunta ka rito ng { $organisation }: sasabihin ko ito sa sasagot sa iyo, pero hindi ang pangalan mo.
youre-welcome = Walang anuman! Kung may iba ka pang tanong, sumulat ka lang.
unclear = Hindi ko masyadong naintindihan. Magkuwento ka pa nang kaunti: ano ang nangyari, at ano ang gusto mong malaman? Kung mas gusto mo, magtanong ka sa isang tao.
nothing-readable = Hindi ko nabasa ang mensaheng iyon. Puwede mo bang isulat ang tanong mo sa sarili mong salita?
declined-too-large = Masyadong malaki ang file na ito: hanggang 20 MB lang ang kaya kong ipasa. Puwede mo ba akong padalhan ng litrato ng mahalagang pahina?
declined-kind = Hindi ko maipapasa ang ganitong uri ng file sa sasagot sa iyo. Magpadala ka ng litrato, PDF o voice message, o isulat mo ang tanong mo sa sarili mong salita.
declined-contact = Hindi ko kailangan ang contact na ito, at hindi ko ito sine-save. Isulat mo ang tanong mo sa sarili mong salita.
declined-sealed = Hindi ko mabasa ang isa sa mga mensahe mo: naka-encrypt ito at hindi nakarating sa akin ang susi. Pakisulat ulit; kung mangyari pa ito, magbukas ka ng bagong chat sa akin.
declined-unreadable = Hindi ko mabuksan ang file na ipinadala mo. Puwede mo ba itong ipadala ulit bilang litrato, o bilang PDF na walang password?
choices = May itatanong muna ako, para hindi mali ang isagot ko. Ang tanong mo ay tungkol sa:
case-opened = Isang tao ang babasa ng tanong na ito. Binuksan ko ang case { $case }: isang eksperto ang sasagot sa iyo nang hindi lalampas sa { $due }, at kadalasan mas maaga pa. Puwede kang magdagdag ng detalye rito, o kanselahin ito: /cancel.
received = Idinagdag ko ang mensahe mo sa case { $case }.
received-due = Idinagdag ko ang mensahe mo sa case { $case }. Isang tao ang sasagot sa iyo nang hindi lalampas sa { $due }.
case-reopened = Binuksan ko ulit ang case { $case } kasama ang mensahe mo. Isang tao ang sasagot sa iyo nang hindi lalampas sa { $due }.
added-to-case = Marami ka nang nabuksang case ngayong araw: idinagdag ko na rin ang tanong na ito sa case { $case }. Isang tao ang sasagot sa iyo nang hindi lalampas sa { $due }.
stays-in-case = Sige. Isang tao rin ang babasa ng tanong na ito: mananatili ito sa case { $case }.
glad = Mabuti, masaya kaming makatulong! Kung may iba ka pang kailangan, sumulat ka rito.
was-it-enough = Sapat ba sa iyo ang sagot ko? Kung hindi, pindutin mo ang button at isang tao ang hahalili.
takes-longer = Kailangan namin ng mas mahabang panahon kaysa inaasahan para sa case { $case }, at humihingi kami ng paumanhin. Sasagutin ka namin nang hindi lalampas sa { $until }. Wala kang kailangang gawin: nandito ang tanong mo.
takes-longer-still = Hindi pa namin nasasagot ang case { $case }, at talagang humihingi kami ng paumanhin. Ayaw naming mangako ng ibang oras at magkamali ulit. Bukas pa rin ang tanong mo at patuloy kaming naghahanap ng makakasagot. Kung may malapit kang deadline, magtanong ka rin sa isang patronato o sa unyon.
case-closed = Sarado na ang case { $case }. Kung may iba ka pang kailangan, sumulat ka rito: mabubuksan ito ulit.
case-closed-unanswered = Isinara namin ang case { $case } nang walang sagot. Kung kailangan mo pa ng tulong, sumulat ka rito at bubuksan namin ito ulit.
case-reopened-by-staff = Binuksan namin ulit ang case { $case }: inaasikaso pa namin ito.
cancelled-case = Sige: kinansela ko na ang case { $case }. Kung magbago ang isip mo, sumulat ka ulit.
cancelled = Sige, huwag na muna. Kung magbago ang isip mo, sumulat ka ulit.
nothing-to-cancel = Walang kailangang kanselahin.
help = Isulat mo ang tanong mo sa sarili mong salita: kung nasa mga artikulo namin ang sagot, ipapadala ko agad; kung wala, isang tao ang sasagot sa iyo sa loob ng 48 oras. Puwede mo ring gamitin ang mga command na ito:
unknown-command = Hindi ko kilala ang command na ito. Narito ang mga puwede mong gamitin, o isulat mo ang tanong mo sa sarili mong salita:
no-cases = Wala kang case. Kung may tanong kang hindi ko masagot, magbubukas ako ng isa.
case-line-open = { $case } · binuksan noong { $opened } · inaasikaso
case-line-closed = { $case } · binuksan noong { $opened } · sarado
case-line-withdrawn = { $case } · binuksan noong { $opened } · kinansela
status-nothing = Wala kang tanong na naghihintay. Sumulat ka kahit kailan.
status-waiting-for-you = Nasagot na kita at gusto kong malaman kung sapat iyon.
status-not-taken = Naghihintay ang case { $case }. Isang tao ang sasagot sa iyo nang hindi lalampas sa { $due }.
status-taken = May taong tumitingin na sa case { $case }. Sasagutin ka niya nang hindi lalampas sa { $due }.
status-replied = Nasagot na namin ang case { $case }. Kung may iba ka pang kailangan, sumulat ka rito.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use? / Anong wika ang gagamitin ko?
language-chosen = Sige, susulat ako sa iyo sa Tagalog. Nasa Italyano pa sa ngayon ang mga artikulo namin.
language-name = Tagalog
privacy-notice = Hindi mo kailangang sabihin kung sino ka. Paano namin tinatrato ang mga mensahe: /privacy
privacy = Sine-save namin ang mga mensahe mo para lang masagot ka. Ang isang tanong mo ay puwedeng magturo sa amin na maintindihan ang iba pang katulad nito: kapag lang nabasa na ito ng isang tao at hindi nito sinasabi kung sino ka. Nakikita ng mga tao sa help desk ang mga salita mo at ang numero ng case: hindi nila nakikita ang pangalan, numero ng telepono o litrato mo. Sine-save lang namin ang mga petsa ng leave kung humingi ka ng paalala. Kung isulat mo kung paano ka nagtatrabaho, kung sino ka sa pamilya o kung saan ka nakatira, tatandaan ko ito para maibigay ang tamang patakaran: sa /profile makikita at mabubura mo ito. Pakiusap, huwag isulat ang pangalan ng ibang tao. Sa /export makukuha mo ang mga mensahe mo, ang mga sagot namin at lahat ng na-save mo, pero hindi ang mga panloob na tala ng help desk; sa /erase buburahin namin ang lahat, pati ang mga tala. Kung may backup ng data, mananatili pa roon ang mga mensahe mo nang kaunting panahon, hanggang sa mabura rin ang mga backup na iyon.
confirm-erase = Buburahin ba namin ang lahat? Aalisin namin ang mga mensahe mo at ang address mo, pati sa kuwarto ng mga eksperto. Kung may bukas kang case, wala ka nang matatanggap na sagot.
erased = Tapos na: binura ko na ang mga mensahe mo at ang mga case mo. Sa pamamaalam na ito, kakalimutan ko na rin ang address mo. Kung kailanganin mo kami balang araw, sumulat ka: magsisimula tayo ulit.
kept-data = Sige, wala akong buburahin.
stale-button = Hindi na gumagana ang button na ito. Isulat mo ang tanong mo sa sarili mong salita: masaya akong basahin ito.
out-of-order = Nagkaproblema ako sa mensaheng ito at sinabi ko na sa help desk. Pakisubukang isulat ulit, baka puwedeng mas maikli.
one-at-a-time = Marami kang naisulat na mensahe sa maikling panahon. Babasahin ko lahat, isa-isa: bigyan mo ako ng ilang minuto.
blocked = Hindi na sumasagot ang help desk sa mga mensahe mo sa chat na ito. Kung kailangan mo ng tulong, lumapit ka sa isang patronato o sa unyon. Puwede mo pa ring gamitin ang /privacy, /export at /erase.
withdrawn = Binawi ng help desk ang mensaheng ito.
description = Help desk para sa trabaho at pamilya: maternity, paternity, leave, pagliban sa trabaho, nido. Sinasagot ko agad ang mga karaniwang tanong; ang iba ay sinasagot ng isang tao sa loob ng 48 oras. Hindi mo kailangang sabihin kung sino ka.
short-description = Trabaho at pamilya: magtanong, may taong sasagot sa loob ng 48 oras. Hindi kailangang sabihin kung sino ka.
only-private = Sa private chat lang ako sumasagot: doon mo ako sulatan, para walang ibang makabasa ng tanong mo. Aalis na ako rito.
export = Narito ang naka-save sa help desk tungkol sa iyo: ang mga mensahe mo, ang mga sagot namin, ang mga case mo, ang mga petsa at paalala mo. Wala rito ang mga tala ng mga eksperto para sa isa't isa.
relayed-by-name = Case { $case } · sinagot ka ni { $name } mula sa help desk
relayed-article-by-name = Case { $case } · ipinapadala sa iyo ni { $name } mula sa help desk ang artikulong ito:
press-a-number = Isagot mo ang numero, o pindutin ang simbolo sa ibaba.
relayed-by = Case { $case } · sinagot ka ng isang tao mula sa help desk
relayed-article = Case { $case } · ipinapadala sa iyo ng isang tao mula sa help desk ang artikulong ito:
source-reviewed = { $law } · na-update ang artikulo noong { $day }

button-solved = Ito ang kailangan ko
button-human = Magtanong sa eksperto
button-none-of-these = Wala rito: magtanong sa eksperto
button-other-question = Ibang tanong ito
button-erase = Oo, burahin lahat
button-keep-data = Hindi, huwag burahin

command-help = paano gumagana ang help desk
command-cases = ang mga case mo
command-status = nasaan na ang tanong mo
command-language = palitan ang wika / change language
command-privacy = paano namin tinatrato ang mga mensahe mo
command-cancel = kanselahin ang tanong na naghihintay
command-erase = burahin ang lahat ng mayroon kami tungkol sa iyo
command-export = kunin ang lahat ng mayroon kami tungkol sa iyo

# What a person is promised, and why not sooner.
desk-reopens = Sarado ang help desk ngayon: magbubukas ulit sa { $opens }.
experts-away = Pero sa ngayon ay hindi ko maabot ang mga eksperto: ligtas ang tanong mo, at ibibigay ko ito sa kanila sa lalong madaling panahon. Kung nasa panganib ka, tumawag sa 112.
case-opened-urgent = Binuksan ko ang case { $case } at tinawag ko agad ang mga eksperto: isang tao ang sasagot sa iyo sa lalong madaling panahon, nang hindi lalampas sa { $due }. Puwede kang magpatuloy sa pagsulat dito.
urgent-in-case = Tinawag ko agad ang mga eksperto para sa case { $case }: isang tao ang sasagot sa iyo sa lalong madaling panahon, nang hindi lalampas sa { $due }. Puwede kang magpatuloy sa pagsulat dito.
status-no-time = Bukas pa rin ang case { $case }. Hindi kami magsasabi ng ibang oras, para hindi magkamali ulit: patuloy kaming naghahanap ng makakasagot sa iyo.
being-revised = Nirerepaso namin ang artikulo tungkol dito, dahil baka nagbago na ang batas. Kaya isang tao ang sasagot sa iyo.
source-checked = { $law } · sinuri ang batas hanggang { $checked } · teksto noong { $day }

# What keeps a talk going.
added = ✓ Idinagdag sa case { $case }.
explain = Baka mas maipaliwanag ito ng isang tao: ipapasa ko ba ang tanong mo sa isang eksperto?
in-other-words = Sa madaling salita: { $text }
topics = Tungkol saan ang tanong mo? Pumili ng paksa, o isulat mo sa sarili mong salita.
topic-articles = Ito ang mga karaniwang tanong tungkol sa paksang ito. Alin ang katulad ng sa iyo?
language-followed = Sumusulat ako sa iyo sa Tagalog. Para palitan ang wika: /language
masked = Hindi kailangan ang numero ng telepono, e-mail, codice fiscale at IBAN: tinakpan ko ang mga ito, at hindi makikita sa kuwarto ng mga eksperto.

# Before a question is taken back.
confirm-cancel = Gusto mo bang kanselahin ang case { $case }? Ito ang tanong: «{ $words }». Kung kakanselahin mo ito, walang sasagot sa iyo.
confirm-cancel-urgent = Apurahan ang case { $case }, at nag-aalala kami sa iyo. Gusto mo ba talagang kanselahin ito? Kung natatakot kang may makabasa ng chat na ito, sa /erase mabubura ang lahat.
kept-case = Sige: mananatiling bukas ang case { $case }, at sasagutin ka namin.
guide-left = Sige, huwag na muna ang mga petsa. Para ituloy ulit: /leave
guide-left-case = Sige, huwag na muna ang mga petsa. Mananatiling bukas ang case { $case }: sasagutin ka namin.
button-cancel-case = Oo, kanselahin ang case
button-cancel-anyway = Oo, kanselahin pa rin
button-keep-case = Hindi, panatilihing bukas
button-yes-human = Oo, magtanong sa isang tao

# Who is here.
about-who = Kami ang help desk para sa trabaho at pamilya. Ako ang sumasagot sa mga karaniwang tanong: isa akong programa, at mga tao ang sumulat at nagsuri ng mga artikulo ko. Mga eksperto ang sumasagot sa lahat ng iba pa.
about-robot = Oo, isa akong programa. Ako mismo ang sumasagot kapag nahanap ko ang tamang artikulo; para sa lahat ng iba pa, nandiyan ang mga tao sa help desk. Kung mas gusto mo ng tao, isulat mo: "gusto kong makipag-usap sa isang tao".
about-readers = Kapag tao ang kailangang sumagot, mga eksperto lang ng help desk ang nagbabasa ng mga salita mo. Hindi nila nakikita ang pangalan, numero o litrato mo, at walang nakikita ang amo mo. Higit pa: /privacy
about-cost = Libre ito: wala kang babayaran sa mga sagot o sa oras ng mga taong sumasagot.

# What the desk has understood of who somebody is.
profile = Ito ang natatandaan ko tungkol sa iyo, mula sa isinulat mo:
profile-nothing = Wala akong natatandaan tungkol sa iyo: kung paano ka nagtatrabaho, kung sino ka sa pamilya, o kung saan ka nakatira.
profile-forgotten = Tapos na: nakalimutan ko na. Nananatili ang mga mensahe mo: para burahin ang lahat, /erase.
button-forget-profile = Kalimutan
command-profile = ang natatandaan ko tungkol sa iyo

# Whose rule it is.
holds-for = Para ito sa { $whom }.
button-not-my-case = Hindi ito ang kaso ko
which-work = Salamat, para mahanap ko ang tamang patakaran. Paano ka nagtatrabaho?
which-role = Salamat, para mahanap ko ang tamang patakaran. Alin dito ang tama para sa iyo?
which-place = Salamat, para mahanap ko ang tamang patakaran. Saan ka nakatira?
button-other-person = Iba pa: mas gusto ko ang isang tao

# What else there is to read.
asked-more = May iba ka pang itinanong: pindutin sa ibaba.
rest-to-human = Ako ang sasagot sa unang bahagi; babasahin ng isang tao ang iba pa.
meanwhile = Habang naghihintay, puwede mong basahin ang:
button-read = Basahin: { $title }
