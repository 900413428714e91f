//! All that the desk says to a person, as a closed list: the words are the view's.

use leave::announcement::{Announcement, Prompt};

use super::{
    attachment::Declined,
    case::PastCase,
    commands::About,
    commitment::Longer,
    conversation::Asked,
    delivery::{Priority, Purpose},
    ids::{CaseNumber, QuestionNo},
    language::Languages,
    promise::Promise,
    scope::{Dimension, Profile},
    shelf::{Further, Shelved},
    verdict::{Candidate, Card, Topic, Urgent},
    words::Words,
};

/// Something the desk says to a person.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    Hello,
    /// To somebody who opens the chat, maybe through an organisation's link.
    Welcome {
        organisation: Option<String>,
    },
    YoureWelcome,
    /// Too vague: what would help, and a human one tap away.
    Unclear {
        question: QuestionNo,
    },
    /// One word, which can be about any of these.
    Topics {
        question: QuestionNo,
        topics: Vec<Topic>,
    },
    /// The most common questions of a topic.
    TopicArticles {
        question: QuestionNo,
        choices: Vec<Candidate>,
    },
    /// The answer was not understood: an expert is offered.
    Explain {
        question: QuestionNo,
        plain: Option<String>,
    },
    NothingReadable,
    Declined(Declined),
    Answer {
        question: QuestionNo,
        card: Box<Card>,
        further: Further,
        then: Then,
    },
    /// The rule is not theirs: what would say whose it is.
    WhichCase {
        question: QuestionNo,
        dimension: Dimension,
    },
    Choices {
        question: QuestionNo,
        choices: Vec<Candidate>,
    },
    CaseOpened {
        case: CaseNumber,
        question: QuestionNo,
        promise: Promise,
        urgent: Option<Urgent>,
        /// An article would have answered it, and is being revised.
        revised: bool,
        /// What the person can read meanwhile.
        offer: Vec<Shelved>,
    },
    /// What must not wait was heard in an open case.
    Urgent {
        case: CaseNumber,
        promise: Promise,
        urgent: Urgent,
    },
    /// What to do at once, from nobody who promises anything.
    Advice(Urgent),
    /// A message went to the open case. `promised` is when a human will reply, if nobody has yet.
    Received {
        case: CaseNumber,
        question: QuestionNo,
        promised: Option<Promise>,
    },
    /// So did one more.
    Added {
        case: CaseNumber,
    },
    /// What says who somebody is was covered in the room.
    Masked,
    CaseReopened {
        case: CaseNumber,
        question: QuestionNo,
        promise: Promise,
    },
    /// Many cases for one day: the question went into the last one.
    AddedToCase {
        case: CaseNumber,
        promise: Promise,
    },
    /// The other question also needs a human: it stays in the case.
    StaysInCase {
        case: CaseNumber,
    },
    /// `follow`: the person can be told when the article that answered this question changes.
    Glad {
        follow: Option<QuestionNo>,
    },
    Following,
    /// What the guided conversation says.
    Guide(Box<Prompt>),
    /// What the person asked to be reminded of.
    Reminder {
        number: i64,
        announcement: Announcement,
    },
    WasItEnough {
        question: QuestionNo,
    },
    TakesLonger {
        case: CaseNumber,
        longer: Longer,
    },
    CaseClosed {
        case: CaseNumber,
        answered: bool,
    },
    CaseReopenedByStaff {
        case: CaseNumber,
    },
    Cancelled {
        case: Option<CaseNumber>,
    },
    NothingToCancel,
    /// Before a case is withdrawn; `sure`: once more.
    ConfirmCancel {
        case: CaseNumber,
        words: Words,
        sure: bool,
    },
    KeptCase {
        case: CaseNumber,
    },
    /// The guided conversation was left; the case, if there is one, stays open.
    LeftGuide {
        case: Option<CaseNumber>,
    },
    About(About),
    Help,
    UnknownCommand,
    Cases(Vec<PastCase>),
    Status(Status),
    ChooseLanguage(Languages),
    LanguageChosen,
    Privacy,
    /// What the desk keeps of what the person has said of themselves.
    Profile(Profile),
    ProfileForgotten,
    ConfirmErase,
    ErasedFarewell,
    KeptData,
    StaleButton,
    /// The message could not be handled; humans have been told.
    OutOfOrder,
    /// Many messages in a short time: they are read one after the other.
    OneAtATime,
    /// The staff do not want to hear from this person any more.
    Blocked,
}

