//! The tester: the app and its account on Matrix run in the background, and the clock runs with them from an ordinary
//! Tuesday morning on, and can be moved.

use std::{
    num::NonZeroU32,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{attachment::Attachment, channel::ChannelKind};
use jiff::SignedDuration;
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{
        Channel, Destination, Inbound, Intake, Sent, fake::Fake, matrix::Matrix, types::InboundUpdate,
    },
    clock::{Clock, FakeClock},
    config::Config,
    secret::Secret,
    store::Store,
};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{
    homeserver::{Account, Homeserver, Line, People, Person},
    support::{articles, at, shown},
};

const PATIENCE: Duration = Duration::from_mins(3);

/// A desk whose staff room is on Matrix. Maria writes on another platform, experts and others on Matrix.
pub struct Desk {
    pub people: People,
    pub anna: Person,
    pub bruno: Person,
    pub bot: Account,
    /// The staff room.
    pub room: String,
    pub platform: Arc<Fake>,
    pub folder: TempDir,
    app: Option<Arc<App>>,
    matrix: Option<Arc<Matrix>>,
    clock: Arc<FakeClock>,
    config: Config,
    stop: CancellationToken,
    working: Vec<JoinHandle<()>>,
    updates: u32,
}

impl Desk {
    /// With an encrypted room that has invited it.
    pub async fn opens() -> Self {
        Self::opens_in(Homeserver::shared(), true, |_| ()).await
    }

    pub async fn opens_in(server: Homeserver, encrypted: bool, configure: impl FnOnce(&mut Config)) -> Self {
        let people = People::start(server);
        let (anna, bruno) = (people.meet("Anna").await, people.meet("Bruno").await);
        let bot = people.account("sportello").await;
        let room = anna.create_room("Sala", encrypted, &[&bruno.id]).await;
        bruno.join(&room).await;
        let folder = TempDir::new().expect("a temporary folder");
        let mut config = Config::default();
        config.matrix.homeserver = Some(people.server().url.clone());
        config.matrix.user = Some(bot.user_id.clone());
        config.matrix.password = Secret::new(&bot.password);
        config.matrix.staff_room = Some(room.clone());
        config.desk.data_dir = folder.path().to_owned();
        configure(&mut config);
        let mut desk = Self {
            people,
            anna,
            bruno,
            bot,
            room,
            platform: Arc::default(),
            folder,
            app: None,
            matrix: None,
            clock: Arc::new(FakeClock::at(at("2026-11-24 10:05"))),
            config,
            stop: CancellationToken::new(),
            working: Vec::new(),
            updates: 0,
        };
        desk.starts().await;
        desk.anna.invite(&desk.room, &desk.bot.user_id).await;
        desk
    }

    /// In its room, where it has said hello.
    pub async fn in_its_room() -> Self {
        let desk = Self::opens().await;
        desk.room_shows("!aiuto").await;
        desk
    }

