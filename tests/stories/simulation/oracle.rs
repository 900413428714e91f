//! The promise, told a second time: what each person may expect, worked out from the transcript alone.
//!
//! It reads what was said, pressed and delivered, with the platform's time stamps, and asks the knowledge base what it
//! makes of a text. It never calls the desk: where the two differ, one of them is wrong.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    mem,
    sync::OnceLock,
};

use jiff::{SignedDuration, Timestamp, civil::time, tz::TimeZone};
use sportello::{
    channels::{Destination, Dispatch, Inbound, Sent},
    desk::{
        event::{End, Entry},
        ids::CaseNumber,
        message::{Button, Part},
        verdict::{Card, Chat, Handling, Verdict},
        words::Words,
    },
    knowledge::Knowledge,
};

use super::platform::Fate;
use crate::support::articles;

const TERM: SignedDuration = SignedDuration::from_hours(48);
const BURST: SignedDuration = SignedDuration::from_mins(5);
const CONFIRMATION: SignedDuration = SignedDuration::from_mins(60);

/// Everything between one person and the desk, until they are forgotten.
pub struct Talk {
    pub address: String,
    pub gone: bool,
    pub place: Place,
    /// The messages no human has answered, the earliest first.
    waiting: Vec<Waiting>,
    questions: u32,
    /// The questions that humans have in hand: only they or the person can end those.
    with_humans: BTreeSet<u32>,
    erasing: Option<Timestamp>,
    /// Whether each case was withdrawn.
    withdrawn: Vec<bool>,
    /// The human replies on their way, in order.
    relays: VecDeque<Relay>,
    /// What must be in the ledger: beginnings and ends of commitments,
    pub promises: Vec<Entry>,
    /// automatic answers by question,
    pub answers: Vec<(u32, String)>,
    /// and the questions that became cases.
    pub openings: Vec<u32>,
    /// The messages of each case that the staff must see.
    pub quotes: Vec<u32>,
    wrong: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Waiting {
    at: Timestamp,
    question: u32,
}

/// Who has to move.
#[derive(Debug, Clone)]
pub enum Place {
    Quiet,
    Unclear(Question),
    Answered(Vec<(Question, String)>),
    Choosing(Question, Vec<String>),
    Open(Case),
    Closed(Case, Timestamp),
}

#[derive(Debug, Clone)]
pub struct Question {
    no: u32,
    words: String,
    asked: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Case {
    nth: usize,
    question: u32,
    latest: Question,
    receipt: Timestamp,
    reopened_by: Option<u32>,
    aside: Option<u32>,
    holder: Option<String>,
}

#[derive(Debug, Clone)]
struct Relay {
    case: CaseNumber,
    /// Which of the person's cases that is.
    nth: usize,
    written: Timestamp,
    /// What must be written in it; nothing for an article.
    words: Option<String>,
}

impl Place {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Unclear(_) => "unclear",
            Self::Answered(_) => "answered",
            Self::Choosing(..) => "choosing",
            Self::Open(_) => "open",
            Self::Closed(..) => "closed",
        }
    }

    /// Humans have the question.
    pub fn is_a_case(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Closed(..))
    }
}

