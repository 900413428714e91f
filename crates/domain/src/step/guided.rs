//! What the guided conversation and reminders say. They promise nothing and wait for no human: no commitment knows them.

use super::{
    super::{message::Message, organisations::OrganisationCode, reply::Reply},
    Turn,
};

impl Turn<'_> {
    /// The next question of the guided conversation, or what it has come to.
    pub(super) fn guided(&mut self, message: Message, goes_on: bool, organisation: Option<OrganisationCode>) {
        if organisation.is_some() {
            self.conversation.organisation = organisation;
        }
        self.conversation.guided = goes_on;
        self.conversation.plan_shown = !goes_on;
        self.say(Reply::Guide(Box::new(message)));
    }

    pub(super) fn reminded(&mut self, number: i64, message: Message) {
        if self.conversation.may_be_told() {
            self.say(Reply::Reminder { number, message: Box::new(message) });
        }
    }
}
