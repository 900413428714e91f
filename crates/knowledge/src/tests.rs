//! Stories: a small collection, a question, what the desk does.

use std::fs;

use domain::verdict::{Chat, Handling, Verdict};
use jiff::civil::{Date, date};

use crate::{eval::evaluate, *};

const TODAY: Date = date(2026, 11, 23);

const ALLATTAMENTO: &[&str] = &[
    "quante ore di allattamento mi spettano?",
    "i riposi per allattamento si prendono la mattina o la sera?",
    "lavoro sei ore, quante ore per allattare il bambino?",
    "posso uscire prima per allattare?",
    "il capo non mi fa uscire un'ora prima per allattare",
];
const DIMISSIONI: &[&str] = &[
    "come do le dimissioni se ho un figlio piccolo?",
    "dove si convalidano le dimissioni?",
    "mi dimetto, devo andare all'ispettorato?",
    "voglio licenziarmi, ho una bimba di un anno",
    "la convalida delle dimissioni quanto tempo ci mette?",
];
const NIDO: &[&str] = &[
    "come si chiede il bonus nido?",
    "quanto rimborsa la regione della retta del nido?",
    "nido gratis, quale isee serve?",
    "la retta del nido me la pagano?",
    "entro quando la domanda per il nido gratis?",
];
const OUTSIDE: &str =
    "a che ora chiude il comune?\nquanto costa un idraulico?\nvoglio cambiare medico di base\n";

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        desk.write("it/outside.txt", OUTSIDE);
        desk.article("allattamento", "", ALLATTAMENTO);
        desk.article("nido", "", NIDO);
        desk.article(
            "dimissioni",
            "[urgent]\nlabel = \"dimissioni sotto pressione\"\nadvice = \"Non firmare nulla.\"\n\
             asked = [\"firmare dimissioni\", \"firmo dimissioni\"]",
            DIMISSIONI,
        );
        desk
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn article(&self, slug: &str, more: &str, asked: &[&str]) {
        self.article_in("it", slug, more, asked);
    }

    fn article_in(&self, lang: &str, slug: &str, more: &str, asked: &[&str]) {
        let text = format!(
            "+++\nslug = \"{slug}\"\ntitle = \"{slug}\"\nlang = \"{lang}\"\n{more}\n+++\nTesto su {slug}.\n"
        );
        self.write(&format!("{lang}/{slug}.md"), &text);
        self.write(&format!("{lang}/{slug}.asked.txt"), &asked.join("\n"));
    }

    fn open(&self) -> Knowledge {
        let (knowledge, diagnostics) = Knowledge::load(self.dir.path(), None).unwrap();
        assert_eq!(diagnostics, []);
        knowledge
    }

    fn decide(&self, question: &str) -> Decision {
        self.open().decide(&Query::new(question, "it"), TODAY)
    }
}

/// One word for the outcome, and the article if one is sent.
fn told(decision: &Decision) -> String {
    match &decision.verdict {
        Verdict::Chat { chat, .. } => format!("chat {chat:?}"),
        Verdict::Answer { card, .. } => format!("answer {}", card.slug),
        Verdict::Choices { .. } => "choices".to_owned(),
        Verdict::Human { urgent: None, .. } => "human".to_owned(),
        Verdict::Human { urgent: Some(urgent), .. } => format!("human, {}", urgent.label),
    }
}

#[test]
fn a_known_way_of_asking_is_answered_however_it_is_typed() {
    let desk = Desk::new();
    for question in [
        "quante ore di allattamento mi spettano?",
        "Buongiorno, QUANTE ORE DI ALLATTAMENTO MI SPETTANO??? grazie",
    ] {
        assert_eq!(told(&desk.decide(question)), "answer allattamento", "{question}");
    }
}

#[test]
fn what_the_collection_does_not_cover_goes_to_a_human() {
    let desk = Desk::new();
    for question in [
        "quanto costa un idraulico?",
        "a che ora gioca la nazionale domani sera?",
        "mio suocero prende la pensione di invalidità, cambia qualcosa?",
        "il vicino fa rumore di notte, chi si chiama?",
    ] {
        assert!(told(&desk.decide(question)).starts_with("human"), "{question}");
    }
}

#[test]
fn a_slip_of_the_finger_is_corrected_and_only_a_guess_costs_confidence() {
    let desk = Desk::new();
    let clean = desk.decide("dove si convalidano le dimissioni?");
    let typo = desk.decide("dove si convalidano le dimisioni?");
    assert_eq!(typo.why.corrections[0].taken_for, "dimissioni");
    assert_eq!(typo.candidates, clean.candidates);
    let guess = desk.decide("dove si convalidano sempre dimisiono?");
    let sure = desk.decide("dove si convalidano sempre dimissioni?");
    assert_eq!(guess.candidates[0].slug, "dimissioni");
    assert!(guess.candidates[0].probability <= sure.candidates[0].probability);
}

