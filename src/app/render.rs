//! What the desk says, as it goes out: replies in the person's language and in pages of their platform, posts in lines of
//! the staff room.

use domain::{
    conversation::Conversation,
    delivery::{Priority, Purpose},
    ids::{CaseNumber, PlatformMessageId},
    message::Message,
    post::{Mention, Place, Post},
    reply_edit::{PageChange, SentPage, page_changes},
};
use jiff::Timestamp;

use super::desk::Desk;
use crate::{
    channels::Channel,
    store::queue::outbox::{OutboundMessage, Outgoing},
    view::person::PersonView,
};

/// Somebody who is told something.
pub struct Person<'a> {
    /// The conversation's id.
    pub id: &'a str,
    pub conversation: &'a Conversation,
    pub view: PersonView<'a>,
    channel: Option<&'a dyn Channel>,
}

/// What a changed reply does to the rows that carry it.
pub struct EditedRows {
    /// What rows that still wait carry from now on; nothing, if they are not sent any more.
    pub waiting: Vec<(i64, Option<OutboundMessage>)>,
    pub outgoing: Vec<Outgoing>,
}

impl<'a> Person<'a> {
    pub fn new(desk: &'a Desk, id: &'a str, conversation: &'a Conversation, now: Timestamp) -> Self {
        let view = desk.person_view(conversation.language, now);
        Self { id, conversation, view, channel: desk.channel(conversation.channel) }
    }

    /// A message for them, in as many rows as it takes; `line` is that of the expert who wrote it.
    pub fn rows(
        &self,
        message: Message,
        purpose: &Purpose,
        priority: Priority,
        line: Option<&PlatformMessageId>,
    ) -> Vec<Outgoing> {
        let pages = self.pages(message);
        let last = pages.len().saturating_sub(1);
        let rows = pages.into_iter().enumerate().map(|(page, message)| {
            let purpose = if page < last { purpose.before_the_last() } else { purpose.clone() };
            Outgoing::from(self.page(purpose, message)).that_matters(priority).carrying(line.cloned())
        });
        rows.collect()
    }

    /// A reply that went out as `sent` says this from now on, or is taken away; `reply` is what it was sent for.
    pub fn edited_rows(
        &self,
        sent: &[SentPage],
        message: Option<Message>,
        reply: &Purpose,
        line: &PlatformMessageId,
    ) -> EditedRows {
        let pages = message.map_or_else(Vec::new, |message| self.pages(message));
        let mut edited = EditedRows { waiting: Vec::new(), outgoing: Vec::new() };
        for change in page_changes(sent, pages.len(), reply) {
            match change {
                PageChange::Amend { row, page } => {
                    let payload = page.map(|(page, purpose)| self.page(purpose, pages[page].clone()));
                    edited.waiting.push((row, payload));
                }
                PageChange::Edit { row, page, purpose } => {
                    let message = page.map_or_else(|| self.view.withdrawn(), |page| pages[page].clone());
                    let (conversation, remove) = (self.id.to_owned(), page.is_none());
                    let payload = OutboundMessage::Edit { conversation, purpose, row, message, remove };
                    edited.outgoing.push(payload.into());
                }
                PageChange::Add { page, purpose } => {
                    let payload = self.page(purpose, pages[page].clone());
                    edited.outgoing.push(Outgoing::from(payload).carrying(Some(line.clone())));
                }
            }
        }
        edited
    }

    fn page(&self, purpose: Purpose, message: Message) -> OutboundMessage {
        OutboundMessage::Person { conversation: self.id.to_owned(), purpose, message }
    }

    fn pages(&self, message: Message) -> Vec<Message> {
        match self.channel {
            Some(channel) => channel.pages(message),
            None => vec![message],
        }
    }
}

/// What the staff are told, in as many rows as it takes: who is called is called by the first.
pub fn post_rows(desk: &Desk, case: CaseNumber, post: &Post) -> Vec<Outgoing> {
    let first = (post.place(), post.mention());
    let places = std::iter::once(first).chain(std::iter::repeat((Place::Thread, Mention::Nobody)));
    let rows = post_pages(desk, case, post).into_iter().zip(places).map(|(message, (place, mention))| {
        let payload = OutboundMessage::Staff { case: Some(case), place, mention, message };
        Outgoing::from(payload).that_matters(post.priority())
    });
    rows.collect()
}

/// The lines of a post.
pub fn post_pages(desk: &Desk, case: CaseNumber, post: &Post) -> Vec<Message> {
    let (view, place) = (desk.staff_view(), post.place());
    let mut message = view.message(case, post);
    if desk.staff_room.shows_changes() && matches!(place, Place::ThreadRoot | Place::RootEdit) {
        message.parts.push(view.what_to_type());
    }
    let mut pages = desk.staff_room.pages(message);
    // The root is one line, which takes the place of itself; what is too long for it follows in the thread.
    if place == Place::RootEdit {
        pages.truncate(1);
    }
    pages
}

/// A line to be taken out of the room.
pub fn line_gone(case: CaseNumber, line: PlatformMessageId) -> OutboundMessage {
    let (place, mention) = (Place::Redact { line }, Mention::Nobody);
    OutboundMessage::Staff { case: Some(case), place, mention, message: Message::default() }
}
