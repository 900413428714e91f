//! Whom words are for while a guided conversation is under way: the guide, or the desk.
//!
//! Invariants: danger is no answer, whatever was asked; only who is welcome is guided.

use leave::guide::{Guide, GuideInput, Heard, Here, Next, Remark};

use super::{
    conversation::Conversation,
    verdict::{Chat, Verdict},
    words::Words,
};

/// More words than this are more than an answer to the guide.
const A_FEW_WORDS: usize = 4;

/// Can words be for the guide at all?
#[must_use]
pub fn listens(conversation: &Conversation) -> bool {
    conversation.guided || conversation.plan_shown
}

/// What the guide says to these words; none if they are for the desk, which has come to this verdict. `labels` are the
/// guide's choices as the person reads them.
#[must_use]
pub fn heard(
    conversation: &Conversation,
    (guide, here, labels): (&Guide, &Here, &[String]),
    (words, verdict): (&Words, &Verdict),
) -> Option<Next> {
    let urgent = verdict.urgent().is_some();
    let corrected = guide.corrected(words.as_str(), here).filter(|_| !urgent);
    // Beneath a plan stand buttons; what is neither on them nor a correction is not the guide's.
    let typed = words.as_str().trim().to_lowercase();
    let is_label = labels.iter().any(|label| label.to_lowercase() == typed);
    if !conversation.guided && corrected.is_none() && !is_label {
        return None;
    }
    let said = match guide.meant(words.as_str(), here, labels) {
        Some(choice) => GuideInput::Chose { turn: guide.turn, choice },
        None => GuideInput::Words(words.as_str()),
    };
    match corrected.unwrap_or_else(|| guide.hear(said, here)) {
        Heard::Next(next) if !urgent || (is_short(words) && !guide.takes_any_words()) => Some(*next),
        // A question in between is one, unless humans have another in hand: what is said to the guide is not for them.
        _ if urgent || (is_question(words, verdict) && conversation.open_case().is_none()) => None,
        _ => Some(guide.remark(Remark::NotUnderstood)),
    }
}

fn is_short(words: &Words) -> bool {
    words.as_str().split_whitespace().count() <= A_FEW_WORDS
}

/// Is it a question of its own, and not a slip over what the guide asked?
fn is_question(words: &Words, verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Chat { chat, .. } => *chat == Chat::WantsHuman,
        Verdict::Answer { .. } => !is_short(words),
        Verdict::Choices { .. } | Verdict::Human { .. } => words.as_str().contains('?'),
    }
}

#[cfg(test)]
mod tests {
    use leave::guide::Ask;

    use super::*;
    use crate::{
        channel::ChannelKind, conversation::Standing, danger::Danger, language::Language, verdict::Urgent,
    };

    fn somebody(guided: bool) -> Conversation {
        let mut conversation = Conversation::new(ChannelKind::Console, Language::It);
        conversation.guided = guided;
        conversation.plan_shown = !guided;
        conversation
    }

    fn human(urgent: bool) -> Verdict {
        let danger = Urgent {
            label: "pericolo".into(),
            advice: "Chiama il 112.".into(),
            numbers: Vec::new(),
            danger: Some(Danger::Violence),
        };
        Verdict::human(urgent.then_some(danger))
    }

    #[test]
    fn words_are_for_the_guide_for_the_desk_or_a_slip() {
        let guide = Guide::asking(3, Ask::Company).guide;
        let none: &[String] = &[];
        let ok = ["Ok".to_owned()];
        // A label beyond what the guide asks about chooses nothing.
        let beyond = ["", "", "", "", "", "", "", "", "Ok"].map(str::to_owned);
        for (guided, urgent, text, labels, expected) in [
            (true, false, "bla bla", none, "slip"),
            (true, false, "ma quanto dura il congedo del padre?", none, "desk"),
            (true, true, "mi picchia sempre quando torno a casa", none, "desk"),
            (false, false, "grazie", none, "desk"),
            (false, false, "ok", beyond.as_slice(), "slip"),
            (false, false, "ok", ok.as_slice(), "guide"),
        ] {
            let words = Words::parse(text).expect("words");
            let next = heard(&somebody(guided), (&guide, &Here::default(), labels), (&words, &human(urgent)));
            let told = match next {
                None => "desk",
                Some(next) if next.first == Some(Remark::NotUnderstood) => "slip",
                Some(_) => "guide",
            };
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn who_is_blocked_is_not_guided_and_who_is_nowhere_not_heard() {
        let mut conversation = somebody(true);
        assert!(conversation.is_welcome() && listens(&conversation) && listens(&somebody(false)));
        conversation.standing = Standing::Blocked;
        (conversation.guided, conversation.plan_shown) = (false, false);
        assert!(!conversation.is_welcome() && !listens(&conversation));
    }
}
