//! The guided conversation about leave: what somebody said goes to `leave::guide`; what comes of it is saved with the
//! message in one transaction, and said through the desk like everything else.

use std::slice;

use domain::{
    attachment::Files,
    commands::{GuideCommand, PersonCommand},
    event::Event,
    guiding,
    ids::CaseNumber,
    language::Language,
    message::ReminderAction,
    organisations::OrganisationCode,
    reminder,
    verdict::Verdict,
    words::Words,
};
use jiff::Timestamp;
use leave::{
    announcement::{Outcome, Prompt, Upcoming},
    guide::{Ask, Guide, Heard, Here, Kept as KeptPlan, Next, Remark, Said, Then},
    reminders::Kind,
    rules,
};

use super::person::Decided;
use crate::{
    app::{App, error::HandleError},
    store::{
        StoreError, Tx,
        conversations::Loaded,
        messages::Kept,
        plans,
        reminders::{self, State},
    },
    view::leave_plan::LeaveView,
};

/// How many of the next reminders are shown.
const SHOWN: i64 = 10;

/// A message of somebody's, on its way to the guide.
pub(crate) struct ForGuide<'a> {
    pub loaded: &'a Loaded,
    pub at: Timestamp,
    pub kept: Option<Kept>,
    pub now: Timestamp,
}

impl App {
    /// A command that begins a guided conversation, or takes it up.
    pub(crate) async fn guide_command(
        &self,
        tx: &mut Tx,
        message: ForGuide<'_>,
        command: GuideCommand,
    ) -> Result<(), HandleError> {
        let here = self.here(tx, &message).await?;
        let before = plans::guide(tx, &message.loaded.id).await?;
        let turn = before.as_ref().map_or(0, |guide| guide.turn);
        let mut organisation = None;
        let next = match command {
            GuideCommand::Reminders => Guide::for_reminders(before),
            GuideCommand::Leave => Guide::for_leave(before, &here),
            GuideCommand::Company(None) if here.company => Guide::asking(turn, Ask::Menu),
            GuideCommand::Company(None) => Guide::asking(turn, Ask::Company),
            GuideCommand::Company(Some(code)) => {
                organisation = self.policy.organisations.known(code.as_str());
                match organisation {
                    Some(_) => Guide::asking(turn, Ask::Menu).and(Then::Register),
                    None => Guide::asking(turn, Ask::Company).saying(Remark::UnknownCode),
                }
            }
        };
        self.go_on(tx, message, next, organisation).await
    }

    /// A choice of the guide's; `false` if it is an old one.
    pub(crate) async fn guide_choice(
        &self,
        tx: &mut Tx,
        message: ForGuide<'_>,
        turn: u32,
        choice: u8,
    ) -> Result<bool, HandleError> {
        let Some(guide) = plans::guide(tx, &message.loaded.id).await? else {
            return Ok(false);
        };
        let here = self.here(tx, &message).await?;
        match guide.hear(Said::Chose { turn, choice }, &here) {
            Heard::Next(next) => self.go_on(tx, message, *next, None).await.map(|()| true),
            Heard::Stale | Heard::NotMine => Ok(false),
        }
    }

