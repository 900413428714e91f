//! What goes out: parts that say what they are, so that each channel can show them its own way.
//!
//! Nothing here is Telegram HTML or Matrix HTML; text by people is never mixed with markup.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use super::{
    attachment::Attachment,
    ids::{CaseNumber, QuestionNo},
    language::Language,
    scope::Trait,
};

/// One message, ready for any channel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub parts: Vec<Part>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<LabelledButton>,
    /// How to press them where they are only numbered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub press: Option<String>,
    /// A file to hand over with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// A person's file to hand over with it, fetched when the message is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Attachment>,
}

/// A paragraph and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The desk's own words, or an expert's: plain text.
    Text(String),
    /// The body of an article: Markdown.
    Article(String),
    /// Somebody's words, shown as theirs: plain text.
    Quote(String),
    /// A footnote (law, privacy notice): plain text, shown small where the channel can.
    Small(String),
}

impl Part {
    /// What it says, as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Article(text) | Self::Quote(text) | Self::Small(text) => text,
        }
    }
}

/// A text file made by the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub name: String,
    /// Media type, such as `application/json`.
    pub media_type: String,
    pub content: String,
}

/// A button with the words on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelledButton {
    pub button: Button,
    pub label: String,
}

/// Everything a person can press. Travels as [`Button::data`] and comes back as anything at all: parse it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Button {
    /// "È quello che cercavo".
    Solved(QuestionNo),
    /// "Chiedi a un esperto".
    AskHuman(QuestionNo),
    /// One of the choices offered, from 0.
    Choose(QuestionNo, u8),
    /// "È un'altra domanda", on the receipt of a message that went to an open case.
    OtherQuestion(QuestionNo),
    Speak(Language),
    /// One of the topics offered, from 0.
    Topic(QuestionNo, u8),
    /// "Sì, annulla la pratica"; `sure`: once more.
    Withdraw {
        case: CaseNumber,
        sure: bool,
    },
    KeepCase(CaseNumber),
    Erase,
    KeepData,
    /// "Calcola le mie date", beneath an article about leave.
    Leave,
    /// One of the choices, from 0, of this question of the guided conversation.
    Guide(u32, u8),
    /// Beneath the reminder of this number.
    Reminder(i64, ReminderAction),
    /// "Avvisami se cambia", once an article has answered this question.
    Follow(QuestionNo),
    /// "Non è il mio caso".
    NotMyCase(QuestionNo),
    /// What the person says of themselves, when the desk has asked; none of what was offered.
    Trait(QuestionNo, Option<Trait>),
    /// "Leggi: ...": the article at this place beneath a question.
    Read(QuestionNo, u8),
    /// "Dimentica", beneath what the desk knows of the person.
    ForgetProfile,
}

/// What can be done about a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderAction {
    Done,
    Snooze,
    /// No more of this kind.
    Stop,
    /// Show the plan it belongs to.
    Open,
}

impl ReminderAction {
    const ALL: [Self; 4] = [Self::Done, Self::Snooze, Self::Stop, Self::Open];

    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Snooze => "snooze",
            Self::Stop => "stop",
            Self::Open => "open",
        }
    }
}

