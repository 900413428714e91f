//! The promises, checked after each event: against the oracle where it knows, by themselves where they can be seen.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    conversation::{Conversation, Phase},
    event::{End, Entry},
    ids::CaseNumber,
    message::{Message, Part},
    post::Place as Spot,
};
use jiff::{
    Timestamp,
    civil::{Time, Weekday, date, time},
    tz::TimeZone,
};
use sportello::{
    channels::{Destination, Dispatch},
    store::Store,
};
use sqlx::Row;

use super::{
    oracle::{Oracle, is_human},
    platform::{Fate, Note},
    talk::{Talk, latest_staffed_before},
};

/// How much of everything happened: a simulation in which nothing happens proves nothing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Seen(pub BTreeMap<&'static str, u32>);

impl Seen {
    pub fn once(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    pub fn add(&mut self, other: Self) {
        for (what, times) in other.0 {
            *self.0.entry(what).or_default() += times;
        }
    }
}

/// One conversation's rows, as they come.
#[derive(Default)]
struct Chain {
    running: Option<Running>,
    began: Vec<Entry>,
    answers: Vec<(u32, String)>,
    openings: Vec<u32>,
    /// When humans last got a question of it.
    handed_over: Option<Timestamp>,
    /// The person has blocked the desk.
    unreachable: bool,
    /// When they were last found to be back: whoever has just written is awake.
    back: Option<Timestamp>,
}

struct Running {
    since: Timestamp,
    due: Timestamp,
    /// What the person is told at first: a time at which somebody will have been at the desk.
    honest: Timestamp,
    recorded: Timestamp,
    level: u8,
    told: bool,
    breached: bool,
}

pub struct Checks {
    zone: TimeZone,
    ledger_read: i64,
    chains: BTreeMap<String, Chain>,
    /// Which conversation a talk is.
    conversations: BTreeMap<usize, String>,
    /// When the desk last came back after having been off.
    pub resumed: Timestamp,
    /// The last message shown in each ordering key.
    last_shown: BTreeMap<String, i64>,
    /// Shown, while the desk did not learn of it.
    lost: BTreeMap<String, (i64, Message)>,
    replies_shown: BTreeSet<String>,
    /// What replies that were read have to say from some time on, and of which case they are.
    edits: BTreeMap<String, CaseNumber>,
    edits_read: BTreeSet<String>,
    articles_shown: BTreeMap<String, usize>,
    quotes_shown: BTreeMap<CaseNumber, u32>,
    numbers: BTreeMap<CaseNumber, (usize, usize)>,
    pub dead_letters: usize,
    pub seen: Seen,
}

type Verdict = Result<(), String>;

impl Checks {
    pub fn new(zone: TimeZone, now: Timestamp) -> Self {
        Self {
            zone,
            ledger_read: 0,
            chains: BTreeMap::new(),
            conversations: BTreeMap::new(),
            resumed: now,
            last_shown: BTreeMap::new(),
            lost: BTreeMap::new(),
            replies_shown: BTreeSet::new(),
            edits: BTreeMap::new(),
            edits_read: BTreeSet::new(),
            articles_shown: BTreeMap::new(),
            quotes_shown: BTreeMap::new(),
            numbers: BTreeMap::new(),
            dead_letters: 0,
            seen: Seen::default(),
        }
    }