impl Talk {
    fn with(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            gone: false,
            place: Place::Quiet,
            waiting: Vec::new(),
            questions: 0,
            with_humans: BTreeSet::new(),
            erasing: None,
            withdrawn: Vec::new(),
            relays: VecDeque::new(),
            promises: Vec::new(),
            answers: Vec::new(),
            openings: Vec::new(),
            quotes: Vec::new(),
            wrong: None,
        }
    }

    /// Since when the person waits for a human.
    pub fn since(&self) -> Option<Timestamp> {
        self.waiting.first().map(|first| first.at)
    }

    pub fn due(&self) -> Option<Timestamp> {
        self.since().map(|since| since + TERM)
    }

    fn began(&mut self) {
        if let (Some(since), Some(due)) = (self.since(), self.due()) {
            self.promises.push(Entry::CommitmentBegan { since, due });
        }
    }

    fn waits(&mut self, at: Timestamp, question: u32) {
        let running = self.since();
        // The start stays where it was, also when the platform delivers out of order.
        let at = running.map_or(at, |since| at.max(since));
        let message = Waiting { at, question };
        if !self.waiting.contains(&message) {
            self.waiting.push(message);
            self.waiting.sort_by_key(|waiting| waiting.at);
        }
        if running.is_none() {
            self.began();
        }
    }

    /// Some messages wait no longer.
    fn ends(&mut self, end: End, gone: impl Fn(&Waiting) -> bool) {
        let (Some(first), Some(since), Some(due)) = (self.waiting.first().copied(), self.since(), self.due())
        else {
            return;
        };
        let silenced =
            self.waiting.iter().find(|waiting| gone(waiting) && self.with_humans.contains(&waiting.question));
        if let (End::Settled | End::Lapsed, Some(waiting)) = (end, silenced) {
            self.wrong = Some(format!(
                "promise 4: question {} of {} is with the humans, nobody has answered it, and it ended as {end:?}",
                waiting.question, self.address
            ));
        }
        self.waiting.retain(|waiting| !gone(waiting));
        if gone(&first) {
            self.promises.push(Entry::CommitmentEnded { since, due, end });
            self.began();
        }
    }

    /// As `ends`, for what the desk itself had answered: what humans have in hand goes on.
    fn lets_go(&mut self, end: End, these: impl Fn(u32) -> bool) {
        let in_hand = self.with_humans.clone();
        self.ends(end, |waiting| these(waiting.question) && !in_hand.contains(&waiting.question));
    }

    fn humans_have_some(&self) -> bool {
        let in_hand = |waiting: &Waiting| self.with_humans.contains(&waiting.question);
        self.waiting.iter().any(in_hand)
    }

    fn next_question(&mut self) -> u32 {
        self.questions += 1;
        self.questions
    }

    fn opens_case(&mut self, question: Question, now: Timestamp) {
        self.waits(question.asked, question.no);
        for waiting in &self.waiting {
            self.with_humans.insert(waiting.question);
        }
        self.openings.push(question.no);
        self.withdrawn.push(false);
        self.quotes.push(1);
        self.place = Place::Open(Case {
            nth: self.withdrawn.len() - 1,
            question: question.no,
            latest: question,
            receipt: now,
            reopened_by: None,
            aside: None,
            holder: None,
        });
    }

    fn decided(&mut self, question: Question, verdict: Verdict, now: Timestamp) {
        match verdict {
            Verdict::Answer { card, .. } if card.urgent.is_none() && card.handling == Handling::Auto => {
                self.waits(question.asked, question.no);
                self.answers.push((question.no, card.slug.clone()));
                let mut given = match mem::replace(&mut self.place, Place::Quiet) {
                    Place::Answered(given) => given,
                    _ => Vec::new(),
                };
                given.push((question, card.slug));
                if given.len() > 5 {
                    given.remove(0);
                }
                self.place = Place::Answered(given);
            }
            Verdict::Answer { card, .. } => {
                if card.urgent.is_none() && card.handling == Handling::WithHuman {
                    self.answers.push((question.no, card.slug));
                }
                self.opens_case(question, now);
            }
            Verdict::Choices { choices } => {
                self.waits(question.asked, question.no);
                let slugs = choices.into_iter().map(|choice| choice.slug).collect();
                self.place = Place::Choosing(question, slugs);
            }
            Verdict::Human { .. } | Verdict::Chat { .. } => self.opens_case(question, now),
        }
    }

    fn wrote(&mut self, at: Timestamp, text: &str, verdict: Verdict, now: Timestamp, reopen: SignedDuration) {
        let polite = matches!(verdict, Verdict::Chat { chat: Chat::Greeting | Chat::Thanks });
        let vague = matches!(verdict, Verdict::Chat { chat: Chat::Vague });
        match self.place.clone() {
            Place::Open(case) => self.followed(case, at, text, &verdict, now),
            Place::Closed(case, closed) if !polite && now <= closed + reopen => {
                self.reopened(case, at, text, now);
            }
            Place::Answered(given) if !polite && !vague => {
                let seen = |slug: &str| given.iter().any(|(_, known)| known == slug);
                let elsewhere = match &verdict {
                    Verdict::Answer { card, .. } => !seen(&card.slug),
                    Verdict::Choices { choices } => !choices.iter().any(|c| seen(&c.slug)),
                    _ => false,
                };
                if elsewhere {
                    return self.asked(at, text, verdict, now);
                }
                let Some((mut last, _)) = given.last().cloned() else {
                    return;
                };
                self.waits(at, last.no);
                last.words = format!("{}\n{text}", last.words);
                self.opens_case(last, now);
            }
            Place::Choosing(question, _) => {
                self.waits(at, question.no);
                if !polite {
                    let answer = matches!(verdict, Verdict::Answer { .. });
                    self.said_again(question, text, answer, verdict, now);
                }
            }
            Place::Unclear(question) if !polite => {
                let leads = matches!(verdict, Verdict::Answer { .. } | Verdict::Choices { .. });
                self.said_again(question, text, leads, verdict, now);
            }
            Place::Quiet | Place::Closed(..) if vague => {
                let no = self.next_question();
                let words = text.to_owned();
                let asked = at;
                self.place = Place::Unclear(Question { no, words, asked });
            }
            Place::Quiet | Place::Closed(..) if !polite => self.asked(at, text, verdict, now),
            _ => {}
        }
    }

    fn asked(&mut self, at: Timestamp, text: &str, verdict: Verdict, now: Timestamp) {
        let no = self.next_question();
        let words = text.to_owned();
        let asked = at;
        self.decided(Question { no, words, asked }, verdict, now);
    }

    fn said_again(
        &mut self,
        mut question: Question,
        text: &str,
        leads: bool,
        verdict: Verdict,
        now: Timestamp,
    ) {
        question.words = format!("{}\n{text}", question.words);
        if leads {
            self.decided(question, verdict, now);
        } else {
            self.opens_case(question, now);
        }
    }

    fn followed(&mut self, mut case: Case, at: Timestamp, text: &str, verdict: &Verdict, now: Timestamp) {
        self.quotes[case.nth] += 1;
        if matches!(verdict, Verdict::Chat { chat: Chat::Thanks }) {
            return;
        }
        if case.latest.no != case.question && now.duration_since(case.receipt) < BURST {
            case.latest.words = format!("{}\n{text}", case.latest.words);
        } else {
            let no = self.next_question();
            let words = text.to_owned();
            let asked = at;
            case.latest = Question { no, words, asked };
            case.receipt = now;
        }
        self.with_humans.insert(case.latest.no);
        self.waits(at, case.latest.no);
        self.place = Place::Open(case);
    }

    fn reopened(&mut self, mut case: Case, at: Timestamp, text: &str, now: Timestamp) {
        let no = self.next_question();
        let words = text.to_owned();
        let asked = at;
        case.latest = Question { no, words, asked };
        case.receipt = now;
        case.reopened_by = Some(no);
        self.quotes[case.nth] += 1;
        self.with_humans.insert(no);
        self.waits(at, no);
        self.place = Place::Open(case);
    }

    fn cancelled(&mut self) {
        match &self.place {
            Place::Quiet | Place::Closed(..) => return,
            Place::Open(case) => {
                self.withdrawn[case.nth] = true;
                self.ends(End::Withdrawn, |_| true);
            }
            _ => self.lets_go(End::Withdrawn, |_| true),
        }
        self.place = Place::Quiet;
    }

    fn solved(&mut self, no: u32) {
        match &mut self.place {
            Place::Answered(given) if given.last().is_some_and(|(last, _)| last.no == no) => {
                self.lets_go(End::Settled, |question| question <= no);
                self.place = Place::Quiet;
            }
            Place::Answered(given) if given.iter().any(|(question, _)| question.no == no) => {
                given.retain(|(question, _)| question.no != no);
                self.lets_go(End::Settled, |question| question == no);
            }
            Place::Open(case) if case.aside == Some(no) => {
                case.aside = None;
                self.lets_go(End::Settled, |question| question == no);
            }
            _ => {}
        }
    }

    fn wants_human(&mut self, no: u32, now: Timestamp) {
        match &mut self.place {
            Place::Answered(given) => {
                let chosen = given.iter().find(|(question, _)| question.no == no);
                if let Some((question, _)) = chosen.cloned() {
                    self.opens_case(question, now);
                }
            }
            Place::Choosing(question, _) | Place::Unclear(question) if question.no == no => {
                let question = question.clone();
                self.opens_case(question, now);
            }
            Place::Open(case) if case.aside == Some(no) => {
                case.aside = None;
                self.with_humans.insert(no);
            }
            _ => {}
        }
    }

    fn other_question(&mut self, no: u32, verdict: Verdict, now: Timestamp) {
        let Place::Open(case) = &mut self.place else {
            return;
        };
        if case.latest.no != no || case.aside == Some(no) {
            return;
        }
        if case.reopened_by == Some(no) {
            case.reopened_by = None;
            let (question, closed) = (case.latest.clone(), case.clone());
            self.with_humans.remove(&no);
            self.place = Place::Closed(closed, now);
            return self.decided(question, verdict, now);
        }
        if let Verdict::Answer { card, .. } = verdict
            && card.handling == Handling::Auto
            && card.urgent.is_none()
        {
            case.aside = Some(no);
            self.with_humans.remove(&no);
            self.answers.push((no, card.slug));
        }
    }

    fn open(&mut self, nth: usize) -> Option<&mut Case> {
        match &mut self.place {
            Place::Open(case) if case.nth == nth => Some(case),
            _ => None,
        }
    }

    /// An expert has it in hand: its last message is no other question any more.
    fn looked_at(&mut self, nth: usize) {
        if let Some(case) = self.open(nth) {
            case.reopened_by = None;
        }
    }

    fn taken(&mut self, nth: usize, expert: &str) {
        if let Some(case) = self.open(nth)
            && case.holder.is_none()
        {
            case.holder = Some(expert.to_owned());
            case.reopened_by = None;
        }
    }

    fn released(&mut self, nth: usize, expert: &str) {
        if let Some(case) = self.open(nth)
            && case.holder.as_deref() == Some(expert)
        {
            case.holder = None;
        }
    }

    /// A human reply has reached the person: it answers all that was written before it.
    fn reached(&mut self, written: Timestamp, now: Timestamp) {
        self.ends(End::Met { at: now }, |waiting| waiting.at <= written);
    }

    fn closed(&mut self, nth: usize, with_reason: bool, now: Timestamp) {
        let Place::Open(case) = &self.place else {
            return;
        };
        if case.nth != nth {
            return;
        }
        let on_their_way = self.relays.iter().filter(|relay| relay.nth == nth);
        let replied = on_their_way.map(|relay| relay.written).max();
        let unanswered =
            self.waiting.iter().any(|waiting| replied.is_none_or(|written| written < waiting.at));
        if unanswered && !with_reason {
            return;
        }
        let case = case.clone();
        if unanswered {
            self.ends(End::ClosedUnanswered, |_| true);
        }
        self.place = Place::Closed(case, now);
    }

    /// What the passing of time does to a promise.
    fn time_came(&mut self, now: Timestamp, zone: &TimeZone) {
        while let (Some(since), Some(due)) = (self.since(), self.due()) {
            if self.humans_have_some() {
                return;
            }
            match self.place.clone() {
                Place::Answered(_) if due <= now => {
                    self.ends(End::Lapsed, |_| true);
                    self.place = Place::Quiet;
                }
                Place::Choosing(question, _)
                    if decent_or_earlier(since + TERM / 2, zone).max(since) <= now =>
                {
                    self.opens_case(question, now);
                }
                _ => return,
            }
        }
    }
}

