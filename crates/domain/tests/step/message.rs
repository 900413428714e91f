//! What the person writes.

use domain::verdict::Chat;

use super::{
    acts::{sends_a_contact, sends_nothing_readable, writes},
    states::{in_each_state, with_case, without_case},
    verdicts::{answer, chat, choices, human, one_word},
};

#[test]
fn a_question_with_an_article_is_answered_unless_humans_have_one_in_hand() {
    let asks = writes("quanti giorni?", answer("pay"));
    insta::assert_snapshot!(without_case(&asks), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record Answered q1 pay
        say Answer q1 pay +privacy; now Answered; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 pay
        say Answer q1 pay; now Answered; wakes Wed 25 10:05
    answered, asked again: record Asked q2; record Answered q2 pay; say Answer q2 pay
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
    insta::assert_snapshot!(with_case(&asks), @"
    open, taken, on its way: post #1 Followed «quanti giorni?»; say Received #1 q2 until Thu 26 10:05
    urgent: post #1 Followed «quanti giorni?»; say Received #1 q2 until Tue 24 12:05
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Followed «quanti giorni?» due Thu 26 11:11, calls anna
        say Received #1 q2 until Thu 26 11:11; post #1 StatusChanged Open anna due Thu 26 11:11
        wakes Wed 25 11:11
    overdue: post #1 Followed «quanti giorni?»; say Received #1 q2 until Fri 27 13:00
    no hour: post #1 Followed «quanti giorni?»; say Received #1 q2 until Thu 03 17:30
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «quanti giorni?» due Thu 26 11:40, calls anna
        say CaseReopened #1 q2 until Thu 26 11:40; post #1 StatusChanged Open anna due Thu 26 11:40
        now Open; wakes Wed 25 11:40
    closed long ago:
        record Asked q2; record CommitmentBegan Wed 02 12:10 to Fri 04 12:10; record Answered q2 pay
        say Answer q2 pay; now Answered; wakes Thu 03 12:10
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «quanti giorni?»
        say Received #1 q2 until Thu 26 10:05
    ");
}

#[test]
fn the_same_article_is_not_sent_twice() {
    insta::assert_snapshot!(without_case(&writes("quanti giorni?", answer("leave"))), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record Answered q1 leave
        say Answer q1 leave +privacy; now Answered; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave; now Answered; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / quanti giorni?» answered with leave near leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «posso? / quanti giorni?» answered with leave near leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
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
}

#[test]
fn a_choice_is_offered_once() {
    insta::assert_snapshot!(without_case(&writes("quanti giorni?", choices(&["pay", "visits"]))), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record Offered q1
        say Choices q1 pay|visits +privacy; now Choosing; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Offered q1
        say Choices q1 pay|visits; now Choosing; wakes Wed 25 10:05
    answered: record Asked q2; record Offered q2; say Choices q2 pay|visits; now Choosing
    asked again:
        record Asked q2; record Offered q2; say Choices q2 pay|visits; now Choosing; wakes Wed 25 10:05
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record Offered q2
        say Choices q2 pay|visits; now Choosing; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1
        post #1 Opened «posso? / quanti giorni?» near pay|visits due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record Offered q1
        say Choices q1 pay|visits; now Choosing; wakes Wed 25 10:15
    settled, withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record Offered q2
        say Choices q2 pay|visits; now Choosing; wakes Wed 25 10:40
    ");
}

#[test]
fn what_no_article_answers_goes_to_the_humans() {
    insta::assert_snapshot!(without_case(&writes("e poi?", human())), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «e poi?» due Thu 26 10:10, calls room
        say CaseOpened #1 until Thu 26 10:10 +privacy; now Open; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / e poi?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / e poi?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «posso? / e poi?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «e poi?» due Sat 28 12:10, calls room; say CaseOpened #1 until Sat 28 12:10
        now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / e poi?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «e poi?» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15
        now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «e poi?» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «e poi?» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    ");
}

#[test]
fn a_greeting_is_returned_and_opens_nothing() {
    insta::assert_snapshot!(in_each_state(&writes("ciao", chat(Chat::Greeting))), @"
    new: say Hello +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn, closed, closed long ago: say Hello
    open, taken, on its way: post #1 Followed «ciao»; say Received #1 q2 until Thu 26 10:05
    urgent: post #1 Followed «ciao»; say Received #1 q2 until Tue 24 12:05
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Followed «ciao» due Thu 26 11:11, calls anna; say Received #1 q2 until Thu 26 11:11
        post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    overdue: post #1 Followed «ciao»; say Received #1 q2 until Fri 27 13:00
    no hour: post #1 Followed «ciao»; say Received #1 q2 until Thu 03 17:30
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «ciao»
        say Received #1 q2 until Thu 26 10:05
    ");
}

#[test]
fn thanks_wait_for_nobody() {
    insta::assert_snapshot!(in_each_state(&writes("grazie", chat(Chat::Thanks))), @"
    new: say YoureWelcome +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn, closed, closed long ago: say YoureWelcome
    open, urgent, taken, on its way, replied, overdue, no hour: post #1 Followed «grazie»; say Added #1
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «grazie»; say Added #1
    ");
}

#[test]
fn one_word_is_asked_about_and_never_twice() {
    insta::assert_snapshot!(without_case(&writes("congedo", one_word())), @r#"
    new: say Topics q1 leave|pay +privacy; now Unclear
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / congedo» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 10:05
    answered, asked again: say Explain q1 Some("in other words")
    lapsed, settled, withdrawn: say Topics q2 leave|pay; now Unclear
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / congedo» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided: say Topics q1 leave|pay; now Unclear
    "#);
}

#[test]
fn whoever_wants_a_human_gets_one() {
    insta::assert_snapshot!(without_case(&writes("voglio una persona", chat(Chat::WantsHuman))), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «voglio una persona» due Thu 26 10:10, calls room
        say CaseOpened #1 until Thu 26 10:10 +privacy; now Open; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / voglio una persona» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / voglio una persona» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «posso? / voglio una persona» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «voglio una persona» due Sat 28 12:10, calls room
        say CaseOpened #1 until Sat 28 12:10; now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1
        post #1 Opened «posso? / voglio una persona» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «voglio una persona» due Thu 26 10:15, calls room
        say CaseOpened #1 until Thu 26 10:15; now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «voglio una persona» due Thu 26 10:40, calls room
        say CaseOpened #1 until Thu 26 10:40; now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «voglio una persona» due Thu 26 10:40, calls room
        say CaseOpened #2 until Thu 26 10:40; now Open; wakes Wed 25 10:40
    ");
}

#[test]
fn what_cannot_be_read_or_taken_is_declined() {
    insta::assert_snapshot!(in_each_state(&sends_nothing_readable()), @"
    new: say NothingReadable +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say NothingReadable
    the others: say NothingReadable
    ");
    insta::assert_snapshot!(in_each_state(&sends_a_contact()), @"
    new: say Declined Contact +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say Declined Contact
    the others: say Declined Contact
    ");
}
