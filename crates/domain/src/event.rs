//! All that can happen to a conversation, and all that can follow.

use jiff::Timestamp;
use leave::announcement::{Announcement, Prompt};
use serde::{Deserialize, Serialize};

use super::{
    attachment::{Declined, Files},
    case::{CloseReason, EndOfCase},
    commands::{CaseCommand, PersonCommand, ReactionCommand},
    delivery::{Purpose, Undeliverable},
    ids::{CaseNumber, Expert, PlatformMessageId, QuestionNo},
    message::Button,
    organisations::OrganisationCode,
    post::Post,
    quoted::Quoted,
    reply::Reply,
    verdict::{Card, Reading, Verdict},
    words::Words,
};

/// All that can happen. `at` is the platform's time stamp, which may be well before the desk hears of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person wrote something readable, or sent files that humans have to look at.
    Wrote {
        at: Timestamp,
        words: Words,
        files: Files,
        /// What they refer to.
        quoted: Option<Quoted>,
        reading: Reading,
        /// Where a sign can be put beneath it: the platform's own id of it.
        line: Option<PlatformMessageId>,
        next_case: CaseNumber,
    },
    /// The person changed a message sent before, which went to this case if there was one; `last` if they have sent
    /// nothing since. `files` are those that are new in it.
    Reworded {
        at: Timestamp,
        words: Words,
        files: Files,
        case: Option<CaseNumber>,
        last: bool,
        reading: Reading,
        next_case: CaseNumber,
    },
    /// The person sent something with nothing in it to read.
    SentNothingReadable,
    /// The person sent something that the desk does not take, and nothing else.
    SentDeclined(Declined),
    /// A file of the person's could not be handed to the experts.
    FileNotHandedOver,
    /// The person blocked the desk, or left.
    Left,
    /// The person let the desk write again.
    CameBack,
    Commanded {
        at: Timestamp,
        command: PersonCommand,
    },
    /// The person pressed a button; `None` is one the desk does not know.
    Pressed {
        at: Timestamp,
        button: Option<Button>,
        found: Found,
        next_case: CaseNumber,
    },
    /// An expert wrote to the person, in the case's thread.
    Replied {
        at: Timestamp,
        case: CaseNumber,
        expert: Expert,
        line: PlatformMessageId,
        words: Words,
    },
    /// An expert changed a reply, written at this time; without words, took it back.
    ReplyChanged {
        case: CaseNumber,
        expert: Expert,
        line: PlatformMessageId,
        written: Timestamp,
        words: Option<Words>,
    },
    /// An expert wrote something that stays among the staff.
    Noted {
        case: CaseNumber,
    },
    /// An expert gave a command about the case. For `!usa`, `card` is the article if there is one.
    CaseCommanded {
        at: Timestamp,
        case: CaseNumber,
        expert: Expert,
        line: PlatformMessageId,
        command: CaseCommand,
        card: Option<Card>,
        /// For `!mostra`: what the person wrote of which something is covered.
        covered: Vec<Words>,
    },
    /// An expert gave the case to somebody of this name: `to`, if there is such an expert.
    Assigned {
        case: CaseNumber,
        by: Expert,
        name: String,
        to: Option<Expert>,
    },
    /// An expert took back a sign that was a command.
    Undone {
        case: CaseNumber,
        expert: Expert,
        sign: ReactionCommand,
    },
    /// An expert has left the room.
    ExpertLeft {
        case: CaseNumber,
        expert: Expert,
    },
    /// Something the desk sent has reached the person.
    Delivered {
        purpose: Purpose,
        at: Timestamp,
    },
    /// It never will.
    Undeliverable {
        purpose: Purpose,
        why: Undeliverable,
    },
    /// The person is in a guided conversation, or at its end: this comes next. `organisation` is the one they have named
    /// by its code.
    Guided {
        prompt: Box<Prompt>,
        /// It waits for an answer.
        goes_on: bool,
        organisation: Option<OrganisationCode>,
    },
    /// A reminder, or news, that the person asked for is due.
    Reminded {
        reminder: i64,
        announcement: Announcement,
    },
    /// The moment the desk asked to be woken at has come.
    TimeCame {
        next_case: CaseNumber,
    },
}

