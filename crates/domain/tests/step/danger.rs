//! What must not wait, and danger.

use super::{
    acts::writes,
    player::story,
    states::{with_case, without_case},
    verdicts::{danger, pressing},
};

#[test]
fn what_must_not_wait_hastens_what_was_promised() {
    insta::assert_snapshot!(with_case(&writes("devo firmare", pressing())), @"
    open:
        post #1 Followed «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:15 sign nothing; post #1 StatusChanged Open urgent due Thu 26 10:05
        wakes Tue 24 11:15
    urgent:
        post #1 Followed «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:05 sign nothing
    taken:
        post #1 Followed «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:40 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 10:05; wakes Tue 24 11:40
    on its way:
        post #1 Followed «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 14:10 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 10:05; wakes Tue 24 12:10
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Followed «devo firmare» due Thu 26 11:11, calls anna
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 14:11 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 11:11; wakes Tue 24 12:11
    overdue:
        post #1 Followed «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Thu 26 15:10 sign nothing
        post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Thu 26 14:10
    no hour:
        post #1 Followed «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Thu 03 15:10 sign nothing
        post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Thu 03 14:10
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «devo firmare» due Thu 26 11:40, calls anna
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 14:40 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 11:40; now Open; wakes Tue 24 12:40
    closed long ago:
        record Asked q2; record CommitmentBegan Wed 02 12:10 to Fri 04 12:10
        record CaseOpened #2 q2 urgent
        post #2 Opened «devo firmare» urgent: pressed to sign due Fri 04 12:10, calls room
        say CaseOpened #2 until Wed 02 15:10 sign nothing; now Open; wakes Wed 02 14:10
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «devo firmare»
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 12:40 sign nothing
        post #1 StatusChanged Open urgent due Thu 26 10:05; wakes Tue 24 11:40
    ");
}

#[test]
fn danger_is_heard_in_each_state_and_from_everybody() {
    insta::assert_snapshot!(with_case(&writes("perdo sangue", danger())), @"
    open:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Tue 24 12:15 call 112; post #1 StatusChanged Open urgent due Thu 26 10:05
        wakes Tue 24 11:15
    urgent:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Tue 24 12:05 call 112
    taken:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Tue 24 12:40 call 112
        post #1 StatusChanged Open anna urgent due Thu 26 10:05; wakes Tue 24 11:40
    on its way:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Tue 24 14:10 call 112
        post #1 StatusChanged Open anna urgent due Thu 26 10:05; wakes Tue 24 12:10
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Followed «perdo sangue» due Thu 26 11:11, calls anna; post #1 Urgent bleeding, calls room
        say Urgent #1 until Tue 24 14:11 call 112
        post #1 StatusChanged Open anna urgent due Thu 26 11:11; wakes Tue 24 12:11
    overdue:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Thu 26 15:10 call 112
        post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Thu 26 14:10
    no hour:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Thu 03 15:10 call 112
        post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Thu 03 14:10
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «perdo sangue» due Thu 26 11:40, calls anna
        post #1 Urgent bleeding, calls room; say Urgent #1 until Tue 24 14:40 call 112
        post #1 StatusChanged Open anna urgent due Thu 26 11:40; now Open; wakes Tue 24 12:40
    closed long ago:
        record Asked q2; record CommitmentBegan Wed 02 12:10 to Fri 04 12:10
        record CaseOpened #2 q2 urgent
        post #2 Opened «perdo sangue» urgent: bleeding due Fri 04 12:10, calls room
        say CaseOpened #2 until Wed 02 15:10 call 112; now Open; wakes Wed 02 14:10
    blocked, blocked and told: say Advice call 112
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «perdo sangue»
        post #1 Urgent bleeding, calls room; say Urgent #1 until Tue 24 12:40 call 112
        post #1 StatusChanged Open urgent due Thu 26 10:05; wakes Tue 24 11:40
    ");
    insta::assert_snapshot!(without_case(&writes("perdo sangue", danger())), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10
        record CaseOpened #1 q1 urgent
        post #1 Opened «perdo sangue» urgent: bleeding due Thu 26 10:10, calls room
        say CaseOpened #1 until Tue 24 12:10 call 112 +privacy; now Open; wakes Tue 24 11:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso? / perdo sangue» urgent: bleeding due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:15 call 112; now Open; wakes Tue 24 11:15
    answered:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso? / perdo sangue» urgent: bleeding answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:15 call 112; now Open; wakes Tue 24 11:15
    asked again:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso? / perdo sangue» urgent: bleeding answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Wed 25 15:10 call 112; now Open
        wakes Wed 25 14:10
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10
        record CaseOpened #1 q2 urgent
        post #1 Opened «perdo sangue» urgent: bleeding due Sat 28 12:10, calls room
        say CaseOpened #1 until Thu 26 15:10 call 112; now Open; wakes Thu 26 14:10
    choosing:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso? / perdo sangue» urgent: bleeding due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:15 call 112; now Open; wakes Tue 24 11:15
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15
        record CaseOpened #1 q1 urgent
        post #1 Opened «perdo sangue» urgent: bleeding due Thu 26 10:15, calls room
        say CaseOpened #1 until Tue 24 12:15 call 112; now Open; wakes Tue 24 11:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40
        record CaseOpened #1 q2 urgent
        post #1 Opened «perdo sangue» urgent: bleeding due Thu 26 10:40, calls room
        say CaseOpened #1 until Tue 24 12:40 call 112; now Open; wakes Tue 24 11:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40
        record CaseOpened #2 q2 urgent
        post #2 Opened «perdo sangue» urgent: bleeding due Thu 26 10:40, calls room
        say CaseOpened #2 until Tue 24 12:40 call 112; now Open; wakes Tue 24 11:40
    ");
}

#[test]
fn the_room_is_not_called_with_every_line_of_somebody_in_danger() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("perdo sangue", danger())),
        ("Tue 24 10:09", writes("perdo ancora sangue", danger())),
        ("Tue 24 10:10", writes("vogliono che firmi", pressing())),
        ("Tue 24 10:16", writes("perdo sangue", danger())),
    ]), @"
    Tue 24 10:05 writes «perdo sangue»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «perdo sangue» urgent: bleeding due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:05 call 112 +privacy; wakes Tue 24 11:05
    Tue 24 10:09 writes «perdo ancora sangue»: post #1 Followed «perdo ancora sangue»; say Added #1; wakes Tue 24 11:05
    Tue 24 10:10 writes «vogliono che firmi»:
        post #1 Followed «vogliono che firmi»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:05 sign nothing; wakes Tue 24 11:05
    Tue 24 10:16 writes «perdo sangue»:
        post #1 Followed «perdo sangue»; post #1 Urgent bleeding, calls room
        say Urgent #1 until Tue 24 12:05 call 112; wakes Tue 24 11:05
    ");
}

#[test]
fn the_room_is_called_again_after_five_minutes() {
    for (wall, again) in [("Tue 24 10:09", false), ("Tue 24 10:10", true)] {
        let told = story(&[
            ("Tue 24 10:05", writes("perdo sangue", danger())),
            (wall, writes("perdo ancora sangue", danger())),
        ]);
        assert_eq!(told.contains("post #1 Urgent bleeding, calls room"), again, "{wall}");
    }
}
