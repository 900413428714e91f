//! How long a leave plan takes: dates, deadlines and notes, for every due date of twenty years.
//!
//! Compared with a bound of 50 microseconds. The reminders due among a million are in `benches/timers.rs`.

mod support;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use jiff::{ToSpan, civil::date};
use leave::{
    arrival::{Arrival, Birth, Scheme, Stay, Work, WorkUntil},
    months::days,
    plan::Plan,
};
use support::{Figures, median};

const BOUND: Duration = Duration::from_micros(50);

/// What is known of a birth beside its due date.
type Known = fn(Birth) -> Birth;

fn main() {
    let mut figures = Figures::default();
    let every_day = || date(2020, 1, 1).series(1.day()).take_while(|day| day.year() <= 2040);
    let kinds: [(&str, Known); 4] = [
        ("expected, 2+3", |birth| birth),
        ("born early, 2+3", |birth| Birth { born: Some(days(birth.due.date(), -16)), ..birth }),
        ("1+4", |birth| Birth { scheme: Scheme::OneFour { days: None }, ..birth }),
        ("0+5, twins, in hospital", |birth| {
            let born = birth.due.date();
            let stay = Stay { from: days(born, 10), discharge: days(born, 50) };
            let scheme = Scheme::ZeroFive { until: WorkUntil::Birth };
            Birth { born: Some(born), scheme, several: true, hospital: Some(stay), ..birth }
        }),
    ];
    for (name, kind) in kinds {
        let took: Vec<Duration> = every_day()
            .map(|due| {
                let arrival = Arrival::Birth(kind(Birth::expected(due)));
                let start = Instant::now();
                let plan = Plan::of(black_box(&arrival), Work::Employee).expect("a plan");
                black_box(plan.timeline());
                start.elapsed()
            })
            .collect();
        let mut sorted = took.clone();
        sorted.sort_unstable();
        let slow = sorted[sorted.len() * 99 / 100];
        let name = format!("a plan and its timeline, {name}");
        let half = median(&took);
        figures.add(&format!("{name}: median"), "< 50 us", format!("{half:.1?}"), half < BOUND);
        figures.add(&format!("{name}: slowest 1 %"), "< 50 us", format!("{slow:.1?}"), slow < BOUND);
    }
    figures.print();
}
