//! What experts may make an article of, and who has to have read it.

use super::{ids::Expert, words::Words};

/// Longer questions tell a life, not a way of asking. In characters.
const LONGEST: usize = 300;
/// So many days before articles expire, the room is told, once each time.
const AHEAD: [i32; 2] = [7, 30];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_four_eyes() {
        let (anna, bruno) = (Expert("anna".into()), Expert("bruno".into()));
        assert!(may_approve(&anna, &bruno) && !may_approve(&anna, &anna));
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
}
