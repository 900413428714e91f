//! A platform whose clock is ahead of ours promises nobody more time, and answers nothing that was written later.

use domain::{
    commands::{CaseCommand, PersonCommand},
    message::Button,
};

use super::{
    acts::{arrives, closes, commands, does_in, presses, replies, reply, rewords, writes},
    player::story,
    verdicts::{answer, card, human},
};

#[test]
fn the_promise_runs_from_our_clock_where_the_platforms_is_ahead() {
    let ahead = "Tue 24 13:00";
    insta::assert_snapshot!(story(&[("Tue 24 10:05", writes("posso?", human()).stamped(ahead))]), @"
    Tue 24 10:05 writes «posso?» (stamped Tue 24 13:00):
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", rewords("posso?", answer("leave"), None, true).stamped(ahead)),
    ]), @"
    Tue 24 10:05 rewords the last message as «posso?» (stamped Tue 24 13:00):
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", rewords("ecco", human(), None, true).with_photo().stamped(ahead)),
    ]), @"
    Tue 24 10:05 rewords the last message as «ecco» (with a file) (stamped Tue 24 13:00):
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «ecco» due Thu 26 10:05, calls room; say CaseOpened #1 until Thu 26 10:05 +privacy
        post #1 Attached Photo; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", rewords("e domani?", human(), Some(1), true).stamped(ahead)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:01 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 11:01
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna
    Tue 24 11:30 rewords the last message as «e domani?» (stamped Tue 24 13:00):
        record CommitmentBegan Tue 24 11:30 to Thu 26 11:30
        post #1 Reworded «e domani?» due Thu 26 11:30, calls anna
        post #1 StatusChanged Open anna due Thu 26 11:30; wakes Wed 25 11:30
    ");
}

#[test]
fn an_experts_clock_that_is_ahead_answers_nothing_that_was_written_later() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì").stamped("Tue 24 12:00")),
        ("Tue 24 11:30", writes("e domani?", human())),
        ("Tue 24 11:31", closes(None)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1 (stamped Tue 24 12:00):
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:30 writes «e domani?»:
        post #1 Followed «e domani?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:31 anna commands Close(None): post #1 NotClosable; wakes Wed 25 10:05
    ");
    let uses = does_in(1, "anna", CaseCommand::Use("pay".into()), Some(card("pay")));
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", uses.stamped("Tue 24 12:00")),
        ("Tue 24 11:30", writes("e domani?", human())),
        ("Tue 24 11:31", closes(None)),
    ]), @r#"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:00 anna commands Use("pay") (stamped Tue 24 12:00):
        fits pay «posso?»; record CaseTaken #1; relay #1 pay by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:30 writes «e domani?»:
        post #1 Followed «e domani?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:31 anna commands Close(None): post #1 NotClosable; wakes Wed 25 10:05
    "#);
}

#[test]
fn a_confirmation_is_good_for_an_hour_of_ours() {
    // A command from the future does not stay good for longer.
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", commands(PersonCommand::Erase).stamped("Tue 24 12:00")),
        ("Tue 24 11:30", presses(Button::Erase)),
    ]), @"
    Tue 24 10:05 commands Erase (stamped Tue 24 12:00): say ConfirmErase +privacy
    Tue 24 11:30 presses erase: say StaleButton
    ");
    // A button from the future is not too late.
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", commands(PersonCommand::Erase)),
        ("Tue 24 10:10", presses(Button::Erase).stamped("Tue 24 12:00")),
    ]), @"
    Tue 24 10:05 commands Erase: say ConfirmErase +privacy
    Tue 24 10:10 presses erase (stamped Tue 24 12:00): record Erased; erase; say ErasedFarewell
    ");
}

#[test]
fn what_was_written_long_ago_waits_since_then() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave")).stamped("Mon 23 10:00")),
    ]), @"
    Tue 24 10:05 writes «posso?» (stamped Mon 23 10:00):
        record Asked q1; record CommitmentBegan Mon 23 10:00 to Wed 25 10:00; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Tue 24 10:00
    ");
}