#[test]
fn courtesy_changes_nothing_but_the_tone() {
    let desk = Desk::new();
    let bare = desk.decide("dove si convalidano le dimissioni?");
    for polite in [
        "Buongiorno avvocato, scusi il disturbo: dove si convalidano le dimissioni? Grazie in anticipo",
        "ciao sono Francesca e vi scrivo da Cinisello. dove si convalidano le dimissioni? cordiali saluti",
    ] {
        assert_eq!(desk.decide(polite).candidates, bare.candidates, "{polite}");
    }
}

#[test]
fn an_urgent_question_is_never_a_choice_nor_small_talk() {
    let desk = Desk::new();
    desk.article(
        "nido",
        "[urgent]\nlabel = \"prova\"\nadvice = \"Subito.\"\nasked = [\"sorriso urgente\"]",
        NIDO,
    );
    let pressed = "ciao, il capo dice che devo firmare subito un foglio, sono dimissioni";
    assert_eq!(told(&desk.decide(pressed)), "human, pressione a firmare");
    assert_eq!(told(&desk.decide("ho una domanda sul nido, sorriso urgente")), "human, prova");
}

#[test]
fn a_certain_answer_to_an_urgent_question_says_that_it_is_urgent() {
    let desk = Desk::new();
    let asked = "dove si portano le dimissioni per il direttore generale?";
    desk.article(
        "dimissioni",
        "[urgent]\nlabel = \"l\"\nadvice = \"a\"\nasked = [\"dimissioni direttore\"]",
        &[&[asked], DIMISSIONI].concat(),
    );
    let Verdict::Answer { card, .. } = desk.decide(asked).verdict else { panic!("not answered") };
    assert_eq!(card.urgent.unwrap().label, "l");
}

#[test]
fn expired_and_human_only_articles_are_for_the_staff() {
    let desk = Desk::new();
    let question = "quante ore di allattamento mi spettano?";
    for (more, reason) in
        [("review_by = 2026-11-22", Reason::Expired), ("handling = \"human-only\"", Reason::HumanOnly)]
    {
        desk.article("allattamento", more, ALLATTAMENTO);
        let decision = desk.decide(question);
        assert_eq!(decision.why.reason, reason);
        let Verdict::Human { near, urgent: None, .. } = decision.verdict else { panic!("not for a human") };
        assert_eq!(near[0].slug, "allattamento");
    }
    desk.article("allattamento", "review_by = 2026-11-23\nhandling = \"with-human\"", ALLATTAMENTO);
    let Verdict::Answer { card, .. } = desk.decide(question).verdict else { panic!("not answered") };
    assert_eq!(card.handling, Handling::WithHuman);
}

#[test]
fn choices_are_two_or_three_and_can_all_be_sent() {
    let desk = Desk::new();
    desk.article("nido", "handling = \"human-only\"", NIDO);
    let knowledge = desk.open();
    for question in ALLATTAMENTO.iter().chain(DIMISSIONI).chain(NIDO) {
        let half: String = question.split_inclusive(' ').skip(2).collect();
        if let Verdict::Choices { choices } = knowledge.decide(&Query::new(&half, "it"), TODAY).verdict {
            assert!((2..=3).contains(&choices.len()), "{half}");
            assert!(choices.iter().all(|choice| choice.slug != "nido"), "{half}");
        }
    }
}

#[test]
fn too_little_to_look_up_is_vague() {
    let desk = Desk::new();
    for message in ["avrei una domanda", "trattore", "🤷", ""] {
        assert_eq!(told(&desk.decide(message)), format!("chat {:?}", Chat::Vague), "{message}");
    }
}

#[test]
fn a_keyword_of_the_collection_is_a_choice() {
    let desk = Desk::new();
    desk.article("madre", "", &["quanto dura il congedo della madre?", "congedo obbligatorio per la mamma"]);
    desk.article("padre", "", &["quanto dura il congedo del padre?", "congedo obbligatorio per il papà"]);
    for message in ["congedo", "una domanda sul congedo", "Buongiorno, informazioni sul congedo, grazie"] {
        let decision = desk.decide(message);
        assert_eq!(told(&decision), "choices", "{message}");
        assert_eq!(decision.why.reason, Reason::Keyword);
    }
}

#[test]
fn only_the_first_thousand_characters_are_looked_at() {
    let desk = Desk::new();
    let question = "quante ore di allattamento mi spettano?";
    let filled = format!("{question}{}", " ".repeat(MAX_CHARS));
    let long = format!("{filled}e poi voglio sapere di pensioni, tasse e motociclette");
    assert_eq!(told(&desk.decide(&long)), "answer allattamento");
}

