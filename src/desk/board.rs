//! The staff room's view of the whole desk: lists, deadlines, search, help.

use jiff::Timestamp;

use super::{
    case::{EndOfCase, PastCase},
    channel::ChannelKind,
    commands::STAFF,
    commitment::Commitment,
    conversation::Conversation,
    ids::{CaseNumber, Expert},
    locale::Args,
    message::{Message, Part},
    replies::channel_name,
    room::RoomSpeaker,
    verdict::Candidate,
};

/// How a case stands, for the room's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardCase {
    pub number: CaseNumber,
    pub status: CaseStatus,
    pub opened: Timestamp,
    pub holder: Option<Expert>,
    pub urgent: bool,
    /// When a human reply is due; `None` when nobody waits.
    pub due: Option<Timestamp>,
}

/// What has become of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStatus {
    Open,
    Closed,
    Withdrawn,
}

/// A time from which messages may have been lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub since: Timestamp,
    pub until: Timestamp,
    /// How many are missing; `None` if all that is known is that the platform keeps nothing for so long.
    pub missing: Option<i64>,
}

impl Conversation {
    /// How each of its cases stands.
    #[must_use]
    pub fn board(&self) -> Vec<BoardCase> {
        let board_case = |past: &PastCase| {
            let case = self.case().filter(|case| case.number == past.number);
            BoardCase {
                number: past.number,
                status: match past.ended {
                    None => CaseStatus::Open,
                    Some(EndOfCase::Closed) => CaseStatus::Closed,
                    Some(EndOfCase::Withdrawn) => CaseStatus::Withdrawn,
                },
                opened: past.opened,
                holder: case.and_then(|case| case.holder.clone()),
                urgent: case.is_some_and(|case| case.urgent.is_some()),
                due: case.and(self.commitment.as_ref()).map(Commitment::due),
            }
        };
        self.cases.iter().map(board_case).collect()
    }
}

/// How many cases a list shows.
const SHOWN: usize = 30;

impl RoomSpeaker<'_> {
    /// `!elenco`: every open case, the most pressing first.
    #[must_use]
    pub fn list(&self, cases: Vec<BoardCase>, now: Timestamp) -> Message {
        self.table("room-list", "room-list-empty", by_urgency(cases), now)
    }

    /// `!scadenze`: the cases in which a person waits, the most pressing first.
    #[must_use]
    pub fn deadlines(&self, cases: Vec<BoardCase>, now: Timestamp) -> Message {
        let waiting = by_urgency(cases).into_iter().filter(|case| case.due.is_some()).collect();
        self.table("room-deadlines", "room-deadlines-empty", waiting, now)
    }

    /// `!kb`: the articles nearest to some words.
    #[must_use]
    pub fn found(&self, articles: &[Candidate]) -> Message {
        match self.near(articles) {
            Some(part) => Message { parts: vec![part], ..Message::default() },
            None => Message::text(self.say("room-kb-nothing", Args::new())),
        }
    }

    /// `!aiuto`: every command, and how a thread works.
    #[must_use]
    pub fn help(&self) -> Message {
        let lines: Vec<String> = STAFF
            .iter()
            .map(|command| {
                let name = command.names.get(self.language as usize).unwrap_or(&command.names[0]);
                format!("!{name} {}", self.say(command.help, Args::new()))
            })
            .collect();
        let parts = vec![Part::Text(self.say("room-help", Args::new())), Part::Text(lines.join("\n"))];
        Message { parts, ..Message::default() }
    }

    /// A case nobody knows.
    #[must_use]
    pub fn unknown_case(&self, case: CaseNumber) -> Message {
        Message::text(self.say("room-unknown-case", Args::new().text("case", case)))
    }

    /// A command about a case, written outside any thread.
    #[must_use]
    pub fn needs_case(&self) -> Message {
        Message::text(self.say("room-needs-case", Args::new()))
    }

    /// A message that could not be handled and was set aside.
    #[must_use]
    pub fn dead_letter(&self, id: i64) -> Message {
        Message::text(self.say("room-dead-letter", Args::new().text("id", id)))
    }

    /// A note was changed into what would be a reply, had it been written as one.
    #[must_use]
    pub fn note_stays(&self) -> Message {
        Message::text(self.say("room-note-stays", Args::new()))
    }

    /// A line was changed into a command.
    #[must_use]
    pub fn no_command(&self) -> Message {
        Message::text(self.say("room-no-command", Args::new()))
    }

    /// The post about a file that could not be handed over.
    #[must_use]
    pub fn not_handed_over(&self, mut post: Message) -> Message {
        post.parts.push(Part::Text(self.say("room-not-handed-over", Args::new())));
        post
    }

    /// Messages may have been lost, and when.
    #[must_use]
    pub fn gap(&self, channel: ChannelKind, gap: Gap) -> Message {
        let name = channel_name(self.language, channel);
        let args = Args::new().text("channel", name).text("since", self.when(gap.since));
        Message::text(match gap.missing {
            None => self.say("room-gap-silence", args.text("until", self.when(gap.until))),
            Some(missing) => self
                .say("room-gap-missing", args.text("until", self.when(gap.until)).number("count", missing)),
        })
    }

    fn table(&self, title: &str, empty: &str, cases: Vec<BoardCase>, now: Timestamp) -> Message {
        if cases.is_empty() {
            return Message::text(self.say(empty, Args::new()));
        }
        let count = i64::try_from(cases.len()).unwrap_or(i64::MAX);
        let lines: Vec<String> = cases.iter().take(SHOWN).map(|case| self.line(case, now)).collect();
        let title = self.say(title, Args::new().number("count", count));
        Message { parts: vec![Part::Text(title), Part::Text(lines.join("\n"))], ..Message::default() }
    }

    fn line(&self, case: &BoardCase, now: Timestamp) -> String {
        let mut line = vec![case.number.to_string()];
        if case.urgent {
            line.push(self.say("room-line-urgent", Args::new()));
        }
        line.push(match case.due {
            Some(due) if due < now => self.say("room-line-overdue", Args::new().text("due", self.when(due))),
            Some(due) => self.say("room-due", Args::new().text("due", self.when(due))),
            None => self.say("room-line-answered", Args::new()),
        });
        line.push(match &case.holder {
            Some(holder) => self.say("room-line-holder", Args::new().text("by", holder)),
            None => self.say("room-unassigned", Args::new()),
        });
        line.join(" · ")
    }
}

/// Which case an expert should look at first: somebody waits, it is urgent, it is due sooner, nobody has it, it is older.
fn by_urgency(mut cases: Vec<BoardCase>) -> Vec<BoardCase> {
    cases.sort_by(|a, b| {
        let key = |case: &BoardCase| {
            (case.due.is_none(), !case.urgent, case.due, case.holder.is_some(), case.number)
        };
        key(a).cmp(&key(b))
    });
    cases
}
