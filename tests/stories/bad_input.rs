//! Messages nobody would expect get a sensible reply.

use insta::assert_snapshot;

use crate::support::Desk;

#[tokio::test]
async fn nothing_readable() {
    let mut desk = Desk::on_tuesday().await;
    for empty in ["", "   ", "\u{0}\u{1}\u{7}", "\u{200B}\u{202E}", "\n\n\t"] {
        let reply = desk.person_says(empty).await;
        assert!(
            reply.starts_with("sportello> Non sono riuscito a leggere il messaggio."),
            "{empty:?}: {reply}"
        );
    }
    desk.closes().await;
}

#[tokio::test]
async fn emoji_and_right_to_left_words_are_words() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("👍").await, @"
    sportello> Prego! Se hai un'altra domanda, scrivi pure.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.person_says("كم تدوم إجازة الأمومة؟").await, @"
    sala> 2026-0001 · Terminale · arabo · scade gio 26 nov 10:05 · non assegnata
    sala>   «كم تدوم إجازة الأمومة؟» @room
    sportello> هذا السؤال يقرؤه شخص من المكتب. فتحتُ الطلب رقم ‎2026-0001: يجيبك أحد خبرائنا في موعد أقصاه يوم الخميس 26 نوفمبر، الساعة 10:05، وعادةً قبل ذلك. يمكنك إضافة تفاصيل هنا، أو إلغاء الطلب: /cancel.
    sportello> (أكتب إليك بالعربية. لتغيير اللغة: /language)
    ");
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn a_hundred_kilobytes_reach_the_staff_whole_and_in_pieces() {
    let mut desk = Desk::on_tuesday().await;
    let huge = "come rinnovo il permesso di soggiorno ".repeat(2_700);
    let transcript = desk.person_says(&huge).await;
    let quoted: String =
        transcript.lines().filter_map(|line| line.split_once('«')?.1.split('»').next()).collect();
    assert_eq!(quoted.trim(), huge.trim(), "nothing is lost");
    assert!(transcript.contains("Ho aperto la pratica 2026-0001"));
    desk.closes_with_promises(1).await;
}

#[tokio::test]
async fn markup_and_commands_of_others_stay_words() {
    let mut desk = Desk::on_tuesday().await;
    assert_snapshot!(desk.person_says("<b>come</b> **rinnovo** [il](permesso) & #2026-0001 !chiudi").await, @"
    sala> 2026-0001 · Terminale · italiano · scade gio 26 nov 10:05 · non assegnata
    sala>   «<b>come</b> **rinnovo** [il](permesso) & #2026-0001 !chiudi» @room
    sportello> Questa domanda la legge una persona. Ho aperto la pratica 2026-0001: un'esperta o un esperto ti risponde entro giovedì 26 novembre, ore 10:05, di solito prima. Puoi aggiungere dettagli qui, oppure /annulla.
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    ");
    assert_snapshot!(desk.person_says("/rimborso subito").await, @"
    sportello> Questo comando non lo conosco. Ecco quelli che puoi usare, oppure scrivi la domanda con parole tue:
    sportello> /aiuto – come funziona lo sportello
    sportello> /congedo – calcola le date del congedo
    sportello> /promemoria – che cosa ti ricordo, e quando
    sportello> /azienda – per le aziende: calendari e promemoria
    sportello> /pratiche – le tue pratiche
    sportello> /stato – a che punto è la tua domanda
    sportello> /lingua – cambia lingua / change language
    sportello> /privacy – come trattiamo i tuoi messaggi
    sportello> /profilo – quello che ricordo di te
    sportello> /annulla – annulla la domanda in attesa
    sportello> /cancella – cancella tutto quello che abbiamo di te
    sportello> /esporta – ricevi tutto quello che abbiamo di te
    ");
    desk.closes_with_promises(1).await;
}
