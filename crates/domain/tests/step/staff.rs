//! What experts do.

use domain::commands::{CaseCommand, ReactionCommand};

use super::{
    acts::{
        arrives, assigns, changes_reply, closes, does, does_in, notes, quits, replies, replies_in, reply,
        uncovers, undoes, words, writes,
    },
    player::story,
    states::{in_each_state, with_case},
    verdicts::{card, human},
};

#[test]
fn a_reply_goes_to_the_person_and_takes_the_case() {
    insta::assert_snapshot!(in_each_state(&replies("bea", "sì")), @"
    new, unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: post #1 Marked NotDelivered; post #1 NotPossible
    open:
        record CaseTaken #1; relay #1 «sì» by bea, written Tue 24 10:15
        post #1 StatusChanged Open bea due Thu 26 10:05
    urgent:
        record CaseTaken #1; relay #1 «sì» by bea, written Tue 24 10:15
        post #1 StatusChanged Open bea urgent due Thu 26 10:05
    taken: relay #1 «sì» by bea, written Tue 24 10:40
    on its way: relay #1 «sì» by bea, written Tue 24 11:10
    replied: relay #1 «sì» by bea, written Tue 24 11:11
    overdue:
        record CaseTaken #1; relay #1 «sì» by bea, written Thu 26 12:10
        post #1 StatusChanged Open bea due Thu 26 10:05 overdue
    no hour:
        record CaseTaken #1; relay #1 «sì» by bea, written Thu 03 12:10
        post #1 StatusChanged Open bea due Thu 26 10:05 overdue
    closed, blocked, blocked and told: relay #1 «sì» by bea, written Tue 24 11:40
    closed long ago: relay #1 «sì» by bea, written Wed 02 12:10
    left:
        record CaseTaken #1; relay #1 «sì» by bea, written Tue 24 10:40
        post #1 StatusChanged Open bea due Thu 26 10:05
    ");
}

#[test]
fn a_reply_to_no_case_of_theirs_does_not_go_out() {
    insta::assert_snapshot!(with_case(&replies_in(2, "anna", "sì")), @"the others: post #2 Marked NotDelivered; post #2 NotPossible");
}

#[test]
fn an_article_goes_out_as_a_reply() {
    let uses = |card| does_in(1, "anna", CaseCommand::Use("pay".into()), card);
    insta::assert_snapshot!(in_each_state(&uses(Some(card("pay")))), @"
    new, unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: post #1 Marked NotDelivered; post #1 NotPossible
    open:
        fits pay «posso?»; record CaseTaken #1; relay #1 pay by anna, written Tue 24 10:15
        post #1 StatusChanged Open anna due Thu 26 10:05
    urgent:
        fits pay «posso?»; record CaseTaken #1; relay #1 pay by anna, written Tue 24 10:15
        post #1 StatusChanged Open anna urgent due Thu 26 10:05
    taken: fits pay «posso?»; relay #1 pay by anna, written Tue 24 10:40
    on its way: fits pay «posso?»; relay #1 pay by anna, written Tue 24 11:10
    replied: fits pay «posso?»; relay #1 pay by anna, written Tue 24 11:11
    overdue:
        fits pay «posso?»; record CaseTaken #1; relay #1 pay by anna, written Thu 26 12:10
        post #1 StatusChanged Open anna due Thu 26 10:05 overdue
    no hour:
        fits pay «posso?»; record CaseTaken #1; relay #1 pay by anna, written Thu 03 12:10
        post #1 StatusChanged Open anna due Thu 26 10:05 overdue
    closed, blocked, blocked and told: relay #1 pay by anna, written Tue 24 11:40
    closed long ago: relay #1 pay by anna, written Wed 02 12:10
    left:
        fits pay «posso?»; record CaseTaken #1; relay #1 pay by anna, written Tue 24 10:40
        post #1 StatusChanged Open anna due Thu 26 10:05
    ");
    insta::assert_snapshot!(with_case(&uses(None)), @"the others: post #1 UnknownArticle pay");
}

#[test]
fn a_case_is_taken_once() {
    insta::assert_snapshot!(in_each_state(&does("bea", CaseCommand::Take)), @"
    open, left:
        record CaseTaken #1; post #1 Taken by bea; post #1 StatusChanged Open bea due Thu 26 10:05
    urgent:
        record CaseTaken #1; post #1 Taken by bea; post #1 StatusChanged Open bea urgent due Thu 26 10:05
    taken, on its way, replied: post #1 AlreadyTaken by anna
    overdue, no hour:
        record CaseTaken #1; post #1 Taken by bea
        post #1 StatusChanged Open bea due Thu 26 10:05 overdue
    the others: post #1 NotPossible
    ");
}

#[test]
fn a_case_is_released_by_who_has_it() {
    insta::assert_snapshot!(in_each_state(&does("anna", CaseCommand::Release)), @"
    open, urgent, overdue, no hour, left: post #1 NotYours
    taken, on its way:
        record CaseReleased #1; post #1 Released by anna; post #1 StatusChanged Open due Thu 26 10:05
    replied:
        record CaseReleased #1; post #1 Released by anna; post #1 StatusChanged Open
    the others: post #1 NotPossible
    ");
    insta::assert_snapshot!(with_case(&does("bea", CaseCommand::Release)), @"
    open, urgent, taken, on its way, replied, overdue, no hour, left: post #1 NotYours
    closed, closed long ago, blocked, blocked and told: post #1 NotPossible
    ");
}

#[test]
fn what_waits_is_not_closed_without_a_reason() {
    insta::assert_snapshot!(in_each_state(&closes(None)), @"
    open, urgent, taken, overdue, no hour, left: post #1 NotClosable
    on its way:
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna due Thu 26 10:05; now Closed
    replied:
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna; now Closed
    the others: post #1 NotPossible
    ");
    insta::assert_snapshot!(with_case(&closes(Some("spam"))), @"
    open, overdue, no hour, left:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered
        record CaseClosed #1 WithoutReply; post #1 Closed by anna; say CaseClosed #1 unanswered
        post #1 StatusChanged Closed; now Closed; sleeps
    urgent:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered
        record CaseClosed #1 WithoutReply; post #1 Closed by anna; say CaseClosed #1 unanswered
        post #1 StatusChanged Closed urgent; now Closed; sleeps
    taken:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: ClosedUnanswered
        record CaseClosed #1 WithoutReply; post #1 Closed by anna; say CaseClosed #1 unanswered
        post #1 StatusChanged Closed anna; now Closed; sleeps
    on its way:
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna due Thu 26 10:05; now Closed
    replied:
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna; now Closed
    closed, closed long ago, blocked, blocked and told: post #1 NotPossible
    ");
}

#[test]
fn only_what_is_closed_is_reopened() {
    insta::assert_snapshot!(in_each_state(&does("anna", CaseCommand::Reopen)), @"
    closed, closed long ago, blocked:
        record CaseReopened #1; post #1 Reopened by anna; say CaseReopenedByStaff #1
        post #1 StatusChanged Open anna; now Open
    blocked and told:
        record CaseReopened #1; post #1 Reopened by anna; say CaseReopenedByStaff #1
        post #1 StatusChanged Open; now Open
    the others: post #1 NotPossible
    ");
}

#[test]
fn notes_and_covered_words_stay_among_the_staff() {
    insta::assert_snapshot!(in_each_state(&notes()), @"the others: nothing");
    insta::assert_snapshot!(in_each_state(&does("anna", CaseCommand::Note(words("mah")))), @"the others: nothing");
    insta::assert_snapshot!(in_each_state(&does("anna", CaseCommand::Show)), @"the others: post #1 NothingCovered");
    insta::assert_snapshot!(in_each_state(&uncovers("333 1234567")), @"the others: record Uncovered #1; post #1 Uncovered by anna: «333 1234567»");
}

#[test]
fn a_case_is_given_to_a_colleague_of_that_name() {
    insta::assert_snapshot!(in_each_state(&assigns("bea", true)), @"
    open, left:
        record CaseTaken #1; post #1 Assigned to bea by anna, calls bea
        post #1 StatusChanged Open bea due Thu 26 10:05
    urgent:
        record CaseTaken #1; post #1 Assigned to bea by anna, calls bea
        post #1 StatusChanged Open bea urgent due Thu 26 10:05
    taken, on its way:
        post #1 Assigned to bea by anna, calls bea; post #1 StatusChanged Open bea due Thu 26 10:05
    replied: post #1 Assigned to bea by anna, calls bea; post #1 StatusChanged Open bea
    overdue, no hour:
        record CaseTaken #1; post #1 Assigned to bea by anna, calls bea
        post #1 StatusChanged Open bea due Thu 26 10:05 overdue
    the others: post #1 NotPossible
    ");
    insta::assert_snapshot!(in_each_state(&assigns("zoe", false)), @"the others: post #1 UnknownExpert zoe");
}

#[test]
fn a_sign_that_is_taken_back_undoes_what_still_stands() {
    insta::assert_snapshot!(in_each_state(&undoes("anna", ReactionCommand::Take)), @"
    taken, on its way:
        record CaseReleased #1; post #1 Released by anna; post #1 StatusChanged Open due Thu 26 10:05
    replied:
        record CaseReleased #1; post #1 Released by anna; post #1 StatusChanged Open
    the others: nothing
    ");
    insta::assert_snapshot!(in_each_state(&undoes("bea", ReactionCommand::Take)), @"the others: nothing");
    insta::assert_snapshot!(in_each_state(&undoes("anna", ReactionCommand::Close)), @"
    new, unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: post #1 NotPossible
    open, urgent, taken, on its way, replied, overdue, no hour, left: nothing
    closed, closed long ago, blocked:
        record CaseReopened #1; post #1 Reopened by anna; say CaseReopenedByStaff #1
        post #1 StatusChanged Open anna; now Open
    blocked and told:
        record CaseReopened #1; post #1 Reopened by anna; say CaseReopenedByStaff #1
        post #1 StatusChanged Open; now Open
    ");
}

#[test]
fn nobody_keeps_a_case_who_has_left_the_room() {
    insta::assert_snapshot!(in_each_state(&quits("anna")), @"
    taken, on its way:
        record CaseReleased #1; post #1 ExpertGone anna, calls room
        post #1 StatusChanged Open due Thu 26 10:05
    replied:
        record CaseReleased #1; post #1 ExpertGone anna, calls room; post #1 StatusChanged Open
    the others: nothing
    ");
    insta::assert_snapshot!(in_each_state(&quits("bea")), @"the others: nothing");
}

#[test]
fn a_reply_that_is_taken_back_answers_nothing() {
    insta::assert_snapshot!(in_each_state(&changes_reply("Tue 24 11:00", None)), @"
    replied:
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; post #1 WaitsAgain due Thu 26 10:05
        amend #1 to nothing by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    closed, closed long ago:
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; post #1 WaitsAgain due Thu 26 10:05
        amend #1 to nothing by anna, written Tue 24 11:00
        post #1 StatusChanged Closed anna due Thu 26 10:05; wakes Wed 25 10:05
    the others: amend #1 to nothing by anna, written Tue 24 11:00
    ");
}

#[test]
fn a_changed_reply_is_changed_for_the_person() {
    insta::assert_snapshot!(in_each_state(&changes_reply("Tue 24 11:00", Some("no"))), @"the others: amend #1 to «no» by anna, written Tue 24 11:00");
}

#[test]
fn the_later_of_two_replies_stands_if_the_earlier_is_taken_back() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:02", replies("bea", "anzi no")),
        ("Tue 24 11:03", arrives(reply("Tue 24 11:02"))),
        ("Tue 24 11:04", changes_reply("Tue 24 11:00", None)),
        ("Tue 24 11:05", changes_reply("Tue 24 11:02", None)),
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
    Tue 24 11:02 bea replies in #1: relay #1 «anzi no» by bea, written Tue 24 11:02
    Tue 24 11:03 HumanReply arrives: post #1 Marked Delivered; post #1 Delivered
    Tue 24 11:04 anna takes back her reply: amend #1 to nothing by anna, written Tue 24 11:00
    Tue 24 11:05 anna takes back her reply:
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; post #1 WaitsAgain due Thu 26 10:05
        amend #1 to nothing by anna, written Tue 24 11:02
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    ");
}

#[test]
fn a_reply_that_is_taken_back_before_it_arrives_meets_nothing() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", changes_reply("Tue 24 11:00", None)),
        ("Tue 24 11:02", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:03", closes(None)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:01 anna takes back her reply: amend #1 to nothing by anna, written Tue 24 11:00; wakes Wed 25 10:05
    Tue 24 11:02 HumanReply arrives: wakes Wed 25 10:05
    Tue 24 11:03 anna commands Close(None): post #1 NotClosable; wakes Wed 25 10:05
    ");
}
