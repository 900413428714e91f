# Everything the desk says to a person, in French. Plain (B1), warm, short; nothing says whether the person is a woman or a man.
# Before : ; ? ! and inside « » stand no-break spaces.

hello = Bonjour ! Je suis le guichet d'aide pour le travail et la famille. Écris ta question avec tes mots : par exemple sur la maternité, la paternité, les congés, les absences autorisées ou les crèches. Si je ne connais pas la réponse, une personne te répond.
welcome-from = Tu viens de la part de { $organisation } : je le dis à la personne qui te répond, mais pas ton nom.
youre-welcome = De rien ! Si tu as une autre question, écris-moi.
unclear = Je n'ai pas bien compris. Raconte-moi un peu plus : qu'est-ce qui s'est passé, et que veux-tu savoir ? Si tu préfères, demande à une personne.
nothing-readable = Je n'ai pas réussi à lire le message. Peux-tu écrire ta question avec tes mots ?
declined-too-large = Ce fichier est trop gros : je peux transmettre 20 Mo au maximum. Peux-tu m'envoyer une photo de la page importante ?
declined-kind = Je ne peux pas transmettre ce type de fichier à la personne qui te répond. Envoie-moi une photo, un PDF ou un message vocal, ou écris ta question avec tes mots.
declined-contact = Je n'ai pas besoin du contact et je ne le garde pas. Écris ta question avec tes mots.
declined-sealed = Je ne peux pas lire un de tes messages : il est chiffré et la clé ne m'est pas arrivée. S'il te plaît, écris-le de nouveau ; si ça se reproduit, ouvre une nouvelle conversation avec moi.
declined-unreadable = Je n'ai pas réussi à ouvrir le fichier que tu as envoyé. Peux-tu le renvoyer en photo, ou en PDF sans mot de passe ?
choices = D'abord une chose, pour ne pas te donner une mauvaise réponse. Ta question concerne :
case-opened = Une personne lit cette question. J'ai ouvert le dossier { $case } : une personne experte te répond au plus tard le { $due }, en général avant. Tu peux ajouter des détails ici, ou utiliser /cancel.
received = J'ai ajouté ton message au dossier { $case }.
received-due = J'ai ajouté ton message au dossier { $case }. Une personne te répond au plus tard le { $due }.
case-reopened = J'ai rouvert le dossier { $case } avec ton message. Une personne te répond au plus tard le { $due }.
added-to-case = Aujourd'hui, tu as déjà ouvert plusieurs dossiers : j'ajoute aussi cette question au dossier { $case }. Une personne te répond au plus tard le { $due }.
stays-in-case = D'accord. Une personne lit aussi cette question : elle reste dans le dossier { $case }.
glad = Très bien, ça nous fait plaisir de t'aider ! Si tu as besoin d'autre chose, écris ici.
was-it-enough = Est-ce que ma réponse t'a suffi ? Sinon, appuie sur le bouton et une personne prend le relais.
takes-longer = Il nous faut plus de temps que prévu pour le dossier { $case }, et nous en sommes désolés. Nous te répondons au plus tard le { $until }. Tu n'as rien à faire : ta question est bien ici.
takes-longer-still = Nous n'avons pas encore répondu au dossier { $case }, et nous en sommes vraiment désolés. Nous ne voulons pas te promettre une autre heure et nous tromper encore. Ta question reste ouverte et nous continuons à chercher qui peut te répondre. Si tu as bientôt une échéance, demande aussi à un patronato ou à un syndicat.
case-closed = Le dossier { $case } est fermé. Si tu as besoin d'autre chose, écris ici : il s'ouvre de nouveau.
case-closed-unanswered = Nous avons fermé le dossier { $case } sans réponse. Si tu as encore besoin d'aide, écris ici et nous le rouvrons.
case-reopened-by-staff = Nous avons rouvert le dossier { $case } : nous y travaillons encore.
cancelled-case = D'accord : j'ai annulé le dossier { $case }. Si tu changes d'avis, écris de nouveau.
cancelled = D'accord, on laisse comme ça. Si tu changes d'avis, écris de nouveau.
nothing-to-cancel = Il n'y a rien à annuler.
help = Écris ta question avec tes mots : si la réponse est dans nos fiches, je te l'envoie tout de suite ; sinon, une personne te répond sous 48 heures. Tu peux aussi utiliser ces commandes :
unknown-command = Je ne connais pas cette commande. Voici celles que tu peux utiliser ; ou bien écris ta question avec tes mots :
no-cases = Tu n'as pas de dossier. Si tu écris une question à laquelle je ne sais pas répondre, j'en ouvre un.
case-line-open = { $case } · ouvert le { $opened } · en cours
case-line-closed = { $case } · ouvert le { $opened } · fermé
case-line-withdrawn = { $case } · ouvert le { $opened } · annulé
status-nothing = Tu n'as pas de question en attente. Écris quand tu veux.
status-waiting-for-you = Je t'ai répondu et j'aimerais savoir si ça t'a suffi.
status-not-taken = Le dossier { $case } est en attente. Une personne te répond au plus tard le { $due }.
status-taken = Une personne regarde le dossier { $case }. Elle te répond au plus tard le { $due }.
status-replied = Nous avons déjà répondu au dossier { $case }. Si tu as besoin d'autre chose, écris ici.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use? / Dans quelle langue veux-tu que je t'écrive ?
language-chosen = D'accord, je t'écris en français. Pour l'instant, nos fiches sont en italien.
language-name = Français
privacy-notice = Pas besoin de nous dire qui tu es. Comment nous traitons les messages : /privacy
privacy = Nous gardons tes messages seulement pour te répondre. Une de tes questions peut nous apprendre à en comprendre d'autres : seulement si une personne l'a lue et si elle ne dit pas qui tu es. Les personnes du guichet voient tes mots et un numéro de dossier : elles ne voient pas ton nom, ton numéro de téléphone ni ta photo. Les dates d'un congé, nous les gardons seulement si tu demandes des rappels. Si tu écris comment tu travailles, qui tu es dans ta famille ou où tu vis, je le retiens pour te donner la bonne règle : avec /profile, tu le vois et tu peux l'effacer. S'il te plaît, n'écris pas les noms d'autres personnes. Avec /export, tu reçois tes messages, nos réponses et tout ce que tu as enregistré, mais pas les notes internes du guichet ; avec /erase, nous effaçons tout, les notes aussi. S'il existe des copies de sauvegarde des données, tes messages y restent encore un peu, jusqu'à ce que ces copies soient effacées elles aussi.
confirm-erase = Veux-tu que nous effacions tout ? Nous supprimons tes messages et tes coordonnées, dans la salle des personnes expertes aussi. Si tu as un dossier ouvert, tu ne recevras plus de réponse.
erased = C'est fait : j'ai effacé tes messages et tes dossiers. Avec cet au revoir, j'oublie aussi tes coordonnées. Si un jour tu as besoin de nous, écris : on repart de zéro.
kept-data = D'accord, je n'efface rien.
stale-button = Ce bouton n'est plus valable. Écris ta question avec tes mots : je la lis avec plaisir.
out-of-order = J'ai eu un problème avec ce message et je l'ai signalé au guichet. Essaie de l'écrire de nouveau, peut-être plus court.
one-at-a-time = Tu as écrit beaucoup de messages en peu de temps. Je les lis tous, l'un après l'autre : laisse-moi quelques minutes.
blocked = Le guichet ne répond plus à tes messages dans cette conversation. Si tu as besoin d'aide, demande à un patronato ou à un syndicat. Tu peux toujours utiliser /privacy, /export et /erase.
withdrawn = Le guichet a retiré ce message.
description = Un guichet d'aide pour le travail et la famille : maternité, paternité, congés, absences autorisées, crèches. Aux questions les plus courantes, je réponds tout de suite ; aux autres, une personne répond sous 48 heures. Pas besoin de nous dire qui tu es.
short-description = Travail et famille : pose ta question, une personne répond sous 48 heures. Pas besoin de nous dire qui tu es.
only-private = Je réponds seulement dans les conversations privées : écris-moi en privé, pour que personne d'autre ne lise ta question. Je sors d'ici tout de suite.
export = Voici ce que le guichet garde de toi : tes messages, nos réponses, tes dossiers, tes dates et tes rappels. Ce que les personnes expertes notent entre elles n'y est pas.
relayed-by-name = Dossier { $case } · { $name }, du guichet, t'a répondu
relayed-article-by-name = Dossier { $case } · { $name }, du guichet, t'envoie cette fiche :
press-a-number = Réponds avec le numéro, ou touche le symbole ci-dessous.
relayed-by = Dossier { $case } · une personne du guichet t'a répondu
relayed-article = Dossier { $case } · une personne du guichet t'envoie cette fiche :
source-reviewed = { $law } · fiche mise à jour le { $day }

