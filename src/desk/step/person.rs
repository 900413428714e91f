//! What a person writes and presses.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        case::{Case, CloseReason, Question},
        commands::PersonCommand,
        conversation::{Given, Phase},
        event::{Effect, End, Entry, Found},
        ids::{CaseNumber, QuestionNo},
        message::Button,
        replies::{Reply, Status},
        room::Post,
        verdict::{Candidate, Card, Chat, Handling, Urgent, Verdict},
        words::Words,
    },
    Turn, WhyHuman,
};

/// Messages this close together are one burst: one receipt, one question.
const BURST: SignedDuration = SignedDuration::from_mins(5);
/// How long "Yes, erase everything" stays good.
const CONFIRMATION: SignedDuration = SignedDuration::from_mins(60);

impl Turn<'_> {
    pub(super) fn wrote(
        &mut self,
        at: Timestamp,
        words: Words,
        verdict: Verdict,
        next_case: CaseNumber,
    ) {
        match self.conversation.phase.clone() {
            Phase::Open { .. } => {
                self.follow_up(at, words, &verdict);
                self.heed(verdict);
            }
            Phase::Closed { case, at: closed }
                if !is_small_talk(&verdict)
                    && self.now <= closed.saturating_add(self.policy.reopen).unwrap_or(closed) =>
            {
                self.reopen_by_message(case, at, words);
                self.heed(verdict);
            }
            Phase::Answered { given } => self.after_answer(&given, at, words, verdict, next_case),
            Phase::Choosing { question, .. } => {
                self.wait(at, question.no);
                self.rephrased(question, words, verdict, next_case);
            }
            Phase::Unclear { question } => self.rephrased(question, words, verdict, next_case),
            Phase::Quiet | Phase::Closed { .. } => self.ask(at, words, verdict, next_case),
        }
    }

    /// A fresh question, or small talk.
    fn ask(&mut self, at: Timestamp, words: Words, verdict: Verdict, next_case: CaseNumber) {
        match verdict {
            Verdict::Chat {
                chat: Chat::Greeting,
            } => self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks } => self.say(Reply::YoureWelcome),
            Verdict::Chat { chat: Chat::Vague } => {
                let question = Question {
                    no: self.conversation.next_question(),
                    words,
                    asked: at,
                };
                self.say(Reply::Unclear {
                    question: question.no,
                });
                self.conversation.phase = Phase::Unclear { question };
            }
            verdict => {
                let question = self.question(at, words);
                self.decide(question, verdict, next_case);
            }
        }
    }

    fn question(&mut self, at: Timestamp, words: Words) -> Question {
        let no = self.conversation.next_question();
        self.record(Entry::Asked { question: no });
        Question {
            no,
            words,
            asked: at,
        }
    }

    /// Follows the verdict: an article, a choice, or the humans.
    fn decide(&mut self, question: Question, verdict: Verdict, next_case: CaseNumber) {
        match verdict {
            Verdict::Answer { ref card, .. }
                if card.urgent.is_some() || card.handling == Handling::HumanOnly =>
            {
                self.open_case(question, why_human(verdict), next_case);
            }
            Verdict::Answer { card, near, .. } if card.handling == Handling::WithHuman => {
                self.answer(&question, &card, true);
                let answered_with = Some(card.slug);
                self.open_case(
                    question,
                    WhyHuman {
                        near,
                        answered_with,
                        ..WhyHuman::default()
                    },
                    next_case,
                );
            }
            Verdict::Answer { card, .. } => {
                self.wait(question.asked, question.no);
                self.answer(&question, &card, false);
                self.conversation.give(Given {
                    question,
                    slug: card.slug,
                });
            }
            Verdict::Choices { choices } => {
                self.wait(question.asked, question.no);
                self.record(Entry::Offered {
                    question: question.no,
                });
                self.say(Reply::Choices {
                    question: question.no,
                    choices: choices.clone(),
                });
                self.conversation.phase = Phase::Choosing { question, choices };
            }
            Verdict::Human { near, urgent } => {
                self.open_case(
                    question,
                    WhyHuman {
                        near,
                        urgent,
                        ..WhyHuman::default()
                    },
                    next_case,
                );
            }
            Verdict::Chat { .. } => self.open_case(question, WhyHuman::default(), next_case),
        }
    }

    fn answer(&mut self, question: &Question, card: &Card, with_case: bool) {
        self.record(Entry::Answered {
            question: question.no,
            slug: card.slug.clone(),
        });
        self.say(Reply::Answer {
            question: question.no,
            card: card.clone(),
            with_case,
        });
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
            Verdict::Chat {
                chat: Chat::Greeting,
            } => self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks } => self.say(Reply::YoureWelcome),
            Verdict::Chat { chat: Chat::Vague } => self.say(Reply::Unclear {
                question: last.question.no,
            }),
            Verdict::Answer { card, .. } if !seen(&card.slug) => {
                self.ask(at, words, verdict, next_case);
            }
            Verdict::Choices { choices } if !choices.iter().any(|choice| seen(&choice.slug)) => {
                self.ask(at, words, verdict, next_case);
            }
            _ => {
                self.wait(at, last.question.no);
                let mut question = last.question.clone();
                question.words = question.words.and(&words);
                let why = WhyHuman {
                    answered_with: Some(last.slug.clone()),
                    ..why_human(verdict)
                };
                self.open_case(question, why, next_case);
            }
        }
    }

    /// Words instead of a choice, or after the desk asked for more: an article if they lead to one, else the humans.
    /// The desk never asks twice.
    fn rephrased(
        &mut self,
        mut question: Question,
        words: Words,
        verdict: Verdict,
        next_case: CaseNumber,
    ) {
        match &verdict {
            Verdict::Chat {
                chat: Chat::Greeting,
            } => return self.say(Reply::Hello),
            Verdict::Chat { chat: Chat::Thanks } => return self.say(Reply::YoureWelcome),
            _ => {}
        }
        let unclear = matches!(self.conversation.phase, Phase::Unclear { .. });
        if unclear {
            self.record(Entry::Asked {
                question: question.no,
            });
        }
        question.words = question.words.and(&words);
        match verdict {
            Verdict::Answer { .. } => self.decide(question, verdict, next_case),
            Verdict::Choices { .. } if unclear => self.decide(question, verdict, next_case),
            verdict => self.open_case(question, why_human(verdict), next_case),
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
            case.latest = Question {
                no: next,
                words: words.clone(),
                asked: at,
            };
            case.receipt = now;
        }
        let no = case.latest.no;
        if !burst {
            self.conversation.next_question();
        }
        let began = self.wait(at, no);
        let promised = self.promised();
        self.post(
            number,
            Post::Followed {
                words,
                due: promised.filter(|_| began),
            },
        );
        if !burst {
            self.say(Reply::Received {
                case: number,
                question: no,
                promised,
            });
        }
    }

    /// A new message soon after closing: the same case again, unless the person says it is another question.
    fn reopen_by_message(&mut self, mut case: Case, at: Timestamp, words: Words) {
        let number = case.number;
        let question = Question {
            no: self.conversation.next_question(),
            words: words.clone(),
            asked: at,
        };
        case.latest = question.clone();
        case.receipt = self.now;
        case.reopened_by = Some(question.no);
        self.conversation.phase = Phase::Open { case };
        self.conversation.end_case(number, None);
        self.record(Entry::CaseReopened { case: number });
        self.wait(at, question.no);
        let promised = self.promised();
        self.post(
            number,
            Post::Reopened {
                by: None,
                due: promised,
            },
        );
        self.post(number, Post::Followed { words, due: None });
        let due = promised.unwrap_or(self.now);
        self.say(Reply::CaseReopened {
            case: number,
            question: question.no,
            due,
        });
    }

    /// What must not wait is heard in an open case too: the room is called, and the person gets the advice.
    fn heed(&mut self, verdict: Verdict) {
        let Some(urgent) = why_human(verdict).urgent else {
            return;
        };
        let Some(case) = self.open() else { return };
        case.urgent = Some(urgent.clone());
        let number = case.number;
        let Urgent { label, advice } = urgent;
        self.post(number, Post::Urgent { label });
        self.say(Reply::Advice(advice));
    }

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
            Button::OtherQuestion(no) => self.other_question(no, found, next_case),
            Button::Speak(language) => {
                self.conversation.language = language;
                self.say(Reply::LanguageChosen);
            }
            Button::Erase => self.erase(at),
            Button::KeepData => {
                self.conversation.erasing = None;
                self.say(Reply::KeptData);
            }
        }
    }

    /// "This is what I was looking for."
    fn solved(&mut self, no: QuestionNo) {
        match &mut self.conversation.phase {
            Phase::Answered { given }
                if given.last().is_some_and(|last| last.question.no == no) =>
            {
                // Whoever is happy with the last answer has let the earlier ones go.
                self.resolve(End::Settled, |commitment, policy| {
                    commitment.settled(|q| q <= no, policy)
                });
                self.conversation.phase = Phase::Quiet;
            }
            Phase::Answered { given } if given.iter().any(|given| given.question.no == no) => {
                given.retain(|given| given.question.no != no);
                self.resolve(End::Settled, |commitment, policy| {
                    commitment.settled(|q| q == no, policy)
                });
            }
            Phase::Open { case } if case.aside == Some(no) => {
                case.aside = None;
                let number = case.number;
                self.post(number, Post::AsideSettled);
                self.resolve(End::Settled, |commitment, policy| {
                    commitment.settled(|q| q == no, policy)
                });
            }
            _ => return self.say(Reply::StaleButton),
        }
        self.say(Reply::Glad);
    }

    /// "Ask an expert", one tap away from every automatic text.
    fn ask_human(&mut self, no: QuestionNo, next_case: CaseNumber) {
        match self.conversation.phase.clone() {
            Phase::Answered { given } if given.iter().any(|given| given.question.no == no) => {
                let Some(chosen) = given.into_iter().find(|given| given.question.no == no) else {
                    return;
                };
                let why = WhyHuman {
                    answered_with: Some(chosen.slug),
                    ..WhyHuman::default()
                };
                self.open_case(chosen.question, why, next_case);
            }
            Phase::Choosing { question, choices } if question.no == no => {
                self.open_case(
                    question,
                    WhyHuman {
                        near: choices,
                        ..WhyHuman::default()
                    },
                    next_case,
                );
            }
            Phase::Unclear { question } if question.no == no => {
                self.record(Entry::Asked { question: no });
                self.open_case(question, WhyHuman::default(), next_case);
            }
            Phase::Open { case } if case.aside == Some(no) => {
                if let Some(case) = self.open() {
                    case.aside = None;
                }
                self.post(case.number, Post::OtherQuestionStays { near: Vec::new() });
                self.say(Reply::StaysInCase { case: case.number });
            }
            _ => self.say(Reply::StaleButton),
        }
    }

    fn chose(&mut self, no: QuestionNo, choice: u8, found: Found, next_case: CaseNumber) {
        let (Phase::Choosing { question, choices }, Found::Card(card)) =
            (&self.conversation.phase, found)
        else {
            return self.say(Reply::StaleButton);
        };
        let Some(chosen) = choices
            .get(usize::from(choice))
            .filter(|_| question.no == no)
        else {
            return self.say(Reply::StaleButton);
        };
        let (question, probability) = (question.clone(), chosen.probability);
        self.decide(
            question,
            Verdict::Answer {
                card,
                probability,
                near: Vec::new(),
            },
            next_case,
        );
    }

    /// The last message to the case was another question: the desk may answer it.
    fn other_question(&mut self, no: QuestionNo, found: Found, next_case: CaseNumber) {
        let (Phase::Open { case }, Found::Verdict(verdict)) =
            (self.conversation.phase.clone(), found)
        else {
            return self.say(Reply::StaleButton);
        };
        if case.latest.no != no || case.aside == Some(no) {
            return self.say(Reply::StaleButton);
        }
        self.record(Entry::Asked { question: no });
        if case.reopened_by == Some(no) {
            // Nobody has acted on the reopened case: close it again and begin afresh.
            let question = case.latest.clone();
            self.post(case.number, Post::ClosedAgain);
            self.close_case(
                Case {
                    reopened_by: None,
                    ..case
                },
                CloseReason::Done,
            );
            return self.decide(question, verdict, next_case);
        }
        match verdict {
            Verdict::Answer { card, .. }
                if card.handling == Handling::Auto && card.urgent.is_none() =>
            {
                if let Some(open) = self.open() {
                    open.aside = Some(no);
                }
                self.post(
                    case.number,
                    Post::OtherQuestionAnswered {
                        slug: card.slug.clone(),
                    },
                );
                self.answer(&case.latest, &card, false);
            }
            verdict => {
                self.post(
                    case.number,
                    Post::OtherQuestionStays {
                        near: why_human(verdict).near,
                    },
                );
                self.say(Reply::StaysInCase { case: case.number });
            }
        }
    }

    pub(super) fn commanded(&mut self, at: Timestamp, command: PersonCommand) {
        match command {
            PersonCommand::Help => self.say(Reply::Help),
            PersonCommand::Cases => self.say(Reply::Cases(self.conversation.cases.clone())),
            PersonCommand::Status => self.say(Reply::Status(self.status())),
            PersonCommand::Language(None) => self.say(Reply::ChooseLanguage),
            PersonCommand::Language(Some(language)) => {
                self.conversation.language = language;
                self.say(Reply::LanguageChosen);
            }
            PersonCommand::Privacy => self.say(Reply::Privacy),
            PersonCommand::Cancel => self.cancel(),
            PersonCommand::Erase => {
                self.conversation.erasing = Some(at);
                self.say(Reply::ConfirmErase);
            }
            PersonCommand::Export => self.effects.push(Effect::Export),
            PersonCommand::Unknown => self.say(Reply::UnknownCommand),
        }
    }

    fn status(&self) -> Status {
        match (&self.conversation.phase, self.promised()) {
            (Phase::Answered { given }, Some(_)) => {
                given
                    .last()
                    .map_or(Status::Nothing, |given| Status::WaitingForYou {
                        question: given.question.no,
                    })
            }
            (Phase::Choosing { question, .. }, _) => Status::WaitingForYou {
                question: question.no,
            },
            (Phase::Open { case } | Phase::Closed { case, .. }, Some(promised)) => {
                Status::WaitingForHuman {
                    case: case.number,
                    taken: case.holder.is_some(),
                    promised,
                }
            }
            (Phase::Open { case }, None) => Status::Replied { case: case.number },
            _ => Status::Nothing,
        }
    }

    /// The person takes the question back.
    fn cancel(&mut self) {
        let case = match self.conversation.phase.clone() {
            Phase::Open { case } => {
                let number = case.number;
                self.post(number, Post::Withdrawn);
                self.close_case(case, CloseReason::Withdrawn);
                Some(number)
            }
            Phase::Answered { .. } | Phase::Choosing { .. } | Phase::Unclear { .. } => None,
            Phase::Quiet | Phase::Closed { .. } => return self.say(Reply::NothingToCancel),
        };
        self.drop_commitment(End::Withdrawn);
        self.conversation.phase = Phase::Quiet;
        self.say(Reply::Cancelled { case });
    }

    /// The person is forgotten: the staff room's copies go too, the ledger keeps counts only.
    fn erase(&mut self, at: Timestamp) {
        let asked = self.conversation.erasing.take();
        if asked.is_none_or(|asked| at.duration_since(asked) > CONFIRMATION) {
            return self.say(Reply::StaleButton);
        }
        if let Phase::Open { case } = self.conversation.phase.clone() {
            self.close_case(case, CloseReason::Withdrawn);
        }
        self.drop_commitment(End::Withdrawn);
        for case in std::mem::take(&mut self.conversation.cases) {
            self.post(case.number, Post::Erased);
        }
        self.conversation.phase = Phase::Quiet;
        self.record(Entry::Erased);
        self.effects.push(Effect::Erase);
        self.say(Reply::ErasedFarewell);
    }
}

fn is_small_talk(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Chat {
            chat: Chat::Greeting | Chat::Thanks
        }
    )
}

/// What the verdict has for the staff.
fn why_human(verdict: Verdict) -> WhyHuman {
    let (near, urgent) = match verdict {
        Verdict::Answer {
            card,
            probability,
            near,
        } => {
            let first = Candidate {
                slug: card.slug,
                title: card.title,
                probability,
            };
            (
                [first].into_iter().chain(near).take(3).collect(),
                card.urgent,
            )
        }
        Verdict::Choices { choices } => (choices, None),
        Verdict::Human { near, urgent } => (near, urgent),
        Verdict::Chat { .. } => (Vec::new(), None),
    };
    WhyHuman {
        near,
        urgent,
        ..WhyHuman::default()
    }
}