    /// One thing the platform saw: nothing is said twice, in the wrong order, or to whom it does not concern.
    pub fn platform_saw(&mut self, note: &Note, addresses: &[String]) -> Verdict {
        if let Note::Edited { address, message, remove } = note {
            return self.was_edited(address, &message.plain(), *remove);
        }
        let Note::Sent { dispatch, fate, shown } = note else {
            return Ok(());
        };
        let ordering_key = ordering_key(dispatch);
        if let Some((id, message)) = self.lost.remove(&ordering_key)
            && *fate == Fate::Delivered
            && id != dispatch.id
            && message == dispatch.message
        {
            return Err(format!(
                "promise 2: «{}» was shown in {ordering_key} as {id}, and again as {}",
                message.plain(),
                dispatch.id
            ));
        }
        if *shown && *fate == Fate::Crashed {
            let id_and_words = (dispatch.id, dispatch.message.clone());
            self.lost.insert(ordering_key.clone(), id_and_words);
            self.seen.once("shown, and the machine died");
        }
        if !shown {
            return Ok(());
        }
        let words = dispatch.message.plain();
        let farewell = words.starts_with("Fatto: ho cancellato") || words.starts_with("Done: I");
        let last = self.last_shown.entry(ordering_key.clone()).or_default();
        // A farewell may still be on its way when the person is back as somebody new.
        if dispatch.id < *last && !farewell {
            return Err(format!("promise 3: {} after {last} in {ordering_key}", dispatch.id));
        }
        *last = dispatch.id.max(*last);
        match &dispatch.to {
            Destination::Person { address } => {
                if words.contains("Appunto ") || words.contains("Chiacchiera ") {
                    return Err(format!("promise 6: {address} reads what is ours: «{words}»"));
                }
                let automatic = matches!(dispatch.message.parts.first(), Some(Part::Article(_)));
                if automatic {
                    *self.articles_shown.entry(address.clone()).or_default() += 1;
                }
                if is_human(dispatch)
                    && words.starts_with("Risposta ")
                    && !self.replies_shown.insert(words.clone())
                {
                    return Err(format!("promise 2: {address} reads twice: «{words}»"));
                }
            }
            Destination::Staff { case, place, .. } => {
                if let Some(address) = addresses.iter().find(|&it| words.contains(it.as_str())) {
                    return Err(format!("promise 8: the staff read {address}: «{words}»"));
                }
                if words.contains("messo da parte") {
                    self.dead_letters += 1;
                }
                let quote = |part: &Part| matches!(part, Part::Quote(_));
                if let Some(case) = case
                    && *place != Spot::Redaction
                    && dispatch.message.parts.iter().any(quote)
                {
                    *self.quotes_shown.entry(*case).or_default() += 1;
                }
            }
        }
        Ok(())
    }

    /// Has anybody read this reply?
    pub fn was_read(&self, reply: &str) -> bool {
        self.replies_shown.iter().any(|shown| shown.starts_with(reply))
    }

    /// A reply in this case that was read has to say this from now on.
    pub fn will_be_edited(&mut self, case: CaseNumber, words: String) {
        self.edits.insert(words, case);
    }

    /// What a person has says something else: that must be what an expert has made of it. It may be said again after a crash.
    fn was_edited(&mut self, address: &str, words: &str, remove: bool) -> Verdict {
        let corrected = self.edits.keys().find(|edit| words.starts_with(edit.as_str())).cloned();
        match corrected {
            Some(edit) if !remove => {
                self.seen.once("reply edited");
                self.edits_read.insert(edit);
                Ok(())
            }
            _ => Err(format!("promise 6: {address} reads an edit that is none: «{words}»")),
        }
    }

    /// Every correction has been read by whoever is still there to read it.
    fn edits_arrived(&self, oracle: &Oracle) -> Verdict {
        for (edit, case) in self.edits.iter().filter(|(edit, _)| !self.edits_read.contains(*edit)) {
            let there = oracle.talk_of(*case).is_some_and(|talk| !talk.gone && !talk.blocked);
            if there {
                return Err(format!("promise 1: «{edit}» has not reached anybody"));
            }
        }
        Ok(())
    }

    /// The desk has nothing more to do now: what it holds must be what the oracle expects.
    pub async fn settled(&mut self, store: &Store, oracle: &mut Oracle, now: Timestamp) -> Verdict {
        self.meet(store, oracle).await;
        self.read_ledger(store).await?;
        if let Some(complaint) = oracle.complaint() {
            return Err(complaint);
        }
        let trouble = count(store, "inbox WHERE state = 'waiting' OR (state = 'done' AND attempts > 0)");
        if trouble.await > 0 {
            return Err("promise 1: an arrival could not be handled".into());
        }
        let states = states(store).await;
        for (index, id) in self.conversations.clone() {
            let chain = self.chains.entry(id.clone()).or_default();
            let talk = &oracle.talks[index];
            same_as_expected(chain, talk)?;
            if talk.gone {
                continue;
            }
            let state = states.get(&id).ok_or(format!("promise 1: {} is gone", talk.address))?;
            stands_as_expected(state, talk)?;
            if chain.unreachable && !talk.blocked {
                return Err(format!("promise 5: {} could be told, and counts as unreachable", talk.address));
            }
            if let (true, Some(running)) = (talk.place.is_a_case(), &chain.running) {
                // Who has blocked the desk cannot be told, and hears it once they are back.
                let notice = running.notice(talk.place.is_urgent(), &self.zone);
                in_time(running, notice, chain.unreachable, &talk.address, now)?;
            }
        }
        let talk_of: BTreeMap<&str, usize> =
            self.conversations.iter().map(|(talk, id)| (id.as_str(), *talk)).collect();
        let mut nth: BTreeMap<usize, usize> = BTreeMap::new();
        for (case, conversation) in cases(store).await {
            let talk = talk_of[conversation.as_str()];
            let nth = nth.entry(talk).or_default();
            self.numbers.insert(case, (talk, *nth));
            oracle.numbered(case, talk, *nth);
            *nth += 1;
        }
        let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
        for talk in &oracle.talks {
            *expected.entry(&talk.address).or_default() += talk.answers.len();
        }
        for (address, shown) in &self.articles_shown {
            let expected = expected.get(address.as_str()).copied().unwrap_or_default();
            if *shown > expected {
                return Err(format!(
                    "promises 6 and 7: {address} got {shown} articles by themselves, {expected} were due"
                ));
            }
        }
        Ok(())
    }

