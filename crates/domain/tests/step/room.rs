//! Where in the room a case is seen, and what goes before what.

use domain::{
    commands::{CaseCommand, PersonCommand},
    event::Effect,
    message::Button,
    post::Place,
    summary::CaseSummary,
};

use super::{
    acts::{
        Act, arrives, closes, commands, does, does_in, presses, replies, reply, time_comes, words, writes,
    },
    player::{Scene, at, case, shown},
    verdicts::{answer, human, pressing},
};

/// Each thing the room is told: what it is, where it goes, and how much it matters.
fn told(acts: &[(&str, Act)]) -> String {
    let mut scene = Scene::new();
    let mut lines: Vec<String> = Vec::new();
    for (wall, act) in acts {
        for effect in scene.happens(at(wall), act).effects {
            let Effect::Post { post, .. } = effect else { continue };
            let (what, place, priority) = (format!("{post:?}"), post.place(), post.priority());
            let what = what.split(' ').next().unwrap_or_default();
            let place = match place {
                Place::Reaction { line, mark } => format!("beneath {line} {mark:?}"),
                place => format!("{place:?}"),
            };
            let line = format!("{what}: {place}, {priority:?}");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines.join("\n")
}

#[test]
fn what_a_head_or_a_sign_shows_is_said_only_where_nothing_shows_it() {
    insta::assert_snapshot!(told(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:10", does("anna", CaseCommand::Take)),
        ("Tue 24 10:11", does("anna", CaseCommand::Release)),
        ("Tue 24 10:20", writes("e poi?", answer("leave"))),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Tue 24 11:30", closes(None)),
        ("Tue 24 11:31", does("anna", CaseCommand::Reopen)),
        ("Tue 24 11:32", closes(None)),
        ("Tue 24 11:40", writes("e la paga?", human())),
        ("Tue 24 11:50", commands(PersonCommand::Erase)),
        ("Tue 24 11:51", presses(Button::Erase)),
    ]), @"
    Opened: ThreadRoot, Case
    Taken: Mirror, Case
    StatusChanged: RootEdit, Mark
    Released: Mirror, Case
    Followed: Thread, Case
    Marked: beneath hers Delivered, Mark
    Delivered: Mirror, Case
    Closed: Mirror, Case
    Reopened: Mirror, Case
    Reopened: Thread, Case
    Erased: Redaction, Case
    ");
}

#[test]
fn what_must_not_wait_goes_before_all_other_cases() {
    insta::assert_snapshot!(told(&[
        ("Tue 24 10:05", writes("devo firmare", pressing())),
        ("Tue 24 11:05", time_comes()),
    ]), @"
    Opened: ThreadRoot, Urgent
    StillUrgent: Thread, Urgent
    ");
    insta::assert_snapshot!(told(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:06", writes("devo firmare", pressing())),
    ]), @"
    Opened: ThreadRoot, Case
    Followed: Thread, Case
    Urgent: Thread, Urgent
    StatusChanged: RootEdit, Mark
    ");
}

#[test]
fn the_room_lists_each_case_as_it_stands() {
    let listed = |scene: &Scene| {
        let one = |case: CaseSummary| {
            let by = case.holder.map_or(String::new(), |holder| format!(" by {holder}"));
            let due = case.due.map_or(String::new(), |due| format!(" due {}", shown(due)));
            let urgent = if case.urgent { " urgent" } else { "" };
            format!("#{} {:?}{urgent}{by}{due}", case.number.place, case.status)
        };
        scene.conversation.summaries().into_iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let mut scene = Scene::new();
    let mut lines = Vec::new();
    for (wall, act) in [
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:06", presses(Button::Withdraw { case: case(1), sure: false })),
        ("Tue 24 10:07", writes("devo firmare", pressing())),
        ("Tue 24 10:08", does_in(2, "anna", CaseCommand::Take, None)),
        ("Tue 24 10:09", does_in(2, "anna", CaseCommand::Close(Some(words("una prova"))), None)),
    ] {
        scene.happens(at(wall), &act);
        lines.push(format!("{}: {}", act.name, listed(&scene)));
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    writes «posso?»: #1 Open due Thu 26 10:05
    presses withdraw:2026-0001: #1 Withdrawn
    writes «devo firmare»: #1 Withdrawn; #2 Open urgent due Thu 26 10:07
    anna commands Take: #1 Withdrawn; #2 Open urgent by anna due Thu 26 10:07
    anna commands Close(Some(Words("una prova"))): #1 Withdrawn; #2 Closed urgent by anna
    "#);
}
