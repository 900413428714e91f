//! What has to be said beside the dates. A note is never left out: what looks certain and is not could cost a right.

use jiff::civil::Date;

use super::law::Level;

/// Something whoever reads the dates has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The birth is expected: the dates will change.
    Forecast,
    /// Computed without the due date.
    NoDue,
    /// The month before has no such day: the more protective reading.
    EndOfMonth,
    /// Another source begins the flexible leave a day earlier.
    DayBefore,
    /// Four months are a day less, or more, than three months and the days worked.
    FourMonths,
    /// Born exactly a month early: another way of counting gives a day less.
    MonthEarly,
    /// Born on the first day of the leave, or on the day before: both count the same days.
    AroundTheStart,
    /// Born after the due date: the days between are leave.
    Late,
    /// Born before the leave began.
    VeryEarly,
    /// Born before the flexible leave began: only what was worked counts.
    FlexibleVeryEarly,
    /// Only some days of the month were worked.
    FlexiblePartly,
    /// All after the birth, and the birth came before the eighth month.
    AllAfterVeryEarly,
    /// All after the birth, and the birth came late: another reading ends on that day.
    AllAfterLate {
        shorter: Date,
    },
    /// All after the birth: a certificate may reach to the due date only.
    CertificateUntilDue,
    Hospital,
    Interdiction,
    /// The inspectorate's ban, and a stay of the child in hospital within it.
    InterdictionAndHospital,
    /// Born on a day that is the 180th of the pregnancy in one way of counting only.
    Day180,
    /// From abroad: some rights are counted from the day of the proposal.
    Proposal,
    /// How many months are paid at 80 % depends on when the father's days ended.
    FatherDecides,
    /// The child has a disability: more months, and rests until the third birthday.
    Disability,
    /// For who works at home.
    HomeWork,
    /// Three months, also in pieces, until that day.
    Fostering {
        within: Date,
    },
    AdoptionSickness,
    /// Fourteen years are for employees, and for some rights only.
    FourteenYears,
    /// What the months at 80 % are, and are not.
    EightyPercent,
    /// Three years for validation, one for notice.
    ThreeYearsOrOne,
    /// The larger ISEE allowance is for the town of Milan only.
    Isee,
    /// Nobody has said what a year is for a child's sickness.
    SicknessYear,
    /// Collective agreements can be better.
    Ccnl,
    FatherWindow,
    FatherBan,
    PregnancyStart,
    Domestic,
    /// How two parents share the rests for several children.
    Twins,
}

impl Note {
    /// The trap of the sources it stands for, from 1, if it is one of those everybody falls into.
    #[must_use]
    pub fn trap(self) -> Option<u8> {
        Some(match self {
            Self::EndOfMonth => 1,
            Self::DayBefore => 2,
            Self::FourMonths => 3,
            Self::MonthEarly => 4,
            Self::AroundTheStart => 5,
            Self::FourteenYears => 6,
            Self::EightyPercent => 7,
            Self::ThreeYearsOrOne => 8,
            Self::Isee => 9,
            Self::SicknessYear => 10,
            Self::Ccnl => 11,
            _ => return None,
        })
    }

    /// Is it about these very dates, and not about leave in general?
    #[must_use]
    pub fn about_these_dates(self) -> bool {
        !matches!(
            self,
            Self::FourteenYears
                | Self::EightyPercent
                | Self::ThreeYearsOrOne
                | Self::Isee
                | Self::SicknessYear
                | Self::Ccnl
                | Self::FatherWindow
                | Self::FatherBan
                | Self::PregnancyStart
        )
    }

    /// How sure the leave is of which this is said.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::NoDue
            | Self::EndOfMonth
            | Self::FourMonths
            | Self::MonthEarly
            | Self::FlexibleVeryEarly
            | Self::InterdictionAndHospital
            | Self::Day180
            | Self::AllAfterLate { .. } => Level::ToConfirm,
            _ => Level::Certain,
        }
    }
}
