//! What the desk says to a person, in their language.
//!
//! A new [`Reply`] does not compile without words.

use domain::{
    attachment::Declined,
    calendar::Calendar,
    case::{EndOfCase, PastCase},
    channel::ChannelKind,
    commands::{About, Definition, PERSON, PersonCommand},
    commitment::Longer,
    ids::{CaseNumber, QuestionNo},
    language::Language,
    message::{Button, File, LabelledButton, Message, Part},
    promise::Promise,
    reply::{Reply, Status, Then},
    scope::{Dimension, Profile},
    shelf::{Further, Shelved},
    verdict::{Card, Urgent},
    words::Words,
};
use jiff::Timestamp;

use super::{
    leave_plan::LeaveView,
    locale::{Args, date, say, when},
    traits::trait_label,
};

/// How much of a question is shown again, in characters.
const SHOWN: usize = 60;

/// Turns replies into messages in a person's language.
pub struct PersonView<'a> {
    pub language: Language,
    pub calendar: &'a Calendar,
    /// Nobody can reach the experts at the moment: who is promised something should know.
    pub experts_away: bool,
    pub now: Timestamp,
}

impl PersonView<'_> {
    /// The reply as a message; with `introduce`, the privacy notice beside it; with `followed`, that the desk has gone over
    /// to the person's language.
    #[must_use]
    pub fn message(&self, reply: &Reply, introduce: bool, followed: bool) -> Message {
        let mut message = self.words_for(reply);
        let buttons = self.buttons(reply);
        if !buttons.is_empty() {
            message.buttons = buttons;
            message.press = Some(self.say("press-a-number"));
        }
        if introduce {
            message.parts.push(Part::Small(self.say("privacy-notice")));
        }
        if followed {
            message.parts.push(Part::Small(self.say("language-followed")));
        }
        message
    }

    /// An expert's reply, marked as a human's.
    #[must_use]
    pub fn relayed(&self, case: CaseNumber, words: &Words, by: Option<&str>) -> Message {
        let args = Args::new().text("case", case);
        let by = match by {
            Some(name) => self.with("relayed-by-name", args.text("name", name)),
            None => self.with("relayed-by", args),
        };
        Message { parts: vec![Part::Text(words.as_str().to_owned()), Part::Small(by)], ..Message::default() }
    }

    /// An article an expert chose to send.
    #[must_use]
    pub fn relayed_article(&self, case: CaseNumber, card: &Card, by: Option<&str>) -> Message {
        let args = Args::new().text("case", case);
        let opening = match by {
            Some(name) => self.with("relayed-article-by-name", args.text("name", name)),
            None => self.with("relayed-article", args),
        };
        let mut parts = vec![Part::Text(opening)];
        parts.extend(self.article(card));
        Message { parts, ..Message::default() }
    }

    /// What stands in the place of a reply that was taken back, where it cannot be taken away.
    #[must_use]
    pub fn withdrawn(&self) -> Message {
        self.text("withdrawn")
    }

    /// All that the desk holds of the person, as a file.
    #[must_use]
    pub fn export(&self, json: String) -> Message {
        let file =
            File { name: "sportello.json".into(), media_type: "application/json".into(), content: json };
        Message { file: Some(file), ..Message::text(self.say("export")) }
    }

    #[expect(clippy::too_many_lines, reason = "one line for each thing the desk can say")]
    fn words_for(&self, reply: &Reply) -> Message {
        let args = Args::new;
        match reply {
            Reply::Hello | Reply::Welcome { organisation: None } => self.text("hello"),
            Reply::Welcome { organisation: Some(name) } => {
                let sent_by = self.with("welcome-from", args().text("organisation", name));
                Message {
                    parts: vec![Part::Text(self.say("hello")), Part::Text(sent_by)],
                    ..Message::default()
                }
            }
            Reply::YoureWelcome => self.text("youre-welcome"),
            Reply::Unclear { .. } => self.text("unclear"),
            Reply::NothingReadable => self.text("nothing-readable"),
            Reply::Declined(Declined::TooLarge) => self.text("declined-too-large"),
            Reply::Declined(Declined::Kind) => self.text("declined-kind"),
            Reply::Declined(Declined::Contact) => self.text("declined-contact"),
            Reply::Declined(Declined::Undecryptable) => self.text("declined-sealed"),
            Reply::Declined(Declined::Unreadable) => self.text("declined-unreadable"),
            Reply::Topics { .. } => self.text("topics"),
            Reply::TopicArticles { .. } => self.text("topic-articles"),
            Reply::Explain { plain, .. } => {
                let again =
                    plain.as_ref().map(|plain| self.with("in-other-words", args().text("text", plain)));
                let parts = again.into_iter().chain([self.say("explain")]).map(Part::Text).collect();
                Message { parts, ..Message::default() }
            }
            Reply::Advice(urgent) => Message { parts: help(urgent), ..Message::default() },
            Reply::Answer { card, further, then, .. } => {
                let mut parts = self.answer(card);
                if !further.also.is_empty() {
                    parts.push(Part::Text(self.say("asked-more")));
                }
                if *then == Then::RestToHumans {
                    parts.push(Part::Text(self.say("rest-to-human")));
                }
                Message { parts, ..Message::default() }
            }
            Reply::WhichCase { dimension, .. } => self.text(match dimension {
                Dimension::Work => "which-work",
                Dimension::Role => "which-role",
                Dimension::Place => "which-place",
            }),
            Reply::Choices { .. } => self.text("choices"),
            Reply::CaseOpened { case, promise, urgent, revised, offer, .. } => {
                let key = if urgent.is_some() { "case-opened-urgent" } else { "case-opened" };
                let mut parts: Vec<Part> = urgent.as_ref().map(help).unwrap_or_default();
                parts.extend(revised.then(|| Part::Text(self.say("being-revised"))));
                parts.push(Part::Text(self.promising(key, *case, *promise)));
                if !offer.is_empty() {
                    parts.push(Part::Text(self.say("meanwhile")));
                }
                Message { parts, ..Message::default() }
            }
            Reply::Urgent { case, promise, urgent } => {
                let mut parts = help(urgent);
                parts.push(Part::Text(self.promising("urgent-in-case", *case, *promise)));
                Message { parts, ..Message::default() }
            }
            Reply::Added { case } => self.text_with("added", args().text("case", case)),
            Reply::Masked => self.text("masked"),
            Reply::Received { case, promised: Some(promise), .. } => {
                Message::text(self.promising("received-due", *case, *promise))
            }
            Reply::Received { case, promised: None, .. } => {
                self.text_with("received", args().text("case", case))
            }
            Reply::CaseReopened { case, promise, .. } => {
                Message::text(self.promising("case-reopened", *case, *promise))
            }
            Reply::AddedToCase { case, promise } => {
                Message::text(self.promising("added-to-case", *case, *promise))
            }
            Reply::StaysInCase { case } => self.text_with("stays-in-case", args().text("case", case)),
            Reply::Glad { .. } => self.text("glad"),
            Reply::Following => self.text("following"),
            Reply::Guide(prompt) => self.of_leave().prompt(prompt, self.now),
            Reply::Reminder { number, announcement } => {
                self.of_leave().announcement(*number, announcement, self.now)
            }
            Reply::WasItEnough { .. } => self.text("was-it-enough"),
            Reply::TakesLonger { case, longer: Longer::Until(until) } => {
                self.text_with("takes-longer", args().text("case", case).text("until", self.when(*until)))
            }
            Reply::TakesLonger { case, longer: Longer::NoHour } => {
                self.text_with("takes-longer-still", args().text("case", case))
            }
            Reply::CaseClosed { case, answered: true } => {
                self.text_with("case-closed", args().text("case", case))
            }
            Reply::CaseClosed { case, answered: false } => {
                self.text_with("case-closed-unanswered", args().text("case", case))
            }
            Reply::CaseReopenedByStaff { case } => {
                self.text_with("case-reopened-by-staff", args().text("case", case))
            }
            Reply::Cancelled { case: Some(case) } => {
                self.text_with("cancelled-case", args().text("case", case))
            }
            Reply::Cancelled { case: None } => self.text("cancelled"),
            Reply::NothingToCancel => self.text("nothing-to-cancel"),
            Reply::ConfirmCancel { case, words, sure: false } => {
                let words = beginning(words);
                self.text_with("confirm-cancel", args().text("case", case).text("words", words))
            }
            Reply::ConfirmCancel { case, sure: true, .. } => {
                self.text_with("confirm-cancel-urgent", args().text("case", case))
            }
            Reply::KeptCase { case } => self.text_with("kept-case", args().text("case", case)),
            Reply::LeftGuide { case: Some(case) } => {
                self.text_with("guide-left-case", args().text("case", case))
            }
            Reply::LeftGuide { case: None } => self.text("guide-left"),
            Reply::About(About::Who) => self.text("about-who"),
            Reply::About(About::Robot) => self.text("about-robot"),
            Reply::About(About::Readers) => self.text("about-readers"),
            Reply::About(About::Cost) => self.text("about-cost"),
            Reply::Help => self.help("help"),
            Reply::UnknownCommand => self.help("unknown-command"),
            Reply::Cases(cases) => self.cases(cases),
            Reply::Status(status) => self.status(status),
            Reply::ChooseLanguage(_) => self.text("choose-language"),
            Reply::LanguageChosen => self.text("language-chosen"),
            Reply::Privacy => self.text("privacy"),
            Reply::Profile(profile) => self.profile(profile),
            Reply::ProfileForgotten => self.text("profile-forgotten"),
            Reply::ConfirmErase => self.text("confirm-erase"),
            Reply::ErasedFarewell => self.text("erased"),
            Reply::KeptData => self.text("kept-data"),
            Reply::StaleButton => self.text("stale-button"),
            Reply::OutOfOrder => self.text("out-of-order"),
            Reply::OneAtATime => self.text("one-at-a-time"),
            Reply::Blocked => self.text("blocked"),
        }
    }

    fn buttons(&self, reply: &Reply) -> Vec<LabelledButton> {
        let solved = |q: &QuestionNo| self.button(Button::Solved(*q), "button-solved");
        let human = |q: &QuestionNo| self.button(Button::AskHuman(*q), "button-human");
        match reply {
            Reply::Answer { question, card, further, then } => self.beneath(*question, card, further, *then),
            Reply::CaseOpened { question, offer, .. } => titles(*question, offer),
            Reply::WhichCase { question, dimension } => {
                let options = dimension.options().iter().copied().map(Some).chain([None]);
                let buttons = options.map(|said| Button::Trait(*question, said));
                let labels = which_case_labels(self.language, *dimension);
                buttons.zip(labels).map(|(button, label)| LabelledButton { button, label }).collect()
            }
            Reply::Glad { follow: Some(question) } => {
                vec![self.button(Button::Follow(*question), "button-follow")]
            }
            Reply::WasItEnough { question } | Reply::Status(Status::WaitingForYou { question }) => {
                vec![solved(question), human(question)]
            }
            Reply::Unclear { question } => vec![human(question)],
            Reply::Explain { question, .. } => {
                vec![self.button(Button::AskHuman(*question), "button-yes-human"), solved(question)]
            }
            Reply::Topics { question, topics } => (0..)
                .zip(topics)
                .map(|(n, topic)| LabelledButton {
                    button: Button::Topic(*question, n),
                    label: topic.title.clone(),
                })
                .chain([human(question)])
                .collect(),
            Reply::ConfirmCancel { case, sure, .. } => {
                let key = if *sure { "button-cancel-anyway" } else { "button-cancel-case" };
                vec![
                    self.button(Button::Withdraw { case: *case, sure: *sure }, key),
                    self.button(Button::KeepCase(*case), "button-keep-case"),
                ]
            }
            Reply::Choices { question, choices } | Reply::TopicArticles { question, choices } => (0..)
                .zip(choices)
                .map(|(n, choice)| LabelledButton {
                    button: Button::Choose(*question, n),
                    label: choice.title.clone(),
                })
                .chain([self.button(Button::AskHuman(*question), "button-none-of-these")])
                .collect(),
            Reply::Received { question, .. } | Reply::CaseReopened { question, .. } => {
                vec![self.button(Button::OtherQuestion(*question), "button-other-question")]
            }
            Reply::ChooseLanguage(languages) => languages
                .as_slice()
                .iter()
                .map(|&language| {
                    let label = say(language, "language-name", &Args::new());
                    LabelledButton { button: Button::Speak(language), label }
                })
                .collect(),
            Reply::Profile(profile) if !profile.is_empty() => {
                vec![self.button(Button::ForgetProfile, "button-forget-profile")]
            }
            Reply::ConfirmErase => vec![
                self.button(Button::Erase, "button-erase"),
                self.button(Button::KeepData, "button-keep-data"),
            ],
            _ => Vec::new(),
        }
    }

    /// What can be pressed beneath an article.
    fn beneath(&self, no: QuestionNo, card: &Card, further: &Further, then: Then) -> Vec<LabelledButton> {
        let asks = matches!(then, Then::Asks | Then::AsksBeside);
        let calculates = card.calculator && (asks || then == Then::Nothing);
        let not_mine = then == Then::Asks && card.holds_for.is_some();
        let own = [
            asks.then(|| self.button(Button::Solved(no), "button-solved")),
            calculates.then(|| self.button(Button::Leave, "button-leave")),
            asks.then(|| self.button(Button::AskHuman(no), "button-human")),
            not_mine.then(|| self.button(Button::NotMyCase(no), "button-not-my-case")),
        ];
        let links = further.links.iter().map(|link| LabelledButton {
            button: Button::Read(no, link.place),
            label: self.with("button-read", Args::new().text("title", &link.title)),
        });
        titles(no, &further.also).into_iter().chain(own.into_iter().flatten()).chain(links).collect()
    }

    /// The article as an answer of the desk's: first of all, for whom it holds, if that may be somebody else.
    fn answer(&self, card: &Card) -> Vec<Part> {
        let whom = card.holds_for.as_ref();
        let whom = whom.map(|whom| Part::Text(self.with("holds-for", Args::new().text("whom", whom))));
        whom.into_iter().chain(self.article(card)).collect()
    }

    /// The article, then what it rests on and how fresh it is.
    fn article(&self, card: &Card) -> Vec<Part> {
        let mut parts = vec![Part::Article(card.body.clone())];
        let law = card.law.join("; ");
        let said = |day| date(self.language, day);
        let source = match (card.reviewed_on, card.law_checked) {
            (Some(day), Some(checked)) => {
                let args = Args::new().text("law", law).text("checked", said(checked)).text("day", said(day));
                self.with("source-checked", args)
            }
            (Some(day), None) => {
                self.with("source-reviewed", Args::new().text("law", law).text("day", said(day)))
            }
            (None, _) => law,
        };
        if !source.is_empty() {
            parts.push(Part::Small(source));
        }
        parts
    }

    fn help(&self, opening: &str) -> Message {
        let commands: Vec<String> =
            commands(self.language).into_iter().map(|(name, help)| format!("/{name} – {help}")).collect();
        Message {
            parts: vec![Part::Text(self.say(opening)), Part::Text(commands.join("\n"))],
            ..Message::default()
        }
    }

    fn cases(&self, cases: &[PastCase]) -> Message {
        if cases.is_empty() {
            return self.text("no-cases");
        }
        let line = |case: &PastCase| {
            let key = match case.ended {
                None => "case-line-open",
                Some(EndOfCase::Closed) => "case-line-closed",
                Some(EndOfCase::Withdrawn) => "case-line-withdrawn",
            };
            let opened = date(self.language, self.calendar.day(case.opened));
            self.with(key, Args::new().text("case", case.number).text("opened", opened))
        };
        Message::text(cases.iter().rev().map(line).collect::<Vec<_>>().join("\n"))
    }

    /// What somebody has said of themselves, a line each.
    fn profile(&self, profile: &Profile) -> Message {
        if profile.is_empty() {
            return self.text("profile-nothing");
        }
        let lines: Vec<String> =
            profile.traits().map(|said| format!("• {}", trait_label(self.language, said))).collect();
        Message {
            parts: vec![Part::Text(self.say("profile")), Part::Text(lines.join("\n"))],
            ..Message::default()
        }
    }

    fn status(&self, status: &Status) -> Message {
        match status {
            Status::Nothing => self.text("status-nothing"),
            Status::WaitingForYou { .. } => self.text("status-waiting-for-you"),
            Status::WaitingForHuman { case, taken, promised } => {
                let key = if *taken { "status-taken" } else { "status-not-taken" };
                Message::text(self.promising(key, *case, *promised))
            }
            Status::NoHour { case } => self.text_with("status-no-time", Args::new().text("case", case)),
            Status::Replied { case } => self.text_with("status-replied", Args::new().text("case", case)),
        }
    }

    /// A sentence that tells an hour, and why not sooner.
    fn promising(&self, key: &str, case: CaseNumber, promise: Promise) -> String {
        let mut told = self.with(key, Args::new().text("case", case).text("due", self.when(promise.until)));
        if let Some(opens) = promise.reopens {
            let why = self.with("desk-reopens", Args::new().text("opens", self.when(opens)));
            told = format!("{told} {why}");
        }
        if self.experts_away {
            told = format!("{told} {}", self.say("experts-away"));
        }
        told
    }

    fn of_leave(&self) -> LeaveView<'_> {
        LeaveView { language: self.language, zone: &self.calendar.zone }
    }

    fn button(&self, button: Button, key: &str) -> LabelledButton {
        LabelledButton { button, label: self.say(key) }
    }

    fn when(&self, at: Timestamp) -> String {
        when(self.language, &self.calendar.wall(at))
    }

    fn say(&self, key: &str) -> String {
        say(self.language, key, &Args::new())
    }

    fn with(&self, key: &str, args: Args) -> String {
        say(self.language, key, &args)
    }

    fn text(&self, key: &str) -> Message {
        Message::text(self.say(key))
    }

    fn text_with(&self, key: &str, args: Args) -> Message {
        Message::text(self.with(key, args))
    }
}

