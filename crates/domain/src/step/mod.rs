//! The one function of the desk: what has happened, to what has to follow.
//!
//! `wrote`, `pressed` and `commanded` are the person's events, `presence` is whether they can be reached and may write,
//! `staff` are the experts' events, `time` the clock's; what they share is here.

mod commanded;
mod guided;
mod presence;
mod pressed;
mod reading;
mod staff;
mod time;
mod whose;
mod wrote;

use jiff::{SignedDuration, Timestamp};

use super::{
    calendar::plus,
    case::{Case, CloseReason, Question},
    commands::CaseCommand,
    commitment::{Commitment, Hands, Policy, Remainder},
    conversation::{Conversation, Phase},
    event::{Effect, End, Entry, Event},
    head::Head,
    ids::{CaseNumber, PlatformMessageId, QuestionNo},
    language::Written,
    mask::has_personal,
    post::Post,
    promise::Promise,
    quoted::Quoted,
    reply::Reply,
    summary::ThreadStatus,
    verdict::{Candidate, Link, Reading, Urgent, Verdict},
    words::Words,
};

/// The result of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub conversation: Conversation,
    pub effects: Vec<Effect>,
    /// When the desk wants to look at this conversation again, if nothing else happens.
    pub wake_at: Option<Timestamp>,
}

/// If a step asks to be woken at once again and again, something is wrong: it has to wait this long.
const BREATH: SignedDuration = SignedDuration::from_secs(60);

impl Step {
    /// Of a conversation that was just woken: does it want to be woken at once again? If so, it waits a while.
    pub fn takes_breath(&mut self, now: Timestamp) -> bool {
        let restless = self.wake_at.is_some_and(|at| at <= now);
        if restless {
            self.wake_at = Some(plus(now, BREATH));
        }
        restless
    }
}

/// Takes what has happened to a conversation to what follows. `now` is when the desk looks at it; the event carries
/// the platform's own time stamp.
#[must_use]
pub fn step(policy: &Policy, conversation: Conversation, event: Event, now: Timestamp) -> Step {
    let before = conversation.thread_status();
    let keeps_guide = matches!(event, Event::Guided { .. } | Event::Commanded { .. });
    let mut turn = Turn {
        policy,
        conversation,
        effects: Vec::new(),
        now,
        before,
        keeps_guide,
        followed: false,
        line: None,
        quoted: None,
    };
    if event.by_person() && !turn.admits(&event) {
        return turn.finish();
    }
    match event {
        Event::Wrote { at, words, files, quoted, reading, line, next_case } => {
            // The guide did not want it: it is a question like any other.
            turn.conversation.guided = false;
            turn.heard_of_them(&reading, true);
            let Reading { verdict, written, .. } = reading;
            turn.follow_language(written.as_ref());
            turn.line = line;
            turn.quoted = quoted;
            turn.sent(at.min(now), words, files, verdict, written.as_ref(), next_case);
        }
        Event::Reworded { at, words, files, case, last, reading, next_case } => {
            turn.heard_of_them(&reading, last);
            let Reading { verdict, written, .. } = reading;
            turn.follow_language(written.as_ref());
            // What the desk has answered before an expert was asked is in the case, too.
            match case.or_else(|| turn.conversation.open_case().map(|case| case.number)) {
                Some(case) => turn.reworded_in_case(at.min(now), case, words, files, last, verdict),
                // A file is for the experts, and they have none of it yet.
                None if !files.attachments.is_empty() => {
                    turn.sent(at.min(now), words, files, verdict, written.as_ref(), next_case);
                }
                None => {
                    turn.decline(files.declined);
                    turn.reworded(at.min(now), words, last, verdict, written.as_ref(), next_case);
                }
            }
        }
        Event::SentNothingReadable => turn.say(Reply::NothingReadable),
        Event::SentDeclined(why) => turn.say(Reply::Declined(why)),
        Event::FileNotHandedOver => turn.file_not_handed_over(),
        Event::Left => turn.left(),
        Event::CameBack => {}
        Event::Commanded { at, command } => turn.commanded(at.min(now), command),
        Event::Pressed { at, button, found, next_case } => {
            turn.pressed(at.min(now), button, found, next_case);
        }
        Event::Replied { at, case, expert, line, words } => {
            turn.replied(at.min(now), case, expert, line, words);
        }
        Event::ReplyChanged { case, expert, line, written, words } => {
            turn.reply_changed(case, expert, line, written, words);
        }
        Event::Noted { case } => turn.noted(case),
        Event::CaseCommanded { at, case, expert, line, command, card, covered } => match command {
            CaseCommand::Show => turn.uncover(case, expert, covered),
            command => turn.case_commanded(at.min(now), case, expert, line, command, card),
        },
        Event::Assigned { case, by, name, to } => turn.assign(case, by, name, to),
        Event::Undone { case, expert, sign } => turn.undo(case, expert, sign),
        Event::ExpertLeft { case, expert } => turn.expert_left(case, expert),
        Event::Delivered { purpose, at } => turn.delivered(purpose, at),
        Event::Undeliverable { purpose, why } => turn.undeliverable(purpose, why),
        Event::Guided { prompt, goes_on, organisation } => turn.guided(prompt, goes_on, organisation),
        Event::Reminded { reminder, announcement } => turn.reminded(reminder, announcement),
        Event::TimeCame { next_case } => turn.time_came(next_case),
    }
    turn.finish()
}