    /// The week is over and every fault is mended: nothing is left behind.
    pub async fn over(&self, store: &Store, oracle: &Oracle, updates: (usize, usize)) -> Verdict {
        let (readable, unreadable) = updates;
        for (what, from_where, expected) in [
            ("rows not sent", "outbox WHERE state = 'waiting'", 0),
            ("rows handled", "inbox WHERE state = 'done'", readable),
            ("rows set aside", "inbox WHERE state = 'dead'", unreadable),
        ] {
            let found = count(store, from_where).await;
            if found != i64::try_from(expected).unwrap_or(i64::MAX) {
                return Err(format!("promise 1: {found} {what}, expected {expected}"));
            }
        }
        if self.dead_letters != unreadable {
            return Err(format!(
                "promise 3: the staff heard of {} of {unreadable} unreadable messages",
                self.dead_letters
            ));
        }
        self.edits_arrived(oracle)?;
        for (case, (talk, nth)) in &self.numbers {
            let talk = &oracle.talks[*talk];
            let (shown, expected) =
                (self.quotes_shown.get(case).copied().unwrap_or_default(), talk.quotes[*nth]);
            if !talk.gone && shown != expected {
                return Err(format!(
                    "promise 1: the staff read {shown} messages in {case}, {} wrote {expected}",
                    talk.address
                ));
            }
        }
        Ok(())
    }

    async fn meet(&mut self, store: &Store, oracle: &Oracle) {
        let handles = sqlx::query("SELECT conversation_id, address FROM handles WHERE leaving = 0")
            .fetch_all(store.pool())
            .await
            .expect("handles");
        for row in handles {
            let (id, address): (String, String) = (row.get(0), row.get(1));
            if let Some(talk) = oracle.at_address(&address) {
                self.conversations.insert(talk, id);
            }
        }
    }

    async fn read_ledger(&mut self, store: &Store) -> Verdict {
        let rows = sqlx::query("SELECT id, at, conversation_id, entry FROM ledger WHERE id > $1 ORDER BY id")
            .bind(self.ledger_read)
            .fetch_all(store.pool())
            .await
            .expect("the ledger");
        for row in rows {
            self.ledger_read = row.get(0);
            let at = Timestamp::from_millisecond(row.get(1)).expect("an instant");
            let entry: Entry = serde_json::from_str(row.get(3)).expect("an entry");
            let chain = self.chains.entry(row.get(2)).or_default();
            chain
                .take(at, &entry, self.resumed, &self.zone)
                .map_err(|why| format!("promises 4 and 5: {why}: {entry:?} recorded at {at}"))?;
            if let Some(kind) = kind(&entry) {
                self.seen.once(kind);
            }
        }
        Ok(())
    }
}

impl Chain {
    /// The next row must fit the ones before it.
    fn take(&mut self, at: Timestamp, entry: &Entry, resumed: Timestamp, zone: &TimeZone) -> Verdict {
        match entry {
            Entry::CaseOpened { question, .. } => {
                self.openings.push(question.0);
                self.handed_over = Some(at);
                return Ok(());
            }
            Entry::CaseReopened { .. } => {
                self.handed_over = Some(at);
                return Ok(());
            }
            Entry::Answered { question, slug } => {
                if self.answers.iter().any(|(known, _)| *known == question.0) {
                    return Err("a second automatic answer to one question".into());
                }
                self.answers.push((question.0, slug.clone()));
                return Ok(());
            }
            Entry::CommitmentBegan { since, due } => {
                if self.running.is_some() {
                    return Err("a commitment begins while another runs".into());
                }
                self.began.push(entry.clone());
                self.running = Some(Running {
                    since: *since,
                    due: *due,
                    honest: (*due).max(after_work(*since, zone)),
                    recorded: at,
                    level: 0,
                    told: false,
                    breached: false,
                });
                return Ok(());
            }
            Entry::PersonUnreachable | Entry::PersonReachable => {
                self.unreachable = matches!(entry, Entry::PersonUnreachable);
                self.back = (!self.unreachable).then_some(at);
                return Ok(());
            }
            Entry::StaffAlerted { .. }
            | Entry::PersonTold { .. }
            | Entry::Breached { .. }
            | Entry::CommitmentEnded { .. } => {}
            _ => return Ok(()),
        }
        let Some(running) = &mut self.running else {
            return Err("no commitment runs".into());
        };
        // What was due before the desk knew of it, or while it was off, comes at once.
        let at_once =
            [Some(running.recorded), self.handed_over, self.back, Some(resumed)].contains(&Some(at));
        match entry {
            Entry::StaffAlerted { level } => {
                // The head of a new case calls again for what its commitment was alerted at before.
                let again = self.handed_over == Some(at) && *level == running.level;
                if (*level <= running.level && !again) || running.breached {
                    return Err(format!("after the alert of {} %", running.level));
                }
                if !at_once && !staffed(at, zone) {
                    return Err("nobody is there to read it".into());
                }
                if !at_once && at > running.percent(*level) {
                    return Err("later than it should".into());
                }
                running.level = *level;
            }
            Entry::PersonTold { until } => {
                // What must not wait was told a sooner hour than the term's, and is told the next sooner one.
                if *until <= at {
                    return Err("no new time".into());
                }
                if !at_once && latest_staffed_before(at, zone) != at {
                    return Err("the person is asleep".into());
                }
                if !running.told && !at_once && at >= running.honest {
                    return Err("the time they were told has passed in silence".into());
                }
                running.told = true;
            }
            Entry::Breached { due } => {
                if running.breached || *due != running.due || at < *due {
                    return Err("it is not the time".into());
                }
                let hidden = running.honest == *due && !(running.told || self.unreachable);
                if !at_once && (hidden || at > *due) {
                    return Err("late, or the person was not told".into());
                }
                running.breached = true;
            }
            Entry::CommitmentEnded { since, due, .. } => {
                if (*since, *due) != (running.since, running.due) {
                    return Err("another one runs".into());
                }
                self.began.push(entry.clone());
                self.running = None;
            }
            _ => {}
        }
        Ok(())
    }
}

impl Running {
    fn percent(&self, level: u8) -> Timestamp {
        self.since + self.due.duration_since(self.since) * i32::from(level) / 100
    }

