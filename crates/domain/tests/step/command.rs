//! What the person commands.

use domain::{
    commands::{About, GuideCommand, PersonCommand},
    language::{Language, Languages},
    message::Button,
};

use super::{
    acts::{commands, presses, words, writes},
    player::{Scene, case, continued, story},
    states::in_each_state,
    verdicts::{answer, human, pressing},
};

#[test]
fn where_a_question_stands_is_told_in_each_state() {
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Status)), @"
    new: say Status Nothing +privacy
    unclear, lapsed, guided, settled, withdrawn, closed, closed long ago: say Status Nothing
    answered, asked again, choosing: say Status WaitingForYou q1
    open: say Status WaitingForHuman #1 until Thu 26 10:05
    urgent: say Status WaitingForHuman #1 until Tue 24 12:05
    taken, on its way: say Status WaitingForHuman #1 taken until Thu 26 10:05
    replied: say Status Replied #1
    overdue: say Status WaitingForHuman #1 until Fri 27 13:00
    no hour: say Status NoHour #1
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; say Status WaitingForHuman #1 until Thu 26 10:05
    ");
}

#[test]
fn the_cases_so_far_are_told_in_each_state() {
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Cases)), @"
    new: say Cases +privacy
    unclear, answered, asked again, lapsed, choosing, guided, settled: say Cases
    withdrawn: say Cases #1 Withdrawn
    open, urgent, taken, on its way, replied, overdue, no hour: say Cases #1 Open
    closed, closed long ago: say Cases #1 Closed
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say Cases #1 Open
    ");
}

#[test]
fn what_can_be_taken_back_is_taken_back() {
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Cancel)), @"
    new: say NothingToCancel +privacy
    unclear: say Cancelled; now Quiet
    answered, asked again, choosing:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; say Cancelled; now Quiet; sleeps
    lapsed, settled, withdrawn, closed, closed long ago: say NothingToCancel
    guided: say LeftGuide
    open, urgent, taken, on its way, replied, overdue, no hour: say ConfirmCancel #1 «posso?»
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say ConfirmCancel #1 «posso?»
    ");
}

#[test]
fn the_data_are_everybodys_in_each_state() {
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Export)), @"
    left: record PersonReachable; post #1 CameBack; export
    the others: export
    ");
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Privacy)), @"
    new: say Privacy +privacy
    left: record PersonReachable; post #1 CameBack; say Privacy
    the others: say Privacy
    ");
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Erase)), @"
    new: say ConfirmErase +privacy
    left: record PersonReachable; post #1 CameBack; say ConfirmErase
    the others: say ConfirmErase
    ");
}

#[test]
fn what_is_asked_of_the_desk_itself_changes_nothing() {
    for (command, told) in [
        (PersonCommand::Help, "say Help +privacy"),
        (PersonCommand::Unknown, "say UnknownCommand +privacy"),
        (PersonCommand::About(About::Robot), "say About Robot +privacy"),
        (PersonCommand::Language(None), "say ChooseLanguage +privacy"),
        (PersonCommand::Language(Some(Language::En)), "say LanguageChosen +privacy"),
        (PersonCommand::Guide(GuideCommand::Leave), "nothing"),
        (PersonCommand::Start(None), "say Welcome +privacy"),
        (PersonCommand::Start(Some(words("unknown"))), "say Welcome +privacy"),
    ] {
        let named = format!("Tue 24 10:05 commands {command:?}: ");
        assert_eq!(story(&[("Tue 24 10:05", commands(command))]), named + told);
    }
    insta::assert_snapshot!(in_each_state(&commands(PersonCommand::Help)), @"
    new: say Help +privacy
    blocked: say Blocked
    blocked and told: nothing
    left: record PersonReachable; post #1 CameBack; say Help
    the others: say Help
    ");
}

#[test]
fn a_language_that_this_desk_does_not_speak_is_not_chosen() {
    let languages: Languages = vec![Language::It, Language::En].try_into().unwrap();
    let mut scene = Scene::new();
    scene.policy.languages = languages;
    insta::assert_snapshot!(continued(&mut scene, &[
        ("Tue 24 10:05", commands(PersonCommand::Language(Some(Language::Zh)))),
        ("Tue 24 10:06", presses(Button::Speak(Language::Zh))),
        ("Tue 24 10:07", presses(Button::Speak(Language::En))),
    ]), @"
    Tue 24 10:05 commands Language(Some(Zh)): say ChooseLanguage +privacy
    Tue 24 10:06 presses speak:zh: say ChooseLanguage
    Tue 24 10:07 presses speak:en: say LanguageChosen
    ");
    assert_eq!((scene.conversation.language, scene.conversation.language_chosen), (Language::En, true));
}

#[test]
fn the_organisation_of_a_link_stands_in_the_case() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", commands(PersonCommand::Start(Some(words("acme"))))),
        ("Tue 24 10:06", commands(PersonCommand::Start(Some(words("unknown"))))),
        ("Tue 24 10:07", writes("posso?", human())),
    ]), @r#"
    Tue 24 10:05 commands Start(Some(Words("acme"))): say Welcome ACME +privacy
    Tue 24 10:06 commands Start(Some(Words("unknown"))): say Welcome ACME
    Tue 24 10:07 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:07 to Thu 26 10:07; record CaseOpened #1 q1
        post #1 Opened «posso?» through ACME due Thu 26 10:07, calls room
        say CaseOpened #1 until Thu 26 10:07; wakes Wed 25 10:07
    "#);
}

