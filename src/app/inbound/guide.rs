//! The guided conversation about leave: what somebody said goes to `leave::guide`; what comes of it is saved with the
//! message in one unit of work, and said through the desk like everything else.

use domain::{
    attachment::Files,
    commands::{GuideCommand, PersonCommand},
    event::Event,
    guiding,
    organisations::OrganisationCode,
    scope::Profile,
    verdict::{Reading, Verdict},
    words::Words,
};
use jiff::Timestamp;
use leave::{
    announcement::Prompt,
    guide::{Ask, Guide, GuideInput, Heard, Next, Remark, Then},
};

use super::{
    look_up::read,
    person::Press,
    plan::{here, keep_plan, upcoming},
};
use crate::{
    app::{apply::apply, error::HandleError, schedule::planned, work::Work},
    store::{
        desk::{conversations::LoadedConversation, messages::KeptMessage},
        leave::{plans, reminders},
    },
};

/// A message of somebody's, on its way to the guide.
pub struct ForGuide<'a> {
    pub loaded: &'a LoadedConversation,
    pub at: Timestamp,
    pub kept: Option<KeptMessage>,
}

/// Whom words are for.
pub enum WordsFor<'a> {
    /// The guide has taken them.
    Guide,
    /// The desk gets its message back.
    Desk(ForGuide<'a>),
}

/// A command that begins a guided conversation, or takes it up.
pub async fn commanded(
    work: &mut Work<'_>,
    message: ForGuide<'_>,
    command: GuideCommand,
) -> Result<(), HandleError> {
    let here = here(work, &message.loaded.id).await?;
    let before = plans::guide(&mut work.tx, &message.loaded.id).await?;
    let turn = before.as_ref().map_or(0, |guide| guide.turn);
    let mut organisation = None;
    let next = match command {
        GuideCommand::Reminders => Guide::for_reminders(before),
        GuideCommand::Leave => Guide::for_leave(before, &here),
        GuideCommand::Company(None) if here.company => Guide::asking(turn, Ask::Menu),
        GuideCommand::Company(None) => Guide::asking(turn, Ask::Company),
        GuideCommand::Company(Some(code)) => {
            organisation = work.desk.policy.organisations.known(code.as_str());
            match organisation {
                Some(_) => Guide::asking(turn, Ask::Menu).and(Then::Register),
                None => Guide::asking(turn, Ask::Company).saying(Remark::UnknownCode),
            }
        }
    };
    go_on(work, message, next, organisation).await
}

/// A choice of the guide's.
pub async fn chose(
    work: &mut Work<'_>,
    message: ForGuide<'_>,
    turn: u32,
    choice: u8,
) -> Result<Press, HandleError> {
    let Some(guide) = plans::guide(&mut work.tx, &message.loaded.id).await? else {
        return Ok(Press::Stale);
    };
    let here = here(work, &message.loaded.id).await?;
    match guide.hear(GuideInput::Chose { turn, choice }, &here) {
        Heard::Next(next) => go_on(work, message, *next, None).await.map(|()| Press::Done),
        Heard::Stale | Heard::NotMine => Ok(Press::Stale),
    }
}

/// Words while the guide may wait for an answer.
pub async fn heard<'a>(
    work: &mut Work<'_>,
    message: ForGuide<'a>,
    words: &Words,
    verdict: &Verdict,
) -> Result<WordsFor<'a>, HandleError> {
    let conversation = &message.loaded.conversation;
    if !guiding::listens(conversation) {
        return Ok(WordsFor::Desk(message));
    }
    let Some(guide) = plans::guide(&mut work.tx, &message.loaded.id).await? else {
        return Ok(WordsFor::Desk(message));
    };
    let here = here(work, &message.loaded.id).await?;
    let labels = work.desk.leave_view(conversation.language).labels(&guide, &here);
    match guiding::heard(conversation, (&guide, &here, &labels), (words, verdict)) {
        Some(next) => go_on(work, message, next, None).await.map(|()| WordsFor::Guide),
        None => Ok(WordsFor::Desk(message)),
    }
}

/// Does what the guide wants done, and says what it says.
pub async fn go_on(
    work: &mut Work<'_>,
    message: ForGuide<'_>,
    next: Next,
    organisation: Option<OrganisationCode>,
) -> Result<(), HandleError> {
    let loaded = message.loaded;
    let Next { mut guide, first, then } = next;
    if guide.draft.calendar.is_empty() {
        guide.draft.calendar = uuid::Uuid::new_v4().to_string();
    }
    match then {
        Then::Nothing => {}
        Then::Keep => {
            let plan = keep_plan(work, loaded, &guide).await?;
            guide.plan = Some(plan);
        }
        Then::Leave => {
            let event = Event::Commanded { at: message.at, command: PersonCommand::Cancel };
            return apply(work, loaded, event, None).await;
        }
        Then::Forget(plan) => plans::forget(&mut work.tx, &loaded.id, plan).await?,
        Then::Register => {
            let chosen = plans::company(&mut work.tx, &loaded.id).await?.unwrap_or_default();
            plans::keep_company(&mut work.tx, &loaded.id, &chosen).await?;
            planned::all_anew(work, &loaded.id).await?;
        }
        Then::Unregister => plans::forget_company(&mut work.tx, &loaded.id).await?,
        Then::SetLead { slug, lead } => {
            let mut chosen = plans::company(&mut work.tx, &loaded.id).await?.unwrap_or_default();
            chosen.set(&slug, lead);
            plans::keep_company(&mut work.tx, &loaded.id, &chosen).await?;
            if lead.is_some() {
                reminders::resume(&mut work.tx, &loaded.id, &slug).await?;
            }
            planned::all_anew(work, &loaded.id).await?;
        }
        Then::Question(words) => {
            plans::keep_guide(&mut work.tx, &loaded.id, &guide, work.now).await?;
            return ask_about_plan(work, message, &guide, &words).await;
        }
    }
    plans::keep_guide(&mut work.tx, &loaded.id, &guide, work.now).await?;
    let here = here(work, &loaded.id).await?;
    let coming = match guide.asks {
        Ask::Coming => upcoming(work, &loaded.id).await?,
        _ => Vec::new(),
    };
    let goes_on = guide.waits();
    let prompt = Box::new(Prompt::Next { guide: Box::new(guide), first, here, coming });
    let event = Event::Guided { prompt, goes_on, organisation };
    // What was told to the guide is in the plan, if it is kept, and nowhere else.
    apply(work, loaded, event, None).await
}

/// A question about a plan is for the experts, who see which dates it is about.
async fn ask_about_plan(
    work: &mut Work<'_>,
    message: ForGuide<'_>,
    guide: &Guide,
    words: &str,
) -> Result<(), HandleError> {
    let ForGuide { loaded, at, kept } = message;
    let leave_view = work.desk.leave_view(work.desk.language());
    let about = guide.draft.arrival().map(|arrival| {
        format!("{}\n", leave_view.question_about(guide.nickname.as_deref(), &leave_view.facts(&arrival)))
    });
    let Some(words) = Words::parse(&format!("{}{words}", about.unwrap_or_default())) else {
        return Ok(());
    };
    let Reading { verdict, written, .. } = read(work, &loaded.conversation, &words)?;
    // Much of it the desk has put there; and a company's plan is about somebody else.
    let reading = Reading { verdict: verdict.for_humans(), written, said: Profile::default() };
    let next_case = work.next_case().await?;
    let files = Files::default();
    let event = Event::Wrote { at, words, files, quoted: None, reading, line: None, next_case };
    apply(work, loaded, event, kept).await
}
