//! The sentences: every language has every one, with the same blanks, and none is left over.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use domain::{
    commands::{PERSON, STAFF},
    language::Language,
    scope::Trait,
};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use knowledge::{ArticleSource, articles::collection, lint::values::unsaid};
use leave::{
    changes::changes,
    reminders::{KINDS, ReminderAudience},
};

/// Message ids and the names of their blanks.
type Sentences = BTreeMap<String, BTreeSet<String>>;

fn sentences(language: Language) -> Sentences {
    let folder = root().join("src/locales").join(language.code());
    let mut sentences = Sentences::new();
    for file in fs::read_dir(folder).expect("a folder for each language") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("text");
        for (name, blanks) in sentences_of(&text) {
            assert!(sentences.insert(name.clone(), blanks).is_none(), "{name} stands twice");
        }
    }
    sentences
}

fn sentences_of(text: &str) -> Sentences {
    let resource = parser::parse(text).expect("well-formed Fluent");
    let mut sentences = Sentences::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut blanks = BTreeSet::new();
            let pattern = message.value.expect("every message says something");
            collect(&pattern, &mut blanks);
            let twice = sentences.insert(message.id.name.to_owned(), blanks);
            assert!(twice.is_none(), "{} stands twice", message.id.name);
        }
    }
    sentences
}

fn collect(pattern: &Pattern<&str>, blanks: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                for variant in variants {
                    collect(&variant.value, blanks);
                }
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = inline {
            blanks.insert(id.name.to_owned());
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn italian_and_english_say_everything_and_the_other_languages_what_a_person_needs() {
    let italian = sentences(Language::It);
    assert_eq!(italian, sentences(Language::En));
    let to_people = |file: &str| {
        let text = fs::read_to_string(root().join("src/locales/it").join(file)).expect("text");
        sentences_of(&text)
    };
    let needed: Sentences =
        ["person.ftl", "traits.ftl", "dates.ftl"].into_iter().flat_map(to_people).collect();
    for language in Language::ALL.into_iter().skip(2) {
        let told = sentences(language);
        let keys = |sentences: &Sentences| sentences.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&told), keys(&needed), "{language}");
        for (key, blanks) in told {
            // How a date is said is the language's own affair.
            assert!(key.starts_with("when") || key == "date" || blanks == needed[&key], "{language}: {key}");
        }
    }
}

#[test]
fn every_sentence_the_code_asks_for_exists_and_every_sentence_is_asked_for() {
    // What a command is for is said by the view; under which key, its table in the domain knows.
    let code =
        ["src", "crates/domain/src", "crates/leave/src"].map(|of| sources(&root().join(of))).join("\n");
    let mut asked: BTreeSet<String> = code
        .split('"')
        .filter(|word| !word.is_empty() && word.chars().all(is_key))
        .map(str::to_owned)
        .collect();
    // Some families of keys are put together from a name.
    for made in ["channel-console", "channel-telegram", "channel-matrix"] {
        asked.insert(made.to_owned());
    }
    let codes = Language::ALL.map(Language::code);
    let others = [
        "ru", "pt", "de", "ur", "fa", "bn", "hi", "pa", "ta", "si", "th", "ka", "am", "el", "he", "ko", "ja",
    ];
    asked.extend(codes.into_iter().chain(others).map(|code| format!("language-{code}")));
    asked.extend(of_reminders());
    asked.extend(of_traits());
    asked.extend(changes().into_iter().map(|(slug, _)| format!("changed-{slug}")));
    let known = sentences(Language::It);
    for key in &asked {
        let made = ["reminder-", "changed-", "work-", "role-", "place-"].iter().any(|of| key.starts_with(of));
        assert!(!made || known.contains_key(key), "`{key}` has no words");
    }
    for key in known.keys() {
        assert!(asked.contains(key), "nobody says `{key}`");
    }
    for key in PERSON.iter().map(|command| command.help).chain(STAFF.iter().map(|command| command.help)) {
        assert!(known.contains_key(key), "`{key}` has no words");
    }
    let mut calls =
        code.split("self.say(\"").chain(code.split("self.text(\"")).chain(code.split("self.with(\""));
    assert!(calls.all(|call| {
        call.split('"')
            .next()
            .is_none_or(|key| !key.chars().all(is_key) || key.is_empty() || known.contains_key(key))
    }));
}

