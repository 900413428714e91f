//! Takes courtesy off a message: greetings, apologies, who writes and from where, announcements of a question, thanks and
//! closings. They say nothing about what is asked, and a judge who hears them all the same takes them for something unheard.
//!
//! Only words that are listed here go, and names; never one that the collection uses. Where nothing else is left, the
//! message is courtesy itself and stays whole: small talk is somebody else's subject.

use std::sync::LazyLock;

use regex::Regex;

use super::names::is_first_name;

/// Stands for a word that may be a name.
const NAME: &str = "@";

/// Who is greeted.
const ADDRESSED: &str = "(?:a )?(?:tutt[iea]|voi|tutti voi|te|lei|nuovo|di nuovo|gentil[ei]|gentilissim[aeio]|egregi[oa]?|spettabile|car[aoie]|\
    avv|avvocat[oaie]|dott|dottor|dottore|dottoressa|dott ssa|dr|professoressa|professore|signor|signor[aei]|sig|sig ra|\
    sportello|staff|team|redazione|espert[oaie]|consulent[ei]|ragazz[ei]|gente|mamme|operator[ei]|operatrice)(?: @){0,2}";
/// Each is said as a whole; `ADDRESSED` may follow the greetings.
const GREETINGS: &str = "ciao(?: ciao)?|salve|buon ?giorno|buon ?di|buona ?sera|buona ?notte|buon pomeriggio|hey|ehi|ehila|eccomi|\
    hola|hello|hi|bonjour|good (?:morning|evening|afternoon)";
/// The same at the beginning only: at the end these are said of things.
const SALUTATIONS: &str = "gentil[ei]|gentilissim[aeio]|egregi[oa]?|spettabile|cara|caro|cari|care";
const WISHES: &str = "buon(?:a|o|e)? ?(?:giornata|serata|domenica|lavoro|week ?end|fine settimana|feste|anno|natale|proseguimento|continuazione)|\
    (?:come (?:va|state|sta|stai)|tutto bene)(?: oggi)?|spero (?:che )?(?:stiate|tu stia|stia|state|vada|che vada)(?: tutto)? bene|\
    piacere(?: di conoscer(?:vi|la|ti))?";
const APOLOGIES: &str = "(?:mi )?scus(?:a|i|ate|atemi|ami|andomi)(?: (?:se|per|il|lo|l|la|i|tanto|molto|ancora|vi|la|ti|le|disturbo|disturb[io]|disturbiamo|\
    ora|orario|domanda|domande|ignoranza|ritardo|insistenza|italiano|errori|poema|lunghezza|messaggio|lungo|sfogo|forse|banale|stupida))*|\
    chiedo scusa(?: per (?:il disturbo|l ora|l orario|l ignoranza|la domanda))?|perdon(?:ate|i|a)(?:mi)?(?: (?:il disturbo|l ora|l ignoranza|la domanda))?|\
    spero di non (?:disturbar(?:e|vi|la|ti)|essere di disturbo)|sorry|excuse me";
const WRITERS: &str = "(?:e )?(?:io )?(?:mi presento |piacere )?(?:sono|mi chiamo|mi presento sono|il mio nome e|qui) @(?: @){0,2}|\
    (?:e )?(?:io )?(?:vi|ti|le) (?:scrivo|scriviamo|contatto)(?: (?:da|di) @(?: @)?(?: in provincia di @)?)?|scrivo da @(?: @)?|mi presento";
const ANNOUNCEMENTS: &str = "(?:vi |le |ti )?(?:volevo|vorrei|vorremmo|volevamo|desidero|desidererei) (?:solo |anche |tanto )?(?:chieder(?:e|vi|le|ti)|domandar(?:e|vi|le|ti)) (?:se|una cosa|questo|quanto segue)|\
    (?:volevo|vorrei|vorremmo|volevamo|desidero|desidererei|mi piacerebbe|avrei bisogno di|ho bisogno di|bisogno di) (?:solo |anche |tanto |cortesemente |gentilmente )?(?:saper(?:e|lo)|capire)(?: se| meglio| una cosa)?|\
    (?:mi |ci )?(?:potete|potreste|puoi|potresti|puo|potrebbe|sapete|sapreste|sai|sapresti|sa|saprebbe)(?: (?:gentilmente|cortesemente|per favore|per cortesia))? (?:dir(?:e|mi|ci)|spiegar(?:e|mi|ci)|indicar(?:e|mi|ci)|aiutar(?:e|mi|ci)|chiarir(?:e|mi|ci))(?: (?:se|gentilmente|cortesemente|per favore|per cortesia|a capire))?|\
    (?:qualcuno|qualcuna) (?:mi )?(?:sa|puo|potrebbe|saprebbe) (?:dir(?:e|mi)|spiegar(?:e|mi)|aiutar(?:e|mi))(?: se)?|aiutatemi|mi aiutate|\
    (?:vi |le |ti )?(?:scrivo|contatto) (?:per (?:chieder(?:e|vi|le|ti)|sapere|avere)(?: se)?|perche)|\
    per favore|per cortesia|per piacere|cortesemente|gentilmente|can you (?:help|tell) me|please";
