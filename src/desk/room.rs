//! What the staff room is told about a case, and how it is said.
//!
//! The staff see a case, not a person: nothing here has a name, a handle or a platform id.

use jiff::Timestamp;

use super::{
    attachment::{Attachment, AttachmentKind},
    calendar::Calendar,
    channel::ChannelKind,
    commands::Mistake,
    delivery::Undeliverable,
    ids::{CaseNumber, Expert},
    language::Language,
    locale::{Args, say, when_short},
    message::{Message, Part},
    replies::channel_name,
    verdict::{Candidate, Urgent},
    words::Words,
};

/// How much of a person's message the head of a case shows, in characters; the rest follows in the thread.
const HEAD: usize = 1_000;

/// Something the staff are told about a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Post {
    /// The head of the thread.
    Opened(Box<Opening>),
    /// The person wrote more. `due` is set when a new commitment began with it.
    Followed {
        words: Words,
        due: Option<Timestamp>,
    },
    /// The person changed a message. `due` is set when a new commitment began with it.
    Reworded {
        words: Words,
        due: Option<Timestamp>,
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
    AlreadyTaken {
        by: Expert,
    },
    NotYours,
    Released {
        by: Expert,
    },
    Closed {
        by: Expert,
    },
    /// Nobody has replied: closing wants a reply or a reason.
    NotClosable,
    Reopened {
        by: Option<Expert>,
        due: Option<Timestamp>,
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
    UnknownArticle {
        slug: String,
    },
    /// The person asked to be forgotten: take their words away.
    Erased,
}

/// What the head of a case's thread says.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    pub words: Words,
    pub language: Language,
    pub channel: ChannelKind,
    /// Through whose link the person came.
    pub organisation: Option<String>,
    pub due: Timestamp,
    pub urgent: Option<Urgent>,
    pub near: Vec<Candidate>,
    /// The article the desk had already sent.
    pub answered_with: Option<String>,
    /// There is little time: the room is called at once.
    pub alert: bool,
}

/// Who is called by a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mention {
    #[default]
    Nobody,
    Expert(Expert),
    Room,
}

/// What a post does in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Begins the case's thread.
    Head,
    /// Goes into the case's thread.
    Thread,
    /// Takes the person's words out of the case's thread.
    Redaction,
    /// Goes to the room, outside any thread.
    Room,
}

impl Post {
    /// Where the post goes.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::Opened(_) => Place::Head,
            Self::Erased => Place::Redaction,
            _ => Place::Thread,
        }
    }

    /// Who is called: an unclaimed case calls the room, a claimed one its expert first, the room when it is late.
    #[must_use]
    pub fn mention(&self) -> Mention {
        let holder_or_room = |holder: &Option<Expert>| holder.clone().map_or(Mention::Room, Mention::Expert);
        match self {
            Self::Opened(opening) if opening.urgent.is_some() || opening.alert => Mention::Room,
            Self::Alert { level, holder, .. } if *level < 100 => holder_or_room(holder),
            Self::PersonTold { holder, .. } => holder_or_room(holder),
            Self::Urgent { .. } | Self::Alert { .. } | Self::Breached { .. } | Self::NotDelivered { .. } => {
                Mention::Room
            }
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
            Post::Opened(opening) => self.opening(case, opening),
            Post::Followed { words, due } => self.said(None, words, *due),
            Post::Reworded { words, due } => self.said(Some("room-reworded"), words, *due),
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
            Post::AlreadyTaken { by } => text("room-already-taken", args().text("by", by)),
            Post::NotYours => text("room-not-yours", args()),
            Post::Released { by } => text("room-released", args().text("by", by)),
            Post::Closed { by } => text("room-closed", args().text("by", by)),
            Post::NotClosable => text("room-not-closable", args()),
            Post::Reopened { by: Some(by), .. } => text("room-reopened-by", args().text("by", by)),
            Post::Reopened { by: None, due } => {
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
                    Language::En => probability,
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

    fn opening(&self, case: CaseNumber, opening: &Opening) -> Message {
        let mut head = vec![case.to_string()];
        if let Some(urgent) = &opening.urgent {
            head.push(self.say("room-urgent", Args::new().text("label", &urgent.label)));
        }
        head.push(channel_name(self.language, opening.channel));
        head.push(self.say(&format!("language-{}", opening.language), Args::new()));
        head.extend(opening.organisation.clone());
        head.push(self.say("room-due", Args::new().text("due", self.when(opening.due))));
        head.push(self.say("room-unassigned", Args::new()));
        let mut parts = vec![Part::Text(head.join(" · "))];
        parts.extend(quotes(&opening.words, HEAD));
        parts.extend(self.answered_with(opening.answered_with.as_ref()));
        parts.extend(self.near(&opening.near));
        Message { parts, ..Message::default() }
    }
}

fn kind_key(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "room-photo",
        AttachmentKind::Document => "room-document",
        AttachmentKind::Voice => "room-voice",
        AttachmentKind::Video => "room-video",
    }
}

fn quotes(words: &Words, size: usize) -> Vec<Part> {
    words.pieces(size).map(|piece| Part::Quote(piece.to_owned())).collect()
}
