//! How cases stand.

use jiff::Timestamp;

use super::{
    case::{EndOfCase, PastCase},
    commitment::Commitment,
    conversation::Conversation,
    ids::{CaseNumber, Expert},
    post::Post,
};

/// How a case stands, for the room's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSummary {
    pub number: CaseNumber,
    pub status: CaseStatus,
    pub opened: Timestamp,
    pub holder: Option<Expert>,
    pub urgent: bool,
    /// When a human reply is due; `None` when nobody waits.
    pub due: Option<Timestamp>,
}

/// What has become of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStatus {
    Open,
    Closed,
    Withdrawn,
}

/// How a case stands, as its head says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadStatus {
    pub case: CaseSummary,
    /// The commitment was broken, and the person still waits.
    pub overdue: bool,
}

impl Conversation {
    /// How each of its cases stands.
    #[must_use]
    pub fn summaries(&self) -> Vec<CaseSummary> {
        self.cases.iter().map(|past| self.summary_of(past)).collect()
    }

    /// How the case in hand stands, as its head says it.
    pub(super) fn thread_status(&self) -> Option<ThreadStatus> {
        let number = self.case()?.number;
        let past = self.cases.iter().find(|past| past.number == number)?;
        let overdue = self.commitment.as_ref().is_some_and(Commitment::is_breached);
        Some(ThreadStatus { case: self.summary_of(past), overdue })
    }

    /// What the head of the case in hand says now.
    #[must_use]
    pub fn head_now(&self) -> Option<(CaseNumber, Post)> {
        let head = self.case()?.head.clone()?;
        let status = self.thread_status()?;
        Some((status.case.number, Post::StatusChanged { head, status }))
    }

    fn summary_of(&self, past: &PastCase) -> CaseSummary {
        let case = self.case().filter(|case| case.number == past.number);
        CaseSummary {
            number: past.number,
            status: match past.ended {
                None => CaseStatus::Open,
                Some(EndOfCase::Closed) => CaseStatus::Closed,
                Some(EndOfCase::Withdrawn) => CaseStatus::Withdrawn,
            },
            opened: past.opened,
            holder: case.and_then(|case| case.holder.clone()),
            urgent: case.is_some_and(|case| case.urgent.is_some()),
            due: case.and(self.commitment.as_ref()).map(Commitment::due),
        }
    }
}

/// Which case an expert should look at first: somebody waits, it is urgent, it is due sooner, nobody has it, it is older.
#[must_use]
pub fn by_urgency(mut cases: Vec<CaseSummary>) -> Vec<CaseSummary> {
    cases.sort_by(|a, b| {
        let key = |case: &CaseSummary| {
            (case.due.is_none(), !case.urgent, case.due, case.holder.is_some(), case.number)
        };
        key(a).cmp(&key(b))
    });
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_comes_first_then_what_is_urgent_due_sooner_nobodys_and_older() {
        let due = |hour: i64| Some(Timestamp::from_second(hour * 3600).expect("a time"));
        let case = |place, due, urgent, taken: bool| CaseSummary {
            number: CaseNumber { year: 2026, place },
            status: CaseStatus::Open,
            opened: Timestamp::UNIX_EPOCH,
            holder: taken.then(|| Expert("anna".into())),
            urgent,
            due,
        };
        let cases = vec![
            case(1, None, false, false),
            case(2, None, true, false),
            case(3, due(48), false, true),
            case(4, due(48), false, false),
            case(5, due(48), false, false),
            case(6, due(47), false, true),
            case(7, due(60), true, true),
        ];
        let order: Vec<u32> = by_urgency(cases).iter().map(|case| case.number.place).collect();
        assert_eq!(order, [7, 6, 4, 5, 3, 2, 1]);
    }
}
