//! Whether the staff let the person write.

use domain::{
    commands::{CaseCommand, PersonCommand},
    message::Button,
};

use super::{
    acts::{
        arrives, comes_back, commands, does, does_in, leaves, presses, q, replies, reply, rewords,
        sends_nothing_readable, writes,
    },
    player::{case, story},
    states::in_each_state,
    verdicts::{answer, danger, human, pressing},
};

#[test]
fn somebody_is_blocked_once_and_told_at_once_if_they_wait() {
    insta::assert_snapshot!(in_each_state(&does("anna", CaseCommand::Block)), @"
    new, unclear, lapsed, guided, settled, withdrawn, closed, closed long ago: post #1 Blocked by anna
    answered, asked again, choosing:
        post #1 Blocked by anna; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered
        say Blocked; sleeps
    open, overdue, no hour, left:
        post #1 Blocked by anna; record CaseClosed #1 WithoutReply
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered; say Blocked
        post #1 StatusChanged Closed; now Closed; sleeps
    urgent:
        post #1 Blocked by anna; record CaseClosed #1 WithoutReply
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered; say Blocked
        post #1 StatusChanged Closed urgent; now Closed; sleeps
    taken, on its way:
        post #1 Blocked by anna; record CaseClosed #1 WithoutReply
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered; say Blocked
        post #1 StatusChanged Closed anna; now Closed; sleeps
    replied:
        post #1 Blocked by anna; record CaseClosed #1 Done; post #1 StatusChanged Closed anna; now Closed
    blocked, blocked and told: post #1 NotPossible
    ");
}

#[test]
fn only_who_is_blocked_is_unblocked() {
    insta::assert_snapshot!(in_each_state(&does("anna", CaseCommand::Unblock)), @"
    blocked, blocked and told: post #1 Unblocked by anna
    the others: post #1 NotPossible
    ");
}

#[test]
fn somebody_blocked_is_told_once_and_keeps_what_is_theirs() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", does("anna", CaseCommand::Block)),
        ("Tue 24 11:31", comes_back()),
        ("Tue 24 11:32", writes("e adesso?", human())),
        ("Tue 24 11:33", writes("perché?", human())),
        ("Tue 24 11:34", sends_nothing_readable()),
        ("Tue 24 11:35", presses(Button::AskHuman(q(1)))),
        ("Tue 24 11:36", commands(PersonCommand::Status)),
        ("Tue 24 11:37", rewords("e adesso?", human(), Some(1), true)),
        ("Tue 24 11:38", commands(PersonCommand::Privacy)),
        ("Tue 24 11:39", commands(PersonCommand::Export)),
        ("Tue 24 11:40", writes("devo firmare", pressing())),
        ("Tue 24 11:41", writes("perdo sangue", danger())),
        ("Tue 24 11:42", does("anna", CaseCommand::Unblock)),
        ("Tue 24 11:43", writes("grazie di tutto", human())),
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
    Tue 24 11:30 anna commands Block:
        post #1 Blocked by anna; record CaseClosed #1 Done; post #1 StatusChanged Closed anna
    Tue 24 11:31 comes back: nothing
    Tue 24 11:32 writes «e adesso?»: say Blocked
    Tue 24 11:33 writes «perché?»: nothing
    Tue 24 11:34 sends nothing readable: nothing
    Tue 24 11:35 presses human:1: nothing
    Tue 24 11:36 commands Status: nothing
    Tue 24 11:37 rewords the last message as «e adesso?»: nothing
    Tue 24 11:38 commands Privacy: say Privacy
    Tue 24 11:39 commands Export: export
    Tue 24 11:40 writes «devo firmare»: nothing
    Tue 24 11:41 writes «perdo sangue»: say Advice call 112
    Tue 24 11:42 anna commands Unblock: post #1 Unblocked by anna
    Tue 24 11:43 writes «grazie di tutto»:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:43 to Thu 26 11:43
        post #1 Reopened due Thu 26 11:43
        post #1 Followed «grazie di tutto» due Thu 26 11:43, calls anna
        say CaseReopened #1 q2 until Thu 26 11:43; post #1 StatusChanged Open anna due Thu 26 11:43
        wakes Wed 25 11:43
    ");
}

#[test]
fn being_forgotten_is_everybodys_right() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:30", does("anna", CaseCommand::Block)),
        ("Tue 24 11:31", commands(PersonCommand::Erase)),
        ("Tue 24 11:32", presses(Button::KeepData)),
        ("Tue 24 11:33", commands(PersonCommand::Erase)),
        ("Tue 24 11:34", presses(Button::Erase)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:30 anna commands Block:
        post #1 Blocked by anna; record CaseClosed #1 WithoutReply
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered; say Blocked
        post #1 StatusChanged Closed
    Tue 24 11:31 commands Erase: say ConfirmErase
    Tue 24 11:32 presses keep: say KeptData
    Tue 24 11:33 commands Erase: say ConfirmErase
    Tue 24 11:34 presses erase: post #1 Erased; record Erased; erase; say ErasedFarewell
    ");
}

#[test]
fn somebody_blocked_who_had_left_can_be_reached_again_and_is_told_once() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:10", leaves()),
        ("Tue 24 11:30", does("anna", CaseCommand::Block)),
        ("Tue 24 11:31", writes("eccomi", human())),
        ("Tue 24 11:32", writes("eccomi", human())),
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
    Tue 24 11:10 leaves: record PersonUnreachable; post #1 Left
    Tue 24 11:30 anna commands Block:
        post #1 Blocked by anna; record CaseClosed #1 Done; post #1 StatusChanged Closed anna
    Tue 24 11:31 writes «eccomi»: record PersonReachable; say Blocked
    Tue 24 11:32 writes «eccomi»: nothing
    ");
}

#[test]
fn a_block_from_an_earlier_case_closes_the_one_that_is_open() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:10", presses(Button::Withdraw { case: case(1), sure: false })),
        ("Tue 24 10:20", writes("e adesso?", human())),
        ("Tue 24 10:30", does_in(1, "anna", CaseCommand::Block, None)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:10 presses withdraw:2026-0001:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; post #1 StatusChanged Withdrawn
        say Cancelled #1
    Tue 24 10:20 writes «e adesso?»:
        record Asked q2; record CommitmentBegan Tue 24 10:20 to Thu 26 10:20; record CaseOpened #2 q2
        post #2 Opened «e adesso?» due Thu 26 10:20, calls room; say CaseOpened #2 until Thu 26 10:20
        wakes Wed 25 10:20
    Tue 24 10:30 anna commands Block:
        post #1 Blocked by anna; post #2 Closed by anna; record CaseClosed #2 WithoutReply
        record CommitmentEnded Tue 24 10:20 to Thu 26 10:20: ClosedUnanswered; say Blocked
        post #2 StatusChanged Closed
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:10", presses(Button::Withdraw { case: case(1), sure: false })),
        ("Tue 24 10:20", writes("quanto?", answer("pay"))),
        ("Tue 24 10:30", does_in(1, "anna", CaseCommand::Block, None)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:10 presses withdraw:2026-0001:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; post #1 StatusChanged Withdrawn
        say Cancelled #1
    Tue 24 10:20 writes «quanto?»:
        record Asked q2; record CommitmentBegan Tue 24 10:20 to Thu 26 10:20; record Answered q2 pay
        say Answer q2 pay; wakes Wed 25 10:20
    Tue 24 10:30 anna commands Block:
        post #1 Blocked by anna; record CommitmentEnded Tue 24 10:20 to Thu 26 10:20: ClosedUnanswered
        say Blocked
    ");
}
