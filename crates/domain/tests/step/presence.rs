//! Whether the person can be reached.

use super::{
    acts::{a_reminder_is_due, arrives, comes_back, leaves, replies, reply, writes},
    player::{Scene, after, continued, story},
    states::in_each_state,
    verdicts::{answer, choices, human},
};

#[test]
fn the_staff_hear_once_that_somebody_has_left() {
    insta::assert_snapshot!(in_each_state(&leaves()), @"
    open, urgent, taken, on its way, replied, overdue, no hour: record PersonUnreachable; post #1 Left
    left: nothing
    the others: record PersonUnreachable
    ");
}

#[test]
fn the_staff_hear_that_somebody_has_come_back() {
    insta::assert_snapshot!(in_each_state(&comes_back()), @"
    left: record PersonReachable; post #1 CameBack
    the others: nothing
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:30", leaves()),
        ("Tue 24 10:40", writes("eccomi", human())),
        ("Tue 24 10:41", comes_back()),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:30 leaves: record PersonUnreachable; post #1 Left; wakes Wed 25 10:05
    Tue 24 10:40 writes «eccomi»:
        record PersonReachable; post #1 CameBack; post #1 Followed «eccomi»
        say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:41 comes back: wakes Wed 25 10:05
    ");
}

#[test]
fn only_who_can_be_told_is_reminded() {
    insta::assert_snapshot!(in_each_state(&a_reminder_is_due()), @"
    new: say Reminder 7 +privacy
    blocked, blocked and told, left: nothing
    the others: say Reminder 7
    ");
}

#[test]
fn who_has_left_is_told_nothing_and_the_staff_know_that_nobody_was() {
    let mut scene: Scene = after(&[("Tue 24 10:05", writes("posso?", human())), ("Tue 24 10:30", leaves())]);
    insta::assert_snapshot!(scene.live("Tue 01 09:00").join("\n"), @"
    Wed 25 10:05:
        record StaffAlerted 50; post #1 Alert 50 due Thu 26 10:05, calls room; wakes Wed 25 17:00
    Wed 25 17:00:
        record StaffAlerted 90; post #1 Alert 90 due Thu 26 10:05, calls room; wakes Thu 26 09:05
    Thu 26 09:05:
        post #1 PersonTold until Fri 27 13:00, in silence, calls room; wakes Thu 26 10:05
    Thu 26 10:05:
        record Breached due Thu 26 10:05; post #1 Breached due Thu 26 10:05, calls room
        post #1 StatusChanged Open due Thu 26 10:05 overdue; wakes Fri 27 12:00
    Fri 27 12:00:
        post #1 PersonTold until Mon 30 17:30, in silence, calls room; wakes Mon 30 16:30
    Mon 30 16:30:
        post #1 PersonTold until Tue 01 17:30, in silence, calls room; wakes Tue 01 16:30
    ");
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Tue 01 09:30", comes_back()),
        ("Tue 01 17:00", replies("anna", "sì")),
        ("Tue 01 17:01", arrives(reply("Tue 01 17:00"))),
    ]), @"
    Tue 01 09:30 comes back:
        record PersonReachable; post #1 CameBack; record PersonTold until Tue 01 17:30
        say TakesLonger #1 until Tue 01 17:30; wakes Tue 01 16:30
    Tue 01 16:30:
        record PersonTold until Wed 02 17:30; say TakesLonger #1 until Wed 02 17:30
        post #1 PersonTold until Wed 02 17:30, calls room; wakes Wed 02 16:30
    Tue 01 17:00 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 01 17:00
        post #1 StatusChanged Open anna due Thu 26 10:05 overdue; wakes Wed 02 16:30
    Tue 01 17:01 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 01 17:01
        post #1 Marked Delivered; post #1 Delivered late; post #1 StatusChanged Open anna
    ");
}

#[test]
fn who_has_left_an_answer_is_not_asked_about_it_and_what_they_did_not_choose_humans_have() {
    let gone = |verdict| {
        let mut scene = after(&[("Tue 24 10:05", writes("posso?", verdict)), ("Tue 24 10:30", leaves())]);
        scene.live("Wed 25 12:00").join("\n")
    };
    insta::assert_snapshot!(gone(answer("leave")), @"Wed 25 10:05: wakes Thu 26 10:05");
    insta::assert_snapshot!(gone(choices(&["leave", "pay"])), @"
    Wed 25 10:05:
        record CaseOpened #1 q1; post #1 Opened «posso?» near leave|pay due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 17:00
    ");
}
