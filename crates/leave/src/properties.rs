//! What must hold for every day of twenty years.

use jiff::civil::{Date, date};

use super::{
    arrival::{Arrival, ArrivalMistake, Birth, Scheme, Work, WorkUntil},
    months::{days, days_between, months},
    plan::Plan,
};

const SCHEMES: [Scheme; 5] = [
    Scheme::TwoThree,
    Scheme::OneFour { days: None },
    Scheme::OneFour { days: Some(10) },
    Scheme::ZeroFive { until: WorkUntil::Birth },
    Scheme::ZeroFive { until: WorkUntil::DueDate },
];

fn every_day() -> impl Iterator<Item = Date> {
    date(2020, 1, 1).series(jiff::ToSpan::day(1)).take_while(|day| *day <= date(2040, 12, 31))
}

fn plan(due: Date, born: Option<Date>, scheme: Scheme) -> Plan {
    Plan::of(&Arrival::Birth(Birth { born, scheme, ..Birth::expected(due) }), Work::Employee).expect("a plan")
}

#[test]
fn the_dates_of_every_plan_are_in_order() {
    for due in every_day() {
        for scheme in SCHEMES {
            for offset in [-40, -16, -1, 0, 1, 12] {
                let born = days(due, offset);
                // Who is born before the flexible leave began has another leave.
                let plan = plan(due, Some(born), scheme);
                let Plan { maternity, paternity, .. } = &plan;
                let parental = plan.parental.as_ref().expect("an employee");
                let rests = plan.rests.as_ref().expect("an employee");
                let child_sickness = plan.child_sickness.as_ref().expect("an employee");
                let protection = plan.protection.as_ref().expect("an employee");
                let context = format!("due {due}, born {born}, {scheme:?}");
                assert!(maternity.start <= born && born < maternity.end, "{context}");
                assert!(maternity.end < maternity.back(), "{context}");
                assert!(paternity.first <= born && born < paternity.last, "{context}");
                assert!(protection.dismissal_ban_from < maternity.start, "{context}");
                assert!(maternity.end < rests.until, "{context}");
                assert!(rests.until <= protection.dismissal_ban_until, "{context}");
                assert!(Some(protection.dismissal_ban_until) < protection.validation_until, "{context}");
                assert!(parental.paid80_until.is_none_or(|until| until < parental.last_day), "{context}");
                assert!(child_sickness.unlimited_until < child_sickness.ten_days_until, "{context}");
                assert!(plan.deadlines.is_sorted_by_key(|deadline| deadline.by), "{context}");
            }
        }
    }
}

#[test]
fn a_later_due_date_never_ends_earlier() {
    for scheme in SCHEMES {
        for offset in [-40, -16, 0, 12] {
            let ends = every_day().map(|due| plan(due, Some(days(due, offset)), scheme).maternity);
            let ends: Vec<_> = ends.map(|leave| (leave.start, leave.end)).collect();
            assert!(ends.is_sorted_by(|a, b| a.0 <= b.0), "{scheme:?}, born {offset} days after");
            if offset == 0 {
                assert!(ends.is_sorted_by(|a, b| a.1 <= b.1), "{scheme:?}");
            }
        }
    }
}

#[test]
fn the_whole_leave_is_five_months_and_the_day_of_the_birth() {
    for due in every_day() {
        let ordinary = plan(due, None, Scheme::TwoThree).maternity;
        assert_eq!((ordinary.start, ordinary.end), (months(due, -2), months(due, 3)), "{due}");
        for scheme in SCHEMES {
            let leave = plan(due, None, scheme).maternity;
            let length = days_between(leave.start, leave.end) + 1;
            assert!((150..=155).contains(&length), "{due}, {scheme:?}: {length} days");
        }
        for early in 1..=50 {
            let leave = plan(due, Some(days(due, -early)), Scheme::TwoThree).maternity;
            assert_eq!(leave.added, early, "{due}");
            assert_eq!(leave.end, days(months(days(due, -early), 3), early), "{due}");
            // A month is counted from another day than without the early birth: up to two days are lost by it.
            let length = days_between(leave.start, leave.end) + 1;
            assert!((148..=155).contains(&length), "{due}, {early} days early: {length} days");
        }
        // Very early: what was not taken before is added, the day of the birth is not (circ. INPS 69/2016).
        let born = days(months(due, -2), -9);
        let leave = plan(due, Some(born), Scheme::TwoThree).maternity;
        assert_eq!((leave.start, leave.added), (born, days_between(born, due) - 1), "{due}");
    }
}

#[test]
fn what_cannot_be_is_refused_on_every_day() {
    for due in every_day() {
        let refused = |born, scheme| {
            Plan::of(
                &Arrival::Birth(Birth { born: Some(born), scheme, ..Birth::expected(due) }),
                Work::Employee,
            )
        };
        assert!(
            matches!(refused(days(due, -122), Scheme::TwoThree), Err(ArrivalMistake::BeforeDay180 { .. })),
            "{due}"
        );
        assert!(refused(days(due, -121), Scheme::TwoThree).is_ok(), "{due}");
        assert!(
            matches!(refused(days(due, 32), Scheme::TwoThree), Err(ArrivalMistake::LongAfterDue { .. })),
            "{due}"
        );
    }
}
