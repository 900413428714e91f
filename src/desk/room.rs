//! What the staff room is told about a case, and how it is said.
//!
//! The staff see a case, not a person: nothing here has a name, a handle or a platform id.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    attachment::{Attachment, AttachmentKind},
    calendar::Calendar,
    commands::Mistake,
    delivery::{Priority, Undeliverable},
    head::Head,
    ids::{CaseNumber, Expert, LineId},
    language::Language,
    locale::{Args, say, when_short},
    message::{Message, Part},
    replies::channel_name,
    stands::{CaseStatus, Stands},
    verdict::Candidate,
    words::Words,
};

/// How much of a person's message one quote shows, in characters.
const HEAD: usize = 1_000;

/// Something the staff are told about a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Post {
    /// The head of the thread: somebody has to come.
    Opened {
        head: Box<Head>,
        due: Timestamp,
    },
    /// What the head says from now on.
    Stands {
        head: Box<Head>,
        stands: Stands,
    },
    /// What has become of an expert's line, as a sign beneath it.
    Marked {
        line: LineId,
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
    Amended,
    /// It never will: the person still reads what was sent first.
    NotAmended,
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
    Head,
    /// Takes the place of what the head said.
    HeadAgain,
    /// Goes into the case's thread.
    Thread,
    /// Goes into the thread where nothing else shows it.
    Echo,
    /// Beneath an expert's line.
    Mark { line: LineId, mark: Mark },
    /// Says in the thread that the person's words are taken out.
    Redaction,
    /// Takes this line out of the room.
    Gone { line: LineId },
    /// Goes to the room, outside any thread.
    Room,
}

impl Place {
    /// How much a line matters that goes there.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::Head | Self::Thread | Self::Echo | Self::Redaction => Priority::Case,
            // What an expert asks the desk is answered there.
            Self::Room => Priority::Answer,
            Self::HeadAgain | Self::Mark { .. } | Self::Gone { .. } => Priority::Mark,
        }
    }
}

impl Post {
    /// Where the post goes.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::Opened { .. } => Place::Head,
            Self::Stands { .. } => Place::HeadAgain,
            Self::Marked { line, mark } => Place::Mark { line: line.clone(), mark: *mark },
            Self::Taken { .. }
            | Self::Released { .. }
            | Self::Closed { .. }
            | Self::Reopened { by: Some(_), .. }
            | Self::ClosedAgain
            | Self::Delivered { .. }
            | Self::Amended => Place::Echo,
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

/// Turns posts into messages in the staff room's language.
pub struct RoomSpeaker<'a> {
    pub language: Language,
    pub calendar: &'a Calendar,
}

