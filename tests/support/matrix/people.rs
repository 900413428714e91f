//! Homeservers that `tests/run` has started, and their accounts.

use std::{
    hash::{BuildHasher, RandomState},
    sync::Arc,
};

use serde_json::{Value, json};

use super::{Person, driver::Driver};
use crate::overheard;

/// Whoever has it can make accounts. `tests/run` starts the servers with the same.
const SECRET: &str = "only-for-tests";

/// A server that all tests share.
#[derive(Debug, Clone)]
pub struct Homeserver {
    pub url: String,
}

/// An account on which nobody has logged in.
#[derive(Debug, Clone)]
pub struct Account {
    pub user_id: String,
    pub password: String,
}

/// People on one server, with their clients.
pub struct People {
    driver: Arc<Driver>,
    server: Homeserver,
}

impl Homeserver {
    /// On which anybody can write as much as they like.
    pub fn shared() -> Self {
        Self { url: setting("SPORTELLO_TEST_SYNAPSE") }
    }

    /// With the usual limit: a burst of 10 events, and then one in 5 seconds.
    pub fn limited() -> Self {
        Self { url: setting("SPORTELLO_TEST_SYNAPSE_LIMITED") }
    }
}

impl People {
    pub fn start(server: Homeserver) -> Self {
        Self { driver: Arc::new(Driver::start()), server }
    }

    pub fn server(&self) -> &Homeserver {
        &self.server
    }

    /// Somebody new who has logged in, and is called `name` in rooms.
    pub async fn meet(&self, name: &str) -> Person {
        let Account { user_id, password } = self.account(name).await;
        let login = json!({
            "homeserver": self.server.url, "name": user_id, "password": password, "display_name": name,
        });
        let id = self.driver.ask("login", login).await;
        Person::new(text(&id), Arc::clone(&self.driver))
    }

    /// A new account that is somebody else's to log in to: the bot's. Its user id begins with `name` in lower case.
    pub async fn account(&self, name: &str) -> Account {
        let name = format!("{}-{:x}", name.to_lowercase(), random());
        let password = format!("{:x}", random());
        let account = json!({ "name": name, "password": password });
        let user_id = text(&self.with_secret("register", account).await);
        overheard::name(&user_id);
        overheard::name(&password);
        Account { user_id, password }
    }

    /// Frees an account from the limit on messages, as an administrator may do for a bot.
    pub async fn lift_limit(&self, user: &str) {
        self.with_secret("override_ratelimit", json!({ "of": user })).await;
    }

    async fn with_secret(&self, what: &str, mut details: Value) -> Value {
        details["homeserver"] = json!(self.server.url);
        details["secret"] = json!(SECRET);
        self.driver.ask(what, details).await
    }
}

/// What `tests/run` has prepared.
pub fn setting(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run tests/run, which starts what this test needs"))
}

/// An answer that is a string.
pub fn text(answer: &Value) -> String {
    answer.as_str().expect("a string").to_owned()
}

/// The tests share a server, and must not meet there.
fn random() -> u64 {
    RandomState::new().hash_one(())
}
