//! Where a conversation can stand, each state reached as people reach it.

use domain::{commands::CaseCommand, message::Button, verdict::Chat};
use jiff::SignedDuration;

use super::{
    acts::{Act, arrives, closes, does, is_guided, leaves, presses, q, replies, reply, writes},
    player::{Scene, after, case},
    printer::{beside, changed},
    verdicts::{answer, chat, choices, human, pressing},
};

/// Where the question is in the person's hands, or in nobody's.
const WITHOUT_CASE: &[&str] =
    &["new", "unclear", "answered", "asked again", "lapsed", "choosing", "guided", "settled", "withdrawn"];

/// So many states in which the same follows are "the others".
const MANY: usize = 10;

pub fn states() -> Vec<(&'static str, Scene)> {
    let asks = |verdict| ("Tue 24 10:05", writes("posso?", verdict));
    let reply_at_eleven = || ("Tue 24 11:00", replies("anna", "sì"));
    let arrival = || ("Tue 24 11:01", arrives(reply("Tue 24 11:00")));
    let answered = || after(&[asks(answer("leave"))]);
    let open = || after(&[asks(human())]);
    let replied = || after(&[asks(human()), reply_at_eleven(), arrival()]);
    let closed = || after(&[asks(human()), reply_at_eleven(), arrival(), ("Tue 24 11:30", closes(None))]);
    let withdraw = Button::Withdraw { case: case(1), sure: false };
    vec![
        ("new", Scene::new()),
        ("unclear", after(&[asks(chat(Chat::Vague))])),
        ("answered", answered()),
        ("asked again", until(answered(), "Wed 25 12:00")),
        ("lapsed", until(answered(), "Thu 26 12:00")),
        ("choosing", after(&[asks(choices(&["leave", "pay"]))])),
        ("guided", after(&[("Tue 24 10:05", is_guided(true, None))])),
        ("settled", after(&[asks(answer("leave")), ("Tue 24 10:30", presses(Button::Solved(q(1))))])),
        ("withdrawn", after(&[asks(human()), ("Tue 24 10:30", presses(withdraw))])),
        ("open", open()),
        ("urgent", after(&[asks(pressing())])),
        ("taken", after(&[asks(human()), ("Tue 24 10:30", does("anna", CaseCommand::Take))])),
        ("on its way", after(&[asks(human()), reply_at_eleven()])),
        ("replied", replied()),
        ("overdue", until(open(), "Thu 26 12:00")),
        ("no hour", until(open(), "Thu 03 12:00")),
        ("closed", closed()),
        ("closed long ago", until(closed(), "Wed 02 12:00")),
        (
            "blocked",
            after(&[
                asks(human()),
                reply_at_eleven(),
                arrival(),
                ("Tue 24 11:30", does("anna", CaseCommand::Block)),
            ]),
        ),
        ("blocked and told", after(&[asks(human()), ("Tue 24 11:30", does("anna", CaseCommand::Block))])),
        ("left", after(&[asks(human()), ("Tue 24 10:30", leaves())])),
    ]
}

fn until(mut scene: Scene, wall: &str) -> Scene {
    scene.live(wall);
    scene
}

/// What follows in each state when this happens ten minutes later; states in which the same follows share a row.
pub fn in_each_state(act: &Act) -> String {
    rows(act, |_| true)
}

/// The same, where no case is in hand.
pub fn without_case(act: &Act) -> String {
    rows(act, |state| WITHOUT_CASE.contains(&state))
}

/// The same, where one is or was.
pub fn with_case(act: &Act) -> String {
    rows(act, |state| !WITHOUT_CASE.contains(&state))
}

fn rows(act: &Act, which: impl Fn(&str) -> bool) -> String {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for (state, mut scene) in states().into_iter().filter(|(state, _)| which(state)) {
        let before = scene.clone();
        let step = scene.happens(before.now + SignedDuration::from_mins(10), act);
        let follows = changed(&before, &step);
        match rows.iter_mut().find(|(known, _)| *known == follows) {
            Some((_, states)) => states.push(state),
            None => rows.push((follows, vec![state])),
        }
    }
    rows.sort_by_key(|(_, states)| states.len() > MANY);
    let name = |states: Vec<&str>| if states.len() > MANY { "the others".into() } else { states.join(", ") };
    let lines: Vec<String> =
        rows.into_iter().map(|(follows, states)| beside(&name(states), &follows)).collect();
    lines.join("\n")
}
