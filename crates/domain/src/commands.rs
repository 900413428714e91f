//! The grammar of commands: what people type after `/` and experts after `!`.
//!
//! A line is *not mine*, *mine*, or *mine but wrong*. One table per audience holds names, arguments and help, so that
//! help can never forget a command.

use jiff::civil::Date;
use leave::letters;

use super::{
    language::Language,
    marks::{LineMark, is_mixed},
    plain_words,
    words::Words,
};

/// How much of a line that is no command is shown back, in characters.
const LONGEST_TYPED: usize = 40;

/// A person's command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonCommand {
    /// What Telegram sends for the person who opens the chat; with the code of an organisation's link.
    Start(Option<Words>),
    Help,
    Cases,
    Status,
    /// With a language, switch to it; without, offer the languages.
    Language(Option<Language>),
    Privacy,
    Cancel,
    Erase,
    Export,
    /// What the desk has understood of who somebody is.
    Profile,
    /// What this desk is.
    About(About),
    /// Leads into a guided conversation, which the app holds.
    Guide(GuideCommand),
    /// Something after a `/` that is no command.
    Unknown,
}

/// What people ask about the desk itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Who,
    Robot,
    Readers,
    Cost,
}

/// What a guided conversation can begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuideCommand {
    /// The dates of a leave.
    Leave,
    /// A company's plans and reminders; with the code of its link.
    Company(Option<Words>),
    /// What comes next.
    Reminders,
}

/// An expert's command about one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseCommand {
    Take,
    Release,
    /// With words: why the case is closed without a reply.
    Close(Option<Words>),
    Reopen,
    Note(Words),
    /// Send this article to the person.
    Use(String),
    /// Let nothing of this person's through any more.
    Block,
    Unblock,
    /// Show the person's words as they are, with what is covered otherwise.
    Show,
}

/// A sign beneath the head of a case that is a command, as long as it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReactionCommand {
    /// ✋
    Take,
    /// ✅
    Close,
}

impl ReactionCommand {
    /// Reads a reaction, in whatever colour of skin.
    #[must_use]
    pub fn parse(reaction: &str) -> Option<Self> {
        let plain = |c: &char| !matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        match reaction.chars().filter(plain).collect::<String>().as_str() {
            "✋" | "🖐" => Some(Self::Take),
            "✅" => Some(Self::Close),
            _ => None,
        }
    }

    /// The command it stands for.
    #[must_use]
    pub fn command(self) -> CaseCommand {
        match self {
            Self::Take => CaseCommand::Take,
            Self::Close => CaseCommand::Close(None),
        }
    }
}

/// An expert's command about the whole desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomCommand {
    Help,
    List,
    Due,
    /// The most pressing case.
    Next,
    /// How the promise has been kept lately.
    Figures,
    /// Which articles expire when.
    ArticlesDue,
    /// Who is called when the room is: with names, from now on these.
    Duty(Option<Words>),
    Search(Words),
}

/// An expert's command about an article that comes from a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleCommand {
    /// Draft one from the question and the replies; with words, the first line is its title and the others its text.
    Draft(Option<Words>),
    /// A second expert lets it be answered with. Without a name, that of this thread.
    Approve(Option<String>),
    /// It is answered with no more.
    Withdraw(Option<String>),
    /// It has been read again, and may be sent by itself until that day; a second expert has to approve.
    Renew { slug: String, until: Date },
}

/// What experts do with questions that articles have answered: they can become ways of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhrasingCommand {
    /// Those that wait.
    List,
    /// The one of this number counts from now on.
    Learn(i64),
    /// The one of this number does not count, or no more.
    Discard(i64),
}

/// What experts do with what has changed: those who have asked to be told are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewsCommand {
    /// Whom would news of this article or rule reach?
    Propose(String),
    /// The news of this number go out.
    Confirm(i64),
}

/// What an expert's line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffLine {
    /// For the person, if written in a case's thread.
    Reply(Words),
    /// For the staff only.
    Note(Words),
    Case(CaseCommand),
    Room(RoomCommand),
    /// The case goes to a colleague of this name.
    Assign(String),
    Article(ArticleCommand),
    Phrasing(PhrasingCommand),
    News(NewsCommand),
    Wrong(Mistake),
    /// Nothing readable.
    Empty,
}

