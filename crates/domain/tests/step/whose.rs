//! Who the person is, by their own words, and whose rule it is.

use domain::{
    commands::PersonCommand,
    event::Found,
    message::Button,
    scope::{Dimension, Place, Role, Trait, Work},
    verdict::{Card, Chat, Handling, Verdict},
};

use super::{
    acts::{Act, commands, presses, presses_finding, q, rewords, writes},
    player::story,
    states::{in_each_state, without_case},
    verdicts::{answer, card, chat, danger, holds, human, pressing, sends},
};

const PUBLIC: Trait = Trait::Work(Work::Public);
const PRIVATE: Trait = Trait::Work(Work::Private);
const FATHER: Trait = Trait::Role(Role::Father);
const MILANO: Trait = Trait::Place(Place::Milano);

#[test]
fn what_people_say_of_themselves_is_kept_until_they_say_something_else_or_have_it_forgotten() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", commands(PersonCommand::Profile)),
        ("Tue 24 10:06", writes("ciao da Milano", chat(Chat::Greeting)).saying(&[MILANO])),
        ("Tue 24 10:07", writes("posso?", answer("leave")).saying(&[PUBLIC, FATHER])),
        ("Tue 24 10:08", writes("e se?", human()).saying(&[PRIVATE])),
        ("Tue 24 10:09", commands(PersonCommand::Profile)),
        ("Tue 24 10:10", writes("vivo a Milano", human()).saying(&[MILANO])),
        ("Tue 24 10:11", rewords("sono nel pubblico, posso?", answer("leave"), None, false).saying(&[PUBLIC])),
        ("Tue 24 10:12", commands(PersonCommand::Profile)),
        ("Tue 24 10:13", presses(Button::ForgetProfile)),
        ("Tue 24 10:14", commands(PersonCommand::Profile)),
    ]), @"
    Tue 24 10:05 commands Profile: say Profile +privacy
    Tue 24 10:06 writes «ciao da Milano» (saying who they are): say Hello
    Tue 24 10:07 writes «posso?» (saying who they are):
        record Asked q1; record CommitmentBegan Tue 24 10:07 to Thu 26 10:07; record Answered q1 leave
        say Answer q1 leave; wakes Wed 25 10:07
    Tue 24 10:08 writes «e se?» (saying who they are):
        record CaseOpened #1 q1
        post #1 Opened «posso? / e se?» answered with leave by work(private)|role(father) due Thu 26 10:07, calls room
        say CaseOpened #1 until Thu 26 10:07; wakes Wed 25 10:07
    Tue 24 10:09 commands Profile: say Profile work(private)|role(father); wakes Wed 25 10:07
    Tue 24 10:10 writes «vivo a Milano» (saying who they are):
        post #1 Followed «vivo a Milano»; say Received #1 q2 until Thu 26 10:07; wakes Wed 25 10:07
    Tue 24 10:11 rewords an earlier message as «sono nel pubblico, posso?» (saying who they are): post #1 Reworded «sono nel pubblico, posso?»; wakes Wed 25 10:07
    Tue 24 10:12 commands Profile: say Profile work(private)|role(father)|place(milano); wakes Wed 25 10:07
    Tue 24 10:13 presses forget-profile: say ProfileForgotten; wakes Wed 25 10:07
    Tue 24 10:14 commands Profile: say Profile; wakes Wed 25 10:07
    ");
}

#[test]
fn danger_is_heard_and_what_it_says_of_the_person_kept() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("sono una mamma e devo firmare", pressing()).saying(&[Trait::Role(Role::Mother)])),
    ]), @"
    Tue 24 10:05 writes «sono una mamma e devo firmare» (saying who they are):
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «sono una mamma e devo firmare» urgent: pressed to sign by role(mother) due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:05 sign nothing +privacy; wakes Tue 24 11:05
    ");
}

#[test]
fn what_the_desk_knows_is_shown_and_forgotten_in_any_state() {
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Profile)), @"
    new: say Profile +privacy
    left: record PersonReachable; post #1 CameBack; say Profile
    the others: say Profile
    ");
    insta::assert_snapshot!(in_each_state(&presses(Button::ForgetProfile)), @"
    new: say ProfileForgotten +privacy
    left: record PersonReachable; post #1 CameBack; say ProfileForgotten
    the others: say ProfileForgotten
    ");
}

/// Whether they work for a company or for the state decides it.
fn asks() -> (&'static str, Act) {
    ("Tue 24 10:05", writes("posso?", holds("leave", "the public", Some(Dimension::Work))))
}

fn is_private(found: Verdict) -> Act {
    presses_finding(Button::Trait(q(1), Some(PRIVATE)), Found::Verdict(found))
}

