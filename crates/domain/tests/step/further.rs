//! What the person writes after what they wrote.

use domain::{commands::PersonCommand, verdict::Chat};

use super::{
    acts::{arrives, closes, commands, is_guided, replies, reply, writes},
    player::story,
    states::in_each_state,
    verdicts::{answer, chat, choices, human, pressing},
};

#[test]
fn messages_close_together_are_one_burst_with_one_receipt() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:10", writes("uno", human())),
        ("Tue 24 10:11", writes("due", human()).tickable()),
        ("Tue 24 10:11", writes("tre", human())),
        ("Tue 24 10:11", writes("quattro", human())),
        ("Tue 24 10:14", writes("cinque", human())),
        ("Tue 24 10:15", writes("sei", human())),
        ("Tue 24 10:16", writes("grazie", chat(Chat::Thanks)).tickable()),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:10 writes «uno»:
        post #1 Followed «uno»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:11 writes «due» (tickable): post #1 Followed «due»; tick theirs; wakes Wed 25 10:05
    Tue 24 10:11 writes «tre»: post #1 Followed «tre»; say Added #1; wakes Wed 25 10:05
    Tue 24 10:11 writes «quattro»: post #1 Followed «quattro»; wakes Wed 25 10:05
    Tue 24 10:14 writes «cinque»: post #1 Followed «cinque»; say Added #1; wakes Wed 25 10:05
    Tue 24 10:15 writes «sei»:
        post #1 Followed «sei»; say Received #1 q3 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:16 writes «grazie» (tickable): post #1 Followed «grazie»; tick theirs; wakes Wed 25 10:05
    ");
}

#[test]
fn words_instead_of_a_choice_lead_to_an_article_or_to_humans() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("congedo", chat(Chat::Vague))),
        ("Tue 24 10:06", writes("per mio figlio", choices(&["leave", "pay"]))),
        ("Tue 24 10:07", writes("parentale", answer("leave"))),
        ("Tue 24 10:08", writes("e la paga?", choices(&["pay", "visits"]))),
        ("Tue 24 10:09", writes("non so", choices(&["pay", "visits"]))),
    ]), @"
    Tue 24 10:05 writes «congedo»: say Unclear q1 +privacy
    Tue 24 10:06 writes «per mio figlio»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Offered q1
        say Choices q1 leave|pay; wakes Wed 25 10:05
    Tue 24 10:07 writes «parentale»: record Answered q1 leave; say Answer q1 leave; wakes Wed 25 10:05
    Tue 24 10:08 writes «e la paga?»:
        record Asked q2; record Offered q2; say Choices q2 pay|visits; wakes Wed 25 10:05
    Tue 24 10:09 writes «non so»:
        record CaseOpened #1 q2
        post #1 Opened «e la paga? / non so» near pay|visits due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
}

#[test]
fn a_question_that_leaves_the_guide_is_a_question_like_any_other() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", is_guided(true, None)),
        ("Tue 24 10:06", writes("posso?", answer("leave"))),
        ("Tue 24 10:07", commands(PersonCommand::Cancel)),
        ("Tue 24 10:08", commands(PersonCommand::Cancel)),
    ]), @"
    Tue 24 10:05 is guided: say Guide +privacy
    Tue 24 10:06 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:06 to Thu 26 10:06; record Answered q1 leave
        say Answer q1 leave; wakes Wed 25 10:06
    Tue 24 10:07 commands Cancel:
        record CommitmentEnded Tue 24 10:06 to Thu 26 10:06: Withdrawn; say Cancelled
    Tue 24 10:08 commands Cancel: say NothingToCancel
    ");
}

#[test]
fn a_message_soon_after_closing_opens_the_case_again() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", closes(None)),
        ("Tue 24 12:00", writes("ciao", chat(Chat::Greeting))),
        ("Tue 24 12:01", writes("devo firmare", pressing()).quoting("sì", Some("Tue 24 11:00"))),
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
    Tue 24 11:30 anna commands Close(None):
        record CaseClosed #1 Done; post #1 Closed by anna; say CaseClosed #1 answered
        post #1 StatusChanged Closed anna
    Tue 24 12:00 writes «ciao»: say Hello
    Tue 24 12:01 writes «devo firmare» (quoting):
        record CaseReopened #1; record CommitmentBegan Tue 24 12:01 to Thu 26 12:01
        post #1 Reopened due Thu 26 12:01; post #1 Followed «devo firmare» due Thu 26 12:01, calls anna
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 15:01 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 12:01; wakes Tue 24 14:01
    ");
    insta::assert_snapshot!(in_each_state(&writes("e adesso?", human()).tickable()), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «e adesso?» due Thu 26 10:10, calls room
        say CaseOpened #1 until Thu 26 10:10 +privacy; now Open; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / e adesso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / e adesso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «posso? / e adesso?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «e adesso?» due Sat 28 12:10, calls room; say CaseOpened #1 until Sat 28 12:10
        now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / e adesso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «e adesso?» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15
        now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «e adesso?» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «e adesso?» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    open, taken, on its way: post #1 Followed «e adesso?»; say Received #1 q2 until Thu 26 10:05
    urgent: post #1 Followed «e adesso?»; say Received #1 q2 until Tue 24 12:05
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Followed «e adesso?» due Thu 26 11:11, calls anna; say Received #1 q2 until Thu 26 11:11
        post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    overdue: post #1 Followed «e adesso?»; say Received #1 q2 until Fri 27 13:00
    no hour: post #1 Followed «e adesso?»; say Received #1 q2 until Thu 03 17:30
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «e adesso?» due Thu 26 11:40, calls anna
        say CaseReopened #1 q2 until Thu 26 11:40; post #1 StatusChanged Open anna due Thu 26 11:40
        now Open; wakes Wed 25 11:40
    closed long ago:
        record Asked q2; record CommitmentBegan Wed 02 12:10 to Fri 04 12:10; record CaseOpened #2 q2
        post #2 Opened «e adesso?» due Fri 04 12:10, calls room; say CaseOpened #2 until Fri 04 12:10
        now Open; wakes Thu 03 12:10
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «e adesso?»
        say Received #1 q2 until Thu 26 10:05
    ");
}

#[test]
fn choices_of_which_one_has_been_sent_already_are_for_humans() {
    for (found, told) in [
        (&["pay", "visits"][..], "say Choices q2 pay|visits"),
        (&["leave", "pay"], "post #1 Opened «posso? / e se?» answered with leave near leave|pay"),
        (&["pay", "leave"], "post #1 Opened «posso? / e se?» answered with leave near pay|leave"),
    ] {
        let said = story(&[
            ("Tue 24 10:05", writes("posso?", answer("leave"))),
            ("Tue 24 10:06", writes("e se?", choices(found))),
        ]);
        assert!(said.contains(told), "{said}");
    }
}
