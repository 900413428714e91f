//! The app tester: a desk over the fake platform, with a clock that is moved. Its methods are the users' verbs, and
//! each returns what followed, as a chat would show it.

pub mod databases;

use std::{
    num::NonZeroU32,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    attachment::Files,
    channel::ChannelKind,
    colleagues::Call,
    delivery::Delivery,
    ids::{CaseNumber, Expert, PlatformMessageId},
    post::Place,
};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use knowledge::Knowledge;
use sanitize::sandbox::Sandbox;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{
        Destination, Dispatch, Inbound, Intake, Sent, Thread, console,
        fake::Fake,
        types::{InboundUpdate, Sender},
    },
    clock::{Clock, FakeClock},
    config::Config,
    store::Store,
};
use tempfile::TempDir;

use crate::overheard;

/// Where the stories' own small knowledge base is.
pub fn articles() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/stories/knowledge")
}

/// Waits for something that only the file system, or the memory of a platform, tells.
pub async fn until(patience: Duration, met: impl Fn() -> bool) {
    let start = Instant::now();
    while !met() {
        assert!(start.elapsed() < patience, "it never came to that");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// "2026-11-24 10:05" on a Milan wall.
pub fn at(wall: &str) -> Timestamp {
    let wall: DateTime = wall.parse().expect("a date and a time");
    wall.to_zoned(Config::default().desk.timezone).expect("an unambiguous time").timestamp()
}

/// A desk, the people who write to it, and the time.
pub struct Desk {
    app: Option<App>,
    pub platform: Arc<Fake>,
    clock: Arc<FakeClock>,
    folder: TempDir,
    /// How much of what was delivered the story has seen.
    seen: usize,
    updates: u32,
    /// The last line that an expert wrote.
    last_line: Option<PlatformMessageId>,
    finished: bool,
}

impl Desk {
    /// A desk that opens at this time of a Milan wall.
    pub async fn opens(wall: &str) -> Self {
        overheard::listen_here();
        let folder = TempDir::new().expect("a temporary folder");
        let mut desk = Self {
            app: None,
            platform: Arc::default(),
            clock: Arc::new(FakeClock::at(at(wall))),
            folder,
            seen: 0,
            updates: 0,
            last_line: None,
            finished: false,
        };
        desk.start().await;
        desk
    }

    /// On an ordinary Tuesday morning.
    pub async fn on_tuesday() -> Self {
        Self::opens("2026-11-24 10:05").await
    }

    async fn start(&mut self) {
        let (knowledge, diagnostics) = Knowledge::load(&articles(), None).expect("an index");
        assert_eq!(diagnostics, []);
        self.app = Some(App::new(Parts {
            store: Store::sqlite(self.folder.path()).await.expect("a database"),
            knowledge,
            policy: assembly::policy(&Config::default()),
            clock: self.clock.clone(),
            channels: vec![self.platform.clone()],
            staff_room: self.platform.clone(),
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            library: Library {
                articles: (&articles()).into(),
                copies: self.folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::new(20).expect("not zero"),
        }));
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the desk is open")
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Maria writes.
    pub async fn person_says(&mut self, text: &str) -> String {
        self.someone_says("maria", text).await
    }

    pub async fn someone_says(&mut self, who: &str, text: &str) -> String {
        let now = self.now();
        self.arrives(person(who, Sent::text(text)), now).await;
        self.settles().await
    }

    /// Maria writes; her platform knows the message by this id.
    pub async fn person_writes(&mut self, id: &str, text: &str) -> String {
        let sent = Sent::message(Some(id.to_owned()), text, Files::default());
        let now = self.now();
        self.arrives(person("maria", sent), now).await;
        self.settles().await
    }

    /// Maria wrote a while ago, and the platform delivers it only now.
    pub async fn person_said(&mut self, hours_ago: i64, text: &str) -> String {
        let then = self.now() - SignedDuration::from_hours(hours_ago);
        self.arrives(person("maria", Sent::text(text)), then).await;
        self.settles().await
    }

    /// Maria presses a button of her last message that has some.
    pub async fn person_presses(&mut self, label: &str) -> String {
        let dispatch = self
            .platform
            .delivered()
            .into_iter()
            .rev()
            .find(|dispatch| dispatch.message.buttons.iter().any(|button| button.label == label))
            .unwrap_or_else(|| panic!("no message has a button «{label}»"));
        let button =
            dispatch.message.buttons.into_iter().find(|button| button.label == label).expect("found");
        self.person_forges(&button.button.data()).await
    }

    /// Maria's client sends callback data of its own making.
    pub async fn person_forges(&mut self, data: &str) -> String {
        let now = self.now();
        self.arrives(person("maria", Sent::Button(data.to_owned())), now).await;
        self.settles().await
    }

    /// Anna writes in a case's thread.
    pub async fn expert_replies(&mut self, case: &str, text: &str) -> String {
        self.someone_in_thread("anna", case, text).await
    }

    pub async fn someone_in_thread(&mut self, expert: &str, case: &str, text: &str) -> String {
        let case: CaseNumber = case.parse().expect("a case number");
        self.staff_writes(expert, Some(case), text).await
    }

    /// Anna writes in the staff room, outside any thread.
    pub async fn room_hears(&mut self, text: &str) -> String {
        self.staff_writes("anna", None, text).await
    }

    pub async fn someone_in_room(&mut self, expert: &str, text: &str) -> String {
        self.staff_writes(expert, None, text).await
    }

    async fn staff_writes(&mut self, expert: &str, case: Option<CaseNumber>, text: &str) -> String {
        let (expert, text, now) = (Expert(expert.to_owned()), text.to_owned(), self.now());
        let line = PlatformMessageId(format!("line-{}", self.updates + 1));
        self.last_line = Some(line.clone());
        let thread = case.map_or(Thread::Outside, Thread::Case);
        let inbound = Inbound::Staff { expert, thread, line, text, mentions: Vec::new() };
        self.arrives(inbound, now).await;
        self.settles().await
    }

    /// Anna changes the line that she wrote last.
    pub async fn expert_corrects(&mut self, text: &str) -> String {
        let line = self.last_line.clone().expect("a line of hers");
        let (expert, by) =
            (Expert("anna".to_owned()), PlatformMessageId(format!("change-{}", self.updates + 1)));
        let now = self.now();
        self.arrives(Inbound::StaffChanged { expert, line, by, text: Some(text.to_owned()) }, now).await;
        self.settles().await
    }

    async fn arrives(&mut self, inbound: Inbound, at: Timestamp) {
        if let Inbound::Staff { text, .. }
        | Inbound::Person { sent: Sent::Message { text, .. } | Sent::Reworded { text, .. }, .. } = &inbound
        {
            overheard::words(text);
        }
        if let Inbound::Person { address, .. } = &inbound {
            overheard::name(address);
        }
        let payload = serde_json::to_string(&inbound).expect("JSON");
        self.payload_arrives(inbound.sender(), &payload, at).await;
    }

    /// Something arrives as it is, readable or not.
    pub async fn payload_arrives(&mut self, sender: Sender, payload: &str, at: Timestamp) {
        self.updates += 1;
        let update = InboundUpdate {
            source: ChannelKind::Console,
            key: self.updates.to_string(),
            sender,
            payload: payload.to_owned(),
            at,
            bundle: None,
        };
        self.app().ingest(&[update]).await.expect("taken in");
    }

    /// The platform delivers Maria's message twice, under the same key.
    pub async fn same_key_twice(&mut self, text: &str) -> String {
        let first = self.person_says(text).await;
        self.updates -= 1;
        format!("{first}{}", self.person_says(text).await)
    }

    /// Somebody spoils the database behind the desk's back.
    pub async fn corrupts(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.app().store().pool()).await.expect("spoiled");
    }

    /// Is this text anywhere in the files of the data folder?
    pub fn finds_on_disk(&self, text: &str) -> bool {
        let files = walkdir::WalkDir::new(self.folder.path()).into_iter().map(|file| file.expect("a file"));
        files
            .filter(|file| file.file_type().is_file())
            .map(|file| std::fs::read(file.path()).expect("its bytes"))
            .any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
    }

    /// Does the staff room show this text?
    pub fn room_shows(&self, text: &str) -> bool {
        self.platform.delivered().iter().any(|dispatch| {
            matches!(dispatch.to, Destination::Staff { .. }) && dispatch.message.plain().contains(text)
        })
    }

    /// The desk does what there is to do; returns what people and staff have seen since the last time.
    pub async fn settles(&mut self) -> String {
        self.app().settle().await.expect("a working database");
        self.news().join("\n")
    }

    /// The clock moves on, or is set back, and the desk does nothing yet.
    pub fn clock_moves(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// A little time passes, and nothing is due.
    pub async fn minutes_pass(&mut self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
        self.settles().await;
    }

    /// Time passes; every moment the desk has asked for is lived through. What happens is shown with its time.
    pub async fn hours_pass(&mut self, hours: i64) -> String {
        let end = self.now() + SignedDuration::from_hours(hours);
        let mut shown = Vec::new();
        loop {
            let due = self.app().next_due().await.expect("a working database");
            let next = due.map_or(end, |due| due.clamp(self.now(), end));
            self.clock.advance(next.duration_since(self.now()));
            self.app().settle().await.expect("a working database");
            let wall = self.now().to_zoned(Config::default().desk.timezone).strftime("%a %H:%M").to_string();
            shown.extend(self.news().into_iter().map(|line| format!("{wall} {line}")));
            if next == end {
                return shown.join("\n");
            }
        }
    }

    /// The time passes while the desk is switched off.
    pub async fn down_for_hours(&mut self, hours: i64) -> String {
        self.stops().await;
        self.clock.advance(SignedDuration::from_hours(hours));
        self.start().await;
        self.settles().await
    }

    /// The desk is switched off and on again.
    pub async fn restarts(&mut self) {
        self.stops().await;
        self.start().await;
    }

    async fn stops(&mut self) {
        if let Some(app) = self.app.take() {
            app.close().await;
        }
    }

    /// The next deliveries fail like this.
    pub fn platform_fails(&self, faults: impl IntoIterator<Item = Delivery>) {
        self.platform.fail_next(faults);
    }

    fn news(&mut self) -> Vec<String> {
        let delivered = self.platform.delivered();
        let news = delivered.iter().skip(self.seen).flat_map(shown).collect();
        self.seen = delivered.len();
        news
    }

    /// How many rows match, for questions no user can ask.
    pub async fn count(&self, from_where: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {from_where}"));
        sqlx::query_scalar(sql).fetch_one(self.app().store().pool()).await.expect("a count")
    }

    /// The story ends and nothing is left pending: no queue waits, no promise runs.
    pub async fn closes(mut self) {
        assert_eq!(self.count("conversations WHERE wake_at IS NOT NULL").await, 0, "a promise still runs");
        self.queues_are_empty().await;
    }

    /// The story ends while somebody still waits for an answer, and says so.
    pub async fn closes_with_promises(mut self, running: i64) {
        assert_eq!(self.count("conversations WHERE wake_at IS NOT NULL").await, running);
        self.queues_are_empty().await;
    }

    async fn queues_are_empty(&mut self) {
        assert_eq!(self.count("inbox WHERE state = 'waiting'").await, 0, "something was not handled");
        assert_eq!(self.count("outbox WHERE state = 'waiting'").await, 0, "something was not sent");
        self.finished = true;
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        assert!(self.finished || std::thread::panicking(), "a story ends with `closes`");
        overheard::gave_nothing_away();
    }
}

fn person(address: &str, sent: Sent) -> Inbound {
    Inbound::Person { address: address.to_owned(), language: None, sent }
}

/// A delivered message as a chat shows it.
pub fn shown(dispatch: &Dispatch) -> Vec<String> {
    let speaker = match &dispatch.to {
        Destination::Person { address } if address == "maria" => "sportello>".to_owned(),
        Destination::Person { address } => format!("sportello to {address}>"),
        Destination::Staff {
            case: Some(case),
            place: Place::Thread | Place::Mirror | Place::Redaction,
            ..
        } => {
            format!("sala {case}>")
        }
        Destination::Staff { .. } => "sala>".to_owned(),
    };
    let call = match &dispatch.to {
        Destination::Staff { call: Call::These(experts), .. } => {
            let called: Vec<String> = experts.iter().map(|expert| format!(" @{expert}")).collect();
            called.concat()
        }
        Destination::Staff { call: Call::Everybody, .. } => " @room".to_owned(),
        _ => String::new(),
    };
    let mut lines = console::lines(&dispatch.message);
    if let Some(last) = lines.last_mut() {
        last.push_str(&call);
    }
    lines.into_iter().map(|line| format!("{speaker} {line}").trim_end().to_owned()).collect()
}
