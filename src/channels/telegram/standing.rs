//! Whether Telegram works with us, for whoever looks after the desk.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::api::ApiFailure;

/// A question that fails now and then says nothing yet.
const PATIENCE: Duration = Duration::from_mins(1);

/// What became of what Telegram was asked last.
#[derive(Default)]
pub struct ApiStanding(Mutex<Option<Failing>>);

struct Failing {
    since: Instant,
    why: String,
    /// It will not mend itself.
    hopeless: bool,
}

impl ApiStanding {
    /// Telegram has answered.
    pub fn answered(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// It has not, or not as it should.
    pub fn failed(&self, failure: &ApiFailure, now: Instant) {
        let (why, hopeless) = match failure {
            ApiFailure::BadToken { .. } => {
                ("Telegram does not know the token: correct `token` in [telegram]".to_owned(), true)
            }
            // How long to wait is between Telegram and us.
            ApiFailure::TooMany(_) => return,
            failure => (failure.to_string(), false),
        };
        let mut failing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let since = failing.as_ref().map_or(now, |failing| failing.since);
        *failing = Some(Failing { since, why, hopeless });
    }

    /// What is wrong, if it is not over in a moment.
    pub fn trouble(&self, now: Instant) -> Option<String> {
        let failing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let failing = failing.as_ref()?;
        (failing.hopeless || now.duration_since(failing.since) >= PATIENCE).then(|| failing.why.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_token_is_told_at_once_and_silence_after_a_minute() {
        let (standing, start) = (ApiStanding::default(), Instant::now());
        let after = |seconds| start + Duration::from_secs(seconds);
        standing.failed(&ApiFailure::Unreached("timeout".into()), start);
        standing.failed(&ApiFailure::Unreached("refused".into()), after(30));
        assert_eq!(standing.trouble(after(59)), None);
        assert_eq!(standing.trouble(after(60)).as_deref(), Some("Telegram cannot be reached: refused"));
        standing.answered();
        assert_eq!(standing.trouble(after(61)), None);
        standing.failed(&ApiFailure::BadToken { code: 401, description: "Unauthorized".into() }, after(62));
        assert!(standing.trouble(after(62)).is_some_and(|why| why.contains("`token` in [telegram]")));
    }
}