/// The moment itself between 8 and 21, else 21 o'clock before it.
pub fn decent_or_earlier(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let wall = at.to_zoned(zone.clone());
    let day = match wall.time() {
        early if early < time(8, 0, 0, 0) => wall.date().yesterday().expect("a day before"),
        late if late > time(21, 0, 0, 0) => wall.date(),
        _ => return at,
    };
    let evening = day.at(21, 0, 0, 0).to_zoned(zone.clone());
    evening.expect("21 o'clock").timestamp()
}

/// Something the platform gave us once.
#[derive(Debug, Clone)]
pub struct Taken {
    pub lane: String,
    pub at: Timestamp,
    pub inbound: Inbound,
}

pub struct Oracle {
    pub talks: Vec<Talk>,
    zone: TimeZone,
    reopen: SignedDuration,
    at_address: BTreeMap<String, usize>,
    cases: BTreeMap<CaseNumber, (usize, usize)>,
    verdicts: BTreeMap<(String, jiff::civil::Date), Verdict>,
    /// Who was dealt with since time was last looked at: the desk looks at it between two things of one lane.
    round: BTreeSet<String>,
    sending: bool,
}

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&articles()).expect("an index").0)
}

impl Oracle {
    pub fn new(zone: TimeZone, reopen: SignedDuration) -> Self {
        Self {
            talks: Vec::new(),
            zone,
            reopen,
            at_address: BTreeMap::new(),
            cases: BTreeMap::new(),
            verdicts: BTreeMap::new(),
            round: BTreeSet::new(),
            sending: false,
        }
    }

