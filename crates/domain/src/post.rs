//! All that the staff room is told about a case, as a closed list: where it goes, and whom it calls.
//!
//! The staff see a case, not a person: nothing here has a name, a handle or a platform id.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    attachment::Attachment,
    delivery::{Priority, Undeliverable},
    head::Head,
    ids::{Expert, PlatformMessageId},
    summary::ThreadStatus,
    verdict::Candidate,
    words::Words,
};

/// Something the staff are told about a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Post {
    /// The head of the thread: somebody has to come.
    Opened {
        head: Box<Head>,
        due: Timestamp,
    },
    /// What the head says from now on.
    StatusChanged {
        head: Box<Head>,
        status: ThreadStatus,
    },
    /// What has become of an expert's line, as a sign beneath it.
    Marked {
        line: PlatformMessageId,
        mark: Mark,
    },
    /// The person wrote more. `due` is set when a new commitment began with it: then somebody is called, its holder first.
    Followed {
        words: Words,
        due: Option<Timestamp>,
        holder: Option<Expert>,
    },
    /// The person changed a message. `due` is set when a new commitment began with it.
    Reworded {
        words: Words,
        due: Option<Timestamp>,
        holder: Option<Expert>,
    },
    /// What the next words of the person's, or the question, refer to: not their own.
    RefersTo {
        words: Words,
    },
    /// A file of the person's.
    Attached(Attachment),
    /// Articles near a question that went into a case opened before.
    Near {
        near: Vec<Candidate>,
        /// The article the desk had already sent.
        answered_with: Option<String>,
    },
    /// The person has blocked the desk, or left.
    Left,
    /// They can be reached again.
    CameBack,
    /// The last message must not wait.
    Urgent {
        label: String,
    },
    /// The person says that the last message was another question, which this article answered.
    OtherQuestionAnswered {
        slug: String,
    },
    /// The person says that the last message is another question, and it needs a human too.
    OtherQuestionStays {
        near: Vec<Candidate>,
    },
    /// The person was happy with an automatic answer given while the case was open.
    AsideSettled,
    Taken {
        by: Expert,
    },
    /// Somebody was given the case by a colleague.
    Assigned {
        to: Expert,
        by: Expert,
    },
    /// Nobody of this name is in the room.
    UnknownExpert {
        name: String,
    },
    AlreadyTaken {
        by: Expert,
    },
    NotYours,
    Released {
        by: Expert,
    },
    /// Who had the case has left the room.
    ExpertGone {
        who: Expert,
    },
    Closed {
        by: Expert,
    },
    /// Nobody has replied: closing wants a reply or a reason.
    NotClosable,
    Reopened {
        by: Option<Expert>,
        due: Option<Timestamp>,
        holder: Option<Expert>,
    },
    /// The message that reopened the case was another question after all.
    ClosedAgain,
    /// The command or the reply does not fit the state of the case.
    NotPossible,
    Withdrawn,
    Alert {
        level: u8,
        due: Timestamp,
        holder: Option<Expert>,
    },
    /// The person has been told a later time; `told` is false when the desk kept silent after too many promises.
    PersonTold {
        until: Timestamp,
        told: bool,
        holder: Option<Expert>,
    },
    /// What must not wait, waits.
    StillUrgent {
        until: Timestamp,
        holder: Option<Expert>,
    },
    Breached {
        due: Timestamp,
        holder: Option<Expert>,
    },
    Delivered {
        late: bool,
    },
    NotDelivered {
        why: Undeliverable,
    },
    /// A change to a reply has reached the person.
    Edited,
    /// It never will: the person still reads what was sent first.
    NotEdited,
    /// The reply that answered the person was taken back.
    WaitsAgain {
        due: Timestamp,
    },
    Blocked {
        by: Expert,
    },
    Unblocked {
        by: Expert,
    },
    /// The person's words as they are.
    Uncovered {
        by: Expert,
        words: Vec<Words>,
    },
    NothingCovered,
    UnknownArticle {
        slug: String,
    },
    /// The person asked to be forgotten: take their words away.
    Erased,
}

/// What has become of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Delivered,
    NotDelivered,
}

impl Mark {
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Delivered => "✔️",
            Self::NotDelivered => "⚠️",
        }
    }
}

/// Who is called by a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mention {
    #[default]
    Nobody,
    Expert(Expert),
    /// Those on duty; everybody, if nobody is.
    Room,
    /// The expert, and those on duty.
    ExpertAndRoom(Expert),
}

/// What a post does in the room. Where lines can be changed and marked, the head shows how a case stands and marks show
/// what became of a reply; elsewhere an echo says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Begins the case's thread.
    #[serde(rename = "head")]
    ThreadRoot,
    /// Takes the place of what the head said.
    #[serde(rename = "head_again")]
    RootEdit,
    /// Goes into the case's thread.
    Thread,
    /// Goes into the thread where nothing else shows it.
    #[serde(rename = "echo")]
    Mirror,
    /// Beneath an expert's line.
    #[serde(rename = "mark")]
    Reaction { line: PlatformMessageId, mark: Mark },
    /// Says in the thread that the person's words are taken out.
    Redaction,
    /// Takes this line out of the room.
    #[serde(rename = "gone")]
    Redact { line: PlatformMessageId },
    /// Goes to the room, outside any thread.
    Room,
}

impl Mention {
    /// Does it depend on who is on duty whom it calls?
    #[must_use]
    pub fn calls_the_room(&self) -> bool {
        matches!(self, Self::Room | Self::ExpertAndRoom(_))
    }
}