/// What follows an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The person says whether it was enough, or whether it is theirs at all.
    Asks,
    /// The person says whether it was enough, while humans have another question in hand.
    AsksBeside,
    /// A human reads the question, too.
    Case,
    /// A human reads the rest of the message.
    RestToHumans,
    /// Nothing: the person wanted to read it.
    Nothing,
}

/// Where a person's question stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Nothing,
    /// An automatic answer or choices wait for the person's word.
    WaitingForYou {
        question: QuestionNo,
    },
    WaitingForHuman {
        case: CaseNumber,
        taken: bool,
        promised: Promise,
    },
    /// The same, once the desk has stopped telling hours.
    NoHour {
        case: CaseNumber,
    },
    /// Humans have answered; the case is still open.
    Replied {
        case: CaseNumber,
    },
}

impl Reply {
    /// How much it matters: what to do in danger goes before all other answers.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::Urgent { .. } | Self::Advice(_) | Self::CaseOpened { urgent: Some(_), .. } => {
                Priority::Urgent
            }
            Self::ErasedFarewell => Priority::Human,
            Self::Reminder { .. } => Priority::Notice,
            _ => Priority::Answer,
        }
    }

    /// What its delivery means.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        match self {
            Self::ErasedFarewell => Purpose::Farewell,
            Self::Reminder { number, .. } => Purpose::Proactive { reminder: *number },
            _ => Purpose::Automatic,
        }
    }

    /// Is it kept in the history? A calendar is kept if somebody asks for it, and not otherwise.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        !matches!(self, Self::Guide(_))
    }

    /// What it asks that is answered in words.
    #[must_use]
    pub fn asks(&self) -> Option<Asked> {
        match self {
            Self::Unclear { question } | Self::Explain { question, .. } => Some(Asked::Human(*question)),
            Self::WasItEnough { question } | Self::Status(Status::WaitingForYou { question }) => {
                Some(Asked::Enough(*question))
            }
            Self::WhichCase { question, dimension } => {
                Some(Asked::Which { question: *question, dimension: *dimension })
            }
            Self::ConfirmErase => Some(Asked::Erase),
            Self::ConfirmCancel { case, sure, .. } => Some(Asked::Withdraw { case: *case, sure: *sure }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil::date};
    use leave::announcement::{News, Outcome};

    use super::*;

    #[test]
    fn what_must_not_wait_goes_first_and_what_nobody_waits_for_last() {
        let urgent = || Urgent::new("pericolo".into(), "Chiama il 112.".into());
        let promise = || Promise { until: Timestamp::UNIX_EPOCH, reopens: None };
        let case = CaseNumber { year: 2026, place: 1 };
        let opened = |urgent| Reply::CaseOpened {
            case,
            question: QuestionNo(1),
            promise: promise(),
            urgent,
            revised: false,
            offer: Vec::new(),
        };
        let news = News::Rule { slug: "congedo".into(), on: date(2027, 1, 1) };
        let reminder = Reply::Reminder { number: 7, announcement: Announcement::News(news) };
        for (reply, priority, purpose) in [
            (Reply::Hello, Priority::Answer, Purpose::Automatic),
            (opened(None), Priority::Answer, Purpose::Automatic),
            (opened(Some(urgent())), Priority::Urgent, Purpose::Automatic),
            (
                Reply::Urgent { case, promise: promise(), urgent: urgent() },
                Priority::Urgent,
                Purpose::Automatic,
            ),
            (Reply::Advice(urgent()), Priority::Urgent, Purpose::Automatic),
            (reminder, Priority::Notice, Purpose::Proactive { reminder: 7 }),
            (Reply::ErasedFarewell, Priority::Human, Purpose::Farewell),
        ] {
            assert_eq!((reply.priority(), reply.purpose()), (priority, purpose), "{reply:?}");
        }
    }

    #[test]
    fn the_history_has_all_but_what_the_guide_says() {
        let guide = Reply::Guide(Box::new(Prompt::Reminder(Outcome::Noted)));
        assert_eq!([guide, Reply::Hello].map(|reply| reply.is_kept()), [false, true]);
    }

    #[test]
    fn who_is_asked_whose_case_it_is_can_type_the_answer() {
        let (question, dimension) = (QuestionNo(3), Dimension::Place);
        assert_eq!(
            Reply::WhichCase { question, dimension }.asks(),
            Some(Asked::Which { question, dimension })
        );
    }
}
