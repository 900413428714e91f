//! What people say in plain words where a command or a button would do: "cancella tutti i miei dati", "sì", "c'è qualcuno?".
//!
//! Only a whole message counts, and only in these words or nearly so: "devo annullare il congedo" is a question.

use leave::letters::plain;

use super::{
    commands::{About, GuideCommand, PersonCommand},
    words::Words,
};

/// Courtesy around what is said.
const COURTESY: &str =
    "ciao salve buongiorno buonasera scusa scusi scusate scusami grazie per favore piacere prego allora
    ok ma please hello hi thanks sorry gentilmente cortesemente";

/// A command, and the ways of saying it.
type Way = (fn() -> PersonCommand, &'static str);

/// What is meant by a whole message, and how it is said.
const COMMANDS: &[Way] = &[
    (
        || PersonCommand::Erase,
        "cancella tutto|cancellate tutto|cancella tutti i miei dati|cancellate tutti i miei dati|cancella i miei dati
        |cancellate i miei dati|voglio cancellare i miei dati|voglio cancellare tutto|elimina i miei dati
        |eliminate i miei dati|elimina tutti i miei dati|elimina tutto|dimenticami|dimenticatemi
        |vorrei cancellare i miei dati|vorrei che cancellaste i miei dati|cancella la chat|cancella i miei messaggi
        |cancellate i miei messaggi|cancella tutti i miei messaggi|delete all my data|delete my data|delete everything
        |erase my data|erase everything|forget me|delete my messages",
    ),
    (
        || PersonCommand::Profile,
        "cosa sai di me|che cosa sai di me|cosa sapete di me|che cosa sapete di me|cosa ricordi di me|che cosa ricordi di me
        |cosa ricordate di me|che cosa ricordate di me|il mio profilo|mostra il mio profilo|fammi vedere il mio profilo
        |vedi profilo|my profile|show my profile|what do you know about me|what do you remember about me",
    ),
    (
        || PersonCommand::Cancel,
        "annulla|annullare|annulla tutto|annulla la domanda|annulla la pratica|annulla la richiesta|lascia stare
        |lasciate stare|lascia perdere|non importa|non serve piu|non mi serve piu|ritiro la domanda
        |voglio annullare la pratica|voglio annullare|vorrei annullare la pratica|fa niente|come non detto|cancel
        |cancel my question|cancel the case|never mind|nevermind|forget it",
    ),
    (
        || PersonCommand::Language(None),
        "cambia lingua|cambiare lingua|cambia la lingua|voglio cambiare lingua|posso cambiare lingua|altra lingua
        |come cambio lingua|come si cambia lingua|in un altra lingua|change language|change the language
        |another language|other language",
    ),
    (
        || PersonCommand::Guide(GuideCommand::Leave),
        "calcola le date|calcola le mie date|calcolare le date|calcola il congedo|calcola la maternita|calcolo date
        |calcolo congedo|calcola date|fammi il calcolo|puoi calcolare le date|mi calcoli le date|calcolatore
        |calcola il mio congedo|voglio calcolare le date|calculate my dates|calculate the dates|calculate my leave",
    ),
    (
        || PersonCommand::About(About::Who),
        "chi siete|chi sei|chi siete voi|chi sei tu|ma chi siete|con chi parlo|con chi sto parlando|che cos e questo
        |cosa siete|che sportello e|che cosa siete|che servizio e|who are you|what is this|who am i talking to",
    ),
    (
        || PersonCommand::About(About::Robot),
        "siete un robot|sei un robot|sei un bot|siete un bot|e un robot|sei una macchina|sei una persona
        |siete persone|siete persone vere|sei umano|sei umana|parlo con un robot|parlo con un bot|parlo con una persona
        |sto parlando con un robot|sto parlando con una persona|mi risponde un robot|rispondono persone vere
        |sei vero|sei reale|chi risponde|mi risponde una persona|are you a robot|are you a bot|are you human
        |are you a person|is this a bot|am i talking to a robot",
    ),
    (
        || PersonCommand::About(About::Readers),
        "chi legge|chi mi legge|chi legge i messaggi|chi legge i miei messaggi|chi legge quello che scrivo
        |chi vede i miei messaggi|chi vede quello che scrivo|il mio capo puo leggere|il mio capo vede i messaggi
        |il mio capo legge|lo legge il mio capo|lo sa il mio capo|e anonimo|e anonima|e privato|e sicuro|e riservato
        |who reads this|who reads my messages|who can read this|is it anonymous|is it private",
    ),
    (
        || PersonCommand::About(About::Cost),
        "quanto costa|costa qualcosa|si paga|e gratis|e gratuito|e a pagamento|quanto si paga|devo pagare
        |devo pagare qualcosa|quanto costate|quanto costa il servizio|il servizio e gratuito|how much does it cost
        |how much is it|is it free|do i have to pay",
    ),
    (
        || PersonCommand::Help,
        "aiuto|mi serve aiuto|come funziona|come funzioni|come si usa|cosa puoi fare|cosa sai fare|che cosa sai fare
        |che cosa puoi fare|comandi|istruzioni|menu|help|what can you do|how does it work|how does this work",
    ),
];

const YES: &str = "si|sì|sisi|si si|si grazie|certo|certamente|sicuro|si certo|va bene|ok|okay|d accordo|volentieri|esatto|magari
    |si per favore|si vorrei|si voglio|si mi serve|perche no|assolutamente si|yes|yes please|yeah|yep|sure|of course|please do
    |sí|claro|da|так|نعم|是|是的|好|好的|oui|po|oo|opo";
const NO: &str =
    "no|no grazie|nono|no no|per niente|non ancora|no non voglio|meglio di no|assolutamente no|nope|no thanks
    |no thank you|nu|ні|لا|不|不是|不要|non|jo|hindi";

const NOT_UNDERSTOOD: &str = "non ho capito|non capisco|non ho capito niente|non ho capito bene|non capisco niente
    |non si capisce|non mi e chiaro|non e chiaro|puoi spiegare|puoi spiegare meglio|puoi spiegarlo meglio|puoi spiegarmi
    |puoi spiegarmi meglio|puoi spiegarmelo meglio|mi spieghi meglio|me lo spieghi meglio|spiegami meglio|spiegati meglio
    |spiega meglio|puoi ripetere|in parole semplici|piu semplice|in che senso|cioe|quindi|e quindi|cosa vuol dire
    |che vuol dire|cosa significa|che significa|che cosa significa|cosa intendi|eh|non ci capisco niente|troppo difficile
    |non ho capito la risposta|e troppo complicato|i don t understand|i didn t understand|i do not understand
    |can you explain|can you explain better|what do you mean|what does it mean|not clear";
/// Words with which a message begins that asks the same once more: "quindi quante sono?".
const ONCE_MORE: &[&str] = &["quindi", "cioe", "dunque", "so"];
/// Such a message is short, in words.
const SHORT: usize = 6;

const WHEN: &str = "quando rispondete|quando mi rispondete|quando risponde|quando mi risponde|quando arriva la risposta
    |quando mi rispondono|quando rispondono|quanto devo aspettare|quanto tempo ci vuole|quanto ci vuole|quanto ci mettete
    |c e qualcuno|ci siete|ci sei|siete li|c e nessuno|pronto|mi rispondete|mi risponde qualcuno|perche non rispondete
    |nessuno risponde|nessuno mi risponde|a che punto e|a che punto siete|a che punto e la mia pratica|novita|ci sono novita
    |avete novita|avete letto|avete ricevuto|e arrivato il messaggio|avete visto il messaggio|sto aspettando
    |sto ancora aspettando|aspetto ancora|entro quando rispondete|when do you answer|when will you answer|is anybody there
    |is anyone there|anybody there|anyone there|any news|are you there|how long does it take|how long do i have to wait";

/// The command that a whole message is, in plain words.
#[must_use]
pub fn command(words: &Words) -> Option<PersonCommand> {
    let said = bare(words);
    COMMANDS.iter().find(|(_, ways)| is_one_of(&said, ways)).map(|(command, _)| command())
}

/// Yes or no, and nothing else.
#[must_use]
pub fn yes_or_no(words: &Words) -> Option<bool> {
    let said = plain(words.as_str());
    if is_one_of(&said, YES) {
        return Some(true);
    }
    is_one_of(&said, NO).then_some(false)
}

/// Does somebody say that they have not understood the answer?
#[must_use]
pub fn not_understood(words: &Words) -> bool {
    let said = bare(words);
    let first = said.split(' ').next().unwrap_or_default();
    let once_more = ONCE_MORE.contains(&first) && said.split(' ').count() <= SHORT;
    is_one_of(&said, NOT_UNDERSTOOD) || once_more
}

/// Does somebody ask when they will be answered, or whether anybody is there?
#[must_use]
pub fn asks_when(words: &Words) -> bool {
    is_one_of(&bare(words), WHEN)
}

fn is_one_of(said: &str, ways: &str) -> bool {
    !said.is_empty() && ways.split('|').any(|way| way.trim() == said)
}

/// Without courtesy at either end.
fn bare(words: &Words) -> String {
    let said = plain(words.as_str());
    let is_courtesy = |word: &&str| COURTESY.split_whitespace().any(|own| own == *word);
    let all: Vec<&str> = said.split(' ').collect();
    let from = all.iter().take_while(|word| is_courtesy(word)).count();
    let to = all.len() - all[from..].iter().rev().take_while(|word| is_courtesy(word)).count();
    all[from..to].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::parse(text).unwrap()
    }

    #[test]
    fn commands_in_plain_words_do_what_they_say() {
        for (said, meant) in [
            ("Cancella tutti i miei dati", Some(PersonCommand::Erase)),
            ("ciao, cancellate i miei dati per favore!", Some(PersonCommand::Erase)),
            ("annulla", Some(PersonCommand::Cancel)),
            ("ma che cosa sai di me?", Some(PersonCommand::Profile)),
            ("Cambia lingua", Some(PersonCommand::Language(None))),
            ("calcola le date", Some(PersonCommand::Guide(GuideCommand::Leave))),
            ("ma chi siete?", Some(PersonCommand::About(About::Who))),
            ("siete un robot??", Some(PersonCommand::About(About::Robot))),
            ("chi legge?", Some(PersonCommand::About(About::Readers))),
            ("Quanto costa", Some(PersonCommand::About(About::Cost))),
            ("è gratis?", Some(PersonCommand::About(About::Cost))),
            ("AIUTO!!!", Some(PersonCommand::Help)),
            ("quanto costa il nido a Milano?", None),
            ("posso annullare il congedo?", None),
            ("aiuto, il capo mi vuole licenziare", None),
            ("grazie", None),
        ] {
            assert_eq!(command(&words(said)), meant, "{said}");
        }
    }

    #[test]
    fn short_answers_are_understood() {
        for (said, meant) in [
            ("sì", Some(true)),
            ("Si!", Some(true)),
            ("ok", Some(true)),
            ("no grazie", Some(false)),
            ("是的", Some(true)),
            ("sì ma quanto dura?", None),
            ("non so", None),
        ] {
            assert_eq!(yes_or_no(&words(said)), meant, "{said}");
        }
        for said in ["non ho capito", "Puoi spiegarlo meglio?", "quindi quante sono?", "scusa ma non capisco"]
        {
            assert!(not_understood(&words(said)), "{said}");
        }
        assert!(!not_understood(&words(
            "quindi se nasce prima i giorni che ho perso li recupero dopo il parto?"
        )));
        for said in ["quando rispondete?", "c'è qualcuno?", "Buongiorno, ci sono novità?", "pronto??"] {
            assert!(asks_when(&words(said)), "{said}");
        }
        assert!(!asks_when(&words("quando devo smettere di lavorare?")));
    }
}
