//! One conversation as the oracle sees it: what waits, who has to move, and what must therefore be in the ledger.

use std::{
    collections::{BTreeSet, VecDeque},
    mem,
};

use domain::{
    conversation::Exchange,
    event::{End, Entry},
    ids::CaseNumber,
    message::Part,
    verdict::{Chat, Handling, Verdict},
    words::Words,
};
use jiff::{SignedDuration, Timestamp, civil::time, tz::TimeZone};
use sportello::channels::Dispatch;

const TERM: SignedDuration = SignedDuration::from_hours(48);
const BURST: SignedDuration = SignedDuration::from_mins(5);
pub(super) const CONFIRMATION: SignedDuration = SignedDuration::from_mins(60);

/// Everything between one person and the desk, until they are forgotten.
pub struct Talk {
    pub address: String,
    pub gone: bool,
    /// The platform has said that this person has blocked us.
    pub blocked: bool,
    pub place: Place,
    /// The messages no human has answered, the earliest first.
    pub(super) waiting: Vec<Waiting>,
    pub(super) questions: u32,
    /// The questions that humans have in hand: only they or the person can end those.
    with_humans: BTreeSet<u32>,
    pub(super) erasing: Option<Timestamp>,
    /// The last question that an article has answered, and when: for a day, a message may go on from it.
    pub(super) exchange: Option<(Exchange, Timestamp)>,
    /// Whether each case was withdrawn.
    pub(super) withdrawn: Vec<bool>,
    /// The answers that were not understood, by question: a human was offered.
    explained: BTreeSet<u32>,
    /// The human replies on their way, in order.
    pub(super) relays: VecDeque<Relay>,
    /// What must be in the ledger: beginnings and ends of commitments,
    pub promises: Vec<Entry>,
    /// automatic answers by question,
    pub answers: Vec<(u32, String)>,
    /// and the questions that became cases.
    pub openings: Vec<u32>,
    /// The messages of each case that the staff must see.
    pub quotes: Vec<u32>,
    pub(super) wrong: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) at: Timestamp,
    pub(super) question: u32,
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
    pub(super) no: u32,
    pub(super) words: String,
    pub(super) asked: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Case {
    pub(super) nth: usize,
    pub(super) question: u32,
    pub(super) latest: Question,
    receipt: Timestamp,
    pub(super) reopened_by: Option<u32>,
    pub(super) aside: Option<u32>,
    pub(super) holder: Option<String>,
    /// It must not wait.
    pub(super) urgent: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Relay {
    pub(super) case: CaseNumber,
    /// Which of the person's cases that is.
    pub(super) nth: usize,
    pub(super) written: Timestamp,
    /// What must be written in it; nothing for an article.
    pub(super) words: Option<String>,
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

    /// The case must not wait.
    pub fn is_urgent(&self) -> bool {
        matches!(self, Self::Open(case) | Self::Closed(case, _) if case.urgent)
    }

    /// Humans have the question.
    pub fn is_a_case(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Closed(..))
    }
}

impl Talk {
    pub(super) fn with(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            gone: false,
            blocked: false,
            place: Place::Quiet,
            waiting: Vec::new(),
            questions: 0,
            with_humans: BTreeSet::new(),
            erasing: None,
            exchange: None,
            withdrawn: Vec::new(),
            explained: BTreeSet::new(),
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

    pub(super) fn began(&mut self) {
        if let (Some(since), Some(due)) = (self.since(), self.due()) {
            self.promises.push(Entry::CommitmentBegan { since, due });
        }
    }

    pub(super) fn waits(&mut self, at: Timestamp, question: u32) {
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
    pub(super) fn ends(&mut self, end: End, gone: impl Fn(&Waiting) -> bool) {
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
        self.opens_case_that(question, false, now);
    }

    fn opens_case_that(&mut self, question: Question, urgent: bool, now: Timestamp) {
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
            urgent,
        });
    }

