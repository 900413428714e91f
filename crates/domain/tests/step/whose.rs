//! Who the person is, by their own words, and whose rule it is.

use domain::{
    commands::PersonCommand,
    message::Button,
    scope::{Place, Role, Trait, Work},
    verdict::Chat,
};

use super::{
    acts::{commands, presses, rewords, writes},
    player::story,
    states::in_each_state,
    verdicts::{answer, chat, human, pressing},
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