    /// When the person has to know that it takes longer.
    fn notice(&self, urgent: bool, zone: &TimeZone) -> Timestamp {
        // What must not wait is promised within hours of work, and given up a quarter of an hour before.
        let minutes = if urgent { 15 } else { 60 };
        latest_staffed_before(self.honest - jiff::SignedDuration::from_mins(minutes), zone)
    }
}

fn same_as_expected(chain: &Chain, talk: &Talk) -> Verdict {
    let who = &talk.address;
    if chain.began != talk.promises {
        let alike = chain.began.iter().zip(&talk.promises);
        let differ = alike.take_while(|(ledger, told)| ledger == told).count();
        return Err(format!(
            "promise 4: {who}: the ledger says {:?}, the transcript {:?}",
            chain.began.get(differ),
            talk.promises.get(differ)
        ));
    }
    if chain.openings != talk.openings {
        return Err(format!(
            "promise 6: {who}: cases for the questions {:?}, expected {:?}",
            chain.openings, talk.openings
        ));
    }
    if chain.answers != talk.answers {
        return Err(format!(
            "promises 6 and 7: {who}: articles by themselves {:?}, expected {:?}",
            chain.answers, talk.answers
        ));
    }
    Ok(())
}

fn stands_as_expected(state: &Conversation, talk: &Talk) -> Verdict {
    let stored = state.commitment.as_ref().map(|commitment| (commitment.since(), commitment.due()));
    let expected = talk.since().zip(talk.due());
    if stored != expected {
        return Err(format!(
            "promise 4: {} waits since and until {stored:?}, expected {expected:?}",
            talk.address
        ));
    }
    let stands = match &state.phase {
        Phase::Quiet => "quiet",
        Phase::Unclear { .. } => "unclear",
        Phase::Answered { .. } => "answered",
        Phase::Choosing { .. } => "choosing",
        Phase::Open { .. } => "open",
        Phase::Closed { .. } => "closed",
    };
    if stands != talk.place.name() {
        return Err(format!("promise 6: {} is {stands}, expected {}", talk.address, talk.place.name()));
    }
    Ok(())
}

/// No silence: what time asks for by now has happened.
fn in_time(running: &Running, notice: Timestamp, unreachable: bool, who: &str, now: Timestamp) -> Verdict {
    for level in [50, 75, 90] {
        if running.percent(level) <= now && running.level < level && !running.breached {
            return Err(format!("promise 5: no alert of {level} % for {who}"));
        }
    }
    if running.due <= now && !running.breached {
        return Err(format!("promise 5: a silent breach for {who}"));
    }
    if notice <= now && !running.told && !unreachable {
        return Err(format!(
            "promise 5: {who} was not told that it takes longer: waits since {}, was told {}, it is {now}",
            running.since, running.honest
        ));
    }
    Ok(())
}

/// When somebody will have been at the desk for two hours, minute by minute.
fn after_work(from: Timestamp, zone: &TimeZone) -> Timestamp {
    let minute = jiff::SignedDuration::from_mins(1);
    let mut at = from;
    let mut worked = jiff::SignedDuration::ZERO;
    while worked < minute * 120 {
        // A minute at whose beginning or end nobody is there may be a part of one.
        let whole = staffed(at, zone) && staffed(at + minute - jiff::SignedDuration::from_millis(1), zone);
        worked += if whole { minute } else { part_of_a_minute(at, zone) };
        at += minute;
    }
    at - (worked - minute * 120)
}

/// How much of the minute from then on somebody is there.
fn part_of_a_minute(at: Timestamp, zone: &TimeZone) -> jiff::SignedDuration {
    let second = jiff::SignedDuration::from_secs(1);
    (0..60)
        .filter(|n| staffed(at + second * *n, zone))
        .fold(jiff::SignedDuration::ZERO, |sum, _| sum + second)
}

/// Is somebody at the desk? The hours and holidays as the web page of the desk would have them, for the simulated weeks.
fn staffed(at: Timestamp, zone: &TimeZone) -> bool {
    let wall = at.to_zoned(zone.clone());
    let holiday = [
        (1, 1),
        (1, 6),
        (4, 25),
        (5, 1),
        (6, 2),
        (8, 15),
        (10, 4),
        (11, 1),
        (12, 7),
        (12, 8),
        (12, 25),
        (12, 26),
    ]
    .contains(&(wall.month(), wall.day()));
    // Easter Monday, the only one in the simulated weeks.
    let holiday = holiday || wall.date() == date(2027, 3, 29);
    let between = |from: Time, to: Time| from <= wall.time() && wall.time() < to;
    let morning = between(time(9, 0, 0, 0), time(13, 0, 0, 0));
    let afternoon = between(time(14, 0, 0, 0), time(17, 30, 0, 0));
    !holiday
        && match wall.weekday() {
            Weekday::Saturday | Weekday::Sunday => false,
            Weekday::Friday => morning,
            _ => morning || afternoon,
        }
}

fn kind(entry: &Entry) -> Option<&'static str> {
    Some(match entry {
        Entry::CommitmentEnded { end, .. } => match end {
            End::Met { .. } => "met",
            End::Settled => "settled",
            End::Lapsed => "lapsed",
            End::Withdrawn => "withdrawn",
            End::ClosedUnanswered => "closed unanswered",
        },
        Entry::Breached { .. } => "breached",
        Entry::StaffAlerted { .. } => "alerted",
        Entry::PersonTold { .. } => "told",
        Entry::Answered { .. } => "answered",
        Entry::Offered { .. } => "offered",
        Entry::CaseOpened { .. } => "case opened",
        Entry::CaseReopened { .. } => "case reopened",
        Entry::Erased => "erased",
        _ => return None,
    })
}

