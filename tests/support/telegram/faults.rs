//! Faults on order: what goes wrong between a bot and Telegram.

use std::{collections::VecDeque, time::Duration};

use super::answer::Failure;

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Refused with this status; 502 and 504 come from a proxy and have an HTML page for a body.
    Status(u16, String),
    /// Performed, and never answered: only the caller's patience ends it.
    TimeoutAfterAcceptance,
    /// The connection breaks, and nothing was performed.
    ResetBefore,
    /// The connection breaks, and the call was performed.
    ResetAfter,
    /// Performed, and a proxy says that it was not: 502 and 504 have an HTML page for a body.
    FailedAfterAcceptance(u16),
    /// Performed and answered, this much later.
    Slow(Duration),
    /// Refused with 429.
    RetryAfter(u64),
    /// Refused as markup that cannot be read.
    CannotParse,
}

impl Fault {
    /// The refusal, for faults that are one.
    pub(super) fn refusal(&self) -> Option<Failure> {
        match self {
            Self::Status(code, description) => Some(Failure::new(*code, description.clone())),
            Self::RetryAfter(seconds) => Some(Failure::retry_after(*seconds)),
            Self::CannotParse => {
                Some(Failure::bad("can't parse entities: Unsupported start tag \"x\" at byte offset 0"))
            }
            _ => None,
        }
    }
}

/// Which calls a fault is for.
#[derive(Clone, Debug, Default)]
pub struct Match {
    method: Option<String>,
    chat: Option<i64>,
}

impl Match {
    /// Any call at all, the next `getUpdates` too.
    pub fn any() -> Self {
        Self::default()
    }

    /// Calls of this method.
    pub fn method(name: &str) -> Self {
        Self { method: Some(name.to_owned()), chat: None }
    }

    /// ... and only for this chat.
    #[must_use]
    pub fn in_chat(self, chat: i64) -> Self {
        Self { chat: Some(chat), ..self }
    }

    fn covers(&self, method: &str, chat: Option<i64>) -> bool {
        self.method.as_deref().is_none_or(|name| name.eq_ignore_ascii_case(method))
            && (self.chat.is_none() || self.chat == chat)
    }
}

/// The faults that are still to happen, in order.
#[derive(Default)]
pub(super) struct Faults(VecDeque<(Match, Fault, usize)>);

impl Faults {
    pub fn add(&mut self, which: Match, fault: Fault, times: usize) {
        if times > 0 {
            self.0.push_back((which, fault, times));
        }
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn left(&self) -> usize {
        self.0.iter().map(|(.., times)| times).sum()
    }

    /// The fault for this call, if one is due.
    pub fn take(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let at = self.0.iter().position(|(which, ..)| which.covers(method, chat))?;
        let (_, fault, times) = &mut self.0[at];
        let fault = fault.clone();
        *times -= 1;
        if *times == 0 {
            self.0.remove(at);
        }
        Some(fault)
    }
}
