//! Who the person is, by their own words, and whose rule it is.

use super::{
    super::{
        commitment::Commitment,
        conversation::{Given, Phase},
        event::Found,
        ids::{CaseNumber, QuestionNo},
        reply::Reply,
        scope::{Profile, Trait},
        verdict::{Handling, Reading, Verdict},
    },
    Turn, WhyHuman,
    wrote::is_small_talk,
};

impl Turn<'_> {
    /// Keeps what a message says of the person. What they say later counts for more, also than a correction of what they
    /// wrote before; `last`: nothing was written since. Courtesies are never read for it.
    pub(super) fn heard_of_them(&mut self, Reading { verdict, said, .. }: &Reading, last: bool) {
        if is_small_talk(verdict) {
            return;
        }
        let known = &self.conversation.profile;
        self.conversation.profile = if last { known.then(said) } else { said.then(known) };
    }

    /// "Forget what you know of me": also what a case's head would say the next time it changes.
    pub(super) fn forget_profile(&mut self) {
        self.conversation.profile = Profile::default();
        if let Phase::Open { case } | Phase::Closed { case, .. } = &mut self.conversation.phase
            && let Some(head) = &mut case.head
        {
            head.profile = Profile::default();
        }
        self.say(Reply::ProfileForgotten);
    }

    /// "That is not my case": the desk asks the one thing that decides, if there is one. The answer still waits for the
    /// person's word, and whatever time asks for happens.
    pub(super) fn not_my_case(&mut self, no: QuestionNo, next_case: CaseNumber) {
        let late = self.conversation.commitment.as_ref().is_some_and(Commitment::has_asked_again);
        let Some(given) = self.conversation.given(no) else {
            return self.say(Reply::StaleButton);
        };
        // Late, there is no time left in which humans could take over if the person says nothing more.
        if let Some(dimension) = given.unsaid.filter(|_| !late) {
            given.denied = true;
            return self.say(Reply::WhichCase { question: no, dimension });
        }
        // By all they have said it is theirs, and they say that it is not.
        let given = given.clone();
        self.not_theirs(given, WhyHuman::default(), next_case);
    }

    /// What the person is: another rule that is certainly theirs, or the humans.
    pub(super) fn their_case(
        &mut self,
        no: QuestionNo,
        said: Option<Trait>,
        found: Found,
        next_case: CaseNumber,
    ) {
        let Some(given) = self.conversation.given(no).cloned() else {
            return self.say(Reply::StaleButton);
        };
        if let Some(said) = said {
            self.conversation.profile.add(said);
        }
        match found {
            Found::Verdict(verdict) if is_certainly_another(&verdict, &given) => {
                self.decide(given.question, verdict, None, next_case);
            }
            Found::Verdict(verdict) => self.not_theirs(given, verdict.into(), next_case),
            Found::Nothing | Found::Card(_) => self.not_theirs(given, WhyHuman::default(), next_case),
        }
    }

    /// The article was not for them: humans have the question.
    pub(super) fn not_theirs(&mut self, given: Given, why: WhyHuman, next_case: CaseNumber) {
        let why = WhyHuman { answered_with: Some(given.slug), ..why };
        self.open_case(given.question, why, next_case);
    }
}

/// An article that the question has not had, that may be sent, and that is this person's by all they have said.
fn is_certainly_another(verdict: &Verdict, given: &Given) -> bool {
    match verdict {
        Verdict::Answer { card, .. } => {
            let may_be_sent = card.urgent.is_none() && card.handling != Handling::HumanOnly;
            may_be_sent && card.holds_for.is_none() && !given.has(&card.slug)
        }
        Verdict::Choices { .. } | Verdict::Human { .. } | Verdict::Chat { .. } => false,
    }
}
