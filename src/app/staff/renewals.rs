//! Articles do not fall silent together: the room is told before their time passes, and two experts let them go on.

use std::collections::BTreeMap;

use domain::{editorial, ids::Expert, message::Message};
use jiff::{Timestamp, civil::Date};

use crate::{
    app::{App, error::HandleError},
    store::{StoreError, Tx, renewals},
};

impl App {
    /// Somebody has read an article again and proposes until when it holds.
    pub(crate) async fn propose_renewal(
        &self,
        tx: &mut Tx,
        slug: &str,
        until: Date,
        by: &Expert,
    ) -> Result<Message, HandleError> {
        let view = self.staff_view();
        if self.knowledge().article(slug, self.language().code()).is_none() {
            return Ok(view.unknown_article(slug));
        }
        if until <= self.policy.calendar.day(self.clock.now()) {
            return Ok(view.renewal_is_past(until));
        }
        renewals::propose(tx, slug, until, by).await?;
        Ok(view.renewal_proposed(slug, until))
    }

    /// Somebody else has read it, too: it holds. `None` if nobody has proposed it.
    pub(crate) async fn approve_renewal(
        &self,
        tx: &mut Tx,
        slug: &str,
        by: &Expert,
    ) -> Result<Option<Message>, HandleError> {
        let view = self.staff_view();
        let Some(proposed_by) = renewals::proposed_by(tx, slug).await? else {
            return Ok(None);
        };
        if !editorial::may_approve(&proposed_by, by) {
            return Ok(Some(view.needs_second()));
        }
        renewals::approve(tx, slug, by, self.policy.calendar.day(self.clock.now())).await?;
        self.articles_changed();
        Ok(Some(view.renewed(slug)))
    }

    /// `!scadenze schede`: which articles expire on which day.
    pub(crate) fn articles_due(&self) -> Message {
        let by_day: Vec<(Date, Vec<String>)> = self.expiries().into_iter().collect();
        self.staff_view().articles_due(&by_day, self.policy.calendar.day(self.clock.now()))
    }

    /// Tells the room, when somebody is there, which articles expire soon: once a month before and once a week before.
    pub(crate) async fn warn_of_articles(&self, now: Timestamp) -> Result<(), StoreError> {
        if !self.policy.calendar.staffed(now) {
            return Ok(());
        }
        let today = self.policy.calendar.day(now);
        {
            let mut looked =
                self.articles_looked_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if looked.replace(today) == Some(today) {
                return Ok(());
            }
        }
        let mut tx = self.store.begin().await?;
        for (day, slugs) in self.expiries() {
            let left = (day - today).get_days();
            let Some(level) = editorial::expiry_warning(left) else {
                continue;
            };
            if renewals::tell_once(&mut tx, &format!("articles {day} {level}"), now).await? {
                self.tell_room(&mut tx, self.staff_view().articles_expire(day, slugs.len()), now).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// The articles that expire, by day.
    fn expiries(&self) -> BTreeMap<Date, Vec<String>> {
        let mut by_day: BTreeMap<Date, Vec<String>> = BTreeMap::new();
        for article in self.knowledge().articles() {
            if let Some(by) = article.review_by {
                by_day.entry(by.date).or_default().push(article.slug.clone());
            }
        }
        by_day
    }
}
