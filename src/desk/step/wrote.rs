//! What a person writes.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        attachment::Files,
        case::{Case, Question},
        commitment::Hands,
        conversation::{Given, Phase},
        event::Entry,
        ids::CaseNumber,
        replies::Reply,
        room::Post,
        verdict::{Card, Chat, Handling, Urgent, Verdict},
        words::Words,
    },
    Turn, WhyHuman,
};

/// Messages this close together are one burst: one receipt, one question.
const BURST: SignedDuration = SignedDuration::from_mins(5);

impl Turn<'_> {
    /// Words and files, in one message. Files are for humans: what is in them, no article knows.
    pub(super) fn sent(
        &mut self,
        at: Timestamp,
        words: Words,
        files: Files,
        verdict: Verdict,
        next_case: CaseNumber,
    ) {
        let Files { attachments, declined } = files;
        if let Some(why) = declined {
            self.say(Reply::Declined(why));
        }
        let verdict = if attachments.is_empty() { verdict } else { verdict.for_humans() };
        self.wrote(at, words, verdict, next_case);
        if let Some(case) = self.open() {
            let number = case.number;
            for attachment in attachments {
                self.post(number, Post::Attached(attachment));
            }
        }
    }

    /// The person changed a message that went to a case: its thread sees the new words. They wait for a human like any
    /// others, unless they are small talk; a last word to a closed case opens it again, as a new one would.
    pub(super) fn reworded_in_case(
        &mut self,
        at: Timestamp,
        number: CaseNumber,
        words: Words,
        last: bool,
        verdict: Verdict,
    ) {
        match self.conversation.phase.clone() {
            Phase::Open { case } if case.number == number => {
                if last && let Some(case) = self.open() {
                    case.latest.words = words.clone();
                }
                let began = !is_small_talk(&verdict) && self.wait(at, case.latest.no, Hands::Humans);
                let due = self.promised().filter(|_| began);
                self.post(number, Post::Reworded { words, due });
                self.heed(&verdict);
            }
            Phase::Closed { case, at: closed }
                if case.number == number && last && !is_small_talk(&verdict) && self.reopens(closed) =>
            {
                self.reopen_by_message(case, at, words);
                self.heed(&verdict);
            }
            _ => self.post(number, Post::Reworded { words, due: None }),
        }
    }

    /// The person changed a message before there was a case: it is the same question, in other words. An answer or
    /// choices that wait for their word are not given a second time.
    pub(super) fn reworded(
        &mut self,
        at: Timestamp,
        words: Words,
        last: bool,
        verdict: Verdict,
        next_case: CaseNumber,
    ) {
        if !last {
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
                    self.conversation.phase = Phase::Answered { given };
                } else {
                    let why = WhyHuman { answered_with: Some(slug), ..WhyHuman::from(verdict) };
                    self.open_case(question, why, next_case);
                }
            }
            Phase::Choosing { mut question, choices } => {
                question.words = words;
                match verdict {
                    Verdict::Answer { .. } => self.decide(question, verdict, next_case),
                    Verdict::Choices { .. } | Verdict::Chat { .. } => {
                        self.conversation.phase = Phase::Choosing { question, choices };
                    }
                    verdict @ Verdict::Human { .. } => {
                        self.open_case(question, WhyHuman::from(verdict), next_case);
                    }
                }
            }
            Phase::Open { .. } | Phase::Closed { .. } => self.wrote(at, words, verdict, next_case),
            Phase::Unclear { .. } | Phase::Quiet => {
                self.conversation.phase = Phase::Quiet;
                self.ask(at, words, verdict, next_case);
            }
        }
    }

    fn wrote(&mut self, at: Timestamp, words: Words, verdict: Verdict, next_case: CaseNumber) {
        match self.conversation.phase.clone() {
            Phase::Open { .. } => {
                self.follow_up(at, words, &verdict);
                self.heed(&verdict);
            }
            Phase::Closed { case, at: closed } if !is_small_talk(&verdict) && self.reopens(closed) => {
                self.reopen_by_message(case, at, words);
                self.heed(&verdict);
            }
            Phase::Answered { given } => self.after_answer(&given, at, words, verdict, next_case),
            Phase::Choosing { question, .. } => {
                self.wait(at, question.no, Hands::Desk);
                self.rephrased(question, words, verdict, next_case);
            }
            Phase::Unclear { question } => self.rephrased(question, words, verdict, next_case),
            Phase::Quiet | Phase::Closed { .. } => self.ask(at, words, verdict, next_case),
        }
    }

    /// Does a message open the case again that was closed then?
    fn reopens(&self, closed: Timestamp) -> bool {
        self.now <= closed.saturating_add(self.policy.reopen).unwrap_or(closed)
    }

    /// A fresh question, or small talk.
    pub(super) fn ask(&mut self, at: Timestamp, words: Words, verdict: Verdict, next_case: CaseNumber) {
        match verdict {
            Verdict::Chat { chat: Chat::Greeting } => self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks } => self.say(Reply::YoureWelcome),
            Verdict::Chat { chat: Chat::Vague } => {
                let question = Question { no: self.conversation.next_question(), words, asked: at };
                self.say(Reply::Unclear { question: question.no });
                self.conversation.phase = Phase::Unclear { question };
            }
            verdict => {
                let question = self.question(at, words);
                self.decide(question, verdict, next_case);
            }
        }
    }

    pub(super) fn question(&mut self, at: Timestamp, words: Words) -> Question {
        let no = self.conversation.next_question();
        self.record(Entry::Asked { question: no });
        Question { no, words, asked: at }
    }

    /// Follows the verdict: an article, a choice, or the humans.
    pub(super) fn decide(&mut self, question: Question, verdict: Verdict, next_case: CaseNumber) {
        match verdict {
            Verdict::Answer { ref card, .. }
                if card.urgent.is_some() || card.handling == Handling::HumanOnly =>
            {
                self.open_case(question, WhyHuman::from(verdict), next_case);
            }
            Verdict::Answer { card, near, .. } if card.handling == Handling::WithHuman => {
                self.answer(&question, &card, true);
                let answered_with = Some(card.slug);
                self.open_case(question, WhyHuman { near, answered_with, ..WhyHuman::default() }, next_case);
            }
            Verdict::Answer { card, .. } => {
                self.wait(question.asked, question.no, Hands::Desk);
                self.answer(&question, &card, false);
                self.conversation.give(Given { question, slug: card.slug });
            }
            Verdict::Choices { choices } => {
                self.wait(question.asked, question.no, Hands::Desk);
                self.record(Entry::Offered { question: question.no });
                self.say(Reply::Choices { question: question.no, choices: choices.clone() });
                self.conversation.phase = Phase::Choosing { question, choices };
            }
            Verdict::Human { .. } | Verdict::Chat { .. } => {
                self.open_case(question, WhyHuman::from(verdict), next_case);
            }
        }
    }

    pub(super) fn answer(&mut self, question: &Question, card: &Card, with_case: bool) {
        self.record(Entry::Answered { question: question.no, slug: card.slug.clone() });
        self.say(Reply::Answer { question: question.no, card: card.clone(), with_case });
    }

    /// Words after an automatic answer: another question if they lead with certainty elsewhere, else the humans'.
    /// The desk never answers one unresolved question twice.
    fn after_answer(
        &mut self,
        given: &[Given],
        at: Timestamp,
        words: Words,
        verdict: Verdict,
        next_case: CaseNumber,
    ) {
        let Some(last) = given.last() else {
            return self.ask(at, words, verdict, next_case);
        };
        let seen = |slug: &str| given.iter().any(|given| given.slug == slug);
        match &verdict {
            Verdict::Chat { chat: Chat::Greeting } => self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks } => self.say(Reply::YoureWelcome),
            Verdict::Chat { chat: Chat::Vague } => self.say(Reply::Unclear { question: last.question.no }),
            Verdict::Answer { card, .. } if !seen(&card.slug) => {
                self.ask(at, words, verdict, next_case);
            }
            Verdict::Choices { choices } if !choices.iter().any(|choice| seen(&choice.slug)) => {
                self.ask(at, words, verdict, next_case);
            }
            _ => {
                self.wait(at, last.question.no, Hands::Humans);
                let mut question = last.question.clone();
                question.words = question.words.and(&words);
                let why = WhyHuman { answered_with: Some(last.slug.clone()), ..WhyHuman::from(verdict) };
                self.open_case(question, why, next_case);
            }
        }
    }

    /// Words instead of a choice, or after the desk asked for more: an article if they lead to one, else the humans.
    /// The desk never asks twice.
    fn rephrased(&mut self, mut question: Question, words: Words, verdict: Verdict, next_case: CaseNumber) {
        match &verdict {
            Verdict::Chat { chat: Chat::Greeting } => return self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks } => return self.say(Reply::YoureWelcome),
            _ => {}
        }
        let unclear = matches!(self.conversation.phase, Phase::Unclear { .. });
        if unclear {
            self.record(Entry::Asked { question: question.no });
        }
        question.words = question.words.and(&words);
        match verdict {
            Verdict::Answer { .. } => self.decide(question, verdict, next_case),
            Verdict::Choices { .. } if unclear => self.decide(question, verdict, next_case),
            verdict => self.open_case(question, WhyHuman::from(verdict), next_case),
        }
    }

    /// While a case is open, what the person writes goes to its thread.
    fn follow_up(&mut self, at: Timestamp, words: Words, verdict: &Verdict) {
        let now = self.now;
        let next = self.conversation.questions.next();
        let Some(case) = self.open() else { return };
        let number = case.number;
        if matches!(verdict, Verdict::Chat { chat: Chat::Thanks }) {
            return self.post(number, Post::Followed { words, due: None });
        }
        let burst = case.latest.no != case.question && now.duration_since(case.receipt) < BURST;
        if burst {
            case.latest.words = case.latest.words.and(&words);
        } else {
            case.latest = Question { no: next, words: words.clone(), asked: at };
            case.receipt = now;
        }
        let no = case.latest.no;
        if !burst {
            self.conversation.next_question();
        }
        let began = self.wait(at, no, Hands::Humans);
        let promised = self.promised();
        self.post(number, Post::Followed { words, due: promised.filter(|_| began) });
        if !burst {
            self.say(Reply::Received { case: number, question: no, promised });
        }
    }

    /// A new message soon after closing: the same case again, unless the person says it is another question.
    fn reopen_by_message(&mut self, mut case: Case, at: Timestamp, words: Words) {
        let number = case.number;
        let question = Question { no: self.conversation.next_question(), words: words.clone(), asked: at };
        case.latest = question.clone();
        case.receipt = self.now;
        case.reopened_by = Some(question.no);
        self.conversation.phase = Phase::Open { case };
        self.conversation.end_case(number, None);
        self.record(Entry::CaseReopened { case: number });
        self.wait(at, question.no, Hands::Humans);
        let promised = self.promised();
        self.post(number, Post::Reopened { by: None, due: promised });
        self.post(number, Post::Followed { words, due: None });
        let due = promised.unwrap_or(self.now);
        self.say(Reply::CaseReopened { case: number, question: question.no, due });
    }

    /// What must not wait is heard in an open case too: the room is called, and the person gets the advice.
    fn heed(&mut self, verdict: &Verdict) {
        let Some(urgent) = verdict.urgent() else {
            return;
        };
        let Some(case) = self.open() else { return };
        case.urgent = Some(urgent.clone());
        let number = case.number;
        let Urgent { label, advice } = urgent.clone();
        self.post(number, Post::Urgent { label });
        self.say(Reply::Advice(advice));
    }
}

fn is_small_talk(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Chat { chat: Chat::Greeting | Chat::Thanks })
}
