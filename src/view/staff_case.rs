//! What the staff room is told about a case, in its language.

use domain::{
    attachment::AttachmentKind,
    calendar::Calendar,
    commands::Mistake,
    delivery::Undeliverable,
    head::Head,
    ids::{CaseNumber, Expert},
    language::Language,
    message::{Message, Part},
    post::Post,
    scope::Profile,
    summary::{CaseStatus, ThreadStatus},
    verdict::Candidate,
    words::Words,
};
use jiff::Timestamp;

use super::{
    locale::{Args, say, when_short},
    person::channel_name,
    traits::trait_label,
};

/// How much of a person's message one quote shows, in characters.
const HEAD: usize = 1_000;

/// Turns posts into messages in the staff room's language.
pub struct StaffView<'a> {
    pub language: Language,
    pub calendar: &'a Calendar,
}

impl StaffView<'_> {
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
            Post::StatusChanged { head, status } => self.head(case, head, self.status(status)),
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
            Post::Edited => text("room-amended", args()),
            Post::NotEdited => text("room-not-amended", args()),
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

    /// What the person has said of themselves.
    fn profile(&self, profile: &Profile) -> Option<Part> {
        let said: Vec<String> = profile.traits().map(|said| trait_label(self.language, said)).collect();
        (!said.is_empty())
            .then(|| Part::Small(self.say("room-profile", Args::new().text("said", said.join(" · ")))))
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
    fn head(&self, case: CaseNumber, head: &Head, status: impl IntoIterator<Item = String>) -> Message {
        let mut line = vec![case.to_string()];
        if let Some(label) = &head.urgent {
            line.push(self.say("room-urgent", Args::new().text("label", label)));
        }
        line.push(channel_name(self.language, head.channel));
        let language = head.written.as_deref().unwrap_or(head.language.code());
        line.push(self.say(&format!("language-{language}"), Args::new()));
        line.extend(head.organisation.clone());
        line.extend(status);
        let mut parts = vec![Part::Text(line.join(" · "))];
        parts.extend(quotes(&head.words, HEAD));
        parts.extend(self.profile(&head.profile));
        parts.extend(self.answered_with(head.answered_with.as_ref()));
        parts.extend(
            head.expired
                .as_ref()
                .map(|slug| Part::Small(self.say("room-expired", Args::new().text("slug", slug)))),
        );
        parts.extend(self.near(&head.near));
        Message { parts, ..Message::default() }
    }

    fn status(&self, ThreadStatus { case, overdue }: &ThreadStatus) -> Vec<String> {
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