#[test]
fn a_rule_that_is_not_theirs_is_told_and_the_right_one_found() {
    insta::assert_snapshot!(story(&[
        asks(),
        ("Tue 24 10:06", presses(Button::NotMyCase(q(1)))),
        ("Tue 24 10:07", is_private(answer("pay"))),
        ("Tue 24 10:08", writes("ma è giusto?", answer("leave"))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses not-mine:1: say WhichCase q1 work; wakes Wed 25 10:05
    Tue 24 10:07 presses trait:1:work:private: record Answered q1 pay; say Answer q1 pay; wakes Wed 25 10:05
    Tue 24 10:08 writes «ma è giusto?»:
        record CaseOpened #1 q1
        post #1 Opened «posso? / ma è giusto?» answered with pay by work(private) near leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        asks(),
        ("Tue 24 10:07", is_private(answer("pay"))),
        ("Tue 24 10:08", presses(Button::Solved(q(1)))),
        ("Tue 24 10:09", presses(Button::Follow(q(1)))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Tue 24 10:07 presses trait:1:work:private: record Answered q1 pay; say Answer q1 pay; wakes Wed 25 10:05
    Tue 24 10:08 presses solved:1:
        fits pay «posso?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled
        say Glad follow q1
    Tue 24 10:09 presses follow:1: follow pay; say Following
    ");
}

#[test]
fn whatever_is_not_certainly_another_rule_is_for_humans_who_see_what_they_said() {
    let found = [
        ("the same", answer("leave")),
        ("nobody knows", human()),
        ("not certain", holds("pay", "some", Some(Dimension::Role))),
        ("only for humans", sends(Card { handling: Handling::HumanOnly, ..card("pay") })),
        ("must not wait", pressing()),
        ("danger", danger()),
        ("with a human", sends(Card { handling: Handling::WithHuman, ..card("pay") })),
    ];
    let told = found.map(|(what, verdict)| {
        let told = story(&[asks(), ("Tue 24 10:07", is_private(verdict))]);
        let (_, told) = told.split_once("Tue 24 10:07").unwrap();
        format!("{what}:{told}")
    });
    insta::assert_snapshot!(told.join("\n"), @"
    the same: presses trait:1:work:private:
        record CaseOpened #1 q1
        post #1 Opened «posso?» answered with leave by work(private) near leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    nobody knows: presses trait:1:work:private:
        record CaseOpened #1 q1
        post #1 Opened «posso?» answered with leave by work(private) due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    not certain: presses trait:1:work:private:
        record CaseOpened #1 q1
        post #1 Opened «posso?» answered with leave by work(private) near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    only for humans: presses trait:1:work:private:
        record CaseOpened #1 q1
        post #1 Opened «posso?» answered with leave by work(private) near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    must not wait: presses trait:1:work:private:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso?» urgent: pressed to sign answered with leave by work(private) due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:07 sign nothing; wakes Tue 24 11:07
    danger: presses trait:1:work:private:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso?» urgent: bleeding answered with leave by work(private) due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:07 call 112; wakes Tue 24 11:07
    with a human: presses trait:1:work:private:
        record Answered q1 pay; say Answer q1 pay with case; record CaseOpened #1 q1
        post #1 Opened «posso?» answered with pay by work(private) due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
}

#[test]
fn who_is_none_of_these_or_whose_rule_it_is_by_all_they_said_gets_a_human() {
    insta::assert_snapshot!(story(&[
        asks(),
        ("Tue 24 10:06", presses(Button::NotMyCase(q(1)))),
        ("Tue 24 10:07", presses(Button::Trait(q(1), None))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses not-mine:1: say WhichCase q1 work; wakes Wed 25 10:05
    Tue 24 10:07 presses trait:1:none:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", holds("leave", "fathers", None))),
        ("Tue 24 10:06", presses(Button::NotMyCase(q(1)))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for fathers +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses not-mine:1:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
}

#[test]
fn who_does_not_say_whose_case_they_are_gets_a_human_in_time() {
    insta::assert_snapshot!(story(&[
        asks(),
        ("Tue 24 10:06", presses(Button::NotMyCase(q(1)))),
        ("Wed 25 12:00", presses(Button::Trait(q(1), Some(PRIVATE)))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses not-mine:1: say WhichCase q1 work; wakes Wed 25 10:05
    Wed 25 10:05:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 17:00
    Wed 25 12:00 presses trait:1:work:private: say StaleButton; wakes Wed 25 17:00
    ");
    insta::assert_snapshot!(story(&[asks(), ("Wed 25 12:00", presses(Button::NotMyCase(q(1))))]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Wed 25 10:05: say WasItEnough q1; wakes Thu 26 10:05
    Wed 25 12:00 presses not-mine:1:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 17:00
    ");
    insta::assert_snapshot!(story(&[
        asks(),
        ("Tue 24 10:06", presses(Button::NotMyCase(q(1)))),
        ("Tue 24 10:07", writes("no", chat(Chat::Vague))),
        ("Tue 24 10:08", writes("non lo so", human())),
    ]), @r#"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses not-mine:1: say WhichCase q1 work; wakes Wed 25 10:05
    Tue 24 10:07 writes «no»: say Explain q1 Some("in other words"); wakes Wed 25 10:05
    Tue 24 10:08 writes «non lo so»:
        record CaseOpened #1 q1
        post #1 Opened «posso? / non lo so» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    "#);
    insta::assert_snapshot!(story(&[
        asks(),
        ("Tue 24 10:06", presses(Button::NotMyCase(q(1)))),
        ("Tue 24 10:07", writes("perdo sangue", danger())),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave for the public +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses not-mine:1: say WhichCase q1 work; wakes Wed 25 10:05
    Tue 24 10:07 writes «perdo sangue»:
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso? / perdo sangue» urgent: bleeding answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:07 call 112; wakes Tue 24 11:07
    ");
}

#[test]
fn it_is_asked_beneath_an_answer_that_waits_and_nowhere_else() {
    insta::assert_snapshot!(in_each_state(&presses(Button::NotMyCase(q(1)))), @"
    new: say StaleButton +privacy
    answered:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; now Open
    asked again:
        record CaseOpened #1 q1; post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; now Open; wakes Wed 25 17:00
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    insta::assert_snapshot!(in_each_state(&is_private(answer("pay"))), @"
    new: say StaleButton +privacy
    answered, asked again: record Answered q1 pay; say Answer q1 pay
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    insta::assert_snapshot!(without_case(&presses(Button::NotMyCase(q(2)))), @"
    new: say StaleButton +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled, withdrawn: say StaleButton
    ");
}