impl Button {
    /// The button as callback data: at most 64 bytes, as Telegram wants.
    #[must_use]
    pub fn data(self) -> String {
        match self {
            Self::Solved(QuestionNo(n)) => format!("solved:{n}"),
            Self::AskHuman(QuestionNo(n)) => format!("human:{n}"),
            Self::Choose(QuestionNo(n), choice) => format!("choose:{n}:{choice}"),
            Self::OtherQuestion(QuestionNo(n)) => format!("other:{n}"),
            Self::Speak(language) => format!("speak:{language}"),
            Self::Topic(QuestionNo(n), topic) => format!("topic:{n}:{topic}"),
            Self::Withdraw { case, sure: false } => format!("withdraw:{case}"),
            Self::Withdraw { case, sure: true } => format!("withdraw-sure:{case}"),
            Self::KeepCase(case) => format!("keep-case:{case}"),
            Self::Erase => "erase".into(),
            Self::KeepData => "keep".into(),
            Self::Leave => "leave".into(),
            Self::Guide(turn, choice) => format!("guide:{turn}:{choice}"),
            Self::Reminder(number, action) => format!("reminder:{number}:{}", action.name()),
            Self::Follow(QuestionNo(n)) => format!("follow:{n}"),
            Self::NotMyCase(QuestionNo(n)) => format!("not-mine:{n}"),
            Self::Trait(QuestionNo(n), Some(said)) => format!("trait:{n}:{said}"),
            Self::Trait(QuestionNo(n), None) => format!("trait:{n}:none"),
            Self::Read(QuestionNo(n), place) => format!("read:{n}:{place}"),
            Self::ForgetProfile => "forget-profile".into(),
        }
    }
}

/// Callback data that no button of ours carries: old, or forged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no button of the desk carries this data")]
pub struct NotAButton;

impl FromStr for Button {
    type Err = NotAButton;

    fn from_str(data: &str) -> Result<Self, NotAButton> {
        let (name, rest) = data.split_once(':').unwrap_or((data, ""));
        let question = |n: &str| n.parse().map(QuestionNo).map_err(|_| NotAButton);
        let case = |number: &str| number.parse::<CaseNumber>().map_err(|_| NotAButton);
        Ok(match name {
            "solved" => Self::Solved(question(rest)?),
            "human" => Self::AskHuman(question(rest)?),
            "other" => Self::OtherQuestion(question(rest)?),
            "choose" => {
                let (n, choice) = rest.split_once(':').ok_or(NotAButton)?;
                Self::Choose(question(n)?, choice.parse().map_err(|_| NotAButton)?)
            }
            "speak" => Self::Speak(Language::ALL.into_iter().find(|l| l.code() == rest).ok_or(NotAButton)?),
            "topic" => {
                let (n, topic) = rest.split_once(':').ok_or(NotAButton)?;
                Self::Topic(question(n)?, topic.parse().map_err(|_| NotAButton)?)
            }
            "withdraw" => Self::Withdraw { case: case(rest)?, sure: false },
            "withdraw-sure" => Self::Withdraw { case: case(rest)?, sure: true },
            "keep-case" => Self::KeepCase(case(rest)?),
            "erase" if rest.is_empty() => Self::Erase,
            "keep" if rest.is_empty() => Self::KeepData,
            "leave" if rest.is_empty() => Self::Leave,
            "guide" => {
                let (turn, choice) = rest.split_once(':').ok_or(NotAButton)?;
                Self::Guide(turn.parse().map_err(|_| NotAButton)?, choice.parse().map_err(|_| NotAButton)?)
            }
            "reminder" => {
                let (number, action) = rest.split_once(':').ok_or(NotAButton)?;
                let action = ReminderAction::ALL.into_iter().find(|known| known.name() == action);
                Self::Reminder(number.parse().map_err(|_| NotAButton)?, action.ok_or(NotAButton)?)
            }
            "follow" => Self::Follow(question(rest)?),
            "not-mine" => Self::NotMyCase(question(rest)?),
            "trait" => {
                let (n, said) = rest.split_once(':').ok_or(NotAButton)?;
                let said = if said == "none" { None } else { Some(said.parse().map_err(|_| NotAButton)?) };
                Self::Trait(question(n)?, said)
            }
            "read" => {
                let (n, place) = rest.split_once(':').ok_or(NotAButton)?;
                Self::Read(question(n)?, place.parse().map_err(|_| NotAButton)?)
            }
            "forget-profile" if rest.is_empty() => Self::ForgetProfile,
            _ => return Err(NotAButton),
        })
    }
}

impl From<Button> for String {
    fn from(button: Button) -> Self {
        button.data()
    }
}