/// A command that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// No such command; the nearest one, if any is near. `typed` has its mark.
    Unknown { typed: String, nearest: Option<&'static str> },
    /// Words and, on a later line, a note or a command: nobody can tell what of it is for whom.
    Mixed,
    /// It needs something after it.
    NeedsArgument { command: &'static str },
}

/// One command: its Italian and English names, the Fluent message that explains it, and how it is made of what
/// follows its name; `None` where something must follow and does not.
pub struct Definition<C: 'static> {
    pub names: &'static [&'static str],
    pub help: &'static str,
    make: fn(Option<Words>) -> Option<C>,
}

/// Every command of a person's, in the order help shows them.
pub const PERSON: &[Definition<PersonCommand>] = &[
    person(&["aiuto", "help"], "command-help", |_| Some(PersonCommand::Help)),
    person(&["congedo", "leave"], "command-leave", |_| Some(PersonCommand::Guide(GuideCommand::Leave))),
    person(&["promemoria", "reminders"], "command-reminders", |_| {
        Some(PersonCommand::Guide(GuideCommand::Reminders))
    }),
    person(&["azienda", "company"], "command-company", |code| {
        Some(PersonCommand::Guide(GuideCommand::Company(code)))
    }),
    person(&["pratiche", "cases"], "command-cases", |_| Some(PersonCommand::Cases)),
    person(&["stato", "status"], "command-status", |_| Some(PersonCommand::Status)),
    person(&["lingua", "language"], "command-language", |argument| {
        Some(PersonCommand::Language(argument.and_then(|words| words.as_str().parse().ok())))
    }),
    person(&["privacy"], "command-privacy", |_| Some(PersonCommand::Privacy)),
    person(&["profilo", "profile"], "command-profile", |_| Some(PersonCommand::Profile)),
    person(&["annulla", "cancel"], "command-cancel", |_| Some(PersonCommand::Cancel)),
    person(&["cancella", "erase"], "command-erase", |_| Some(PersonCommand::Erase)),
    person(&["esporta", "export"], "command-export", |_| Some(PersonCommand::Export)),
];

/// What nobody types, and every Telegram client sends: no help tells about it.
const START: Definition<PersonCommand> = person(&["start"], "", |code| Some(PersonCommand::Start(code)));

/// Any kind of an expert's command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffCommand {
    Case(CaseCommand),
    Room(RoomCommand),
    Assign(String),
    Article(ArticleCommand),
    Phrasing(PhrasingCommand),
    News(NewsCommand),
}

