//! The promise: a human reply within 48 hours.
//!
//! Invariants: it runs from the platform's time stamp of the first message no human has answered; only a delivered
//! human reply meets it; only the person can settle it otherwise. A conversation has one at a time.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    alerts::Alerts,
    calendar::{Calendar, minus, plus},
    ids::QuestionNo,
    language::Languages,
    organisations::Organisations,
    promise::honest,
};

/// How often the person is told a new time before the desk stops promising times.
pub const PROMISES: u8 = 3;

/// The rules a desk works by.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The languages people are offered; the first is theirs until they choose, and the staff room's.
    pub languages: Languages,
    /// How long a person may wait for a human: 48 hours.
    pub term: SignedDuration,
    /// How long somebody is at work before the person is told that there is an answer.
    pub honest: SignedDuration,
    /// The same for what must not wait.
    pub urgent: SignedDuration,
    /// When the staff are alerted.
    pub alerts: Alerts,
    /// A message within this time of closing reopens the case.
    pub reopen: SignedDuration,
    /// How many cases a person can open in a day; later questions go to the last one.
    pub cases_per_day: u32,
    /// People read the name of the expert who answers them.
    pub show_expert_names: bool,
    pub organisations: Organisations,
    pub calendar: Calendar,
}

/// A message that no human has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Unanswered {
    /// The platform's time stamp.
    at: Timestamp,
    question: QuestionNo,
    hands: Hands,
}

/// Who has a message in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hands {
    /// The desk has answered it, or asked back: the person can settle it, and it can lapse.
    Desk,
    /// Humans: only their reply ends it, or the person taking it back.
    Humans,
}

/// The running promise of one conversation.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and rows of earlier versions have them"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Never empty; earliest first.
    unanswered: Vec<Unanswered>,
    due: Timestamp,
    /// The highest per cent the staff were alerted at.
    alerted: u8,
    /// What the person was last told: the due time, or one that can be kept.
    promised: Timestamp,
    /// What must not wait: when the staff are called once more before the time the person was told.
    #[serde(default)]
    urge: Option<Timestamp>,
    /// The person was told a sooner time than the term's.
    #[serde(default)]
    urgent: bool,
    /// How often the person was told that it takes longer.
    extensions: u8,
    /// It takes longer than the person knows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    untold: bool,
    breached: bool,
    /// The person was asked whether the automatic answer was enough.
    asked_again: bool,
}

/// Who has the question the commitment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// An automatic answer was sent; the person has not said whether it was enough.
    Answered,
    /// Choices were offered; the person has not chosen.
    Choosing,
    /// It is a case.
    Case,
}

/// What the passing of time asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// Tell the staff: so many per cent of the term have gone.
    Alert(u8),
    /// Call the staff once more: what must not wait, waits.
    Urge,
    /// Tell the person honestly that it takes longer, before the time they were told.
    Extend,
    /// The due time has passed without a human reply.
    Breach,
    /// Ask the person whether the automatic answer was enough.
    AskAgain,
    /// The person chose nothing: a human takes over.
    TakeOver,
    /// The person never came back to an automatic answer: the commitment ends, neither met nor broken.
    Lapse,
}

/// How much longer it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Longer {
    Until(Timestamp),
    /// The desk has promised often enough.
    NoHour,
}

/// What is left of a commitment after some of its messages were dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remainder {
    /// Its first message still waits: it goes on unchanged.
    Unchanged(Commitment),
    /// It ended; later messages that still wait begin another.
    Ended { ended: Commitment, next: Option<Commitment> },
}

impl Commitment {
    /// Begins at the platform's time stamp of the first unanswered message.
    #[must_use]
    pub fn begin(at: Timestamp, question: QuestionNo, hands: Hands, policy: &Policy) -> Self {
        let due = plus(at, policy.term);
        Self {
            unanswered: vec![Unanswered { at, question, hands }],
            due,
            alerted: 0,
            promised: honest(&policy.calendar, at, due, policy.honest),
            urge: None,
            urgent: false,
            extensions: 0,
            untold: false,
            breached: false,
            asked_again: false,
        }
    }

    /// The time stamp of the first unanswered message.
    #[must_use]
    pub fn since(&self) -> Timestamp {
        self.unanswered[0].at
    }

    /// The question of the first unanswered message.
    #[must_use]
    pub fn question(&self) -> QuestionNo {
        self.unanswered[0].question
    }

    #[must_use]
    pub fn due(&self) -> Timestamp {
        self.due
    }

    /// The time the person was last told.
    #[must_use]
    pub fn promised(&self) -> Timestamp {
        self.promised
    }

