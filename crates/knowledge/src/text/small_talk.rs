//! Tells small talk from questions: greetings, thanks, too little to look up, the wish for a person.
//!
//! Courtesy is taken off first ([`courtesy`](super::courtesy)). Only when nothing is left that could be looked up is a
//! message small talk: "ciao, quanto dura il congedo? grazie" is a question.

use std::{collections::HashSet, sync::Arc};

use domain::verdict::Chat;

use super::Analyzer;
use crate::articles::collection::Collection;

// Lowercase, without accents; Italian first, then what people of other languages open with.
const GREETINGS: &str =
    "ciao salve buongiorno buonasera buonanotte buondi buon buona giorno sera giornata serata
    pomeriggio hey ehi ei oi benvenuti hello hi hallo hola bonjour arrivederci";
const THANKS: &str =
    "grazie graz grz ringrazio ringraziamo ringraziare thanks thank thx merci gracias ok okay va bene
    perfetto ottimo capito chiaro chiarissimo utile utilissimo";
const COURTESY: &str =
    "mille tante molte molto davvero gentilissimo gentilissima gentilissimi gentile gentili cortese
    cortesemente favore piacere prego scusa scusi scusate scusami tutti tutto nuovo anticipo saluti cordiali
    distinti you very much please";
const OPENINGS: &str = "domanda domande domandina informazione informazioni info aiuto aiutatemi aiutarmi aiutare aiuta
    help question chiedere chiedo sapere so volevo vorrei avrei voglio bisogno posso possiamo potete puo puoi problema
    consiglio cosa qualcosa come fare faccio devo dire dirmi altra altro prova test dimmi can need know want";
/// They count in a question, but by themselves they ask for nothing.
const QUESTION_WORDS: &str =
    "come dove quanto quanta quanti quante quando chi quale quali perche non how what when where
    who why which not";
const PERSONS: &str =
    "persona persone operatore operatrice operatori umano umana umani consulente esperto esperta esperti
    qualcuno qualcuna human operator agent person somebody someone";
/// Those of `PERSONS` that are a wish by themselves.
const PLAIN_WISHES: &str = "operatore operatrice umano umana umani human operator agent";
const TALKING: &str = "parlare parlo parla parlarne parli chiamare chiamo chiamarmi chiama chiamate telefonare telefono
    sentire contattare contatto ricontattare passami passatemi talk speak call vera vero reale real voce bot robot
    macchina invece automatico";

/// The small talk of one language.
pub(crate) struct SmallTalk {
    lines: Vec<ChatLine>,
}

/// A line of `chat.txt`.
struct ChatLine {
    tokens: HashSet<String>,
    content: HashSet<Arc<str>>,
    kind: Chat,
}

impl SmallTalk {
    pub fn new(collection: &Collection, lang: &str, analyzer: &Analyzer) -> Self {
        let lines = collection.chat.iter().filter(|scoped| scoped.holds_for(lang)).map(|scoped| {
            let (kind, phrasing) = &scoped.line;
            ChatLine {
                tokens: analyzer.tokens(&phrasing.text).into_iter().collect(),
                content: content(analyzer, &phrasing.text),
                kind: *kind,
            }
        });
        Self { lines: lines.collect() }
    }

    /// What kind of small talk a message is, or `None` when there is something to look up. `is_courtesy` tells that nothing
    /// is left of it once courtesy is taken off.
    pub fn recognise(&self, message: &str, is_courtesy: bool, analyzer: &Analyzer) -> Option<Chat> {
        let tokens = analyzer.tokens(message);
        if !tokens.iter().any(|token| token.contains(char::is_alphabetic)) {
            return Some(wordless(message));
        }
        self.like_a_line(&tokens, &content(analyzer, message))
            .or_else(|| only_courtesy(message, analyzer))
            .or_else(|| is_courtesy.then(|| polite(&tokens)))
    }

    /// A message that adds no content to a known line and differs little from it is of the same kind.
    fn like_a_line(&self, tokens: &[String], content: &HashSet<Arc<str>>) -> Option<Chat> {
        let tokens: HashSet<&String> = tokens.iter().collect();
        let like = self.lines.iter().filter(|line| content.is_subset(&line.content)).map(|line| {
            let shared = line.tokens.iter().filter(|token| tokens.contains(token)).count();
            // Dice, in percent, so that the best line is a plain maximum.
            (200 * shared / (line.tokens.len() + tokens.len()), line.kind)
        });
        let (percent, kind) = like.max_by_key(|(percent, _)| *percent)?;
        (percent >= 65).then_some(kind)
    }
}

/// A thumb up is thanks; other pictures, digits and dots say too little.
fn wordless(message: &str) -> Chat {
    if message.contains(['👍', '🙏', '❤', '👏', '😊']) { Chat::Thanks } else { Chat::Vague }
}

/// Courtesy of any kind: thanks are thanks, also where somebody greets as well.
fn polite(tokens: &[String]) -> Chat {
    let any = |list: &str| tokens.iter().any(|token| holds(list, token));
    match () {
        () if any(THANKS) => Chat::Thanks,
        () if any(GREETINGS) => Chat::Greeting,
        () => Chat::Vague,
    }
}

