//! Is all in order between the desk and its server? For `sportello check`, which looks with the desk's own token and
//! touches none of its keys: two processes on one session would spoil them.

use domain::diagnostic::Diagnostic;
use matrix_sdk::authentication::matrix::MatrixSession;
use reqwest::{Client, StatusCode, Url};
use serde_json::{Value, json};

use super::{session::SessionFiles, settings::Settings};

const PLACE: &str = "[matrix]";
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
/// What the desk may do in its room by default is enough to write; to take out what experts have written, it needs this.
const MODERATOR: i64 = 50;

/// What the server says about the desk, and all that is wrong.
pub async fn check(settings: &Settings, folder: &std::path::Path) -> (Vec<String>, Vec<Diagnostic>) {
    let Ok(url) = settings.homeserver.parse::<Url>() else {
        let problem = format!("`homeserver` is no address: {}", settings.homeserver);
        return (Vec::new(), vec![error(problem, "write it like \"https://matrix.example.org\"")]);
    };
    let client = Client::builder().timeout(PATIENCE).build().unwrap_or_default();
    let mut server = ProbedServer { client, url, token: String::new() };
    if let Err(diagnostic) = server.get(&["versions"]).await {
        return (Vec::new(), vec![diagnostic]);
    }
    let session = match SessionFiles::new(folder, settings).read_session() {
        Ok(Some(session)) => session,
        Ok(None) => {
            let diagnostic =
                warning("the desk has not logged in yet", "`sportello serve` does, at its first start");
            return (Vec::new(), vec![diagnostic]);
        }
        Err(why) => {
            let problem = format!("the desk's session cannot be read: {why}");
            return (Vec::new(), vec![error(problem, "see the folder matrix of `data_dir`")]);
        }
    };
    server.token = session.tokens.access_token.clone();
    let mut told = Vec::new();
    let mut diagnostics = Vec::new();
    match server.get(&["v3", "account", "whoami"]).await {
        Ok(_) => told.push(format!("Matrix knows the desk as {}", session.meta.user_id)),
        Err(diagnostic) => return (told, vec![diagnostic]),
    }
    match server.is_signed(&session).await {
        Ok(true) => told.push("its session is signed".to_owned()),
        Ok(false) => diagnostics.push(error(
            "the desk's session is not signed by its account: clients may refuse to write to it",
            "set `password`, and start `sportello serve`: it signs its session; see its log",
        )),
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    match &settings.staff_room {
        None => diagnostics.push(error("there is no staff room", "set `staff_room` in [matrix]")),
        Some(room) => {
            let own = session.meta.user_id.as_str();
            diagnostics.extend(server.staff_room(settings, room, own, &mut told).await);
        }
    }
    (told, diagnostics)
}

struct ProbedServer {
    client: Client,
    url: Url,
    token: String,
}

impl ProbedServer {
    async fn get(&self, path: &[&str]) -> Result<Value, Diagnostic> {
        self.ask(self.client.get(self.at(path))).await?.ok_or_else(|| not_found(path))
    }

    /// An address of the client-server API.
    fn at(&self, path: &[&str]) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(["_matrix", "client"]).extend(path);
        }
        url
    }

    /// `None` where there is nothing, or nothing for us.
    async fn ask(&self, request: reqwest::RequestBuilder) -> Result<Option<Value>, Diagnostic> {
        let request = if self.token.is_empty() { request } else { request.bearer_auth(&self.token) };
        let not_reached = |why: reqwest::Error| {
            error(
                format!("the server does not answer: {}", why.without_url()),
                "see the network, and `homeserver`",
            )
        };
        let answer = request.send().await.map_err(not_reached)?;
        match answer.status() {
            StatusCode::UNAUTHORIZED => Err(error(
                "the server has ended the desk's session",
                "with a password, `sportello serve` logs in again; otherwise make a new token",
            )),
            StatusCode::NOT_FOUND | StatusCode::FORBIDDEN => Ok(None),
            _ => answer.error_for_status().map_err(not_reached)?.json().await.map(Some).map_err(not_reached),
        }
    }

    /// Has the account's own key signed the key of the session?
    async fn is_signed(&self, session: &MatrixSession) -> Result<bool, Diagnostic> {
        let (user, device) = (session.meta.user_id.as_str(), session.meta.device_id.as_str());
        let question = json!({ "device_keys": { user: [device] } });
        let body = serde_json::to_vec(&question).unwrap_or_default();
        let request = self.client.post(self.at(&["v3", "keys", "query"])).body(body);
        let keys = self.ask(request).await?.unwrap_or_default();
        let signatures = &keys["device_keys"][user][device]["signatures"][user];
        let signing = keys["self_signing_keys"][user]["keys"].as_object();
        Ok(signing.is_some_and(|signing| signing.keys().any(|key| !signatures[key].is_null())))
    }

    async fn staff_room(
        &self,
        settings: &Settings,
        name: &str,
        own: &str,
        told: &mut Vec<String>,
    ) -> Vec<Diagnostic> {
        match self.look_into_staff_room(settings, name, own, told).await {
            Ok(diagnostics) => diagnostics,
            Err(diagnostic) => vec![diagnostic],
        }
    }

    async fn look_into_staff_room(
        &self,
        settings: &Settings,
        name: &str,
        own: &str,
        told: &mut Vec<String>,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut id = name.to_owned();
        if name.starts_with('#') {
            let found = self.get(&["v3", "directory", "room", name]).await?;
            found["room_id"].as_str().unwrap_or_default().clone_into(&mut id);
        }
        let state = ["v3", "rooms", &id, "state"];
        let look =
            async |what: &str| self.ask(self.client.get(self.at(&[&state[..], &[what]].concat()))).await;
        let member =
            self.ask(self.client.get(self.at(&[&state[..], &["m.room.member", own]].concat()))).await?;
        if member.is_none_or(|member| member["membership"] != "join") {
            return Err(error(
                format!("the desk is not in its staff room {name}"),
                "invite it, from its own server or one of `allowed_servers`; `sportello serve` accepts",
            ));
        }
        told.push(format!("it is in its staff room {name}"));
        let mut diagnostics = Vec::new();
        match (look("m.room.encryption").await?, settings.allow_unencrypted) {
            (Some(_), _) => told.push("the staff room is encrypted".to_owned()),
            (None, true) => diagnostics.push(warning(
                "the staff room is not encrypted: whoever runs the server can read it",
                "turn on encryption in the room's settings",
            )),
            (None, false) => diagnostics.push(error(
                "the staff room is not encrypted, and no case is told there",
                "turn on encryption in the room's settings, or set `allow_unencrypted` in [matrix]",
            )),
        }
        if let Some(tombstone) = look("m.room.tombstone").await? {
            let successor = tombstone["replacement_room"].as_str().unwrap_or("another").to_owned();
            diagnostics.push(warning(
                format!("the staff room {name} has been replaced by {successor}"),
                "where the desk has not followed yet, an expert of the old room writes !sala in the new one; then set `staff_room` to it",
            ));
        }
        let power = look("m.room.power_levels").await?.unwrap_or_default();
        let create = look("m.room.create").await?.unwrap_or_default();
        let level = level(&power, &create, own);
        told.push(match level {
            i64::MAX => "its power level there is a creator's".to_owned(),
            level => format!("its power level there is {level}"),
        });
        if level < MODERATOR {
            diagnostics.push(warning(
                format!("the desk's power level in the staff room is {level}: it cannot call everybody, nor take out what experts wrote about somebody who wants to be forgotten"),
                "give it 50 (moderator)",
            ));
        }
        Ok(diagnostics)
    }
}

/// The power level of somebody; who has created the room may have more than all others.
fn level(power: &Value, create: &Value, user: &str) -> i64 {
    let creators = create["additional_creators"].as_array();
    if creators.is_some_and(|creators| creators.iter().any(|creator| creator == user)) {
        return i64::MAX;
    }
    power["users"][user].as_i64().or_else(|| power["users_default"].as_i64()).unwrap_or(0)
}

fn not_found(path: &[&str]) -> Diagnostic {
    error(format!("the server knows no {}", path.join("/")), "see `homeserver` and `staff_room` in [matrix]")
}

fn error(problem: impl Into<String>, remedy: &str) -> Diagnostic {
    Diagnostic::error(PLACE, None, problem, remedy)
}

fn warning(problem: impl Into<String>, remedy: &str) -> Diagnostic {
    Diagnostic::warning(PLACE, None, problem, remedy)
}
