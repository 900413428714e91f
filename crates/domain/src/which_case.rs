//! What the desk asks when a rule may not be somebody's: the one thing that decides it.

use leave::letters::plain;

use super::{
    conversation::{Asked, Conversation},
    message::Button,
    scope::{Dimension, Place, Role, Trait, Work},
    verdict::Reading,
    words::Words,
};

/// More words than this are more than an answer.
const A_FEW_WORDS: usize = 6;

impl Dimension {
    /// What is offered on buttons: so many that a phone shows them at once, and Matrix has signs for them and one more.
    #[must_use]
    pub fn options(self) -> &'static [Trait] {
        match self {
            Self::Work => &[
                Trait::Work(Work::Private),
                Trait::Work(Work::Public),
                Trait::Work(Work::Domestic),
                Trait::Work(Work::Separata),
                Trait::Work(Work::Artisan),
                Trait::Work(Work::Trader),
                Trait::Work(Work::Professional),
                Trait::Work(Work::Unemployed),
                Trait::Work(Work::Company),
            ],
            Self::Role => &[
                Trait::Role(Role::Mother),
                Trait::Role(Role::Father),
                Trait::Role(Role::SecondMother),
                Trait::Role(Role::Adoptive),
                Trait::Role(Role::Foster),
                Trait::Role(Role::Disabled),
                Trait::Role(Role::Child),
                Trait::Role(Role::Spouse),
            ],
            Self::Place => &[
                Trait::Place(Place::Milano),
                Trait::Place(Place::Lombardia),
                Trait::Place(Place::Italia),
                Trait::Place(Place::Abroad),
            ],
        }
    }
}

/// What the desk has asked last, if it was that.
#[must_use]
pub fn asked(conversation: &Conversation) -> Option<Dimension> {
    match conversation.asked {
        Some(Asked::Which { dimension, .. }) => Some(dimension),
        _ => None,
    }
}

/// The button that typed words mean: a number, what stands on it, or the same in other words. `labels` are those that the
/// person reads, the last one for none of them. Danger is no answer.
#[must_use]
pub fn typed(
    conversation: &Conversation,
    labels: &[String],
    (words, reading): (&Words, &Reading),
) -> Option<Button> {
    let Some(Asked::Which { question, dimension }) = conversation.asked else {
        return None;
    };
    if reading.verdict.urgent().is_some() {
        return None;
    }
    let options = dimension.options();
    let text = plain(words.as_str());
    let number = || text.parse::<usize>().ok()?.checked_sub(1).filter(|nth| *nth <= options.len());
    let label = || labels.iter().position(|label| plain(label) == text);
    if let Some(nth) = label().or_else(number) {
        return Some(Button::Trait(question, options.get(nth).copied()));
    }
    let short = words.as_str().split_whitespace().count() <= A_FEW_WORDS && !words.as_str().contains('?');
    let mut said = reading.said.traits().filter(|said| said.dimension() == dimension);
    match (said.next(), said.next()) {
        (Some(said), None) if short => Some(Button::Trait(question, Some(said))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        channel::ChannelKind,
        ids::QuestionNo,
        language::Language,
        scope::Profile,
        verdict::{Urgent, Verdict},
    };

    #[test]
    fn typed_words_press_what_they_mean() {
        let mut conversation = Conversation::new(ChannelKind::Console, Language::It);
        let labels =
            ["Milano", "Lombardia, fuori Milano", "Italia", "All'estero", "Altro"].map(str::to_owned);
        let (no, milano) = (QuestionNo(3), Trait::Place(Place::Milano));
        let pressed = |conversation: &Conversation, text: &str, said: &[Trait], urgent: bool| {
            let mut profile = Profile::default();
            for said in said {
                profile.add(*said);
            }
            let urgent = urgent.then(|| Urgent::new("firma".into(), "non firmare".into()));
            let reading = Reading { said: profile, ..Verdict::human(urgent).into() };
            typed(conversation, &labels, (&Words::parse(text).unwrap(), &reading))
        };
        assert_eq!(pressed(&conversation, "Milano", &[milano], false), None, "nobody has asked");
        conversation.asked = Some(Asked::Which { question: no, dimension: Dimension::Place });
        let abroad = Some(Button::Trait(no, Some(Trait::Place(Place::Abroad))));
        for (text, said, urgent, expected) in [
            ("MILANO!", &[][..], false, Some(Button::Trait(no, Some(milano)))),
            ("all estero", &[], false, abroad),
            ("4", &[], false, abroad),
            ("5", &[], false, Some(Button::Trait(no, None))),
            ("altro", &[], false, Some(Button::Trait(no, None))),
            ("6", &[], false, None),
            ("0", &[], false, None),
            ("abito in zona Lambrate", &[milano], false, Some(Button::Trait(no, Some(milano)))),
            ("abito in zona Lambrate", &[milano], true, None),
            ("e se mio marito abita a Milano?", &[milano], false, None),
            ("sono colf", &[Trait::Work(Work::Domestic)], false, None),
        ] {
            assert_eq!(pressed(&conversation, text, said, urgent), expected, "{text}");
        }
    }

    #[test]
    fn every_option_is_of_its_dimension_and_there_are_signs_for_all() {
        for dimension in [Dimension::Work, Dimension::Role, Dimension::Place] {
            assert!(dimension.options().iter().all(|said| said.dimension() == dimension));
            assert!(dimension.options().len() < 10, "with the last one, ten");
        }
    }
}
