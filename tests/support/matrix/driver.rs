//! The process in which people's clients run, `people.py`.

use std::{
    collections::HashMap,
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::oneshot,
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/matrix/people.py");

/// Answers questions, many at a time.
pub struct Driver {
    stdin: tokio::sync::Mutex<ChildStdin>,
    awaited: Arc<Mutex<Awaited>>,
    _child: Child,
}

/// Those who wait for the answer to the question with this number; nobody does any more once the process has ended.
#[derive(Default)]
struct Awaited {
    asked: u64,
    waiting: HashMap<u64, oneshot::Sender<Value>>,
}

impl Driver {
    pub fn start() -> Self {
        let python = super::people::setting("SPORTELLO_TEST_PYTHON");
        let mut child = Command::new(python)
            .arg(SCRIPT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Python");
        let stdin = tokio::sync::Mutex::new(child.stdin.take().expect("stdin"));
        let awaited = Arc::default();
        tokio::spawn(hand_out(child.stdout.take().expect("stdout"), Arc::clone(&awaited)));
        Self { stdin, awaited, _child: child }
    }

    /// Asks for `what`, of which `details` is an object. `Err` is what the server or the client has against it.
    pub async fn try_ask(&self, what: &str, mut details: Value) -> Result<Value, String> {
        let (id, answer) = lock(&self.awaited).expect_answer();
        details["id"] = json!(id);
        details["ask"] = json!(what);
        self.stdin.lock().await.write_all(format!("{details}\n").as_bytes()).await.expect("people.py runs");
        let mut answer = answer.await.expect("people.py runs until it has answered");
        match answer["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer["ok"].take()),
        }
    }

    /// The same, where an error is the end of the test.
    pub async fn ask(&self, what: &str, details: Value) -> Value {
        let answer = self.try_ask(what, details.clone()).await;
        answer.unwrap_or_else(|error| panic!("{what} {details}: {error}"))
    }
}

impl Awaited {
    fn expect_answer(&mut self) -> (u64, oneshot::Receiver<Value>) {
        let (sender, receiver) = oneshot::channel();
        self.asked += 1;
        self.waiting.insert(self.asked, sender);
        (self.asked, receiver)
    }
}

async fn hand_out(stdout: ChildStdout, awaited: Arc<Mutex<Awaited>>) {
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer: Value = serde_json::from_str(&line).expect("an answer");
        let id = answer["id"].as_u64().expect("the number of a question");
        if let Some(asker) = lock(&awaited).waiting.remove(&id) {
            let _ = asker.send(answer);
        }
    }
    lock(&awaited).waiting.clear();
}

fn lock(awaited: &Mutex<Awaited>) -> std::sync::MutexGuard<'_, Awaited> {
    awaited.lock().unwrap_or_else(PoisonError::into_inner)
}
