//! What experts ask of the whole desk: which cases are open, who is on duty, what an article says.

use domain::{
    colleagues,
    commands::RoomCommand,
    event::Entry,
    figures::{self, Figures},
    ids::Expert,
    message::Message,
    words::Words,
};

use super::renewals;
use crate::{
    app::work::Work,
    store::{
        StoreError,
        desk::{cases, duty, ledger},
    },
};

pub async fn command(
    work: &mut Work<'_>,
    command: RoomCommand,
    mentions: &[Expert],
) -> Result<Message, StoreError> {
    let (now, view) = (work.now, work.desk.staff_view());
    let tx = &mut work.tx;
    Ok(match command {
        RoomCommand::Help => view.help(),
        RoomCommand::List => view.list(cases::open(tx).await?, now),
        RoomCommand::ArticlesDue => renewals::due(work),
        RoomCommand::Due => view.deadlines(cases::open(tx).await?, now),
        RoomCommand::Next => view.next(cases::open(tx).await?, now),
        RoomCommand::Figures => {
            let entries: Vec<Entry> = ledger::since(tx, now - figures::WINDOW).await?;
            view.figures(&Figures::of(&entries, &cases::open(tx).await?, now))
        }
        RoomCommand::Duty(names) => duty(work, names, mentions).await?,
        RoomCommand::Search(words) => {
            view.found(&work.desk.knowledge().search(words.as_str(), work.desk.language().code()))
        }
    })
}

/// Who is on duty, now or from now on.
async fn duty(work: &mut Work<'_>, names: Option<Words>, mentions: &[Expert]) -> Result<Message, StoreError> {
    let view = work.desk.staff_view();
    let Some(names) = names else {
        return Ok(view.duty(&duty::list(&mut work.tx).await?));
    };
    let on_duty = if colleagues::means_nobody(&names) {
        Vec::new()
    } else {
        match colleagues::on_duty(&names, mentions, &work.desk.staff_room.colleagues().await) {
            Ok(on_duty) => on_duty,
            Err(name) => return Ok(view.unknown_expert(name)),
        }
    };
    duty::set(&mut work.tx, &on_duty).await?;
    Ok(view.duty(&on_duty))
}