/// The sentences of every kind of reminder.
fn of_reminders() -> impl Iterator<Item = String> {
    KINDS.iter().flat_map(|kind| {
        let worker =
            (kind.audience == ReminderAudience::Both).then(|| format!("reminder-{}-worker", kind.slug));
        [format!("reminder-{}", kind.slug), format!("reminder-{}-title", kind.slug)].into_iter().chain(worker)
    })
}

/// The labels of what people can say of themselves.
fn of_traits() -> impl Iterator<Item = String> {
    Trait::all().map(|said| match said {
        Trait::Work(work) => format!("work-{work}"),
        Trait::Role(role) => format!("role-{role}"),
        Trait::Place(place) => format!("place-{place}"),
    })
}

#[test]
fn what_others_may_read_says_nothing_of_anybodys_health() {
    let unfit = "gravid incint parto partor maternit nascit nato nata puerper allatt malatt ricover ospedal medic \
                 diagnos salut abort prematur neonat pregnan matern birth born breast sick illness hospital health";
    let stems: Vec<&str> = unfit.split_whitespace().collect();
    for language in [Language::It, Language::En] {
        let folder = root().join("src/locales").join(language.code());
        for file in ["reminders.ftl", "leave.ftl"] {
            let text = fs::read_to_string(folder.join(file)).expect("text");
            let read_by_others =
                text.lines().filter(|line| line.starts_with("event-") || line.starts_with("reminder-"));
            for line in read_by_others {
                let (key, sentence) = line.split_once(" = ").expect("a sentence on one line");
                let sentence = sentence.to_lowercase();
                let words = sentence.split(|c: char| !c.is_alphabetic());
                let unfit = words.filter(|word| stems.iter().any(|stem| word.starts_with(stem)));
                assert_eq!(unfit.collect::<Vec<_>>(), [""; 0], "{file}: `{key}`");
            }
        }
    }
}

/// Sentences with examples to type, or with what the desk itself allows: no rule of the law.
const NO_RULES: [&str; 8] =
    ["ask-", "mistake-", "lead-", "date-not-understood", "nickname-length", "amount", "coming", "event-far"];

#[test]
fn the_calculator_and_the_reminders_say_what_the_facts_say() {
    let (collection, _) = collection::load(ArticleSource::Ours);
    let folder = root().join("src/locales/it");
    for file in ["leave.ftl", "reminders.ftl"] {
        let text = fs::read_to_string(folder.join(file)).expect("text");
        for entry in parser::parse(text.as_str()).expect("well-formed Fluent").body {
            let Entry::Message(message) = entry else { continue };
            if NO_RULES.iter().any(|beginning| message.id.name.starts_with(beginning)) {
                continue;
            }
            let said: String =
                message.value.iter().flat_map(|pattern| &pattern.elements).map(words).collect();
            let unsaid: Vec<String> = unsaid(&collection, &said).iter().map(ToString::to_string).collect();
            assert_eq!(unsaid, Vec::<String>::new(), "{}: no fact says this", message.id.name);
        }
    }
}

/// A part of a sentence; in the place of a blank, a word that counts nothing.
fn words<'a>(element: &PatternElement<&'a str>) -> &'a str {
    match element {
        PatternElement::TextElement { value } => value,
        PatternElement::Placeable { .. } => "…",
    }
}

fn is_key(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn sources(folder: &Path) -> String {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| fs::read_to_string(path).expect("text"))
        .collect()
}