/// Nouns that ask for things as well ("ho una domanda di maternità respinta"): they end a clause or lead over to a subject.
const ANNOUNCED: &str = "(?:(?:e )?(?:io )?(?:avrei|ho|avevo|avrei avuto|posso fare|posso farvi|posso farle|posso farti|vorrei|volevo|mi servirebbe|mi serve|mi servirebbero|mi servono|cerco|chiedo|gradirei|faccio|vi faccio|vi pongo|scrivo per|vi scrivo per)(?: (?:fare|farvi|farle|farti|porre|porvi|porle|porti|avere|ricevere|chiedere|chiedervi|chiederle|chiederti|bisogno di|bisogno d))? )?\
    (?:un |una |un altra |qualche |alcune |delle |due |questa |la seguente )?(?:piccola |piccolo |breve |semplice |veloce )?(?:domanda|domande|domandina|quesito|curiosita|informazion[ei]|info|chiariment[oi]|consiglio|delucidazion[ei]|aiuto)(?: (?:veloce|al volo|per voi|per lei|da (?:fare|farvi|farle|farti|porre|porvi)))?\
    (?: (?:su|sul|sullo|sulla|sull|sui|sugli|sulle|riguardo(?: a| al| alla| alle| ai)?|circa|in merito a|in merito al|in merito alla|relativa a|relativa al|relativa alla)|$)";
const THANKS: &str = "(?:e |ok |va bene |perfetto )?(?:grazie|graz|grz|thx|thanks|thank you|merci|gracias|(?:(?:la|vi|ti|le) )?ringrazi(?:o|amo|andovi|andola|andoti|ando))(?: (?:mille|tante|infinite|infinitamente|davvero|molte|molto|tanto|ancora|\
    di|cuore|anticipatamente|in|anticipo|da|d|gia|fin|sin|ora|subito|tutti|tutte|a|voi|chi|mi|vorra|risponde|rispondera|rispondermi|aiuta|aiutera|aiutarmi|\
    per|la|il|l|le|i|un|una|del|della|dell|vostra|vostro|tua|tuo|sua|suo|gentile|cortese|preziosa|prezioso|disponibilita|aiuto|attenzione|risposta|risposte|\
    tempo|pazienza|ascolto|gentilezza|cortesia|collaborazione|supporto|servizio|consiglio|consigli|informazioni|info|eventuale|celere|cortesi|lavoro|che|fate|tutto|quello|e|dedicatomi|dedicato|saluto|saluti))*";
const CLOSINGS: &str = "(?:e |un |i |con |i miei |i piu |tanti |molti |cari )?(?:cordial[ei]|distint[io]|caro|cari|sentit[io]|affettuos[io])? ?(?:salut[oi]|cordialita)(?: (?:a|tutt[ie]|voi))?|\
    cordialmente|distintamente|in fede|(?:e )?a (?:presto|risentirci|dopo|domani)|arrivederci|arrivederla|(?:best|kind) regards|\
    (?:resto|rimango|sono)? ?in attesa(?: (?:di|un|una|vostr[oa]|tu[oa]|su[oa]|gentile|cortese|sollecito|riscontro|risposta|notizie|vostre))*|\
    (?:attendo|aspetto|attendiamo|aspettiamo|spero in)(?: (?:con|ansia|fiducia|un|una|vostr[oa]|tu[oa]|su[oa]|vostre|gentile|cortese|sollecito|presto|riscontro|risposta|notizie))+|\
    fate(?:mi|ci) sapere|fammi sapere|mi faccia sapere|spero (?:che )?(?:mi possiate|possiate|mi potiate|possa|mi possa|mi potete) aiutar(?:e|mi)|\
    spero (?:di essermi spiegat[ao]|di essere stat[ao] chiar[ao]|di spiegarmi bene)";
/// What is said while one thinks; it goes wherever it stands.
const FILLERS: &str =
    "ehm eh ehh mh mhm uhm uh diciamo insomma praticamente cioe allora dunque beh mah boh ecco vabbe";

struct Patterns {
    /// From the beginning of a clause.
    opening: Regex,
    /// Up to the end of a clause.
    closing: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let greeting = format!("(?:{GREETINGS})(?: (?:{ADDRESSED}|@))*");
    let any = format!("(?:{greeting}|{WISHES}|{APOLOGIES}|{WRITERS}|{THANKS}|{CLOSINGS})");
    let salutation = format!("(?:{SALUTATIONS})(?: (?:{ADDRESSED}|@))+");
    let first = format!("(?:{any}|{salutation}|{ANNOUNCEMENTS}|{ANNOUNCED})");
    let compiled = |pattern: &str| Regex::new(pattern).expect("a pattern of our own");
    Patterns {
        opening: compiled(&format!("^(?:(?:e |ed )?{first}(?: |$))+")),
        closing: compiled(&format!("(?:(?:^| )(?:e |ed )?{any})+(?: @){{0,2}}$")),
    }
});

/// A word of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Lower case, without accents.
    pub text: String,
    /// Whether it was written with a large letter where none has to be.
    pub large: bool,
}

