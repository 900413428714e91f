//! The command line, as somebody types it.

use std::{
    fs::Permissions,
    io::{BufRead, BufReader, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use insta::assert_snapshot;
use jiff::{ToSpan, tz::TimeZone};
use sportello::clock::{Clock, SystemClock};
use tempfile::TempDir;

/// A folder somebody works in, with the stories' articles.
struct Shell(TempDir);

impl Shell {
    fn open() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env("SPORTELLO__DESK__KNOWLEDGE_DIR", crate::support::articles())
            .env_remove("RUST_LOG");
        command
    }

    fn runs(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("sportello")
    }

    /// Starts a chat with both ends in our hands.
    fn starts(&self, environment: &[(&str, &str)]) -> Child {
        let mut command = self.command(&["chat"]);
        command.envs(environment.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.spawn().expect("sportello")
    }

    fn chats(&self, lines: &str) -> String {
        let mut chat = self.starts(&[]);
        chat.stdin.take().expect("stdin").write_all(lines.as_bytes()).expect("typed");
        let output = chat.wait_with_output().expect("an end");
        assert!(output.status.success());
        text(&output.stdout)
    }

    fn writes(&self, file: &str, content: &str) {
        let path = self.0.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn chat_with_piped_input_prints_who_speaks_and_ends_with_its_input() {
    let transcript = Shell::open().chats("quanti giorni ha il padre alla nascita\n1\n");
    assert_snapshot!(transcript, @"
    tu> quanti giorni ha il padre alla nascita
    sportello> Il padre ha dieci giorni lavorativi pagati per intero.
    sportello> (D.Lgs. 151/2001, art. 27-bis · scheda aggiornata al 22 novembre 2026)
    sportello> (Non serve dirci chi sei. Come trattiamo i messaggi: /privacy)
    sportello> [1] È quello che cercavo  [2] Calcola le mie date  [3] Chiedi a un esperto
    tu> 1
    sportello> Bene, contenti di esserti utili! Se serve altro, scrivi qui.
    sportello> [1] Avvisami se cambia
    ");
}

#[test]
fn chat_goes_on_after_a_restart() {
    let shell = Shell::open();
    let first = shell.chats("come rinnovo il permesso di soggiorno");
    assert!(first.contains("sportello> Questa domanda la legge una persona."), "{first}");
    let number = first.split_once("Ho aperto la pratica ").expect("a case").1[..9].to_owned();
    let second = shell.chats(&format!("/pratiche\n#{number} Si fa alle poste.\n#1 !chiudi\n"));
    assert!(second.contains(&format!("{number} · aperta")), "{second}");
    assert!(second.contains("sportello> Si fa alle poste."), "{second}");
    assert!(second.contains("Chiusa da esperta"), "{second}");
}

/// A company comes with the code of its organisation, and experts see whose it is when they send news.
#[test]
fn a_company_registers_with_a_code() {
    let shell = Shell::open();
    shell.writes("config/sportello.toml", "[organisations]\nacme = \"Officina Acme\"\n");
    let chat = shell.chats("/azienda acme\n1\n1\n1\n1\n10/2/2099\n# !avvisa congedo-parentale-eta\n");
    assert!(
        chat.contains("sportello> Bene: da qui puoi fare il primo calendario. Per tornare qui: /azienda\n"),
        "{chat}"
    );
    assert!(chat.contains("sportello> Il 10 febbraio 2099 è troppo avanti"), "{chat}");
    let due = SystemClock.now().to_zoned(TimeZone::UTC).date().saturating_add(100.days());
    let lines = format!("{due}\n1\n1\n# !avvisa congedo-parentale-eta\n");
    let chat = shell.chats(&lines);
    assert!(chat.contains("sportello> Ecco il calendario «dip. 1».\n"), "{chat}");
    assert!(
        chat.contains(
            "sala> «congedo-parentale-eta» raggiungerebbe: lavoratrici e lavoratori 0, aziende 1.\n"
        ),
        "{chat}"
    );
    assert!(chat.contains("sala> Officina Acme: 1\n"), "{chat}");
}

#[test]
fn chat_takes_as_many_lines_as_are_piped() {
    let transcript = Shell::open().chats(&"/stato\n".repeat(30));
    assert_eq!(transcript.matches("sportello> Non hai domande in attesa.").count(), 30, "{transcript}");
}

#[test]
fn chat_takes_any_bytes() {
    let shell = Shell::open();
    let mut chat = shell.starts(&[]);
    chat.stdin.take().expect("stdin").write_all(b"\xff\xfe\x00 ciao\n\n").expect("typed");
    let output = chat.wait_with_output().expect("an end");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_second_process_on_the_same_folder_is_refused_with_one_line() {
    let shell = Shell::open();
    let mut first = shell.starts(&[]);
    let mut typing = first.stdin.take().expect("stdin");
    typing.write_all(b"ciao\n").expect("typed");
    // The first line of output says that it is up.
    let mut shown = [0; 1];
    std::io::Read::read_exact(first.stdout.as_mut().expect("stdout"), &mut shown).expect("output");
    let second = shell.runs(&["chat"]);
    assert!(!second.status.success());
    assert_snapshot!(text(&second.stderr), @"sportello: the data folder data is used by another sportello: stop that one first, or choose another `data_dir`");
    drop(typing);
    assert!(first.wait().expect("an end").success());
}

#[test]
fn a_chat_that_is_told_to_stop_closes_in_order() {
    let shell = Shell::open();
    let mut chat = shell.starts(&[]);
    let mut typing = chat.stdin.take().expect("stdin");
    typing.write_all(b"ciao\n").expect("typed");
    let mut shown = [0; 30];
    std::io::Read::read_exact(chat.stdout.as_mut().expect("stdout"), &mut shown).expect("output");
    let told = Command::new("kill").args(["-TERM", &chat.id().to_string()]).status().expect("kill");
    assert!(told.success() && chat.wait().expect("an end").success());
    let log = shell.0.path().join("data/sportello.db-wal");
    assert!(!log.exists(), "the write-ahead log is folded into the database");
    assert!(shell.chats("/stato\n").contains("Non hai domande in attesa."));
}

#[test]
fn a_desk_set_up_for_italian_alone_offers_no_english() {
    let shell = Shell::open();
    let mut chat = shell.starts(&[("SPORTELLO__DESK__LANGUAGES", "it")]);
    chat.stdin.take().expect("stdin").write_all(b"/lingua en\n").expect("typed");
    let transcript = text(&chat.wait_with_output().expect("an end").stdout);
    assert!(transcript.contains("[1] Italiano") && !transcript.contains("English"), "{transcript}");
}

#[test]
fn serve_without_a_channel_says_what_is_missing() {
    let output = Shell::open().runs(&["serve"]);
    assert!(!output.status.success());
    assert_snapshot!(text(&output.stderr), @"
    Telegram: not configured
    Matrix: not configured
    sportello: no channel is configured: set `token` in [telegram], or `homeserver` in [matrix]; config/sportello.example.toml explains them. To try the desk without an account: sportello chat
    ");
}

#[test]
fn ask_says_what_the_desk_would_do() {
    let shell = Shell::open();
    let output = shell.runs(&["ask", "come rinnovo il permesso di soggiorno"]);
    assert!(output.status.success());
    assert!(text(&output.stdout).starts_with("human\n"), "{output:?}");

    let output = shell.runs(&["ask", "--json", "quanti giorni ha il padre alla nascita"]);
    let decision: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(decision["outcome"], "answer");
    assert_eq!(decision["card"]["slug"], "padre-giorni");
    assert!(decision["probability"].as_f64().is_some_and(|p| p > 0.5));
}

#[test]
fn leave_gives_every_date_as_json() {
    let shell = Shell::open();
    let output = shell.runs(&["leave", "--due", "2027-02-10", "--born", "2027-01-25", "--json"]);
    assert!(output.status.success(), "{output:?}");
    let plan: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(plan["forecast"], false);
    for (section, key, expected) in [
        ("maternity", "scheme", "2+3"),
        ("maternity", "start", "2026-12-10"),
        ("maternity", "birth", "2027-01-25"),
        ("maternity", "end", "2027-05-11"),
        ("maternity", "return", "2027-05-12"),
        ("maternity", "level", "certain"),
        ("paternity", "first", "2026-12-10"),
        ("paternity", "last", "2027-06-25"),
        ("parental", "last_day", "2041-01-25"),
        ("parental", "paid80_until", "2033-01-25"),
        ("rests", "until", "2028-01-25"),
        ("child_sickness", "unlimited_until", "2030-01-25"),
        ("child_sickness", "ten_days_until", "2041-01-25"),
        ("protection", "dismissal_ban_from", "2026-04-16"),
        ("protection", "dismissal_ban_until", "2028-01-25"),
        ("protection", "validation_until", "2030-01-25"),
        ("protection", "night_ban_until", "2028-01-25"),
        ("protection", "same_unit_until", "2028-01-25"),
    ] {
        assert_eq!(plan[section][key], expected, "{section}.{key}");
    }
    for (section, key, expected) in [
        ("maternity", "added_days", 16),
        ("paternity", "working_days", 10),
        ("paternity", "notice_days", 5),
        ("parental", "months_at_80", 3),
        ("rests", "minutes_per_day_full", 120),
        ("rests", "minutes_per_day_short", 60),
    ] {
        assert_eq!(plan[section][key], expected, "{section}.{key}");
    }
    let deadlines = plan["deadlines"].as_array().expect("a list");
    assert!(deadlines.iter().any(|deadline| deadline["by"] == "2027-02-24"), "{deadlines:?}");
    let notes = plan["maternity"]["notes"].as_array().expect("a list");
    for trap in ["T6: ", "T7: ", "T8: ", "T9: ", "T10: ", "T11: "] {
        let found = notes.iter().any(|note| note.as_str().is_some_and(|note| note.starts_with(trap)));
        assert!(found, "{trap}");
    }
}

#[test]
fn leave_knows_every_way_and_what_is_left() {
    let shell = Shell::open();
    let end = |arguments: &[&str]| {
        let output = shell.runs(&[&["leave", "--json"], arguments].concat());
        assert!(output.status.success(), "{output:?}");
        let plan: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        plan["maternity"]["end"].as_str().expect("a day").to_owned()
    };
    let due = ["--due", "2027-02-10"];
    let with = |more: &[&'static str]| end(&[&due, more].concat());
    assert_eq!(with(&["--scheme", "1+4"]), "2027-06-10");
    assert_eq!(with(&["--flex-days", "10"]), "2027-05-20");
    assert_eq!(with(&["--scheme", "0+5", "--born", "2027-02-16"]), "2027-07-16");
    assert_eq!(with(&["--born", "2027-01-25", "--hospital", "2027-02-08..2027-03-20"]), "2027-06-20");
    assert_eq!(with(&["--interdiction", "7", "--multiple"]), "2027-09-10");
    assert_eq!(end(&["--adoption", "2027-02-10"]), "2027-07-10");
    assert_eq!(end(&["--adoption", "2027-02-10", "--fostering"]), "2027-05-10");
    assert_eq!(end(&["--adoption", "2027-03-01", "--hospital", "2027-03-10..2027-04-10"]), "2027-09-01");
    let json = |arguments: &[&str]| -> serde_json::Value {
        let output = shell.runs(&[&["leave", "--json"], arguments].concat());
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let home = json(&["--due", "2027-02-10", "--home"]);
    assert_eq!(home["protection"]["dismissal_ban_until"], "2028-02-10");
    let domestic = json(&["--due", "2027-02-10", "--domestic"]);
    assert_eq!(domestic["collective_agreement"]["leave_until"], "2027-09-10");
    let abroad = json(&["--adoption", "2027-03-01", "--proposal", "2026-11-20", "--multiple"]);
    assert_eq!(abroad["protection"]["dismissal_ban_from"], "2026-11-20");
    assert_eq!(abroad["rests"]["minutes_per_day_full"], 240);
    let disability = json(&["--due", "2027-02-10", "--disability"]);
    assert_eq!(disability["disability"]["rests_until"], "2030-02-10");
    let father = json(&["--due", "2027-02-10", "--father-from", "2027-03-22", "--father-week", "mon,wed"]);
    assert_eq!(
        father["paternity"]["days"].as_array().and_then(|days| days.last()).expect("a day"),
        "2027-04-26"
    );
    let used = ["--mother-used", "3", "--father-used", "3", "--born", "2027-02-10"];
    let output = shell.runs(&[&["leave"], &due[..], &used].concat());
    let left = "Congedo parentale che resta: alla coppia 5 mesi (madre fino a 3 mesi, padre fino a 4 mesi); \
                all'80% 0 mesi, al 30% 3 mesi.";
    assert!(text(&output.stdout).contains(left), "{output:?}");
    let output = shell.runs(&[&["leave", "--week", "40/5", "--multiple"], &due[..]].concat());
    for said in [
        "Congedo parentale a ore, se il contratto collettivo non dice altro: 4 ore",
        "al padre che lavora almeno 6 ore",
    ] {
        assert!(text(&output.stdout).contains(said), "{output:?}");
    }
}

#[test]
fn leave_says_what_is_wrong_and_what_to_type() {
    let shell = Shell::open();
    let refused = |arguments: &[&str]| {
        let output = shell.runs(&[&["leave"], arguments].concat());
        assert!(!output.status.success(), "{output:?}");
        assert_eq!(text(&output.stdout), "");
        text(&output.stderr).lines().next().expect("a sentence").to_owned()
    };
    assert_snapshot!(refused(&["--due", "2027-02-30"]), @"error: invalid value '2027-02-30' for '--due <DAY>': there is no such day: type year, month and day, like 2027-02-10");
    assert_snapshot!(refused(&["--due", "2127-02-10"]), @"sportello: 2127-02-10 is outside the time that can be computed: type a date from 2001-04-27 to 2050-12-31");
    assert_snapshot!(refused(&["--due", "2027-02-10", "--born", "2026-09-01"]), @"sportello: a birth on 2026-09-01 is before the 180th day of the pregnancy (2026-10-12), for which other rules apply: check both dates, or ask an expert");
    assert_snapshot!(refused(&["--due", "2027-02-10", "--born", "2027-04-01"]), @"sportello: a birth on 2027-04-01 does not belong to a due date of 2027-02-10: check both dates");
    assert_snapshot!(refused(&["--adoption", "2027-02-10", "--proposal", "2027-02-11"]), @"sportello: the proposal to meet the child (2027-02-11) comes after its entry (2027-02-10): check both dates");
    assert_snapshot!(refused(&["--due", "2027-02-10", "--public"]), @"sportello: public employees have the same mandatory leave, but other pay, permits and offices (a month of parental leave in full, sick days paid): a plan would be wrong; ask their personnel office, or an expert");
    assert_snapshot!(refused(&["--due", "2027-02-10", "--scheme", "0+5", "--flex-days", "5"]), @"sportello: days of flexibility belong to the scheme 1+4: leave one of the two out");
    assert_snapshot!(refused(&["--due", "2027-02-10", "--flex-days", "40"]), @"sportello: there can be 1 to 31 days of flexibility: type how many were worked");
    let born = ["--due", "2027-02-10", "--born", "2027-02-10", "--hospital"];
    let stay = |stay: &'static str| refused(&[&born[..], &[stay]].concat());
    assert_snapshot!(stay("2027-03-20..2027-03-01"), @"sportello: the stay ends (2027-03-01) before it begins (2027-03-20): type the earlier day first");
    assert_snapshot!(stay("2027-02-10..2027-03-01"), @"sportello: the leave can be suspended from 2027-02-11 to 2027-05-10: type a first day between the two");
    assert_snapshot!(stay("2027-06-01..2027-06-10"), @"sportello: the leave can be suspended from 2027-02-11 to 2027-05-10: type a first day between the two");
    assert_snapshot!(refused(&["--due", "2027-02-10", "--hospital", "2027-02-20..2027-03-01"]), @"sportello: type the day of the birth as well: a hospital stay is computed after it");
    assert_snapshot!(refused(&["--adoption", "2027-02-10", "--born", "2008-01-01"]), @"sportello: the child is of age by 2027-02-10: other rules apply; ask an expert");
}

#[test]
fn leave_writes_a_file_that_a_calendar_reads() {
    let shell = Shell::open();
    let python = std::env::var("SPORTELLO_TEST_PYTHON").expect("tests/run sets SPORTELLO_TEST_PYTHON");
    let reader = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/leave/read_calendar.py");
    let read = |arguments: &[&str]| {
        let file = shell.runs(&[&["leave", "--ics"], arguments].concat());
        assert!(file.status.success(), "{file:?}");
        let mut reads = Command::new(&python)
            .arg(reader)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Python");
        reads.stdin.take().expect("an input").write_all(&file.stdout).expect("the file");
        let output = reads.wait_with_output().expect("what it reads");
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    assert_snapshot!(read(&["--due", "2027-02-10", "--scheme", "1+4"]), @"
    2026-12-09 Domanda di congedo all'INPS: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2026-12-09 Attestazioni per il congedo: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2027-01-10 Inizio del congedo [6 days, 15:00:00, 15:00:00]
    2027-03-12 Comunicazione a INPS e datore di lavoro: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2027-06-10 Ultimo giorno di congedo [6 days, 15:00:00, 15:00:00]
    2027-06-10 Domanda del bonus INPS: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2027-06-11 Rientro dal congedo [6 days, 15:00:00, 15:00:00]
    2027-07-10 Congedo del padre: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2027-08-10 Domanda dell'assegno: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2028-02-10 Un anno: fine dei riposi giornalieri [6 days, 15:00:00, 15:00:00]
    2030-02-10 Tre anni: fine della convalida delle dimissioni [6 days, 15:00:00, 15:00:00]
    2033-02-10 Congedo all'80%: ultimo giorno [6 days, 15:00:00, 15:00:00]
    2041-02-10 Congedo parentale: ultimo giorno [6 days, 15:00:00, 15:00:00]
    ");
    read(&["--due", "2024-02-29", "--born", "2024-01-31", "--multiple"]);
    read(&["--adoption", "2027-02-10", "--born", "2020-01-01"]);
    read(&["--due", "2027-02-10", "--domestic"]);
}

#[test]
fn eval_measures_any_folder_on_any_labelled_file() {
    let shell = Shell::open();
    let articles = crate::support::articles();
    shell.writes(
        "questions.tsv",
        "question\tlabel\talso\tkind\n\
         quanti giorni ha il padre alla nascita\tpadre-giorni\t\tin\n\
         che tempo fa domani a milano\tOOS\t\tfar\n\
         ciao\tCHAT\t\tchat\n",
    );
    let articles = articles.to_str().expect("a path");
    let output =
        shell.runs(&["eval", "--knowledge", articles, "--questions", "questions.tsv", "--json", "out.jsonl"]);
    assert!(output.status.success(), "{output:?}");
    let lines = std::fs::read_to_string(shell.0.path().join("out.jsonl")).expect("outcomes");
    let outcomes: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let summary: Vec<_> = outcomes.iter().map(|o| (o["outcome"].as_str(), o["slug"].as_str())).collect();
    assert_eq!(
        summary,
        [(Some("answer"), Some("padre-giorni")), (Some("human"), None), (Some("chat"), None)]
    );

    shell.writes("broken.tsv", "question\tlabel\talso\tkind\nno label here\n");
    let output = shell.runs(&["eval", "--knowledge", articles, "--questions", "broken.tsv"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("broken.tsv:2: error:"), "{output:?}");
}

#[test]
fn check_lists_everything_that_is_wrong_at_once_and_chat_starts_all_the_same() {
    let shell = Shell::open();
    shell.writes("sportello.toml", "[desk]\ndata_dirr = \"x\"\n[commitment]\nhours = \"due giorni\"\n");
    shell.writes(
        "knowledge/it/uno/buono.md",
        "+++\nslug = \"buono\"\ntitle = \"Buono\"\nlang = \"it\"\n+++\nTesto.\n",
    );
    shell.writes(
        "knowledge/it/uno/rotto.md",
        "+++\nslug = \"rotto\"\ntitle = 3\nlang = \"it\"\nreview_by = \"domani\"\n+++\n",
    );
    let knowledge = shell.0.path().join("knowledge");
    let check = shell
        .command(&["check", "--config", "sportello.toml"])
        .env("SPORTELLO__DESK__KNOWLEDGE_DIR", "knowledge")
        .output()
        .expect("sportello");
    assert!(!check.status.success());
    assert_snapshot!(text(&check.stderr), @r#"
    sportello.toml:2: error: unknown key `data_dirr` in [desk]: did you mean `data_dir`?
    sportello.toml:4: error: `hours` in [commitment]: string "due giorni" is the wrong kind of value: write a whole number
    knowledge/it/uno/rotto.md:3: error: `title` is a text, not a TOML integer: put it between double quotes
    knowledge/it/uno/rotto.md:5: error: `review_by` is not a date: `domani`: write it like `review_by = 2026-11-22`
    knowledge/it/uno/rotto.md:7: error: the article has no text: write the answer below the second `+++` line
    "#);
    // The other figures are of the day on which it is asked.
    let told = text(&check.stdout);
    assert!(told.starts_with("in the next twelve months "), "{told}");
    assert!(told.contains("duty on Saturday 10:00-11:00: "), "{told}");
    assert_eq!(told.lines().last(), Some("5 errors, 0 warnings"));

    let chat = shell
        .command(&["chat"])
        .env("SPORTELLO__DESK__KNOWLEDGE_DIR", &knowledge)
        .stdin(Stdio::null())
        .output()
        .expect("sportello");
    assert!(chat.status.success(), "one broken article stops nobody: {chat:?}");
    assert!(text(&chat.stderr).contains("rotto.md:3: error:"), "{chat:?}");
}

#[test]
fn a_wrong_configuration_starts_nothing() {
    let shell = Shell::open();
    shell.writes("sportello.toml", "[commitment]\nhours = -1\n");
    let output = shell.runs(&["chat", "--config", "sportello.toml"]);
    assert!(!output.status.success());
    assert_snapshot!(text(&output.stderr), @"
    sportello.toml:2: error: `hours` in [commitment]: `-1` is out of range: write a whole number from 1 to 720
    sportello: the configuration has errors; nothing was started
    ");
}

#[test]
fn our_own_articles_and_example_configuration_pass_their_check() {
    let shell = Shell::open();
    let root = env!("CARGO_MANIFEST_DIR");
    let output = shell
        .command(&["check", "--config", &format!("{root}/config/sportello.example.toml")])
        .env("SPORTELLO__DESK__KNOWLEDGE_DIR", format!("{root}/knowledge"))
        .output()
        .expect("sportello");
    let found = text(&output.stderr);
    // What is past its review date is a warning for whoever reviews, and changes with the calendar.
    let errors: Vec<&str> = found.lines().filter(|line| line.contains(": error:")).collect();
    assert!(output.status.success() && errors.is_empty(), "{found}");
}

/// What others than its owner may do with anything in a folder, the folder itself included.
fn open_to_others(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|file| file.expect("a file"));
    let open = files.filter(|file| file.metadata().expect("a file").permissions().mode() & 0o077 != 0);
    open.map(|file| file.path().display().to_string()).collect()
}

#[test]
fn what_the_desk_keeps_is_for_its_owner_alone() {
    let shell = Shell::open();
    let mut careless = Command::new("sh");
    careless
        .args(["-c", "umask 000; exec \"$0\" chat", env!("CARGO_BIN_EXE_sportello")])
        .current_dir(&shell.0)
        .env("SPORTELLO__DESK__KNOWLEDGE_DIR", crate::support::articles())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut chat = careless.spawn().expect("sportello");
    let mut stdin = chat.stdin.take().expect("stdin");
    writeln!(stdin, "quanto dura la maternità?").expect("typed");
    let mut output = BufReader::new(chat.stdout.take().expect("stdout")).lines();
    output
        .find(|line| line.as_ref().is_ok_and(|line| line.starts_with("sportello>")))
        .expect("an answer")
        .expect("text");
    let data = shell.0.path().join("data");
    assert!(data.join("sportello.db-wal").exists(), "at work");
    assert_eq!(open_to_others(&data), Vec::<String>::new());
    drop(stdin);
    assert!(chat.wait().expect("an end").success());

    std::fs::set_permissions(data.join("sportello.db"), Permissions::from_mode(0o644)).expect("restored");
    shell.chats("ciao\n");
    assert_eq!(open_to_others(&data), Vec::<String>::new(), "what was restored is closed again");

    std::fs::set_permissions(&data, Permissions::from_mode(0o755)).expect("opened");
    let refused = shell.runs(&["chat"]);
    assert!(!refused.status.success());
    assert_snapshot!(text(&refused.stderr), @"sportello: others can read the data folder data: run `chmod 700 data`");
    let check = shell.runs(&["check"]);
    assert!(!check.status.success());
    let told = text(&check.stderr);
    assert!(told.contains("data: error: others can read the data folder: run `chmod 700 data`"), "{told}");
}

#[test]
fn a_desk_has_articles_of_its_own_and_finds_what_is_its_own_from_anywhere() {
    let (home, elsewhere) = (Shell::open(), Shell::open());
    home.writes("sportello.toml", "[desk]\ndata_dir = \"kept\"\n");
    let file = home.0.path().join("sportello.toml");
    let asked = elsewhere
        .command(&["ask", "quanto dura la maternità?", "--config", file.to_str().expect("a name")])
        .env_remove("SPORTELLO__DESK__KNOWLEDGE_DIR")
        .output()
        .expect("sportello");
    assert!(asked.status.success(), "{asked:?}");
    assert!(text(&asked.stdout).contains("answer"), "{asked:?}");
    assert!(home.0.path().join("kept/models").is_dir(), "beside the file");
    assert_eq!(std::fs::read_dir(&elsewhere.0).expect("a folder").count(), 0, "nothing elsewhere");
}

#[test]
fn without_any_article_nothing_starts() {
    let shell = Shell::open();
    shell.writes("broken/uno.md", "no front matter");
    for (folder, named) in [("nowhere", "nowhere"), ("broken", "broken")] {
        let output = shell
            .command(&["chat"])
            .env("SPORTELLO__DESK__KNOWLEDGE_DIR", folder)
            .stdin(Stdio::null())
            .output()
            .expect("sportello");
        assert!(!output.status.success());
        let told = text(&output.stderr);
        assert!(
            told.contains(&format!("no articles to answer from in {named}: correct `knowledge_dir`")),
            "{told}"
        );
    }
}

#[test]
fn whoever_stops_reading_hears_no_panic() {
    let shell = Shell::open();
    let labelled = "question\tlabel\tkind\nche ore sono?\toutside\tx\n";
    shell.writes("questions.tsv", labelled);
    let articles = crate::support::articles();
    let articles = articles.to_str().expect("a name");
    for arguments in [
        ["ask", "quanto dura la maternità?"].as_slice(),
        &["ask", "quanto dura la maternità?", "--json"],
        &["leave", "--due", "2027-02-10"],
        &["leave", "--due", "2027-02-10", "--ics"],
        &["leave", "--due", "2027-02-10", "--json"],
        &["check"],
        &["eval", "--knowledge", articles, "--questions", "questions.tsv"],
        &["--help"],
        &["ask", "--help"],
    ] {
        let mut command = shell.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("sportello");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        let told = text(&output.stderr);
        assert!(!told.contains("panic") && !told.contains("broke"), "{arguments:?}: {told}");

        let mut command = shell.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("sportello");
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().expect("an end").code();
        assert!(code.is_some_and(|code| code <= 1), "{arguments:?} ends with {code:?}, as by a panic");
    }
}

#[test]
fn after_a_restart_a_number_presses_what_was_said_last() {
    let shell = Shell::open();
    shell.chats("quanti giorni ha il padre alla nascita\n");
    let again = shell.chats("1\n");
    assert!(again.contains("sportello> Bene, contenti di esserti utili!"), "{again}");
}

#[test]
fn a_calendar_is_changed_by_the_next_file_and_kept_apart_by_its_name() {
    let shell = Shell::open();
    let file = |arguments: &[&str]| {
        let output = shell.runs(&[&["leave", "--ics", "--due", "2027-02-10"], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        let lines = text(&output.stdout);
        let of = |name: &str| {
            lines.lines().filter_map(|line| line.strip_prefix(name)).map(str::to_owned).collect::<Vec<_>>()
        };
        let sequences: Vec<u32> =
            of("SEQUENCE:").iter().map(|n| n.trim().parse().expect("a number")).collect();
        let events =
            of("UID:").into_iter().filter(|uid| uid.starts_with(char::is_alphabetic)).collect::<Vec<_>>();
        assert_eq!(sequences.len(), lines.matches("BEGIN:VEVENT").count());
        (events, sequences[0])
    };
    let (expected, first) = file(&[]);
    let (born, then) = file(&["--born", "2027-01-25"]);
    assert!(born.iter().any(|uid| expected.contains(uid)) && then >= first, "{expected:?} {born:?}");
    let (another, _) = file(&["--name", "dip-3"]);
    assert!(another.iter().all(|uid| !expected.contains(uid)), "{another:?}");
    assert!(!shell.runs(&["leave", "--ics", "--due", "2027-02-10", "--name", "dip 3\n"]).status.success());
}

#[test]
fn a_link_that_leads_nowhere_is_told_in_a_draft_as_well() {
    let shell = Shell::open();
    let draft = "+++\nslug = \"bozza\"\ntitle = \"Bozza\"\nlang = \"it\"\n+++\n\nVedi [qui](nessuna-scheda.md) e [qui](padre-giorni.md).\n";
    shell.writes("data/drafts/bozza.md", draft);
    let checked = text(&shell.runs(&["check"]).stderr);
    assert!(
        checked.contains("bozza.md:7: warning: the link to `nessuna-scheda.md` leads to no article"),
        "{checked}"
    );
    assert_eq!(checked.matches("leads to no article").count(), 1, "{checked}");
}
