//! What goes on from an answer: "e se sono gemelli?" is half a question, and the other half was asked before.
//!
//! A message is read twice, by itself and behind what was asked before. It is answered where both readings agree, or where by
//! itself it names nothing that articles are about; where they differ, the person chooses.

use domain::verdict::{Candidate, Chat, Verdict};

use super::{Decision, MOST};
use crate::retrieval::retriever::Standing;

/// A message of more words is a question of its own.
pub(crate) const LONGEST: usize = 25;
/// The reading behind what was asked before counts from this probability on.
const LIKELY: f64 = 0.35;

/// What to do with a message that may go on from the answer `got`.
pub(crate) fn in_context(alone: Decision, both: Decision, got: &str, standing: Standing) -> Decision {
    let first = |decision: &Decision| {
        decision.candidates.first().map(|first| (first.slug.clone(), first.probability))
    };
    let (Some((after, sure)), own) = (first(&both), first(&alone)) else { return alone };
    let agree = own.is_some_and(|(slug, _)| slug == after);
    match (&alone.verdict, &both.verdict) {
        // Thanks are thanks; and what says nothing new about the answer may be that it was not understood.
        (Verdict::Chat { chat, .. }, _)
            if *chat != Chat::Vague || after == got || standing != Standing::NamesNothing =>
        {
            alone
        }
        // Sure by itself, and of something else than what was asked before.
        (Verdict::Answer { .. }, _) if agree || sure < LIKELY || standing == Standing::ByItself => alone,
        (Verdict::Human { urgent: Some(_), .. }, _) => alone,
        (Verdict::Choices { .. } | Verdict::Human { .. } | Verdict::Chat { .. }, Verdict::Answer { .. })
            if agree || standing == Standing::NamesNothing =>
        {
            both
        }
        (Verdict::Answer { .. } | Verdict::Choices { .. }, _)
        | (_, Verdict::Answer { .. } | Verdict::Choices { .. }) => both_to_choose(alone, &both),
        _ => alone,
    }
}

/// The first of both readings, for the person to choose.
fn both_to_choose(alone: Decision, both: &Decision) -> Decision {
    let mut choices: Vec<Candidate> = Vec::new();
    let of = |decision: &Decision| {
        decision
            .candidates
            .iter()
            .map(|scored| Candidate {
                slug: scored.slug.clone(),
                title: scored.title.clone(),
                probability: scored.probability,
            })
            .collect::<Vec<_>>()
    };
    let (own, after) = (of(&alone), of(both));
    for candidate in own.iter().take(1).chain(after.iter().take(2)).chain(own.iter().skip(1)) {
        if choices.len() < MOST
            && candidate.probability >= super::NEAR
            && choices.iter().all(|choice| choice.slug != candidate.slug)
        {
            choices.push(candidate.clone());
        }
    }
    if choices.len() < 2 {
        return alone;
    }
    Decision { verdict: Verdict::Choices { choices }, ..alone }
}
