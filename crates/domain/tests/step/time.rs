//! What the passing of time asks for.

use domain::{
    Step,
    commands::{CaseCommand, PersonCommand},
};

use super::{
    acts::{Act, arrives, commands, does, replies, reply, time_comes, writes},
    player::{after, at, continued, shown, story},
    printer::told,
    states::in_each_state,
    verdicts::{answer, choices, danger, human, pressing},
};

fn lives(question: Act, asked: &str, until: &str) -> String {
    after(&[(asked, question)]).live(until).join("\n")
}

#[test]
fn before_its_time_nothing_is_asked() {
    insta::assert_snapshot!(in_each_state(&time_comes()), @"the others: nothing");
}

#[test]
fn a_case_that_nobody_answers_is_alerted_told_and_breached() {
    let asks = || writes("posso?", human());
    insta::assert_snapshot!(lives(asks(), "Tue 24 10:05", "Thu 26 17:00"), @"
    Wed 25 10:05:
        record StaffAlerted 50; post #1 Alert 50 due Thu 26 10:05, calls room; wakes Wed 25 17:00
    Wed 25 17:00:
        record StaffAlerted 90; post #1 Alert 90 due Thu 26 10:05, calls room; wakes Thu 26 09:05
    Thu 26 09:05:
        record PersonTold until Fri 27 13:00; say TakesLonger #1 until Fri 27 13:00
        post #1 PersonTold until Fri 27 13:00, calls room; wakes Thu 26 10:05
    Thu 26 10:05:
        record Breached due Thu 26 10:05; post #1 Breached due Thu 26 10:05, calls room
        post #1 StatusChanged Open due Thu 26 10:05 overdue; wakes Fri 27 12:00
    ");
    insta::assert_snapshot!(lives(asks(), "Mon 30 23:00", "Thu 03 09:00"), @"
    Tue 01 17:00:
        record StaffAlerted 50; post #1 Alert 50 due Wed 02 23:00, calls room; wakes Wed 02 11:00
    Wed 02 11:00:
        record StaffAlerted 75; post #1 Alert 75 due Wed 02 23:00, calls room; wakes Wed 02 17:00
    Wed 02 17:00:
        record StaffAlerted 100; post #1 Alert 100 due Wed 02 23:00, calls room; wakes Wed 02 21:00
    Wed 02 21:00:
        record PersonTold until Thu 03 17:30; say TakesLonger #1 until Thu 03 17:30
        post #1 PersonTold until Thu 03 17:30, calls room; wakes Wed 02 23:00
    Wed 02 23:00:
        record Breached due Wed 02 23:00; post #1 Breached due Wed 02 23:00, calls room
        post #1 StatusChanged Open due Wed 02 23:00 overdue; wakes Thu 03 16:30
    ");
}

#[test]
fn after_three_promises_the_desk_tells_no_more_hours() {
    let mut scene = after(&[("Tue 24 10:05", writes("posso?", human()))]);
    scene.live("Thu 26 12:00");
    insta::assert_snapshot!(scene.live("Fri 04 12:00").join("\n"), @"
    Fri 27 12:00:
        record PersonTold until Mon 30 17:30; say TakesLonger #1 until Mon 30 17:30
        post #1 PersonTold until Mon 30 17:30, calls room; wakes Mon 30 16:30
    Mon 30 16:30:
        record PersonTold until Tue 01 17:30; say TakesLonger #1 until Tue 01 17:30
        post #1 PersonTold until Tue 01 17:30, calls room; wakes Tue 01 16:30
    Tue 01 16:30:
        record PersonTold until Wed 02 17:30; say TakesLonger #1 no hour
        post #1 PersonTold until Wed 02 17:30, in silence, calls room; wakes Wed 02 16:30
    Wed 02 16:30:
        post #1 PersonTold until Thu 03 17:30, in silence, calls room; wakes Thu 03 16:30
    Thu 03 16:30:
        post #1 PersonTold until Fri 04 13:00, in silence, calls room; wakes Fri 04 12:00
    Fri 04 12:00:
        post #1 PersonTold until Wed 09 17:30, in silence, calls room; wakes Wed 09 16:30
    ");
}

#[test]
fn the_holder_is_called_before_the_room() {
    let mut scene = after(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:30", does("anna", CaseCommand::Take)),
    ]);
    insta::assert_snapshot!(scene.live("Thu 26 17:00").join("\n"), @"
    Wed 25 10:05:
        record StaffAlerted 50; post #1 Alert 50 due Thu 26 10:05, calls anna; wakes Wed 25 17:00
    Wed 25 17:00:
        record StaffAlerted 90; post #1 Alert 90 due Thu 26 10:05, calls anna; wakes Thu 26 09:05
    Thu 26 09:05:
        record PersonTold until Fri 27 13:00; say TakesLonger #1 until Fri 27 13:00
        post #1 PersonTold until Fri 27 13:00, calls anna; wakes Thu 26 10:05
    Thu 26 10:05:
        record Breached due Thu 26 10:05; post #1 Breached due Thu 26 10:05, calls anna and room
        post #1 StatusChanged Open anna due Thu 26 10:05 overdue; wakes Fri 27 12:00
    ");
}

#[test]
fn what_must_not_wait_is_called_once_more_and_told_early() {
    insta::assert_snapshot!(lives(writes("devo firmare", pressing()), "Tue 24 10:05", "Tue 24 16:00"), @"
    Tue 24 11:05: post #1 StillUrgent until Tue 24 12:05, calls room; wakes Tue 24 11:50
    Tue 24 11:50:
        record PersonTold until Tue 24 15:05; say TakesLonger #1 until Tue 24 15:05
        post #1 PersonTold until Tue 24 15:05, calls room; wakes Tue 24 14:50
    Tue 24 14:50:
        record PersonTold until Tue 24 17:05; say TakesLonger #1 until Tue 24 17:05
        post #1 PersonTold until Tue 24 17:05, calls room; wakes Tue 24 16:50
    ");
    insta::assert_snapshot!(lives(writes("perdo sangue", danger()), "Sat 28 03:00", "Mon 30 12:00"), @"
    Mon 30 03:00:
        record Breached due Mon 30 03:00; post #1 Breached due Mon 30 03:00, calls room
        post #1 StatusChanged Open urgent due Mon 30 03:00 overdue; wakes Mon 30 10:00
    Mon 30 10:00: post #1 StillUrgent until Mon 30 11:00, calls room; wakes Mon 30 10:45
    Mon 30 10:45:
        record PersonTold until Mon 30 13:00; say TakesLonger #1 until Mon 30 13:00
        post #1 PersonTold until Mon 30 13:00, calls room; wakes Mon 30 12:45
    ");
}

#[test]
fn on_a_friday_afternoon_all_is_alerted_at_once() {
    let mut scene = after(&[]);
    let step = scene.happens(at("Fri 27 14:05"), &writes("posso?", human()));
    insta::assert_snapshot!(told(&step), @"

    record Asked q1; record CommitmentBegan Fri 27 14:05 to Sun 29 14:05; record CaseOpened #1 q1
    post #1 Opened «posso?» due Sun 29 14:05, calls room; record StaffAlerted 100
    say CaseOpened #1 until Mon 30 11:00, opens Mon 30 09:00 +privacy; wakes Sun 29 14:05
    ");
    insta::assert_snapshot!(scene.live("Mon 30 12:00").join("\n"), @"
    Sun 29 14:05:
        record Breached due Sun 29 14:05; post #1 Breached due Sun 29 14:05, calls room
        post #1 StatusChanged Open due Sun 29 14:05 overdue; wakes Mon 30 10:00
    Mon 30 10:00:
        record PersonTold until Tue 01 17:30; say TakesLonger #1 until Tue 01 17:30
        post #1 PersonTold until Tue 01 17:30, calls room; wakes Tue 01 16:30
    ");
}

#[test]
fn an_answer_is_asked_about_once_and_then_lapses() {
    insta::assert_snapshot!(lives(writes("posso?", answer("leave")), "Tue 24 10:05", "Fri 27 12:00"), @"
    Wed 25 10:05: say WasItEnough q1; wakes Thu 26 10:05
    Thu 26 10:05: record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Lapsed
    ");
    insta::assert_snapshot!(lives(writes("posso?", answer("leave")), "Tue 24 22:00", "Fri 27 12:00"), @"
    Wed 25 21:00: say WasItEnough q1; wakes Thu 26 22:00
    Thu 26 22:00: record CommitmentEnded Tue 24 22:00 to Thu 26 22:00: Lapsed
    ");
}

#[test]
fn what_nobody_chose_goes_to_the_humans_halfway() {
    insta::assert_snapshot!(lives(writes("posso?", choices(&["leave", "pay"])), "Tue 24 10:05", "Wed 25 12:00"), @"
    Wed 25 10:05:
        record CaseOpened #1 q1; post #1 Opened «posso?» near leave|pay due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 17:00
    ");
}

#[test]
fn after_a_long_sleep_all_that_was_due_is_done_at_once() {
    let asleep = |acts: &[_], wall| {
        let mut scene = after(acts);
        told(&scene.happens(at(wall), &time_comes()))
    };
    let asks = |verdict| ("Tue 24 10:05", writes("posso?", verdict));
    insta::assert_snapshot!(asleep(&[asks(human())], "Thu 26 09:30"), @"

    record StaffAlerted 90; post #1 Alert 90 due Thu 26 10:05, calls room
    record PersonTold until Fri 27 13:00; say TakesLonger #1 until Fri 27 13:00
    post #1 PersonTold until Fri 27 13:00, calls room; wakes Thu 26 10:05
    ");
    insta::assert_snapshot!(asleep(&[asks(human())], "Fri 27 10:00"), @"
    record Breached due Thu 26 10:05; post #1 Breached due Thu 26 10:05, calls room
    record PersonTold until Mon 30 17:30; say TakesLonger #1 until Mon 30 17:30
    post #1 PersonTold until Mon 30 17:30, calls room
    post #1 StatusChanged Open due Thu 26 10:05 overdue; wakes Mon 30 16:30
    ");
    insta::assert_snapshot!(asleep(&[asks(pressing())], "Fri 27 10:00"), @"

    post #1 StillUrgent until Tue 24 12:05, calls room; record PersonTold until Fri 27 12:00
    say TakesLonger #1 until Fri 27 12:00; post #1 PersonTold until Fri 27 12:00, calls room
    record Breached due Thu 26 10:05; post #1 Breached due Thu 26 10:05, calls room
    post #1 StatusChanged Open urgent due Thu 26 10:05 overdue; wakes Fri 27 11:45
    ");
    insta::assert_snapshot!(asleep(&[asks(answer("leave"))], "Fri 27 10:00"), @"

    say WasItEnough q1; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Lapsed
    ");
    insta::assert_snapshot!(asleep(&[asks(choices(&["leave", "pay"]))], "Fri 27 10:00"), @"

    record CaseOpened #1 q1; post #1 Opened «posso?» near leave|pay due Thu 26 10:05, calls room
    record StaffAlerted 100; say CaseOpened #1 until Thu 26 10:05
    record PersonTold until Mon 30 17:30; say TakesLonger #1 until Mon 30 17:30
    post #1 PersonTold until Mon 30 17:30, calls room; record Breached due Thu 26 10:05
    post #1 Breached due Thu 26 10:05, calls room; wakes Mon 30 16:30
    ");
}

#[test]
fn each_deadline_comes_at_its_minute_and_not_before() {
    for (asked, verdict, minute) in [
        ("Tue 24 10:05", human(), "Wed 25 10:05"),
        ("Tue 24 10:05", pressing(), "Tue 24 11:05"),
        ("Tue 24 10:05", answer("leave"), "Wed 25 10:05"),
        ("Tue 24 10:05", choices(&["leave", "pay"]), "Wed 25 10:05"),
    ] {
        let scene = after(&[(asked, writes("posso?", verdict))]);
        assert_eq!(scene.wake_at.map(shown).as_deref(), Some(minute));
        let second = jiff::SignedDuration::from_secs(1);
        assert!(scene.clone().happens(at(minute) - second, &time_comes()).effects.is_empty());
    }
}

#[test]
fn a_reply_that_arrives_ends_all_waiting() {
    let scene = after(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Wed 25 16:00", replies("anna", "sì")),
        ("Wed 25 16:01", arrives(reply("Wed 25 16:00"))),
    ]);
    assert_eq!(scene.wake_at, None);
    assert_eq!(scene.conversation.commitment, None);
}

#[test]
fn who_has_been_told_three_hours_is_told_the_third_and_then_none() {
    let mut scene = after(&[("Tue 24 10:05", writes("posso?", human()))]);
    let status = || commands(PersonCommand::Status);
    scene.live("Mon 30 16:00");
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Mon 30 16:00", status()),
        ("Mon 30 17:00", status()),
        ("Tue 01 17:00", status()),
    ]), @"
    Mon 30 16:00 commands Status: say Status WaitingForHuman #1 until Mon 30 17:30; wakes Mon 30 16:30
    Mon 30 16:30:
        record PersonTold until Tue 01 17:30; say TakesLonger #1 until Tue 01 17:30
        post #1 PersonTold until Tue 01 17:30, calls room; wakes Tue 01 16:30
    Mon 30 17:00 commands Status: say Status WaitingForHuman #1 until Tue 01 17:30; wakes Tue 01 16:30
    Tue 01 16:30:
        record PersonTold until Wed 02 17:30; say TakesLonger #1 no hour
        post #1 PersonTold until Wed 02 17:30, in silence, calls room; wakes Wed 02 16:30
    Tue 01 17:00 commands Status: say Status NoHour #1; wakes Wed 02 16:30
    ");
}

#[test]
fn the_opening_is_told_where_it_is_why_an_hour_is_not_the_terms() {
    let at_night = |verdict| story(&[("Tue 24 22:00", writes("posso?", verdict))]);
    insta::assert_snapshot!(at_night(human()), @"
    Tue 24 22:00 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 22:00 to Thu 26 22:00; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 22:00, calls room
        say CaseOpened #1 until Thu 26 22:00 +privacy; wakes Wed 25 17:00
    ");
    insta::assert_snapshot!(at_night(pressing()), @"
    Tue 24 22:00 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 22:00 to Thu 26 22:00
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso?» urgent: pressed to sign due Thu 26 22:00, calls room
        say CaseOpened #1 until Wed 25 11:00, opens Wed 25 09:00 sign nothing +privacy
        wakes Wed 25 10:00
    ");
}

#[test]
fn whoever_wants_to_be_woken_at_once_again_and_again_waits_a_minute() {
    let scene = after(&[("Tue 24 10:05", writes("posso?", human()))]);
    for (wakes, now, restless, then) in [
        (None, "Tue 24 11:00", false, None),
        (Some("Tue 24 11:01"), "Tue 24 11:00", false, Some("Tue 24 11:01")),
        (Some("Tue 24 11:00"), "Tue 24 11:00", true, Some("Tue 24 11:01")),
        (Some("Tue 24 10:00"), "Tue 24 11:00", true, Some("Tue 24 11:01")),
    ] {
        let conversation = scene.conversation.clone();
        let mut step = Step { conversation, effects: Vec::new(), wake_at: wakes.map(at) };
        assert_eq!((step.takes_breath(at(now)), step.wake_at), (restless, then.map(at)), "{wakes:?}");
    }
}