fn ordering_key(dispatch: &Dispatch) -> String {
    match &dispatch.to {
        Destination::Person { address } => address.clone(),
        Destination::Staff { case: Some(case), .. } => format!("case {case}"),
        Destination::Staff { case: None, .. } => "the room".into(),
    }
}

async fn states(store: &Store) -> BTreeMap<String, Conversation> {
    sqlx::query("SELECT id, state FROM conversations")
        .fetch_all(store.pool())
        .await
        .expect("conversations")
        .iter()
        .map(|row| {
            let state = serde_json::from_str(row.get(1)).expect("a conversation");
            (row.get(0), state)
        })
        .collect()
}

/// Every case and its conversation, in the order they were opened, without those of people who are forgotten.
async fn cases(store: &Store) -> Vec<(CaseNumber, String)> {
    sqlx::query("SELECT number, conversation_id FROM cases WHERE conversation_id IS NOT NULL ORDER BY number")
        .fetch_all(store.pool())
        .await
        .expect("cases")
        .iter()
        .map(|row| {
            let number: String = row.get(0);
            (number.parse().expect("a case number"), row.get(1))
        })
        .collect()
}

async fn count(store: &Store, from_where: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {from_where}"));
    sqlx::query_scalar(sql).fetch_one(store.pool()).await.expect("a count")
}