    /// It must not wait: the person is told a sooner time, the first by which somebody has been at work for a while.
    pub fn hasten(&mut self, policy: &Policy, now: Timestamp) {
        let sooner = policy.calendar.plus_staffed(now, policy.urgent);
        if sooner <= self.promised {
            self.promised = sooner;
            self.urge = Some(policy.calendar.plus_staffed(now, policy.urgent / 2));
            self.urgent = true;
        }
    }

    /// Has the person been told a sooner time than the term's?
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.urgent
    }

    /// The staff have been called once more.
    pub fn urged(&mut self) {
        self.urge = None;
    }

    /// Has the desk stopped telling hours?
    #[must_use]
    pub fn tells_no_more_hours(&self) -> bool {
        self.extensions > PROMISES
    }

    /// Another message waits. Platforms may deliver out of order: the start stays where it was.
    pub fn add(&mut self, at: Timestamp, question: QuestionNo, hands: Hands) {
        let message = Unanswered { at: at.max(self.since()), question, hands };
        // A burst on one question needs one entry for each moment a reply could fall in between.
        let place = self.unanswered.partition_point(|u| u.at <= message.at);
        if self.unanswered[place - 1] != message {
            self.unanswered.insert(place, message);
        }
    }

    /// A human reply, written at this time, has reached the person: it answers all that was written before it.
    #[must_use]
    pub fn replied(self, written: Timestamp, policy: &Policy) -> Remainder {
        self.without(|message| message.at <= written, policy)
    }

    /// Humans have it all in hand now.
    pub fn hand_over(&mut self) {
        for message in &mut self.unanswered {
            message.hands = Hands::Humans;
        }
    }

    /// The desk takes one question back from the humans: it was another one, which it can answer.
    pub fn hand_back(&mut self, question: QuestionNo) {
        for message in self.unanswered.iter_mut().filter(|message| message.question == question) {
            message.hands = Hands::Desk;
        }
    }

    /// Do humans have any of it in hand?
    #[must_use]
    pub fn with_humans(&self) -> bool {
        self.unanswered.iter().any(|message| message.hands == Hands::Humans)
    }

    /// The person says that these questions are answered. What humans have in hand is not the desk's to settle.
    #[must_use]
    pub fn settled(self, these: impl Fn(QuestionNo) -> bool, policy: &Policy) -> Remainder {
        self.without(|message| message.hands == Hands::Desk && these(message.question), policy)
    }

    /// Nobody waits any longer for what the desk has in hand.
    #[must_use]
    pub fn let_go(self, policy: &Policy) -> Remainder {
        self.settled(|_| true, policy)
    }

    /// Would a reply written at this time answer everything?
    #[must_use]
    pub fn covered_by(&self, written: Timestamp) -> bool {
        self.unanswered.iter().all(|message| message.at <= written)
    }

    fn without(mut self, gone: impl Fn(&Unanswered) -> bool, policy: &Policy) -> Remainder {
        if !gone(&self.unanswered[0]) {
            self.unanswered.retain(|message| !gone(message));
            return Remainder::Unchanged(self);
        }
        let mut left = self.unanswered.iter().filter(|message| !gone(message));
        let next = left.next().map(|first| {
            let mut next = Self::begin(first.at, first.question, first.hands, policy);
            left.for_each(|later| next.add(later.at, later.question, later.hands));
            next
        });
        Remainder::Ended { ended: self, next }
    }

    /// The next thing that time will ask for, and when.
    #[must_use]
    pub fn next_deadline(&self, stage: Stage, policy: &Policy) -> (Timestamp, Deadline) {
        let calendar = &policy.calendar;
        let halfway = || self.not_before_start(calendar.latest_staffed_before(self.at_percent(50, policy)));
        match stage {
            Stage::Answered if self.asked_again => (self.due, Deadline::Lapse),
            Stage::Answered => (halfway(), Deadline::AskAgain),
            Stage::Choosing => (halfway(), Deadline::TakeOver),
            Stage::Case => {
                let alert = policy.alerts.levels().filter(|&level| level > self.alerted).map(|level| {
                    let at = calendar.staffed_or_earlier(self.at_percent(level, policy));
                    (self.not_before_start(at), Deadline::Alert(level))
                });
                let breach = (!self.breached).then_some((self.due, Deadline::Breach));
                // An hour before the time they were told, for a term of 48: the person must not learn it from silence.
                let ahead = if self.urgent { policy.urgent / 8 } else { policy.term / 48 };
                let notice = minus(self.promised, ahead);
                let urge = self.urge.map(|at| (at, Deadline::Urge));
                let extend = self.not_before_start(calendar.latest_staffed_before(notice));
                alert
                    .chain(breach)
                    .chain(urge)
                    .chain([(extend, Deadline::Extend)])
                    .min_by_key(|&(at, _)| at)
                    .unwrap_or((extend, Deadline::Extend))
            }
        }
    }

    /// A case opened late, or when nobody will be there in time: its head is the alert for all the levels gone by.
    /// Says the highest of them.
    pub fn alert_at_opening(&mut self, policy: &Policy, now: Timestamp) -> Option<u8> {
        let level = self.highest_level_by(policy, now)?;
        self.alerted(level);
        Some(level)
    }

    fn highest_level_by(&self, policy: &Policy, now: Timestamp) -> Option<u8> {
        let gone_by = |&level: &u8| policy.calendar.staffed_or_earlier(self.at_percent(level, policy)) <= now;
        policy.alerts.levels().rev().find(gone_by)
    }

    /// The deadline to act upon now, if any. Alerts that fell together are one: the highest.
    #[must_use]
    pub fn due_deadline(&self, stage: Stage, policy: &Policy, now: Timestamp) -> Option<Deadline> {
        let (at, deadline) = self.next_deadline(stage, policy);
        (at <= now).then_some(())?;
        let Deadline::Alert(_) = deadline else {
            return Some(deadline);
        };
        if self.due <= now {
            return Some(Deadline::Breach);
        }
        let level = self.highest_level_by(policy, now);
        Some(level.map_or(deadline, Deadline::Alert))
    }

    /// The staff have been alerted at this per cent.
    pub fn alerted(&mut self, level: u8) {
        self.alerted = self.alerted.max(level);
    }

    /// Has the due time passed without a human reply?
    #[must_use]
    pub fn is_breached(&self) -> bool {
        self.breached
    }

    /// The due time has passed: there is nothing left to alert about.
    pub fn breach(&mut self) {
        self.breached = true;
        self.alerted = 100;
    }

    /// The person has been asked whether the automatic answer was enough.
    pub fn asked_again(&mut self) {
        self.asked_again = true;
    }

    /// Has the person been asked once more already?
    #[must_use]
    pub fn has_asked_again(&self) -> bool {
        self.asked_again
    }

    /// Promises a later time, the end of the next staffed day, or a sooner one for what must not wait.
    pub fn extend(&mut self, policy: &Policy, now: Timestamp) {
        let (calendar, from) = (&policy.calendar, self.promised.max(now));
        self.promised = if self.urgent {
            calendar.plus_staffed(from, policy.urgent)
        } else {
            calendar.end_of_next_staffed_day(from)
        };
        self.untold = true;
    }

    /// What the person has to hear of it, once. Later times are told so often and no more; the last time is without one.
    pub fn tell_longer(&mut self) -> Option<Longer> {
        let news = std::mem::take(&mut self.untold) && self.extensions <= PROMISES;
        news.then(|| {
            self.extensions += 1;
            if self.extensions <= PROMISES { Longer::Until(self.promised) } else { Longer::NoHour }
        })
    }

    fn at_percent(&self, percent: u8, policy: &Policy) -> Timestamp {
        plus(self.since(), policy.term * i32::from(percent) / 100)
    }

    fn not_before_start(&self, at: Timestamp) -> Timestamp {
        at.max(self.since())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::{
        super::calendar::tests::{at, milan},
        *,
    };

    pub fn policy() -> Policy {
        Policy {
            languages: Languages::default(),
            term: SignedDuration::from_hours(48),
            honest: SignedDuration::from_hours(2),
            urgent: SignedDuration::from_hours(2),
            alerts: Alerts::default(),
            reopen: SignedDuration::from_hours(7 * 24),
            cases_per_day: 5,
            show_expert_names: false,
            organisations: Organisations::default(),
            calendar: milan(),
        }
    }

    const FIRST: QuestionNo = QuestionNo(1);

    /// All that time asks of a case nobody answers, until it is breached.
    fn life(begin: &str) -> Vec<String> {
        let policy = policy();
        let mut commitment = Commitment::begin(at(begin), FIRST, Hands::Desk, &policy);
        let mut told = Vec::new();
        while !commitment.breached {
            let (when, _) = commitment.next_deadline(Stage::Case, &policy);
            let deadline = commitment.due_deadline(Stage::Case, &policy, when).unwrap();
            told.push(format!("{} {deadline:?}", milan().wall(when).strftime("%a %d %H:%M")));
            match deadline {
                Deadline::Alert(level) => commitment.alerted(level),
                Deadline::Extend => commitment.extend(&policy, when),
                Deadline::Breach => commitment.breach(),
                other => panic!("{other:?} is not for a case"),
            }
        }
        told
    }

    #[test]
    fn alerts_come_in_staffed_hours_and_the_person_is_told_before_the_due_time() {
        insta::assert_debug_snapshot!(life("2026-11-24 10:05"), @r#"
        [
            "Wed 25 10:05 Alert(50)",
            "Wed 25 17:00 Alert(90)",
            "Thu 26 09:05 Extend",
            "Thu 26 10:05 Breach",
        ]
        "#);
    }

    #[test]
    fn a_question_on_friday_afternoon_is_alerted_at_once() {
        insta::assert_debug_snapshot!(life("2026-11-27 14:05"), @r#"
        [
            "Fri 27 14:05 Alert(100)",
            "Sun 29 14:05 Breach",
        ]
        "#);
    }

    #[test]
    fn what_must_not_wait_has_an_hour_of_its_own() {
        let policy = policy();
        for (asked, told, urged) in [
            ("2026-11-24 10:05", "Tue 24 12:05", "Tue 24 11:05"),
            // The lunch of the experts is no work.
            ("2026-11-24 12:30", "Tue 24 15:30", "Tue 24 14:30"),
            ("2026-11-24 22:00", "Wed 25 11:00", "Wed 25 10:00"),
            ("2026-11-28 03:00", "Mon 30 11:00", "Mon 30 10:00"),
        ] {
            let now = at(asked);
            let mut commitment = Commitment::begin(now, FIRST, Hands::Humans, &policy);
            commitment.hasten(&policy, now);
            let shown = |at| milan().wall(at).strftime("%a %d %H:%M").to_string();
            assert_eq!(shown(commitment.promised()), told, "{asked}");
            assert_eq!(commitment.urge.map(shown).as_deref(), Some(urged), "{asked}");
            assert_eq!(commitment.due(), now + policy.term, "the measure stays");
        }
    }

    #[test]
    fn the_term_is_absolute_across_the_end_of_daylight_saving() {
        let commitment = Commitment::begin(at("2026-10-24 12:00"), FIRST, Hands::Desk, &policy());
        assert_eq!(commitment.due(), at("2026-10-26 11:00"), "48 hours are 48 hours");
    }

    #[test]
    fn a_reply_answers_what_was_written_before_it() {
        let policy = policy();
        let mut commitment = Commitment::begin(at("2026-11-24 10:00"), FIRST, Hands::Desk, &policy);
        commitment.add(at("2026-11-24 12:00"), FIRST.next(), Hands::Desk);
        let Remainder::Ended { ended, next: Some(next) } =
            commitment.clone().replied(at("2026-11-24 11:00"), &policy)
        else {
            panic!("the first is answered, the second is not")
        };
        assert_eq!((ended.since(), next.since()), (at("2026-11-24 10:00"), at("2026-11-24 12:00")));
        assert_eq!((ended.question(), next.question()), (FIRST, FIRST.next()));
        assert_eq!(
            commitment.clone().replied(at("2026-11-24 09:00"), &policy),
            Remainder::Unchanged(commitment),
            "a reply to something older answers nothing"
        );
    }

    #[test]
    fn settling_one_question_leaves_the_other_running() {
        let policy = policy();
        let mut commitment = Commitment::begin(at("2026-11-24 10:00"), FIRST, Hands::Desk, &policy);
        commitment.add(at("2026-11-24 12:00"), FIRST.next(), Hands::Desk);
        let Remainder::Unchanged(left) = commitment.settled(|q| q == FIRST.next(), &policy) else {
            panic!("the first question still waits")
        };
        assert_eq!(left.since(), at("2026-11-24 10:00"));
        assert!(matches!(left.settled(|q| q == FIRST, &policy), Remainder::Ended { next: None, .. }));
    }

    proptest! {
        #[test]
        fn alerts_are_never_late_and_the_person_knows_before_the_time_they_were_told(
            ms in 1_767_222_000_000_i64..1_956_500_000_000
        ) {
            let policy = policy();
            let since = Timestamp::from_millisecond(ms).unwrap();
            let mut commitment = Commitment::begin(since, FIRST, Hands::Desk, &policy);
            let told = commitment.promised();
            prop_assert!(told >= commitment.due() && told >= policy.calendar.plus_staffed(since, policy.honest));
            let mut extended = false;
            while !(commitment.breached && extended) {
                let (when, _) = commitment.next_deadline(Stage::Case, &policy);
                prop_assert!(when >= since && when <= told);
                match commitment.due_deadline(Stage::Case, &policy, when) {
                    Some(Deadline::Alert(level)) => {
                        let nominal = plus(since, policy.term * i32::from(level) / 100);
                        prop_assert!(when <= nominal);
                        prop_assert!(when == since || policy.calendar.staffed(when));
                        commitment.alerted(level);
                    }
                    Some(Deadline::Extend) => {
                        prop_assert!(when < told && !extended);
                        commitment.extend(&policy, when);
                        prop_assert!(commitment.promised() > told);
                        extended = true;
                    }
                    Some(Deadline::Breach) => {
                        prop_assert_eq!(when, commitment.due());
                        commitment.breach();
                    }
                    other => prop_assert!(false, "{other:?} is not for a case"),
                }
            }
        }
    }
}
