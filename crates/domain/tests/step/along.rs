//! What goes along with words: files, a language, what they refer to, what an article wants.

use domain::{
    commands::PersonCommand,
    language::Language,
    verdict::{Card, Chat, Handling, Verdict},
};

use super::{
    acts::{arrives, commands, replies, reply, writes},
    player::story,
    states::{with_case, without_case},
    verdicts::{answer, candidates, card, chat, human, pressed_to_sign, sends},
};

#[test]
fn a_file_goes_to_humans_whatever_the_articles_say() {
    insta::assert_snapshot!(without_case(&writes("è giusta?", answer("pay")).with_photo()), @"
    new:
        record Asked q1; record CommitmentBegan Tue 24 10:10 to Thu 26 10:10; record CaseOpened #1 q1
        post #1 Opened «è giusta?» near pay due Thu 26 10:10, calls room
        say CaseOpened #1 until Thu 26 10:10 +privacy; post #1 Attached Photo; now Open
        wakes Wed 25 10:10
    unclear:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso? / è giusta?» near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open; wakes Wed 25 10:05
    answered:
        record CaseOpened #1 q1
        post #1 Opened «posso? / è giusta?» answered with leave near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open
    asked again:
        record CaseOpened #1 q1
        post #1 Opened «posso? / è giusta?» answered with leave near pay due Thu 26 10:05, calls room
        record StaffAlerted 50; say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open
        wakes Wed 25 17:00
    lapsed:
        record Asked q2; record CommitmentBegan Thu 26 12:10 to Sat 28 12:10; record CaseOpened #1 q2
        post #1 Opened «è giusta?» near pay due Sat 28 12:10, calls room
        say CaseOpened #1 until Sat 28 12:10; post #1 Attached Photo; now Open; wakes Fri 27 12:10
    choosing:
        record CaseOpened #1 q1
        post #1 Opened «posso? / è giusta?» near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; post #1 Attached Photo; now Open
    guided:
        record Asked q1; record CommitmentBegan Tue 24 10:15 to Thu 26 10:15; record CaseOpened #1 q1
        post #1 Opened «è giusta?» near pay due Thu 26 10:15, calls room
        say CaseOpened #1 until Thu 26 10:15; post #1 Attached Photo; now Open; wakes Wed 25 10:15
    settled:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #1 q2
        post #1 Opened «è giusta?» near pay due Thu 26 10:40, calls room
        say CaseOpened #1 until Thu 26 10:40; post #1 Attached Photo; now Open; wakes Wed 25 10:40
    withdrawn:
        record Asked q2; record CommitmentBegan Tue 24 10:40 to Thu 26 10:40; record CaseOpened #2 q2
        post #2 Opened «è giusta?» near pay due Thu 26 10:40, calls room
        say CaseOpened #2 until Thu 26 10:40; post #2 Attached Photo; now Open; wakes Wed 25 10:40
    ");
    insta::assert_snapshot!(with_case(&writes("è giusta?", answer("pay")).with_photo()), @"
    open, taken, on its way:
        post #1 Followed «è giusta?»; say Received #1 q2 until Thu 26 10:05; post #1 Attached Photo
    urgent:
        post #1 Followed «è giusta?»; say Received #1 q2 until Tue 24 12:05; post #1 Attached Photo
    replied:
        record CommitmentBegan Tue 24 11:11 to Thu 26 11:11
        post #1 Followed «è giusta?» due Thu 26 11:11, calls anna; say Received #1 q2 until Thu 26 11:11
        post #1 Attached Photo; post #1 StatusChanged Open anna due Thu 26 11:11; wakes Wed 25 11:11
    overdue:
        post #1 Followed «è giusta?»; say Received #1 q2 until Fri 27 13:00; post #1 Attached Photo
    no hour:
        post #1 Followed «è giusta?»; say Received #1 q2 until Thu 03 17:30; post #1 Attached Photo
    closed:
        record CaseReopened #1; record CommitmentBegan Tue 24 11:40 to Thu 26 11:40
        post #1 Reopened due Thu 26 11:40; post #1 Followed «è giusta?» due Thu 26 11:40, calls anna
        say CaseReopened #1 q2 until Thu 26 11:40; post #1 Attached Photo
        post #1 StatusChanged Open anna due Thu 26 11:40; now Open; wakes Wed 25 11:40
    closed long ago:
        record Asked q2; record CommitmentBegan Wed 02 12:10 to Fri 04 12:10; record CaseOpened #2 q2
        post #2 Opened «è giusta?» near pay due Fri 04 12:10, calls room
        say CaseOpened #2 until Fri 04 12:10; post #2 Attached Photo; now Open; wakes Thu 03 12:10
    blocked: say Blocked
    blocked and told: nothing
    left:
        record PersonReachable; post #1 CameBack; post #1 Followed «è giusta?»
        say Received #1 q2 until Thu 26 10:05; post #1 Attached Photo
    ");
}

#[test]
fn what_the_desk_does_not_take_is_declined_and_the_words_count() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", answer("leave")).with_a_large_file()),
    ]), @"
    Tue 24 10:05 writes «posso?» (with a file):
        say Declined TooLarge +privacy; record Asked q1
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record Answered q1 leave
        say Answer q1 leave; wakes Wed 25 10:05
    ");
}

