//! The worked examples that the sources give, or that follow from them: every one has to come out.

use jiff::civil::{Date, Weekday, date};

use super::{
    arrival::{Adoption, Arrival, Birth, Circumstances, DueDate, Scheme, Stay, Work, WorkUntil},
    law::Level,
    maternity::Maternity,
    notes::Note,
    parental::{self, Amount, Parents, Taken},
    plan::{Duty, Plan},
    rests::{self, Mother, WorkDay},
    rules,
};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn birth(due: &str, born: &str) -> Birth {
    Birth { born: Some(day(born)), ..Birth::expected(day(due)) }
}

fn plan(birth: Birth) -> Plan {
    Plan::of(&Arrival::Birth(birth), Work::Employee).expect("a plan")
}

fn leave(birth: Birth) -> Maternity {
    plan(birth).maternity
}

/// First and last day, and the days added.
fn stretch(leave: &Maternity) -> (String, String, i32) {
    (leave.start.to_string(), leave.end.to_string(), leave.added)
}

fn expect(birth: Birth, start: &str, end: &str, added: i32) {
    assert_eq!(stretch(&leave(birth)), (start.to_owned(), end.to_owned(), added));
}

fn flexible(birth: Birth) -> Birth {
    Birth { scheme: Scheme::OneFour { days: None }, ..birth }
}

#[test]
fn the_ordinary_leave() {
    expect(birth("2026-08-15", "2026-08-15"), "2026-06-15", "2026-11-15", 0); // 1
    expect(birth("2013-06-25", "2013-06-25"), "2013-04-25", "2013-09-25", 0); // 2
    expect(birth("2013-06-25", "2013-06-20"), "2013-04-25", "2013-09-25", 5); // 3
    expect(birth("2026-07-15", "2026-06-15"), "2026-05-15", "2026-10-15", 30); // 4
    expect(birth("2016-09-20", "2016-06-30"), "2016-06-30", "2016-12-20", 81); // 5
    let days_before = birth("2026-10-25", "2026-08-16"); // 6: born eight days before the leave began
    expect(days_before, "2026-08-16", "2027-01-24", 69);
}

#[test]
fn in_time_late_early_and_very_early() {
    let in_time = leave(birth("2027-02-10", "2027-02-10")); // 7
    assert_eq!(stretch(&in_time), ("2026-12-10".into(), "2027-05-10".into(), 0));
    assert_eq!(in_time.back(), date(2027, 5, 11));
    expect(birth("2027-02-10", "2027-02-17"), "2026-12-10", "2027-05-17", 0); // 8
    expect(birth("2027-02-10", "2027-01-25"), "2026-12-10", "2027-05-11", 16); // 9
    expect(birth("2027-02-10", "2026-11-28"), "2026-11-28", "2027-05-12", 73); // 10
}

#[test]
fn with_flexibility_and_all_after() {
    expect(flexible(birth("2027-02-10", "2027-02-10")), "2027-01-10", "2027-06-10", 0); // 11
    expect(flexible(birth("2027-02-10", "2027-02-01")), "2027-01-10", "2027-06-10", 9); // 12
    let four_months = leave(flexible(birth("2027-03-10", "2027-03-10"))); // 13
    assert_eq!(four_months.end, date(2027, 7, 10));
    assert!(four_months.notes.contains(&Note::FourMonths));
    assert_eq!(four_months.level(), Level::ToConfirm);
    let all_after = Scheme::ZeroFive { until: WorkUntil::Birth }; // 14
    let late = leave(Birth { scheme: all_after, ..birth("2027-02-10", "2027-02-16") });
    assert_eq!(stretch(&late), ("2027-02-16".into(), "2027-07-16".into(), 0));
    assert_eq!(late.level(), Level::ToConfirm);
    assert!(late.notes.contains(&Note::AllAfterLate { shorter: date(2027, 7, 10) }));
}

