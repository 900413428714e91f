//! The person says that a message to a case was another question.

use domain::{
    commands::CaseCommand,
    event::Found,
    message::Button,
    verdict::{Card, Handling},
};

use super::{
    acts::{
        arrives, closes, does, does_in, notes, presses, presses_finding, q, replies, reply, rewords, words,
        writes,
    },
    player::{Scene, after, continued, story},
    printer::told,
    states::{in_each_state, with_case},
    verdicts::{answer, card, choices, human, pressed_to_sign, sends, several},
};

#[test]
fn another_question_is_answered_aside_or_stays_in_the_case() {
    let other = |verdict| presses_finding(Button::OtherQuestion(q(1)), Found::Verdict(verdict));
    insta::assert_snapshot!(in_each_state(&other(answer("pay"))), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn, closed, closed long ago: say StaleButton
    open, urgent, taken, on its way, replied, overdue, no hour:
        record Asked q1; post #1 OtherQuestionAnswered pay; record Answered q1 pay
        say Answer q1 pay beside the case
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; record Asked q1; post #1 OtherQuestionAnswered pay
        record Answered q1 pay; say Answer q1 pay beside the case
    ");
    insta::assert_snapshot!(with_case(&other(choices(&["pay", "visits"]))), @"
    open, urgent, taken, on its way, replied, overdue, no hour: record Asked q1; post #1 OtherQuestionStays pay|visits; say StaysInCase #1
    closed, closed long ago: say StaleButton
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; record Asked q1; post #1 OtherQuestionStays pay|visits
        say StaysInCase #1
    ");
}

#[test]
fn an_answer_aside_is_settled_or_handed_over_by_the_person() {
    let aside = |pressed| {
        story(&[
            ("Tue 24 10:05", writes("posso?", human())),
            ("Tue 24 10:15", writes("e la paga?", human())),
            ("Tue 24 10:16", presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(answer("pay")))),
            ("Tue 24 10:17", presses(pressed)),
            ("Tue 24 10:18", presses(pressed)),
        ])
    };
    insta::assert_snapshot!(aside(Button::Solved(q(2))), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:15 writes «e la paga?»:
        post #1 Followed «e la paga?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:16 presses other:2:
        record Asked q2; post #1 OtherQuestionAnswered pay; record Answered q2 pay
        say Answer q2 pay beside the case; wakes Wed 25 10:05
    Tue 24 10:17 presses solved:2: post #1 AsideSettled; say Glad; wakes Wed 25 10:05
    Tue 24 10:18 presses solved:2: say StaleButton; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(aside(Button::AskHuman(q(2))), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:15 writes «e la paga?»:
        post #1 Followed «e la paga?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:16 presses other:2:
        record Asked q2; post #1 OtherQuestionAnswered pay; record Answered q2 pay
        say Answer q2 pay beside the case; wakes Wed 25 10:05
    Tue 24 10:17 presses human:2: post #1 OtherQuestionStays; say StaysInCase #1; wakes Wed 25 10:05
    Tue 24 10:18 presses human:2: say StaleButton; wakes Wed 25 10:05
    ");
}

#[test]
fn a_case_that_another_question_reopened_is_closed_again_unless_somebody_has_acted() {
    let other =
        |verdict| ("Tue 24 12:20", presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(verdict)));
    let before = || {
        vec![
            ("Tue 24 10:05", writes("posso?", human())),
            ("Tue 24 11:00", replies("anna", "sì")),
            ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
            ("Tue 24 11:30", closes(None)),
            ("Tue 24 12:00", writes("e la paga?", human())),
        ]
    };
    let ends = |acts: Vec<_>| {
        let mut all = before();
        all.extend(acts);
        let told = story(&all);
        let from = told.find("Tue 24 12:00 ").unwrap();
        told[from..].to_owned()
    };
    insta::assert_snapshot!(ends(vec![other(answer("pay"))]), @"
    Tue 24 12:00 writes «e la paga?»:
        record CaseReopened #1; record CommitmentBegan Tue 24 12:00 to Thu 26 12:00
        post #1 Reopened due Thu 26 12:00; post #1 Followed «e la paga?» due Thu 26 12:00, calls anna
        say CaseReopened #1 q2 until Thu 26 12:00; post #1 StatusChanged Open anna due Thu 26 12:00
        wakes Wed 25 12:00
    Tue 24 12:20 presses other:2:
        record Asked q2; post #1 ClosedAgain; record CaseClosed #1 Done; record Answered q2 pay
        say Answer q2 pay; wakes Wed 25 12:00
    ");
    insta::assert_snapshot!(ends(vec![other(human())]), @"
    Tue 24 12:00 writes «e la paga?»:
        record CaseReopened #1; record CommitmentBegan Tue 24 12:00 to Thu 26 12:00
        post #1 Reopened due Thu 26 12:00; post #1 Followed «e la paga?» due Thu 26 12:00, calls anna
        say CaseReopened #1 q2 until Thu 26 12:00; post #1 StatusChanged Open anna due Thu 26 12:00
        wakes Wed 25 12:00
    Tue 24 12:20 presses other:2:
        record Asked q2; post #1 ClosedAgain; record CaseClosed #1 Done; record CaseOpened #2 q2
        post #2 Opened «e la paga?» due Thu 26 12:00, calls room; say CaseOpened #2 until Thu 26 12:00
        wakes Wed 25 12:00
    ");
    insta::assert_snapshot!(ends(vec![("Tue 24 12:10", notes()), other(answer("pay"))]), @"
    Tue 24 12:00 writes «e la paga?»:
        record CaseReopened #1; record CommitmentBegan Tue 24 12:00 to Thu 26 12:00
        post #1 Reopened due Thu 26 12:00; post #1 Followed «e la paga?» due Thu 26 12:00, calls anna
        say CaseReopened #1 q2 until Thu 26 12:00; post #1 StatusChanged Open anna due Thu 26 12:00
        wakes Wed 25 12:00
    Tue 24 12:10 anna notes something: wakes Wed 25 12:00
    Tue 24 12:20 presses other:2:
        record Asked q2; post #1 OtherQuestionAnswered pay; record Answered q2 pay
        say Answer q2 pay beside the case; wakes Wed 25 12:00
    ");
    insta::assert_snapshot!(ends(vec![("Tue 24 12:10", does("anna", CaseCommand::Take)), other(human())]), @"
    Tue 24 12:00 writes «e la paga?»:
        record CaseReopened #1; record CommitmentBegan Tue 24 12:00 to Thu 26 12:00
        post #1 Reopened due Thu 26 12:00; post #1 Followed «e la paga?» due Thu 26 12:00, calls anna
        say CaseReopened #1 q2 until Thu 26 12:00; post #1 StatusChanged Open anna due Thu 26 12:00
        wakes Wed 25 12:00
    Tue 24 12:10 anna commands Take: post #1 AlreadyTaken by anna; wakes Wed 25 12:00
    Tue 24 12:20 presses other:2:
        record Asked q2; post #1 ClosedAgain; record CaseClosed #1 Done; record CaseOpened #2 q2
        post #2 Opened «e la paga?» due Thu 26 12:00, calls room; say CaseOpened #2 until Thu 26 12:00
        wakes Wed 25 12:00
    ");
}

#[test]
fn what_humans_have_in_hand_is_not_the_persons_to_settle_with_another_question() {
    let mut scene = after(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Tue 24 10:06", presses(Button::AskHuman(q(1)))),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:30", closes(None)),
        ("Tue 24 12:00", writes("e la paga?", human())),
    ]);
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Tue 24 12:01", presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(answer("pay")))),
        ("Tue 24 12:02", presses(Button::Solved(q(2)))),
        ("Tue 24 12:03", arrives(reply("Tue 24 11:00"))),
    ]), @"
    Tue 24 12:01 presses other:2:
        record Asked q2; post #1 ClosedAgain; record CaseClosed #1 Done; record Answered q2 pay
        say Answer q2 pay; wakes Wed 25 10:05
    Tue 24 12:02 presses solved:2: fits pay «e la paga?»; say Glad follow q2; wakes Wed 25 10:05
    Tue 24 12:03 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 12:03
        post #1 Marked Delivered; post #1 Delivered
    ");
}

#[test]
fn another_question_is_answered_aside_once() {
    let other = || presses_finding(Button::OtherQuestion(q(1)), Found::Verdict(answer("pay")));
    let mut scene = after(&[("Tue 24 10:05", writes("posso?", human())), ("Tue 24 10:06", other())]);
    insta::assert_snapshot!(continued(&mut scene, &[("Tue 24 10:07", other())]), @"Tue 24 10:07 presses other:1: say StaleButton; wakes Wed 25 10:05");
}

#[test]
fn only_an_article_that_may_be_sent_by_itself_and_covers_all_is_sent_aside() {
    let found = [
        ("by itself", answer("pay")),
        ("only for humans", sends(Card { handling: Handling::HumanOnly, ..card("pay") })),
        ("with a human", sends(Card { handling: Handling::WithHuman, ..card("pay") })),
        ("must not wait", sends(Card { urgent: Some(pressed_to_sign()), ..card("pay") })),
        ("not all of it", several(card("pay"), &[], true)),
    ];
    let told = found.map(|(what, verdict)| {
        let mut scene = after(&[("Tue 24 10:05", writes("posso?", human()))]);
        let pressed = presses_finding(Button::OtherQuestion(q(1)), Found::Verdict(verdict));
        format!("{what}: {}", told(&scene.happens(scene.now, &pressed)).replace('\n', "; "))
    });
    insta::assert_snapshot!(told.join("\n"), @"
    by itself: record Asked q1; post #1 OtherQuestionAnswered pay; record Answered q1 pay; say Answer q1 pay beside the case; wakes Wed 25 10:05
    only for humans: record Asked q1; post #1 OtherQuestionStays pay; say StaysInCase #1; wakes Wed 25 10:05
    with a human: record Asked q1; post #1 OtherQuestionStays pay; say StaysInCase #1; wakes Wed 25 10:05
    must not wait: record Asked q1; post #1 OtherQuestionStays pay; say StaysInCase #1; wakes Wed 25 10:05
    not all of it: record Asked q1; post #1 OtherQuestionStays pay; say StaysInCase #1; wakes Wed 25 10:05
    ");
}

#[test]
fn an_answer_aside_that_was_enough_waits_for_no_human() {
    let asks = || {
        vec![
            ("Tue 24 10:05", writes("posso?", human())),
            ("Tue 24 10:15", writes("e la paga?", human())),
            ("Tue 24 10:16", presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(answer("pay")))),
        ]
    };
    // Anna has written before the other question came.
    let replied = || {
        [
            ("Tue 24 10:18", replies("anna", "sì").stamped("Tue 24 10:10")),
            ("Tue 24 10:19", arrives(reply("Tue 24 10:10"))),
        ]
    };
    let mut settled = asks();
    settled.push(("Tue 24 10:17", presses(Button::Solved(q(2)))));
    insta::assert_snapshot!(continued(&mut after(&settled), &replied()), @"
    Tue 24 10:18 anna replies in #1 (stamped Tue 24 10:10):
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 10:10
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:19 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:19
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna
    ");
    insta::assert_snapshot!(continued(&mut after(&asks()), &replied()), @"
    Tue 24 10:18 anna replies in #1 (stamped Tue 24 10:10):
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 10:10
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:19 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 10:19
        record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; post #1 Marked Delivered; post #1 Delivered
        post #1 StatusChanged Open anna due Thu 26 10:15; wakes Wed 25 10:15
    ");
}

#[test]
fn a_case_that_staff_have_opened_again_is_theirs_to_close() {
    let told = story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", closes(None)),
        ("Tue 24 12:00", writes("e la paga?", human())),
        ("Tue 24 12:10", closes(Some("una prova"))),
        ("Tue 24 12:11", does("anna", CaseCommand::Reopen)),
        ("Tue 24 12:20", presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(answer("pay")))),
    ]);
    let (_, last) = told.split_once("Tue 24 12:20 ").unwrap();
    insta::assert_snapshot!(last, @"
    presses other:2:
        record Asked q2; post #1 OtherQuestionAnswered pay; record Answered q2 pay
        say Answer q2 pay beside the case
    ");
}

/// The first case is closed, and humans have the second.
fn second_case() -> Scene {
    after(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", closes(None)),
        ("Tue 24 12:00", writes("e la paga?", human())),
        ("Tue 24 12:20", presses_finding(Button::OtherQuestion(q(2)), Found::Verdict(human()))),
    ])
}

#[test]
fn what_is_done_in_the_first_case_changes_nothing_in_the_second() {
    insta::assert_snapshot!(continued(&mut second_case(), &[
        ("Tue 24 12:30", does("anna", CaseCommand::Reopen)),
        ("Tue 24 12:31", replies("anna", "anche questo")),
        ("Tue 24 12:32", does_in(2, "anna", CaseCommand::Close(None), None)),
    ]), @"
    Tue 24 12:30 anna commands Reopen: post #1 NotPossible; wakes Wed 25 12:00
    Tue 24 12:31 anna replies in #1: relay #1 «anche questo» by anna, written Tue 24 12:31; wakes Wed 25 12:00
    Tue 24 12:32 anna commands Close(None): post #2 NotClosable; wakes Wed 25 12:00
    ");
    let mut scene = second_case();
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Tue 24 12:30", rewords("posso domani?", human(), Some(1), true)),
    ]), @"Tue 24 12:30 rewords the last message as «posso domani?»: post #1 Reworded «posso domani?»; wakes Wed 25 12:00");
    assert_eq!(scene.conversation.open_case().map(|case| case.latest.words.as_str()), Some("e la paga?"));
    let mut closed = second_case();
    insta::assert_snapshot!(continued(&mut closed, &[
        ("Tue 24 12:32", does_in(2, "anna", CaseCommand::Close(Some(words("una prova"))), None)),
        ("Tue 24 12:33", does("anna", CaseCommand::Reopen)),
    ]), @r#"
    Tue 24 12:32 anna commands Close(Some(Words("una prova"))):
        record CommitmentEnded Tue 24 12:00 to Thu 26 12:00: ClosedUnanswered
        record CaseClosed #2 WithoutReply; post #2 Closed by anna; say CaseClosed #2 unanswered
        post #2 StatusChanged Closed
    Tue 24 12:33 anna commands Reopen: post #1 NotPossible
    "#);
}