#[test]
fn another_language_comes_first_and_italian_is_the_way_back() {
    let desk = Desk::new();
    desk.article_in(
        "en",
        "nursery",
        "",
        &["how do I apply for the nursery bonus?", "who pays the nursery fee?"],
    );
    let knowledge = desk.open();
    let ask = |question, lang| told(&knowledge.decide(&Query::new(question, lang), TODAY));
    assert_eq!(ask("quante ore di allattamento mi spettano?", "en"), "answer allattamento");
    assert_eq!(ask("quante ore di allattamento mi spettano?", "uk"), "answer allattamento");
    let english = knowledge.decide(&Query::new("how do I apply for the nursery bonus?", "en"), TODAY);
    assert_eq!(english.candidates[0].slug, "nursery");
    assert_eq!(knowledge.card("nido", "en").unwrap().title, "nido");
    assert_eq!(knowledge.card("nursery", "it"), None);
}

#[test]
fn the_staff_finds_articles_by_their_words() {
    let found = Desk::new().open().search("convalida ispettorato", "it");
    assert_eq!(found[0].slug, "dimissioni");
}

#[test]
fn an_empty_knowledge_base_leaves_all_to_humans() {
    let knowledge = Knowledge::new(&Collection::default(), None).unwrap();
    assert_eq!(told(&knowledge.decide(&Query::new("quante ore di allattamento?", "it"), TODAY)), "human");
    assert_eq!(told(&knowledge.decide(&Query::new("ciao", "it"), TODAY)), "chat Greeting");
}

#[test]
fn a_decision_can_be_written_as_json() {
    let decision = Desk::new().decide("quante ore di allattamento mi spettano?");
    let json = serde_json::to_value(&decision).unwrap();
    assert_eq!(json["outcome"], "answer");
    assert_eq!(json["card"]["slug"], "allattamento");
    assert_eq!(json["why"]["reason"], "certain");
    assert!(json["candidates"][0]["features"]["coverage"].as_f64().unwrap() > 0.99);
}

#[test]
fn an_evaluation_counts_what_the_desk_would_do() {
    let desk = Desk::new();
    desk.write(
        "q.tsv",
        "question\tlabel\talso\tkind\n\
         quante ore di allattamento mi spettano?\tallattamento\t\tin\n\
         come si chiede il bonus nido?\taltro\tnido, x\tin\n\
         dove si convalidano le dimissioni?\tnon-ancora-scritta\t\tin\n\
         quanto costa un idraulico?\tOOS\t\tfar\n\
         ciao\tCHAT\t\tchat\n",
    );
    let report = evaluate(&desk.open(), &desk.dir.path().join("q.tsv"), TODAY).unwrap();
    let counts = |rate: eval::Rate| (rate.part, rate.whole);
    assert_eq!(counts(report.metrics.answered_wrong), (1, 3));
    assert_eq!(counts(report.metrics.in_answered_right), (2, 2));
    assert_eq!(counts(report.metrics.missing_not_answered), (0, 1));
    assert_eq!(counts(report.metrics.far_not_answered), (1, 1));
    assert_eq!(counts(report.metrics.chat_as_chat), (1, 1));
    let line = serde_json::to_string(&report.lines[4]).unwrap();
    let told = r#"{"question":"ciao","label":"CHAT","outcome":"chat","slug":null,"choices":[],"first":null,"p":0.0,"danger":null,"#;
    assert!(line.starts_with(told), "{line}");
    assert!(report.metrics.to_string().starts_with("wrong among automatic answers         33.3 %"));
}

#[test]
fn an_evaluation_tells_how_it_goes_wrong_and_what_a_slip_costs() {
    let desk = Desk::new();
    desk.article("nido", "area = \"bonus\"", NIDO);
    desk.write(
        "q.tsv",
        "question\tlabel\n\
         quante ore di allattamento mi spettano?\tallattamento\n\
         come si chiede il bonus nido?\tdimissioni\n\
         quanto rimborsa la regione della retta del nido?\tnido\n\
         ciao\tCHAT\n",
    );
    let report = evaluate(&desk.open(), &desk.dir.path().join("q.tsv"), TODAY).unwrap();
    let counts = |rate: eval::Rate| (rate.part, rate.whole);
    let areas: Vec<_> = report.breakdown.areas.iter().map(|area| area.area.as_str()).collect();
    assert_eq!(areas, ["-", "bonus"]);
    assert_eq!(counts(report.breakdown.areas[0].answered_right), (1, 2));
    let [confusion] = report.breakdown.confusions.as_slice() else { panic!("not one confusion") };
    assert_eq!((confusion.label.as_str(), confusion.found.as_str()), ("dimissioni", "nido"));
    assert_eq!(report.reliability.bins.iter().map(|bin| bin.right.whole).sum::<usize>(), 3);
    let typos = report.typos.unwrap();
    assert_eq!(typos.in_answered_right.whole, 3);
    assert!(typos.in_answered_right.part <= report.metrics.in_answered_right.part);
    let text = report.to_string();
    assert!(text.starts_with(&report.metrics.to_string()) && text.contains("   loss "), "{text}");
    assert!(text.lines().all(|line| line.chars().count() < 100), "{text}");
}

