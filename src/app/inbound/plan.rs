//! What the guide has to know of somebody, and the plans it keeps for them.

use std::slice;

use leave::{
    announcement::Upcoming,
    guide::{Guide, Here, KeptPlan},
    reminders::ReminderKind,
    rules,
};

use crate::{
    app::{schedule::planned, work::Work},
    store::{
        StoreError,
        desk::conversations::LoadedConversation,
        leave::{plans, reminders},
    },
};

/// How many of the next reminders are shown.
const SHOWN: i64 = 10;

/// What the guide has to know.
pub async fn here(work: &mut Work<'_>, conversation: &str) -> Result<Here, StoreError> {
    let chosen = plans::company(&mut work.tx, conversation).await?;
    let kept = plans::of_conversation(&mut work.tx, conversation).await?.into_iter();
    Ok(Here {
        today: work.today(),
        company: chosen.is_some(),
        chosen: chosen.unwrap_or_default(),
        plans: kept
            .map(|plan| KeptPlan { id: plan.id, nickname: plan.nickname, draft: plan.draft })
            .collect(),
    })
}

/// Keeps a plan, new or changed, and what it reminds of; its number.
pub async fn keep_plan(
    work: &mut Work<'_>,
    loaded: &LoadedConversation,
    guide: &Guide,
) -> Result<i64, StoreError> {
    let before = match guide.plan {
        Some(id) => plans::by_id(&mut work.tx, id).await?,
        None => None,
    };
    let draft = guide.draft.clone();
    let plan = if let Some(before) = before {
        plans::change(&mut work.tx, before.id, &draft, rules::EDITION).await?;
        plans::PlanRow { draft, ..before }
    } else {
        let (conversation, nickname) = (loaded.id.clone(), guide.nickname.clone());
        let made = work.today();
        let with = (made, rules::EDITION);
        let id = plans::add(&mut work.tx, &conversation, nickname.as_deref(), &draft, with).await?;
        plans::PlanRow { id, conversation, nickname, draft, made }
    };
    let chosen = plans::company(&mut work.tx, &loaded.id).await?;
    planned::of_plans(work, &loaded.id, slice::from_ref(&plan), chosen.as_ref()).await?;
    Ok(plan.id)
}

/// The next days somebody is reminded of.
pub async fn upcoming(work: &mut Work<'_>, conversation: &str) -> Result<Vec<Upcoming>, StoreError> {
    let plans = plans::of_conversation(&mut work.tx, conversation).await?;
    let coming = reminders::coming(&mut work.tx, conversation, SHOWN).await?.into_iter();
    let upcoming = coming.filter_map(|reminder| {
        let of =
            plans.iter().find(|plan| reminder.source == reminders::ReminderSource::Plan { plan: plan.id });
        Some(Upcoming {
            on: work.desk.calendar().day(reminder.due_at),
            kind: ReminderKind::named(&reminder.kind)?,
            day: reminder.day,
            nickname: of.and_then(|plan| plan.nickname.clone()),
        })
    });
    Ok(upcoming.collect())
}
