//! What a delivery means, and why one fails.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::ids::{CaseNumber, PlatformMessageId};
use super::{event::Event, post::Place};

/// Why a message was sent: what its delivery means to the conversation. It is stored under the names of 0.1.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "errand", rename_all = "snake_case")]
pub enum Purpose {
    /// Automatic: its delivery changes nothing.
    Automatic,
    /// Something the person does not wait for: a reminder, or news. It lets everybody else's go first.
    #[serde(rename = "unasked")]
    Proactive {
        /// The number of the reminder.
        reminder: i64,
    },
    /// An expert's reply, written at this time as this line: its delivery meets the commitment.
    HumanReply {
        case: CaseNumber,
        written: Timestamp,
        /// Rows of an earlier version have none.
        #[serde(default)]
        line: PlatformMessageId,
    },
    /// A page of an expert's reply that is too long for one message, before the last: only the last one meets it.
    ReplyPage {
        case: CaseNumber,
        written: Timestamp,
        #[serde(default)]
        line: PlatformMessageId,
    },
    /// A change to an expert's reply.
    #[serde(rename = "amendment")]
    Edit { case: CaseNumber },
    /// The last message before the person's handle is forgotten.
    Farewell,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It has arrived; the platform calls it so.
    Delivered {
        platform_message_id: String,
    },
    /// Not now: the platform wants us to wait so long, or gives no time.
    Later {
        after: Option<SignedDuration>,
    },
    /// The platform's answer was lost: it may have arrived.
    Uncertain,
    /// The person has this address now: try there.
    Moved {
        address: String,
    },
    GaveUp(Undeliverable),
}

impl Delivery {
    /// What the platform calls the message, if it has it.
    #[must_use]
    pub fn platform_message_id(&self) -> Option<&str> {
        match self {
            Self::Delivered { platform_message_id } => Some(platform_message_id),
            _ => None,
        }
    }
}

/// How much something that goes out matters: what stands earlier here goes first, whatever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A human's reply, or the last word to somebody.
    Human,
    /// What must not wait: somebody may be in danger.
    Urgent,
    /// What the staff are told of a case.
    Case,
    /// What the desk says by itself.
    Answer,
    /// A sign, or what a head says from now on.
    Mark,
    /// What nobody waits for.
    Notice,
}

impl Purpose {
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::HumanReply { .. } | Self::ReplyPage { .. } | Self::Edit { .. } | Self::Farewell => {
                Priority::Human
            }
            Self::Automatic => Priority::Answer,
            Self::Proactive { .. } => Priority::Notice,
        }
    }
}

/// Why a message will never arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undeliverable {
    /// The person has blocked the desk or left.
    Unreachable,
    /// The platform refuses this message.
    Refused,
    /// The platform's answer was lost twice: it may have arrived.
    Uncertain,
}

/// What follows from it that a message to a person has arrived, or never will.
#[derive(Debug, Clone, PartialEq)]
pub enum Consequence {
    Nothing,
    /// The last word is out, as far as it ever will be: the person is forgotten.
    Forget,
    Happened(Box<Event>),
}

impl Purpose {
    /// What follows for the conversation. That a person cannot be reached is news whatever it was that could not reach
    /// them; all else that goes out by itself changes nothing.
    #[must_use]
    pub fn consequence(&self, arrived: Result<(), Undeliverable>, now: Timestamp) -> Consequence {
        let event = match (self, arrived) {
            (Self::Farewell, _) => return Consequence::Forget,
            (Self::Automatic | Self::Proactive { .. } | Self::ReplyPage { .. }, Ok(())) => {
                return Consequence::Nothing;
            }
            (Self::Automatic | Self::Proactive { .. }, Err(why)) if why != Undeliverable::Unreachable => {
                return Consequence::Nothing;
            }
            (purpose, Ok(())) => Event::Delivered { purpose: purpose.clone(), at: now },
            (purpose, Err(why)) => Event::Undeliverable { purpose: purpose.clone(), why },
        };
        Consequence::Happened(Box::new(event))
    }

    /// What a page is for that others follow: what a message means, its last page means.
    #[must_use]
    pub fn before_the_last(&self) -> Self {
        match self {
            Self::HumanReply { case, written, line } => {
                Self::ReplyPage { case: *case, written: *written, line: line.clone() }
            }
            Self::Proactive { .. } => self.clone(),
            _ => Self::Automatic,
        }
    }

    /// What a change is for to a message that was sent for this.
    #[must_use]
    pub fn as_edit(&self) -> Self {
        match self {
            Self::HumanReply { case, .. } | Self::ReplyPage { case, .. } => Self::Edit { case: *case },
            _ => self.clone(),
        }
    }

