//! What experts write and command in a case's thread, and what becomes of their replies.

use jiff::Timestamp;

use super::{
    super::{
        case::{Case, CloseReason, EndOfCase},
        commands::{CaseCommand, ReactionCommand},
        commitment::{Commitment, Hands},
        conversation::{MetBy, Phase},
        delivery::Purpose,
        event::{Effect, End, Entry, Relayed},
        ids::{CaseNumber, Expert, PlatformMessageId},
        post::{Mark, Post},
        reply::Reply,
        verdict::Card,
        words::Words,
    },
    Turn,
};

impl Turn<'_> {
    /// An expert's words go to the person; whoever replies first has the case.
    pub(super) fn replied(
        &mut self,
        at: Timestamp,
        case: CaseNumber,
        expert: Expert,
        line: PlatformMessageId,
        words: Words,
    ) {
        self.relay(at, case, expert, line, Relayed::Words(words));
    }

    /// What an expert does to a line in the room happens to it on the person's side, too. A reply that is taken back
    /// answers nothing: the question waits again, from when it was asked.
    pub(super) fn reply_changed(
        &mut self,
        number: CaseNumber,
        by: Expert,
        line: PlatformMessageId,
        written: Timestamp,
        words: Option<Words>,
    ) {
        if words.is_none() {
            self.make_void(number, written);
            let met = self.conversation.met_by.filter(|met| met.written == written);
            // Where something newer waits, humans will look anyway.
            if let (Some(met), None) = (met, &self.conversation.commitment) {
                self.conversation.met_by = None;
                self.begin(Commitment::begin(met.since, met.question, Hands::Humans, self.policy));
                self.post(number, Post::WaitsAgain { due: self.due().unwrap_or(self.now) });
            }
        }
        self.effects.push(Effect::Edit { case: number, by, line, written, words });
    }

    /// A reply counts for nothing, even if (the rest of) it still arrives.
    pub(super) fn make_void(&mut self, number: CaseNumber, written: Timestamp) {
        self.arrived_or_failed(number, written);
        if let Some(case) = self.in_hand(number) {
            case.void = Some(written);
        }
    }

    fn relay(
        &mut self,
        at: Timestamp,
        number: CaseNumber,
        expert: Expert,
        line: PlatformMessageId,
        content: Relayed,
    ) {
        let reachable = self
            .conversation
            .cases
            .iter()
            .any(|case| case.number == number && case.ended != Some(EndOfCase::Withdrawn));
        if !reachable {
            self.post(number, Post::Marked { line, mark: Mark::NotDelivered });
            return self.post(number, Post::NotPossible);
        }
        if let Some(case) = self.in_hand(number) {
            case.on_its_way = case.on_its_way.max(Some(at));
            case.reopened_by = None;
        }
        if let Some(case) = self.open_numbered(number)
            && case.holder.is_none()
        {
            case.holder = Some(expert.clone());
            self.record(Entry::CaseTaken { case: number });
        }
        self.effects.push(Effect::Relay { case: number, by: expert, written: at, line, content });
    }

    /// A note stays among the staff; it only tells the desk that somebody is looking.
    pub(super) fn noted(&mut self, number: CaseNumber) {
        if let Some(case) = self.open_numbered(number) {
            case.reopened_by = None;
        }
    }

    pub(super) fn case_commanded(
        &mut self,
        at: Timestamp,
        number: CaseNumber,
        expert: Expert,
        line: PlatformMessageId,
        command: CaseCommand,
        card: Option<Card>,
    ) {
        match command {
            CaseCommand::Take => self.take(number, expert),
            CaseCommand::Release => self.release(number, &expert),
            CaseCommand::Close(why) => self.close(number, expert, why.is_some()),
            CaseCommand::Reopen => self.reopen(number, expert),
            // Words come with an event of their own.
            CaseCommand::Note(_) | CaseCommand::Show => self.noted(number),
            CaseCommand::Use(slug) => match card {
                Some(card) => {
                    let asked = self.open_numbered(number).and_then(|case| case.head.as_ref());
                    if let Some(question) = asked.map(|head| head.words.clone()) {
                        self.fits(card.slug.clone(), question);
                    }
                    self.relay(at, number, expert, line, Relayed::Article(Box::new(card)));
                }
                None => self.post(number, Post::UnknownArticle { slug }),
            },
            CaseCommand::Block => self.block(number, expert),
            CaseCommand::Unblock => self.unblock(number, expert),
        }
    }

    /// An expert has to see what is covered: the ledger knows that somebody has.
    pub(super) fn uncover(&mut self, number: CaseNumber, by: Expert, words: Vec<Words>) {
        if words.is_empty() {
            return self.post(number, Post::NothingCovered);
        }
        self.record(Entry::Uncovered { case: number });
        self.post(number, Post::Uncovered { by, words });
    }

    fn take(&mut self, number: CaseNumber, expert: Expert) {
        let Some(case) = self.open_numbered(number) else {
            return self.post(number, Post::NotPossible);
        };
        if let Some(holder) = &case.holder {
            let by = holder.clone();
            return self.post(number, Post::AlreadyTaken { by });
        }
        case.holder = Some(expert.clone());
        case.reopened_by = None;
        self.record(Entry::CaseTaken { case: number });
        self.post(number, Post::Taken { by: expert });
    }

    /// Who has the case now is told; the commitment goes on as it was.
    pub(super) fn assign(&mut self, number: CaseNumber, by: Expert, name: String, to: Option<Expert>) {
        let Some(to) = to else {
            return self.post(number, Post::UnknownExpert { name });
        };
        let Some(case) = self.open_numbered(number) else {
            return self.post(number, Post::NotPossible);
        };
        case.reopened_by = None;
        if case.holder.replace(to.clone()).is_none() {
            self.record(Entry::CaseTaken { case: number });
        }
        self.post(number, Post::Assigned { to, by });
    }

    /// A sign was taken back: if it still says what is so, it is so no more.
    pub(super) fn undo(&mut self, number: CaseNumber, expert: Expert, sign: ReactionCommand) {
        let holds = self.open_numbered(number).is_some_and(|case| case.holder.as_ref() == Some(&expert));
        match sign {
            ReactionCommand::Take if holds => self.release(number, &expert),
            ReactionCommand::Close if self.open_numbered(number).is_none() => self.reopen(number, expert),
            ReactionCommand::Take | ReactionCommand::Close => {}
        }
    }

    /// Nobody keeps a case who cannot answer it any more.
    pub(super) fn expert_left(&mut self, number: CaseNumber, expert: Expert) {
        let Some(case) = self.open_numbered(number).filter(|case| case.holder.as_ref() == Some(&expert))
        else {
            return;
        };
        case.holder = None;
        self.record(Entry::CaseReleased { case: number });
        self.post(number, Post::ExpertGone { who: expert });
    }

    fn release(&mut self, number: CaseNumber, expert: &Expert) {
        let Some(case) = self.open_numbered(number) else {
            return self.post(number, Post::NotPossible);
        };
        if case.holder.as_ref() != Some(expert) {
            return self.post(number, Post::NotYours);
        }
        case.holder = None;
        self.record(Entry::CaseReleased { case: number });
        self.post(number, Post::Released { by: expert.clone() });
    }

    /// Only what has been answered is closed, or what the staff say needs no answer.
    fn close(&mut self, number: CaseNumber, expert: Expert, with_reason: bool) {
        let Some(case) = self.open_numbered(number).cloned() else {
            return self.post(number, Post::NotPossible);
        };
        let waiting =
            self.conversation.commitment.as_ref().is_some_and(|commitment| {
                case.on_its_way.is_none_or(|written| !commitment.covered_by(written))
            });
        if waiting && !with_reason {
            return self.post(number, Post::NotClosable);
        }
        if waiting {
            self.drop_commitment(End::ClosedUnanswered);
        }
        let reason = if waiting { CloseReason::WithoutReply } else { CloseReason::Done };
        self.close_case(case, reason);
        self.post(number, Post::Closed { by: expert });
        self.say(Reply::CaseClosed { case: number, answered: !waiting });
    }

    fn reopen(&mut self, number: CaseNumber, expert: Expert) {
        match self.conversation.phase.clone() {
            Phase::Closed { case, .. } if case.number == number => {
                self.conversation.phase = Phase::Open { case: Case { reopened_by: None, ..case } };
                self.conversation.end_case(number, None);
                self.record(Entry::CaseReopened { case: number });
                self.post(number, Post::Reopened { by: Some(expert), due: None, holder: None });
                self.say(Reply::CaseReopenedByStaff { case: number });
            }
            _ => self.post(number, Post::NotPossible),
        }
    }

    /// Only a human reply that has reached the person meets the commitment.
    pub(super) fn delivered(&mut self, purpose: Purpose, at: Timestamp) {
        let (number, written, line) = match purpose {
            Purpose::HumanReply { case, written, line } => (case, written, line),
            Purpose::Edit { case } => return self.post(case, Post::Edited),
            Purpose::Automatic
            | Purpose::Proactive { .. }
            | Purpose::ReplyPage { .. }
            | Purpose::Farewell => {
                return;
            }
        };
        self.arrived_or_failed(number, written);
        if self.in_hand(number).is_some_and(|case| case.void == Some(written)) {
            return;
        }
        let (waited, late) = match &self.conversation.commitment {
            Some(commitment) => (Some((commitment.since(), commitment.question())), commitment.due() < at),
            None => (None, false),
        };
        let met = self.resolve(End::Met { at }, |commitment, policy| commitment.replied(written, policy));
        if let (true, Some((since, question))) = (met, waited) {
            self.conversation.met_by = Some(MetBy { written, since, question });
        } else if let Some(met) = &mut self.conversation.met_by {
            // The later reply stands also if the earlier one is taken back.
            met.written = met.written.max(written);
        }
        self.post(number, Post::Marked { line, mark: Mark::Delivered });
        self.post(number, Post::Delivered { late: met && late });
    }

    /// A reply is no longer on its way: it covers nothing that waits from now on.
    pub(super) fn arrived_or_failed(&mut self, number: CaseNumber, written: Timestamp) {
        if let Some(case) = self.in_hand(number)
            && case.on_its_way == Some(written)
        {
            case.on_its_way = None;
        }
    }

    /// The case humans have or had last, if it is this one.
    pub(super) fn in_hand(&mut self, number: CaseNumber) -> Option<&mut Case> {
        match &mut self.conversation.phase {
            Phase::Open { case } | Phase::Closed { case, .. } if case.number == number => Some(case),
            _ => None,
        }
    }

    fn open_numbered(&mut self, number: CaseNumber) -> Option<&mut Case> {
        self.open().filter(|case| case.number == number)
    }
}
