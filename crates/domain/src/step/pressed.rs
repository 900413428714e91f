//! What a person presses.

use jiff::Timestamp;

use super::{
    super::{
        case::{Case, CloseReason},
        commitment::Hands,
        conversation::{Given, Phase, Settled},
        event::{Effect, End, Entry, Found},
        ids::{CaseNumber, QuestionNo},
        message::Button,
        post::Post,
        reply::{Reply, Then},
        verdict::{Handling, Verdict},
    },
    Turn, WhyHuman,
};

impl Turn<'_> {
    pub(super) fn pressed(
        &mut self,
        at: Timestamp,
        button: Option<Button>,
        found: Found,
        next_case: CaseNumber,
    ) {
        let Some(button) = button else {
            return self.say(Reply::StaleButton);
        };
        match button {
            Button::Solved(no) => self.solved(no),
            Button::AskHuman(no) => self.ask_human(no, next_case),
            Button::Choose(no, choice) => self.chose(no, choice, found, next_case),
            Button::Topic(no, _) => self.chose_topic(no, found),
            Button::Withdraw { case, sure } => self.withdraw(case, sure),
            Button::KeepCase(case) => self.keep_case(case),
            Button::OtherQuestion(no) => self.other_question(no, found, next_case),
            Button::Speak(language) => self.speak(language),
            Button::Erase => self.erase(at),
            Button::KeepData => self.keep_data(),
            Button::Follow(no) => self.follow(no),
            Button::NotMyCase(no) => self.not_my_case(no, next_case),
            Button::Trait(no, said) => self.their_case(no, said, found, next_case),
            Button::Read(no, place) => self.read(no, place, found, next_case),
            Button::ForgetProfile => self.forget_profile(),
            // What the guide says comes as an event of its own, and so does what becomes of a reminder.
            Button::Leave | Button::Guide(..) | Button::Reminder(..) => {}
        }
    }

    /// "Tell me if it changes."
    fn follow(&mut self, no: QuestionNo) {
        let settled = self.conversation.settled.take_if(|settled| settled.question == no);
        let Some(settled) = settled else {
            return self.say(Reply::StaleButton);
        };
        self.effects.push(Effect::Follow { slug: settled.slug });
        self.say(Reply::Following);
    }

    /// "This is what I was looking for."
    pub(super) fn solved(&mut self, no: QuestionNo) {
        if let Phase::Answered { given } = &self.conversation.phase
            && let Some(Given { question, slug, partly, .. }) =
                given.iter().find(|given| given.question.no == no).cloned()
        {
            self.conversation.settled = Some(Settled { question: no, slug: slug.clone() });
            // Words that asked for more than this are no way of asking for it.
            if !partly {
                self.fits(slug, question.words);
            }
        }
        match &mut self.conversation.phase {
            Phase::Answered { given } if given.last().is_some_and(|last| last.question.no == no) => {
                // Whoever is happy with the last answer has let the earlier ones go.
                self.resolve(End::Settled, |commitment, policy| commitment.settled(|q| q <= no, policy));
                self.conversation.phase = Phase::Quiet;
            }
            Phase::Answered { given } if given.iter().any(|given| given.question.no == no) => {
                given.retain(|given| given.question.no != no);
                self.resolve(End::Settled, |commitment, policy| commitment.settled(|q| q == no, policy));
            }
            Phase::Open { case } if case.aside == Some(no) => {
                case.aside = None;
                let number = case.number;
                self.post(number, Post::AsideSettled);
                self.resolve(End::Settled, |commitment, policy| commitment.settled(|q| q == no, policy));
            }
            _ => return self.say(Reply::StaleButton),
        }
        let settled = self.conversation.settled.as_ref().map(|settled| settled.question);
        self.say(Reply::Glad { follow: settled.filter(|&settled| settled == no) });
    }

    /// "Ask an expert", one tap away from every automatic text.
    pub(super) fn ask_human(&mut self, no: QuestionNo, next_case: CaseNumber) {
        match self.conversation.phase.clone() {
            Phase::Answered { given } if given.iter().any(|given| given.question.no == no) => {
                let Some(chosen) = given.into_iter().find(|given| given.question.no == no) else {
                    return;
                };
                let why = WhyHuman { answered_with: Some(chosen.slug), ..WhyHuman::default() };
                self.open_case(chosen.question, why, next_case);
            }
            Phase::Choosing { question, choices } if question.no == no => {
                self.open_case(question, WhyHuman { near: choices, ..WhyHuman::default() }, next_case);
            }
            Phase::Unclear { question, .. } if question.no == no => {
                self.record(Entry::Asked { question: no });
                self.open_case(question, WhyHuman::default(), next_case);
            }
            Phase::Open { case } if case.aside == Some(no) => {
                if let Some(case) = self.open() {
                    case.aside = None;
                }
                self.hand_over();
                self.post(case.number, Post::OtherQuestionStays { near: Vec::new() });
                self.say(Reply::StaysInCase { case: case.number });
            }
            _ => self.say(Reply::StaleButton),
        }
    }

    fn chose(&mut self, no: QuestionNo, choice: u8, found: Found, next_case: CaseNumber) {
        let (Phase::Choosing { question, choices }, Found::Card(card)) = (&self.conversation.phase, found)
        else {
            return self.say(Reply::StaleButton);
        };
        let Some(chosen) = choices.get(usize::from(choice)).filter(|_| question.no == no) else {
            return self.say(Reply::StaleButton);
        };
        let (question, probability) = (question.clone(), chosen.probability);
        self.decide(question, Verdict::answer(card, probability), None, next_case);
    }

    /// The topic of a question that was one word: its most common questions are offered.
    fn chose_topic(&mut self, no: QuestionNo, found: Found) {
        let (Phase::Unclear { question, .. }, Found::Verdict(Verdict::Choices { choices })) =
            (self.conversation.phase.clone(), found)
        else {
            return self.say(Reply::StaleButton);
        };
        if question.no != no {
            return self.say(Reply::StaleButton);
        }
        self.record(Entry::Asked { question: no });
        self.wait(question.asked, no, Hands::Desk);
        self.record(Entry::Offered { question: no });
        self.say(Reply::TopicArticles { question: no, choices: choices.clone() });
        self.conversation.phase = Phase::Choosing { question, choices };
    }

    /// The last message to the case was another question: the desk may answer it.
    fn other_question(&mut self, no: QuestionNo, found: Found, next_case: CaseNumber) {
        let (Phase::Open { case }, Found::Verdict(verdict)) = (self.conversation.phase.clone(), found) else {
            return self.say(Reply::StaleButton);
        };
        if case.latest.no != no || case.aside == Some(no) {
            return self.say(Reply::StaleButton);
        }
        self.record(Entry::Asked { question: no });
        if case.reopened_by == Some(no) {
            // Nobody has acted on the reopened case: close it again and begin afresh.
            let question = case.latest.clone();
            self.hand_back(no);
            self.post(case.number, Post::ClosedAgain);
            self.close_case(Case { reopened_by: None, ..case }, CloseReason::Done);
            return self.decide(question, verdict, None, next_case);
        }
        match verdict {
            Verdict::Answer { card, also, rest: false, .. }
                if card.handling == Handling::Auto && card.urgent.is_none() =>
            {
                if let Some(open) = self.open() {
                    open.aside = Some(no);
                }
                self.hand_back(no);
                self.post(case.number, Post::OtherQuestionAnswered { slug: card.slug.clone() });
                let further = self.further(no, &card, also);
                self.answer(&case.latest, &card, further, Then::AsksBeside);
            }
            verdict => {
                self.post(case.number, Post::OtherQuestionStays { near: WhyHuman::from(verdict).near });
                self.say(Reply::StaysInCase { case: case.number });
            }
        }
    }
}
