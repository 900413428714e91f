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
    use jiff::civil::date;
    use leave::guide::Ask;

    use super::*;
    use crate::{
        channel::ChannelKind,
        conversation::Standing,
        danger::Danger,
        language::Language,
        verdict::{Card, Handling, Urgent},
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

    /// Whom the words are for, where the guide has no choices to press.
    fn hears(guided: bool, guide: &Guide, here: &Here, (text, verdict): (&str, &Verdict)) -> &'static str {
        let words = Words::parse(text).expect("words");
        whose(heard(&somebody(guided), (guide, here, &[]), (&words, verdict)).as_ref())
    }

    fn whose(next: Option<&Next>) -> &'static str {
        match next {
            None => "desk",
            Some(next) if next.first == Some(Remark::NotUnderstood) => "slip",
            Some(_) => "guide",
        }
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
            assert_eq!(whose(next.as_ref()), expected, "{text}");
        }
    }

    #[test]
    fn danger_is_no_answer_unless_it_can_be_nothing_else() {
        let here = Here { today: date(2026, 11, 24), ..Here::default() };
        let due = Guide::asking(3, Ask::Due).guide;
        let Heard::Next(dated) = due.hear(GuideInput::Words("10/2/2027"), &here) else {
            panic!("a date was asked for")
        };
        let question = Guide::asking(3, Ask::Question).guide;
        for (guide, urgent, text, expected) in [
            (&due, false, "10 febbraio 2027", "guide"),
            (&due, true, "10 febbraio 2027", "guide"),
            (&due, true, "10/2/2027, ma intanto mi picchia ogni sera", "desk"),
            (&question, false, "che cosa succede se nasce prima del previsto", "guide"),
            (&question, true, "mi picchia", "desk"),
            (&question, true, "mi picchia sempre quando torno a casa", "desk"),
            (&dated.guide, false, "ho sbagliato, il 12 febbraio 2027", "guide"),
            (&dated.guide, true, "ho sbagliato, ieri mi ha picchiata ancora", "desk"),
        ] {
            assert_eq!(hears(true, guide, &here, (text, &human(urgent))), expected, "{text}");
        }
        let corrects =
            |urgent| hears(false, &dated.guide, &here, ("ho sbagliato, il 12/2/2027", &human(urgent)));
        assert_eq!([false, true].map(corrects), ["guide", "desk"], "beneath a plan");
    }

    #[test]
    fn a_question_in_between_is_for_the_desk_and_a_slip_is_asked_about_again() {
        let guide = Guide::asking(3, Ask::Company).guide;
        let card = Card {
            slug: "congedo".into(),
            title: "Congedo".into(),
            body: String::new(),
            law: Vec::new(),
            plain: None,
            reviewed_on: None,
            law_checked: None,
            calculator: false,
            handling: Handling::Auto,
            holds_for: None,
            unsaid: None,
            links: Vec::new(),
            urgent: None,
        };
        let answer = Verdict::answer(card, 0.9);
        let chat = |chat| Verdict::Chat { chat, topics: Vec::new() };
        for (text, verdict, expected) in [
            ("quanto dura il congedo parentale", &answer, "desk"),
            ("quanto dura il congedo", &answer, "slip"),
            ("vorrei parlare con qualcuno", &chat(Chat::WantsHuman), "desk"),
            ("buongiorno", &chat(Chat::Greeting), "slip"),
            ("boh", &chat(Chat::Vague), "slip"),
            ("e se perdo il lavoro?", &human(false), "desk"),
            ("perdo il lavoro", &human(false), "slip"),
        ] {
            assert_eq!(hears(true, &guide, &Here::default(), (text, verdict)), expected, "{text}");
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
