//! The tester for Telegram stories: phones on the emulator, the desk behind it, and the staff room beside. Its methods
//! are the users' verbs; each returns what everybody sees then.

use std::{collections::BTreeMap, num::NonZeroU32, sync::Arc};

use domain::{
    channel::ChannelKind,
    ids::{CaseNumber, Expert, PlatformMessageId},
};
use jiff::SignedDuration;
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use serde_json::Value;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{
        Dispatch, Inbound, Intake, Thread,
        fake::Fake,
        telegram::{
            Telegram,
            listen::{NoUpdates, Offset},
            rate_limit::RateLimiter,
        },
        types::{InboundUpdate, Sender},
    },
    clock::{Clock, FakeClock},
    config::Config,
    secret::Secret,
    store::Store,
};
use tempfile::TempDir;

use crate::{
    emulator::{Emulator, Speaker},
    support::{articles, at, shown},
};

/// Maria's chat.
pub const MARIA: i64 = 4_100_001;
pub const ANNA: i64 = 4_100_002;
pub const BEA: i64 = 4_100_003;

/// The desk on Telegram, on an ordinary Tuesday morning.
pub struct Desk {
    pub emulator: Emulator,
    pub room: Arc<Fake>,
    pub telegram: Arc<Telegram>,
    app: Option<Arc<App>>,
    clock: Arc<FakeClock>,
    offset: Offset,
    sandbox: Sandbox,
    config: Config,
    folder: TempDir,
    /// The last message of the bot that the story has seen, by chat.
    seen: BTreeMap<i64, i64>,
    seen_in_room: usize,
    lines: u32,
}

impl Desk {
    pub async fn opens() -> Self {
        Self::opens_with(|_| ()).await
    }

    /// With a configuration of its own.
    pub async fn opens_with(configure: impl FnOnce(&mut Config)) -> Self {
        let emulator = Emulator::start().await;
        let start = at("2026-11-24 10:05") + SignedDuration::from_secs(1);
        emulator.time_passes(start.duration_since(emulator.now()));
        for chat in [MARIA, ANNA, BEA] {
            emulator.person(chat).language("it");
        }
        let mut config = Config::default();
        configure(&mut config);
        let mut desk = Self {
            telegram: telegram(&emulator, &config),
            emulator,
            room: Arc::default(),
            app: None,
            clock: Arc::new(FakeClock::at(start)),
            offset: Offset::default(),
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            config,
            folder: TempDir::new().expect("a temporary folder"),
            seen: BTreeMap::new(),
            seen_in_room: 0,
            lines: 0,
        };
        desk.starts().await;
        desk
    }

    async fn starts(&mut self) {
        let (knowledge, diagnostics) = Knowledge::load(&articles(), None).expect("an index");
        assert_eq!(diagnostics, []);
        self.offset = Offset::default();
        self.telegram = telegram(&self.emulator, &self.config);
        self.app = Some(Arc::new(App::new(Parts {
            store: Store::sqlite(self.folder.path()).await.expect("a database"),
            knowledge,
            policy: assembly::policy(&self.config),
            clock: self.clock.clone(),
            channels: vec![self.telegram.clone()],
            staff_room: self.room.clone(),
            sandbox: self.sandbox.clone(),
            library: Library {
                articles: (&articles()).into(),
                copies: self.folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::new(self.config.limits.messages_per_minute).expect("not zero"),
        })));
    }

    /// From now on files are opened by this.
    pub async fn sanitizes_with(&mut self, sandbox: Sandbox) {
        self.sandbox = sandbox;
        self.dies_and_is_started().await;
    }

    /// Ten seconds later the desk is in the middle of something that has no end, dies of it, and is started again.
    pub async fn dies_working(&mut self) {
        self.clock.advance(SignedDuration::from_secs(10));
        let works = tokio::time::timeout(std::time::Duration::from_millis(700), self.app().settle());
        assert!(works.await.is_err(), "it was to be in the middle of something");
        self.dies_and_is_started().await;
    }

    async fn dies_and_is_started(&mut self) {
        let app = self.app.take().and_then(Arc::into_inner).expect("nobody else has it");
        app.close().await;
        self.starts().await;
    }

    /// The desk is switched off, time passes, and it is switched on again.
    pub async fn is_away_for_hours(&mut self, hours: i64) -> String {
        let app = self.app.take().and_then(Arc::into_inner).expect("nobody else has it");
        app.close().await;
        self.emulator.hours_pass(hours);
        self.starts().await;
        self.settles().await
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the desk is open")
    }

    /// The app, for somebody who works beside the story.
    pub fn shared_app(&self) -> Arc<App> {
        self.app.clone().expect("the desk is open")
    }

    /// Somebody spoils the database behind the desk's back.
    pub async fn spoils(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.app().store().pool()).await.expect("spoiled");
    }

    /// A person writes.
    pub async fn person_says(&mut self, text: &str) -> String {
        self.someone_says(MARIA, text).await
    }

    pub async fn someone_says(&mut self, chat: i64, text: &str) -> String {
        self.emulator.says(chat, text);
        self.settles().await
    }

    /// Maria presses a button that she sees.
    pub async fn person_presses(&mut self, label: &str) -> String {
        let transcript = self.emulator.transcript(MARIA);
        let button = transcript.iter().rev().find_map(|message| message.button(label));
        let data = button.and_then(|button| button.data.clone());
        self.emulator.presses(MARIA, &data.unwrap_or_else(|| panic!("nobody sees a button «{label}»")));
        self.settles().await
    }