    pub fn at_address(&self, address: &str) -> Option<usize> {
        self.at_address.get(address).copied()
    }

    /// The desk has given this number to the nth case of a talk.
    pub fn numbered(&mut self, case: CaseNumber, talk: usize, nth: usize) {
        self.cases.insert(case, (talk, nth));
    }

    /// What the oracle itself finds wrong with what happened.
    pub fn complaint(&mut self) -> Option<String> {
        self.talks.iter_mut().find_map(|talk| talk.wrong.take())
    }

    /// The desk has handled something that came in.
    pub fn handled(&mut self, taken: &Taken, now: Timestamp) {
        if self.sending || self.round.contains(&taken.lane) {
            self.time_came(now);
        }
        self.round.insert(taken.lane.clone());
        let at = taken.at.min(now);
        match &taken.inbound {
            Inbound::Person { address, sent, .. } => self.person_did(address, sent, at, now),
            Inbound::Staff { expert, case: Some(case), text } => {
                self.staff_wrote(*case, &expert.0, text, at, now);
            }
            Inbound::Staff { case: None, .. } => {}
        }
    }

    /// The desk has tried to send something.
    pub fn sent(&mut self, dispatch: &Dispatch, fate: Fate, now: Timestamp) -> Result<(), String> {
        let Destination::Person { address } = &dispatch.to else {
            return Ok(());
        };
        if !self.sending || self.round.contains(address) {
            self.time_came(now);
            self.sending = true;
        }
        self.round.insert(address.clone());
        let (true, Some(&index)) = (is_human(dispatch), self.at_address.get(address)) else {
            return Ok(());
        };
        let talk = &mut self.talks[index];
        if talk.relays.front().is_none_or(|relay| !relay.is(dispatch)) {
            return Err(format!(
                "promises 2 and 3: «{}» goes to {address}, and the next human reply is {:?}",
                dispatch.message.plain(),
                talk.relays.front()
            ));
        }
        if matches!(fate, Fate::Delivered | Fate::GaveUp)
            && let Some(relay) = talk.relays.pop_front()
            && fate == Fate::Delivered
        {
            talk.reached(relay.written, now);
        }
        Ok(())
    }