#[test]
fn the_ends_of_months() {
    let april = leave(birth("2027-04-30", "2027-04-30")); // 15
    assert_eq!(stretch(&april), ("2027-02-28".into(), "2027-07-30".into(), 0));
    assert!(april.notes.contains(&Note::EndOfMonth));
    let leap = leave(birth("2028-04-30", "2028-04-30")); // 16
    assert_eq!(leap.start, date(2028, 2, 29));
    assert!(leap.notes.contains(&Note::EndOfMonth));
    let november = leave(birth("2026-11-30", "2026-11-30")); // 17
    assert_eq!(stretch(&november), ("2026-09-30".into(), "2027-02-28".into(), 0));
    assert_eq!(november.back(), date(2027, 3, 1));
    assert!(!leave(birth("2026-10-31", "2026-10-31")).notes.contains(&Note::EndOfMonth));
}

#[test]
fn a_child_in_hospital_and_a_ban_by_the_inspectorate() {
    let stay = Stay { from: day("2027-02-08"), discharge: day("2027-03-20") }; // 18
    let hospital = Birth { hospital: Some(stay), ..birth("2027-02-10", "2027-01-25") };
    expect(hospital, "2026-12-10", "2027-06-20", 16);
    for born in ["2027-02-10", "2027-01-25"] {
        let banned = Birth { interdiction: true, ..birth("2027-02-10", born) }; // 19
        assert_eq!(leave(banned).end, date(2027, 9, 10), "{born}");
    }
}

#[test]
fn the_father() {
    let father = plan(birth("2027-02-10", "2027-01-25")).paternity; // 20
    assert_eq!((father.first, father.last), (date(2026, 12, 10), date(2027, 6, 25)));
    assert_eq!(super::months::days(date(2027, 3, 1), -father.notice_days), date(2027, 2, 24));
    let twins = plan(Birth { several: true, ..birth("2026-09-30", "2026-09-30") }).paternity; // 21
    assert_eq!((twins.working_days, twins.last), (20, date(2027, 2, 28)));
}

#[test]
fn parental_leave() {
    let last_day = |born| plan(birth(born, born)).parental.unwrap().last_day;
    assert_eq!(last_day("2012-11-22"), date(2026, 11, 22)); // 22
    assert!(last_day("2011-12-31") < date(2026, 1, 1), "nothing opens again"); // 23
    let three_each = Taken { mother: Amount::months(3), father: Amount::months(3) }; // 24
    let parental = plan(birth("2027-02-10", "2027-02-10")).parental.unwrap();
    assert_eq!((parental.months_at_80, parental.paid80_until), (3, Some(date(2033, 2, 10))));
    let balance = three_each.balance(Parents::Two, parental.months_at_80);
    assert_eq!((balance.taken_at_80.parts(), balance.taken_at_30.parts()), ((3, 0), (3, 0)));
    assert_eq!(
        [balance.couple, balance.mother, balance.father, balance.left_at_30].map(|left| left.parts().0),
        [5, 3, 4, 3]
    );
    assert_eq!(parental::length(date(2027, 6, 1), date(2027, 7, 15)).parts(), (1, 15)); // 25
    let works = |day: Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let week = (date(2027, 6, 7), date(2027, 6, 11)); // 26
    assert_eq!(parental::counted(&[week], works).parts(), (0, 5));
    let next = (date(2027, 6, 14), date(2027, 6, 18));
    assert_eq!(parental::counted(&[week, next], works).parts(), (0, 12), "nobody worked between");
    assert_eq!(parental::half_a_day(40 * 60, 5), 4 * 60); // 27
    assert_eq!(parental::half_a_day(36 * 60, 6), 3 * 60);
    assert_eq!(parental::notice(date(2027, 6, 1)), (date(2027, 5, 27), date(2027, 5, 30))); // 30
}