#[test]
fn a_case_is_withdrawn_once_the_person_has_said_so_again() {
    let withdraw = |sure| Button::Withdraw { case: case(1), sure };
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:20", writes("e poi?", human())),
        ("Tue 24 10:30", commands(PersonCommand::Cancel)),
        ("Tue 24 10:31", presses(withdraw(false))),
        ("Tue 24 10:32", commands(PersonCommand::Cases)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:20 writes «e poi?»:
        post #1 Followed «e poi?»; say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:30 commands Cancel: say ConfirmCancel #1 «posso?»; wakes Wed 25 10:05
    Tue 24 10:31 presses withdraw:2026-0001:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn; post #1 StatusChanged Withdrawn
        say Cancelled #1
    Tue 24 10:32 commands Cases: say Cases #1 Withdrawn
    ");
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("devo firmare", pressing())),
        ("Tue 24 10:31", presses(withdraw(false))),
        ("Tue 24 10:32", presses(withdraw(true))),
    ]), @"
    Tue 24 10:05 writes «devo firmare»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «devo firmare» urgent: pressed to sign due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:05 sign nothing +privacy; wakes Tue 24 11:05
    Tue 24 10:31 presses withdraw:2026-0001: say ConfirmCancel #1 «devo firmare» once more; wakes Tue 24 11:05
    Tue 24 10:32 presses withdraw-sure:2026-0001:
        post #1 Withdrawn; record CaseClosed #1 Withdrawn
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn
        post #1 StatusChanged Withdrawn urgent; say Cancelled #1
    ");
}

#[test]
fn whoever_is_forgotten_is_somebody_new() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human())),
        ("Tue 24 10:30", commands(PersonCommand::Erase)),
        ("Tue 24 11:30", presses(Button::Erase)),
        ("Tue 24 11:31", presses(Button::Erase)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:30 commands Erase: say ConfirmErase; wakes Wed 25 10:05
    Tue 24 11:30 presses erase:
        record CaseClosed #1 Withdrawn; record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Withdrawn
        post #1 Erased; record Erased; erase; say ErasedFarewell
    Tue 24 11:31 presses erase: say StaleButton
    ");
}

#[test]
fn yes_erase_everything_stays_good_for_an_hour() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave"))),
        ("Tue 24 10:30", commands(PersonCommand::Erase)),
        ("Tue 24 11:31", presses(Button::Erase)),
        ("Tue 24 11:32", commands(PersonCommand::Erase)),
        ("Tue 24 11:33", presses(Button::KeepData)),
        ("Tue 24 11:34", presses(Button::Erase)),
    ]), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave +privacy; wakes Wed 25 10:05
    Tue 24 10:30 commands Erase: say ConfirmErase; wakes Wed 25 10:05
    Tue 24 11:31 presses erase: say StaleButton; wakes Wed 25 10:05
    Tue 24 11:32 commands Erase: say ConfirmErase; wakes Wed 25 10:05
    Tue 24 11:33 presses keep: say KeptData; wakes Wed 25 10:05
    Tue 24 11:34 presses erase: say StaleButton; wakes Wed 25 10:05
    ");
}
