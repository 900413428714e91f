//! What the guided conversation and reminders say. They promise nothing and wait for no human: no commitment knows them.

use leave::announcement::{Announcement, Prompt};

use super::{
    super::{organisations::OrganisationCode, reply::Reply},
    Turn,
};

impl Turn<'_> {
    /// The next question of the guided conversation, or what it has come to.
    pub(super) fn guided(
        &mut self,
        prompt: Box<Prompt>,
        goes_on: bool,
        organisation: Option<OrganisationCode>,
    ) {
        if organisation.is_some() {
            self.conversation.organisation = organisation;
        }
        self.conversation.guided = goes_on;
        self.conversation.plan_shown = !goes_on;
        self.say(Reply::Guide(prompt));
    }

    pub(super) fn reminded(&mut self, number: i64, announcement: Announcement) {
        if self.conversation.may_be_told() {
            self.say(Reply::Reminder { number, announcement });
        }
    }
}