    /// The reminder that is to be tried again, since this one has certainly not come.
    #[must_use]
    pub fn reminds_again(&self, arrived: Result<(), Undeliverable>) -> Option<i64> {
        match (self, arrived) {
            (Self::Proactive { reminder }, Err(Undeliverable::Unreachable | Undeliverable::Refused)) => {
                Some(*reminder)
            }
            _ => None,
        }
    }

    /// Do the staff hear of it, once a day, that an answer has not come, or perhaps has not? A platform that refuses one
    /// may refuse all.
    #[must_use]
    pub fn is_missed(&self, why: Undeliverable) -> bool {
        *self == Self::Automatic && why != Undeliverable::Unreachable
    }
}

impl Place {
    /// Do the staff hear of it that a line of a case is lost which should have gone there?
    #[must_use]
    pub fn is_missed(&self) -> bool {
        matches!(self, Self::ThreadRoot | Self::Thread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn told(purpose: &Purpose, arrived: Result<(), Undeliverable>) -> &'static str {
        match purpose.consequence(arrived, NOW) {
            Consequence::Nothing => "nothing",
            Consequence::Forget => "forget",
            Consequence::Happened(event) => match *event {
                Event::Delivered { .. } => "delivered",
                Event::Undeliverable { .. } => "undeliverable",
                _ => "?",
            },
        }
    }

    #[test]
    fn what_a_delivery_means_depends_on_what_it_was_for() {
        let (case, line) = ("2026-0001".parse().expect("a case"), PlatformMessageId::default());
        let reply = Purpose::HumanReply { case, written: NOW, line: line.clone() };
        let page = Purpose::ReplyPage { case, written: NOW, line };
        let reminder = Purpose::Proactive { reminder: 7 };
        let (unreachable, refused) = (Err(Undeliverable::Unreachable), Err(Undeliverable::Refused));
        let uncertain = Err(Undeliverable::Uncertain);
        for (purpose, expected) in [
            (Purpose::Automatic, ["nothing", "undeliverable", "nothing", "nothing"]),
            (reminder.clone(), ["nothing", "undeliverable", "nothing", "nothing"]),
            (reply, ["delivered", "undeliverable", "undeliverable", "undeliverable"]),
            (page, ["nothing", "undeliverable", "undeliverable", "undeliverable"]),
            (Purpose::Edit { case }, ["delivered", "undeliverable", "undeliverable", "undeliverable"]),
            (Purpose::Farewell, ["forget", "forget", "forget", "forget"]),
        ] {
            let happened = [Ok(()), unreachable, refused, uncertain].map(|arrived| told(&purpose, arrived));
            assert_eq!(happened, expected, "{purpose:?}");
        }
        let again = [Ok(()), unreachable, refused, uncertain].map(|arrived| reminder.reminds_again(arrived));
        assert_eq!(again, [None, Some(7), Some(7), None], "what may have come is not sent again");
        assert_eq!(Purpose::Automatic.reminds_again(refused), None);
        let missed = [Undeliverable::Unreachable, Undeliverable::Refused, Undeliverable::Uncertain]
            .map(|why| Purpose::Automatic.is_missed(why));
        assert_eq!(missed, [false, true, true]);
        assert!(!reminder.is_missed(Undeliverable::Refused));
        let places =
            [Place::ThreadRoot, Place::Thread, Place::Mirror, Place::RootEdit].map(|at| at.is_missed());
        assert_eq!(places, [true, true, false, false]);
    }

    #[test]
    fn only_the_last_page_means_what_the_message_means() {
        let (case, line) = ("2026-0001".parse().expect("a case"), PlatformMessageId::default());
        let reply = Purpose::HumanReply { case, written: NOW, line: line.clone() };
        let page = Purpose::ReplyPage { case, written: NOW, line };
        let reminder = Purpose::Proactive { reminder: 7 };
        for (purpose, before, edit) in [
            (&reply, &page, &Purpose::Edit { case }),
            (&reminder, &reminder, &reminder),
            (&Purpose::Farewell, &Purpose::Automatic, &Purpose::Farewell),
            (&Purpose::Automatic, &Purpose::Automatic, &Purpose::Automatic),
        ] {
            assert_eq!((&purpose.before_the_last(), &purpose.as_edit()), (before, edit), "{purpose:?}");
        }
    }

    #[test]
    fn only_what_has_arrived_can_be_found_again() {
        let delivered = Delivery::Delivered { platform_message_id: "77".into() };
        let others = [
            Delivery::Later { after: None },
            Delivery::Uncertain,
            Delivery::Moved { address: "78".into() },
            Delivery::GaveUp(Undeliverable::Refused),
        ];
        assert_eq!(delivered.platform_message_id(), Some("77"));
        assert!(others.iter().all(|other| other.platform_message_id().is_none()));
    }
}