/// What the app looked up for a pressed button.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    Nothing,
    Card(Card),
    Verdict(Verdict),
}

/// All that can follow.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The desk says something to the person; at first contact, with a word on privacy beside it, and when it has gone
    /// over to their language, with a word on that.
    Say { reply: Reply, introduce: bool, followed: bool },
    /// A sign beneath a message of the person's: it has been added to the case.
    Tick { line: PlatformMessageId },
    /// A human reply goes to the person: an expert wrote it, or chose the article, at this time.
    Relay { case: CaseNumber, by: Expert, written: Timestamp, line: PlatformMessageId, content: Relayed },
    /// A reply that went to the person, or is about to, is changed; without words, it is taken away.
    Edit { case: CaseNumber, by: Expert, line: PlatformMessageId, written: Timestamp, words: Option<Words> },
    /// The desk tells the staff something about a case.
    Post { case: CaseNumber, post: Post },
    /// An article answered this question: whoever asked, or an expert, has said so.
    Fits { slug: String, question: Words },
    /// The person wants to hear if this article changes.
    Follow { slug: String },
    /// A row in the ledger.
    Record(Entry),
    /// Hand the person all that the desk holds of them.
    Export,
    /// Forget the person: words now, the handle once the farewell is out.
    Erase,
}

/// What an expert sends.
#[derive(Debug, Clone, PartialEq)]
pub enum Relayed {
    Words(Words),
    Article(Box<Card>),
}

/// A ledger row: what happened, without a word of anybody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// A new question came in.
    Asked {
        question: QuestionNo,
    },
    /// An article was sent by the desk.
    Answered {
        question: QuestionNo,
        slug: String,
    },
    /// The person was offered a choice of articles.
    Offered {
        question: QuestionNo,
    },
    CaseOpened {
        case: CaseNumber,
        question: QuestionNo,
        urgent: bool,
    },
    CaseTaken {
        case: CaseNumber,
    },
    CaseReleased {
        case: CaseNumber,
    },
    CaseClosed {
        case: CaseNumber,
        reason: CloseReason,
    },
    CaseReopened {
        case: CaseNumber,
    },
    /// An expert has seen what is covered of a person's words.
    Uncovered {
        case: CaseNumber,
    },
    CommitmentBegan {
        since: Timestamp,
        due: Timestamp,
    },
    StaffAlerted {
        level: u8,
    },
    PersonTold {
        until: Timestamp,
    },
    Breached {
        due: Timestamp,
    },
    CommitmentEnded {
        since: Timestamp,
        due: Timestamp,
        end: End,
    },
    /// The person cannot be reached: until they can, the desk cannot tell them anything.
    PersonUnreachable,
    PersonReachable,
    Erased,
}

/// How a commitment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum End {
    /// A human reply reached the person at this time.
    Met { at: Timestamp },
    /// The person said that an automatic answer was enough.
    Settled,
    /// The person never came back to an automatic answer.
    Lapsed,
    /// The person withdrew the question, or asked to be forgotten.
    Withdrawn,
    /// The staff closed the case without a reply, and said why.
    ClosedUnanswered,
}

impl Event {
    /// Did the person do this?
    #[must_use]
    pub fn by_person(&self) -> bool {
        match self {
            Self::Wrote { .. }
            | Self::Reworded { .. }
            | Self::SentNothingReadable
            | Self::SentDeclined(_)
            | Self::CameBack
            | Self::Commanded { .. }
            | Self::Guided { .. }
            | Self::Pressed { .. } => true,
            Self::FileNotHandedOver
            | Self::Left
            | Self::Replied { .. }
            | Self::ReplyChanged { .. }
            | Self::Noted { .. }
            | Self::CaseCommanded { .. }
            | Self::Assigned { .. }
            | Self::Undone { .. }
            | Self::ExpertLeft { .. }
            | Self::Delivered { .. }
            | Self::Undeliverable { .. }
            | Self::Reminded { .. }
            | Self::TimeCame { .. } => false,
        }
    }
}

impl From<CloseReason> for EndOfCase {
    fn from(reason: CloseReason) -> Self {
        match reason {
            CloseReason::Done | CloseReason::WithoutReply => Self::Closed,
            CloseReason::Withdrawn => Self::Withdrawn,
        }
    }
}