    /// The desk has nothing more to do now.
    pub fn settled(&mut self, now: Timestamp) {
        self.time_came(now);
    }

    fn time_came(&mut self, now: Timestamp) {
        self.round.clear();
        self.sending = false;
        for talk in self.talks.iter_mut().filter(|talk| !talk.gone) {
            talk.time_came(now, &self.zone);
        }
    }

    fn verdict(&mut self, words: &str, now: Timestamp) -> Verdict {
        let today = now.to_zoned(self.zone.clone()).date();
        self.verdicts
            .entry((words.to_owned(), today))
            .or_insert_with(|| knowledge().decide(words, "it", today).verdict)
            .clone()
    }

    fn person_did(&mut self, address: &str, sent: &Sent, at: Timestamp, now: Timestamp) {
        let talks = &mut self.talks;
        let index = *self.at_address.entry(address.to_owned()).or_insert_with(|| {
            talks.push(Talk::with(address));
            talks.len() - 1
        });
        match sent {
            Sent::Button(data) => self.pressed(index, data, at, now),
            Sent::Text(text) => {
                let Some(words) = Words::parse(text) else {
                    return;
                };
                let text = words.as_str();
                let talk = &mut self.talks[index];
                match text {
                    "/annulla" => talk.cancelled(),
                    "/cancella" => talk.erasing = Some(at),
                    command if command.starts_with('/') => {}
                    _ => {
                        let verdict = self.verdict(text, now);
                        self.talks[index].wrote(at, text, verdict, now, self.reopen);
                    }
                }
            }
        }
    }

