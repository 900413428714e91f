//! What somebody is to be reminded of, kept as rows: `domain::reminder` says what follows from plans and from the year.

use domain::reminder;
use leave::reminders::Chosen;

use crate::{
    app::work::Work,
    store::{
        StoreError,
        leave::{
            plans,
            reminders::{self, ReminderSource, Wanted},
        },
    },
};

/// Everything this conversation is reminded of is computed anew.
pub async fn all_anew(work: &mut Work<'_>, conversation: &str) -> Result<(), StoreError> {
    let chosen = plans::company(&mut work.tx, conversation).await?;
    let kept = plans::of_conversation(&mut work.tx, conversation).await?;
    of_plans(work, conversation, &kept, chosen.as_ref()).await?;
    match &chosen {
        Some(chosen) => of_the_year(work, conversation, chosen).await,
        None => Ok(()),
    }
}

/// What plans remind of, by what a company has chosen.
pub async fn of_plans(
    work: &mut Work<'_>,
    conversation: &str,
    kept: &[plans::PlanRow],
    company: Option<&Chosen>,
) -> Result<(), StoreError> {
    let now = work.now;
    for plan in kept {
        let wanted = reminder::of_plan(work.desk.calendar(), (&plan.draft, plan.made), company, now);
        if let Some(wanted) = wanted {
            reminders::replace(
                &mut work.tx,
                conversation,
                ReminderSource::Plan { plan: plan.id },
                &rows(wanted),
                now,
            )
            .await?;
        }
    }
    Ok(())
}

/// What comes every year.
pub async fn of_the_year(work: &mut Work<'_>, conversation: &str, chosen: &Chosen) -> Result<(), StoreError> {
    let wanted = rows(reminder::of_the_year(work.desk.calendar(), chosen, work.now));
    reminders::replace(&mut work.tx, conversation, ReminderSource::Year, &wanted, work.now).await
}

fn rows(wanted: Vec<reminder::Wanted>) -> Vec<Wanted> {
    let rows = wanted.into_iter().map(|reminder::Wanted { kind, day, due }| Wanted {
        kind: kind.slug.to_owned(),
        day,
        due_at: due.at,
        useful_until: due.useful_until,
    });
    rows.collect()
}