    pub(super) fn decided(&mut self, question: Question, verdict: Verdict, now: Timestamp) {
        let urgent = verdict.urgent().is_some();
        match verdict {
            Verdict::Answer { card, rest: false, .. }
                if card.urgent.is_none() && card.handling == Handling::Auto =>
            {
                self.waits(question.asked, question.no);
                self.answered(&question, card.slug.clone(), now);
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
            // What the answer leaves is a human's, as with an article that wants one.
            Verdict::Answer { card, .. } => {
                if card.urgent.is_none() && card.handling != Handling::HumanOnly {
                    self.answered(&question, card.slug, now);
                }
                self.opens_case_that(question, urgent, now);
            }
            Verdict::Choices { choices } => {
                self.waits(question.asked, question.no);
                let slugs = choices.into_iter().map(|choice| choice.slug).collect();
                self.place = Place::Choosing(question, slugs);
            }
            Verdict::Human { .. } | Verdict::Chat { .. } => self.opens_case_that(question, urgent, now),
        }
    }

    pub(super) fn wrote(
        &mut self,
        at: Timestamp,
        text: &str,
        verdict: Verdict,
        now: Timestamp,
        reopen: SignedDuration,
    ) {
        let polite = matches!(verdict, Verdict::Chat { chat: Chat::Greeting | Chat::Thanks, .. });
        let vague = matches!(verdict, Verdict::Chat { chat: Chat::Vague, .. });
        match self.place.clone() {
            Place::Open(case) => self.followed(case, at, text, &verdict, now),
            Place::Closed(case, closed) if !polite && now <= closed + reopen => {
                self.reopened(
                    Case { urgent: case.urgent || verdict.urgent().is_some(), ..case },
                    at,
                    text,
                    now,
                );
            }
            Place::Answered(given) if vague => {
                let Some((mut last, _)) = given.last().cloned() else {
                    return;
                };
                // Who has not understood is offered a human once, and gets one the next time.
                if !self.explained.insert(last.no) {
                    self.waits(at, last.no);
                    last.words = format!("{}\n{text}", last.words);
                    self.opens_case(last, now);
                }
            }
            Place::Answered(given) if !polite => {
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
                self.opens_case_that(last, verdict.urgent().is_some(), now);
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

    pub(super) fn asked(&mut self, at: Timestamp, text: &str, verdict: Verdict, now: Timestamp) {
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
            self.opens_case_that(question, verdict.urgent().is_some(), now);
        }
    }

    fn followed(&mut self, mut case: Case, at: Timestamp, text: &str, verdict: &Verdict, now: Timestamp) {
        self.quotes[case.nth] += 1;
        case.urgent |= verdict.urgent().is_some();
        if matches!(verdict, Verdict::Chat { chat: Chat::Thanks, .. }) {
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

    pub(super) fn reopened(&mut self, mut case: Case, at: Timestamp, text: &str, now: Timestamp) {
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

    pub(super) fn cancelled(&mut self) {
        match &self.place {
            // A case is withdrawn when they have said so again, see `withdrew`.
            Place::Quiet | Place::Closed(..) | Place::Open(_) => return,
            _ => self.lets_go(End::Withdrawn, |_| true),
        }
        self.place = Place::Quiet;
    }

    /// The person has confirmed that this case is withdrawn; of an urgent one they are asked once more.
    pub(super) fn withdrew(&mut self, nth: usize, sure: bool) {
        let Some(case) = self.open(nth) else { return };
        if case.urgent && !sure {
            return;
        }
        self.withdrawn[nth] = true;
        self.ends(End::Withdrawn, |_| true);
        self.place = Place::Quiet;
    }

    pub(super) fn solved(&mut self, no: u32) {
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

    pub(super) fn wants_human(&mut self, no: u32, now: Timestamp) {
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

    pub(super) fn other_question(&mut self, no: u32, verdict: Verdict, now: Timestamp) {
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
        if let Verdict::Answer { card, rest: false, .. } = verdict
            && card.handling == Handling::Auto
            && card.urgent.is_none()
        {
            case.aside = Some(no);
            let question = case.latest.clone();
            self.with_humans.remove(&no);
            self.answered(&question, card.slug, now);
        }
    }

    fn answered(&mut self, question: &Question, slug: String, now: Timestamp) {
        self.answers.push((question.no, slug.clone()));
        let question = Words::parse(&question.words).expect("questions have words");
        self.exchange = Some((Exchange { question, slug }, now));
    }

    pub(super) fn open(&mut self, nth: usize) -> Option<&mut Case> {
        match &mut self.place {
            Place::Open(case) if case.nth == nth => Some(case),
            _ => None,
        }
    }

    /// An expert has it in hand: its last message is no other question any more.
    pub(super) fn looked_at(&mut self, nth: usize) {
        if let Some(case) = self.open(nth) {
            case.reopened_by = None;
        }
    }

    pub(super) fn taken(&mut self, nth: usize, expert: &str) {
        if let Some(case) = self.open(nth)
            && case.holder.is_none()
        {
            case.holder = Some(expert.to_owned());
            case.reopened_by = None;
        }
    }

    pub(super) fn released(&mut self, nth: usize, expert: &str) {
        if let Some(case) = self.open(nth)
            && case.holder.as_deref() == Some(expert)
        {
            case.holder = None;
        }
    }

    /// A human reply has reached the person: it answers all that was written before it.
    pub(super) fn reached(&mut self, written: Timestamp, now: Timestamp) {
        self.ends(End::Met { at: now }, |waiting| waiting.at <= written);
    }

    pub(super) fn closed(&mut self, nth: usize, with_reason: bool, now: Timestamp) {
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
    pub(super) fn time_came(&mut self, now: Timestamp, zone: &TimeZone) {
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
                    if latest_staffed_before(since + TERM / 2, zone).max(since) <= now =>
                {
                    self.opens_case(question, now);
                }
                _ => return,
            }
        }
    }
}

/// The moment itself between 8 and 21, else 21 o'clock before it.
pub fn latest_staffed_before(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let wall = at.to_zoned(zone.clone());
    let day = match wall.time() {
        early if early < time(8, 0, 0, 0) => wall.date().yesterday().expect("a day before"),
        late if late > time(21, 0, 0, 0) => wall.date(),
        _ => return at,
    };
    let evening = day.at(21, 0, 0, 0).to_zoned(zone.clone());
    evening.expect("21 o'clock").timestamp()
}

impl Relay {
    pub(super) fn is(&self, dispatch: &Dispatch) -> bool {
        match (&self.words, dispatch.message.parts.as_slice()) {
            (Some(words), [Part::Text(text), Part::Small(_)]) => words == text,
            (None, [Part::Text(text), Part::Article(_), ..]) => text.contains(&self.case.to_string()),
            _ => false,
        }
    }
}
