//! What people, experts and platforms do, in their verbs.

use domain::{
    attachment::{Attachment, AttachmentKind, Declined, Files},
    channel::ChannelKind,
    commands::{CaseCommand, PersonCommand, ReactionCommand},
    delivery::{Purpose, Undeliverable},
    event::{Event, Found},
    ids::{CaseNumber, Expert, PlatformMessageId, QuestionNo},
    language::{Language, Written},
    message::Button,
    organisations::OrganisationCode,
    quoted::Quoted,
    scope::{Profile, Trait},
    verdict::{Card, Reading, Verdict},
    words::Words,
};
use jiff::{Timestamp, civil::date};
use leave::announcement::{Announcement, News, Outcome, Prompt};

use super::player::{at, case};

/// When something happens, and which number the app has ready for a case.
#[derive(Clone, Copy)]
pub struct Moment {
    pub at: Timestamp,
    pub next_case: CaseNumber,
}

/// Something that can happen at any moment.
pub struct Act {
    pub name: String,
    /// What the platform's clock says, if it is not right.
    clock: Option<Timestamp>,
    make: Box<dyn Fn(Moment) -> Event>,
}

impl Act {
    fn new(name: impl Into<String>, make: impl Fn(Moment) -> Event + 'static) -> Self {
        Self { name: name.into(), clock: None, make: Box::new(make) }
    }

    pub fn event(&self, moment: Moment) -> Event {
        (self.make)(Moment { at: self.clock.unwrap_or(moment.at), ..moment })
    }

    /// The platform stamps it with this time.
    pub fn stamped(self, wall: &str) -> Self {
        Self { clock: Some(at(wall)), name: format!("{} (stamped {wall})", self.name), ..self }
    }

    fn but(self, how: &str, change: impl Fn(&mut Event) + 'static) -> Self {
        let (name, clock) = (format!("{} {how}", self.name), self.clock);
        let changed = move |moment| {
            let mut event = (self.make)(moment);
            change(&mut event);
            event
        };
        Self { name, clock, make: Box::new(changed) }
    }

    /// Where a sign can be put beneath a message.
    pub fn tickable(self) -> Self {
        self.but("(tickable)", |event| {
            if let Event::Wrote { line, .. } = event {
                *line = Some(PlatformMessageId("theirs".into()));
            }
        })
    }

    /// With a photo.
    pub fn with_photo(self) -> Self {
        let photo = Attachment {
            kind: AttachmentKind::Photo,
            channel: ChannelKind::Telegram,
            reference: "photo".into(),
        };
        self.with(Files { attachments: vec![photo], declined: None })
    }

    /// With something that the desk does not take.
    pub fn with_a_large_file(self) -> Self {
        self.with(Files { attachments: Vec::new(), declined: Some(Declined::TooLarge) })
    }

    fn with(self, sent: Files) -> Self {
        self.but("(with a file)", move |event| {
            if let Event::Wrote { files, .. } | Event::Reworded { files, .. } = event {
                *files = sent.clone();
            }
        })
    }

    /// As an answer to something written then.
    pub fn quoting(self, said: &str, wall: Option<&str>) -> Self {
        let referred = Quoted::new(said, wall.map(at));
        self.but("(quoting)", move |event| {
            if let Event::Wrote { quoted, .. } = event {
                quoted.clone_from(&referred);
            }
        })
    }

    /// In a language that is beyond doubt.
    pub fn in_language(self, language: Language) -> Self {
        self.but(&format!("(in {language})"), move |event| {
            if let Event::Wrote { reading, .. } | Event::Reworded { reading, .. } = event {
                reading.written = Some(Written::from(language));
            }
        })
    }

    /// Saying this of whoever writes.
    pub fn saying(self, traits: &[Trait]) -> Self {
        let mut told = Profile::default();
        for said in traits {
            told.add(*said);
        }
        self.but("(saying who they are)", move |event| {
            if let Event::Wrote { reading, .. } | Event::Reworded { reading, .. } = event {
                reading.said = told.clone();
            }
        })
    }
}

// What the person does.

pub fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

pub fn writes(text: &str, verdict: Verdict) -> Act {
    let said = words(text);
    Act::new(format!("writes «{text}»"), move |Moment { at, next_case }| Event::Wrote {
        at,
        words: said.clone(),
        files: Files::default(),
        quoted: None,
        reading: Reading::from(verdict.clone()),
        line: None,
        next_case,
    })
}

/// Changes a message that went to this case, if to one; `last`: the last one.
pub fn rewords(text: &str, verdict: Verdict, went_to: Option<u32>, last: bool) -> Act {
    let said = words(text);
    let what = if last { "the last" } else { "an earlier" };
    Act::new(format!("rewords {what} message as «{text}»"), move |Moment { at, next_case }| {
        Event::Reworded {
            at,
            words: said.clone(),
            files: Files::default(),
            case: went_to.map(case),
            last,
            reading: Reading::from(verdict.clone()),
            next_case,
        }
    })
}

pub fn sends_nothing_readable() -> Act {
    Act::new("sends nothing readable", |_| Event::SentNothingReadable)
}

pub fn sends_a_contact() -> Act {
    Act::new("sends a contact", |_| Event::SentDeclined(Declined::Contact))
}

pub fn commands(command: PersonCommand) -> Act {
    Act::new(format!("commands {command:?}"), move |Moment { at, .. }| Event::Commanded {
        at,
        command: command.clone(),
    })
}

pub fn presses(button: Button) -> Act {
    presses_finding(button, Found::Nothing)
}

pub fn presses_finding(button: Button, found: Found) -> Act {
    presses_any(Some(button), found)
}

