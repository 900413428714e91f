//! A message with several questions never gets one silent answer: what else it asks is shown, and what no article covers goes
//! to a human.

use domain::verdict::{Candidate, Link, Verdict};
use jiff::civil::Date;

use super::{MOST, PartOpinion, may_be_sent};
use crate::model::Judged;

/// An article is shown for a question of the message from this probability on: a button too many costs little.
const SHOWN: f64 = 0.25;
/// The same for what the message as a whole leans to.
const FAINT: f64 = 0.01;
/// A question for which no article is more probable is a human's.
const NOBODYS: f64 = 0.1;

/// Adds to an answer what else the message asks.
pub(super) fn add(verdict: &mut Verdict, parts: &[PartOpinion], whole: &[Judged<'_>], today: Date) {
    let Verdict::Answer { card, also, rest, .. } = verdict else { return };
    let sendable = |slug: &str| {
        whole.iter().any(|judged| judged.ranked.article.slug == slug && may_be_sent(judged, today))
    };
    let firsts = parts.iter().filter_map(|part| part.near.first());
    let mut shown: Vec<&Candidate> = firsts.filter(|first| first.probability >= SHOWN).collect();
    shown.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let of_whole: Vec<Candidate> = whole.iter().map(Judged::candidate).collect();
    // What the message as a whole leans to as well, where it asks more than one thing.
    let near =
        of_whole.iter().filter(|near| !parts.is_empty() && near.probability >= FAINT && sendable(&near.slug));
    for Candidate { slug, title, .. } in shown.into_iter().chain(near) {
        if *slug != card.slug && also.iter().all(|link| link.slug != *slug) && also.len() < MOST {
            also.push(Link { slug: slug.clone(), title: title.clone() });
        }
    }
    *rest = parts.iter().any(|part| part.near.first().is_none_or(|first| first.probability < NOBODYS));
}
