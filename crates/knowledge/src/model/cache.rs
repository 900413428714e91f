//! Keeps what was learned between starts: learning takes seconds, reading it back some hundredths of one.
//!
//! A model is found by the texts it was learned from and the version of the learning: whatever changes, what was learned
//! before is simply not found any more. A cache that cannot be read or written costs time and nothing else.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::{Model, corpus::TrainingCorpus};

/// Raised when other things are learned from the same texts: a test with a small collection tells.
const VERSION: u32 = 4;
const ENDING: &str = "model";
/// Models kept per language: with the drafts of the staff and without, of today and of yesterday.
const KEPT: usize = 4;

/// A folder for models: one per language, and others under names of their own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cache<'a>(pub &'a Path);

impl Cache<'_> {
    /// What was learned from this very material.
    pub fn find(self, lang: &str, corpus: &TrainingCorpus) -> Option<Model> {
        self.get(&of_material(lang, corpus))
    }

    /// Keeps a model, in the place of the oldest of this language.
    pub fn keep(self, lang: &str, corpus: &TrainingCorpus, model: &Model) {
        self.put(lang, &of_material(lang, corpus), model);
    }

    /// The key of what this version of the learning makes of these texts.
    pub fn key<'a>(name: &str, version: u32, texts: impl Iterator<Item = &'a str>) -> String {
        let mut hash = Sha256::new();
        hash.update(version.to_le_bytes());
        for text in texts {
            // With its length, so that no two lists of texts look alike.
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        }
        format!("{name}-{:x}", hash.finalize())
    }

    /// What is kept under a key.
    pub fn get<M: DeserializeOwned>(self, key: &str) -> Option<M> {
        let bytes = fs::read(self.file(key)).ok()?;
        rmp_serde::from_slice(&bytes)
            .inspect_err(|error| tracing::debug!(target: crate::LOG, %error, "an unreadable model"))
            .ok()
    }

    /// Keeps a model under its key, in the place of the oldest of this name.
    pub fn put<M: Serialize>(self, name: &str, key: &str, model: &M) {
        if let Err(error) = self.write(name, key, model) {
            tracing::debug!(target: crate::LOG, %error, "what was learned could not be kept");
        }
    }

    fn write<M: Serialize>(self, name: &str, key: &str, model: &M) -> anyhow::Result<()> {
        let file = self.file(key);
        fs::create_dir_all(self.0)?;
        self.make_room(name)?;
        // Whole or not at all: another process may read it at this moment.
        let unfinished = file.with_extension("unfinished");
        fs::write(&unfinished, rmp_serde::to_vec(model)?)?;
        fs::rename(unfinished, file)?;
        Ok(())
    }

    /// Removes the oldest models of a name.
    fn make_room(self, name: &str) -> std::io::Result<()> {
        let ours = format!("{name}-");
        let files = fs::read_dir(self.0)?.flatten();
        let mut files: Vec<_> = files
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(&ours))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        files.sort();
        let too_many = (files.len() + 1).saturating_sub(KEPT);
        files.iter().take(too_many).try_for_each(|(_, file)| fs::remove_file(file))
    }

    fn file(self, key: &str) -> PathBuf {
        self.0.join(format!("{key}.{ENDING}"))
    }
}

/// What this process has learned last of one name, and from what: whoever asks again need not learn again.
pub type Learned<M> = Mutex<Option<(String, Arc<M>)>>;

/// The model of this key: known, kept or else learned now.
pub fn learned<M: Serialize + DeserializeOwned>(
    memory: &Learned<M>,
    name: &str,
    key: String,
    cache: Option<Cache<'_>>,
    train: impl FnOnce() -> M,
) -> Arc<M> {
    let mut known = memory.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, model)) = known.as_ref().filter(|(of, _)| *of == key) {
        return model.clone();
    }
    let model = cache.and_then(|cache| cache.get(&key)).unwrap_or_else(|| {
        let model = train();
        if let Some(cache) = cache {
            cache.put(name, &key, &model);
        }
        model
    });
    let model = Arc::new(model);
    *known = Some((key, model.clone()));
    model
}

