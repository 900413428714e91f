//! Whether the person can be reached, and whether the staff let them write.

use super::{
    super::{
        attachment::Declined,
        case::CloseReason,
        commands::PersonCommand,
        conversation::{Phase, Standing},
        delivery::{Purpose, Undeliverable},
        event::{End, Entry, Event},
        ids::{CaseNumber, Expert, PlatformMessageId},
        message::Button,
        post::{Mark, Post},
        reply::Reply,
    },
    Turn,
};

impl Turn<'_> {
    /// Somebody who writes can be reached again. Somebody blocked is told so once; what the law lets them ask is
    /// theirs all the same.
    pub(super) fn admits(&mut self, event: &Event) -> bool {
        if std::mem::take(&mut self.conversation.unreachable) {
            self.record(Entry::PersonReachable);
            self.tell_case(Post::CameBack);
            self.tell_longer();
        }
        if self.conversation.is_welcome() || is_a_right(event) {
            return true;
        }
        if matches!(event, Event::CameBack) {
            return false;
        }
        // Help is everybody's, too.
        if let Event::Wrote { reading, .. } | Event::Reworded { reading, .. } = event
            && let Some(urgent) = reading.verdict.urgent().filter(|urgent| urgent.danger.is_some())
        {
            self.say(Reply::Advice(urgent.clone()));
            return false;
        }
        if std::mem::replace(&mut self.conversation.standing, Standing::BlockedAndTold) == Standing::Blocked {
            self.say(Reply::Blocked);
        }
        false
    }

    /// The person blocked the desk, or left.
    pub(super) fn left(&mut self) {
        if self.lose_sight() {
            self.tell_case(Post::Left);
        }
    }

    /// The person cannot be reached; says whether that is news.
    fn lose_sight(&mut self) -> bool {
        let news = !std::mem::replace(&mut self.conversation.unreachable, true);
        if news {
            self.record(Entry::PersonUnreachable);
        }
        news
    }

    /// Something the desk sent will never arrive.
    pub(super) fn undeliverable(&mut self, purpose: Purpose, why: Undeliverable) {
        let news = why == Undeliverable::Unreachable && self.lose_sight();
        match purpose {
            Purpose::HumanReply { case, written, line } => {
                self.arrived_or_failed(case, written);
                self.not_delivered(case, line, why);
            }
            Purpose::ReplyPage { case, written, line } => {
                self.make_void(case, written);
                self.not_delivered(case, line, why);
            }
            Purpose::Edit { case } => self.post(case, Post::NotEdited),
            Purpose::Automatic | Purpose::Proactive { .. } | Purpose::Farewell => {
                if news {
                    self.tell_case(Post::Left);
                }
            }
        }
    }

    fn not_delivered(&mut self, case: CaseNumber, line: PlatformMessageId, why: Undeliverable) {
        self.post(case, Post::Marked { line, mark: Mark::NotDelivered });
        self.post(case, Post::NotDelivered { why });
    }

    /// A file of the person's could not be handed to the experts: whoever can be told is told.
    pub(super) fn file_not_handed_over(&mut self) {
        if self.conversation.may_be_told() {
            self.say(Reply::Declined(Declined::Unreadable));
        }
    }

    /// The staff do not want to hear from this person any more. Who was promised an answer is told at once that there
    /// will be none; others, if they write again. Being forgotten lifts it: who is forgotten is somebody new.
    pub(super) fn block(&mut self, number: CaseNumber, expert: Expert) {
        if !self.conversation.is_welcome() {
            return self.post(number, Post::NotPossible);
        }
        self.conversation.standing = Standing::Blocked;
        self.post(number, Post::Blocked { by: expert.clone() });
        if let Phase::Open { case } = self.conversation.phase.clone() {
            if case.number != number {
                self.post(case.number, Post::Closed { by: expert });
            }
            let waits = self.conversation.commitment.is_some();
            self.close_case(case, if waits { CloseReason::WithoutReply } else { CloseReason::Done });
        }
        let waits = self.conversation.commitment.is_some();
        self.drop_commitment(End::ClosedUnanswered);
        if waits {
            self.conversation.standing = Standing::BlockedAndTold;
            self.say(Reply::Blocked);
        }
    }

    pub(super) fn unblock(&mut self, number: CaseNumber, expert: Expert) {
        if self.conversation.is_welcome() {
            return self.post(number, Post::NotPossible);
        }
        self.conversation.standing = Standing::Welcome;
        self.post(number, Post::Unblocked { by: expert });
    }

    /// Tells the staff in the open case's thread, if there is one.
    fn tell_case(&mut self, post: Post) {
        if let Some(case) = self.open() {
            let number = case.number;
            self.post(number, post);
        }
    }
}

/// Privacy, export and erasure are everybody's (GDPR, artt. 13, 15, 17, 20), also of what somebody has said of themselves.
fn is_a_right(event: &Event) -> bool {
    match event {
        Event::Commanded { command, .. } => {
            use PersonCommand::{Erase, Export, Privacy, Profile};
            matches!(command, Privacy | Export | Erase | Profile)
        }
        Event::Pressed { button, .. } => {
            matches!(button, Some(Button::Erase | Button::KeepData | Button::ForgetProfile))
        }
        _ => false,
    }
}
