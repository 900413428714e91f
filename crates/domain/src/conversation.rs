//! The state of everything between one person and the desk on one channel.
//!
//! Invariant: a commitment runs only where a [`Stage`] says who has the question.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    case::{Case, EndOfCase, PastCase, Question},
    channel::ChannelKind,
    commitment::{Commitment, Stage},
    ids::{CaseNumber, QuestionNo},
    language::Language,
    message::Button,
    organisations::OrganisationCode,
    scope::{Dimension, Profile},
    shelf::Shelves,
    verdict::{Candidate, Card, Topic},
    words::Words,
};

/// How many cases a conversation remembers for `/pratiche`.
const REMEMBERED_CASES: usize = 20;
/// How many automatic answers can wait for the person's word at a time.
const REMEMBERED_ANSWERS: usize = 5;

/// The shape in which a conversation is stored. One more whenever what is stored by then could no longer be read, or would
/// mean something else: then it has to be read by its own shape.
pub const SCHEMA: i64 = 1;

/// Everything between one person and the desk.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and rows of earlier versions have them"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    pub channel: ChannelKind,
    pub language: Language,
    /// The person has chosen it; otherwise it follows what they write.
    #[serde(default)]
    pub language_chosen: bool,
    /// The person has seen the privacy notice.
    pub introduced: bool,
    /// The number of the last question.
    pub questions: QuestionNo,
    pub phase: Phase,
    pub commitment: Option<Commitment>,
    /// The cases so far, the latest last.
    pub cases: Vec<PastCase>,
    /// The person asked to be forgotten at this time and has not confirmed yet.
    pub erasing: Option<Timestamp>,
    /// The code of the organisation through whose link the person came.
    #[serde(default)]
    pub organisation: Option<OrganisationCode>,
    /// The person has blocked the desk: nothing is sent unasked until they write again.
    #[serde(default)]
    pub unreachable: bool,
    #[serde(default)]
    pub standing: Standing,
    /// The reply that met the last commitment: if it is taken back, the question waits again.
    #[serde(default)]
    pub met_by: Option<MetBy>,
    /// The last words of the desk are a question of the guided conversation.
    #[serde(default)]
    pub guided: bool,
    /// The last words of the desk are the guide's, and it waits for nothing: a plan, or a list, with buttons.
    #[serde(default)]
    pub plan_shown: bool,
    /// The question that an article has answered last.
    #[serde(default)]
    pub settled: Option<Settled>,
    /// What the desk has just asked, to be answered in words.
    #[serde(default)]
    pub asked: Option<Asked>,
    /// When the person was last told that numbers and addresses are covered.
    #[serde(default)]
    pub told_of_masks: Option<Timestamp>,
    /// What the person has said of themselves.
    #[serde(default, skip_serializing_if = "Profile::is_empty")]
    pub profile: Profile,
    /// What can be read with a tap beneath what the desk has said.
    #[serde(default, skip_serializing_if = "Shelves::is_empty")]
    pub shelves: Shelves,
    /// The last question that an article has answered, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<(Exchange, Timestamp)>,
}

/// How long a next message may go on from the last question.
const CONTEXT: SignedDuration = SignedDuration::from_hours(24);

/// A question and the article that answered it: what a next message may go on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    pub question: Words,
    pub slug: String,
}

/// A question of the desk's: it is answered with yes or no, unless it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Shall a human read this question?
    Human(QuestionNo),
    /// Was the automatic answer enough?
    Enough(QuestionNo),
    Erase,
    /// Shall this case be withdrawn? `sure`: asked for the second time.
    Withdraw {
        case: CaseNumber,
        sure: bool,
    },
    /// Which of these are they, if the rule they got is not theirs?
    Which {
        question: QuestionNo,
        dimension: Dimension,
    },
}

/// A question that an article has answered, as the person says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub question: QuestionNo,
    pub slug: String,
}

/// A human reply that met a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetBy {
    pub written: Timestamp,
    /// The commitment it met, from its first message on.
    pub since: Timestamp,
    pub question: QuestionNo,
}

/// Whether the staff let a person write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    #[default]
    Welcome,
    /// The staff have blocked them.
    Blocked,
    /// They wrote once more and were told.
    BlockedAndTold,
}

