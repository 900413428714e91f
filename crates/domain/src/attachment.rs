//! What a person sends beside words. The desk knows what kind of thing it is and which platform keeps it; what is in it,
//! only the experts see.

use serde::{Deserialize, Serialize};

use super::channel::ChannelKind;

/// A file that is still with the platform it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub kind: AttachmentKind,
    pub channel: ChannelKind,
    /// How the channel asks the platform for it.
    pub reference: String,
}

/// What kind of file it is, as far as the platform knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    Photo,
    Document,
    Voice,
    Video,
}

impl AttachmentKind {
    /// A sign that stands for it where there are no words, in any language.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Photo => "📷",
            Self::Document => "📄",
            Self::Voice => "🎤",
            Self::Video => "🎥",
        }
    }
}

/// Why something a person sent does not go to the experts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declined {
    /// More than the platform lets a bot have.
    TooLarge,
    /// A kind of file that may say who the person is, and that the desk cannot clean.
    Kind,
    /// Somebody's name and number: nothing the desk should have.
    Contact,
    /// A message whose key has not come: nobody can read it.
    #[serde(alias = "sealed")]
    Undecryptable,
    /// It was fetched for the experts and could not be opened, or sanitized.
    Unreadable,
}

/// The files that came with a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Something was left out, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<Declined>,
}

impl Files {
    /// Both messages' files, as one.
    pub fn join(&mut self, later: Self) {
        self.attachments.extend(later.attachments);
        self.declined = self.declined.or(later.declined);
    }

    /// What stands in the place of words, if there are files and nothing else.
    #[must_use]
    pub fn signs(&self) -> String {
        self.attachments.iter().map(|attachment| attachment.kind.sign()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(kinds: &[AttachmentKind], declined: Option<Declined>) -> Files {
        let file = |&kind| Attachment { kind, channel: ChannelKind::Console, reference: String::new() };
        Files { attachments: kinds.iter().map(file).collect(), declined }
    }

    #[test]
    fn files_of_two_messages_are_in_the_order_they_came_and_the_first_reason_stands() {
        use AttachmentKind::{Document, Photo, Voice};
        for (first, later, signs, declined) in [
            (files(&[Photo], None), files(&[Voice, Document], None), "📷🎤📄", None),
            (files(&[], None), files(&[Voice], Some(Declined::Kind)), "🎤", Some(Declined::Kind)),
            (
                files(&[Voice], Some(Declined::Kind)),
                files(&[], Some(Declined::TooLarge)),
                "🎤",
                Some(Declined::Kind),
            ),
            (files(&[], None), files(&[], None), "", None),
        ] {
            let mut joined = first.clone();
            joined.join(later);
            assert_eq!((joined.signs().as_str(), joined.declined), (signs, declined), "{first:?}");
        }
    }
}
