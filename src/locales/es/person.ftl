# Everything the desk says to a person, in Spanish. Plain (B1), warm, short; nothing says whether the person is a woman or a man.

hello = ¡Hola! Soy la oficina de ayuda para el trabajo y la familia. Escribe tu pregunta con tus palabras: por ejemplo, sobre maternidad, paternidad, licencias, permisos o guarderías. Si no sé la respuesta, te responde una persona.
welcome-from = Te envía { $organisation }: se lo digo a quien te responde, pero no le digo tu nombre.
youre-welcome = ¡De nada! Si tienes otra pregunta, escribe con confianza.
unclear = No he entendido bien. Cuéntame un poco más: ¿qué ha pasado y qué quieres saber? Si lo prefieres, pregunta a una persona.
nothing-readable = No he podido leer el mensaje. ¿Puedes escribir tu pregunta con tus palabras?
declined-too-large = Este archivo es demasiado grande: puedo pasar archivos de hasta 20 MB. ¿Puedes mandarme una foto de la página que importa?
declined-kind = Este tipo de archivo no se lo puedo pasar a quien te responde. Mándame una foto, un PDF o un mensaje de voz, o escribe la pregunta con tus palabras.
declined-contact = No necesito el contacto y no lo guardo. Escribe la pregunta con tus palabras.
declined-sealed = No puedo leer uno de tus mensajes: está cifrado y la clave no me ha llegado. Por favor, escríbelo otra vez; si vuelve a pasar, abre un chat nuevo conmigo.
declined-unreadable = No he podido abrir el archivo que has mandado. ¿Puedes mandarlo otra vez como foto, o como PDF sin contraseña?
choices = Primero una cosa, para no darte una respuesta equivocada. Tu pregunta es sobre:
case-opened = Esta pregunta la lee una persona. He abierto el caso { $case }: una persona experta te responde a más tardar el { $due }, y normalmente antes. Puedes añadir detalles aquí, o usar /cancel.
received = He añadido tu mensaje al caso { $case }.
received-due = He añadido tu mensaje al caso { $case }. Una persona te responde a más tardar el { $due }.
case-reopened = He vuelto a abrir el caso { $case } con tu mensaje. Una persona te responde a más tardar el { $due }.
added-to-case = Hoy ya has abierto varios casos: añado también esta pregunta al caso { $case }. Una persona te responde a más tardar el { $due }.
stays-in-case = De acuerdo. También esta pregunta la lee una persona: se queda en el caso { $case }.
glad = ¡Bien, nos alegra ayudarte! Si necesitas algo más, escribe aquí.
was-it-enough = ¿Te ha bastado la respuesta que te he dado? Si no, pulsa el botón y la pregunta pasa a una persona.
takes-longer = Necesitamos más tiempo del previsto para el caso { $case }, y lo sentimos. Te respondemos a más tardar el { $until }. No tienes que hacer nada: tu pregunta está aquí.
takes-longer-still = Todavía no hemos respondido al caso { $case }, y lo sentimos de verdad. No queremos prometerte otra hora y equivocarnos otra vez. Tu pregunta sigue abierta y seguimos buscando a alguien que pueda responderte. Si se acerca un plazo, pregunta también a un patronato o a un sindicato.
case-closed = El caso { $case } está cerrado. Si necesitas algo más, escribe aquí: se vuelve a abrir.
case-closed-unanswered = Hemos cerrado el caso { $case } sin una respuesta. Si todavía necesitas ayuda, escribe aquí y lo volvemos a abrir.
case-reopened-by-staff = Hemos vuelto a abrir el caso { $case }: seguimos trabajando en él.
cancelled-case = De acuerdo: he anulado el caso { $case }. Si cambias de idea, escribe otra vez.
cancelled = De acuerdo, lo dejamos. Si cambias de idea, escribe otra vez.
nothing-to-cancel = No hay nada que anular.
help = Escribe tu pregunta con tus palabras: si la respuesta está en nuestras fichas, te la mando enseguida; si no, te responde una persona en 48 horas como máximo. También puedes usar estos comandos:
unknown-command = No conozco este comando. Estos son los que puedes usar; o escribe la pregunta con tus palabras:
no-cases = No tienes casos. Si escribes una pregunta que no sé responder, abro uno.
case-line-open = { $case } · abierto el { $opened } · en curso
case-line-closed = { $case } · abierto el { $opened } · cerrado
case-line-withdrawn = { $case } · abierto el { $opened } · anulado
status-nothing = No tienes preguntas en espera. Escribe cuando quieras.
status-waiting-for-you = Te he respondido y me gustaría saber si te ha bastado.
status-not-taken = El caso { $case } está en espera. Una persona te responde a más tardar el { $due }.
status-taken = Una persona está mirando el caso { $case }. Te responde a más tardar el { $due }.
status-replied = Ya hemos respondido al caso { $case }. Si necesitas algo más, escribe aquí.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use? / ¿En qué idioma quieres que te escriba?
language-chosen = De acuerdo, te escribo en español. Por ahora, nuestras fichas están en italiano.
language-name = Español
privacy-notice = No hace falta decirnos quién eres. Cómo tratamos los mensajes: /privacy
privacy = Guardamos tus mensajes solo para responderte. Una pregunta tuya puede enseñarnos a entender otras parecidas: solo si una persona la ha leído y no dice quién eres. Las personas de la oficina ven tus palabras y un número de caso: no ven tu nombre, tu teléfono ni tu foto. Las fechas de una licencia las guardamos solo si pides recordatorios. Si escribes cómo trabajas, quién eres en tu familia o dónde vives, lo recuerdo para darte la regla correcta: con /profile lo ves y lo puedes borrar. Por favor, no escribas nombres de otras personas. Con /export recibes tus mensajes, nuestras respuestas y todo lo que has guardado, pero no las notas internas de la oficina; con /erase borramos todo, también las notas. Si hay copias de seguridad de los datos, tus mensajes siguen en ellas un poco más, hasta que también se borran esas copias.
confirm-erase = ¿Quieres que borremos todo? Quitamos tus mensajes y tu contacto, también de la sala de las personas expertas. Si tienes un caso abierto, ya no recibirás respuesta.
erased = Hecho: he borrado tus mensajes y tus casos. Con esta despedida olvido también tu contacto. Si un día nos necesitas, escribe: empezamos de cero.
kept-data = De acuerdo, no borro nada.
stale-button = Este botón ya no vale. Escribe tu pregunta con tus palabras: la leo con gusto.
out-of-order = He tenido un problema con este mensaje y he avisado a la oficina. Prueba a escribirlo otra vez, quizá más corto.
one-at-a-time = Has escrito muchos mensajes en poco tiempo. Los leo todos, uno tras otro: dame unos minutos.
blocked = La oficina ya no responde a tus mensajes en este chat. Si necesitas ayuda, pregunta a un patronato o a un sindicato. Siempre puedes usar /privacy, /export y /erase.
withdrawn = La oficina ha retirado este mensaje.
description = Una oficina de ayuda para el trabajo y la familia: maternidad, paternidad, licencias, permisos, guarderías. A las preguntas más comunes respondo enseguida; a las demás responde una persona en 48 horas como máximo. No hace falta decirnos quién eres.
short-description = Trabajo y familia: pregunta y una persona te responde en 48 horas como máximo. No hace falta decirnos quién eres.
only-private = Respondo solo en chats privados: escríbeme en privado, así nadie más lee tu pregunta. De aquí salgo ahora mismo.
export = Esto es lo que la oficina guarda de ti: tus mensajes, nuestras respuestas, tus casos, las fechas y los recordatorios. Lo que las personas expertas se escriben entre sí no está.
relayed-by-name = Caso { $case } · te ha respondido { $name }, de la oficina
relayed-article-by-name = Caso { $case } · { $name }, de la oficina, te manda esta ficha:
press-a-number = Responde con el número, o toca el símbolo de abajo.
relayed-by = Caso { $case } · te ha respondido una persona de la oficina
relayed-article = Caso { $case } · una persona de la oficina te manda esta ficha:
source-reviewed = { $law } · ficha actualizada el { $day }