button-solved = C'est ce que je cherchais
button-human = Demander à une personne experte
button-none-of-these = Aucune : demander à une personne experte
button-other-question = C'est une autre question
button-erase = Oui, tout effacer
button-keep-data = Non, tout garder

command-help = comment marche le guichet
command-cases = tes dossiers
command-status = où en est ta question
command-language = changer de langue / cambia lingua
command-privacy = comment nous traitons tes messages
command-cancel = annuler la question en attente
command-erase = effacer tout ce que nous avons de toi
command-export = recevoir tout ce que nous avons de toi

# What a person is promised, and why not sooner.
desk-reopens = Le guichet est fermé maintenant : il rouvre le { $opens }.
experts-away = Mais en ce moment je n'arrive pas à joindre les expertes et les experts : ta question est bien gardée, je la transmets dès que possible. Si tu es en danger, appelle le 112.
case-opened-urgent = J'ai ouvert le dossier { $case } et j'ai appelé tout de suite les personnes expertes : une personne te répond dès que possible, au plus tard le { $due }. En attendant, tu peux écrire ici.
urgent-in-case = J'ai appelé tout de suite les personnes expertes pour le dossier { $case } : une personne te répond dès que possible, au plus tard le { $due }. En attendant, tu peux écrire ici.
status-no-time = Le dossier { $case } est encore ouvert. Nous ne te donnons pas une autre heure, pour ne pas nous tromper encore : nous continuons à chercher qui peut te répondre.
being-revised = Nous révisons notre fiche sur ce sujet, car la loi a peut-être changé. C'est pourquoi une personne te répond.
source-checked = { $law } · loi vérifiée jusqu'au { $checked } · texte du { $day }