    /// Words while the guide may wait for an answer; gives the message back if they are none.
    pub(crate) async fn guide_words<'a>(
        &self,
        tx: &mut Tx,
        message: ForGuide<'a>,
        words: &Words,
        verdict: &Verdict,
    ) -> Result<Option<ForGuide<'a>>, HandleError> {
        let conversation = &message.loaded.conversation;
        if !guiding::listens(conversation) {
            return Ok(Some(message));
        }
        let Some(guide) = plans::guide(tx, &message.loaded.id).await? else {
            return Ok(Some(message));
        };
        let here = self.here(tx, &message).await?;
        let labels = self.leave_view(conversation.language).labels(&guide, &here);
        match guiding::heard(conversation, (&guide, &here, &labels), (words, verdict)) {
            Some(next) => self.go_on(tx, message, next, None).await.map(|()| None),
            None => Ok(Some(message)),
        }
    }

    /// What can be done about a reminder; `false` if there is none of this number.
    pub(crate) async fn reminder_pressed(
        &self,
        tx: &mut Tx,
        message: ForGuide<'_>,
        id: i64,
        action: ReminderAction,
    ) -> Result<bool, HandleError> {
        let (loaded, now) = (message.loaded, message.now);
        let Some(reminder) = reminders::of(tx, &loaded.id, id).await? else {
            return Ok(false);
        };
        let outcome = match action {
            ReminderAction::Open => return self.open_plan(tx, message, reminder.plan).await,
            ReminderAction::Done => {
                reminders::set_state(tx, id, State::Done).await?;
                Outcome::Noted
            }
            ReminderAction::Stop => {
                self.stop(tx, loaded, &reminder).await?;
                Outcome::Stopped
            }
            ReminderAction::Snooze => {
                match reminder::snoozed(&self.policy.calendar, reminder.useful_until, now) {
                    Some(again) => {
                        reminders::put_off(tx, id, again).await?;
                        Outcome::PutOff(self.policy.calendar.day(again))
                    }
                    None => Outcome::TooLate,
                }
            }
        };
        let goes_on = loaded.conversation.guided;
        let prompt = Box::new(Prompt::Reminder(outcome));
        let event = Event::Guided { prompt, goes_on, organisation: None };
        self.apply(tx, loaded, event, None, now).await.map(|()| true)
    }

    /// Shows the plan that a reminder belongs to; `false` if it is gone.
    async fn open_plan(&self, tx: &mut Tx, message: ForGuide<'_>, plan: i64) -> Result<bool, HandleError> {
        let here = self.here(tx, &message).await?;
        let Some(kept) = here.plans.iter().find(|kept| kept.id == plan) else {
            return Ok(false);
        };
        let turn = plans::guide(tx, &message.loaded.id).await?.map_or(0, |guide| guide.turn);
        self.go_on(tx, message, Guide::for_plan(turn, kept), None).await.map(|()| true)
    }

    /// Does what the guide wants done, and says what it says.
    async fn go_on(
        &self,
        tx: &mut Tx,
        message: ForGuide<'_>,
        next: Next,
        organisation: Option<OrganisationCode>,
    ) -> Result<(), HandleError> {
        let (loaded, now) = (message.loaded, message.now);
        let Next { mut guide, first, then } = next;
        if guide.draft.calendar.is_empty() {
            guide.draft.calendar = uuid::Uuid::new_v4().to_string();
        }
        match then {
            Then::Nothing => {}
            Then::Keep => {
                let plan = self.keep_plan(tx, loaded, &guide, now).await?;
                guide.plan = Some(plan);
            }
            Then::Leave => {
                let event = Event::Commanded { at: message.at, command: PersonCommand::Cancel };
                return self.apply(tx, loaded, event, None, now).await;
            }
            Then::Forget(plan) => plans::forget(tx, &loaded.id, plan).await?,
            Then::Register => {
                let chosen = plans::company(tx, &loaded.id).await?.unwrap_or_default();
                plans::keep_company(tx, &loaded.id, &chosen).await?;
                self.remind_anew(tx, &loaded.id, now).await?;
            }
            Then::Unregister => plans::forget_company(tx, &loaded.id).await?,
            Then::SetLead { slug, lead } => {
                let mut chosen = plans::company(tx, &loaded.id).await?.unwrap_or_default();
                chosen.set(&slug, lead);
                plans::keep_company(tx, &loaded.id, &chosen).await?;
                if lead.is_some() {
                    reminders::resume(tx, &loaded.id, &slug).await?;
                }
                self.remind_anew(tx, &loaded.id, now).await?;
            }
            Then::Question(words) => {
                plans::keep_guide(tx, &loaded.id, &guide, now).await?;
                return self.ask_about_plan(tx, message, &guide, &words).await;
            }
        }
        plans::keep_guide(tx, &loaded.id, &guide, now).await?;
        let here = self.here(tx, &message).await?;
        let coming = match guide.asks {
            Ask::Coming => self.upcoming(tx, &loaded.id).await?,
            _ => Vec::new(),
        };
        let goes_on = guide.waits();
        let prompt = Box::new(Prompt::Next { guide: Box::new(guide), first, here, coming });
        let event = Event::Guided { prompt, goes_on, organisation };
        // What was told to the guide is in the plan, if it is kept, and nowhere else.
        self.apply(tx, loaded, event, None, now).await
    }

    /// A question about a plan is for the experts, who see which dates it is about.
    async fn ask_about_plan(
        &self,
        tx: &mut Tx,
        message: ForGuide<'_>,
        guide: &Guide,
        words: &str,
    ) -> Result<(), HandleError> {
        let ForGuide { loaded, at, kept, now } = message;
        let leave_view = self.leave_view(self.language());
        let about = guide.draft.arrival().map(|arrival| {
            format!("{}\n", leave_view.question_about(guide.nickname.as_deref(), &leave_view.facts(&arrival)))
        });
        let Some(words) = Words::parse(&format!("{}{words}", about.unwrap_or_default())) else {
            return Ok(());
        };
        let Decided { verdict, written } = self.decide(&words, loaded.conversation.language, now)?;
        let next_case: CaseNumber = self.next_case(tx, now).await?;
        let (files, verdict) = (Files::default(), verdict.for_humans());
        let event = Event::Wrote { at, words, files, quoted: None, verdict, written, line: None, next_case };
        self.apply(tx, loaded, event, kept, now).await
    }

    /// What the guide has to know.
    async fn here(&self, tx: &mut Tx, message: &ForGuide<'_>) -> Result<Here, StoreError> {
        let id = &message.loaded.id;
        let chosen = plans::company(tx, id).await?;
        let kept = plans::of_conversation(tx, id).await?.into_iter();
        Ok(Here {
            today: self.policy.calendar.day(message.now),
            company: chosen.is_some(),
            chosen: chosen.unwrap_or_default(),
            plans: kept
                .map(|plan| KeptPlan { id: plan.id, nickname: plan.nickname, draft: plan.draft })
                .collect(),
        })
    }

    /// Keeps a plan, new or changed, and what it reminds of; its number.
    async fn keep_plan(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        guide: &Guide,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let before = match guide.plan {
            Some(id) => plans::by_id(tx, id).await?,
            None => None,
        };
        let draft = guide.draft.clone();
        let plan = if let Some(before) = before {
            plans::change(tx, before.id, &draft, rules::EDITION).await?;
            plans::Plan { draft, ..before }
        } else {
            let (conversation, nickname) = (loaded.id.clone(), guide.nickname.clone());
            let made = self.policy.calendar.day(now);
            let with = (made, rules::EDITION);
            let id = plans::add(tx, &conversation, nickname.as_deref(), &draft, with).await?;
            plans::Plan { id, conversation, nickname, draft, made }
        };
        let chosen = plans::company(tx, &loaded.id).await?;
        self.remind_of_plans(tx, &loaded.id, slice::from_ref(&plan), chosen.as_ref(), now).await?;
        Ok(plan.id)
    }

    async fn upcoming(&self, tx: &mut Tx, conversation: &str) -> Result<Vec<Upcoming>, StoreError> {
        let plans = plans::of_conversation(tx, conversation).await?;
        let coming = reminders::coming(tx, conversation, SHOWN).await?.into_iter();
        let upcoming = coming.filter_map(|reminder| {
            let of = plans.iter().find(|plan| plan.id == reminder.plan);
            Some(Upcoming {
                on: self.policy.calendar.day(reminder.due_at),
                kind: Kind::named(&reminder.kind)?,
                day: reminder.day,
                nickname: of.and_then(|plan| plan.nickname.clone()),
            })
        });
        Ok(upcoming.collect())
    }

    pub(crate) fn leave_view(&self, language: Language) -> LeaveView<'_> {
        LeaveView { language, zone: &self.policy.calendar.zone }
    }
}