#[test]
fn an_article_is_found_by_the_slugs_it_had_before() {
    let desk = Desk::new();
    desk.article("nido", "formerly = [\"nido-2026\"]", NIDO);
    desk.write("q.tsv", "question\tlabel\nquanto rimborsa la regione della retta del nido?\tnido-2026\n");
    let knowledge = desk.open();
    for slug in ["nido", "nido-2026"] {
        assert_eq!(
            (knowledge.current(slug), knowledge.card(slug, "en").unwrap().slug.as_str()),
            ("nido", "nido")
        );
    }
    assert_eq!((knowledge.current("nido-2025"), knowledge.card("nido-2025", "it")), ("nido-2025", None));
    let report = evaluate(&knowledge, &desk.dir.path().join("q.tsv"), TODAY).unwrap();
    assert_eq!((report.lines[0].label.as_str(), report.metrics.in_answered_right.part), ("nido", 1));
}

/// The folder of `Desk::new` with what people say of themselves, and two articles that hold for some of them only.
fn desk_with_scopes() -> Desk {
    let desk = Desk::new();
    desk.write(
        "it/traits.toml",
        "[places]\nafter = [\"a\"]\n[[trait]]\nis = \"work:domestic\"\nsaid = [\"sono colf\"]\n\
         [[trait]]\nis = \"work:private\"\nsaid = [\"lavoro in un azienda\"]\n\
         [[place]]\nis = \"place:italia\"\nnames = [\"bari\"]\n",
    );
    desk.article(
        "allattamento",
        "[scope]\nwork = [\"private\"]\nsays = \"chi lavora in un'azienda\"",
        ALLATTAMENTO,
    );
    desk.article("nido", "[scope]\nplace = \"lombardia\"\nsays = \"chi abita in Lombardia\"", NIDO);
    desk
}

#[test]
fn an_article_says_for_whom_it_holds_where_that_is_not_certain_and_is_not_sent_to_others() {
    let desk = desk_with_scopes();
    let asked = "quante ore di allattamento mi spettano?";
    let answer = |decision: &Decision| match &decision.verdict {
        Verdict::Answer { card, .. } => (card.slug.clone(), card.holds_for.clone(), card.unsaid),
        other => panic!("not answered: {other:?}"),
    };
    let holds = Some("chi lavora in un'azienda".to_owned());
    assert_eq!(
        answer(&desk.decide(asked)),
        ("allattamento".to_owned(), holds, Some(domain::scope::Dimension::Work))
    );
    let known = desk.open();
    let mut profile = Profile::default();
    profile.add(domain::scope::Trait::Work(domain::scope::Work::Private));
    let decision = known.decide(&Query::new(asked, "it").by(&profile), TODAY);
    assert_eq!(answer(&decision), ("allattamento".to_owned(), None, None), "what was said before counts");

    for message in
        ["quante ore di allattamento mi spettano? sono colf", "vivo a Bari, come si chiede il bonus nido?"]
    {
        let decision = desk.decide(message);
        assert!(matches!(decision.verdict, Verdict::Human { .. }), "{message}: {:?}", decision.verdict);
        assert!(!decision.said.is_empty(), "{message}");
    }
}

#[test]
fn nobody_with_two_questions_gets_one_silent_answer() {
    let desk = Desk::new();
    let both = "quante ore di allattamento mi spettano? e poi come si chiede il bonus nido?";
    match desk.decide(both).verdict {
        Verdict::Answer { card, also, .. } => {
            let shown: Vec<&str> =
                also.iter().map(|link| link.slug.as_str()).chain([card.slug.as_str()]).collect();
            assert!(shown.contains(&"nido") && shown.contains(&"allattamento"), "{shown:?}");
        }
        Verdict::Choices { choices } => assert!(choices.len() >= 2, "{choices:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_goes_on_from_an_answer_is_read_with_what_was_asked_before() {
    let desk = Desk::new();
    let known = desk.open();
    let before = domain::conversation::Exchange {
        question: domain::words::Words::parse("quante ore di allattamento mi spettano?").unwrap(),
        slug: "allattamento".to_owned(),
    };
    let after = |message| told(&known.decide(&Query::new(message, "it").after(Some(&before)), TODAY));
    assert_eq!(after("grazie mille!"), "chat Thanks");
    assert_eq!(after("e quindi?"), "chat Vague", "the answer was not understood");
    assert_eq!(after("dove si convalidano le dimissioni?"), "answer dimissioni", "a question of its own");
}