/// Where the conversation stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum Phase {
    /// Nothing is pending.
    Quiet,
    /// The desk did not understand and asked for more, maybe with a choice of topics.
    Unclear {
        question: Question,
        #[serde(default)]
        topics: Vec<Topic>,
    },
    /// Automatic answers were sent and wait for the person's word. Never empty; the latest last.
    Answered { given: Vec<Given> },
    /// The person was offered a choice of articles.
    Choosing { question: Question, choices: Vec<Candidate> },
    /// Humans have the question.
    Open { case: Case },
    /// Humans had it; a new message soon after reopens it.
    Closed { case: Case, at: Timestamp },
}

/// An automatic answer that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    pub question: Question,
    pub slug: String,
    /// The answer in other words, if the article has them.
    #[serde(default)]
    pub plain: Option<String>,
    /// It was not understood, and an expert has been offered.
    #[serde(default)]
    pub explained: bool,
    /// What would make it certain that its rule is the person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsaid: Option<Dimension>,
    /// The message asked for other things, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partly: bool,
    /// The person has said that it is not, and has been asked whose case they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    /// The articles the same question got before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
}

impl Given {
    /// The answer of this article to a question.
    #[must_use]
    pub fn new(question: Question, card: Card) -> Self {
        let Card { slug, plain, unsaid, .. } = card;
        Self {
            question,
            slug,
            plain,
            explained: false,
            unsaid,
            partly: false,
            denied: false,
            before: Vec::new(),
        }
    }

    /// Has the question got this article already?
    #[must_use]
    pub fn has(&self, slug: &str) -> bool {
        self.slug == slug || self.before.iter().any(|before| before == slug)
    }
}

/// What the app has to look up before the desk can act on a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookUp {
    Nothing,
    /// The article of this slug.
    Article(String),
    /// What the knowledge base makes of these words, by somebody who has said so much.
    Question {
        words: Words,
        profile: Profile,
        before: Option<Exchange>,
    },
    /// The most common questions of this area.
    Topic(String),
}

impl Conversation {
    /// A person nobody has met before.
    #[must_use]
    pub fn new(channel: ChannelKind, language: Language) -> Self {
        Self {
            channel,
            language,
            language_chosen: false,
            introduced: false,
            questions: QuestionNo::default(),
            phase: Phase::Quiet,
            commitment: None,
            cases: Vec::new(),
            erasing: None,
            organisation: None,
            unreachable: false,
            standing: Standing::Welcome,
            met_by: None,
            guided: false,
            plan_shown: false,
            settled: None,
            asked: None,
            told_of_masks: None,
            profile: Profile::default(),
            shelves: Shelves::default(),
            exchange: None,
        }
    }

    /// Do the staff let the person write? Whoever they have blocked is neither guided nor kept: the desk says so, once.
    #[must_use]
    pub fn is_welcome(&self) -> bool {
        self.standing == Standing::Welcome
    }

    /// May the desk write to the person unasked? Not to who has blocked it, nor to who is blocked.
    #[must_use]
    pub fn may_be_told(&self) -> bool {
        !self.unreachable && self.is_welcome()
    }

    /// The case humans have in hand or had last.
    #[must_use]
    pub fn case(&self) -> Option<&Case> {
        match &self.phase {
            Phase::Open { case } | Phase::Closed { case, .. } => Some(case),
            _ => None,
        }
    }

    /// The case humans have in hand.
    #[must_use]
    pub fn open_case(&self) -> Option<&Case> {
        match &self.phase {
            Phase::Open { case } => Some(case),
            _ => None,
        }
    }

