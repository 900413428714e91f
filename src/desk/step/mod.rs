//! The one function of the desk: what has happened, to what has to follow.
//!
//! `wrote`, `pressed` and `commanded` are the person's events, `staff` the experts', `time` the clock's; what they share
//! is here.

mod commanded;
mod pressed;
mod staff;
mod time;
mod wrote;

use jiff::Timestamp;

use super::{
    case::{Case, CloseReason, Question},
    commitment::{Commitment, Hands, Policy, Remainder},
    conversation::{Conversation, Phase},
    delivery::Errand,
    event::{Effect, End, Entry, Event},
    ids::{CaseNumber, QuestionNo},
    replies::Reply,
    room::{Opening, Post},
    verdict::{Candidate, Urgent, Verdict},
};

/// The result of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub conversation: Conversation,
    pub effects: Vec<Effect>,
    /// When the desk wants to look at this conversation again, if nothing else happens.
    pub wake_at: Option<Timestamp>,
}

/// Takes what has happened to a conversation to what follows. `now` is when the desk looks at it; the event carries
/// the platform's own time stamp.
#[must_use]
pub fn step(policy: &Policy, conversation: Conversation, event: Event, now: Timestamp) -> Step {
    let mut turn = Turn { policy, conversation, effects: Vec::new(), now };
    match event {
        Event::Wrote { at, words, verdict, next_case } => turn.wrote(at.min(now), words, verdict, next_case),
        Event::SentNothingReadable => turn.say(Reply::NothingReadable),
        Event::Commanded { at, command } => turn.commanded(at.min(now), command),
        Event::Pressed { at, button, found, next_case } => {
            turn.pressed(at.min(now), button, found, next_case);
        }
        Event::Replied { at, case, expert, words } => turn.replied(at.min(now), case, expert, words),
        Event::Noted { case } => turn.noted(case),
        Event::CaseCommanded { at, case, expert, command, card } => {
            turn.case_commanded(at.min(now), case, expert, command, card);
        }
        Event::Delivered { errand, at } => turn.delivered(errand, at),
        Event::Undeliverable { errand, why } => {
            if let Errand::HumanReply { case, written } = errand {
                turn.arrived_or_failed(case, written);
                turn.post(case, Post::NotDelivered { why });
            }
        }
        Event::TimeCame { next_case } => turn.time_came(next_case),
    }
    turn.finish()
}

/// One step in the making.
struct Turn<'a> {
    policy: &'a Policy,
    conversation: Conversation,
    effects: Vec<Effect>,
    now: Timestamp,
}