button-solved = Es lo que buscaba
button-human = Preguntar a una persona experta
button-none-of-these = Ninguna: preguntar a una persona experta
button-other-question = Es otra pregunta
button-erase = Sí, borrar todo
button-keep-data = No, dejar todo

command-help = cómo funciona la oficina
command-cases = tus casos
command-status = cómo va tu pregunta
command-language = cambiar de idioma / cambia lingua
command-privacy = cómo tratamos tus mensajes
command-cancel = anular la pregunta en espera
command-erase = borrar todo lo que tenemos de ti
command-export = recibir todo lo que tenemos de ti

# What a person is promised, and why not sooner.
desk-reopens = Ahora la oficina está cerrada: vuelve a abrir el { $opens }.
experts-away = Pero en este momento no consigo contactar con las expertas y los expertos: tu pregunta está guardada y la entrego en cuanto pueda. Si estás en peligro, llama al 112.
case-opened-urgent = He abierto el caso { $case } y he llamado enseguida a las personas expertas: te responde una persona lo antes posible, a más tardar el { $due }. Mientras tanto puedes escribir aquí.
urgent-in-case = He llamado enseguida a las personas expertas por el caso { $case }: te responde una persona lo antes posible, a más tardar el { $due }. Mientras tanto puedes escribir aquí.
status-no-time = El caso { $case } sigue abierto. No te decimos otra hora, para no equivocarnos otra vez: seguimos buscando a alguien que pueda responderte.
being-revised = Estamos revisando nuestra ficha sobre este tema, porque la ley puede haber cambiado. Por eso te responde una persona.
source-checked = { $law } · ley comprobada hasta el { $checked } · texto del { $day }

