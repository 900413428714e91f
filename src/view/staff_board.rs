//! The staff room's view of the whole desk: lists, deadlines, search, help.

use domain::{
    channel::ChannelKind,
    commands::STAFF,
    ids::{CaseNumber, Expert},
    message::{Message, Part},
    summary::{CaseSummary, by_urgency},
    verdict::Candidate,
    watch::{Component, ComponentChange, Gap},
};
use jiff::{Timestamp, civil::Date};

use super::{
    locale::{Args, date},
    person::channel_name,
    staff_case::StaffView,
};

/// How many cases a list shows.
const SHOWN: usize = 30;

impl StaffView<'_> {
    /// `!elenco`: every open case, the most pressing first.
    #[must_use]
    pub fn list(&self, cases: Vec<CaseSummary>, now: Timestamp) -> Message {
        self.table("room-list", "room-list-empty", by_urgency(cases), now)
    }

    /// `!scadenze`: the cases in which a person waits, the most pressing first.
    #[must_use]
    pub fn deadlines(&self, cases: Vec<CaseSummary>, now: Timestamp) -> Message {
        let waiting = by_urgency(cases).into_iter().filter(|case| case.due.is_some()).collect();
        self.table("room-deadlines", "room-deadlines-empty", waiting, now)
    }

    /// `!prossima`: the case to look at first.
    #[must_use]
    pub fn next(&self, cases: Vec<CaseSummary>, now: Timestamp) -> Message {
        match by_urgency(cases).first() {
            Some(case) => Message::text(self.line(case, now)),
            None => Message::text(self.say("room-list-empty", Args::new())),
        }
    }

    /// `!turno`: who is called when the room is.
    #[must_use]
    pub fn duty(&self, experts: &[Expert]) -> Message {
        if experts.is_empty() {
            return Message::text(self.say("room-duty-nobody", Args::new()));
        }
        let names: Vec<String> = experts.iter().map(Expert::to_string).collect();
        Message::text(self.say("room-duty", Args::new().text("names", names.join(", "))))
    }

    /// Nobody of this name is in the room.
    #[must_use]
    pub fn unknown_expert(&self, name: &str) -> Message {
        Message::text(self.say("room-unknown-expert", Args::new().text("name", name)))
    }

    /// The desk is in its room, which should be encrypted.
    #[must_use]
    pub fn hello(&self, encrypted: bool) -> Message {
        let mut parts = vec![Part::Text(self.say("room-hello", Args::new()))];
        if !encrypted {
            parts.push(Part::Text(self.say("room-hello-unencrypted", Args::new())));
        }
        Message { parts, ..Message::default() }
    }

    /// What a thread is for, beneath its head.
    #[must_use]
    pub fn what_to_type(&self) -> Part {
        Part::Small(self.say("room-what-to-type", Args::new()))
    }

    /// A line that could not be decrypted.
    #[must_use]
    pub fn sealed(&self) -> Message {
        Message::text(self.say("room-sealed", Args::new()))
    }

    /// A file in a case's thread goes to nobody.
    #[must_use]
    pub fn no_files(&self) -> Message {
        Message::text(self.say("room-no-files", Args::new()))
    }

    /// An answer outside the thread of its case goes to nobody.
    #[must_use]
    pub fn not_in_thread(&self) -> Message {
        Message::text(self.say("room-not-in-thread", Args::new()))
    }

    /// `!scheda`: the draft as it is, with all that would be kept of it, and what can be done with it.
    #[must_use]
    pub fn draft(&self, slug: &str, title: &str, body: &str, asked: Option<&str>) -> Message {
        let mut parts = vec![
            Part::Text(self.say("room-draft", Args::new().text("slug", slug))),
            Part::Text(title.to_owned()),
            Part::Article(body.to_owned()),
        ];
        if let Some(asked) = asked {
            parts.push(Part::Small(self.say("room-draft-asked", Args::new())));
            parts.push(Part::Quote(asked.to_owned()));
        }
        parts.push(Part::Small(self.say("room-draft-next", Args::new())));
        Message { parts, ..Message::default() }
    }

    /// Until when an article holds, as somebody proposes.
    #[must_use]
    pub fn renewal_proposed(&self, slug: &str, until: Date) -> Message {
        let args = Args::new().text("slug", slug).text("day", date(self.language, until));
        Message::text(self.say("room-renewal-proposed", args))
    }

    #[must_use]
    pub fn renewed(&self, slug: &str) -> Message {
        Message::text(self.say("room-renewed", Args::new().text("slug", slug)))
    }

    #[must_use]
    pub fn renewal_is_past(&self, until: Date) -> Message {
        let args = Args::new().text("day", date(self.language, until));
        Message::text(self.say("room-renewal-past", args))
    }

    #[must_use]
    pub fn unknown_article(&self, slug: &str) -> Message {
        Message::text(self.say("room-unknown-article", Args::new().text("slug", slug)))
    }

    /// So many articles expire on a day that is near.
    #[must_use]
    pub fn articles_expire(&self, day: Date, count: usize) -> Message {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let args = Args::new().number("count", count).text("day", date(self.language, day));
        Message::text(self.say("room-articles-expire", args))
    }

    /// `!scadenze schede`: which articles expire on which day, the first day first.
    #[must_use]
    pub fn articles_due(&self, by_day: &[(Date, Vec<String>)], today: Date) -> Message {
        let line = |(day, slugs): &(Date, Vec<String>)| {
            let key = if *day < today { "room-articles-expired-on" } else { "room-articles-expire-on" };
            let count = i64::try_from(slugs.len()).unwrap_or(i64::MAX);
            let args = Args::new().number("count", count).text("day", date(self.language, *day));
            format!("{}: {}", self.say(key, args), slugs.join(", "))
        };
        if by_day.is_empty() {
            return Message::text(self.say("room-articles-never-expire", Args::new()));
        }
        Message { parts: by_day.iter().map(|day| Part::Text(line(day))).collect(), ..Message::default() }
    }

    /// There is neither a reply to draft an article from, nor a text.
    #[must_use]
    pub fn nothing_to_draft(&self) -> Message {
        Message::text(self.say("room-nothing-to-draft", Args::new()))
    }

    /// No draft of this name, or in this thread, is in the state that it would have to be in.
    #[must_use]
    pub fn no_draft(&self) -> Message {
        Message::text(self.say("room-no-draft", Args::new()))
    }

    /// Nobody approves what they wrote.
    #[must_use]
    pub fn needs_second(&self) -> Message {
        Message::text(self.say("room-needs-second", Args::new()))
    }

    /// A draft is an article now.
    #[must_use]
    pub fn approved(&self, slug: &str) -> Message {
        Message::text(self.say("room-approved", Args::new().text("slug", slug)))
    }

    /// An article is one no more.
    #[must_use]
    pub fn article_withdrawn(&self, slug: &str) -> Message {
        Message::text(self.say("room-article-withdrawn", Args::new().text("slug", slug)))
    }

    /// `!modi`: questions that could become ways of asking, with number, slug and words.
    #[must_use]
    pub fn phrasings(&self, waiting: &[(i64, &str, &str)]) -> Message {
        if waiting.is_empty() {
            return Message::text(self.say("room-no-ways", Args::new()));
        }
        let lines = waiting.iter().map(|(number, slug, question)| {
            let args = Args::new().text("number", number).text("slug", slug);
            Part::Text(self.say("room-way", args.text("question", question)))
        });
        let parts = lines.chain([Part::Small(self.say("room-ways", Args::new()))]).collect();
        Message { parts, ..Message::default() }
    }

    /// No question of this number can be decided on.
    #[must_use]
    pub fn no_phrasing(&self, number: i64) -> Message {
        Message::text(self.say("room-no-way", Args::new().text("number", number)))
    }

    /// A question counts now, or does not.
    #[must_use]
    pub fn phrasing_decided(&self, number: i64, learnt: bool) -> Message {
        let key = if learnt { "room-way-learnt" } else { "room-way-discarded" };
        Message::text(self.say(key, Args::new().text("number", number)))
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
                let name = self.language.name_of(command.names);
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

    /// The first of the day's answers of the desk's own that has not reached a person, or perhaps has.
    #[must_use]
    pub fn not_said(&self, id: i64) -> Message {
        Message::text(self.say("room-not-said", Args::new().text("id", id)))
    }

    /// A row of the database that cannot be read: its table and its key.
    #[must_use]
    pub fn broken_row(&self, row: &str) -> Message {
        Message::text(self.say("room-broken-row", Args::new().text("row", row)))
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

    /// A part of the desk is away, or back.
    #[must_use]
    pub fn changed(&self, change: &ComponentChange) -> Message {
        let part = match change.part() {
            Component::Channel(channel) => channel_name(self.language, channel),
            Component::Database => self.say("room-part-database", Args::new()),
            Component::Queue => self.say("room-part-queue", Args::new()),
            Component::Articles => self.say("room-part-articles", Args::new()),
        };
        let args = Args::new().text("part", part);
        Message::text(match change {
            ComponentChange::Down { trouble, since } => {
                self.say("room-part-down", args.text("since", self.when(*since)).text("why", &trouble.why))
            }
            ComponentChange::Back { since, .. } => {
                self.say("room-part-back", args.text("since", self.when(*since)))
            }
        })
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

    fn table(&self, title: &str, empty: &str, cases: Vec<CaseSummary>, now: Timestamp) -> Message {
        if cases.is_empty() {
            return Message::text(self.say(empty, Args::new()));
        }
        let count = i64::try_from(cases.len()).unwrap_or(i64::MAX);
        let lines: Vec<String> = cases.iter().take(SHOWN).map(|case| self.line(case, now)).collect();
        let title = self.say(title, Args::new().number("count", count));
        Message { parts: vec![Part::Text(title), Part::Text(lines.join("\n"))], ..Message::default() }
    }

    fn line(&self, case: &CaseSummary, now: Timestamp) -> String {
        let mut line = vec![case.number.to_string()];
        if case.urgent {
            line.push(self.say("room-line-urgent", Args::new()));
        }
        line.push(match case.due {
            Some(due) if due < now => self.say("room-line-overdue", Args::new().text("due", self.when(due))),
            Some(due) => self.say("room-due", Args::new().text("due", self.when(due))),
            None => self.say("room-line-answered", Args::new()),
        });
        line.push(self.holder(case.holder.as_ref()));
        line.join(" · ")
    }
}
