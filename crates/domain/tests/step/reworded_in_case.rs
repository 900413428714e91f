//! What the person changes in what went to a case, and files put into it.

use domain::verdict::Chat;

use super::{
    acts::rewords,
    states::{in_each_state, with_case, without_case},
    verdicts::{chat, human, pressing},
};

#[test]
fn the_thread_sees_other_words_of_what_went_to_it() {
    insta::assert_snapshot!(with_case(&rewords("e se?", human(), Some(1), true)), @"
    open, urgent, taken, on its way, overdue, no hour, closed long ago: post #1 Reworded «e se?»
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Reworded «e se?» due Thu 26 11:11, calls anna
        post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «e se?» due Thu 26 11:40, calls anna
        say CaseReopened #1 q2 until Thu 26 11:40; post #1 StatusChanged Open anna due Thu 26 11:40
        now Open; wakes Wed 25 11:40
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; post #1 Reworded «e se?»
    ");
    insta::assert_snapshot!(with_case(&rewords("e se?", human(), Some(1), false)), @"
    open, urgent, taken, on its way, overdue, no hour, closed, closed long ago: post #1 Reworded «e se?»
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Reworded «e se?» due Thu 26 11:11, calls anna
        post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; post #1 Reworded «e se?»
    ");
    insta::assert_snapshot!(with_case(&rewords("grazie!", chat(Chat::Thanks), Some(1), true)), @"
    open, urgent, taken, on its way, replied, overdue, no hour, closed, closed long ago: post #1 Reworded «grazie!»
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; post #1 Reworded «grazie!»
    ");
    insta::assert_snapshot!(with_case(&rewords("devo firmare", pressing(), Some(1), true)), @"
    open:
        post #1 Reworded «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:15 sign nothing; post #1 StatusChanged Open urgent due Thu 26 10:05
        wakes Tue 24 11:15
    urgent:
        post #1 Reworded «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:05 sign nothing
    taken:
        post #1 Reworded «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 12:40 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 10:05; wakes Tue 24 11:40
    on its way:
        post #1 Reworded «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Tue 24 14:10 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 10:05; wakes Tue 24 12:10
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Reworded «devo firmare» due Thu 26 11:11, calls anna
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 14:11 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 11:11; wakes Tue 24 12:11
    overdue:
        post #1 Reworded «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Thu 26 15:10 sign nothing
        post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Thu 26 14:10
    no hour:
        post #1 Reworded «devo firmare»; post #1 Urgent pressed to sign, calls room
        say Urgent #1 until Thu 03 15:10 sign nothing
        post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Thu 03 14:10
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «devo firmare» due Thu 26 11:40, calls anna
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 14:40 sign nothing
        post #1 StatusChanged Open anna urgent due Thu 26 11:40; now Open; wakes Tue 24 12:40
    closed long ago: post #1 Reworded «devo firmare»
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Reworded «devo firmare»
        post #1 Urgent pressed to sign, calls room; say Urgent #1 until Tue 24 12:40 sign nothing
        post #1 StatusChanged Open urgent due Thu 26 10:05; wakes Tue 24 11:40
    ");
}

#[test]
fn a_file_put_into_a_message_is_for_the_experts() {
    let adds = |went_to| rewords("ecco", chat(Chat::Thanks), went_to, false).with_photo();
    insta::assert_snapshot!(without_case(&adds(None)), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «ecco» due Thu 26 10:10, calls room; say CaseOpened #1 until Thu 26 10:10 +privacy
        post #1 Attached Photo; now Open; wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / ecco» due Thu 26 10:05, calls room; say CaseOpened #1 until Thu 26 10:05
        post #1 Attached Photo; now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / ecco» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «posso? / ecco» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open
        wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «ecco» due Sat 28 12:10, calls room; say CaseOpened #1 until Sat 28 12:10
        post #1 Attached Photo; now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso? / ecco» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «ecco» due Thu 26 10:15, calls room; say CaseOpened #1 until Thu 26 10:15
        post #1 Attached Photo; now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «ecco» due Thu 26 10:40, calls room; say CaseOpened #1 until Thu 26 10:40
        post #1 Attached Photo; now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «ecco» due Thu 26 10:40, calls room; say CaseOpened #2 until Thu 26 10:40
        post #2 Attached Photo; now Open; wakes Wed 25 10:40
    ");
    insta::assert_snapshot!(with_case(&adds(Some(1))), @"
    open, urgent, taken, on its way, overdue, no hour, closed long ago: post #1 Reworded «ecco»; post #1 Attached Photo
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Reworded «ecco» due Thu 26 11:11, calls anna; post #1 Attached Photo
        post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «ecco» due Thu 26 11:40, calls anna
        say CaseReopened #1 q2 until Thu 26 11:40; post #1 Attached Photo
        post #1 StatusChanged Open anna due Thu 26 11:40; now Open; wakes Wed 25 11:40
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Reworded «ecco»; post #1 Attached Photo
    ");
    insta::assert_snapshot!(in_each_state(&rewords("ecco", human(), None, false).with_a_large_file()), @"
    new: say Declined TooLarge +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn, closed, closed long ago: say Declined TooLarge
    open, urgent, taken, on its way, overdue, no hour: say Declined TooLarge; post #1 Reworded «ecco»
    replied:
        say Declined TooLarge; record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Reworded «ecco» due Thu 26 11:11, calls anna
        post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; say Declined TooLarge; post #1 Reworded «ecco»
    ");
}