    fn pressed(&mut self, index: usize, data: &str, at: Timestamp, now: Timestamp) {
        let talk = &mut self.talks[index];
        match data.parse() {
            Ok(Button::Solved(no)) => talk.solved(no.0),
            Ok(Button::AskHuman(no)) => talk.wants_human(no.0, now),
            Ok(Button::Choose(no, choice)) => {
                if let Place::Choosing(question, slugs) = &talk.place
                    && question.no == no.0
                    && let Some(slug) = slugs.get(usize::from(choice))
                    && let Some(card) = knowledge().card(slug, "it")
                {
                    talk.decided(question.clone(), answer(card), now);
                }
            }
            Ok(Button::OtherQuestion(no)) => {
                if let Place::Open(case) = &talk.place {
                    let words = case.latest.words.clone();
                    let verdict = self.verdict(&words, now);
                    self.talks[index].other_question(no.0, verdict, now);
                }
            }
            Ok(Button::Erase) => {
                if let Some(asked) = talk.erasing.take()
                    && at.duration_since(asked) <= CONFIRMATION
                {
                    talk.ends(End::Withdrawn, |_| true);
                    talk.place = Place::Quiet;
                    talk.relays.clear();
                    talk.gone = true;
                    let address = talk.address.clone();
                    self.at_address.remove(&address);
                }
            }
            Ok(Button::KeepData) => talk.erasing = None,
            Ok(Button::Speak(_)) | Err(_) => {}
        }
    }

    fn staff_wrote(&mut self, number: CaseNumber, expert: &str, text: &str, at: Timestamp, now: Timestamp) {
        let Some(&(index, nth)) = self.cases.get(&number) else {
            return;
        };
        let talk = &mut self.talks[index];
        if talk.gone {
            return;
        }
        let (command, argument) = text.split_once(' ').unwrap_or((text, ""));
        match command {
            "!chiudi" => return talk.closed(nth, !argument.is_empty(), now),
            "!riapri" => {
                if let Place::Closed(case, _) = &mut talk.place
                    && case.nth == nth
                {
                    case.reopened_by = None;
                    talk.place = Place::Open(case.clone());
                }
                return;
            }
            "!usa" if knowledge().card(argument, "it").is_some() => {}
            "//" => return talk.looked_at(nth),
            "!nota" if !argument.is_empty() => return talk.looked_at(nth),
            "!prendi" => return talk.taken(nth, expert),
            "!lascia" => return talk.released(nth, expert),
            command if command.starts_with('!') => return,
            _ => {}
        }
        if talk.withdrawn[nth] {
            return;
        }
        if let Place::Open(case) | Place::Closed(case, _) = &mut talk.place
            && case.nth == nth
        {
            case.reopened_by = None;
        }
        if let Some(case) = talk.open(nth) {
            case.holder.get_or_insert(expert.to_owned());
        }
        talk.relays.push_back(Relay {
            case: number,
            nth,
            written: at,
            words: (command != "!usa").then(|| text.to_owned()),
        });
    }
}

impl Relay {
    fn is(&self, dispatch: &Dispatch) -> bool {
        match (&self.words, dispatch.message.parts.as_slice()) {
            (Some(words), [Part::Text(text), Part::Small(_)]) => words == text,
            (None, [Part::Text(text), Part::Article(_), ..]) => text.contains(&self.case.to_string()),
            _ => false,
        }
    }
}

/// What only a human sends: their words, or an article they chose. In this world experts begin with "Risposta".
pub fn is_human(dispatch: &Dispatch) -> bool {
    match dispatch.message.parts.as_slice() {
        [Part::Text(text), Part::Small(_)] => text.starts_with("Risposta "),
        [Part::Text(_), Part::Article(_), ..] => true,
        _ => false,
    }
}

fn answer(card: Card) -> Verdict {
    Verdict::Answer { card, probability: 1.0, near: Vec::new() }
}
