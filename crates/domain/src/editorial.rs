//! What experts may make an article of, and who has to have read it.

use jiff::Timestamp;

use super::{
    conversation::{Conversation, Phase},
    ids::{CaseNumber, Expert},
    message::Author,
    words::Words,
};

/// Longer questions tell a life, not a way of asking. In characters.
const LONGEST: usize = 300;
/// So many days before articles expire, the room is told, once each time.
const AHEAD: [i32; 2] = [7, 30];

/// What of a case an article can be drafted from.
#[derive(Debug, PartialEq, Eq)]
pub struct Sources<'a> {
    pub asked: Option<&'a str>,
    pub replies: Vec<&'a str>,
}

/// What of this case an article can be drafted from, by what was said in it, when, and by whom. What is said once it is
/// closed is no answer to it.
#[must_use]
pub fn sources<'a>(
    conversation: &'a Conversation,
    case: CaseNumber,
    said: &'a [(Author, Timestamp, String)],
) -> Sources<'a> {
    let closed = match &conversation.phase {
        Phase::Closed { case: closed, at } if closed.number == case => *at,
        _ => Timestamp::MAX,
    };
    let by = |author: Author| {
        let theirs = said.iter().filter(move |(by, at, _)| *by == author && *at <= closed);
        theirs.map(|(_, _, body)| body.as_str())
    };
    let head = conversation.case().filter(|open| open.number == case).and_then(|case| case.head.as_ref());
    let asked = head.map(|head| head.words.as_str()).or_else(|| by(Author::Person).next());
    Sources { asked, replies: by(Author::Expert).collect() }
}

/// Four eyes: nobody approves what they wrote.
#[must_use]
pub fn may_approve(author: &Expert, by: &Expert) -> bool {
    author != by
}

/// A question as a phrasing that could be proposed for an article, without what says who asked; none if it tells too much,
/// or is one of those that are `known`.
#[must_use]
pub fn phrasing<'a>(question: &Words, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let masked = question.masked();
    let phrasing = masked.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = phrasing.to_lowercase();
    let is_known = known.into_iter().any(|known| known.to_lowercase() == lower);
    (!is_known && phrasing.chars().count() <= LONGEST).then_some(phrasing)
}

/// Which warning is due so many days before an article expires: the days it is named after.
#[must_use]
pub fn expiry_warning(days_left: i32) -> Option<i32> {
    AHEAD.into_iter().find(|level| (0..=*level).contains(&days_left))
}

/// What becomes of an article that came from a question, once whoever asked it is forgotten, or their words are too old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutAsker {
    /// It is answered with: it stays, without the question in their words.
    LosesQuestion,
    /// Nobody has approved it, or their words are its title.
    Goes,
}

#[must_use]
pub fn without_its_asker(live: bool, title_is_theirs: bool) -> WithoutAsker {
    if live && !title_is_theirs { WithoutAsker::LosesQuestion } else { WithoutAsker::Goes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::{Case, Question},
        channel::ChannelKind,
        head::Head,
        ids::QuestionNo,
        language::Language,
        scope::Profile,
    };

    #[test]
    fn it_takes_four_eyes() {
        let (anna, bruno) = (Expert("anna".into()), Expert("bruno".into()));
        assert!(may_approve(&anna, &bruno) && !may_approve(&anna, &anna));
    }

    #[test]
    fn an_article_comes_from_what_was_said_before_the_case_was_closed() {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let said: Vec<(Author, Timestamp, String)> = [
            (Author::Person, 1, "quanto dura?"),
            (Author::Desk, 2, "chiedo"),
            (Author::Note, 3, "facile"),
            (Author::Expert, 4, "5 mesi"),
            (Author::Expert, 6, "prego"),
        ]
        .map(|(author, second, body)| (author, at(second), body.to_owned()))
        .into();
        let (number, other) = ("2026-0001".parse().expect("a case"), "2026-0002".parse().expect("a case"));
        let words = Words::parse("quanto dura il congedo?").expect("words");
        let question = Question { no: QuestionNo::default(), words, quoted: None, asked: at(1) };
        let mut conversation = Conversation::new(ChannelKind::Console, Language::It);
        let mut case = Case::new(number, question, None, at(1));
        conversation.phase = Phase::Closed { case: case.clone(), at: at(5) };
        let closed = Sources { asked: Some("quanto dura?"), replies: vec!["5 mesi"] };
        assert_eq!(sources(&conversation, number, &said), closed, "an earlier version opened it");
        assert_eq!(sources(&conversation, other, &said).replies, ["5 mesi", "prego"]);
        assert_eq!(sources(&conversation, number, &[]), Sources { asked: None, replies: Vec::new() });
        case.head = Some(Box::new(Head {
            words: case.latest.words.clone(),
            language: Language::It,
            written: None,
            channel: ChannelKind::Console,
            organisation: None,
            urgent: None,
            near: Vec::new(),
            expired: None,
            answered_with: None,
            profile: Profile::default(),
        }));
        conversation.phase = Phase::Closed { case, at: at(5) };
        let asked = |number| sources(&conversation, number, &said).asked;
        assert_eq!([number, other].map(asked), [Some("quanto dura il congedo?"), Some("quanto dura?")]);
    }

    #[test]
    fn a_question_becomes_a_phrasing_if_it_is_short_new_and_nobodys() {
        let phrased = |text: &str| phrasing(&Words::parse(text).expect("words"), ["Quanto dura?"]);
        assert_eq!(phrased("quanto  dura\nla maternità?"), Some("quanto dura la maternità?".to_owned()));
        assert_eq!(phrased("quanto dura?"), None, "known already");
        assert_eq!(phrased(&"a".repeat(301)), None);
        let masked = phrased("scrivetemi a maria@example.org").expect("a phrasing");
        assert!(!masked.contains("maria@"), "{masked}");
    }

    #[test]
    fn articles_are_warned_of_a_month_and_a_week_before() {
        let warned = [31, 30, 8, 7, 0, -1].map(expiry_warning);
        assert_eq!(warned, [None, Some(30), Some(30), Some(7), Some(7), None]);
    }

    #[test]
    fn an_article_outlives_its_asker_only_in_words_that_are_not_theirs() {
        for (live, title_is_theirs, becomes) in [
            (true, false, WithoutAsker::LosesQuestion),
            (true, true, WithoutAsker::Goes),
            (false, false, WithoutAsker::Goes),
            (false, true, WithoutAsker::Goes),
        ] {
            assert_eq!(without_its_asker(live, title_is_theirs), becomes);
        }
    }
}