    /// Who has the question the commitment is about; `None` when nothing waits.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        if self.commitment.as_ref().is_some_and(Commitment::with_humans) {
            return Some(Stage::Case);
        }
        match &self.phase {
            Phase::Quiet | Phase::Unclear { .. } => None,
            Phase::Answered { .. } => Some(Stage::Answered),
            Phase::Choosing { .. } => Some(Stage::Choosing),
            Phase::Open { .. } | Phase::Closed { .. } => Some(Stage::Case),
        }
    }

    /// Forgets the person's words of before this time that nobody needs any more: a case that humans have in hand is kept
    /// whole. Says whether there were any.
    pub fn forget_before(&mut self, limit: Timestamp) -> bool {
        let no_exchange = self.forget_exchange_before(limit);
        // Where a promise runs, somebody still needs them.
        if self.commitment.is_some() {
            return no_exchange;
        }
        let old = |question: &Question| question.asked < limit;
        let forgotten = match &mut self.phase {
            Phase::Unclear { question, .. } | Phase::Choosing { question, .. } => old(question),
            Phase::Answered { given } => {
                let before = given.len();
                given.retain(|given| !old(&given.question));
                if !given.is_empty() {
                    return given.len() < before || no_exchange;
                }
                true
            }
            Phase::Closed { at, .. } => *at < limit,
            Phase::Quiet | Phase::Open { .. } => false,
        };
        if forgotten {
            self.phase = Phase::Quiet;
        }
        forgotten || no_exchange
    }

    /// The same, of somebody who has done nothing since then: what they have said of themselves goes, too, and what they
    /// were offered to read.
    pub fn forget_untouched(&mut self, limit: Timestamp) -> bool {
        let forgotten = self.forget_before(limit);
        if self.commitment.is_some() || (self.profile.is_empty() && self.shelves.is_empty()) {
            return forgotten;
        }
        self.profile = Profile::default();
        self.shelves = Shelves::default();
        true
    }

    /// What a next message may go on from.
    #[must_use]
    pub fn context(&self, now: Timestamp) -> Option<&Exchange> {
        let (exchange, at) = self.exchange.as_ref()?;
        (now.duration_since(*at) < CONTEXT).then_some(exchange)
    }

    /// What no next message can go on from any more is forgotten.
    pub(super) fn forget_old_exchange(&mut self, now: Timestamp) {
        if self.context(now).is_none() {
            self.exchange = None;
        }
    }

    fn forget_exchange_before(&mut self, limit: Timestamp) -> bool {
        self.exchange.take_if(|(_, at)| *at < limit).is_some()
    }

    /// What the desk needs to know before it can act on a button.
    #[must_use]
    pub fn look_up(&self, button: Button, now: Timestamp) -> LookUp {
        match (button, &self.phase) {
            (Button::Choose(no, choice), Phase::Choosing { question, choices }) if question.no == no => {
                choices
                    .get(usize::from(choice))
                    .map_or(LookUp::Nothing, |candidate| LookUp::Article(candidate.slug.clone()))
            }
            (Button::Read(no, place), _) => {
                let link = self.shelves.at(no, place);
                link.map_or(LookUp::Nothing, |link| LookUp::Article(link.slug.clone()))
            }
            (Button::Topic(no, topic), Phase::Unclear { question, topics }) if question.no == no => topics
                .get(usize::from(topic))
                .map_or(LookUp::Nothing, |topic| LookUp::Topic(topic.area.clone())),
            (Button::OtherQuestion(no), Phase::Open { case }) if case.latest.no == no => {
                let before = self.context(now).cloned();
                LookUp::Question { words: case.latest.words.clone(), profile: self.profile.clone(), before }
            }
            (Button::Trait(no, Some(said)), Phase::Answered { given }) => {
                let given = given.iter().find(|given| given.question.no == no);
                given.map_or(LookUp::Nothing, |given| {
                    let mut profile = self.profile.clone();
                    profile.add(said);
                    // What the desk answered last is this very question.
                    LookUp::Question { words: given.question.words.clone(), profile, before: None }
                })
            }
            _ => LookUp::Nothing,
        }
    }

    pub(super) fn next_question(&mut self) -> QuestionNo {
        self.questions = self.questions.next();
        self.questions
    }

    pub(super) fn remember_case(&mut self, number: CaseNumber, opened: Timestamp) {
        self.cases.push(PastCase { number, opened, ended: None });
        if self.cases.len() > REMEMBERED_CASES {
            self.cases.remove(0);
        }
    }

    pub(super) fn end_case(&mut self, number: CaseNumber, ended: Option<EndOfCase>) {
        for case in self.cases.iter_mut().filter(|case| case.number == number) {
            case.ended = ended;
        }
    }

    /// The answer to this question that waits for the person's word, if one does.
    pub(super) fn given(&mut self, no: QuestionNo) -> Option<&mut Given> {
        match &mut self.phase {
            Phase::Answered { given } => given.iter_mut().find(|given| given.question.no == no),
            _ => None,
        }
    }

    /// Adds an automatic answer to those that wait for the person's word; a second one to the same question takes the place of
    /// the first.
    pub(super) fn give(&mut self, answer: Given) {
        let mut given = match std::mem::replace(&mut self.phase, Phase::Quiet) {
            Phase::Answered { given } => given,
            _ => Vec::new(),
        };
        match given.iter_mut().find(|given| given.question.no == answer.question.no) {
            Some(known) => {
                let mut before = std::mem::take(&mut known.before);
                before.push(std::mem::take(&mut known.slug));
                let partly = known.partly || answer.partly;
                *known = Given { partly, before, ..answer };
            }
            None => given.push(answer),
        }
        if given.len() > REMEMBERED_ANSWERS {
            given.remove(0);
        }
        self.phase = Phase::Answered { given };
    }
}
