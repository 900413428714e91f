//! What whoever installs the desk gets to read.

use std::{fs, path::Path};

use domain::language::Language;
use insta::assert_snapshot;
use jiff::civil::Weekday;
use tempfile::TempDir;

use super::*;

/// A folder with one configuration file, and the environment beside it.
struct Desktop {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Desktop {
    fn with(toml: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("sportello.toml"), toml).unwrap();
        Self { folder, variables: vec![] }
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn load(&self) -> LoadedConfig {
        load(Some(&self.file("sportello.toml")), self.variables.iter().cloned())
    }

    /// What holds where the file is silent.
    fn defaults(&self) -> Config {
        let desk = DeskSection { data_dir: self.file("data"), ..DeskSection::default() };
        Config { desk, ..Config::default() }
    }

    /// The configuration, which must be without diagnostics.
    fn config(&self) -> Config {
        assert_eq!(self.diagnostics(), "");
        self.load().config
    }

    /// The diagnostics as `sportello check` prints them, without the folder's name.
    fn diagnostics(&self) -> String {
        let folder = format!("{}/", self.folder.path().display());
        let lines = self.load().diagnostics;
        let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
        lines.join("\n").replace(&folder, "")
    }
}

const EXAMPLE: &str = include_str!("../../config/sportello.example.toml");

#[test]
fn the_example_file_shows_the_defaults() {
    let desktop = Desktop::with(EXAMPLE);
    assert_eq!(desktop.config(), desktop.defaults());
}

#[test]
fn every_key_of_the_example_file_exists() {
    let uncommented: Vec<_> = EXAMPLE
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(key) if key.starts_with(|c: char| c.is_ascii_lowercase()) => key,
            _ => line,
        })
        .collect();
    let desktop = Desktop::with(&uncommented.join("\n"));

    assert_snapshot!(desktop.diagnostics(), @"
    sportello.toml:93: error: both `token` and `token_file` in [telegram]: keep one of them
    sportello.toml:110: error: both `webhook_secret` and `webhook_secret_file` in [telegram]: keep one of them
    sportello.toml:130: error: both `password` and `password_file` in [matrix]: keep one of them
    sportello.toml:135: error: both `access_token` and `access_token_file` in [matrix]: keep one of them
    ");
}

#[test]
fn every_key_that_exists_is_in_the_example_file() {
    for section in ["desk", "commitment", "telegram", "matrix", "limits", "http"] {
        assert!(EXAMPLE.contains(&format!("\n[{section}]\n")), "[{section}]");
        let diagnostics = Desktop::with(&format!("[{section}]\nzzz = 1")).load().diagnostics;
        let known = diagnostics[0].remedy.rsplit_once("known here: ").unwrap().1;
        for key in known.split(", ") {
            let line = EXAMPLE.lines().find(|line| {
                let line = line.strip_prefix('#').unwrap_or(line);
                line.strip_prefix(key).is_some_and(|rest| rest.starts_with([' ', '.']))
            });
            assert!(line.is_some(), "{key} of [{section}]");
        }
    }
}

#[test]
fn without_a_word_all_is_default() {
    let desktop = Desktop::with("");
    let loaded = desktop.load();
    assert_eq!(loaded.config, desktop.defaults());
    assert_eq!(loaded.diagnostics, []);
}

#[test]
fn a_file_asked_for_must_be_there() {
    let loaded = load(Some(Path::new("nowhere.toml")), std::iter::empty());
    assert_eq!(loaded.config, Config::default());
    assert!(loaded.has_errors());
    assert_snapshot!(loaded.diagnostics[0], @"nowhere.toml: error: cannot be read (No such file or directory (os error 2)): name a readable text file with --config");
}