impl Turn<'_> {
    fn finish(self) -> Step {
        let Self { policy, conversation, effects, .. } = self;
        let wake_at = conversation
            .commitment
            .as_ref()
            .zip(conversation.stage())
            .map(|(commitment, stage)| commitment.next_deadline(stage, policy).0);
        Step { conversation, effects, wake_at }
    }

    fn say(&mut self, reply: Reply) {
        let introduce = !std::mem::replace(&mut self.conversation.introduced, true);
        self.effects.push(Effect::Say { reply, introduce });
    }

    fn post(&mut self, case: CaseNumber, post: Post) {
        self.effects.push(Effect::Post { case, post });
    }

    fn record(&mut self, entry: Entry) {
        self.effects.push(Effect::Record(entry));
    }

    /// A message waits for a human: begins the commitment, or joins the one that runs. Says whether it began.
    fn wait(&mut self, at: Timestamp, question: QuestionNo, hands: Hands) -> bool {
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.add(at, question, hands);
            return false;
        }
        self.begin(Commitment::begin(at, question, hands, self.policy));
        true
    }

    fn begin(&mut self, commitment: Commitment) {
        self.record(Entry::CommitmentBegan { since: commitment.since(), due: commitment.due() });
        self.conversation.commitment = Some(commitment);
    }

    /// Deals with some of the waiting messages; what still waits goes on. Says whether a commitment ended.
    fn resolve(&mut self, end: End, with: impl FnOnce(Commitment, &Policy) -> Remainder) -> bool {
        let Some(commitment) = self.conversation.commitment.take() else {
            return false;
        };
        match with(commitment, self.policy) {
            Remainder::Unchanged(commitment) => {
                self.conversation.commitment = Some(commitment);
                false
            }
            Remainder::Ended { ended, next } => {
                self.record(Entry::CommitmentEnded { since: ended.since(), due: ended.due(), end });
                if let Some(next) = next {
                    self.begin(next);
                }
                true
            }
        }
    }

    /// Ends the commitment whatever still waits.
    fn drop_commitment(&mut self, end: End) {
        self.resolve(end, |ended, _| Remainder::Ended { ended, next: None });
    }

    /// Hands a question to the humans.
    fn open_case(&mut self, question: Question, why: WhyHuman, number: CaseNumber) {
        let WhyHuman { near, urgent, answered_with } = why;
        self.wait(question.asked, question.no, Hands::Humans);
        self.hand_over();
        let (policy, now) = (self.policy, self.now);
        let commitment = self.conversation.commitment.as_mut();
        let alert = commitment.and_then(|commitment| commitment.alert_at_opening(policy, now));
        let due = self.promised().unwrap_or(question.asked);
        self.record(Entry::CaseOpened { case: number, question: question.no, urgent: urgent.is_some() });
        let opening = Opening {
            words: question.words.clone(),
            language: self.conversation.language,
            channel: self.conversation.channel,
            due,
            urgent: urgent.clone(),
            near,
            answered_with,
            alert: alert.is_some(),
        };
        self.post(number, Post::Opened(Box::new(opening)));
        if let Some(level) = alert {
            self.record(Entry::StaffAlerted { level });
        }
        let advice = urgent.as_ref().map(|urgent| urgent.advice.clone());
        self.say(Reply::CaseOpened { case: number, due, advice });
        self.conversation.remember_case(number, self.now);
        let case = Case {
            number,
            question: question.no,
            holder: None,
            urgent,
            on_its_way: None,
            latest: question,
            reopened_by: None,
            receipt: self.now,
            aside: None,
        };
        self.conversation.phase = Phase::Open { case };
    }

    /// Ends the open case and remembers it.
    fn close_case(&mut self, case: Case, reason: CloseReason) {
        self.record(Entry::CaseClosed { case: case.number, reason });
        self.conversation.end_case(case.number, Some(reason.into()));
        self.conversation.phase = Phase::Closed { case, at: self.now };
    }

    /// Humans have everything in hand that waits.
    fn hand_over(&mut self) {
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.hand_over();
        }
    }

    /// The desk takes a question back from the humans.
    fn hand_back(&mut self, question: QuestionNo) {
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.hand_back(question);
        }
    }

    /// The open case, if there is one.
    fn open(&mut self) -> Option<&mut Case> {
        match &mut self.conversation.phase {
            Phase::Open { case } => Some(case),
            _ => None,
        }
    }

    /// When a human will reply, if a message waits.
    fn promised(&self) -> Option<Timestamp> {
        self.conversation.commitment.as_ref().map(Commitment::promised)
    }
}

/// What the staff should know of a question that comes to them.
#[derive(Default)]
struct WhyHuman {
    near: Vec<Candidate>,
    urgent: Option<Urgent>,
    answered_with: Option<String>,
}

impl From<Verdict> for WhyHuman {
    /// What the verdict has for the staff.
    fn from(verdict: Verdict) -> Self {
        let (near, urgent) = match verdict {
            Verdict::Answer { card, probability, near } => {
                let first = Candidate { slug: card.slug, title: card.title, probability };
                ([first].into_iter().chain(near).take(3).collect(), card.urgent)
            }
            Verdict::Choices { choices } => (choices, None),
            Verdict::Human { near, urgent } => (near, urgent),
            Verdict::Chat { .. } => (Vec::new(), None),
        };
        Self { near, urgent, ..Self::default() }
    }
}
