//! What else there is to read: several questions in one message, articles beside a case, and what an article leads on to.

use domain::{
    event::Found,
    message::Button,
    verdict::{Card, Handling, Verdict},
};

use super::{
    acts::{Act, presses, presses_finding, q, rewords, writes},
    player::{after, at, story},
    states::in_each_state,
    verdicts::{answer, candidates, card, human, leading, offering, pressed_to_sign, sends, several},
};

fn reads(no: u32, place: u8, found: Card) -> Act {
    presses_finding(Button::Read(q(no), place), Found::Card(found))
}

fn with_human(slug: &str) -> Card {
    Card { handling: Handling::WithHuman, ..card(slug) }
}

#[test]
fn several_questions_get_one_article_and_the_others_beneath_it() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso? quanto?", several(card("leave"), &["pay", "leave", "visits"], false))),
        ("Tue 24 10:06", reads(1, 1, card("visits"))),
        ("Tue 24 10:07", reads(1, 0, card("pay"))),
        ("Tue 24 10:08", presses(Button::Solved(q(1)))),
        ("Tue 24 10:09", reads(1, 1, card("visits"))),
    ]), @"
    Tue 24 10:05 writes «posso? quanto?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave also 0 pay|1 visits +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses read:1:1: record Answered q1 visits; say Answer q1 visits; wakes Wed 25 10:05
    Tue 24 10:07 presses read:1:0: record Answered q1 pay; say Answer q1 pay; wakes Wed 25 10:05
    Tue 24 10:08 presses solved:1:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled; say Glad follow q1
    Tue 24 10:09 presses read:1:1: say Answer q1 visits in passing
    ");
}

#[test]
fn the_rest_is_for_humans_and_what_else_there_is_can_be_read_meanwhile() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso? e poi?", several(leading("leave", &["rest"]), &["pay"], true))),
        ("Tue 24 10:06", reads(1, 0, leading("pay", &["visits", "leave"]))),
        ("Tue 24 10:07", reads(1, 3, card("leave"))),
    ]), @"
    Tue 24 10:05 writes «posso? e poi?»:
        record Asked q1; record Answered q1 leave; say Answer q1 leave the rest to humans +privacy
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? e poi?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 offers 0 pay|1 rest; wakes Wed 25 10:05
    Tue 24 10:06 presses read:1:0: say Answer q1 pay in passing leads to 2 visits|3 leave; wakes Wed 25 10:05
    Tue 24 10:07 presses read:1:3: say Answer q1 leave in passing; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso? e poi?", several(with_human("leave"), &["pay"], false))),
    ]), @"
    Tue 24 10:05 writes «posso? e poi?»:
        record Asked q1; record Answered q1 leave; say Answer q1 leave with case +privacy
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? e poi?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 offers 0 pay; wakes Wed 25 10:05
    ");
}

#[test]
fn where_rules_cross_humans_answer_and_both_can_be_read_unless_it_must_not_wait() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", offering(&["leave", "pay"], None))),
        ("Tue 24 10:06", reads(1, 1, card("pay"))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 offers 0 leave|1 pay +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses read:1:1: say Answer q1 pay in passing; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("devo firmare", offering(&["leave", "pay"], Some(pressed_to_sign())))),
        ("Tue 24 10:06", reads(1, 1, card("pay"))),
    ]), @"
    Tue 24 10:05 writes «devo firmare»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:05 sign nothing +privacy; wakes Tue 24 11:05
    Tue 24 10:06 presses read:1:1: say StaleButton; wakes Tue 24 11:05
    ");
}