/// Every command of an expert's, in the order help shows them.
pub const STAFF: &[Definition<StaffCommand>] = &[
    staff(&["aiuto", "help"], "staff-command-help", |_| Some(room(RoomCommand::Help))),
    staff(&["elenco", "list"], "staff-command-list", |_| Some(room(RoomCommand::List))),
    staff(&["scadenze", "due"], "staff-command-due", |what| {
        match what.as_ref().map(|what| what.as_str().to_lowercase()).as_deref() {
            None => Some(room(RoomCommand::Due)),
            Some("schede" | "articles") => Some(room(RoomCommand::ArticlesDue)),
            Some(_) => None,
        }
    }),
    staff(&["prossima", "next"], "staff-command-next", |_| Some(room(RoomCommand::Next))),
    staff(&["prendi", "take"], "staff-command-take", |_| Some(case(CaseCommand::Take))),
    staff(&["lascia", "release"], "staff-command-release", |_| Some(case(CaseCommand::Release))),
    staff(&["assegna", "assign"], "staff-command-assign", |name| {
        Some(StaffCommand::Assign(name?.as_str().to_owned()))
    }),
    staff(&["chiudi", "close"], "staff-command-close", |why| Some(case(CaseCommand::Close(why)))),
    staff(&["riapri", "reopen"], "staff-command-reopen", |_| Some(case(CaseCommand::Reopen))),
    staff(&["nota", "note"], "staff-command-note", |words| Some(case(CaseCommand::Note(words?)))),
    staff(&["kb"], "staff-command-kb", |words| Some(room(RoomCommand::Search(words?)))),
    staff(&["usa", "use"], "staff-command-use", |slug| {
        Some(case(CaseCommand::Use(slug?.as_str().to_owned())))
    }),
    staff(&["scheda", "draft"], "staff-command-draft", |text| Some(article(ArticleCommand::Draft(text)))),
    staff(&["approva", "approve"], "staff-command-approve", |slug| {
        Some(article(ArticleCommand::Approve(slug.map(|slug| slug.as_str().to_owned()))))
    }),
    staff(&["riconferma", "renew"], "staff-command-renew", |what| {
        let what = what?;
        let (slug, until) = what.as_str().split_once(char::is_whitespace)?;
        let until = day(until.trim())?;
        Some(article(ArticleCommand::Renew { slug: slug.to_owned(), until }))
    }),
    staff(&["ritira", "withdraw"], "staff-command-withdraw", |slug| {
        Some(article(ArticleCommand::Withdraw(slug.map(|slug| slug.as_str().to_owned()))))
    }),
    staff(&["modi", "ways"], "staff-command-ways", |_| Some(StaffCommand::Phrasing(PhrasingCommand::List))),
    staff(&["impara", "learn"], "staff-command-learn", |number| {
        Some(StaffCommand::Phrasing(PhrasingCommand::Learn(number_in(number)?)))
    }),
    staff(&["scarta", "discard"], "staff-command-discard", |number| {
        Some(StaffCommand::Phrasing(PhrasingCommand::Discard(number_in(number)?)))
    }),
    staff(&["avvisa", "notify"], "staff-command-notify", |slug| {
        Some(StaffCommand::News(NewsCommand::Propose(slug?.as_str().to_owned())))
    }),
    staff(&["conferma", "confirm"], "staff-command-confirm", |number| {
        Some(StaffCommand::News(NewsCommand::Confirm(number_in(number)?)))
    }),
    staff(&["turno", "duty"], "staff-command-duty", |names| Some(room(RoomCommand::Duty(names)))),
    staff(&["statistiche", "figures"], "staff-command-figures", |_| Some(room(RoomCommand::Figures))),
    staff(&["blocca", "block"], "staff-command-block", |_| Some(case(CaseCommand::Block))),
    staff(&["sblocca", "unblock"], "staff-command-unblock", |_| Some(case(CaseCommand::Unblock))),
    staff(&["mostra", "show"], "staff-command-show", |_| Some(case(CaseCommand::Show))),
];

const fn person(
    names: &'static [&'static str],
    help: &'static str,
    make: fn(Option<Words>) -> Option<PersonCommand>,
) -> Definition<PersonCommand> {
    Definition { names, help, make }
}

const fn staff(
    names: &'static [&'static str],
    help: &'static str,
    make: fn(Option<Words>) -> Option<StaffCommand>,
) -> Definition<StaffCommand> {
    Definition { names, help, make }
}

fn case(command: CaseCommand) -> StaffCommand {
    StaffCommand::Case(command)
}

fn room(command: RoomCommand) -> StaffCommand {
    StaffCommand::Room(command)
}

fn article(command: ArticleCommand) -> StaffCommand {
    StaffCommand::Article(command)
}

/// A day as experts type it: 15/7/2027, or 2027-07-15.
fn day(text: &str) -> Option<Date> {
    ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"].iter().find_map(|format| Date::strptime(format, text).ok())
}

fn number_in(argument: Option<Words>) -> Option<i64> {
    argument?.as_str().parse().ok()
}

/// Reads a person's line: `None` if it is no command. `/aiuto@bot` counts as `/aiuto`, and so do plain words that say so.
/// Clients eat a slash or want two, and some people type another mark: `//privacy` and `!privacy` are `/privacy`.
#[must_use]
pub fn person_line(words: &Words) -> Option<PersonCommand> {
    let text = words.as_str();
    let marked = text.strip_prefix("//").or_else(|| text.strip_prefix(['/', '!', '！', '／']));
    let Some(marked) = marked else {
        return plain_words::command(words).or_else(|| bare_name(text));
    };
    marked.starts_with(char::is_alphabetic).then_some(())?;
    let known = slash_command(marked);
    // Whatever else begins with a mark of exclamation is an exclamation.
    known.or_else(|| text.starts_with('/').then_some(PersonCommand::Unknown))
}

/// The name of a command by itself, from clients that throw the slash away; what is a word of everyday use is none.
fn bare_name(text: &str) -> Option<PersonCommand> {
    let everyday =
        ["congedo", "leave", "azienda", "company", "stato", "status", "lingua", "language", "cases", "start"];
    let name = text.trim().to_lowercase();
    let definition = find(PERSON, &name).filter(|_| !everyday.contains(&name.as_str()))?;
    (definition.make)(None)
}