    pub async fn starts(&mut self) {
        let (knowledge, _) = Knowledge::load(&articles(), None).expect("an index");
        let matrix: Arc<Matrix> = assembly::matrix(&self.config).expect("configured");
        let app = Arc::new(App::new(Parts {
            store: Store::sqlite(self.folder.path()).await.expect("a database"),
            knowledge,
            policy: assembly::policy(&self.config),
            clock: self.clock.clone(),
            channels: vec![self.platform.clone(), matrix.clone() as Arc<dyn Channel>],
            staff_room: matrix.clone(),
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            library: Library {
                articles: (&articles()).into(),
                copies: self.folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::MAX,
        }));
        self.matrix = Some(matrix.clone());
        self.stop = CancellationToken::new();
        let (listening, stopped) = (app.clone(), self.stop.clone());
        self.working.push(tokio::spawn(async move { matrix.listen(listening.as_ref(), stopped).await }));
        // Not `run`, which waits for the real clock: here time is moved.
        let (at_work, clock, stopped) = (app.clone(), self.clock.clone(), self.stop.clone());
        self.working.push(tokio::spawn(async move {
            while !stopped.is_cancelled() {
                let begun = Instant::now();
                at_work.settle().await.expect("a working database");
                tokio::time::sleep(Duration::from_millis(10)).await;
                clock.advance(SignedDuration::try_from(begun.elapsed()).expect("a short time"));
            }
        }));
        self.app = Some(app);
    }

    pub async fn stops(&mut self) {
        self.stop.cancel();
        for part in self.working.drain(..) {
            part.await.expect("ended in order");
        }
        self.matrix = None;
        let app = self.app.take().and_then(Arc::into_inner).expect("nobody else has it");
        app.close().await;
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the desk is open")
    }

    /// The configuration says something else from the next start on.
    pub fn configured(&mut self, configure: impl FnOnce(&mut Config)) {
        configure(&mut self.config);
    }

    /// Waits until `/health` would say this; nothing, if all is well.
    pub async fn trouble_is(&self, text: &str) {
        let told = || self.matrix.as_ref().and_then(|matrix| matrix.trouble()).unwrap_or_default();
        let start = Instant::now();
        while !(told().contains(text) && told().is_empty() == text.is_empty()) {
            assert!(start.elapsed() < PATIENCE, "«{text}», not: {}", told());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Somebody opens a room with the desk, and is greeted.
    pub async fn chat_of(&self, person: &Person, encrypted: bool) -> String {
        let chat = person.create_direct(&self.bot.user_id, encrypted).await;
        person.wait_for(&chat, "a greeting", |line| line.text().contains("Sono lo sportello")).await;
        chat
    }

    pub fn hours_pass(&self, hours: i64) {
        self.clock.advance(SignedDuration::from_hours(hours));
    }

    pub fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }

    /// Maria writes on her own platform.
    pub async fn maria_says(&mut self, text: &str) {
        self.maria_sends(Sent::text(text)).await;
    }

    pub async fn maria_sends_photo(&mut self, bytes: &'static str) {
        let attachment = Attachment {
            kind: domain::attachment::AttachmentKind::Document,
            channel: ChannelKind::Console,
            reference: bytes.to_owned(),
        };
        let files = domain::attachment::Files { attachments: vec![attachment], declined: None };
        self.maria_sends(Sent::message(None, "", files)).await;
    }

    pub async fn maria_presses(&mut self, data: &str) {
        self.maria_sends(Sent::Button(data.to_owned())).await;
    }

    async fn maria_sends(&mut self, sent: Sent) {
        self.updates += 1;
        let inbound = Inbound::Person { address: "maria".into(), language: None, sent };
        let update = InboundUpdate {
            source: ChannelKind::Console,
            key: format!("maria-{}-{}", self.updates, self.clock.now()),
            sender: inbound.sender(),
            payload: serde_json::to_string(&inbound).expect("JSON"),
            at: self.clock.now(),
            bundle: None,
        };
        self.app().ingest(&[update]).await.expect("taken in");
    }

    /// All that Maria reads, as a chat shows it.
    pub fn marias_chat(&self) -> String {
        let delivered = self.platform.delivered();
        let hers = delivered.iter().filter(|dispatch| matches!(dispatch.to, Destination::Person { .. }));
        hers.flat_map(shown).collect::<Vec<_>>().join("\n")
    }

    /// Waits until Maria reads this.
    pub async fn maria_reads(&self, text: &str) {
        let start = Instant::now();
        while !self.marias_chat().contains(text) {
            assert!(start.elapsed() < PATIENCE, "«{text}» in:\n{}", self.marias_chat());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the room shows a line of the desk's with this in it.
    pub async fn room_shows(&self, text: &str) -> Line {
        self.anna
            .wait_for(&self.room, text, |line| {
                line.is_from(&self.bot.user_id) && line.kind == "m.room.message" && line.text().contains(text)
            })
            .await
    }

    /// Waits until the head of a case says this.
    pub async fn head_says(&self, head: &str, text: &str) {
        self.anna
            .wait_for(&self.room, text, |line| line.event_id == head && line.text().contains(text))
            .await;
    }

    /// Waits until the thread shows a line of the desk's with this in it.
    pub async fn thread_shows(&self, root: &str, text: &str) -> Line {
        self.anna
            .wait_for(&self.room, text, |line| {
                line.is_from(&self.bot.user_id) && line.in_thread(root) && line.text().contains(text)
            })
            .await
    }

    /// Waits until the desk has put this sign beneath a line.
    pub async fn marked(&self, event: &str, sign: &str) {
        self.anna
            .wait_for(&self.room, sign, |line| {
                line.is_from(&self.bot.user_id) && line.is_reaction(event, sign)
            })
            .await;
    }

    /// The head of Maria's next case.
    pub async fn maria_opens_a_case(&mut self, question: &str) -> Line {
        self.maria_says(question).await;
        self.room_shows(&format!("> {question}")).await
    }

    /// How many lines of the room say this.
    pub async fn times_in_room(&self, text: &str) -> usize {
        self.anna.lines(&self.room).await.iter().filter(|line| line.text().contains(text)).count()
    }
}
