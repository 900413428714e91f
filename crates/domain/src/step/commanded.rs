//! What a person commands, and what the law lets them ask.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        case::CloseReason,
        commands::PersonCommand,
        commitment::Commitment,
        conversation::Phase,
        event::{Effect, End, Entry},
        ids::CaseNumber,
        language::Language,
        post::Post,
        reply::{Reply, Status},
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
            PersonCommand::Status => self.tell_status(),
            PersonCommand::Language(None) => self.offer_languages(),
            PersonCommand::Language(Some(language)) => self.speak(language),
            PersonCommand::Privacy => self.say(Reply::Privacy),
            PersonCommand::Cancel => self.cancel(),
            PersonCommand::Erase => {
                self.conversation.erasing = Some(at);
                self.say(Reply::ConfirmErase);
            }
            PersonCommand::Export => self.effects.push(Effect::Export),
            PersonCommand::Profile => self.say(Reply::Profile(self.conversation.profile.clone())),
            PersonCommand::About(about) => self.say(Reply::About(about)),
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
        self.conversation.language_chosen = true;
        self.say(Reply::LanguageChosen);
    }

    fn offer_languages(&mut self) {
        self.say(Reply::ChooseLanguage(self.policy.languages.clone()));
    }

    /// Where the question stands, whoever asks in whatever words.
    pub(super) fn tell_status(&mut self) {
        self.say(Reply::Status(self.status()));
    }

    fn status(&self) -> Status {
        // Who has been told that there is no hour is told no hour.
        let no_hour = self.conversation.commitment.as_ref().is_some_and(Commitment::tells_no_more_hours);
        match (&self.conversation.phase, self.promised()) {
            (Phase::Open { case } | Phase::Closed { case, .. }, Some(_)) if no_hour => {
                Status::NoHour { case: case.number }
            }
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

    /// The person takes something back: within the guide, the guide; a case only once they have said so again.
    fn cancel(&mut self) {
        if std::mem::take(&mut self.conversation.guided) {
            let case = self.conversation.open_case().map(|case| case.number);
            return self.say(Reply::LeftGuide { case });
        }
        match self.conversation.phase.clone() {
            Phase::Open { case } => {
                let words = case.head.as_ref().map_or(&case.latest.words, |head| &head.words);
                self.say(Reply::ConfirmCancel { case: case.number, words: words.clone(), sure: false });
            }
            Phase::Answered { .. } | Phase::Choosing { .. } | Phase::Unclear { .. } => {
                self.resolve(End::Withdrawn, Commitment::let_go);
                self.conversation.phase = Phase::Quiet;
                self.say(Reply::Cancelled { case: None });
            }
            Phase::Quiet | Phase::Closed { .. } => self.say(Reply::NothingToCancel),
        }
    }

    /// "Yes, cancel the case": an urgent one is asked about once more.
    pub(super) fn withdraw(&mut self, number: CaseNumber, sure: bool) {
        let Phase::Open { case } = self.conversation.phase.clone() else {
            return self.say(Reply::StaleButton);
        };
        if case.number != number {
            return self.say(Reply::StaleButton);
        }
        if case.urgent.is_some() && !sure {
            let words = case.latest.words;
            return self.say(Reply::ConfirmCancel { case: number, words, sure: true });
        }
        self.post(number, Post::Withdrawn);
        self.close_case(case, CloseReason::Withdrawn);
        self.drop_commitment(End::Withdrawn);
        self.restate();
        self.conversation.phase = Phase::Quiet;
        self.say(Reply::Cancelled { case: Some(number) });
    }

    pub(super) fn keep_case(&mut self, number: CaseNumber) {
        match self.conversation.open_case() {
            Some(case) if case.number == number => self.say(Reply::KeptCase { case: number }),
            _ => self.say(Reply::StaleButton),
        }
    }

    pub(super) fn keep_data(&mut self) {
        self.conversation.erasing = None;
        self.say(Reply::KeptData);
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
