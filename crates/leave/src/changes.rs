//! Which rules have changed, and whom it concerns.

use jiff::civil::Date;

use super::{
    draft::PlanInput,
    law::Rule,
    rules::{PARENTAL_AGE, SICKNESS_AGE, SICKNESS_DAYS},
};

/// The rules of which a version is marked as changed, each with the day from which it says something new.
#[must_use]
pub fn changes() -> Vec<(&'static str, Date)> {
    let last = |rule: &'static Rule<i32>| {
        let version = rule.versions.last().filter(|version| version.changed)?;
        Some((rule.slug, version.from))
    };
    [&PARENTAL_AGE, &SICKNESS_AGE, &SICKNESS_DAYS].into_iter().filter_map(last).collect()
}

/// Is a change of this rule news for who keeps such a plan?
#[must_use]
pub fn concerns(slug: &str, draft: &PlanInput) -> bool {
    let Some(Ok(plan)) = draft.plan() else {
        return false;
    };
    if slug == PARENTAL_AGE.slug {
        return plan.parental.is_some();
    }
    // For adopted children other rules hold (art. 50).
    plan.birth.is_some() && plan.child_sickness.is_some()
}
