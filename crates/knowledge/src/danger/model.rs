//! What was learned from the table, and from what people ask of our articles.

use std::sync::{Arc, Mutex};

use domain::danger::Danger;
use serde::{Deserialize, Serialize};

use super::{Sighting, table::Table, terms::terms};
use crate::{
    articles::files,
    model::{
        cache::{self, Cache, Learned},
        linear::Linear,
    },
};

/// The class of everything that is no danger; the others are those of [`Danger::ALL`], in their order.
const ORDINARY: usize = Danger::ALL.len();
/// The name of the model among those that are kept between starts.
const NAME: &str = "danger";
/// Raised when other things are learned from the same lines: a test with a few lines tells.
const VERSION: u32 = 2;

/// The trained model.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct DangerModel(Linear);

static LEARNED: Learned<DangerModel> = Mutex::new(None);

impl DangerModel {
    /// Learns, unless it is known what there is to learn.
    pub fn learned(table: &Table, cache: Option<Cache<'_>>) -> Arc<Self> {
        let lines = lines(table);
        let kinds: Vec<String> = lines
            .iter()
            .map(|(_, danger)| danger.map_or(String::new(), |danger| format!("{danger:?}")))
            .collect();
        let taught = lines.iter().zip(&kinds).flat_map(|((line, _), kind)| [*line, kind]);
        let key = Cache::key(NAME, VERSION, taught);
        cache::learned(&LEARNED, NAME, key, cache, || Self::train(&lines))
    }

    fn train(lines: &[(&str, Option<Danger>)]) -> Self {
        let class = |danger: Option<Danger>| {
            danger.and_then(|danger| Danger::ALL.iter().position(|own| *own == danger)).unwrap_or(ORDINARY)
        };
        let lines: Vec<(&str, usize)> = lines.iter().map(|(line, danger)| (*line, class(*danger))).collect();
        Self(Linear::train(&lines, |line| terms(line), ORDINARY + 1))
    }

    /// The likeliest danger, likely or not.
    pub fn looks(&self, message: &str) -> Sighting {
        let shares: Vec<f64> = self.0.of(&terms(message)).into_iter().map(f64::exp).collect();
        let likeliest = (0..ORDINARY).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).unwrap_or_default();
        Sighting { danger: Some(Danger::ALL[likeliest]), probability: 1.0 - shares[ORDINARY] }
    }
}

/// What there is to learn from: the table, and the ordinary questions of our own collection, whichever the desk answers
/// from: danger is the same everywhere.
fn lines(table: &Table) -> Vec<(&str, Option<Danger>)> {
    table.lines().chain(ordinary(table).map(|line| (line, None))).collect()
}

/// Every way of asking, except of articles for which danger may ask as well.
fn ordinary(table: &Table) -> impl Iterator<Item = &'static str> {
    files::asked(|article| !table.is_near(article))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cache::fingerprint;

    #[test]
    fn who_learns_something_else_has_another_version() {
        let model = DangerModel::train(&[
            ("mi ha picchiata", Some(Danger::Violence)),
            ("mio marito mi minaccia", Some(Danger::Violence)),
            ("perdo sangue", Some(Danger::Medical)),
            ("quanto dura il congedo?", None),
            ("come si chiede il bonus nido?", None),
        ]);
        assert_eq!(
            (VERSION, fingerprint(&model).as_str()),
            (2, "4993ae3c368c"),
            "the same lines teach something else: raise VERSION, and write both down here"
        );
    }
}