#[test]
fn the_desk_speaks_the_language_people_write_until_they_choose_one() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("hello", chat(Chat::Greeting)).in_language(Language::En)),
        ("Tue 24 10:06", writes("may I?", human()).in_language(Language::En)),
        ("Tue 24 10:07", commands(PersonCommand::Language(Some(Language::It)))),
        ("Tue 24 10:15", writes("and then?", human()).in_language(Language::En)),
    ]), @"
    Tue 24 10:05 writes «hello» (in en): say Hello +privacy +language
    Tue 24 10:06 writes «may I?» (in en):
        record Asked q1; record CommitmentBegan Tue 24 10:06 to Thu 26 10:06; record CaseOpened #1 q1
        post #1 Opened «may I?» written in en due Thu 26 10:06, calls room
        say CaseOpened #1 until Thu 26 10:06; wakes Wed 25 10:06
    Tue 24 10:07 commands Language(Some(It)): say LanguageChosen; wakes Wed 25 10:06
    Tue 24 10:15 writes «and then?» (in en):
        post #1 Followed «and then?»; say Received #1 q2 until Thu 26 10:06; wakes Wed 25 10:06
    ");
}

#[test]
fn what_says_who_somebody_is_is_covered_and_they_are_told_once_a_day() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("sono al 333 1234567", human())),
        ("Tue 24 11:00", replies("anna", "sì")),
        ("Tue 24 11:01", arrives(reply("Tue 24 11:00"))),
        ("Wed 25 10:04", writes("chiamate il 333 1234567", human())),
        ("Wed 25 10:30", writes("o scrivete a maria@example.it", human())),
    ]), @"
    Tue 24 10:05 writes «sono al 333 1234567»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «sono al 333 1234567» due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; say Masked; wakes Wed 25 10:05
    Tue 24 11:00 anna replies in #1:
        record CaseTaken #1; relay #1 «sì» by anna, written Tue 24 11:00
        post #1 StatusChanged Open anna due Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 11:01 HumanReply arrives:
        record CommitmentEnded Tue 24 10:05 to Thu 26 10:05: Met at Tue 24 11:01
        post #1 Marked Delivered; post #1 Delivered; post #1 StatusChanged Open anna
    Wed 25 10:04 writes «chiamate il 333 1234567»:
        record CommitmentBegan Wed 25 10:04 to Fri 27 10:04
        post #1 Followed «chiamate il 333 1234567» due Fri 27 10:04, calls anna
        say Received #1 q2 until Fri 27 10:04; post #1 StatusChanged Open anna due Fri 27 10:04
        wakes Thu 26 10:04
    Wed 25 10:30 writes «o scrivete a maria@example.it»:
        say Masked; post #1 Followed «o scrivete a maria@example.it»
        say Received #1 q3 until Fri 27 10:04; wakes Thu 26 10:04
    ");
}

#[test]
fn experts_see_what_people_refer_to_unless_they_have_seen_it_in_the_case() {
    insta::assert_snapshot!(story(&[
        ("Tue 24 10:05", writes("posso?", human()).quoting("vecchie parole", Some("Tue 24 09:00"))),
        ("Tue 24 10:15", writes("e questo?", human()).quoting("più vecchie", Some("Tue 24 10:04"))),
        ("Tue 24 10:25", writes("e questo?", human()).quoting("sì", Some("Tue 24 10:05"))),
        ("Tue 24 10:35", writes("e questo?", human()).quoting("da altrove", None)),
    ]), @"
    Tue 24 10:05 writes «posso?» (quoting):
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» due Thu 26 10:05, calls room; post #1 RefersTo «vecchie parole»
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    Tue 24 10:15 writes «e questo?» (quoting):
        post #1 RefersTo «più vecchie»; post #1 Followed «e questo?»
        say Received #1 q2 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:25 writes «e questo?» (quoting):
        post #1 Followed «e questo?»; say Received #1 q3 until Thu 26 10:05; wakes Wed 25 10:05
    Tue 24 10:35 writes «e questo?» (quoting):
        post #1 RefersTo «da altrove»; post #1 Followed «e questo?»
        say Received #1 q4 until Thu 26 10:05; wakes Wed 25 10:05
    ");
}

#[test]
fn an_article_can_bring_a_case_or_leave_all_to_humans() {
    let handled = |handling| sends(Card { handling, ..card("leave") });
    let asks = |verdict| story(&[("Tue 24 10:05", writes("posso?", verdict))]);
    insta::assert_snapshot!(asks(handled(Handling::WithHuman)), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record Answered q1 leave; say Answer q1 leave with case +privacy
        record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» answered with leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(asks(handled(Handling::HumanOnly)), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» near leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 +privacy; wakes Wed 25 10:05
    ");
    insta::assert_snapshot!(asks(sends(Card { urgent: Some(pressed_to_sign()), ..card("leave") })), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05
        record CaseOpened #1 q1 urgent
        post #1 Opened «posso?» urgent: pressed to sign near leave due Thu 26 10:05, calls room
        say CaseOpened #1 until Tue 24 12:05 sign nothing +privacy; wakes Tue 24 11:05
    ");
    let expired = Some("leave".to_owned());
    insta::assert_snapshot!(asks(Verdict::Human { near: candidates(&["pay"]), offer: Vec::new(), urgent: None, expired }), @"
    Tue 24 10:05 writes «posso?»:
        record Asked q1; record CommitmentBegan Tue 24 10:05 to Thu 26 10:05; record CaseOpened #1 q1
        post #1 Opened «posso?» expired: leave near pay due Thu 26 10:05, calls room
        say CaseOpened #1 until Thu 26 10:05 revised +privacy; wakes Wed 25 10:05
    ");
}