/// The window in which a person's cases are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// One step in the making.
struct Turn<'a> {
    policy: &'a Policy,
    conversation: Conversation,
    effects: Vec<Effect>,
    now: Timestamp,
    /// How the case in hand stood before.
    before: Option<ThreadStatus>,
    /// A command is an aside: the guide still waits for its answer.
    keeps_guide: bool,
    /// The desk has just gone over to the person's language, and has not said so yet.
    followed: bool,
    /// The message that is being dealt with, where a sign can be put beneath it.
    line: Option<PlatformMessageId>,
    /// What it refers to.
    quoted: Option<Quoted>,
}

impl Turn<'_> {
    fn finish(mut self) -> Step {
        self.restate();
        self.conversation.forget_old_exchange(self.now);
        // Once something else was said, what the person says next is about that.
        let said = |effect: &Effect| match effect {
            Effect::Say { reply, .. } => !matches!(reply, Reply::StaleButton),
            Effect::Relay { .. } => true,
            _ => false,
        };
        let stands = self.keeps_guide || !self.effects.iter().any(said);
        self.conversation.guided &= stands;
        self.conversation.plan_shown &= stands;
        let Self { policy, conversation, effects, .. } = self;
        let wake_at = conversation
            .commitment
            .as_ref()
            .zip(conversation.stage())
            .map(|(commitment, stage)| commitment.next_deadline(stage, policy).0);
        Step { conversation, effects, wake_at }
    }

    /// The head of the case in hand says how it stands, if that has changed.
    fn restate(&mut self) {
        let before = self.before.take();
        if let (Some(before), Some((case, now))) = (before, self.conversation.head_now())
            && let Post::StatusChanged { status, .. } = &now
            && before.case.number == case
            && before != *status
        {
            self.post(case, now);
        }
    }

    fn say(&mut self, reply: Reply) {
        let introduce = !std::mem::replace(&mut self.conversation.introduced, true);
        let followed = std::mem::take(&mut self.followed);
        self.conversation.asked = reply.asks();
        self.effects.push(Effect::Say { reply, introduce, followed });
    }

    /// Speaks the language that the person writes, unless they have chosen one.
    fn follow_language(&mut self, written: Option<&Written>) {
        let Some(speak) = written.map(|written| written.speak) else { return };
        if !self.conversation.language_chosen && speak != self.conversation.language {
            self.conversation.language = speak;
            self.followed = true;
        }
    }

    fn post(&mut self, case: CaseNumber, post: Post) {
        self.effects.push(Effect::Post { case, post });
    }

    /// Shows the experts what the person refers to.
    fn quote(&mut self, case: CaseNumber, words: Option<Words>) {
        if let Some(words) = words {
            self.post(case, Post::RefersTo { words });
        }
    }

    /// An article has answered a question.
    fn fits(&mut self, slug: String, question: Words) {
        self.effects.push(Effect::Fits { slug, question });
    }

    fn record(&mut self, entry: Entry) {
        self.effects.push(Effect::Record(entry));
    }

    /// A message waits for a human: begins the commitment, or joins the one that runs. Says whether it began.
    fn wait(&mut self, at: Timestamp, question: QuestionNo, hands: Hands) -> bool {
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.add(at, question, hands);
            return false;
        }
        self.begin(Commitment::begin(at, question, hands, self.policy));
        true
    }

    fn begin(&mut self, commitment: Commitment) {
        self.record(Entry::CommitmentBegan { since: commitment.since(), due: commitment.due() });
        self.conversation.commitment = Some(commitment);
    }

    /// Deals with some of the waiting messages; what still waits goes on. Says whether a commitment ended.
    fn resolve(&mut self, end: End, with: impl FnOnce(Commitment, &Policy) -> Remainder) -> bool {
        let Some(commitment) = self.conversation.commitment.take() else {
            return false;
        };
        match with(commitment, self.policy) {
            Remainder::Unchanged(commitment) => {
                self.conversation.commitment = Some(commitment);
                false
            }
            Remainder::Ended { ended, next } => {
                self.record(Entry::CommitmentEnded { since: ended.since(), due: ended.due(), end });
                if let Some(next) = next {
                    self.begin(next);
                }
                true
            }
        }
    }

    /// Ends the commitment whatever still waits; nothing that happens to a reply begins it again.
    fn drop_commitment(&mut self, end: End) {
        self.conversation.met_by = None;
        self.resolve(end, |ended, _| Remainder::Ended { ended, next: None });
    }

    /// Hands a question to the humans: as a case of its own, or, from somebody who has opened many today, in the last.
    fn open_case(&mut self, mut question: Question, why: WhyHuman, number: CaseNumber) {
        if let Some(last) = self.last_of_too_many(&why) {
            return self.add_to_case(last, question, why);
        }
        let WhyHuman { near, offer, urgent, answered_with, expired, written } = why;
        self.wait(question.asked, question.no, Hands::Humans);
        self.hand_over();
        let (policy, now) = (self.policy, self.now);
        let mut alert = None;
        if let Some(commitment) = &mut self.conversation.commitment {
            alert = commitment.alert_at_opening(policy, now);
            if urgent.is_some() {
                commitment.hasten(policy, now);
            }
        }
        let due = self.conversation.commitment.as_ref().map_or(question.asked, Commitment::due);
        self.record(Entry::CaseOpened { case: number, question: question.no, urgent: urgent.is_some() });
        let head = Box::new(Head {
            words: question.words.clone(),
            language: self.conversation.language,
            written: written.map(|written| written.code),
            channel: self.conversation.channel,
            organisation: self.organisation(),
            urgent: urgent.as_ref().map(|urgent| urgent.label.clone()),
            near,
            expired: expired.clone(),
            answered_with,
            profile: self.conversation.profile.clone(),
        });
        self.post(number, Post::Opened { head: head.clone(), due });
        self.quote(number, question.quoted.take());
        if let Some(level) = alert {
            self.record(Entry::StaffAlerted { level });
        }
        let promise = self.promise();
        let offer = self.meanwhile(question.no, offer);
        self.say(Reply::CaseOpened {
            case: number,
            question: question.no,
            promise,
            urgent: urgent.clone(),
            revised: expired.is_some(),
            offer,
        });
        self.cover(&question.words);
        self.conversation.remember_case(number, self.now);
        let alarmed = urgent.as_ref().map(|urgent| (self.now, urgent.danger));
        let case = Case { head: Some(head), alarmed, ..Case::new(number, question, urgent, self.now) };
        self.conversation.phase = Phase::Open { case };
    }

    /// What staff do not see of these words, the person need not have written: they are told so once a day.
    fn cover(&mut self, words: &Words) {
        let told = self.conversation.told_of_masks;
        if has_personal(words.as_str()) && told.is_none_or(|told| self.now.duration_since(told) >= DAY) {
            self.conversation.told_of_masks = Some(self.now);
            self.say(Reply::Masked);
        }
    }

    /// The last case, if the person has opened as many today as they may. What is urgent is never held back.
    fn last_of_too_many(&self, why: &WhyHuman) -> Option<CaseNumber> {
        let since = self.now.saturating_sub(DAY).unwrap_or(self.now);
        let cases = &self.conversation.cases;
        let today = cases.iter().filter(|case| case.opened > since).count();
        let many =
            why.urgent.is_none() && today >= usize::try_from(self.policy.cases_per_day).unwrap_or(usize::MAX);
        cases.last().filter(|_| many).map(|case| case.number)
    }

    /// A further question goes into a case that is opened again.
    fn add_to_case(&mut self, number: CaseNumber, mut question: Question, why: WhyHuman) {
        self.wait(question.asked, question.no, Hands::Humans);
        self.hand_over();
        let due = self.due();
        self.conversation.end_case(number, None);
        self.record(Entry::CaseReopened { case: number });
        self.post(number, Post::Reopened { by: None, due, holder: None });
        self.quote(number, question.quoted.take());
        self.post(number, Post::Followed { words: question.words.clone(), due: None, holder: None });
        if !why.near.is_empty() || why.answered_with.is_some() {
            self.post(number, Post::Near { near: why.near, answered_with: why.answered_with });
        }
        let promise = self.promise();
        self.say(Reply::AddedToCase { case: number, promise });
        self.cover(&question.words);
        let mut head = self.in_hand(number).and_then(|case| case.head.take());
        if let Some(head) = &mut head {
            head.profile.clone_from(&self.conversation.profile);
        }
        let case = Case { head, ..Case::new(number, question, None, self.now) };
        self.conversation.phase = Phase::Open { case };
    }

    /// Ends the open case and remembers it.
    fn close_case(&mut self, case: Case, reason: CloseReason) {
        self.record(Entry::CaseClosed { case: case.number, reason });
        self.conversation.end_case(case.number, Some(reason.into()));
        self.conversation.phase = Phase::Closed { case, at: self.now };
    }

    /// Humans have everything in hand that waits.
    fn hand_over(&mut self) {
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.hand_over();
        }
    }

    /// The desk takes a question back from the humans.
    fn hand_back(&mut self, question: QuestionNo) {
        if let Some(commitment) = &mut self.conversation.commitment {
            commitment.hand_back(question);
        }
    }

    /// The open case, if there is one.
    fn open(&mut self) -> Option<&mut Case> {
        match &mut self.conversation.phase {
            Phase::Open { case } => Some(case),
            _ => None,
        }
    }

    /// When the term ends in which a human has to reply, if a message waits.
    fn due(&self) -> Option<Timestamp> {
        self.conversation.commitment.as_ref().map(Commitment::due)
    }

    /// What the person is told of when a human will reply; now, if nothing waits.
    fn promise(&self) -> Promise {
        self.promised().unwrap_or(Promise { until: self.now, reopens: None })
    }

    /// The same, if a message waits.
    fn promised(&self) -> Option<Promise> {
        let commitment = self.conversation.commitment.as_ref()?;
        let due = (!commitment.is_urgent()).then_some(commitment.due());
        Some(Promise::told(&self.policy.calendar, commitment.promised(), due, self.now))
    }
}

/// What the staff should know of a question that comes to them.
#[derive(Default)]
struct WhyHuman {
    near: Vec<Candidate>,
    /// What the person can read meanwhile; nothing, if it must not wait.
    offer: Vec<Link>,
    urgent: Option<Urgent>,
    answered_with: Option<String>,
    /// An article that would have answered it, and has to be checked first.
    expired: Option<String>,
    /// In which language it is written, if that is another than the desk's first.
    written: Option<Written>,
}

impl WhyHuman {
    /// With the language it is written in.
    fn written(self, written: Option<&Written>) -> Self {
        Self { written: written.cloned(), ..self }
    }
}

impl From<Verdict> for WhyHuman {
    /// What the verdict has for the staff.
    fn from(verdict: Verdict) -> Self {
        let offer = match &verdict {
            Verdict::Human { offer, urgent: None, .. } => offer.clone(),
            _ => Vec::new(),
        };
        match verdict.for_humans() {
            Verdict::Human { near, urgent, expired, .. } => {
                Self { near, offer, urgent, expired, ..Self::default() }
            }
            _ => Self::default(),
        }
    }
}
