//! Whom news would reach: counts, and never a person.

use std::collections::BTreeMap;

/// Whom news would reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    pub workers: usize,
    pub companies: usize,
    /// By the organisation through which they came; `None` is no organisation.
    pub organisations: BTreeMap<Option<String>, usize>,
}

impl Reach {
    /// One more.
    pub fn add(&mut self, company: bool, organisation: Option<String>) {
        *(if company { &mut self.companies } else { &mut self.workers }) += 1;
        *self.organisations.entry(organisation).or_default() += 1;
    }

    #[must_use]
    pub fn all(&self) -> usize {
        self.workers + self.companies
    }
}
