//! How much, how often, how long.

use domain::{
    commands::{CaseCommand, PersonCommand},
    event::Found,
    message::Button,
};
use jiff::SignedDuration;

use super::{
    acts::{
        Act, arrives, closes, commands, does_in, presses, presses_finding, q, replies, reply, words, writes,
    },
    player::{Scene, after, at, case, continued, story},
    printer::told,
    verdicts::{answer, choices, human, pressing},
};

/// Asks and withdraws, so many times, so many hours apart.
fn asks_and_withdraws(scene: &mut Scene, times: u32, hours: i64) {
    for place in 1..=times {
        let now = scene.now + SignedDuration::from_hours(hours);
        scene.happens(now, &writes("posso?", human()));
        scene.happens(now, &presses(Button::Withdraw { case: case(place), sure: false }));
    }
}

#[test]
fn a_conversation_remembers_its_last_twenty_cases() {
    let mut scene = Scene::new();
    asks_and_withdraws(&mut scene, 22, 6);
    let step = scene.happens(scene.now, &commands(PersonCommand::Cases));
    insta::assert_snapshot!(told(&step), @"say Cases #3 Withdrawn, 18 more, #22 Withdrawn");
}

#[test]
fn five_automatic_answers_wait_at_a_time() {
    let asked: Vec<(&str, Act)> =
        ["a", "b", "c", "d", "e", "f"].map(|slug| ("Tue 24 10:05", writes("posso?", answer(slug)))).into();
    let pressed = |no| {
        let mut scene = after(&asked);
        continued(&mut scene, &[("Tue 24 10:06", presses(Button::Solved(q(no))))])
    };
    insta::assert_snapshot!(pressed(1), @"Tue 24 10:06 presses solved:1: say StaleButton; wakes Wed 25 10:05");
    insta::assert_snapshot!(pressed(2), @"Tue 24 10:06 presses solved:2: fits b «posso?»; say Glad follow q2; wakes Wed 25 10:05");
    insta::assert_snapshot!(pressed(6), @"
    Tue 24 10:06 presses solved:6:
        fits f «posso?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled; say Glad follow q6
    ");
}

#[test]
fn the_sixth_case_of_a_day_goes_into_the_last_unless_it_must_not_wait() {
    let mut scene = Scene::new();
    asks_and_withdraws(&mut scene, 4, 1);
    let sixth = |scene: &Scene, wall, question: &Act| told(&scene.clone().happens(at(wall), question));
    insta::assert_snapshot!(sixth(&scene, "Tue 24 15:00", &writes("posso?", human())), @"

    record Asked q5; record CommitmentBegan Tue 24 15:00 to Thu 26 15:00; record CaseOpened #5 q5
    post #5 Opened «posso?» due Thu 26 15:00, calls room; say CaseOpened #5 until Thu 26 15:00
    wakes Wed 25 15:00
    ");
    asks_and_withdraws_fifth(&mut scene);
    insta::assert_snapshot!(sixth(&scene, "Tue 24 16:00", &writes("posso?", human())), @"

    record Asked q6; record CommitmentBegan Tue 24 16:00 to Thu 26 16:00; record CaseReopened #5
    post #5 Reopened due Thu 26 16:00; post #5 Followed «posso?»
    say AddedToCase #5 until Thu 26 16:00; wakes Wed 25 16:00
    ");
    insta::assert_snapshot!(sixth(&scene, "Tue 24 16:00", &writes("devo firmare", pressing())), @"

    record Asked q6; record CommitmentBegan Tue 24 16:00 to Thu 26 16:00
    record CaseOpened #6 q6 urgent
    post #6 Opened «devo firmare» urgent: pressed to sign due Thu 26 16:00, calls room
    say CaseOpened #6 until Wed 25 09:30 sign nothing; wakes Tue 24 17:00
    ");
    // The first was opened at eleven.
    insta::assert_snapshot!(sixth(&scene, "Wed 25 10:59", &writes("posso?", human())), @"

    record Asked q6; record CommitmentBegan Wed 25 10:59 to Fri 27 10:59; record CaseReopened #5
    post #5 Reopened due Fri 27 10:59; post #5 Followed «posso?»
    say AddedToCase #5 until Fri 27 10:59; wakes Thu 26 10:59
    ");
    insta::assert_snapshot!(sixth(&scene, "Wed 25 11:00", &writes("posso?", human())), @"

    record Asked q6; record CommitmentBegan Wed 25 11:00 to Fri 27 11:00; record CaseOpened #6 q6
    post #6 Opened «posso?» due Fri 27 11:00, calls room; say CaseOpened #6 until Fri 27 11:00
    wakes Thu 26 11:00
    ");
    let mut last = scene.clone();
    insta::assert_snapshot!(continued(&mut last, &[
        ("Tue 24 16:00", writes("quanto?", choices(&["leave", "pay"])).quoting("sì", None)),
        ("Tue 24 16:01", presses(Button::AskHuman(q(6)))),
        ("Tue 24 16:02", commands(PersonCommand::Cases)),
    ]), @"
    Tue 24 16:00 writes «quanto?» (quoting):
        record Asked q6; record CommitmentBegan Tue 24 16:00 to Thu 26 16:00; record Offered q6
        say Choices q6 leave|pay; wakes Wed 25 16:00
    Tue 24 16:01 presses human:6:
        record CaseReopened #5; post #5 Reopened due Thu 26 16:00; post #5 RefersTo «sì»
        post #5 Followed «quanto?»; post #5 Near leave|pay answered with None
        say AddedToCase #5 until Thu 26 16:00; wakes Wed 25 16:00
    Tue 24 16:02 commands Cases:
        say Cases #1 Withdrawn, #2 Withdrawn, #3 Withdrawn, #4 Withdrawn, #5 Open; wakes Wed 25 16:00
    ");
}

fn asks_and_withdraws_fifth(scene: &mut Scene) {
    let now = at("Tue 24 15:00");
    scene.happens(now, &writes("posso?", human()));
    scene.happens(now, &presses(Button::Withdraw { case: case(5), sure: false }));
}

#[test]
fn a_case_is_opened_again_within_a_week_of_closing() {
    let writes_at = |wall: &str, seconds| {
        let mut scene = after(&[
            ("Tue 24 10:05", writes("posso?", human())),
            ("Tue 24 11:00", replies("anna", "sì")),
            ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
            ("Tue 24 11:30", closes(None)),
        ]);
        told(&scene.happens(at(wall) + SignedDuration::from_secs(seconds), &writes("e poi?", human())))
    };
    insta::assert_snapshot!(writes_at("Tue 01 11:30", 0), @"

    record CaseReopened #1; record CommitmentBegan Tue 01 11:30 to Thu 03 11:30
    post #1 Reopened due Thu 03 11:30; post #1 Followed «e poi?» due Thu 03 11:30, calls anna
    say CaseReopened #1 q2 until Thu 03 11:30; post #1 StatusChanged Open anna due Thu 03 11:30
    wakes Wed 02 11:30
    ");
    insta::assert_snapshot!(writes_at("Tue 01 11:30", 1), @"

    record Asked q2; record CommitmentBegan Tue 01 11:30 to Thu 03 11:30; record CaseOpened #2 q2
    post #2 Opened «e poi?» due Thu 03 11:30, calls room; say CaseOpened #2 until Thu 03 11:30
    wakes Wed 02 11:30
    ");
}

#[test]
fn the_term_is_48_hours_from_what_the_platform_says() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human()).stamped("Tue 24 09:00")),
    ]), @"
    Tue 24 10:05 writes «posso?» (stamped Tue 24 09:00):
        record Asked q1; record CommitmentBegan Tue 24 09:00 to Thu 26 09:00; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 09:00, calls room
        say CaseOpened #1 until Thu 26 09:00 +privacy; wakes Wed 25 09:00
    ");
}

#[test]
fn a_question_that_goes_into_the_last_case_leaves_its_head_as_it_was() {
    let mut scene = Scene::new();
    asks_and_withdraws(&mut scene, 4, 1);
    let other = presses_finding(Button::OtherQuestion(q(6)), Found::Verdict(human()));
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Tue 24 15:00", writes("posso?", human())),
        ("Tue 24 15:10", does_in(5, "anna", CaseCommand::Close(Some(words("una prova"))), None)),
        ("Tue 24 15:20", writes("e la paga?", human())),
        ("Tue 24 15:30", other),
        ("Tue 24 15:40", does_in(5, "anna", CaseCommand::Take, None)),
    ]), @r#"
    Tue 24 15:00 writes «posso?»:
        record Asked q5; record CommitmentBegan Tue 24 15:00 to Thu 26 15:00; record CaseOpened #5 q5
        post #5 Opened «posso?» due Thu 26 15:00, calls room; say CaseOpened #5 until Thu 26 15:00
        wakes Wed 25 15:00
    Tue 24 15:10 anna commands Close(Some(Words("una prova"))):
        record CommitmentEnded Tue 24 15:00 to Thu 26 15:00: ClosedUnanswered
        record CaseClosed #5 WithoutReply; post #5 Closed by anna; say CaseClosed #5 unanswered
        post #5 StatusChanged Closed
    Tue 24 15:20 writes «e la paga?»:
        record CaseReopened #5; record CommitmentBegan Tue 24 15:20 to Thu 26 15:20
        post #5 Reopened due Thu 26 15:20; post #5 Followed «e la paga?» due Thu 26 15:20, calls room
        say CaseReopened #5 q6 until Thu 26 15:20; post #5 StatusChanged Open due Thu 26 15:20
        wakes Wed 25 15:20
    Tue 24 15:30 presses other:6:
        record Asked q6; post #5 ClosedAgain; record CaseClosed #5 Done; record CaseReopened #5
        post #5 Reopened due Thu 26 15:20; post #5 Followed «e la paga?»
        say AddedToCase #5 until Thu 26 15:20; wakes Wed 25 15:20
    Tue 24 15:40 anna commands Take:
        record CaseTaken #5; post #5 Taken by anna; post #5 StatusChanged Open anna due Thu 26 15:20
        wakes Wed 25 15:20
    "#);
}