impl TryFrom<String> for Button {
    type Error = NotAButton;

    fn try_from(data: String) -> Result<Self, NotAButton> {
        data.parse()
    }
}

impl Message {
    /// A message of one plain paragraph.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { parts: vec![Part::Text(text.into())], ..Self::default() }
    }

    /// All it says as plain text, paragraphs apart by a blank line: for the record and for plain rooms.
    #[must_use]
    pub fn plain(&self) -> String {
        let texts: Vec<&str> = self.parts.iter().map(Part::text).collect();
        texts.join("\n\n")
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Author {
    Person,
    Desk,
    Expert,
    /// An article that an expert chose to send.
    Article,
    /// A note among the staff.
    Note,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_button() -> impl Strategy<Value = Button> {
        let no = any::<u32>().prop_map(QuestionNo);
        prop_oneof![
            no.clone().prop_map(Button::Solved),
            no.clone().prop_map(Button::AskHuman),
            no.clone().prop_map(Button::OtherQuestion),
            (no, any::<u8>()).prop_map(|(n, c)| Button::Choose(n, c)),
            Just(Button::Speak(Language::En)),
            (any::<u32>(), any::<u8>()).prop_map(|(no, topic)| Button::Topic(QuestionNo(no), topic)),
            any::<bool>().prop_map(|sure| Button::Withdraw { case: "2026-0042".parse().unwrap(), sure }),
            Just(Button::KeepCase("2026-0042".parse().unwrap())),
            Just(Button::Erase),
            Just(Button::KeepData),
            Just(Button::Leave),
            (any::<u32>(), any::<u8>()).prop_map(|(turn, choice)| Button::Guide(turn, choice)),
            (any::<i64>(), prop::sample::select(&ReminderAction::ALL[..]))
                .prop_map(|(number, action)| Button::Reminder(number, action)),
            any::<u32>().prop_map(|no| Button::Follow(QuestionNo(no))),
            any::<u32>().prop_map(|no| Button::NotMyCase(QuestionNo(no))),
            (any::<u32>(), prop::option::of(prop::sample::select(Trait::all().collect::<Vec<_>>())))
                .prop_map(|(no, said)| Button::Trait(QuestionNo(no), said)),
            (any::<u32>(), any::<u8>()).prop_map(|(no, place)| Button::Read(QuestionNo(no), place)),
            Just(Button::ForgetProfile),
        ]
    }

    proptest! {
        #[test]
        fn every_button_comes_back_as_it_went_out(button in any_button()) {
            prop_assert_eq!(button.data().parse(), Ok(button));
            prop_assert_eq!(Button::try_from(String::from(button)), Ok(button));
            prop_assert!(button.data().len() <= 64);
        }

        #[test]
        fn forged_data_is_refused_or_is_a_button(data in ".{0,80}") {
            if let Ok(button) = data.parse::<Button>() {
                prop_assert!(data.starts_with(button.data().split(':').next().unwrap_or_default()));
            }
        }
    }

    #[test]
    fn a_message_is_kept_with_all_its_paragraphs() {
        let message = Message {
            parts: vec![
                Part::Text("Hai chiesto:".into()),
                Part::Quote("posso?".into()),
                Part::Article("**Sì**.".into()),
                Part::Small("D.Lgs. 151/2001".into()),
            ],
            ..Message::default()
        };
        assert_eq!(message.plain(), "Hai chiesto:\n\nposso?\n\n**Sì**.\n\nD.Lgs. 151/2001");
        assert_eq!(Message::text("Ecco:").plain(), "Ecco:");
    }

    #[test]
    fn a_button_with_more_to_it_than_it_has_is_none() {
        for data in ["erase:1", "keep:1", "leave:1", "forget-profile:1", "solved:1:2", "read:1:2:3"] {
            assert_eq!(data.parse::<Button>(), Err(NotAButton), "{data}");
        }
    }
}
