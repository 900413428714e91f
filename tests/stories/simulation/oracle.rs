//! The promise, told a second time: what each person may expect, worked out from the transcript alone.
//!
//! It reads what was said, pressed and delivered, with the platform's time stamps, and asks the knowledge base what it
//! makes of a text. It never calls the desk: where the two differ, one of them is wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use domain::{
    event::End,
    ids::CaseNumber,
    message::{Button, Part},
    verdict::{Card, Verdict},
    words::Words,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use knowledge::{Knowledge, Query};
use sportello::channels::{Destination, Dispatch, Inbound, Sent, Thread};

use super::{
    platform::Fate,
    talk::{CONFIRMATION, Place, Relay, Talk},
};
use crate::support::articles;

/// Something the platform gave us once.
#[derive(Debug, Clone)]
pub struct Taken {
    pub ordering_key: String,
    pub at: Timestamp,
    pub inbound: Inbound,
}

pub struct Oracle {
    pub talks: Vec<Talk>,
    zone: TimeZone,
    reopen: SignedDuration,
    at_address: BTreeMap<String, usize>,
    cases: BTreeMap<CaseNumber, (usize, usize)>,
    verdicts: BTreeMap<(String, Option<String>, jiff::civil::Date), Verdict>,
    /// Who was dealt with since time was last looked at: the desk looks at it between two things of one ordering key.
    round: BTreeSet<String>,
    sending: bool,
}

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&articles(), None).expect("an index").0)
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

    /// Whose case this is.
    pub fn talk_of(&self, case: CaseNumber) -> Option<&Talk> {
        self.cases.get(&case).map(|(talk, _)| &self.talks[*talk])
    }

    /// What the oracle itself finds wrong with what happened.
    pub fn complaint(&mut self) -> Option<String> {
        self.talks.iter_mut().find_map(|talk| talk.wrong.take())
    }

    /// The desk has handled something that came in.
    pub fn handled(&mut self, taken: &Taken, now: Timestamp) {
        if self.sending || self.round.contains(&taken.ordering_key) {
            self.time_came(now);
        }
        self.round.insert(taken.ordering_key.clone());
        let at = taken.at.min(now);
        match &taken.inbound {
            Inbound::Person { address, sent, .. } => self.person_did(address, sent, at, now),
            Inbound::Staff { expert, thread: Thread::Case(case), text, .. } => {
                self.staff_wrote(*case, &expert.0, text, at, now);
            }
            // The simulated staff write and command, and do nothing else.
            _ => {}
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
        let Some(&index) = self.at_address.get(address) else {
            return Ok(());
        };
        self.talks[index].blocked |= fate == Fate::Unreachable;
        if !is_human(dispatch) {
            return Ok(());
        }
        let talk = &mut self.talks[index];
        if talk.relays.front().is_none_or(|relay| !relay.is(dispatch)) {
            return Err(format!(
                "promises 2 and 3: «{}» goes to {address}, and the next human reply is {:?}",
                dispatch.message.plain(),
                talk.relays.front()
            ));
        }
        if matches!(fate, Fate::Delivered | Fate::GaveUp | Fate::Unreachable)
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

    fn verdict(&mut self, talk: usize, words: &str, now: Timestamp) -> Verdict {
        let today = now.to_zoned(self.zone.clone()).date();
        let day = SignedDuration::from_hours(24);
        let before = self.talks[talk].exchange.as_ref().filter(|(_, at)| now.duration_since(*at) < day);
        let before = before.map(|(exchange, _)| exchange);
        let asked_before = before.map(|before| before.question.as_str().to_owned());
        self.verdicts
            .entry((words.to_owned(), asked_before, today))
            .or_insert_with(|| knowledge().decide(&Query::new(words, "it").after(before), today).verdict)
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
            // Nobody in the simulated weeks does these.
            Sent::Reworded { .. } | Sent::Declined(_) | Sent::Left | Sent::CameBack => {}
            Sent::Message { text, .. } => {
                let Some(words) = Words::parse(text) else {
                    return;
                };
                let text = words.as_str();
                let talk = &mut self.talks[index];
                match text {
                    "/annulla" => talk.cancelled(),
                    "/cancella" => talk.erasing = Some(at),
                    command if command.starts_with('/') || command == "aiuto" => {}
                    _ => {
                        let verdict = self.verdict(index, text, now);
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
                    let verdict = self.verdict(index, &words, now);
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
            Ok(Button::Withdraw { case, sure }) => {
                if let Some(&(of, nth)) = self.cases.get(&case)
                    && of == index
                {
                    talk.withdrew(nth, sure);
                }
            }
            Ok(
                Button::Speak(_)
                | Button::Leave
                | Button::Guide(..)
                // The stories' own collection has no topics.
                | Button::Topic(..)
                | Button::KeepCase(_)
                | Button::Reminder(..)
                // Nor articles that hold for some only.
                | Button::NotMyCase(_)
                | Button::Trait(..)
                // And nobody reads on.
                | Button::Read(..)
                | Button::ForgetProfile
                | Button::Follow(_),
            )
            | Err(_) => {}
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

/// What only a human sends: their words, or an article they chose. In this world experts begin with "Risposta".
pub fn is_human(dispatch: &Dispatch) -> bool {
    match dispatch.message.parts.as_slice() {
        [Part::Text(text), Part::Small(_)] => text.starts_with("Risposta "),
        [Part::Text(_), Part::Article(_), ..] => true,
        _ => false,
    }
}

fn answer(card: Card) -> Verdict {
    Verdict::answer(card, 1.0)
}
