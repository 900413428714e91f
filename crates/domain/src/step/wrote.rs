//! What a person writes.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        attachment::{Attachment, Declined, Files},
        case::{Case, Question},
        commitment::Hands,
        conversation::{Asked, Exchange, Given, Phase},
        event::{Effect, Entry},
        ids::CaseNumber,
        language::Written,
        plain_words::{asks_when, not_understood, yes_or_no},
        post::Post,
        reply::{Reply, Then},
        shelf::Further,
        verdict::{Card, Chat, Handling, Verdict},
        words::Words,
    },
    Turn, WhyHuman,
};

/// Messages this close together are one burst: one receipt, one question.
const BURST: SignedDuration = SignedDuration::from_mins(5);
/// In words, a person is told at most so often that a message has been added.
const NOTE_EVERY: SignedDuration = SignedDuration::from_mins(1);

impl Turn<'_> {
    /// Words and files, in one message. Files are for humans: what is in them, no article knows.
    pub(super) fn sent(
        &mut self,
        at: Timestamp,
        words: Words,
        files: Files,
        verdict: Verdict,
        written: Option<&Written>,
        next_case: CaseNumber,
    ) {
        let Files { attachments, declined } = files;
        self.decline(declined);
        let message = Utterance { at, words, verdict, written, next_case };
        if attachments.is_empty() {
            if !self.answers(&message) {
                self.wrote(message);
            }
        } else {
            let verdict = message.verdict.for_humans();
            self.wrote(Utterance { verdict, ..message });
        }
        if let Some(case) = self.open() {
            let number = case.number;
            self.attach(number, attachments);
        }
    }

    /// Something was left out, and why.
    pub(super) fn decline(&mut self, why: Option<Declined>) {
        if let Some(why) = why {
            self.say(Reply::Declined(why));
        }
    }

    fn attach(&mut self, case: CaseNumber, attachments: Vec<Attachment>) {
        for attachment in attachments {
            self.post(case, Post::Attached(attachment));
        }
    }

    /// What the message in hand refers to, if the experts cannot have seen it in this case.
    fn unseen(&mut self, case: CaseNumber) -> Option<Words> {
        let quoted = self.quoted.take()?;
        let opened = self.conversation.cases.iter().rfind(|past| past.number == case).map(|past| past.opened);
        // Platforms tell the time of a message to the second.
        let seen = quoted.at.zip(opened).is_some_and(|(at, opened)| at.as_second() >= opened.as_second());
        (!seen).then_some(quoted.words)
    }

    /// Is it the answer to what the desk has just asked, or about the desk's own answer? Then it is dealt with; danger never
    /// is.
    fn answers(&mut self, said: &Utterance) -> bool {
        if said.verdict.urgent().is_some() {
            return false;
        }
        let (at, next_case) = (said.at, said.next_case);
        if let (Some(asked), Some(yes)) = (self.conversation.asked, yes_or_no(&said.words)) {
            match (asked, yes) {
                (Asked::Human(no), true) | (Asked::Enough(no), false) => self.ask_human(no, next_case),
                (Asked::Human(_), false) => self.say(Reply::Cancelled { case: None }),
                (Asked::Enough(no), true) => self.solved(no),
                (Asked::Erase, true) => self.erase(at),
                (Asked::Erase, false) => self.keep_data(),
                (Asked::Withdraw { case, sure }, true) => self.withdraw(case, sure),
                (Asked::Withdraw { case, .. }, false) => self.keep_case(case),
                // Neither says which.
                (Asked::Which { .. }, _) => return self.explain(said),
            }
            return true;
        }
        let vague = matches!(said.verdict, Verdict::Chat { chat: Chat::Vague, .. });
        let about_the_answer = vague || not_understood(&said.words);
        about_the_answer && matches!(self.conversation.phase, Phase::Answered { .. }) && self.explain(said)
    }

    /// The answer has not been understood: an expert is offered, with the answer in other words if there are any; who has
    /// been offered one already, gets one.
    fn explain(&mut self, said: &Utterance) -> bool {
        let Phase::Answered { given } = &mut self.conversation.phase else { return false };
        let Some(last) = given.last_mut() else { return false };
        let no = last.question.no;
        let explained = std::mem::replace(&mut last.explained, true);
        let Given { question, slug, plain, .. } = last.clone();
        if !explained {
            self.say(Reply::Explain { question: no, plain });
            return true;
        }
        self.wait(said.at, no, Hands::Humans);
        let quoted = self.refers_to().or(question.quoted);
        let question = Question { words: question.words.and(&said.words), quoted, ..question };
        let why = WhyHuman { answered_with: Some(slug), ..WhyHuman::default() };
        self.open_case(question, why.written(said.written), said.next_case);
        true
    }

    /// The person changed a message that went to a case: its thread sees the new words. They wait for a human like any
    /// others, unless they are small talk; a last word to a closed case opens it again, as a new one would.
    pub(super) fn reworded_in_case(
        &mut self,
        at: Timestamp,
        number: CaseNumber,
        words: Words,
        files: Files,
        last: bool,
        verdict: Verdict,
    ) {
        let Files { attachments, declined } = files;
        self.decline(declined);
        let (asks, last) = if attachments.is_empty() {
            (!is_small_talk(&verdict), last)
        } else {
            // What is in a file, the experts have to see, whatever stands beneath it.
            (true, true)
        };
        match self.conversation.phase.clone() {
            Phase::Open { case } if case.number == number => {
                if last && let Some(case) = self.open() {
                    case.latest.words = words.clone();
                }
                let began = asks && self.wait(at, case.latest.no, Hands::Humans);
                let due = self.due().filter(|_| began);
                self.cover(&words);
                self.post(number, Post::Reworded { words, due, holder: case.holder });
                self.escalate(&verdict);
            }
            Phase::Closed { case, at: closed }
                if case.number == number && last && asks && self.reopens(closed) =>
            {
                self.reopen_by_message(case, at, words, &verdict);
                self.escalate(&verdict);
            }
            _ => self.post(number, Post::Reworded { words, due: None, holder: None }),
        }
        self.attach(number, attachments);
    }

    /// The person changed a message before there was a case: it is the same question, in other words. An answer or
    /// choices that wait for their word are not given a second time.
    pub(super) fn reworded(
        &mut self,
        at: Timestamp,
        words: Words,
        last: bool,
        verdict: Verdict,
        written: Option<&Written>,
        next_case: CaseNumber,
    ) {
        // Danger is heard in whatever message it stands.
        if !last && verdict.urgent().is_none() {
            return;
        }
        match self.conversation.phase.clone() {
            Phase::Answered { mut given } => {
                let Some(latest) = given.last_mut() else { return };
                latest.question.words = words;
                let (question, slug) = (latest.question.clone(), latest.slug.clone());
                let stands = match &verdict {
                    Verdict::Chat { .. } => true,
                    Verdict::Answer { card, .. } => card.slug == slug,
                    Verdict::Choices { .. } | Verdict::Human { .. } => false,
                };
                if stands {
                    self.exchanged(&question, &slug);
                    self.conversation.phase = Phase::Answered { given };
                } else {
                    let why = WhyHuman { answered_with: Some(slug), ..WhyHuman::from(verdict) };
                    self.open_case(question, why.written(written), next_case);
                }
            }
            Phase::Choosing { mut question, choices } => {
                question.words = words;
                match verdict {
                    Verdict::Answer { .. } => self.decide(question, verdict, written, next_case),
                    Verdict::Choices { .. } | Verdict::Chat { .. } => {
                        self.conversation.phase = Phase::Choosing { question, choices };
                    }
                    verdict @ Verdict::Human { .. } => {
                        self.open_case(question, WhyHuman::from(verdict).written(written), next_case);
                    }
                }
            }
            Phase::Open { .. } | Phase::Closed { .. } => {
                self.wrote(Utterance { at, words, verdict, written, next_case });
            }
            Phase::Unclear { .. } | Phase::Quiet => {
                self.conversation.phase = Phase::Quiet;
                self.ask(Utterance { at, words, verdict, written, next_case });
            }
        }
    }

    fn wrote(&mut self, said: Utterance) {
        match self.conversation.phase.clone() {
            Phase::Open { .. } => {
                self.follow_up(said.at, said.words, &said.verdict);
                self.escalate(&said.verdict);
            }
            Phase::Closed { case, at: closed } if !is_small_talk(&said.verdict) && self.reopens(closed) => {
                self.reopen_by_message(case, said.at, said.words, &said.verdict);
                self.escalate(&said.verdict);
            }
            Phase::Answered { given } => self.after_answer(&given, said),
            Phase::Choosing { question, .. } => {
                self.wait(said.at, question.no, Hands::Desk);
                self.rephrased(question, said);
            }
            Phase::Unclear { question, .. } => self.rephrased(question, said),
            Phase::Quiet | Phase::Closed { .. } => self.ask(said),
        }
    }

    /// Does a message open the case again that was closed then?
    fn reopens(&self, closed: Timestamp) -> bool {
        self.now <= closed.saturating_add(self.policy.reopen).unwrap_or(closed)
    }

    /// A fresh question, or small talk.
    pub(super) fn ask(&mut self, said: Utterance) {
        match said.verdict {
            Verdict::Chat { chat: Chat::Greeting, .. } => self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks, .. } => self.say(Reply::YoureWelcome),
            Verdict::Chat { chat: Chat::Vague, topics } => {
                let no = self.conversation.next_question();
                let question = Question { no, words: said.words, quoted: self.refers_to(), asked: said.at };
                self.say(if topics.is_empty() {
                    Reply::Unclear { question: no }
                } else {
                    Reply::Topics { question: no, topics: topics.clone() }
                });
                self.conversation.phase = Phase::Unclear { question, topics };
            }
            verdict => {
                let question = self.question(said.at, said.words);
                self.decide(question, verdict, said.written, said.next_case);
            }
        }
    }

    pub(super) fn question(&mut self, at: Timestamp, words: Words) -> Question {
        let no = self.conversation.next_question();
        self.record(Entry::Asked { question: no });
        Question { no, words, quoted: self.refers_to(), asked: at }
    }

    /// What a question refers to that is in no case yet.
    fn refers_to(&mut self) -> Option<Words> {
        self.quoted.take().map(|quoted| quoted.words)
    }

    /// Follows the verdict: an article, a choice, or the humans.
    pub(super) fn decide(
        &mut self,
        question: Question,
        verdict: Verdict,
        written: Option<&Written>,
        next_case: CaseNumber,
    ) {
        match verdict {
            Verdict::Answer { ref card, .. }
                if card.urgent.is_some() || card.handling == Handling::HumanOnly =>
            {
                self.open_case(question, WhyHuman::from(verdict).written(written), next_case);
            }
            Verdict::Answer { card, near, also, rest, .. }
                if rest || card.handling == Handling::WithHuman =>
            {
                let then = if rest { Then::RestToHumans } else { Then::Case };
                self.answer(&question, &card, Further::default(), then);
                // Beneath the case that follows, where a number presses them.
                let offer = also.into_iter().chain(card.links).collect();
                let answered_with = Some(card.slug);
                let why = WhyHuman { near, offer, answered_with, ..WhyHuman::default() };
                self.open_case(question, why.written(written), next_case);
            }
            Verdict::Answer { card, also, .. } => {
                self.wait(question.asked, question.no, Hands::Desk);
                let partly = !also.is_empty();
                let further = self.further(question.no, &card, also);
                self.answer(&question, &card, further, Then::Asks);
                self.conversation.give(Given { partly, ..Given::new(question, card) });
            }
            Verdict::Choices { choices } => {
                self.wait(question.asked, question.no, Hands::Desk);
                self.record(Entry::Offered { question: question.no });
                self.say(Reply::Choices { question: question.no, choices: choices.clone() });
                self.conversation.phase = Phase::Choosing { question, choices };
            }
            Verdict::Human { .. } | Verdict::Chat { .. } => {
                self.open_case(question, WhyHuman::from(verdict).written(written), next_case);
            }
        }
    }

    pub(super) fn answer(&mut self, question: &Question, card: &Card, further: Further, then: Then) {
        self.record(Entry::Answered { question: question.no, slug: card.slug.clone() });
        self.exchanged(question, &card.slug);
        self.say(Reply::Answer { question: question.no, card: Box::new(card.clone()), further, then });
    }

    /// A next message may go on from this question and its answer.
    fn exchanged(&mut self, question: &Question, slug: &str) {
        let exchange = Exchange { question: question.words.clone(), slug: slug.to_owned() };
        self.conversation.exchange = Some((exchange, self.now));
    }

    /// Words after an automatic answer: another question if they lead with certainty elsewhere, else the humans'.
    /// The desk never answers one unresolved question twice.
    fn after_answer(&mut self, given: &[Given], said: Utterance) {
        let Some(last) = given.last() else {
            return self.ask(said);
        };
        let seen = |slug: &str| given.iter().any(|given| given.has(slug));
        match &said.verdict {
            Verdict::Chat { chat: Chat::Greeting, .. } => self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks, .. } => self.say(Reply::YoureWelcome),
            Verdict::Answer { card, .. } if !seen(&card.slug) => self.ask(said),
            Verdict::Choices { choices } if !choices.iter().any(|choice| seen(&choice.slug)) => {
                self.ask(said);
            }
            _ => {
                self.wait(said.at, last.question.no, Hands::Humans);
                let mut question = last.question.clone();
                // A file was added to the very question that was answered.
                if question.words != said.words {
                    question.words = question.words.and(&said.words);
                }
                question.quoted = self.refers_to().or(question.quoted);
                let why = WhyHuman { answered_with: Some(last.slug.clone()), ..WhyHuman::from(said.verdict) };
                self.open_case(question, why.written(said.written), said.next_case);
            }
        }
    }

    /// Words instead of a choice, or after the desk asked for more: an article if they lead to one, else the humans.
    /// The desk never asks twice.
    fn rephrased(&mut self, mut question: Question, said: Utterance) {
        match &said.verdict {
            Verdict::Chat { chat: Chat::Greeting, .. } => return self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks, .. } => return self.say(Reply::YoureWelcome),
            _ => {}
        }
        let unclear = matches!(self.conversation.phase, Phase::Unclear { .. });
        if unclear {
            self.record(Entry::Asked { question: question.no });
        }
        question.words = question.words.and(&said.words);
        question.quoted = self.refers_to().or(question.quoted);
        let Utterance { verdict, written, next_case, .. } = said;
        match verdict {
            Verdict::Answer { .. } => self.decide(question, verdict, written, next_case),
            Verdict::Choices { .. } if unclear => self.decide(question, verdict, written, next_case),
            verdict => self.open_case(question, WhyHuman::from(verdict).written(written), next_case),
        }
    }

    /// While a case is open, what the person writes goes to its thread, and they see that it has.
    fn follow_up(&mut self, at: Timestamp, words: Words, verdict: &Verdict) {
        let now = self.now;
        let next = self.conversation.questions.next();
        let asks_when = asks_when(&words);
        let Some(case) = self.open() else { return };
        let (number, holder) = (case.number, case.holder.clone());
        let quoted = self.unseen(number);
        self.quote(number, quoted);
        let Some(case) = self.open() else { return };
        if asks_when || matches!(verdict, Verdict::Chat { chat: Chat::Thanks, .. }) {
            self.post(number, Post::Followed { words, due: None, holder: None });
            if asks_when {
                return self.tell_status();
            }
            return self.note(number);
        }
        let burst = case.latest.no != case.question && now.duration_since(case.receipt) < BURST;
        if burst {
            case.latest.words = case.latest.words.and(&words);
        } else {
            case.latest = Question { no: next, words: words.clone(), quoted: None, asked: at };
            case.receipt = now;
        }
        let no = case.latest.no;
        if !burst {
            self.conversation.next_question();
        }
        let began = self.wait(at, no, Hands::Humans);
        let due = self.due().filter(|_| began);
        self.cover(&words);
        self.post(number, Post::Followed { words, due, holder });
        if verdict.urgent().is_some() {
            // Something else is said at once.
            return;
        }
        if burst {
            return self.note(number);
        }
        let promised = self.promised();
        if let Some(case) = self.open() {
            case.noted = Some(now);
        }
        self.say(Reply::Received { case: number, question: no, promised });
    }

    /// A sign that a message has been added to the case: beneath it where the platform can, else in words, once a minute.
    fn note(&mut self, number: CaseNumber) {
        if let Some(line) = self.line.take() {
            return self.effects.push(Effect::Tick { line });
        }
        let now = self.now;
        let Some(case) = self.open() else { return };
        if case.noted.is_none_or(|noted| now.duration_since(noted) >= NOTE_EVERY) {
            case.noted = Some(now);
            self.say(Reply::Added { case: number });
        }
    }

    /// A new message soon after closing: the same case again, unless the person says it is another question.
    fn reopen_by_message(&mut self, mut case: Case, at: Timestamp, words: Words, verdict: &Verdict) {
        let (number, holder) = (case.number, case.holder.clone());
        let no = self.conversation.next_question();
        let question = Question { no, words: words.clone(), quoted: None, asked: at };
        case.latest = question.clone();
        case.receipt = self.now;
        case.noted = Some(self.now);
        case.reopened_by = Some(question.no);
        self.conversation.phase = Phase::Open { case };
        self.conversation.end_case(number, None);
        self.record(Entry::CaseReopened { case: number });
        let began = self.wait(at, question.no, Hands::Humans);
        let due = self.due();
        self.post(number, Post::Reopened { by: None, due, holder: None });
        self.cover(&words);
        let quoted = self.unseen(number);
        self.quote(number, quoted);
        let called = due.filter(|_| began);
        self.post(number, Post::Followed { words, due: called, holder });
        if verdict.urgent().is_none() {
            let promise = self.promise();
            self.say(Reply::CaseReopened { case: number, question: question.no, promise });
        }
    }

    /// What must not wait is heard in an open case too: the room is called, and the person gets the advice, at once and not
    /// with every line.
    fn escalate(&mut self, verdict: &Verdict) {
        let (policy, now) = (self.policy, self.now);
        let Some(urgent) = verdict.urgent().cloned() else {
            return;
        };
        let Some(case) = self.open() else { return };
        let number = case.number;
        let again = case
            .alarmed
            .is_some_and(|(at, danger)| danger == urgent.danger && now.duration_since(at) < BURST);
        if again {
            return self.note(number);
        }
        case.alarmed = Some((now, urgent.danger));
        case.urgent = Some(urgent.clone());
        if let Some(head) = &mut case.head {
            head.urgent = Some(urgent.label.clone());
        }
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.hasten(policy, now);
        }
        self.post(number, Post::Urgent { label: urgent.label.clone() });
        let promise = self.promise();
        self.say(Reply::Urgent { case: number, promise, urgent });
    }
}

/// What a person said, with all that is known about it.
pub(super) struct Utterance<'a> {
    pub at: Timestamp,
    pub words: Words,
    pub verdict: Verdict,
    pub written: Option<&'a Written>,
    pub next_case: CaseNumber,
}

pub(super) fn is_small_talk(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Chat { chat: Chat::Greeting | Chat::Thanks, .. })
}