fn of_material(lang: &str, corpus: &TrainingCorpus) -> String {
    Cache::key(lang, VERSION, corpus.texts())
}

/// What tells one model from another: its numbers to three digits, so that all machines agree.
#[cfg(test)]
pub(crate) fn fingerprint(model: &impl Serialize) -> String {
    fn rounded(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Array(list) => list.into_iter().map(rounded).collect(),
            serde_json::Value::Object(map) => map.into_iter().map(|(key, of)| (key, rounded(of))).collect(),
            serde_json::Value::Number(number) if number.is_f64() => {
                format!("{:.2e}", number.as_f64().unwrap_or_default()).into()
            }
            other => other,
        }
    }
    let text = rounded(serde_json::to_value(model).expect("a model")).to_string();
    format!("{:x}", Sha256::digest(text))[..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        articles::collection::{self, Collection},
        model::training,
    };

    /// Two articles, small talk and what is outside: enough for every part of a model.
    fn two_articles() -> Collection {
        let folder = tempfile::tempdir().unwrap();
        let ways = |of: &[&str], ends: &[&str]| {
            of.iter()
                .flat_map(|way| ends.iter().map(move |end| format!("{way} {end}?\n")))
                .collect::<String>()
        };
        let times = ["quest'anno", "da settembre", "per due gemelli", "se lavoro a turni"];
        for (slug, asked) in [
            ("nido", ways(&["quanto costa il nido", "chi paga la retta", "il bonus nido spetta"], &times)),
            (
                "riposi",
                ways(&["quante ore di riposo", "esco prima per allattare", "i riposi valgono"], &times),
            ),
        ] {
            let article =
                format!("+++\nslug = \"{slug}\"\ntitle = \"Il {slug}\"\nlang = \"it\"\n+++\nTesto.\n");
            fs::write(folder.path().join(format!("{slug}.md")), article).unwrap();
            fs::write(folder.path().join(format!("{slug}.asked.txt")), asked).unwrap();
        }
        fs::create_dir(folder.path().join("it")).unwrap();
        fs::write(
            folder.path().join("it/outside.txt"),
            "a che ora chiude il comune?\nquanto costa un idraulico?\n",
        )
        .unwrap();
        collection::load(folder.path()).0
    }

    #[test]
    fn who_learns_something_else_has_another_version() {
        let model = training::train(&TrainingCorpus::new(&two_articles(), "it")).unwrap();
        assert_eq!(
            (VERSION, fingerprint(&model).as_str()),
            (4, "fa9d4ae9a019"),
            "the same texts teach something else: raise VERSION, and write both down here"
        );
    }

    fn collection(title: &str) -> Collection {
        let folder = tempfile::tempdir().unwrap();
        let article = format!("+++\nslug = \"a\"\ntitle = \"{title}\"\nlang = \"it\"\n+++\nTesto.\n");
        fs::write(folder.path().join("a.md"), article).unwrap();
        collection::load(folder.path()).0
    }

    #[test]
    fn what_was_learned_is_found_for_the_same_articles_only() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache(folder.path());
        let (old, new) =
            (TrainingCorpus::new(&collection("uno"), "it"), TrainingCorpus::new(&collection("due"), "it"));
        let model = training::train(&old).unwrap();
        assert_eq!(cache.find("it", &old), None);
        cache.keep("it", &old, &model);
        assert_eq!(cache.find("it", &old), Some(model.clone()));
        assert_eq!(cache.find("it", &new), None);

        for title in ["due", "tre", "quattro", "cinque", "sei", "sette"] {
            cache.keep("it", &TrainingCorpus::new(&collection(title), "it"), &model);
        }
        assert_eq!(cache.find("it", &old), None, "the new take the place of the old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), KEPT);
    }

    #[test]
    fn a_broken_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache(folder.path());
        let corpus = TrainingCorpus::new(&collection("uno"), "it");
        fs::write(cache.file(&of_material("it", &corpus)), b"nonsense").unwrap();
        assert_eq!(cache.find("it", &corpus), None);
    }
}
