//! What the person says in plain words where a button would do.

use domain::{commands::PersonCommand, verdict::Chat};

use super::{
    acts::{commands, writes},
    player::story,
    states::{with_case, without_case},
    verdicts::{answer, chat, danger, human, pressing},
};

#[test]
fn yes_and_no_answer_what_the_desk_has_just_asked() {
    insta::assert_snapshot!(without_case(&writes("sì", human())), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «sì» due Thu 26 10:10, calls room; say CaseOpened #1 until Thu 26 10:10 +privacy
        now Open; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room; say CaseOpened #1 until Thu 26 10:05
        now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / sì» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        fits leave «posso?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled
        say Glad follow q1; now Quiet; sleeps
    lapsed: say StaleButton
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / sì» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «sì» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15; now Open
        wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «sì» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40; now Open
        wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «sì» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40; now Open
        wakes Wed 25 10:40
    ");
    insta::assert_snapshot!(without_case(&writes("no", human())), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «no» due Thu 26 10:10, calls room; say CaseOpened #1 until Thu 26 10:10 +privacy
        now Open; wakes Wed 25 10:10
    unclear: say Cancelled
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / no» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    lapsed: say StaleButton
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / no» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «no» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15; now Open
        wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «no» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40; now Open
        wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «no» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40; now Open
        wakes Wed 25 10:40
    ");
}

#[test]
fn yes_and_no_answer_confirmations_as_the_buttons_do() {
    let erase = || ("Tue 24 10:10", commands(PersonCommand::Erase));
    let cancel = || ("Tue 24 10:10", commands(PersonCommand::Cancel));
    let asks = |verdict| ("Tue 24 10:05", writes("posso?", verdict));
    let yes = || ("Tue 24 10:11", writes("sì", human()));
    let no = || ("Tue 24 10:11", writes("no", human()));
    insta::assert_snapshot!(story(&[erase(), yes()]), @"
    Tue 24 10:10 commands Erase: say ConfirmErase +privacy
    Tue 24 10:11 writes «sì»: record Erased; erase; say ErasedFarewell
    ");
    insta::assert_snapshot!(story(&[erase(), no(), yes()]), @"
    Tue 24 10:10 commands Erase: say ConfirmErase +privacy
    Tue 24 10:11 writes «no»: say KeptData
    Tue 24 10:11 writes «sì»:
        record Asked q1; record CommitmentBegan Tue 24 10:11 to Thu 26 10:11; record CaseOpened #1 q1
        post #1 Opened «sì» due Thu 26 10:11, calls room; say CaseOpened #1 until Thu 26 10:11
        wakes Wed 25 10:11
    ");
    insta::assert_snapshot!(story(&[asks(pressing()), cancel(), yes(), yes()]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso?» urgent: pressed to sign due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:05 sign nothing +privacy; wakes Tue 24 11:05
    Tue 24 10:10 commands Cancel: say ConfirmCancel #1 «posso?»; wakes Tue 24 11:05
    Tue 24 10:11 writes «sì»: say ConfirmCancel #1 «posso?» once more; wakes Tue 24 11:05
    Tue 24 10:11 writes «sì»:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn
        post #1 StatusChanged Withdrawn urgent; say Cancelled #1
    ");
    insta::assert_snapshot!(story(&[asks(human()), cancel(), no()]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:10 commands Cancel: say ConfirmCancel #1 «posso?»; wakes Wed 25 10:05
    Tue 24 10:11 writes «no»: say KeptCase #1; wakes Wed 25 10:05
    ");
}

#[test]
fn danger_answers_nothing_that_the_desk_has_asked() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Wed 25 10:06", writes("sì", danger())),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Wed 25 10:05: say WasItEnough q1; wakes Thu 26 10:05
    Wed 25 10:06 writes «sì»:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso? / sì» urgent: bleeding answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Wed 25 12:06 call 112; wakes Wed 25 11:06
    ");
}

#[test]
fn an_answer_that_is_not_understood_is_explained_once_and_then_a_human_answers() {
    insta::assert_snapshot!(without_case(&writes("non ho capito", human())), @r#"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «non ho capito» due Thu 26 10:10, calls room
        say CaseOpened #1 until Thu 26 10:10 +privacy; now Open; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / non ho capito» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 10:05
    answered, asked again: say Explain q1 Some("in other words")
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «non ho capito» due Sat 28 12:10, calls room; say CaseOpened #1 until Sat 28 12:10
        now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / non ho capito» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «non ho capito» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15
        now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «non ho capito» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «non ho capito» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40
        now Open; wakes Wed 25 10:40
    "#);
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Tue 24 10:06", writes("cioè?", chat(Chat::Vague))),
        ("Tue 24 10:07", writes("non ho capito", human())),
    ]), @r#"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «cioè?»: say Explain q1 Some("in other words"); wakes Wed 25 10:05
    Tue 24 10:07 writes «non ho capito»:
        record CaseOpened #1 q1
        post #1 Opened «posso? / non ho capito» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    "#);
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Tue 24 10:06", writes("cioè?", chat(Chat::Vague))),
        ("Tue 24 10:07", writes("no grazie", human())),
    ]), @r#"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «cioè?»: say Explain q1 Some("in other words"); wakes Wed 25 10:05
    Tue 24 10:07 writes «no grazie»: say Cancelled; wakes Wed 25 10:05
    "#);
}

#[test]
fn whoever_asks_when_is_told_the_hour() {
    insta::assert_snapshot!(with_case(&writes("quando rispondete?", human())), @"
    open:
        post #1 Followed «quando rispondete?»; say Status WaitingForHuman #1 until Thu 26 10:05
    urgent:
        post #1 Followed «quando rispondete?»; say Status WaitingForHuman #1 until Tue 24 12:05
    taken, on its way:
        post #1 Followed «quando rispondete?»; say Status WaitingForHuman #1 taken until Thu 26 10:05
    replied: post #1 Followed «quando rispondete?»; say Status Replied #1
    overdue:
        post #1 Followed «quando rispondete?»; say Status WaitingForHuman #1 until Fri 27 13:00
    no hour: post #1 Followed «quando rispondete?»; say Status NoHour #1
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40
        post #1 Followed «quando rispondete?» due Thu 26 11:40, calls anna
        say CaseReopened #1 q2 until Thu 26 11:40; post #1 StatusChanged Open anna due Thu 26 11:40
        now Open; wakes Wed 25 11:40
    closed long ago:
        record Asked q2; record CommitmentBegan Wed 02 12:10 to Fri 04 12:10; record CaseOpened #2 q2
        post #2 Opened «quando rispondete?» due Fri 04 12:10, calls room
        say CaseOpened #2 until Fri 04 12:10; now Open; wakes Thu 03 12:10
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «quando rispondete?»
        say Status WaitingForHuman #1 until Thu 26 10:05
    ");
}
