//! What a person commands, and what the law lets them ask.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        case::CloseReason,
        commands::PersonCommand,
        commitment::Commitment,
        conversation::Phase,
        event::{Effect, End, Entry},
        language::Language,
        replies::{Reply, Status},
        room::Post,
        words::Words,
    },
    Turn,
};

/// How long "Yes, erase everything" stays good.
const CONFIRMATION: SignedDuration = SignedDuration::from_mins(60);

impl Turn<'_> {
    pub(super) fn commanded(&mut self, at: Timestamp, command: PersonCommand) {
        match command {
            PersonCommand::Start(code) => self.start(code.as_ref()),
            PersonCommand::Help => self.say(Reply::Help),
            PersonCommand::Cases => self.say(Reply::Cases(self.conversation.cases.clone())),
            PersonCommand::Status => self.say(Reply::Status(self.status())),
            PersonCommand::Language(None) => self.offer_languages(),
            PersonCommand::Language(Some(language)) => self.speak(language),
            PersonCommand::Privacy => self.say(Reply::Privacy),
            PersonCommand::Cancel => self.cancel(),
            PersonCommand::Erase => {
                self.conversation.erasing = Some(at);
                self.say(Reply::ConfirmErase);
            }
            PersonCommand::Export => self.effects.push(Effect::Export),
            // What the guide says comes as an event of its own.
            PersonCommand::Guide(_) => {}
            PersonCommand::Unknown => self.say(Reply::UnknownCommand),
        }
    }

    /// The person came through a link, or pressed Telegram's own start button. An unknown code is as good as none.
    fn start(&mut self, code: Option<&Words>) {
        let known = code.and_then(|code| self.policy.organisations.known(code.as_str()));
        if known.is_some() {
            self.conversation.organisation = known;
        }
        self.say(Reply::Welcome { organisation: self.organisation() });
    }

    /// The name of the organisation through which the person came.
    pub(super) fn organisation(&self) -> Option<String> {
        let code = self.conversation.organisation.as_ref()?;
        self.policy.organisations.name(code).map(str::to_owned)
    }

    /// Speaks another language from now on, if the desk is set up for it.
    pub(super) fn speak(&mut self, language: Language) {
        if !self.policy.languages.as_slice().contains(&language) {
            return self.offer_languages();
        }
        self.conversation.language = language;
        self.say(Reply::LanguageChosen);
    }

    fn offer_languages(&mut self) {
        self.say(Reply::ChooseLanguage(self.policy.languages.clone()));
    }

    fn status(&self) -> Status {
        match (&self.conversation.phase, self.promised()) {
            (Phase::Answered { given }, Some(_)) => given
                .last()
                .map_or(Status::Nothing, |given| Status::WaitingForYou { question: given.question.no }),
            (Phase::Choosing { question, .. }, _) => Status::WaitingForYou { question: question.no },
            (Phase::Open { case } | Phase::Closed { case, .. }, Some(promised)) => {
                Status::WaitingForHuman { case: case.number, taken: case.holder.is_some(), promised }
            }
            (Phase::Open { case }, None) => Status::Replied { case: case.number },
            _ => Status::Nothing,
        }
    }

    /// The person takes the question back.
    fn cancel(&mut self) {
        if std::mem::take(&mut self.conversation.guided) {
            return self.say(Reply::Cancelled { case: None });
        }
        let case = match self.conversation.phase.clone() {
            Phase::Open { case } => {
                let number = case.number;
                self.post(number, Post::Withdrawn);
                self.close_case(case, CloseReason::Withdrawn);
                self.drop_commitment(End::Withdrawn);
                self.restate();
                Some(number)
            }
            Phase::Answered { .. } | Phase::Choosing { .. } | Phase::Unclear { .. } => {
                self.resolve(End::Withdrawn, Commitment::let_go);
                None
            }
            Phase::Quiet | Phase::Closed { .. } => return self.say(Reply::NothingToCancel),
        };
        self.conversation.phase = Phase::Quiet;
        self.say(Reply::Cancelled { case });
    }

    /// The person is forgotten: the staff room's copies go too, the ledger keeps counts only.
    pub(super) fn erase(&mut self, at: Timestamp) {
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
