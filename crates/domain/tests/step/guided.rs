//! The guided conversation, which the app holds.

use domain::{commands::PersonCommand, verdict::Chat};

use super::{
    acts::{a_reminder_is_due, commands, is_guided, presses_something_unknown, replies, writes},
    player::{Scene, after, continued, story},
    states::in_each_state,
    verdicts::{chat, human},
};

#[test]
fn what_the_guide_says_changes_nothing_of_what_waits() {
    insta::assert_snapshot!(in_each_state(&is_guided(true, None)), @"
    new: say Guide +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say Guide
    the others: say Guide
    ");
}

/// Whether the guide waits for an answer, or has shown its plan.
fn stands(scene: &Scene) -> (bool, bool) {
    (scene.conversation.guided, scene.conversation.plan_shown)
}

#[test]
fn the_guide_waits_until_something_else_is_said() {
    let asked = || after(&[("Tue 24 10:05", is_guided(true, None))]);
    assert_eq!(stands(&asked()), (true, false));
    for (act, goes_on) in [
        (is_guided(true, None), (true, false)),
        (is_guided(false, None), (false, true)),
        (commands(PersonCommand::Help), (true, false)),
        (presses_something_unknown(), (true, false)),
        (writes("ciao", chat(Chat::Greeting)), (false, false)),
        (writes("posso?", human()), (false, false)),
        (a_reminder_is_due(), (false, false)),
    ] {
        let mut scene = asked();
        let name = act.name.clone();
        scene.happens(scene.now, &act);
        assert_eq!(stands(&scene), goes_on, "{name}");
    }
}

#[test]
fn a_human_reply_comes_before_the_guide() {
    let mut scene =
        after(&[("Tue 24 10:05", writes("posso?", human())), ("Tue 24 10:10", is_guided(false, None))]);
    assert_eq!(stands(&scene), (false, true));
    scene.happens(scene.now, &replies("anna", "sì"));
    assert_eq!(stands(&scene), (false, false));
}

#[test]
fn what_the_guide_did_not_want_ends_it_even_if_nothing_is_said() {
    let mut scene =
        after(&[("Tue 24 10:05", writes("posso?", human())), ("Tue 24 10:10", is_guided(true, None))]);
    scene.happens(scene.now, &writes("grazie", chat(Chat::Thanks)).tickable());
    assert_eq!(stands(&scene), (false, false));
}

#[test]
fn leaving_the_guide_leaves_the_case() {
    let mut scene = after(&[("Tue 24 10:05", writes("posso?", human()))]);
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Tue 24 10:10", is_guided(true, None)),
        ("Tue 24 10:11", commands(PersonCommand::Cancel)),
        ("Tue 24 10:12", commands(PersonCommand::Cancel)),
    ]), @"
    Tue 24 10:10 is guided: say Guide; wakes Wed 25 10:05
    Tue 24 10:11 commands Cancel: say LeftGuide #1; wakes Wed 25 10:05
    Tue 24 10:12 commands Cancel: say ConfirmCancel #1 «posso?»; wakes Wed 25 10:05
    ");
}

#[test]
fn the_organisation_that_people_name_in_the_guide_stands_in_the_case() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", is_guided(false, Some("acme"))),
        ("Tue 24 10:06", writes("posso?", human())),
    ]), @"
    Tue 24 10:05 is guided: say Guide +privacy
    Tue 24 10:06 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:06 to Thu 26 10:06; record CaseOpened #1 q1
        post #1 Opened «posso?» through ACME due Thu 26 10:06, calls room
        say CaseOpened #1 until Thu 26 10:06; wakes Wed 25 10:06
    ");
}
