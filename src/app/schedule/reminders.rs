//! Reminders on their way: sent in office hours, each once.
//!
//! Invariant: a reminder is a row before it is sent, and marked in the unit of work that writes it into the outbox.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{event::Event, reminder, retry::retry_at};
use jiff::Timestamp;
use leave::{
    announcement::{Announcement, OfPlan, Reminder},
    reminders::{ReminderAudience, ReminderKind},
    rules,
};

use super::planned;
use crate::{
    app::{
        BATCH, Shared,
        apply::apply,
        desk::Desk,
        error::HandleError,
        learning::Learning,
        staff::news,
        work::{Outcome, Work},
    },
    store::{
        Store, StoreError, Tx,
        desk::conversations::{self, LoadedConversation},
        leave::{
            plans,
            reminders::{self, ReminderSource, ReminderStatus},
        },
    },
};

/// What sends reminders.
pub struct Reminders {
    store: Arc<Store>,
    desk: Arc<Desk>,
    learning: Arc<Learning>,
    /// Plans may have been computed by earlier rules.
    plans_unchecked: AtomicBool,
}

impl Reminders {
    pub fn new((store, desk, learning): Shared) -> Self {
        Self { store, desk, learning, plans_unchecked: AtomicBool::new(true) }
    }

    /// Sends the reminders that are due, if the desk is staffed; says how many.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        if self.plans_unchecked.load(Ordering::Acquire) {
            self.compute_anew().await?;
            self.plans_unchecked.store(false, Ordering::Release);
        }
        let now = self.desk.now();
        if !self.desk.calendar().staffed(now) {
            return Ok(0);
        }
        let due = self.store.due_reminders(now, BATCH).await?;
        for reminder in &due {
            match self.remind(reminder).await {
                Ok(outcome) => self.learning.heed(outcome),
                Err(error) => {
                    tracing::error!(reminder = reminder.id, trouble = %error, "a reminder could not be sent");
                    let mut tx = self.store.begin().await?;
                    reminders::put_off(&mut tx, reminder.id, retry_at(now, 5)).await?;
                    tx.commit().await?;
                }
            }
        }
        Ok(due.len())
    }

    /// When the next reminder is sent.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let due = self.store.next_reminder_due().await?;
        // What is due when nobody is at the desk waits until somebody is.
        Ok(due.map(|due| self.desk.calendar().staffed_or_later(due.max(self.desk.now()))))
    }

    /// What nobody could be reminded of in time is told to the staff.
    pub async fn give_up(&self) -> Result<(), StoreError> {
        if self.store.next_reminder_lost().await?.is_none_or(|lost| lost > self.desk.now()) {
            return Ok(());
        }
        let mut work = Work::begin(&self.desk, &self.store).await?;
        let missed = reminders::miss(&mut work.tx, work.now).await?;
        let leave_view = self.desk.leave_view(self.desk.language());
        let titled = |(slug, count): (String, usize)| {
            (ReminderKind::named(&slug).map_or(slug, |kind| leave_view.title(kind)), count)
        };
        let missed: Vec<(String, usize)> = missed.into_iter().map(titled).collect();
        work.tell_room(self.desk.staff_view().missed_reminders(&missed)).await?;
        let Outcome { .. } = work.commit().await?;
        Ok(())
    }

    async fn remind(&self, due: &reminders::ReminderRow) -> Result<Outcome, HandleError> {
        let mut work = Work::begin(&self.desk, &self.store).await?;
        remind(&mut work, due).await?;
        Ok(work.commit().await?)
    }

    /// Plans that were computed by an earlier edition of the rules are computed by this one.
    async fn compute_anew(&self) -> Result<(), StoreError> {
        loop {
            let old = self.store.plans_of_other_editions(rules::EDITION, BATCH).await?;
            if old.is_empty() {
                return Ok(());
            }
            let mut work = Work::begin(&self.desk, &self.store).await?;
            for plan in &old {
                plans::change(&mut work.tx, plan.id, &plan.draft, rules::EDITION).await?;
                let chosen = plans::company(&mut work.tx, &plan.conversation).await?;
                let plans = std::slice::from_ref(plan);
                planned::of_plans(&mut work, &plan.conversation, plans, chosen.as_ref()).await?;
            }
            let Outcome { .. } = work.commit().await?;
        }
    }
}

async fn remind(work: &mut Work<'_>, due: &reminders::ReminderRow) -> Result<(), HandleError> {
    let Some(loaded) = conversations::by_id(&mut work.tx, &due.conversation).await? else {
        return Ok(reminders::delete(&mut work.tx, due.id).await?);
    };
    if !loaded.conversation.may_be_told() {
        return Ok(not_reminded(work, due.id).await?);
    }
    let announcement = match (due.source, ReminderKind::named(&due.kind)) {
        (ReminderSource::News, _) => {
            let language = loaded.conversation.language;
            news::news_of(&work.desk.knowledge(), &due.kind, language).map(Announcement::News)
        }
        (_, Some(kind)) => {
            let late = reminder::is_late(work.desk.calendar(), due.due_at, work.now);
            announced(&mut work.tx, &loaded, due, kind, late).await?.map(Announcement::Reminder)
        }
        (_, None) => None,
    };
    let Some(announcement) = announcement else {
        return Ok(reminders::delete(&mut work.tx, due.id).await?);
    };
    reminders::set_state(&mut work.tx, due.id, ReminderStatus::Sent).await?;
    apply(work, &loaded, Event::Reminded { reminder: due.id, announcement }, None).await?;
    if due.source == ReminderSource::Year
        && let Some(chosen) = plans::company(&mut work.tx, &due.conversation).await?
    {
        planned::of_the_year(work, &due.conversation, &chosen).await?;
    }
    Ok(())
}

/// It did not arrive: there may be time to try again, and if not, the staff are told.
pub async fn not_reminded(work: &mut Work<'_>, number: i64) -> Result<(), StoreError> {
    let again = reminder::tried_again(work.desk.calendar(), work.now);
    reminders::put_off(&mut work.tx, number, again).await
}

/// What to remind of; nothing if what it was about is gone.
async fn announced(
    tx: &mut Tx,
    loaded: &LoadedConversation,
    due: &reminders::ReminderRow,
    kind: &'static ReminderKind,
    late: bool,
) -> Result<Option<Reminder>, StoreError> {
    let company = plans::company(tx, &loaded.id).await?.is_some();
    if !company && kind.audience == ReminderAudience::Company {
        return Ok(None);
    }
    let plan = match due.source {
        ReminderSource::Plan { plan } => plans::by_id(tx, plan).await?,
        ReminderSource::Year | ReminderSource::News => None,
    };
    let computed = plan.as_ref().and_then(|plan| plan.draft.plan()).and_then(Result::ok);
    let still_so = match (&plan, &computed) {
        (Some(plan), Some(computed)) => {
            reminder::is_still_so(kind, due.day, (&plan.draft, plan.made), computed)
        }
        _ => due.source == ReminderSource::Year,
    };
    if !still_so {
        // The plan is gone, or says another day.
        return Ok(None);
    }
    let of_plan = |(plan, computed): (plans::PlanRow, leave::plan::Plan)| OfPlan {
        nickname: plan.nickname,
        forecast: computed.forecast,
    };
    Ok(Some(Reminder { kind, day: due.day, plan: plan.zip(computed).map(of_plan), company, late }))
}
