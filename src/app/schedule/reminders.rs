//! Reminders: computed from plans and from the year, sent in office hours, each once.
//!
//! Invariant: a reminder is a row before it is sent, and marked in the transaction that writes it into the outbox.

use std::sync::atomic::Ordering;

use domain::{event::Event, reminder, retry::retry_at};
use jiff::Timestamp;
use leave::{
    announcement::{Announcement, OfPlan, Reminder},
    guide::kinds_for,
    plan::Plan,
    reminders::{Audience, Chosen, KINDS, Kind, Occasion, When},
    rules,
};

use crate::{
    app::{App, BATCH, error::HandleError},
    store::{
        StoreError, Tx,
        conversations::{self, Loaded},
        follows, plans,
        reminders::{self, NEWS, OF_THE_YEAR, State, Wanted},
    },
};

impl App {
    /// Sends the reminders that are due, if the desk is staffed; says how many. What is of no use any more is told to
    /// the staff.
    pub(crate) async fn send_reminders(&self) -> Result<usize, StoreError> {
        let now = self.clock.now();
        self.give_up_reminders(now).await?;
        self.warn_of_articles(now).await?;
        if self.plans_unchecked.load(Ordering::Acquire) {
            self.compute_anew(now).await?;
            self.plans_unchecked.store(false, Ordering::Release);
        }
        if !self.policy.calendar.staffed(now) {
            return Ok(0);
        }
        let due = self.store.due_reminders(now, BATCH).await?;
        for reminder in &due {
            if let Err(trouble) = self.remind(reminder, now).await {
                tracing::error!(reminder = reminder.id, %trouble, "a reminder could not be sent");
                let mut tx = self.store.begin().await?;
                reminders::put_off(&mut tx, reminder.id, retry_at(now, 5)).await?;
                tx.commit().await?;
            }
        }
        Ok(due.len())
    }

    /// When the next reminder is sent.
    pub(crate) async fn next_reminder(&self) -> Result<Option<Timestamp>, StoreError> {
        let due = self.store.next_reminder_due().await?;
        // What is due when nobody is at the desk waits until somebody is.
        Ok(due.map(|due| self.policy.calendar.staffed_or_later(due.max(self.clock.now()))))
    }