pub fn presses_something_unknown() -> Act {
    presses_any(None, Found::Nothing)
}

fn presses_any(button: Option<Button>, found: Found) -> Act {
    let name = button.map_or_else(|| "unknown".to_owned(), Button::data);
    Act::new(format!("presses {name}"), move |Moment { at, next_case }| Event::Pressed {
        at,
        button,
        found: found.clone(),
        next_case,
    })
}

pub fn leaves() -> Act {
    Act::new("leaves", |_| Event::Left)
}

pub fn comes_back() -> Act {
    Act::new("comes back", |_| Event::CameBack)
}

pub fn is_guided(goes_on: bool, organisation: Option<&str>) -> Act {
    let organisation: Option<OrganisationCode> = organisation.map(|code| code.parse().unwrap());
    Act::new("is guided", move |_| Event::Guided {
        prompt: Box::new(Prompt::Reminder(Outcome::Noted)),
        goes_on,
        organisation: organisation.clone(),
    })
}

pub fn q(no: u32) -> QuestionNo {
    QuestionNo(no)
}

// What experts do: Anna is the one at work unless another is named. All is about the first case.

pub fn expert(name: &str) -> Expert {
    Expert(format!("@{name}:example.org"))
}

fn line() -> PlatformMessageId {
    PlatformMessageId("hers".into())
}

pub fn replies(name: &str, text: &str) -> Act {
    replies_in(1, name, text)
}

pub fn replies_in(place: u32, name: &str, text: &str) -> Act {
    let (by, said) = (expert(name), words(text));
    Act::new(format!("{name} replies in #{place}"), move |Moment { at, .. }| Event::Replied {
        at,
        case: case(place),
        expert: by.clone(),
        line: line(),
        words: said.clone(),
    })
}

/// With no words, takes back the reply written then.
pub fn changes_reply(written: &str, text: Option<&str>) -> Act {
    let (written, said) = (at(written), text.map(words));
    let what = if said.is_some() { "changes" } else { "takes back" };
    Act::new(format!("anna {what} her reply"), move |_| Event::ReplyChanged {
        case: case(1),
        expert: expert("anna"),
        line: line(),
        written,
        words: said.clone(),
    })
}

pub fn notes() -> Act {
    Act::new("anna notes something", |_| Event::Noted { case: case(1) })
}

pub fn does(name: &str, command: CaseCommand) -> Act {
    does_in(1, name, command, None)
}

pub fn does_in(place: u32, name: &str, command: CaseCommand, card: Option<Card>) -> Act {
    let by = expert(name);
    Act::new(format!("{name} commands {command:?}"), move |Moment { at, .. }| Event::CaseCommanded {
        at,
        case: case(place),
        expert: by.clone(),
        line: line(),
        command: command.clone(),
        card: card.clone(),
        covered: Vec::new(),
    })
}

/// Anna wants to see what is covered in these words.
pub fn uncovers(text: &str) -> Act {
    let said = words(text);
    does("anna", CaseCommand::Show).but("(covered)", move |event| {
        if let Event::CaseCommanded { covered, .. } = event {
            *covered = vec![said.clone()];
        }
    })
}

pub fn closes(why: Option<&str>) -> Act {
    does("anna", CaseCommand::Close(why.map(words)))
}

pub fn assigns(name: &str, known: bool) -> Act {
    let name = name.to_owned();
    Act::new(format!("anna assigns to {name}"), move |_| Event::Assigned {
        case: case(1),
        by: expert("anna"),
        name: name.clone(),
        to: known.then(|| expert(&name)),
    })
}

pub fn undoes(name: &str, sign: ReactionCommand) -> Act {
    let by = expert(name);
    Act::new(format!("{name} takes back {sign:?}"), move |_| Event::Undone {
        case: case(1),
        expert: by.clone(),
        sign,
    })
}

pub fn quits(name: &str) -> Act {
    let who = expert(name);
    Act::new(format!("{name} quits"), move |_| Event::ExpertLeft { case: case(1), expert: who.clone() })
}

// What platforms and the clock do.

/// The reply in the first case that was written then.
pub fn reply(written: &str) -> Purpose {
    Purpose::HumanReply { case: case(1), written: at(written), line: line() }
}

/// A page of it, not the last.
pub fn page(written: &str) -> Purpose {
    Purpose::ReplyPage { case: case(1), written: at(written), line: line() }
}

pub fn arrives(purpose: Purpose) -> Act {
    let name = format!("{purpose:?}");
    let name = name.split(' ').next().unwrap_or_default().to_owned();
    Act::new(format!("{name} arrives"), move |Moment { at, .. }| Event::Delivered {
        purpose: purpose.clone(),
        at,
    })
}

pub fn is_lost(purpose: Purpose, why: Undeliverable) -> Act {
    let name = format!("{purpose:?}");
    let name = name.split(' ').next().unwrap_or_default().to_owned();
    Act::new(format!("{name} is lost ({why:?})"), move |_| Event::Undeliverable {
        purpose: purpose.clone(),
        why,
    })
}

pub fn a_file_is_not_handed_over() -> Act {
    Act::new("a file is not handed over", |_| Event::FileNotHandedOver)
}

pub fn a_reminder_is_due() -> Act {
    Act::new("a reminder is due", |_| Event::Reminded {
        reminder: 7,
        announcement: Announcement::News(News::Rule { slug: "congedo".into(), on: date(2027, 1, 1) }),
    })
}

pub fn time_comes() -> Act {
    Act::new("time comes", |Moment { next_case, .. }| Event::TimeCame { next_case })
}
