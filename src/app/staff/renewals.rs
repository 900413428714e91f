//! Articles do not fall silent together: the room is told before their time passes, and two experts let them go on.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use domain::{editorial, ids::Expert, message::Message};
use jiff::civil::Date;
use knowledge::{Article, Knowledge};

use crate::{
    app::{
        desk::Desk,
        work::{Outcome, Work},
    },
    store::{Store, StoreError, articles::renewals},
};

/// Somebody has read an article again and proposes until when it holds.
pub async fn propose(
    work: &mut Work<'_>,
    slug: &str,
    until: Date,
    by: &Expert,
) -> Result<Message, StoreError> {
    let view = work.desk.staff_view();
    let knowledge = work.desk.knowledge();
    let Some(Article { slug, .. }) = knowledge.article(slug, work.desk.language().code()) else {
        return Ok(view.unknown_article(slug));
    };
    if until <= work.today() {
        return Ok(view.renewal_is_past(until));
    }
    renewals::propose(&mut work.tx, slug, until, by).await?;
    Ok(view.renewal_proposed(slug, until))
}

/// Somebody else has read it, too: it holds. `None` if nobody has proposed it.
pub async fn approve(work: &mut Work<'_>, slug: &str, by: &Expert) -> Result<Option<Message>, StoreError> {
    let view = work.desk.staff_view();
    let Some(proposed_by) = renewals::proposed_by(&mut work.tx, slug).await? else {
        return Ok(None);
    };
    let today = work.today();
    if !editorial::may_approve(&proposed_by, by) {
        return Ok(Some(view.needs_second()));
    }
    renewals::approve(&mut work.tx, slug, by, today).await?;
    work.articles_changed();
    Ok(Some(view.renewed(slug)))
}

/// `!scadenze schede`: which articles expire on which day.
pub fn due(work: &Work<'_>) -> Message {
    let by_day: Vec<(Date, Vec<String>)> = expiries(&work.desk.knowledge()).into_iter().collect();
    work.desk.staff_view().articles_due(&by_day, work.today())
}

/// Looks once a day which articles expire.
#[derive(Default)]
pub struct ExpiryWatch {
    looked_on: Mutex<Option<Date>>,
}

impl ExpiryWatch {
    /// Tells the room, when somebody is there, which articles expire soon: once a month before and once a week before.
    pub async fn warn(&self, desk: &Desk, store: &Store) -> Result<(), StoreError> {
        let now = desk.now();
        if !desk.calendar().staffed(now) {
            return Ok(());
        }
        let today = desk.calendar().day(now);
        if self.looked_on.lock().unwrap_or_else(PoisonError::into_inner).replace(today) == Some(today) {
            return Ok(());
        }
        let mut work = Work::begin(desk, store).await?;
        for (day, slugs) in expiries(&desk.knowledge()) {
            let left = (day - today).get_days();
            let Some(level) = editorial::expiry_warning(left) else {
                continue;
            };
            if renewals::tell_once(&mut work.tx, &format!("articles {day} {level}"), now).await? {
                work.tell_room(desk.staff_view().articles_expire(day, slugs.len())).await?;
            }
        }
        let Outcome { .. } = work.commit().await?;
        Ok(())
    }
}

/// The articles that expire, by day.
fn expiries(knowledge: &Knowledge) -> BTreeMap<Date, Vec<String>> {
    let mut by_day: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for article in knowledge.articles() {
        if let Some(by) = article.review_by {
            by_day.entry(by.date).or_default().push(article.slug.clone());
        }
    }
    by_day
}