fn only_courtesy(message: &str, analyzer: &Analyzer) -> Option<Chat> {
    let words: Vec<Arc<str>> = analyzer.words(message).into_iter().map(|word| word.written).collect();
    let tokens = analyzer.tokens(message);
    let any = |list: &str| tokens.iter().any(|token| holds(list, token));
    let only = |lists: &[&str]| words.iter().all(|word| lists.iter().any(|list| holds(list, word)));

    let wish = any(PLAIN_WISHES) || (any(PERSONS) && any(TALKING));
    if wish && only(&[GREETINGS, THANKS, COURTESY, OPENINGS, PERSONS, TALKING, QUESTION_WORDS]) {
        Some(Chat::WantsHuman)
    } else if any(THANKS) && only(&[GREETINGS, THANKS, COURTESY]) {
        Some(Chat::Thanks)
    } else if any(GREETINGS) && only(&[GREETINGS, COURTESY, PERSONS]) {
        Some(Chat::Greeting)
    } else if only(&[GREETINGS, THANKS, COURTESY, OPENINGS, PERSONS, QUESTION_WORDS]) {
        Some(Chat::Vague)
    } else {
        None
    }
}

/// What is left to look up once courtesy and openings are gone: "una domanda sulle ferie".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Nothing,
    /// One word.
    Keyword,
    More,
}

/// Of the words of a question as they were meant.
pub(crate) fn subject<'a>(words: impl Iterator<Item = (&'a str, &'a Arc<str>)>) -> Subject {
    let padding = [GREETINGS, THANKS, COURTESY, OPENINGS, QUESTION_WORDS];
    let mut left: Vec<&Arc<str>> = words
        .filter(|(written, _)| written.contains(char::is_alphabetic))
        .filter(|(written, _)| !padding.iter().any(|list| holds(list, written)))
        .map(|(_, stem)| stem)
        .collect();
    left.dedup();
    match left.as_slice() {
        [] => Subject::Nothing,
        [_] => Subject::Keyword,
        _ => Subject::More,
    }
}

/// The stems that could be looked up.
fn content(analyzer: &Analyzer, text: &str) -> HashSet<Arc<str>> {
    let padding = [GREETINGS, COURTESY, OPENINGS];
    let words = analyzer.words(text).into_iter();
    words
        .filter(|word| !padding.iter().any(|list| holds(list, &word.written)))
        .map(|word| word.stem)
        .collect()
}

fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        articles::{article::Phrasing, collection::Scoped},
        text::{TextLanguage, courtesy},
    };

    fn recognise(message: &str) -> Option<Chat> {
        let chat = [(Chat::Vague, "una domanda sulle ferie"), (Chat::Thanks, "siete stati bravissimi")];
        let chat = chat.map(|(kind, text)| Scoped {
            lang: None,
            line: (kind, Phrasing { text: text.into(), file: Path::new("").into(), line: 1 }),
        });
        let collection = Collection { chat: chat.to_vec(), ..Collection::default() };
        let analyzer = Analyzer::new(TextLanguage::Italian);
        let is_courtesy = courtesy::off(&analyzer.clauses(message), |_| false).is_none();
        SmallTalk::new(&collection, "it", &analyzer).recognise(message, is_courtesy, &analyzer)
    }

    #[test]
    fn greetings_and_thanks_are_what_they_are() {
        for greeting in ["ciao", "Buongiorno!", "buona sera a tutti", "salve, scusate"] {
            assert_eq!(recognise(greeting), Some(Chat::Greeting), "{greeting}");
        }
        for thanks in [
            "grazie mille",
            "ok grazie 🙏",
            "👍",
            "perfetto, gentilissima!",
            "Grazie in anticipo, resto in attesa. Elena",
        ] {
            assert_eq!(recognise(thanks), Some(Chat::Thanks), "{thanks}");
        }
    }

    #[test]
    fn too_little_to_look_up_is_vague() {
        for vague in [
            "",
            "   ",
            "???",
            "123",
            "🤔",
            "salve, avrei qualcosa da chiedere",
            "help",
            "ho bisogno di informazioni",
        ] {
            assert_eq!(recognise(vague), Some(Chat::Vague), "{vague}");
        }
    }

    #[test]
    fn the_wish_for_a_person_is_heard() {
        for wish in [
            "si può parlare con una persona vera?",
            "operatore",
            "vorrei parlare con un umano, non con un bot",
            "ciao, mi chiama qualcuno per favore?",
        ] {
            assert_eq!(recognise(wish), Some(Chat::WantsHuman), "{wish}");
        }
    }

    #[test]
    fn lines_of_the_collection_count_with_small_differences() {
        assert_eq!(recognise("avrei una domanda sulle ferie"), Some(Chat::Vague));
        assert_eq!(recognise("siete bravissimi"), Some(Chat::Thanks));
    }

    #[test]
    fn courtesy_never_swallows_a_question() {
        for question in [
            "ciao quanto dura il congedo?",
            "buongiorno, posso lavorare fino al nono mese? grazie",
            "grazie, e per il bonus nido?",
            "una domanda sulle ferie di natale: quanti giorni?",
            "la persona che sostituisco rientra, cosa succede?",
            "non voglio parlare con il capo",
            "Come funziona questo sportello e in quanto tempo rispondete?",
            "Buongiorno, come funziona lo sportello? Grazie in anticipo e cordiali saluti",
        ] {
            assert_eq!(recognise(question), None, "{question}");
        }
    }
}
