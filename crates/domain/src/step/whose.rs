//! Who the person is, by their own words, and whose rule it is.

use super::{
    super::{conversation::Phase, reply::Reply, scope::Profile, verdict::Reading},
    Turn,
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
}