# What keeps a talk going.
added = ✓ Ajouté au dossier { $case }.
explain = Une personne te l'expliquerait peut-être mieux : veux-tu que je passe ta question à une personne experte ?
in-other-words = En d'autres mots : { $text }
topics = Sur quoi porte ta question ? Choisis un sujet, ou écris-la avec tes mots.
topic-articles = Voici les questions les plus courantes sur ce sujet. Laquelle ressemble à la tienne ?
language-followed = Je t'écris en français. Pour changer de langue : /language
masked = Pas besoin de téléphone, d'e-mail, de codice fiscale ni d'IBAN : je les ai cachés, et dans la salle des personnes expertes on ne les voit pas.

# Before a question is taken back.
confirm-cancel = Veux-tu annuler le dossier { $case } ? C'est cette question : « { $words } ». Si tu l'annules, personne ne te répond.
confirm-cancel-urgent = Le dossier { $case } est urgent et nous nous inquiétons pour toi. Veux-tu vraiment l'annuler ? Si tu as peur que quelqu'un lise cette conversation, avec /erase nous effaçons tout.
kept-case = D'accord : le dossier { $case } reste ouvert et nous te répondons.
guide-left = D'accord, on laisse les dates. Pour y revenir : /leave
guide-left-case = D'accord, on laisse les dates. Le dossier { $case } reste ouvert : nous te répondons.
button-cancel-case = Oui, annuler le dossier
button-cancel-anyway = Oui, l'annuler quand même
button-keep-case = Non, le laisser ouvert
button-yes-human = Oui, demander à une personne

# Who is here.
about-who = Nous sommes le guichet d'aide pour le travail et la famille. Aux questions courantes, c'est moi qui réponds : je suis un programme, avec des fiches écrites et vérifiées par des personnes. À toutes les autres, ce sont des personnes expertes qui répondent.
about-robot = Oui, je suis un programme. Je réponds tout seul quand je trouve la bonne fiche ; pour tout le reste, il y a les personnes du guichet. Si tu préfères une personne, écris « je veux parler à une personne ».
about-readers = Quand une personne doit répondre, seules les personnes expertes du guichet lisent tes mots. Elles ne voient pas ton nom, ton numéro ni ta photo, et ton employeur ne voit rien. Pour en savoir plus : /privacy
about-cost = C'est gratuit : on ne paie ni les réponses ni le temps des personnes qui répondent.

# What the desk has understood of who somebody is.
profile = Voici ce que je retiens de toi, d'après tes messages :
profile-nothing = Je ne retiens rien de toi : ni comment tu travailles, ni qui tu es dans ta famille, ni où tu vis.
profile-forgotten = C'est fait : je l'ai oublié. Tes messages restent : pour tout effacer, /erase.
button-forget-profile = L'oublier
command-profile = ce que je retiens de toi

# Whose rule it is.
holds-for = Cela vaut pour { $whom }.
button-not-my-case = Ce n'est pas mon cas
which-work = Merci, ainsi je trouve la bonne règle. Comment travailles-tu ?
which-role = Merci, ainsi je trouve la bonne règle. Qu'est-ce qui te correspond ?
which-place = Merci, ainsi je trouve la bonne règle. Où vis-tu ?
button-other-person = Autre chose : je préfère une personne

# What else there is to read.
asked-more = Tu as aussi demandé autre chose : touche ci-dessous.
rest-to-human = Je réponds à la première partie ; une personne lit le reste.
meanwhile = En attendant, tu peux lire :
button-read = Lire : { $title }
