//! From file and environment to a [`Config`] and everything that is wrong with them.
//!
//! The tree is deserialised again and again: each flaw becomes a diagnostic and is taken out, until
//! the rest is sound. So one pass of the reader's eye shows all there is to correct.

use std::{collections::BTreeMap, fs, io::ErrorKind, path::Path};

use domain::diagnostic::{Diagnostic, Severity};
use leave::letters;
use toml::{Spanned, de::DeValue};

use super::{
    Config, TelegramMode, TelegramSection,
    document::{Document, Flaw, KeyPath},
    syntax::{SyntaxError, sift},
};
use crate::secret::Secret;

/// Read when no other file is named; may be missing.
pub const DEFAULT_FILE: &str = "config/sportello.toml";

const PREFIX: &str = "SPORTELLO__";

/// What came out of loading.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedConfig {
    /// Sound in itself; defaults stand in for whatever `diagnostics` complain about.
    pub config: Config,
    /// By line of the file, the environment's last.
    pub diagnostics: Vec<Diagnostic>,
}

impl LoadedConfig {
    /// Whether something was wrong, so that `config` is not what was meant.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Loads the file at `path`, or [`DEFAULT_FILE`] if there is one, and lays the variables
/// `SPORTELLO__SECTION__KEY` of `env` over it. Relative paths, those of defaults too, start from the folder of the file;
/// those of variables, and all where there is no file, from the working directory.
pub fn load(path: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> LoadedConfig {
    let file = path.unwrap_or(Path::new(DEFAULT_FILE));
    let mut diagnostics = vec![];
    let text = fs::read_to_string(file);
    let folder = text.as_ref().ok().and_then(|_| file.parent());
    let text = text.unwrap_or_else(|e| {
        if path.is_some() || e.kind() != ErrorKind::NotFound {
            let problem = format!("cannot be read ({e})");
            let remedy = "name a readable text file with --config";
            diagnostics.push(Diagnostic::error(file, None, problem, remedy));
        }
        String::new()
    });

    // In order of their names, so that diagnostics do not depend on the order of the environment.
    let variables: BTreeMap<_, _> = env.collect();

    let (text, errors) = sift(text);
    let mut document = Document::parse(file, &text);
    for SyntaxError { at, message } in errors {
        let (problem, remedy) = split(&message);
        let line = document.line_at(at);
        diagnostics.push(Diagnostic::error(file, Some(line), problem, remedy));
    }

    for (variable, text) in &variables {
        if let Some(name) = variable.strip_prefix(PREFIX) {
            let path = name.to_lowercase().split("__").map(str::to_owned).collect();
            let value = variable_value(&path, text);
            document.set(path, variable.clone(), value);
        }
    }

    let (mut config, flaws) = read(&document);
    diagnostics.extend(flaws);
    if let Some(folder) = folder {
        let before = config.desk.data_dir.clone();
        start_paths_from(folder, &mut config, &document);
        diagnostics.extend(left_behind(&before, &config.desk.data_dir, &document));
    }
    diagnostics.extend(read_secret_files(&mut config, &document));
    diagnostics.extend(check_webhook(&config, &document));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.file != file, diagnostic.line));
    LoadedConfig { config, diagnostics }
}

/// The configuration without its flawed keys, and a diagnostic for each flaw.
fn read(document: &Document) -> (Config, Vec<Diagnostic>) {
    let mut rest = document.clone();
    let mut flaws: Vec<KeyPath> = vec![];
    let mut diagnostics = vec![];
    while let Err(Flaw { path, message }) = rest.read() {
        // A list or section that is wrong only for want of what was just taken out of it.
        let follows = flaws.iter().any(|flaw| flaw.len() > path.len() && flaw.starts_with(&path));
        if !follows {
            diagnostics.push(explain(&rest, &path, &message));
        }
        if !rest.remove(&path) {
            return (Config::default(), diagnostics);
        }
        flaws.push(path);
    }

    // A list that lost an element would be neither what was meant nor the default: out with it.
    let mut sound = document.clone();
    for flaw in &flaws {
        sound.remove(&flaw[..flaw.len().min(2)]);
    }
    (sound.read().unwrap_or_default(), diagnostics)
}