#[test]
fn a_birth_in_2024_in_2025_and_in_2026_is_paid_differently() {
    let at_80 = |born: &str| plan(birth(born, born)).parental.unwrap().months_at_80;
    assert_eq!(at_80("2022-06-01"), 0);
    assert_eq!(at_80("2022-10-15"), 1, "the leave ended in 2023");
    assert_eq!(at_80("2023-05-01"), 1);
    assert_eq!(at_80("2024-05-01"), 2);
    assert_eq!(at_80("2024-11-01"), 3, "the leave ended in 2025");
    assert_eq!(at_80("2026-05-01"), 3);
    assert_eq!(rules::SICKNESS_DAYS.on(date(2025, 12, 31)), 5);
    assert_eq!(rules::SICKNESS_DAYS.on(date(2026, 1, 1)), 10);
}

#[test]
fn rests_protection_and_deadlines() {
    let mother = Mother::Works { day: WorkDay::of(8 * 60), hours: 3 }; // 28
    assert_eq!(rests::father_of_twins(WorkDay::of(8 * 60), mother), Some(1));
    let expected =
        Plan::of(&Arrival::Birth(Birth::expected(date(2027, 2, 10))), Work::Employee).expect("a plan"); // 29
    assert!(expected.forecast);
    let protection = expected.protection.clone().unwrap();
    assert_eq!(protection.dismissal_ban_from, date(2026, 4, 16));
    assert_eq!(protection.dismissal_ban_until, date(2028, 2, 10));
    assert_eq!(protection.validation_until, Some(date(2030, 2, 10)));
    let by = |what| expected.deadlines.iter().find(|deadline| deadline.what == what).map(|found| found.by);
    // 31
    assert_eq!(by(Duty::BirthNotice), Some(date(2027, 3, 12)));
    assert_eq!(by(Duty::NewbornBonus), Some(date(2027, 6, 10)));
    assert_eq!(by(Duty::MaternityAllowance), Some(date(2027, 8, 10)));
}

#[test]
fn the_traps_are_shown() {
    let notes = |birth: Birth| plan(birth).notes;
    let month_early = notes(birth("2027-09-29", "2027-08-29"));
    assert!(month_early.contains(&Note::MonthEarly));
    assert_eq!(leave(birth("2027-09-29", "2027-08-29")).end, date(2027, 12, 30));
    for born in ["2026-12-10", "2026-12-09"] {
        let around = leave(birth("2027-02-10", born));
        assert!(around.notes.contains(&Note::AroundTheStart));
        assert_eq!(around.added, 62, "{born}");
    }
    assert_eq!(leave(flexible(birth("2027-06-15", "2027-06-15"))).start, date(2027, 5, 15));
    let every = notes(flexible(birth("2027-02-10", "2027-02-10")));
    for trap in [2, 6, 7, 8, 9, 10, 11] {
        assert!(every.iter().any(|note| note.trap() == Some(trap)), "T{trap}");
    }
}

#[test]
fn adoption_and_fostering() {
    let adoption = Adoption { born: Some(date(2020, 5, 1)), ..Adoption::of(date(2027, 2, 10)) };
    let plan = Plan::of(&Arrival::Adoption(adoption.clone()), Work::Employee).expect("a plan");
    assert_eq!(stretch(&plan.maternity), ("2027-02-10".into(), "2027-07-10".into(), 0));
    assert_eq!(plan.parental.unwrap().last_day, date(2038, 5, 1), "never past the eighteenth birthday");
    let sickness = plan.child_sickness.unwrap();
    let for_three_years = (None, Some(date(2030, 2, 10)));
    assert_eq!(
        (sickness.unlimited_until, sickness.ten_days_until),
        for_three_years,
        "six or older at the entry"
    );
    let younger = Adoption { born: Some(date(2024, 5, 1)), ..adoption.clone() };
    let sickness =
        Plan::of(&Arrival::Adoption(younger), Work::Employee).expect("a plan").child_sickness.unwrap();
    assert_eq!(sickness.unlimited_until, Some(date(2030, 5, 1)));
    assert_eq!(sickness.ten_days_until, Some(date(2032, 5, 1)));
    assert_eq!(plan.protection.unwrap().dismissal_ban_from, date(2027, 2, 10));
    let fostering =
        Plan::of(&Arrival::Adoption(Adoption { fostering: true, born: None, ..adoption }), Work::Employee)
            .expect("a plan");
    assert_eq!(fostering.maternity.end, date(2027, 5, 10));
    assert!(fostering.notes.contains(&Note::Fostering { within: date(2027, 7, 10) }));
}