# What keeps a talk going.
added = ✓ Añadido al caso { $case }.
explain = Quizá te lo explica mejor una persona: ¿quieres que pase tu pregunta a una persona experta?
in-other-words = En otras palabras: { $text }
topics = ¿Sobre qué es tu pregunta? Elige un tema, o escríbela con tus palabras.
topic-articles = Estas son las preguntas más comunes sobre este tema. ¿Cuál se parece a la tuya?
language-followed = Te escribo en español. Para cambiar de idioma: /language
masked = El teléfono, el correo electrónico, el codice fiscale y el IBAN no hacen falta: los he tapado, y en la sala de las personas expertas no se ven.

# Before a question is taken back.
confirm-cancel = ¿Quieres anular el caso { $case }? Es esta pregunta: «{ $words }». Si lo anulas, nadie te responde.
confirm-cancel-urgent = El caso { $case } es urgente y nos preocupas. ¿De verdad quieres anularlo? Si temes que alguien lea este chat, con /erase quitamos todo.
kept-case = De acuerdo: el caso { $case } sigue abierto y te respondemos.
guide-left = De acuerdo, dejamos las fechas. Para volver a ellas: /leave
guide-left-case = De acuerdo, dejamos las fechas. El caso { $case } sigue abierto: te respondemos.
button-cancel-case = Sí, anular el caso
button-cancel-anyway = Sí, anularlo igualmente
button-keep-case = No, dejarlo abierto
button-yes-human = Sí, preguntar a una persona

# Who is here.
about-who = Somos la oficina de ayuda para el trabajo y la familia. A las preguntas comunes respondo yo, que soy un programa, con fichas que han escrito y revisado personas. A las demás responden personas expertas.
about-robot = Sí, soy un programa. Respondo por mi cuenta cuando encuentro la ficha adecuada; para todo lo demás están las personas de la oficina. Si prefieres una persona, escribe «quiero hablar con una persona».
about-readers = Cuando tiene que responder una persona, leen tus palabras solo las personas expertas de la oficina. No ven tu nombre, tu número ni tu foto, y quien te da trabajo no ve nada. Más información: /privacy
about-cost = Es gratis: no se paga ni por las respuestas ni por el tiempo de las personas que responden.

# What the desk has understood of who somebody is.
profile = Esto es lo que recuerdo de ti, por lo que has escrito:
profile-nothing = No recuerdo nada de ti: ni cómo trabajas, ni quién eres en tu familia, ni dónde vives.
profile-forgotten = Hecho: lo he olvidado. Tus mensajes siguen aquí: para borrar todo, /erase.
button-forget-profile = Olvidarlo
command-profile = lo que recuerdo de ti

# Whose rule it is.
holds-for = Vale para { $whom }.
button-not-my-case = No es mi caso
which-work = Gracias, así encuentro la regla correcta. ¿Cómo trabajas?
which-role = Gracias, así encuentro la regla correcta. ¿Cuál de estas opciones va bien para ti?
which-place = Gracias, así encuentro la regla correcta. ¿Dónde vives?
button-other-person = Otra cosa: prefiero una persona

# What else there is to read.
asked-more = También has preguntado otra cosa: toca aquí abajo.
rest-to-human = A la primera parte respondo yo; el resto lo lee una persona.
meanwhile = Mientras tanto puedes leer:
button-read = Leer: { $title }
