//! Learning what experts add: a new article answers at once, judged by what was learned before; how far it can be trusted
//! is learned beside the running desk.
//!
//! Invariants: what has changed is noted until it is taken in; whatever fails, the desk goes on with what it knew.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, Ordering},
};

use knowledge::{Collection, Knowledge, MODELS, learner};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::{
    library::{Library, collection_with, put_copies},
    runtime::after_failure,
    work::Outcome,
};
use crate::store::{Store, StoreError};

/// What the desk knows: replaced as a whole.
pub struct Known(RwLock<Arc<Knowledge>>);

impl Known {
    pub fn new(knowledge: Knowledge) -> Self {
        Self(RwLock::new(Arc::new(knowledge)))
    }

    pub fn now(&self) -> Arc<Knowledge> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn replace(&self, knowledge: Knowledge) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(knowledge);
    }
}

/// What learns.
pub struct Learning {
    store: Arc<Store>,
    known: Arc<Known>,
    library: Library,
    /// Articles have changed that the desk does not know yet.
    outdated: AtomicBool,
    /// Experts had added something when it learned last.
    added: AtomicBool,
    changed: Notify,
}

impl Learning {
    pub fn new(store: Arc<Store>, known: Arc<Known>, library: Library) -> Self {
        Self {
            store,
            known,
            library,
            // What was approved before the desk was started is not in the folder of articles.
            outdated: AtomicBool::new(true),
            added: AtomicBool::new(false),
            changed: Notify::new(),
        }
    }

    /// A unit of work is committed: if articles have changed in it, they are learned.
    pub fn heed(&self, outcome: Outcome) {
        if outcome.relearn {
            self.outdated.store(true, Ordering::Release);
            self.changed.notify_one();
        }
    }

    /// Learns what changes until told to stop, while the desk goes on.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let changed = match self.take_in().await {
                Ok(changed) => changed,
                Err(error) => {
                    stop.run_until_cancelled(tokio::time::sleep(after_failure(&error))).await;
                    continue;
                }
            };
            let learned = async {
                if let Some(collection) = changed {
                    self.learn_from(collection).await;
                }
                std::future::pending::<()>().await;
            };
            // What changes meanwhile is learned instead.
            tokio::select! {
                () = learned => {}
                () = self.changed.notified() => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Takes in what has changed among the articles: puts copies into their folders, builds the index, and judges by what
    /// was learned before. Gives the collection that is still to be learned from, if it has changed.
    pub async fn take_in(&self) -> Result<Option<Collection>, StoreError> {
        if !self.outdated.swap(false, Ordering::AcqRel) {
            return Ok(None);
        }
        let taken_in = self.refresh().await;
        if taken_in.is_err() {
            self.outdated.store(true, Ordering::Release);
        }
        taken_in
    }

    async fn refresh(&self) -> Result<Option<Collection>, StoreError> {
        let (drafts, phrasings) = (self.store.drafts().await?, self.store.phrasings().await?);
        let renewals = self.store.renewals().await?;
        let any = !drafts.is_empty() || !phrasings.is_empty() || !renewals.is_empty();
        let any_before = self.added.swap(any, Ordering::AcqRel);
        let (library, before) = (self.library.clone(), self.known.now());
        let taken_in = tokio::task::spawn_blocking(move || {
            if let Err(error) = put_copies(&library.copies, &drafts, &phrasings) {
                tracing::error!(%error, "drafts could not be copied to the data folder");
            }
            // With nothing added, what was learned at the start is all there is.
            if !any_before && !any {
                return Ok(None);
            }
            let collection = collection_with(&library.articles, &drafts, &phrasings, &renewals);
            before.refreshed(&collection).map(|knowledge| Some((knowledge, collection)))
        });
        let taken_in = taken_in.await.map_err(anyhow::Error::from).flatten();
        Ok(self.knows(taken_in.map(Option::unzip)).flatten())
    }

    /// Learns from a collection how far it can be trusted: seconds of work, while the desk goes on with what it knew.
    async fn learn_from(&self, collection: Collection) {
        let models = self.library.copies.join(MODELS);
        if let Some(program) = &self.library.learner
            && let Err(error) = learner::learn(program, &collection, &models).await
        {
            // It goes on with what it knew, and tries again at the next change or start.
            return tracing::error!(%error, "the articles could not be learnt anew");
        }
        let learned = tokio::task::spawn_blocking(move || Knowledge::new(&collection, Some(&models)));
        let learned = learned.await.map_err(anyhow::Error::from).flatten();
        self.knows(learned.map(|knowledge| (Some(knowledge), ())));
    }

    /// From now on this is what the desk knows; without, it knows what it knew.
    fn knows<T>(&self, learned: anyhow::Result<(Option<Knowledge>, T)>) -> Option<T> {
        match learned {
            Ok((knowledge, rest)) => {
                if let Some(knowledge) = knowledge {
                    self.known.replace(knowledge);
                }
                Some(rest)
            }
            Err(error) => {
                tracing::error!(%error, "the articles could not be learnt anew");
                None
            }
        }
    }
}