/// The words of a message, clause by clause, without courtesy; `is_known` tells a word that the collection uses. `None`
/// where courtesy is all there is.
pub(crate) fn off(clauses: &[Vec<Token>], is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let names = Names { is_known };
    let mut kept: Vec<String> = Vec::new();
    for clause in clauses {
        kept.extend(without(clause, &names).iter().map(|token| token.text.clone()));
    }
    (!kept.is_empty()).then_some(kept)
}

/// Every word of all clauses.
pub(crate) fn whole(clauses: &[Vec<Token>]) -> Vec<String> {
    clauses.iter().flatten().map(|token| token.text.clone()).collect()
}

/// Tells names from words.
struct Names<F> {
    is_known: F,
}

impl<F: Fn(&str) -> bool> Names<F> {
    /// As patterns see it.
    fn masked<'a>(&self, token: &'a Token) -> &'a str {
        let may_be_name = token.large || is_first_name(&token.text);
        if may_be_name && !(self.is_known)(&token.text) { NAME } else { &token.text }
    }
}

fn without<'a>(clause: &'a [Token], names: &Names<impl Fn(&str) -> bool>) -> Vec<&'a Token> {
    let mut left: Vec<(&Token, &str)> = clause
        .iter()
        .filter(|token| !FILLERS.split(' ').any(|filler| filler == token.text))
        .map(|token| (token, names.masked(token)))
        .collect();
    let said = |left: &[(&Token, &str)]| {
        let words: Vec<&str> = left.iter().map(|(_, masked)| *masked).collect();
        words.join(" ")
    };
    let count = |text: &str| text.split(' ').filter(|word| !word.is_empty()).count();
    let text = said(&left);
    if let Some(found) = PATTERNS.opening.find(&text) {
        left.drain(..count(found.as_str()));
    }
    let text = said(&left);
    if let Some(found) = PATTERNS.closing.find(&text) {
        left.truncate(left.len() - count(found.as_str()));
    }
    // A signature, or somebody called by name.
    if left.len() <= 3 && left.iter().all(|(_, masked)| *masked == NAME) {
        left.clear();
    }
    left.into_iter().map(|(token, _)| token).collect()
}

#[cfg(test)]
mod tests {
    use crate::text::{Analyzer, TextLanguage};

    fn off(message: &str) -> String {
        let known = ["milano", "lombardia", "nido", "marta"];
        let clauses = Analyzer::new(TextLanguage::Italian).clauses(message);
        super::off(&clauses, |word| known.contains(&word)).map_or("-".to_owned(), |left| left.join(" "))
    }

    #[test]
    fn courtesy_goes_and_the_question_stays() {
        for (message, question) in [
            ("Buongiorno, quanto dura il congedo? Grazie", "quanto dura il congedo"),
            ("ciao quanto dura il congedo grazie mille", "quanto dura il congedo"),
            ("Buonasera, scusate il disturbo, quanto dura?", "quanto dura"),
            ("Salve, sono Francesca e vi scrivo da Cinisello. Posso andare al nido?", "posso andare al nido"),
            ("Gentile avvocata Rossi, mi spetta il congedo?", "mi spetta il congedo"),
            ("Salve avrei bisogno di un'informazione: il nido si paga?", "il nido si paga"),
            ("volevo sapere se il nido si paga. Grazie in anticipo e cordiali saluti", "il nido si paga"),
            (
                "Il nido si paga? Vi ringrazio per la disponibilità. Distinti saluti, Elena Ferri",
                "il nido si paga",
            ),
            ("Il nido si paga? Resto in attesa di un vostro gentile riscontro", "il nido si paga"),
            ("buongiorno dottoressa volevo chiederle una cosa: il nido si paga?", "il nido si paga"),
            ("ehm il nido cioè si paga", "il nido si paga"),
        ] {
            assert_eq!(off(message), question, "{message}");
        }
    }

    #[test]
    fn words_that_ask_for_something_stay() {
        for (message, question) in [
            ("Volevo chiedere il congedo", "volevo chiedere il congedo"),
            ("Ho una domanda di maternità respinta", "ho una domanda di maternita respinta"),
            ("Domanda di congedo: entro quando?", "domanda di congedo entro quando"),
            ("Il nido costa caro", "il nido costa caro"),
            ("sono incinta, quanto lavoro?", "sono incinta quanto lavoro"),
            ("sono farmacista", "sono farmacista"),
            ("Vi scrivo da Milano, il nido si paga?", "da milano il nido si paga"),
            ("posso salutare i colleghi?", "posso salutare i colleghi"),
            ("grazie alla legge 104 sto a casa", "alla legge 104 sto a casa"),
            ("chiedo scusa al capo se esco prima?", "al capo se esco prima"),
            ("Il pronto soccorso è lontano", "il pronto soccorso e lontano"),
        ] {
            assert_eq!(off(message), question, "{message}");
        }
    }

    #[test]
    fn courtesy_alone_is_none_of_our_business() {
        for message in
            ["Buongiorno!", "Grazie mille, buona giornata", "ciao sono Luca", "avrei una domanda", ""]
        {
            assert_eq!(off(message), "-", "{message}");
        }
    }
}
