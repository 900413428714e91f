//! What the passing of time asks for.

use super::{
    super::{
        commitment::{Commitment, Deadline, Longer},
        conversation::Phase,
        event::{End, Entry},
        ids::{CaseNumber, Expert},
        post::Post,
        reply::Reply,
    },
    Turn, WhyHuman,
};

impl Turn<'_> {
    /// Acts on every deadline that has passed, also after a long sleep.
    pub(super) fn time_came(&mut self, next_case: CaseNumber) {
        while let Some(deadline) = self.passed() {
            match deadline {
                Deadline::Alert(level) => self.alert(level),
                Deadline::Urge => self.urge(),
                Deadline::Extend => self.extend(),
                Deadline::Breach => self.breach(),
                Deadline::AskAgain => self.ask_again(next_case),
                Deadline::TakeOver => self.take_over(next_case),
                Deadline::Lapse => {
                    self.resolve(End::Lapsed, Commitment::let_go);
                    self.conversation.phase = Phase::Quiet;
                }
            }
        }
    }

    fn passed(&self) -> Option<Deadline> {
        let commitment = self.conversation.commitment.as_ref()?;
        commitment.due_deadline(self.conversation.stage()?, self.policy, self.now)
    }

    fn case_and_holder(&self) -> Option<(CaseNumber, Option<Expert>)> {
        let conversation = &self.conversation;
        let in_hand = conversation.case().map(|case| (case.number, case.holder.clone()));
        // The person may have gone on to another question while a reply to the last case was lost.
        in_hand.or_else(|| conversation.cases.last().map(|case| (case.number, None)))
    }

    fn alert(&mut self, level: u8) {
        let Some(commitment) = &mut self.conversation.commitment else {
            return;
        };
        commitment.alerted(level);
        let due = commitment.due();
        self.record(Entry::StaffAlerted { level });
        if let Some((case, holder)) = self.case_and_holder() {
            self.post(case, Post::Alert { level, due, holder });
        }
    }

    /// Before the time they were told has passed, the person hears the truth and a new time.
    fn extend(&mut self) {
        let (now, policy) = (self.now, self.policy);
        let Some(commitment) = &mut self.conversation.commitment else {
            return;
        };
        commitment.extend(policy, now);
        let until = commitment.promised();
        let told = matches!(self.tell_longer(), Some(Longer::Until(_)));
        if let Some((case, holder)) = self.case_and_holder() {
            self.post(case, Post::PersonTold { until, told, holder });
        }
    }

    /// Whoever cannot be told now hears it when they are back.
    pub(super) fn tell_longer(&mut self) -> Option<Longer> {
        let (case, _) = self.case_and_holder().filter(|_| !self.conversation.unreachable)?;
        let commitment = self.conversation.commitment.as_mut()?;
        // What has passed meanwhile is put off once more, at once.
        if commitment.promised() <= self.now {
            return None;
        }
        let longer = commitment.tell_longer()?;
        let until = commitment.promised();
        self.record(Entry::PersonTold { until });
        self.say(Reply::TakesLonger { case, longer });
        Some(longer)
    }

    /// What must not wait, waits: its holder and those on duty are called once more.
    fn urge(&mut self) {
        let Some(commitment) = &mut self.conversation.commitment else {
            return;
        };
        commitment.urged();
        let until = commitment.promised();
        if let Some((case, holder)) = self.case_and_holder() {
            self.post(case, Post::StillUrgent { until, holder });
        }
    }

    fn breach(&mut self) {
        let Some(commitment) = &mut self.conversation.commitment else {
            return;
        };
        commitment.breach();
        let due = commitment.due();
        self.record(Entry::Breached { due });
        if let Some((case, holder)) = self.case_and_holder() {
            self.post(case, Post::Breached { due, holder });
        }
    }

    fn ask_again(&mut self, next_case: CaseNumber) {
        self.conversation.commitment.as_mut().map(Commitment::asked_again);
        let Phase::Answered { given } = &self.conversation.phase else {
            return;
        };
        // Who has said that the answer is not for them need not say so again.
        if let Some(denied) = given.iter().find(|given| given.denied).cloned() {
            return self.not_theirs(denied, WhyHuman::default(), next_case);
        }
        if self.conversation.unreachable {
            return;
        }
        let Some(question) = given.last().map(|given| given.question.no) else {
            return;
        };
        self.say(Reply::WasItEnough { question });
    }

    /// The person chose nothing: no question is left between two chairs.
    fn take_over(&mut self, next_case: CaseNumber) {
        let Phase::Choosing { question, choices } = self.conversation.phase.clone() else {
            return;
        };
        self.open_case(question, WhyHuman { near: choices, ..WhyHuman::default() }, next_case);
    }
}