fn slash_command(marked: &str) -> Option<PersonCommand> {
    let (name, argument) = name_and_argument(marked);
    let name = name.split('@').next().unwrap_or_default();
    find(PERSON, name)
        .or_else(|| (name == START.names[0]).then_some(&START))
        .and_then(|definition| (definition.make)(argument))
}

/// Reads an expert's line. Only what begins with no mark, on any of its lines, can be for the person.
#[must_use]
pub fn staff_line(raw: &str) -> StaffLine {
    let Some(words) = Words::parse(raw) else {
        return StaffLine::Empty;
    };
    let said = match LineMark::of(raw) {
        LineMark::None => StaffLine::Reply(words),
        LineMark::Note(note) => return Words::parse(note).map_or(StaffLine::Empty, StaffLine::Note),
        LineMark::Command(command) => staff_command(command),
        LineMark::Bang(rest) => StaffLine::Wrong(not_a_command(&words, rest)),
    };
    let has_words_for_people =
        matches!(said, StaffLine::Reply(_) | StaffLine::Article(ArticleCommand::Draft(_)));
    if has_words_for_people && is_mixed(raw) { StaffLine::Wrong(Mistake::Mixed) } else { said }
}

/// What follows the mark of a command.
fn staff_command(rest: &str) -> StaffLine {
    let (name, argument) = name_and_argument(rest);
    let Some(definition) = find(STAFF, &name) else {
        return StaffLine::Wrong(Mistake::Unknown { nearest: nearest(&name), typed: format!("!{name}") });
    };
    match (definition.make)(argument) {
        Some(StaffCommand::Case(command)) => StaffLine::Case(command),
        Some(StaffCommand::Room(command)) => StaffLine::Room(command),
        Some(StaffCommand::Assign(name)) => StaffLine::Assign(name),
        Some(StaffCommand::Article(command)) => StaffLine::Article(command),
        Some(StaffCommand::Phrasing(command)) => StaffLine::Phrasing(command),
        Some(StaffCommand::News(command)) => StaffLine::News(command),
        None => StaffLine::Wrong(Mistake::NeedsArgument { command: definition.names[0] }),
    }
}

/// The name in lower case, and what stands behind it, if anything does.
fn name_and_argument(command: &str) -> (String, Option<Words>) {
    let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    (name.to_lowercase(), Words::parse(argument))
}

/// A line that looks like a command, shown back up to its first word.
fn not_a_command(words: &Words, rest: &str) -> Mistake {
    let name = rest.split(char::is_whitespace).next().unwrap_or_default();
    let first_line = words.as_str().lines().next().unwrap_or_default();
    let name_at = first_line.find(name).filter(|_| !name.is_empty());
    let end = name_at.map_or(first_line.len(), |at| at + name.len());
    let typed = first_line[..end].chars().take(LONGEST_TYPED).collect::<String>().trim().to_owned();
    Mistake::Unknown { typed, nearest: nearest(&name.to_lowercase()) }
}

