//! A simulated week: people and experts with habits, a platform that fails, a machine that dies, and the time.
//!
//! Everything that is chance comes from the seed, so that a week can be lived again.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt::Write as _,
    num::NonZeroU32,
    path::Path,
    sync::Arc,
};

use domain::{
    channel::ChannelKind,
    ids::{CaseNumber, Expert, PlatformMessageId},
    message::Button,
    post::Place as Spot,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use knowledge::Knowledge;
use rand::{Rng, SeedableRng, rngs::SmallRng, seq::IndexedRandom};
use sanitize::sandbox::Sandbox;
use sportello::{
    app::{App, Library, Parts},
    assembly,
    channels::{
        Channel, Destination, Inbound, Intake, Sent, Thread,
        types::{InboundUpdate, Sender},
    },
    clock::{Clock, FakeClock},
    config::Config,
    store::Store,
};
use tempfile::TempDir;

use super::{
    checks::{Checks, Seen},
    oracle::{Oracle, Taken},
    platform::{Fault, Note, Platform},
};
use crate::support::{articles, at};

const DAYS: i64 = 7;
/// How much happens in a week, besides what time brings.
const HAPPENINGS: u32 = 250;
const REMEMBERED_LINES: usize = 15;

/// What people write: what the stories' articles answer, what is between two of them, what they do not know.
const QUESTIONS: [&str; 14] = [
    "quanto dura la maternità",
    "quanti mesi di maternità mi spettano",
    "quanti giorni ha il padre alla nascita",
    "mio marito quanti giorni ha quando nasce il bambino",
    "come avviso l'azienda per il congedo del padre",
    "con quanto anticipo il papà chiede il congedo",
    "preavviso papà congedo quanti giorni",
    "quanti giorni congedo padre azienda",
    "padre giorni congedo avviso",
    "come rinnovo il permesso di soggiorno",
    "quanto mi spetta di liquidazione",
    "il capo vuole che firmo le dimissioni",
    "congedo per donne vittime di violenza",
    "vorrei parlare con una persona",
];
const SMALL_TALK: [&str; 7] =
    ["ciao", "buongiorno", "grazie", "grazie mille", "ho una domanda", "aiuto", "👍"];
const COMMANDS: [&str; 10] = [
    "/stato",
    "/pratiche",
    "/annulla",
    "/annulla",
    "/lingua en",
    "/lingua it",
    "/lingua",
    "/aiuto",
    "/esporta",
    "/boh",
];
const FORGED: [&str; 7] =
    ["solved:1", "human:2", "choose:1:9", "other:4294967295", "erase", "'; DROP TABLE inbox; --", ""];
const STAFF_COMMANDS: [&str; 12] = [
    "!prendi",
    "!prendi",
    "!lascia",
    "!chiudi",
    "!chiudi",
    "!chiudi prova",
    "!riapri",
    "!usa maternita-durata",
    "!usa niente",
    "!chiuddi",
    "!nota",
    "!elenco",
];

/// Why a week was not as promised.
pub struct Failure {
    pub event: u32,
    pub what: String,
    pub last_lines: Vec<String>,
}

struct Person {
    address: String,
    /// All the buttons they ever received, the latest last.
    buttons: Vec<String>,
    /// How often they do something, and how often it is a question.
    eager: u32,
    curious: f64,
}

/// What an expert wrote in a case.
struct Line {
    id: PlatformMessageId,
    case: CaseNumber,
    expert: Expert,
    text: String,
}

struct Member {
    name: &'static str,
    /// How often they look at the room; never, for some.
    eager: u32,
}

pub struct World {
    rng: SmallRng,
    app: Option<App>,
    platform: Arc<Platform>,
    clock: Arc<FakeClock>,
    zone: TimeZone,
    reopen: SignedDuration,
    folder: TempDir,
    people: Vec<Person>,
    staff: Vec<Member>,
    cases: Vec<CaseNumber>,
    lines: Vec<Line>,
    oracle: Oracle,
    checks: Checks,
    /// What the platform gave us and the desk has not handled, ordering key by ordering key.
    waiting: BTreeMap<String, VecDeque<(String, Taken)>>,
    /// What the platform holds while the desk is off.
    held: Vec<(InboundUpdate, Option<Taken>)>,
    last: Option<(InboundUpdate, Option<Taken>)>,
    keys: u32,
    replies: u32,
    readable: usize,
    unreadable: usize,
    event: u32,
    pub transcript: Vec<String>,
    aloud: bool,
}

impl World {
    pub async fn of(seed: u64, aloud: bool) -> Self {
        let mut rng = SmallRng::seed_from_u64(seed);
        let start = match seed % 5 {
            0 => at("2026-10-22 00:00"), // daylight saving ends on the 25th
            1 => at("2027-03-25 00:00"), // and begins on the 28th
            2 => at("2026-12-03 00:00"), // Sant'Ambrogio, Immacolata
            3 => at("2026-12-21 00:00"), // Christmas
            _ => at("2026-11-23 00:00"),
        } + SignedDuration::from_mins(rng.random_range(0..4 * 24 * 60));
        let policy = assembly::policy(&Config::default());
        let zone = policy.calendar.zone.clone();
        let reopen = SignedDuration::from_hours(*[24, 7 * 24].choose(&mut rng).expect("two"));
        let people = (0..rng.random_range(6..=12))
            .map(|n| Person {
                address: format!("recapito-{n}-{}", rng.random::<u32>()),
                buttons: Vec::new(),
                eager: rng.random_range(1..=5),
                curious: rng.random_range(0.2..0.9),
            })
            .collect();
        let names = ["anna", "bruno", "carla", "dario"];
        let staff = names[..rng.random_range(2..=4)]
            .iter()
            .map(|name| Member { name, eager: rng.random_range(0..=3) })
            .collect();
        // Memory where there is some: a week is thousands of commits, each of which waits for the disk.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let mut world = Self {
            rng,
            app: None,
            platform: Arc::default(),
            clock: Arc::new(FakeClock::at(start)),
            oracle: Oracle::new(zone.clone(), reopen),
            checks: Checks::new(zone.clone(), start),
            zone,
            reopen,
            folder: folder.expect("a temporary folder"),
            people,
            staff,
            cases: Vec::new(),
            lines: Vec::new(),
            waiting: BTreeMap::new(),
            held: Vec::new(),
            last: None,
            keys: 0,
            replies: 0,
            readable: 0,
            unreadable: 0,
            event: 0,
            transcript: Vec::new(),
            aloud,
        };
        world.starts().await;
        world
    }

    /// Lives the week; says how much of everything happened.
    pub async fn lives(&mut self) -> Result<(u32, Seen), Failure> {
        match self.week().await {
            Ok(()) => Ok((self.event, std::mem::take(&mut self.checks.seen))),
            Err(what) => {
                let from = self.transcript.len().saturating_sub(REMEMBERED_LINES);
                Err(Failure { event: self.event, what, last_lines: self.transcript[from..].to_vec() })
            }
        }
    }

    async fn week(&mut self) -> Result<(), String> {
        let end = self.now() + SignedDuration::from_hours(24 * DAYS);
        let gap = DAYS * 24 * 60 * 60 / i64::from(HAPPENINGS);
        while self.now() < end {
            // Some things come close together, most do not.
            let seconds = if self.rng.random_ratio(1, 4) {
                self.rng.random_range(0..120)
            } else {
                self.rng.random_range(0..gap * 8 / 3)
            };
            self.time_passes(SignedDuration::from_secs(seconds)).await?;
            self.event += 1;
            self.something_happens().await?;
        }
        self.platform.recover();
        while let Some(due) = self.next_postponed().await {
            self.tell("the end", format!("the queues wait until {due}"));
            let rest = due.duration_since(self.now());
            self.time_passes(rest.max(SignedDuration::ZERO)).await?;
        }
        let app = self.app.as_ref().expect("open");
        let updates = (self.readable, self.unreadable);
        self.checks.over(app.store(), &self.oracle, updates).await
    }

    async fn something_happens(&mut self) -> Result<(), String> {
        match self.rng.random_range(0..100) {
            0..30 => {
                self.somebody_writes(0);
                self.hands_over().await
            }
            30..36 => self.burst().await,
            36..52 => self.someone_presses().await,
            52..60 => self.command().await,
            60..63 => {
                let hours = self.rng.random_range(1..40);
                self.somebody_writes(hours);
                self.hands_over().await
            }
            63..66 => self.same_again().await,
            66..68 => self.gibberish().await,
            68..87 => self.staff_acts().await,
            87..90 => self.an_expert_edits().await,
            90..94 => {
                self.platform_will_fail();
                Ok(())
            }
            94..96 => self.restarts_with_rows_waiting().await,
            96..97 => self.restarts().await,
            97..99 => self.machine_will_die().await,
            _ => self.is_off_for_a_while().await,
        }
    }

    // People

    fn somebody(&mut self) -> usize {
        let all: Vec<usize> = (0..self.people.len()).collect();
        *all.choose_weighted(&mut self.rng, |&n| self.people[n].eager).expect("somebody")
    }

    fn somebody_writes(&mut self, hours_ago: i64) {
        let who = self.somebody();
        self.writes(who, hours_ago);
    }

    /// The platform has something that a person wrote so many hours ago.
    fn writes(&mut self, who: usize, hours_ago: i64) {
        let texts: &[&str] =
            if self.rng.random_bool(self.people[who].curious) { &QUESTIONS } else { &SMALL_TALK };
        let text = *texts.choose(&mut self.rng).expect("texts");
        self.sends(who, Sent::text(text), hours_ago);
    }

    fn sends(&mut self, who: usize, sent: Sent, hours_ago: i64) {
        let address = self.people[who].address.clone();
        let inbound = Inbound::Person { address, language: None, sent };
        let then = self.now() - SignedDuration::from_hours(hours_ago);
        self.platform_has(inbound, then);
    }

    async fn burst(&mut self) -> Result<(), String> {
        let who = self.somebody();
        let together = self.rng.random();
        for _ in 0..self.rng.random_range(2..=4) {
            self.writes(who, 0);
            if together {
                continue;
            }
            self.hands_over().await?;
            let seconds = self.rng.random_range(1..90);
            self.time_passes(SignedDuration::from_secs(seconds)).await?;
        }
        self.hands_over().await
    }

    async fn someone_presses(&mut self) -> Result<(), String> {
        let who = self.somebody();
        let buttons = &self.people[who].buttons;
        let recent = &buttons[buttons.len().saturating_sub(3)..];
        let data = match self.rng.random_range(0..10) {
            0..7 => recent.choose(&mut self.rng).cloned(),
            7..9 => buttons.choose(&mut self.rng).cloned(),
            _ => None,
        };
        let forged = *FORGED.choose(&mut self.rng).expect("some");
        let data = data.unwrap_or_else(|| forged.to_owned());
        self.sends(who, Sent::Button(data), 0);
        self.hands_over().await
    }

    async fn command(&mut self) -> Result<(), String> {
        let who = self.somebody();
        if !self.rng.random_ratio(1, 5) {
            let command = *COMMANDS.choose(&mut self.rng).expect("some");
            self.sends(who, Sent::text(command), 0);
            return self.hands_over().await;
        }
        self.sends(who, Sent::text("/cancella"), 0);
        self.hands_over().await?;
        let minutes = *[1, 5, 59, 61].choose(&mut self.rng).expect("some");
        self.time_passes(SignedDuration::from_mins(minutes)).await?;
        let answer = *["erase", "erase", "keep"].choose(&mut self.rng).expect("some");
        self.sends(who, Sent::Button(answer.to_owned()), 0);
        self.hands_over().await
    }

    // Staff

    async fn staff_acts(&mut self) -> Result<(), String> {
        let all: Vec<usize> = (0..self.staff.len()).collect();
        let Ok(&who) = all.choose_weighted(&mut self.rng, |&n| self.staff[n].eager) else {
            return Ok(()); // nobody ever looks
        };
        let expert = Expert(self.staff[who].name.to_owned());
        self.replies += 1;
        let n = self.replies;
        let recent = &self.cases[self.cases.len().saturating_sub(6)..];
        let case = match self.rng.random_range(0..20) {
            0 => "2026-9999".parse().ok(),
            1..4 => self.cases.choose(&mut self.rng).copied(),
            _ => recent.choose(&mut self.rng).copied(),
        };
        let (case, text) = match self.rng.random_range(0..20) {
            0..11 => (case, format!("Risposta {n}: ne parliamo insieme.")),
            11..17 => {
                let command = *STAFF_COMMANDS.choose(&mut self.rng).expect("some");
                (case, command.to_owned())
            }
            17 => (case, format!("// Appunto {n}")),
            18 => (None, "!scadenze".to_owned()),
            _ => (None, format!("Chiacchiera {n}: chi prende la prossima?")),
        };
        let chatter = case.is_none() && text.starts_with("Risposta");
        let text = if chatter { format!("Chiacchiera {n}") } else { text };
        let (thread, line) =
            (case.map_or(Thread::Outside, Thread::Case), PlatformMessageId(format!("line-{n}")));
        if let Some(case) = case
            && (text.starts_with("Risposta ") || text.starts_with("// "))
        {
            self.lines.push(Line { id: line.clone(), case, expert: expert.clone(), text: text.clone() });
        }
        let inbound = Inbound::Staff { expert, thread, line, text, mentions: Vec::new() };
        let now = self.now();
        self.platform_has(inbound, now);
        self.hands_over().await
    }

    /// An expert changes a line. Replies that are there are corrected or made a command by mistake; a note is made a reply.
    async fn an_expert_edits(&mut self) -> Result<(), String> {
        let recent = &self.lines[self.lines.len().saturating_sub(20)..];
        let Some(Line { id, case, expert, text }) = recent.choose(&mut self.rng) else {
            return Ok(());
        };
        let (line, case, expert, text) = (id.clone(), *case, expert.clone(), text.clone());
        self.replies += 1;
        let n = self.replies;
        let corrected = format!("Risposta {n}: meglio così.");
        let text = match (text.starts_with("Risposta "), self.rng.random_range(0..4)) {
            (true, _) if !self.checks.was_read(&text) => return Ok(()),
            (true, 0) => "!chiudi".to_owned(),
            (true, _) => {
                self.checks.will_be_edited(case, corrected.clone());
                corrected
            }
            // It stays a note, whatever it says.
            (false, _) => format!("Appunto {n}: non è più un appunto."),
        };
        let by = PlatformMessageId(format!("line-{n}"));
        let now = self.now();
        self.platform_has(Inbound::StaffChanged { expert, line, by, text: Some(text) }, now);
        self.hands_over().await
    }

    // The platform

    fn platform_has(&mut self, inbound: Inbound, at: Timestamp) {
        let payload = serde_json::to_string(&inbound).expect("JSON");
        let update = self.update(inbound.sender(), payload, at);
        self.tell("platform", format!("{} {} of {at}", update.ordering_key(), update.payload));
        let taken = Taken { ordering_key: update.ordering_key(), at, inbound };
        self.readable += 1;
        self.held.push((update, Some(taken)));
    }

    fn update(&mut self, sender: Sender, payload: String, at: Timestamp) -> InboundUpdate {
        self.keys += 1;
        InboundUpdate {
            source: ChannelKind::Console,
            key: self.keys.to_string(),
            sender,
            payload,
            at,
            bundle: None,
        }
    }

    /// The platform gives the desk what it holds, and the desk does what there is to do.
    async fn hands_over(&mut self) -> Result<(), String> {
        self.taken_in().await;
        self.settles().await
    }

    async fn taken_in(&mut self) {
        let updates: Vec<InboundUpdate> = self.held.iter().map(|(update, _)| update.clone()).collect();
        let app = self.app.as_ref().expect("open");
        app.ingest(&updates).await.expect("taken in");
        for (update, taken) in self.held.drain(..) {
            self.last = Some((update.clone(), taken.clone()));
            if let Some(taken) = taken {
                let ordering_key = self.waiting.entry(taken.ordering_key.clone()).or_default();
                ordering_key.push_back((update.payload, taken));
            }
        }
    }

    /// The platform did not hear that we have it.
    async fn same_again(&mut self) -> Result<(), String> {
        let Some((update, _)) = self.last.clone() else {
            return Ok(());
        };
        self.tell("platform", format!("once more {}", update.payload));
        let app = self.app.as_ref().expect("open");
        app.ingest(&[update]).await.expect("taken in");
        self.settles().await
    }

    async fn gibberish(&mut self) -> Result<(), String> {
        let who = self.somebody();
        let sender = Sender::Person { address: self.people[who].address.clone() };
        self.tell("platform", format!("{sender:?} gibberish"));
        let now = self.now();
        let update = self.update(sender, "{\"from\":\"mars\"".to_owned(), now);
        self.unreadable += 1;
        self.held.push((update, None));
        self.hands_over().await
    }

    fn platform_will_fail(&mut self) {
        if self.rng.random_ratio(1, 12) {
            let who = self.somebody();
            let address = self.people[who].address.clone();
            self.tell("platform", format!("{address} blocks the desk"));
            return self.platform.block(&address);
        }
        for _ in 0..self.rng.random_range(1..=6) {
            let minutes = self.rng.random_range(1..600);
            let fault = match self.rng.random_range(0..8) {
                0..4 => Fault::Later(None),
                4..7 => Fault::Later(Some(SignedDuration::from_mins(minutes))),
                _ => Fault::Refused,
            };
            self.tell("platform", format!("will fail: {fault:?}"));
            self.platform.fail_next(fault);
        }
    }

    // The machine

    async fn starts(&mut self) {
        let mut policy = assembly::policy(&Config::default());
        policy.reopen = self.reopen;
        // The oracle knows no limits.
        policy.cases_per_day = u32::MAX;
        let (knowledge, diagnostics) = Knowledge::load(&articles(), None).expect("an index");
        assert_eq!(diagnostics, []);
        let channel: Arc<dyn Channel> = self.platform.clone();
        self.app = Some(App::new(Parts {
            store: Store::sqlite(self.folder.path()).await.expect("a database"),
            knowledge,
            policy,
            clock: self.clock.clone(),
            channels: vec![channel.clone()],
            staff_room: channel,
            sandbox: Sandbox::at(env!("CARGO_BIN_EXE_sportello")),
            library: Library {
                articles: (&articles()).into(),
                copies: self.folder.path().to_owned(),
                learner: None,
            },
            retention: SignedDuration::from_hours(365 * 24),
            messages_per_minute: NonZeroU32::MAX,
        }));
    }

    async fn stops(&mut self) {
        let app = self.app.take().expect("open");
        app.close().await;
    }

    async fn restarts(&mut self) -> Result<(), String> {
        self.tell("machine", "restarts".to_owned());
        self.stops().await;
        self.starts().await;
        self.settles().await
    }

    async fn restarts_with_rows_waiting(&mut self) -> Result<(), String> {
        for _ in 0..self.rng.random_range(1..=3) {
            self.somebody_writes(0);
        }
        self.taken_in().await;
        self.restarts().await
    }

    async fn machine_will_die(&mut self) -> Result<(), String> {
        let fault =
            *[Fault::CrashBefore, Fault::CrashAfter, Fault::CrashAfter].choose(&mut self.rng).expect("some");
        self.tell("machine", format!("will die: {fault:?}"));
        self.platform.fail_next(fault);
        self.staff_acts().await
    }

    async fn is_off_for_a_while(&mut self) -> Result<(), String> {
        let end = self.now() + SignedDuration::from_mins(self.rng.random_range(10..30 * 60));
        self.tell("machine", format!("is off until {end}"));
        self.stops().await;
        for _ in 0..self.rng.random_range(0..4) {
            let rest = end.duration_since(self.now()).as_secs();
            let seconds = self.rng.random_range(0..=rest / 2);
            self.clock.advance(SignedDuration::from_secs(seconds));
            self.somebody_writes(0);
        }
        self.clock.advance(end.duration_since(self.now()));
        self.starts().await;
        self.checks.resumed = self.now();
        self.hands_over().await
    }

    // Time

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Every moment the desk has asked for is lived through.
    async fn time_passes(&mut self, by: SignedDuration) -> Result<(), String> {
        let end = self.now() + by;
        loop {
            let app = self.app.as_ref().expect("open");
            let due = app.next_due().await.expect("a working database");
            let next = due.map_or(end, |due| due.clamp(self.now(), end));
            self.clock.advance(next.duration_since(self.now()));
            self.settles().await?;
            if next == end {
                return Ok(());
            }
        }
    }

    async fn next_postponed(&self) -> Option<Timestamp> {
        let app = self.app.as_ref().expect("open");
        let store = app.store();
        let due = [store.next_inbound_due().await, store.next_outgoing_due(self.now()).await];
        due.into_iter().filter_map(|due| due.expect("a database")).min()
    }

    /// The desk does what there is to do, through as many deaths of the machine as there are; then all is checked.
    async fn settles(&mut self) -> Result<(), String> {
        loop {
            let app = self.app.as_ref().expect("open");
            let died = tokio::select! {
                biased;
                done = app.settle() => { done.expect("a working database"); false }
                () = self.platform.crashed.notified() => true,
            };
            self.hears()?;
            if !died {
                break;
            }
            self.tell("machine", "died, and starts".to_owned());
            self.stops().await;
            self.starts().await;
        }
        let now = self.now();
        self.oracle.settled(now);
        let app = self.app.as_ref().expect("open");
        self.checks.settled(app.store(), &mut self.oracle, now).await?;
        match self.waiting.values().flatten().next() {
            Some((payload, _)) => Err(format!("promise 1: nobody has handled {payload}")),
            None => Ok(()),
        }
    }

    /// What the platform has seen of the desk goes to people, to staff, to the oracle and to the checks.
    fn hears(&mut self) -> Result<(), String> {
        let now = self.now();
        let addresses: Vec<String> = self.people.iter().map(|it| it.address.clone()).collect();
        for note in self.platform.news() {
            match &note {
                Note::Handled { payload } => {
                    let first = |ordering_key: &&mut VecDeque<(String, Taken)>| {
                        ordering_key.front().is_some_and(|(first, _)| first == payload)
                    };
                    let taken = self.waiting.values_mut().find(first);
                    let Some((_, taken)) = taken.and_then(VecDeque::pop_front) else {
                        return Err(format!(
                            "promises 1 and 3: {payload} is handled, and it is not its turn"
                        ));
                    };
                    self.oracle.handled(&taken, now);
                }
                Note::Sent { dispatch, fate, shown } => {
                    let shows = if *shown { "shown" } else { "not shown" };
                    let mut line = format!("{} {fate:?}, {shows}: ", dispatch.id);
                    match &dispatch.to {
                        Destination::Person { address } => {
                            let _ = write!(line, "to {address}");
                        }
                        Destination::Staff { case, call, .. } => {
                            let _ = write!(line, "to the staff, {case:?}, {call:?}");
                        }
                    }
                    let _ = write!(line, ": {:?}", dispatch.message.plain());
                    self.tell("desk", line);
                    self.oracle.sent(dispatch, *fate, now)?;
                    if *shown {
                        self.is_read(dispatch);
                    }
                }
                Note::Edited { .. } => {}
            }
            if let Note::Edited { address, message, .. } = &note {
                self.tell("desk", format!("edits what {address} has: {:?}", message.plain()));
            }
            self.checks.platform_saw(&note, &addresses)?;
        }
        Ok(())
    }

    fn is_read(&mut self, dispatch: &sportello::channels::Dispatch) {
        let buttons = &dispatch.message.buttons;
        match &dispatch.to {
            Destination::Person { address } => {
                let person = self.people.iter_mut().find(|it| it.address == *address);
                let person = person.expect("one of ours");
                // Nobody in the simulated weeks is guided to a plan: a guide promises nothing. Nor does anybody read on: the
                // oracle does not know what stands beside an answer.
                let pressed =
                    buttons.iter().filter(|it| !matches!(it.button, Button::Leave | Button::Read(..)));
                person.buttons.extend(pressed.map(|it| it.button.data()));
            }
            Destination::Staff { case: Some(case), place: Spot::ThreadRoot, .. } => self.cases.push(*case),
            Destination::Staff { .. } => {}
        }
    }

    fn tell(&mut self, who: &str, what: String) {
        let wall = self.now().to_zoned(self.zone.clone());
        let wall = wall.strftime("%a %d %b %H:%M:%S");
        let line = format!("{:>3} {wall} {who}: {what}", self.event);
        if self.aloud {
            println!("{line}");
        }
        self.transcript.push(line);
    }
}