#[test]
fn nobody_remembers_the_due_date() {
    let unknown = Birth { due: DueDate::Unknown(date(2024, 5, 1)), ..birth("2024-05-01", "2024-05-01") };
    let plan = plan(unknown);
    assert_eq!(plan.maternity.level(), Level::ToConfirm);
    assert!(plan.notes.contains(&Note::NoDue));
}

#[test]
fn who_works_in_a_household_has_other_rights() {
    let plan = Plan::of(&Arrival::Birth(birth("2027-02-10", "2027-02-10")), Work::Domestic).expect("a plan");
    assert_eq!(plan.maternity.end, date(2027, 5, 10));
    assert_eq!((plan.parental, plan.rests, plan.protection), (None, None, None));
    assert!(plan.notes.contains(&Note::Domestic));
    let agreement = plan.agreement.expect("since November 2025");
    assert_eq!(agreement.leave_until, date(2027, 9, 10));
    let before =
        Plan::of(&Arrival::Birth(birth("2025-02-10", "2025-02-10")), Work::Domestic).expect("a plan");
    assert_eq!(before.agreement, None);
}

#[test]
fn who_works_at_home_is_protected_by_law() {
    let plan = Plan::of(&Arrival::Birth(birth("2027-02-10", "2027-02-10")), Work::Home).expect("a plan");
    let protection = plan.protection.expect("art. 61");
    assert_eq!(protection.dismissal_ban_from, date(2026, 4, 16));
    assert_eq!(protection.dismissal_ban_until, date(2028, 2, 10));
    assert_eq!((protection.validation_until, protection.night_ban_until), (None, None));
    assert_eq!((plan.parental, plan.rests, plan.agreement), (None, None, None));
}

fn adopted(adoption: Adoption) -> Plan {
    Plan::of(&Arrival::Adoption(adoption), Work::Employee).expect("a plan")
}

#[test]
fn a_stay_in_hospital_after_an_adoption_and_within_a_ban() {
    let stay = |from, discharge| Some(Stay { from: day(from), discharge: day(discharge) });
    let entry = Adoption { hospital: stay("2027-03-10", "2027-04-10"), ..Adoption::of(date(2027, 3, 1)) };
    assert_eq!(adopted(entry).maternity.end, date(2027, 9, 1));
    let banned = Birth {
        interdiction: true,
        hospital: stay("2027-06-05", "2027-07-05"),
        ..birth("2027-06-20", "2027-06-01")
    };
    let leave = leave(banned);
    assert_eq!((leave.end, leave.level()), (date(2028, 1, 20), Level::ToConfirm));
}

#[test]
fn an_older_child_is_adopted() {
    let entry = date(2027, 3, 1);
    let of = |born: &str| adopted(Adoption { born: Some(day(born)), ..Adoption::of(entry) });
    let fifteen = of("2011-05-01").parental.unwrap();
    assert_eq!((fifteen.last_day, fifteen.paid80_until), (date(2029, 5, 1), Some(date(2029, 5, 1))));
    let seventeen = of("2009-06-01");
    assert_eq!(seventeen.rests.unwrap().until, date(2027, 6, 1));
    assert_eq!(seventeen.parental.unwrap().last_day, date(2027, 6, 1));
    let six_that_day = of("2021-03-01").child_sickness.unwrap();
    assert_eq!((six_that_day.unlimited_until, six_that_day.ten_days_until), (None, Some(date(2030, 3, 1))));
    let four = of("2023-01-10").protection.unwrap();
    assert_eq!(four.night_ban_until, None);
    assert_eq!(four.same_unit_until, Some(date(2028, 3, 1)));
    assert_eq!(four.validation_until, Some(date(2030, 3, 1)));
    assert_eq!(of("2026-09-01").protection.unwrap().night_ban_until, Some(date(2027, 9, 1)));
}

