//! What the person changes in what they have written.

use domain::verdict::Chat;

use super::{
    acts::{arrives, closes, replies, reply, rewords, writes},
    player::story,
    states::without_case,
    verdicts::{answer, chat, choices, human, pressing},
};

#[test]
fn other_words_before_a_case_are_the_same_question() {
    insta::assert_snapshot!(without_case(&rewords("e se?", human(), None, true)), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «e se?» due Thu 26 10:10, calls room
        say CaseOpened #1 until Thu 26 10:10 +privacy; now Open; wakes Wed 25 10:10
    unclear:
        record Asked q2; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q2
        post #1 Opened «e se?» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15
        now Open; wakes Wed 25 10:15
    answered:
        record CaseOpened #1 q1; post #1 Opened «e se?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1; post #1 Opened «e se?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «e se?» due Sat 28 12:10, calls room; say CaseOpened #1 until Sat 28 12:10
        now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1; post #1 Opened «e se?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «e se?» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15
        now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «e se?» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «e se?» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    ");
    insta::assert_snapshot!(without_case(&rewords("e se?", answer("pay"), None, true)), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record Answered q1 pay
        say Answer q1 pay +privacy; now Answered; wakes Wed 25 10:10
    unclear:
        record Asked q2; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Answered q2 pay
        say Answer q2 pay; now Answered; wakes Wed 25 10:15
    answered:
        record CaseOpened #1 q1
        post #1 Opened «e se?» answered with leave near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «e se?» answered with leave near pay due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record Answered q2 pay
        say Answer q2 pay; now Answered; wakes Fri 27 12:10
    choosing: record Answered q1 pay; say Answer q1 pay; now Answered
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Answered q1 pay
        say Answer q1 pay; now Answered; wakes Wed 25 10:15
    settled, withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record Answered q2 pay
        say Answer q2 pay; now Answered; wakes Wed 25 10:40
    ");
}

#[test]
fn an_answer_or_choices_are_not_given_a_second_time() {
    insta::assert_snapshot!(without_case(&rewords("e se?", answer("leave"), None, true)), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record Answered q1 leave
        say Answer q1 leave +privacy; now Answered; wakes Wed 25 10:10
    unclear:
        record Asked q2; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Answered q2 leave
        say Answer q2 leave; now Answered; wakes Wed 25 10:15
    answered, asked again: nothing
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record Answered q2 leave
        say Answer q2 leave; now Answered; wakes Fri 27 12:10
    choosing: record Answered q1 leave; say Answer q1 leave; now Answered
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Answered q1 leave
        say Answer q1 leave; now Answered; wakes Wed 25 10:15
    settled, withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record Answered q2 leave
        say Answer q2 leave; now Answered; wakes Wed 25 10:40
    ");
    insta::assert_snapshot!(without_case(&rewords("e se?", choices(&["pay", "visits"]), None, true)), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record Offered q1
        say Choices q1 pay|visits +privacy; now Choosing; wakes Wed 25 10:10
    unclear:
        record Asked q2; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Offered q2
        say Choices q2 pay|visits; now Choosing; wakes Wed 25 10:15
    answered:
        record CaseOpened #1 q1
        post #1 Opened «e se?» answered with leave near pay|visits due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «e se?» answered with leave near pay|visits due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record Offered q2
        say Choices q2 pay|visits; now Choosing; wakes Fri 27 12:10
    choosing: nothing
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Offered q1
        say Choices q1 pay|visits; now Choosing; wakes Wed 25 10:15
    settled, withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record Offered q2
        say Choices q2 pay|visits; now Choosing; wakes Wed 25 10:40
    ");
    insta::assert_snapshot!(without_case(&rewords("grazie!", chat(Chat::Thanks), None, true)), @"
    new: say YoureWelcome +privacy
    unclear: say YoureWelcome; now Quiet
    answered, asked again, choosing: nothing
    lapsed, guided, settled, withdrawn: say YoureWelcome
    ");
}

#[test]
fn an_earlier_message_that_is_changed_says_nothing_unless_it_must_not_wait() {
    insta::assert_snapshot!(without_case(&rewords("e se?", human(), None, false)), @"new, unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: nothing");
    insta::assert_snapshot!(without_case(&rewords("devo firmare", pressing(), None, false)), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:10, calls room
        say CaseOpened #1 until Tue 24 12:10 sign nothing +privacy; now Open; wakes Tue 24 11:10
    unclear:
        record Asked q2; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15
        record CaseOpened #1 q2 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:15, calls room
        say CaseOpened #1 until Tue 24 12:15 sign nothing; now Open; wakes Tue 24 11:15
    answered:
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:15 sign nothing; now Open; wakes Tue 24 11:15
    asked again:
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Wed 25 15:10 sign nothing; now Open
        wakes Wed 25 14:10
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10
        record CaseOpened #1 q2 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Sat 28 12:10, calls room
        say CaseOpened #1 until Thu 26 15:10 sign nothing; now Open; wakes Thu 26 14:10
    choosing:
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:15 sign nothing; now Open; wakes Tue 24 11:15
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:15, calls room
        say CaseOpened #1 until Tue 24 12:15 sign nothing; now Open; wakes Tue 24 11:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40
        record CaseOpened #1 q2 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:40, calls room
        say CaseOpened #1 until Tue 24 12:40 sign nothing; now Open; wakes Tue 24 11:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40
        record CaseOpened #2 q2 urgent
        post #2 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:40, calls room
        say CaseOpened #2 until Tue 24 12:40 sign nothing; now Open; wakes Tue 24 11:40
    ");
}

#[test]
fn the_changed_words_are_those_that_go_to_a_case() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Tue 24 10:06", rewords("posso adesso?", answer("leave"), None, true)),
        ("Tue 24 10:07", rewords("posso domani?", human(), None, true)),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:02", rewords("posso sabato?", human(), None, true)),
        ("Tue 24 11:30", closes(Some("done"))),
        ("Tue 24 11:31", rewords("posso domenica?", human(), Some(1), true)),
    ]), @r#"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 rewords the last message as «posso adesso?»: wakes Wed 25 10:05
    Tue 24 10:07 rewords the last message as «posso domani?»:
        record CaseOpened #1 q1
        post #1 Opened «posso domani?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:01 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 11:01
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna
    Tue 24 11:02 rewords the last message as «posso sabato?»:
        record CommitmentBegan Tue 24 11:02 to Thu 26 11:02
        post #1 Reworded «posso sabato?» due Thu 26 11:02, calls anna
        post #1 StatusChanged Open anna due Thu 26 11:02; wakes Wed 25 11:02
    Tue 24 11:30 anna commands Close(Some(Words("done"))):
        record CommitmentEnded Tue 24 11:02 to Thu 26 11:02: ClosedUnanswered
        record CaseClosed #1 WithoutReply; post #1 Closed by anna; say CaseClosed #1 unanswered
        post #1 StatusChanged Closed anna
    Tue 24 11:31 rewords the last message as «posso domenica?»:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:31 to Thu 26 11:31
        post #1 Reopened due Thu 26 11:31
        post #1 Followed «posso domenica?» due Thu 26 11:31, calls anna
        say CaseReopened #1 q2 until Thu 26 11:31; post #1 StatusChanged Open anna due Thu 26 11:31
        wakes Wed 25 11:31
    "#);
}