/// What to do at once, and whom to call.
fn help(urgent: &Urgent) -> Vec<Part> {
    let mut parts = vec![Part::Text(urgent.advice.clone())];
    if !urgent.numbers.is_empty() {
        parts.push(Part::Text(urgent.numbers.join("\n")));
    }
    parts
}

/// Articles to open, by their titles.
fn titles(question: QuestionNo, shelved: &[Shelved]) -> Vec<LabelledButton> {
    let button =
        |it: &Shelved| LabelledButton { button: Button::Read(question, it.place), label: it.title.clone() };
    shelved.iter().map(button).collect()
}

/// What somebody can be, as they read it, and none of that.
#[must_use]
pub fn which_case_labels(language: Language, dimension: Dimension) -> Vec<String> {
    let labels = dimension.options().iter().map(|said| trait_label(language, *said));
    labels.chain([say(language, "button-other-person", &Args::new())]).collect()
}

/// So much of a question as shows which one it is.
fn beginning(words: &Words) -> String {
    let first = words.as_str().lines().next().unwrap_or_default();
    let short: String = first.chars().take(SHOWN).collect();
    if short == words.as_str() { short } else { format!("{}…", short.trim_end()) }
}

/// A person's commands, each with what it does.
#[must_use]
pub fn commands(language: Language) -> Vec<(&'static str, String)> {
    let named = |command: &Definition<PersonCommand>| {
        (language.name_of(command.names), say(language, command.help, &Args::new()))
    };
    PERSON.iter().map(named).collect()
}

/// What the desk is, for somebody who has not written yet; at most 512 characters.
#[must_use]
pub fn description(language: Language) -> String {
    say(language, "description", &Args::new())
}

/// The same in at most 120 characters.
#[must_use]
pub fn short_description(language: Language) -> String {
    say(language, "short-description", &Args::new())
}

/// To a group, before leaving it.
#[must_use]
pub fn only_private(language: Language) -> String {
    say(language, "only-private", &Args::new())
}

/// A channel's name as people know it.
#[must_use]
pub fn channel_name(language: Language, channel: ChannelKind) -> String {
    say(language, &format!("channel-{channel}"), &Args::new())
}