#[test]
fn one_article_leads_to_another_and_each_is_one_more_answer() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", sends(leading("leave", &["pay", "visits"])))),
        ("Tue 24 10:06", reads(1, 0, leading("pay", &["leave", "night"]))),
        ("Tue 24 10:07", reads(1, 3, card("night"))),
        ("Tue 24 10:08", writes("il congedo quanto dura?", answer("leave"))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave leads to 0 pay|1 visits +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses read:1:0:
        record Answered q1 pay; say Answer q1 pay leads to 2 leave|3 night; wakes Wed 25 10:05
    Tue 24 10:07 presses read:1:3: record Answered q1 night; say Answer q1 night; wakes Wed 25 10:05
    Tue 24 10:08 writes «il congedo quanto dura?»:
        record CaseOpened #1 q1
        post #1 Opened «posso? / il congedo quanto dura?» answered with night near leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", sends(leading("leave", &["pay"])))),
        ("Tue 24 10:06", writes("e di notte?", answer("night"))),
        ("Tue 24 10:07", reads(1, 0, card("pay"))),
        ("Tue 24 10:08", presses(Button::Solved(q(1)))),
        ("Tue 24 10:09", presses(Button::Solved(q(2)))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave leads to 0 pay +privacy; wakes Wed 25 10:05
    Tue 24 10:06 writes «e di notte?»:
        record Asked q2; record Answered q2 night; say Answer q2 night; wakes Wed 25 10:05
    Tue 24 10:07 presses read:1:0: record Answered q1 pay; say Answer q1 pay; wakes Wed 25 10:05
    Tue 24 10:08 presses solved:1:
        fits pay «posso?»; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Settled
        record CommitmentBegan Tue 24 10:06 to Thu 26 10:06; say Glad follow q1; wakes Wed 25 10:06
    Tue 24 10:09 presses solved:2:
        fits night «e di notte?»; record CommitmentEnded Tue 24 10:06 to Thu 26 10:06: Settled
        say Glad follow q2
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", sends(leading("leave", &["violence"])))),
        ("Tue 24 10:06", reads(1, 0, with_human("violence"))),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave leads to 0 violence +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses read:1:0:
        record Answered q1 violence; say Answer q1 violence with case; record CaseOpened #1 q1
        post #1 Opened «posso?» answered with violence due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
}

#[test]
fn what_stands_on_no_shelf_is_old() {
    insta::assert_snapshot!(in_each_state(&reads(1, 0, card("pay"))), @"
    new: say StaleButton +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say StaleButton
    the others: say StaleButton
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", sends(leading("leave", &["pay", "signing"])))),
        ("Tue 24 10:06", reads(1, 0, card("another"))),
        ("Tue 24 10:07", presses(Button::Read(q(1), 0))),
        ("Tue 24 10:08", reads(1, 2, card("pay"))),
        ("Tue 24 10:09", reads(1, 1, Card { handling: Handling::HumanOnly, ..card("signing") })),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave leads to 0 pay|1 signing +privacy; wakes Wed 25 10:05
    Tue 24 10:06 presses read:1:0: say StaleButton; wakes Wed 25 10:05
    Tue 24 10:07 presses read:1:0: say StaleButton; wakes Wed 25 10:05
    Tue 24 10:08 presses read:1:2: say StaleButton; wakes Wed 25 10:05
    Tue 24 10:09 presses read:1:1: say StaleButton; wakes Wed 25 10:05
    ");
}

#[test]
fn a_day_long_a_message_goes_on_from_the_last_question_that_an_article_answered() {
    let context = |then: Option<Act>, wall: &str| {
        let mut acts = vec![("Tue 24 10:05", writes("posso?", sends(leading("leave", &["pay"]))))];
        acts.extend(then.map(|then| ("Tue 24 10:06", then)));
        let conversation = after(&acts).conversation;
        conversation.context(at(wall)).map(|it| format!("{} {}", it.question.as_str(), it.slug))
    };
    let leave = Some("posso? leave".to_owned());
    assert_eq!(context(None, "Wed 25 10:04"), leave);
    assert_eq!(context(None, "Wed 25 10:05"), None);
    assert_eq!(context(Some(presses(Button::Solved(q(1)))), "Tue 24 11:00"), leave);
    assert_eq!(context(Some(reads(1, 0, card("pay"))), "Tue 24 11:00"), Some("posso? pay".into()));
    let reworded = rewords("posso adesso?", answer("leave"), None, true);
    assert_eq!(context(Some(reworded), "Tue 24 11:00"), Some("posso adesso? leave".into()));
    assert_eq!(context(Some(writes("e se?", human())), "Tue 24 11:00"), leave);
    let later = after(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Wed 25 10:10", presses(Button::Solved(q(1)))),
    ]);
    assert_eq!(later.conversation.exchange, None, "the words are gone, too");
}

#[test]
fn what_is_too_old_goes_with_what_the_person_has_said_and_could_read() {
    let asks = || ("Tue 24 10:05", writes("posso?", sends(leading("leave", &["pay"]))));
    let mut waits = after(&[asks()]).conversation;
    assert!(!waits.forget_untouched(at("Tue 24 10:00")));
    assert!(waits.forget_untouched(at("Tue 24 11:00")) && waits.exchange.is_none());
    assert!(!waits.shelves.is_empty(), "a promise runs");
    let mut done = after(&[asks(), ("Tue 24 10:06", presses(Button::Solved(q(1))))]).conversation;
    assert!(done.forget_untouched(at("Tue 24 11:00")));
    assert!(done.exchange.is_none() && done.shelves.is_empty() && done.profile.is_empty());
    assert!(!done.forget_untouched(at("Tue 24 11:00")));
}

#[test]
fn an_article_stands_once_beneath_an_answer_and_never_beneath_itself() {
    let asks = writes("posso?", several(leading("leave", &["leave", "pay", "night"]), &["pay"], false));
    insta::assert_snapshot!(story(&[("Tue 24 10:05", asks)]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave also 0 pay leads to 1 night +privacy; wakes Wed 25 10:05
    ");
}

#[test]
fn whoever_reads_a_question_with_its_answer_sees_what_else_is_near() {
    let near = Verdict::Answer {
        card: with_human("violence"),
        probability: 0.9,
        near: candidates(&["leave", "pay"]),
        also: Vec::new(),
        rest: false,
    };
    insta::assert_snapshot!(story(&[("Tue 24 10:05", writes("posso?", near))]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record Answered q1 violence; say Answer q1 violence with case +privacy
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» answered with violence near leave|pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
}
