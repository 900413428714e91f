//! Whose words are forgotten, and when.

use domain::{
    commands::PersonCommand,
    conversation::{Conversation, Phase},
    message::Button,
    scope::{Place, Trait},
    verdict::Chat,
};

use super::{
    acts::{Act, arrives, closes, commands, presses, replies, reply, writes},
    player::{Scene, after, at, case},
    states::states,
    verdicts::{answer, chat, choices, human},
};

/// The questions that are still there in their words.
fn remembered(conversation: &Conversation) -> String {
    let words: Vec<&str> = match &conversation.phase {
        Phase::Quiet => Vec::new(),
        Phase::Unclear { question, .. } | Phase::Choosing { question, .. } => vec![question.words.as_str()],
        Phase::Answered { given } => given.iter().map(|given| given.question.words.as_str()).collect(),
        Phase::Open { case } | Phase::Closed { case, .. } => vec![case.latest.words.as_str()],
    };
    words.join("|")
}

/// Were there words from before this time that nobody needs, and which are left?
fn forgotten(scene: &Scene, before: &str) -> (bool, String) {
    let mut conversation = scene.conversation.clone();
    let forgotten = conversation.forget_before(at(before));
    (forgotten, remembered(&conversation))
}

#[test]
fn what_somebody_waits_for_or_humans_have_in_hand_is_never_forgotten() {
    let kept: Vec<&str> = states()
        .into_iter()
        .filter(|(_, scene)| forgotten(scene, "Tue 22 10:00").1 == "posso?")
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        kept,
        [
            "answered",
            "asked again",
            "choosing",
            "open",
            "urgent",
            "taken",
            "on its way",
            "replied",
            "overdue",
            "no hour",
            "left"
        ]
    );
}

#[test]
fn where_no_words_are_left_or_all_are_needed_nothing_is_forgotten() {
    let nothing: Vec<&str> = states()
        .into_iter()
        .filter(|(_, scene)| !forgotten(scene, "Tue 22 10:00").0)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        nothing,
        [
            "new",
            "asked again",
            "lapsed",
            "choosing",
            "guided",
            "withdrawn",
            "open",
            "urgent",
            "taken",
            "on its way",
            "replied",
            "overdue",
            "no hour",
            "left"
        ]
    );
}

/// A case that has been closed, and questions after it; what waited is answered by a reply that came late.
fn without_promise(asked: Vec<(&str, Act)>) -> Scene {
    let mut acts = vec![
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:30", closes(None)),
    ];
    acts.extend(asked);
    acts.push(("Thu 03 12:20", arrives(reply("Tue 24 11:00"))));
    acts.push(("Thu 03 12:30", replies("anna", "tutto")));
    acts.push(("Thu 03 12:31", arrives(reply("Thu 03 12:30"))));
    after(&acts)
}

#[test]
fn a_question_is_forgotten_by_the_time_it_was_asked_and_a_case_by_the_time_it_was_closed() {
    let unclear = after(&[("Tue 24 10:05", writes("congedo", chat(Chat::Vague)))]);
    let closed = after(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", closes(None)),
    ]);
    let choosing = without_promise(vec![("Thu 03 12:00", writes("quanto?", choices(&["leave", "pay"])))]);
    let answered = without_promise(vec![
        ("Thu 03 12:00", writes("quanto?", answer("pay"))),
        ("Thu 03 12:10", writes("e di notte?", answer("night"))),
    ]);
    for (scene, before, expected) in [
        (&unclear, "Tue 24 10:05", (false, "congedo")),
        (&unclear, "Tue 24 10:06", (true, "")),
        (&closed, "Tue 24 11:30", (false, "posso?")),
        (&closed, "Tue 24 11:31", (true, "")),
        (&choosing, "Thu 03 12:00", (false, "quanto?")),
        (&choosing, "Thu 03 12:01", (true, "")),
        (&answered, "Thu 03 12:00", (false, "quanto?|e di notte?")),
        (&answered, "Thu 03 12:10", (true, "e di notte?")),
        (&answered, "Thu 03 12:11", (true, "")),
    ] {
        let (forgets, left) = forgotten(scene, before);
        assert_eq!((forgets, left.as_str()), expected, "before {before}");
    }
}

#[test]
fn what_somebody_has_said_of_themselves_is_forgotten_once_nothing_waits() {
    let says = |verdict| writes("vivo a Milano, posso?", verdict).saying(&[Trait::Place(Place::Milano)]);
    let unclear = || ("Tue 24 10:05", says(chat(Chat::Vague)));
    let withdraw = Button::Withdraw { case: case(1), sure: false };
    for (acts, forgets, knows) in [
        (vec![], false, 0),
        (vec![unclear()], true, 0),
        (vec![unclear(), ("Tue 24 10:06", commands(PersonCommand::Cancel))], true, 0),
        (vec![("Tue 24 10:05", says(human()))], false, 1),
        (vec![("Tue 24 10:05", says(human())), ("Tue 24 10:06", presses(withdraw))], true, 0),
    ] {
        let mut conversation = after(&acts).conversation;
        let forgotten = conversation.forget_untouched(at("Tue 22 10:00"));
        let acts: Vec<&str> = acts.iter().map(|(_, act)| act.name.as_str()).collect();
        assert_eq!((forgotten, conversation.profile.traits().count()), (forgets, knows), "{acts:?}");
    }
}
