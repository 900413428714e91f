//! What the desk has to know before it acts on a button: nothing, if the button is old.

use domain::{
    conversation::{Exchange, LookUp},
    message::Button,
    scope::{Trait, Work},
};

use super::{
    acts::{q, writes},
    player::{Scene, after},
    verdicts::{answer, choices, human, leading, one_word, sends},
};

const PRIVATE: Trait = Trait::Work(Work::Private);

/// What is looked up, in words.
fn looked_up(scene: &Scene, button: Button) -> String {
    match scene.conversation.look_up(button, scene.now) {
        LookUp::Nothing => "nothing".into(),
        LookUp::Article(slug) => format!("article {slug}"),
        LookUp::Topic(area) => format!("topic {area}"),
        LookUp::Question { words, profile, before } => {
            let by: Vec<String> = profile.traits().map(|said| format!(" by {said}")).collect();
            let after = before.map_or(String::new(), |Exchange { slug, .. }| format!(" after {slug}"));
            format!("«{}»{}{after}", words.as_str(), by.concat())
        }
    }
}

#[test]
fn a_button_is_good_for_the_question_it_stands_beneath() {
    let asks = |verdict| after(&[("Tue 24 10:05", writes("posso?", verdict))]);
    let (choosing, topics) = (asks(choices(&["leave", "pay"])), asks(one_word()));
    let (open, answered) = (asks(human()), asks(sends(leading("leave", &["pay"]))));
    let further = after(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Tue 24 10:06", writes("non capisco la regola", human())),
        ("Tue 24 10:20", writes("e la paga?", human()).saying(&[PRIVATE])),
    ]);
    for (scene, button, found) in [
        (&choosing, Button::Choose(q(1), 1), "article pay"),
        (&choosing, Button::Choose(q(1), 2), "nothing"),
        (&choosing, Button::Choose(q(2), 1), "nothing"),
        (&answered, Button::Choose(q(1), 1), "nothing"),
        (&topics, Button::Topic(q(1), 1), "topic pay"),
        (&topics, Button::Topic(q(1), 2), "nothing"),
        (&topics, Button::Topic(q(2), 1), "nothing"),
        (&answered, Button::Topic(q(1), 1), "nothing"),
        (&open, Button::OtherQuestion(q(1)), "«posso?»"),
        (&open, Button::OtherQuestion(q(2)), "nothing"),
        (&further, Button::OtherQuestion(q(2)), "«e la paga?» by work:private after leave"),
        (&further, Button::OtherQuestion(q(1)), "nothing"),
        (&answered, Button::OtherQuestion(q(1)), "nothing"),
        (&answered, Button::Read(q(1), 0), "article pay"),
        (&answered, Button::Read(q(1), 1), "nothing"),
        (&answered, Button::Read(q(2), 0), "nothing"),
        (&answered, Button::Trait(q(1), Some(PRIVATE)), "«posso?» by work:private"),
        (&answered, Button::Trait(q(1), None), "nothing"),
        (&answered, Button::Trait(q(2), Some(PRIVATE)), "nothing"),
        (&open, Button::Trait(q(1), Some(PRIVATE)), "nothing"),
        (&answered, Button::Solved(q(1)), "nothing"),
    ] {
        assert_eq!(looked_up(scene, button), found, "{}", button.data());
    }
}
