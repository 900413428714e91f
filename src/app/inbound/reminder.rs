//! What somebody does about a reminder: open its plan, tick it off, hear no more of it, or later.

use domain::{event::Event, message::ReminderAction, reminder};
use leave::{
    announcement::{Outcome, Prompt},
    guide::Guide,
};

use super::{
    guide::{ForGuide, go_on},
    person::Press,
    plan::here,
};
use crate::{
    app::{apply::apply, error::HandleError, work::Work},
    store::{
        StoreError,
        leave::{
            plans,
            reminders::{self, ReminderRow, ReminderSource, ReminderStatus},
            subscriptions,
        },
    },
};

pub async fn pressed(
    work: &mut Work<'_>,
    message: ForGuide<'_>,
    id: i64,
    action: ReminderAction,
) -> Result<Press, HandleError> {
    let loaded = message.loaded;
    let Some(reminder) = reminders::of(&mut work.tx, &loaded.id, id).await? else {
        return Ok(Press::Stale);
    };
    let outcome = match action {
        ReminderAction::Open => return open_plan(work, message, reminder.source).await,
        ReminderAction::Done => {
            reminders::set_state(&mut work.tx, id, ReminderStatus::Done).await?;
            Outcome::Noted
        }
        ReminderAction::Stop => {
            stop(work, &loaded.id, &reminder).await?;
            Outcome::Stopped
        }
        ReminderAction::Snooze => {
            match reminder::snoozed(work.desk.calendar(), reminder.useful_until, work.now) {
                Some(again) => {
                    reminders::put_off(&mut work.tx, id, again).await?;
                    Outcome::PutOff(work.desk.calendar().day(again))
                }
                None => Outcome::TooLate,
            }
        }
    };
    let goes_on = loaded.conversation.guided;
    let prompt = Box::new(Prompt::Reminder(outcome));
    apply(work, loaded, Event::Guided { prompt, goes_on, organisation: None }, None).await?;
    Ok(Press::Done)
}

/// Shows the plan that a reminder belongs to, if it is still there.
async fn open_plan(
    work: &mut Work<'_>,
    message: ForGuide<'_>,
    source: ReminderSource,
) -> Result<Press, HandleError> {
    let ReminderSource::Plan { plan } = source else {
        return Ok(Press::Stale);
    };
    let conversation = &message.loaded.id;
    let here = here(work, conversation).await?;
    let Some(kept) = here.plans.iter().find(|kept| kept.id == plan) else {
        return Ok(Press::Stale);
    };
    let turn = plans::guide(&mut work.tx, conversation).await?.map_or(0, |guide| guide.turn);
    go_on(work, message, Guide::for_plan(turn, kept), None).await?;
    Ok(Press::Done)
}

/// No more of this: for a plan, of the year, or of something that is followed.
async fn stop(work: &mut Work<'_>, conversation: &str, reminder: &ReminderRow) -> Result<(), StoreError> {
    let tx = &mut work.tx;
    match reminder.source {
        ReminderSource::News => subscriptions::unfollow(tx, conversation, &reminder.kind).await?,
        ReminderSource::Year => {
            let mut chosen = plans::company(tx, conversation).await?.unwrap_or_default();
            chosen.set(&reminder.kind, None);
            plans::keep_company(tx, conversation, &chosen).await?;
        }
        ReminderSource::Plan { .. } => {}
    }
    reminders::stop(tx, conversation, reminder.source, &reminder.kind).await
}