impl Place {
    /// Is there such a place in the room? Where lines can be changed and marked, nothing is said twice; elsewhere nothing
    /// can be changed or marked.
    #[must_use]
    pub fn is_there(&self, shows_changes: bool) -> bool {
        match self {
            Self::Mirror => !shows_changes,
            Self::Reaction { .. } | Self::RootEdit => shows_changes,
            _ => true,
        }
    }

    /// Does a line go there into a thread that has begun?
    #[must_use]
    pub fn is_in_thread(&self) -> bool {
        matches!(self, Self::Thread | Self::Mirror | Self::Redaction)
    }

    /// How much a line matters that goes there.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::ThreadRoot | Self::Thread | Self::Mirror | Self::Redaction => Priority::Case,
            // What an expert asks the desk is answered there.
            Self::Room => Priority::Answer,
            Self::RootEdit | Self::Reaction { .. } | Self::Redact { .. } => Priority::Mark,
        }
    }
}

impl Post {
    /// Where the post goes.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::Opened { .. } => Place::ThreadRoot,
            Self::StatusChanged { .. } => Place::RootEdit,
            Self::Marked { line, mark } => Place::Reaction { line: line.clone(), mark: *mark },
            Self::Taken { .. }
            | Self::Released { .. }
            | Self::Closed { .. }
            | Self::Reopened { by: Some(_), .. }
            | Self::ClosedAgain
            | Self::Delivered { .. }
            | Self::Edited => Place::Mirror,
            Self::Erased => Place::Redaction,
            _ => Place::Thread,
        }
    }

    /// How much the post matters.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::Opened { head, .. } if head.urgent.is_some() => Priority::Urgent,
            Self::Urgent { .. } | Self::StillUrgent { .. } => Priority::Urgent,
            _ => self.place().priority(),
        }
    }

    /// Who is called: an unclaimed case calls the room, a claimed one its expert first, and the room as well when it is
    /// late. What the person adds calls nobody, unless a new commitment began with it.
    #[must_use]
    pub fn mention(&self) -> Mention {
        let holder_or_room = |holder: &Option<Expert>| holder.clone().map_or(Mention::Room, Mention::Expert);
        match self {
            Self::Followed { due: Some(_), holder, .. } | Self::Reworded { due: Some(_), holder, .. } => {
                holder_or_room(holder)
            }
            Self::StillUrgent { holder: Some(holder), .. } => Mention::ExpertAndRoom(holder.clone()),
            Self::Alert { level, holder, .. } if *level < 100 => holder_or_room(holder),
            Self::PersonTold { holder, .. } => holder_or_room(holder),
            Self::Alert { holder: Some(holder), .. } | Self::Breached { holder: Some(holder), .. } => {
                Mention::ExpertAndRoom(holder.clone())
            }
            Self::Assigned { to, .. } => Mention::Expert(to.clone()),
            Self::Opened { .. }
            | Self::StillUrgent { .. }
            | Self::Urgent { .. }
            | Self::Alert { .. }
            | Self::Breached { .. }
            | Self::NotDelivered { .. }
            | Self::ExpertGone { .. } => Mention::Room,
            _ => Mention::Nobody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_room_shows_by_itself_is_not_said_and_what_it_cannot_show_is() {
        let line = PlatformMessageId::default();
        let reaction = Place::Reaction { line: line.clone(), mark: Mark::Delivered };
        for (place, shows_changes, says_it, in_thread) in [
            (Place::ThreadRoot, true, true, false),
            (Place::RootEdit, true, false, false),
            (Place::Thread, true, true, true),
            (Place::Mirror, false, true, true),
            (reaction, true, false, false),
            (Place::Redaction, true, true, true),
            (Place::Redact { line }, true, true, false),
            (Place::Room, true, true, false),
        ] {
            let there = [true, false].map(|shows_changes| place.is_there(shows_changes));
            assert_eq!(there, [shows_changes, says_it], "{place:?}");
            assert_eq!(place.is_in_thread(), in_thread, "{place:?}");
        }
    }

    #[test]
    fn only_a_mention_of_the_room_depends_on_who_is_on_duty() {
        let anna = Expert("anna".into());
        let mentions =
            [Mention::Nobody, Mention::Expert(anna.clone()), Mention::Room, Mention::ExpertAndRoom(anna)];
        assert_eq!(mentions.map(|mention| mention.calls_the_room()), [false, false, true, true]);
    }

    #[test]
    fn a_case_calls_who_has_it_and_the_room_once_it_is_late_or_must_not_wait() {
        let (due, words) = (Timestamp::UNIX_EPOCH, Words::parse("posso?").expect("words"));
        let called = |holder: Option<Expert>| {
            let holder = || holder.clone();
            let alert = |level| Post::Alert { level, due, holder: holder() };
            let follows = |due| Post::Followed { words: words.clone(), due, holder: holder() };
            let told = Post::PersonTold { until: due, told: true, holder: holder() };
            let urgent = Post::StillUrgent { until: due, holder: holder() };
            let breached = Post::Breached { due, holder: holder() };
            let posts =
                [follows(None), follows(Some(due)), alert(50), alert(99), alert(100), told, urgent, breached];
            posts.map(|post| post.mention())
        };
        let (nobody, room) = (|| Mention::Nobody, || Mention::Room);
        assert_eq!(called(None), [nobody(), room(), room(), room(), room(), room(), room(), room()]);
        let anna = || Mention::Expert(Expert("anna".into()));
        let both = || Mention::ExpertAndRoom(Expert("anna".into()));
        let expected = [nobody(), anna(), anna(), anna(), both(), anna(), both(), both()];
        assert_eq!(called(Some(Expert("anna".into()))), expected);
    }

    #[test]
    fn what_has_arrived_and_what_has_not_look_different() {
        assert_eq!([Mark::Delivered, Mark::NotDelivered].map(Mark::sign), ["✔️", "⚠️"]);
    }
}
