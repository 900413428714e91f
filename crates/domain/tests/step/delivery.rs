//! What becomes of what was sent.

use domain::delivery::{Purpose, Undeliverable};

use super::{
    acts::{a_file_is_not_handed_over, arrives, closes, is_lost, page, replies, reply, writes},
    player::{case, story},
    states::{in_each_state, with_case},
    verdicts::human,
};

#[test]
fn only_a_reply_that_has_arrived_meets_the_promise() {
    insta::assert_snapshot!(in_each_state(&arrives(reply("Tue 24 11:00"))), @"
    answered, choosing:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:15
        post #1 Marked Delivered; post #1 Delivered; sleeps
    asked again:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Wed 25 12:10
        post #1 Marked Delivered; post #1 Delivered; sleeps
    open:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:15
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open; sleeps
    urgent:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:15
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open urgent; sleeps
    taken:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:40
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna; sleeps
    on its way:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 11:10
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna; sleeps
    overdue:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Thu 26 12:10
        post #1 Marked Delivered; post #1 Delivered late; post #1 StatusChanged Open; sleeps
    no hour:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Thu 03 12:10
        post #1 Marked Delivered; post #1 Delivered late; post #1 StatusChanged Open; sleeps
    left:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:40
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open; sleeps
    the others: post #1 Marked Delivered; post #1 Delivered
    ");
}

#[test]
fn what_the_desk_says_by_itself_and_a_page_before_the_last_meet_nothing() {
    for purpose in
        [Purpose::Automatic, Purpose::Proactive { reminder: 7 }, page("Tue 24 11:00"), Purpose::Farewell]
    {
        let told = in_each_state(&arrives(purpose.clone()));
        assert!(told.ends_with(": nothing") && told.lines().count() == 1, "{purpose:?}: {told}");
    }
    insta::assert_snapshot!(with_case(&arrives(Purpose::Edit { case: case(1) })), @"the others: post #1 Edited");
}

#[test]
fn a_reply_that_is_lost_leaves_the_question_waiting() {
    insta::assert_snapshot!(in_each_state(&is_lost(reply("Tue 24 11:00"), Undeliverable::Refused)), @"the others: post #1 Marked NotDelivered; post #1 NotDelivered Refused, calls room");
    insta::assert_snapshot!(with_case(&is_lost(reply("Tue 24 11:00"), Undeliverable::Unreachable)), @"
    left: post #1 Marked NotDelivered; post #1 NotDelivered Unreachable, calls room
    the others:
        record PersonUnreachable; post #1 Marked NotDelivered
        post #1 NotDelivered Unreachable, calls room
    ");
    insta::assert_snapshot!(with_case(&is_lost(Purpose::Edit { case: case(1) }, Undeliverable::Uncertain)), @"the others: post #1 NotEdited");
}

#[test]
fn who_cannot_be_reached_is_news_once() {
    insta::assert_snapshot!(in_each_state(&is_lost(Purpose::Automatic, Undeliverable::Unreachable)), @"
    open, urgent, taken, on its way, replied, overdue, no hour: record PersonUnreachable; post #1 Left
    left: nothing
    the others: record PersonUnreachable
    ");
    insta::assert_snapshot!(in_each_state(&is_lost(Purpose::Proactive { reminder: 7 }, Undeliverable::Refused)), @"the others: nothing");
}

#[test]
fn a_reply_of_which_a_page_is_lost_counts_for_nothing() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "una lunga risposta")),
        ("Tue 24 11:01", is_lost(page("Tue 24 11:00"), Undeliverable::Refused)),
        ("Tue 24 11:02", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:03", closes(None)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1:
        record CaseTaken #1; relay #1 «una lunga risposta» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:01 ReplyPage is lost (Refused):
        post #1 Marked NotDelivered; post #1 NotDelivered Refused, calls room; wakes Wed 25 10:05
    Tue 24 11:02 HumanReply arrives: wakes Wed 25 10:05
    Tue 24 11:03 anna commands Close(None): post #1 NotClosable; wakes Wed 25 10:05
    ");
}

#[test]
fn a_reply_answers_what_was_written_before_it_and_in_the_same_instant() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:20", writes("e poi?", human())),
        ("Tue 24 10:20", replies("anna", "sì")),
        ("Tue 24 10:21", closes(None)),
        ("Tue 24 10:22", arrives(reply("Tue 24 10:20"))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:20 writes «e poi?»:
        post #1 Followed «e poi?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:20 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 10:20
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:21 anna commands Close(None):
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:22 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:22
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Closed anna
    ");
}

#[test]
fn what_was_written_after_a_reply_goes_on_waiting() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", writes("e domani?", human())),
        ("Tue 24 11:02", closes(None)),
        ("Tue 24 11:03", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:04", replies("anna", "pure")),
        ("Tue 24 11:05", arrives(reply("Tue 24 11:04"))),
        ("Tue 24 11:06", closes(None)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:01 writes «e domani?»:
        post #1 Followed «e domani?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:02 anna commands Close(None): post #1 NotClosable; wakes Wed 25 10:05
    Tue 24 11:03 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 11:03
        record CommitmentBegan Tue 24 11:01 to Thu 26 11:01; post #1 Marked Delivered; post #1 Delivered
        post #1 StatusChanged Open anna due Thu 26 11:01; wakes Wed 25 11:01
    Tue 24 11:04 anna replies in #1: relay #1 «pure» by anna, written Tue 24 11:04; wakes Wed 25 11:01
    Tue 24 11:05 HumanReply arrives:
        record CommitmentEnded Tue 24 11:01 to Thu 26 11:01: Met at Tue 24 11:05
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna
    Tue 24 11:06 anna commands Close(None):
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna
    ");
}

#[test]
fn a_reply_is_late_that_arrives_after_the_due_time() {
    for (wall, late) in [("Thu 26 10:05", false), ("Thu 26 10:06", true)] {
        let told = story(&[
            ("Tue 24 10:05", writes("posso?", human())),
            ("Tue 24 11:00", replies("anna", "sì")),
            (wall, arrives(reply("Tue 24 11:00"))),
        ]);
        assert!(told.contains("post #1 Delivered"), "{told}");
        assert_eq!(told.contains("post #1 Delivered late"), late, "{told}");
    }
}

#[test]
fn whoever_can_be_told_is_told_of_a_file_that_was_lost() {
    insta::assert_snapshot!(in_each_state(&a_file_is_not_handed_over()), @"
    new: say Declined Unreadable +privacy
    blocked, blocked and told, left: nothing
    the others: say Declined Unreadable
    ");
}

#[test]
fn a_message_that_comes_out_of_order_moves_nothing() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:20", writes("buongiorno", human()).stamped("Tue 24 10:04")),
        ("Tue 24 10:21", replies("anna", "sì")),
        ("Tue 24 10:22", arrives(reply("Tue 24 10:21"))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:20 writes «buongiorno» (stamped Tue 24 10:04):
        post #1 Followed «buongiorno»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:21 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 10:21
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:22 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:22
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna
    ");
}
