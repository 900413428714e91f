//! What the person presses.

use domain::{
    commands::PersonCommand,
    event::Found,
    language::Language,
    message::{Button, ReminderAction},
};

use super::{
    acts::{commands, presses, presses_finding, presses_something_unknown, q, writes},
    player::{case, story},
    states::{in_each_state, with_case, without_case},
    verdicts::{answer, card, choices, one_word},
};

#[test]
fn this_is_what_i_was_looking_for() {
    insta::assert_snapshot!(in_each_state(&presses(Button::Solved(q(1)))), @"
    new: say StaleButton +privacy
    answered, asked again:
        fits leave «posso?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled
        say Glad follow q1; now Quiet; sleeps
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
}

#[test]
fn ask_an_expert() {
    insta::assert_snapshot!(in_each_state(&presses(Button::AskHuman(q(1)))), @"
    new: say StaleButton +privacy
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room; say CaseOpened #1 until Thu 26 10:05
        now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    choosing:
        record CaseOpened #1 q1; post #1 Opened «posso?» near leave|pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
}

#[test]
fn one_of_the_choices() {
    let chooses = |choice| presses_finding(Button::Choose(q(1), choice), Found::Card(card("pay")));
    insta::assert_snapshot!(in_each_state(&chooses(1)), @"
    new: say StaleButton +privacy
    choosing: record Answered q1 pay; say Answer q1 pay; now Answered
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    let of_another_question = presses_finding(Button::Choose(q(2), 1), Found::Card(card("pay")));
    insta::assert_snapshot!(without_case(&of_another_question), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: say StaleButton
    ");
    insta::assert_snapshot!(without_case(&chooses(2)), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: say StaleButton
    ");
}

#[test]
fn one_of_the_topics() {
    let chooses = presses_finding(Button::Topic(q(1), 0), Found::Verdict(choices(&["leave", "pay"])));
    insta::assert_snapshot!(in_each_state(&chooses), @"
    new: say StaleButton +privacy
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Offered q1
        say TopicArticles q1 leave|pay; now Choosing; wakes Wed 25 10:05
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("congedo", one_word())),
        ("Tue 24 10:06", presses_finding(Button::Topic(q(1), 0), Found::Verdict(choices(&["leave", "pay"])))),
        ("Tue 24 10:07", presses_finding(Button::Choose(q(1), 0), Found::Card(card("leave")))),
    ]), @"
    Tue 24 10:05 writes «congedo»: say Topics q1 leave|pay +privacy
    Tue 24 10:06 presses topic:1:0:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Offered q1
        say TopicArticles q1 leave|pay; wakes Wed 25 10:05
    Tue 24 10:07 presses choose:1:0: record Answered q1 leave; say Answer q1 leave; wakes Wed 25 10:05
    ");
}

#[test]
fn confirmations_are_good_for_what_they_were_asked_for() {
    let withdraw = Button::Withdraw { case: case(1), sure: false };
    insta::assert_snapshot!(in_each_state(&presses(withdraw)), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn, closed, closed long ago: say StaleButton
    open, overdue, no hour:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; post #1 StatusChanged Withdrawn
        say Cancelled #1; now Quiet; sleeps
    urgent: say ConfirmCancel #1 «posso?» once more
    taken, on its way:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn
        post #1 StatusChanged Withdrawn anna; say Cancelled #1; now Quiet; sleeps
    replied:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn; post #1 StatusChanged Withdrawn anna
        say Cancelled #1; now Quiet
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; post #1 StatusChanged Withdrawn
        say Cancelled #1; now Quiet; sleeps
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::KeepCase(case(1)))), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn, closed, closed long ago: say StaleButton
    open, urgent, taken, on its way, replied, overdue, no hour: say KeptCase #1
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say KeptCase #1
    ");
    insta::assert_snapshot!(with_case(&presses(Button::Withdraw { case: case(2), sure: true })), @"
    open, urgent, taken, on its way, replied, overdue, no hour, closed, closed long ago: say StaleButton
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::Erase)), @"
    new: say StaleButton +privacy
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::KeepData)), @"
    new: say KeptData +privacy
    left: record PersonReachable; post #1 CameBack; say KeptData
    the others: say KeptData
    ");
}