#[test]
fn several_children_enter_and_one_comes_from_abroad() {
    let entry = Adoption::of(date(2027, 3, 1));
    let two = adopted(Adoption { several: true, ..entry.clone() }).rests.unwrap();
    assert_eq!((two.minutes_per_day_full, two.minutes_per_day_short), (240, 120));
    let abroad = Adoption { proposal: Some(date(2026, 11, 20)), ..entry };
    let protection = adopted(abroad.clone()).protection.unwrap();
    assert_eq!(protection.dismissal_ban_from, date(2026, 11, 20));
    assert_eq!(protection.dismissal_ban_until, date(2028, 3, 1));
    assert_eq!(protection.validation_until, Some(date(2029, 11, 20)));
    let late = Adoption { proposal: Some(date(2027, 3, 2)), ..abroad };
    assert!(Plan::of(&Arrival::Adoption(late), Work::Employee).is_err());
}

#[test]
fn what_depends_on_the_year_of_the_birth_and_on_the_other_parent() {
    let duties = |born| plan(birth(born, born)).deadlines.into_iter().map(|deadline| deadline.what);
    assert!(!duties("2024-11-15").any(|duty| duty == Duty::NewbornBonus));
    assert!(duties("2025-01-01").any(|duty| duty == Duty::NewbornBonus));
    let paid = |born: &str, father_until: Option<&str>| {
        let circumstances = Circumstances { father_until: father_until.map(day), ..Circumstances::default() };
        let plan = Plan::of(&Arrival::Birth(birth(born, born)), circumstances).expect("a plan");
        let parental = plan.parental.unwrap();
        (parental.months_at_80, parental.level)
    };
    for (born, father_until, expected) in [
        ("2024-08-15", None, (2, Level::ToConfirm)),
        ("2024-08-15", Some("2025-01-10"), (3, Level::Certain)),
        ("2024-08-15", Some("2024-09-10"), (2, Level::Certain)),
        ("2024-05-15", None, (2, Level::Certain)),
        ("2024-11-15", None, (3, Level::Certain)),
        ("2023-09-01", None, (1, Level::ToConfirm)),
        ("2022-08-15", None, (0, Level::ToConfirm)),
        ("2027-02-10", None, (3, Level::Certain)),
    ] {
        assert_eq!(paid(born, father_until), expected, "{born}, {father_until:?}");
    }
}

#[test]
fn a_child_with_a_serious_disability() {
    let circumstances = Circumstances { disability: true, ..Circumstances::default() };
    let born = Arrival::Birth(birth("2027-02-10", "2027-02-10"));
    let disability = Plan::of(&born, circumstances).expect("a plan").disability.unwrap();
    assert_eq!((disability.parental_months, disability.parental_until), (36, date(2041, 2, 10)));
    assert_eq!(disability.rests_until, Some(date(2030, 2, 10)));
    assert_eq!(Plan::of(&born, Work::Employee).expect("a plan").disability, None);
}

#[test]
fn a_birth_before_the_eighth_month_leaves_no_choice() {
    let early = birth("2027-02-10", "2026-11-28");
    for scheme in [Scheme::OneFour { days: None }, Scheme::ZeroFive { until: WorkUntil::Birth }] {
        let plan = plan(Birth { scheme, ..early.clone() });
        assert_eq!(stretch(&plan.maternity), ("2026-11-28".into(), "2027-05-12".into(), 73), "{scheme:?}");
        let too_late = [Duty::Certificate, Duty::Application, Duty::FlexCertificates];
        assert!(!plan.deadlines.iter().any(|deadline| too_late.contains(&deadline.what)));
    }
    let all_after = Birth { scheme: Scheme::ZeroFive { until: WorkUntil::Birth }, ..early };
    assert_eq!(leave(all_after).level(), Level::Certain, "circ. INPS 148/2019, 1.2");
}