    /// The expert writes in a case's thread; the story calls the line by its number from then on.
    pub async fn expert_writes(&mut self, case: &str, text: &str) -> String {
        self.lines += 1;
        let case: CaseNumber = case.parse().expect("a case number");
        let inbound = Inbound::Staff {
            expert: Expert("anna".into()),
            thread: Thread::Case(case),
            line: PlatformMessageId(format!("line-{}", self.lines)),
            text: text.to_owned(),
            mentions: Vec::new(),
        };
        self.room_sends(&inbound).await
    }

    /// The expert changes a line, or takes it back.
    pub async fn expert_changes(&mut self, line: u32, text: Option<&str>) -> String {
        let inbound = Inbound::StaffChanged {
            expert: Expert("anna".into()),
            line: PlatformMessageId(format!("line-{line}")),
            by: PlatformMessageId(format!("change-of-{line}")),
            text: text.map(str::to_owned),
        };
        self.room_sends(&inbound).await
    }

    async fn room_sends(&mut self, inbound: &Inbound) -> String {
        self.catches_up();
        let update = InboundUpdate {
            source: ChannelKind::Console,
            key: uuid::Uuid::new_v4().to_string(),
            sender: Sender::Staff,
            payload: serde_json::to_string(inbound).expect("JSON"),
            at: self.clock.now(),
            bundle: None,
        };
        self.app().ingest(&[update]).await.expect("taken in");
        self.settles().await
    }

    /// The desk asks Telegram once and does what there is to do; returns what people and staff see since the last time.
    pub async fn settles(&mut self) -> String {
        match self.hears().await {
            Ok(()) => self.works().await,
            Err(trouble) => trouble.to_string(),
        }
    }

    /// The desk asks Telegram once, and has not looked at the answer yet.
    pub async fn hears(&mut self) -> Result<(), NoUpdates> {
        self.catches_up();
        let app = self.shared_app();
        self.telegram.ask(app.as_ref(), &mut self.offset, 0).await
    }

    /// The desk does what there is to do, without asking Telegram.
    pub async fn works(&mut self) -> String {
        self.catches_up();
        self.app().settle().await.expect("a working database");
        self.news()
    }

    /// Time passes; every moment the desk has asked for is lived through, and it goes on listening.
    pub async fn seconds_pass(&mut self, seconds: i64) -> String {
        let end = self.clock.now() + SignedDuration::from_secs(seconds);
        loop {
            let due = self.app().next_due().await.expect("a working database");
            let listens = (self.clock.now() + SignedDuration::from_hours(12)).min(end);
            let next = due.map_or(listens, |due| due.clamp(self.clock.now(), listens));
            let step = next.duration_since(self.clock.now());
            self.clock.advance(step);
            self.emulator.time_passes(step);
            self.hears().await.expect("Telegram answers");
            self.app().settle().await.expect("a working database");
            if next == end {
                return self.news();
            }
        }
    }

    pub async fn hours_pass(&mut self, hours: i64) -> String {
        self.seconds_pass(hours * 3600).await
    }

    /// The desk's clock shows what the platform's does.
    fn catches_up(&self) {
        self.clock.advance(self.emulator.now().duration_since(self.clock.now()).max(SignedDuration::ZERO));
    }

    fn news(&mut self) -> String {
        let mut news = Vec::new();
        let delivered = self.room.delivered();
        news.extend(delivered.iter().skip(self.seen_in_room).flat_map(in_room));
        self.seen_in_room = delivered.len();
        for chat in [MARIA, ANNA, BEA] {
            let seen = self.seen.entry(chat).or_default();
            for message in self.emulator.transcript(chat) {
                if message.speaker == Speaker::Bot && message.message_id > *seen {
                    let to = match chat {
                        MARIA => "sportello>",
                        ANNA => "sportello ad anna>",
                        _ => "sportello a bea>",
                    };
                    news.extend(message.lines().iter().map(|line| line.replace("sportello>", to)));
                    *seen = message.message_id;
                }
            }
        }
        news.join("\n")
    }

    /// What the person's phone shows in all.
    pub fn phone_shows(&self, chat: i64) -> String {
        self.emulator.chat_log(chat)
    }

    /// The parameters of the last call of a method.
    pub fn last_call(&self, method: &str) -> Value {
        self.emulator.calls_of(method).pop().map(|call| call.params).unwrap_or_default()
    }

    /// How many rows match, for questions no user can ask.
    pub async fn count(&self, from_where: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {from_where}"));
        sqlx::query_scalar(sql).fetch_one(self.app().store().pool()).await.expect("a count")
    }
}

fn telegram(emulator: &Emulator, config: &Config) -> Arc<Telegram> {
    let token = Secret::new(emulator.token()).expect("a token");
    let quick = NonZeroU32::new(1000).expect("not zero");
    let languages = config.desk.languages.clone();
    Arc::new(
        Telegram::new(&emulator.url(), token, RateLimiter::new(quick, quick), languages).expect("a client"),
    )
}

/// What the staff room shows, with the files that come with it.
fn in_room(dispatch: &Dispatch) -> Vec<String> {
    let mut lines = shown(dispatch);
    if let Some(file) = &dispatch.handed {
        lines.push(format!("sala [{} {} {} bytes]", file.name, file.media_type, file.bytes.len()));
    }
    lines
}