#[test]
fn tell_me_if_it_changes() {
    insta::assert_snapshot!(without_case(&presses(Button::Follow(q(2)))), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: say StaleButton
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::Follow(q(1)))), @"
    new: say StaleButton +privacy
    settled: follow leave; say Following
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
}

#[test]
fn what_is_unknown_is_old_and_what_is_the_guides_is_not_the_desks() {
    insta::assert_snapshot!(in_each_state(&presses_something_unknown()), @"
    new: say StaleButton +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::Leave)), @"
    blocked: say Blocked
    left: record PersonReachable; post #1 CameBack
    the others: nothing
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::Guide(1, 0))), @"
    blocked: say Blocked
    left: record PersonReachable; post #1 CameBack
    the others: nothing
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::Reminder(7, ReminderAction::Done))), @"
    blocked: say Blocked
    left: record PersonReachable; post #1 CameBack
    the others: nothing
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::Speak(Language::En))), @"
    new: say LanguageChosen +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say LanguageChosen
    the others: say LanguageChosen
    ");
}

#[test]
fn an_old_answer_is_settled_without_the_later_one() {
    let asks = || {
        vec![
            ("Tue 24 10:05", writes("posso?", answer("leave"))),
            ("Tue 24 10:06", writes("quanto?", answer("pay"))),
        ]
    };
    let then = |acts: Vec<_>| {
        let mut all = asks();
        all.extend(acts);
        story(&all)
    };
    insta::assert_snapshot!(then(vec![
        ("Tue 24 10:07", presses(Button::Solved(q(1)))),
        ("Tue 24 10:08", presses(Button::Follow(q(1)))),
        ("Tue 24 10:09", presses(Button::Solved(q(2)))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «quanto?»:
        record Asked q2; record Answered q2 pay; say Answer q2 pay; wakes Wed 25 10:05
    Tue 24 10:07 presses solved:1:
        fits leave «posso?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled
        record CommitmentBegan Tue 24 10:06 to Thu 26 10:06; say Glad follow q1; wakes Wed 25 10:06
    Tue 24 10:08 presses follow:1: follow leave; say Following; wakes Wed 25 10:06
    Tue 24 10:09 presses solved:2:
        fits pay «quanto?»; record CommitmentEnded Tue 24 10:06 to Thu 26 10:06: Settled
        say Glad follow q2
    ");
    insta::assert_snapshot!(then(vec![("Tue 24 10:07", presses(Button::Solved(q(2))))]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «quanto?»:
        record Asked q2; record Answered q2 pay; say Answer q2 pay; wakes Wed 25 10:05
    Tue 24 10:07 presses solved:2:
        fits pay «quanto?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled
        say Glad follow q2
    ");
    insta::assert_snapshot!(then(vec![("Tue 24 10:07", presses(Button::AskHuman(q(1))))]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «quanto?»:
        record Asked q2; record Answered q2 pay; say Answer q2 pay; wakes Wed 25 10:05
    Tue 24 10:07 presses human:1:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(then(vec![("Tue 24 10:07", commands(PersonCommand::Cancel))]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «quanto?»:
        record Asked q2; record Answered q2 pay; say Answer q2 pay; wakes Wed 25 10:05
    Tue 24 10:07 commands Cancel:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; say Cancelled
    ");
}

#[test]
fn what_was_asked_about_another_question_or_case_is_old() {
    for old in [
        presses(Button::Solved(q(2))),
        presses(Button::AskHuman(q(2))),
        presses(Button::KeepCase(case(2))),
        presses(Button::Follow(q(2))),
        presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(answer("pay"))),
    ] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(in_each_state(&old), @"
            new: say StaleButton +privacy
            blocked: say Blocked
            blocked and told: nothing
            left: record PersonReachable; post #1 CameBack; say StaleButton
            the others: say StaleButton
            ");
        }
    }
}