#[test]
fn a_misspelt_key_or_section_is_recognised() {
    let desktop = Desktop::with(
        r#"
        colour = "blue"
        [comitment]
        hours = 24
        [commitment]
        hous = 24
        staffed.monday = []
        wibble = 1
        [http]
        port = 80
        [zebra]
        "#,
    );
    assert_snapshot!(desktop.diagnostics(), @"
    sportello.toml:2: error: key `colour` outside any section: put it into one of the sections desk, commitment, telegram, matrix, organisations, limits, http, alarm
    sportello.toml:3: error: unknown section [comitment]: did you mean [commitment]?
    sportello.toml:6: error: unknown key `hous` in [commitment]: did you mean `hours`?
    sportello.toml:7: error: unknown key `monday` in [commitment.staffed]: did you mean `mon`?
    sportello.toml:8: error: unknown key `wibble` in [commitment]: remove it; known here: hours, honest_minutes, urgent_hours, alerts, alert_lead_minutes, staffed, patron_saint, closures, people_hours
    sportello.toml:10: error: unknown key `port` in [http]: remove it; known here: listen
    sportello.toml:11: error: unknown section [zebra]: remove it; known: desk, commitment, telegram, matrix, organisations, limits, http, alarm
    ");
}

#[test]
fn every_problem_is_told_at_once() {
    let desktop = Desktop::with(
        r#"
[desk]
data_dir = 5
database_url = "mysql://root:hunter2@localhost/desk"
knowledge_dir = "articles"
languages = ["it", "de"]
timezone = "Europa/Roma"
retention_days = 0
reopen_days = "a week"

[commitment]
hours = 900
alerts = [50, 190, 0]
alert_lead_minutes = -1
patron_saint = "7 dicembre"
closures = [
    "2026-12-24..2027-01-01",
    "2026-02-30",
    2026-08-14,
    "2027-01-01..2026-12-24",
]
people_hours = "21:00-08:00"

[commitment.staffed]
mon = ["09:00-13:00", "12:00-14:00"]
tue = ["9-13", "25:00-26:00"]

[telegram]
mode = "carrier pigeon"

[http]
listen = "here"
"#,
    );
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:3: error: `data_dir` in [desk]: integer `5` is the wrong kind of value: write a path in quotes
    sportello.toml:4: error: `database_url` in [desk]: not the address of a database: write "postgres://..."; SQLite needs none
    sportello.toml:6: error: `languages` in [desk]: unknown value `de`: write one of `it`, `en`, `es`, `ro`, `ar`, `zh`, `uk`, `fr`, `sq`, `tl`
    sportello.toml:7: error: `timezone` in [desk]: unknown time zone `Europa/Roma`: write a name like "Europe/Rome"
    sportello.toml:8: error: `retention_days` in [desk]: `0` is out of range: write a whole number from 1 to 3650
    sportello.toml:9: error: `reopen_days` in [desk]: string "a week" is the wrong kind of value: write a whole number
    sportello.toml:12: error: `hours` in [commitment]: `900` is out of range: write a whole number from 1 to 720
    sportello.toml:13: error: `alerts` in [commitment]: `190` is out of range: write a whole number from 1 to 100
    sportello.toml:13: error: `alerts` in [commitment]: `0` is out of range: write a whole number from 1 to 100
    sportello.toml:14: error: `alert_lead_minutes` in [commitment]: `-1` is out of range: write a whole number from 0 to 480
    sportello.toml:15: error: `patron_saint` in [commitment]: `7 dicembre` is not a day of the year: write month and day like "12-07"
    sportello.toml:18: error: `closures` in [commitment]: `2026-02-30` is not a date: write "2026-08-14" or "2026-12-24..2027-01-01"
    sportello.toml:19: error: `closures` in [commitment]: a table or unquoted date is the wrong kind of value: write a text in quotes
    sportello.toml:20: error: `closures` in [commitment]: `2027-01-01..2026-12-24` ends before it starts: write the earlier date first
    sportello.toml:22: error: `people_hours` in [commitment]: `21:00-08:00` ends before it starts: write the earlier time first, both of one day
    sportello.toml:25: error: `staffed.mon` in [commitment]: two stretches overlap: write them apart from each other
    sportello.toml:26: error: `staffed.tue` in [commitment]: `9-13` is not a stretch of the day: write two times like "09:00-13:00"
    sportello.toml:26: error: `staffed.tue` in [commitment]: `25:00-26:00` is not a stretch of the day: write two times like "09:00-13:00"
    sportello.toml:29: error: `mode` in [telegram]: unknown value `carrier pigeon`: write `polling` or `webhook`
    sportello.toml:32: error: `listen` in [http]: invalid socket address syntax: write address and port, like "127.0.0.1:8080"
    "#);

    let mut expected = desktop.defaults();
    expected.desk.knowledge_dir = Some(desktop.file("articles"));
    assert_eq!(desktop.load().config, expected);
}

#[test]
fn lists_are_checked_as_a_whole_too() {
    let desktop = Desktop::with(
        r"
[desk]
languages = []
[commitment]
alerts = [50, 50, 100]
staffed = { mon = [], tue = [], wed = [], thu = [], fri = [] }
",
    );
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:3: error: `languages` in [desk]: no language: write at least one, like ["it"]
    sportello.toml:5: error: `alerts` in [commitment]: not in ascending order: write each number above the one before
    sportello.toml:6: error: `staffed` in [commitment]: nobody is ever at work: write hours on at least one day
    "#);
    assert_snapshot!(Desktop::with("desk.languages = ['it', 'it']").diagnostics(), @"sportello.toml:1: error: `languages` in [desk]: `it` twice: write each language once");
    assert_snapshot!(Desktop::with("commitment.alerts = [50]").diagnostics(), @"sportello.toml:1: error: `alerts` in [commitment]: does not end with 100: write 100 as the last number");
    assert_snapshot!(Desktop::with("desk = 5").diagnostics(), @"sportello.toml:1: error: [desk] is no section: write a section [desk]");
}

#[test]
fn broken_syntax_does_not_hide_the_rest() {
    let desktop = Desktop::with(
        r#"
[desk]
data_dir = /var/lib/sportello
data_dir = "data"
timezone = "Mars/Base"

[commitment]
hours =
hous = 24
reopen 48
people_hours = "08:00-21:00
alerts = [50 75]
staffed.mon = ["9-13"]

[telegram
mode = "webhook"
[http]
listen = 8080
"#,
    );
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:3: error: string values must be quoted: put the value in quotes
    sportello.toml:5: error: `timezone` in [desk]: unknown time zone `Mars/Base`: write a name like "Europe/Rome"
    sportello.toml:8: error: string values must be quoted: put the value in quotes
    sportello.toml:9: error: unknown key `hous` in [commitment]: did you mean `hours`?
    sportello.toml:10: error: key with no value: write `=`
    sportello.toml:11: error: invalid basic string: write `"`
    sportello.toml:12: error: string values must be quoted: put the value in quotes
    sportello.toml:13: error: `staffed.mon` in [commitment]: `9-13` is not a stretch of the day: write two times like "09:00-13:00"
    sportello.toml:15: error: unclosed table: write `]`
    sportello.toml:18: error: `listen` in [http]: integer `8080` is the wrong kind of value: write address and port, like "127.0.0.1:8080"
    "#);
}

#[test]
fn what_is_left_open_does_not_hide_the_rest() {
    let desktop = Desktop::with(
        r#"
[desk]
retention_days = 0
languages = ["it"
timezone = "Mars/Base"

[commitment]
hours = 0
staffed = { mon = []
closures = [
    "2026-08-14"
    "2026-13-14",
]
people_hours = "08:00"
patron_saint.day = 1
patron_saint = "12-07"
alerts = [
    50,

[http]
listen = "here"
"#,
    );
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:3: error: `retention_days` in [desk]: `0` is out of range: write a whole number from 1 to 3650
    sportello.toml:4: error: not closed: write `]` or `}` at its end
    sportello.toml:5: error: `timezone` in [desk]: unknown time zone `Mars/Base`: write a name like "Europe/Rome"
    sportello.toml:8: error: `hours` in [commitment]: `0` is out of range: write a whole number from 1 to 720
    sportello.toml:9: error: not closed: write `]` or `}` at its end
    sportello.toml:12: error: missing comma between array elements: write `,`
    sportello.toml:14: error: `people_hours` in [commitment]: `08:00` is not a stretch of the day: write two times like "09:00-13:00"
    sportello.toml:15: error: `patron_saint` in [commitment]: a table or unquoted date is the wrong kind of value: write a text in quotes
    sportello.toml:16: error: duplicate key: keep one of the two
    sportello.toml:17: error: not closed: write `]` or `}` at its end
    sportello.toml:21: error: `listen` in [http]: invalid socket address syntax: write address and port, like "127.0.0.1:8080"
    "#);
    let desktop = Desktop::with("[commitment]\nclosures = [\n  'soon',\n# end\n");
    assert_snapshot!(desktop.diagnostics(), @"sportello.toml:3: error: unclosed array: write `]`");
}

#[test]
fn a_section_is_no_list() {
    let desktop = Desktop::with("desk = ['data']\n[[commitment]]\nhours = 5\n[[commitment]]");
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:1: error: [desk] is no section: write [desk] once, in single brackets
    sportello.toml:2: error: [commitment] is no section: write [commitment] once, in single brackets
    "#);
}

#[test]
fn no_file_is_too_mangled_to_report_on() {
    let bytes = EXAMPLE.as_bytes();
    for start in (0..bytes.len()).step_by(37) {
        for length in [1, 11, 300] {
            let end = bytes.len().min(start + length);
            let text = [&bytes[..start], &bytes[end..]].concat();
            let loaded = Desktop::with(&String::from_utf8(text).unwrap()).load();
            assert!(loaded.diagnostics.iter().all(|f| f.line.is_some()));
        }
    }
}

#[test]
fn a_day_left_out_keeps_its_hours() {
    let config = Desktop::with("[commitment]\nstaffed.fri = ['14:00-15:00', '09:00-13:00']").config();
    let week = config.commitment.staffed;
    let hours = |weekday| week.on(weekday).iter().map(|s| s.start().hour()).collect::<Vec<_>>();
    assert_eq!(hours(Weekday::Monday), [9, 14]);
    assert_eq!(hours(Weekday::Friday), [9, 14]);
    assert!(hours(Weekday::Saturday).is_empty());
}

#[test]
fn the_environment_wins_over_the_file() {
    let config = Desktop::with("[commitment]\nhours = 24\nalert_lead_minutes = 10")
        .env("SPORTELLO__COMMITMENT__HOURS", "72")
        .env("SPORTELLO__COMMITMENT__ALERTS", "[80, 100]")
        .env("SPORTELLO__COMMITMENT__CLOSURES", "2026-08-14, 2026-12-24..2027-01-01")
        .env("SPORTELLO__COMMITMENT__STAFFED__SAT", "09:00-12:00")
        .env("SPORTELLO__DESK__LANGUAGES", "en")
        .env("SPORTELLO__DESK__DATA_DIR", "2026")
        .env("SPORTELLO__DESK__DATABASE_URL", "postgres:///sportello")
        .env("SPORTELLO__TELEGRAM__TOKEN", "123456")
        .env("SPORTELLO__HTTP__LISTEN", "127.0.0.1:8080")
        .env("SPORTELLO_UNRELATED", "x")
        .config();

    assert_eq!(config.commitment.hours, 72);
    assert_eq!(config.commitment.alert_lead_minutes, 10);
    assert_eq!(config.commitment.alerts.levels().count(), 2);
    assert_eq!(config.commitment.closures.len(), 2);
    assert_eq!(config.commitment.staffed.on(Weekday::Saturday).len(), 1);
    assert_eq!(config.desk.languages.first(), Language::En);
    assert_eq!(config.desk.data_dir, Path::new("2026"));
    assert_eq!(config.desk.database_url.unwrap().reveal(), "postgres:///sportello");
    assert_eq!(config.telegram.token.unwrap().reveal(), "123456");
    assert_eq!(config.http.listen.unwrap().port(), 8080);
}

#[test]
fn findings_about_the_environment_name_the_variable() {
    let desktop = Desktop::with("[desk]\nretention_days = 0")
        .env("SPORTELLO__COMMITMENT__HOUS", "24")
        .env("SPORTELLO__COMMITMENT__HOURS", "two days")
        .env("SPORTELLO__COMMITMENT__ALERTS", "[50, 900]")
        .env("SPORTELLO__COMMITMENT__CLOSURES", "2026-12-24, Easter")
        .env("SPORTELLO__COMMITMENT__STAFFED", "{ mon = ['9-13'] }")
        .env("SPORTELLO__DESK__LANGUAGES", "it,de")
        .env("SPORTELLO__DESK__TIMEZONE", "Roma")
        .env("SPORTELLO__DESKS__TIMEZONE", "Roma")
        .env("SPORTELLO__HOURS", "24");
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:2: error: `retention_days` in [desk]: `0` is out of range: write a whole number from 1 to 3650
    environment: error: SPORTELLO__COMMITMENT__ALERTS: `alerts` in [commitment]: `900` is out of range: write a whole number from 1 to 100
    environment: error: SPORTELLO__COMMITMENT__CLOSURES: `closures` in [commitment]: `Easter` is not a date: write "2026-08-14" or "2026-12-24..2027-01-01"
    environment: error: SPORTELLO__COMMITMENT__HOURS: `hours` in [commitment]: string "two days" is the wrong kind of value: write a whole number
    environment: error: SPORTELLO__COMMITMENT__HOUS: unknown key `hous` in [commitment]: did you mean `hours`?
    environment: error: SPORTELLO__COMMITMENT__STAFFED: `staffed.mon` in [commitment]: `9-13` is not a stretch of the day: write two times like "09:00-13:00"
    environment: error: SPORTELLO__DESK__LANGUAGES: `languages` in [desk]: unknown value `de`: write one of `it`, `en`, `es`, `ro`, `ar`, `zh`, `uk`, `fr`, `sq`, `tl`
    environment: error: SPORTELLO__DESK__TIMEZONE: `timezone` in [desk]: unknown time zone `Roma`: write a name like "Europe/Rome"
    environment: error: SPORTELLO__DESKS__TIMEZONE: unknown section [desks]: did you mean [desk]?
    environment: error: SPORTELLO__HOURS: key `hours` outside any section: put it into one of the sections desk, commitment, telegram, matrix, organisations, limits, http, alarm
    "#);
    assert_eq!(desktop.load().config, desktop.defaults());
}

#[test]
fn secrets_may_live_in_files_of_their_own() {
    let desktop = Desktop::with("");
    fs::write(desktop.file("token"), "123:abc\n").unwrap();
    let token = desktop.file("token").display().to_string();
    let config = desktop.env("SPORTELLO__TELEGRAM__TOKEN_FILE", &token).config();
    assert_eq!(config.telegram.token.unwrap().reveal(), "123:abc");
}

#[test]
fn a_webhook_needs_an_address_a_secret_and_a_place_to_listen() {
    let desktop = Desktop::with("[telegram]\ntoken = '1:a'\nmode = 'webhook'\nwebhook_secret = 'ciao!'\n");
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:3: error: webhook mode without a sound `webhook_url`: set it in [telegram] to the public address, like "https://desk.example.org/telegram"
    sportello.toml:3: error: webhook mode without a sound `webhook_secret`: set it in [telegram], or `webhook_secret_file`: 1 to 256 letters, digits, - or _
    sportello.toml:3: error: webhook mode without a sound `listen`: set it in [http], like "127.0.0.1:8080"
    "#);
    let sound = "[telegram]\ntoken = '1:a'\nmode = 'webhook'\nwebhook_secret = 'ciao'\n\
        webhook_url = 'https://desk.example.org/telegram'\n[http]\nlisten = '127.0.0.1:8080'\n";
    assert_eq!(Desktop::with(sound).diagnostics(), "");
}

#[test]
fn organisations_are_codes_of_links_with_names() {
    let config = Desktop::with("[organisations]\ncgil-milano = 'CGIL Milano'\n").config();
    assert_eq!(config.organisations.name(&"cgil-milano".parse().unwrap()), Some("CGIL Milano"));
    let desktop = Desktop::with("[organisations]\n'cgil milano' = 'CGIL Milano'\n");
    assert_snapshot!(desktop.diagnostics(), @"sportello.toml:2: error: `cgil milano` in [organisations]: `cgil milano` is no code: write 1 to 64 letters, digits, - or _");
}

#[test]
fn a_secret_is_given_once_and_readable() {
    let desktop = Desktop::with(
        r#"
[telegram]
token = "123:abc"
token_file = "token"
[matrix]
password_file = "no/such/file"
"#,
    );
    assert_snapshot!(desktop.diagnostics(), @r#"
    sportello.toml:4: error: both `token` and `token_file` in [telegram]: keep one of them
    sportello.toml:6: error: `password_file` in [matrix]: no/such/file cannot be read (No such file or directory (os error 2)): correct the path, or let the desk read the file
    "#);

    let desktop = Desktop::with("[telegram]\ntoken = ''");
    assert_snapshot!(desktop.diagnostics(), @"sportello.toml:2: error: `token` in [telegram]: not a secret: write a text in quotes, not empty");

    let desktop = Desktop::with("");
    fs::write(desktop.file("password"), "\n").unwrap();
    let password = desktop.file("password").display().to_string();
    let desktop = desktop.env("SPORTELLO__MATRIX__PASSWORD_FILE", &password);
    assert_snapshot!(desktop.diagnostics(), @"environment: error: SPORTELLO__MATRIX__PASSWORD_FILE: `password_file` in [matrix]: password is empty: put the secret into it");
}

#[test]
fn secrets_are_never_printed() {
    let good = Desktop::with(
        r#"
[desk]
database_url = "postgres://desk:hunter2@localhost/desk"
[telegram]
token = "hunter2"
[matrix]
password = "hunter2"
"#,
    );
    let printed = format!("{:?} {:#?}", good.config(), good.load());
    assert!(printed.contains("***") && !printed.contains("hunter2"), "{printed}");

    // Nor in a diagnostic, however wrong they are written.
    for line in [
        "token = 735502",
        "token = ['735502']",
        "token = 735502:abc",
        "token = '735502",
        "token = \"735502",
        "tokn = '735502'",
        "token = '735502' '735502'",
        "token 735502",
        "735502",
    ] {
        let diagnostics = Desktop::with(&format!("[telegram]\n{line}")).diagnostics();
        assert!(!diagnostics.is_empty(), "{line}");
        assert!(!diagnostics.contains("735502"), "{diagnostics}");
    }
    let diagnostics = Desktop::with("telegram = 'hunter2'").diagnostics();
    assert!(!diagnostics.contains("hunter2"), "{diagnostics}");
    let diagnostics = Desktop::with("[desk]\ndatabase_url = 'mysql://a:hunter2@b'").diagnostics();
    assert!(!diagnostics.contains("hunter2"), "{diagnostics}");
}

#[test]
fn relative_paths_start_from_the_folder_of_the_file_and_those_of_variables_from_where_one_stands() {
    let desktop = Desktop::with(
        r#"
[desk]
data_dir = "data"
knowledge_dir = "/srv/articles"
[matrix]
recovery_key_file = "secrets/key"
"#,
    );
    let config = desktop.config();
    assert_eq!(config.desk.data_dir, desktop.file("data"));
    assert_eq!(config.desk.knowledge_dir, Some("/srv/articles".into()));
    assert_eq!(config.matrix.recovery_key_file, Some(desktop.file("secrets/key")));

    let moved = Desktop::with("").env("SPORTELLO__DESK__DATA_DIR", "elsewhere").config();
    assert_eq!(moved.desk.data_dir, Path::new("elsewhere"));
    let nothing = load(None, std::iter::empty()).config;
    assert_eq!(nothing.desk.data_dir, Path::new("data"), "without a file, from where one stands");
}