/// The text of a variable as the kind of value its key takes: TOML, else plain text, else texts
/// separated by commas. If none of them will do, the one that got furthest explains best.
fn variable_value<'t>(path: &KeyPath, text: &'t str) -> DeValue<'t> {
    let toml = DeValue::parse(text).ok().map(Spanned::into_inner);
    let plain = DeValue::String(text.into());
    let items = text.split(',').map(|item| DeValue::String(item.trim().into()));
    let list = DeValue::Array(items.map(|item| Spanned::new(0..0, item)).collect());

    let candidates = toml.into_iter().chain([plain.clone(), list]);
    candidates
        .min_by_key(|candidate| {
            let mut alone = Document::parse(Path::new(""), "");
            alone.set(path.clone(), String::new(), candidate.clone());
            alone.read().err().map(|flaw| usize::MAX - flaw.path.len())
        })
        .unwrap_or(plain)
}

/// Every relative path that no variable has set begins with the folder.
fn start_paths_from(folder: &Path, config: &mut Config, document: &Document) {
    let Config { desk, telegram, matrix, .. } = config;
    let paths = [
        ("desk", "data_dir", Some(&mut desk.data_dir)),
        ("desk", "knowledge_dir", desk.knowledge_dir.as_mut()),
        ("telegram", "token_file", telegram.token_file.as_mut()),
        ("telegram", "webhook_secret_file", telegram.webhook_secret_file.as_mut()),
        ("matrix", "password_file", matrix.password_file.as_mut()),
        ("matrix", "access_token_file", matrix.access_token_file.as_mut()),
        ("matrix", "recovery_key_file", matrix.recovery_key_file.as_mut()),
    ];
    for (section, key, path) in paths {
        if let Some(path) = path.filter(|_| !document.is_from_environment(&[section, key])) {
            *path = folder.join(&*path);
        }
    }
}

/// Paths once started from the working directory: a desk must not begin anew beside the data it had.
fn left_behind(before: &Path, now: &Path, document: &Document) -> Option<Diagnostic> {
    let holds_a_desk = |folder: &Path| folder.join("sportello.db").exists();
    if before == now || holds_a_desk(now) || !holds_a_desk(before) {
        return None;
    }
    let before = fs::canonicalize(before).unwrap_or_else(|_| before.to_owned());
    let (before, now) = (before.display(), now.display());
    Some(document.error(
        &["desk".to_owned(), "data_dir".to_owned()],
        format!("`data_dir` in [desk]: paths start from the folder of this file, and the desk's data are in {before}"),
        format!("write data_dir = \"{before}\", or move that folder to {now}"),
    ))
}

/// Puts the contents of `*_file` keys where the secrets themselves would be.
fn read_secret_files(config: &mut Config, document: &Document) -> Vec<Diagnostic> {
    let Config { telegram, matrix, .. } = config;
    let secrets = [
        ("telegram", "token", &mut telegram.token, &telegram.token_file),
        ("telegram", "webhook_secret", &mut telegram.webhook_secret, &telegram.webhook_secret_file),
        ("matrix", "password", &mut matrix.password, &matrix.password_file),
        ("matrix", "access_token", &mut matrix.access_token, &matrix.access_token_file),
    ];

    let mut diagnostics = vec![];
    for (section, key, secret, file) in secrets {
        let Some(file) = file else { continue };
        let file_key = format!("{key}_file");
        let error = |problem: String, remedy: &str| {
            let path = [section.to_owned(), file_key.clone()];
            document.error(&path, problem, remedy.to_owned())
        };
        if secret.is_some() {
            diagnostics
                .push(error(format!("both `{key}` and `{file_key}` in [{section}]"), "keep one of them"));
            continue;
        }
        let name = format!("`{file_key}` in [{section}]: {}", file.display());
        match fs::read_to_string(file) {
            Ok(text) => {
                *secret = Secret::new(&text);
                if secret.is_none() {
                    diagnostics.push(error(format!("{name} is empty"), "put the secret into it"));
                }
            }
            Err(e) => diagnostics.push(error(
                format!("{name} cannot be read ({e})"),
                "correct the path, or let the desk read the file",
            )),
        }
    }
    diagnostics
}