    /// What nobody could be reminded of in time.
    async fn give_up_reminders(&self, now: Timestamp) -> Result<(), StoreError> {
        if self.store.next_reminder_lost().await?.is_none_or(|lost| lost > now) {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        let missed = reminders::miss(&mut tx, now).await?;
        let leave_view = self.leave_view(self.language());
        let titled = |(slug, count): (String, usize)| {
            (Kind::named(&slug).map_or(slug, |kind| leave_view.title(kind)), count)
        };
        let missed: Vec<(String, usize)> = missed.into_iter().map(titled).collect();
        self.tell_room(&mut tx, self.staff_view().missed_reminders(&missed), now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn remind(&self, due: &reminders::Reminder, now: Timestamp) -> Result<(), HandleError> {
        let mut tx = self.store.begin().await?;
        let Some(loaded) = conversations::by_id(&mut tx, &due.conversation).await? else {
            reminders::delete(&mut tx, due.id).await?;
            return Ok(tx.commit().await.map_err(StoreError::from)?);
        };
        if !loaded.conversation.may_be_told() {
            self.not_reminded(&mut tx, due.id, now).await?;
            return Ok(tx.commit().await.map_err(StoreError::from)?);
        }
        let announcement = match (due.plan, Kind::named(&due.kind)) {
            (NEWS, _) => self.news(&due.kind, loaded.conversation.language).map(Announcement::News),
            (_, Some(kind)) => {
                self.reminder(&mut tx, &loaded, due, kind, now).await?.map(Announcement::Reminder)
            }
            (_, None) => None,
        };
        let Some(announcement) = announcement else {
            reminders::delete(&mut tx, due.id).await?;
            return Ok(tx.commit().await.map_err(StoreError::from)?);
        };
        reminders::set_state(&mut tx, due.id, State::Sent).await?;
        let event = Event::Reminded { reminder: due.id, announcement };
        self.apply(&mut tx, &loaded, event, None, now).await?;
        if due.plan == OF_THE_YEAR
            && let Some(chosen) = plans::company(&mut tx, &due.conversation).await?
        {
            self.remind_of_the_year(&mut tx, &due.conversation, &chosen, now).await?;
        }
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// It did not arrive: there may be time to try again, and if not, the staff are told.
    pub(crate) async fn not_reminded(
        &self,
        tx: &mut Tx,
        number: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        reminders::put_off(tx, number, reminder::tried_again(&self.policy.calendar, now)).await
    }

    /// What to remind of; nothing if what it was about is gone.
    async fn reminder(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        due: &reminders::Reminder,
        kind: &'static Kind,
        now: Timestamp,
    ) -> Result<Option<Reminder>, StoreError> {
        let company = plans::company(tx, &loaded.id).await?.is_some();
        if !company && kind.audience == Audience::Company {
            return Ok(None);
        }
        let plan = if due.plan == OF_THE_YEAR { None } else { plans::by_id(tx, due.plan).await? };
        let computed = plan.as_ref().and_then(|plan| plan.draft.plan()).and_then(Result::ok);
        let still_so = match (&plan, &computed) {
            (Some(plan), Some(computed)) => {
                occasions(plan, computed, kind).iter().any(|occasion| occasion.day == due.day)
            }
            _ => due.plan == OF_THE_YEAR,
        };
        if !still_so {
            // The plan is gone, or says another day.
            return Ok(None);
        }
        Ok(Some(Reminder {
            kind,
            day: due.day,
            plan: plan
                .zip(computed)
                .map(|(plan, computed)| OfPlan { nickname: plan.nickname, forecast: computed.forecast }),
            company,
            late: reminder::is_late(&self.policy.calendar, due.due_at, now),
        }))
    }

    /// No more of this: for a plan, of the year, or of something that is followed.
    pub(crate) async fn stop(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        reminder: &reminders::Reminder,
    ) -> Result<(), StoreError> {
        match reminder.plan {
            NEWS => follows::unfollow(tx, &loaded.id, &reminder.kind).await?,
            OF_THE_YEAR => {
                let mut chosen = plans::company(tx, &loaded.id).await?.unwrap_or_default();
                chosen.set(&reminder.kind, None);
                plans::keep_company(tx, &loaded.id, &chosen).await?;
            }
            _ => {}
        }
        reminders::stop(tx, &loaded.id, reminder.plan, &reminder.kind).await
    }

    /// Plans that were computed by an earlier edition of the rules are computed by this one.
    async fn compute_anew(&self, now: Timestamp) -> Result<(), StoreError> {
        loop {
            let old = self.store.plans_of_other_editions(rules::EDITION, BATCH).await?;
            if old.is_empty() {
                return Ok(());
            }
            let mut tx = self.store.begin().await?;
            for plan in &old {
                plans::change(&mut tx, plan.id, &plan.draft, rules::EDITION).await?;
                let chosen = plans::company(&mut tx, &plan.conversation).await?;
                let plans = std::slice::from_ref(plan);
                self.remind_of_plans(&mut tx, &plan.conversation, plans, chosen.as_ref(), now).await?;
            }
            tx.commit().await?;
        }
    }

    /// Everything this conversation is reminded of is computed anew.
    pub(crate) async fn remind_anew(
        &self,
        tx: &mut Tx,
        conversation: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let chosen = plans::company(tx, conversation).await?;
        let kept = plans::of_conversation(tx, conversation).await?;
        self.remind_of_plans(tx, conversation, &kept, chosen.as_ref(), now).await?;
        match &chosen {
            Some(chosen) => self.remind_of_the_year(tx, conversation, chosen, now).await,
            None => Ok(()),
        }
    }

    /// What plans remind of, by what a company has chosen; of a worker's, by what is usual.
    pub(crate) async fn remind_of_plans(
        &self,
        tx: &mut Tx,
        conversation: &str,
        kept: &[plans::Plan],
        company: Option<&Chosen>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let usual = Chosen::default();
        let chosen = company.unwrap_or(&usual);
        for plan in kept {
            let Some(Ok(computed)) = plan.draft.plan() else {
                continue;
            };
            let wanted = kinds_for(company.is_some())
                .filter_map(|kind| Some((kind, chosen.lead(kind)?)))
                .flat_map(|(kind, lead)| {
                    let occasions = occasions(plan, &computed, kind).into_iter();
                    occasions.filter_map(move |occasion| self.wanted(kind, occasion, lead, now))
                });
            reminders::replace(tx, conversation, plan.id, &wanted.collect::<Vec<_>>(), now).await?;
        }
        Ok(())
    }

    /// What comes every year.
    async fn remind_of_the_year(
        &self,
        tx: &mut Tx,
        conversation: &str,
        chosen: &Chosen,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let today = self.policy.calendar.day(now);
        let of_the_year = KINDS.iter().filter(|kind| matches!(kind.when, When::Yearly { .. }));
        let wanted: Vec<Wanted> = of_the_year
            .filter_map(|kind| Some((kind, chosen.lead(kind)?)))
            .flat_map(|(kind, lead)| {
                kind.of_years(today).filter_map(move |occasion| self.wanted(kind, occasion, lead, now))
            })
            .collect();
        reminders::replace(tx, conversation, OF_THE_YEAR, &wanted, now).await
    }

    /// When to remind of a day, if there is still time.
    fn wanted(&self, kind: &Kind, occasion: Occasion, lead: i32, now: Timestamp) -> Option<Wanted> {
        let due = reminder::due(&self.policy.calendar, occasion, lead, now)?;
        Some(Wanted {
            kind: kind.slug.to_owned(),
            day: occasion.day,
            due_at: due.at,
            useful_until: due.useful_until,
        })
    }
}

/// The days of a plan that this kind is about.
fn occasions(kept: &plans::Plan, computed: &Plan, kind: &Kind) -> Vec<Occasion> {
    let told = kept.draft.events.iter().filter(|(slug, _)| slug == kind.slug);
    let told = told.filter_map(|&(_, day)| kind.of_event(day));
    told.chain(kind.of_plan(computed, kept.made)).collect()
}
