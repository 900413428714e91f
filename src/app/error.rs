//! Why something could not be handled.

use domain::retry::Failure;

use crate::{channels::Unreadable, store::StoreError};

/// Why a row could not be handled.
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It belongs to a thread whose beginning is being sent: it is known in a moment.
    #[error("the thread is not known yet")]
    RootOnItsWay,
    /// A bug of ours: contained, so that it stays this row's trouble.
    #[error("the desk panicked")]
    Panicked,
}

impl From<&HandleError> for Failure {
    fn from(error: &HandleError) -> Self {
        match error {
            HandleError::RootOnItsWay => Self::RootOnItsWay,
            HandleError::Unreadable(_) => Self::Unreadable,
            HandleError::Store(_) | HandleError::Panicked => Self::Other,
        }
    }
}