/// What webhook mode needs beside itself. Telegram calls HTTPS addresses only, and a caller that cannot say the secret
/// is not Telegram.
fn check_webhook(config: &Config, document: &Document) -> Vec<Diagnostic> {
    let telegram = &config.telegram;
    if telegram.token.is_none() || telegram.mode != TelegramMode::Webhook {
        return vec![];
    }
    let sound = |secret: &str| {
        secret.len() <= 256 && secret.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    let mut diagnostics = vec![];
    let mut missing = |key: &str, wrong: bool, remedy: &str| {
        if wrong {
            let path = ["telegram".to_owned(), "mode".to_owned()];
            diagnostics.push(document.error(
                &path,
                format!("webhook mode without a sound {key}"),
                remedy.into(),
            ));
        }
    };
    // A Bot API server of one's own may call without TLS.
    let own_server = telegram.api_url != TelegramSection::default().api_url;
    let schemes = if own_server { ["https://", "http://"].as_slice() } else { &["https://"] };
    let sound_url = |url: &str| schemes.iter().any(|scheme| url.starts_with(scheme));
    missing(
        "`webhook_url`",
        !telegram.webhook_url.as_deref().is_some_and(sound_url),
        "set it in [telegram] to the public address, like \"https://desk.example.org/telegram\"",
    );
    missing(
        "`webhook_secret`",
        !telegram.webhook_secret.as_ref().is_some_and(|secret| sound(secret.reveal())),
        "set it in [telegram], or `webhook_secret_file`: 1 to 256 letters, digits, - or _",
    );
    missing("`listen`", config.http.listen.is_none(), "set it in [http], like \"127.0.0.1:8080\"");
    diagnostics
}

/// A flaw in the words of whoever wrote the file.
fn explain(document: &Document, path: &[String], message: &str) -> Diagnostic {
    let (problem, remedy) = match path {
        [] => split(message),
        [parents @ .., key] if message.starts_with("unknown field") => {
            unknown_key(document, parents, key, message)
        }
        // What stands there may be a secret: it is not quoted.
        [section] => (format!("[{section}] is no section"), split(message).1),
        [section, keys @ ..] => {
            // Elements of a list have no name: the line and the quoted value tell which.
            let keys = keys.iter().filter(|key| key.parse::<usize>().is_err());
            let key = keys.map(String::as_str).collect::<Vec<_>>().join(".");
            let (problem, remedy) = split(message);
            (format!("`{key}` in [{section}]: {problem}"), remedy)
        }
    };
    document.error(path, problem, remedy)
}

fn unknown_key(document: &Document, parents: &[String], key: &str, message: &str) -> (String, String) {
    // serde: unknown field `hous`, expected one of `hours`, `alerts`
    let known: Vec<_> = message.split('`').skip(3).step_by(2).collect();
    let nearest = letters::nearest(key, known.iter().copied());

    if !parents.is_empty() {
        let section = parents.join(".");
        let remedy = match nearest {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("remove it; known here: {}", known.join(", ")),
        };
        (format!("unknown key `{key}` in [{section}]"), remedy)
    } else if document.is_section(&[key.to_owned()]) {
        let remedy = match nearest {
            Some(name) => format!("did you mean [{name}]?"),
            None => format!("remove it; known: {}", known.join(", ")),
        };
        (format!("unknown section [{key}]"), remedy)
    } else {
        let remedy = format!("put it into one of the sections {}", known.join(", "));
        (format!("key `{key}` outside any section"), remedy)
    }
}

/// What is wrong, and what to write instead: messages of serde, toml and our own types all read
/// "..., expected ...".
fn split(message: &str) -> (String, String) {
    let (problem, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let problem = match problem.strip_prefix("invalid type: ") {
        // toml hands dates to serde as maps.
        Some("map") => "a table or unquoted date is the wrong kind of value".to_owned(),
        Some("sequence") => "a list is the wrong kind of value".to_owned(),
        Some(found) => format!("{found} is the wrong kind of value"),
        None => problem.replace("unknown variant", "unknown value"),
    };
    let remedy = match expected {
        _ if message.contains("socket address") => {
            "write address and port, like \"127.0.0.1:8080\"".to_owned()
        }
        "" if problem == "duplicate key" => "keep one of the two".to_owned(),
        "" => "see the example file for how it is written".to_owned(),
        "i64" => "write a whole number".to_owned(),
        "a string" => "write a text in quotes".to_owned(),
        "a sequence" => "write a list in square brackets".to_owned(),
        "literal string" => "put the value in quotes".to_owned(),
        "nothing" => "leave it out".to_owned(),
        "path string" => "write a path in quotes".to_owned(),
        expected => format!("write {expected}"),
    };
    (problem, remedy)
}