impl RoomSpeaker<'_> {
    /// The post as a message.
    #[must_use]
    pub fn message(&self, case: CaseNumber, post: &Post) -> Message {
        let args = Args::new;
        let text = |key: &str, args: Args| Message::text(self.say(key, args));
        match post {
            Post::Opened { head, due, .. } => {
                let due = self.say("room-due", Args::new().text("due", self.when(*due)));
                self.head(case, head, [due, self.say("room-unassigned", Args::new())])
            }
            Post::Stands { head, stands } => self.head(case, head, self.stands(stands)),
            // Where marks cannot be, an echo says it.
            Post::Marked { .. } => Message::default(),
            Post::Followed { words, due, .. } => self.said(None, words, *due),
            Post::Reworded { words, due, .. } => self.said(Some("room-reworded"), words, *due),
            Post::RefersTo { words } => self.said(Some("room-refers-to"), words, None),
            Post::Uncovered { by, words } => {
                let mut message = text("room-uncovered", args().text("by", by));
                let said = words.iter().flat_map(|words| words.pieces(HEAD));
                message.parts.extend(said.map(|piece| Part::Quote(piece.to_owned())));
                message
            }
            Post::NothingCovered => text("room-nothing-covered", args()),
            Post::Attached(attachment) => {
                let text =
                    format!("{} {}", attachment.kind.sign(), self.say(kind_key(attachment.kind), args()));
                Message { attachment: Some(attachment.clone()), ..Message::text(text) }
            }
            Post::Near { near, answered_with } => {
                let parts = self.answered_with(answered_with.as_ref()).into_iter().chain(self.near(near));
                Message { parts: parts.collect(), ..Message::default() }
            }
            Post::Left => text("room-left", args()),
            Post::CameBack => text("room-came-back", args()),
            Post::OtherQuestionAnswered { slug } => text("room-other-answered", args().text("slug", slug)),
            Post::OtherQuestionStays { near } => {
                let mut message = text("room-other-stays", args());
                message.parts.extend(self.near(near));
                message
            }
            Post::Urgent { label } => text("room-urgent", args().text("label", label)),
            Post::AsideSettled => text("room-aside-settled", args()),
            Post::Taken { by } => text("room-taken", args().text("by", by)),
            Post::Assigned { to, by } => text("room-assigned", args().text("to", to).text("by", by)),
            Post::UnknownExpert { name } => self.unknown_expert(name),
            Post::AlreadyTaken { by } => text("room-already-taken", args().text("by", by)),
            Post::NotYours => text("room-not-yours", args()),
            Post::Released { by } => text("room-released", args().text("by", by)),
            Post::ExpertGone { who } => text("room-expert-gone", args().text("who", who)),
            Post::Closed { by } => text("room-closed", args().text("by", by)),
            Post::NotClosable => text("room-not-closable", args()),
            Post::Reopened { by: Some(by), .. } => text("room-reopened-by", args().text("by", by)),
            Post::Reopened { by: None, due, .. } => {
                let due = due.map_or_else(String::new, |due| self.when(due));
                text("room-reopened", args().text("due", due))
            }
            Post::ClosedAgain => text("room-closed-again", args()),
            Post::NotPossible => text("room-not-possible", args()),
            Post::Withdrawn => text("room-withdrawn", args()),
            Post::Alert { level, due, .. } => {
                text("room-alert", args().number("level", *level).text("due", self.when(*due)))
            }
            Post::PersonTold { until, told: true, .. } => {
                text("room-person-told", args().text("until", self.when(*until)))
            }
            Post::PersonTold { until, told: false, .. } => {
                text("room-still-waiting", args().text("until", self.when(*until)))
            }
            Post::StillUrgent { until, .. } => {
                text("room-still-urgent", args().text("until", self.when(*until)))
            }
            Post::Breached { due, .. } => text("room-breached", args().text("due", self.when(*due))),
            Post::Delivered { late: false } => text("room-delivered", args()),
            Post::Delivered { late: true } => text("room-delivered-late", args()),
            Post::NotDelivered { why: Undeliverable::Unreachable } => text("room-unreachable", args()),
            Post::NotDelivered { why: Undeliverable::Refused } => text("room-refused", args()),
            Post::NotDelivered { why: Undeliverable::Uncertain } => text("room-uncertain", args()),
            Post::Amended => text("room-amended", args()),
            Post::NotAmended => text("room-not-amended", args()),
            Post::WaitsAgain { due } => text("room-waits-again", args().text("due", self.when(*due))),
            Post::Blocked { by } => text("room-blocked", args().text("by", by)),
            Post::Unblocked { by } => text("room-unblocked", args().text("by", by)),
            Post::UnknownArticle { slug } => text("room-unknown-article", args().text("slug", slug)),
            Post::Erased => text("room-erased", args()),
        }
    }

    /// What is wrong with a command, and what to type.
    #[must_use]
    pub fn mistake(&self, mistake: &Mistake) -> Message {
        Message::text(match mistake {
            Mistake::Unknown { typed, nearest: Some(nearest) } => self.say(
                "room-unknown-command-nearest",
                Args::new().text("typed", typed).text("nearest", nearest),
            ),
            Mistake::Unknown { typed, nearest: None } => {
                self.say("room-unknown-command", Args::new().text("typed", typed))
            }
            Mistake::Mixed => self.say("room-mixed-line", Args::new()),
            Mistake::NeedsArgument { command } => {
                self.say("room-needs-argument", Args::new().text("command", command))
            }
        })
    }

    /// "maternita-quanto-dura 0,71 · permessi-esami-prenatali 0,12".
    pub(super) fn near(&self, near: &[Candidate]) -> Option<Part> {
        if near.is_empty() {
            return None;
        }
        let articles: Vec<String> = near
            .iter()
            .map(|candidate| {
                let probability = format!("{:.2}", candidate.probability);
                let probability = match self.language {
                    Language::It => probability.replace('.', ","),
                    _ => probability,
                };
                format!("{} {probability}", candidate.slug)
            })
            .collect();
        Some(Part::Small(self.say("room-near", Args::new().text("articles", articles.join(" · ")))))
    }

    fn answered_with(&self, slug: Option<&String>) -> Option<Part> {
        Some(Part::Small(self.say("room-answered-with", Args::new().text("slug", slug?))))
    }

    pub(super) fn when(&self, at: Timestamp) -> String {
        when_short(self.language, &self.calendar.wall(at))
    }

    pub(super) fn say(&self, key: &str, args: Args) -> String {
        say(self.language, key, &args)
    }

    /// Words of the person's, and when they are due if that is new.
    fn said(&self, opening: Option<&str>, words: &Words, due: Option<Timestamp>) -> Message {
        let mut parts: Vec<Part> =
            opening.map(|key| Part::Small(self.say(key, Args::new()))).into_iter().collect();
        parts.extend(quotes(words, HEAD));
        if let Some(due) = due {
            parts.push(Part::Small(self.say("room-new-due", Args::new().text("due", self.when(due)))));
        }
        Message { parts, ..Message::default() }
    }

    /// A head: the case and how it stands, the question, what the desk makes of it.
    fn head(&self, case: CaseNumber, head: &Head, stands: impl IntoIterator<Item = String>) -> Message {
        let mut line = vec![case.to_string()];
        if let Some(label) = &head.urgent {
            line.push(self.say("room-urgent", Args::new().text("label", label)));
        }
        line.push(channel_name(self.language, head.channel));
        let language = head.written.as_deref().unwrap_or(head.language.code());
        line.push(self.say(&format!("language-{language}"), Args::new()));
        line.extend(head.organisation.clone());
        line.extend(stands);
        let mut parts = vec![Part::Text(line.join(" · "))];
        parts.extend(quotes(&head.words, HEAD));
        parts.extend(self.answered_with(head.answered_with.as_ref()));
        parts.extend(
            head.expired
                .as_ref()
                .map(|slug| Part::Small(self.say("room-expired", Args::new().text("slug", slug)))),
        );
        parts.extend(self.near(&head.near));
        Message { parts, ..Message::default() }
    }

    fn stands(&self, Stands { case, overdue }: &Stands) -> Vec<String> {
        let state = match (case.status, case.due) {
            (CaseStatus::Closed, _) => return vec![self.say("room-head-closed", Args::new())],
            (CaseStatus::Withdrawn, _) => return vec![self.say("room-head-withdrawn", Args::new())],
            (CaseStatus::Open, Some(due)) => {
                let key = if *overdue { "room-line-overdue" } else { "room-due" };
                self.say(key, Args::new().text("due", self.when(due)))
            }
            (CaseStatus::Open, None) => self.say("room-line-answered", Args::new()),
        };
        vec![state, self.holder(case.holder.as_ref())]
    }

    /// "la segue anna", or that nobody does.
    pub(super) fn holder(&self, holder: Option<&Expert>) -> String {
        match holder {
            Some(holder) => self.say("room-line-holder", Args::new().text("by", holder)),
            None => self.say("room-unassigned", Args::new()),
        }
    }
}

/// What a room that is not encrypted is told, if nobody has said that it need not be.
#[must_use]
pub fn not_encrypted(language: Language) -> Message {
    Message::text(say(language, "room-open", &Args::new()))
}

/// What a room is asked that is to take the place of the staff room.
#[must_use]
pub fn wants_to_be_the_staffs(language: Language) -> Message {
    Message::text(say(language, "room-successor", &Args::new().text("command", move_command(language))))
}

/// What an expert of the old room types there, without its mark.
#[must_use]
pub fn move_command(language: Language) -> &'static str {
    match language {
        Language::It => "sala",
        _ => "room",
    }
}

/// What is said where the staff were before.
#[must_use]
pub fn moved_on(language: Language) -> Message {
    Message::text(say(language, "room-moved", &Args::new()))
}

fn kind_key(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "room-photo",
        AttachmentKind::Document => "room-document",
        AttachmentKind::Voice => "room-voice",
        AttachmentKind::Video => "room-video",
    }
}

/// A person's words as the room sees them: what says who somebody is, is covered.
fn quotes(words: &Words, size: usize) -> Vec<Part> {
    let shown = words.masked();
    shown.pieces(size).map(|piece| Part::Quote(piece.to_owned())).collect()
}