fn find<C>(table: &'static [Definition<C>], name: &str) -> Option<&'static Definition<C>> {
    table.iter().find(|definition| definition.names.contains(&name))
}

fn nearest(typed: &str) -> Option<&'static str> {
    letters::nearest(typed, STAFF.iter().flat_map(|definition| definition.names).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::parse(text).unwrap()
    }

    #[test]
    fn people_command_with_a_slash() {
        for (line, command) in [
            ("/aiuto", Some(PersonCommand::Help)),
            ("/START", Some(PersonCommand::Start(None))),
            ("/start@sportello_bot cgil-milano", Some(PersonCommand::Start(Some(words("cgil-milano"))))),
            ("/pratiche@sportello_bot", Some(PersonCommand::Cases)),
            ("/lingua", Some(PersonCommand::Language(None))),
            ("/lingua en", Some(PersonCommand::Language(Some(Language::En)))),
            ("/cancela", Some(PersonCommand::Unknown)),
            ("posso usare /aiuto?", None),
            ("//privacy", Some(PersonCommand::Privacy)),
            ("!privacy", Some(PersonCommand::Privacy)),
            ("privacy", Some(PersonCommand::Privacy)),
            ("!!! urgente", None),
            ("!rispondete", None),
            ("congedo", None),
            ("/ 2 mesi", None),
        ] {
            assert_eq!(person_line(&words(line)), command, "{line}");
        }
    }

    #[test]
    fn experts_command_with_an_exclamation_mark_and_keep_notes_with_slashes() {
        use StaffLine::{Case, Empty, Note, Reply, Room, Wrong};
        let unknown = |typed: &str, nearest| Wrong(Mistake::Unknown { typed: typed.into(), nearest });
        for (line, read) in [
            ("Buongiorno!", Reply(words("Buongiorno!"))),
            ("!!! attenzione", unknown("!!! attenzione", None)),
            ("! chiudi", unknown("! chiudi", Some("chiudi"))),
            ("！chiudi", unknown("！chiudi", Some("chiudi"))),
            ("!", unknown("!", None)),
            ("> !Chiudi tutto", unknown("> !Chiudi", Some("chiudi"))),
            ("/ sento INPS", Note(words("sento INPS"))),
            ("\\ sento INPS", Note(words("sento INPS"))),
            ("// sento INPS\nanche domani", Note(words("sento INPS\nanche domani"))),
            ("Buongiorno\n// esagera", Wrong(Mistake::Mixed)),
            ("Buongiorno\n !chiudi", Wrong(Mistake::Mixed)),
            ("!scheda Titolo\nTesto\n/ da rivedere", Wrong(Mistake::Mixed)),
            ("// sento INPS", Note(words("sento INPS"))),
            ("//", Empty),
            ("  \u{0}", Empty),
            ("!prendi", Case(CaseCommand::Take)),
            ("!TAKE", Case(CaseCommand::Take)),
            ("!chiudi", Case(CaseCommand::Close(None))),
            ("!chiudi era una prova", Case(CaseCommand::Close(Some(words("era una prova"))))),
            ("!usa maternita-quanto-dura", Case(CaseCommand::Use("maternita-quanto-dura".into()))),
            ("!kb congedo padre", Room(RoomCommand::Search(words("congedo padre")))),
            ("!nota", Wrong(Mistake::NeedsArgument { command: "nota" })),
            ("!impara 3", StaffLine::Phrasing(PhrasingCommand::Learn(3))),
            ("!impara -3", StaffLine::Phrasing(PhrasingCommand::Learn(-3))),
            ("!impara tre", Wrong(Mistake::NeedsArgument { command: "impara" })),
            ("!chidi", unknown("!chidi", Some("chiudi"))),
            ("!xyzzy", unknown("!xyzzy", None)),
        ] {
            assert_eq!(staff_line(line), read, "{line}");
        }
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let mut names: Vec<&str> = STAFF.iter().flat_map(|d| d.names).copied().collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_sign_commands_in_whatever_colour_and_others_say_nothing() {
        for (sign, command) in [
            ("✋", Some(ReactionCommand::Take)),
            ("✋🏿", Some(ReactionCommand::Take)),
            ("🖐️", Some(ReactionCommand::Take)),
            ("🖐🏽", Some(ReactionCommand::Take)),
            ("✅", Some(ReactionCommand::Close)),
            ("✅\u{fe0f}", Some(ReactionCommand::Close)),
            ("👍", None),
            ("✅✅", None),
            ("", None),
        ] {
            assert_eq!(ReactionCommand::parse(sign), command, "{sign}");
        }
    }

    #[test]
    fn an_article_is_renewed_until_a_day_as_experts_type_it() {
        let renewed = |day: &str| match staff_line(&format!("!riconferma congedo {day}")) {
            StaffLine::Article(ArticleCommand::Renew { slug, until }) => Some(format!("{slug} {until}")),
            line => {
                let needs = Mistake::NeedsArgument { command: "riconferma" };
                assert_eq!(line, StaffLine::Wrong(needs), "{day}");
                None
            }
        };
        for day in ["15/7/2027", "15.07.2027", "2027-07-15", "  15/7/2027 "] {
            assert_eq!(renewed(day).as_deref(), Some("congedo 2027-07-15"), "{day}");
        }
        for day in ["", "domani", "15/7", "31/6/2027", "2027"] {
            assert_eq!(renewed(day), None, "{day}");
        }
    }
}
